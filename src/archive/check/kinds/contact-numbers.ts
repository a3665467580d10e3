/**
 * Contact numbers: mobiles (010 and the old 011, 016–019; country code +82), and
 * landlines where the words before say that they are a citizen's. A unit's own
 * telephone is how citizens reach it and is no finding.
 */
import { digitsOf, eachMatch, lead, type NumberKind, type TextKind } from './kind.ts';
import { CITIZENS } from './persons.ts';

const GAP = '[ \\-./·_()~*\'`+\\\\:]{0,3}';
const MOBILE = new RegExp(`(?<!\\d)(?:\\+?82${GAP}\\(?0?\\)?${GAP}|0)1(?:0${GAP}\\d{4}|[16789]${GAP}\\d{3,4})${GAP}\\d{4}(?!\\d)`, 'g');
const LABEL = /휴대|핸드폰|휴대폰|연락처|전화|mobile|phone|cell|tel|h\.?p|☎|문자/i;
const OTHER_LABEL = /계좌|은행|농협|수협|신협|뱅크|예금|송금|account|문서번호|관리번호|ISBN|바코드|코드/i;

/** Mobile numbers. */
export const mobile: NumberKind = {
  kind: 'mobile',
  inStretch(stretch, found) {
    eachMatch(MOBILE, stretch.text, ({ 0: value, index }) => {
      const before = lead(stretch, index, 20);
      if (/[A-Za-z]$/.test(before) && !LABEL.test(before)) return;
      const isCountry = /^\+?82/.test(value) && !/\+ ?$/.test(before);
      const tail = stretch.text.slice(index + value.length);
      if (isCountry && !/^\+82|^82[ \-.)(]/.test(value) && !LABEL.test(before) && !CITIZEN.test(before)) return;
      if (/^-[1-9]/.test(tail) || /\d-$/.test(before) || (/\d[.,]$/.test(before) && /^\d+$/.test(value))) return;
      if (OTHER_LABEL.test(before) && !LABEL.test(before)) return;
      found(value, stretch.at + index);
    });
  },
};

const LANDLINE = /(?<![\d-])\(?0(?:2|3[1-3]|4[1-4]|5[0-5]|6[1-4]|70)\)?[ \-._]{0,3}\d{3,4}[ \-._]{1,3}\d{4}(?![\d-])/g;
/** Without signs between its groups a number is a telephone only right after such a word. */
const BARE_LANDLINE = /(?<![\d-])0(?:2\d{7,8}|(?:3[1-3]|4[1-4]|5[0-5]|6[1-4]|70)\d{7,8})(?![\d-])/g;
const CALLED = /(?:전화|연락처|번호|☎|TEL|phone|[인자주])\s?(?:\([가-힣]{1,4}\))?\s?[:(=]?\s?$/i;
const CITIZEN = new RegExp(`${CITIZENS}|자택|집\\s?전화|본인\\s?연락처|비상\\s?연락|주민\\s?연락|home phone`, 'i');
const OFFICE = /담당|부서|과장|팀장|주무관|문의|대표전화|시청|구청|센터|보건소|기관|사무소|공사|공단|협회|대학교|병원|궁금|안내|[과국실관소]\s?(?:\(|$)/;

/** Landlines of citizens. */
export const telephone: NumberKind = {
  kind: 'telephone',
  inStretch(stretch, found) {
    const look = (value: string, index: number) => {
      const before = lead(stretch, index, 30).split(/[\n\u25A0]/).at(-1)!;
      const citizen = lastOf(CITIZEN, before);
      if (citizen >= 0 && lastOf(OFFICE, before) < citizen && !/^\s?(?:\([가-힣]{2,8}[과팀실]\)|으?로\s?(?:문의|연락|전화))/.test(stretch.after)) found(value, stretch.at + index);
    };
    eachMatch(LANDLINE, stretch.text, ({ 0: value, index }) => look(value, index));
    eachMatch(BARE_LANDLINE, stretch.text, ({ 0: value, index }) => { if (CALLED.test(lead(stretch, index, 30))) look(value, index); });
  },
};

function lastOf(pattern: RegExp, text: string): number {
  let last = -1;
  eachMatch(new RegExp(pattern.source, `${pattern.flags}g`), text, ({ index }) => { last = index; });
  return last;
}

const HALF = /(?<![\d-])01[016789][ \-.)]{1,3}(?:\d{3,4}[ \-.]{1,3}[*●○xX■#•◦]{2,4}|\d{1,3}[*●○xX■#•◦]{1,3}[ \-.]{1,3}\d{4}|\d{3,4}[ \-.]{1,3}(?:\d{1,3}[*●○xX■#•◦]{1,3}|[*●○xX■#•◦]{1,3}\d{1,3}))(?![\d*])/g;

/** Mobiles of which too little was starred out: six or more of the last eight digits are left. */
export const starredMobile: TextKind = {
  kind: 'mobile',
  inText(text, found) {
    if (!/01[016789][ \-.)]/.test(text)) return;
    eachMatch(HALF, text, ({ 0: value, index }) => { if (digitsOf(value).length >= 9) found(value, index); });
  },
};
