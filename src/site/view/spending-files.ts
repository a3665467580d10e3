/**
 * Spending files: every ledger as a CSV file beside its page, all ledgers of a type and
 * period as one, the meaning of the columns once, and the list of the files with their
 * rows and bytes. Handed out piece by piece, so that no file has to fit into memory.
 */
import { recordByNumber } from '../../catalogue/links.ts';
import { allRows } from '../../catalogue/store-marks.ts';
import { eachLedger, factsOfRows } from '../../catalogue/spending.ts';
import type { ListedRecord } from '../../catalogue/records.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import { payeeKindOf } from '../../policy/spending-marks.ts';
import { wholeAddress } from './head.ts';
import { recordPath } from './paths.ts';
import { LEDGER_BLOCK } from './plan.ts';
import type { Site } from './site.ts';
import { CSV_HEAD, csvLine, ledgerCsv, periodCsv, tableSchema } from './spending-csv.ts';

/** The next part of a file below the portal's folder; parts of one path follow in order. */
export interface FilePiece { path: string; text: string }

/** One file of a type and period in the list of the files. */
export interface ListedFile { path: string; type: LedgerType; period: string; rows: number; bytes: number }

/** Where the list of the files stands. */
export const FILE_LIST = 'data/spending/index.json';

/** Yields all files in pieces. */
export function* spendingFiles(site: Site): Generator<FilePiece> {
  const list: ListedFile[] = [];
  for (const ledger of eachLedger(site.catalogue)) {
    const type = ledger.type as LedgerType;
    const path = periodCsv(type, ledger.period!);
    if (list.at(-1)?.path !== path) {
      list.push({ path, type, period: ledger.period!, rows: 0, bytes: Buffer.byteLength(CSV_HEAD) });
      yield { path, text: CSV_HEAD };
    }
    const lines = linesOf(site, ledger);
    const file = list.at(-1)!;
    file.rows += lines.length;
    file.bytes += lines.reduce((bytes, line) => bytes + Buffer.byteLength(line), 0);
    const text = lines.join('');
    yield { path: ledgerCsv(ledger.path), text: CSV_HEAD + text };
    yield { path, text };
  }
  yield { path: 'data/spending/schema.json', text: `${JSON.stringify(tableSchema(), null, 2)}\n` };
  yield { path: FILE_LIST, text: formatFileList(list) };
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
