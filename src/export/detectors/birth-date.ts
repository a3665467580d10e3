/**
 * Birth dates: with a name they point to one person (Personal Information Protection
 * Act, Art. 2). A date by itself tells nothing, so it needs a label (생년월일, 출생,
 * DOB), the column of a table, or the signs of a person around it: `…생`, sex or age
 * beside it, six digits in brackets after a name.
 *
 * Rules speak of births too (`2019. 1. 1. 이후 출생`, `출생아`) and museums of the
 * dead: a range, a date before 1900, a word for a term after it are no one's birthday.
 */
import type { Finding } from '../../model/stages.ts';
import { BIRTHDAY_IN_WORDS, DATE_OR_MONTH, FORMS, IN_ENGLISH, isBirthday } from './birth-date-forms.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { labelledSearch } from './labelled.ts';
import { scanNumbers } from './scan.ts';

const KIND = 'birth-date';

/** After a date: it begins or ends a term, or a rule goes by it. */
const TERM = /^\.? ?(?:까지|부터|이전|이후|이내|현재|기준|자로|자 |자료|일자|에서|접수|제출|시행|개정|~|원|건|명|개|㎡)/u;
const accept = (value: string, after: string): boolean => isBirthday(value) && !TERM.test(after);

const SURNAME = '[김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용]';
/** `성명(생년월일): 홍길동(850315)`. */
const NAME_BETWEEN = String.raw`(?:\)? ?[:|]? ?${SURNAME}[가-힣]{1,3} ?[(/,|] ?)?`;

const labelled = labelledSearch(KIND, {
  stem: /생년월|(?<![가-힣])생\s?년|앞\s?(?:6|여섯)?\s?자리|출\s?생\s?[년연일]|birth|\bd\.?o\.?b\b/iuy,
  begins: ['생년', '생 ', '생\n', '생\t', '앞자', '앞6', '앞여', '앞 ', '앞\n', '앞\t', '출생', '출 ', '출\n', '출\t', 'bi', 'd.', 'do'],
  label: String.raw`(?:(?<=주민\s?(?:등록)?\s?번호 ?\(?)앞\s?(?:6|여섯)?\s?자리|생\s?년(?:\s?월\s?일)?${NAME_BETWEEN}|출\s?생\s?(?:[년연]\s?월\s?일|일자|일)|birth\s?(?:date|day)?|d\.?o\.?b\b\.?)`,
  header: String.raw`생\s?년|출\s?생\s?(?:[년연]\s?월|일)|birth|\bd\.?o\.?b\b`,
  value: DATE_OR_MONTH,
  accept,
});

/** Words that sentences have as well: only with a sign after them, or in English with the word for it. */
const labelledByWord = labelledSearch(KIND, {
  stem: /생일|출생|\bborn\b/iuy,
  begins: ['생일', '출생', 'bo'],
  label: String.raw`(?:(?:생일|출생)(?= ?[:(|=/\t\n]| ?\d{4}[-./])|born(?: on)?(?: the)?)`,
  header: String.raw`생\s?일|출생(?! ?(?:아|률|율|수|신고|등록))`,
  value: `${FORMS.join('|')}|${BIRTHDAY_IN_WORDS}`,
  accept,
});

/** Not the end of a term or the middle of a number. */
const ALONE = String.raw`(?<![0-9A-Za-z*]|\d[-./]|년 ?|~ ?|부터 ?|까지 ?)`;
const SINGLE = [...FORMS, BIRTHDAY_IN_WORDS].map((form) => new RegExp(`(?=${form === IN_ENGLISH ? '[0-9A-S]' : "[0-9'’*]"})${ALONE}(?:${form})`, 'g'));
const SEX = String.raw`(?:남[자성]?|여[자성]?|男|女|M|F|[Mm]ale|[Ff]emale)`;
const NO_WORD = '(?![가-힣A-Za-z])';
const AT_PLACE = String.raw`(?:에 |경 |[가-힣]{1,8}(?:에서|서) ?){0,2}`;
const PERSON = '(?:성 ?명|이름|신청인|청구인|민원인|신고인|진정인|피해자|보호자|대표자|당사자|본인|피고인?|원고|환자|수급자|세대주)';

const BORN_THEN = /^\.? {0,2}생(?=[\s),.;/|·'"’”\]]|$|으로|이[며고다]|인 |입니다|남|여)/;
const AFTER = [
  BORN_THEN,
  new RegExp(String.raw`^\.? {0,2}${AT_PLACE}출생(?![가-힣]|.{0,2}(?:신고|등록|통계))`),
  new RegExp(String.raw`^\.? {0,2}${AT_PLACE}(?:출생|태어)(?=하|했|으로|임|함|났|나 |난 (?:고인|신청인|피고|원고))`),
  new RegExp(String.raw`^\.? ?[,/·| ] ?${SEX}(?= ?[)\],;:/|·\t\n]|$)`),
  new RegExp(String.raw`^\.? ?[,/·|(] ?(?:만 ?)?\d{1,3} ?세${NO_WORD}`),
];
const BEFORE = [
  new RegExp(String.raw`\d ?세 ?(?:[(/]|, ) ?$`),
  new RegExp(String.raw`(?<![가-힣A-Za-z])${SEX} ?[,/·|] ?$`),
];
/** Before a date in brackets or in a list. */
const BEFORE_ENCLOSED = new RegExp(String.raw`${PERSON}(?:\s?[:|]\s?|\s)[가-힣]{2,4} ?[(\[/|,] ?$`);
const BEFORE_SIX = new RegExp(String.raw`(?<![가-힣])${SURNAME}[가-힣]{1,3} ?(?:[(\[/]|, ) ?$`);
const ENCLOSED = /^\.? ?[)\]/|,]/;
const SIX_ENCLOSED = /^ ?(?:[)\]/]|, )/;

const REACH_BEFORE = 24;
const REACH_AFTER = 40;

export const birthDate: Detector = {
  kind: KIND,
  needs: SEEN.digits2,
  * find(text: string): Iterable<Finding> {
    yield* labelled(text);
    yield* labelledByWord(text);
    for (const form of SINGLE) yield* scanNumbers(KIND, text, form, 2, (value, start) => isBirthday(value) && isPersons(text, value, start));
  },
};

/** Whether signs of a person stand around a date. */
function isPersons(text: string, value: string, start: number): boolean {
  const end = start + value.length;
  const after = text.slice(end, end + REACH_AFTER);
  if (IS_DAY_ONLY.test(value)) return BORN_THEN.test(after);
  const before = text.slice(Math.max(0, start - REACH_BEFORE), start);
  return AFTER.some((pattern) => pattern.test(after)) || BEFORE.some((pattern) => pattern.test(before))
    || (ENCLOSED.test(after) && BEFORE_ENCLOSED.test(before))
    || (/^\d{6}$/.test(value) && SIX_ENCLOSED.test(after) && BEFORE_SIX.test(before));
}

const IS_DAY_ONLY = /^\d{1,2} ?월/;
