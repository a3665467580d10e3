import { expect, test } from 'vitest';
import { drop, HEADER, ledgerMapping, outcomeOf, refusalOf } from './drop.ts';

function run(rows: string, change: object = {}, fields: object = {}, header = HEADER) {
  return outcomeOf(drop({ 'payments.csv': header + rows }, ledgerMapping({}, change, fields)));
}

test('rows become one paper per unit and month, in the order of the source', () => {
  const { ledgers } = run('Parks,2026-10-23,1.00,B\nRoads,2026-10-01,2.00,C\nParks,2026-10-02,3.00,A\nParks,2026-09-30,4.00,\n');
  expect(ledgers.map(({ key, where, period, unitCode }) => [key, where, period, unitCode])).toEqual([
    ['expenditure/Parks/2026-09', 'payments.csv:5', '2026-09', 'Parks'],
    ['expenditure/Parks/2026-10', 'payments.csv:2', '2026-10', 'Parks'],
    ['expenditure/Roads/2026-10', 'payments.csv:3', '2026-10', 'Roads'],
  ]);
  expect(ledgers[1]!.texts).toEqual({ 'rows/0/payee': 'B', 'rows/1/payee': 'A' });
  expect(ledgers[1]!.rows[1]).toEqual({
    key: null, where: 'payments.csv:4', date: '2026-10-02', amount: 300, time: null, headcount: null,
    project: null, account: null, method: null, from: null, until: null,
  });
});

test('genuine repetitions, refunds and credit notes are kept', () => {
  const { ledgers } = run('Parks,2026-10-23,1.00,A\nParks,2026-10-23,1.00,A\nParks,2026-10-23,-1.00,A\nParks,2026-10-23,"(1,470.60)",A\nParks,2026-10-23,£0.00,A\n');
  expect(ledgers[0]!.rows.map(({ amount }) => amount)).toEqual([100, 100, -100, -147_060, 0]);
});

test.each<[string, string, string, string, number | null, string | null]>([
  ['an impossible date', 'Parks,2026-02-30,1.00,A\n', 'impossible-date', '"date": expected a day that exists as yyyy-MM-dd, got 9999-99-99', 100, null],
  ['no date', 'Parks,,1.00,A\n', 'missing-date', '"date": expected a date, got nothing', 100, null],
  ['no unit', ',2026-10-23,1.00,A\n', 'unknown-unit', '"unit": expected a unit, got nothing', 100, '2026-10'],
  ['no amount', 'Parks,2026-10-23,,A\n', 'bad-row', '"amount": expected an amount, got nothing', null, '2026-10'],
  ['too many decimals', 'Parks,2026-10-23,1.005,A\n', 'bad-row', '"amount": expected an amount with at most 2 decimals, got 9.999', null, '2026-10'],
  ['an amount that is a formula', 'Parks,2026-10-23,=I7,A\n', 'bad-row', '"amount": expected an amount with at most 2 decimals, got =a9', null, '2026-10'],
])('holds a row with %s, and only that row', (_case, row, code, detail, amount, period) => {
  const { ledgers, heldRows } = run(`${row}Parks,2026-10-23,2.00,B\n`);
  expect(ledgers.map(({ rows }) => rows.length)).toEqual([1]);
  expect(heldRows).toEqual([{ kind: 'held-row', source: 'test', where: 'payments.csv:2', type: 'expenditure', hold: { code, detail }, amount, period }]);
});

test('a text that two formats read as different days is held; one that only one can read is not', () => {
  const date = { column: 'Date', formats: ['dd/MM/yyyy', 'MM/dd/yyyy'] };
  const { ledgers, heldRows } = run('Parks,03/04/2026,1.00,A\nParks,25/04/2026,1.00,A\nParks,05/05/2026,1.00,A\n', {}, { date });
  expect(ledgers.flatMap(({ rows }) => rows.map((row) => row.date))).toEqual(['2026-04-25', '2026-05-05']);
  expect(heldRows[0]!.hold.detail).toBe('"date": the formats dd/MM/yyyy, MM/dd/yyyy read it as 2 different days');
});

test('a date in three columns, a time, a headcount, a method and codes', () => {
  const header = 'Unit,year,month,day,time,Amount,Payee,people,how,acct\n';
  const fields = {
    date: { columns: ['year', 'month', 'day'], join: '-', formats: ['yyyy-M-d'] }, time: { column: 'time', formats: ['H:mm'] },
    headcount: { column: 'people' }, method: { column: 'how', codes: { 1: 'open-tender', 9: null } }, account: { column: 'acct' },
  };
  const { ledgers, heldRows } = run('Parks,2026,1,05 ,9:05,1,A,4,1,201-03\nParks,2026,1,,9:05,1,A,4,1,201-03\nParks,2026,1,6,25:00,1,A,4,1,x\nParks,2026,1,6,,1,A,four,1,x\nParks,2026,1,6,,1,A,,7,x\nParks,2026,1,6,,1,A,,1,업무 추진\nParks,2026,1,6,,1,A,,9,\n', {}, fields, header);
  expect(ledgers[0]!.rows).toMatchObject([{ date: '2026-01-05', time: '09:05', headcount: 4, method: 'open-tender', account: '201-03' }, { time: null, headcount: null, method: null, account: null }]);
  expect(heldRows.map(({ hold }) => hold.detail)).toEqual([
    '"date": expected a day that exists as yyyy-M-d, got 9999-9',
    '"time": expected a day that exists as H:mm, got 99:99',
    '"headcount": expected a whole number, got a',
    '"method": expected one of 2 codes, got another',
    '"account": expected up to 60 letters, digits, ".", "_", "-", got 5 characters',
  ]);
});

