/**
 * Money: sums of the ledgers and the rows behind them. Sums are never added over
 * types or currencies: a budget is not spending, and pounds are not won.
 */
import type { Row } from '../model/record.ts';
import type { LedgerType } from '../model/vocabulary.ts';
import type { Catalogue } from './catalogue.ts';
import { LISTED, type ListedRecord } from './records.ts';

/** One sum; `amount` is an integer in the currency's smallest unit. */
export interface Sum {
  type: LedgerType;
  currency: string;
  decimals: number;
  amount: number;
  rows: number;
  ledgers: number;
}

const SUMS = `type, currency, decimals, sum(total) AS amount, sum(row_count) AS rows, count(*) AS ledgers`;

/** Returns the sums by type and currency, the largest type first. */
export function sumsByType(catalogue: Catalogue): Sum[] {
  return catalogue.all(`SELECT ${SUMS} FROM records WHERE form = 'ledger' GROUP BY type, currency, decimals ORDER BY amount DESC LIMIT 100`);
}

/** Returns the sums of one type by period, the newest first. */
export function sumsByPeriod(catalogue: Catalogue, type: LedgerType): (Sum & { period: string })[] {
  return catalogue.all(`SELECT period, ${SUMS} FROM records WHERE form = 'ledger' AND type = ?
    GROUP BY period, currency, decimals ORDER BY period DESC LIMIT 2000`, type);
}

/** Returns the sums of one unit by type. */
export function sumsOfUnit(catalogue: Catalogue, unit: string): Sum[] {
  return catalogue.all(`SELECT ${SUMS} FROM records WHERE form = 'ledger' AND unit = ?
    GROUP BY type, currency, decimals ORDER BY type LIMIT 100`, unit);
}

/** Returns at most `limit` rows of a ledger from the `offset`th, in the order of the file. */
export function ledgerRows(catalogue: Catalogue, id: string, offset: number, limit: number): Row[] {
  const rows = catalogue.all<{ facts: string }>('SELECT facts FROM ledger_rows WHERE record = ? AND position >= ? ORDER BY position LIMIT ?', id, offset, limit);
  return rows.map((row) => JSON.parse(row.facts) as Row);
}

/** A row together with the ledger it stands in. */
export interface PlacedRow { ledger: ListedRecord; position: number; row: Row }

/** Start of a query for rows with the ledger each stands in. */
export const PLACED = `SELECT ${LISTED.replace('document_number', 'records.document_number').replace(' project,', ' records.project,')},
  ledger_rows.facts AS row, ledger_rows.position AS position FROM ledger_rows JOIN records ON records.id = ledger_rows.record`;

/** Returns the spending that a document number approved, by date. */
export function spendingApprovedBy(catalogue: Catalogue, documentNumber: string, limit: number): PlacedRow[] {
  return placed(catalogue.all(`${PLACED} WHERE ledger_rows.document_number = ? ORDER BY ledger_rows.date, ledger_rows.id LIMIT ?`, documentNumber, limit));
}

/** Returns what a query on `PLACED` found as placed rows. */
export function placed(rows: (ListedRecord & { row: string; position: number })[]): PlacedRow[] {
  return rows.map(({ row, position, ...ledger }) => ({ ledger, position, row: JSON.parse(row) as Row }));
}

/** Returns how many rows a document number approved, and their sum by currency. */
export function approvedSums(catalogue: Catalogue, documentNumber: string): { currency: string; decimals: number; amount: number; rows: number }[] {
  return catalogue.all(`SELECT currency, decimals, sum(amount) AS amount, count(*) AS rows FROM ledger_rows
    JOIN records ON records.id = record WHERE ledger_rows.document_number = ? GROUP BY currency, decimals LIMIT 20`, documentNumber);
}
