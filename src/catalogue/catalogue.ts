/**
 * Catalogue: the derived index of `content/` in one SQLite file. It is never the
 * truth: whoever deletes it loses a minute, and a file that is damaged or of another
 * schema version is thrown away and built again. So it is written without waiting
 * for the disk; whether a fall of the power has damaged it is looked at when the one who
 * wrote it did not close it, since that look reads all of it.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

/** An open catalogue. Statements are prepared once and kept. */
export class Catalogue {
  readonly file: string;
  readonly database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string, database: DatabaseSync) {
    this.file = file;
    this.database = database;
  }

  /** Returns the prepared statement for `sql`. */
  prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, statement = this.database.prepare(sql));
    return statement;
  }

  /** Returns all rows; the statement carries its own limit. */
  all<T>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.prepare(sql).all(...values) as T[];
  }

  /** Returns the first row, or `null`. */
  first<T>(sql: string, ...values: SQLInputValue[]): T | null {
    return (this.prepare(sql).get(...values) as T | undefined) ?? null;
  }

  /** Yields row by row, for passes over everything. The statement is its own, so passes may nest. */
  * each<T>(sql: string, ...values: SQLInputValue[]): Generator<T> {
    for (const row of this.database.prepare(sql).iterate(...values)) yield row as T;
  }

  run(sql: string, ...values: SQLInputValue[]): void {
    this.prepare(sql).run(...values);
  }

  /** Returns whether a derived part is complete; `name` is its name, a space and its version. */
  isMarked(name: string): boolean {
    return this.first('SELECT 1 FROM marks WHERE name = ?', name) !== null;
  }

  /** Says that a derived part of this version is complete. */
  mark(name: string): void {
    this.run('INSERT OR REPLACE INTO marks (name) VALUES (?)', name);
  }

  /** Says that a derived part is being made again, whatever its version. */
  unmark(part: string): void {
    this.run(`DELETE FROM marks WHERE name = ?1 OR name LIKE ?1 || ' %'`, part);
  }

  /** Runs `work` in one transaction; when it throws, nothing of it is kept. */
  transaction<T>(work: () => T): T {
    this.database.exec('BEGIN');
    try {
      const result = work();
      this.database.exec('COMMIT');
      return result;
    } catch (error) {
      this.database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.database.close();
  }
}

/** Opens the catalogue for whoever brings it up to date, and returns it with what closes it: until then every other start looks whether it is whole. */
export function openForWriting(file: string): { catalogue: Catalogue; close: () => void } {
  if (existsSync(unclosed(file)) && existsSync(file) && !isWhole(file)) remove(file);
  const catalogue = openCatalogue(file);
  writeFileSync(unclosed(file), '');
  return { catalogue, close: () => { catalogue.close(); rmSync(unclosed(file), { force: true }); } };
}

const unclosed = (file: string) => `${file}-unclosed`;

/** Opens the catalogue in `file`, creating it; a damaged one or one of another version is built anew, empty. */
export function openCatalogue(file: string): Catalogue {
  mkdirSync(dirname(file), { recursive: true });
  const database = openIfSound(file);
  if (database !== null) return new Catalogue(file, database);
  remove(file);
  const fresh = new DatabaseSync(file);
  fresh.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; ${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}`);
  return new Catalogue(file, fresh);
}

/** Reads all of it. */
function isWhole(file: string): boolean {
  const database = openIfSound(file);
  try {
    return (database?.prepare('PRAGMA quick_check(1)').get() as { quick_check: string } | undefined)?.quick_check === 'ok';
  } catch {
    return false;
  } finally {
    database?.close();
  }
}

function remove(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(file + ending, { force: true });
}

function openIfSound(file: string): DatabaseSync | null {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(file);
    const version = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version.user_version !== SCHEMA_VERSION) throw new Error('not this catalogue');
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
    return database;
  } catch {
    database?.close();
    return null;
  }
}
