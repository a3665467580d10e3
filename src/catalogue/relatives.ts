/**
 * Relatives: what relating keeps of every record, so that a night need not read the
 * archive again: its vector, the words it may be shown by, the keys it is tied under, the
 * rank of its last link; and over all records the counts of words and the posting lists.
 *
 * `number` follows the records' order (place, id); a withdrawn record keeps its own.
 */
import type { Catalogue } from './catalogue.ts';

/** The row of one record. Blobs and lists are read and written by `scripts/relatives.ts`. */
export interface Relative {
  number: number;
  record: string;
  place: string;
  type: string;
  document_number: string | null;
  length: number;
  vector: Uint8Array;
  evidence: Uint8Array | null;
  shown: string;
  keys: string;
  chosen: string;
}

const COLUMNS = 'number, record, place, type, document_number, length, vector, evidence, shown, keys, chosen';

/** Forgets all of it; the links and keywords themselves stay until they are stored anew. */
export function clearRelatives(catalogue: Catalogue): void {
  for (const table of ['relatives', 'word_counts', 'postings', 'tie_keys', 'last_links', 'keyword_choices']) catalogue.run(`DELETE FROM ${table}`);
}

/** Writes the row of a record, with its keys and choices. */
export function storeRelative(catalogue: Catalogue, row: Relative): void {
  catalogue.run(`INSERT INTO relatives (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.number, row.record, row.place, row.type, row.document_number, row.length, row.vector, row.evidence, row.shown, row.keys, row.chosen);
  for (const key of JSON.parse(row.keys) as string[]) catalogue.run('INSERT INTO tie_keys (key, number) VALUES (?, ?)', key, row.number);
  for (const word of JSON.parse(row.chosen) as string[]) catalogue.run('INSERT OR IGNORE INTO keyword_choices (word, number) VALUES (?, ?)', word, row.number);
}

/** Removes the row of a record, with its keys and choices. */
export function removeRelative(catalogue: Catalogue, row: Relative): void {
  catalogue.run('DELETE FROM relatives WHERE number = ?', row.number);
  catalogue.run('DELETE FROM last_links WHERE number = ?', row.number);
  for (const key of JSON.parse(row.keys) as string[]) catalogue.run('DELETE FROM tie_keys WHERE key = ? AND number = ?', key, row.number);
  for (const word of JSON.parse(row.chosen) as string[]) catalogue.run('DELETE FROM keyword_choices WHERE word = ? AND number = ?', word, row.number);
}

export function relativeByNumber(catalogue: Catalogue, number: number): Relative | null {
  return catalogue.first(`SELECT ${COLUMNS} FROM relatives WHERE number = ?`, number);
}

export function relativeById(catalogue: Catalogue, id: string): Relative | null {
  return catalogue.first(`SELECT ${COLUMNS} FROM relatives WHERE record = ?`, id);
}

/** Yields number and vector of all records, for the rare search for a feature that has no posting list. */
export function eachVector(catalogue: Catalogue): Generator<{ number: number; vector: Uint8Array }> {
  return catalogue.each('SELECT number, vector FROM relatives');
}

/** Returns the record that comes last in the order, `null` if there is none. */
export function lastRelative(catalogue: Catalogue): { number: number; record: string; place: string } | null {
  return catalogue.first('SELECT number, record, place FROM relatives ORDER BY number DESC LIMIT 1');
}

/** Returns the records behind a place in the order, the first of them first. */
export function relativesBehind(catalogue: Catalogue, place: string, id: string): { number: number; record: string }[] {
  return catalogue.all('SELECT number, record FROM relatives WHERE (place, record) > (?, ?) ORDER BY place, record', place, id);
}

/** How many records there are, the withdrawn ones included. */
export function countAll(catalogue: Catalogue): { records: number; live: number } {
  return catalogue.first(`SELECT count(*) AS records, coalesce(sum(form <> 'tombstone'), 0) AS live FROM records`)!;
}

export function wordCounts(catalogue: Catalogue, word: number): Uint8Array | null {
  return catalogue.first<{ counts: Uint8Array }>('SELECT counts FROM word_counts WHERE word = ?', word)?.counts ?? null;
}

/** Writes the counts of a word; empty ones are removed. */
export function storeWordCounts(catalogue: Catalogue, word: number, counts: Uint8Array): void {
  if (counts.length === 0) catalogue.run('DELETE FROM word_counts WHERE word = ?', word);
  else catalogue.run('INSERT OR REPLACE INTO word_counts (word, counts) VALUES (?, ?)', word, counts);
}

export function postingsOf(catalogue: Catalogue, feature: number): Uint8Array | null {
  return catalogue.first<{ entries: Uint8Array }>('SELECT entries FROM postings WHERE feature = ?', feature)?.entries ?? null;
}

/** Writes the posting list of a feature; an empty one is removed. */
export function storePostings(catalogue: Catalogue, feature: number, entries: Uint8Array): void {
  if (entries.length === 0) catalogue.run('DELETE FROM postings WHERE feature = ?', feature);
  else catalogue.run('INSERT OR REPLACE INTO postings (feature, entries) VALUES (?, ?)', feature, entries);
}

/** Returns the numbers of the records that have a key, in their order. */
export function membersOf(catalogue: Catalogue, key: string, limit = -1): number[] {
  return catalogue.all<{ number: number }>('SELECT number FROM tie_keys WHERE key = ? ORDER BY number LIMIT ?', key, limit).map(({ number }) => number);
}

/** Returns the nearest members of a key on either side of a number, without it. */
export function membersNear(catalogue: Catalogue, key: string, number: number, limit: number): number[] {
  const before = catalogue.all<{ number: number }>('SELECT number FROM tie_keys WHERE key = ? AND number < ? ORDER BY number DESC LIMIT ?', key, number, limit);
  const behind = catalogue.all<{ number: number }>('SELECT number FROM tie_keys WHERE key = ? AND number > ? ORDER BY number LIMIT ?', key, number, limit);
  return [...before.reverse(), ...behind].map((one) => one.number);
}

/** Returns the names of units and tasks that at least `least` records of the basis bear; `last` is the last record of the basis, `null` for all. */
export function cityTerms(catalogue: Catalogue, last: { place: string; id: string } | null, least: number): { name: string; records: number }[] {
  const [place, id] = last === null ? ['\u{10ffff}', ''] : [last.place, last.id];
  return catalogue.all(`SELECT name, sum(records) AS records FROM (
      SELECT unit_name AS name, count(*) AS records FROM records WHERE unit_name IS NOT NULL AND (place, id) <= (?1, ?2) GROUP BY unit_name
      UNION ALL SELECT task, count(*) FROM records WHERE task IS NOT NULL AND (place, id) <= (?1, ?2) GROUP BY task
    ) GROUP BY name HAVING sum(records) >= ?3 ORDER BY name`, place, id, least);
}
