/**
 * Persons' echo: carries a name through the paper. What a label told once is hidden
 * wherever it stands as a whole word: in the title, in the names of files, in a
 * sentence without any label.
 *
 * A whole word in Korean ends in a particle or a title, so 홍길동에게 is the person and
 * 홍길동상회 is a shop. An official of the same name keeps it only right beside the
 * office; in doubt it is hidden.
 */
import { isOwnMask, koreanNameIn } from './detectors/names-korean.ts';
import { labels } from './detectors/names-labels.ts';
import { isInOffice } from './detectors/names-offices.ts';
import { surnameLengths } from './detectors/names-surnames.ts';
import { isCommonWord } from './detectors/names-words.ts';

const LABELS = labels();
const HANGUL = /[가-힣]/;
const LETTER = /[\p{L}\p{N}]/u;

/** Returns the spellings under which a found name is looked for; none if it is also a common word. */
export function spellingsOf(found: string): string[] {
  const value = found.replace(/\s?[(\[].{0,60}$/su, '').trim();
  if (!HANGUL.test(value)) return value.includes(' ') ? [value, value.toUpperCase()] : [];
  const together = value.replace(/ /g, '');
  if (isOwnMask(together) || together.length < 2 || isCommonWord(together)) return [];
  if (koreanNameIn(together, 0, together.length, 'sure') === null) return [value];
  const [surname] = surnameLengths(together, 0);
  const given = together.slice(surname);
  return [together, `${together.slice(0, surname)} ${given}`, [...together].join(' ')];
}

const TITLE = '씨|님|군|양|옹|여사|어르신|할머니|할아버지|선생님|학생|환자|어린이|회원|민원인|신청인|주민|가족|부부|모친|부친|어머니|아버지';
const PARTICLE = '은|는|이|가|을|를|의|에|와|과|도|만|께|께서|에게|에게서|한테|으로|로|으로부터|로부터|부터|까지|이나|나|이며|며|이고|고|이라|라|이라고|라고|이라는|라는|이란|란|입니다|임|이다|이었|였|이하|외|등|등은|등이|등의|및|측|네|처럼|보다|이랑|랑|뿐|이여|아|야|이가|이는|이를|이의|이도|이와';
/** Papers called after a person: 홍길동신청서.pdf. */
const PAPER = '(?:의)?(?:신청서|신청|신고서|신고|진정서|진정|민원|탄원서|청원|이력서|증명서|확인서|계약서|소명서|경위서|진술서|진단서|소견서|동의서|위임장|서약서|통장|통장사본|등본|초본|신분증|사진|명함|자료|서류|파일|사본|관련|건|님민원)';
const AFTER = new RegExp(`(?:(?:${TITLE})?(?:${PARTICLE})?|${PAPER}[가-힣]{0,4})(?![가-힣])`, 'y');

/** Returns whether a name that was looked for stands here for itself and not for an official or in another word. */
export function isNameHere(text: string, start: number, end: number): boolean {
  if (!HANGUL.test(text.slice(start, end))) return !LETTER.test(text[start - 1] ?? ' ') && !LETTER.test(text[end] ?? ' ');
  AFTER.lastIndex = end;
  return isAlone(text, start) && AFTER.test(text) && !isInOffice(text, start, end);
}

/** No Hangul before, unless it is a label run into the name: 신청인홍길동. */
function isAlone(text: string, start: number): boolean {
  const before = /[가-힣]{1,8}$/.exec(text.slice(Math.max(0, start - 8), start))?.[0];
  return before === undefined || before === '고' || LABELS.has(before);
}
