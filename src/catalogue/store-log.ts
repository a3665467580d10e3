/**
 * Store log: the nights' logs, and from them the order of the records. The log only
 * grows, so the night of a record's first release never changes.
 */
import { check } from '../model/record-file.ts';
import { logEntrySchema } from '../model/record.ts';
import type { Catalogue } from './catalogue.ts';
import { parseLines } from './lines.ts';

/**
 * Replaces the log entries of one night and adds their records to `touched`.
 *
 * @throws {ArchiveError} `BAD_RECORD` with the line.
 */
export function storeLog(catalogue: Catalogue, path: string, text: string, touched: Set<string>): void {
  forgetLog(catalogue, path, touched);
  for (const { where, value } of parseLines(path, text)) {
    const entry = check(where, logEntrySchema, value);
    touched.add(entry.id);
    catalogue.run('INSERT OR REPLACE INTO log (position, file, day, event, record, reason, revision, path, sha256, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      entry.index, path, entry.on, entry.event, entry.id, entry.reason, entry.revision, entry.path, entry.sha256, JSON.stringify(value));
  }
}

/** Whether a night's log is the seal of a portal, which no record and no page depends on. */
export function isSeal(text: string): boolean {
  return text.includes('"event":"seal"');
}

/** Removes the log entries of one night and adds their records to `touched`. */
export function forgetLog(catalogue: Catalogue, path: string, touched: Set<string>): void {
  for (const { record } of catalogue.all<{ record: string }>('SELECT record FROM log WHERE file = ?', path)) touched.add(record);
  catalogue.run('DELETE FROM log WHERE file = ?', path);
}

/** Gives the touched records their place: night of the first entry, then own day (a period stands at its end). */
export function orderRecords(catalogue: Catalogue, touched: ReadonlySet<string>): void {
  const order = catalogue.prepare(`UPDATE records SET place = COALESCE(
    (SELECT day FROM log WHERE log.record = records.id ORDER BY position LIMIT 1), released_on)
    || ' ' || COALESCE(day, period || '-99', '') WHERE id = ?`);
  for (const id of touched) order.run(id);
}
