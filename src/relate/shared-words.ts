/**
 * Shared words: names what two alike records have in common, in whole words a
 * reader would use. Words of titles and rare words come first; words that a large
 * part of the archive has are no reason.
 */
import type { Lexicon, Words } from './lexicon.ts';
import { commonLimit } from './similarity.ts';

/** Words named in one reason. */
const WORDS_LIMIT = 3;

/** Words a record may be shown by: `words` ascending, and whether each stands in its title. */
interface Shown { words: Int32Array; isInTitle: Uint8Array }

/** Finds shared words; records are named by their position in `lexicon.records`. */
export class SharedWords {
  readonly #shown: Shown[];
  readonly #spellings: readonly string[];
  readonly #recordsWith: Int32Array;
  readonly #limit: number;

  constructor({ records, shown, spellings }: Lexicon) {
    this.#spellings = spellings;
    this.#shown = records.map((words) => shownOf(words, shown));
    this.#recordsWith = new Int32Array(spellings.length);
    for (const { words } of this.#shown) for (const word of words) this.#recordsWith[word]! += 1;
    this.#limit = commonLimit(records.length);
  }

  /** Returns up to three words that both records have, the most telling first; none if none can be shown. */
  of(from: number, to: number): string[] {
    return this.#common(this.#shown[from]!, this.#shown[to]!)
      .sort((a, b) => b.titles - a.titles || this.#recordsWith[a.word]! - this.#recordsWith[b.word]! || a.word - b.word)
      .slice(0, WORDS_LIMIT)
      .map(({ word }) => this.#spellings[word]!);
  }

  #common(a: Shown, b: Shown): { word: number; titles: number }[] {
    const common: { word: number; titles: number }[] = [];
    for (let i = 0, j = 0; i < a.words.length && j < b.words.length;) {
      const word = a.words[i]!;
      const other = b.words[j]!;
      if (word === other && this.#recordsWith[word]! <= this.#limit) common.push({ word, titles: a.isInTitle[i]! + b.isInTitle[j]! });
      if (word <= other) i += 1;
      if (other <= word) j += 1;
    }
    return common;
  }
}

function shownOf({ forms, isInTitle }: Words, shown: Int32Array): Shown {
  const found = new Map<number, number>();
  forms.forEach((form, at) => {
    const word = shown[form]!;
    if (word >= 0) found.set(word, Math.max(found.get(word) ?? 0, isInTitle[at]!));
  });
  const words = Int32Array.from(found.keys()).sort();
  return { words, isInTitle: Uint8Array.from(words, (word) => found.get(word)!) };
}
