/**
 * Random: seeded choice for the sample city. The same seed gives the same
 * sequence on every machine; every document draws from a fork of its own, so
 * that one more document doesn't change the ones before it. Algorithm: sfc32,
 * seeded by FNV-1a. Not for secrets.
 */

/** A seeded sequence of choices. */
export class Random {
  readonly #seed: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    this.#seed = seed;
    this.#a = hash(seed, 0x811c9dc5);
    this.#b = hash(seed, 0x01000193);
    this.#c = hash(seed, 0x9e3779b9);
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** Returns a new sequence that depends on the seed and the label only, not on what was drawn before. */
  fork(label: string): Random {
    return new Random(`${this.#seed}/${label}`);
  }

  /** Returns a number in [0, 1). */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum | 0;
    return (sum >>> 0) / 4294967296;
  }

  /** Returns an integer from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** Returns whether something of probability `share` (0…1) happens. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** Returns one of the list, which must not be empty. */
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }

  /** Returns `count` different members (fewer if there are not so many) in the list's order. */
  some<T>(list: readonly T[], count: number): T[] {
    return this.shuffled(list.map((_, index) => index)).slice(0, count).sort((a, b) => a - b)
      .map((index) => list[index]!);
  }

  /** Returns a shuffled copy. */
  shuffled<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = Math.floor(this.next() * (last + 1));
      [copy[last], copy[other]] = [copy[other]!, copy[last]!];
    }
    return copy;
  }

  /** Returns one key, drawn with the weight given for it. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const keys = Object.keys(weights) as K[];
    let rest = this.next() * keys.reduce((sum, key) => sum + weights[key], 0);
    for (const key of keys) {
      rest -= weights[key];
      if (rest < 0) return key;
    }
    return keys.at(-1)!;
  }
}

function hash(text: string, basis: number): number {
  let value = basis;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value ^ (value >>> 15)) | 0;
}
