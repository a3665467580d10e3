/**
 * Store register: the lines of one month's register. A file is replaced as a whole.
 * The month is that of the file, `register/<yyyy>/<mm>.jsonl`.
 */
import { check } from '../model/record-file.ts';
import { registerRowSchema } from '../model/record.ts';
import type { Catalogue } from './catalogue.ts';
import { parseLines } from './lines.ts';

/**
 * Replaces the register rows of one file.
 *
 * @throws {ArchiveError} `BAD_RECORD` with the line.
 */
export function storeRegister(catalogue: Catalogue, path: string, text: string): void {
  forgetRegister(catalogue, path);
  const month = path.replace(/^register\//, '').replace(/\.jsonl$/, '').replaceAll('/', '-');
  for (const { where, value } of parseLines(path, text)) {
    const row = check(where, registerRowSchema, value);
    catalogue.run(`INSERT OR REPLACE INTO register (id, file, month, status, type, unit, disclosure, period, place, facts, rule, listed_on, approved_on, released_on, opens_on)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, row.id, path, month, row.status, row.type, row.unit, row.disclosure, row.period,
    `${row.listedOn} ${row.approvedOn ?? `${row.period ?? ''}-00`} ${row.unitName ?? ''} ${row.type}`, JSON.stringify(row),
    row.rule, row.listedOn, row.approvedOn, row.releasedOn, row.opensOn);
  }
}

/** Removes the register rows of one file. */
export function forgetRegister(catalogue: Catalogue, path: string): void {
  catalogue.run('DELETE FROM register WHERE file = ?', path);
}
