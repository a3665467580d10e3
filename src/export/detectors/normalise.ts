/**
 * Normalise: the form in which detectors read a text, with the way back. People
 * write the same number with full-width digits, six kinds of dash, invisible
 * characters or accents; a detector should know one form only. Unicode UAX #15
 * (NFKC) does most of it, what it leaves is folded here.
 *
 * There are three readings of a text: as it stands in the file; as a reader of the
 * rendered page sees it, without Markdown and HTML (markup.ts), because
 * `010-**1234**-5678` is a number only there; and, in excerpts, with digits for what
 * is spelled or spaced out (readings/digits.ts). What markup hides is published all the
 * same, in the address of a link for one, so it follows in the second reading, each
 * stretch on its own.
 *
 * A character of the original becomes none, one or several; the tables say
 * for each unit of the result where its character began and ended. So a finding is widened
 * to whole original characters, never cut.
 */
import type { NormalisedText } from './detector.ts';
import { firstLook, hasAny, SEEN } from './first-look.ts';
import { cutsAside, cutsOf } from './markup.ts';
import type { Cut } from './markup.ts';
import { digitReading } from './readings/digits.ts';
import { APART, unchanged, Writer } from './readings/writer.ts';

/** A range `[start, end)` of the original, in UTF-16 code units. */
export interface Range { start: number; end: number }

/**
 * A reading with how many of its units the page shows; the others stand aside, after them.
 * `breaks` are units that stand for a tag like `<br>`: a space, where the page shows nothing.
 */
interface PageText extends NormalisedText { shownUnits?: number; breaks?: readonly number[] }

/**
 * Returns the readings of a text, all of which every detector reads: the first as it
 * stands, the last in excerpts.
 *
 * @param seen - The signs of the text (first-look.ts), for a caller who knows them.
 */
export function readings(original: string, seen = firstLook(original)): NormalisedText[] {
  if (!hasAny(seen, OTHERWISE) && !original.includes('  ')) return [unchanged(original)];
  const plain = normalise(original);
  const cuts = MATTERS.test(original) ? cutsOf(original) : [];
  const rendered = cuts.length === 0 ? null : withoutCuts(original, cuts);
  const shown = rendered ?? plain;
  const inDigits = digitReading(shown, rendered === null ? [] : dividingBreaks(rendered));
  return [plain, rendered, inDigits].filter((reading) => reading !== null);
}

/** Returns the text as it stands. */
export function normalise(original: string): NormalisedText {
  if (original.search(OTHER) < 0) return unchanged(original);
  const writer = new Writer(original.length);
  writePlain(writer, original, 0, original.length);
  return writer.finish();
}

/**
 * Returns the text as a reader of the rendered page sees it, then what that reader
 * does not see (addresses of links, tags, comments), or `null` if all is the same.
 */
export function normaliseRendered(original: string): PageText | null {
  return MATTERS.test(original) ? withoutCuts(original, cutsOf(original)) : null;
}

function withoutCuts(original: string, cuts: readonly Cut[]): PageText {
  const writer = new Writer(original.length + 8);
  const breaks = write(writer, original, cuts, 0, original.length);
  const shownUnits = writer.text.length;
  for (const { start, end, isAside } of cuts) {
    if (!isAside || !TELLING.test(original.slice(start, end))) continue;
    writer.add(APART, start, start + 1);
    write(writer, original, cutsAside(original.slice(start, end), start), start, end);
  }
  const { text, starts, ends } = writer.finish();
  return { text, starts, ends, shownUnits, breaks };
}

/** The breaks within what may be one number or address; between words they divide as the author meant it. */
function dividingBreaks({ text, breaks = [] }: PageText): number[] {
  const isBreak = new Set(breaks);
  return breaks.filter((at) => {
    let [before, after] = [at - 1, at + 1];
    while (isBreak.has(before)) before -= 1;
    while (isBreak.has(after)) after += 1;
    const beside = (text[before] ?? ' ') + (text[after] ?? ' ');
    return /^\d\d$/.test(beside) || (/^[\w.@-]{2}$/.test(beside) && text.slice(Math.max(0, at - MAIL_REACH), at + MAIL_REACH).includes('@'));
  });
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
  // What stands aside or in another excerpt may lie before what is read first; only an author's mark goes on there.
  return { start: Math.min(starts[start]!, starts[end - 1]!), end: Math.max(ends[start]!, ends[end - 1]!, isOnBothSides ? ends[shownUnits - 1]! : 0) };
}

/** What a text needs, besides many spaces, to read otherwise in any way. */
const OTHERWISE = SEEN.unusual | SEEN.markup | SEEN.lineFeed | SEEN.otherGap | SEEN.spelledDigits;

