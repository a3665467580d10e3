/**
 * Lexicon: gives every word form and every feature of the archive a number, and
 * keeps per record only those numbers, so that no text stays in memory.
 *
 * Numbers are handed out in the order of arrival and renumbered by spelling when
 * all records are in: the result must not depend on the order of the input.
 */
import { ReasonWords } from './reason-words.ts';
import { featuresOf, wordsOf } from './words.ts';

/** Characters of a text that are looked at; what a paper is about stands in its first pages. */
const TEXT_LIMIT = 2_000;

/** The words of one record: `forms` ascending, how often each stands in it, and whether in the title. */
export interface Words { forms: Int32Array; counts: Uint16Array; isInTitle: Uint8Array }

/** All words of the archive, numbered by spelling. */
export interface Lexicon {
  records: Words[];
  /** Features of each form: its syllable pairs and, where it has one, the word shown for it. */
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
  #reasonWords = new ReasonWords();

  /** Takes in one record; the texts are not kept. */
  add(title: string, text: string): void {
    const counts = new Map<number, number>();
    const beginning = text.slice(0, TEXT_LIMIT);
    const words = { title: wordsOf(title), text: wordsOf(beginning) };
    this.#reasonWords.addRecord(title, beginning, words);
    this.#count(counts, words.title);
    const titleForms = counts.size;
    this.#count(counts, words.text);
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
    const { shown, spellings } = this.#show(order.sorted, records);
    const { features, featureCount } = numberFeatures(order.sorted, shown, spellings.length);
    return { records, features, featureCount, shown, spellings };
  }

  #count(counts: Map<number, number>, words: readonly string[]): void {
    for (const word of words) {
      const number = this.#number(word);
      counts.set(number, (counts.get(number) ?? 0) + 1);
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

  #show(sorted: readonly string[], records: readonly Words[]): { shown: Int32Array; spellings: string[] } {
    for (const form of sorted) this.#reasonWords.add(form);
    const found = sorted.map((form) => this.#reasonWords.of(form));
    const recordsWith = countRecords(found, records);
    const words = found.map((word) => (word === null || this.#reasonWords.mayBeName(word, recordsWith.get(word)!) ? null : word));
    const distinct = [...new Set(words)].filter((word) => word !== null).sort();
    const numbers = new Map(distinct.map((word, number) => [word, number]));
    return {
      shown: Int32Array.from(words, (word) => (word === null ? -1 : numbers.get(word)!)),
      spellings: distinct.map((word) => this.#spellings[this.#forms.get(word)!] ?? word),
    };
  }
}

/** In how many records each word stands, in whatever form. */
function countRecords(found: readonly (string | null)[], records: readonly Words[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { forms } of records) {
    const here = new Set<string | null>();
    for (const form of forms) here.add(found[form]!);
    for (const word of here) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
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

/** The words shown are the first features, by their numbers. */
function numberFeatures(forms: readonly string[], shown: Int32Array, wordCount: number): { features: Int32Array[]; featureCount: number } {
  const numbers = new Map<string, number>();
  const numberOf = (feature: string) => {
    const number = numbers.get(feature) ?? wordCount + numbers.size;
    numbers.set(feature, number);
    return number;
  };
  const features = forms.map((form, at) => Int32Array.from([...(shown[at]! < 0 ? [] : [shown[at]!]), ...featuresOf(form).map(numberOf)]));
  return { features, featureCount: wordCount + numbers.size };
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
