/**
 * Dates: reads a day, a time or a period in a format that the mapping names.
 * Nothing is guessed: a text that fits no format, a day that does not exist and a
 * text that two formats read differently (03/04) are told apart from an empty one
 * and hold the row.
 *
 * Formats are Unicode's date patterns (UTS #35): yyyy yy MMM MM M dd d HH H mm ss,
 * literals in single quotes; MMM is English. A two-digit year is 1970–2069, as in
 * POSIX. `excel` and `excel-1904` are day numbers of the two spreadsheet calendars.
 */
import { isCityDate } from '../../../model/vocabulary.ts';

/** What a format found; a part that the format does not have is `null`. */
export interface Moment { year: number | null; month: number | null; day: number | null; hour: number | null; minute: number | null }

type Part = keyof Moment | 'shortYear' | 'second';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TOKENS: Readonly<Record<string, { part: Part; pattern: string }>> = {
  yyyy: { part: 'year', pattern: '\\d{4}' },
  yy: { part: 'shortYear', pattern: '\\d{2}' },
  MMM: { part: 'month', pattern: MONTHS.join('|') },
  MM: { part: 'month', pattern: '\\d{2}' },
  M: { part: 'month', pattern: '\\d{1,2}' },
  dd: { part: 'day', pattern: '\\d{2}' },
  d: { part: 'day', pattern: '\\d{1,2}' },
  HH: { part: 'hour', pattern: '\\d{2}' },
  H: { part: 'hour', pattern: '\\d{1,2}' },
  mm: { part: 'minute', pattern: '\\d{2}' },
  ss: { part: 'second', pattern: '\\d{2}' },
};

export type MomentReader = (text: string) => Moment | null;
const readers = new Map<string, MomentReader>();

/**
 * Returns the reader of one format; it returns `null` for a text that does not fit.
 *
 * @throws {Error} if the format has a letter that is no token.
 */
export function compileMoment(format: string): MomentReader {
  const known = readers.get(format);
  if (known !== undefined) return known;
  const reader = format === 'excel' || format === 'excel-1904' ? (text: string) => excelMoment(text, format) : patternReader(format);
  readers.set(format, reader);
  return reader;
}

function patternReader(format: string): MomentReader {
  const parts: Part[] = [];
  const source = (format.match(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']/g) ?? []).map((piece) => {
    if (piece.startsWith("'")) return escaped(piece.slice(1, -1));
    if (!/^[A-Za-z]/.test(piece)) return escaped(piece);
    const token = TOKENS[piece];
    if (token === undefined || parts.includes(token.part)) throw new Error('not a date format');
    parts.push(token.part);
    return `(${token.pattern})`;
  }).join('');
  if (parts.length === 0 || (format.match(/'/g) ?? []).length % 2 === 1) throw new Error('not a date format');
  const pattern = new RegExp(`^${source}$`, 'iu');
  return (text) => {
    const found = pattern.exec(text);
    return found === null ? null : momentOf(parts, found.slice(1));
  };
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function momentOf(parts: readonly Part[], found: readonly string[]): Moment | null {
  const value = (part: Part): number | null => {
    const text = found[parts.indexOf(part)];
    if (text === undefined) return null;
    const month = MONTHS.indexOf(text.toLowerCase());
    return month === -1 ? Number(text) : month + 1;
  };
  const short = value('shortYear');
  const [month, day, hour, minute] = [value('month'), value('day'), value('hour'), value('minute')];
  if ((month ?? 1) < 1 || (month ?? 1) > 12 || (hour ?? 0) > 23 || (minute ?? 0) > 59 || (value('second') ?? 0) > 59) return null;
  return { year: short === null ? value('year') : short + (short < 70 ? 2000 : 1900), month, day, hour, minute };
}

/** Known: days before March 1900 are refused; there the 1900 calendar counts a 29 February that never was. */
function excelMoment(text: string, calendar: 'excel' | 'excel-1904'): Moment | null {
  if (!/^\d{1,6}(\.\d{1,12})?$/.test(text)) return null;
  const serial = Number(text);
  if (calendar === 'excel' && serial < 61) return null;
  const epoch = calendar === 'excel' ? Date.UTC(1899, 11, 30) : Date.UTC(1904, 0, 1);
  const instant = new Date(epoch + Math.round(serial * 86_400) * 1000);
  return {
    year: instant.getUTCFullYear(), month: instant.getUTCMonth() + 1, day: instant.getUTCDate(),
    hour: instant.getUTCHours(), minute: instant.getUTCMinutes(),
  };
}

/** Returns the day, `YYYY-MM-DD`, or `null` if the moment has none or it does not exist. */
export function dayOf({ year, month, day }: Moment): string | null {
  if (year === null || month === null || day === null) return null;
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return isCityDate(date) ? date : null;
}

/** Returns the time, `HH:MM`, or `null` if the moment has none. */
export function timeOf({ hour, minute }: Moment): string | null {
  return hour === null || minute === null ? null : `${pad(hour, 2)}:${pad(minute, 2)}`;
}

/** Returns the period, `YYYY` or `YYYY-MM`, or `null` if the moment has none. */
export function periodOf({ year, month }: Moment, isYearly: boolean): string | null {
  if (year === null || (month === null && !isYearly) || !isCityDate(`${pad(year, 4)}-01-01`)) return null;
  return isYearly ? pad(year, 4) : `${pad(year, 4)}-${pad(month!, 2)}`;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
