/**
 * Identity numbers: resident and foreigner registration numbers (주민등록법,
 * 출입국관리법), passports, driving licences, health-insurance certificates.
 *
 * A resident number is a birthday, a digit for sex and century, six digits more; its
 * check digit proves nothing since October 2020 and is asked for only where thirteen
 * digits stand in one piece without any label.
 */
import { digitsOf, eachMatch, isBirthday, lead, type Found, type NumberKind, type TextKind } from './kind.ts';
import { CITIZENS } from './persons.ts';

const RESIDENT = /(?<!\d)(\d{6})([ \-./·_~*()]{0,3})(\d{7})(?!\d)/g;
const RESIDENT_LABEL = /주민|외국인\s?등록|등록번호|생년월일|거소신고|RRN|resident/i;
const OTHER_LABEL = /계좌|은행|농협|ISBN|바코드|물품|관리번호|문서번호|공고|일련|식별|승인|코드|고객번호|납부|접수번호|전자납부|우편|원$|₩|\$/i;
/** A citizen right before it: what else of thirteen digits begins with a birthday. */
const CITIZEN_BEFORE = new RegExp(`(?:${CITIZENS})\\s?[:(]?\\s?$`);
const CORPORATE_LABEL = /법인|corporat/i;

/** Resident and foreigner registration numbers. */
export const residentNumber: NumberKind = {
  kind: 'resident-number',
  inStretch(stretch, found) {
    eachMatch(RESIDENT, stretch.text, ({ 0: value, 1: birthday, 2: gap, 3: rest, index }) => {
      if (!isBirthday(birthday!)) return;
      const label = lead(stretch, index, 24);
      const digits = birthday! + rest!;
      if (CORPORATE_LABEL.test(label) && isCorporate(digits)) return;
      const isLabelled = RESIDENT_LABEL.test(label) || (CITIZEN_BEFORE.test(label) && /^[1-8]/.test(rest!));
      if (gap === '' ? isLabelled || isLikelyBare(stretch.before.slice(-1) + stretch.after.slice(0, 2), label, digits) : isLabelled || isFormal(gap!, rest!, stretch.after) || isDotted(gap!, rest!, label, stretch.after)) found(value, stretch.at + index);
    });
  },
};

/** Nine and zero as seventh digit are for those born before 1900. */
function isFormal(gap: string, rest: string, after: string): boolean {
  const isAmount = /0{3}$/.test(rest) || /^\s?(?:원|천원|명|개|건)/.test(after);
  return /^[1-8]/.test(rest) && (/^\s?[-~_*]\s?$/.test(gap) || (/^\s?[·/ ]?\s?$/.test(gap) && !isAmount));
}

/** A dot stands in a decimal number as well: a plane coordinate has six digits before it. */
function isDotted(gap: string, rest: string, label: string, after: string): boolean {
  return /^ ?\. ?$/.test(gap) && /^[1-8]/.test(rest) && !/0{3}$/.test(rest) && !/좌표|위도|경도|면적|[A-Za-z=,\d]\s?$/.test(label)
    && /[가-힣(:_]\s?$/.test(label) && !/^\s?(?:[,/]\s?\d|[%㎡㎞℃A-Za-z]|원|천원|명|개|건)/.test(after);
}

function isLikelyBare(around: string, label: string, digits: string): boolean {
  if (!/^[1-8]/.test(digits.slice(6)) || OTHER_LABEL.test(label) || /[A-Za-z.,=/_#?&]/.test(around[0] ?? '') || /^.?(?:원|천원|won|[A-Za-z.]\d)/.test(around.slice(1))) return false;
  return isResident(digits) && !/0{3}$/.test(digits);
}

function isResident(digits: string): boolean {
  const sum = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5].reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return (11 - (sum % 11)) % 10 === Number(digits[12]);
}

function isCorporate(digits: string): boolean {
  const sum = [...digits.slice(0, 12)].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 2), 0);
  return (10 - (sum % 10)) % 10 === Number(digits[12]);
}

