/**
 * Names beside numbers: a mobile or resident number, an account with its holder, an
 * amount one was paid, the number of an entry in a list.
 */
import { koreanNameAt, koreanNameIn, type Name, type Trust } from './names-korean.ts';
import { strongEnding } from './names-runs.ts';

type Add = (name: Name | null) => void;

const HANGUL = /[가-힣]/;
const SIGNS = /[○●◯〇*]/;
/** The number in a list: `제12호 홍길동, 불법주차`, `응시번호 0012 홍길동`. */
const COUNTED = /\d{1,8}(?:호|번|위)? (?=[가-힣]{3})/y;
/** What one was paid, behind the name. */
const AMOUNT = /\d{1,3}(?:,\d{3}){1,3} ?원/y;
/** An account with its holder behind. */
const ACCOUNT = /\d{2,6}-\d{2,6}-\d{4,8}(?:-\d{1,3})?(?=[ (,/]{1,3}[가-힣])/y;
const NUMBER = /(?:01[016-9][-. )]?\d{3,4}[-. ]?[\d*]{4}|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?-\s?[1-8*])/y;
const NUMBER_GAP = /[\s]?[,:/|(·\t]?\s{0,2}(?:\(?(?:남|여)\)?[\s,/|]{0,3})?(?:연락처|전화(?:번호)?|휴대(?:폰|전화)|핸드폰|HP|H\.P|M|T|☎|주민(?:등록)?번호)?[.\s:|,(/]{0,4}$/;

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Adds the name before a personal number, or right behind it in brackets or after a space. */
export function besideNumber(text: string, at: number, add: Add): void {
  if (/[\d-]/.test(text[at - 1] ?? '')) return;
  if (text[at - 1] === ' ' && HANGUL.test(text[at - 2] ?? '') && matches(AMOUNT, text, at)) add(strongEnding(text, at - 1));
  if (!/[./:]/.test(text[at - 1] ?? '') && matches(COUNTED, text, at)) afterCount(text, COUNTED.lastIndex, add);
  if (!matches(NUMBER, text, at)) return matches(ACCOUNT, text, at) ? afterAccount(text, ACCOUNT.lastIndex, add) : undefined;
  const before = text.slice(Math.max(0, at - 24), at);
  const gap = NUMBER_GAP.exec(before)?.index ?? before.length;
  const end = at - before.length + gap;
  if (gap < before.length || HANGUL.test(before.at(-1) ?? '')) add(nameBefore(text, end, 'labelled'));
  const behind = /^[\d*-]{0,8}\s{0,2}[,(/|·]?\s{0,2}(?=[가-힣])/.exec(text.slice(NUMBER.lastIndex, NUMBER.lastIndex + 16));
  if (behind === null || behind[0].length === 0) return;
  const name = koreanNameAt(text, NUMBER.lastIndex + behind[0].length, 'loose');
  if (name !== null && /^\s?(?:$|[)\n,;|/(님씨])/.test(text.slice(name.end, name.end + 2))) add(longer(name));
}

function afterCount(text: string, at: number, add: Add): void {
  const name = koreanNameAt(text, at, 'strong');
  if (name !== null && /^(?:$|[\n,(/]| \()/.test(text.slice(name.end, name.end + 2))) add(name);
}

function afterAccount(text: string, end: number, add: Add): void {
  const at = end + /^[ (,/]{1,3}/.exec(text.slice(end, end + 3))![0].length;
  const name = koreanNameAt(text, at, 'strong');
  if (name !== null && /^\s?(?:$|[)\n,;|/(님씨])/.test(text.slice(name.end, name.end + 2))) add(name);
}

/** Returns the name that ends here and is a whole word. */
export function nameBefore(text: string, end: number, trust: Trust): Name | null {
  let start = end;
  while (start > 0 && end - start < 6 && (HANGUL.test(text[start - 1]!) || SIGNS.test(text[start - 1]!))) start -= 1;
  return end - start < 6 ? koreanNameIn(text, start, end, trust) : null;
}

/** Returns a name of three syllables and more. */
export function longer(name: Name | null): Name | null {
  return name !== null && name.end - name.start > 2 ? name : null;
}
