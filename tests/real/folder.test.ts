/**
 * Real files of public bodies, read through mappings as a city would write them.
 * The files are not part of the repository: REAL_DATA names the folder that has
 * them. Rows and totals are the publishers' own where they print them, otherwise
 * those of an independent count.
 */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openFolderSource } from '../../src/export/sources/folder.ts';

const DATA = process.env['REAL_DATA'] ?? '';
const EXPENSES = '01-kr-expense-ohmynews';
const COUNCILS = '11-en-uk-council-spending';
if (DATA === '') console.log('REAL_DATA is not set: the tests on real files are skipped. Set it to the folder that holds them.');

/** Runs one mapping and returns its counts and sums, never its rows. */
function tally(mapping: string, folder: string) {
  const source = openFolderSource({ name: mapping, path: join(DATA, folder), mapping: join(import.meta.dirname, 'mappings', `${mapping}.json`) });
  const sums = { papers: 0, rows: 0, amount: 0, negative: 0, dated: 0, heldPapers: 0, heldRows: 0, heldAmount: 0, files: 0 };
  const closures: Record<string, number> = {};
  const keys = new Set<string>();
  for (const paper of source.papers()) {
    if (paper.kind === 'held') sums.heldPapers += 1;
    else if (paper.kind === 'held-row') {
      sums.heldRows += 1;
      sums.heldAmount += paper.amount ?? 0;
    } else {
      sums.papers += 1;
      expect(keys.has(paper.key)).toBe(false);
      keys.add(paper.key);
      if (paper.kind === 'text') {
        const closure = `${paper.facts.disclosure} ${paper.facts.grounds.join('+')}`.trim();
        closures[closure] = (closures[closure] ?? 0) + 1;
        sums.files += paper.files.length;
        if (paper.facts.approvedOn !== null) sums.dated += 1;
      } else {
        for (const { amount, date } of paper.rows) {
          sums.rows += 1;
          sums.amount += amount;
          if (amount < 0) sums.negative += 1;
          if (date !== null) sums.dated += 1;
        }
      }
    }
  }
  return { ...sums, closures, counts: source.counts() };
}

describe.skipIf(DATA === '')('real files', { timeout: 60_000 }, () => {
  test.each(['01-v1', '01-v3', '01-head'])('political-fund payments, %s: 52,818 rows and 62,010,100,467 won, as printed by the publisher', (mapping) => {
    expect(tally(mapping, EXPENSES)).toMatchObject({ rows: 52_818, amount: 62_010_100_467, negative: 1848, dated: 52_818, heldRows: 0, papers: 1524 });
  });

  test('a crawl that wrote every row twice: half of it, and the undated rows held with their amounts', () => {
    const { rows, amount, heldRows, heldAmount, counts } = tally('02', '02-kr-seoul-expense-crawl2018');
    expect([rows, heldRows, amount + heldAmount]).toEqual([9078, 25, 982_356_647]);
    expect(counts).toEqual({ files: 1, rows: 9103, blankRows: 0, halvedRows: 9103 });
  });

  test('a records system\'s export: decisions, grounds and files', () => {
    expect(tally('04', '04-kr-seoul-records-sda')).toMatchObject({
      papers: 238, heldPapers: 0, files: 399, dated: 238,
      closures: { open: 164, 'partial 6': 2, 'closed 5': 13, 'closed 6': 49, 'closed 7': 6, 'closed 8': 2, 'closed 5+6': 2 },
    });
  });

  test('ministry texts in five workbooks whose key column has no name', () => {
    expect(tally('05', '05-kr-gov-policy-kdi')).toMatchObject({ papers: 4952, heldPapers: 0, dated: 4952, counts: { files: 5 } });
  });

  test('press releases in a folder a night', () => {
    expect(tally('06', '06-kr-press-releases-koreakr')).toMatchObject({ papers: 1051, heldPapers: 0, dated: 1051, counts: { files: 13 } });
  });

  test('call-centre answers, which have no date', () => {
    expect(tally('08', '08-kr-seoul-120-qa')).toMatchObject({ papers: 1323, heldPapers: 0, dated: 0 });
  });

  test.each([
    ['leeds', { rows: 28_583, amount: 22_430_333_159, negative: 348, counts: { files: 3, blankRows: 55_936 } }],
    ['bradford', { rows: 8538, amount: 4_004_450_252, negative: 0, counts: { files: 1 } }],
    ['cabinetoffice', { rows: 4646, amount: 76_624_780_319, negative: 0, counts: { files: 10 } }],
    ['gateshead', { rows: 15_461, amount: 5_039_843_835, negative: 0, counts: { files: 3 } }],
    ['london', { rows: 5617, amount: 74_950_282_747, negative: 170, counts: { files: 5 } }],
    ['manchester', { rows: 14_408, amount: 30_567_572_535, negative: 211, counts: { files: 4 } }],
    ['newcastle', { rows: 6549, amount: 3_510_712_870, negative: 0, counts: { files: 1 } }],
  ])('council spending, %s: rows, pence and credit notes', (council, expected) => {
    expect(tally(`11-${council}`, join(COUNCILS, council))).toMatchObject({ ...expected, heldRows: 0 });
  });

  test('council spending, all years of one authority in one file', () => {
    expect(tally('11-gla', COUNCILS)).toMatchObject({ rows: 28_145, amount: 100_008_330_600, negative: 1209, heldRows: 0 });
  });
});
