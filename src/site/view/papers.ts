/**
 * Papers: how the papers of the register stand, as tables. Texts and ledgers are never
 * added: thousands of small ledgers, all of them partly open for the sake of one column,
 * would drown the texts, or lift them.
 */
import { PAPER_STATES, paperCounts, type KeyedCount, type PaperKey, type PaperState } from '../../catalogue/monitor.ts';
import { LEDGER_TYPES, TEXT_TYPES, type RecordType } from '../../model/vocabulary.ts';
import { dataLinks, figureRow, shareOf, type FigureRow, type FigureTable } from './figure-table.ts';
import type { Page } from './page.ts';

/** Papers by state, and all of them. */
export type Stand = Record<PaperState, number> & { total: number };

/** States in which nothing of the paper can be read here. */
const AWAY = ['listed', 'restricted', 'closed', 'held', 'withdrawn'] as const satisfies readonly PaperState[];

/** Returns how no paper stands. */
export function noPapers(): Stand {
  return { ...Object.fromEntries(PAPER_STATES.map((state) => [state, 0])) as Record<PaperState, number>, total: 0 };
}

/** Returns whether papers of a type are texts; the others are ledgers. */
export function isText(type: RecordType): boolean {
  return (TEXT_TYPES as readonly string[]).includes(type);
}

/** Returns how many papers can't be read here. */
export function awayOf(stand: Stand): number {
  return AWAY.reduce((sum, state) => sum + stand[state], 0);
}

/** Returns the stands by key, of texts or of ledgers, in the order of the keys. */
export function standsBy(counts: readonly KeyedCount[], form: 'text' | 'ledger'): Map<string | null, Stand> {
  const stands = new Map<string | null, Stand>();
  for (const { key, state, papers } of counts.filter((count) => isText(count.type) === (form === 'text'))) {
    const stand = stands.get(key) ?? noPapers();
    stand[state] += papers;
    stand.total += papers;
    stands.set(key, stand);
  }
  return stands;
}

/** Returns the sum of stands. */
export function sumOf(stands: Iterable<Stand>): Stand {
  const sum = noPapers();
  for (const stand of stands) for (const key of [...PAPER_STATES, 'total'] as const) sum[key] += stand[key];
  return sum;
}

/** Returns the heads of the columns of a stand. */
export function standColumns(page: Page): string[] {
  return [page.say('figure.total'), ...PAPER_STATES.map((state) => page.say(`figure.${state}`)), page.say('figure.away-share')];
}

/** Returns the cells of a stand, in the order of the columns. */
export function standCells(page: Page, stand: Stand): string[] {
  return [page.count(stand.total), ...PAPER_STATES.map((state) => page.count(stand[state])), shareOf(page, awayOf(stand), stand.total)];
}

/** A table of stands; `row` names a key and leads somewhere. */
export function standTable(page: Page, given: { id: string; caption: string; definition: string; first: string; stands: ReadonlyMap<string | null, Stand>; row: (key: string | null) => Pick<FigureRow, 'head'> & Partial<FigureRow>; data?: string }): FigureTable {
  const rows = [...given.stands].map(([key, stand]) => {
    const { head, ...rest } = given.row(key);
    return figureRow(head, standCells(page, stand), rest);
  });
  return {
    id: given.id, caption: given.caption, definition: given.definition, columns: [given.first, ...standColumns(page)], groups: [{ head: null, rows }],
    total: rows.length > 1 ? figureRow(page.say('disclosure.all'), standCells(page, sumOf(given.stands.values()))) : null,
    data: dataLinks(page, given.data ?? 'papers'),
  };
}

/** Returns the stands by record type, in the order of the vocabulary. */
export function standsByType(page: Page, form: 'text' | 'ledger', unit?: string): Map<string | null, Stand> {
  const found = standsBy(paperCounts(page.site.catalogue, 'type', unit === undefined ? {} : { unit }), form);
  const types: readonly RecordType[] = form === 'text' ? TEXT_TYPES : LEDGER_TYPES;
  return new Map(types.flatMap((type) => (found.has(type) ? [[type, found.get(type)!] as const] : [])));
}

/** Returns the table of texts by record type. */
export function textsByType(page: Page, unit?: string): FigureTable {
  return standTable(page, {
    id: 'texts', caption: page.say('disclosure.texts-by-type'), definition: page.say('disclosure.texts-definition'), first: page.say('disclosure.type'),
    stands: standsByType(page, 'text', unit), row: (type) => ({ head: page.say(`type.${type as RecordType}`) }),
  });
}

/** Returns the table of texts by month or year, the newest first; months lead to the register, years to their page. */
export function textsByTime(page: Page, by: Extract<PaperKey, 'month' | 'year'>, stands: ReadonlyMap<string | null, Stand>, href: (key: string) => string): FigureTable {
  return standTable(page, {
    id: `texts-${by}`, caption: page.say(`disclosure.texts-by-${by}`), definition: page.say('disclosure.month-definition'), first: page.say(`disclosure.${by}`),
    stands: new Map([...stands].reverse()), row: (key) => ({ head: page.day(key!), href: href(key!) }),
  });
}
