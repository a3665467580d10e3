/**
 * Suggest: finds the names and words that somebody who is typing may mean, in a list that
 * was loaded with the first key. Pure: `suggest-box.ts` shows what it returns.
 *
 * A keyboard types letters (jamo), not syllables: on the way to "도시" the field holds
 * "돗". So everything is compared by its letters, with a sign where a syllable begins:
 * initials alone (ㅇㅁㅊㅈㅂ), mixed (ㅈ보공개) and half-typed words are then beginnings.
 * One wrong letter is forgiven only where nothing fits as it was typed.
 */

/** What a suggestion is the name of; the order is that of the numbers in the file. */
export const KINDS = ['keyword', 'unit', 'former', 'project', 'place', 'class', 'same', 'type'] as const;
export type Kind = (typeof KINDS)[number];

/** A line of the file: what is typed, its kind, how many records it has, and what is searched if that is something else. */
export type Line = readonly [text: string, kind: number, records: number, searched?: string];

/** A suggestion. */
export interface Suggestion {
  text: string;
  kind: Kind;
  records: number;
  /** What is searched: for a former name the present one, for an abbreviation the whole word. */
  searched: string;
}

/** A suggestion with its letters: in syllables, and in one row. */
export interface Known extends Suggestion { syllables: string; letters: string }

/** As many are offered. */
export const MOST_OFFERED = 8;
/** Fewer letters with one of them wrong could be anything. */
const LEAST_LETTERS = 5;

const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
const FINALS = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';
/** Letters that are typed with two keys. */
const DOUBLE = 'ㄳㄱㅅㄵㄴㅈㄶㄴㅎㄺㄹㄱㄻㄹㅁㄼㄹㅂㄽㄹㅅㄾㄹㅌㄿㄹㅍㅀㄹㅎㅄㅂㅅㅘㅗㅏㅙㅗㅐㅚㅗㅣㅝㅜㅓㅞㅜㅔㅟㅜㅣㅢㅡㅣ';
/** Where a syllable begins; where a word does. */
const SYLLABLE = '\u0001';
const WORD = '\u0002';
const START = `[${SYLLABLE}${WORD}]`;

/** Returns the lines of the file with their letters, in their order. */
export function learn(lines: readonly Line[]): Known[] {
  return lines.map(([text, kind, records, searched = text]) => {
    return { text, kind: KINDS[kind]!, records, searched, syllables: spell(text), letters: lettersIn(text) };
  });
}

/** Returns what is meant by a half-typed text, the best first: what it is itself, names that begin with it, then words in names, then what holds it; one for each thing that would be searched. */
export function suggest(known: readonly Known[], typed: string): Suggestion[] {
  const pattern = patternOf(typed);
  if (pattern === null) return [];
  const whole = lettersIn(typed);
  const ranks: Known[][] = [[], [], [], []];
  for (const one of known) {
    const at = one.syllables.search(pattern);
    if (at >= 0) ranks[one.letters === whole ? 0 : at === 0 ? 1 : one.syllables[at] === WORD ? 2 : 3]!.push(one);
  }
  const fitting = ranks.flat();
  return distinct(fitting.length > 0 ? fitting : near(known, typed)).slice(0, MOST_OFFERED)
    .map(({ text, kind, records, searched }) => ({ text, kind, records, searched }));
}

/** Returns what was meant by a whole text with one wrong letter: nothing if it is known as it stands. */
export function near(known: readonly Known[], typed: string): Known[] {
  const letters = lettersIn(typed);
  if (letters.length < LEAST_LETTERS) return [];
  return known.filter((one) => isOneOff(letters, one.letters))
    .sort((a, b) => Math.abs(a.letters.length - letters.length) - Math.abs(b.letters.length - letters.length));
}

function distinct(found: readonly Known[]): Known[] {
  const seen = new Set<string>();
  return found.filter(({ searched }) => !seen.has(searched) && seen.add(searched));
}

/** Whether a text becomes the beginning of another by one letter: another, one more, one less, or two the other way round. */
function isOneOff(typed: string, whole: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === whole[at]) at += 1;
  const fits = (from: number, to: number): boolean => whole.startsWith(typed.slice(from), to);
  return fits(at + 1, at + 1) || fits(at + 1, at) || fits(at, at + 1)
    || (typed[at] === whole[at + 1] && typed[at + 1] === whole[at] && fits(at + 2, at + 2));
}

function spell(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/([\p{L}\p{N}])|[^]/gu, (_, sign?: string) => sign ?? ' ').trim()
    .replace(/( *)(\S)/g, (_, gap: string, sign: string, at: number) => (gap === '' && at > 0 ? SYLLABLE : WORD) + lettersOf(sign).join(''));
}

function lettersIn(text: string): string {
  return spell(text).replace(/[\u0001\u0002]/g, '');
}

/** The keys that are pressed for a sign. */
function lettersOf(sign: string): string[] {
  const code = sign.charCodeAt(0) - 0xac00;
  const parts = code >= 0 && code < 11_172 ? [INITIALS[Math.floor(code / 588)]!, VOWELS[Math.floor(code / 28) % 21]!, FINALS[code % 28]!.trim()] : [sign];
  return parts.flatMap((part) => {
    const at = part === '' ? -1 : DOUBLE.indexOf(part);
    return part === '' ? [] : at >= 0 && at % 3 === 0 ? [...DOUBLE.slice(at + 1, at + 3)] : [part];
  });
}

/** The last syllable may go on, and its final consonant may begin the next one; a consonant alone is any syllable with it. */
function patternOf(typed: string): RegExp | null {
  const signs = [...typed.normalize('NFC').toLowerCase()].filter((sign) => /[\p{L}\p{N}]/u.test(sign));
  if (signs.length === 0) return null;
  const source = signs.map((sign, index) => {
    const letters = lettersOf(sign);
    if (/[ㄱ-ㅎ]/.test(sign)) return letters.map((letter) => `${START}${letter}[^${SYLLABLE}${WORD}]*`).join('');
    if (index < signs.length - 1) return START + letters.join('');
    return START + letters.map((letter, at) => (at > 0 && /[ㄱ-ㅎ]/.test(letter) ? `${START}?` : '') + letter).join('');
  });
  return new RegExp(source.join(''));
}
