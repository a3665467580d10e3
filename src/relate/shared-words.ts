/**
 * Shared words: names what two alike records have in common, in whole words a
 * reader would use. Words of titles and rare words come first; words that a large
 * part of the archive has are no reason.
 */
import type { Dictionary } from './dictionary.ts';
import type { Reading } from './evidence.ts';
import { hashOf, type Form } from './forms.ts';
import type { Vector } from './vectors.ts';

/** Words named in one reason. */
const WORDS_LIMIT = 3;

/** A word that a record may be shown by: its hash, its spelling, and whether it stands in the title. */
export interface ShownWord { hash: number; word: string; isInTitle: boolean }

/** Returns the words of a record that may be shown, by hash; only such as it can be found by. */
export function shownWords(reading: Reading, vector: Vector, dictionary: Dictionary): ShownWord[] {
  const features = new Set(vector.features);
  const found = new Map<string, ShownWord>();
  const told = new Set<string>();
  const take = (form: Form, isInTitle: boolean) => {
    if (!form.isWordy || told.has(form.written)) return;
    told.add(form.written);
    const word = dictionary.shown(form, reading.evidence);
    if (word === null) return;
    const hash = hashOf(word);
    const spelt = form.written.slice(0, word.length);
    const known = found.get(word);
    if (known === undefined && features.has(hash) && !dictionary.isCommon(hash)) found.set(word, { hash, word: spelt, isInTitle });
    else if (known !== undefined && isPlainer(spelt, known.word)) known.word = spelt;
  };
  for (const form of reading.title) take(form, true);
  for (const form of reading.text) take(form, false);
  return [...found.values()].sort((a, b) => a.hash - b.hash);
}

/** Returns up to three words that both records have, the most telling first; none if none can be shown. */
export function sharedWords(some: readonly ShownWord[], others: readonly ShownWord[], dictionary: Dictionary): string[] {
  const common: { word: string; titles: number; records: number }[] = [];
  for (let i = 0, j = 0; i < some.length && j < others.length;) {
    const [a, b] = [some[i]!, others[j]!];
    if (a.hash === b.hash && !dictionary.isCommon(a.hash)) {
      common.push({ word: isPlainer(b.word, a.word) ? b.word : a.word, titles: Number(a.isInTitle) + Number(b.isInTitle), records: dictionary.records(a.hash) });
    }
    if (a.hash <= b.hash) i += 1;
    if (b.hash <= a.hash) j += 1;
  }
  common.sort((a, b) => b.titles - a.titles || a.records - b.records || (a.word.toLowerCase() < b.word.toLowerCase() ? -1 : 1));
  return common.slice(0, WORDS_LIMIT).map(({ word }) => word);
}

/** Prefers `budget` to `Budget` to `BUDGET`, whichever came first. */
function isPlainer(word: string, other: string): boolean {
  const [a, b] = [plainness(word), plainness(other)];
  return a !== b ? a < b : word < other;
}

function plainness(word: string): number {
  if (word === word.toLowerCase()) return 0;
  return word.slice(1) === word.slice(1).toLowerCase() ? 1 : 2;
}
