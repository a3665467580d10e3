/**
 * Bank account numbers: 10–16 digits whose grouping each bank chooses itself, so
 * the digits alone tell nothing. What tells is the label: 계좌, 입금, 예금주, a
 * bank's name. The last label before the number wins, which keeps telephones,
 * business registration and document numbers in the same sentence readable. An
 * account also speaks for the next number after it: lists are labelled once.
 */
import type { Finding } from '../../model/stages.ts';
import { CELL_UNITS, columnSearch } from './columns.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { joinedDigits } from './joined-digits.ts';
import { digitsOf, holdsNumber, isLabelled, scanNumbers } from './scan.ts';

const KIND = 'account';
const BANK = String.raw`은행|뱅크|새마을금고|신협|신용협동조합|우체국|농협|축협|수협|증권|저축`;
const LABEL = new RegExp(
  String.raw`계좌|구좌|입금|송금|이체|예금|통장|납입처|환불처|환급처|${BANK}|account|acct|a\/c|\bbank`, 'giu');
const OTHER = new RegExp([
  '사업자', '고유번호', '법인', '전화', '연락처', '팩스', String.raw`\btel`, String.raw`\bfax`, 'phone', '휴대', '핸드폰', '문의', '콜센터', '고객센터',
  '문서', '관리번호', '접수번호', '계약번호', '공고', '고지', '납부번호', '허가', '승인', '우편번호', '등기', '운송장', '송장', '주민', '생년월일', '카드', '면허',
  '여권', '주문', '거래번호', '일련번호', '식별번호', '물품', '과제번호', '금액', '합계', '잔액', '잔고', '예산', '입금액', '송금액', 'isbn', 'issn', 'url', 'http',
].join('|'), 'giu');
/** Banks that are called by a first name alone; only right beside the number. */
const NAME = '국민|신한|우리|하나|기업|산업|외환|제일|씨티|부산|대구|경남|광주|전북|제주|카카오|토스|케이|kb|nh|ibk|sc|mg|im';
const NAME_BEFORE = new RegExp(String.raw`(?:^|[\s(:,/])(?:${NAME})\s?[:)]?\s?$`, 'iu');
/** Right after the number: `(예금주 …)`, `국민은행`, `(국민)`. */
const AFTER = new RegExp(
  String.raw`^\s{0,2}(?:[(\[,/|]?\s{0,2}(?:예금주|계좌|통장|[A-Za-z가-힣]{0,6}(?:${BANK}))|[(\[]\s?(?:${NAME})[\s,)\]])`, 'iu');

const DIGIT = String.raw`[\d*]`;
const DASHED = new RegExp(String.raw`(?=\d)(?<![\d*]|\d[-.,]|[과팀실관소터단]-)\d${DIGIT}{1,6}(?: ?- ?${DIGIT}{1,8}){1,4}(?!${DIGIT}|-\d)`, 'g');
const SPACED = new RegExp(String.raw`(?=\d)(?<![\d*]|\d[-.,]|\d )\d${DIGIT}{2,6}(?<gap>[ .·/_])${DIGIT}{2,8}(?:\k<gap>${DIGIT}{1,8}){1,3}(?!${DIGIT}|\.\d|,\d{3}(?!\d))`, 'g');
/** Two groups, and single digits, are so often something else that the word must stand right before them. */
const LOOSE = [
  new RegExp(String.raw`(?=\d)(?<![\d*A-Za-z]|\d[-.,_]|\d )\d${DIGIT}{2,6}[ ._]${DIGIT}{5,9}(?!${DIGIT}|[ ._-]?\d)`, 'g'),
  /(?<![\d.]|\d )\d(?<gap>[ .])\d(?:\k<gap>\d){8,14}(?!\d|[ .]\d)/g,
];
const TIME = /^(?:19|20)\d{6}[ ._]/;
const TOGETHER = new RegExp(String.raw`(?=\d)(?<![\d*A-Za-z]|\d[-.,]|[가-힣A-Za-z]-)\d${DIGIT}{9,15}(?!${DIGIT}|[A-Za-z]|[-.]\d|,\d{3}(?!\d))`, 'g');

