/**
 * Calendar of the sample city: days as `YYYY-MM-DD`, and as Korean
 * administrative prose writes them (`2025. 3. 2.`; 행정업무의 운영 및 혁신에
 * 관한 규정 제7조). No clock: all days are fixed.
 */

/** The first day on which a document of the sample is approved. */
export const FIRST_DAY = '2023-12-04';

/** The day of each night; nothing of a night is younger. */
export const NIGHTS = { 1: '2026-11-19', 2: '2026-11-20', 3: '2026-11-23' } as const;
export type Night = keyof typeof NIGHTS;

const DAY_MS = 86_400_000;

/** Returns the day `count` days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Returns the number of days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Holidays with a fixed date; those of the lunar calendar are not kept. */
const HOLIDAYS = ['01-01', '03-01', '05-05', '06-06', '08-15', '10-03', '10-09', '12-25'];

/** Returns the day itself, or the next on which the city works. */
export function workingDay(day: string): string {
  return isWorkingDay(day) ? day : workingDay(addDays(day, 1));
}

/** Returns the last day before `day` on which the city works. */
export function workingDayBefore(day: string): string {
  const before = addDays(day, -1);
  return isWorkingDay(before) ? before : workingDayBefore(before);
}

function isWorkingDay(day: string): boolean {
  return !'토일'.includes(weekdayOf(day)) && !HOLIDAYS.includes(day.slice(5));
}

/** Returns `2025. 3. 2.`. */
export function koreanDate(day: string): string {
  return `${yearOf(day)}. ${monthOf(day)}. ${dayOf(day)}.`;
}

/** Returns `2025. 3. 2.(일)`. */
export function koreanDateWithWeekday(day: string): string {
  return `${koreanDate(day)}(${weekdayOf(day)})`;
}

/** Returns the Korean letter of the weekday. */
export function weekdayOf(day: string): string {
  return '일월화수목금토'[new Date(`${day}T00:00:00Z`).getUTCDay()]!;
}

export function yearOf(day: string): number { return Number(day.slice(0, 4)); }
export function monthOf(day: string): number { return Number(day.slice(5, 7)); }
export function dayOf(day: string): number { return Number(day.slice(8, 10)); }

/** Returns every month of the sample up to the given day, `YYYY-MM`. */
export function monthsUntil(day: string): string[] {
  const months: string[] = [];
  let [year, month] = [yearOf(FIRST_DAY), monthOf(FIRST_DAY)];
  while (year < yearOf(day) || (year === yearOf(day) && month <= monthOf(day))) {
    months.push(`${year}-${String(month).padStart(2, '0')}`);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return months;
}
