/**
 * Business registration numbers of sole traders (Enforcement Decree of the VAT Act,
 * Art. 12), `123-45-67891`: a sole trader's business is the person. The middle two
 * digits tell who it is: 01–79 and 90–99 natural persons, 80 bodies without legal
 * personality and natural persons in other cases, 89 religious bodies. Corporations
 * (81–88) are no personal information and stay readable.
 *
 * Without a label the dashes and the check digit must be right, as contract and
 * account numbers are grouped in the same way; with the label the form is enough.
 */
import type { Finding } from '../../model/stages.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { AND_WORDS, DIGIT, labelledSearch, tellsMoreThanHalf } from './labelled.ts';
import { digitsOf, isLabelled, scanNumbers } from './scan.ts';

const KIND = 'business-number';
const DASHED = /(?<![0-9A-Za-z*]|[\d가-힣A-Za-z][-.])[1-9]\d\d ?- ?\d\d ?- ?\d{5}(?![0-9*]|-\d|[,.]\d)/g;

const BUSINESS = /사업자|고유번호|등록번호|business|registration/giu;
const OTHER = new RegExp([
  '계좌', '은행', '입금', '송금', '예금', '통장', '환급', '문서', '관리번호', '접수', '계약번호', '과제', '허가', '법인등록', '주민', '우편', '등기', '송장', '물품', '품번', '모델', '규격',
  '카드', '전화', '팩스', '고지', '납부', '일련', 'account', 'serial', 'model', 'isbn', 'part',
].join('|'), 'giu');
const LABEL_REACH = 20;

const labelled = labelledSearch(KIND, {
  stem: /사업자|고유\s?번호|등록\s?번호|business (?:registration|n)|\bBRN\b/iuy,
  begins: ['사업', '고유', '등록', 'bu', 'br'],
  label: String.raw`사업자\s?(?:\(?개인\)?\s?)?(?:등록\s?)?(?:증\s?)?(?:(?:번호|No\b\.?)|${AND_WORDS})|고유\s?번호\s?증?|(?<!(?:법인|주민|차량|자동차|외국인|상표|특허)\s?)등록\s?번호|business (?:registration )?(?:number|no\b\.?)|BRN`,
  header: String.raw`사업자|고유\s?번호|business (?:registration )?(?:number|no)|\bBRN\b`,
  value: String.raw`${DIGIT}{3}(?<gap> ?[-._·/] ?| |)${DIGIT}{2}\k<gap>${DIGIT}{5}(?![0-9*A-Za-z]|-\d|\.\d|,\d{3}(?!\d))`,
  accept: (value, after) => isSoleTrader(value) && tellsMoreThanHalf(value) && !/^ ?(?:[십백천만억]{0,2} ?원|건|명|개)/u.test(after),
});

export const businessNumber: Detector = {
  kind: KIND,
  needs: SEEN.digits6,
  * find(text: string): Iterable<Finding> {
    yield* scanNumbers(KIND, text, DASHED, 10, (value, start) => isSoleTrader(value) && hasCheckDigit(digitsOf(value)) && isLikely(text, start));
    yield* labelled(text);
  },
};

function isLikely(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - LABEL_REACH), start);
  return before.search(OTHER) < 0 || isLabelled(text, start, LABEL_REACH, BUSINESS, OTHER);
}

/** Middle digits that are starred out may be a person's. */
function isSoleTrader(value: string): boolean {
  const middle = value.replace(/[^0-9*xX○●]/g, '').slice(3, 5);
  if (/[^0-9]/.test(middle)) return true;
  const code = Number(middle);
  return code >= 1 && !(code >= 81 && code <= 88);
}

/** The ninth digit counts five times, its tens added. */
function hasCheckDigit(digits: string): boolean {
  const sum = [1, 3, 7, 1, 3, 7, 1, 3, 5].reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (10 - ((sum + Math.floor((Number(digits[8]) * 5) / 10)) % 10)) % 10 === Number(digits[9]);
}
