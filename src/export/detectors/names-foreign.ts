/**
 * Foreign names: Latin words with capitals (John Smith, Nguyễn Thị An) and names
 * written in Hangul that no Korean surname begins (응우옌 티 안). Nothing about their
 * syllables tells a name, so they are taken only where a label or a column says that
 * a name stands there.
 */
import { isBlankWord, isCommonWord, isInflectedWord } from './names-words.ts';
import { isOrganisation, type Name } from './names-korean.ts';
import { isRank } from './names-offices.ts';

const LETTER = String.raw`[\p{Lu}\p{Ll}\p{M}'’.-]`;
const WORD = String.raw`\p{Lu}${LETTER}{0,24}`;
const LATIN = new RegExp(String.raw`${WORD}(?:(?:,? |, ?)(?:${WORD}|(?:de|da|del|della|van|von|der|den|bin|binti|al|el|la|le|y|dos|ten|ter)(?= ))){0,5}`, 'uy');
/** Words with capitals that no person is called by. */
const NOT_NAME = /\b(?:Co|Ltd|Inc|Corp|LLC|LLP|PLC|Company|Limited|Group|City|Council|Councils|County|Department|Division|Office|Committee|Commission|Board|Bureau|Agency|Authority|Association|Society|Foundation|Trust|Fund|Bank|School|College|University|Hospital|Church|Street|Road|Avenue|Lane|Drive|Park|Centre|Center|Hall|House|Court|Station|Library|Museum|Service|Services|Support|Advisory|Registration|Number|Name|Names|Address|Date|Birth|Telephone|Phone|Email|Mobile|Age|Sex|Gender|Signature|Title|Position|Status|Type|Details|Information|Form|Forms|Application|Policy|Plan|Act|Law|Section|Article|Chapter|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|July|September|October|November|December|North|South|East|West|National|International|Public|Private|Government|Ministry|Minister|State|Republic|Kingdom|Union|United|Rights|Parking|Permit|Permits|Housing|Health|Care|Safety|Assistance|Benefits|Charter|Guide|Handbook|Survey|Portal|Panel|Forum|Assembly|Speaker|Mayor|Chair|Chairman|President|Clerk|Secretary|Director|Unknown|Anonymous|None|Not|The|This|That|These|Those|All|Any|Each|Every|Yes|Sir|Sirs|Madam|Members|Colleagues|Team|Customer|Customers|Friend|Friends|Neighbour|Neighbours|Neighbors|Editor|Parents|Resident|Residents|Applicant|Owner|Tenant|Occupier|If|Of|For|From|With|And|Or|Are|Was|Were|Has|Have|Had|Will|Would|Should|Must|We|You|They|It|Their|Our|Your)\b/;
const OFFICE = String.raw`(?:Mayor|Deputy Mayor|Councillor|Councilor|Councilman|Councilwoman|Councilmember|Alderman|Director|Chief|Officer|Commissioner|Judge|Justice|Senator|Representative|President|Chairman|Chairwoman|Chairperson|Chair|Vice Chair|Secretary|Clerk|Inspector|Sergeant|Lieutenant|Captain|Manager|Engineer|Planner|Attorney|Superintendent|Administrator|Supervisor|Treasurer|Minister|Governor|Professor|Prof|Principal)`;
const OFFICE_BEHIND = new RegExp(String.raw`,? ?\(?(?:the |City |Town |County |Deputy |Assistant |Acting |Chief |Senior |[A-Z][a-z]{2,14} ){0,3}${OFFICE}\b`, 'y');
const OFFICE_BEFORE = new RegExp(String.raw`\b${OFFICE}\.? $`);

/**
 * Returns the Latin name that begins here, of at least so many words, or `null`.
 *
 * @param mayTurn - Whether `Smith, John` is one name; in a sentence the comma ends it.
 */
export function latinNameAt(text: string, at: number, words: number, mayTurn: boolean): Name | null {
  LATIN.lastIndex = at;
  const hit = LATIN.exec(text);
  if (hit === null) return null;
  const value = shortened(mayTurn ? hit[0] : hit[0].split(',', 1)[0]!);
  if (value.split(/,? /).length < words || value.length < 2 || NOT_NAME.test(value)) return null;
  return { start: at, end: at + value.length, isOwnMask: false };
}

