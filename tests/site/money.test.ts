/** The money room: sums, charts and marked rows, for ledgers as they come: none, negative, in two currencies, of units nobody knows. */
import { describe, expect, test } from 'vitest';
import type { LedgerRecord, Row } from '../../src/model/record.ts';
import { viewLedger } from '../../src/site/view/ledger-record.ts';
import { viewMoney } from '../../src/site/view/money.ts';
import { viewMoneyPeriod } from '../../src/site/view/money-period.ts';
import { viewMoneyType, viewMoneyUnits } from '../../src/site/view/money-type.ts';
import { viewMoneyUnit } from '../../src/site/view/money-unit.ts';
import { viewPayees } from '../../src/site/view/payees.ts';
import { planPages } from '../../src/site/view/plan.ts';
import { viewFact } from '../../src/site/view/spending-facts.ts';
import { ledgerRecord, row, textRecord } from './fixture.ts';
import { moneySite, pageAt } from './money-site.ts';

const POUNDS = { code: 'GBP', decimals: 2 };
let next = 0;
const ledger = (rows: Row[], given: Partial<LedgerRecord> = {}) => ledgerRecord(next += 1, rows, given);
const rowOf = (given: Partial<Row> = {}) => row(next += 1, given);
const paid = (amount: number, given: Partial<LedgerRecord> = {}) => ledger([rowOf({ amount })], given);
const months = (from: number, until: number) => Array.from({ length: until - from + 1 }, (_, at) => `${Math.floor((from + at) / 12)}-${String(((from + at) % 12) + 1).padStart(2, '0')}`);

describe('sums', () => {
  test('two currencies of one type stand apart and are never added', () => {
    const city = moneySite([paid(1000), paid(12_345, { currency: POUNDS }), paid(-345, { currency: POUNDS, period: '2026-02' })]);
    const view = viewMoneyType(pageAt(city, 'money/expenditure'));
    expect(view.totals).toEqual(['2건, 합계 £120.00', '1건, 합계 1,000원']);
    expect(view.years.map(({ amount }) => amount)).toEqual(['1,000원', '£120.00']);
    expect(view.offices.map(({ words, amount, share }) => [words, amount, share])).toEqual([['환경국', '1,000원', 1], ['환경국', '£120.00', 1]]);
    expect(view.ways).toEqual([]);
  });

  test('a negative sum says so and has no bar', () => {
    const city = moneySite([paid(500, { unit: 'haneul-roads', unitName: '도로과' }), paid(-2_000)]);
    const { groups } = viewMoneyUnits(pageAt(city, 'money/expenditure/units-by-amount'));
    expect(groups[0]!.lines.map(({ words, amount, isNegative, share }) => [words, amount, isNegative, share])).toEqual([['도로과', '500원', false, 1], ['공원녹지과', '−2,000원', true, 0]]);
  });

  test('twelve digits are whole', () => {
    const city = moneySite([paid(987_654_321_012)]);
    expect(viewMoneyType(pageAt(city, 'money/expenditure')).totals).toEqual(['1건, 합계 987,654,321,012원']);
  });

  test('a ledger without rows is a page, a period and a unit of nothing', () => {
    const none = ledger([], { type: 'contract' });
    const city = moneySite([none]);
    expect(viewLedger(pageAt(city, `records/contract/2026/03/${none.id}`)).table).toBeNull();
    const type = viewMoneyType(pageAt(city, 'money/contract'));
    expect([type.totals, type.charts, type.payees, type.projects]).toEqual([['0건, 합계 0원'], [], [], []]);
    expect(viewMoneyPeriod(pageAt(city, 'money/contract/2026-03')).units.map(({ head }) => head!.words)).toEqual(['환경국']);
    expect(viewMoneyUnit(pageAt(city, 'money/contract/units/haneul-parks')).ledgers).toHaveLength(1);
    expect([...planPages(city.site)].some(({ path }) => path === 'money/contract/payees')).toBe(false);
  });

  test('without any ledger the room says that it is empty', () => {
    expect(viewMoney(pageAt(moneySite([]), 'money'))).toMatchObject({ lines: [], types: [] });
  });
});

