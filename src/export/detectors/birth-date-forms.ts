/**
 * Forms of a birth date, as sources of regular expressions: ISO 8601, with dots, in
 * Korean and English words, in six or eight digits; also with one part starred out, as
 * what is left of it still points to a person.
 */

const MONTH = String.raw`(?:0?[1-9]|1[0-2]|\*{1,2})`;
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01]|\*{1,2})`;
const YEAR = String.raw`(?:19\d\d|20[0-4]\d)`;
const SHORT_YEAR = String.raw`['’]?\d\d`;
const MONTH_NAME = '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const NO_MORE = String.raw`(?![0-9*]|[-/]\d)`;
const TWO_MONTH = '(?:0[1-9]|1[0-2])';
const TWO_DAY = String.raw`(?:0[1-9]|[12]\d|3[01])`;

const SEPARATED = String.raw`(?:${YEAR}|${SHORT_YEAR}) ?[-./] {0,2}${MONTH} ?[-./] {0,2}${DAY}${NO_MORE}`;
const IN_KOREAN = String.raw`(?:${YEAR}|${SHORT_YEAR}) ?년 {0,2}${MONTH} ?월 {0,2}${DAY} ?일`;
const EIGHT = String.raw`${YEAR}(?:${TWO_MONTH}(?:${TWO_DAY}|\*\*)|\*\*${TWO_DAY})${NO_MORE}`;
/** Begins with a digit or a month; all other forms with a digit, a star or the sign before a short year. */
export const IN_ENGLISH = String.raw`(?:\d{1,2}(?:st|nd|rd|th)?,? (?:of )?${MONTH_NAME}\.?,? |${MONTH_NAME}\.? \d{1,2}(?:st|nd|rd|th)?,? )${YEAR}(?!\d)`;
/** Day or month first. */
const YEAR_LAST = String.raw`(?:${DAY}[-./]${MONTH}|${MONTH}[-./]${DAY})[-./]${YEAR}${NO_MORE}`;

/** YYMMDD. */
const SIX = String.raw`\d\d(?:${TWO_MONTH}(?:${TWO_DAY}|\*\*)|\*\*${TWO_DAY})${NO_MORE}`;
/** Every form with a year, those that may hold another first. */
export const FORMS: readonly string[] = [IN_KOREAN, EIGHT, SEPARATED, IN_ENGLISH, YEAR_LAST, SIX];
const DATE = FORMS.join('|');
/** Month and day. */
export const BIRTHDAY_IN_WORDS = String.raw`(?:0?[1-9]|1[0-2]) ?월 {0,2}(?:0?[1-9]|[12]\d|3[01]) ?일`;
/** Also with spaces, or without the day or the year; only where a label says what it is. */
export const DATE_OR_MONTH = String.raw`${DATE}|${YEAR}[ \n]${TWO_MONTH}[ \n]?${TWO_DAY}${NO_MORE}|${YEAR} ?(?:[-./] ?${MONTH}(?!\d|[-./] ?\d)|년 ?${MONTH} ?월)|${BIRTHDAY_IN_WORDS}`;

/** Returns whether the parts that are left are a day of a calendar and more than half of the whole. */
export function isBirthday(value: string): boolean {
  const stars = value.replace(/[^*]/g, '').length;
  const digits = value.replace(/[^0-9]/g, '').length;
  return digits > stars && isDay(value);
}

/** Refuses the 30th of February and the 31st of a short month, in numbers. */
function isDay(value: string): boolean {
  const parts = value.match(/\d{1,8}/g) ?? [];
  if (value.includes('*') || parts.length === 2) return true;
  const [month, day] = parts.length === 3 ? monthAndDay(parts) : [Number(value.slice(-4, -2)), Number(value.slice(-2))];
  return day <= (month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31);
}

function monthAndDay([first, second, third]: readonly string[]): [number, number] {
  if (third!.length !== 4) return [Number(second), Number(third)];
  return Number(second) > 12 ? [Number(first), Number(second)] : [Number(second), Number(first)];
}
