/**
 * Disclosure by unit: every unit in the order of the organisation, with all its
 * figures; no ranking. Units of which no paper came are named, for nothing is darker.
 */
import { paperCounts, textMeasures, waitCounts, type TextMeasures, type WaitCount } from '../../catalogue/monitor.ts';
import { quantile } from '../../catalogue/quantiles.ts';
import { ORGANISATION_CLASSES } from '../../model/vocabulary.ts';
import type { Organisation } from '../../policy/policy.ts';
import { dataLinks, FEW, figureRow, shareOf, type FigureGroup, type FigureRow, type FigureTable } from './figure-table.ts';
import { charShare } from './inside.ts';
import type { LinkTo, Page } from './page.ts';
import { standCells, standColumns, standsBy, sumOf, type Stand } from './papers.ts';
import { slug } from './paths.ts';
import { valuesOf } from './waiting.ts';

/** Returns the page of all units. */
export function viewDisclosureUnits(page: Page) {
  const counts = paperCounts(page.site.catalogue, 'unit');
  const texts = standsBy(counts, 'text');
  const ledgers = standsBy(counts, 'ledger');
  return {
    texts: { ...standsOf(page, texts, 'texts'), total: figureRow(page.say('disclosure.all'), standCells(page, sumOf(texts.values()))) },
    inside: insideByUnit(page),
    ledgers: standsOf(page, ledgers, 'ledgers'),
    silent: [...page.site.policy.units.values()].filter(({ id, names }) => !texts.has(id) && !ledgers.has(id) && names.at(-1)!.until === null).map(({ id }) => page.unitLink(id)!),
  };
}

/** Returns the address of a unit's figures. */
export function unitFigures(page: Page, unit: string): LinkTo {
  return { href: page.to(`disclosure/units/${slug(unit)}`), words: page.unitName(unit) };
}

function standsOf(page: Page, stands: ReadonlyMap<string | null, Stand>, form: 'texts' | 'ledgers'): FigureTable {
  return {
    id: form, caption: page.say(`monitor-units.${form}`), definition: page.say(`monitor-units.${form}-definition`), columns: [page.say('disclosure.unit'), ...standColumns(page)],
    groups: grouped(page, stands, (stand) => standCells(page, stand)), total: null, data: dataLinks(page, 'papers'),
  };
}

/** The rows of the units that have a value, by organisation; papers of an unknown unit and of units the files no longer know come last. */
function grouped<T>(page: Page, values: ReadonlyMap<string | null, T>, cells: (value: T, unit: string | null) => string[]): FigureGroup[] {
  const { units } = page.site.policy;
  const row = (unit: string): FigureRow[] => (values.has(unit) ? [figureRow(page.unitName(unit), cells(values.get(unit)!, unit), { href: unitFigures(page, unit).href })] : []);
  const rest = [...values.keys()].filter((unit) => unit === null || !units.has(unit));
  const groups = organisations(page).map((organisation) => ({ head: page.pick(organisation.name), rows: unitsOf(page, organisation.id, null).flatMap(row) }));
  const unknown = { head: page.say('register.unit-unknown'), rows: rest.map((unit) => figureRow(unit ?? page.say('register.unit-unknown'), cells(values.get(unit)!, unit))) };
  return [...groups, unknown].filter(({ rows }) => rows.length > 0);
}

function organisations(page: Page): Organisation[] {
  const rank = (one: Organisation) => ORGANISATION_CLASSES.indexOf(one.organisationClass);
  return [...page.site.policy.organisations.values()].sort((a, b) => rank(a) - rank(b));
}

/** Depth first, in the order of the organisation's file: a bureau before its divisions. */
function unitsOf(page: Page, organisation: string, parent: string | null): string[] {
  const all = [...page.site.policy.units.values()].filter((unit) => unit.organisation === organisation);
  const isBelow = (unit: { parent: string | null }) => (parent === null ? !all.some(({ id }) => id === unit.parent) : unit.parent === parent);
  return all.filter(isBelow).flatMap(({ id }) => [id, ...unitsOf(page, organisation, id)]);
}

function insideByUnit(page: Page): FigureTable {
  const { catalogue } = page.site;
  const waits = waitCountsByUnit(page);
  const measures = new Map<string | null, TextMeasures>(textMeasures(catalogue).map((one) => [one.unit, one]));
  const { say } = page;
  return {
    id: 'inside', caption: say('monitor-units.inside'), definition: say('monitor-units.inside-definition'),
    columns: [say('disclosure.unit'), say('monitor-units.records'), say('monitor-units.complete'), say('monitor-units.cover-only'), say('monitor-units.files'), say('monitor-units.withheld'), say('monitor-units.withheld-share'), say('monitor-units.masked'), say('waiting.median')],
    groups: grouped(page, measures, (one, unit) => [
      page.count(one.records), page.count(one.complete), page.count(one.coverOnly), page.count(one.files), page.count(one.withheldFiles), shareOf(page, one.withheldFiles, one.files),
      charShare(page, one.maskedChars, one.chars, one.records), median(page, waits.get(unit!) ?? []),
    ]),
    total: null, data: dataLinks(page, 'texts'),
  };
}

/** Without the first night, which says nothing about a unit. */
function waitCountsByUnit(page: Page): Map<string, WaitCount[]> {
  const units = [...page.site.policy.units.keys()];
  return new Map(units.map((unit) => [unit, waitCounts(page.site.catalogue, unit).filter(({ isFirstNight }) => isFirstNight === 0)]));
}

function median(page: Page, counts: readonly WaitCount[]): string {
  const values = valuesOf(counts);
  const total = values.reduce((sum, { count }) => sum + count, 0);
  return total < FEW ? page.say('figure.few') : page.say('waiting.days', { days: page.count(quantile(values, 0.5)!) });
}
