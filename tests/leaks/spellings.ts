/**
 * Spellings: the ways in which the same value comes to stand in a paper: typed, pasted
 * from another program, broken by a line, or written so that a filter will not see it.
 */
import type { Chance } from './chance.ts';
import type { Kind, Value } from './values.ts';

/** How a place is written: a `line` has no line breaks, `markdown` is what a body is, `text` what an office program has. */
export type Place = 'line' | 'text' | 'markdown';

/** Where a spelling makes sense: in any text, or only where Markdown is read. */
export interface Spelling { name: string; place: 'any' | 'markdown' | 'lines'; write(value: string, chance: Chance): string | null }

const FULL_WIDTH_START = 0xfee0;
const SYLLABLES = '영일이삼사오육칠팔구';

const grouped = (by: string) => (value: string): string | null => (value.includes('-') ? value.replaceAll('-', by) : null);
const inMiddle = (value: string, piece: string): string => value.slice(0, Math.ceil(value.length / 2)) + piece + value.slice(Math.ceil(value.length / 2));

/** Between two letters or digits: elsewhere Markdown takes the stars for stars. */
function emphasised(value: string): string | null {
  const at = /[\p{L}\p{N}](?=[\p{L}\p{N}]{2}.*[\p{L}\p{N}]$)/u.exec(value)?.index;
  return at === undefined ? null : `${value.slice(0, at + 1)}**${value.slice(at + 1)}**`;
}

/** Spellings of anything. */
const COMMON: readonly Spelling[] = [
  { name: 'soft hyphen', place: 'any', write: (value) => inMiddle(value, '\u00AD') },
  { name: 'zero width space', place: 'any', write: (value) => inMiddle(value, '\u200B') },
  { name: 'word joiner', place: 'any', write: (value) => inMiddle(value, '\u2060') },
  { name: 'decomposed', place: 'any', write: (value) => (value.normalize('NFD') === value ? null : value.normalize('NFD')) },
  { name: 'emphasis inside', place: 'markdown', write: emphasised },
  { name: 'tags inside', place: 'markdown', write: (value) => inMiddle(value, '<b></b>') },
  { name: 'span around a part', place: 'markdown', write: (value) => `<span>${value.slice(0, 3)}</span>${value.slice(3)}` },
  { name: 'comment inside', place: 'markdown', write: (value) => inMiddle(value, '<!-- -->') },
  { name: 'entities', place: 'markdown', write: (value) => [...value].map((letter, n) => (n % 2 === 0 ? letter : `&#${letter.codePointAt(0)};`)).join('') },
  { name: 'hexadecimal entities', place: 'markdown', write: (value) => [...value].map((letter) => `&#x${letter.codePointAt(0)!.toString(16)};`).join('') },
  { name: 'code', place: 'markdown', write: (value) => `\`${value}\`` },
  { name: 'backslashes', place: 'markdown', write: (value) => (/[-.@_]/.test(value) ? value.replace(/[-.@_]/g, '\\$&') : null) },
];

/** Spellings of what is digits with dashes. */
const OF_NUMBERS: readonly Spelling[] = [
  { name: 'no signs', place: 'any', write: grouped('') },
  { name: 'spaces', place: 'any', write: grouped(' ') },
  { name: 'spaced dashes', place: 'any', write: grouped(' - ') },
  { name: 'dots', place: 'any', write: grouped('.') },
  { name: 'en dashes', place: 'any', write: grouped('\u2013') },
  { name: 'non-breaking hyphens', place: 'any', write: grouped('\u2011') },
  { name: 'minus signs', place: 'any', write: grouped('\u2212') },
  { name: 'full-width dashes', place: 'any', write: grouped('\uFF0D') },
  { name: 'long vowel marks', place: 'any', write: grouped('\u30FC') },
  { name: 'underscores', place: 'any', write: grouped('_') },
  { name: 'non-breaking spaces', place: 'any', write: grouped('\u00A0') },
  { name: 'full width', place: 'any', write: (value) => value.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + FULL_WIDTH_START)) },
  { name: 'every digit spaced', place: 'any', write: (value) => [...value.replaceAll('-', ' ')].join(' ').replace(/ {2,9}/g, ' ') },
  { name: 'every digit after a dot', place: 'any', write: (value) => [...value.replace(/[^\d]/g, '')].join('.') },
  { name: 'line break at a dash', place: 'lines', write: (value) => (value.includes('-') ? value.replace('-', '-\n') : null) },
  { name: 'line break within', place: 'lines', write: (value) => inMiddle(value, '\n') },
];

/** Read aloud: only what people do read aloud. */
const ALOUD: Spelling = { name: 'in Hangul', place: 'any', write: (value) => value.replace('+82', '공').replace(/\d/g, (digit) => (digit === '0' ? '공' : SYLLABLES[Number(digit)]!)) };

const MAIL: readonly Spelling[] = [
  { name: '(at)', place: 'any', write: (value) => value.replace('@', '(at)') },
  { name: '[at]', place: 'any', write: (value) => value.replace('@', ' [at] ') },
  { name: 'full-width at', place: 'any', write: (value) => value.replace('@', '\uFF20') },
  { name: 'spaced at', place: 'any', write: (value) => value.replace('@', ' @ ') },
  { name: 'full width', place: 'any', write: (value) => value.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + FULL_WIDTH_START)) },
  { name: 'mailto link', place: 'markdown', write: (value) => `[담당](mailto:${value})` },
];

const NAMES: readonly Spelling[] = [
  { name: 'syllables spaced', place: 'any', write: (value) => [...value].join(' ') },
  { name: 'surname apart', place: 'any', write: (value) => `${value[0]} ${value.slice(1)}` },
];

/** As typed; half of all plants are. */
const PLAIN: Spelling = { name: 'as typed', place: 'any', write: (value) => value };

const SPOKEN: readonly Kind[] = ['mobile', 'mobile-old', 'landline', 'resident-old', 'resident-new', 'account', 'card'];

/** Returns the value in one of its spellings for a place. */
export function spell(kind: Kind, { text, isNumber }: Value, place: Place, chance: Chance): { name: string; text: string } {
  if (chance.next() < 0.4) return { name: PLAIN.name, text };
  const all = [...COMMON, ...isNumber ? OF_NUMBERS : [], ...SPOKEN.includes(kind) ? [ALOUD] : [], ...kind === 'email' ? MAIL : [], ...kind === 'name' || kind === 'name-list' ? NAMES : []];
  const fitting = all.filter((spelling) => spelling.place === 'any' || (place !== 'line' && spelling.place === 'lines') || (place === 'markdown' && spelling.place === 'markdown'));
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const spelling = chance.of(fitting);
    const written = spelling.write(text, chance);
    if (written !== null && !isSenseless(kind, spelling.name)) return { name: spelling.name, text: written };
  }
  return { name: PLAIN.name, text };
}

/** Combinations nobody writes: they would be other texts. */
function isSenseless(kind: Kind, spelling: string): boolean {
  if (kind === 'ip') return /dot|space|no signs|long|under|dash|minus|hyphens/.test(spelling);
  if (kind === 'birth-date') return /every digit|no signs|long|under|spaces$|spaced dashes/.test(spelling);
  return false;
}
