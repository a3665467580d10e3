/**
 * Places: finds the places of the gazetteer in the words of a record. A name counts
 * where it stands as a word of its own, with or without a particle (은여울구에서), never
 * inside a longer one (은여울구청); of two names at one spot the longer is meant
 * (안뜰로 12길, not 안뜰로). What lies in a wider place is found under that one too.
 */
import { stripParticle } from './particles.ts';
import { wordsOf } from './words.ts';

/** What finding needs to know of a place. */
export interface NamedPlace {
  key: string;
  /** Key of the place it lies in. */
  parent: string | null;
  /** All ways to write it. */
  names: readonly string[];
  /** Meant only right behind a name of its parent. */
  afterParent: boolean;
}

/** The words of one name, and whose it is. */
interface Name { words: readonly string[]; key: string; after: string | null }

/** Finds places in texts. */
export class PlaceFinder {
  /** Names by their first word, the longest first. */
  readonly #names = new Map<string, Name[]>();
  readonly #parents = new Map<string, string | null>();

  constructor(places: Iterable<NamedPlace>) {
    for (const { key, parent, names, afterParent } of places) {
      this.#parents.set(key, parent);
      for (const name of names) for (const words of waysToWrite(name)) this.#add({ words, key, after: afterParent ? parent : null });
    }
    for (const names of this.#names.values()) names.sort((a, b) => b.words.length - a.words.length || Number(b.after !== null) - Number(a.after !== null));
  }

  /** Returns the keys of all places that the texts name, with those they lie in, sorted. */
  find(texts: Iterable<string>): string[] {
    const found = new Set<string>();
    for (const text of texts) for (const key of this.#inText(text)) this.#addWithParents(found, key);
    return [...found].sort();
  }

  #add(name: Name): void {
    const first = name.words.length === 1 ? name.words[0]! : `${name.words[0]!} `;
    const known = this.#names.get(first);
    if (known === undefined) this.#names.set(first, [name]);
    else known.push(name);
  }

  * #inText(text: string): Generator<string> {
    const words = wordsOf(text);
    let before: string | null = null;
    for (let at = 0; at < words.length;) {
      const hit = this.#at(words, at, before);
      if (hit !== null) yield hit.key;
      before = hit?.key ?? null;
      at += hit?.words.length ?? 1;
    }
  }

  /** The longest name that begins at a word. `before` is the place that ends right before it. */
  #at(words: readonly string[], at: number, before: string | null): Name | null {
    const word = words[at]!;
    const fits = (name: Name) => (name.after === null || name.after === before) && name.words.every((part, n) => words[at + n] === part || (n === name.words.length - 1 && isWith(words[at + n], part)));
    return this.#names.get(`${word} `)?.find(fits) ?? this.#names.get(word)?.find(fits) ?? this.#names.get(stripParticle(word))?.find(fits) ?? null;
  }

  #addWithParents(found: Set<string>, key: string): void {
    for (let above: string | null = key; above !== null && !found.has(above); above = this.#parents.get(above) ?? null) found.add(above);
  }
}

/** With its spaces, and in one word. */
function waysToWrite(name: string): string[][] {
  const words = wordsOf(name);
  return words.length > 1 ? [words, [words.join('')]] : [words];
}

function isWith(word: string | undefined, name: string): boolean {
  return word !== undefined && stripParticle(word) === name;
}
