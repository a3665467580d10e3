/**
 * Label beginnings: where in a text one of the labelled kinds may begin. Each of them
 * would search the whole text for its own words, six times over for every reading;
 * one pass for the first two units of all of them leaves each with a few places.
 */

const UNITS = 0x10000;
/** A bit for each kind: which units begin a word of it, and which may follow them. */
const FIRST = new Uint16Array(UNITS);
const SECOND = new Uint16Array(UNITS);
let kinds = 0;

/** Places in the text that was asked about last, with the bits of the kinds: all kinds ask about one after the other. */
let last: { text: string; places: readonly number[]; bits: readonly number[] } = { text: '', places: [], bits: [] };

/**
 * Returns the bit under which `beginningsIn` knows these beginnings.
 *
 * @param begins - Small letters stand for capitals too; one unit alone may be followed by anything.
 */
export function labelBeginnings(begins: readonly string[]): number {
  const bit = 1 << kinds;
  kinds += 1;
  last = { text: '', places: [], bits: [] };
  for (const [first, second] of begins.map((begin) => [...begin])) {
    for (const unit of casesOf(first!)) FIRST[unit]! |= bit;
    if (second === undefined) for (let unit = 0; unit < UNITS; unit += 1) SECOND[unit]! |= bit;
    else for (const unit of casesOf(second)) SECOND[unit]! |= bit;
  }
  return bit;
}

function casesOf(unit: string): number[] {
  return [unit.charCodeAt(0), unit.toUpperCase().charCodeAt(0)];
}

/** Returns the places in a text, ascending, where words of a kind may begin: at least all where one does. */
export function beginningsIn(text: string, bit: number): number[] {
  if (last.text !== text) last = beginnings(text);
  return last.places.filter((_, n) => (last.bits[n]! & bit) !== 0);
}

function beginnings(text: string): typeof last {
  const places: number[] = [];
  const bits: number[] = [];
  for (let at = 0; at < text.length - 1; at += 1) {
    const first = FIRST[text.charCodeAt(at)]!;
    if (first === 0) continue;
    const both = first & SECOND[text.charCodeAt(at + 1)]!;
    if (both === 0) continue;
    places.push(at);
    bits.push(both);
  }
  return { text, places, bits };
}