test('a budget of thousands of won has a year for its period and needs no date', () => {
  const mapping = ledgerMapping({}, { type: 'budget', currency: { code: 'KRW', decimals: 0 } },
    { date: undefined, period: { column: 'Year', formats: ['yyyy'] }, amount: { column: 'Amount', thousands: ',', multiply: 1000, negative: ['triangle'] } });
  const { ledgers } = outcomeOf(drop({ 'payments.csv': 'Unit,Year,Amount,Payee\nParks,2026,"1,500",A\nParks,2026,△500,B\n' }, mapping));
  expect(ledgers.map(({ key, rows }) => [key, rows.map(({ amount, date }) => [amount, date])])).toEqual([['budget/Parks/2026', [[1_500_000, null], [-500_000, null]]]]);
});

test('nulls of the mapping and of one rule mean nothing', () => {
  const { ledgers } = run('Parks,2026-10-23,1.00,NA\nParks,2026-10-23,1.00,-\nParks,2026-10-23,1.00,null\n', { nulls: ['NA'] }, { payee: { column: 'Payee', nulls: ['-'] } });
  expect(ledgers[0]!.texts).toEqual({ 'rows/2/payee': 'null' });
});

const KEYED = { key: { column: 'V' } };
const KEYED_HEADER = 'V,Unit,Date,Amount,Payee\n';

test('a key that comes twice stops the night', () => {
  expect(refusalOf(() => run('1,Parks,2026-10-23,1,A\n2,Parks,2026-10-23,1,A\n1,Roads,2026-10-23,1,A\n', {}, KEYED, KEYED_HEADER)))
    .toBe('BAD_SOURCE payments.csv:4: expected a key of its own, got the key of payments.csv:2; the mapping does not say "duplicateKeys": "hold"');
});

test('under "hold" every row with a key that comes twice is held; rows without a key are not', () => {
  const { ledgers, heldRows } = run('1,Parks,2026-10-23,1,A\n2,Parks,2026-10-23,2,A\n1,Roads,2026-10-23,1,A\n,Parks,2026-10-23,3,A\n,Parks,2026-10-23,4,A\n', { duplicateKeys: 'hold' }, KEYED, KEYED_HEADER);
  expect(ledgers.flatMap(({ rows }) => rows.map(({ key, amount }) => [key, amount]))).toEqual([['2', 200], [null, 300], [null, 400]]);
  expect(heldRows.map(({ where, hold, amount }) => [where, hold.code, amount])).toEqual([['payments.csv:2', 'duplicate-key', 100], ['payments.csv:4', 'duplicate-key', 100]]);
});

test('under "last-file" the last night\'s row stands, and two in one file are still refused', () => {
  const mapping = ledgerMapping({}, { duplicateKeys: 'last-file' }, KEYED);
  const nights = { 'payments-1.csv': `${KEYED_HEADER}1,Parks,2026-10-23,1,A\n`, 'payments-2.csv': `${KEYED_HEADER}1,Parks,2026-10-23,5,A\n` };
  expect(outcomeOf(drop(nights, mapping)).ledgers[0]!.rows).toMatchObject([{ key: '1', amount: 500 }]);
  const twice = { 'payments-1.csv': `${KEYED_HEADER}1,Parks,2026-10-23,1,A\n1,Parks,2026-10-24,1,A\n` };
  expect(refusalOf(() => outcomeOf(drop(twice, mapping)))).toMatch(/^BAD_SOURCE payments-1.csv:3: expected a key of its own/);
});

test('control totals are handed over, and stop the night when they can\'t be read', () => {
  const totals = { files: { glob: 'totals.csv', format: 'csv', encoding: 'utf-8' }, ignore: ['by'], fields: { period: { column: 'month', formats: ['yyyy-MM'] }, rows: { column: 'n' }, amount: { column: 'sum' } } };
  const source = (line: string) => drop({ 'payments.csv': `${HEADER}Parks,2026-10-23,1.00,A\n`, 'totals.csv': `month,n,sum,by\n${line}` }, ledgerMapping({}, { totals }));
  expect(source('2026-10,1,1.00,jb\n,1,1.00,jb\n').totals!()).toEqual([{ type: 'expenditure', period: '2026-10', rows: 1, amount: 100 }, { type: 'expenditure', rows: 1, amount: 100 }]);
  expect(outcomeOf(source('2026-10,1,1.00,jb\n')).ledgers).toHaveLength(1);
  expect(refusalOf(() => source('2026-10,one,1.00,jb\n').totals!())).toBe('BAD_SOURCE totals.csv:2: "rows": expected a whole number, got a'.replace('"rows"', '"totals.rows"'));
  expect(refusalOf(() => source('2026-10,,1.00,jb\n').totals!())).toBe('BAD_SOURCE totals.csv:2: "totals": expected rows and an amount, got nothing');
});
