/**
 * Stored archive: the archive as it stands in the catalogue. What was read is
 * remembered, the posting lists up to a bound of memory.
 */
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { membersNear, membersOf, postingsOf, relativeByNumber, wordCounts, type Relative } from '../../src/catalogue/relatives.ts';
import { Dictionary } from '../../src/relate/dictionary.ts';
import type { Archive } from '../../src/relate/links.ts';
import type { ShownWord } from '../../src/relate/shared-words.ts';
import { NEIGHBOURS, type Tieable } from '../../src/relate/ties.ts';
import type { Vector } from '../../src/relate/vectors.ts';
import { numbersOf, unpackCounts, unpackShown, unpackVector } from './rows.ts';

/** Entries of posting lists, and rows of records, kept in memory. */
const REMEMBERED = { entries: 20_000_000, records: 20_000 } as const;

const NONE = new Uint32Array(0);

interface Known { row: Relative; vector: Vector | null; shown: ShownWord[] | null; keys: string[] }

/** Reads only; whoever writes makes a new one afterwards. */
export class StoredArchive implements Archive {
  readonly dictionary: Dictionary;
  readonly #catalogue: Catalogue;
  readonly #postings = new Map<number, Uint32Array>();
  readonly #records = new Map<number, Known>();
  #lengths: Float64Array | null = null;
  readonly #weights = new Map<number, number>();
  #entries = 0;

  constructor(catalogue: Catalogue, basis: number) {
    this.#catalogue = catalogue;
    const counts = new Map<number, Uint32Array | null>();
    this.dictionary = new Dictionary(basis, (word) => {
      const known = counts.get(word);
      if (known !== undefined) return known;
      const packed = wordCounts(catalogue, word);
      const found = packed === null ? null : unpackCounts(packed);
      counts.set(word, found);
      return found;
    });
  }

  /** Returns the row of a record; there must be one. */
  row(number: number): Relative {
    return this.#record(number).row;
  }

  vector(number: number): Vector {
    const known = this.#record(number);
    return known.vector ??= unpackVector(known.row.vector);
  }

  length(number: number): number {
    this.#lengths ??= lengthsOf(this.#catalogue);
    return this.#lengths[number]!;
  }

  weight(feature: number): number {
    let weight = this.#weights.get(feature);
    if (weight === undefined) this.#weights.set(feature, weight = this.dictionary.weight(feature));
    return weight;
  }

  postings(feature: number): Uint32Array {
    const known = this.#postings.get(feature);
    if (known !== undefined) return known;
    const packed = postingsOf(this.#catalogue, feature);
    const entries = packed === null ? NONE : numbersOf(packed);
    if (this.#entries > REMEMBERED.entries) {
      this.#postings.clear();
      this.#entries = 0;
    }
    this.#postings.set(feature, entries);
    this.#entries += entries.length;
    return entries;
  }

  shown(number: number): ShownWord[] {
    const known = this.#record(number);
    return known.shown ??= unpackShown(known.row.shown);
  }

  keys(number: number): string[] {
    return this.#record(number).keys;
  }

  tieable(number: number): Pick<Tieable, 'type' | 'documentNumber'> {
    const { row } = this.#record(number);
    return { type: row.type, documentNumber: row.document_number };
  }

  all(key: string): readonly number[] {
    return membersOf(this.#catalogue, key);
  }

  isMore(key: string, limit: number): boolean {
    return membersOf(this.#catalogue, key, limit + 1).length > limit;
  }

  near(key: string, number: number): readonly number[] {
    return membersNear(this.#catalogue, key, number, NEIGHBOURS);
  }

  #record(number: number): Known {
    const known = this.#records.get(number);
    if (known !== undefined) return known;
    if (this.#records.size > REMEMBERED.records) this.#records.clear();
    const row = relativeByNumber(this.#catalogue, number)!;
    const found: Known = { row, vector: null, shown: null, keys: JSON.parse(row.keys) as string[] };
    this.#records.set(number, found);
    return found;
  }
}

/** Lengths of all records by number: eight bytes each, read from an index of their own, where asking for one after another took most of a night. */
function lengthsOf(catalogue: Catalogue): Float64Array {
  const { last } = catalogue.first<{ last: number | null }>('SELECT max(number) AS last FROM relatives')!;
  const lengths = new Float64Array((last ?? -1) + 1);
  for (const { number, length } of catalogue.each<{ number: number; length: number }>('SELECT number, length FROM relatives ORDER BY number')) lengths[number] = length;
  return lengths;
}
