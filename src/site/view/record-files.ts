/**
 * Record files: what stands beside a record's pages for those who compute or embed: the
 * record itself as `content/` has it, its other forms, its tables and its originals. Made
 * outside Astro, record by record, so that a night makes those of changed records alone.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ListedRecord } from '../../catalogue/records.ts';
import { isLedger, isTombstone, parseRecord } from '../../model/record-file.ts';
import type { LedgerRecord, TextRecord, Tombstone } from '../../model/record.ts';
import { LANGUAGES } from './language.ts';
import { oembedFiles, oembedPath } from './oembed.ts';
import { sheetPath, sheetText } from './sheet-files.ts';
import type { Site } from './site.ts';
import { ledgerCsv } from './spending-csv.ts';
import { ledgerText } from './spending-files.ts';
import { textDataPath } from './text-data.ts';

/** A file to write below the portal's folder, or to copy from `content/` under the same path. */
export interface RecordFile { path: string; text: string | null }

/** Yields the files of one record. */
export function* recordFiles(site: Site, content: string, listed: ListedRecord): Generator<RecordFile> {
  const { path } = listed;
  yield { path, text: null };
  if (listed.form === 'tombstone') return;
  yield* oembedFiles(site, listed);
  if (listed.form === 'ledger') return yield { path: ledgerCsv(path), text: ledgerText(site, listed) };
  const record = parseRecord(path, readFileSync(join(content, path), 'utf8'));
  // Withdrawn while the build runs: the build ends with an error before anything of it stands.
  if (isTombstone(record) || isLedger(record)) return;
  yield { path: textDataPath(path), text: `${JSON.stringify(record, null, 1)}\n` };
  for (const [file, { sheets, original }] of record.files.entries()) {
    for (const [sheet, { csv }] of sheets.entries()) yield { path: sheetPath(path, file, sheet), text: sheetText(csv) };
    if (original !== null) yield { path: original.path, text: null };
  }
}

/** Returns the paths of the files that a record has in the portal, without its pages. */
export function recordFilePaths(path: string, record: TextRecord | LedgerRecord | Tombstone): string[] {
  if (isTombstone(record)) return [path];
  const all = [path, ...LANGUAGES.map((language) => oembedPath(language, record.id))];
  if (isLedger(record)) return [...all, ledgerCsv(path)];
  return [...all, textDataPath(path), ...record.files.flatMap(({ sheets, original }, file) => [...sheets.map((_, sheet) => sheetPath(path, file, sheet)), ...(original === null ? [] : [original.path])])];
}
