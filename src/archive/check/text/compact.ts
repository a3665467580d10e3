/**
 * Compact: a text without spaces, signs and case, and a search in it for many phrases
 * at once. So `하늘로 12, 101동` finds `하늘로12 101동`, wherever a page breaks it.
 *
 * Linear: a rolling hash over windows of six characters is looked up in a bit table;
 * only a hit there compares letters. Phrases shorter than six are not for it.
 */

/** Shortest phrase that is searched everywhere. */
export const SHORTEST_PHRASE = 6;
const BITS = 20;
const SIZE = 1 << BITS;
const BASE = 16_777_619;

/** Returns only the letters and digits of a normalised text, in lower case. */
export function compact(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Many phrases, found in one pass. */
export class PhraseIndex<T> {
  readonly #table = new Uint8Array(SIZE);
  readonly #byHead = new Map<string, { phrase: string; owner: T }[]>();
  readonly #highest: number;

  constructor() {
    let highest = 1;
    for (let step = 1; step < SHORTEST_PHRASE; step += 1) highest = Math.imul(highest, BASE);
    this.#highest = highest;
  }

  get size(): number { return this.#byHead.size; }

  /** Adds a compact phrase; one that is too short is refused with `false`. */
  add(phrase: string, owner: T): boolean {
    if (phrase.length < SHORTEST_PHRASE) return false;
    const head = phrase.slice(0, SHORTEST_PHRASE);
    let hash = 0;
    for (let at = 0; at < SHORTEST_PHRASE; at += 1) hash = (Math.imul(hash, BASE) + head.charCodeAt(at)) | 0;
    this.#table[slot(hash)] = 1;
    const list = this.#byHead.get(head);
    if (list === undefined) this.#byHead.set(head, [{ phrase, owner }]);
    else if (!list.some((known) => known.phrase === phrase && known.owner === owner)) list.push({ phrase, owner });
    return true;
  }

  /** Calls `found` with every phrase in a compact text. */
  search(text: string, found: (phrase: string, owner: T, at: number) => void): void {
    if (this.#byHead.size === 0 || text.length < SHORTEST_PHRASE) return;
    let hash = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (at >= SHORTEST_PHRASE) hash = (hash - Math.imul(text.charCodeAt(at - SHORTEST_PHRASE), this.#highest)) | 0;
      hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
      if (at < SHORTEST_PHRASE - 1 || this.#table[slot(hash)] === 0) continue;
      const start = at - SHORTEST_PHRASE + 1;
      for (const { phrase, owner } of this.#byHead.get(text.slice(start, at + 1)) ?? []) {
        if (text.startsWith(phrase, start)) found(phrase, owner, start);
      }
    }
  }
}

function slot(hash: number): number { return (hash ^ (hash >>> BITS)) & (SIZE - 1); }
