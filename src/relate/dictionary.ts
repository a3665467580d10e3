/**
 * Dictionary: what the archive tells about words, from its basis: the first 2^k records
 * in their order, the largest such number there is (all, below `ALL_UNTIL`). The basis
 * stands still while records are added, so a new record changes no other's weights; at a
 * doubling everything is weighed anew.
 *
 * Only the level of a count is ever looked at (1, 2, 3–7, 8–31, 32–127 …): amending or
 * withdrawing one record of the basis moves few levels, and whoever asked about other
 * words need not be asked again. Where the basis has not seen a word, the record itself
 * is asked (`own`).
 */
import { ALONE, BESIDE, PARTICLES, RECORDS, TITLES, lawHash, writtenHash } from './evidence.ts';
import { SURE, type Form } from './forms.ts';
import { DESCRIBING, GENERIC } from './generic-words.ts';
import { isHangul } from './particles.ts';
import { isDescribing, isInSentences } from './noun-shapes.ts';
import { presentable } from './words.ts';

/** Below so many records, all of them are the basis. */
export const ALL_UNTIL = 1_024;

/** Where most counts of a level lie, above its least. */
const MIDDLE = 1.7;

/** A feature counts as boilerplate above this share of the records, but never in few records; the longest posting list bounds the work per record. */
const COMMON_RATE = 0.1;
const COMMON_RECORDS_MIN = 10;
const POSTINGS_LIMIT = 511;

/** From so many syllables on, a form that looks like no verb is a compound noun. */
const COMPOUND_SYLLABLES = 4;
/** Titles in which a keyword without a second particle must stand. */
const NOUN_TITLES = 3;
/** Share of its records in which a word of a name's shape stands beside a title or a mask, from which on it is taken for one. */
const NAME_SHARE = 0.1;
/** What is left of signs that a source wrote as HTML. */
const ENTITIES = new Set('amp nbsp quot apos middot'.split(' '));

/** What one record shows about words: bits of evidence under hashes. */
export type Own = ReadonlyMap<number, number>;

/** Counts of a word in the basis, by kind of evidence; `null` if it was never seen. */
export type Counts = (word: number) => ArrayLike<number> | null;

/** Returns how many records, counted from the first, are the basis of an archive. */
export function basisSize(records: number): number {
  return records < ALL_UNTIL ? records : 2 ** Math.floor(Math.log2(records));
}

/** Returns the level of a count: itself up to 3, then 8, 32, 128 … below it. */
export function levelOf(count: number): number {
  if (count < 8) return Math.min(3, count);
  return 2 * 4 ** Math.floor(Math.log2(count / 2) / 2);
}

/** Answers questions about words. */
export class Dictionary {
  /** Records of the basis. */
  readonly size: number;
  readonly #counts: Counts;
  readonly #limit: number;

  constructor(size: number, counts: Counts) {
    this.size = size;
    this.#counts = counts;
    this.#limit = Math.min(POSTINGS_LIMIT, Math.max(COMMON_RECORDS_MIN, Math.floor(size * COMMON_RATE)));
  }

  /** Returns the level of the number of records that have a word or a feature. */
  records(word: number): number {
    return levelOf(this.#counts(word)?.[RECORDS] ?? 0);
  }

  /** Whether too many records have a feature for it to tell anything. */
  isCommon(feature: number): boolean {
    return this.records(feature) > this.#limit;
  }

  /** Whether so many records would be too many. */
  isCommonAt(records: number): boolean {
    return levelOf(records) > this.#limit;
  }

  /** Whether at most one record of the basis has it. */
  isRare(feature: number): boolean {
    return this.records(feature) <= 1;
  }

  /** Returns how much a feature tells; 0 if it is common. */
  weight(feature: number): number {
    const level = this.records(feature);
    if (level > this.#limit) return 0;
    return Math.log((1 + this.size) / (level < 3 ? Math.max(1, level) : Math.min(this.size, level * MIDDLE)));
  }

  /** Returns the level of the number of records that cite an article of law. */
  citing(law: string): number {
    return this.records(lawHash(law));
  }

  /** Returns the word to be shown for a form, in lower case, or `null` if none may be. */
  shown(form: Form, own: Own): string | null {
    const word = this.#presentable(form, own);
    return word !== null && this.#isReason(word, hashIn(form, word), own) && !this.mayBeName(hashIn(form, word), own) ? word : null;
  }

  /** Returns the noun in a form, fit for a heading, or `null`. */
  noun(form: Form, own: Own): string | null {
    const word = this.#presentable(form, own);
    return word !== null && this.#isHeading(word, hashIn(form, word), own) ? word : null;
  }

  /** Whether a word may be a person's name. */
  mayBeName(word: number, own: Own): boolean {
    const beside = this.#count(word, BESIDE, own);
    return beside >= Math.max(1, this.records(word) * NAME_SHARE);
  }

  /** Returns a word in Latin letters as the basis writes it, `own` if it has never seen it; the same for all records. */
  spelling(word: string, own: string): string {
    if (!/^[\p{Script=Latin}]+$/u.test(word)) return own;
    const ways = [word.toUpperCase(), word[0]!.toUpperCase() + word.slice(1), word];
    return ways.find((way) => this.#counts(writtenHash(way)) !== null) ?? own;
  }

  #presentable(form: Form, own: Own): string | null {
    return presentable(form.form, {
      isAlone: (word) => this.#count(hashIn(form, word), ALONE, own) > 0,
      isStem: (word) => this.#particles(hashIn(form, word), own, 1),
    });
  }

  #isReason(word: string, hash: number, own: Own): boolean {
    if (GENERIC.has(word) || DESCRIBING.test(word) || ENTITIES.has(word)) return false;
    if (!isHangul(word.at(-1))) return true;
    if (this.#isSure(hash, own) && (word.length > 2 || this.#particles(hash, own, 2))) return true;
    if (isInSentences(word) || isDescribing(word)) return false;
    return this.#count(hash, TITLES, own) > 0 || word.length >= COMPOUND_SYLLABLES;
  }

  #isHeading(word: string, hash: number, own: Own): boolean {
    if (GENERIC.has(word) || DESCRIBING.test(word)) return false;
    const titles = this.#count(hash, TITLES, own);
    return /[가-힣]$/.test(word) ? this.#particles(hash, own, 2) || (titles >= NOUN_TITLES && !isDescribing(word)) : word.length > 3 && titles > 0;
  }

  #isSure(hash: number, own: Own): boolean {
    if ((own.get(hash) ?? 0) >>> (PARTICLES + SURE) !== 0) return true;
    const counts = this.#counts(hash);
    for (let kind = PARTICLES + SURE; counts !== null && kind < counts.length; kind += 1) if (counts[kind]! > 0) return true;
    return false;
  }

  /** Whether at least so many groups of particles stand behind a word. */
  #particles(hash: number, own: Own, least: number): boolean {
    const counts = this.#counts(hash);
    let bits = (own.get(hash) ?? 0) >>> PARTICLES;
    for (let kind = PARTICLES; counts !== null && kind < counts.length; kind += 1) if (counts[kind]! > 0) bits |= 1 << (kind - PARTICLES);
    return least === 1 ? bits !== 0 : (bits & (bits - 1)) !== 0;
  }

  #count(hash: number, kind: number, own: Own): number {
    const here = ((own.get(hash) ?? 0) >>> kind) & 1;
    return Math.max(here, levelOf(this.#counts(hash)?.[kind] ?? 0));
  }
}

function hashIn(form: Form, word: string): number {
  return word === form.form ? form.hash : form.stemHash;
}
