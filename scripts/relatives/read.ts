/** Read: everything that is kept of one record, out of its source, by one dictionary. */
import type { LinkSource } from '../../src/catalogue/links.ts';
import type { Relative } from '../../src/catalogue/relatives.ts';
import type { Dictionary } from '../../src/relate/dictionary.ts';
import type { Reading } from '../../src/relate/evidence.ts';
import { chooseWords } from '../../src/relate/keywords.ts';
import { shownWords } from '../../src/relate/shared-words.ts';
import { readingOf, tieKeysOf } from '../../src/relate/source.ts';
import type { Terms } from '../../src/relate/terms.ts';
import { lengthOf, vectorOf, type Vector } from '../../src/relate/vectors.ts';
import { emptyRow, packEvidence, packShown, packVector } from './rows.ts';

/** Where the basis ends, and what the city calls things. */
export interface Rules { basis: number; terms: Terms }

/** A record with its number, read but not yet weighed. */
export interface Numbered { number: number; source: LinkSource; reading: Reading; vector: Vector }

/** Returns a record as read; of a withdrawn one nothing is. */
export function numbered(number: number, source: LinkSource): Numbered {
  const reading = source.form === 'tombstone' ? { title: [], text: [], isSentence: false, evidence: new Map<number, number>() } : readingOf(source);
  return { number, source, reading, vector: vectorOf(reading) };
}

/** Returns the row to be kept of a record. */
export function rowOf({ number, source, reading, vector }: Numbered, { basis, terms }: Rules, dictionary: Dictionary): Relative {
  const isInBasis = number < basis;
  if (source.form === 'tombstone') return emptyRow(number, source.id, source.place, isInBasis);
  const words = { title: source.title, text: source.text, terms: source.task === null ? [] : [source.task], own: source.unitName === null ? [] : [source.unitName] };
  return {
    number, record: source.id, place: source.place, type: source.type, document_number: source.documentNumber,
    length: lengthOf(vector, dictionary), vector: packVector(vector), evidence: isInBasis ? packEvidence(reading.evidence) : null,
    shown: packShown(shownWords(reading, vector, dictionary)), keys: JSON.stringify(tieKeysOf(source)),
    chosen: JSON.stringify(source.form === 'text' ? chooseWords(words, { reading, vector, isInBasis }, dictionary, terms) : []),
  };
}
