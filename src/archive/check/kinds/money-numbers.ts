/**
 * Money numbers: payment cards, bank accounts, and the business registration number
 * of a sole trader, which is a person's; that of a company is public.
 */
import type { Stretch } from '../text/digit-runs.ts';
import { digitsOf, eachMatch, lead, type Found, type NumberKind, type TextKind } from './kind.ts';

const GROUPS = /(?<![\d-]|\d )(\d{4})([ \-.·_/]{1,3})(\d{4})[ \-.·_/]{1,3}(\d{4})[ \-.·_/]{1,3}(\d{4})(?![\d]|-\d)/g;
const AMEX = /(?<![\d-])3[47]\d{2}[ \-.]{0,3}\d{6}[ \-.]{0,3}\d{5}(?![\d-])/g;
const BARE = /(?<!\d)(?:4\d|5[1-5]|2[2-7]|3[5-8]|6\d|9\d)\d{14}(?!\d)/g;
const CARD_LABEL = /카드|card|신용|체크|결제/i;

/** Payment cards. */
export const card: NumberKind = {
  kind: 'card',
  inStretch(stretch, found) {
    eachMatch(GROUPS, stretch.text, ({ 0: value, 1: first, 2: gap, index }) => {
      const isLabelled = CARD_LABEL.test(lead(stretch, index, 25));
      const isCard = /^[3-69]/.test(first!);
      if (/^(?:(?:19|20)\d{2}\D{0,3}){4}$/.test(value)) return;
      if (isLabelled || (isCard && (isLuhn(value) || gap!.includes('-'))) || (gap!.includes('-') && isLuhn(value))) found(value, stretch.at + index);
    });
    eachMatch(AMEX, stretch.text, ({ 0: value, index }) => { if (isLuhn(value)) found(value, stretch.at + index); });
    eachMatch(BARE, stretch.text, ({ 0: value, index }) => {
      const before = lead(stretch, index, 25);
      if (!/[A-Za-z.,=/_-]$/.test(before) && (CARD_LABEL.test(before) || isLuhn(value))) found(value, stretch.at + index);
    });
  },
};

