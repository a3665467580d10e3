/** Cells of a workbook come out as a spreadsheet shows them, and what is stored behind them is searched. */
import { describe, expect, test } from 'vitest';
import { readFile } from '../../../src/export/extract/read.ts';
import { formatNumber, formatText } from '../../../src/export/extract/xlsx-format.ts';
import { makeXlsx, type StoredCell } from './make/xlsx.ts';

const cases: [stored: string, code: string, shown: string][] = [
  ['1012345678', 'General', '1012345678'],
  ['9.0010110000000E+12', 'General', '9001011000000'],
  ['4.0999999999999996', 'General', '4.1'],
  ['9001011000000', '000000-0000000', '900101-1000000'],
  ['9001011000000', '000000\\-0000000', '900101-1000000'],
  ['9001011000000', '######"-"#######', '900101-1000000'],
  ['1000000001', '000-0000-0000', '010-0000-0001'],
  ['1000000001', '[<=999999999]00-000-0000;000-0000-0000', '010-0000-0001'],
  ['20000001', '[<=999999999]00-000-0000;000-0000-0000', '02-000-0001'],
  ['1234567.891', '#,##0.00', '1,234,567.89'],
  ['999.995', '0.00', '1000.00'],
  ['-1234', '#,##0;(#,##0)', '(1,234)'],
  ['-1234', '#,##0', '-1,234'],
  ['0', '#,##0;-#,##0;"-"', '-'],
  ['0.256', '0.0%', '25.6%'],
  ['1234567', '#,##0,"천원"', '1,235천원'],
  ['5000', '[$₩-412]#,##0', '₩5,000'],
  ['5000', '_-* #,##0_-', ' 5,000 '],
  ['7', '"담당 "0"번"', '담당 7번'],
  ['7', ';;;', ''],
  ['12.5', '0.###', '12.5'],
  ['12', '0.###', '12.'],
  ['0.5', '#.0', '.5'],
  ['45296', 'yyyy-mm-dd', '2024-01-05'],
  ['45296', 'yyyy"년" m"월" d"일"', '2024년 1월 5일'],
  ['45296.5', 'yyyy/mm/dd hh:mm', '2024/01/05 12:00'],
  ['45296.604166667', 'h:mm AM/PM', '2:30 PM'],
  ['45296', 'mmm d, yy', 'Jan 5, 24'],
  ['45296', 'aaaa', '금요일'],
  ['1.5', '[h]:mm', '36:00'],
  ['2', '[h]:mm', '48:00'],
];

test.each(cases)('%s as %s shows %s', (stored, code, shown) => {
  expect(formatNumber(stored, code, false)).toBe(shown);
});

test('the fourth section adds to texts', () => {
  expect(formatText('홍길동', '0;0;0;@" 님"')).toBe('홍길동 님');
  expect(formatText('홍길동', '0')).toBe('홍길동');
});

test('the calendar from 1904', () => {
  expect(formatNumber('43834', 'yyyy-mm-dd', true)).toBe('2024-01-05');
});

/** Style 4 is the first of the given formats. */
async function read(rows: readonly (readonly StoredCell[])[], formats: readonly string[] = []) {
  const file = await readFile('table.xlsx', makeXlsx({}, { rows, formats }));
  if (file.outcome === 'unread') expect.fail(`${file.problem}: ${file.detail}`);
  return { shown: file.sheets[0]!.rows.slice(-rows.length), parts: file.parts };
}

describe('a workbook', () => {
  test('shows a resident number stored as a number the way its format divides it', async () => {
    const { shown, parts } = await read([[{ r: 'A7', s: 4, v: '9001011000000' }, { r: 'B7', v: '9.001011E+12' }]], ['000000-0000000']);
    expect(shown[0]).toContain('900101-1000000');
    expect(shown[0]).toContain('9001011000000');
    expect(parts.find(({ path }) => path === 'xl/worksheets/sheet1.xml')?.text).toContain('900101-1000000');
  });

  test('is searched for the value behind a rounded one', async () => {
    const { shown, parts } = await read([[{ r: 'A7', s: 4, v: '9001011000000' }]], ['0,,"백만"']);
    expect(shown[0]).toContain('9001011백만');
    expect(parts.find(({ path }) => path.endsWith('#stored'))?.text).toContain('9001011000000');
  });

  test('shows errors, truth values and empty formulas as they are', async () => {
    const { shown } = await read([[{ r: 'A7', t: 'b', v: '1' }, { r: 'B7', t: 'e', v: '#REF!' }, { r: 'C7', f: 'A1' }, { r: 'D7', t: 'd', v: '2024-01-05' }]]);
    expect(shown[0]!.filter((cell) => cell !== '')).toEqual(['TRUE', '#REF!', '2024-01-05']);
  });

  test('with a string that is not there is given up', async () => {
    const file = await readFile('table.xlsx', makeXlsx({}, { rows: [[{ r: 'A7', t: 's', v: '99' }]] }));
    expect(file).toEqual({ outcome: 'unread', problem: 'corrupt', detail: 'xl/worksheets/sheet1.xml: expected a shared string below 3, got none' });
  });

  test('with one cell far out does not fill the room between', async () => {
    const { shown } = await read([[{ r: 'A7', v: '1' }], [{ r: 'XFD8', v: '2' }]]);
    expect(shown.map(({ length }) => length)).toEqual([3, 3]);
    expect(shown[1]).toEqual(['', '', '2']);
  });
});
