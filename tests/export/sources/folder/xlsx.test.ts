import { zipSync } from 'fflate';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isDateFormat, isoDate, plainDecimal, plainString } from '../../../../src/export/sources/folder/xlsx-cells.ts';
import { type Cell, drop, ledgerMapping, outcomeOf, refusalOf, type Sheet, workbook } from './drop.ts';

const HEADER: Cell[] = ['Unit', 'Date', 'Amount', 'Payee'];
const NOTES: Sheet = { name: 'Notes', rows: [['x']] };
const FILES = { glob: '*.xlsx', format: 'xlsx', encoding: undefined, ignoreSheets: ['Notes'] };

function run(sheets: Sheet[], files: object = {}, is1904 = false) {
  return outcomeOf(drop({ 'payments.xlsx': workbook(sheets, is1904) }, ledgerMapping({ ...FILES, ...files })));
}

function refusal(sheets: Sheet[], files: object = {}): string {
  return refusalOf(() => run(sheets, files));
}

const data = (...rows: Cell[][]): Sheet => ({ name: 'Data', rows: [HEADER, ...rows] });

test('reads shared strings, numbers and Excel dates, and knows the row of the sheet', () => {
  const { ledgers } = run([data(['Parks', { serial: 45292 }, 1234.5, 'Acme & Sons'], ['Parks', '2024-01-31', -4.1, '']), NOTES]);
  expect(ledgers[0]).toMatchObject({
    period: '2024-01', texts: { 'rows/0/payee': 'Acme & Sons' },
    rows: [{ where: 'payments.xlsx:2', date: '2024-01-01', amount: 123_450 }, { where: 'payments.xlsx:3', date: '2024-01-31', amount: -410 }],
  });
});

test('reads the calendar of 1904, inline strings, formulas with a value, and cells without a reference', () => {
  const row: Cell[] = [{ raw: '<is><t>unread</t></is>' }, { serial: 43_830 }, { raw: '<f>1+1</f><v>2</v>' }, 'Acme'];
  expect(run([data(['Parks', ...row.slice(1)]), NOTES], {}, true).ledgers[0]!.rows[0]).toMatchObject({ date: '2024-01-01', amount: 200 });
});

test('blank rows are counted, rows above the header skipped, rows below it too', () => {
  const rows: Cell[][] = [['Report'], [], HEADER, ['단위', '일자', '금액', '처'], ['Parks', '2024-01-01', 1, 'A'], [], [], ['Parks', '2024-01-02', 2, 'B']];
  for (const files of [{ skipLines: 2, skipAfterHeader: 1 }, { findHeader: 5, skipAfterHeader: 1 }]) {
    expect(run([{ name: 'Data', rows }, NOTES], files).ledgers[0]!.rows.map(({ where }) => where)).toEqual(['payments.xlsx:5', 'payments.xlsx:8']);
  }
});

test.each<[string, Sheet[], object, string]>([
  ['a sheet that nobody named', [data(), { name: 'People', rows: [] }], { sheet: 'Data' }, 'BAD_SOURCE payments.xlsx: expected every sheet in "sheet" or "ignoreSheets", got 1 that are in neither'],
  ['a workbook without the sheet', [NOTES], { sheet: 'Data' }, 'BAD_SOURCE payments.xlsx: expected the sheet "Data", got 1 others'],
  ['a sheet that is hidden', [{ ...data(), state: 'veryHidden' }, NOTES], {}, 'BAD_SOURCE payments.xlsx: the sheet is hidden; the mapping does not say "hidden": "read"'],
  ['a row that is hidden', [{ ...data(['Parks', '2024-01-01', 1, 'A']), hiddenRows: [2] }, NOTES], {}, 'BAD_SOURCE payments.xlsx:2: the row is hidden; the mapping does not say "hidden": "read"'],
  ['a formula that was never computed', [data(['Parks', '2024-01-01', { raw: '<f>SUM(A1)</f>' }, 'A']), NOTES], {}, 'BAD_SOURCE payments.xlsx:2: a formula without its value; expected a workbook saved by a spreadsheet program'],
  ['a shared string that is not there', [data(['Parks', '2024-01-01', 1, { raw: '' }]), NOTES], { sheet: 'Data', skipLines: 9 }, 'BAD_SOURCE payments.xlsx: expected a header row, got none'],
  ['a column nobody mapped', [{ name: 'Data', rows: [[...HEADER, 'IBAN'], []] }, NOTES], {}, 'BAD_SOURCE payments.xlsx: column 5 of 5 is neither mapped nor in "ignore"'],
  ['a value without a column', [data(['Parks', '2024-01-01', 1, 'A', 'x']), NOTES], {}, 'BAD_SOURCE payments.xlsx:2: column 5 has a value but no name; expected "$5" in a rule or in "ignore"'],
])('refuses %s', (_case, sheets, files, message) => {
  expect(refusal(sheets, files)).toBe(message);
});

