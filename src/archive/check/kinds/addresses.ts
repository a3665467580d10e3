/**
 * Addresses: of mail and of machines, plates of vehicles, birthdays and the marks an
 * author sets: what is told by its form in the text.
 */
import { eachMatch, isBirthday, type TextKind } from './kind.ts';

const MAIL = /(?<![A-Za-z0-9._%+*-])[A-Za-z0-9*][A-Za-z0-9._%+*-]{0,63} ?(?:@|[([{<] ?(?:at|골뱅이|@) ?[)\]}>]| at (?=[a-z0-9-]{1,63} dot ))\s?(?:[A-Za-z0-9-]{1,63}\s?(?:\.| dot | 점 |[([{<] ?(?:dot|점|\.) ?[)\]}>])\s?){1,5}[A-Za-z]{2,24}(?![A-Za-z0-9@])/g;
const FILE_ENDING = /\.(?:png|jpe?g|gif|svg|webp|css|js|mjs|ts|json|html?|woff2?)$/i;

/** Mail addresses, also `name(at)host`. */
export const mail: TextKind = {
  kind: 'email',
  inText(text, found) {
    let last = 0;
    for (const { index: sign } of text.matchAll(MAIL_SIGN)) {
      if (sign < last) continue;
      const from = Math.max(0, sign - 90);
      last = wordEnd(text, sign + 160);
      inPart(text.slice(from, last), (value, at) => found(value, from + at));
    }
  },
};

/** A part ends where a word does: half of an address is another address. */
function wordEnd(text: string, at: number): number {
  const blank = text.slice(at, at + 90).search(/\s/);
  return at + (blank < 0 ? 90 : blank);
}

const MAIL_SIGN = /@|골뱅이|[([{< ]at[)\]}> ]/g;

function inPart(text: string, found: (value: string, at: number) => void): void {
  eachMatch(MAIL, text, ({ 0: value, index }) => {
    const plain = value.replace(/\s?[([{<]\s?(?:at|골뱅이|@)\s?[)\]}>]\s?| at /, '@').replace(/[([{<]\s?(?:dot|점|\.)\s?[)\]}>]| dot | 점 /g, '.').replace(/\s/g, '');
    if (!FILE_ENDING.test(plain)) found(plain.toLowerCase(), index);
  });
}

const IPV4 = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?![\d]|\.\d)/g;
const IPV6 = /(?<![0-9A-Fa-f:.])(?:[0-9A-Fa-f]{1,4}:){3,7}(?::?[0-9A-Fa-f]{1,4}){1,4}(?![0-9A-Fa-f:])/g;
const IP_LABEL = /(?:\bip(?:v?[46])?\b|아이피|접속|로그인|서버|호스트|ip\s?주소|단말)/i;
/** Addresses inside a network, for everybody, or for nobody: they lead to no person. */
const RESERVED = /^(?:0|10|127|22[4-9]|23\d|24\d|25[0-5])\.|^192\.168\.|^169\.254\.|^172\.(?:1[6-9]|2\d|3[01])\./;
const VERSION = /(?:v|ver\.?|version|버전|판|제|절|항|목차|표|그림)\s?$/i;

/** Addresses of machines. */
export const internetAddress: TextKind = {
  kind: 'ip-address',
  inText(text, found) {
    if (/\d\.\d{1,3}\.\d/.test(text)) eachMatch(IPV4, text, ({ 0: value, index }) => {
      const before = text.slice(Math.max(0, index - 25), index);
      const octets = value.split('.');
      if (RESERVED.test(value) || /서브넷|마스크|대역|oid|DNS|네임|게이트웨이|[A-Za-z/-]$|[A-Za-z0-9]_$/i.test(before.slice(-14)) || /^(?:\/\d|-\d|판|[A-Za-z])/.test(text.slice(index + value.length))) return;
      const isTelling = octets.filter((octet) => octet.length >= 2).length >= 2 && octets.some((octet) => octet.length === 3);
      if (IP_LABEL.test(before) || (isTelling && !VERSION.test(before))) found(value, index);
    });
    if (/[0-9A-Fa-f]:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]/.test(text)) eachMatch(IPV6, text, ({ 0: value, index }) => {
      const isLong = value.split(':').filter((part) => part.length >= 3).length >= 3 && /[a-f]/i.test(value);
      if (isLong || IP_LABEL.test(text.slice(Math.max(0, index - 25), index))) found(value, index);
    });
  },
};