describe('units and offices', () => {
  test('an office adds what is below it; the head of the organisation stands for itself', () => {
    const city = moneySite([
      paid(100), paid(30, { unit: 'haneul-recycling', unitName: '자원순환과' }), paid(7, { unit: 'haneul-environment-bureau', unitName: '환경국' }), paid(1000, { unit: 'haneul', unitName: '하늘시' }),
    ]);
    expect(viewMoneyType(pageAt(city, 'money/expenditure')).offices.map(({ words, amount }) => [words, amount])).toEqual([['하늘시', '1,000원'], ['환경국', '137원']]);
    const office = viewMoneyUnit(pageAt(city, 'money/expenditure/units/haneul-environment-bureau'));
    expect(office.totals).toEqual(['3건, 합계 137원']);
    expect(office.below.map(({ words, amount, href }) => [words, amount, href === null])).toEqual([['공원녹지과', '100원', false], ['자원순환과', '30원', false], ['환경국 자체', '7원', true]]);
    expect(viewMoneyUnit(pageAt(city, 'money/expenditure/units/haneul')).totals).toEqual(['1건, 합계 1,000원']);
  });

  test('an office without ledgers of its own has a page', () => {
    const office = viewMoneyUnit(pageAt(moneySite([paid(100)]), 'money/expenditure/units/haneul-environment-bureau'));
    expect([office.title, office.ledgers, office.below.map(({ words }) => words)]).toEqual(['환경국 지출', [], ['공원녹지과']]);
  });

  test('a unit that the organisation files don\'t know is called by its id and has its page', () => {
    const city = moneySite([paid(100, { unit: 'gone.unit', unitName: '없어진과' })]);
    const view = viewMoneyUnit(pageAt(city, 'money/expenditure/units/gone~unit'));
    expect([view.title, view.unit, view.ledgers.length]).toEqual(['gone.unit 지출', null, 1]);
    expect(viewMoneyType(pageAt(city, 'money/expenditure')).offices[0]!.words).toBe('gone.unit');
  });

  test('forty units stand under their offices, each once, the largest first', () => {
    const site = moneySite([paid(1)]).site;
    const units = [...site.policy.units.keys()].slice(0, 40);
    const city = moneySite(units.map((unit, at) => paid(1000 + at, { unit, unitName: unit })));
    const { groups } = viewMoneyUnits(pageAt(city, 'money/expenditure/units'));
    const shown = groups.flatMap(({ head, lines }) => (lines.length > 0 ? lines : [head!]));
    expect(new Set(shown.map(({ words }) => words)).size).toBe(40);
    for (const { lines } of groups) expect(lines.map(({ share }) => share)).toEqual(lines.map(({ share }) => share).sort((a, b) => b - a));
  });
});

describe('periods', () => {
  test('a year adds its months, and the same time of the year before is said', () => {
    const city = moneySite([paid(100), paid(20, { period: '2026-02' }), paid(3, { period: '2025-03' })]);
    expect(viewMoneyPeriod(pageAt(city, 'money/expenditure/2026')).totals).toEqual(['2건, 합계 120원']);
    const month = viewMoneyPeriod(pageAt(city, 'money/expenditure/2026-03'));
    expect(month.compared).toEqual(['한 해 전(2025년 3월)에는 1건, 합계 3원이었습니다.']);
    expect([month.around.older?.words, month.around.newer]).toEqual(['2026년 2월', null]);
    expect(month.units[0]!.lines[0]!.links).toHaveLength(1);
  });

  test('two ledgers of one unit and month are told apart', () => {
    const city = moneySite([paid(100), paid(200)]);
    expect(viewMoneyPeriod(pageAt(city, 'money/expenditure/2026-03')).units[0]!.lines[0]!.links!.map(({ words }) => words)).toEqual(['내역 1', '내역 2']);
  });

  test('budgets of years have no months', () => {
    const city = moneySite(['2024', '2025', '2026'].map((period) => paid(500, { type: 'budget', period })));
    const view = viewMoneyType(pageAt(city, 'money/budget'));
    expect([view.months, view.years.map(({ words }) => words), view.charts[0]!.size]).toEqual([[], ['2026년', '2025년', '2024년'], 3]);
  });
});

