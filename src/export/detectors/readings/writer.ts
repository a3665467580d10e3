/**
 * Writer of a reading: units of text, each with the place in the original that it
 * comes from. The tables grow as the text does, because a reading can be longer.
 */
import type { NormalisedText } from '../detector.ts';

/** Between stretches of a reading that do not follow each other: wider than the gaps of any pattern. */
export const APART = '\n'.repeat(8);

/** `0, 1, 2 …`: where the units of a text begin that reads as it stands. Grows to the longest text, and is shared. */
let identity = new Uint32Array(0);

function identityOf(sizeUnits: number): Uint32Array {
  if (identity.length <= sizeUnits) identity = Uint32Array.from({ length: 2 * sizeUnits + 1 }, (_, at) => at);
  return identity;
}

/** Returns the reading of a text that reads as it stands. */
export function unchanged(text: string): NormalisedText {
  return new Unchanged(text);
}

/** Its tables are made when something was found: most texts are never asked for them. */
class Unchanged implements NormalisedText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get starts(): Uint32Array {
    return identityOf(this.text.length).subarray(0, this.text.length);
  }

  get ends(): Uint32Array {
    return identityOf(this.text.length).subarray(1, this.text.length + 1);
  }
}

/** Below, a loop is faster than a copy of the table. */
const FEW_UNITS = 40;

/** Writes a reading: units with their places, which begin in the original as they come. */
export class Writer {
  text = '';
  #starts: Uint32Array;
  #ends: Uint32Array;
  #length = 0;

  constructor(sizeUnits: number) {
    this.#starts = new Uint32Array(sizeUnits);
    this.#ends = new Uint32Array(sizeUnits);
  }

  /** Units that stand for one stretch of the original, all of them for all of it. */
  add(text: string, start: number, end: number): void {
    this.#reserve(text.length);
    for (let unit = 0; unit < text.length; unit += 1) {
      this.#starts[this.#length] = start;
      this.#ends[this.#length++] = end;
    }
    this.text += text;
  }

  /** Units that stand for themselves. */
  copy(original: string, start: number, end: number): void {
    if (start >= end) return;
    this.#reserve(end - start);
    if (end - start < FEW_UNITS) this.#count(start, end);
    else {
      const places = identityOf(end);
      this.#starts.set(places.subarray(start, end), this.#length);
      this.#ends.set(places.subarray(start + 1, end + 1), this.#length);
      this.#length += end - start;
    }
    this.text += original.slice(start, end);
  }

  /** Units of another reading, with the places they have there. */
  quote(reading: NormalisedText, start: number, end: number): void {
    this.#reserve(end - start);
    this.#starts.set(reading.starts.subarray(start, end), this.#length);
    this.#ends.set(reading.ends.subarray(start, end), this.#length);
    this.#length += end - start;
    this.text += reading.text.slice(start, end);
  }

  finish(): NormalisedText {
    return { text: this.text, starts: this.#starts.subarray(0, this.#length), ends: this.#ends.subarray(0, this.#length) };
  }

  #count(start: number, end: number): void {
    for (let at = start; at < end; at += 1) {
      this.#starts[this.#length] = at;
      this.#ends[this.#length++] = at + 1;
    }
  }

  #reserve(units: number): void {
    if (this.#length + units <= this.#starts.length) return;
    const size = 2 * (this.#length + units);
    const [starts, ends] = [this.#starts, this.#ends];
    (this.#starts = new Uint32Array(size)).set(starts);
    (this.#ends = new Uint32Array(size)).set(ends);
  }
}
