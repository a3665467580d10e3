/**
 * Own words: a sentence of ours with words of a record in it. In an English page those
 * are Korean, and a screen reader has to be told so, or an English voice spells them.
 */
import type { Page } from './page.ts';
import type { WordKey } from './words.ts';

/** A sentence in three parts; `own` is the record's. */
export interface Around { before: string; own: string; after: string; language: 'ko' | null }

/** Stands for the record's words while the sentence is made; no text may hold it. */
const PLACE = '\uFDD2';

/** Returns a sentence of ours around the words that take the place of `{name}`; as one part where it has no such place. */
export function aroundOwn(page: Page, key: WordKey, name: string, own: string, values: Readonly<Record<string, string | number>> = {}): Around {
  const [before, after] = page.say(key, { ...values, [name]: PLACE }).split(PLACE) as [string, string?];
  return { before, own: after === undefined ? '' : own, after: after ?? '', language: page.language === 'ko' ? null : 'ko' };
}
