/**
 * Digit words: finds where a text may write a number in another way than as plain
 * groups of digits, and takes it apart: Korean and Chinese words, letters that look
 * like digits, single digits with something between. What it means is not decided
 * here (digits.ts), and whether it is a person's number least of all (the detectors).
 */

/** One digit as it was written, and what stands between it and the next one (`''` for the last). */
export interface Digit { value: string; isPlain: boolean; start: number; end: number; gap: string }

/** Words by value: Sino-Korean, as telephone numbers are read out, then Chinese, native Korean, and letters that look alike (Latin, Greek, Cyrillic). */
const WORDS: readonly (readonly string[])[] = [
  ['영', '공', '〇', '零', 'o', 'O', 'ο', 'Ο', 'о', 'О'], ['일', '一', '壹', '하나', 'l', 'I', 'Ι', 'і', 'І'], ['이', '二', '貳', '둘'], ['삼', '三', '參', '셋'],
  ['사', '四', '넷'], ['오', '五', '다섯'], ['육', '륙', '六', '여섯'], ['칠', '七', '일곱'], ['팔', '八', '여덟'], ['구', '九', '아홉'],
];
const VALUES = new Map(WORDS.flatMap((words, value) => words.map((word): [string, string] => [word, String(value)])));
const LONG = [...VALUES.keys()].filter((word) => word.length > 1).join('|');
const SHORT = [...VALUES.keys()].filter((word) => word.length === 1).join('');

const DIGIT = `(?:${LONG}|[0-9${SHORT}])`;
/** Between two digits: signs and spaces, or the words with which a dash is read out. */
const SPOKEN = String.raw`[ \t]{0,3}(?:다시|대시|데시|하이픈|빼기|짝대기|작대기|국에|국|에|의)[ \t]{0,3}`;
const GAP = String.raw`(?:[\s.,·/|()\[\]_~:;'"=+-]{1,8}|${SPOKEN})`;
const FEWEST = 7;
const MOST = 400;
const STRETCH = new RegExp(`${DIGIT}(?:${GAP}?${DIGIT}){${FEWEST - 1},${MOST - 1}}`, 'g');
const PART = new RegExp(`(${DIGIT})(${GAP}(?=${DIGIT}))?`, 'y');

/** Returns the units with which digits begin, in whatever way they are written. */
export function firstUnitsOfDigits(): Set<string> {
  return new Set([...'0123456789', ...[...VALUES.keys()].map((word) => word[0]!)]);
}

/** Two numbers beside each other, not the groups of one. */
export const DIVIDER = /[,;|\n]/;
const LETTER = /[oOlI\u0370-\u03ff\u0400-\u04ff]/;
const OTHER_LETTER = /[A-Za-z]/;
/** `010-OOOO-5678`: not disguised, but hidden by the author. */
const HIDDEN = /[oO]{3}/;
/** A word for a digit this near to another one is read with it; alone it is usually another word (이, 사, 일). */
const NEAR_UNITS = 3;

/** Returns the stretches of seven digits and more in which something is written otherwise, in order. */
export function digitStretches(text: string): Digit[][] {
  if (text.length < FEWEST) return [];
  const found: Digit[][] = [];
  STRETCH.lastIndex = 0;
  for (let hit = STRETCH.exec(text); hit !== null; hit = STRETCH.exec(text)) {
    const digits = digitsIn(hit[0], hit.index);
    if (digits.length === MOST) STRETCH.lastIndex = cutAtDivider(digits);
    if (!isDisguised(digits)) continue;
    for (const part of certain(text, digits)) if (part.length >= FEWEST && isDisguised(part) && !isInWord(text, part)) found.push(part);
  }
  return found;
}

function digitsIn(stretch: string, offset: number): Digit[] {
  const digits: Digit[] = [];
  PART.lastIndex = 0;
  for (let hit = PART.exec(stretch); hit !== null; hit = PART.exec(stretch)) {
    const [, word, gap = ''] = hit;
    const start = offset + hit.index;
    digits.push({ value: VALUES.get(word!) ?? word!, isPlain: !VALUES.has(word!), start, end: start + word!.length, gap });
  }
  return digits;
}

/** A stretch that is longer than we read at once ends between two numbers; returns where to go on. */
function cutAtDivider(digits: Digit[]): number {
  const last = digits.findLastIndex(({ gap }) => DIVIDER.test(gap));
  if (last >= FEWEST) digits.length = last + 1;
  return digits.at(-1)!.end;
}

/** Words, or single digits in a row with the same sign between. */
function isDisguised(digits: readonly Digit[]): boolean {
  return digits.some(({ isPlain }, at) => !isPlain || (at > 1 && isSingle(digits, at) && isSingle(digits, at - 1)))
    || groupCount(digits) > 3;
}

function groupCount(digits: readonly Digit[]): number {
  return digits.reduce((count, { gap }) => count + (gap === '' ? 0 : 1), 1);
}

/** Whether a digit stands alone between its gaps. */
export function isSingle(digits: readonly Digit[], at: number): boolean {
  return (at === 0 || digits[at - 1]!.gap !== '') && (at === digits.length - 1 || digits[at]!.gap !== '');
}

/** The parts of a stretch without the words that only look like digits. */
function certain(text: string, digits: readonly Digit[]): Digit[][] {
  const parts: Digit[][] = [];
  let part: Digit[] = [];
  digits.forEach((digit, at) => {
    if (isCertain(text, digits, at)) part.push(digit);
    else {
      if (part.length > 0) parts.push(part);
      part = [];
    }
  });
  return part.length > 0 ? [...parts, part] : parts;
}

function isCertain(text: string, digits: readonly Digit[], at: number): boolean {
  const digit = digits[at]!;
  if (digit.isPlain) return true;
  const word = text.slice(digit.start, digit.end);
  const before = digits[at - 1];
  const after = digits[at + 1];
  if (LETTER.test(word)) {
    return !HIDDEN.test(text.slice(Math.max(0, digit.start - 2), digit.end + 2))
      && ((before !== undefined && before.gap === '') || (after !== undefined && digit.gap === ''));
  }
  if (/[영공]/u.test(word) && ((before?.isPlain === true && before.gap === '') || (after?.isPlain === true && digit.gap === ''))) return true;
  return (before !== undefined && !before.isPlain && before.gap.length <= NEAR_UNITS)
    || (after !== undefined && !after.isPlain && digit.gap.length <= NEAR_UNITS);
}

/** Letters among the digits, and another letter beside them: a key or a code. */
function isInWord(text: string, digits: readonly Digit[]): boolean {
  const [start, end] = [digits[0]!.start, digits.at(-1)!.end];
  return LETTER.test(text.slice(start, end)) && OTHER_LETTER.test(text.slice(Math.max(0, start - 1), start) + text.slice(end, end + 1));
}
