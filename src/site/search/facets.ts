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
import type { Names, Say } from './fetched.ts';

/** What the facets are made of. */
export interface FacetSource { counts: Counts; /** Years of what was not searched: their counts are not known. */ years: readonly string[]; conditions: Conditions; names: Names; language: Language; say: Say }

/** Returns the fieldsets, one for each condition that could narrow anything. */
export function facets(source: FacetSource): HTMLElement[] {
  const { units, projects } = source.names;
  const made: Record<Condition, HTMLElement | null> = {
    type: boxes(source, 'type', [...TEXT_TYPES, ...LEDGER_TYPES]),
    year: boxes(source, 'year', [...new Set([...Object.keys(source.counts.year ?? {}), ...source.years])].sort().reverse()),
    disclosure: boxes(source, 'disclosure', DISCLOSURES),
    unit: choice(source, 'unit', units.map(({ organisation, units: own }) => ({ label: organisation, names: own }))),
    project: choice(source, 'project', [{ label: '', names: projects }]),
  };
  return CONDITIONS.map((name) => made[name]).filter((one) => one !== null);
}

/** Returns the conditions that are set in a form. */
export function readFacets(form: HTMLFormElement): Conditions {
  const given = new FormData(form);
  const set = CONDITIONS.map((name) => [name, given.getAll(name).map(String).filter((code) => code !== '')] as const);
  return Object.fromEntries(set.filter(([, codes]) => codes.length > 0));
}

/** Returns the name of a code. One that an address made up has none and stays a code. */
export function nameOf(name: Condition, code: string, { names, say }: Pick<FacetSource, 'names' | 'say'>): string {
  if (name === 'year') return say('search.year', { year: code });
  if (name === 'unit' || name === 'project') {
    const known = name === 'unit' ? names.units.flatMap((group) => group.units) : names.projects;
    return known.find(([id]) => id === code)?.[1] ?? code;
  }
  const key = `${name === 'type' ? 'type-noun' : 'disclosure'}.${code}`;
  return say(key) === key ? code : say(key);
}

/** What stays: codes with results, and those that are set. */
function choices({ counts, conditions, years }: FacetSource, name: Condition, codes: readonly string[]): { code: string; count: number | null; isSet: boolean }[] {
  return codes.map((code) => ({ code, count: name === 'year' && years.includes(code) ? null : counts[name]?.[code] ?? 0, isSet: conditions[name]?.includes(code) ?? false }))
    .filter(({ count, isSet }) => count !== 0 || isSet);
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

/** A city has hundreds of units and of projects: a list to choose one from. */
function choice(source: FacetSource, name: 'unit' | 'project', groups: readonly { label: string; names: readonly (readonly [string, string])[] }[]): HTMLElement | null {
  const made = groups.flatMap(({ label, names }) => {
    const known = new Map(names);
    const options = choices(source, name, [...known.keys()]).map(({ code, count, isSet }) => {
      const option = element('option', { value: code }, counted(source, known.get(code)!, count));
      option.selected = isSet;
      return option;
    });
    return label === '' || options.length === 0 ? options : [element('optgroup', { label }, ...options)];
  });
  if (made.length === 0) return null;
  const any = element('option', { value: '' }, source.say(`search.any-${name}`));
  return element('label', { class: 'choice' }, element('span', {}, source.say(`search.facet.${name}`)), element('select', { name }, any, ...made));
}

function counted({ language, say }: FacetSource, name: string, count: number | null): string {
  return count === null ? name : say('search.facet-count', { name, count: count.toLocaleString(language) });
}
