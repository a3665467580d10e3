/**
 * Resident and foreigner registration numbers (주민등록번호, 외국인등록번호):
 * birthday YYMMDD, then seven digits of which the first says century, sex and
 * nationality, 1–8 (Enforcement Rule of the Resident Registration Act, Art. 2).
 *
 * Numbers issued since October 2020 have no check digit, so it is never asked for.
 * A corporation's number (법인등록번호) has the same shape; it is left alone only
 * if it is labelled as one *and* its own check digit is right.
 */
import type { Finding } from '../../model/stages.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { digitsOf, holdsNumber, isLabelled, scanNumbers, STAR } from './scan.ts';

const KIND = 'resident-number';
const BIRTHDAY = String.raw`\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
const REST = String.raw`[1-8]\d{6}(?!\d)`;
const SPACED = String.raw`\d(?: \d){5} ?-? ?[1-8](?: \d){6}(?! ?\d)`;
const DOTTED = String.raw`\d(?:\.\d){5}[.-][1-8](?:\.\d){6}(?!\.?\d)`;

const WITH_DASH = new RegExp(String.raw`(?<!\d)${BIRTHDAY}\s{0,3}[-·~_=]{1,3}\s{0,3}${REST}`, 'g');
const WITH_SPACE = new RegExp(String.raw`(?<!\d)${BIRTHDAY} {1,3}${REST}(?! ?(?:[십백천만억]{0,3}원|[건명개](?![가-힣])))`, 'g');
const TOGETHER = new RegExp(String.raw`(?<![0-9A-Za-z])(?<!\d\.)${BIRTHDAY}${REST}(?![A-Za-z])`, 'g');
/** One digit in each box of a form. */
const IN_BOXES = new RegExp(String.raw`(?<!\d ?)${SPACED}|(?<!\d\.?)${DOTTED}`, 'g');
/** Also how coordinates and measures are written: not beside another number with decimals, nor before a unit. */
const WITH_DOT = new RegExp(String.raw`(?<![\d.,+-]|\d[eE])${BIRTHDAY} ?\. ?${REST}(?!\.\d| ?(?:[㎡㎥%°원]|[mk][m²g]?(?![A-Za-z])))`, 'g');
const DECIMALS = new RegExp(String.raw`(?<![\d.])(?!${BIRTHDAY} ?\.[1-8]\d{6}(?!\d))\d{1,10}\.\d{3,15}(?!\.?\d)`);
const MEASURE = /좌표|위도|경도|[XYxy] ?[:=] ?$|면적|거리|표고|coord|latitude|longitude/u;
const DECIMALS_REACH = 40;
const BEGINS_WITH_BIRTHDAY = new RegExp(`^${BIRTHDAY}`);
/** Front and back in two cells; only where a label says what they are. */
const IN_CELLS = new RegExp(String.raw`(?<!\d)${BIRTHDAY}(?:\s{0,3}[|\t\n,.:/]\s{0,3}|[^0-9]{0,6}뒷? ?자리[^0-9]{0,4})${REST}`, 'g');
/** The birthday with its century, which is also how papers are numbered; only where a label says what it is. */
const WITH_CENTURY = new RegExp(String.raw`(?<!\d)(?:19|20)${BIRTHDAY}\s{0,3}-?\s{0,3}${REST}`, 'g');
const END_STARRED = new RegExp(
  String.raw`(?<!\d)${BIRTHDAY}(?:\s{0,3}[-~_=]\s{0,3}(?:[1-8]\d{0,4}${STAR}{2,7}|${STAR}{5,8})|[1-8]\d{0,4}[*○●]{2,6})`, 'g');
const START_STARRED = new RegExp(
  String.raw`(?<![0-9A-Za-z])(?:${STAR}{6}|\d\d${STAR}{4}|\d{4}${STAR}{2})\s{0,3}-\s{0,3}${REST}`, 'g');
/** What all of these have; few texts do. */
const STARRED_FRONT = new RegExp(String.raw`${STAR}{2}\s{0,3}-\s{0,3}[1-8]`);
/** Birthday and sex: `900101-1`; only where a label says what it is. */
const SHORT = new RegExp(String.raw`(?<!\d)${BIRTHDAY}\s{0,2}-\s{0,2}[1-8](?!\d)`, 'g');

const PERSON = /주민|외국인\s?등록|거소신고|생년월일|resident/giu;
const CORPORATION = /법인\s?(?:등록)?\s?번호|법인\s?등록/gu;
const CELL_REACH = 120;
const LABEL_REACH = 20;

export const residentNumber: Detector = {
  kind: KIND,
  needs: SEEN.digits6,
  find: (text) => (holdsNumber(text) ? residentNumbers(text) : []),
};

function* residentNumbers(text: string): Iterable<Finding> {
  const isPerson = (value: string, start: number): boolean => !isCorporation(text, value, start);
  for (const pattern of [WITH_DASH, WITH_SPACE, TOGETHER]) yield* scanNumbers(KIND, text, pattern, 13, isPerson);
  yield* scanNumbers(KIND, text, WITH_DOT, 13, (value, start) => !isMeasure(text, value, start) && isPerson(value, start));
  yield* scanNumbers(KIND, text, END_STARRED, 6);
  if (STARRED_FRONT.test(text)) yield* scanNumbers(KIND, text, START_STARRED, 7);
  yield* scanNumbers(KIND, text, IN_BOXES, 13, (value) => BEGINS_WITH_BIRTHDAY.test(digitsOf(value)));
  yield* scanNumbers(KIND, text, WITH_CENTURY, 15, (_, start) => isLabelled(text, start, LABEL_REACH, PERSON, CORPORATION));
  yield* scanNumbers(KIND, text, IN_CELLS, 13, (_, start) => isLabelled(text, start, CELL_REACH, PERSON, CORPORATION));
  yield* scanNumbers(KIND, text, SHORT, 7, (_, start) => isLabelled(text, start, LABEL_REACH, PERSON, CORPORATION));
}

/** Whether a number with a dot stands among measures; a label for a person beats that. */
function isMeasure(text: string, value: string, start: number): boolean {
  if (isLabelled(text, start, LABEL_REACH, PERSON, CORPORATION)) return false;
  const before = text.slice(Math.max(0, start - DECIMALS_REACH), start);
  const end = start + value.length;
  return MEASURE.test(before) || DECIMALS.test(before) || DECIMALS.test(text.slice(end, end + DECIMALS_REACH));
}

function isCorporation(text: string, value: string, start: number): boolean {
  return isLabelled(text, start, LABEL_REACH, CORPORATION, PERSON) && hasCorporationCheckDigit(digitsOf(value));
}

/** Weights 1 and 2 in turn over twelve digits; the thirteenth makes the sum a multiple of ten. */
function hasCorporationCheckDigit(digits: string): boolean {
  const sum = [...digits.slice(0, 12)].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 2), 0);
  return (10 - (sum % 10)) % 10 === Number(digits[12]);
}
