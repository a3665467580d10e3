/**
 * Vehicle number plates (Notice on Automobile Registration Plates): two or three
 * digits for the class, one of 47 Hangul letters for the use, four digits; with a
 * region's name until 2004 and on business vehicles; on motorcycles region, district
 * and letter; on diplomatic vehicles `외교 001-001`.
 *
 * `12조 3456억` is a budget and `제12조` an article, `12호`, `12로` and `12부` are
 * numbers, roads and copies: letters that are also words count only without a space,
 * or where a word for a vehicle is near. 조 and 호 always need that word.
 */
import type { Finding } from '../../model/stages.ts';
import { columnSearch, scanCells } from './columns.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { DIGIT, tellsMoreThanHalf } from './labelled.ts';
import { scanNumbers } from './scan.ts';

const KIND = 'vehicle-plate';
const LETTER = '[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호육해공국합]';
/** Letters that stand between two numbers as words or parts of words. */
const WORD = /[다라서고도로오구두부수주사아자하육해공국합]/;
/** Taxis, buses and lorries, which still name their region. */
const BUSINESS = /[바사아자배]/;
/** So often a word that not even `12조3456` without a space is a plate. */
const COMMON_WORD = /[조호]/;
const REGION = '(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)';
/** What follows an amount, a year or a count, not a plate. */
const END = String.raw`(?![0-9*]|\.\d|,\d{3}(?!\d)| ?(?:[십백천만억조개년월명건%㎡]|원(?![가-힣])|회(?![가-힣])|세대|가구|대(?![가-힣])|여 ?[명건개대]|[mkt](?:[mg]|2)?(?![A-Za-z])))`;

const START = String.raw`(?<![0-9A-Za-z*]|\d[.-]|제 ?)`;
const PLATE = new RegExp(String.raw`(?=[\d*])${START}[\d*]{1,3} ?${LETTER} ?-? ?${DIGIT}{4}${END}`, 'g');
const IN_CELL = new RegExp(String.raw`(?:${REGION} ?)?(?<![\d*])[\d*]{1,3} ?${LETTER} ?-? ?${DIGIT}{4}${END}`, 'g');
const LETTER_STARRED = new RegExp(String.raw`(?=\d)${START}\d{2,3} ?[*○●] ?\d{4}${END}`, 'g');
const STAR_BEHIND = /\d ?[*○●]/;
const MOTORCYCLE = new RegExp(String.raw`${REGION} ?[가-힣]{2,3} ?${LETTER} ?-? ?\d{4}${END}`, 'g');
const DIPLOMATIC = /(?:외교|영사|준외|준영|국기|협정|대표) ?\d{3} ?- ?\d{3}(?![0-9]|-\d)/g;
const REGION_BEFORE = new RegExp(`${REGION} ?$`);
const REGION_UNITS = 6;

const VEHICLE = new RegExp([
  '차량', '자동차', '승용', '승합', '화물', '트럭', '택시', '버스', '오토바이', '이륜', '차번호', '번호판', '차종', '차주', '차적', '주차', '주정차', '과속', '견인', '운전', '운행', '등록번호',
  '소나타', '쏘나타', '아반떼', '그랜저', '싼타페', '쏘렌토', '카니발', '스타렉스', '모닝', '스포티지', '투싼', '렌터카', '렌트카', 'vehicle', String.raw`\bcars?\b`, 'plate', 'taxi', 'truck',
].join('|'), 'iu');
/** In a column of plates the letters that are also words are letters. */
const columns = columnSearch(['차량', '자동', '차번', '등록', '번호', '이륜', 've', 'pl', 'li'], /(?:차량|자동차|차|이륜차|오토바이)\s?(?:등록\s?)?번호|번호판|(?:plate|vehicle|licen[cs]e)\s?(?:number|no)/giu);
/** `대법원 96다1234 판결`: until 1999 courts numbered their cases like this. */
const CASE_BEFORE = /법원|판결|판례|선고|사건번호|헌재|판시/;
const CASE_AFTER = /^ ?(?:판결|결정|사건|호 ?(?:판결|결정|사건)|참조|전원합의)/;
const CASE_REACH = 20;
const REACH_BEFORE = 30;
const REACH_AFTER = 12;

export const vehiclePlate: Detector = {
  kind: KIND,
  needs: SEEN.digits3,
  * find(text: string): Iterable<Finding> {
    const isNear = (value: string, start: number): boolean => isAtVehicle(text, start, start + value.length);
    for (const { start, end } of scanNumbers(KIND, text, PLATE, 3, (value, at) => isCar(text, value, at))) {
      const region = regionBefore(text, start);
      if (region > 0 || isWholeClass(text.slice(start, end))) yield { kind: KIND, start: start - region, end };
    }
    const cells = columns(text);
    for (const pattern of [IN_CELL, MOTORCYCLE]) yield* scanCells(KIND, text, cells, pattern, tellsMoreThanHalf);
    yield* scanNumbers(KIND, text, MOTORCYCLE, 4, (value, at) => isMotorcycle(value) || isNear(value, at));
    yield* scanNumbers(KIND, text, DIPLOMATIC, 6, (value, at) => !value.startsWith('대표') || isNear(value, at));
    if (STAR_BEHIND.test(text)) yield* scanNumbers(KIND, text, LETTER_STARRED, 6, isNear);
  },
};

/** How many units before a position name a region. */
function regionBefore(text: string, at: number): number {
  return REGION_BEFORE.exec(text.slice(Math.max(0, at - REGION_UNITS), at))?.[0].length ?? 0;
}

/** Two digits or three; one alone was only ever written after a region. */
function isWholeClass(value: string): boolean {
  return /^[\d*]{2,3}/.test(value);
}

function isCar(text: string, value: string, start: number): boolean {
  const end = start + value.length;
  if (!tellsMoreThanHalf(value) || isCase(text, start, end)) return false;
  const isOfBusiness = BUSINESS.test(letterOf(value)) && regionBefore(text, start) > 0;
  return isPlate(value) || isOfBusiness || isAtVehicle(text, start, end);
}

function isCase(text: string, start: number, end: number): boolean {
  return CASE_BEFORE.test(text.slice(Math.max(0, start - CASE_REACH), start)) || CASE_AFTER.test(text.slice(end, end + REACH_AFTER));
}

/** Whether the letter of a plate can't be read as a word. */
function isPlate(value: string): boolean {
  const letter = letterOf(value);
  return !COMMON_WORD.test(letter) && (!WORD.test(letter) || !/[ -]/.test(value.slice(value.indexOf(letter))));
}

/** In `서울 강남구 1234` the letter ends a word; on a plate it stands alone. */
function isMotorcycle(value: string): boolean {
  return / [가-힣] ?-? ?\d/.test(value) && !WORD.test(letterOf(value)) && !COMMON_WORD.test(letterOf(value));
}

/** The letter before the last four digits. */
function letterOf(value: string): string {
  return /(?<letter>[가-힣]) ?-? ?[\d*xX○●]{4}$/.exec(value)?.groups!['letter'] ?? '';
}

function isAtVehicle(text: string, start: number, end: number): boolean {
  return VEHICLE.test(text.slice(Math.max(0, start - REACH_BEFORE), start)) || VEHICLE.test(text.slice(end, end + REACH_AFTER));
}
