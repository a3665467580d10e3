/**
 * Homes: the part of an address that leads to a door. A street with its number is where
 * a city builds a road; `101동 1203호` after it, or a word such as "home address" or a
 * citizen before it, is where somebody lives.
 *
 * A plain `주소:` is written of town halls as well, and those stand at a street's main
 * number. So it counts only before a lane (`길`) or a number with a dash, and where no
 * institution is named on the line.
 */
import { eachMatch, type TextKind } from './kind.ts';
import { CITIZENS, INSTITUTION, RESIDENTS } from './persons.ts';

const BETWEEN = '(?:\\s?주소)?\\s{0,3}(?:[:：=)\\]]|\\(|은|는|이|가|을|를|-)?\\s{0,3}';
const HOME = '거주지|거주\\s?주소|주거지|자택|집\\s?주소|주민등록지|등록기준지|본적|주소지|보[낼내]\\s?(?:실\\s?)?곳|받(?:을|는|으실)\\s?곳|수령지|배송지|송달\\s?(?:장소|주소|지)|home address';
const HOME_LABEL = new RegExp(`(?:${HOME})${BETWEEN}`, 'g');
const CITIZEN_LABEL = new RegExp(`(?:${CITIZENS}|${RESIDENTS})(?:의|\\([가-힣]{1,6}\\))?\\s?(?:현\\s?|실제\\s?)?(?:도로명\\s?)?주소${BETWEEN}`, 'g');
const PLAIN_LABEL = /(?<![가-힣A-Za-z])(?:도로명\s?)?주\s?소\s{0,3}[:：=]\s{0,3}/g;
const STREET = /^[가-힣0-9·\s]{2,40}?(?:로|길|동|리|가)\s?(?:산\s?)?\d{1,5}(?:\s?-\s?\d{1,4})?(?:\s?번지)?(?!\s?(?:호선|년|월|일|시|명|건|만|억|원|개|회|차|층|점|번길|길))/;
const LANE = /^[가-힣0-9·\s]{2,40}?(?:길\s?\d{1,5}(?:\s?-\s?\d{1,4})?|로\s?\d{1,5}\s?-\s?\d{1,4})(?!\s?(?:호선|년|월|일|시|명|건|만|억|원|개|회|차|층|점|번길|길))/;
const DOOR = /(?<!\d)\d{2,4}\s?동\s{0,2}(?:제\s?)?\d{2,4}\s?호(?![가-힣\d]선|선|차|기|봉|분)/g;
const BEFORE_DOOR = /(?:(?:로|길)\s?\d{1,5}(?:-\d{1,4})?(?:번길\s?\d{1,4})?|\d{1,4}(?:-\d{1,4})?\s?(?:번지)?|아파트|APT|빌라|타운|맨션|주공|마을|단지|차|자이|힐스테이트|푸르지오|래미안|주소|거주|자택)[\s,.():가-힣0-9A-Za-z-]{0,30}$/i;

/** The door of a home. */
export const homeAddress: TextKind = {
  kind: 'address',
  inText(text, found) {
    if (/\d\s?호/.test(text)) eachMatch(DOOR, text, ({ 0: value, index }) => {
      if (BEFORE_DOOR.test(text.slice(Math.max(0, index - 45), index))) found(value, index);
    });
    afterLabels(HOME_LABEL, STREET, text, found);
    if (!text.includes('주')) return;
    afterLabels(CITIZEN_LABEL, STREET, text, found);
    afterLabels(PLAIN_LABEL, LANE, text, (value, at) => { if (!INSTITUTION.test(lineAround(text, at))) found(value, at); });
  },
};

function afterLabels(label: RegExp, street: RegExp, text: string, found: (value: string, at: number) => void): void {
  eachMatch(label, text, ({ 0: { length }, index }) => {
    const value = street.exec(text.slice(index + length, index + length + 70))?.[0];
    if (value !== undefined) found(value, index + length);
  });
}

/** Up to sixty characters on both sides, within the line. */
function lineAround(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 60), at).split('\n').at(-1)!;
  return before + text.slice(at, at + 60).split('\n', 1)[0]!;
}

/** Whether a cell under a heading of addresses is a lane or a door. */
export function isHomeLike(cell: string): boolean { return LANE.test(cell) || new RegExp(DOOR.source).test(cell); }
