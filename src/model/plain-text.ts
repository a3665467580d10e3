/**
 * Plain text: a text in which everything can be seen. Run over all texts of a paper
 * where it enters, before anything is looked for in it, so that what is screened,
 * what is published and what a reader sees are the same characters in the same order.
 *
 * Unicode has characters that hide (zero width, tags, fillers), that turn the order
 * of what is shown (bidirectional controls, CVE-2021-42574) and that stand for
 * nothing (noncharacters, lone surrogates). They go. What they do to legitimate text
 * stays: emoji, Indic and Arabic joiners, variants of Chinese characters, old Hangul.
 * Only invisible characters are changed; spelling and Unicode form are not.
 */
import type { Texts } from './stages.ts';

/** Line breaks of all kinds, and blanks that look like a space but are letters to a program. */
const BREAKS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
const BLANKS = /[\u3164\uffa0]/g;

/** Whatever may have to go; Unicode's ignorable characters include the bidirectional controls. Most texts hold none and are returned as they came. */
const SUSPECT = /[[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cs}\u2028\u2029\ufff9-\ufffb]--[\n\t]]/v;
const SUSPECTS = new RegExp(SUSPECT.source, 'gv');

const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;
const EMOJI_BASE = /\p{Emoji}/u;
const KEYCAP_BASE = /[0-9#*]/;
const CHINESE = /\p{Script=Han}/u;
/** Scripts whose letters join, and in which a joiner or non-joiner changes what is read. */
const JOINING = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Returns the text without anything invisible; line breaks become `\n`, and a second
 * call changes nothing. Well-formed UTF-16.
 */
export function plainText(text: string): string {
  const unix = SUSPECT.test(text) ? text.replace(BREAKS, '\n').replace(BLANKS, ' ') : text;
  if (!SUSPECT.test(unix)) return unix;
  // What stays depends on its neighbours, so what goes goes first.
  let before = unix.replace(SUSPECTS, (sign) => (mayStay(sign) ? sign : ''));
  for (;;) {
    const after = before.replace(SUSPECTS, (sign, at: number, whole: string) => (stays(sign, whole, at) ? sign : ''));
    if (after === before) return after;
    before = after;
  }
}

/** Returns the text as one line, for titles and names: breaks and tabs are spaces, none at the ends. */
export function plainLine(text: string): string {
  return plainText(text).replace(/[\n\t]/g, ' ').trim();
}

/** Returns whether everything in a text can be seen; a written file with anything else is refused. */
export function isPlainText(text: string): boolean {
  return plainText(text) === text;
}

/** Returns all texts of a paper, plain, under their names and in their order. */
export function plainTexts(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([field, text]) => [field, plainText(text)]));
}

const isJoiner = (sign: string): boolean => sign === '\u200d' || sign === '\u200c';
const isVariation = (sign: string): boolean => /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u.test(sign);

function mayStay(sign: string): boolean {
  return isJoiner(sign) || isVariation(sign) || sign === '\u115f' || sign === '\u1160';
}

function stays(sign: string, whole: string, at: number): boolean {
  const before = lastSign(whole.slice(Math.max(0, at - 2), at));
  const after = firstSign(whole.slice(at + sign.length, at + sign.length + 2));
  if (sign === '\u115f') return /[\u1161-\u11a7]/.test(after);
  if (sign === '\u1160') return /[\u1100-\u115e]/.test(before);
  if (isVariation(sign)) return staysVariation(sign, before, after);
  if (JOINING.test(before)) return sign === '\u200c' || JOINING.test(after) || after === '' || /\s/.test(after);
  return sign === '\u200d' && (EMOJI.test(before) || before === '\ufe0f') && EMOJI.test(after);
}

/** Behind a digit a variation selector is only part of a keycap: elsewhere it would split a number unseen. */
function staysVariation(sign: string, before: string, after: string): boolean {
  if (sign === '\ufe0e' || sign === '\ufe0f') return KEYCAP_BASE.test(before) ? after === '\u20e3' : EMOJI_BASE.test(before);
  return (sign > '\ufe0f' || sign <= '\ufe02') && CHINESE.test(before);
}

function lastSign(text: string): string {
  return [...text].at(-1) ?? '';
}

function firstSign(text: string): string {
  return [...text][0] ?? '';
}
