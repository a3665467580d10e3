/**
 * Normalise: the form in which detectors read a text, with the way back. People
 * write the same number with full-width digits, six kinds of dash, invisible
 * characters or accents; a detector should know one form only. Unicode UAX #15
 * (NFKC) does most of it, what it leaves is folded here.
 *
 * There are two readings of a text: as it stands in the file, and as a reader of
 * the rendered page sees it, without Markdown and HTML. `010-**1234**-5678` is a
 * number only in the second, a number inside a comment only in the first.
 *
 * A character of the original becomes none, one or several; the tables say
 * for each unit of the result where its character began and ended. So a finding is widened
 * to whole original characters, never cut.
 */
import type { NormalisedText } from './detector.ts';

/** A range `[start, end)` of the original, in UTF-16 code units. */
export interface Range { start: number; end: number }

/** Returns the text as it stands. */
export function normalise(original: string): NormalisedText {
  return read(original, null);
}

/** Returns the text as a reader of the rendered page sees it, or `null` if that is the same. */
export function normaliseRendered(original: string): NormalisedText | null {
  return /[\\&<*_`~]/.test(original) ? read(original, MARKUP) : null;
}

/**
 * Returns where a range of the normalised text lies in the original.
 *
 * @throws {RangeError} If it is empty or not within the text: it can't be placed, so it can't be hidden.
 */
export function originalRange(normalised: NormalisedText, start: number, end: number): Range {
  const { text, starts, ends } = normalised;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end <= start || end > text.length) {
    throw new RangeError(`a range must lie within 0–${text.length}, got ${start}–${end}`);
  }
  return { start: starts[start]!, end: ends[end - 1]! };
}

/** A character with everything that may melt into it: marks, and the later letters of a Hangul syllable. */
const CHARACTER = /\r\n|[^][\p{M}\u1160-\u11ff\ud7b0-\ud7ff\u314f-\u3163\u3187-\u318e\uff9e\uff9f\uffc2-\uffdc]*/uy;

/** Markdown and HTML that the page does not show. Bounded, so that `<<<<` costs no more than its length. */
const MARKUP = new RegExp([
  String.raw`\\[!-\/:-@[-\x60{-~]`,
  String.raw`&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});`,
  String.raw`<\/?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>]{0,400})?\/?>`,
  String.raw`<!--[^<>]{0,400}-->`,
  '[*_`]{1,3}|~~',
].join('|'), 'y');

const BLOCK_TAG = /^<\/?(?:br|p|div|li|ul|ol|tr|td|th|table|h[1-6]|hr|pre|blockquote)\b/i;

const REFERENCES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', nbsp: ' ', ensp: ' ', emsp: ' ', thinsp: ' ', shy: '', zwj: '', zwnj: '', ndash: '-', mdash: '-',
  minus: '-', hyphen: '-', dash: '-', period: '.', commat: '@', lowbar: '_', plus: '+', middot: '·', lpar: '(', rpar: ')',
  sol: '/', colon: ':', num: '#', lsqb: '[', rsqb: ']', Tab: '\t', NewLine: '\n',
};

function read(original: string, markup: RegExp | null): NormalisedText {
  const units: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < original.length;) {
    const { length, text } = next(original, at, markup);
    for (const unit of text.split('')) {
      units.push(unit);
      starts.push(at);
      ends.push(at + length);
    }
    at += length;
  }
  return { text: units.join(''), starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

interface Step { length: number; text: string }

function next(original: string, at: number, markup: RegExp | null): Step {
  const shown = markup === null ? null : matchAt(markup, original, at);
  if (shown !== null) return { length: shown.length, text: fold(rendered(shown)) };
  if (isPlain(original.charCodeAt(at)) && !mayMelt(original.charCodeAt(at + 1))) {
    return { length: 1, text: original[at]! };
  }
  const character = matchAt(CHARACTER, original, at)!;
  return { length: character.length, text: fold(character) };
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

function rendered(markup: string): string {
  if (markup.startsWith('\\')) return markup.slice(1);
  if (markup.startsWith('&#')) return numbered(markup.slice(2, -1));
  if (markup.startsWith('&')) return REFERENCES[markup.slice(1, -1)] ?? markup;
  return BLOCK_TAG.test(markup) ? '\n' : '';
}

function numbered(digits: string): string {
  const code = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** Dashes, also the vowel and the box-drawing lines that are typed for one. */
const DASH = /[\p{Pd}\u2212\u2043\u02d7\u30fc\u1173\u2500\u2501\u2015\ufe63]/gu;
const DOT = /[\u2022\u30fb\u119e\u2027\u22c5\u2219\u0387]/gu;
const LINE = /\r\n?|[\u0085\u2028\u2029\v\f]/gu;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufffc\0-\x08\x0e-\x1f\x7f-\x9f]/gu;
/** A digit or Latin letter with marks on it (keycaps, underlines, strikes) is that digit or letter. */
const MARKED = /^([0-9A-Za-z])\p{M}+$/u;

function fold(character: string): string {
  return character.normalize('NFKC')
    .replace(LINE, '\n').replace(INVISIBLE, '').replace(/\p{Zs}/gu, ' ')
    .replace(DASH, '-').replace(DOT, '·').replace(/[\u3002\ua4f8]/gu, '.').replace(/[\u2044\u2215]/gu, '/')
    .replace(MARKED, '$1');
}
