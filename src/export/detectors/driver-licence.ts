/**
 * Driver's licence numbers (Enforcement Rule of the Road Traffic Act, Annex 54):
 * region (11–28), year, six digits, two digits, as `12-34-567890-12`; until the
 * nineties the region's name stood for its code, `서울 12-345678-90`.
 *
 * With their dashes they are known by shape, unless another label stands before them;
 * other signs, spaces or none need the word for the licence.
 */
import type { Finding } from '../../model/stages.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { AND_WORDS, DIGIT, labelledSearch, tellsMoreThanHalf } from './labelled.ts';
import { isLabelled, scanNumbers } from './scan.ts';

const KIND = 'driver-licence';
const REGION = '(?:1[1-9]|2[0-8])';
const REGION_NAME = '(?:서울|부산|경기(?:남부|북부)?|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산)';

const DASHED = new RegExp(String.raw`(?<![\d*A-Za-z]|[\d가-힣][-.])${REGION} ?- ?\d{2} ?- ?${DIGIT}{6} ?- ?${DIGIT}{2}(?![\d*]|-\d)`, 'g');
const DASHED_NAME = new RegExp(String.raw`${REGION_NAME} {0,2}-? {0,2}\d{2} ?- ?${DIGIT}{6} ?- ?${DIGIT}{2}(?![\d*]|-\d)`, 'g');

const LICENCE = /면허|licen[cs]e/giu;
const OTHER = new RegExp([
  '계좌', '은행', '입금', '예금', '문서', '관리번호', '접수', '사업자', '고유번호', '물품', '품번', '부품', '계약', '과제', '허가', '승인', '신고번호', '인증', '일련', '모델', '규격',
  '도서', '청구기호', '분류', '등기', '필지', 'account', 'serial', 'model', 'part',
].join('|'), 'giu');
const LABEL_REACH = 20;

const GAP = '[ ._~·/-]{0,3}';
const labelled = labelledSearch(KIND, {
  stem: /면허|licen[cs]e/iuy,
  begins: ['면허', 'li'],
  label: String.raw`면허\s?(?:증|번호)?(?:\s?(?:번호|No\b\.?)|${AND_WORDS})|licen[cs]e(?:\s?(?:number|no\b\.?))?`,
  header: '면허|licen[cs]e',
  value: `(?:${REGION}|${REGION_NAME})${GAP}${DIGIT}{2}${GAP}${DIGIT}{6}${GAP}${DIGIT}{2}(?![0-9*A-Za-z-])`,
  accept: tellsMoreThanHalf,
});

export const driverLicence: Detector = {
  kind: KIND,
  needs: SEEN.digits6,
  * find(text: string): Iterable<Finding> {
    for (const pattern of [DASHED, DASHED_NAME]) {
      yield* scanNumbers(KIND, text, pattern, 6, (value, start) => tellsMoreThanHalf(value) && isLikely(text, start));
    }
    yield* labelled(text);
  },
};

/** With the label nearest, or with none for something else. */
function isLikely(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - LABEL_REACH), start);
  return before.search(OTHER) < 0 || isLabelled(text, start, LABEL_REACH, LICENCE, OTHER);
}
