/** Sheet files: the tables of attachments as CSV files beside the pages, for who computes. */

/** Without it spreadsheets take Korean for something else. */
const BYTE_ORDER_MARK = '\uFEFF';

/** Returns the address of a table's CSV file, from the record's path below `content/`. Opaque: a sheet's name may name a person. */
export function sheetPath(record: string, file: number, sheet: number): string {
  const [, , year, month, name] = /^(records\/[a-z-]+)\/(\d{4})\/(\d\d)\/([0-9a-z]+)\./.exec(record) ?? [];
  return `files/${year}/${month}/${name}-${file}-${sheet}.csv`;
}

/** Returns the text of a table's file. */
export function sheetText(csv: string): string {
  return `${BYTE_ORDER_MARK}${csv}`;
}
