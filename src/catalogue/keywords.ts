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

/** What naming keywords needs to know of a record. */
export interface WordSource { id: string; title: string; text: string; terms: string[]; own: string[] }

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

/** Yields the text records in the order of their ids, as naming keywords wants them. */
export function* wordSources(catalogue: Catalogue): Generator<WordSource> {
  const rows = catalogue.each<{ id: string; title: string; text: string; task: string | null; unit: string }>(`SELECT id, title, task, unit_name AS unit,
    coalesce((SELECT text FROM texts WHERE record = id AND field = 'body'), '') AS text FROM records WHERE form = 'text' ORDER BY id`);
  for (const { id, title, text, task, unit } of rows) yield { id, title, text, terms: task === null ? [] : [task], own: [unit] };
}

/** Returns what the units are called in the records: the city's own terms. */
export function unitTerms(catalogue: Catalogue): string[] {
  return catalogue.all<{ name: string }>('SELECT DISTINCT unit_name AS name FROM records WHERE unit_name IS NOT NULL ORDER BY 1').map(({ name }) => name);
}

/** Replaces all keywords and returns how many different ones there are. */
export function storeKeywords(catalogue: Catalogue, found: Iterable<{ id: string; words: readonly string[] }>): number {
  return catalogue.transaction(() => {
    catalogue.run('DELETE FROM keywords');
    catalogue.run('DELETE FROM keyword_names');
    const counts = new Map<string, number>();
    for (const { id, words } of found) {
      words.forEach((word, position) => {
        counts.set(word, (counts.get(word) ?? 0) + 1);
        catalogue.run('INSERT INTO keywords (key, record, position) VALUES (?, ?, ?)', keywordKey(word), id, position);
      });
    }
    for (const [word, records] of counts) catalogue.run('INSERT INTO keyword_names (key, word, shelf, records) VALUES (?, ?, ?, ?)', keywordKey(word), word, shelfOf(word), records);
    return counts.size;
  });
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