const TELEPHONE = /^(?:0\d{1,3}[- .]\d{3,4}[- .]\d{4}|\+?82[- .].*)$/;
const DATE = /^(?:19|20)\d\d ?[-./ ] ?(?:0?[1-9]|1[0-2]) ?[-./ ] ?(?:0?[1-9]|[12]\d|3[01])(?!\d)/;
const BUSINESS = /^\d{3} ?- ?\d{2} ?- ?\d{5}$/;
/** After digits in one piece: they are an amount. */
const AMOUNT = /^\s?(?:[십백천만억조]{0,3}\s?원|won|krw|달러|[불건명주좌호](?![가-힣])|%)/iu;

/** Columns of accounts; not those of what was paid into them. */
const columns = columnSearch(['계좌', '구좌', '통장', 'ac', 'ba'], /(?:계좌|구좌|통장)(?!\s?(?:주|명|수|잔액|금액|개설|종류))|\bacc(?:oun)?t\s?(?:number|no)|\ba\/c|bank account/giu);
const WHOLE = new RegExp(String.raw`(?<![\d*])\d${DIGIT}{1,15}(?: ?[-._·/ ] ?${DIGIT}{1,8}){0,4}(?!${DIGIT}|[-._·/ ]{1,3}\d)`, 'g');

const LABEL_REACH = 40;
const CLOSE_REACH = 15;

export const account: Detector = {
  kind: KIND,
  needs: SEEN.digits6,
  find: (text) => (holdsNumber(text) ? accounts(text) : []),
};

function* accounts(text: string): Iterable<Finding> {
  let lastEnd = -Infinity;
  for (const found of candidates(text)) {
    if (!isAccount(text, found, found.start >= lastEnd && found.start - lastEnd <= LABEL_REACH ? lastEnd : null)) continue;
    lastEnd = Math.max(lastEnd, found.end);
    yield found;
  }
  yield* inColumns(text);
}

/** In a column every number of the right length counts, with the bank's name beside it or not. */
function* inColumns(text: string): Iterable<Finding> {
  for (const { start, end } of columns(text)) {
    if (end - start > CELL_UNITS) continue;
    const { text: cell, places } = joinedDigits(text.slice(start, end));
    for (const { 0: value, index } of cell.matchAll(WHOLE)) {
      if (!isRightLength(value) || TELEPHONE.test(value) || DATE.test(value)) continue;
      const last = index + value.length - 1;
      yield { kind: KIND, start: start + (places[index] ?? index), end: start + (places[last] ?? last) + 1 };
    }
  }
}

/** All numbers of the right length, in order. */
function candidates(text: string): Finding[] {
  const isClose = (value: string, start: number): boolean => isRightLength(value) && !TIME.test(value) && isLabelled(text, start, CLOSE_REACH, LABEL, OTHER);
  return [
    ...[DASHED, SPACED, TOGETHER].flatMap((pattern) => [...scanNumbers(KIND, text, pattern, 6, isRightLength)]),
    ...LOOSE.flatMap((pattern) => [...scanNumbers(KIND, text, pattern, 6, isClose)]),
  ]
    .sort((a, b) => a.start - b.start);
}

function isRightLength(value: string): boolean {
  const length = value.replace(/[^\d*]/g, '').length;
  return length >= 10 && length <= 16 && digitsOf(value).length >= 6;
}

/** @param lastEnd - End of an account shortly before, or `null`. */
function isAccount(text: string, { start, end }: Finding, lastEnd: number | null): boolean {
  const value = text.slice(start, end);
  const after = text.slice(end, end + CLOSE_REACH);
  if (TELEPHONE.test(value) || DATE.test(value)) return false;
  if (/^\d{1,16}(?:[ .]\d{1,9})?$/.test(value) && AMOUNT.test(after)) return false;
  if (BUSINESS.test(value)) return isLabelled(text, start, CLOSE_REACH, /계좌|통장/gu, OTHER);
  return isLabelled(text, start, LABEL_REACH, LABEL, OTHER) || AFTER.test(after)
    || NAME_BEFORE.test(text.slice(Math.max(0, start - CLOSE_REACH), start))
    || (lastEnd !== null && text.slice(lastEnd, start).search(OTHER) < 0);
}
