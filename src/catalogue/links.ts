/** Links: what a record cites, what cites it, and the related records with the reason of each. */
import type { Catalogue } from './catalogue.ts';
import { LISTED, type ListedRecord } from './records.ts';

/** Why two records belong together; the words are the record's own. */
export interface LinkReason {
  kind: 'cites' | 'cited-by' | 'approves-spending' | 'same-meeting' | 'same-project' | 'same-file' | 'same-law' | 'same-task' | 'shared-words';
  words: string[];
  documentNumber: string | null;
}

/** What relating needs to know of a record. */
export interface LinkSource {
  id: string;
  title: string;
  text: string;
  documentNumber: string | null;
  cites: string[];
  task: string | null;
  project: string | null;
  file: string | null;
  unit: string | null;
  day: string | null;
  type: string;
}

/** One link, stored in the order it comes, best first. */
export interface Link { from: string; to: string; reasons: LinkReason[] }

/**
 * Yields all records as relating wants them, in the order of the ids. A ledger has
 * no words of its own; it cites the documents that approved its rows.
 */
export function* linkSources(catalogue: Catalogue): Generator<LinkSource> {
  const rows = catalogue.each<Omit<LinkSource, 'cites'> & { cites: string }>(`SELECT id, coalesce(title, '') AS title, type, task, project, unit, day, json_extract(facts, '$.file') AS file,
    document_number AS documentNumber, coalesce((SELECT text FROM texts WHERE record = id AND field = 'body'), '') AS text,
    (SELECT json_group_array(number) FROM (
      SELECT number FROM cites WHERE record = id
      UNION SELECT document_number FROM ledger_rows WHERE record = records.id AND document_number IS NOT NULL ORDER BY 1
    )) AS cites FROM records WHERE form <> 'tombstone' ORDER BY id`);
  for (const row of rows) yield { ...row, cites: JSON.parse(row.cites) as string[] };
}

/** Replaces all links and returns how many there are now. */
export function storeLinks(catalogue: Catalogue, links: Iterable<Link>): number {
  return catalogue.transaction(() => {
    let count = 0;
    catalogue.run('DELETE FROM related');
    const places = new Map<string, number>();
    for (const link of links) {
      const position = places.get(link.from) ?? 0;
      places.set(link.from, position + 1);
      count += 1;
      catalogue.run('INSERT INTO related (record, position, other, reasons) VALUES (?, ?, ?, ?)', link.from, position, link.to, JSON.stringify(link.reasons));
    }
    return count;
  });
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
