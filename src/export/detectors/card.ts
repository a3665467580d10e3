/**
 * Payment card numbers (ISO/IEC 7812-1: 13–19 digits, first the network, last a
 * check digit by Luhn; domestic Korean cards begin with 9). Groups of four with
 * dashes are a card whatever the check digit says, and with spaces if they begin as
 * a network's do; in one piece they need the check digit or the word for card.
 */
import type { Finding } from '../../model/stages.ts';
import { CELL_UNITS, columnSearch } from './columns.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { joinedDigits } from './joined-digits.ts';
import { digitsOf, holdsNumber, isLabelled, scanNumbers } from './scan.ts';

const KIND = 'card';
const FOUR = '[0-9*xX#○●□]{4}';

const DASHED = new RegExp(String.raw`(?=[0-9*xX#○●□])(?<![0-9*A-Za-z]|\d[-.])${FOUR}(?<gap> ?[-·~_.])\s?${FOUR}(?:\k<gap>\s?${FOUR}){2}(?:\k<gap>\s?\d{1,3})?(?![0-9*]|-\d)`, 'g');
const SPACED = new RegExp(String.raw`(?=[0-9*xX#○●□])(?<![0-9*A-Za-z]|\d{4} )${FOUR}(?: {1,2}${FOUR}){3}(?: \d{3}(?!\d))?(?![0-9*A-Za-z]| \d{4}(?!\d))`, 'g');
const AMEX = /(?<![\d-])3[47]\d{2}(?<gap>[- ])\d{6}\k<gap>\d{5}(?![\d-])/g;
const DINERS = /(?<![\d-])3[0689]\d{2}(?<gap>[- ])\d{6}\k<gap>\d{4}(?![\d-])/g;
const TOGETHER = /(?<![0-9A-Za-z]|\d\.)\d{13,19}(?![0-9A-Za-z])/g;
const STARRED = /(?<![0-9A-Za-z])\d{4,8}[*xX○●]{4,9}\d{2,4}(?![0-9A-Za-z])/g;
const FOUR_STARS = /[*xX○●]{4}/;
/** Networks: 4, 51–55, 2221–2720, 34, 37, 36, 38, 6, and 9 for cards used in Korea only. */
const NETWORK = /^(?:[49]|5[1-5]|2(?:2[2-9]|[3-6]|7[01])|3[4-8]|6[0-9])/;
const YEARS = /^(?:(?:19|20)\d\d){4}/;

const LABEL = /카드|card/giu;
const OTHER = /승인\s?번호|가맹점|거래\s?번호|전표|납부\s?번호|고지|관리\s?번호|문서\s?번호|일련\s?번호/gu;
const columns = columnSearch(['카드', '결제', '신용', '체크', 'ca', 'cr'], /카드(?:\s?번호|$)|card\s?(?:number|no)/giu);
const WHOLE = /^\d{15,16}$/;
const LABEL_REACH = 30;
/** With fewer digits left a starred number no longer points to one card. */
const ENOUGH_DIGITS = 7;

/** With spaces around the dashes, starred groups part the digits further than one number reaches (scan.ts). */
const FEWEST_DIGITS = 6;

export const card: Detector = {
  kind: KIND,
  needs: SEEN.digits6,
  find: (text) => (holdsNumber(text) ? cards(text) : []),
};

function* cards(text: string): Iterable<Finding> {
  const isCard = (_: string, start: number): boolean => isLabelled(text, start, LABEL_REACH, LABEL, OTHER);
  yield* scanNumbers(KIND, text, DASHED, FEWEST_DIGITS, (value) => isDashedCard(digitsOf(value)));
  yield* scanNumbers(KIND, text, SPACED, ENOUGH_DIGITS, (value, start) => isSpacedCard(value) || isLooseCard(value, isCard(value, start)));
  yield* scanNumbers(KIND, text, AMEX, 15, (value, start) => value.includes('-') || hasLuhnDigit(digitsOf(value)) || isCard(value, start));
  yield* scanNumbers(KIND, text, DINERS, 14, (value, start) => hasLuhnDigit(digitsOf(value)) || isCard(value, start));
  yield* scanNumbers(KIND, text, TOGETHER, 13, (value, start) => isLooseCard(value, isCard(value, start)));
  for (const { start, end } of columns(text)) {
    if (end - start <= CELL_UNITS && WHOLE.test(joinedDigits(text.slice(start, end)).text)) yield { kind: KIND, start, end };
  }
  if (FOUR_STARS.test(text)) yield* scanNumbers(KIND, text, STARRED, ENOUGH_DIGITS, (value) => value.length >= 14 && value.length <= 19 && digitsOf(value).length >= ENOUGH_DIGITS);
}

function isDashedCard(digits: string): boolean {
  return digits.length >= ENOUGH_DIGITS && !YEARS.test(digits);
}

function isSpacedCard(value: string): boolean {
  const digits = digitsOf(value);
  return digits.length === 16 && NETWORK.test(digits) && !YEARS.test(digits);
}

/** Spaces and nothing between the digits are also how tables and codes look. */
function isLooseCard(value: string, isLabelledCard: boolean): boolean {
  const digits = digitsOf(value);
  if (YEARS.test(digits) || digits.length < ENOUGH_DIGITS) return false;
  if (/[^0-9 ]/.test(value)) return true;
  const isUsual = digits.length === 15 || digits.length === 16;
  if (isLabelledCard) return isUsual || hasLuhnDigit(digits);
  return isUsual && NETWORK.test(digits) && hasLuhnDigit(digits);
}

function hasLuhnDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const weighed = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}