function isLuhn(value: string): boolean {
  const digits = digitsOf(value);
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

const STARRED_CARD = /(?<![\d*-])\d{4}[ -](?:\d{4}|\d{2}[*●○xX■#•]{2}|[*●○xX■#•]{4})[ -](?:\d{4}|\d{2}[*●○xX■#•]{2}|[*●○xX■#•]{4})[ -](?:\d{4}|[*●○xX■#•]{4}|\d{3}[*●○xX■#•]|\d{2}[*●○xX■#•]{2}|[*●○xX■#•]\d{3})(?![\d*])/g;

/** Cards of which six digits or more are left beside the stars. */
export const starredCard: TextKind = {
  kind: 'card',
  inText(text, found) {
    if (!/\d{4}[ -](?:\d{2}){0,2}[*●○xX■#•\d]/.test(text)) return;
    eachMatch(STARRED_CARD, text, ({ 0: value, index }) => {
      const stars = value.replace(/[\d -]/g, '').length;
      if (stars >= 2 && digitsOf(value).length >= 6) found(value, index);
    });
  },
};

const BANK = /계좌|은행|농협|수협|신협|새마을금고|우체국\s?(?:예금|통장)|뱅크|예금주|통장|입금|송금|이체|환불|account|iban/i;
const STRONG = /계좌|통장|예금주|account/i;
const NEARER = /전화|팩스|fax|tel|문의|연락|사업자|문서|관리번호|접수|공고|휴대|등록번호|일시|날짜|기간|일자|☎|전자납부|고지|카드/i;
const ACCOUNT = /(?<![\d-])(?:\d{2,6}(?:[ ]?-[ ]?\d{1,8}){1,4}|\d{10,16})(?![\d-])/g;

/** Bank accounts, told by a bank or an account before them and no other label in between. */
export const account: NumberKind = {
  kind: 'account',
  inStretch(stretch, found) {
    eachMatch(ACCOUNT, stretch.text, ({ 0: value, index }) => {
      const before = lead(stretch, index, 30).split(/[\n;]|\d{4}/).at(-1)!;
      const label = [...before.matchAll(new RegExp(BANK.source, 'gi'))].at(-1);
      if (label === undefined) {
        if (!/^\s?[([]?\s?(?:예금주|[가-힣]{2,6}은행|농협)/.test(stretch.after) || index + value.length !== stretch.text.length) return;
      } else if (NEARER.test(before.slice(label.index + label[0].length))) return;
      const digits = digitsOf(value);
      if (digits.length < 10 || digits.length > 16 || isDay(value) || isTelephone(value)) return;
      const groups = value.split('-').length;
      if (/^\d{3}-\d{2}-\d{5}$/.test(value) && (label === undefined || !/번호/.test(before))) return;
      if (groups >= 3 || (label !== undefined && STRONG.test(before)) || (groups === 1 && digits.length >= 11)) found(value, stretch.at + index);
    });
    inLoose(stretch, found);
  },
};

/** With other signs than dashes it is an account only right after the word. */
const LOOSE = /(?<![\d-])\d{2,6}(?:[ ._·]{1,2}\d{1,8}){1,4}(?![\d-])/g;
const RIGHT_BEFORE = /(?:계좌(?:\s?번호)?|은행|농협|수협|신협|뱅크|금고|예금주[^\d\n]{0,8})\s?[:(/_]?\s?$/;

function inLoose(stretch: Stretch, found: Found): void {
  eachMatch(LOOSE, stretch.text, ({ 0: value, index }) => {
    const digits = digitsOf(value);
    if (digits.length < 10 || digits.length > 14 || /^(?:19|20)\d{2}[ .]/.test(value) || isTelephone(value.replace(/[ ._·]+/g, '-'))) return;
    if (RIGHT_BEFORE.test(lead(stretch, index, 20)) && !/^\s?(?:원|천원|%|명|건)/.test(stretch.after)) found(value, stretch.at + index);
  });
}

function isDay(value: string): boolean { return /^(?:19|20)\d{2}-?(?:0?[1-9]|1[0-2])-?(?:0?[1-9]|[12]\d|3[01])(?:\D|$)/.test(value); }

function isTelephone(value: string): boolean { return /^0(?:2|[3-6]\d|70)-?\d{3,4}-\d{4}$|^1[5-9]\d{2}-\d{4}$/.test(value.replaceAll(' ', '')); }

const BUSINESS = /(?<![\d-])(\d{3})([ ]?-[ ]?|[._ ])(\d{2})([ ]?-[ ]?|[._ ])(\d{5})(?![\d-])/g;
const BUSINESS_AFTER = /^\s?\(?\s?개인\s?사업자/;
const BUSINESS_LABEL = /사업자\s?(?:등록)?\s?(?:번호|등록증|[:：(])|고유번호|business (?:registration )?(?:no|number)/i;
const OTHER_LABEL = /계좌|은행|문서|계약|관리|물품|공고|접수|[가-힣A-Za-z]-$|[A-Za-z]$/;

/**
 * Business numbers of sole traders: the middle digits are 01–79 (taxed), 80
 * (bodies without legal personality), 89 (religious), 90–99 (tax-exempt); 81–88 are companies.
 */
export const soleTrader: NumberKind = {
  kind: 'business-number',
  inStretch(stretch, found) {
    const isLabelled = (index: number) => BUSINESS_LABEL.test(lead(stretch, index, 20)) || BUSINESS_AFTER.test(stretch.after);
    const isOther = (index: number) => BANK.test(lead(stretch, index, 20)) || OTHER_LABEL.test(lead(stretch, index, 12));
    eachMatch(BUSINESS, stretch.text, ({ 0: value, 2: gap, 3: middle, index }) => {
      if (isPersons(middle!) && !/^0/.test(value) && (isLabelled(index) || (gap!.includes('-') && isBusiness(digitsOf(value)) && !isOther(index)))) found(value, stretch.at + index);
    });
    eachMatch(/(?<!\d)[1-9]\d{9}(?!\d)/g, stretch.text, ({ 0: value, index }) => {
      if (isPersons(value.slice(3, 5)) && isLabelled(index) && !/^\s?(?:원|명|개|건)/.test(stretch.after)) found(value, stretch.at + index);
    });
  },
};

function isPersons(middle: string): boolean {
  const value = Number(middle);
  return (value >= 1 && value <= 80) || value >= 89;
}

function isBusiness(digits: string): boolean {
  const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0) + Math.floor((5 * Number(digits[8])) / 10);
  return (10 - (sum % 10)) % 10 === Number(digits[9]);
}
