/**
 * Checked: the private record of what the second check has read: which bytes at which
 * path, by which version of the check, against which secrets. It lets a night read what
 * changed and leave the rest; without it, or with one of another version, everything is
 * read.
 *
 * Trust: it holds traces of public text and fingerprints of secrets, and lies in the
 * private folder. Who can write there can make the check pass over a file. One path may
 * have several versions: a portal that was checked and then not published leaves the
 * older one standing. What was found is never recorded: a check that is not clean
 * leaves the record as it was.
 */
import { hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { TraceText } from './trace.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS file (
  path TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
  round INTEGER NOT NULL, -- the check that read it last
  PRIMARY KEY (path, sha256)) STRICT;
CREATE INDEX IF NOT EXISTS file_by_round ON file (round, path);
CREATE TABLE IF NOT EXISTS trace (path TEXT NOT NULL, sha256 TEXT NOT NULL, digits TEXT NOT NULL, letters TEXT NOT NULL, PRIMARY KEY (path, sha256)) STRICT;
CREATE TABLE IF NOT EXISTS mention (path TEXT NOT NULL, sha256 TEXT NOT NULL, ids TEXT NOT NULL, PRIMARY KEY (path, sha256)) STRICT;
CREATE TABLE IF NOT EXISTS of_record (record TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (record, path)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sought (secret TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS accepted (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
`;

/** A file that was read, with the SHA-256 of its bytes. */
export interface CheckedFile { path: string; sizeBytes: number; sha256: string; trace: TraceText; ids: readonly string[] }

/** The record, open for one check. Everything is kept at its end, or nothing. */
export class Checked {
  readonly #database: DatabaseSync;
  readonly #version: string;
  readonly #accepted: ReadonlySet<string>;
  readonly #round: number;
  readonly #statements;

  /**
   * @param version - Names the code of the check and the values it lets stand.
   * @param accepted - Findings accepted as false alarms; one that is accepted no longer makes the record void, one more does not.
   * @throws if the file is no database of ours; the caller then begins a new one.
   */
  constructor(path: string, version: string, accepted: ReadonlySet<string>) {
    this.#database = new DatabaseSync(path, { timeout: 5000 });
    try {
      this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ${SCHEMA}`);
      this.#version = version;
      this.#accepted = accepted;
      this.#round = Number(this.#meta('round') ?? 0) + 1;
      this.#statements = this.#prepared();
      this.#database.exec('BEGIN IMMEDIATE');
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  #prepared() {
    const prepare = (sql: string) => this.#database.prepare(sql);
    return {
      file: prepare('INSERT INTO file VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET round = excluded.round'),
      trace: prepare('INSERT OR REPLACE INTO trace VALUES (?, ?, ?, ?)'),
      mention: prepare('INSERT OR REPLACE INTO mention VALUES (?, ?, ?)'),
      ofRecord: prepare('INSERT OR IGNORE INTO of_record VALUES (?, ?)'),
      hashes: prepare('SELECT sha256 FROM file WHERE path = ?'),
      isSought: prepare('SELECT 1 FROM sought WHERE secret = ?'),
      sought: prepare('INSERT OR IGNORE INTO sought VALUES (?)'),
    };
  }

  /** Whether files may be left unread because of it. */
  get isValid(): boolean {
    if (this.#meta('version') !== this.#version) return false;
    return this.#database.prepare('SELECT id FROM accepted').all().every(({ id }) => this.#accepted.has(String(id)));
  }

  /** Whether it was begun by a check of everything that nobody has compared with the standing portal since. */
  get isUnconfirmed(): boolean { return this.#meta('confirmed') === 'no'; }

  confirm(): void { this.#setMeta('confirmed', 'yes'); }

  /** Forgets everything: the check of everything begins. */
  clear(): void {
    for (const table of ['file', 'trace', 'mention', 'of_record', 'sought', 'accepted']) this.#database.exec(`DELETE FROM ${table}`);
    this.#setMeta('confirmed', 'no');
  }

  /** Whether these bytes were read at this path. */
  knows(path: string, sha256: string): boolean { return this.hashes(path).includes(sha256); }

  hashes(path: string): string[] { return this.#statements.hashes.all(path).map((row) => String(row.sha256)); }

  keep({ path, sizeBytes, sha256, trace, ids }: CheckedFile): void {
    this.#statements.file.run(path, sha256, sizeBytes, this.#round);
    if (trace.digits !== '' || trace.letters !== '') this.#statements.trace.run(path, sha256, trace.digits, trace.letters);
    if (trace.ids !== '') this.#statements.mention.run(path, sha256, trace.ids);
    for (const id of ids) this.#statements.ofRecord.run(id, path);
  }

  /** Forgets all versions of a path but one, or all. */
  forget(path: string, but: string | null = null): void {
    for (const table of ['file', 'trace', 'mention']) this.#database.prepare(`DELETE FROM ${table} WHERE path = ? AND sha256 IS NOT ?`).run(path, but);
    if (but === null) this.#database.prepare('DELETE FROM of_record WHERE path = ?').run(path);
  }

  /** Yields the files read longest ago first, with their sizes; a path with two versions comes twice. */
  *oldest(): Generator<{ path: string; sizeBytes: number }> {
    for (const { path, size } of this.#database.prepare('SELECT path, size FROM file ORDER BY round, path').iterate()) yield { path: String(path), sizeBytes: Number(size) };
  }

  ofRecord(record: string): string[] { return this.#database.prepare('SELECT path FROM of_record WHERE record = ?').all(record).map(({ path }) => String(path)); }

  /** Paths of files in which an id stands. */
  mentioning(id: string): string[] { return this.#database.prepare('SELECT DISTINCT path FROM mention WHERE instr(ids, ?) > 0').all(id).map(({ path }) => String(path)); }

  *traces(): Generator<{ path: string; digits: string; letters: string }> {
    for (const row of this.#database.prepare('SELECT path, digits, letters FROM trace').iterate()) yield { path: String(row.path), digits: String(row.digits), letters: String(row.letters) };
  }

  /** Whether a path or anything below it was ever read. */
  hasBelow(folder: string): boolean { return this.#database.prepare('SELECT 1 FROM file WHERE path >= ? AND path < ? LIMIT 1').get(`${folder}/`, `${folder}0`) !== undefined; }

  isSought(secret: string): boolean { return this.#statements.isSought.get(fingerprint(secret)) !== undefined; }

  markSought(secrets: Iterable<string>): void { for (const secret of secrets) this.#statements.sought.run(fingerprint(secret)); }

  /** Ends a clean check: all of it is kept. */
  commit(): void {
    this.#setMeta('version', this.#version);
    this.#setMeta('round', String(this.#round));
    for (const id of this.#accepted) this.#database.prepare('INSERT OR IGNORE INTO accepted VALUES (?)').run(id);
    this.#database.exec('COMMIT');
  }

  /** Closes it; what was not committed never was. */
  close(): void { this.#database.close(); }

  #meta(name: string): string | null {
    const row = this.#database.prepare('SELECT value FROM meta WHERE name = ?').get(name);
    return row === undefined ? null : String(row.value);
  }

  #setMeta(name: string, value: string): void { this.#database.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)').run(name, value); }
}

/** The private folder has the values themselves; a fingerprint is only shorter. */
function fingerprint(secret: string): string { return hash('sha256', secret, 'base64'); }
