/**
 * Memory: texts that were searched and had nothing in them, so that what stands on
 * every page (menus, styles, labels) is searched once.
 *
 * Two generations: when the younger is full it becomes the elder, and the eldest is
 * forgotten. What repeats is found in one of them and stays, in an archive of any
 * length. A long text is known by its SHA-256: kept whole, pages that stand only once
 * would fill the memory of the machine.
 */
import { hash } from 'node:crypto';

const GENERATION = 100_000;
const WHOLE_CHARS = 100;

/** Remembers texts by their very characters. */
export class Memory {
  #young = new Set<string>();
  #old = new Set<string>();

  /** Returns whether a text is remembered, and keeps it for longer if so. */
  has(text: string): boolean {
    const key = keyOf(text);
    if (this.#young.has(key)) return true;
    if (!this.#old.has(key)) return false;
    this.#keep(key);
    return true;
  }

  add(text: string): void { this.#keep(keyOf(text)); }

  #keep(key: string): void {
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(key[0] === '=' ? copied(key) : key);
  }
}

/** A short text has a sign before it that no hash begins with. */
function keyOf(text: string): string { return text.length > WHOLE_CHARS ? hash('sha256', text) : `=${text}`; }

/** A slice of a page keeps the whole page in memory; a copy does not. */
function copied(text: string): string { return Buffer.from(text, 'utf16le').toString('utf16le'); }
