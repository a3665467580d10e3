/**
 * Names of citizens. A Korean name is two to four syllables like any other word, so
 * it is looked for only where something says that a person is named: a label (신청인:),
 * a title behind it (씨), an age or a birthday in brackets, a personal number beside
 * it, the column of a table. What is found once is then carried through the paper
 * (screen.ts).
 *
 * Officials in office are not found (names-offices.ts); where it is open whether
 * somebody acts for the city, the name is hidden: a wrong mask can be corrected.
 */
import type { Finding } from '../../model/stages.ts';
import type { Detector } from './detector.ts';
import { namesInColumns } from './names-columns.ts';
import { isBesideEnglishOffice, latinNameAt } from './names-foreign.ts';
import { apartNameAt, koreanNameAt, koreanNameIn, type Name } from './names-korean.ts';
import { labels, leadOf, type Label } from './names-labels.ts';
import { namesFrom } from './names-lists.ts';
import { isBesideOffice } from './names-offices.ts';
import { namesBesideSigns } from './names-signs.ts';
import { wordSearch, type Anchor } from './person-scan.ts';
import type { Span } from './person-tables.ts';

const KIND = 'name';
const search = wordSearch(labels());

/** The last text read: the address detector asks about the same one. */
let known: { text: string; found: readonly Finding[] } = { text: '', found: [] };

export const name: Detector = {
  kind: KIND,
  find(text: string): Iterable<Finding> {
    if (text !== known.text) known = { text, found: findAll(text) };
    return known.found;
  },
};

function findAll(text: string): Finding[] {
  const unique = new Map<number, Finding>();
  const anchors = search(text);
  const { names, heads } = namesInColumns(text, anchors);
  for (const anchor of outside(anchors, heads)) for (const found of namesAfter(text, anchor)) add(unique, found);
  for (const found of namesBesideSigns(text)) add(unique, found);
  for (const found of names) add(unique, found);
  return [...unique.values()].sort((a, b) => a.start - b.start);
}

/** The labels that are no heads of columns: beside a head stands another head. */
function outside(anchors: readonly Anchor<Label>[], heads: readonly Span[]): readonly Anchor<Label>[] {
  let n = 0;
  return heads.length === 0 ? anchors : anchors.filter(({ start }) => {
    while (n < heads.length && heads[n]!.end <= start) n += 1;
    return n === heads.length || start < heads[n]!.start;
  });
}

function add(unique: Map<number, Finding>, { start, end, isOwnMask }: Name): void {
  const before = unique.get(start);
  if (!isOwnMask && (before === undefined || before.end < end)) unique.set(start, { kind: KIND, start, end });
}

function namesAfter(text: string, { start, end, meaning }: Anchor<Label>): Name[] {
  if (meaning === 'title') return afterTitle(text, end);
  if (meaning === 'english') return afterEnglish(text, start, end);
  if (meaning === 'closing') return afterClosing(text, end);
  if (meaning === 'self') return introduced(text, end);
  if (GOES_ON.test(text[end] ?? '') && !RUNS_ON.test(text.slice(start, end))) return [];
  return [...inBrackets(text, end), ...afterKorean(text, start, end, meaning)];
}

/** Syllables that neither are a particle nor begin 성명 or 이름: the label is a part of another word. */
const GOES_ON = /^[^은는이가란인분성명\P{Script=Hangul}]$/u;
const SENTENCE = /[^.!?\n]{0,60}?[ ,](?=(?<name>[가-힣]{2,6}?)(?:입니다|이라고 합니다|라고 합니다|이라 합니다|라 합니다|이라고 해요|라고 해요|이라고 하는|라고 하는))/y;

/** `저는 하늘동에 사는 홍길동입니다`. */
function introduced(text: string, end: number): Name[] {
  SENTENCE.lastIndex = end;
  const length = SENTENCE.exec(text)?.groups?.['name']!.length;
  const name = length === undefined ? null : koreanNameIn(text, SENTENCE.lastIndex, SENTENCE.lastIndex + length, 'loose');
  return name === null || isBesideOffice(text, name.start, name.end) ? [] : [name];
}

