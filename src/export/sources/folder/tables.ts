/**
 * Tables: all rows of all files that one block of a mapping names, in the order of
 * file names. Checks that belong to whole files stand here: a file doubled within
 * itself, the same file twice under two names, and no file at all.
 */
import { createHash } from 'node:crypto';
import { ArchiveError } from '../../../errors.ts';
import { readCsv } from './csv.ts';
import { decode } from './decode.ts';
import { type FolderFile, isTaken, readFileBytes } from './files.ts';
import { readJson, readJsonLines } from './json.ts';
import type { FilesMapping } from './mapping.ts';
import { readMarkdown } from './markdown.ts';
import type { ColumnReference } from './rules.ts';
import { bindColumns, checkRow, type Columns, hasAllColumns, isBlank, isDoubled, type RawRow, type SourceRow, type Table, takeHalf } from './table.ts';
import { readXlsx } from './xlsx.ts';

/** What was read of a source, for the counts of the night. */
export interface FolderCounts {
  files: number;
  /** Rows handed to the rules: blank ones and the second half of a doubled file are not among them. */
  rows: number;
  blankRows: number;
  halvedRows: number;
}

/** One table of a mapping: which files, which columns. */
export interface TablePlan { files: FilesMapping; references: readonly ColumnReference[]; ignore: readonly string[]; nulls: readonly string[] }

/**
 * Yields the rows of every file that the plan takes.
 *
 * @param counts - Added to.
 * @throws {ArchiveError} `SOURCE_MISSING` if no file is there, `BAD_SOURCE` for a file
 *   that can't be trusted; see the readers.
 */
export function* readRows(all: readonly FolderFile[], plan: TablePlan, counts: FolderCounts): Generator<SourceRow> {
  const files = all.filter((file) => isTaken(file, plan.files.glob));
  if (files.length === 0) throw new ArchiveError('SOURCE_MISSING', plan.files.glob.join(' '), 'expected at least one file, got none');
  const seen = new Map<string, string>();
  for (const file of files) {
    const bytes = readFileBytes(file);
    refuseSame(file.name, bytes, seen);
    counts.files += 1;
    yield* rowsOf(file.name, readTable(file.name, bytes, plan), plan, counts);
  }
}

function refuseSame(name: string, bytes: Uint8Array, seen: Map<string, string>): void {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const other = seen.get(hash);
  if (other !== undefined) throw new ArchiveError('BAD_SOURCE', name, `expected another content than ${other}, got the same bytes`);
  seen.set(hash, name);
}

function readTable(name: string, bytes: Uint8Array, { files, references, ignore }: TablePlan): Table {
  const isHeader = (cells: readonly string[]): boolean => hasAllColumns(cells, references);
  if (files.format === 'xlsx') return readXlsx(name, bytes, files, isHeader);
  const text = decode(name, bytes, files);
  switch (files.format) {
    case 'csv': return readCsv(name, text, files, isHeader);
    case 'jsonl': return readJsonLines(name, text, ignore);
    case 'json': return readJson(name, text, files.list, files.ignoreKeys, ignore);
    case 'markdown': return readMarkdown(name, text, ignore);
  }
}

function* rowsOf(name: string, table: Table, plan: TablePlan, counts: FolderCounts): Generator<SourceRow> {
  const columns = bindColumns(name, table.header, plan.references, plan.ignore);
  const full = table.rows.filter(({ cells }) => !isBlank(cells));
  counts.blankRows += table.rows.length - full.length;
  const rows = once(name, full, plan.files.doubled);
  counts.halvedRows += full.length - rows.length;
  for (const row of rows) {
    checkRow(name, row, table.header, columns);
    counts.rows += 1;
    yield sourceRow(name, row, columns, plan.nulls);
  }
}

function once(name: string, rows: readonly RawRow[], doubled: 'refuse' | 'take-half'): readonly RawRow[] {
  if (!isDoubled(rows)) return rows;
  if (doubled === 'refuse') {
    throw new ArchiveError('BAD_SOURCE', name, `each of the ${rows.length} rows stands in the file twice; the mapping does not say "doubled": "take-half"`);
  }
  return takeHalf(rows);
}

function sourceRow(file: string, { line, cells }: RawRow, { places }: Columns, nulls: readonly string[]): SourceRow {
  return {
    where: `${file}:${line}`, file, nulls,
    cell: (column) => {
      const place = places.get(column);
      return place === undefined ? '' : (cells[place] ?? '').trim();
    },
  };
}
