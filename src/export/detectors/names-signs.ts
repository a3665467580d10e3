/**
 * Signs of a person beside a name: a title (씨, 여사, 어린이), sex, age or birthday in
 * brackets, a mobile or resident number, and half-hidden names (홍○동), whose signs tell
 * that their author thought of a person.
 */
import { koreanNameAt, type Name } from './names-korean.ts';
import { isBesideOffice } from './names-offices.ts';
import { besideNumber, longer, nameBefore } from './names-numbers.ts';
import { inClause } from './names-clauses.ts';
import { foreignBefore, vietnameseNameAt } from './names-foreign.ts';
import { endsLikeName } from './names-surnames.ts';
import { inFileName } from './names-files.ts';
import { afterFormer, beforeDeeds, beforeSigned, beforeSpeech, endingLine, inLines, inList, strongEnding } from './names-runs.ts';
import { readingBy, SYLLABLES } from './names-triggers.ts';

const HANGUL = /[가-힣]/;
const PARTICLE = '(?:께서는|께서도|께는|에게는|에게도|에게서|한테서|으로부터|로부터|입니다|이다|은|는|이|가|을|를|의|에게|에|께서|께|와|과|도|만|이나|나|라고|네|처럼|보다|부터|까지|이며|이고|이라|라|들|측|으로|로|한테)?';
const END = `${PARTICLE}(?![가-힣])`;
/** Of those one is called by, not counted by. */
const CALLED = /선생님|어르신|할머니|할아버지|어머니|아버지|어머님|아버님|할머님/y;
/** Titles that follow a name and hardly anything else. */
const TITLE = new RegExp(`(?:씨|여사|옹|님|귀하|귀댁)${END}`, 'y');
/** Titles that many other words stand before; the name must be built as most are. */
const ROLE_BEHIND = new RegExp(`(?:아동|가족|가정|회원|고객|보호자|청년|주민|수강생|원생|피해자|신청인|신청자|신고인|대상자|유족)${END}`, 'y');
/** Titles that are also words; before them the name must be whole and unlike a word. */
const WORD = new RegExp(`(?:군|양|선생님|어르신|할머니|할아버지|어린이|학생|환자|학부모|고객님|회원님|민원인|어머니|아버지|어머님|아버님|할머님)${END}`, 'y');
const BRACKET = /[(\[]\s?(?:[남녀여](?:성|자)?\s?[,·/)\]\d]|(?:만\s?)?\d{1,3}\s?세|\d{1,2}\s?[,·/]\s?(?:[남녀여]|[가-힣]{2,8}[)\]])|(?:19[2-9]|20[01])\d(?:년?\s?생|[.-]\s?\d{1,2}[.-]\s?\d{1,2}\.?\s?(?:생|[),]))|\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)|\d{2}\s?년생|\d{2}\.\s?\d{1,2}\.\s?\d{1,2}|01[016-9][-. )]|(?:[가-힣]{2,7}(?:시|도|군|구) ){1,2}[가-힣\d]{1,10}(?:로|길|동|읍|면|리)(?: ?\d|[ ,)])|이하 ?["“'「‘]|[가-힣]{1,8}(?:초|중|고|대|초등학교|중학교|고등학교|대학교|유치원|어린이집)(?: ?\d ?(?:학년)?| ?[)·,])|가족|본인)/y;
/** `홍길동 외 3명`. */
const OTHERS = /외 ?\d{1,4} ?[명인]/y;
/** Of the dead, and of kin in forms: `부 홍길동, 모 김순자`. */
const KIN = /(?:故|[부모처자녀딸]) ?[:)]? ?(?=[가-힣])/y;
const KIN_SPACE = /(?:[부모처녀딸]) (?=[가-힣]{3})/y;
/** A role no list has: `증여자: 홍길동`. Those of officials are known (names-offices.ts). */
const ROLE = /[인자분생주람신] ?: {0,3}(?=[가-힣])/y;
/** Labels of what is done to one: `수강료 환불: 홍길동 35,000원`. */
const DONE = /(?:환불|지급|송달|발표|의뢰|대상|결과|배정|전출|전입|접수|상담|면담|방문|통화|발신|수신|환급|납부|추첨|당첨|선정|합격|사망|부상|실종) ?: {0,3}$/;
/** The same in a sentence, where particles of persons must follow: `응모자 홍길동의 작품`. */
const ROLE_SPACE = /(?<=[가-힣]{2})(?:[자인]|인으로|자로) (?=[가-힣]{3})/y;
const OF_ONE = /^(?:(?:의|은|는|이|가|을|를|에게|께|와|과|씨|님|께서|으로|로)(?: |$|[.,)\n])| | ?[,(/]|$|\n|에 대|\)| 및 )/;
/** An age in brackets before the title: `홍길동(45) 씨`. */
const AGE = /[(\[]\s?\d{1,3}\s?[)\]]\s?(?:씨|님|군|양|옹|여사|할머니|할아버지|어르신)/y;
const SIGNS = /[○●◯〇*]/;

