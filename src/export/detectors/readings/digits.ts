/**
 * Digits: one more reading of a text, in which numbers stand as digits in groups that
 * are written in words (`공일공 다시 일이삼사 …`), with something between their digits
 * (`0 1 0 - 1 2 3 4 …`, one digit in each cell) or divided in an odd way. Every
 * detector reads it as it reads the others, so that none has to know of disguises.
 *
 * It holds excerpts only, and single digits are joined only where a label, a dash or
 * the beginning of a mobile number says that they are one number: otherwise every
 * table of small counts would hold some thirteen digits that look like a person's.
 */
import type { NormalisedText } from '../detector.ts';
import { digitStretches, DIVIDER, isSingle } from './digit-words.ts';
import type { Digit } from './digit-words.ts';
import { writeExcerpts } from './excerpts.ts';
import type { Piece, Replacement } from './excerpts.ts';
import { Writer } from './writer.ts';

const LABEL = /주민|외국인|등록\s?번호|생년월일|계좌|통장|예금주|입금|카드|휴대|핸드폰|전화|연락처|손전화|여권|면허|건강\s?보험|보험증|사업자|resident|account|card|phone|mobile|passport|licen[cs]e/iu;
const LABEL_REACH = 40;
const MOBILE = /(?<!\d)(?:\+?82[- ]?0?|0)1[016-9][-. )~/]{0,2}\d{3,4}[-. ~/]{0,2}\d{4}(?!\d)/;
const MOBILE_DIGITS = /^(?:(?:820?|0)10\d{8}|01[16-9]\d{7,8})$/;
/** What stands between the groups of one number, however it is divided. */
const EVEN_GAP = /^[\s.~·/-]{0,4}$/;
/** What follows the numbers of a list: `1. 2. 3. …`. */
const COUNTED = /[.)]\s/;
const DATE = /^(?:19|20)\d\d\D{1,3}(?:0?[1-9]|1[0-2])\D{1,3}(?:0?[1-9]|[12]\d|3[01])(?!\d)/;
/** A particle that reads as a two: `오육칠팔이며`. */
const PARTICLE = '이';
const HANGUL = /^[가-힣]/u;

/** Where the page shows nothing, though the reading has a space. */
export type Breaks = readonly number[];

/**
 * Returns the excerpts of a reading that read differently, or `null` if there are none.
 *
 * @param breaks - Positions of spaces that are not on the page.
 */
export function digitReading(reading: NormalisedText, breaks: Breaks): NormalisedText | null {
  const stretches = digitStretches(reading.text).map((digits) => ({ digits, groups: grouped(digits) }));
  const versions = [
    stretches.filter(({ digits, groups }) => isWorth(reading.text, digits, groups)).map(({ groups }) => groups),
    stretches.map(({ digits, groups }) => withoutParticle(reading.text, digits, groups)).filter((groups) => groups.length > 0),
    stretches.flatMap(({ digits }) => joined(reading.text, digits)),
    breaks.map((at): Piece[] => [{ text: '', start: at, end: at + 1 }]),
  ];
  if (versions.every((version) => version.length === 0)) return null;
  const writer = new Writer(1024);
  for (const version of versions) writeExcerpts(writer, reading, version.map(replacement));
  return writer.finish();
}

function replacement(pieces: readonly Piece[]): Replacement {
  return { start: pieces[0]!.start, end: pieces.at(-1)!.end, pieces };
}

/** The digits in their groups: single ones in a row with the same gap are one group. */
function grouped(digits: readonly Digit[]): Piece[] {
  const pieces: Piece[] = [];
  digits.forEach((digit, at) => {
    pieces.push({ text: digit.value, start: digit.start, end: digit.end });
    const next = digits[at + 1];
    if (digit.gap === '' || next === undefined || isWithinRow(digits, at)) return;
    pieces.push({ text: shownGap(digit, next), start: digit.end, end: next.start });
  });
  return pieces;
}

/** Whether the gap after a digit is one of several alike between single digits. */
function isWithinRow(digits: readonly Digit[], at: number): boolean {
  const { gap } = digits[at]!;
  if (COUNTED.test(gap)) return false;
  if (!isSingle(digits, at) || !isSingle(digits, at + 1)) return false;
  const isLike = (other: number): boolean => digits[other]?.gap === gap && isSingle(digits, other) && other + 1 < digits.length && isSingle(digits, other + 1);
  return isLike(at - 1) || isLike(at + 1);
}

/** What the groups are divided by, as detectors know it. Only between words a comma is no sign of thousands. */
function shownGap({ gap, isPlain }: Digit, next: Digit): string {
  if (/\p{L}/u.test(gap) || /^[\s|]*-[\s|]*$/.test(gap) || (gap.trim() === ',' && !isPlain && !next.isPlain)) return '-';
  return DIVIDER.test(gap) ? gap : gap.replace(/\s/g, '') || ' ';
}

/** Whether groups tell more than the text does, and are likely to be those of one number. */
function isWorth(text: string, digits: readonly Digit[], groups: readonly Piece[]): boolean {
  if (digits.some(({ isPlain }) => !isPlain)) return true;
  const shown = textOf(groups);
  const isJoined = groups.length < digits.length + digits.filter(({ gap }) => gap !== '').length;
  return isJoined && (hasLabel(text, digits[0]!.start) || /\d{3,8}-\d{3,8}/.test(shown) || MOBILE.test(shown));
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

function hasLabel(text: string, at: number): boolean {
  return LABEL.test(text.slice(Math.max(0, at - LABEL_REACH), at));
}

/** The same without a last word that may be the particle after the number; empty if there is none. */
function withoutParticle(text: string, digits: readonly Digit[], groups: readonly Piece[]): readonly Piece[] {
  const last = digits.at(-1)!;
  const isParticle = text.slice(last.start, last.end) === PARTICLE && digits.at(-2)!.gap === '' && HANGUL.test(text.slice(last.end, last.end + 1));
  return isParticle ? groups.slice(0, -1) : [];
}

/** The numbers of a stretch in one piece each, where their groups are none that a detector knows. */
function joined(text: string, digits: readonly Digit[]): Piece[][] {
  return numbers(digits).filter((number) => isOneNumber(text, number)).map((number) => number.map(({ value, start, end }) => ({ text: value, start, end })));
}

function numbers(digits: readonly Digit[]): Digit[][] {
  const found: Digit[][] = [];
  let from = 0;
  digits.forEach(({ gap }, at) => {
    if (at < digits.length - 1 && !DIVIDER.test(gap)) return;
    found.push(digits.slice(from, at + 1));
    from = at + 1;
  });
  return found;
}

function isOneNumber(text: string, digits: readonly Digit[]): boolean {
  const groups = digits.filter(({ gap }, at) => gap !== '' && at < digits.length - 1).length + 1;
  if (groups < 3 || digits.length < 10 || digits.length > 16 || !digits.slice(0, -1).every(({ gap }) => EVEN_GAP.test(gap) && !COUNTED.test(gap))) return false;
  if (DATE.test(text.slice(digits[0]!.start, digits.at(-1)!.end))) return false;
  const value = digits.map((digit) => digit.value).join('');
  return MOBILE_DIGITS.test(value) ? true : groups > 3 && hasLabel(text, digits[0]!.start);
}