/** `신청인(홍길동)`, `민원인(성명 홍길동)`. */
function inBrackets(text: string, end: number): Name[] {
  if (!'([ '.includes(text[end] ?? '가')) return [];
  const open = /^ ?[(\[] ?(?:성명|이름)? ?:? ?/.exec(text.slice(end, end + 10))?.[0].length ?? 0;
  const name = open === 0 ? null : koreanNameAt(text, end + open, 'labelled');
  return name !== null && /^(?: ?[)\],·/]| 등)/.test(text.slice(name.end, name.end + 2)) ? [name] : [];
}

const HANGUL_BEFORE = /[가-힣]$/;
/** Ends of words before 성명 or 이름 that make them a label of persons all the same. */
const OF_PERSON = /(?:인|자|주|생|자녀|아동|환자|가족|고객|회원|본인|보호|대표|한글|영문|부모|남편|아내|직원|반려|의)\s?$/;

/** What else has a name. */
const OF_THINGS = /(?:상품|제품|물품|품목|작품|파일|폴더|문서|도메인|프로그램|서비스|건물|시설|사업|축제|행사|업체|회사|기관|단체|도로|거리|마을|지역|나라|도시|학교|병원|공원|강아지|고양이|동물|식물|음식|메뉴|약|책|영화|과목|계정|채널) $/;

function afterKorean(text: string, start: number, end: number, label: Exclude<Label, 'self' | 'english' | 'title' | 'closing'>): Name[] {
  const before = text.slice(Math.max(0, start - 3), start);
  if (label === 'name' && HANGUL_BEFORE.test(before) && !OF_PERSON.test(before)) return [];
  if (label === 'name' && OF_THINGS.test(text.slice(Math.max(0, start - 8), start))) return [];
  if (ONLY_ALONE.has(text.slice(start, end)) && HANGUL_BEFORE.test(before)) return [];
  const { at, by } = leadOf(text, end);
  const isSure = label === 'name' || SURE.test(text.slice(start, end));
  const isForeign = OF_FOREIGN.has(text.slice(start, end));
  const isCitizen = label === 'citizen';
  const isList = label === 'list';
  switch (by) {
    case 'sign': return namesFrom(text, at, { trust: isSure ? 'sure' : 'labelled', isCitizen, isForeign: isSure || isCitizen, isLong: isList || isCitizen });
    case 'line': return wholeLines(text, at, namesFrom(text, at, { trust: 'labelled', isCitizen, isForeign: false, isLong: isList }));
    case 'particle': return isSure || isCitizen ? namesFrom(text, at, { trust: 'loose', isCitizen, isForeign: false, isLong: false }).slice(0, 1).filter(({ end: last }) => IS_SAID.test(text.slice(last, last + 5))) : [];
    case 'space': return isCitizen && LATIN_CAPITAL.test(text[at] ?? '') ? latin(text, at) : orApart(text, at, isCitizen, namesFrom(text, at, { trust: isPrinted(text.slice(start, end)) ? 'labelled' : 'loose', isCitizen, isForeign, isLong: false }));
    case 'nothing': return glued(text, start, at, isCitizen);
  }
}

/** `체납자 강 미진 압류 해제`: behind a citizen's label the surname may stand apart. */
function orApart(text: string, at: number, isCitizen: boolean, found: Name[]): Name[] {
  const name = isCitizen && found.length === 0 ? apartNameAt(text, at) : null;
  return name === null || isBesideOffice(text, name.start, name.end) ? found : [name];
}

/** Labels that end many other words: 우선순위, 전세대. */
const ONLY_ALONE: ReadonlySet<string> = new Set(['순위', '세대', '입선', '동상', '금상', '은상', '부인', '회원', '가족', '본인']);

/** Whose names are foreign ones mostly. */
const OF_FOREIGN: ReadonlySet<string> = new Set(['결혼이민자', '이주여성', '외국인근로자', '난민신청자']);

const LATIN_CAPITAL = /\p{Lu}/u;

