/**
 * Mobile numbers: 010 and the old 011, 016–019 (Telecommunications Numbering
 * Regulations), in all the ways they are typed, also with the country code, with a
 * digit in each box, with letters or Korean words for digits, and with at most two
 * digits starred out. Landlines and switchboards are public and not found.
 */
import type { Finding } from '../../model/stages.ts';
import type { Detector } from './detector.ts';
import { isLabelled, scan, STAR } from './scan.ts';

const KIND = 'mobile';
/** What stands between the groups: a sign with spaces around it, spaces, or nothing. */
const GAP = String.raw`(?: {0,3}[-.~·/_()=]{1,3}\s{0,3}| {1,3}|)`;
/** The same, but not nothing. */
const SIGN = String.raw`(?: {0,3}[-.~·/_()=]{1,3}\s{0,3}| {1,3})`;
const COUNTRY = String.raw`(?:\+ ?|00)?82${GAP}0?${GAP}`;
/** A bracket that closes within the number. */
const OPENED = String.raw`(?:\((?=[+\d][\d ]{1,5}\)))?`;
/** A digit as it may be disguised. */
const DISGUISED = '[0-9oOlI영공일이삼사오육륙칠팔구]';

const GROUPED = new RegExp(String.raw`(?<!\d)${OPENED}(?:${COUNTRY}1|01)[016-9]${SIGN}\d{3,4}${GAP}\d{4}(?!\d)`, 'g');
const GROUPED_LATE = new RegExp(String.raw`(?<!\d)(?:${COUNTRY}1|01)[016-9]\d{3,4}${SIGN}\d{4}(?!\d)`, 'g');
const TOGETHER = /(?<!\d|\d\.)(?:(?:\+|00)?820?10|010)\d{8}(?!\d)/g;
const TOGETHER_OLD = /(?<![0-9A-Za-z]|\d\.)(?:(?:\+|00)?820?1|01)[16-9]\d{7,8}(?![0-9A-Za-z])/g;
const WITH_WORDS = new RegExp(
  String.raw`(?<!\d|\d\.|\d (?=\d))[0oO영공] ?[1lI일] ?[0oO영공]${GAP}${DISGUISED}(?: ?${DISGUISED}){3}${GAP}${DISGUISED}(?: ?${DISGUISED}){3}(?!\d|(?<=\d) \d)`, 'g');
const STARRED = new RegExp(
  String.raw`(?<!\d)01[016-9]${GAP}(?:\d{3,4}${GAP}\d{2,3}${STAR}{1,2}|(?:\d{2,3}${STAR}{1,2}|${STAR}{1,2}\d{2,3})${GAP}\d{4})(?![\d*])`, 'g');
/** `010-OOOO-5678`: not disguised, but hidden by the author. */
const HIDDEN = /[oO]{3}/;
/** A spreadsheet has taken the first zero away; only where a label says that it is a telephone. */
const WITHOUT_ZERO = new RegExp(String.raw`(?<![0-9A-Za-z.,-])10${GAP}\d{4}${GAP}\d{4}(?![0-9,])`, 'g');

const PHONE = /휴대|핸드폰|손전화|연락처|h\.?p\b|mobile|cell\s?(?:phone)?\b/giu;
const OTHER = /사업자|등록번호|계좌|금액|문서번호|관리번호|접수번호/gu;
const LABEL_REACH = 20;

export const mobile: Detector = {
  kind: KIND,
  * find(text: string): Iterable<Finding> {
    for (const pattern of [GROUPED, GROUPED_LATE, TOGETHER_OLD, STARRED]) yield* scan(KIND, text, pattern);
    for (const pattern of [TOGETHER, WITH_WORDS]) {
      yield* scan(KIND, text, pattern, (value, start) => !HIDDEN.test(value) && !isInHash(text, start, start + value.length));
    }
    yield* scan(KIND, text, WITHOUT_ZERO, (_, start) => isLabelled(text, start, LABEL_REACH, PHONE, OTHER));
  },
};

/** Eleven digits between two hexadecimal letters are a part of a hash or a file key. */
function isInHash(text: string, start: number, end: number): boolean {
  return /^[a-f]{2}$/i.test(text.slice(Math.max(0, start - 1), start) + text.slice(end, end + 1));
}
