/**
 * Names of citizens: after a label that asks for one or a word that calls one, and
 * before a title of respect. Officials in office are named in public papers and are no
 * finding; columns of tables are in `tables.ts`.
 *
 * The less stands between a word and a name, the more the name must look like one:
 * after a colon two syllables do, after a space (`신청인 ○○○ 등 3명`) three that are
 * common in names and no ending of a sentence.
 *
 * Known: a bare name in a sentence is not seen here; the taint list has it if the
 * export saw it.
 */
import { isCommonName, isKoreanName } from '../text/korean-names.ts';
import { eachMatch, type TextKind } from './kind.ts';
import { CITIZENS, RESIDENTS } from './persons.ts';

const ASKING = '성\\s?명|이\\s?름|성함';
const PARENS = '(?:\\s?\\([가-힣/, ]{1,12}\\))?';
const LABEL_BEFORE = new RegExp(`(?<![가-힣])(?:${ASKING}|${CITIZENS}|${RESIDENTS}|(?:${CITIZENS}|대표자?)\\s(?:성\\s?명|이\\s?름)|applicant|complainant|author of the file)${PARENS}\\s?$`, 'i');
const AFTER_COLON = /(?:[:=]| -)\s?\*{0,2}\s?([가-힣]{2,4}|[가-힣](?: [가-힣]){1,3}|[가-힣] [가-힣]{2})(?![가-힣])/g;
/** A thing has a name too. */
const THING_BEFORE = /(?:상품|제품|물품|사업|단체|회사|업체|기관|시설|건물|행사|도로|품목|강좌|부서|과제|식당|마을|동물|약품)\s?(?:의\s?)?(?:이름|성명)\s?$/;
const GENERIC_LABEL = /이\s?름\s?$/;
const OFFICE_NEAR = /주무관|팀장|과장|국장|실장|사무관|서기관|담당관|계장|소장|부시장|시장|구청장|담당자|직위|직급|소속|위원/;

