/**
 * Dates and times of spreadsheets, as the cell's format shows them (ECMA-376 Part 1,
 * 18.8.31). `m` is a month unless hours stand before it or seconds behind it.
 */
import { isoDate } from '../sources/folder/xlsx-cells.ts';

const TOKEN = /"[^"]{0,255}"?|\\.|_.|\*.|\[[^\]]{0,255}\]|am\/pm|a\/p|오전\/오후|y{1,4}|m{1,5}|d{1,4}|a{3,4}|e{1,4}|h{1,2}|s{1,2}(?:\.0{1,3})?|[^]/giu;
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const KOREAN_DAYS = ['일요일', '월요일', '화요일', '수요일', '목요일', '금요일', '토요일'];

/** Returns whether a section of a number format shows a date or a time. */
export function isMomentFormat(section: string): boolean {
  if (/general/i.test(section)) return false;
  return [...section.matchAll(TOKEN)].some(([token]) => /^(?:[ymdhs]|a{3,4}$|\[(?:h|m|s){1,9}\])/i.test(token));
}

/** Returns a day number as a section of a format shows it; outside the calendar the number itself. */
export function formatMoment(number: string, section: string, is1904: boolean): string {
  // Elapsed time has no date: only its fraction of a day is shown besides the hours.
  const isElapsed = /\[[hms]{1,9}\]/i.test(section);
  const iso = isoDate(isElapsed ? `0.${number.split('.')[1] ?? '0'}` : number, is1904);
  const found = /^(?:(\d{4})-(\d{2})-(\d{2}))?(?: ?(\d{2}):(\d{2}):(\d{2}))?$/.exec(iso);
  if ((found === null || iso === '') && !isElapsed) return iso;
  const [year = 1900, month = 1, day = 0, hour = 0, minute = 0, second = 0] = (found ?? []).slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const tokens = [...section.matchAll(TOKEN)].map(([token]) => token);
  const isHalved = tokens.some((token) => /^(?:am\/pm|a\/p|오전\/오후)$/i.test(token));
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  const moment = { year, month, day, hour, minute, second, weekday, isHalved, elapsed: Math.floor(Number(number) * 24 + 1e-9) };
  return tokens.map((token, index) => show(token.toLowerCase(), token, isMinute(tokens, index), moment)).join('').trim();
}

interface Moment { year: number; month: number; day: number; hour: number; minute: number; second: number; weekday: number; isHalved: boolean; elapsed: number }

function isMinute(tokens: readonly string[], index: number): boolean {
  const isTime = (token: string): boolean => /^(?:y|m|d|h|s|\[h|\[m|\[s)/i.test(token);
  const before = tokens.slice(0, index).findLast(isTime) ?? '';
  const after = tokens.slice(index + 1).find(isTime) ?? '';
  return /^(?:h|\[h)/i.test(before) || /^s/i.test(after);
}

function show(token: string, written: string, isOfMinutes: boolean, moment: Moment): string {
  const { year, month, day, hour, minute, second, weekday, isHalved, elapsed } = moment;
  if (written.startsWith('"')) return written.replaceAll('"', '');
  if (written.startsWith('\\')) return written.slice(1);
  if (written.length === 2 && (written.startsWith('_') || written.startsWith('*'))) return written.startsWith('_') ? ' ' : '';
  if (/^\[h{1,9}\]$/.test(token)) return String(elapsed);
  if (written.startsWith('[')) return '';
  if (/^(?:am\/pm|a\/p|오전\/오후)$/.test(token)) return token === '오전/오후' ? ['오전', '오후'][Number(hour >= 12)]! : ['AM', 'PM'][Number(hour >= 12)]!;
  if (/^y/.test(token)) return token.length > 2 ? String(year) : padded(year % 100, 2);
  if (/^e/.test(token)) return String(year);
  if (/^m/.test(token)) return isOfMinutes ? padded(minute, token.length) : monthOf(month, token.length);
  if (/^d/.test(token)) return token.length > 2 ? DAYS[weekday]!.slice(0, token.length === 3 ? 3 : 9) : padded(day, token.length);
  if (/^a{3,4}$/.test(token)) return KOREAN_DAYS[weekday]!.slice(0, token.length === 3 ? 1 : 3);
  if (/^h/.test(token)) return padded(isHalved ? hour % 12 || 12 : hour, token.length);
  if (/^s/.test(token)) return padded(second, Math.min(token.split('.')[0]!.length, 2));
  return written;
}

function monthOf(month: number, letters: number): string {
  const name = MONTHS[month - 1]!;
  if (letters > 2) return letters === 3 ? name.slice(0, 3) : letters === 5 ? name.slice(0, 1) : name;
  return padded(month, letters);
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
