/**
 * State: what the export remembers between nights, one SQLite file in the private
 * folder. It holds the register of source keys → ids, the last decision on every
 * paper, what waits for a person, and the renames that a night still owes.
 *
 * Trust: whoever can write the private folder can make the next night hand out other
 * ids, forget a paper or put a file of his own into `content/` (not outside it): it
 * needs the care of the city's own systems. It belongs to the backup of the city: without it the export refuses to touch a filled `content/`.
 *
 * The commit of the night's one transaction is the moment the night happened. A
 * kill before it leaves nothing but staged files; a kill after it is completed from
 * the table `owed` by the next start.
 */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { ArchiveError } from '../errors.ts';
import type { HoldCode } from '../model/stages.ts';
import type { RecordType, RegisterStatus } from '../model/vocabulary.ts';

const SCHEMA_VERSION = 2;

/** What version 2 added: the secrets that the check of the finished build looks for, and the files beside records. */
const ADDED_IN_2 = `
CREATE TABLE taint (record TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (record, kind, value)) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawn_phrases (record TEXT NOT NULL, phrase TEXT NOT NULL, PRIMARY KEY (record, phrase)) STRICT, WITHOUT ROWID;
CREATE TABLE originals (record TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (record, path)) STRICT, WITHOUT ROWID;
`;

const SCHEMA = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT;
CREATE TABLE papers (
  source TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL,
  fingerprint TEXT NOT NULL,  -- of the paper, the rules and the officer's decision it was decided by
  input_hash TEXT NOT NULL,   -- of the paper alone; decisions of officers are bound to it
  status TEXT NOT NULL,
  register_month TEXT NOT NULL,
  path TEXT, file_sha256 TEXT, content_hash TEXT, revision INTEGER NOT NULL DEFAULT 0, released_on TEXT,
  row_count INTEGER NOT NULL DEFAULT 0,
  reconsider_on TEXT,
  PRIMARY KEY (source, key)) STRICT;
CREATE TABLE row_keys (source TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL UNIQUE, PRIMARY KEY (source, key)) STRICT, WITHOUT ROWID;
CREATE TABLE holds (
  source TEXT NOT NULL, key TEXT NOT NULL, id TEXT, location TEXT NOT NULL, type TEXT NOT NULL,
  code TEXT NOT NULL, detail TEXT NOT NULL, input_hash TEXT NOT NULL, since TEXT NOT NULL, amount INTEGER,
  PRIMARY KEY (source, key)) STRICT;
