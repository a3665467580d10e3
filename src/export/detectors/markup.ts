/**
 * Markup: what the page does not show of a Markdown text (CommonMark 0.31, GFM 0.29;
 * raw HTML is dropped by the page). The second reading leaves it out, so that a
 * number is read as one also where a link, a tag or a line end divides it.
 *
 * Not the page's own parser: that reads Korean prose with Markdown at 0.3 MB/s, and
 * 16,000 units of `1. ` or `_a*` cost it seconds or its stack. This is one pass
 * without going back, and where it is unsure it joins: a mask too many is seen and
 * can be undone. What it takes for hidden is not lost but read aside.
 *
 * A tag like `<br>` reads as a space, since it divides words, although the page shows
 * nothing; within a number or an address it is read as nothing once more (normalise.ts).
 *
 * Known: a word or a name divided by `<br>` is read as two; emphasis does not heed the
 * borders of links; after many tags without an end a tag over 400 units stays (`TAG_UNITS`); a label is
 * believed wherever a line looks like its definition.
 */
import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import { emphasisReader } from './markup-emphasis.ts';
import { lineReader } from './markup-lines.ts';
import { pairReader } from './markup-pairs.ts';
import { codeReader, tagReader } from './markup-tags.ts';

/** A stretch of the original that the page shows as `text`; `isAside` if what it hides is read on its own. */
export interface Cut { start: number; end: number; text: string; isAside: boolean }

/** Adds a cut. */
export type AddCut = (start: number, end: number, shown: string, isAside?: boolean) => void;

const REFERENCE = String.raw`&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});`;
const ESCAPE = String.raw`\\[!-\/:-@[-\x60{-~]`;
const TOKEN = new RegExp(String.raw`[ \t]*(?:\r\n?|\n)|[ \t]*\t[ \t]*| {2,}|${ESCAPE}|\\(?=[\r\n])|${REFERENCE}|<|\*+|_+|~+|\x60+|!?\[|\]`, 'g');
const ASIDE = new RegExp(`${ESCAPE}|${REFERENCE}|[*_\\x60~]+|%[2-7][0-9a-fA-F]|[⟦〚⟧〛]`, 'g');

/** Returns the cuts of a text in order; none overlaps another. */
export function cutsOf(text: string): Cut[] {
  const cuts: Cut[] = [];
  const cut: AddCut = (start, end, shown, isAside = false) => { cuts.push({ start, end, text: shown, isAside }); };
  const readLine = lineReader(text);
  const readTag = tagReader(text);
  const closeOfCode = codeReader(text);
  const pairs = pairReader(text, cut);
  const emphasis = emphasisReader(text, cut);
  /** Up to here only spaces and line ends count: code, or an address in angle brackets. */
  let literalEnd = 0;
  TOKEN.lastIndex = 0;
  for (let hit = TOKEN.exec(text); hit !== null; hit = TOKEN.exec(text)) {
    const [token] = hit;
    const start = hit.index;
    let end = start + token.length;
    if (/[\r\n]$/.test(token)) {
      const next = readLine(end);
      if (next.isJoined) cut(start, end = next.start, ' ');
      else {
        pairs.reset();
        emphasis.reset();
      }
    } else if (/^[ \t]/.test(token)) {
      if (!token.includes('\t') || /[\p{Pd}~.]/u.test(text[end] ?? '')) cut(start, end, ' ');
    } else if (start < literalEnd) continue;
    else if (token.startsWith('\\')) cut(start, end, token.slice(1));
    else if (token.startsWith('&')) cut(start, end, decoded(token));
    else if (token.startsWith('`')) {
      const close = closeOfCode(start, token.length);
      if (close !== null) {
        cut(start, end, '');
        cut(close, literalEnd = close + token.length, '');
      }
    } else if (token === '<') {
      const tag = readTag(start);
      if (tag === null) continue;
      if (tag.isAddress) {
        cut(start, end, '');
        cut(tag.end - 1, literalEnd = tag.end, '');
      } else cut(start, end = tag.end, tag.isBreak ? ' ' : '', true);
    } else if (/^[*_]/.test(token)) emphasis.read(token, start);
    else end = pairs.read(token, start);
    TOKEN.lastIndex = end;
  }
  return cuts.sort((a, b) => a.start - b.start);
}

/** Returns the cuts within what the page hides; author's marks are not marks there. */
export function cutsAside(hidden: string, offset: number): Cut[] {
  return [...hidden.matchAll(ASIDE)].map(({ 0: token, index }) => (
    { start: offset + index, end: offset + index + token.length, text: aside(token), isAside: false }));
}

function aside(token: string): string {
  if (token.startsWith('%')) return String.fromCharCode(Number.parseInt(token.slice(1), 16));
  return token.startsWith('&') ? decoded(token).replace(/[⟦〚⟧〛]/gu, '') : token.startsWith('\\') ? token.slice(1) : '';
}

/** A mark alone melts into the character before, as it does when it is typed. */
function decoded(reference: string): string {
  const name = reference.slice(1, -1);
  const shown = name.startsWith('#') ? numbered(name.slice(1)) : decodeNamedCharacterReference(name) || reference;
  return shown.replace(/^\p{M}+$/u, '');
}

function numbered(digits: string): string {
  const code = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
