/**
 * Source `sqlite`: reads the two views of `release-views.sql` (and the optional
 * control totals) from an embedded database, read-only. The embedded default; a
 * city whose systems run elsewhere copies or replicates into it.
 *
 * The whole file is checked for damage before the first paper: a broken index can
 * silently skip rows, and a silent gap is worse than a night without releases.
 */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ArchiveError } from '../../errors.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import { LEDGER_COLUMNS, OPTIONAL_PAPER_COLUMNS, PAPER_COLUMNS, readLedger, readPaper, type ViewRow } from './sqlite-rows.ts';
import type { ControlTotal, HeldPaper, HeldRow, Source } from './source.ts';
import type { Paper } from '../../model/stages.ts';

const BUSY_TIMEOUT_MS = 2_000;

/**
 * Opens a database for one night.
 *
 * @throws {ArchiveError} `SOURCE_MISSING`, `SOURCE_LOCKED`, `SOURCE_CORRUPT`, or
 *   `BAD_SOURCE` if a view or one of its columns is missing or unknown.
 */
export function openSqliteSource(entry: { name: string; path: string }): Source {
  if (!existsSync(entry.path)) throw new ArchiveError('SOURCE_MISSING', entry.path, `expected the database of source "${entry.name}"`);
  return guarded(entry.path, () => {
    const database = new DatabaseSync(entry.path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    try {
      return openedSource(database, entry);
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

function openedSource(database: DatabaseSync, entry: { name: string; path: string }): Source {
  // One snapshot for the whole night: the city system may go on writing.
  database.exec('BEGIN');
  const [verdict] = database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
  if (verdict?.quick_check !== 'ok') throw new ArchiveError('SOURCE_CORRUPT', entry.path, 'the database fails its own integrity check');
  checkColumns(database, entry.path, 'release_papers', PAPER_COLUMNS, OPTIONAL_PAPER_COLUMNS);
  checkColumns(database, entry.path, 'release_ledger_rows', LEDGER_COLUMNS);
  let isOpen = true;
  return {
    name: entry.name,
    papers: () => guardedIterable(entry.path, () => readAll(database, entry.name)),
    totals: () => guarded(entry.path, () => readTotals(database)),
    close() {
      if (isOpen) database.close();
      isOpen = false;
    },
  };
}

function* readAll(database: DatabaseSync, source: string): Iterable<Paper | HeldPaper | HeldRow> {
  const statement = database.prepare('SELECT * FROM release_papers ORDER BY CAST(paper_key AS TEXT)');
  statement.setReadBigInts(true);
  let group: ViewRow[] = [];
  for (const row of statement.iterate() as Iterable<ViewRow>) {
    if (group.length > 0 && String(group[0]!.paper_key) !== String(row.paper_key)) {
      yield readPaper(source, group[0]!, group.length > 1);
      group = [];
    }
    group.push(row);
  }
  // Of several papers under one key none is released: which one is meant can't be known.
  if (group.length > 0) yield readPaper(source, group[0]!, group.length > 1);
  yield* readLedgers(database, source);
}

/** Rows of one ledger stand together: same type, unit and period, in the order of the view within. */
function* readLedgers(database: DatabaseSync, source: string): Iterable<Paper | HeldPaper | HeldRow> {
  const statement = database.prepare(`SELECT * FROM release_ledger_rows
    ORDER BY ledger_type, CAST(unit_code AS TEXT), CAST(period AS TEXT), CAST(row_key AS TEXT)`);
  statement.setReadBigInts(true);
  const rows = statement.iterate();
  const keys = new Set<string>();
  let group: ViewRow[] = [];
  for (const row of rows as Iterable<ViewRow>) {
    if (group.length > 0 && !isSameLedger(group[0]!, row)) {
      yield* readLedger(source, group, keys);
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield* readLedger(source, group, keys);
}

function isSameLedger(one: ViewRow, other: ViewRow): boolean {
  return (['ledger_type', 'unit_code', 'period'] as const).every((column) => String(one[column]) === String(other[column]));
}

function readTotals(database: DatabaseSync): ControlTotal[] {
  if (columnsOf(database, 'release_ledger_totals').length === 0) return [];
  const rows = database.prepare('SELECT ledger_type, period, row_count, total_amount FROM release_ledger_totals').all();
  return rows.map((row) => ({
    type: row.ledger_type as LedgerType, period: String(row.period), rows: Number(row.row_count), amount: Number(row.total_amount),
  }));
}

function checkColumns(database: DatabaseSync, path: string, view: string, expected: readonly string[], optional: readonly string[] = []): void {
  const got = columnsOf(database, view);
  if (got.length === 0) throw new ArchiveError('BAD_SOURCE', path, `expected a view "${view}", got none`);
  const unknown = got.filter((name) => !expected.includes(name) && !optional.includes(name));
  const missing = expected.filter((name) => !got.includes(name));
  if (unknown.length > 0) throw new ArchiveError('BAD_SOURCE', `${path}: ${view}`, `unknown column ${unknown.join(', ')}; expected ${[...expected, ...optional].join(', ')}`);
  if (missing.length > 0) throw new ArchiveError('BAD_SOURCE', `${path}: ${view}`, `expected a column ${missing.join(', ')}, got none; a view may give NULL`);
}

function columnsOf(database: DatabaseSync, view: string): string[] {
  return database.prepare('SELECT name FROM pragma_table_info(?)').all(view).map((row) => String(row.name));
}

/** SQLite's result codes (sqlite.org/rescode.html) in our words. */
function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw translated(path, error);
  }
}

function* guardedIterable<T>(path: string, work: () => Iterable<T>): Iterable<T> {
  try {
    yield* work();
  } catch (error) {
    throw translated(path, error);
  }
}

function translated(path: string, error: unknown): unknown {
  const result = (error as { errcode?: number }).errcode;
  if (result === undefined) return error;
  switch (result & 0xff) {
    case 5: case 6: return new ArchiveError('SOURCE_LOCKED', path, `the database stayed locked for ${BUSY_TIMEOUT_MS} ms`);
    case 11: case 26: return new ArchiveError('SOURCE_CORRUPT', path, 'the file is damaged or no SQLite database');
    default: return new ArchiveError('BAD_SOURCE', path, `SQLite result code ${result}`);
  }
}