CREATE INDEX papers_by_month ON papers (register_month);
CREATE TABLE owed (seq INTEGER PRIMARY KEY, staged TEXT NOT NULL, target TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT;
${ADDED_IN_2}
PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** What the state knows of one paper. `rowCount` is that of the published ledger. */
export interface KnownPaper {
  source: string; key: string; id: string; type: RecordType;
  fingerprint: string; inputHash: string; status: RegisterStatus; registerMonth: string;
  path: string | null; fileSha256: string | null; contentHash: string | null;
  revision: number; releasedOn: string | null; rowCount: number; reconsiderOn: string | null;
}

/** A paper or row that waits for a person. */
export interface HeldEntry {
  source: string; key: string; id: string | null; where: string; type: RecordType;
  code: HoldCode; detail: string; inputHash: string; since: string; amount: number | null;
}

/** A file the committed night still has to put in place: `staged` moves to `target`. Paths relative to private and content folder. */
export interface Owed { staged: string; target: string; sha256: string }

/** What goes on from night to night: how many wrote a log, its length, the hash of its last file, the day of the last night that ran. */
export interface Counters { nights: number; logLength: number; lastLogSha256: string; lastNight: string }

/** The private state, open for one process. */
export class State {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #statements = new Map<string, StatementSync>();

  /**
   * Opens the state, creating an empty one, for this process alone.
   *
   * @throws {ArchiveError} `BAD_STATE` if the file is no state of this version,
   *   `NIGHT_RUNNING` if another process has it open.
   */
  constructor(path: string) {
    this.#path = path;
    try {
      this.#database = new DatabaseSync(path, { timeout: 0 });
    } catch (error) {
      throw this.#translated(error);
    }
    try {
      // The lock is kept until close: a second night, or a decision taken during one, is refused.
      this.#database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL; BEGIN EXCLUSIVE; COMMIT');
      const [verdict] = this.#database.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
      if (verdict?.quick_check !== 'ok') throw this.#translated(null);
      const version = this.#database.prepare('PRAGMA user_version').get()!.user_version;
      if (version === 0) this.#database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`);
      else if (version === 1) this.#database.exec(`BEGIN IMMEDIATE; ${ADDED_IN_2} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
      else if (version !== SCHEMA_VERSION) throw new ArchiveError('BAD_STATE', path, `expected state version ${SCHEMA_VERSION}, got ${String(version)}`);
    } catch (error) {
      this.#database.close();
      throw error instanceof ArchiveError ? error : this.#translated(error);
    }
  }

  /** Starts the night's transaction. */
  begin(): void {
    this.#database.exec('BEGIN IMMEDIATE; CREATE TEMP TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY) WITHOUT ROWID; DELETE FROM temp.seen');
  }

  commit(): void { this.#database.exec('COMMIT'); }
  rollback(): void { if (this.#database.isTransaction) this.#database.exec('ROLLBACK'); }
  close(): void { this.#database.close(); }

  counters(): Counters {
    const rows = this.#all('SELECT name, value FROM meta');
    const value = (name: keyof Counters) => rows.find((row) => row.name === name)?.value;
    return {
      nights: Number(value('nights') ?? 0), logLength: Number(value('logLength') ?? 0),
      lastLogSha256: String(value('lastLogSha256') ?? ''), lastNight: String(value('lastNight') ?? ''),
    };
  }

  saveCounters(counters: Counters): void {
    for (const [name, value] of Object.entries(counters) as [string, string | number][]) {
      this.#run('INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, value);
    }
  }

  /** Hash of rules and detectors by which everything published was last screened; `''` before the first night. */
  rules(): string { return String(this.#all(`SELECT value FROM meta WHERE name = 'rules'`)[0]?.value ?? ''); }

  saveRules(hash: string): void { this.#run(`INSERT OR REPLACE INTO meta VALUES ('rules', ?)`, hash); }

  paper(source: string, key: string): KnownPaper | null {
    const row = this.#all('SELECT * FROM papers WHERE source = ? AND key = ?', source, key)[0];
    return row === undefined ? null : knownPaper(row);
  }

  paperById(id: string): KnownPaper | null {
    const row = this.#all('SELECT * FROM papers WHERE id = ?', id)[0];
    return row === undefined ? null : knownPaper(row);
  }

  isIdTaken(id: string): boolean { return this.#all('SELECT 1 FROM papers WHERE id = ?', id).length > 0; }

  savePaper(paper: KnownPaper): void {
    this.#run(`INSERT INTO papers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (source, key) DO UPDATE SET type = excluded.type, fingerprint = excluded.fingerprint, input_hash = excluded.input_hash,
      status = excluded.status, path = excluded.path, file_sha256 = excluded.file_sha256, content_hash = excluded.content_hash,
      revision = excluded.revision, released_on = excluded.released_on, row_count = excluded.row_count, reconsider_on = excluded.reconsider_on`,
    paper.source, paper.key, paper.id, paper.type, paper.fingerprint, paper.inputHash, paper.status, paper.registerMonth,
    paper.path, paper.fileSha256, paper.contentHash, paper.revision, paper.releasedOn, paper.rowCount, paper.reconsiderOn);
  }

  /** Notes that a paper or row was handed over tonight; returns whether for the first time. */
  markSeen(id: string): boolean { return Number(this.#prepared('INSERT OR IGNORE INTO temp.seen VALUES (?)').run(id).changes) > 0; }

  /** Papers of a source that stand in the register and were not seen tonight. */
  missing(source: string): KnownPaper[] {
    return this.#all(`SELECT * FROM papers WHERE source = ? AND status <> 'withdrawn' AND id NOT IN (SELECT id FROM temp.seen) ORDER BY key`, source).map(knownPaper);
  }

  /** How many records, and ledger rows in them, are published from all sources. */
  published(): { records: number; rows: number } {
    const row = this.#all(`SELECT count(*) AS records, coalesce(sum(row_count), 0) AS row_total FROM papers WHERE status = 'released'`)[0]!;
    return { records: Number(row.records), rows: Number(row.row_total) };
  }

  /** Sources that have papers in the register. */
  sources(): string[] { return this.#all('SELECT DISTINCT source FROM papers ORDER BY source').map((row) => String(row.source)); }

  /** How many papers stand in a month of the register. */
  registered(month: string): number { return Number(this.#all('SELECT count(*) AS papers FROM papers WHERE register_month = ?', month)[0]!.papers); }

  hasPapers(source: string): boolean { return this.#all('SELECT 1 FROM papers WHERE source = ? LIMIT 1', source).length > 0; }

  /** Id of a ledger row by its source's key. */
  rowId(source: string, key: string): string | undefined {
    const row = this.#all('SELECT id FROM row_keys WHERE source = ? AND key = ?', source, key)[0];
    return row === undefined ? undefined : String(row.id);
  }

  /** Whether a row's id belongs to a source key. */
  isRowKeyed(id: string): boolean { return this.#all('SELECT 1 FROM row_keys WHERE id = ?', id).length > 0; }

  saveRowId(source: string, key: string, id: string): void {
    this.#run('INSERT INTO row_keys VALUES (?, ?, ?) ON CONFLICT (source, key) DO UPDATE SET id = excluded.id', source, key, id);
  }

  holds(): HeldEntry[] {
    return this.#all('SELECT * FROM holds ORDER BY source, key').map((row) => ({
      source: String(row.source), key: String(row.key), id: textOrNull(row.id), where: String(row.location), type: row.type as RecordType,
      code: row.code as HoldCode, detail: String(row.detail), inputHash: String(row.input_hash), since: String(row.since),
      amount: row.amount === null ? null : Number(row.amount),
    }));
  }

  hold(source: string, key: string): { code: string; inputHash: string; since: string } | null {
    const row = this.#all('SELECT code, input_hash, since FROM holds WHERE source = ? AND key = ?', source, key)[0];
    return row === undefined ? null : { code: String(row.code), inputHash: String(row.input_hash), since: String(row.since) };
  }

  saveHold(entry: HeldEntry): void {
    this.#run('INSERT OR REPLACE INTO holds VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', entry.source, entry.key, entry.id, entry.where,
      entry.type, entry.code, entry.detail, entry.inputHash, entry.since, entry.amount);
  }

  dropHold(source: string, key: string): void { this.#run('DELETE FROM holds WHERE source = ? AND key = ?', source, key); }

  /** Forgets holds whose reason is gone: papers that were missing and are back, rows that were bad and are no more. */
  dropSettledHolds(): void {
    this.#run(`DELETE FROM holds WHERE code = 'missing-at-source' AND id IN (SELECT id FROM temp.seen)`);
    this.#run(`DELETE FROM holds WHERE id IS NULL AND source || '/' || key NOT IN (SELECT id FROM temp.seen)`);
  }

  /**
   * Adds to what is known to be secret in a paper; `value` as the paper has it. What was
   * known stays, or a detector that breaks would take its own witness away; only kinds
   * in `replaced` are known anew.
   */
  saveTaint(record: string, found: readonly { kind: string; value: string }[], replaced: readonly string[]): void {
    for (const kind of replaced) this.#run('DELETE FROM taint WHERE record = ? AND kind = ?', record, kind);
    for (const { kind, value } of found) this.#run('INSERT OR IGNORE INTO taint VALUES (?, ?, ?)', record, kind, value);
  }

  /** Replaces the phrases by which a withdrawn record would be known again; none once it is restored. */
  saveWithdrawnPhrases(record: string, phrases: readonly string[]): void {
    this.#run('DELETE FROM withdrawn_phrases WHERE record = ?', record);
    for (const phrase of phrases) this.#run('INSERT OR IGNORE INTO withdrawn_phrases VALUES (?, ?)', record, phrase);
  }

  /** Paths below the content folder of the files published with a record. */
  originals(record: string): string[] {
    return this.#all('SELECT path FROM originals WHERE record = ? ORDER BY path', record).map((row) => String(row.path));
  }

  saveOriginals(record: string, paths: readonly string[]): void {
    this.#run('DELETE FROM originals WHERE record = ?', record);
    for (const path of paths) this.#run('INSERT INTO originals VALUES (?, ?)', record, path);
  }

  owe(entry: Owed): void { this.#run('INSERT INTO owed (staged, target, sha256) VALUES (?, ?, ?)', entry.staged, entry.target, entry.sha256); }

  owed(): Owed[] {
    return this.#all('SELECT staged, target, sha256 FROM owed ORDER BY seq').map((row) =>
      ({ staged: String(row.staged), target: String(row.target), sha256: String(row.sha256) }));
  }

  /** Forgets what was owed, once it is in place. */
  settle(): void { this.#run('DELETE FROM owed'); }

  #all(sql: string, ...values: (string | number | null)[]): Record<string, unknown>[] {
    try {
      return this.#prepared(sql).all(...values);
    } catch (error) {
      throw this.#translated(error);
    }
  }

  #run(sql: string, ...values: (string | number | null)[]): void {
    try {
      this.#prepared(sql).run(...values);
    } catch (error) {
      throw this.#translated(error);
    }
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, statement = this.#database.prepare(sql));
    return statement;
  }

  #translated(error: unknown): ArchiveError {
    const result = ((error as { errcode?: number } | null)?.errcode ?? 0) & 0xff;
    if (result === 13) return new ArchiveError('BAD_STATE', this.#path, 'the disk is full; nothing was written');
    if (result === 8 || result === 14) return new ArchiveError('BAD_STATE', this.#path, 'expected a file this user may write, in a folder that exists');
    if (result === 5 || result === 6) return new ArchiveError('NIGHT_RUNNING', this.#path, 'another night is running');
    return new ArchiveError('BAD_STATE', this.#path, 'the private state is damaged; restore it from the backup');
  }
}

function knownPaper(row: Record<string, unknown>): KnownPaper {
  return {
    source: String(row.source), key: String(row.key), id: String(row.id), type: row.type as RecordType,
    fingerprint: String(row.fingerprint), inputHash: String(row.input_hash), status: row.status as RegisterStatus,
    registerMonth: String(row.register_month), path: textOrNull(row.path), fileSha256: textOrNull(row.file_sha256),
    contentHash: textOrNull(row.content_hash), revision: Number(row.revision), releasedOn: textOrNull(row.released_on),
    rowCount: Number(row.row_count), reconsiderOn: textOrNull(row.reconsider_on),
  };
}

function textOrNull(value: unknown): string | null { return value === null || value === undefined ? null : String(value); }
