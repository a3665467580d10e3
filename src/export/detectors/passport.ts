/**
 * Passport numbers (Enforcement Rule of the Passport Act; ICAO Doc 9303 for the
 * machine-readable zone): a letter for the kind of passport (M S R D G, also after P)
 * and eight digits, since December 2021 a letter, three digits, a letter, four digits.
 *
 * This shape is rare enough to count without a label, in capitals and in one piece;
 * models, serial and project numbers share it, so their words before it speak against.
 * With the label every form counts, also those of other countries.
 */
import type { Finding } from '../../model/stages.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { AND_WORDS, DIGIT, labelledSearch } from './labelled.ts';
import { digitsOf, isLabelled, scan, scanNumbers } from './scan.ts';

const KIND = 'passport';
const BARE = /(?<![A-Za-z0-9./#&=-]|[A-Za-z]_)(?:P?[MSRDG]\d{8}|P[MSRDG]\d{7}|[MSRDG]\d{3}[A-Z]\d{4}|[MSRDG](?:\d{4,7}\*{1,4}|\*{1,4}\d{4,7})(?<=.{9}))(?![A-Za-z0-9*/-]|\.(?!pdf|jpe?g|png|hwpx?|tiff?|docx?|zip)[A-Za-z0-9])/g;
/** Second line of the machine-readable zone: number, nation, birthday, sex, expiry. */
const ZONE_NUMBERS = /(?<![A-Z0-9<])[A-Z0-9][A-Z0-9<]{8}\d[A-Z][A-Z<]{2}\d{7}[MFX<]\d{7}[A-Z0-9<]{0,16}/g;
/** First line: nation and name. */
const ZONE_NAME = /(?<![A-Z0-9<])P[A-Z<][A-Z][A-Z<]{2}[A-Z]{1,30}(?:<[A-Z]{1,30}){0,3}<<[A-Z<]{2,40}/g;

const PASSPORT = /여권|passport/giu;
const OTHER = new RegExp([
  '모델', '모형', '형식', '형번', '규격', '사양', '품번', '품명', '품목', '물품', '부품', '제품', '상품', '장비', '기기', '자산', '일련', '시리얼', '관리', '문서', '접수',
  '주문', '계약', '과제', '사업번호', '인증', '특허', '코드', '도면', '차대', '로트', '송장', '구역', '노선', '파일', 'model', 'serial', String.raw`s\/n`, String.raw`p\/n`, 'part',
  'code', String.raw`\blot`, 'item', 'order', String.raw`\bver`, 'file', String.raw`\bsku`, 'asset', 'invoice', 'product', 'project', 'hash', 'key', 'token',
].join('|'), 'giu');
const LABEL_REACH = 20;

const SIGN = '[ ./·-]{0,2}';
const KOREAN = String.raw`P?[MSRDGO]${SIGN}${DIGIT}{3}${SIGN}(?:${DIGIT}|[A-Z])${SIGN}${DIGIT}{4}(?![A-Za-z0-9*])`;
/** Before 2008 with two letters; other countries: up to three letters, six to nine digits. */
const FOREIGN = String.raw`[A-Z]{1,3}[ -]?${DIGIT}{6,9}[A-Z]?(?![A-Za-z0-9*-])|(?=(?:[A-Z]{0,5}\d){4,9})[A-Z0-9]{9}(?![A-Za-z0-9*-])|[\d*]{9}(?![A-Za-z0-9*-]|[,.]\d)`;

const labelled = labelledSearch(KIND, {
  stem: /여권|passport/iuy,
  begins: ['여권', 'pa'],
  label: String.raw`여권(?:\s?(?:번호|No\b\.?)|${AND_WORDS})|passport(?:\s?(?:number|no\b\.?|nr\b\.?))?`,
  header: '여권|passport',
  value: `${KOREAN}|${FOREIGN}`,
  accept: (value, after) => isMostlyLeft(value) && !/^ ?(?:원|건|명|권)/u.test(after),
});

export const passport: Detector = {
  kind: KIND,
  needs: SEEN.digits4 | SEEN.lessThan,
  * find(text: string): Iterable<Finding> {
    yield* scanNumbers(KIND, text, BARE, 4, (_, start) => isLikely(text, start));
    yield* scanNumbers(KIND, text, ZONE_NUMBERS, 15);
    if (text.includes('<<')) yield* scan(KIND, text, ZONE_NAME);
    yield* labelled(text);
  },
};

/** With a label for passport nearest, or with none for something else. */
function isLikely(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - LABEL_REACH), start);
  return before.search(OTHER) < 0 || isLabelled(text, start, LABEL_REACH, PASSPORT, OTHER);
}

/** Whether at least four digits and half of all are left; the letter tells as much as a digit. */
function isMostlyLeft(value: string): boolean {
  const digits = digitsOf(value).length;
  return digits >= 4 && digits >= value.replace(/[^*xX○●]/g, '').length;
}
