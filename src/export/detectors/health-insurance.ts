/**
 * Numbers of health insurance (National Health Insurance Act) and long-term care
 * (Act on Long-Term Care Insurance for Older Persons): the card's eleven digits,
 * often `1-2345678901`, older ones of eight, and `L1234567890-101`. Digits like these
 * are everywhere, so only the label tells; `보험료` and a workplace's number are others.
 */
import type { Finding } from '../../model/stages.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { AND_WORDS, DIGIT, labelledSearch, tellsMoreThanHalf } from './labelled.ts';

const KIND = 'health-insurance';
const END = String.raw`(?![0-9*A-Za-z-]|\.\d|,\d{3}(?!\d))`;
const NOT_AMOUNT = /^ ?(?:[십백천만억]{0,2} ?원|건|명|개|년|won|krw)/iu;
/** Eight digits that are a day. */
const DAY = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

const card = labelledSearch(KIND, {
  stem: /보험(?=증|카드| (?:증|카드)|\s?번호)|증\s?번호|급여\s?(?:증|번호)|health\s?insurance/iuy,
  begins: ['보험', '증번', '증 ', '증\n', '증\t', '급여', 'he'],
  label: String.raw`보험\s?(?:증|카드)\s?(?:의\s?)?(?:기호)?\s?[·,/]?(?:\s?(?:번호|No\b\.?)|${AND_WORDS})|(?<=건강 ?|의료 ?)보험\s?번호|(?<![가-힣])증\s?번호|(?<=의료)급여\s?(?:증|번호)\s?(?:번호)?|health\s?insurance\s?(?:card\s?)?(?:number|no\b\.?|id)?`,
  header: String.raw`보험증|(?<![가-힣])증\s?번호|의료급여\s?(?:증|번호)|(?:건강|의료)\s?보험\s?번호|health insurance`,
  value: String.raw`[1-9] ?[-._]? ?${DIGIT}{10}${END}|[1-9]${DIGIT}{3}[ ._-]${DIGIT}{3,4}[ ._-]${DIGIT}{3,4}${END}|[1-9]${DIGIT}{7}${END}`,
  accept: (value, after) => tellsMoreThanHalf(value) && !DAY.test(value) && !NOT_AMOUNT.test(after),
});

const longTermCare = labelledSearch(KIND, {
  stem: /장기\s?요양|인정\s?(?:관리\s?)?번호|long-term care/iuy,
  begins: ['장기', '인정', 'lo'],
  label: String.raw`인정\s?(?:관리\s?)?번호|장기\s?요양\s?(?:인정서?|등급|보험|수급자)?\s?(?:관리\s?)?(?:번호|No\b\.?)?|long-term care (?:insurance |certification )?(?:number|no\b\.?)?`,
  header: String.raw`장기\s?요양|인정\s?(?:관리\s?)?번호|long-term care`,
  value: String.raw`L ?[-._]? ?${DIGIT}{10}(?: ?[-._] ?${DIGIT}{3})?${END}`,
  accept: tellsMoreThanHalf,
});

export const healthInsurance: Detector = {
  kind: KIND,
  needs: SEEN.digits5,
  * find(text: string): Iterable<Finding> {
    yield* card(text);
    yield* longTermCare(text);
  },
};