/** Returns the names that have such a sign beside them. */
export function namesBesideSigns(text: string): Name[] {
  const found: Name[] = [];
  const add = (name: Name | null): void => {
    if (name !== null && !name.isOwnMask && !isBesideOffice(text, name.start, name.end)) found.push(name);
  };
  read(text, add);
  endingLine(text, text.length, add);
  found.push(...inLines(text));
  return found;
}

const CLOSING = '])>」』"\'”’';
/** With which syllables given names end, and what may stand behind them in a list. */
const LAST = [...SYLLABLES].filter((syllable) => endsLikeName(syllable)).join('');
const LISTED = `${LAST}) 간회점매표권건명동`;
const TITLED = `${SYLLABLES} ○●◯〇*${CLOSING}`;
const NO_SYLLABLE = Array.from({ length: 0xac00 }, (_, n) => String.fromCharCode(n)).join('');

const read = readingBy<Add>([
  { units: '씨옹님군양', before: TITLED, read: beforeTitle },
  { units: '여귀선어할', before: TITLED, behind: '사하댁생르린머아', read: beforeTitle },
  { units: '학환고회민아', before: ` ${CLOSING}`, behind: '생부자객원인버', read: beforeTitle },
  { units: '외', before: `${SYLLABLES} `, behind: ' 0123456789', read: beforeTitle },
  { units: '가보주청아회고수원피신대유부모', before: ` ${CLOSING}`, behind: SYLLABLES, read: beforeMember },
  { units: '([', read: beforeBracket },
  { units: '0123456789', before: NO_SYLLABLE.replace(/[\d-]/g, ''), read: besideNumber },
  { units: '자인', before: SYLLABLES, behind: ' 으로', read: inRole },
  { units: ':', before: `${SYLLABLES} `, read: afterRole },
  { units: ':', before: LAST + '동', read: beforeSpeech },
  { units: '故부모처녀딸자', before: NO_SYLLABLE, read: afterKin },
  { units: ',·、/', before: LISTED, read: inList },
  { units: '의', before: LAST + '동', behind: ' ', read: beforeDeeds },
  { units: '에', before: LAST + '동', behind: '게', read: beforeDeeds },
  { units: '와과', before: LAST + '동', behind: ' 전유면통상', read: beforeDeeds },
  { units: '올드배拜', before: ' ', read: beforeSigned },
  { units: '위망갑을병', before: NO_SYLLABLE, behind: ' ', read: afterFormer },
  { units: '\n', before: LAST + '동', read: endingLine },
  { units: '.', behind: 'hpdxjgtbzHPDXJGTBZ', read: inFileName },
  { units: '은는이가을를로', before: LAST + '동', behind: ' ', read: inClause },
  { units: '으', before: LAST + '동', behind: '로', read: inClause },
  { units: '응쩐팜쯔즈찐', before: NO_SYLLABLE, read: (text, at, add) => add(vietnameseNameAt(text, at)) },
  { units: '○●◯〇*', before: SYLLABLES, read: aroundSign },
]);

type Add = (name: Name | null) => void;

