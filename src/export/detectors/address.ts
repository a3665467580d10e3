/**
 * Addresses of homes: not the city, the district or the road, which say where a
 * matter lies, but what leads to one door: the number of the building or the parcel and
 * all behind it (Road Name Address Act, Art. 2; 도로명주소). `하늘구 한빛로 12, 101동
 * 1203호` becomes `하늘구 한빛로` and a mask.
 *
 * Flat and block together (101동 1203호) are always a home. A number alone is one only
 * with a label (주소, 거주지), in a column of addresses of persons, or beside a person;
 * offices, building sites and shops stay.
 */
import type { Finding } from '../../model/stages.ts';
import { SEEN } from './first-look.ts';
import type { Detector } from './detector.ts';
import { HOUSING, LIVES, PUBLIC_BEHIND, PUBLIC_HOUSE } from './person-places.ts';
import { Surroundings } from './person-surroundings.ts';
import { personTablesIn, type Span } from './person-tables.ts';

const KIND = 'address';
const FLAT = String.raw`제? ?(?:지하 ?|B)?[A-Z]?\d{1,5}(?:-\d{1,3})?호`;
const FLOOR = String.raw`(?:제? ?\d{1,2}층|지하 ?\d{0,2}층?|지층|옥탑(?:방)?|반지하)`;
/** These end in the flat, so that the search begins at the rare 호. */
const BLOCK_AND_FLAT = new RegExp(String.raw`(?:(?:(?:제 ?)?(?<!\d)\d{1,4}|(?<![가-힣])[가-힣A-Z]) ?동[ ,]{0,2}(?:${FLOOR} ?)?${FLAT}|(?<![\d-]|제 ?)(?!(?:19|20)\d{2} ?[-/])\d{2,4} ?[-/] ?\d{3,4}호)$`);
const HOUSE_AND_FLAT = new RegExp(String.raw`(?:${HOUSING}) ?(?<detail>(?:[가-힣A-Z\d]{1,3}동 ?)?(?:${FLOOR} ?)?${FLAT})$`);
/** 2호선, 3호기 and 1호점 are no flats. */
const AFTER_FLAT = /^(?![선기차관점봉광텔수황응출소칭스]|\d)/;
/** What stands before the flat from the number on: `12, `, `123-4번지 하늘아파트 `. */
const NUMBER_BEFORE = /(?:로|길|동|리|가|읍|면) ?(?<detail>(?:산 ?)?\d{1,4}(?:-\d{1,4})?(?:번지)?(?:[ ,]{1,2}[가-힣A-Za-z\d()]{1,16}){0,2}[ ,]{0,2})$/;
const HOUSE_BEFORE = new RegExp(String.raw`(?<![가-힣A-Za-z\d])(?<detail>[가-힣A-Za-z\d]{1,14}(?:${HOUSING})\d{0,2}[ ,]{1,2})$`);
/** `한빛로 12`, `한빛로12번길 3-4`, `하늘동 123-4번지`, `하늘리 산 12`. */
const NUMBERED = /(?:[가-힣\d]{1,12}(?:로|길)|[가-힣]{1,8}\d{0,2}(?:동|리|가|읍|면)) ?(?<detail>(?:지하 ?)?(?:산 ?)?\d{1,4}(?:-\d{1,4})?)(?!\d|[.,]\d|번길| ?(?:[%명개건일월년시분초억만원회차급위점]|호선|차로|차선|가지|여|미터|킬로|m|km|번 ?출구|번째|~))/y;
const REST = new RegExp(String.raw`(?: ?번지)?(?:[ ,]{1,2}(?:[가-힣A-Za-z\d]{1,14}(?:${HOUSING})\d{0,2}(?![가-힣])|(?:제? ?\d{1,4}|[가-힣A-Z])동(?![가-힣])|${FLOOR}|${FLAT}|\d{3,4}(?=[\s,)]|$))){0,5}(?: ?\([^()\n]{1,30}\))?`, 'y');
const STREET = /\d{1,4}(?:-\d{1,3})?,? [A-Z][A-Za-z]{1,20}(?:-(?:daero|ro|gil|dong)){1,2}\b|\d{1,5}[A-Za-z]?,? (?:[A-Z][A-Za-z'’.]{1,15} ){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Place|Pl|Terrace|Way|Boulevard|Blvd|Gardens|Grove|Mews|Square|Circle)\b\.?(?:,? (?:Apt|Apartment|Flat|Unit|Suite|Room|#)\.? ?[A-Za-z\d-]{1,6})?/g;
const AT_STREET = /(?:address ?[:=|]|addresses? of|(?:lives?|lived|living|resid(?:es|ed|ing|ent)) (?:at|in|on)|home (?:is )?at|resident|tenant|Mr|Mrs|Ms|Miss|\p{Lu}\p{Ll}{1,15} \p{Lu}\p{Ll}{1,15},? (?:of|at))[^\n]{0,30}$/iu;

const [FLATS, ROADS] = [1, 2];
const KIND_OF = new Uint8Array(0x10000);
KIND_OF['호'.charCodeAt(0)] = FLATS!;
for (const unit of '로길동리가읍면') KIND_OF[unit.charCodeAt(0)] = ROADS!;

export const address: Detector = {
  kind: KIND,
  needs: SEEN.digits1,
  find(text: string): Iterable<Finding> {
    const found: Finding[] = [];
    const around = new Surroundings(text);
    let last = 0;
    const take = (range: { start: number; end: number } | null): void => {
      if (range === null || range.start < last) return;
      found.push({ kind: KIND, start: range.start, end: range.end });
      last = range.end;
    };
    for (let at = 1; at < text.length; at += 1) {
      const kind = KIND_OF[text.charCodeAt(at)];
      if (kind === FLATS && isDigit(text.charCodeAt(at - 1))) take(flatEndingAt(text, at + 1, last));
      else if (kind === ROADS && leadsToNumber(text, at)) take(numberAfter(text, at, around));
    }
    const cells = addressCells(text);
    const inColumns = cells.flatMap(({ cell, isOfPersons }) => (isOfPersons ? detailIn(text, cell.start, cell.end) : []));
    for (const range of [...inColumns, ...streets(text)]) found.push({ kind: KIND, start: range.start, end: range.end });
    return outside(cells.filter(({ isOfPersons }) => !isOfPersons).map(({ cell }) => cell), found).sort((a, b) => a.start - b.start || b.end - a.end);
  },
};

/** The findings without those that begin in one of the cells: addresses of shops. */
function outside(cells: readonly Span[], found: Finding[]): Finding[] {
  const starts = new Set(cells.flatMap(({ start, end }) => Array.from({ length: Math.min(end - start, 200) }, (_, n) => start + n)));
  return starts.size === 0 ? found : found.filter(({ start }) => !starts.has(start));
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function leadsToNumber(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  if (isDigit(next)) return true;
  if (next !== 0x20) return false;
  const after = text[at + 2] ?? '';
  return isDigit(after.charCodeAt(0)) || after === '산' || after === '지';
}

/** `101동 1203호` with the number of the building and the name of the house before it. */
function flatEndingAt(text: string, end: number, from: number): { start: number; end: number } | null {
  if (!AFTER_FLAT.test(text.slice(end, end + 6))) return null;
  const offset = Math.max(from, end - 44);
  const reach = text.slice(offset, end);
  const flat = BLOCK_AND_FLAT.exec(reach)?.[0] ?? HOUSE_AND_FLAT.exec(reach)?.groups?.['detail'];
  if (flat === undefined) return null;
  const start = end - flat.length;
  if (PUBLIC_HOUSE.test(text.slice(Math.max(0, start - 14), start))) return null;
  const before = text.slice(Math.max(from, start - 60), start);
  const detail = (NUMBER_BEFORE.exec(before) ?? HOUSE_BEFORE.exec(before))?.groups?.['detail'] ?? '';
  const behind = /^ ?\([^()\n]{1,30}\)/.exec(text.slice(end, end + 34))?.[0].length ?? 0;
  return { start: start - detail.length, end: end + behind };
}

/** The number behind a road or a district, if somebody lives there. */
function numberAfter(text: string, at: number, around: Surroundings): { start: number; end: number } | null {
  let begin = at;
  while (begin > 0 && at - begin < 12 && /[가-힣\d]/.test(text[begin - 1]!)) begin -= 1;
  NUMBERED.lastIndex = begin;
  const detail = NUMBERED.exec(text)?.groups?.['detail'];
  if (detail === undefined || NUMBERED.lastIndex <= at) return null;
  const start = NUMBERED.lastIndex - detail.length;
  REST.lastIndex = NUMBERED.lastIndex;
  const end = REST.test(text) ? Math.max(REST.lastIndex, NUMBERED.lastIndex) : NUMBERED.lastIndex;
  return isHome(text, begin, start, end, around) ? { start, end } : null;
}

/** Whether an address from `start` to `end`, its number from `detail` on, is a home, as its label says, or else its neighbours. */
function isHome(text: string, start: number, detail: number, end: number, around: Surroundings): boolean {
  if (LIVES.test(text.slice(end, end + 30))) return true;
  if (PUBLIC_BEHIND.test(text.slice(detail, end + 30))) return false;
  return around.isLabelledHome(start) ?? around.isNearPerson(start, end);
}

/** The cells of columns of addresses, and whether their table lists persons. */
function addressCells(text: string): { cell: Span; isOfPersons: boolean }[] {
  if (!HEAD.test(text)) return [];
  return personTablesIn(text).flatMap(({ kinds, rows }) => {
    const column = kinds.indexOf('address');
    const isOfPersons = !kinds.includes('organisation') && kinds.some((kind) => kind !== null && OF_PERSONS.has(kind));
    return column < 0 ? [] : rows.flatMap((row) => (row[column] === undefined ? [] : [{ cell: row[column], isOfPersons }]));
  });
}

const OF_PERSONS: ReadonlySet<string> = new Set(['name', 'citizen', 'resident-number', 'birth-date', 'age', 'sex', 'mobile', 'account', 'health', 'benefit']);
/** Reading tables costs more than asking first whether one can be there. */
const HEAD = /주 {0,4}소|거주지|주소지|자택|거소|본적|등록기준지|배송지|address|residence/i;
const IN_CELL = /(?:로|길|동|리|가|읍|면|로\d{1,4}번길) ?(?<detail>(?:지하 ?)?(?:산 ?)?\d{1,4}(?:-\d{1,4})?(?!번길|\d).{0,80})$/;

function detailIn(text: string, start: number, end: number): { start: number; end: number }[] {
  const detail = IN_CELL.exec(text.slice(start, Math.min(end, start + 160)))?.groups?.['detail'];
  if (detail !== undefined) return [{ start: end - detail.length, end }];
  return /^\d{1,5}[A-Za-z]?,? [A-Z]/.test(text.slice(start, end)) ? [{ start, end }] : [];
}

function streets(text: string): { start: number; end: number }[] {
  const found = [];
  for (const hit of text.matchAll(STREET)) {
    if (AT_STREET.test(text.slice(Math.max(0, hit.index - 60), hit.index))) found.push({ start: hit.index, end: hit.index + hit[0].length });
  }
  return found;
}