/** The name without the words behind it that are none, and without the full stop of the sentence. */
function shortened(value: string): string {
  const parts = value.split(' ');
  const first = parts.findIndex((part, n) => n > 0 && NOT_NAME.test(part));
  const kept = parts.slice(0, first < 0 ? parts.length : first).join(' ').replace(/[,'’-]{1,3}$/, '');
  return kept.replace(/(?<=\p{Ll}{2})\.$/u, '');
}

/** Returns whether an English text names an office beside the name. */
export function isBesideEnglishOffice(text: string, start: number, end: number): boolean {
  OFFICE_BEHIND.lastIndex = end;
  return OFFICE_BEHIND.test(text) || OFFICE_BEFORE.test(text.slice(Math.max(0, start - 20), start));
}

const HANGUL = /[가-힣]{1,8}(?:[ ·-]{1,2}[가-힣]{1,8}){0,5}(?=\s{0,3}(?:$|[\n\t(,;/|"[]|\d{2}))/y;

/** Ends of words that make a sentence: `원안대로 추진하기로 함`. */
const OF_SENTENCE = /[가-힣](?:대로|기로|으로|하게|없이|까지|부터)(?: |$)| (?:함|음|임|됨|것|중|후|전|및|등|수|시)(?: |$)/;

/**
 * Returns the foreign name in Hangul that begins here and is alone up to a sign or the end of its line, or
 * `null`. Where it is not sure that a name stands here, one word must be a single
 * syllable, as in Vietnamese names.
 */
export function hangulNameAt(text: string, at: number, isSure: boolean): Name | null {
  HANGUL.lastIndex = at;
  const value = HANGUL.exec(text)?.[0];
  if (value === undefined || value.replace(/[^가-힣]/g, '').length < 3 || value.length > 24 || isOrganisation(value)) return null;
  if ((!isSure && !/ [가-힣](?: |$)/.test(value)) || OF_SENTENCE.test(value)) return null;
  if (value.split(/[ ·-]{1,2}/).some((word) => isCommonWord(word) || isInflectedWord(word) || isBlankWord(word) || isLabelled(word))) return null;
  return { start: at, end: at + value.length, isOwnMask: false };
}

/** A word before 씨 that no Korean surname need begin: `응우옌티란 씨`, `산다르 윈 씨`. */
const BEFORE_TITLE = /(?:^|[\s"'“‘(])(?<name>(?:[가-힣]{1,5} ){0,1}[가-힣]{1,7})$/;

/** Returns the foreign name in Hangul that ends here, before a title, or `null`. */
export function foreignBefore(text: string, end: number): Name | null {
  const value = BEFORE_TITLE.exec(text.slice(Math.max(0, end - 15), end))?.groups?.['name'];
  if (value === undefined) return null;
  const parts = value.split(' ');
  const last = parts.at(-1)!;
  const name = parts.length === 2 && isForeignWord(parts[0]!) && parts[0]!.length > 1 ? value : last;
  if (name.replace(' ', '').length < 3 || !isForeignWord(last) || isOrganisation(name) || isRank(last)) return null;
  return { start: end - name.length, end, isOwnMask: false };
}

function isForeignWord(word: string): boolean {
  return !isCommonWord(word) && !isInflectedWord(word) && !isBlankWord(word) && !isLabelled(word) && !/[은는이가을를의에도와과인자생민던]$/.test(word);
}

/** A Vietnamese surname and middle name as Hangul writes them; hardly another word has both. */
const VIETNAMESE = /(?:응우옌|응웬|응오|쩐|팜|쯔엉|즈엉|찐) ?(?:티|반|득|민|꾸옥|낌|김|흐우|꽝|쑤언|응옥|타인|탄|호앙|바오|득)(?: ?[가-힣]{1,4}){1,2}?(?=[은는이가을를의에와과]?(?:[^가-힣]|$)| 씨)/y;

/** Returns the Vietnamese name that begins here, or `null`. */
export function vietnameseNameAt(text: string, at: number): Name | null {
  VIETNAMESE.lastIndex = at;
  const hit = VIETNAMESE.exec(text);
  return hit === null ? null : { start: at, end: at + hit[0].length, isOwnMask: false };
}

/** Chinese surnames that Koreans have, as far as names are still written so. */
const HAN = /[金李朴崔鄭丁姜康趙曺尹張蔣林任韓吳徐申辛權黃安宋柳劉兪全田洪高文梁孫裵白許南沈盧河郭成車朱禹具羅閔陳池嚴蔡元千方孔玄咸卞廉呂秋都蘇石宣薛馬吉延魏表明奇王琴玉陸印孟諸卓鞠魚殷片龍][\p{Script=Han}]{1,2}(?![\p{Script=Han}])/uy;

/** Returns the name in Chinese characters that begins here, or `null`. */
export function hanNameAt(text: string, at: number): Name | null {
  HAN.lastIndex = at;
  const hit = HAN.exec(text);
  return hit === null ? null : { start: at, end: at + hit[0].length, isOwnMask: false };
}

/** Words of forms and sentences, which no name ends in. */
function isLabelled(word: string): boolean {
  return /(?:번호|일자|월일|년월|등록|신청|여부|확인|첨부|서류|참조|참고|함|음|됨|임|다|요|까지|부터|에서|으로|하여|하고|되는|하는|한다|된|란|를|을|시오|세요|증|서|명|별|등|및)$/.test(word) && word.length > 1;
}
