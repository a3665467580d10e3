/**
 * Projects: what bears the code of one budget project: budget lines, contracts,
 * payments and documents. All queries go by project or by unit, so that a page costs
 * what its project holds.
 */
import type { LedgerType } from '../model/vocabulary.ts';
import type { Catalogue } from './catalogue.ts';
import { PLACED, placed, type PlacedRow } from './money.ts';
import { LISTED, type ListedRecord } from './records.ts';

/** One project as the lists know it. `unit` is in charge: of its latest budget line, else of its latest document, else of its latest row. */
export interface ListedProject { project: string; unit: string; documents: number; rows: number }

/** A bare column beside one `max()` is taken from the row that holds it; `weight` says who is in charge. */
function listed(records: string, rows: string): string {
  return `SELECT project, unit, sum(document) AS documents, sum(line) AS rows, max(weight) AS weight FROM (
      SELECT project, unit, 1 AS document, 0 AS line, '1' || day AS weight FROM records WHERE ${records}
      UNION ALL SELECT ledger_rows.project, unit, 0, 1, CASE type WHEN 'budget' THEN '2' || period || printf('%020d', max(amount, 0)) ELSE '0' || coalesce(date, period) END
      FROM ledger_rows JOIN records ON records.id = record WHERE ${rows}
    ) GROUP BY project ORDER BY project`;
}

/** Returns all projects that any record or row names, in the order of their codes. */
export function projects(catalogue: Catalogue): ListedProject[] {
  return catalogue.all<ListedProject & { weight?: string }>(listed('project IS NOT NULL', 'ledger_rows.project IS NOT NULL')).map(withoutWeight);
}

/** Returns the projects that a unit is in charge of, in the order of their codes. */
export function projectsOfUnit(catalogue: Catalogue, unit: string): ListedProject[] {
  const all = catalogue.all<ListedProject & { weight?: string }>(`WITH named AS (
      SELECT DISTINCT project FROM records WHERE unit = ?1 AND project IS NOT NULL
      UNION SELECT ledger_rows.project FROM ledger_rows JOIN records ON records.id = record WHERE unit = ?1 AND ledger_rows.project IS NOT NULL
    ) ${listed('project IN (SELECT project FROM named)', 'ledger_rows.project IN (SELECT project FROM named)')}`, unit);
  return all.filter((one) => one.unit === unit).map(withoutWeight);
}

function withoutWeight({ project, unit, documents, rows }: ListedProject): ListedProject {
  return { project, unit, documents, rows };
}

/** A sum of one year, type and currency; `year` is that of the ledger's period, the year the money is booked in. */
export interface ProjectSum { project: string; year: string; type: LedgerType; currency: string; decimals: number; amount: number; rows: number }

/** Returns the sums of some projects by year, type and currency, in that order. */
export function sumsOfProjects(catalogue: Catalogue, codes: readonly string[]): ProjectSum[] {
  return catalogue.all(`SELECT ledger_rows.project AS project, substr(period, 1, 4) AS year, type, currency, decimals, sum(amount) AS amount, count(*) AS rows
    FROM ledger_rows JOIN records ON records.id = record WHERE ledger_rows.project IN (SELECT value FROM json_each(?))
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4`, JSON.stringify(codes));
}

/** Returns the budget lines of some projects, the latest period first, the largest first within it. */
export function budgetLines(catalogue: Catalogue, codes: readonly string[]): PlacedRow[] {
  return placed(catalogue.all(`${PLACED} WHERE ledger_rows.project IN (SELECT value FROM json_each(?)) AND records.type = 'budget'
    ORDER BY records.period DESC, amount DESC, ledger_rows.id LIMIT 5000`, JSON.stringify(codes)));
}

/** Returns the day of the latest document of each of some projects. */
export function lastDocuments(catalogue: Catalogue, codes: readonly string[]): { project: string; day: string }[] {
  return catalogue.all(`SELECT project, max(day) AS day FROM records WHERE form = 'text' AND project IN (SELECT value FROM json_each(?)) GROUP BY project`, JSON.stringify(codes));
}

