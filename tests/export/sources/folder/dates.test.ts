import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileMoment, dayOf, periodOf, timeOf } from '../../../../src/export/sources/folder/dates.ts';

function day(format: string, text: string): string | null {
  const moment = compileMoment(format)(text);
  return moment === null ? null : dayOf(moment);
}

test.each([
  ['yyyy-MM-dd', '2026-01-09', '2026-01-09'],
  ['yyyy.M.d', '2026.1.9', '2026-01-09'],
  ['yyyy.M.d', '2026.01.09', '2026-01-09'],
  ['dd/MM/yyyy', '29/02/2024', '2024-02-29'],
  ['dd-MMM-yyyy', '14-Jan-2011', '2011-01-14'],
  ['dd-MMM-yy', '14-JAN-69', '2069-01-14'],
  ['dd-MMM-yy', '14-jan-70', '1970-01-14'],
  ['yyyyMMdd', '20110302', '2011-03-02'],
  ['yyyyMMddHHmmss', '20110302140156', '2011-03-02'],
  ["yyyy-MM-dd'T'HH:mm:ss'+09:00'", '2026-07-04T19:40:14+09:00', '2026-07-04'],
  ["yyyy'.0'-M'.0'-d'.0'", '2018.0-7.0-19.0', '2018-07-19'],
  ['yyyy년 M월 d일', '2026년 3월 2일', '2026-03-02'],
  ['excel', '45292', '2024-01-01'],
  ['excel', '45292.75', '2024-01-01'],
  ['excel-1904', '43830', '2024-01-01'],
])('%s reads %s', (format, text, expected) => {
  expect(day(format, text)).toBe(expected);
});

test.each([
  ['a day that does not exist', 'yyyy-MM-dd', '2026-02-30'],
  ['29 February of a common year', 'dd/MM/yyyy', '29/02/2025'],
  ['month 13', 'yyyyMMdd', '20261301'],
  ['month 0', 'yyyy-M-d', '2026-0-5'],
  ['day 0', 'yyyy-M-d', '2026-5-0'],
  ['hour 24', 'yyyy-MM-dd HH:mm', '2026-05-01 24:00'],
  ['another time zone', "yyyy-MM-dd'T'HH:mm'+09:00'", '2026-07-04T19:40Z'],
  ['a point where the format has a dash', 'yyyy-MM-dd', '2026.01.09'],
  ['text after the date', 'yyyy-MM-dd', '2026-01-09x'],
  ['the year 0201', 'yyyy-MM-dd', '0201-01-09'],
  ['a leap day that only Excel knows', 'excel', '60'],
  ['a date where a day number is expected', 'excel', '2026-01-09'],
])('%s is not a day', (_case, format, text) => {
  expect(day(format, text)).toBeNull();
});

test.each(['yyyy-MM-DD', 'YYYY-MM-dd', 'qq', '', "yyyy'T", 'yyyy-MM-dd-dd', '...'])('%j is not a format', (format) => {
  expect(() => compileMoment(format)).toThrow();
});

test('times and periods', () => {
  expect(timeOf(compileMoment('H:mm')('9:05')!)).toBe('09:05');
  expect(timeOf(compileMoment('yyyy-MM-dd')('2026-01-09')!)).toBeNull();
  expect(periodOf(compileMoment('yyyyMM')('202601')!, false)).toBe('2026-01');
  expect(periodOf(compileMoment('yyyy')('2026')!, true)).toBe('2026');
  expect(periodOf(compileMoment('yyyy')('2026')!, false)).toBeNull();
});

test('every day comes back through every format', () => {
  const days = fc.date({ min: new Date('1971-01-01'), max: new Date('2068-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
  fc.assert(fc.property(days, (expected) => {
    const [year, month, date] = expected.split('-') as [string, string, string];
    const serial = Math.round((Date.parse(expected) - Date.UTC(1899, 11, 30)) / 86_400_000);
    expect(day('yyyyMMdd', `${year}${month}${date}`)).toBe(expected);
    expect(day('d.M.yy', `${Number(date)}.${Number(month)}.${year.slice(2)}`)).toBe(expected);
    expect(day('excel', String(serial))).toBe(expected);
  }), { seed: 1 });
});
