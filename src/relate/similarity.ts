/**
 * Similarity: the cosine of two records' feature vectors, by an inverted index.
 * Features are syllable pairs and the whole words that may be shown: pairs find 도시
 * in 도시계획, whole words keep 전문가 from 전문성.
 *
 * A vector holds only the heaviest features, and features that a large part of
 * the archive has are left out. That keeps the work in proportion to the archive
 * (VECTOR_LIMIT × the longest posting list per record), and boilerplate, which
 * everything shares, out of the comparison.
 */
import type { Lexicon, Words } from './lexicon.ts';

/** Below this cosine, records share a manner of speaking rather than a subject. */
export const SIMILARITY_THRESHOLD = 0.16;

/** What stands in the title weighs three times as much, however often the text repeats it. */
const TITLE_WEIGHT = 3;

/**
 * How much a feature that no other record has weighs. It can't make two records alike; in
 * full it would only make whoever writes at length unlike all others (measured: half of the
 * right links lost). Not zero: in an archive of five records, everything else being theirs
 * alone, one word in common would be all there is.
 */
const LONE_WEIGHT = Math.sqrt(0.1);

/** Heaviest features kept per record. */
const VECTOR_LIMIT = 256;

/** A feature (or a word) counts as boilerplate above this share of the records, but never in few records. */
const COMMON_RATE = 0.1;
const COMMON_RECORDS_MIN = 10;

/** Longest posting list walked: the bound on the work per record. */
const POSTINGS_LIMIT = 500;

/** How many nearest records are worth looking at for five links. */
const NEAREST_LIMIT = 20;

/** Above how many records a feature or word is too common to count. */
export function commonLimit(recordCount: number): number {
  return Math.min(POSTINGS_LIMIT, Math.max(COMMON_RECORDS_MIN, Math.floor(recordCount * COMMON_RATE)));
}

interface Vector { features: Int32Array; weights: Float64Array }

/** Cosines of one record with all others; valid until the next call of `of`. */
export interface Cosines {
  /** 0 … 1. */
  with(other: number): number;
  /** At most 20 records at or above the least cosine, nearest first, ties in the records' order. */
  nearest: number[];
}

/** Compares records, which are named by their position in `lexicon.records`. */
export class Similarity {
  readonly #vectors: Vector[];
  readonly #starts: Int32Array;
  readonly #records: Int32Array;
  readonly #weights: Float64Array;
  readonly #sums: Float64Array;

  constructor(lexicon: Lexicon) {
    this.#vectors = vectorsOf(lexicon);
    this.#sums = new Float64Array(this.#vectors.length);
    this.#starts = startsOf(this.#vectors, lexicon.featureCount);
    const size = this.#starts[lexicon.featureCount]!;
    this.#records = new Int32Array(size);
    this.#weights = new Float64Array(size);
    const next = this.#starts.slice();
    this.#vectors.forEach(({ features, weights }, record) => {
      features.forEach((feature, at) => {
        const slot = next[feature]!;
        next[feature] = slot + 1;
        this.#records[slot] = record;
        this.#weights[slot] = weights[at]!;
      });
    });
  }

  /** Compares one record with all others; `least` is the cosine from which on one is near. */
  of(record: number, least = SIMILARITY_THRESHOLD): Cosines {
    const sums = this.#sums.fill(0);
    const { features, weights } = this.#vectors[record]!;
    for (let at = 0; at < features.length; at += 1) this.#add(features[at]!, weights[at]!);
    const nearest: number[] = [];
    for (let other = 0; other < sums.length; other += 1) {
      if (sums[other]! >= least && other !== record) nearest.push(other);
    }
    nearest.sort((a, b) => sums[b]! - sums[a]! || a - b);
    return { with: (other) => sums[other]!, nearest: nearest.slice(0, NEAREST_LIMIT) };
  }

  #add(feature: number, weight: number): void {
    const [sums, records, weights] = [this.#sums, this.#records, this.#weights];
    const end = this.#starts[feature + 1]!;
    for (let slot = this.#starts[feature]!; slot < end; slot += 1) sums[records[slot]!]! += weight * weights[slot]!;
  }
}

function vectorsOf({ records, features, featureCount }: Lexicon): Vector[] {
  const counts = new Float64Array(featureCount);
  const isInTitle = new Uint8Array(featureCount);
  const recordsWith = new Int32Array(featureCount);
  for (const words of records) {
    const here = countFeatures(words, features, counts, isInTitle);
    for (const feature of here) recordsWith[feature]! += 1;
    clear(here, counts, isInTitle);
  }
  const limit = commonLimit(records.length);
  return records.map((words) => {
    const here = countFeatures(words, features, counts, isInTitle);
    const kept = here.filter((feature) => recordsWith[feature]! <= limit);
    const weights = Float64Array.from(kept, (feature) => (
      (1 + Math.log(counts[feature]!)) * Math.log((1 + records.length) / recordsWith[feature]!)
        * (isInTitle[feature] === 1 ? TITLE_WEIGHT : 1) * (recordsWith[feature] === 1 ? LONE_WEIGHT : 1)
    ));
    clear(here, counts, isInTitle);
    return vectorOf(kept, weights);
  });
}

/** Adds up a record's features in `counts`, which must be zero, marks those of its title, and returns the distinct ones, ascending. */
function countFeatures(words: Words, features: readonly Int32Array[], counts: Float64Array, isInTitle: Uint8Array): Int32Array {
  const found: number[] = [];
  for (let at = 0; at < words.forms.length; at += 1) {
    for (const feature of features[words.forms[at]!]!) {
      if (counts[feature] === 0) found.push(feature);
      counts[feature]! += words.counts[at]!;
      isInTitle[feature]! |= words.isInTitle[at]!;
    }
  }
  return Int32Array.from(found).sort();
}

function clear(found: Int32Array, counts: Float64Array, isInTitle: Uint8Array): void {
  for (const feature of found) {
    counts[feature] = 0;
    isInTitle[feature] = 0;
  }
}

/**
 * Returns the heaviest features as a vector of length one. Ties and sums go by the
 * features' order, so that the last digit does not hang on the order of the input.
 */
function vectorOf(features: Int32Array, weights: Float64Array): Vector {
  const lightest = weights.length > VECTOR_LIMIT ? weights.toSorted()[weights.length - VECTOR_LIMIT]! : 0;
  let ties = VECTOR_LIMIT - weights.reduce((heavier, weight) => heavier + Number(weight > lightest), 0);
  const isKept = (weight: number) => {
    if (weight === lightest) ties -= 1;
    return weight > lightest || (weight === lightest && ties >= 0);
  };
  const places = Int32Array.from(features.keys()).filter((at) => isKept(weights[at]!));
  const length = Math.sqrt(places.reduce((sum, at) => sum + weights[at]! ** 2, 0));
  return {
    features: places.map((at) => features[at]!),
    weights: Float64Array.from(places, (at) => weights[at]! / length),
  };
}

function startsOf(vectors: readonly Vector[], featureCount: number): Int32Array {
  const starts = new Int32Array(featureCount + 1);
  for (const { features } of vectors) for (const feature of features) starts[feature + 1]! += 1;
  for (let feature = 0; feature < featureCount; feature += 1) starts[feature + 1]! += starts[feature]!;
  return starts;
}
