/** The monitor's counts on a city of a few papers: every state, every measure, and nights after the first. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCatalogue, type Catalogue } from '../../src/catalogue/catalogue.ts';
import {
  changeCounts, correctionsOf, eachPaperCount, firstNight, groundCounts, heldCounts, ledgerMeasures, monitorYears, PAPER_STATES, paperCounts, textMeasures, waitCounts,
} from '../../src/catalogue/monitor.ts';
import { quantile } from '../../src/catalogue/quantiles.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import { figures } from '../../src/catalogue/register.ts';
import { maskUses, officerReleases, ruleUses } from '../../src/catalogue/rule-use.ts';
import { FIRST, STATES, writeMonitorCity } from '../site/monitor-city.ts';

let folder: string;
let catalogue: Catalogue;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'glasshall-monitor-'));
  const content = join(folder, 'content');
  writeMonitorCity(content);
  catalogue = openCatalogue(join(folder, 'catalogue.sqlite'));
  refresh(catalogue, content);
});
afterAll(() => {
  catalogue?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('papers', () => {
  test.each(PAPER_STATES.map((state) => [state, state === 'open' ? 6 : state === 'partial' ? 3 : STATES.filter(([one]) => one === state).length]))('%s: %i', (state, expected) => {
    expect(paperCounts(catalogue, 'type').filter((count) => count.state === state).reduce((sum, { papers }) => sum + papers, 0)).toBe(expected);
  });

  test('every paper is in one state only, whatever they are counted by, and as in the figures', () => {
    const total = figures(catalogue).total;
    for (const by of ['type', 'unit', 'month', 'year'] as const) expect([by, paperCounts(catalogue, by).reduce((sum, { papers }) => sum + papers, 0)]).toEqual([by, total]);
    expect([...eachPaperCount(catalogue)].reduce((sum, { papers }) => sum + papers, 0)).toBe(total);
    for (const state of PAPER_STATES) expect([state, paperCounts(catalogue, 'year').filter((count) => count.state === state).reduce((sum, { papers }) => sum + papers, 0)]).toEqual([state, figures(catalogue)[state]]);
  });

  test('of one unit, of one year, and of a unit that is not known', () => {
    expect(paperCounts(catalogue, 'type', { unit: 'haneul-digital' })).toEqual([{ key: 'document', type: 'document', state: 'open', papers: 1 }, { key: 'question-answer', type: 'question-answer', state: 'open', papers: 1 }]);
    expect(paperCounts(catalogue, 'month', { year: '2025' })).toEqual([]);
    expect(paperCounts(catalogue, 'unit').find(({ key }) => key === null)).toMatchObject({ state: 'held', papers: 1 });
  });

  test('the years of the register and of the log', () => expect(monitorYears(catalogue)).toEqual(['2026', '2027']));
});

describe('inside released papers', () => {
  test('texts: open with a file missing is not complete, nor is open with a mask', () => {
    expect(textMeasures(catalogue, 'haneul-parks')).toEqual([{
      unit: 'haneul-parks', records: 4, open: 3, openWithoutFile: 1, complete: 1, coverOnly: 1, files: 5, withheldFiles: 2, closedFiles: 1,
      chars: 160, maskedChars: 10, maskedRecords: 1, charsOfMasked: 50,
    }]);
    expect(textMeasures(catalogue).map(({ unit, records }) => [unit, records])).toEqual([['haneul-digital', 2], ['haneul-parks', 4]]);
    expect(textMeasures(catalogue, 'nowhere')).toEqual([]);
  });

  test('ledgers: partly open for one column alone is told from more', () => {
    expect(ledgerMeasures(catalogue)).toEqual([
      { type: 'business-expense', unit: 'haneul-parks', ledgers: 2, open: 0, columnOnly: 1, masked: 1 },
      { type: 'expenditure', unit: 'haneul-parks', ledgers: 1, open: 1, columnOnly: 0, masked: 0 },
    ]);
  });

  test('grounds: a paper with two counts under both; what is held counts under none', () => {
    const of = (ground: number) => groundCounts(catalogue).filter((count) => count.ground === ground).map(({ type, state, papers }) => `${type} ${state} ${papers}`);
    expect(of(5)).toEqual(['document closed 1', 'document listed 1', 'document partial 1']);
    expect(of(6)).toEqual(['business-expense partial 2', 'document listed 1']);
    expect(of(8)).toEqual(['document restricted 1']);
    expect(of(1)).toEqual([]);
  });
});

describe('in time', () => {
  test('the first night is kept apart, and a text without a day has no wait', () => {
    expect(firstNight(catalogue)).toBe(FIRST);
    expect(waitCounts(catalogue)).toEqual([
      { month: '2026-03', isFirstNight: 1, days: 5, records: 4 }, { month: '2026-04', isFirstNight: 0, days: null, records: 1 }, { month: '2026-04', isFirstNight: 0, days: 3, records: 1 },
    ]);
    expect(waitCounts(catalogue, 'haneul-parks')).toHaveLength(1);
  });

  test('changes by month and reason; releases are none', () => {
    expect(changeCounts(catalogue)).toEqual([
      { month: '2026-04', event: 'amend', reason: 'source-changed', records: 2 },
      { month: '2027-01', event: 'restore', reason: 'officer-decision', records: 1 }, { month: '2027-01', event: 'withdraw', reason: 'personal-information', records: 1 },
    ]);
    expect([correctionsOf(catalogue, 'haneul-parks'), correctionsOf(catalogue, 'haneul-digital')]).toEqual([2, 0]);
  });

  test('what waits, by rule, unit and since when', () => {
    expect(heldCounts(catalogue)).toEqual([
      { rule: 'holds/persons-in-titles', unit: 'haneul-parks', since: '2026-03-12', papers: 1 }, { rule: 'phases', unit: null, since: FIRST, papers: 1 },
    ]);
    expect(heldCounts(catalogue, 'haneul-digital')).toEqual([]);
  });
});

describe('how often rules were used', () => {
  test('by the rule that the register names', () => {
    expect(ruleUses(catalogue)).toContainEqual({ rule: 'phases/city', status: 'listed', papers: 2 });
    expect(ruleUses(catalogue)).toContainEqual({ rule: 'holds/persons-in-titles', status: 'held', papers: 1 });
  });

  test('masks by kind and form, in how many records and at how many places', () => {
    expect(maskUses(catalogue)).toEqual([{ kind: 'account', ground: 6, form: 'ledger', records: 1, places: 3 }, { kind: 'mobile', ground: 6, form: 'text', records: 1, places: 2 }]);
  });

  test('what an officer released; what was restored is no such release', () => expect(officerReleases(catalogue)).toBe(1));
});

describe('a quantile', () => {
  test.each([
    ['of nothing', [], 0.5, null], ['of one', [[7, 1]], 0.5, 7], ['the lower of two', [[9, 1], [1, 1]], 0.5, 1], ['of an even number', [[1, 5], [2, 5]], 0.5, 1],
    ['one more', [[1, 5], [2, 6]], 0.5, 2], ['nine in ten', [[1, 9], [99, 1]], 0.9, 1], ['more than nine in ten', [[1, 9], [99, 1]], 0.91, 99], ['the longest', [[3, 2], [5, 1]], 1, 5], ['counts of none', [[1, 0], [4, 2]], 0.5, 4],
  ] as [string, [number, number][], number, number | null][])('%s', (_, values, share, expected) => {
    expect(quantile(values.map(([value, count]) => ({ value, count })), share)).toBe(expected);
  });

  test('is one that occurred, and at least that share does not exceed it', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 60 }), fc.double({ min: 0.01, max: 1, noNaN: true }), (days, share) => {
      const found = quantile(days.map((value) => ({ value, count: 1 })), share)!;
      expect(days).toContain(found);
      expect(days.filter((value) => value <= found).length).toBeGreaterThanOrEqual(share * days.length);
      expect(days.filter((value) => value < found).length).toBeLessThan(share * days.length);
    }), { seed: 4, numRuns: 300 });
  });
});
