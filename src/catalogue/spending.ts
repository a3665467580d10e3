/**
 * Spending: sums of the ledgers by unit, period, project, kind of payee and fact, and
 * the rows a fact holds of. The last three are kept per ledger (`ledger_sums`), so that
 * no page adds up rows. Sums are never added over types or currencies.
 */
import type { Row } from '../model/record.ts';
import type { LedgerType } from '../model/vocabulary.ts';
import type { Catalogue } from './catalogue.ts';
import type { PlacedRow, Sum } from './money.ts';
import { LISTED, type ListedRecord } from './records.ts';

/** Which ledgers are added up. A `period` of a year holds its months. */
export interface Ledgers { type: LedgerType; units?: readonly string[]; period?: string }

/** A sum under its key: a unit, a period, a year, a project … */
export type KeyedSum = Sum & { key: string };

const KEYS = { all: `''`, unit: 'unit', period: 'period', year: 'substr(period, 1, 4)' } as const;
const SUM = 'type, currency, decimals';
/** More keys than any page shows; a guard, not a page. */
const LIMIT = 5000;

function conditionOf({ type, units, period }: Ledgers): { where: string; values: string[] } {
  return {
    where: `form = 'ledger' AND type = ?${units === undefined ? '' : ' AND unit IN (SELECT value FROM json_each(?))'}${period === undefined ? '' : ' AND period >= ? AND period < ?'}`,
    values: [type, ...(units === undefined ? [] : [JSON.stringify(units)]), ...(period === undefined ? [] : [period, `${period}~`])],
  };
}

/** Returns the sums of ledgers by a key, in the order of the keys and currencies. */
export function sumsOf(catalogue: Catalogue, ledgers: Ledgers, by: keyof typeof KEYS): KeyedSum[] {
  const { where, values } = conditionOf(ledgers);
  return catalogue.all(`SELECT ${KEYS[by]} AS key, ${SUM}, sum(total) AS amount, sum(row_count) AS rows, count(*) AS ledgers
    FROM records WHERE ${where} GROUP BY key, ${SUM} ORDER BY key, currency LIMIT ${LIMIT}`, ...values);
}

/** What is kept per ledger beside its sum. `unknown` counts the rows of which a fact can't be told. */
export type Part = 'payee' | 'project' | 'fact' | 'unknown';

/** Returns the sums of one part of ledgers, the largest first; `year` is empty unless asked for. */
export function partsOf(catalogue: Catalogue, part: Part, ledgers: Ledgers, { byYear = false, limit = LIMIT } = {}): (KeyedSum & { year: string })[] {
  const { where, values } = conditionOf(ledgers);
  return catalogue.all(`SELECT key, ${byYear ? KEYS.year : KEYS.all} AS year, ${SUM}, sum(amount) AS amount, sum(rows) AS rows, count(*) AS ledgers
    FROM records JOIN ledger_sums ON record = id AND part = ? WHERE ${where}
    GROUP BY key, year, ${SUM} ORDER BY amount DESC, key LIMIT ?`, part, ...values, limit);
}

/** Returns ledgers, the newest period first, within it by unit. */
export function ledgersOf(catalogue: Catalogue, ledgers: Ledgers): ListedRecord[] {
  const { where, values } = conditionOf(ledgers);
  return catalogue.all(`SELECT ${LISTED} FROM records WHERE ${where} ORDER BY period DESC, unit, currency, id LIMIT ${LIMIT}`, ...values);
}

/** Returns the types, units and periods that have ledgers, each pair once, in order. */
export function ledgerKeys(catalogue: Catalogue, by: 'unit' | 'period'): { type: LedgerType; key: string }[] {
  return catalogue.all(`SELECT DISTINCT type, ${by} AS key FROM records WHERE form = 'ledger' ORDER BY type, key`);
}

/** Returns how many rows of a type a fact holds of. */
export function countFact(catalogue: Catalogue, type: LedgerType, fact: string): number {
  return catalogue.first<{ count: number }>('SELECT count(*) AS count FROM row_facts WHERE type = ? AND fact = ?', type, fact)!.count;
}

/** Returns how many rows a fact holds of that stand before a place in the order of release. */
export function factPosition(catalogue: Catalogue, type: string, fact: string, place: string): number {
  return catalogue.first<{ count: number }>('SELECT count(*) AS count FROM row_facts WHERE type = ? AND fact = ? AND place < ?', type, fact, place)!.count;
}

/** Returns at most `limit` rows a fact holds of from the `offset`th, in the order of release, within a night by day. */
export function factRows(catalogue: Catalogue, type: LedgerType, fact: string, offset: number, limit: number): PlacedRow[] {
  const listed = LISTED.replace('document_number', 'records.document_number').replace(' project,', ' records.project,');
  const rows = catalogue.all<ListedRecord & { row: string; position: number }>(`SELECT ${listed}, ledger_rows.facts AS row, ledger_rows.position AS position
    FROM (SELECT record, position, place FROM row_facts WHERE type = ? AND fact = ? ORDER BY place, record, position LIMIT ? OFFSET ?) AS marked
    JOIN records ON records.id = marked.record JOIN ledger_rows ON ledger_rows.record = marked.record AND ledger_rows.position = marked.position
    ORDER BY marked.place, marked.record, marked.position`, type, fact, limit, offset);
  return rows.map(({ row, position, ...ledger }) => ({ ledger, position, row: JSON.parse(row) as Row }));
}

/** Returns the facts of a ledger's rows from one position until before another, by position. */
export function factsOfRows(catalogue: Catalogue, record: string, from: number, until: number): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { position, fact } of catalogue.all<{ position: number; fact: string }>(`SELECT position, fact FROM row_facts
    WHERE record = ? AND position >= ? AND position < ? ORDER BY position, fact`, record, from, until)) {
    found.set(position, [...(found.get(position) ?? []), fact]);
  }
  return found;
}

/** Returns the ledgers of a type and exactly this period, by unit. */
export function ledgersOfPeriod(catalogue: Catalogue, type: LedgerType, period: string): ListedRecord[] {
  return catalogue.all(`SELECT ${LISTED} FROM records WHERE form = 'ledger' AND type = ? AND period = ? ORDER BY unit, id`, type, period);
}