/** A citizen or a request for a name, with nothing but a space before the name. */
const CALLED = new RegExp(`(?<![가-힣])(?:${CITIZENS}|${RESIDENTS}|위 사람|(?:${CITIZENS}) ?성 ?명|성\\s?명|성함)${PARENS} {1,2}(?=[가-힣])`, 'g');
/** One of many residents is a person only with the others counted after him. */
const ONE_OF_MANY = /(?<![가-힣])주민 {1,2}(?=[가-힣])/g;
const AND_OTHERS = /^ ?(?:외|등) ?(?:\d{1,4} ?(?:명|인|가구|세대)|다수|여러)/;
const OFFICE_BEFORE = /(?:담당자?|직원|공무원|위원|강사|기관장?|부서장?|계약|업체|대표자?|법인|단체|상품|제품|사업|시설|회사|도로|파일|문서)(?:의)? ?$/;
const WORD = /^(?:([가-힣]{3,8})|([가-힣](?: [가-힣]){2,3})[가-힣]{0,4}|([가-힣] [가-힣]{2})[가-힣]{0,4})(?![가-힣])/;
const PARTICLE = /^(?:|에|에게|에게서|한테|께|께서|님|씨|의|이|가|은|는|을|를|과|와|측|외|등)$/;
const AGED = /(?<![가-힣])([가-힣]{3,4}) ?\((?:[남녀여], ?)?(?:만 ?)?\d{1,3}세/g;

/** Words of respect; `어르신` and the like only after three syllables. */
const RESPECT = /(?<=[가-힣] ?)(씨|님|여사|어르신|할머니|할아버지)(?=$|[^가-힣]|[은는이가을를의에께와과도]|에게|한테|측|께서|댁|부부)/g;
const WORD_BEFORE = /(?<![가-힣])([가-힣]{2,4}|[가-힣](?: [가-힣]){2,3}) ?$/;

/** Names after labels and before titles of respect. */
export const name: TextKind = {
  kind: 'name',
  inText(text, found) {
    afterColons(text, found);
    eachMatch(CALLED, text, ({ 0: { length }, index }) => {
      if (OFFICE_BEFORE.test(text.slice(Math.max(0, index - 8), index))) return;
      const called = calledAt(text.slice(index + length, index + length + 24));
      if (called !== null) found(called.word, index);
    });
    eachMatch(ONE_OF_MANY, text, ({ 0: { length }, index }) => {
      const after = text.slice(index + length, index + length + 24);
      const called = calledAt(after);
      if (called !== null && AND_OTHERS.test(after.slice(called.length))) found(called.word, index);
    });
    eachMatch(AGED, text, ({ 1: word, index }) => { if (isCommonName(word!)) found(word!, index); });
    eachMatch(RESPECT, text, ({ index, 1: title }) => {
      const word = WORD_BEFORE.exec(text.slice(Math.max(0, index - 9), index))?.[1]?.replaceAll(' ', '');
      if (word !== undefined && (title!.length < 3 ? isKoreanName(word, 3) : isCommonName(word) && !/[운인진던]$/.test(word)) && !isRole(word)) found(word, index);
    });
  },
};

function afterColons(text: string, found: (value: string, at: number) => void): void {
  eachMatch(AFTER_COLON, text, ({ 0: whole, 1: value, index }) => {
    const before = text.slice(Math.max(0, index - 30), index);
    if (!LABEL_BEFORE.test(before)) return;
    const word = value!.includes(' ') ? value!.replaceAll(' ', '').slice(0, 4) : value!;
    const after = text.slice(index + whole.length, index + whole.length + 14);
    const isName = whole.includes('-') || / [가-힣]{2}/.test(value!) ? isCommonName(word) : isKoreanName(word, GENERIC_LABEL.test(before) ? 3 : 2) || (value!.includes(' ') && isKoreanName(word.slice(0, 3)));
    if (isName && !THING_BEFORE.test(before) && !OFFICE_NEAR.test(after)) found(word, index);
  });
}

/** The name a text begins with, and how many characters it takes there. */
function calledAt(text: string): { word: string; length: number } | null {
  const match = WORD.exec(text);
  if (match === null) return null;
  const { 1: whole, 2: spaced, 3: apart } = match;
  if (spaced !== undefined) {
    const letters = spaced.replaceAll(' ', '');
    const isAlone = PARTICLE.test(match[0].slice(spaced.length));
    const word = [letters, letters.slice(0, 3)].find((form) => isKoreanName(form, 3) && (isAlone || form.length < letters.length));
    return word === undefined ? null : { word, length: word.length * 2 - 1 };
  }
  if (apart !== undefined) {
    const word = apart.replace(' ', '');
    const isSurname = !DETERMINERS.has(word[0]!);
    return isSurname && isCommonName(word) && PARTICLE.test(text.slice(4, match[0].length)) ? { word, length: 4 } : null;
  }
  for (const length of [4, 3]) {
    const word = whole!.slice(0, length);
    if (word.length === length && isCommonName(word) && PARTICLE.test(whole!.slice(length))) return { word, length };
  }
  return null;
}

/** Surnames that stand before any noun as a word of their own: this, all, one, new, water, number. */
const DETERMINERS = new Set('이한전본현구신양주각총강길방문장표명제금남여도시위수국동등정차지상고');

/** Words of role before a title of respect: `신청자님`, `이용자님`, `담당관님`. */
function isRole(word: string): boolean { return /(?:자|관|장|객|사|생|민|원|수|모|주|인|지|이)$/.test(word) && /^(?:신청|이용|민원|주무|사무|서기|담당|선생|위원|시민|주민|구독|고객|사용|지원|유권|소비|기사|강사|교사|의사|간호|변호|조합|회원|임차|임대|상담|연구|조사|전문|지도|기술|사회|공무|노동|근로|방문|제보|신고|보호|입주|참여|참가|수강|수급|피해|배우|상속|세대|학부|어머|아버|할머|할아|아주|아저|도련|손|부모|형|누|장애|노|어르|홀몸|독거|참전|대상)/.test(word); }
