/**
 * Lists of names: what stands after a label, one item after the other, as long as each
 * is a person: `참석자: 도로과장 김철수, 이순자(주민), 박○○ 외 3명`. Officials and names
 * their author has hidden go by but keep the list going.
 */
import { hangulNameAt, hanNameAt, isBesideEnglishOffice, latinNameAt } from './names-foreign.ts';
import { isOrganisation, koreanNameAt, type Name, type Trust } from './names-korean.ts';
import { isBesideOffice } from './names-offices.ts';

/** What the label says of those named after it. */
export interface Expectation {
  trust: Trust;
  /** Nobody of them is there by office. */
  isCitizen: boolean;
  /** Foreign names are taken as well. */
  isForeign: boolean;
  /** The list may go on over line ends. */
  isLong: boolean;
}

/** More than this after one label is a table or a roll, which other rules read. */
const MOST_ITEMS = 300;
const ITEM_UNITS = 60;

const BULLET = /(?:[ \t]{0,8}(?:[-*•·○●▪□◦▶:]{1,2}|\(?\d{1,3}[.)]|\d{1,3}(?=[ 가-힣]))){0,2}[ \t]{0,8}["'“‘]?/y;
const SEPARATOR = /[ \t]{0,4}(?:[,;、·/&]|및|와|과| and |\|)[ \t]{0,4}(?:\n[ \t]{0,8})?/y;
const NEW_LINE = /[ \t]{0,4}\|?[ \t]{0,4}\n{1,2}(?:[ \t]{0,8}\|)?/y;
/** Behind a name: title, explanation in brackets, hidden signs of an age or number. */
const BEHIND = /(?:[ ]?(?:씨|님|군|양|옹|여사|선생님|어르신|할머니|할아버지|학생|어린이|환자))?(?:\s?\([^()\n]{0,40}\))?(?:[ ]?(?:씨|님|군|양))?(?: ?외 ?\d{0,4} ?[명인]?)?/y;

/** Returns the names of a list that begins at a place. */
export function namesFrom(text: string, from: number, expected: Expectation): Name[] {
  const names: Name[] = [];
  let at = from;
  let isNewLine = false;
  for (let count = 0; count < MOST_ITEMS; count += 1) {
    const start = endOf(BULLET, text, at);
    const item = itemAt(text, start, isNewLine && expected.trust === 'sure' ? withTrust(expected, 'labelled') : expected);
    if (item === null) return names;
    const end = endOf(BEHIND, text, item.end);
    if (isNewLine && !/^[ \t]{0,8}(?:$|[\n,|(/\d])/.test(text.slice(end, end + 10))) return names;
    if (!item.isOfficial && !item.isOwnMask) names.push({ start: item.start, end: item.end, isOwnMask: false });
    const next = nextItem(text, end, expected.isLong);
    if (next === null) return names;
    [at, isNewLine] = [next.at, next.isNewLine];
  }
  return names;
}

interface Item extends Name { isOfficial: boolean }

function withTrust({ isCitizen, isForeign, isLong }: Expectation, trust: Trust): Expectation {
  return { trust, isCitizen, isForeign, isLong };
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** One item: a name, or an office with its holder, which is passed by. */
function itemAt(text: string, at: number, expected: Expectation): Item | null {
  const name = nameAt(text, at, expected);
  if (name === null) return officialAt(text, at, expected);
  const isOfficial = !expected.isCitizen && (isBesideOffice(text, name.start, name.end) || isBesideEnglishOffice(text, name.start, name.end));
  const end = isOfficial ? endOfItem(text, name.end) : name.end;
  return { start: name.start, end, isOwnMask: name.isOwnMask, isOfficial };
}

function nameAt(text: string, at: number, { trust, isForeign }: Expectation): Name | null {
  const korean = koreanNameAt(text, at, trust);
  if (korean !== null && (trust === 'sure' || !isOrganisation(WORD.exec(text.slice(at, at + 12))![0]))) return korean;
  if (!isForeign) return null;
  return hanNameAt(text, at) ?? latinNameAt(text, at, 1, true) ?? hangulNameAt(text, at, trust === 'sure');
}

const WORD = /^[가-힣]{0,12}/;
const OFFICIAL = /(?:[가-힣A-Za-z0-9·]{1,16} ){1,4}(?=[가-힣]{2,4}(?:[\s,;、(/]|$))/y;

/** `도로과장 김철수`, or `하늘동 주민 이순자`, where the name comes last. */
function officialAt(text: string, at: number, expected: Expectation): Item | null {
  if (expected.trust === 'loose') return null;
  OFFICIAL.lastIndex = at;
  const before = OFFICIAL.exec(text);
  if (before === null || before[0].length > ITEM_UNITS) return null;
  const start = at + before[0].length;
  const name = koreanNameAt(text, start, 'loose');
  if (name === null || !/^(?:$|[\n,;、(/]| {2})/.test(text.slice(name.end, name.end + 2))) return null;
  const isOfficial = !expected.isCitizen && isBesideOffice(text, name.start, name.end);
  return { start: name.start, end: name.end, isOwnMask: name.isOwnMask, isOfficial };
}

function endOfItem(text: string, at: number): number {
  const found = /[,;、\n|/]/.exec(text.slice(at, at + ITEM_UNITS));
  return found === null ? Math.min(text.length, at + ITEM_UNITS) : at + found.index;
}

function nextItem(text: string, at: number, isLong: boolean): { at: number; isNewLine: boolean } | null {
  const separated = endOf(SEPARATOR, text, at);
  if (separated > at) return { at: separated, isNewLine: false };
  if (text[at] === ' ' && isLong) {
    const next = koreanNameAt(text, at + 1, 'strong');
    if (next !== null && /^(?: |$|\n|,)/.test(text.slice(next.end, next.end + 1))) return { at: at + 1, isNewLine: false };
  }
  const line = isLong ? endOf(NEW_LINE, text, at) : at;
  return line > at && line < text.length ? { at: line, isNewLine: true } : null;
}
