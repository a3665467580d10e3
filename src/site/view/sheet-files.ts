/** Sheet files: the tables of attachments as CSV files beside the pages, for who computes. */
import { eachSheet } from '../../catalogue/records.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';

/** A file to write below the portal's folder. */
export interface SheetFile { path: string; text: string }

/** Without it spreadsheets take Korean for something else. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Returns the address of a table's CSV file, from the record's path below `content/`. Opaque: a sheet's name may name a person. */
export function sheetPath(record: string, file: number, sheet: number): string {
  const [, , year, month, name] = /^(records\/[a-z-]+)\/(\d{4})\/(\d\d)\/([0-9a-z]+)\./.exec(record) ?? [];
  return `files/${year}/${month}/${name}-${file}-${sheet}.csv`;
}

/** Yields the files of all tables. */
export function* sheetFiles(catalogue: Catalogue): Generator<SheetFile> {
  for (const { path, field, text } of eachSheet(catalogue)) {
    const [, file, sheet] = field.split('/');
    yield { path: sheetPath(path, Number(file), Number(sheet)), text: `${BYTE_ORDER_MARK}${text}` };
  }
}
