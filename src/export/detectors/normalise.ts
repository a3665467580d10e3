/**
 * Normalise: the form in which detectors read a text, with the way back. People
 * write the same number with full-width digits, six kinds of dash, invisible
 * characters or accents; a detector should know one form only. Unicode UAX #15
 * (NFKC) does most of it, what it leaves is folded here.
 *
 * There are two readings of a text: as it stands in the file, and as a reader of
 * the rendered page sees it, without Markdown and HTML (markup.ts). `010-**1234**-5678`
 * is a number only in the second. What markup hides is published all the same, in the
 * address of a link for one, so it follows there, each stretch on its own.
 *
 * A character of the original becomes none, one or several; the tables say
 * for each unit of the result where its character began and ended. So a finding is widened
 * to whole original characters, never cut.
 */
import type { NormalisedText } from './detector.ts';
import { cutsAside, cutsOf } from './markup.ts';
import type { Cut } from './markup.ts';

/** A range `[start, end)` of the original, in UTF-16 code units. */
export interface Range { start: number; end: number }

/** A reading with how many of its units the page shows; the others stand aside, after them. */
interface PageText extends NormalisedText { shownUnits?: number }

/** Returns the text as it stands. */
export function normalise(original: string): NormalisedText {
  const writer = new Writer(original.length);
  writePlain(writer, original, 0, original.length);
  return writer.finish();
}

/**
 * Returns the text as a reader of the rendered page sees it, then what that reader
 * does not see (addresses of links, tags, comments), or `null` if all is the same.
 */
export function normaliseRendered(original: string): PageText | null {
  if (!MATTERS.test(original)) return null;
  const cuts = cutsOf(original);
  const writer = new Writer(original.length + 8);
  write(writer, original, cuts, 0, original.length);
  const shownUnits = writer.text.length;
  for (const { start, end, isAside } of cuts) {
    if (!isAside || !TELLING.test(original.slice(start, end))) continue;
    writer.add(APART, start, start + 1);
    write(writer, original, cutsAside(original.slice(start, end), start), start, end);
  }
  const { text, starts, ends } = writer.finish();
  return { text, starts, ends, shownUnits };
}

/**
 * Returns where a range of the normalised text lies in the original.
 *
 * @throws {RangeError} If it is empty or not within the text: it can't be placed, so it can't be hidden.
 */
export function originalRange(normalised: PageText, start: number, end: number): Range {
  const { text, starts, ends, shownUnits = text.length } = normalised;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start || end > text.length) {
    throw new RangeError(`a range must lie within 0–${text.length}, got ${start}–${end}`);
  }
  const isOnBothSides = start < shownUnits && end > shownUnits;
  // Only an author's mark without an end goes on aside, and what stands there may lie before it.
  return { start: starts[start]!, end: Math.max(ends[end - 1]!, isOnBothSides ? ends[shownUnits - 1]! : 0) };
}

/** A character with everything that may melt into it: marks, and the later letters of a Hangul syllable. */
const CHARACTER = /\r\n|[^][\p{M}\u1160-\u11ff\ud7b0-\ud7ff\u314f-\u3163\u3187-\u318e\uff9e\uff9f\uffc2-\uffdc]*/uy;

/** Markup, or digits after a line end or many spaces: only then can the page show something else. */
const MATTERS = /[\\&<*_`~[\]]|[\r\n][ \t>]*(?:[^\p{L}\p{N}\s>]{1,3}[ \t]*)?\p{N}|\p{N}[^\p{L}\p{N}\s]{0,3}(?:[ \t]{2,}|[ \t]*[\r\n])/u;
/** What a hidden stretch needs to be worth reading. */
const TELLING = /[\p{N}@&%가-힣]/u;
/** Between what is shown and each stretch that is not: wider than the gaps of any pattern. */
const APART = '\n'.repeat(8);

/** Writes a reading: units with their places, which begin in the original as they come. */
class Writer {
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
    this.#starts.fill(start, this.#length, this.#length + text.length);
    this.#ends.fill(end, this.#length, this.#length += text.length);
    this.text += text;
  }

  /** Units that stand for themselves. */
  copy(original: string, start: number, end: number): void {
    this.#reserve(end - start);
    for (let at = start; at < end; at += 1) {
      this.#starts[this.#length] = at;
      this.#ends[this.#length++] = at + 1;
    }
    this.text += original.slice(start, end);
  }

  finish(): NormalisedText {
    return { text: this.text, starts: this.#starts.slice(0, this.#length), ends: this.#ends.slice(0, this.#length) };
  }

  #reserve(units: number): void {
    if (this.#length + units <= this.#starts.length) return;
    const size = 2 * (this.#length + units);
    const [starts, ends] = [this.#starts, this.#ends];
    (this.#starts = new Uint32Array(size)).set(starts);
    (this.#ends = new Uint32Array(size)).set(ends);
  }
}

/** Writes `[from, to)` of the original without its cuts, which are in order. */
function write(writer: Writer, original: string, cuts: readonly Cut[], from: number, to: number): void {
  let at = from;
  for (const cut of cuts) {
    writePlain(writer, original, at, cut.start);
    if (cut.text !== '') writer.add(fold(cut.text), cut.start, cut.end);
    at = Math.max(at, cut.end);
  }
  writePlain(writer, original, at, to);
}

function writePlain(writer: Writer, original: string, from: number, to: number): void {
  for (let at = from; at < to;) {
    let plainEnd = at;
    while (plainEnd < to && isPlain(original.charCodeAt(plainEnd)) && !mayMelt(original.charCodeAt(plainEnd + 1))) plainEnd += 1;
    if (plainEnd > at) writer.copy(original, at, plainEnd);
    if (plainEnd === to) return;
    const character = matchAt(CHARACTER, original, plainEnd)!;
    at = plainEnd + character.length;
    writer.add(fold(character), plainEnd, at);
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** Printable ASCII, line feed, tab and whole Hangul syllables stay as they are. */
function isPlain(code: number): boolean {
  return (code >= 0x20 && code <= 0x7e) || code === 0x0a || code === 0x09 || (code >= 0xac00 && code <= 0xd7a3);
}

/** Whether the next code unit could be a mark; `NaN` is the end of the text. */
function mayMelt(code: number): boolean {
  return code >= 0x300 && !(code >= 0xac00 && code <= 0xd7a3);
}

/** Dashes, also the vowel and the box-drawing lines that are typed for one. */
const DASH = /[\p{Pd}\u2212\u2043\u02d7\u30fc\u1173\u2500\u2501\u2015\ufe63]/gu;
const DOT = /[\u2022\u30fb\u119e\u2027\u22c5\u2219\u0387]/gu;
const LINE = /\r\n?|[\u0085\u2028\u2029\v\f]/gu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufdd0-\ufdef\ufffc\0-\x08\x0e-\x1f\x7f-\x9f]/gu;
/** A digit or Latin letter with marks on it (keycaps, underlines, strikes) is that digit or letter. */
const MARKED = /^([0-9A-Za-z])\p{M}+$/u;

function fold(character: string): string {
  return character.normalize('NFKC')
    .replace(LINE, '\n').replace(INVISIBLE, '').replace(/\p{Zs}/gu, ' ')
    .replace(DASH, '-').replace(DOT, '·').replace(/[\u3002\ua4f8]/gu, '.').replace(/[\u2044\u2215]/gu, '/')
    .replace(MARKED, '$1');
}
