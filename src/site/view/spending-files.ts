/**
 * Spending files: every ledger as a CSV file beside its page, all ledgers of a type and
 * period as one, the meaning of the columns once, and the list of the files with their
 * rows and bytes. A period is handed out piece by piece, so that no file has to fit into memory.
 */
import { recordByNumber } from '../../catalogue/links.ts';
import { allRows } from '../../catalogue/store-marks.ts';
import { factsOfRows, ledgersOfPeriod } from '../../catalogue/spending.ts';
import type { ListedRecord } from '../../catalogue/records.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import { payeeKindOf } from '../../policy/spending-marks.ts';
import { wholeAddress } from './head.ts';
import { recordPath } from './paths.ts';
import { LEDGER_BLOCK } from './plan.ts';
import type { Site } from './site.ts';
import { CSV_HEAD, csvLine, tableSchema } from './spending-csv.ts';

/** One file of a type and period in the list of the files. */
export interface ListedFile { path: string; type: LedgerType; period: string; rows: number; bytes: number }

/** Where the list of the files stands. */
export const FILE_LIST = 'data/spending/index.json';

/** A type and a period, `2024` or `2024-03`. */
export interface TypePeriod { type: LedgerType; period: string }

/** Yields the file of all ledgers of a type and period, ledger by ledger, the head first; nothing if there are none. */
export function* periodLines(site: Site, { type, period }: TypePeriod): Generator<string> {
  const ledgers = ledgersOfPeriod(site.catalogue, type, period);
  if (ledgers.length > 0) yield CSV_HEAD;
  for (const ledger of ledgers) yield linesOf(site, ledger).join('');
}

/** Returns the file of one ledger. */
export function ledgerText(site: Site, ledger: ListedRecord): string {
  return CSV_HEAD + linesOf(site, ledger).join('');
}

/** Returns the meaning of the columns. */
export function schemaText(): string {
  return `${JSON.stringify(tableSchema(), null, 2)}\n`;
}

/** Returns the text of the list of the files. */
export function formatFileList(files: readonly ListedFile[]): string {
  return `${JSON.stringify({ schema: 'data/spending/schema.json', encoding: 'utf-8-sig', files }, null, 1)}\n`;
}

/** Reads the list of the files. */
export function parseFileList(text: string): ListedFile[] {
  return (JSON.parse(text) as { files: ListedFile[] }).files;
}

/** Returns what the list says of a file: its rows, one a line below the head, and its bytes. */
export function measureFile(text: string): Pick<ListedFile, 'rows' | 'bytes'> {
  return { rows: text.split('\r\n').length - 2, bytes: Buffer.byteLength(text) };
}

function linesOf(site: Site, ledger: ListedRecord): string[] {
  const { catalogue, policy, spending, city } = site;
  const rows = allRows(catalogue, ledger.id);
  const facts = factsOfRows(catalogue, ledger.id, 0, rows.length);
  const organisation = policy.units.get(ledger.unit!)?.organisation ?? '';
  return rows.map((row, position) => {
    const approved = row.documentNumber === null ? null : recordByNumber(catalogue, row.documentNumber);
    return csvLine({
      ledger, organisation, row, payeeKind: payeeKindOf(spending, row.payee), facts: facts.get(position) ?? [],
      url: `${wholeAddress(city.siteUrl, recordPath(ledger.path, Math.floor(position / LEDGER_BLOCK) + 1))}#r-${row.id}`,
      documentUrl: approved === null ? null : wholeAddress(city.siteUrl, recordPath(approved.path)),
    });
  });
}
