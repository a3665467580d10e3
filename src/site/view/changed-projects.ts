/** Changed projects: which projects show something that has changed: their documents, their money, what these cite and what approved them. */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Touched } from '../../catalogue/touched.ts';

/** Projects by a document number: of who bears it, of who cites it, of the rows it approved, and of the rows that a document citing it approved. */
const BY_NUMBER = `
  SELECT project FROM records WHERE document_number = ?1
  UNION SELECT project FROM cites JOIN records ON records.id = cites.record WHERE number = ?1
  UNION SELECT project FROM ledger_rows WHERE document_number = ?1
  UNION SELECT ledger_rows.project FROM cites JOIN records ON records.id = cites.record JOIN ledger_rows ON ledger_rows.document_number = records.document_number WHERE number = ?1`;

/** Returns the projects whose pages may say something else. */
export function changedProjects(catalogue: Catalogue, touched: Touched): Set<string> {
  const found = new Set([...touched.keys('project'), ...touched.keys('row-project')]);
  for (const number of new Set([...touched.keys('number'), ...touched.keys('cited'), ...touched.keys('row-number')])) {
    for (const { project } of catalogue.all<{ project: string | null }>(BY_NUMBER, number)) if (project !== null) found.add(project);
  }
  return found;
}
