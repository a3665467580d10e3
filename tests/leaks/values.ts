/**
 * Values: made-up personal values of every kind the export hides, in the form a clerk
 * would type them. Written from what the numbers are, not from the detectors: nothing
 * of `src/export/detectors` is imported or imitated here.
 */
import type { Chance } from './chance.ts';

/** Kinds as the report counts them; `mask` is the policy's name of the kind. */
export const KINDS = {
  'resident-old': 'resident-number', 'resident-new': 'resident-number', 'foreigner': 'resident-number', 'passport-old': 'passport', 'passport-new': 'passport',
  'licence': 'driver-licence', 'mobile': 'mobile', 'mobile-old': 'mobile', 'mobile-abroad': 'mobile', 'landline': 'telephone', 'email': 'email', 'card': 'card', 'account': 'account',
  'insurance': 'health-insurance', 'sole-trader': 'business-number', 'plate': 'vehicle-plate', 'plate-old': 'vehicle-plate', 'birth-date': 'birth-date', 'ip': 'ip-address', 'name': 'name', 'name-list': 'name', 'address': 'address', 'flat': 'address',
} as const;

export type Kind = keyof typeof KINDS;
export const KIND_LIST = Object.keys(KINDS) as Kind[];

/** A value as typed, and whether its digits may be grouped in other ways. */
export interface Value { text: string; isNumber: boolean }

/** Returns a value of a kind. */
export function drawValue(kind: Kind, chance: Chance): Value {
  const text = MAKERS[kind](chance);
  return { text, isNumber: /^[+\d][\d -]*$/.test(text) };
}

const two = (number: number): string => String(number).padStart(2, '0');

