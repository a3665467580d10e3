/**
 * Store marks: what was found of the rows of one ledger, and its sums by kind of payee,
 * project and fact. A ledger that changes loses all of it, so that only what is new is
 * marked again.
 */
import type { Row } from '../model/record.ts';
import type { LedgerType } from '../model/vocabulary.ts';
import type { Catalogue } from './catalogue.ts';

/** A ledger whose rows have no marks, or those of other rules. */
export interface UnmarkedLedger { id: string; type: LedgerType; currency: string; place: string; period: string }

/** What was found of one row: facts that hold, facts that can't be told, the kind of its payee. */
export interface RowFindings { facts: readonly string[]; unknown: readonly string[]; payee: string | null }

/** Returns at most `limit` ledgers that are not marked under this version of the rules. */
export function unmarkedLedgers(catalogue: Catalogue, version: string, limit: number): UnmarkedLedger[] {
  return catalogue.all(`SELECT id, type, currency, place, period FROM records WHERE form = 'ledger' AND NOT EXISTS (
    SELECT 1 FROM ledger_sums WHERE record = id AND part = 'version' AND key = ?) ORDER BY id LIMIT ?`, version, limit);
}

/** Returns all rows of a ledger. */
export function allRows(catalogue: Catalogue, record: string): Row[] {
  return [...catalogue.each<{ facts: string }>('SELECT facts FROM ledger_rows WHERE record = ? ORDER BY position', record)].map(({ facts }) => JSON.parse(facts) as Row);
}

/** Keeps what was found of a ledger's rows, in their order, in place of what was kept before. */
export function storeMarks(catalogue: Catalogue, ledger: UnmarkedLedger, version: string, rows: readonly Row[], findings: readonly RowFindings[]): void {
  for (const table of ['row_facts', 'ledger_sums']) catalogue.run(`DELETE FROM ${table} WHERE record = ?`, ledger.id);
  const sums = new Map<string, { part: string; key: string; amount: number; rows: number }>();
  const add = (part: string, key: string, amount: number): void => {
    const sum = sums.get(`${part} ${key}`) ?? { part, key, amount: 0, rows: 0 };
    sums.set(`${part} ${key}`, { part, key, amount: sum.amount + amount, rows: sum.rows + 1 });
  };
  rows.forEach((row, position) => {
    const { facts, unknown, payee } = findings[position]!;
    for (const fact of facts) {
      catalogue.run('INSERT INTO row_facts (fact, type, place, record, position) VALUES (?, ?, ?, ?, ?)', fact, ledger.type, `${ledger.place} ${row.date ?? ledger.period}`, ledger.id, position);
      add('fact', fact, row.amount);
    }
    for (const fact of unknown) add('unknown', fact, row.amount);
    if (payee !== null) add('payee', payee, row.amount);
    if (row.project !== null) add('project', row.project, row.amount);
  });
  for (const sum of sums.values()) catalogue.run('INSERT INTO ledger_sums (record, part, key, amount, rows) VALUES (?, ?, ?, ?, ?)', ledger.id, sum.part, sum.key, sum.amount, sum.rows);
  catalogue.run(`INSERT INTO ledger_sums (record, part, key, amount, rows) VALUES (?, 'version', ?, 0, 0)`, ledger.id, version);
}
