/**
 * Korean names: a surname of one or two syllables and a given name of one to three,
 * where the caller has a reason to expect one. Korean writes particles and titles
 * right behind a name (홍길동은, 홍길동씨에게), so a name ends where what is left of the
 * word is one of those; three syllables are tried first, as nearly all names have them.
 *
 * How much is asked of the syllables depends on what says that a name stands here:
 * after `성명:` nearly everything is one, before 학생 nearly nothing.
 */
import { beginsName, endsLikeName, hasFrequentSurname, isGivenName, surnameLengths } from './names-surnames.ts';
import { isBlankWord, isCommonWord, isInflectedWord } from './names-words.ts';
import { isRank } from './names-offices.ts';

/**
 * `sure`: a label or column for names. `labelled`: a label of persons with a sign. `loose`: a word beside it.
 * `strong`: next to nothing, so that the word must be built as most names are.
 */
export type Trust = 'sure' | 'labelled' | 'loose' | 'strong';

/** A name `[start, end)`; `isOwnMask`: its author has hidden more than half of it, so it stays. */
export interface Name { start: number; end: number; isOwnMask: boolean }

/** Signs by which authors hide syllables. */
const SIGN = '○●◯〇*OoXx×ㅇ□■#';
const RUN = new RegExp(`[가-힣${SIGN}]{1,9}`, 'y');
const SPACED = /(?<surname>[가-힣]{1,2})(?<first> {1,4})(?<given>[가-힣](?: {1,4}[가-힣])|[가-힣]{2})(?![가-힣])/y;
const HAS_SIGN = new RegExp(`[${SIGN}]`);
const SIGNS = new RegExp(`[${SIGN}]`, 'g');