const MAKERS: Record<Kind, (chance: Chance) => string> = {
  'resident-old': (chance) => {
    const digits = `${birthday(chance, 40, 99)}${chance.of(['1', '2'])}${chance.digits(5)}`;
    const sum = [...digits].reduce((total, digit, n) => total + Number(digit) * [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5][n]!, 0);
    return dashed(digits + (11 - sum % 11) % 10, 6);
  },
  'resident-new': (chance) => dashed(`${birthday(chance, 0, 23)}${chance.of(['3', '4'])}${chance.digits(6)}`, 6),
  'foreigner': (chance) => dashed(`${birthday(chance, 50, 99)}${chance.of(['5', '6'])}${chance.digits(6)}`, 6),
  'passport-old': (chance) => `${chance.of(['M', 'S', 'R', 'G', 'D'])}${chance.int(1, 9)}${chance.digits(7)}`,
  'passport-new': (chance) => `${chance.of(['M', 'S', 'R', 'G', 'D'])}${chance.digits(3)}${chance.of([...'ABCDEFGHJKLMNPQRSTUVWXYZ'])}${chance.digits(4)}`,
  'licence': (chance) => `${chance.int(11, 26)}-${chance.digits(2)}-${chance.int(1, 9)}${chance.digits(5)}-${chance.digits(2)}`,
  'mobile': (chance) => `010-${chance.int(0, 1)}${chance.digits(3)}-${chance.digits(4)}`,
  'mobile-old': (chance) => `${chance.of(['011', '016', '017', '018', '019'])}-${chance.int(2, 9)}${chance.digits(chance.int(2, 3))}-${chance.digits(4)}`,
  'mobile-abroad': (chance) => `+82${chance.of(['-', ' '])}10-${chance.int(0, 1)}${chance.digits(3)}-${chance.digits(4)}`,
  'landline': (chance) => `${chance.of(['02', '031', '032', '033', '041', '042', '051', '053', '062', '063', '070'])}-${chance.int(2, 9)}${chance.digits(chance.int(2, 3))}-${chance.digits(4)}`,
  'email': (chance) => `${chance.of(['kim', 'lee.', 'park_', 'sky', 'happy-', 'choi', 'jung.', 'love'])}${chance.of(['ha', 'min', 'soo', 'jin', 'yu'])}${chance.digits(chance.int(2, 5))}@${chance.of(['mail.example', 'example.com', 'webmail.example', 'post.example.net', 'company.example.org'])}`,
  'card': (chance) => {
    const digits = `${chance.of(['4', '5', '9'])}${chance.digits(14)}`;
    return `${digits}${luhn(digits)}`.replace(/(\d{4})(?=\d)/g, '$1-');
  },
  'account': (chance) => {
    const shape = chance.of([[6, 2, 6], [3, 2, 6], [3, 6, 5], [4, 3, 6], [3, 4, 4, 2], [6, 2, 6], [3, 3, 6], [6, 6]]);
    return shape.map((count, n) => (n === 0 ? `${chance.int(1, 9)}${chance.digits(count - 1)}` : chance.digits(count))).join('-');
  },
  'insurance': (chance) => `${chance.of(['1', '5', '7', '8'])}-${chance.digits(10)}`,
  'sole-trader': (chance) => {
    const digits = `${chance.int(101, 899)}${two(chance.int(1, 79))}${chance.digits(4)}`;
    const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
    const sum = [...digits].reduce((total, digit, n) => total + Number(digit) * weights[n]!, 0) + Math.floor(Number(digits[8]) * 5 / 10);
    return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}${(10 - sum % 10) % 10}`;
  },
  'plate': (chance) => `${chance.int(10, 999)}${chance.of([...'가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주하허호'])}${chance.of(['', ' '])}${chance.int(1000, 9999)}`,
  'plate-old': (chance) => `${chance.of(['서울', '경기', '부산', '인천', '대전', '강원', '충남', '전북'])}${chance.of(['', ' '])}${chance.int(10, 99)}${chance.of([...'가나다라마거너더러머버서어저바사아자'])}${chance.of(['', ' '])}${chance.int(1000, 9999)}`,
  'birth-date': (chance) => {
    const [year, month, day] = [chance.int(1936, 2015), chance.int(1, 12), chance.int(1, 28)];
    return chance.of([`${year}. ${month}. ${day}.`, `${year}년 ${month}월 ${day}일`, `${year}-${two(month)}-${two(day)}`, `${year}.${two(month)}.${two(day)}`, `${year}/${two(month)}/${two(day)}`, `${year}${two(month)}${two(day)}`]);
  },
  'ip': (chance) => `${chance.of([61, 112, 121, 175, 211, 220, 58])}.${chance.int(10, 254)}.${chance.int(10, 254)}.${chance.int(10, 254)}`,
  'name': personOf,
  'name-list': personOf,
  'address': (chance) => `${chance.of(ROADS)}${chance.int(1, 99)}${chance.of(['길', '번길'])} ${chance.int(11, 299)}-${chance.int(1, 49)}`,
  'flat': (chance) => `${chance.of(ROADS)}로 ${chance.int(11, 499)}, ${chance.int(101, 919)}동 ${chance.int(2, 24)}${two(chance.int(1, 8))}호`,
};

const ROADS = ['은행나무', '새싹', '달빛', '무지개', '솔바람', '한들', '물안개', '너른들', '아랫말', '윗샘', '동산', '버들'];
const SURNAMES = [...'김김김김이이이박박최정강조윤장임한오서신권황안송류홍', '남궁', '선우'];
const FIRST = [...'가나다도동란로명무문미민범병보상서선성세소수순승시아영예용우원유윤은인일재정종주준중지진찬채철태하학한해현혜호화효희'];
const LAST = [...'가경국권규균기나남덕란래린림만민배범빈상석선섭솔수숙순식아안애연열영옥완용우욱운웅원윤율은인임자재정준진찬채철태택하학한헌혁현형혜호홍환훈희'];

/** Combinations that are words. */
const WORDS = new Set(['이주민', '이재민', '이상기', '안수자', '신상태', '강수준', '조명기', '한해안', '이동식', '고정자', '이용자', '이수자', '조사자', '유상자', '신도자', '한도안', '전도자', '정상인', '정상기', '임명자', '이재기']);

function personOf(chance: Chance): string {
  const name = chance.of(SURNAMES) + chance.of(FIRST) + chance.of(LAST);
  return WORDS.has(name) ? personOf(chance) : name;
}

function birthday(chance: Chance, least: number, most: number): string {
  return `${two(chance.int(least, most))}${two(chance.int(1, 12))}${two(chance.int(1, 28))}`;
}

function dashed(digits: string, at: number): string {
  return `${digits.slice(0, at)}-${digits.slice(at)}`;
}

function luhn(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, n) => {
    const doubled = Number(digit) * (n % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return (10 - sum % 10) % 10;
}
