/**
 * Weigh again: what follows when a record of the basis was amended or withdrawn. The
 * counts of its words move; where one comes to another level, the records that have the
 * word are weighed again.
 */
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { eachVector, postingsOf, relativeByNumber, storeWordCounts, wordCounts, type Relative } from '../../src/catalogue/relatives.ts';
import { levelOf, type Dictionary } from '../../src/relate/dictionary.ts';
import { ALONE, KINDS, PARTICLES, RECORDS } from '../../src/relate/evidence.ts';
import { CODE_BITS } from '../../src/relate/comparison.ts';
import type { Turn } from './follow.ts';
import { numbersOf, packCounts, unpackCounts, unpackEvidence, unpackVector } from './rows.ts';

/** Words of which something is told otherwise than before. */
export interface MovedWords {
  all: Set<number>;
  /** Those among them whose number of records moved to another level, with the number before. */
  before: Map<number, number>;
  /** Set by `recordsToWeighAgain`: those that were too common for a posting list. */
  wereCommon: Set<number>;
}

/** Moves the counts of words by what records of the basis showed and show now; those behind it count for nothing. */
export function moveWords(catalogue: Catalogue, turn: Turn): MovedWords {
  const steps = new Map<number, Int32Array>();
  const add = (word: number, bits: number, by: number) => {
    let step = steps.get(word);
    if (step === undefined) steps.set(word, step = new Int32Array(KINDS));
    for (let kind = 0, left = bits; left !== 0; kind += 1, left >>>= 1) step[kind]! += by * (left & 1);
  };
  for (const [id, { evidence }] of turn.before) {
    if (evidence === null) continue;
    for (const [word, bits] of unpackEvidence(evidence)) add(word, bits, -1);
    for (const [word, bits] of turn.after.get(id)?.reading.evidence ?? []) add(word, bits, 1);
  }
  const moved: MovedWords = { all: new Set(), before: new Map(), wereCommon: new Set() };
  for (const [word, step] of steps) if (step.some((by) => by !== 0)) moveWord(catalogue, word, step, moved);
  return moved;
}

function moveWord(catalogue: Catalogue, word: number, step: Int32Array, moved: MovedWords): void {
  const packed = wordCounts(catalogue, word);
  const counts = packed === null ? new Uint32Array(KINDS) : unpackCounts(packed);
  const after = counts.map((count, kind) => count + step[kind]!);
  storeWordCounts(catalogue, word, packCounts(after));
  if (after.some((count, kind) => told(kind, count) !== told(kind, counts[kind]!))) moved.all.add(word);
  if (told(RECORDS, after[RECORDS]!) !== told(RECORDS, counts[RECORDS]!)) moved.before.set(word, counts[RECORDS]!);
}

/** What the dictionary tells by a count: of particles, and whether a word stands alone, only if ever; a record's own words are as rare as unseen ones. */
function told(kind: number, count: number): number {
  if (kind === RECORDS) return Math.max(1, levelOf(count));
  return kind === ALONE || kind >= PARTICLES ? Math.min(1, count) : levelOf(count);
}

/** Returns the records that have a word of which something is told otherwise. */
export function recordsToWeighAgain(catalogue: Catalogue, words: MovedWords, dictionary: Dictionary): Relative[] {
  const found = new Set<number>();
  const unlisted = new Set<number>();
  for (const word of words.all) {
    const was = words.before.get(word);
    const wasCommon = was === undefined ? dictionary.isCommon(word) : dictionary.isCommonAt(was);
    // What stays common is neither compared nor shown, whatever is told of it.
    if (wasCommon && dictionary.isCommon(word)) continue;
    if (wasCommon) unlisted.add(word);
    else for (const entry of numbersOf(postingsOf(catalogue, word) ?? new Uint8Array())) found.add(entry >>> CODE_BITS);
  }
  words.wereCommon = unlisted;
  if (unlisted.size > 0) for (const { number, vector } of eachVector(catalogue)) if (unpackVector(vector).features.some((feature) => unlisted.has(feature))) found.add(number);
  return [...found].map((number) => relativeByNumber(catalogue, number)!);
}
