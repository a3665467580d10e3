/**
 * Lexicon: gives every word form and every feature of the archive a number, and
 * keeps per record only those numbers, so that no text stays in memory.
 *
 * Numbers are handed out in the order of arrival and renumbered by spelling when
 * all records are in: the result must not depend on the order of the input.
 */
import { stripParticle } from './particles.ts';
import { featuresOf, presentable, wordsOf } from './words.ts';

/** Characters of a text that are looked at; what a paper is about stands in its first pages. */
const TEXT_LIMIT = 2_000;

/** A title is three times as telling as the text. */
const TITLE_WEIGHT = 3;

/** The words of one record: `forms` ascending, how often each stands in it, and whether in the title. */
export interface Words { forms: Int32Array; counts: Uint16Array; isInTitle: Uint8Array }

/** All words of the archive, numbered by spelling. */
export interface Lexicon {
  records: Words[];
  /** Features of each form, ascending. */
  features: Int32Array[];
  featureCount: number;
  /** Number of the word shown for each form, -1 if none may be. */
  shown: Int32Array;
  /** The spelling shown, by that number. */
  spellings: string[];
}

/** Collects records one by one; `finish` once. */
export class LexiconBuilder {
  #forms = new Map<string, number>();
  #spellings: string[] = [];
  #records: Words[] = [];

  /** Takes in one record; the texts are not kept. */
  add(title: string, text: string): void {
    const counts = new Map<number, number>();
    this.#count(counts, title, TITLE_WEIGHT);
    const titleForms = counts.size;
    this.#count(counts, text, 1);
    this.#records.push({
      forms: Int32Array.from(counts.keys()),
      counts: Uint16Array.from(counts.values()),
      isInTitle: Uint8Array.from(counts.keys(), (_, at) => Number(at < titleForms)),
    });
  }

  /** Renumbers everything by spelling and settles which words may be shown. */
  finish(): Lexicon {
    const order = bySpelling([...this.#forms.keys()]);
    const records = this.#records.map((words) => renumber(words, order.ranks));
    const { features, featureCount } = numberFeatures(order.sorted);
    const { shown, spellings } = this.#show(order.sorted);
    return { records, features, featureCount, shown, spellings };
  }

  #count(counts: Map<number, number>, text: string, weight: number): void {
    for (const word of wordsOf(text.slice(0, TEXT_LIMIT))) {
      const number = this.#number(word);
      counts.set(number, (counts.get(number) ?? 0) + weight);
    }
  }

  #number(word: string): number {
    const form = word.toLowerCase();
    const known = this.#forms.get(form);
    if (known === undefined) {
      this.#spellings.push(word);
      this.#forms.set(form, this.#forms.size);
      return this.#forms.size - 1;
    }
    const spelling = this.#spellings[known]!;
    if (word !== spelling && isPlainer(word, spelling)) this.#spellings[known] = word;
    return known;
  }

  #show(sorted: readonly string[]): { shown: Int32Array; spellings: string[] } {
    const stems = new Set<string>();
    for (const form of sorted) {
      const stem = stripParticle(form);
      if (stem !== form) stems.add(stem);
    }
    const attested = { isAlone: (word: string) => this.#forms.has(word), isStem: (word: string) => stems.has(word) };
    const words = sorted.map((form) => presentable(form, attested));
    const distinct = [...new Set(words)].filter((word) => word !== null).sort();
    const numbers = new Map(distinct.map((word, number) => [word, number]));
    return {
      shown: Int32Array.from(words, (word) => (word === null ? -1 : numbers.get(word)!)),
      spellings: distinct.map((word) => this.#spellings[this.#forms.get(word)!] ?? word),
    };
  }
}

function bySpelling(spelled: readonly string[]): { sorted: string[]; ranks: Int32Array } {
  const numbers = spelled.map((_, number) => number).sort((a, b) => (spelled[a]! < spelled[b]! ? -1 : 1));
  const ranks = new Int32Array(spelled.length);
  numbers.forEach((number, rank) => { ranks[number] = rank; });
  return { sorted: numbers.map((number) => spelled[number]!), ranks };
}

function renumber({ forms, counts, isInTitle }: Words, ranks: Int32Array): Words {
  const ranked = forms.map((form) => ranks[form]!);
  const order = Int32Array.from(forms.keys()).sort((a, b) => ranked[a]! - ranked[b]!);
  return {
    forms: order.map((at) => ranked[at]!),
    counts: Uint16Array.from(order, (at) => counts[at]!),
    isInTitle: Uint8Array.from(order, (at) => isInTitle[at]!),
  };
}

function numberFeatures(forms: readonly string[]): { features: Int32Array[]; featureCount: number } {
  const numbers = new Map<string, number>();
  const features = forms.map((form) => Int32Array.from(featuresOf(form), (feature) => {
    const number = numbers.get(feature) ?? numbers.size;
    numbers.set(feature, number);
    return number;
  }));
  return { features, featureCount: numbers.size };
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
