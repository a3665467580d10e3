/** Postings: gathers what a night changes in the posting lists, and writes each list once. */
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { eachVector, postingsOf, storePostings, type Relative } from '../../src/catalogue/relatives.ts';
import { CODE_BITS } from '../../src/relate/comparison.ts';
import type { Dictionary } from '../../src/relate/dictionary.ts';
import { bytesOf, numbersOf, unpackVector } from './rows.ts';
import type { MovedWords } from './weigh-again.ts';

/** What a feature loses and gets. */
interface Change { removed: Set<number>; added: number[] }

/** Collects rows that go and come; `write` once. */
export class Postings {
  readonly #catalogue: Catalogue;
  readonly #changes = new Map<number, Change>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  remove({ number, vector }: Relative): void {
    for (const feature of unpackVector(vector).features) this.#of(feature).removed.add(number);
  }

  add({ number, vector }: Relative): void {
    const { features, codes } = unpackVector(vector);
    features.forEach((feature, at) => this.#of(feature).added.push((number << CODE_BITS | codes[at]!) >>> 0));
  }

  /** Features that have become common lose their lists; those that no longer are get one, out of all records. */
  write(dictionary: Dictionary, { wereCommon }: MovedWords): void {
    const uncommon = new Map([...wereCommon].filter((feature) => !dictionary.isCommon(feature)).map((feature) => [feature, [] as number[]]));
    if (uncommon.size > 0) this.#gather(uncommon);
    for (const [feature, { removed, added }] of this.#changes) {
      if (uncommon.has(feature)) continue;
      if (dictionary.isCommon(feature)) storePostings(this.#catalogue, feature, new Uint8Array());
      else this.#rewrite(feature, removed, added);
    }
    for (const [feature, entries] of uncommon) storePostings(this.#catalogue, feature, bytesOf(Uint32Array.from(entries).sort()));
  }

  /** Entries ascend, so a list is the same however it came about. */
  #rewrite(feature: number, removed: Set<number>, added: readonly number[]): void {
    const packed = postingsOf(this.#catalogue, feature);
    const before = packed === null ? [] : [...numbersOf(packed)];
    const entries = Uint32Array.from([...before.filter((entry) => !removed.has(entry >>> CODE_BITS)), ...added]).sort();
    storePostings(this.#catalogue, feature, bytesOf(entries));
  }

  #gather(uncommon: Map<number, number[]>): void {
    for (const { number, vector } of eachVector(this.#catalogue)) {
      const { features, codes } = unpackVector(vector);
      features.forEach((feature, at) => uncommon.get(feature)?.push((number << CODE_BITS | codes[at]!) >>> 0));
    }
  }

  #of(feature: number): Change {
    let change = this.#changes.get(feature);
    if (change === undefined) this.#changes.set(feature, change = { removed: new Set(), added: [] });
    return change;
  }
}
