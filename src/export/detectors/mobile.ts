/**
 * Mobile numbers: 010 and the old 011, 016–019 (Telecommunications Numbering
 * Regulations), in all the ways they are typed, also with the country code and with
 * at most three of the eight personal digits starred out; words and letters for
 * digits are read before (readings/digits.ts). `010-****-5678` tells too little to
 * reach anyone, and is how papers are meant to be written.
 */
import type { Finding } from '../../model/stages.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { digitsOf, holdsNumber, isLabelled, scanNumbers } from './scan.ts';

const KIND = 'mobile';
/** What stands between the groups: a sign with spaces around it, spaces, or nothing. */
const GAP = String.raw`(?: {0,3}[-.~·/_()=]{1,3}\s{0,3}| {1,3}|)`;
/** The same, but not nothing. */
const SIGN = String.raw`(?: {0,3}[-.~·/_()=]{1,3}\s{0,3}| {1,3})`;
const COUNTRY = String.raw`(?:\+ ?|00)?82${GAP}0?${GAP}`;
/** A bracket that closes within the number. */
const OPENED = String.raw`(?:\((?=[+\d][\d ]{1,5}\)))?`;

const GROUPED = new RegExp(String.raw`(?<!\d)${OPENED}(?:${COUNTRY}1|01)[016-9]${SIGN}\d{3,4}${GAP}\d{4}(?!\d)`, 'g');
const GROUPED_LATE = new RegExp(String.raw`(?<!\d)(?:${COUNTRY}1|01)[016-9]\d{3,4}${SIGN}\d{4}(?!\d)`, 'g');
const TOGETHER = /(?<!\d|\d\.)(?:(?:\+|00)?820?10|010)\d{8}(?!\d)/g;
const TOGETHER_OLD = /(?<![0-9A-Za-z]|\d\.)(?:(?:\+|00)?820?1|01)[16-9]\d{7,8}(?![0-9A-Za-z])/g;
/** A personal digit or the sign that hides it; dots that divide groups hide none. */
const UNIT = String.raw`(?:[\d*xX#○●◯□■×]|(?<=[\d·])·(?!\d))`;
const STARRED = new RegExp(String.raw`(?=0)(?<!\d)01[016-9]${GAP}${UNIT}{3,4}${GAP}${UNIT}{4}(?![\d*])`, 'g');
const STARS = /[*xX#○●◯□■×]|·(?!\d)/;
/** The three of the network and five more: with fewer the author has hidden enough. */
const ENOUGH_DIGITS = 8;
/** A spreadsheet has taken the first zero away; only where a label says that it is a telephone. */
const WITHOUT_ZERO = new RegExp(String.raw`(?<![0-9A-Za-z.,-])10${GAP}\d{4}${GAP}\d{4}(?![0-9,])`, 'g');

const PHONE = /휴대|핸드폰|손전화|연락처|h\.?p\b|mobile|cell\s?(?:phone)?\b/giu;
const OTHER = /사업자|등록번호|계좌|금액|문서번호|관리번호|접수번호/gu;
const LABEL_REACH = 20;

export const mobile: Detector = {
  kind: KIND,
  needs: SEEN.digits6,
  find: (text) => (holdsNumber(text) ? mobiles(text) : []),
};

function* mobiles(text: string): Iterable<Finding> {
  for (const pattern of [GROUPED, GROUPED_LATE, TOGETHER_OLD]) yield* scanNumbers(KIND, text, pattern, 9);
  yield* scanNumbers(KIND, text, STARRED, ENOUGH_DIGITS, (value) => STARS.test(value) && digitsOf(value).length >= ENOUGH_DIGITS);
  yield* scanNumbers(KIND, text, TOGETHER, 11, (value, start) => !isInHash(text, start, start + value.length));
  yield* scanNumbers(KIND, text, WITHOUT_ZERO, 10, (_, start) => isLabelled(text, start, LABEL_REACH, PHONE, OTHER));
}

/** Eleven digits between two hexadecimal letters are a part of a hash or a file key. */
function isInHash(text: string, start: number, end: number): boolean {
  return /^[a-f]{2}$/i.test(text.slice(Math.max(0, start - 1), start) + text.slice(end, end + 1));
}
