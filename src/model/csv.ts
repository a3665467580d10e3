/**
 * CSV: tables as the spreadsheets of readers open them (RFC 4180, UTF-8).
 *
 * A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and
 * a formula can send the sheet elsewhere or start a program. So a text that would
 * begin so gets an apostrophe in front, which spreadsheets read as "this is text".
 * Numbers are written as numbers: a refund of -12000 has to add up.
 *
 * Known: a spreadsheet set to cut at semicolons cuts inside texts; what follows one
 * is then a cell of its own and not guarded.
 */
import { ArchiveError } from '../errors.ts';

/** An amount in the currency's smallest unit and how many decimals that is. */
export interface CsvAmount { amount: number; decimals: number }

/** One cell; `null` is empty. A number is an integer. */
export type CsvCell = string | number | CsvAmount | null;

/** What opens a formula, in all the widths that spreadsheets fold together. */
const FORMULA = /[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212]/;
/** What a spreadsheet may skip before it looks: blanks, quotes and what can't be seen. */
const SKIPPED = /[\s"'`\u2018\u2019\u201c\u201d\u00ad\p{Default_Ignorable_Code_Point}\p{Cc}]/u;

/**
 * Returns one cell of a CSV file, quoted where it has to be.
 *
 * @throws {ArchiveError} `BAD_RECORD` for a number that is no safe integer.
 */
export function csvCell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return formatNumber(value, 0);
  if (typeof value === 'object') return formatNumber(value.amount, value.decimals);
  return quote(isFormula(value) ? `'${value}` : value);
}

/**
 * Returns a CSV file: one line per row, each ended by CR LF.
 *
 * @param rows - The first is the head; all have as many cells.
 * @param hasMark - Puts U+FEFF in front, by which Excel knows UTF-8.
 * @throws {ArchiveError} `BAD_RECORD` if the rows differ in length.
 */
export function formatCsv(rows: readonly (readonly CsvCell[])[], { hasMark = false } = {}): string {
  const width = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0) throw new ArchiveError('BAD_RECORD', `csv:${odd + 1}`, `expected ${width} cells, got ${rows[odd]!.length}`);
  return (hasMark ? '\ufeff' : '') + rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** Returns whether a spreadsheet could take the text for a formula. */
export function isFormula(text: string): boolean {
  for (const sign of text) {
    if (FORMULA.test(sign)) return true;
    if (!SKIPPED.test(sign)) return false;
  }
  return false;
}

/** Returns a cell as it was before `csvCell` guarded it: for an eye, that computes nothing. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell;
}

/** A lone surrogate has no UTF-8; what replaces it is the same in every reader. */
function quote(text: string): string {
  const whole = text.toWellFormed();
  return /[",;\t\r\n]|^\s|\s$/.test(whole) ? `"${whole.replaceAll('"', '""')}"` : whole;
}

function formatNumber(value: number, decimals: number): string {
  if (!Number.isSafeInteger(value) || !Number.isInteger(decimals) || decimals < 0 || decimals > 3) {
    throw new ArchiveError('BAD_RECORD', 'csv', `expected a safe integer with 0 to 3 decimals, got a number with ${decimals}`);
  }
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
  const whole = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return value < 0 ? `-${whole}` : whole;
}
