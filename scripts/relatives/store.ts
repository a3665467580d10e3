/**
 * Store: puts links and keywords of records into the catalogue, and says of which records
 * they are others than before.
 */
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { choosersOf, eachChoice, keyword, keywordKey, nameKeyword, storeKeywords } from '../../src/catalogue/keywords.ts';
import { storeLinks } from '../../src/catalogue/links.ts';
import { relativeByNumber } from '../../src/catalogue/relatives.ts';
import { LEAST_RECORDS } from '../../src/relate/keywords.ts';
import { LINKS_LIMIT, type Link, type Rank } from '../../src/relate/links.ts';

/** Stores the links of a record, with the rank that another one must beat to enter a full list. */
export function placeLinks(catalogue: Catalogue, number: number, id: string, links: readonly Link[], idOf: (number: number) => string, changed: Set<string>): void {
  const last = links[LINKS_LIMIT - 1];
  catalogue.run('DELETE FROM last_links WHERE number = ?', number);
  if (last !== undefined) catalogue.run('INSERT INTO last_links (number, strength, cosine, other) VALUES (?, ?, ?, ?)', number, last.strength, last.cosine, last.other);
  if (storeLinks(catalogue, id, links.map(({ other, reasons }) => ({ to: idOf(other), reasons })))) changed.add(id);
}

/** Returns the rank of the last link of a full list, `null` where there is still room. */
export function lastRank(catalogue: Catalogue, number: number): Rank | null {
  return catalogue.first('SELECT strength, cosine, other FROM last_links WHERE number = ?', number);
}

/** Stores the keywords of all records. */
export function placeAllKeywords(catalogue: Catalogue, changed: Set<string>): number {
  const counts = new Map([...eachChoice(catalogue)].filter(({ records }) => records >= LEAST_RECORDS).map(({ word, records }) => [word, records]));
  for (const { record, chosen } of catalogue.each<{ record: string; chosen: string }>('SELECT record, chosen FROM relatives ORDER BY number')) {
    if (storeKeywords(catalogue, record, (JSON.parse(chosen) as string[]).filter((word) => counts.has(word)))) changed.add(record);
  }
  for (const [word, records] of counts) nameKeyword(catalogue, word, records);
  return counts.size;
}

/**
 * Stores the keywords of the records that need it.
 *
 * @param numbers - Records that chose otherwise than before.
 * @param words - All words chosen or no longer chosen by any of them.
 */
export function placeKeywords(catalogue: Catalogue, numbers: Iterable<number>, words: ReadonlySet<string>, changed: Set<string>): void {
  const due = new Set(numbers);
  for (const word of words) {
    const wasKeyword = keyword(catalogue, keywordKey(word)) !== null;
    const choosers = choosersOf(catalogue, word);
    nameKeyword(catalogue, word, choosers.length < LEAST_RECORDS ? 0 : choosers.length);
    // Only where the word became a keyword, or ceased to be one, do the others that chose it follow.
    if (wasKeyword !== choosers.length >= LEAST_RECORDS) for (const number of choosers) due.add(number);
  }
  const isKeyword = (word: string) => keyword(catalogue, keywordKey(word)) !== null;
  for (const number of due) {
    const row = relativeByNumber(catalogue, number);
    if (row !== null && storeKeywords(catalogue, row.record, (JSON.parse(row.chosen) as string[]).filter(isKeyword))) changed.add(row.record);
  }
}