function latin(text: string, at: number): Name[] {
  const found = latinNameAt(text, at, 2, false);
  return found === null || isBesideEnglishOffice(text, found.start, found.end) ? [] : [found];
}

/** A label with spaces between its syllables is that of a form. */
function isPrinted(label: string): boolean {
  return /^[가-힣](?: {1,10}[가-힣]){1,3}$/.test(label);
}

/** What ends the statement who somebody is: `신고자는 홍길동입니다`. */
const IS_SAID = /^(?:입니다|이며|며|이고|고|으로|로|이다|임|이라|라|씨|님| 씨| 님| ?\(|[.,\n]|$|이었|였)/;

/** Whose names forms ask for, whatever the label is called. */
const SURE = /^(?:예금주|계좌주|명의자|받는 ?(?:사람|분)|보[내낸]는? ?(?:사람|분)|수취인|송달받을 (?:사람|자))$/;

const RUNS_ON = /^(?:성명|이름|성함|신청인|민원인|신고인|진정인|청구인|청원인|대표자|예금주|보호자)$/;

/** Labels run into names where a form has lost its cells: `성명홍길동`. */
function glued(text: string, start: number, at: number, isCitizen: boolean): Name[] {
  if (!RUNS_ON.test(text.slice(start, at)) || HANGUL_BEFORE.test(text.slice(Math.max(0, start - 1), start))) return [];
  return namesFrom(text, at, { trust: 'loose', isCitizen, isForeign: false, isLong: false }).slice(0, 1);
}

/** After a line end only names that have their line to themselves, or nearly. */
function wholeLines(text: string, at: number, names: readonly Name[]): Name[] {
  const isAlone = ({ end }: Name): boolean => /^ ?(?:$|[\n,(/|·]| {2}|외 ?\d|님|씨)/.test(text.slice(end, end + 4));
  return names.length > 0 && names.every(isAlone) && names[0]!.start - at <= 12 ? [...names] : [];
}

const TITLE_GAP = /\.?[ ]{1,2}(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?/y;

function afterTitle(text: string, end: number): Name[] {
  TITLE_GAP.lastIndex = end;
  if (!TITLE_GAP.test(text)) return [];
  const found = latinNameAt(text, TITLE_GAP.lastIndex, 1, false);
  return found === null || isBesideEnglishOffice(text, found.start, found.end) ? [] : [found];
}

const CLOSING_GAP = /(?: yours)?,?[ \t]{0,2}\n{1,4}[ \t]{0,8}/y;

/** Who wrote a letter, unless an office stands on the lines below the name. */
function afterClosing(text: string, end: number): Name[] {
  CLOSING_GAP.lastIndex = end;
  if (!CLOSING_GAP.test(text)) return [];
  const found = latinNameAt(text, CLOSING_GAP.lastIndex, 2, true);
  if (found === null) return [];
  const below = text.slice(found.end, found.end + 80).replace(/^\s{1,4}/, ' ').replaceAll('\n', ' ');
  return isBesideEnglishOffice(`x${below}`, 0, 1) ? [] : [found];
}

const ENGLISH_GAP = /(?:\(s\))?(?:'s [Nn]ame| [Nn]ame|Name["']?|, (?=\p{Lu}))?[ \t]{0,4}(?<sign>[:=|\t-]{1,2}[ \t|]{0,4}["']?)?(?:Mr|Mrs|Ms|Miss|Dr)?\.? ?/uy;

function afterEnglish(text: string, start: number, end: number): Name[] {
  if (/[A-Za-z]/.test(text.slice(Math.max(0, start - 1), start))) return [];
  ENGLISH_GAP.lastIndex = end;
  const sign = ENGLISH_GAP.exec(text)?.groups?.['sign'];
  const at = Math.max(ENGLISH_GAP.lastIndex, end);
  if (at === end) return [];
  if (sign !== undefined) return namesFrom(text, at, { trust: 'sure', isCitizen: false, isForeign: true, isLong: false });
  if (/^name/i.test(text.slice(start, end))) return [];
  const found = latinNameAt(text, at, 2, false);
  return found === null || isBesideEnglishOffice(text, found.start, found.end) ? [] : [found];
}