const STARRED = /(?<![\d-])(\d{6}) ?[-~.] ?(?:[0-9][*●○xX■#•◦]{3,7}|[0-9]\d{1,4}[*●○xX■#•◦]{1,6}|[*●○xX■#•◦]{7})/g;

/** Resident numbers whose end was starred out: birthday and sex are left. */
export const starredResident: TextKind = {
  kind: 'resident-number',
  inText(text, found) {
    if (!/\d{6} ?[-~.] ?[\d*●○xX■#•◦]/.test(text)) return;
    eachMatch(STARRED, text, ({ 0: value, 1: birthday, index }) => { if (isBirthday(birthday!)) found(value, index); });
  },
};

const PASSPORT = /(?<![A-Za-z0-9\-/.]|[A-Za-z0-9]_)[MSRDGOmsrdgo] ?(?:\d{8}|\d{3} ?[A-Za-z] ?\d{4})(?![A-Za-z0-9])/g;
const PASSPORT_OTHER = /번호|넘버|코드|모델|규격|품번|형식|제품|파일|serial|s\/n|no\.|part|model|lot|#|=$/i;
const PASSPORT_LABEL = /여권|passport|旅券/i;

/** Korean passports, `M12345678` and since 2020 `M123A4567`. */
export const passport: TextKind = {
  kind: 'passport',
  inText(text, found) {
    eachMatch(PASSPORT, text, ({ 0: value, index }) => {
      const isLabelled = PASSPORT_LABEL.test(text.slice(Math.max(0, index - 40), index));
      const isDay = /^.(?:19|20)\d{2}(?:0[1-9]|1[0-2])/.test(value);
      const isOther = PASSPORT_OTHER.test(text.slice(Math.max(0, index - 18), index)) || /^(?:-\w|\.\w|인|형|호)/.test(text.slice(index + value.length));
      if (isLabelled || (/^[MSRDG](?:\d{8}|\d{3}[A-Z]\d{4})$/.test(value) && !isDay && !isOther)) found(value, index);
    });
  },
};

const LICENCE = /(?<!\d|\d-)(1[1-9]|2[0-8])[ \-._]{1,3}\d{2}[ \-._]{1,3}\d{6}[ \-._]{1,3}\d{2}(?!\d|-\d)/g;
const LICENCE_OTHER = /계좌|은행|문서|관리|물품|계약|공고|접수|납부|예금|농협|코드/;
const LICENCE_LABEL = /면허|licen[cs]e/i;

/** Driving licences: region, year, six digits, check digits. */
export const licence: NumberKind = {
  kind: 'driver-licence',
  inStretch(stretch, found) {
    eachMatch(LICENCE, stretch.text, ({ 0: value, index }) => {
      const label = lead(stretch, index, 20);
      if (LICENCE_LABEL.test(label) || (value.includes('-') && !LICENCE_OTHER.test(label))) found(value, stretch.at + index);
    });
    const before = stretch.before.slice(-20);
    if (LICENCE_LABEL.test(before) && !/건설|사업|영업|통신|업\s?면허/.test(before) && /^(?:\d{12}|\d{2}[ -]\d{6}[ -]\d{2})$/.test(stretch.text)) found(stretch.text, stretch.at);
  },
};

const INSURANCE_LABEL = /(?:건강\s?보험\s?증|보험\s?증|의료\s?급여\s?증|(?<![가-힣])증|건강\s?보험|의료\s?보험|요양\s?인정)\s?번호(?!판)|보험\s?증\s?[:(]|health insurance (?:no|number|card)/i;

/** Health-insurance certificates: eleven digits, told apart by their label only. */
export const insurance: NumberKind = {
  kind: 'health-insurance',
  inStretch(stretch, found) {
    if (INSURANCE_LABEL.test(stretch.before.slice(-25)) && /^\d[\d ._-]{9,24}\d$/.test(stretch.text)) {
      const count = digitsOf(stretch.text).length;
      if (count === 11 && !/^\s?(?:원|개|명|건)/.test(stretch.after)) (found satisfies Found)(stretch.text, stretch.at);
    }
  },
};
