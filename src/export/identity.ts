/**
 * Identity: ids are ours and stable. A paper's id is drawn once and kept in the
 * register of source keys. A ledger row keeps its id by the source's key or, where
 * the source has none or renumbers, by its content: when a publisher re-sorted and
 * renumbered 52,818 payments and corrected 357, 357 rows may change and no more.
 */
import type { Effects } from '../model/effects.ts';
import type { Row } from '../model/record.ts';

const ALPHABET = '0123456789bcdfghjkmnpqrstvwxz';
const LENGTH = 10;

/** Returns a new opaque id that `isTaken` does not know. */
export function drawId(effects: Effects, isTaken: (id: string) => boolean): string {
  for (;;) {
    const id = randomText(effects);
    if (!isTaken(id)) return id;
  }
}

/** Bytes from 232 up are thrown away, so that all 29 signs are equally likely. */
function randomText(effects: Effects): string {
  let id = '';
  while (id.length < LENGTH) {
    for (const byte of effects.randomBytes(LENGTH)) {
      if (byte < 232 && id.length < LENGTH) id += ALPHABET[byte % 29];
    }
  }
  return id;
}

/** A row before it has its id, with the source's stable key if there is one. */
export interface NewRow { key: string | null; row: Omit<Row, 'id'> }

/** New rows of a ledger in canonical order beside the published ones, with the ids found so far. */
export interface RowMatching { fresh: readonly NewRow[]; ids: (string | null)[]; before: ReadonlyMap<string, Row>; moved: number }

/** Rows with ids in canonical order, and what became of the earlier ones. `moved` of the added came from another ledger. */
export interface IdentifiedRows { rows: Row[]; keys: (string | null)[]; added: number; moved: number; changed: number; removed: number }

/** Columns by which a corrected row is recognised, the surest first. */
const RECOGNISED_BY: readonly (readonly (keyof Omit<Row, 'id'>)[])[] = [
  ['date', 'amount', 'payee'],
  ['date', 'amount', 'purpose'],
  ['date', 'amount'],
  ['date', 'purpose', 'payee'],
];

/** In another ledger of the same source only these are sure enough. */
const RECOGNISED_ELSEWHERE_BY = RECOGNISED_BY.slice(0, 2);

/**
 * Matches new rows with the published ones of the same ledger: by key, else an
 * equal row, else the row it corrects. Equal rows are genuine and keep one id each.
 *
 * @param idOf - Returns the id of a source key, or `undefined`.
 * @param isOwned - Returns whether an id belongs to a source key; such a row is found by its key or not at all.
 */
export function matchRows(fresh: readonly NewRow[], before: readonly Row[], idOf: (key: string) => string | undefined, isOwned: (id: string) => boolean): RowMatching {
  const sorted = [...fresh].sort((a, b) => compareRows(a.row, b.row));
  const byId = new Map(before.map((row) => [row.id, row]));
  const ids = sorted.map(({ key }) => {
    const id = key === null ? undefined : idOf(key);
    return id !== undefined && byId.has(id) ? id : null;
  });
  const free = new Map([...byId].filter(([id]) => !isOwned(id)));
  match(sorted, ids, free, RECOGNISED_BY);
  return { fresh: sorted, ids, before: byId, moved: 0 };
}

/** Returns the published rows of a ledger that no new row was matched with. */
export function orphansOf({ ids, before }: RowMatching): Row[] {
  const matched = new Set(ids);
  return [...before.values()].filter((row) => !matched.has(row.id));
}

/**
 * Gives rows that are new to their ledger the ids they bore in another ledger of the
 * same source: a payment booked to the wrong unit was corrected, not made anew.
 *
 * @param orphans - Rows without a match anywhere in their own ledger, by id; adopted ones are taken out.
 */
export function adoptRows(matching: RowMatching, orphans: Map<string, Row>, idOf: (key: string) => string | undefined, isOwned: (id: string) => boolean): void {
  const missing = matching.ids.filter((id) => id === null).length;
  matching.fresh.forEach(({ key }, n) => {
    const id = matching.ids[n] === null && key !== null ? idOf(key) : undefined;
    if (id !== undefined && orphans.delete(id)) matching.ids[n] = id;
  });
  const free = new Map([...orphans].filter(([id]) => !isOwned(id)));
  match(matching.fresh, matching.ids, free, RECOGNISED_ELSEWHERE_BY);
  for (const id of matching.ids) if (id !== null) orphans.delete(id);
  matching.moved = missing - matching.ids.filter((id) => id === null).length;
}

/** Returns the rows with their ids; one that was away gets back the id of its key, whatever has none yet a new one. */
export function identifyRows({ fresh, ids, before, moved }: RowMatching, idOf: (key: string) => string | undefined, draw: () => string): IdentifiedRows {
  const known = (key: string | null) => (key === null ? undefined : idOf(key));
  const pairs = fresh.map(({ key, row }, n) => ({ key, row: withId(ids[n] ?? known(key) ?? draw(), row) }));
  // Equal rows stand by id, so that their order tells nothing and never changes.
  pairs.sort((a, b) => compareRows(a.row, b.row) || (a.row.id < b.row.id ? -1 : 1));
  const added = pairs.filter(({ row }) => !before.has(row.id)).length;
  const changed = pairs.filter(({ row }) => {
    const old = before.get(row.id);
    return old !== undefined && signature(old, ORDER) !== signature(row, ORDER);
  }).length;
  return { rows: pairs.map(({ row }) => row), keys: pairs.map(({ key }) => key), added, moved, changed, removed: before.size - (pairs.length - added) };
}

/** Equal rows first, then by ever fewer columns; a matched row is taken out of `free`. */
function match(fresh: readonly NewRow[], ids: (string | null)[], free: Map<string, Row>, recognisedBy: typeof RECOGNISED_BY): void {
  for (const columns of [ORDER, ...recognisedBy]) {
    if (free.size === 0) return;
    const waiting = Map.groupBy(free.values(), (row) => signature(row, columns));
    fresh.forEach(({ key, row }, n) => {
      if (ids[n] !== null || key !== null) return;
      const found = waiting.get(signature(row, columns))?.shift();
      if (found === undefined) return;
      ids[n] = found.id;
      free.delete(found.id);
    });
  }
}

function signature(row: Omit<Row, 'id'>, columns: readonly (keyof Omit<Row, 'id'>)[]): string {
  return JSON.stringify(columns.map((column) => row[column]));
}

const ORDER = ['date', 'time', 'project', 'purpose', 'payee', 'place', 'amount', 'documentNumber', 'category', 'headcount', 'paymentMethod', 'attendees', 'account', 'method', 'from', 'until'] as const satisfies readonly (keyof Row)[];

/** Canonical order: a source that only re-sorts its rows has changed nothing. */
function compareRows(a: Omit<Row, 'id'>, b: Omit<Row, 'id'>): number {
  for (const column of ORDER) {
    const one = a[column];
    const other = b[column];
    if (one === other) continue;
    if (one === null) return -1;
    if (other === null) return 1;
    return one < other ? -1 : 1;
  }
  return 0;
}

function withId(id: string, row: Omit<Row, 'id'>): Row {
  return {
    id, date: row.date, time: row.time, amount: row.amount, purpose: row.purpose, payee: row.payee, place: row.place,
    attendees: row.attendees, headcount: row.headcount, paymentMethod: row.paymentMethod, category: row.category,
    account: row.account, project: row.project, documentNumber: row.documentNumber, method: row.method, from: row.from, until: row.until,
  };
}
