/**
 * Keywords: the words that lead from record to record. A word has an address of its own,
 * the beginning of its hash, because words are Korean and addresses are ASCII.
 *
 * A shelf is where a word stands in the alphabet: the initial consonant of its first
 * syllable (ㄱ … ㅎ, the double ones with the simple ones), its capital in Latin letters,
 * or `etc`; behind the initial stands the whole first syllable.
 */
import { createHash } from 'node:crypto';
import type { Catalogue } from './catalogue.ts';

/** One keyword with the number of its records. */
export interface Keyword { key: string; word: string; records: number }

/** Initial consonants of Hangul in the order of Unicode; a double one stands with the simple one. */
const INITIALS = [...'ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ'];
/** The shelf of what is neither Hangul nor Latin. */
export const OTHER_SHELF = 'etc';

/** Returns the address part of a word: short, ASCII, the same for ever. */
export function keywordKey(word: string): string {
  return createHash('sha256').update(word).digest('hex').slice(0, 10);
}

/** Returns the shelf of a word: its initial, and behind it the first syllable or nothing. */
export function shelfOf(word: string): string {
  const first = word[0] ?? '';
  if (first >= '가' && first <= '힣') return `${INITIALS[Math.floor((first.charCodeAt(0) - 0xac00) / 588)]!}${first}`;
  return /^[A-Za-z]/.test(first) ? first.toUpperCase() : OTHER_SHELF;
}

/** Replaces the keywords of one record, the most telling first, and returns whether they are others than before. */
export function storeKeywords(catalogue: Catalogue, record: string, words: readonly string[]): boolean {
  const keys = words.map(keywordKey);
  const before = catalogue.all<{ key: string }>('SELECT key FROM keywords WHERE record = ? ORDER BY position', record);
  if (before.length === keys.length && before.every(({ key }, at) => key === keys[at])) return false;
  // A keyword that stays is left in its list: nothing of the list follows from it.
  for (const { key } of before) if (!keys.includes(key)) catalogue.run('DELETE FROM keywords WHERE key = ? AND record = ?', key, record);
  keys.forEach((key, position) => catalogue.run('INSERT INTO keywords (key, record, position) VALUES (?1, ?2, ?3) ON CONFLICT (key, record) DO UPDATE SET position = ?3 WHERE position <> ?3', key, record, position));
  return true;
}

/** Says how many records have a word as a keyword; with none it is no keyword. */
export function nameKeyword(catalogue: Catalogue, word: string, records: number): void {
  const key = keywordKey(word);
  if (records === 0) catalogue.run('DELETE FROM keyword_names WHERE key = ?', key);
  else catalogue.run('INSERT INTO keyword_names (key, word, shelf, records) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (key) DO UPDATE SET records = ?4 WHERE records <> ?4', key, word, shelfOf(word), records);
}

/** Returns the numbers (see `relatives.ts`) of the records that would have a word as a keyword. */
export function choosersOf(catalogue: Catalogue, word: string): number[] {
  return catalogue.all<{ number: number }>('SELECT number FROM keyword_choices WHERE word = ? ORDER BY number', word).map(({ number }) => number);
}

/** Yields all words that are chosen, with the number of records. */
export function eachChoice(catalogue: Catalogue): Generator<{ word: string; records: number }> {
  return catalogue.each('SELECT word, count(*) AS records FROM keyword_choices GROUP BY word ORDER BY word');
}

/** Removes keywords of records that have none any more, and names that no record bears. */
export function dropKeywords(catalogue: Catalogue): void {
  catalogue.run(`DELETE FROM keywords WHERE record NOT IN (SELECT id FROM records WHERE form = 'text')`);
  catalogue.run('DELETE FROM keyword_names WHERE key NOT IN (SELECT key FROM keywords)');
}

/** Returns the keywords of a record, the most telling first. */
export function keywordsOfRecord(catalogue: Catalogue, id: string): Keyword[] {
  return catalogue.all(`SELECT key, word, records FROM keywords JOIN keyword_names USING (key) WHERE record = ? ORDER BY position LIMIT 20`, id);
}

/** Returns a keyword by its address, `null` if there is none. */
export function keyword(catalogue: Catalogue, key: string): Keyword | null {
  return catalogue.first('SELECT key, word, records FROM keyword_names WHERE key = ?', key);
}

/** Yields all keywords in the order of their addresses. */
export function eachKeyword(catalogue: Catalogue): Generator<Keyword> {
  return catalogue.each('SELECT key, word, records FROM keyword_names ORDER BY key');
}

/** Returns the shelves with the number of keywords on each, in the order of the alphabet: all, or those of one initial. */
export function keywordShelves(catalogue: Catalogue, initial = ''): { shelf: string; count: number }[] {
  return catalogue.all(`SELECT shelf, count(*) AS count FROM keyword_names WHERE shelf >= ?1 AND shelf < ?1 || char(1114111) GROUP BY shelf ORDER BY shelf LIMIT 20000`, initial);
}

/** Returns the initials that have keywords, the other shelf among them. */
export function keywordInitials(catalogue: Catalogue): string[] {
  return catalogue.all<{ initial: string }>(`SELECT DISTINCT CASE shelf WHEN ?1 THEN shelf ELSE substr(shelf, 1, 1) END AS initial FROM keyword_names LIMIT 100`, OTHER_SHELF).map(({ initial }) => initial);
}

/** Returns at most `limit` keywords of a shelf from the `offset`th, in the order of the alphabet. */
export function keywordsOnShelf(catalogue: Catalogue, shelf: string, offset: number, limit: number): Keyword[] {
  return catalogue.all('SELECT key, word, records FROM keyword_names WHERE shelf = ? ORDER BY word LIMIT ? OFFSET ?', shelf, limit, offset);
}

/** Returns the keywords of the most records. */
export function widestKeywords(catalogue: Catalogue, limit: number): Keyword[] {
  return catalogue.all('SELECT key, word, records FROM keyword_names ORDER BY records DESC, word LIMIT ?', limit);
}
