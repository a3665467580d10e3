/**
 * Word counts: of every word of the basis how many records show each kind of evidence
 * (`evidence.ts`), in few bytes: a table of hashes, and behind it the counts in a row.
 */
import { KINDS } from './evidence.ts';

/** Adds up the evidence of records. */
export class WordCounts {
  #slots = new Uint32Array(1 << 14);
  #words = new Uint32Array(1 << 12);
  #counts = new Uint32Array(KINDS << 12);
  #size = 0;

  /** Adds what one record shows. */
  add(evidence: Iterable<[number, number]>): void {
    for (const [word, bits] of evidence) {
      const at = this.#numberOf(word) * KINDS;
      for (let kind = 0, left = bits; left !== 0; kind += 1, left >>>= 1) this.#counts[at + kind]! += left & 1;
    }
  }

  /** Returns the counts of a word by kind, `null` if no record has it. */
  of(word: number): Uint32Array | null {
    const number = this.#slots[this.#slotOf(word)]! - 1;
    return number < 0 ? null : this.#counts.subarray(number * KINDS, (number + 1) * KINDS);
  }

  /** Yields all words, ascending, with their counts. */
  * each(): Generator<{ word: number; counts: Uint32Array }> {
    for (const word of this.#words.slice(0, this.#size).sort()) yield { word, counts: this.of(word)! };
  }

  #numberOf(word: number): number {
    const slot = this.#slotOf(word);
    if (this.#slots[slot] !== 0) return this.#slots[slot]! - 1;
    const number = this.#size;
    if (number === this.#words.length) this.#grow();
    this.#words[number] = word;
    this.#size += 1;
    this.#slots[this.#slotOf(word)] = number + 1;
    return number;
  }

  /** Slots are four times as many as words, so a search ends soon. */
  #slotOf(word: number): number {
    const mask = this.#slots.length - 1;
    let slot = word & mask;
    while (this.#slots[slot] !== 0 && this.#words[this.#slots[slot]! - 1] !== word) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [words, counts] = [new Uint32Array(this.#words.length * 2), new Uint32Array(this.#counts.length * 2)];
    words.set(this.#words);
    counts.set(this.#counts);
    [this.#words, this.#counts] = [words, counts];
    this.#slots = new Uint32Array(this.#slots.length * 2);
    for (let number = 0; number < this.#size; number += 1) this.#slots[this.#slotOf(words[number]!)] = number + 1;
  }
}
