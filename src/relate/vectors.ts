/**
 * Vectors: what a record is compared by. Features are syllable pairs and the stems of
 * words: pairs find 도시 in 도시계획, whole words keep 전문가 from 전문성. Which features a
 * record has depends on its own title and the beginning of its text alone; the dictionary
 * only weighs them.
 */
import type { Dictionary } from './dictionary.ts';
import type { Reading } from './evidence.ts';
import type { Form } from './forms.ts';

/** Features kept per record, in the order of reading, the title first: the bound on the work per record. */
const FEATURES_LIMIT = 384;

/** What stands in the title weighs three times as much, however often the text repeats it. */
const TITLE_WEIGHT = 3;
const IN_TITLE = 64;
const MOST_COUNTED = 63;

/**
 * How much a feature that at most one record of the basis has adds to a record's length.
 * Such a feature is mostly a record's own; in full it would only make whoever writes at
 * length unlike all others (measured: half of the right links lost). Where two records do
 * share it, it counts in full.
 */
const LONE_SHARE = 0.1;

/** Weight of each code: how often a feature stands in a record, and whether in its title; 0 is only kept to find the record by. */
export const CODE_WEIGHTS = Float64Array.from({ length: 128 }, (_, code) => (code % IN_TITLE === 0 ? 0 : (1 + Math.log(code % IN_TITLE)) * (code >= IN_TITLE ? TITLE_WEIGHT : 1)));

/** The features of a record, ascending, each with its code. */
export interface Vector { features: Uint32Array; codes: Uint8Array }

/** Returns the features of a record. */
export function vectorOf({ title, text }: Reading): Vector {
  const found = new Map<number, number>();
  for (const form of title) for (const [feature, step] of featuresIn(form)) if (found.has(feature) || found.size < FEATURES_LIMIT) found.set(feature, Math.min(MOST_COUNTED, (found.get(feature) ?? 0) + step));
  for (const [feature, count] of found) if (count > 0) found.set(feature, count + IN_TITLE);
  for (const form of text) {
    for (const [feature, step] of featuresIn(form)) {
      const known = found.get(feature);
      if (known === undefined && found.size >= FEATURES_LIMIT) continue;
      found.set(feature, known === undefined ? step : (known % IN_TITLE) + step > MOST_COUNTED ? known : known + step);
    }
  }
  const features = Uint32Array.from(found.keys()).sort();
  return { features, codes: Uint8Array.from(features, (feature) => found.get(feature)!) };
}

/** Returns the length of a vector, which its cosines are divided by. */
export function lengthOf({ features, codes }: Vector, dictionary: Dictionary): number {
  let sum = 0;
  features.forEach((feature, at) => {
    const weight = CODE_WEIGHTS[codes[at]!]! * dictionary.weight(feature);
    sum += weight * weight * (dictionary.isRare(feature) ? LONE_SHARE : 1);
  });
  return Math.sqrt(sum);
}

/** A form with a particle is no feature of its own; it is kept so that its records can be found. */
function* featuresIn({ pairs, isWordy, isCompared, hash, stemHash }: Form): Generator<[number, number]> {
  for (const pair of pairs) yield [pair, 1];
  if (isWordy) yield [stemHash, Number(isCompared)];
  if (isWordy && hash !== stemHash) yield [hash, 0];
}
