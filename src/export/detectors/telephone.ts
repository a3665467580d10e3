/**
 * Landlines (02, 031–064), internet telephones (070) and personal numbers (050x) of
 * citizens, as numbered by the Telecommunications Numbering Regulations. Numbers of
 * offices and of officials on duty stay public: citizens need them. Numbers such as
 * 120, 110, 1588-… and 080-… belong to services and are never found.
 *
 * Who a number belongs to is told by what stands around it (telephone-context.ts). A
 * number that nothing tells of is hidden: an office's number that is hidden by mistake
 * costs a search, a citizen's that is shown can't be taken back, and in the texts of
 * ministries an office's number has its office beside it (measured: all 14 landlines
 * in 7 MB). Exchanges that are the city's own are in `allow` of
 * content/policy/masks/telephone.md.
 */
import type { Finding } from '../../model/stages.ts';
import { cellsUnder } from './columns.ts';
import type { Detector } from './detector.ts';
import { SEEN } from './first-look.ts';
import { tellsMoreThanHalf } from './labelled.ts';
import { holdsNumber, scanNumbers } from './scan.ts';
import { continuesList, isTelephone, ownerBeside, ownerInColumn, PHONE_HEADER } from './telephone-context.ts';
import type { Owner } from './telephone-context.ts';

const KIND = 'telephone';
const AREA = '(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50[2-8])';
const SIGN = String.raw`(?: {0,2}[-~·=] {0,2})`;
const LOOSE = String.raw`[ .·/_]{1,2}`;
const DIGIT = '[0-9*xX○●]';
const START = String.raw`(?<![0-9*A-Za-z]|[0-9][-.])`;
const END = String.raw`(?![0-9*]|-[0-9]|[.,][0-9])`;

/** With dashes or a bracket around the area code: nothing else is written like this. */
const GROUPED = new RegExp(String.raw`(?=[0(])${START}(?:0${AREA}(?:${SIGN}|\) {0,2}-? ?)|\( ?0${AREA} ?\) {0,2}-? ?)[0-9]${DIGIT}{2,3}(?:${SIGN}|[ .])${DIGIT}{4}${END}`, 'g');
const COUNTRY = new RegExp(String.raw`(?=[+08])${START}(?:\+ ?|00)?82[- .)]{0,2}(?:\(?0\)?[- .]?)?${AREA}[- .)]{1,2}[0-9]${DIGIT}{2,3}[- .]${DIGIT}{4}${END}`, 'g');
/** Amounts, dates and codes are written like this too; only where a word says that it is a telephone. */
const UNGROUPED = new RegExp(String.raw`(?=0)${START}0${AREA}(?:${LOOSE}[0-9]${DIGIT}{2,3}${LOOSE}${DIGIT}{4}|[0-9]{7,8})${END}`, 'g');
/** A digit at a time; with the same word. */
const SINGLE = new RegExp(String.raw`(?<![0-9.]|[0-9] )0(?=(?:[ .][0-9]){1,3})(?<gap>[ .])(?:2|[3-6]\k<gap>[1-5]|7\k<gap>0)(?:\k<gap>[0-9]){7,8}(?![0-9]|[ .][0-9])`, 'g');
/** A citizen in whose brackets a number stands that begins like a telephone's: `민원인(041 …)`. */
const OF_CITIZEN = /(?:인|자|주민|세대주|보호자|본인)[님씨]? ?\($/u;
const TELEPHONE_AFTER = /^ ?\)? ?(?:전화|유선|통화|연락|로 (?:전화|연락|통화))/u;
/** Without the area code; only where it is said to be at someone's home. */
const LOCAL = new RegExp(String.raw`(?=[2-9]${DIGIT}{2,3}-)(?<=(?:자택|집|댁|home)(?: ?전화| ?tel| ?phone)?(?: ?번호)?(?:[ :)(.]{0,3}))[2-9]${DIGIT}{2,3}-${DIGIT}{4}${END}(?! ?(?:호|번지|동|층|년))`, 'gi');

/** More than half of the seven units after the area code. */
const FEWEST_DIGITS = 4;

export const telephone: Detector = {
  kind: KIND,
  needs: SEEN.digits4,
  * find(text: string): Iterable<Finding> {
    if (!holdsNumber(text, FEWEST_DIGITS)) return;
    const columns = new Columns(text);
    let officeEnd = -Infinity;
    const isOwn = (value: string, start: number): boolean => {
      if (!tellsMoreThanHalf(value.replace(/^[^0-9]{0,4}(?:(?:\+ ?|00)82)?[-. ()]{0,4}0?\d{1,3}[-. )]/, ''))) return false;
      const end = start + value.length;
      let owner = columns.ownerOf(start);
      if (owner === 'unknown') owner = continuesList(text, officeEnd, start) ? 'office' : ownerBeside(text, start, end);
      if (owner === 'office') officeEnd = end;
      return owner !== 'office';
    };
    for (const pattern of [GROUPED, COUNTRY]) yield* scanNumbers(KIND, text, pattern, FEWEST_DIGITS, isOwn);
    const isNamed = (value: string, start: number): boolean => columns.has(start) || isTelephone(text, start) || isCalled(text, start, start + value.length);
    for (const pattern of [UNGROUPED, SINGLE]) yield* scanNumbers(KIND, text, pattern, FEWEST_DIGITS, (value, start) => isNamed(value, start) && isOwn(value, start));
    yield* scanNumbers(KIND, text, LOCAL, FEWEST_DIGITS, tellsMoreThanHalf);
  },
};

/** Whether what stands around a number says that someone was called there. */
function isCalled(text: string, start: number, end: number): boolean {
  return OF_CITIZEN.test(text.slice(Math.max(0, start - 8), start)) || TELEPHONE_AFTER.test(text.slice(end, end + 8));
}

/** Who owns the numbers in the columns of a text's tables; read when the first number asks. */
class Columns {
  readonly #text: string;
  #owners: Map<number, Owner> | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  has(start: number): boolean {
    return this.#read().has(start);
  }

  ownerOf(start: number): Owner {
    return this.#read().get(start) ?? 'unknown';
  }

  #read(): Map<number, Owner> {
    return this.#owners ??= new Map(cellsUnder(this.#text, PHONE_HEADER).map(({ start, headers }) => [start, ownerInColumn(headers)]));
  }
}
