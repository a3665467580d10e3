/** Projects in the catalogue: who is in charge, what is summed, which documents belong to one and why. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openCatalogue, type Catalogue } from '../../src/catalogue/catalogue.ts';
import { citedByProject, documentsOfProject, missingDocuments, yearsOfProject } from '../../src/catalogue/project-documents.ts';
import { budgetLines, ledgersOfMonth, paymentsByMonth, paymentsLike, projects, projectsOfUnit, spendingByMonth, sumsOfProjects, unitsOfProject } from '../../src/catalogue/projects.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import type { LedgerRecord, TextRecord } from '../../src/model/record.ts';
import { temporaryFolder } from '../folders.ts';
import { idOf, ledgerRecord, putRecord, row, textRecord } from '../site/fixture.ts';

function catalogueOf(...records: (TextRecord | LedgerRecord)[]): Catalogue {
  const content = temporaryFolder();
  for (const record of records) putRecord(content, record);
  const catalogue = openCatalogue(join(temporaryFolder(), 'catalogue.sqlite'));
  refresh(catalogue, content);
  return catalogue;
}

const pounds = { currency: { code: 'GBP', decimals: 2 } };
const own = (number: number, given: Parameters<typeof row>[1] = {}) => row(number, { project: 'P-1', ...given });

describe('the list', () => {
  test('is in charge: the unit of the latest budget line, the larger one of two', () => {
    const catalogue = catalogueOf(
      textRecord(1, { project: 'P-1', unit: 'haneul-roads', approvedOn: '2026-12-01' }),
      ledgerRecord(2, [own(1)], { type: 'budget', period: '2024', unit: 'haneul-roads' }),
      ledgerRecord(3, [own(2, { amount: 5 })], { type: 'budget', period: '2025', unit: 'haneul-housing' }),
      ledgerRecord(4, [own(3, { amount: 40 })], { type: 'budget', period: '2025', unit: 'haneul-parks' }),
    );
    expect(projects(catalogue)).toEqual([{ project: 'P-1', unit: 'haneul-parks', documents: 1, rows: 3 }]);
    expect(projectsOfUnit(catalogue, 'haneul-parks')).toEqual(projects(catalogue));
    expect(projectsOfUnit(catalogue, 'haneul-roads')).toEqual([]);
    expect(unitsOfProject(catalogue, 'P-1')).toEqual(['haneul-roads', 'haneul-housing', 'haneul-parks']);
  });

  test.each([
    ['without a budget, the unit of the latest document', [textRecord(1, { project: 'P-1', unit: 'haneul-roads', approvedOn: '2024-01-01' }), textRecord(2, { project: 'P-1', unit: 'haneul-parks', approvedOn: '2025-01-01' }), ledgerRecord(3, [own(1)], { unit: 'haneul-tax', period: '2026-03' })]],
    ['with money only, the unit of the latest row', [ledgerRecord(1, [own(1, { date: '2025-01-01' })], { unit: 'haneul-roads', period: '2025-01' }), ledgerRecord(2, [own(2, { date: null })], { period: '2026-03' })]],
  ])('is in charge: %s', (_, records) => expect(projects(catalogueOf(...records)).map(({ unit }) => unit)).toEqual(['haneul-parks']));

  test('no record names a project', () => expect(projects(catalogueOf(textRecord(1)))).toEqual([]));
});

describe('sums', () => {
  const catalogue = () => catalogueOf(
    ledgerRecord(1, [own(1, { amount: 900, date: null })], { type: 'budget', period: '2025' }),
    ledgerRecord(2, [own(2, { amount: 100 }), own(3, { amount: -40 }), row(4, { amount: 7 })], { period: '2025-03' }),
    ledgerRecord(3, [own(5, { amount: 20, date: '2026-01-02' })], { period: '2025-12', type: 'business-expense' }),
    ledgerRecord(4, [own(6, { amount: 1_50, date: '2025-12-31' })], { ...pounds, period: '2025-12' }),
    ledgerRecord(5, [own(7, { amount: 500 })], { type: 'contract', period: '2025-03' }),
    ledgerRecord(6, [own(8, { amount: 3, date: '2025-07-05' }), own(9, { amount: 4, date: null }), own(10, { amount: 5, date: '2024-12-30' })], { period: '2025' }),
  );

  test('never add types or currencies, and keep what was paid back', () => {
    expect(sumsOfProjects(catalogue(), ['P-1', 'P-2']).map(({ year, type, currency, amount, rows }) => [year, type, currency, amount, rows])).toEqual([
      ['2025', 'budget', 'KRW', 900, 1], ['2025', 'business-expense', 'KRW', 20, 1], ['2025', 'contract', 'KRW', 500, 1],
      ['2025', 'expenditure', 'GBP', 150, 1], ['2025', 'expenditure', 'KRW', 72, 5],
    ]);
  });

  test('by month: the month of the booking, of a ledger of a whole year that of the payment', () => {
    expect(spendingByMonth(catalogue(), 'P-1').map(({ month, type, currency, amount, rows }) => [month, type, currency, amount, rows])).toEqual([
      ['2025', 'expenditure', 'KRW', 9, 2], ['2025-03', 'expenditure', 'KRW', 60, 2], ['2025-07', 'expenditure', 'KRW', 3, 1],
      ['2025-12', 'expenditure', 'GBP', 150, 1], ['2025-12', 'business-expense', 'KRW', 20, 1],
    ]);
  });

  test('the payments of a month stop at the limit, and its ledgers lead to the rest', () => {
    const all = catalogue();
    expect(paymentsByMonth(all, 'P-1', '', 1).map(({ month, row: { amount } }) => [month, amount])).toEqual([['2025', 5], ['2025-03', 100], ['2025-07', 3], ['2025-12', 150]]);
    expect(paymentsByMonth(all, 'P-1', '2024', 9)).toEqual([]);
    expect(ledgersOfMonth(all, 'P-1', '2025-12', 9).map(({ id }) => id)).toEqual([idOf(3), idOf(4)]);
  });

  test('budget lines: the latest first', () => {
    const all = catalogueOf(ledgerRecord(1, [own(1)], { type: 'budget', period: '2024' }), ledgerRecord(2, [own(2, { amount: 1 }), own(3, { amount: 2 })], { type: 'budget', period: '2025' }));
    expect(budgetLines(all, ['P-1']).map(({ ledger, row: { amount } }) => [ledger.period, amount])).toEqual([['2025', 2], ['2025', 1], ['2024', 10_000]]);
  });

  test('payments with the number and the payee of a contract', () => {
    const paid = { documentNumber: '도로과-1', payee: '㈜가' };
    const all = catalogueOf(ledgerRecord(1, [own(1, paid), own(2, { ...paid, amount: -4_000 }), own(3, { ...paid, payee: '㈜나' }), own(4, { ...paid, documentNumber: null })]), ledgerRecord(2, [own(5, paid)], { type: 'contract' }));
    expect(paymentsLike(all, '도로과-1', '㈜가')).toEqual([{ currency: 'KRW', decimals: 0, amount: 6_000, rows: 2 }]);
  });
});

describe('documents', () => {
  const bearing = textRecord(1, { project: 'P-1', documentNumber: '도로과-1', cites: ['도로과-3', '도로과-2', '없는과-9'], approvedOn: '2025-05-05' });
  const approving = textRecord(2, { documentNumber: '도로과-2', project: 'P-2', approvedOn: '2024-01-01', unit: 'haneul-roads' });
  const cited = textRecord(3, { documentNumber: '도로과-3', approvedOn: '2023-01-01' });
  const money = ledgerRecord(4, [own(1, { documentNumber: '도로과-2' }), own(2, { documentNumber: '도로과-1' }), own(3, { documentNumber: '숨은과-7' }), own(4, { documentNumber: '숨은과-7', date: null })], { period: '2026-02' });
  const all = () => catalogueOf(bearing, approving, cited, money, textRecord(5));

  test('are those with the code and those that approved its money, each once, with the unit of the rows', () => {
    expect(documentsOfProject(all(), 'P-1', '', 9).map(({ id, approves }) => [id, approves])).toEqual([[idOf(2), 'haneul-parks'], [idOf(1), null]]);
    expect(documentsOfProject(all(), 'P-1', '2025', 9).map(({ id }) => id)).toEqual([idOf(1)]);
    expect(documentsOfProject(all(), 'P-1', '', 1)).toHaveLength(1);
  });

  test('what they cite beyond themselves stands apart, with the one that cites it', () => {
    expect(citedByProject(all(), 'P-1', 9).map((pair) => [pair.cited.id, pair.citing.id])).toEqual([[idOf(3), idOf(1)]]);
  });

  test('numbers without a public document are told, with one of the rows that bear them', () => {
    expect(missingDocuments(all(), 'P-1', 9).map(({ number, rows, row: { row: { id } } }) => [number, rows, id])).toEqual([['숨은과-7', 2, row(3).id]]);
  });

  test('the years are those of documents and money', () => {
    expect(yearsOfProject(all(), 'P-1')).toEqual(['2024', '2025', '2026']);
    expect(yearsOfProject(all(), 'P-9')).toEqual([]);
  });
});
