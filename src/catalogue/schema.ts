/**
 * Schema: the tables of the catalogue. A change here raises `SCHEMA_VERSION`, and
 * the next start builds the file anew from `content/`; there are no migrations,
 * because nothing is in the catalogue that is not in `content/`.
 *
 * `place` orders records: the night of the first release (from the log), then the
 * record's own day. Nights only come after nights, so a list counted from the oldest
 * only ever changes at its end; within a night readers find the records by day.
 *
 * `standing` names the pages of lists that the built portal has, `touched` what changed
 * since (see `touched.ts`).
 *
 * `row_facts`, `places`, `keywords` and `related` are derived from records and from what
 * clerks wrote; `scripts/derive.ts` fills them.
 */

import { TOUCHED_SCHEMA } from './touched.ts';

/** Version of the tables below, kept in `PRAGMA user_version`. */
export const SCHEMA_VERSION = 6;

export const SCHEMA = `
CREATE TABLE files (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime REAL NOT NULL, sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE records (
  id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, form TEXT NOT NULL, type TEXT NOT NULL,
  place TEXT NOT NULL, title TEXT, organisation TEXT, unit TEXT, unit_name TEXT, rank TEXT, disclosure TEXT,
  day TEXT, released_on TEXT NOT NULL, period TEXT, document_number TEXT, task TEXT, project TEXT,
  currency TEXT, decimals INTEGER, row_count INTEGER, total INTEGER, changed_on TEXT NOT NULL, facts TEXT NOT NULL,
  rule TEXT, revision INTEGER NOT NULL, waiting_days INTEGER,
  text_chars INTEGER, masked_chars INTEGER, file_count INTEGER, withheld_files INTEGER, closed_files INTEGER, is_cover_only INTEGER, mask_places INTEGER
) WITHOUT ROWID;
CREATE INDEX records_by_unit ON records (unit, place, id);
CREATE INDEX records_by_type ON records (type, place, id);
CREATE INDEX records_by_rank ON records (rank, organisation, place, id);
CREATE INDEX records_by_unit_type ON records (unit, type, place, id);
CREATE INDEX records_by_day ON records (day, place, id);
CREATE INDEX records_by_period ON records (period, place, id);
CREATE INDEX records_by_place ON records (place, id);
CREATE INDEX records_by_release ON records (form, released_on, day, id);
CREATE INDEX records_by_project ON records (project, day);
CREATE INDEX records_by_number ON records (document_number);
CREATE INDEX records_by_waiting ON records (form, released_on, waiting_days, unit);
CREATE INDEX records_by_money ON records (form, type, unit, period, currency, decimals, total, row_count);
CREATE TABLE texts (
  record TEXT NOT NULL, field TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (record, field)
) WITHOUT ROWID;
CREATE INDEX texts_by_hash ON texts (hash);
CREATE TABLE html (hash TEXT PRIMARY KEY, html TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE classes (
  key TEXT NOT NULL, record TEXT NOT NULL, name TEXT NOT NULL, depth INTEGER NOT NULL, parent TEXT,
  PRIMARY KEY (key, record)
) WITHOUT ROWID;
CREATE INDEX classes_by_record ON classes (record, depth);
CREATE INDEX classes_by_parent ON classes (parent, key);
CREATE TABLE cites (record TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY (record, number)) WITHOUT ROWID;
CREATE INDEX cites_by_number ON cites (number);
CREATE TABLE ledger_rows (
  record TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL, amount INTEGER NOT NULL, date TEXT,
  document_number TEXT, project TEXT, facts TEXT NOT NULL, PRIMARY KEY (record, position)
) WITHOUT ROWID;
CREATE INDEX rows_by_number ON ledger_rows (document_number) WHERE document_number IS NOT NULL;
CREATE INDEX rows_by_project ON ledger_rows (project, date) WHERE project IS NOT NULL;
CREATE TABLE row_facts (
  fact TEXT NOT NULL, type TEXT NOT NULL, place TEXT NOT NULL, record TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (fact, record, position)
) WITHOUT ROWID;
CREATE INDEX row_facts_by_record ON row_facts (record, position);
CREATE INDEX row_facts_by_place ON row_facts (type, fact, place, record, position);
CREATE TABLE ledger_sums (
  record TEXT NOT NULL, part TEXT NOT NULL, key TEXT NOT NULL, amount INTEGER NOT NULL, rows INTEGER NOT NULL, PRIMARY KEY (record, part, key)
) WITHOUT ROWID;
CREATE TABLE places (key TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (key, record)) WITHOUT ROWID;
CREATE INDEX places_by_record ON places (record);
CREATE TABLE keywords (key TEXT NOT NULL, record TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (key, record)) WITHOUT ROWID;
CREATE TABLE keyword_names (key TEXT PRIMARY KEY, word TEXT NOT NULL, shelf TEXT NOT NULL, records INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX keyword_names_by_shelf ON keyword_names (shelf, word);
CREATE INDEX keyword_names_by_records ON keyword_names (records DESC, word);
CREATE INDEX keywords_by_record ON keywords (record, position);
CREATE TABLE register (
  id TEXT PRIMARY KEY, file TEXT NOT NULL, month TEXT NOT NULL, status TEXT NOT NULL, type TEXT NOT NULL, unit TEXT,
  disclosure TEXT, period TEXT, place TEXT NOT NULL, facts TEXT NOT NULL,
  rule TEXT NOT NULL, listed_on TEXT NOT NULL, approved_on TEXT, released_on TEXT, opens_on TEXT
) WITHOUT ROWID;
CREATE INDEX register_by_rule ON register (rule);
CREATE INDEX register_by_opening ON register (opens_on, id) WHERE opens_on IS NOT NULL;
CREATE INDEX register_by_month ON register (month, place, id);
CREATE INDEX register_by_closure ON register (month, place, id) WHERE status = 'listed' AND disclosure IN ('closed', 'restricted-until');
CREATE INDEX register_by_release ON register (released_on, id) WHERE listed_on < released_on;
CREATE INDEX register_by_file ON register (file);
CREATE INDEX register_by_unit ON register (unit, status, disclosure);
CREATE INDEX register_by_ledger ON register (type, unit, period, status);
CREATE INDEX register_by_state ON register (month, unit, type, status, disclosure);
CREATE INDEX register_by_wait ON register (rule, unit, listed_on) WHERE status = 'held';
CREATE TABLE log (
  position INTEGER PRIMARY KEY, file TEXT NOT NULL, day TEXT NOT NULL, event TEXT NOT NULL, record TEXT NOT NULL,
  reason TEXT NOT NULL, revision INTEGER NOT NULL,
  path TEXT NOT NULL, sha256 TEXT, -- of the record's file; NULL at a withdrawal
  entry TEXT NOT NULL -- the line as it stands: the leaf of the transparency log
);
CREATE INDEX log_by_record ON log (record, position);
CREATE INDEX log_by_file ON log (file);
CREATE INDEX log_by_opening ON log (position) WHERE reason = 'restriction-ended';
CREATE INDEX log_by_day ON log (day, record);
CREATE TABLE marks (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE related (
  record TEXT NOT NULL, position INTEGER NOT NULL, other TEXT NOT NULL, reasons TEXT NOT NULL,
  PRIMARY KEY (record, position)
) WITHOUT ROWID;
CREATE INDEX related_by_other ON related (other);
CREATE TABLE standing (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE relatives (
  number INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE, place TEXT NOT NULL, type TEXT NOT NULL, document_number TEXT, length REAL NOT NULL,
  vector BLOB NOT NULL, evidence BLOB, shown TEXT NOT NULL, keys TEXT NOT NULL, chosen TEXT NOT NULL
);
CREATE INDEX relatives_by_place ON relatives (place, record);
CREATE INDEX relatives_by_number ON relatives (number, length);
CREATE TABLE last_links (number INTEGER PRIMARY KEY, strength INTEGER NOT NULL, cosine REAL NOT NULL, other INTEGER NOT NULL);
CREATE TABLE word_counts (word INTEGER PRIMARY KEY, counts BLOB NOT NULL);
CREATE TABLE postings (feature INTEGER PRIMARY KEY, entries BLOB NOT NULL);
CREATE TABLE tie_keys (key TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE keyword_choices (word TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (word, number)) WITHOUT ROWID;
${TOUCHED_SCHEMA}
`;
