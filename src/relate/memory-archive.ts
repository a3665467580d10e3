/**
 * Memory archive: an archive that is linked as a whole. Texts are read twice, first for
 * the dictionary, then for the vectors, and not kept; what is common is not kept either.
 */
import type { Relatable } from '../model/relatable.ts';
import { CODE_BITS } from './comparison.ts';
import { basisSize, Dictionary } from './dictionary.ts';
import type { Archive } from './links.ts';
import { shownWords, type ShownWord } from './shared-words.ts';
import { readingOf, tieKeysOf } from './source.ts';
import { NEIGHBOURS, type Tieable } from './ties.ts';
import { lengthOf, vectorOf, type Vector } from './vectors.ts';
import { WordCounts } from './word-counts.ts';

/** What was read of one record. */
export interface Taken { number: number; vector: Vector; length: number; shown: ShownWord[]; keys: string[]; tieable: Pick<Tieable, 'type' | 'documentNumber'> }

/** Returns the dictionary of an archive whose records are in their order. */
export function dictionaryOf(records: readonly Relatable[]): Dictionary {
  const counts = new WordCounts();
  const basis = basisSize(records.length);
  for (const record of records.slice(0, basis)) counts.add(readingOf(record).evidence);
  return new Dictionary(basis, (word) => counts.of(word));
}

/** Records by number, in their order. */
export class MemoryArchive implements Archive {
  readonly dictionary: Dictionary;
  readonly #vectors: Vector[] = [];
  readonly #lengths: number[] = [];
  readonly #shown: ShownWord[][] = [];
  readonly #keys: string[][] = [];
  readonly #tieables: Pick<Tieable, 'type' | 'documentNumber'>[] = [];
  readonly #members = new Map<string, number[]>();
  readonly #slots = new Map<number, number>();
  #starts = new Uint32Array(0);
  #entries = new Uint32Array(0);

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary;
  }

  /** Takes in the next record. */
  add(record: Relatable): void {
    const reading = readingOf(record);
    const vector = vectorOf(reading);
    this.take({
      number: this.#vectors.length, vector, length: lengthOf(vector, this.dictionary), shown: shownWords(reading, vector, this.dictionary),
      keys: tieKeysOf(record), tieable: record,
    });
  }

  /** Takes in the next record as it was read already. */
  take({ number, vector, length, shown, keys, tieable: { type, documentNumber } }: Taken): void {
    this.#vectors[number] = telling(vector, this.dictionary);
    this.#lengths[number] = length;
    this.#shown[number] = shown;
    this.#keys[number] = keys;
    this.#tieables[number] = { type, documentNumber };
    for (const key of keys) this.#join(key, number);
  }

  #join(key: string, number: number): void {
    const members = this.#members.get(key);
    if (members === undefined) this.#members.set(key, [number]);
    else members.push(number);
  }

  /** Makes the index; after the last `add`. */
  finish(): void {
    const sizes: number[] = [];
    for (const { features } of this.#vectors) {
      for (const feature of features) {
        const slot = this.#slots.get(feature) ?? this.#slots.size;
        if (slot === this.#slots.size) this.#slots.set(feature, slot);
        sizes[slot] = (sizes[slot] ?? 0) + 1;
      }
    }
    this.#starts = new Uint32Array(sizes.length + 1);
    sizes.forEach((size, slot) => { this.#starts[slot + 1] = this.#starts[slot]! + size; });
    this.#entries = new Uint32Array(this.#starts.at(-1)!);
    const next = this.#starts.slice();
    this.#vectors.forEach(({ features, codes }, number) => {
      features.forEach((feature, at) => {
        const slot = this.#slots.get(feature)!;
        this.#entries[next[slot]!] = (number << CODE_BITS | codes[at]!) >>> 0;
        next[slot]! += 1;
      });
    });
  }

  vector(number: number): Vector {
    return this.#vectors[number]!;
  }

  length(number: number): number {
    return this.#lengths[number]!;
  }

  weight(feature: number): number {
    return this.dictionary.weight(feature);
  }

  postings(feature: number): Uint32Array {
    const slot = this.#slots.get(feature);
    return slot === undefined ? this.#entries.subarray(0, 0) : this.#entries.subarray(this.#starts[slot]!, this.#starts[slot + 1]!);
  }

  /** Yields all features that are not common, ascending, with their records. */
  * eachPosting(): Generator<{ feature: number; entries: Uint32Array }> {
    for (const feature of Uint32Array.from(this.#slots.keys()).sort()) yield { feature, entries: this.postings(feature) };
  }

  shown(number: number): ShownWord[] {
    return this.#shown[number]!;
  }

  keys(number: number): string[] {
    return this.#keys[number]!;
  }

  tieable(number: number): Pick<Tieable, 'type' | 'documentNumber'> {
    return this.#tieables[number]!;
  }

  all(key: string): readonly number[] {
    return this.#members.get(key) ?? [];
  }

  isMore(key: string, limit: number): boolean {
    return this.all(key).length > limit;
  }

  near(key: string, number: number): readonly number[] {
    const members = this.all(key);
    const at = placeOf(members, number);
    return [...members.slice(Math.max(0, at - NEIGHBOURS), at), ...members.slice(at + 1, at + 1 + NEIGHBOURS)];
  }
}

function telling({ features, codes }: Vector, dictionary: Dictionary): Vector {
  const places = Uint32Array.from(features.keys()).filter((at) => !dictionary.isCommon(features[at]!));
  return { features: places.map((at) => features[at]!), codes: Uint8Array.from(places, (at) => codes[at]!) };
}

function placeOf(ascending: readonly number[], number: number): number {
  let [from, until] = [0, ascending.length];
  while (from < until) {
    const middle = (from + until) >> 1;
    if (ascending[middle]! < number) from = middle + 1;
    else until = middle;
  }
  return from;
}
