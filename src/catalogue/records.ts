/** Records: one record, its texts, its neighbours, and what the log says of it. */
import type { LedgerRecord, TextRecord, Tombstone } from '../model/record.ts';
import type { RecordType } from '../model/vocabulary.ts';
import type { Catalogue } from './catalogue.ts';

/** What a list shows of a record. `day` is approval, or release where there was none; ledgers have a `period`. */
export interface ListedRecord {
  id: string;
  /** Path below `content/`. */
  path: string;
  form: 'text' | 'ledger' | 'tombstone';
  type: RecordType;
  title: string | null;
  unit: string | null;
  unitName: string | null;
  disclosure: TextRecord['disclosure'] | null;
  rank: TextRecord['approverRank'];
  day: string | null;
  releasedOn: string;
  /** Day of the latest revision or of the withdrawal. */
  changedOn: string;
  period: string | null;
  documentNumber: string | null;
  project: string | null;
  currency: string | null;
  decimals: number | null;
  rowCount: number | null;
  total: number | null;
}

/** A text record without its body and without the texts of its files. */
export type TextFacts = Omit<TextRecord, 'markdown'>;
/** A ledger without its rows. */
export type LedgerFacts = Omit<LedgerRecord, 'rows'>;

/** Columns of a `ListedRecord`, for the queries of this folder. */
export const LISTED = `records.id, records.path, form, records.type, title, records.unit, unit_name AS unitName, records.disclosure,
  rank, day, released_on AS releasedOn, changed_on AS changedOn, records.period, document_number AS documentNumber, project,
  currency, decimals, row_count AS rowCount, total`;

/** Returns a record as lists show it, or `null`. */
export function listedRecord(catalogue: Catalogue, id: string): ListedRecord | null {
  return catalogue.first(`SELECT ${LISTED} FROM records WHERE id = ?`, id);
}

/** Yields every record's id, path, form and day of change, in the order of the ids. */
export function eachRecord(catalogue: Catalogue): Generator<Pick<ListedRecord, 'id' | 'path' | 'form' | 'rowCount' | 'changedOn'>> {
  return catalogue.each('SELECT id, path, form, row_count AS rowCount, changed_on AS changedOn FROM records ORDER BY id');
}

/** Returns the facts of a text record, of a ledger, or a tombstone; the caller knows the form. */
export function recordFacts<T extends TextFacts | LedgerFacts | Tombstone>(catalogue: Catalogue, id: string): T {
  return JSON.parse(catalogue.first<{ facts: string }>('SELECT facts FROM records WHERE id = ?', id)!.facts) as T;
}

/** How a text is written: that decides how it is rendered. */
export type TextKind = 'markdown' | 'plain' | 'csv';

/** Returns the HTML of a record's text: field `body`, `files/<n>` or `files/<n>/<sheet>`; `''` where there is none. */
export function htmlOf(catalogue: Catalogue, id: string, field: string): string {
  return catalogue.first<{ html: string }>(`SELECT html FROM texts JOIN html USING (hash) WHERE record = ? AND field = ?`, id, field)?.html ?? '';
}

/** Returns the fields of a record that have a text, with the length of each. */
export function textFields(catalogue: Catalogue, id: string): { field: string; length: number }[] {
  return catalogue.all('SELECT field, length(text) AS length FROM texts WHERE record = ? ORDER BY field LIMIT 1000', id);
}

/** Returns the record before and after this one among those of its unit, in the order of release. */
export function neighbours(catalogue: Catalogue, id: string): { older: ListedRecord | null; newer: ListedRecord | null } {
  const place = `(SELECT place, id FROM records WHERE id = ?)`;
  const unit = `unit = (SELECT unit FROM records WHERE id = ?)`;
  const order = (way: string) => `ORDER BY place ${way}, id ${way} LIMIT 1`;
  return {
    older: catalogue.first(`SELECT ${LISTED} FROM records WHERE ${unit} AND (place, id) < ${place} ${order('DESC')}`, id, id),
    newer: catalogue.first(`SELECT ${LISTED} FROM records WHERE ${unit} AND (place, id) > ${place} ${order('ASC')}`, id, id),
  };
}

/** Yields the ids of the records before and after a place among those of a unit; `id` orders those of the same place. */
export function* neighboursAt(catalogue: Catalogue, unit: string, place: string, id: string): Generator<string> {
  for (const [side, way] of [['<', 'DESC'], ['>', 'ASC']] as const) {
    const found = catalogue.first<{ id: string }>(`SELECT id FROM records WHERE unit = ? AND (place, id) ${side} (?, ?) ORDER BY place ${way}, id ${way} LIMIT 1`, unit, place, id);
    if (found !== null) yield found.id;
  }
}

const WITHOUT_HTML = 'FROM texts WHERE hash NOT IN (SELECT hash FROM html)';

/** Returns how many texts have no HTML kept yet. */
export function countTextsWithoutHtml(catalogue: Catalogue): number {
  return catalogue.first<{ count: number }>(`SELECT count(DISTINCT hash) AS count ${WITHOUT_HTML}`)!.count;
}

/** Returns at most `limit` texts whose HTML is not kept yet. */
export function textsWithoutHtml(catalogue: Catalogue, limit: number): { hash: string; kind: TextKind; text: string }[] {
  return catalogue.all(`SELECT hash, kind, text ${WITHOUT_HTML} GROUP BY hash LIMIT ?`, limit);
}

/** Keeps the HTML of the text with this hash. */
export function storeHtml(catalogue: Catalogue, hash: string, html: string): void {
  catalogue.run('INSERT OR REPLACE INTO html (hash, html) VALUES (?, ?)', hash, html);
}

/** Drops HTML that no text needs any more; all of it when the renderer is another one than `renderer`. */
export function pruneHtml(catalogue: Catalogue, renderer: string): void {
  const marker = `renderer:${renderer}`;
  if (catalogue.first('SELECT 1 FROM html WHERE hash = ?', marker) === null) catalogue.run('DELETE FROM html');
  catalogue.run(`DELETE FROM html WHERE hash NOT IN (SELECT hash FROM texts)`);
  storeHtml(catalogue, marker, '');
}
