/**
 * CSV: text to a table, by csv-parse (RFC 4180) with every tolerance switched off
 * that would hide a broken file. Numbers of fields are compared with the header's
 * here and not in the library, whose messages quote the record.
 */
import { parse } from 'csv-parse/sync';
import { ArchiveError } from '../../../errors.ts';
import type { FormatMapping } from './mapping.ts';
import { isBlank, type RawRow, type Table } from './table.ts';

type CsvMapping = FormatMapping<'csv'>;

/**
 * Returns the table in a CSV text; `line` is the line on which a row starts.
 *
 * @param isHeader - Says whether a row has all the mapped columns.
 * @throws {ArchiveError} `BAD_SOURCE` for a file that is cut short, a quote that is
 *   not closed, a row of another length than the header, or no header.
 */
export function readCsv(where: string, stored: string, mapping: CsvMapping, isHeader: (cells: readonly string[]) => boolean): Table {
  // One kind of line end: csv-parse counts CRLF within quotes as two lines.
  const text = stored.replace(/\r\n?/g, '\n');
  if (mapping.finalNewline === 'required' && !text.endsWith('\n')) {
    throw new ArchiveError('BAD_SOURCE', where, 'the last line does not end; the file may be cut short, and the mapping does not say "finalNewline": "optional"');
  }
  const skipped = mapping.findHeader === undefined ? mapping.skipLines : headerLine(where, text, mapping, isHeader);
  const [header, ...rows] = parseRows(where, text.slice(startOfLine(text, skipped)), mapping, skipped);
  if (header === undefined) throw new ArchiveError('BAD_SOURCE', where, 'expected a header, got no rows');
  const body = rows.slice(mapping.skipAfterHeader);
  refuseRagged(where, header.cells.length, body, mapping, text.endsWith('\n'));
  return { header: header.cells, rows: body };
}

function parseRows(where: string, text: string, mapping: CsvMapping, skippedLines: number): RawRow[] {
  const rows: RawRow[] = [];
  let previousEnd = skippedLines;
  try {
    parse(text, {
      delimiter: mapping.delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ line: previousEnd + 1, cells });
        previousEnd = skippedLines + lines;
        return null;
      },
    });
  } catch (error) {
    throw new ArchiveError('BAD_SOURCE', `${where}:${skippedLines + lineOf(error)}`, complaintOf(error));
  }
  return rows;
}

function lineOf(error: unknown): number {
  return error instanceof Error && 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
}

function complaintOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quote opens and is never closed; the file may be cut short';
  if (code === 'INVALID_OPENING_QUOTE' || code === 'CSV_INVALID_CLOSING_QUOTE') return 'a quote stands inside a field that is not quoted as CSV asks';
  return 'not CSV';
}

function refuseRagged(where: string, expected: number, rows: readonly RawRow[], mapping: CsvMapping, endsWithNewline: boolean): void {
  const last = rows.at(-1);
  for (const { line, cells } of rows) {
    if (cells.length === expected || isBlank(cells)) continue;
    const isCut = !endsWithNewline && line === last?.line && cells.length < expected;
    if (mapping.ragged === 'pad' && !isCut) continue;
    throw new ArchiveError('BAD_SOURCE', `${where}:${line}`,
      `expected ${expected} fields as in the header, got ${cells.length}${isCut ? ' and no line end; the file may be cut short' : ''}`);
  }
}

/** Returns how many lines stand above the header. Known: a header over several lines is not found; use `skipLines`. */
function headerLine(where: string, text: string, mapping: CsvMapping, isHeader: (cells: readonly string[]) => boolean): number {
  const lines = text.split('\n', mapping.findHeader!);
  const found = lines.findIndex((line) => isHeader(rowOf(line, mapping.delimiter)));
  if (found === -1) throw new ArchiveError('BAD_SOURCE', where, `expected the header within ${mapping.findHeader} lines, got none with all mapped columns`);
  return found;
}

function rowOf(line: string, delimiter: string): string[] {
  try {
    return parse(line, { delimiter, relax_column_count: true })[0] ?? [];
  } catch {
    return [];
  }
}

function startOfLine(text: string, skippedLines: number): number {
  let start = 0;
  for (let line = 0; line < skippedLines; line += 1) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return text.length;
  }
  return start;
}