describe('charts', () => {
  const chartsFor = (amounts: readonly (number | null)[], first = 2026 * 12) => {
    const city = moneySite(months(first, first + amounts.length - 1).flatMap((period, at) => (amounts[at] === null ? [] : [paid(amounts[at]!, { period })])));
    return viewMoneyType(pageAt(city, 'money/expenditure')).charts;
  };

  test.each<[string, (number | null)[]]>([['one month', [5]], ['two months', [5, 6]], ['no money', [0, 0, 0]]])('none of %s', (_, amounts) => expect(chartsFor(amounts)).toEqual([]));

  test('columns stand in the box, the largest and the last are marked, the largest bears its amount', () => {
    const [chart] = chartsFor([10, 40, 20, 30]);
    expect(chart).toMatchObject({ size: 4, ticks: ['40원', '30원', '20원', '10원', '0원'], zero: 'M0 100H4', labels: [{ words: '40원', x: '37.5%', y: '0%', anchor: 'middle' }, { words: '30원', x: '100%', y: '25%', anchor: 'end' }] });
    expect(chart!.columns).toBe('M0.13 100V75h0.75V100zM2.13 100V50h0.75V100z');
    expect(chart!.marked).toBe('M1.13 100V0h0.75V100zM3.13 100V25h0.75V100z');
    expect(chart!.legend).toEqual(['가장 많은 때: 2026년 2월, 40원', '마지막: 2026년 4월, 30원']);
    expect(chart!.alt).toBe('그래프. 2026년 1월부터 2026년 4월까지의 합계. 가장 많은 때는 2026년 2월, 40원입니다. 가장 적은 때는 2026년 1월, 10원입니다. 마지막 2026년 4월에는 30원입니다.');
  });

  test('a negative month hangs from the zero line, and the words say so', () => {
    const [chart] = chartsFor([30, -10, 20]);
    expect(chart!.ticks).toEqual(['30원', '20원', '10원', '0원', '−10원']);
    expect([chart!.zero, chart!.columns]).toEqual(['M0 75H3', 'M1.13 75V100h0.75V75z']);
    expect(chart!.alt).toContain('1개 기간은 돌려받은 돈이 더 많아 0보다 작습니다.');
  });

  test('the last bears its amount only where no taller column stands under the words', () => {
    expect(chartsFor([10, 90, 20, 30, 40, 25])[0]!.labels.map(({ words }) => words)).toEqual(['90원']);
    expect(chartsFor([10, 90, 20, 25, 30, 40])[0]!.labels.map(({ words }) => words)).toEqual(['90원', '40원']);
  });

  test('only refunds: the zero line is at the top', () => {
    expect(chartsFor([-10, -20, -30])[0]).toMatchObject({ zero: 'M0 0H3', labels: [{ words: '−10원', dy: '1.1em' }] });
  });

  test('a month without a table has no column and is no zero', () => {
    const [chart] = chartsFor([10, null, 20, 5]);
    expect(chart!.size).toBe(4);
    expect(`${chart!.columns}${chart!.marked}`.match(/M\d/g)).toEqual(['M0', 'M2', 'M3']);
    expect(chart!.alt).toContain('1개 기간은 공개한 표가 없어 비어 있습니다.');
  });

  test('fifteen years of months show the last three, with their years below', () => {
    const [chart] = chartsFor(Array.from({ length: 180 }, (_, at) => at + 1), 2011 * 12);
    expect([chart!.size, chart!.spans]).toEqual([36, ['2023', '2024', '2025'].map((words) => ({ words, size: 12 }))]);
    expect(chart!.alt).toContain('마지막 12개월을 더하면 2,094원, 그 앞 12개월은 1,950원입니다.');
  });

  test('the spans below are as wide as the periods', () => {
    for (const count of [3, 7, 12, 13, 25, 36]) {
      const [chart] = chartsFor(Array.from({ length: count }, () => 7), 2024 * 12 + 5);
      expect(chart!.spans.reduce((sum, { size }) => sum + size, 0)).toBe(count);
      expect(Math.max(...chart!.spans.map(({ size }) => size))).toBeLessThanOrEqual(12);
    }
  });

  test('one for each currency', () => {
    const city = moneySite(months(2026 * 12, 2026 * 12 + 2).flatMap((period) => [paid(10, { period }), paid(1_000, { period, currency: POUNDS })]));
    expect(viewMoneyType(pageAt(city, 'money/expenditure', 'en')).charts.map(({ labels }) => labels[0]!.words)).toEqual(['£10', '₩10']);
  });
});

