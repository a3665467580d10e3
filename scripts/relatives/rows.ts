/**
 * Rows: how relating's findings of one record are written into the catalogue
 * (`src/catalogue/relatives.ts`) and read out of it again: lists of numbers as their
 * bytes, lists of words as JSON.
 */
import type { Relative } from '../../src/catalogue/relatives.ts';
import { KINDS } from '../../src/relate/evidence.ts';
import { hashOf } from '../../src/relate/forms.ts';
import type { ShownWord } from '../../src/relate/shared-words.ts';
import type { Vector } from '../../src/relate/vectors.ts';

/** Before a word that stands in the title. */
const IN_TITLE = '*';

/** Returns the numbers a blob holds, copied: a blob may lie at an odd address. */
export function numbersOf(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

export function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

export function packVector({ features, codes }: Vector): Uint8Array {
  const bytes = new Uint8Array(features.length * 5);
  bytes.set(bytesOf(features));
  bytes.set(codes, features.length * 4);
  return bytes;
}

export function unpackVector(bytes: Uint8Array): Vector {
  const count = bytes.length / 5;
  return { features: numbersOf(bytes.subarray(0, count * 4)), codes: bytes.slice(count * 4) };
}

/** Words first, then for each its bits in two bytes. */
export function packEvidence(evidence: ReadonlyMap<number, number>): Uint8Array {
  const bytes = new Uint8Array(evidence.size * 6);
  bytes.set(bytesOf(Uint32Array.from(evidence.keys())));
  const bits = Uint16Array.from(evidence.values());
  bytes.set(new Uint8Array(bits.buffer), evidence.size * 4);
  return bytes;
}

export function unpackEvidence(bytes: Uint8Array): [number, number][] {
  const count = bytes.length / 6;
  const words = numbersOf(bytes.subarray(0, count * 4));
  const bits = new Uint16Array(bytes.slice(count * 4).buffer);
  return Array.from(words, (word, at) => [word, bits[at]!]);
}

/** Counts other than 0, each with its kind in the lowest bits. */
export function packCounts(counts: ArrayLike<number>): Uint8Array {
  const found: number[] = [];
  for (let kind = 0; kind < counts.length; kind += 1) if (counts[kind]! > 0) found.push(counts[kind]! * KINDS + kind);
  return bytesOf(Uint32Array.from(found));
}

export function unpackCounts(bytes: Uint8Array): Uint32Array {
  const counts = new Uint32Array(KINDS);
  for (const packed of numbersOf(bytes)) counts[packed % KINDS] = Math.floor(packed / KINDS);
  return counts;
}

export function packShown(shown: readonly ShownWord[]): string {
  return shown.map(({ word, isInTitle }) => (isInTitle ? IN_TITLE + word : word)).join(' ');
}

/** In the order they were packed: by hash. */
export function unpackShown(packed: string): ShownWord[] {
  if (packed === '') return [];
  return packed.split(' ').map((marked) => {
    const word = marked.startsWith(IN_TITLE) ? marked.slice(1) : marked;
    return { hash: hashOf(word.toLowerCase()), word, isInTitle: word !== marked };
  });
}

/** The row of a withdrawn record: it keeps its number and has nothing else. */
export function emptyRow(number: number, record: string, place: string, isInBasis: boolean): Relative {
  return { number, record, place, type: 'document', document_number: null, length: 0, vector: new Uint8Array(), evidence: isInBasis ? new Uint8Array() : null, shown: '', keys: '[]', chosen: '[]' };
}