const PLATE = /(?<![\d.,-])\d{2,3} ?([가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자하허호배육해공국합]) ?\d{4}(?![\d,]|\s?(?:년|원|만|억|천|명|건|개|호|번|㎡|m|세대|대\b|%))/g;
const REGION = /(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)\s?$/;
const PLATE_LABEL = /차량|자동차|번호판|차\s?번호|차번|주차|견인|운행|승용|화물차|이륜|등록번호|단속|vehicle|plate/i;
const VEHICLE_AFTER = /^\s?(?:호\s)?(?:차량|차주|자동차|승용|승합|화물|이륜)/;
/** Letters of court cases, `96다1234`: two digits of a year before them. */
const COURT_LETTERS = new Set('가나다라마바사아자도노모구누두부러머버서어허호');
/** Letters that are also units, particles or ordinals after a number. */
const ALSO_UNIT = new Set('조호주도구부수');

/** Vehicle plates. `12조 3456억` is a budget. */
export const plate: TextKind = {
  kind: 'vehicle-plate',
  inText(text, found) {
    eachMatch(PLATE, text, ({ 0: value, 1: letter, index }) => {
      const before = text.slice(Math.max(0, index - 25), index);
      const isLabelled = PLATE_LABEL.test(before) || REGION.test(before) || VEHICLE_AFTER.test(text.slice(index + value.length, index + value.length + 8));
      const isJoined = !/\s/.test(value.trim());
      const isCase = /^\d{2}\D/.test(value) && COURT_LETTERS.has(letter!);
      const isNumbered = /[제법]\s?$/.test(before);
      if (isLabelled || (isJoined && !isNumbered && !isCase && !ALSO_UNIT.has(letter!))) found(value.trim(), index);
    });
  },
};

const DAY = '(?:(?:19|20)?\\d{2}\\s?[.년/-]\\s?(?:0?[1-9]|1[0-2])\\s?[.월/-]\\s?(?:0?[1-9]|[12]\\d|3[01])\\s?[.일]?|(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])|\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]))(?!\\d)';
/** A day that bounds a group is nobody's birthday. */
const LIMIT = '(?!\\s?[.일]?\\s?(?:까지|부터|이전|이후|기준|이내|쿠폰|전까지))';
const BORN_BEFORE = new RegExp(`(?:생\\s?년\\s?월\\s?일|생일|출생\\s?(?:년월일|연월일|일자?)|date of birth|birth ?da(?:te|y)|d\\.?o\\.?b\\.?)[^0-9가-힣]{0,10}(?:[가-힣]{0,1}[^0-9가-힣]{0,3})(${DAY})${LIMIT}`, 'gi');
const BORN_AFTER = new RegExp(`(?<!\\d)(${DAY})\\s?생(?![가-힣])`, 'g');

/** Birthdays, told by a word before or `생` after them. */
export const birthDate: TextKind = {
  kind: 'birth-date',
  inText(text, found) {
    if (/생|birth|d\.?o\.?b/i.test(text)) {
      for (const pattern of [BORN_BEFORE, BORN_AFTER]) eachMatch(pattern, text, ({ 1: value, index }) => { if (isDay(value!)) found(value!, index); });
    }
  },
};

/** Six or eight digits must be a day of the calendar. */
function isDay(value: string): boolean {
  const digits = value.replace(/\D/g, '');
  return !/^\d{6}$|^\d{8}$/.test(value) || isBirthday(digits.slice(-6));
}

const WHOLE_MARK_EXAMPLE = /⟦\s{0,2}비공개\s{0,2}\d?\s?⟧\s{0,2}(?:…|\.\.\.)\s{0,2}⟦\s?\/\s{0,2}비공개\s{0,2}⟧/g;

/** An author's own mark that is still there: what stands in it was to be closed. The manual shows the mark with dots in it. */
export const authorMark: TextKind = {
  kind: 'author-mark',
  inText(text, found) {
    if (!/[⟦⟧]/.test(text)) return;
    eachMatch(/⟦\s?\/?\s?비공개\s?\d?\s?⟧/g, text.replace(WHOLE_MARK_EXAMPLE, (example) => ' '.repeat(example.length)), ({ index }) => found(text.slice(index, index + 40), index));
  },
};
