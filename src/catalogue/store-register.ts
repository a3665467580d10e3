/**
 * Store register: the lines of one month's register.
 * The month is that of the file, `register/<yyyy>/<mm>.jsonl`.
 */
import { check } from '../model/record-file.ts';
import { registerRowSchema } from '../model/record.ts';
import type { Catalogue } from './catalogue.ts';
import { parseLines } from './lines.ts';

/**
 * Replaces the register rows of one file; a row that says the same is not touched, so that
 * what follows from it needs not be made anew.
 *
 * @throws {ArchiveError} `BAD_RECORD` with the line.
 */
export function storeRegister(catalogue: Catalogue, path: string, text: string): void {
  const before = new Map(catalogue.all<{ id: string; facts: string }>('SELECT id, facts FROM register WHERE file = ?', path).map(({ id, facts }) => [id, facts]));
  const month = path.replace(/^register\//, '').replace(/\.jsonl$/, '').replaceAll('/', '-');
  for (const { where, value } of parseLines(path, text)) {
    const row = check(where, registerRowSchema, value);
    const facts = JSON.stringify(row);
    const isSame = before.get(row.id) === facts;
    before.delete(row.id);
    if (isSame) continue;
    // Taken out first: what replaces a row by itself fires no trigger for the one that goes.
    catalogue.run('DELETE FROM register WHERE id = ?', row.id);
    catalogue.run(`INSERT INTO register (id, file, month, status, type, unit, disclosure, period, place, facts, rule, listed_on, approved_on, released_on, opens_on)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, row.id, path, month, row.status, row.type, row.unit, row.disclosure, row.period,
    `${row.listedOn} ${row.approvedOn ?? `${row.period ?? ''}-00`} ${row.unitName ?? ''} ${row.type}`, facts,
    row.rule, row.listedOn, row.approvedOn, row.releasedOn, row.opensOn);
  }
  for (const id of before.keys()) catalogue.run('DELETE FROM register WHERE id = ? AND file = ?', id, path);
}

/** Removes the register rows of one file. */
export function forgetRegister(catalogue: Catalogue, path: string): void {
  catalogue.run('DELETE FROM register WHERE file = ?', path);
}