describe('rows that a rule marks', () => {
  const late = (given: Partial<Row> = {}) => rowOf({ date: '2026-03-05', time: '23:30', amount: 70_000, purpose: '현장 직원 격려', ...given });
  const meals = (rows: Row[], given: Partial<LedgerRecord> = {}) => ledger(rows, { type: 'business-expense', ...given });

  test('are counted among all, with their sum and those that can\'t be told', () => {
    const city = moneySite([meals([late(), late({ time: '12:00' }), late({ time: null })])]);
    const view = viewFact(pageAt(city, 'money/business-expense/facts/late-night'));
    expect(view.figures).toEqual(['모두 3건 가운데 1건, 합계 70,000원', '1건은 시각이 적혀 있지 않아 알 수 없습니다.']);
    expect(view.html).toContain('<strong>이 표시는 잘못했다는 뜻이 아닙니다.</strong>');
  });

  test('lead to the row in its part of the ledger and to the document that approved it', () => {
    const document = textRecord(5_001, { documentNumber: '공원녹지과-77' });
    const rows = [...Array.from({ length: 300 }, () => rowOf({ date: '2026-03-05', time: '12:00' })), late({ documentNumber: '공원녹지과-77' })];
    const record = meals(rows);
    const city = moneySite([document, record]);
    const [shown] = viewFact(pageAt(city, 'money/business-expense/facts/late-night')).rows;
    expect(shown).toMatchObject({
      href: `../../../records/business-expense/2026/03/${record.id}/2.html#r-${rows[300]!.id}`, words: '현장 직원 격려', unit: '공원녹지과', time: { machine: '2026-03-05T23:30', words: '2026년 3월 5일 23:30' },
      document: { href: `../../../records/document/2026/03/${document.id}.html` },
    });
  });

  test('without a purpose bear the name of their table; without a date its period', () => {
    const city = moneySite([meals([late({ purpose: null, date: null, time: '23:30' })])]);
    const [shown] = viewFact(pageAt(city, 'money/business-expense/facts/late-night')).rows;
    expect(shown).toMatchObject({ words: '공원녹지과 2026년 3월 업무추진비', time: { machine: '2026-03', words: '2026년 3월 23:30' } });
  });

  test('stand the newest first, in blocks counted from the oldest', () => {
    const days = Array.from({ length: 90 }, (_, at) => late({ date: `2026-03-${String(Math.floor(at / 3) + 1).padStart(2, '0')}`, amount: at + 1 }));
    const city = moneySite([meals(days)]);
    const open = viewFact(pageAt(city, 'money/business-expense/facts/late-night')).rows;
    const first = viewFact(pageAt(city, 'money/business-expense/facts/late-night/1'));
    expect([open.length, open[0]!.amount, open.at(-1)!.amount]).toEqual([50, '90원', '41원']);
    expect([first.rows.length, first.rows[0]!.amount, first.html, first.figures]).toEqual([40, '40원', '', []]);
  });

  test('a rule that holds of nothing has its page all the same', () => {
    const view = viewFact(pageAt(moneySite([meals([late({ time: '12:00' })])]), 'money/business-expense/facts/late-night'));
    expect([view.rows, view.figures]).toEqual([[], ['모두 1건 가운데 0건, 합계 0원']]);
  });

  test('are marked on their ledger, in words that lead to the rule', () => {
    const record = meals([late(), late({ time: '12:00' })]);
    const { table } = viewLedger(pageAt(moneySite([record]), `records/business-expense/2026/03/${record.id}`));
    expect(table!.columns.at(-1)!.name).toBe('규칙 표시');
    expect(table!.rows.map(({ cells }) => cells.at(-1)!.links?.map(({ words }) => words))).toEqual([['심야 결제'], undefined]);
  });

  test('a changed ledger is marked again, and only that one', () => {
    const [one, other] = [meals([late()]), meals([late()], { period: '2026-02' })];
    const city = moneySite([one, other]);
    city.site.catalogue.run(`DELETE FROM row_facts WHERE record = ?`, other.id);
    city.again();
    expect(viewFact(pageAt(city, 'money/business-expense/facts/late-night')).rows).toHaveLength(1);
  });
});

describe('a ledger', () => {
  test('numbers its rows through its parts, each with an address of its own', () => {
    const rows = Array.from({ length: 301 }, () => rowOf());
    const record = ledger(rows);
    const city = moneySite([record]);
    const part = viewLedger(pageAt(city, `records/expenditure/2026/03/${record.id}/2`)).table!;
    expect(part.rows.map(({ id, cells }) => [id, cells[0]!.html, cells[0]!.href])).toEqual([[`r-${rows[300]!.id}`, '301', `#r-${rows[300]!.id}`]]);
  });

  test('says of an approving document that is not public here that it is not', () => {
    const record = ledger([rowOf({ documentNumber: '없는과-1' }), rowOf()]);
    const { table } = viewLedger(pageAt(moneySite([record]), `records/expenditure/2026/03/${record.id}`));
    expect(table!.rows[0]!.cells.at(-1)).toEqual({ html: '없는과-1', isCode: true, note: '여기에 공개되지 않은 문서' });
    expect(table!.rows[1]!.cells.at(-1)).toEqual({ html: '' });
  });
});

test('payees are told by kind and year, and money without a payee has no such page', () => {
  const city = moneySite([ledger([rowOf({ amount: 10, payee: '㈜나무' }), rowOf({ amount: 5, payee: null })]), ledger([rowOf({ amount: 3, payee: '하늘초등학교' })], { period: '2025-01' })]);
  const view = viewPayees(pageAt(city, 'money/expenditure/payees'));
  expect(view.lines.map(({ words, amount }) => [words, amount])).toEqual([['기업과 상점', '10원'], ['적히지 않음', '5원'], ['학교와 유치원', '3원']]);
  expect(view.byYear).toEqual([['적히지 않음', ['5원', null]], ['학교와 유치원', [null, '3원']], ['기업과 상점', ['10원', null]]].map(([words, amounts]) => expect.objectContaining({ words, amounts }) as unknown));
});
