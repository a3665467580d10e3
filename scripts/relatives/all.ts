/**
 * All: relates the whole archive and names all keywords, in memory, and writes down
 * what the nights after need. Texts are read twice, first for the dictionary.
 */
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { dropKeywords } from '../../src/catalogue/keywords.ts';
import { dropLinks, linkSources } from '../../src/catalogue/links.ts';
import { clearRelatives, storePostings, storeRelative, storeWordCounts } from '../../src/catalogue/relatives.ts';
import { Dictionary } from '../../src/relate/dictionary.ts';
import { Linker } from '../../src/relate/links.ts';
import { MemoryArchive } from '../../src/relate/memory-archive.ts';
import { readingOf } from '../../src/relate/source.ts';
import { WordCounts } from '../../src/relate/word-counts.ts';
import { numbered, rowOf, type Rules } from './read.ts';
import { bytesOf, packCounts, unpackShown } from './rows.ts';
import { placeAllKeywords, placeLinks } from './store.ts';

/** What is counted while it goes on. */
export type Step = (done: number, total: number) => void;

/**
 * Relates everything.
 *
 * @param size - Records of the basis that count: below the doubling, those that are not withdrawn.
 * @returns The ids of the records of which links or keywords are others than before.
 */
export function relateAll(catalogue: Catalogue, rules: Rules, size: number, total: number, step: Step): Set<string> {
  return catalogue.transaction(() => {
    clearRelatives(catalogue);
    const dictionary = new Dictionary(size, countsOf(catalogue, rules.basis));
    const archive = new MemoryArchive(dictionary);
    const ids: string[] = [];
    for (const source of linkSources(catalogue)) {
      const one = numbered(ids.length, source);
      const row = rowOf(one, rules, dictionary);
      storeRelative(catalogue, row);
      archive.take({ ...one, length: row.length, shown: unpackShown(row.shown), keys: JSON.parse(row.keys) as string[], tieable: source });
      ids.push(source.id);
      if (ids.length % 1000 === 0) step(ids.length / 2, total);
    }
    archive.finish();
    for (const { feature, entries } of archive.eachPosting()) storePostings(catalogue, feature, bytesOf(entries));
    const changed = new Set<string>();
    const linker = new Linker(archive);
    ids.forEach((id, number) => {
      placeLinks(catalogue, number, id, linker.of(number), (other) => ids[other]!, changed);
      if (number % 1000 === 0) step((ids.length + number) / 2, total);
    });
    placeAllKeywords(catalogue, changed);
    dropLinks(catalogue);
    dropKeywords(catalogue);
    return changed;
  });
}

/** Counts the words of the basis and writes the counts down. */
function countsOf(catalogue: Catalogue, basis: number): (word: number) => ArrayLike<number> | null {
  const counts = new WordCounts();
  let number = 0;
  for (const source of linkSources(catalogue)) {
    if (number === basis) break;
    if (source.form !== 'tombstone') counts.add(readingOf(source).evidence);
    number += 1;
  }
  for (const { word, counts: found } of counts.each()) storeWordCounts(catalogue, word, packCounts(found));
  return (word) => counts.of(word);
}