/** Returns the contracts of a project by date, at most `limit`. */
export function contractsOfProject(catalogue: Catalogue, project: string, limit: number): PlacedRow[] {
  return placed(catalogue.all(`${PLACED} WHERE ledger_rows.project = ? AND records.type = 'contract'
    ORDER BY coalesce(ledger_rows.date, records.period), ledger_rows.id LIMIT ?`, project, limit));
}

/** Payments of one month, type and currency; `month` is a year where nothing says more. */
export interface MonthSum { month: string; type: 'expenditure' | 'business-expense'; currency: string; decimals: number; amount: number; rows: number }

/** The month money is booked in: the ledger's; in a ledger of a whole year that of the payment, if it lies in the year. */
const MONTH = `CASE WHEN length(period) = 7 OR date IS NULL OR substr(date, 1, 4) <> period THEN period ELSE substr(date, 1, 7) END`;
const SPENDING = `ledger_rows.project = ? AND records.type IN ('expenditure', 'business-expense')`;

/** Returns the payments of a project by month, the oldest first. */
export function spendingByMonth(catalogue: Catalogue, project: string): MonthSum[] {
  return catalogue.all(`SELECT ${MONTH} AS month, type, currency, decimals, sum(amount) AS amount, count(*) AS rows
    FROM ledger_rows JOIN records ON records.id = record WHERE ${SPENDING} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2 DESC, 3 LIMIT 5000`, project);
}

/** Returns the payments of a project in one year or (`''`) all, by date, at most `perMonth` of each month. */
export function paymentsByMonth(catalogue: Catalogue, project: string, year: string, perMonth: number): (PlacedRow & { month: string })[] {
  const rows = catalogue.all<ListedRecord & { row: string; position: number; month: string }>(`${PLACED.replace(' FROM ', ', month FROM ')} JOIN (
      SELECT record, position AS at, ${MONTH} AS month, row_number() OVER (PARTITION BY ${MONTH} ORDER BY coalesce(date, period), ledger_rows.id) AS nth
      FROM ledger_rows JOIN records ON records.id = record WHERE ${SPENDING} AND period LIKE ? || '%'
    ) AS picked ON picked.record = ledger_rows.record AND picked.at = ledger_rows.position WHERE nth <= ? ORDER BY month, coalesce(date, period), ledger_rows.id LIMIT 5000`, project, year, perMonth);
  return placed(rows).map((one, index) => ({ ...one, month: rows[index]!.month }));
}

/** Returns the ledgers that hold a project's payments of one month. */
export function ledgersOfMonth(catalogue: Catalogue, project: string, month: string, limit: number): ListedRecord[] {
  return catalogue.all(`SELECT ${LISTED} FROM records WHERE id IN (
      SELECT record FROM ledger_rows JOIN records ON records.id = record WHERE ${SPENDING} AND ${MONTH} = ?
    ) ORDER BY type, unit LIMIT ?`, project, month, limit);
}

/** Returns the payments that bear a contract's document number and payee, as one sum per currency. */
export function paymentsLike(catalogue: Catalogue, documentNumber: string, payee: string): { currency: string; decimals: number; amount: number; rows: number }[] {
  return catalogue.all(`SELECT currency, decimals, sum(amount) AS amount, count(*) AS rows FROM ledger_rows JOIN records ON records.id = record
    WHERE ledger_rows.document_number = ? AND records.type = 'expenditure' AND json_extract(ledger_rows.facts, '$.payee') = ?
    GROUP BY currency, decimals LIMIT 20`, documentNumber, payee);
}

/** Returns the units that have documents or rows in a project, the one with the most first. */
export function unitsOfProject(catalogue: Catalogue, project: string): string[] {
  return catalogue.all<{ unit: string }>(`SELECT unit FROM (
      SELECT unit FROM records WHERE project = ?1 AND unit IS NOT NULL
      UNION ALL SELECT unit FROM ledger_rows JOIN records ON records.id = record WHERE ledger_rows.project = ?1
    ) GROUP BY unit ORDER BY count(*) DESC, unit LIMIT 100`, project).map(({ unit }) => unit);
}