/** A character with everything that may melt into it: marks, and the later letters of a Hangul syllable. */
const CHARACTER = /\r\n|[^][\p{M}\u1160-\u11ff\ud7b0-\ud7ff\u314f-\u3163\u3187-\u318e\uff9e\uff9f\uffc2-\uffdc]*/uy;

/** Markup, or digits after a line end or many spaces: only then can the page show something else. */
const MATTERS = /[\\&<*_`~[\]]|[\r\n][ \t>]*(?:[^\p{L}\p{N}\s>]{1,3}[ \t]*)?\p{N}|\p{N}[^\p{L}\p{N}\s]{0,3}(?:[ \t]{2,}|[ \t]*[\r\n])/u;
/** How near an at sign makes letters and dots those of an address. */
const MAIL_REACH = 64;
/** What a hidden stretch needs to be worth reading. */
const TELLING = /[\p{N}@&%가-힣]/u;
/** Writes `[from, to)` of the original without its cuts, which are in order; returns where breaks are. */
function write(writer: Writer, original: string, cuts: readonly Cut[], from: number, to: number): number[] {
  const breaks: number[] = [];
  let at = from;
  for (const cut of cuts) {
    writePlain(writer, original, at, cut.start);
    if (cut.isAside && cut.text !== '') breaks.push(writer.text.length);
    if (cut.text !== '') writer.add(fold(cut.text), cut.start, cut.end);
    at = Math.max(at, cut.end);
  }
  writePlain(writer, original, at, to);
  return breaks;
}

function writePlain(writer: Writer, original: string, from: number, to: number): void {
  if (from >= to) return;
  const part = original.slice(from, to);
  let at = 0;
  OTHER.lastIndex = 0;
  for (let hit = OTHER.exec(part); hit !== null; hit = OTHER.exec(part)) {
    // What melts into the character before takes it along.
    const start = hit.index > at && mayMelt(part.charCodeAt(hit.index)) ? hit.index - 1 : hit.index;
    writer.copy(original, from + at, from + start);
    CHARACTER.lastIndex = start;
    const [character] = CHARACTER.exec(part)!;
    at = start + character.length;
    writer.add(folded(character), from + start, from + at);
    OTHER.lastIndex = at;
  }
  writer.copy(original, from + at, to);
}

/** Anything but printable ASCII, line feed, tab and whole Hangul syllables, which stay as they are. */
const OTHER = /[^\t\n -~가-힣]/g;

/** Whether a unit could be a mark; below are letters, and in two places signs that are frequent in papers. */
function mayMelt(code: number): boolean {
  return code >= 0x300 && !(code >= 0x2010 && code < 0x2070) && !(code >= 0x2190 && code < 0x2c00) && !(code >= 0x3000 && code < 0x302a);
}

/** Dashes, also the vowel and the box-drawing lines that are typed for one. */
const DASH = /[\p{Pd}\u2212\u2043\u02d7\u30fc\u1173\u2500\u2501\u2015\ufe63]/gu;
const DOT = /[\u2022\u30fb\u119e\u2027\u22c5\u2219\u0387]/gu;
const LINE = /\r\n?|[\u0085\u2028\u2029\v\f]/gu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufdd0-\ufdef\ufffc\0-\x08\x0e-\x1f\x7f-\x9f]/gu;
/** A digit or Latin letter with marks on it (keycaps, underlines, strikes) is that digit or letter. */
const MARKED = /^([0-9A-Za-z])\p{M}+$/u;
/** Digits in circles, white on black or double, which NFKC leaves: a one, or a nought of its own, begins each row. */
const ENCIRCLED = /[\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{1f10b}\u{1f10c}]/gu;
const FIRST_ONES = [0x278a, 0x2780, 0x2776, 0x24f5];
/** Digits of other scripts. */
const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/gu;

/** Digits of a script stand in a row from nought to nine; some rows follow each other. */
function foreignDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  let first = code;
  while (/^\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

function encircledDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  const firstOne = FIRST_ONES.find((one) => code >= one && code < one + 9);
  return firstOne === undefined ? '0' : String(code - firstOne + 1);
}

/** What characters of one unit become; there are not more than 65,536 of them. */
const FOLDED = new Map<string, string>();

function folded(character: string): string {
  if (character.length > 1) return fold(character);
  let result = FOLDED.get(character);
  if (result === undefined) FOLDED.set(character, result = fold(character));
  return result;
}

function fold(character: string): string {
  return character.normalize('NFKC').replace(ENCIRCLED, encircledDigit).replace(FOREIGN_DIGIT, foreignDigit)
    .replace(LINE, '\n').replace(INVISIBLE, '').replace(/\p{Zs}/gu, ' ')
    .replace(DASH, '-').replace(DOT, '·').replace(/[\u3002\ua4f8]/gu, '.').replace(/[\u2044\u2215]/gu, '/')
    .replace(MARKED, '$1');
}
