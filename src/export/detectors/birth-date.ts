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
import { BIRTHDAY_IN_WORDS, DATE, DATE_OR_MONTH, isBirthday, SIX } from './birth-date-forms.ts';
import type { Detector } from './detector.ts';
import { labelledSearch } from './labelled.ts';

const KIND = 'birth-date';

/** After a date: it begins or ends a term, or a rule goes by it. */
const TERM = /^\.? ?(?:까지|부터|이전|이후|이내|현재|기준|자로|자 |자료|일자|에서|접수|제출|시행|개정|~|원|건|명|개|㎡)/u;
const accept = (value: string, after: string): boolean => isBirthday(value) && !TERM.test(after);

const SURNAME = '[김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용]';
/** `성명(생년월일): 홍길동(850315)`. */
const NAME_BETWEEN = String.raw`(?:\)? ?[:|]? ?${SURNAME}[가-힣]{1,3} ?[(/,|] ?)?`;

const labelled = labelledSearch(KIND, {
  stem: /생년월|(?<![가-힣])생\s?년|앞\s?(?:6|여섯)?\s?자리|출\s?생\s?[년연일]|birth|\bd\.?o\.?b\b/giu,
  label: String.raw`(?:(?<=주민\s?(?:등록)?\s?번호 ?\(?)앞\s?(?:6|여섯)?\s?자리|생\s?년(?:\s?월\s?일)?${NAME_BETWEEN}|출\s?생\s?(?:[년연]\s?월\s?일|일자|일)|birth\s?(?:date|day)?|d\.?o\.?b\b\.?)`,
  header: String.raw`생\s?년|출\s?생\s?(?:[년연]\s?월|일)|birth|\bd\.?o\.?b\b`,
  value: DATE_OR_MONTH,
  accept,
});

/** Words that sentences have as well: only with a sign after them, or in English with the word for it. */
const labelledByWord = labelledSearch(KIND, {
  stem: /생일|출생|\bborn\b/giu,
  label: String.raw`(?:(?:생일|출생)(?= ?[:(|=/\t\n]| ?\d{4}[-./])|born(?: on)?(?: the)?)`,
  header: String.raw`생\s?일|출생(?! ?(?:아|률|율|수|신고|등록))`,
  value: `${DATE}|${BIRTHDAY_IN_WORDS}`,
  accept,
});

/** Not the end of a term or the middle of a number. */
const ALONE = String.raw`(?<![0-9A-Za-z*]|\d[-./]|년 ?|~ ?|부터 ?|까지 ?)`;
const SEX = String.raw`(?:남[자성]?|여[자성]?|男|女|M|F|[Mm]ale|[Ff]emale)`;
const NO_WORD = '(?![가-힣A-Za-z])';
const AT_PLACE = String.raw`(?:에 |경 |[가-힣]{1,8}(?:에서|서) ?){0,2}`;
const PERSON = String.raw`(?:성\s?명|이름|신청인|청구인|민원인|신고인|진정인|피해자|보호자|대표자|당사자|본인|피고인?|원고|환자|수급자|세대주)`;

/** The rare word first, then what must stand before it: the search for a word is quick, that for a date is not. */
const PATTERNS = [
  String.raw`생(?=[\s),.;/|·'"’”\]]|$|으로|이[며고다]|인 |입니다|남|여)(?<=${ALONE}(?<value>${DATE}|${BIRTHDAY_IN_WORDS})\.? {0,2}생)`,
  String.raw`출생(?![가-힣]|.{0,2}(?:신고|등록|통계))(?<=${ALONE}(?<value>${DATE})\.? {0,2}${AT_PLACE}출생)`,
  String.raw`(?:출생|태어)(?=하|했|으로|임|함|났|나 |난 (?:고인|신청인|피고|원고))(?<=${ALONE}(?<value>${DATE})\.? {0,2}${AT_PLACE}(?:출생|태어))`,
  String.raw`${ALONE}(?<value>${DATE})\.? ?[,/·| ] ?${SEX}(?= ?[)\],;:/|·\t\n]|$)`,
  String.raw`${ALONE}(?<value>${DATE})\.? ?[,/·|(] ?(?:만 ?)?\d{1,3} ?세${NO_WORD}`,
  String.raw`\d ?세${NO_WORD} ?(?:[(/]|, ) ?(?<value>${DATE})(?!\d)`,
  String.raw`(?<![가-힣A-Za-z])${SEX} ?[,/·|] ?(?<value>${DATE})(?!\d)`,
  String.raw`(?:[(\[/]|, ) ?(?<value>${SIX}) ?(?=[)\]/]|, )(?<=(?<![가-힣])${SURNAME}[가-힣]{1,3} ?(?:[(\[/]|, ) ?\d{6} ?)`,
  String.raw`${PERSON}(?:\s?[:|]\s?|\s)[가-힣]{2,4} ?[(\[/|,] ?(?<value>${DATE})\.? ?(?=[)\]/|,])`,
].map((pattern) => new RegExp(pattern, 'gd'));

/** What every date has, and few other numbers. */
const LIKE_A_DATE = /\d ?[-./년월] {0,2}[\d*]{1,2} ?[-./월일]|\d{6}|\d\d(?:\d\d\*\*|\*\*\d\d)/g;
/** Without any of these no pattern below needs to be tried. */
const SIGN_OF_A_PERSON = new RegExp(String.raw`생(?![가-힣])|생[으이인입남여]|출생|태어|\d ?세|[남여男女MF](?:[자성]?${NO_WORD})|ale|[가-힣] ?[(\[/,] ?\d{6}|${PERSON}`);
/** How far from there the signs of a person may be. */
const REACH_BEFORE = 30;
const REACH_AFTER = 45;

export const birthDate: Detector = {
  kind: KIND,
  * find(text: string): Iterable<Finding> {
    yield* labelled(text);
    yield* labelledByWord(text);
    for (const [from, to] of stretches(text)) yield* ofPersons(text.slice(from, to), from);
  },
};

/** The parts of a text with dates in them, apart from each other; most texts have few. */
function stretches(text: string): [number, number][] {
  const found: [number, number][] = [];
  for (const { index } of text.matchAll(LIKE_A_DATE)) {
    const last = found.at(-1);
    if (last !== undefined && index - REACH_BEFORE <= last[1]) last[1] = index + REACH_AFTER;
    else found.push([Math.max(0, index - REACH_BEFORE), index + REACH_AFTER]);
  }
  return found;
}

function ofPersons(text: string, from: number): Finding[] {
  const found: Finding[] = [];
  if (!SIGN_OF_A_PERSON.test(text)) return found;
  for (const pattern of PATTERNS) {
    for (const hit of text.matchAll(pattern)) {
      const [start, end] = hit.indices!.groups!['value']!;
      if (isBirthday(text.slice(start, end))) found.push({ kind: KIND, start: from + start, end: from + end });
    }
  }
  return found;
}
