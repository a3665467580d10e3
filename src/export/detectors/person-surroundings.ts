/**
 * Person surroundings: what stands around an address, a label of a home or of a public
 * place before it, a sign of a person on its line. All of a text is searched when the
 * first address asks, and never again: a list of a thousand addresses would otherwise
 * search the same lines a thousand times.
 */
import { name } from './name.ts';
import { HOME, PERSON, PUBLIC } from './person-places.ts';

const LABEL_REACH = 60;
const LINE_REACH = 90;

/** The surroundings of the addresses of one text. */
export class Surroundings {
  readonly #text: string;
  #homes: readonly number[] | null = null;
  #publics: readonly number[] = [];
  #persons: readonly number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** Returns whether the last label before an address is that of a home; `null` if there is no label. */
  isLabelledHome(start: number): boolean | null {
    if (this.#homes === null) {
      this.#homes = endsOf(this.#text, HOME);
      this.#publics = endsOf(this.#text, PUBLIC);
    }
    const from = this.#beginOfLabels(start);
    const home = lastUpTo(this.#homes, start);
    const other = lastUpTo(this.#publics, start);
    if (Math.max(home, other) < from) return null;
    return home > other;
  }

  /** Returns whether there is a sign of a person on the same line, not far from an address. */
  isNearPerson(start: number, end: number): boolean {
    this.#persons ??= [...name.find(this.#text), ...this.#text.matchAll(PERSON)]
      .map((sign) => ('start' in sign ? sign.start : sign.index)).sort((a, b) => a - b);
    const from = Math.max(0, start - LINE_REACH);
    const line = from + this.#text.slice(from, start).lastIndexOf('\n') + 1;
    const sign = this.#persons[firstFrom(this.#persons, line)];
    return sign !== undefined && sign <= end + LINE_REACH && (sign <= end || !this.#text.slice(end, sign).includes('\n'));
  }

  /** Labels count on the same line, or alone on the line before; the head of a table is judged by its columns. */
  #beginOfLabels(start: number): number {
    const reach = Math.max(0, start - LABEL_REACH);
    const text = this.#text.slice(reach, start);
    const line = text.lastIndexOf('\n');
    if (line < 0) return reach;
    const before = text.lastIndexOf('\n', line - 1);
    return reach + (text.slice(before + 1, line).trim().length <= 12 ? before : line) + 1;
  }
}

function endsOf(text: string, pattern: RegExp): number[] {
  return Array.from(text.matchAll(pattern), (hit) => hit.index + hit[0].length);
}

/** Returns the last of ascending places up to a place, -1 for none. */
function lastUpTo(places: readonly number[], place: number): number {
  return places[firstFrom(places, place + 1) - 1] ?? -1;
}

/** Returns the index of the first of ascending places from a place on. */
function firstFrom(places: readonly number[], place: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
