/**
 * Cells of a spreadsheet as text: numbers as plain decimals, dates as ISO 8601
 * (ECMA-376 Part 1, 18.3.1.4 and 18.8.30). A sheet stores binary fractions, 4.1 as
 * 4.0999999999999996; rounded to the 15 digits that spreadsheets show, the
 * publisher's own figure comes back. The rounding is done on the digits.
 */
import { compileMoment, dayOf } from './dates.ts';

const DIGITS = 15;

/** Returns a stored number as a plain decimal, or the text itself if it is no number. */
export function plainDecimal(stored: string): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/.exec(stored.trim());
  if (found === null) return stored;
  const [, sign, whole = '', fraction = '', exponent = '0'] = found;
  const digits = `${whole}${fraction}`;
  const significant = digits.replace(/^0+/, '');
  if (significant === '') return '0';
  // The value is 0.<significant> × 10^scale.
  const scale = whole.length + Number(exponent) - (digits.length - significant.length);
  const { kept, carry } = rounded(significant);
  return `${sign}${placed(kept, scale + carry)}`;
}

function rounded(significant: string): { kept: string; carry: number } {
  if (significant.length <= DIGITS) return { kept: significant, carry: 0 };
  const up = significant.charAt(DIGITS) >= '5' ? 1n : 0n;
  const kept = String(BigInt(significant.slice(0, DIGITS)) + up);
  return { kept, carry: kept.length - DIGITS };
}

function placed(significant: string, scale: number): string {
  const digits = significant.replace(/0+$/, '');
  if (scale <= 0) return `0.${'0'.repeat(-scale)}${digits}`;
  if (digits.length <= scale) return digits.padEnd(scale, '0');
  return `${digits.slice(0, scale)}.${digits.slice(scale)}`;
}

/** Returns the date of a day number, with its time if it has one; outside the calendar the number itself. */
export function isoDate(stored: string, is1904: boolean): string {
  const number = plainDecimal(stored);
  const moment = compileMoment(is1904 ? 'excel-1904' : 'excel')(number.replace(/(\.\d{12})\d+$/, '$1'));
  const day = moment === null ? null : dayOf(moment);
  const seconds = Math.round(Number(`0.${number.split('.')[1] ?? '0'}`) * 86_400) % 86_400;
  if (day === null) return number.startsWith('0.') ? clock(seconds) : number;
  return seconds === 0 ? day : `${day} ${clock(seconds)}`;
}

function clock(seconds: number): string {
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
}

/** Returns whether a number format shows a date or a time of day. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '').split(';')[0]!;
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare);
}

/** Returns the text of a stored string, with the escapes `_x000D_` resolved and line ends as `\n`. */
export function plainString(stored: string): string {
  return stored.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replace(/\r\n?/g, '\n');
}
