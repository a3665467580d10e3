/** Links: what a record cites, what cites it, and the related records with the reason of each. */
import type { Relatable } from '../model/relatable.ts';
import type { Catalogue } from './catalogue.ts';
import { LISTED, type ListedRecord } from './records.ts';

/** Why two records belong together; the words are the record's own. */
export interface LinkReason {
  kind: 'cites' | 'cited-by' | 'approves-spending' | 'same-meeting' | 'same-project' | 'same-file' | 'same-law' | 'same-task' | 'shared-words';
  words: string[];
  documentNumber: string | null;
}

/** What relating needs to know of a record, and where it stands in the archive. */
export interface LinkSource extends Relatable { form: string; place: string; unitName: string | null }

/** A ledger has no words of its own; it cites the documents that approved its rows. */
const SOURCE = `SELECT id, coalesce(title, '') AS title, type, task, project, unit, day, json_extract(facts, '$.file') AS file, form, place, unit_name AS unitName,
  document_number AS documentNumber, coalesce((SELECT text FROM texts WHERE record = id AND field = 'body'), '') AS text,
  (SELECT json_group_array(number) FROM (
    SELECT number FROM cites WHERE record = id
    UNION SELECT document_number FROM ledger_rows WHERE record = records.id AND document_number IS NOT NULL ORDER BY 1
  )) AS cites FROM records`;

/** Yields all records as relating wants them, in their order; of a withdrawn one nothing but that it was there. */
export function* linkSources(catalogue: Catalogue): Generator<LinkSource> {
  for (const row of catalogue.each<Omit<LinkSource, 'cites'> & { cites: string }>(`${SOURCE} ORDER BY place, id`)) yield { ...row, cites: JSON.parse(row.cites) as string[] };
}

/** Returns one record as relating wants it, `null` if there is none. */
export function linkSource(catalogue: Catalogue, id: string): LinkSource | null {
  const row = catalogue.first<Omit<LinkSource, 'cites'> & { cites: string }>(`${SOURCE} WHERE id = ?`, id);
  return row === null ? null : { ...row, cites: JSON.parse(row.cites) as string[] };
}

/** Replaces the links of one record, best first, and returns whether they are others than before. */
export function storeLinks(catalogue: Catalogue, record: string, links: readonly { to: string; reasons: readonly LinkReason[] }[]): boolean {
  const rows = links.map(({ to, reasons }) => ({ other: to, reasons: JSON.stringify(reasons) }));
  const before = catalogue.all<{ other: string; reasons: string }>('SELECT other, reasons FROM related WHERE record = ? ORDER BY position', record);
  if (before.length === rows.length && before.every(({ other, reasons }, at) => rows[at]!.other === other && rows[at]!.reasons === reasons)) return false;
  catalogue.run('DELETE FROM related WHERE record = ?', record);
  rows.forEach(({ other, reasons }, position) => catalogue.run('INSERT INTO related (record, position, other, reasons) VALUES (?, ?, ?, ?)', record, position, other, reasons));
  return true;
}

/** Returns the records that have a link to one. */
export function linkedFrom(catalogue: Catalogue, other: string): string[] {
  return catalogue.all<{ record: string }>('SELECT record FROM related WHERE other = ? ORDER BY record', other).map(({ record }) => record);
}

/** Removes the links of records that are gone or withdrawn. */
export function dropLinks(catalogue: Catalogue): void {
  catalogue.run(`DELETE FROM related WHERE record NOT IN (SELECT id FROM records WHERE form <> 'tombstone')`);
}

/** Returns the related records of one, best first, each with its reasons. */
export function relatedTo(catalogue: Catalogue, id: string): { record: ListedRecord; reasons: LinkReason[] }[] {
  const rows = catalogue.all<ListedRecord & { reasons: string }>(`SELECT ${LISTED}, reasons FROM related
    JOIN records ON records.id = other WHERE related.record = ? ORDER BY position LIMIT 20`, id);
  return rows.map(({ reasons, ...record }) => ({ record, reasons: JSON.parse(reasons) as LinkReason[] }));
}

/** Returns the records that cite a document number, the oldest first. */
export function citedBy(catalogue: Catalogue, documentNumber: string, limit: number): ListedRecord[] {
  return catalogue.all(`SELECT ${LISTED} FROM cites JOIN records ON records.id = cites.record WHERE number = ? ORDER BY day, id LIMIT ?`, documentNumber, limit);
}

/** Returns the record that bears a document number, or `null`; the oldest where two bear the same. */
export function recordByNumber(catalogue: Catalogue, documentNumber: string): ListedRecord | null {
  return catalogue.first(`SELECT ${LISTED} FROM records WHERE document_number = ? AND form = 'text' ORDER BY place, id LIMIT 1`, documentNumber);
}

/** Returns the oldest budget line of a project, which names it: its words, its ledger's path, its row and the row's position; `null` without one. */
export function budgetLineOf(catalogue: Catalogue, project: string): { name: string; path: string; row: string; position: number } | null {
  return catalogue.first(`SELECT coalesce(json_extract(ledger_rows.facts, '$.purpose'), json_extract(ledger_rows.facts, '$.category')) AS name,
      records.path, ledger_rows.id AS row, position FROM ledger_rows JOIN records ON records.id = record
    WHERE ledger_rows.project = ? AND records.type = 'budget' AND name IS NOT NULL ORDER BY records.period, records.id, position LIMIT 1`, project);
}
