/**
 * Comparison: the cosine of one record with all others, by an inverted index. A feature
 * that many records have is not in the index (`Dictionary.isCommon`): that bounds the
 * work, and keeps boilerplate out.
 *
 * Two records have the same cosine to the last digit whichever of them is asked, and
 * whether the index is in memory or on disk: sums go by the features' order.
 */
import { CODE_WEIGHTS, type Vector } from './vectors.ts';

/** Below this cosine, records share a manner of speaking rather than a subject. */
export const SIMILARITY_THRESHOLD = 0.16;

/** A record in a posting list: its number, and in the lower bits its code. */
export const CODE_BITS = 7;
/** Numbers are below this: what is left of 32 bits. */
export const NUMBERS = 2 ** (32 - CODE_BITS);

/** What comparing needs to know of an archive; records are named by number. */
export interface Comparable {
  vector(number: number): Vector;
  length(number: number): number;
  /** The records that have a feature, each with its code. */
  postings(feature: number): Uint32Array;
  /** How much a feature tells, see `Dictionary.weight`. */
  weight(feature: number): number;
}

/** Cosines of one record with all others; valid until the next call of `of`. */
export interface Cosines {
  /** 0 … 1. */
  with(other: number): number;
  /** The records at or above the least cosine, nearest first, ties in the records' order. */
  near(): number[];
}

/** Compares records of one archive. */
export class Comparison {
  readonly #archive: Comparable;
  #sums = new Float64Array(1024);
  #touched: number[] = [];

  constructor(archive: Comparable) {
    this.#archive = archive;
  }

  /** Compares one record with all others; `least` is the cosine from which on one is near. */
  of(number: number, least = SIMILARITY_THRESHOLD): Cosines {
    for (const other of this.#touched) this.#sums[other] = 0;
    this.#touched = [];
    const { features, codes } = this.#archive.vector(number);
    for (let at = 0; at < features.length; at += 1) {
      const weight = CODE_WEIGHTS[codes[at]!]! === 0 ? 0 : this.#archive.weight(features[at]!);
      if (weight > 0) this.#add(features[at]!, CODE_WEIGHTS[codes[at]!]!, weight * weight);
    }
    const length = this.#archive.length(number);
    const cosine = (other: number) => {
      const sum = this.#sums[other] ?? 0;
      return sum === 0 ? 0 : Math.min(1, sum / (length * this.#archive.length(other)));
    };
    return { with: cosine, near: () => this.#near(number, cosine, least) };
  }

  #near(number: number, cosine: (other: number) => number, least: number): number[] {
    const found: { other: number; cosine: number }[] = [];
    for (const other of this.#touched) {
      const near = other === number ? 0 : cosine(other);
      if (near >= least) found.push({ other, cosine: near });
    }
    found.sort((a, b) => b.cosine - a.cosine || a.other - b.other);
    return found.map(({ other }) => other);
  }

  #add(feature: number, factor: number, weight: number): void {
    const postings = this.#archive.postings(feature);
    for (let at = 0; at < postings.length; at += 1) {
      const entry = postings[at]!;
      const share = factor * CODE_WEIGHTS[entry & 127]!;
      if (share === 0) continue;
      const other = entry >>> CODE_BITS;
      if (other >= this.#sums.length) this.#grow(other);
      const sum = this.#sums[other]!;
      if (sum === 0) this.#touched.push(other);
      this.#sums[other] = sum + share * weight;
    }
  }

  #grow(other: number): void {
    const sums = new Float64Array(Math.max(other + 1, this.#sums.length * 2));
    sums.set(this.#sums);
    this.#sums = sums;
  }
}