const HONORIFIC = '씨|님|군|양|옹|여사|선생님|어르신|할머니|할아버지';
/** Particles that follow every syllable, only a consonant, only a vowel. */
const ANY = '의|에|도|만|께|께서|께서는|께서도|에게|에게서|에게는|에게도|한테|부터|까지|외|외에|이하|등|등은|등이|등의|및|측|처럼|보다|입니다|이다|임|이라는|이라고|이라며|이란';
const AFTER_CONSONANT = '은|이|을|과|으로|으로부터|이나|이며|이고|이라|이었|이랑';
const AFTER_VOWEL = '는|가|를|와|로|로부터|나|라고|라는|라며|란|였|예요|이고|이며';
/** What may be left of a word behind a name. */
const TAIL_AFTER_CONSONANT = new RegExp(`^(?:(?:${HONORIFIC})(?:${ANY}|${AFTER_CONSONANT}|${AFTER_VOWEL})?|${ANY}|${AFTER_CONSONANT})?$`);
const TAIL_AFTER_VOWEL = new RegExp(`^(?:(?:${HONORIFIC})(?:${ANY}|${AFTER_CONSONANT}|${AFTER_VOWEL})?|${ANY}|${AFTER_VOWEL})?$`);
/** Forms leave the choice open: `홍길동은(는)`. */
const EITHER = /^\((?:은|는|이|가|과|와|을|를|으?로)\)/;
/** Hanja or Latin letters of the same name in brackets. */
const OTHER_SCRIPT = /\s?[(\[]\s?(?:[\p{Script=Han}]{2,6}|[A-Za-z][A-Za-z .,'-]{2,30})\s?[)\]]| \p{Script=Han}{2,4}(?![\p{Script=Han}가-힣])/uy;

/** What ends a phrase that names somebody: `(신청인 강 철홍)`, `신청인 강 철홍 등 3명`. */
const CLOSES = /^(?:[),\n]| [등외]|$)/;

/** Returns the Korean name that begins here, or `null`. */
export function koreanNameAt(text: string, at: number, trust: Trust): Name | null {
  if (!beginsName(text, at)) return null;
  const run = runAt(text, at);
  const length = lengthIn(run, trust, EITHER.test(text.slice(at + run.length, at + run.length + 5)));
  if (length > 0) return finished(text, at, at + length, run.slice(0, length));
  return trust === 'loose' || trust === 'strong' ? null : spacedAt(text, at);
}

/** Returns the Korean name that is exactly the text from `start` to `end`, or `null`. */
export function koreanNameIn(text: string, start: number, end: number, trust: Trust): Name | null {
  const run = text.slice(start, end);
  if (!beginsName(text, start) || run.length > 6 || !lengths(run).includes(run.length)) return null;
  return isName(run, run.length, trust) ? { start, end, isOwnMask: isMostlyHidden(run) } : null;
}

function runAt(text: string, at: number): string {
  RUN.lastIndex = at;
  return RUN.exec(text)?.[0] ?? '';
}

/** Returns how many units of a word are a name, 0 for none. */
function lengthIn(run: string, trust: Trust, isEither: boolean): number {
  return lengths(run).find((length) => length <= run.length && isTail(run, length, isEither) && isName(run, length, trust) && isLikely(run, length, trust)) ?? 0;
}

/** Rare surnames begin words (상하수도, 목공이, 점검단): what follows must end like a name. */
function isLikely(run: string, length: number, trust: Trust): boolean {
  if (trust === 'sure' || hasFrequentSurname(run, 0) || HAS_SIGN.test(run)) return true;
  return length > 2 && endsLikeName(run.slice(0, length));
}

/** A particle has two forms; the wrong one shows that the word goes on: in 안전사고 the 고 is none. */
function isTail(run: string, length: number, isEither: boolean): boolean {
  const code = run.charCodeAt(length - 1) - 0xac00;
  const tail = run.slice(length);
  if (tail === '' || (isEither && tail.length === 1)) return true;
  return code >= 0 && code % 28 === 0 ? TAIL_AFTER_VOWEL.test(tail) : TAIL_AFTER_CONSONANT.test(tail);
}

/** A surname of two syllables has two more behind it, one of one syllable mostly two. */
const AFTER_DOUBLE = [4, 3, 5];
const AFTER_EITHER = [4, 3, 5, 2];
const AFTER_SINGLE = [3, 2, 4];

/** Possible lengths of a name, likelier ones first; also those longer than the word. */
function lengths(run: string): readonly number[] {
  const surnames = surnameLengths(run, 0);
  if (surnames[0] === 2) return surnames.length === 2 ? AFTER_EITHER : AFTER_DOUBLE;
  return surnames.length === 0 ? [] : AFTER_SINGLE;
}

function isName(run: string, length: number, trust: Trust): boolean {
  const name = run.slice(0, length);
  if (HAS_SIGN.test(name)) return isHalfHidden(name);
  if (isBlankWord(name) || isRank(name) || ANONYMOUS.test(name)) return false;
  if (trust !== 'sure' && OBJECT.test(name) && !PURE_END.test(name)) return false;
  if (length === 4 && PURE.test(name)) return true;
  const isLong = length === 5 || (length === 4 && surnameLengths(run, 0)[0] !== 2);
  if (isLong && (trust !== 'sure' || length < run.length || isOrganisation(name))) return false;
  if (trust === 'sure' && length < run.length && isCommonWord(name)) return false;
  if (trust === 'sure') return isLong ? isGivenName(name, 1, length) && !isOfWords(name) : !(OBJECT.test(name) && isInflectedWord(name));
  if (isCommonWord(name) || !isGivenName(name, surnameLengths(run, 0)[0] === 2 && length > 2 ? 2 : 1, length)) return false;
  if (trust === 'labelled') return true;
  if (length === 2) return trust === 'loose' && SINGLE.test(name);
  return !isInflectedWord(name) && (trust === 'loose' || (endsLikeName(name) && hasFrequentSurname(name, 0)));
}

/** Two words run together: 대출권수, 연락처를. */
function isOfWords(name: string): boolean {
  return OBJECT.test(name) || [name.slice(0, 2), name.slice(0, 3), name.slice(-2)].some((part) => isCommonWord(part) || isBlankWord(part));
}

/** Given names of one syllable that hardly end a word of two. */
const SINGLE = /[솔훈율찬빈혁준민현석철웅린별슬겸욱윤환희란숙섭식건]$/;
/** Particles no given name ends in, but for 가을 and 노을. */
const OBJECT = /[을를에와과의는]$/;
const PURE_END = /[가노고]을$/;
/** Given names of three syllables are in pure Korean. */
const PURE = /^.(?:(?:하늘|아름|슬기|빛나|가온|한별|샛별|푸르|다솜|초롱|나리|보람|새롬|은별|나래|누리|마루|송이|이슬|다운|예슬|한솔|단비|사랑|믿음|소망|은혜|하람|보라|슬비|해솔|해맑|힘찬|맑은|밝은|노을|은빛|별빛|봄빛)[가-힣]|[가-힣](?:하늘|아름|슬기|빛나|가온|한별|샛별|다솜|초롱|나리|보람|나래|누리|마루|송이|이슬|예슬|한솔|단비|사랑))$/;
/** 김모, 이아무개, 박씨: nobody is named. */
const ANONYMOUS = /^[가-힣](?:모|아무개|씨|군|양|가|某)$/;
const ORGANISATION = /회사|협회|조합|재단|센터|병원|의원|학교|은행|교회|상회|건설|산업|전자|식당|약국|복지|유치원|어린이집|위원회|연합|법인|상사|물산|공사|공단|단체|사업|기업|마트|상점|주식|유한|농장|농원|학원|호텔|빌딩|타워|아파트|주민|주차|회의|대학|연구|기관|시설|청사|도서|공원|관리|서비스|지원|정보|시스템/;

/** Returns whether a stretch names an organisation, not a person. */
export function isOrganisation(text: string): boolean {
  return ORGANISATION.test(text);
}

/** A surname, then signs and syllables: 홍○동, 김**, 홍길○. A word before the stars of Markdown is none: `위원**`. */
function isHalfHidden(name: string): boolean {
  const left = name.replace(SIGNS, '');
  const isLong = name.length > (surnameLengths(name, 0)[0] === 2 ? 4 : 3);
  return !isLong && !isCommonWord(left) && !isRank(left) && !isBlankWord(left);
}

/** Returns whether the author has hidden a part of a name. */
export function isOwnMask(name: string): boolean {
  return HAS_SIGN.test(name);
}

function isMostlyHidden(name: string): boolean {
  const hidden = name.match(SIGNS)?.length ?? 0;
  return 2 * hidden > name.length;
}

/** `홍 길 동`, `홍 길동`, `남궁 민수`. */
/**
 * Returns the name that begins here with its surname apart (`신청인 강 미진`), or `null`.
 * Where only a word stands before it, the two parts must be built as most names are,
 * or the phrase must end with them.
 */
export function apartNameAt(text: string, at: number): Name | null {
  const name = beginsName(text, at) && hasFrequentSurname(text, at) ? spacedAt(text, at) : null;
  return name !== null && (endsLikeName(text.slice(at, name.end).replace(/ /g, '')) || CLOSES.test(text.slice(name.end, name.end + 2))) ? name : null;
}

function spacedAt(text: string, at: number): Name | null {
  SPACED.lastIndex = at;
  const hit = SPACED.exec(text);
  if (hit === null) return null;
  const { surname, given } = hit.groups as { surname: string; given: string };
  const together = surname + given.replace(/ /g, '');
  if (!surnameLengths(together, 0).includes(surname.length) || !isGivenName(together, surname.length, together.length)) return null;
  if (isCommonWord(given) || isBlankWord(given) || isBlankWord(together) || isCommonWord(together)) return null;
  return finished(text, at, at + hit[0].length, together);
}

function finished(text: string, start: number, end: number, name: string): Name {
  OTHER_SCRIPT.lastIndex = end;
  const other = OTHER_SCRIPT.exec(text)?.[0].length ?? 0;
  return { start, end: end + other, isOwnMask: isMostlyHidden(name) };
}
