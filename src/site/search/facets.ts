/**
 * Facets: by what results can be narrowed, with how many would remain. The reader asks
 * for them by opening them and applies them by a button: every change by itself would
 * be a search, and an announcement, for every arrow key in a list of units.
 */
import { DISCLOSURES, LEDGER_TYPES, TEXT_TYPES } from '../../model/vocabulary.ts';
import type { Language } from '../view/language.ts';
import { CONDITIONS, type Condition, type Conditions } from './asked.ts';
import { element } from './elements.ts';
import type { Counts } from './engine.ts';
import type { Say, Units } from './fetched.ts';

/** What the facets are made of. */
export interface FacetSource { counts: Counts; conditions: Conditions; units: Units; language: Language; say: Say }

/** Returns the fieldsets, one for each condition that could narrow anything. */
export function facets(source: FacetSource): HTMLElement[] {
  const codes: Record<Exclude<Condition, 'unit'>, readonly string[]> = {
    type: [...TEXT_TYPES, ...LEDGER_TYPES],
    year: Object.keys(source.counts.year ?? {}).sort().reverse(),
    disclosure: DISCLOSURES,
  };
  return CONDITIONS.map((name) => (name === 'unit' ? unitChoice(source) : boxes(source, name, codes[name]))).filter((made) => made !== null);
}

/** Returns the conditions that are set in a form. */
export function readFacets(form: HTMLFormElement): Conditions {
  const given = new FormData(form);
  const set = CONDITIONS.map((name) => [name, given.getAll(name).map(String).filter((code) => code !== '')] as const);
  return Object.fromEntries(set.filter(([, codes]) => codes.length > 0));
}

/** Returns the name of a code. One that an address made up has none and stays a code. */
export function nameOf(name: Condition, code: string, { units, say }: Pick<FacetSource, 'units' | 'say'>): string {
  if (name === 'year') return say('search.year', { year: code });
  if (name === 'unit') return units.flatMap((group) => group.units).find(([id]) => id === code)?.[1] ?? code;
  const key = `${name === 'type' ? 'type-noun' : 'disclosure'}.${code}`;
  return say(key) === key ? code : say(key);
}

/** What stays: codes with results, and those that are set. */
function choices({ counts, conditions }: FacetSource, name: Condition, codes: readonly string[]): { code: string; count: number; isSet: boolean }[] {
  return codes.map((code) => ({ code, count: counts[name]?.[code] ?? 0, isSet: conditions[name]?.includes(code) ?? false }))
    .filter(({ count, isSet }) => count > 0 || isSet);
}

function boxes(source: FacetSource, name: Condition, codes: readonly string[]): HTMLElement | null {
  const made = choices(source, name, codes).map(({ code, count, isSet }) => {
    const box = element('input', { type: 'checkbox', name, value: code });
    box.checked = isSet;
    return element('label', {}, box, counted(source, nameOf(name, code, source), count));
  });
  if (made.length === 0) return null;
  return element('fieldset', {}, element('legend', {}, source.say(`search.facet.${name}`)), ...made);
}

/** A city has hundreds of units: a list to choose one from, by organisation. */
function unitChoice(source: FacetSource): HTMLElement | null {
  const any = element('option', { value: '' }, source.say('search.any-unit'));
  const groups = source.units.flatMap(({ organisation, units }) => {
    const names = new Map(units);
    const options = choices(source, 'unit', [...names.keys()]).map(({ code, count, isSet }) => {
      const option = element('option', { value: code }, counted(source, names.get(code)!, count));
      option.selected = isSet;
      return option;
    });
    return organisation === '' || options.length === 0 ? options : [element('optgroup', { label: organisation }, ...options)];
  });
  if (groups.length === 0) return null;
  return element('label', { class: 'choice' }, element('span', {}, source.say('search.facet.unit')), element('select', { name: 'unit' }, any, ...groups));
}

function counted({ language, say }: FacetSource, name: string, count: number): string {
  return say('search.facet-count', { name, count: count.toLocaleString(language) });
}
