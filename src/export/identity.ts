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

/** Rows with ids in canonical order, and what became of the earlier ones. */
export interface IdentifiedRows { rows: Row[]; keys: (string | null)[]; added: number; changed: number; removed: number }

/** Columns by which a corrected row is recognised, the surest first. */
const RECOGNISED_BY: readonly (readonly (keyof Omit<Row, 'id'>)[])[] = [
  ['date', 'amount', 'payee'],
  ['date', 'amount', 'purpose'],
  ['date', 'amount'],
  ['date', 'purpose', 'payee'],
];

/**
 * Gives every row its id: the known one by key, else that of an equal earlier row
 * without a key, else that of one it corrects, else a new one. Equal rows are
 * genuine and keep one id each.
 *
 * @param before - The published rows of the same ledger.
 * @param known - Ids by source key.
 */
export function identifyRows(fresh: readonly NewRow[], before: readonly Row[], known: ReadonlyMap<string, string>, draw: () => string): IdentifiedRows {
  const sorted = [...fresh].sort((a, b) => compareRows(a.row, b.row));
  const byId = new Map(before.map((row) => [row.id, row]));
  const owned = new Set(known.values());
  const free = new Map([...byId].filter(([id]) => !owned.has(id)));
  const ids: (string | null)[] = sorted.map(({ key }) => (key === null ? undefined : known.get(key)) ?? null);
  match(sorted, ids, free, (row) => JSON.stringify(contentOf(row)));
  for (const columns of RECOGNISED_BY) match(sorted, ids, free, (row) => JSON.stringify(columns.map((column) => row[column])));
  return summarise(sorted, ids.map((id) => id ?? draw()), byId);
}

function match(fresh: readonly NewRow[], ids: (string | null)[], free: Map<string, Row>, signature: (row: Omit<Row, 'id'>) => string): void {
  if (free.size === 0) return;
  const waiting = Map.groupBy(free.values(), signature);
  fresh.forEach(({ row }, n) => {
    if (ids[n] !== null) return;
    const found = waiting.get(signature(row))?.shift();
    if (found === undefined) return;
    ids[n] = found.id;
    free.delete(found.id);
  });
}

function summarise(fresh: readonly NewRow[], ids: readonly string[], byId: ReadonlyMap<string, Row>): IdentifiedRows {
  const pairs = fresh.map(({ key, row }, n) => ({ key, row: withId(ids[n]!, row) }));
  // Equal rows stand by id, so that their order tells nothing and never changes.
  pairs.sort((a, b) => compareRows(a.row, b.row) || (a.row.id < b.row.id ? -1 : 1));
  const added = pairs.filter(({ row }) => !byId.has(row.id)).length;
  const changed = pairs.filter(({ row }) => {
    const old = byId.get(row.id);
    return old !== undefined && JSON.stringify(contentOf(old)) !== JSON.stringify(contentOf(row));
  }).length;
  return { rows: pairs.map(({ row }) => row), keys: pairs.map(({ key }) => key), added, changed, removed: byId.size - (pairs.length - added) };
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

function contentOf(row: Omit<Row, 'id'>): unknown[] {
  return ORDER.map((column) => row[column]);
}

function withId(id: string, row: Omit<Row, 'id'>): Row {
  return {
    id, date: row.date, time: row.time, amount: row.amount, purpose: row.purpose, payee: row.payee, place: row.place,
    attendees: row.attendees, headcount: row.headcount, paymentMethod: row.paymentMethod, category: row.category,
    account: row.account, project: row.project, documentNumber: row.documentNumber, method: row.method, from: row.from, until: row.until,
  };
}
