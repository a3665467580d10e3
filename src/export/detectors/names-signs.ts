/**
 * Signs of a person beside a name: a title (씨, 여사, 어린이), sex, age or birthday in
 * brackets, a mobile or resident number, and half-hidden names (홍○동), whose signs tell
 * that their author thought of a person.
 */
import { koreanNameAt, koreanNameIn, type Name, type Trust } from './names-korean.ts';
import { isBesideOffice } from './names-offices.ts';

const HANGUL = /[가-힣]/;
const PARTICLE = '(?:은|는|이|가|을|를|의|에게|에|께서|께|와|과|도|만|이나|나|라고|네|처럼|보다|부터|까지|이며|이고|이라|라|들|측|으로|로|한테)?';
const END = `${PARTICLE}(?![가-힣])`;
/** Titles that follow a name and hardly anything else. */
const TITLE = new RegExp(`(?:씨|여사|옹|님|귀하|귀댁)${END}`, 'y');
/** Titles that are also words; before them the name must be whole and unlike a word. */
const WORD = new RegExp(`(?:군|양|선생님|어르신|할머니|할아버지|어린이|학생|환자|학부모|고객님|회원님|민원인|어머니|아버지|어머님|아버님|할머님)${END}`, 'y');
const BRACKET = /[(\[]\s?(?:[남녀여](?:성|자)?\s?[,·/)\]\d]|(?:만\s?)?\d{1,3}\s?세|\d{1,2}\s?[,·/]\s?(?:[남녀여]|[가-힣]{2,8}[)\]])|(?:19[2-9]|20[01])\d(?:년?\s?생|[.-]\s?\d{1,2}[.-]\s?\d{1,2}\.?\s?(?:생|[),]))|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)|\d{2}\s?년생|\d{2}\.\s?\d{1,2}\.\s?\d{1,2}|01[016-9][-. )]|(?:[가-힣]{2,7}(?:시|도|군|구) ){1,2}[가-힣\d]{1,10}(?:로|길|동|읍|면|리)(?: ?\d|[ ,)])|이하 ?["“'「‘]|[가-힣]{1,8}(?:초|중|고|대|초등학교|중학교|고등학교|대학교|유치원|어린이집)(?: ?\d ?(?:학년)?| ?[)·,])|가족|본인)/y;
/** `홍길동 외 3명`. */
const OTHERS = /외 ?\d{1,4} ?[명인]/y;
/** Of the dead, and of kin in forms: `부 홍길동, 모 김순자`. */
const KIN = /(?:故|[부모처자녀]) ?[:)]? ?(?=[가-힣])/y;
/** A role no list has: `증여자: 홍길동`. Those of officials are known (names-offices.ts). */
const ROLE = /[인자분생주] ?: {0,3}(?=[가-힣])/y;
/** The same in a sentence, where particles of persons must follow: `응모자 홍길동의 작품`. */
const ROLE_SPACE = /(?<=[가-힣]{2})[자인] (?=[가-힣]{3})/y;
const OF_ONE = /^(?:의|은|는|이|가|에게|께|와|과|씨|님| 씨| 님)(?: |$|[.,)])/;
/** An age in brackets before the title: `홍길동(45) 씨`. */
const AGE = /[(\[]\s?\d{1,3}\s?[)\]]\s?(?:씨|님|군|양|옹|여사|할머니|할아버지|어르신)/y;
const NUMBER = /(?:01[016-9][-. )]?\d{3,4}[-. ]?[\d*]{4}|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?-\s?[1-8*])/y;
const NUMBER_GAP = /[\s]?[,:/|(·\t]?\s{0,2}(?:\(?(?:남|여)\)?[\s,/|]{0,3})?(?:연락처|전화(?:번호)?|휴대(?:폰|전화)|핸드폰|HP|H\.P|M|T|☎|주민(?:등록)?번호)?[.\s:|,(/]{0,4}$/;
const SIGNS = /[○●◯〇*]/;

/** Returns the names that have such a sign beside them. */
export function namesBesideSigns(text: string): Name[] {
  const found: Name[] = [];
  const add = (name: Name | null): void => {
    if (name !== null && !name.isOwnMask && !isBesideOffice(text, name.start, name.end)) found.push(name);
  };
  for (let at = 0; at < text.length; at += 1) {
    const kind = KIND_OF[text.charCodeAt(at)];
    if (kind === 0) continue;
    if (kind === TITLES) beforeTitle(text, at, add);
    else if (kind === BRACKETS) beforeBracket(text, at, add);
    else if (kind === NUMBERS) besideNumber(text, at, add);
    else if (kind === ROLES) inRole(text, at, add);
    else if (kind === COLONS) afterRole(text, at, add);
    else if (kind === KINSHIP) afterKin(text, at, add);
    else aroundSign(text, at, add);
  }
  return found;
}

const [TITLES, BRACKETS, NUMBERS, HIDDEN, KINSHIP, COLONS, ROLES] = [1, 2, 3, 4, 5, 6, 7];
const KIND_OF = new Uint8Array(0x10000);
for (const unit of '씨여옹님귀군양선어할학환고회민외아') KIND_OF[unit.charCodeAt(0)] = TITLES!;
for (const unit of '([') KIND_OF[unit.charCodeAt(0)] = BRACKETS!;
for (const unit of '0123456789') KIND_OF[unit.charCodeAt(0)] = NUMBERS!;
for (const unit of '○●◯〇*') KIND_OF[unit.charCodeAt(0)] = HIDDEN!;

for (const unit of '故부모처녀') KIND_OF[unit.charCodeAt(0)] = KINSHIP!;
for (const unit of '자인') KIND_OF[unit.charCodeAt(0)] = ROLES!;

KIND_OF[':'.charCodeAt(0)] = COLONS!;

type Add = (name: Name | null) => void;

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function beforeTitle(text: string, at: number, add: Add): void {
  const before = text[at - 1] ?? '';
  const isApart = before === ' ';
  if (!isApart && !HANGUL.test(before) && !SIGNS.test(before)) return;
  if (matches(OTHERS, text, at)) return add(nameBefore(text, isApart ? at - 1 : at, 'loose'));
  if (matches(TITLE, text, at)) return add(isApart ? nameBefore(text, at - 1, 'labelled') ?? spacedBefore(text, at - 1) : attached(text, at));
  if (!matches(WORD, text, at)) return;
  if (isApart) add(longer(nameBefore(text, at - 1, 'loose')));
  else if (ATTACHED.test(before + text.slice(at, at + 2))) add(longer(attached(text, at)));
}

/** Words one writes without a space behind a name; 군 and 양 only where they end no other word: 태평양, 장군, 사용량. */
const ATTACHED = /^(?:[^해태모다함영교요부입배사서동공휴대분고안자농종지]양|[^장해육공국아적우대미예][군]|.(?:선생|어르|할머|할아))/;

/** A title right behind the name: `홍길동씨`. Two syllables with 님 or 씨 are words oftener than names. */
function attached(text: string, at: number): Name | null {
  return nameBefore(text, at, 'loose');
}

function longer(name: Name | null): Name | null {
  return name !== null && name.end - name.start > 2 ? name : null;
}

function beforeBracket(text: string, at: number, add: Add): void {
  const end = text[at - 1] === ' ' ? at - 1 : at;
  if (end === 0 || !(HANGUL.test(text[end - 1]!) || SIGNS.test(text[end - 1]!))) return;
  if (matches(BRACKET, text, at) || matches(AGE, text, at)) add(nameBefore(text, end, 'labelled') ?? spacedBefore(text, end));
}

/** A personal number with the name before it, or right behind it in brackets or after a space. */
function besideNumber(text: string, at: number, add: Add): void {
  if (/\d/.test(text[at - 1] ?? '') || !matches(NUMBER, text, at)) return;
  const before = text.slice(Math.max(0, at - 24), at);
  const gap = NUMBER_GAP.exec(before)?.index ?? before.length;
  const end = at - before.length + gap;
  if (gap < before.length || HANGUL.test(before.at(-1) ?? '')) add(nameBefore(text, end, 'labelled'));
  const behind = /^[\d*-]{0,8}\s{0,2}[,(/|·]?\s{0,2}(?=[가-힣])/.exec(text.slice(NUMBER.lastIndex, NUMBER.lastIndex + 16));
  if (behind === null || behind[0].length === 0) return;
  const name = koreanNameAt(text, NUMBER.lastIndex + behind[0].length, 'loose');
  if (name !== null && /^\s?(?:$|[)\n,;|/(님씨])/.test(text.slice(name.end, name.end + 2))) add(longer(name));
}

function afterRole(text: string, colon: number, add: Add): void {
  const at = text[colon - 1] === ' ' ? colon - 2 : colon - 1;
  if (!HANGUL.test(text[at - 1] ?? '') || !matches(ROLE, text, at)) return;
  const name = longer(koreanNameAt(text, ROLE.lastIndex, 'loose'));
  if (name !== null && /^(?:$|[\n,(/·]| {2}| ?\()/.test(text.slice(name.end, name.end + 2))) add(name);
}

function inRole(text: string, at: number, add: Add): void {
  if (!HANGUL.test(text[at - 1] ?? '')) return text[at] === '자' ? afterKin(text, at, add) : undefined;
  if (!matches(ROLE_SPACE, text, at)) return;
  const name = longer(koreanNameAt(text, ROLE_SPACE.lastIndex, 'loose'));
  if (name !== null && OF_ONE.test(text.slice(name.end, name.end + 3))) add(name);
}

/** Kin are named in lists; alone, 부 and 모 are too many other words. */
function afterKin(text: string, at: number, add: Add): void {
  if (HANGUL.test(text[at - 1] ?? '') || !matches(KIN, text, at)) return;
  const name = koreanNameAt(text, KIN.lastIndex, 'loose');
  const isNamed = name !== null && (text[at] === '故' || (KIN.lastIndex > at + 1 && /^ ?(?:$|[\n,)(/·])/.test(text.slice(name.end, name.end + 2))));
  if (isNamed) add(name);
}

/** `홍○동` wherever it stands; a syllable before it would make it a part of another word. */
function aroundSign(text: string, at: number, add: Add): void {
  if (!HANGUL.test(text[at - 1] ?? '') || !HANGUL.test(text[at + 1] ?? '') || HANGUL.test(text[at - 2] ?? '')) return;
  add(koreanNameAt(text, at - 1, 'loose'));
}

/** The name that ends here and is a whole word. */
function nameBefore(text: string, end: number, trust: Trust): Name | null {
  let start = end;
  while (start > 0 && end - start < 6 && (HANGUL.test(text[start - 1]!) || SIGNS.test(text[start - 1]!))) start -= 1;
  return end - start < 6 ? koreanNameIn(text, start, end, trust) : null;
}

/** `홍 길 동`, `홍 길동` before a title. */
function spacedBefore(text: string, end: number): Name | null {
  const hit = /(?<![가-힣])[가-힣]{1,2} {1,2}(?:[가-힣] {1,2}[가-힣]|[가-힣]{2})$/.exec(text.slice(Math.max(0, end - 9), end));
  return hit === null ? null : koreanNameAt(text, end - hit[0].length, 'labelled');
}
