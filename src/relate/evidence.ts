/**
 * Evidence: what one record shows about the words in it: that a word stands alone, in a
 * title, before a particle, beside an office title. Summed over the records of the basis
 * (`dictionary.ts`) it takes the place of a dictionary.
 *
 * A word is a number here, the hash of its spelling in lower case, so that the sums of a
 * large archive stay small; two words of one hash (one pair in some ten thousand) count
 * as one, always the same two.
 */
import { SENTENCE } from './generic-words.ts';
import type { Form } from './forms.ts';
import { namesIn } from './person-words.ts';
import { formOf, hashOf } from './forms.ts';
import { wordsOf } from './words.ts';

/** Characters of a text that are looked at; what a paper is about stands in its first pages. */
export const TEXT_LIMIT = 2_000;

/** What can be counted of a word; from `PARTICLES` on, one count for each group of particles. */
export const RECORDS = 0;
export const ALONE = 1;
export const TITLES = 2;
export const BESIDE = 3;
export const PARTICLES = 4;
/** How many counts a word has. */
export const KINDS = 16;

/** The words of a record, in its order. */
export interface Reading { title: Form[]; text: Form[]; isSentence: boolean; evidence: Map<number, number> }

/** Reads a record once: its words, and for each what it shows, a bit for each kind of evidence. */
export function read(title: string, text: string, terms: readonly string[] = [], laws: readonly string[] = []): Reading {
  const beginning = text.slice(0, TEXT_LIMIT);
  const words = { title: wordsOf(title), text: wordsOf(beginning) };
  const reading: Reading = { title: words.title.map(formOf), text: words.text.map(formOf), isSentence: SENTENCE.test(title), evidence: new Map() };
  for (const form of reading.title) takeIn(reading, form, !reading.isSentence);
  for (const form of reading.text) takeIn(reading, form, false);
  for (const { pairs } of [...reading.title, ...reading.text]) for (const feature of pairs) show(reading.evidence, feature, RECORDS);
  for (const name of namesIn(`${title}\n${beginning}`, [...words.title, ...words.text])) show(reading.evidence, hashOf(name), BESIDE);
  for (const term of terms) show(reading.evidence, hashOf(term.toLowerCase()), RECORDS);
  for (const law of laws) show(reading.evidence, lawHash(law), RECORDS);
  return reading;
}

/** Returns the number under which the records that cite an article of law are counted. */
export function lawHash(law: string): number {
  return hashOf(`§${law}`);
}

/** Returns the number under which a spelling in Latin letters is counted. */
export function writtenHash(written: string): number {
  return hashOf(`^${written}`);
}

function takeIn({ evidence }: Reading, form: Form, isInTitle: boolean): void {
  if (!form.isWordy) return;
  show(evidence, form.hash, RECORDS);
  show(evidence, form.hash, ALONE);
  if (/^[A-Za-z]/.test(form.written)) show(evidence, writtenHash(form.written), RECORDS);
  if (isInTitle) show(evidence, form.hash, TITLES);
  if (form.particle < 0) return;
  show(evidence, form.stemHash, RECORDS);
  if (isInTitle) show(evidence, form.stemHash, TITLES);
  show(evidence, form.stemHash, PARTICLES + form.particle);
}

function show(evidence: Map<number, number>, word: number, kind: number): void {
  evidence.set(word, (evidence.get(word) ?? 0) | (1 << kind));
}