test('hidden sheets and rows are read where the mapping says so', () => {
  expect(run([{ ...data(['Parks', '2024-01-01', 1, 'A']), state: 'hidden', hiddenRows: [2] }, NOTES], { hidden: 'read' }).ledgers[0]!.rows).toHaveLength(1);
});

test.each<[string, Uint8Array]>([
  ['text', Buffer.from('Unit,Date\n')],
  ['a zip of something else', zipSync({ 'a.txt': Buffer.from('x') })],
  ['a workbook cut short', workbook([data(), NOTES]).subarray(0, 900)],
  ['a part that is not XML', zipSync({ 'xl/workbook.xml': Buffer.from('<workbook><sheets') })],
  ['a document type', zipSync({ 'xl/workbook.xml': Buffer.from('<!DOCTYPE x [<!ENTITY a "b">]><workbook/>') })],
])('refuses %s', (_case, bytes) => {
  expect(refusalOf(() => outcomeOf(drop({ 'payments.xlsx': bytes }, ledgerMapping(FILES))))).toMatch(/^SOURCE_CORRUPT payments.xlsx: expected an XLSX workbook/);
});

test.each([
  ['205000', '205000'], ['0', '0'], ['-0.0', '0'], ['4.0999999999999996', '4.1'], ['-1079.7400000000001', '-1079.74'], ['1.2E5', '120000'], ['1.5e-3', '0.0015'],
  ['9.9999999999999999E2', '1000'], ['20180000813258', '20180000813258'], ['1234567890123456', '1234567890123460'], ['0.30000000000000004', '0.3'], ['#N/A', '#N/A'],
])('the number %s is %s', (stored, expected) => {
  expect(plainDecimal(stored)).toBe(expected);
});

test('every amount in pence comes back from a binary fraction', () => {
  fc.assert(fc.property(fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }), (pence) => {
    const stored = (pence / 100).toPrecision(17);
    expect(Number(plainDecimal(stored))).toBe(pence / 100);
    expect(plainDecimal(stored)).toMatch(/^-?\d+(\.\d{1,2})?$/);
  }), { seed: 1 });
});

test('dates, times and what is no date', () => {
  expect(isoDate('45292', false)).toBe('2024-01-01');
  expect(isoDate('45292.5', false)).toBe('2024-01-01 12:00:00');
  expect(isoDate('43830.999988425923', true)).toBe('2024-01-01 23:59:59');
  expect(isoDate('0.5', false)).toBe('12:00:00');
  expect(isoDate('59', false)).toBe('59');
  expect(isoDate('-3', false)).toBe('-3');
  expect([14, 22, 31, 46, 57].every((id) => isDateFormat(id, undefined))).toBe(true);
  expect([0, 1, 4, 9, 37, 49].some((id) => isDateFormat(id, undefined))).toBe(false);
  expect(['yyyy-mm-dd', 'yyyy"년" m"월"', '[$-412]d/m/yy;@', 'hh:mm'].every((code) => isDateFormat(176, code))).toBe(true);
  expect(['#,##0_ ', 'General', '[Red]0.00', '0.00"day"', '_-* #,##0_-', '\\d0'].some((code) => isDateFormat(176, code))).toBe(false);
});

test('escapes of control characters are resolved', () => {
  expect(plainString('a_x000D_\nb_x0041_')).toBe('a\nbA');
});