function matches(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** A member of a family or a group, with a space before: `홍길동 아동은`. */
function beforeMember(text: string, at: number, add: Add): void {
  if (CLOSING.includes(text[at - 1] ?? '가')) inQuotes(text, at, at - 1, add);
  else if (HANGUL.test(text[at - 2] ?? '') && matches(ROLE_BEHIND, text, at)) add(strongEnding(text, at - 1));
}

function beforeTitle(text: string, at: number, add: Add): void {
  const before = text[at - 1] ?? '';
  const isApart = before === ' ';
  if (CLOSING.includes(before || '가') || (isApart && CLOSING.includes(text[at - 2] ?? '가'))) return inQuotes(text, at, isApart ? at - 2 : at - 1, add);
  if (!isApart && !HANGUL.test(before) && !SIGNS.test(before)) return;
  if (matches(OTHERS, text, at)) return add(nameBefore(text, isApart ? at - 1 : at, 'loose'));
  if (matches(TITLE, text, at)) return add(isApart ? nameBefore(text, at - 1, 'labelled') ?? spacedBefore(text, at - 1) ?? (text[at] === '씨' ? foreignBefore(text, at - 1) : null) : attached(text, at));
  if (!matches(WORD, text, at)) return;
  if (isApart) add(longer(nameBefore(text, at - 1, matches(CALLED, text, at) ? 'loose' : 'strong')));
  else if (ATTACHED.test(before + text.slice(at, at + 2))) add(longer(attached(text, at)));
}

/** Words one writes without a space behind a name; 군 and 양 only where they end no other word: 태평양, 장군, 사용량. */
const ATTACHED = /^(?:[^해태모다함영교요부입배사서동공휴대분고안자농종지]양|[^장해육공국아적우대미예][군]|.(?:선생|어르|할머|할아))/;

/** `[홍길동] 님`, `「홍길동」씨의`. */
function inQuotes(text: string, at: number, close: number, add: Add): void {
  if (!matches(TITLE, text, at) && !matches(ROLE_BEHIND, text, at)) return;
  const name = nameBefore(text, close, 'loose');
  if (name !== null && /[[(<「『"'“‘]/.test(text[name.start - 1] ?? '')) add(longer(name));
}

/** A title right behind the name: `홍길동씨`. Two syllables with 님 or 씨 are words oftener than names. */
function attached(text: string, at: number): Name | null {
  return nameBefore(text, at, 'loose');
}

/** `(홍길동, 여)`, `(김순자·45세)`. */
const INSIDE = /^ ?[,·/] ?(?:[남녀여](?:성|자)?(?![가-힣])|(?:만 ?)?\d{1,3}세)/;

function insideBracket(text: string, at: number, add: Add): void {
  const name = koreanNameAt(text, at + 1, 'strong');
  if (name !== null && INSIDE.test(text.slice(name.end, name.end + 10))) add(name);
}

/** Where one lives, in brackets behind the name: `홍길동(하늘동)`. */
const QUARTER = /\([가-힣]{1,8}(?:동|읍|면|리)(?: \d{1,3}통)?\)/y;
/** The age of one whose name no Korean surname begins: `사브리나(32세) 씨`. */
const AGE_AND_TITLE = /\([^()\n]{1,16}\) ?(?:씨|양|군)(?![가-힣])/y;

function beforeBracket(text: string, at: number, add: Add): void {
  insideBracket(text, at, add);
  const end = text[at - 1] === ' ' ? at - 1 : at;
  if (end === 0 || !(HANGUL.test(text[end - 1]!) || SIGNS.test(text[end - 1]!))) return;
  if (matches(QUARTER, text, at)) add(strongEnding(text, end));
  if (matches(BRACKET, text, at) || matches(AGE, text, at)) add(nameBefore(text, end, 'labelled') ?? spacedBefore(text, end) ?? (matches(AGE_AND_TITLE, text, at) ? foreignBefore(text, end) : null));
}

function afterRole(text: string, colon: number, add: Add): void {
  const at = text[colon - 1] === ' ' ? colon - 2 : colon - 1;
  if (!HANGUL.test(text[at - 1] ?? '')) return;
  if (!matches(ROLE, text, at)) return afterDone(text, colon, add);
  const name = longer(koreanNameAt(text, ROLE.lastIndex, 'loose'));
  if (name !== null && /^(?:$|[\n,(/·]| {2}| ?\()/.test(text.slice(name.end, name.end + 2))) add(name);
}

/** `공시송달 대상: 홍길동, 폐문부재`. */
function afterDone(text: string, colon: number, add: Add): void {
  const at = colon + 1 + /^ {0,3}/.exec(text.slice(colon + 1, colon + 4))![0].length;
  if (!DONE.test(text.slice(Math.max(0, colon - 4), at))) return;
  const name = koreanNameAt(text, at, 'strong');
  if (name !== null && /^(?:$|[\n,(/·)]| ?\(| {2}| \d)/.test(text.slice(name.end, name.end + 3))) add(name);
}

function inRole(text: string, at: number, add: Add): void {
  if (!matches(ROLE_SPACE, text, at)) return;
  const name = koreanNameAt(text, ROLE_SPACE.lastIndex, 'strong');
  if (name !== null && OF_ONE.test(text.slice(name.end, name.end + 3))) add(name);
}

/** Kin are named in lists; alone, 부 and 모 are too many other words. */
function afterKin(text: string, at: number, add: Add): void {
  if (HANGUL.test(text[at - 1] ?? '') || !matches(KIN, text, at)) return;
  const name = koreanNameAt(text, KIN.lastIndex, 'loose');
  const isNamed = name !== null && (text[at] === '故' || (KIN.lastIndex > at + 1 && /^ ?(?:$|[\n,)(/·])/.test(text.slice(name.end, name.end + 2))));
  if (isNamed) return add(name);
  if (matches(KIN_SPACE, text, at)) {
    const kin = koreanNameAt(text, KIN_SPACE.lastIndex, 'strong');
    if (kin !== null && OF_ONE.test(text.slice(kin.end, kin.end + 3))) add(kin);
  }
}

/** `홍○동` wherever it stands; a syllable before it would make it a part of another word. */
function aroundSign(text: string, at: number, add: Add): void {
  if (!HANGUL.test(text[at - 1] ?? '') || !HANGUL.test(text[at + 1] ?? '') || HANGUL.test(text[at - 2] ?? '')) return;
  add(koreanNameAt(text, at - 1, 'loose'));
}

/** `홍 길 동`, `홍 길동` before a title. */
function spacedBefore(text: string, end: number): Name | null {
  const hit = /(?<![가-힣])[가-힣]{1,2} {1,2}(?:[가-힣] {1,2}[가-힣]|[가-힣]{2})$/.exec(text.slice(Math.max(0, end - 9), end));
  return hit === null ? null : koreanNameAt(text, end - hit[0].length, 'labelled');
}
