/**
 * Project documents: the documents of a project: those that bear its code, those that
 * approved its contracts and payments, and what these cite.
 */
import type { Catalogue } from './catalogue.ts';
import { PLACED, placed, type PlacedRow } from './money.ts';
import { LISTED, type ListedRecord } from './records.ts';

/** A document of a project; `approves` is set on one without the project's code and names the unit whose rows it approved. */
export type ProjectDocument = ListedRecord & { approves: string | null };

/** Documents by their own code, and those whose number stands in the project's rows; each may come once per unit of the rows. */
const OWN = `
  SELECT id, NULL AS approves FROM records WHERE project = ?1 AND form = 'text'
  UNION SELECT found.id, ledgers.unit FROM ledger_rows
    JOIN records AS found ON found.document_number = ledger_rows.document_number AND found.form = 'text' AND found.project IS NOT ?1
    JOIN records AS ledgers ON ledgers.id = ledger_rows.record
    WHERE ledger_rows.project = ?1 AND ledger_rows.document_number IS NOT NULL`;

/** Returns the documents of a project in the order of time, at most `limit`, of one year or (`''`) of all. */
export function documentsOfProject(catalogue: Catalogue, project: string, year: string, limit: number): ProjectDocument[] {
  return catalogue.all(`SELECT ${LISTED}, approves FROM (${OWN}) AS own JOIN records USING (id) WHERE day LIKE ?2 || '%' ORDER BY day, place, id LIMIT ?3`, project, year, limit);
}

/** Returns what the documents of a project cite beyond themselves, each with the record that cites it. */
export function citedByProject(catalogue: Catalogue, project: string, limit: number): { cited: ListedRecord; citing: ListedRecord }[] {
  const pairs = catalogue.all<{ cited: string; citing: string }>(`WITH own AS (${OWN})
    SELECT records.id AS cited, min(cites.record) AS citing FROM own JOIN cites ON cites.record = own.id
      JOIN records ON records.document_number = cites.number AND records.form = 'text'
    WHERE records.id NOT IN (SELECT id FROM own) GROUP BY records.id ORDER BY records.day, records.id LIMIT ?2`, project, limit);
  const one = (id: string): ListedRecord => catalogue.first(`SELECT ${LISTED} FROM records WHERE id = ?`, id)!;
  return pairs.map(({ cited, citing }) => ({ cited: one(cited), citing: one(citing) }));
}

/** A document number in a project's rows under which no public document stands, with one of those rows. */
export interface MissingDocument { number: string; rows: number; row: PlacedRow }

/** Returns the numbers of approving documents that are not public here, the first in time first. */
export function missingDocuments(catalogue: Catalogue, project: string, limit: number): MissingDocument[] {
  const found = catalogue.all<{ number: string; rows: number; first: string }>(`SELECT document_number AS number, count(*) AS rows, min(coalesce(date, '~') || id) AS first
    FROM ledger_rows WHERE project = ?1 AND document_number IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM records WHERE records.document_number = ledger_rows.document_number AND form = 'text')
    GROUP BY document_number ORDER BY first LIMIT ?2`, project, limit);
  return found.flatMap(({ number, rows, first }) => {
    const [row] = placed(catalogue.all(`${PLACED} WHERE ledger_rows.project = ? AND ledger_rows.document_number = ? AND ledger_rows.id = ? LIMIT 1`, project, number, first.slice(-10)));
    return row === undefined ? [] : [{ number, rows, row }];
  });
}

/** Returns the years in which a project has anything, the oldest first. */
export function yearsOfProject(catalogue: Catalogue, project: string): string[] {
  return catalogue.all<{ year: string }>(`WITH own AS (${OWN}) SELECT substr(day, 1, 4) AS year FROM own JOIN records USING (id)
    UNION SELECT substr(CASE type WHEN 'contract' THEN coalesce(date, period) ELSE period END, 1, 4) FROM ledger_rows JOIN records ON records.id = record WHERE ledger_rows.project = ?1
    ORDER BY 1`, project).map(({ year }) => year);
}
