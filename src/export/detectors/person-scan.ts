/**
 * Person scan: where words of a list stand in a text, in one pass. The detectors of
 * names and addresses have some thousand labels; a table over pairs of units passes
 * by nearly all of a text at the cost of one look-up, which no pattern with so many
 * branches does.
 */

const UNITS = 0x10000;

/** Where a word stands, with what the list says of it. */
export interface Anchor<Meaning> { start: number; end: number; meaning: Meaning }

/**
 * Returns the search for these words: of several that begin at one place the longest,
 * and none inside another.
 *
 * @param words - From two units on.
 */
export function wordSearch<Meaning>(words: ReadonlyMap<string, Meaning>): (text: string) => Anchor<Meaning>[] {
  const byPair: { word: string; meaning: Meaning }[][] = [];
  const listOf = new Uint16Array(UNITS);
  const isFirst = new Uint8Array(UNITS);
  for (const [word, meaning] of [...words].sort(([a], [b]) => b.length - a.length)) {
    const pair = slot(word.charCodeAt(0), word.charCodeAt(1));
    if (listOf[pair] === 0) listOf[pair] = byPair.push([]);
    byPair[listOf[pair]! - 1]!.push({ word, meaning });
    isFirst[word.charCodeAt(0)] = 1;
  }
  return (text) => {
    const anchors: Anchor<Meaning>[] = [];
    for (let at = 0; at < text.length - 1; at += 1) {
      const unit = text.charCodeAt(at);
      if (isFirst[unit] === 0) continue;
      const list = listOf[slot(unit, text.charCodeAt(at + 1))]!;
      const found = list === 0 ? null : beginningHere(byPair[list - 1]!, text, at);
      if (found === null) continue;
      anchors.push({ start: at, end: at + found.word.length, meaning: found.meaning });
      at += found.word.length - 1;
    }
    return anchors;
  };
}

function beginningHere<Word extends { word: string }>(words: readonly Word[], text: string, at: number): Word | null {
  for (const one of words) if (text.startsWith(one.word, at)) return one;
  return null;
}

/** Where a pair of units has its list; pairs that share a place share the list. */
function slot(first: number, second: number): number {
  return (Math.imul(first, 31) + second) & (UNITS - 1);
}

/** Returns the word, and the word with spaces between its syllables as forms print it: `성   명`, `신 청 인`. */
export function spacedOut(word: string): string[] {
  const gaps = word.length === 2 ? [1, 2, 3, 4, 5, 6, 8, 10] : [1, 2, 3];
  return [word, ...gaps.map((gap) => [...word].join(' '.repeat(gap)))];
}
