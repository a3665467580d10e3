/**
 * Whole nights of the export on real files of public bodies: units drafted from the
 * files, real policy, what comes out counted. No row is printed or kept.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runNight } from '../../src/export/pipeline.ts';
import type { NightReport } from '../../src/export/report.ts';
import { isLedger, isTombstone, parseRecord } from '../../src/model/record-file.ts';
import { testEffects } from '../effects.ts';
import { temporaryFolder, treeOf } from '../folders.ts';
import { testReaders } from '../readers.ts';

const DATA = process.env.REAL_DATA ?? '';
const MAPPINGS = join(import.meta.dirname, 'mappings');
if (DATA === '') console.log('REAL_DATA is not set: the nights on real files are skipped. Set it to the folder that holds them.');

/** A city that has nothing but one folder source. */
class RealCity {
  readonly content: string;
  readonly #private: string;
  readonly #folder: string;

  constructor(root: string, folder: string) {
    this.content = join(root, 'content');
    this.#private = join(root, 'private');
    this.#folder = join(DATA, folder);
    mkdirSync(join(this.content, 'organisations'), { recursive: true });
    mkdirSync(this.#private);
    cpSync('content/policy', join(this.content, 'policy'), { recursive: true });
    cpSync('content/city.json', join(this.content, 'city.json'));
  }

  /** Drafts the units from the source and runs a night; `edit` changes the mapping first. */
  night(mapping: string, totals: object[] = [], edit: (mapping: Record<string, unknown>) => void = () => {}): NightReport {
    const file = join(this.#private, 'mapping.json');
    const value = JSON.parse(readFileSync(join(MAPPINGS, `${mapping}.json`), 'utf8')) as Record<string, unknown>;
    edit(value);
    writeFileSync(file, JSON.stringify(value));
    execFileSync(process.execPath, ['scripts/units.ts', '--mapping', file, '--path', this.#folder, '--out', join(this.content, 'organisations/real.json'), '--id', 'real', '--class', 'city'], { stdio: 'pipe' });
    const range = { minimum: 0, maximum: 1_000_000 };
    writeFileSync(join(this.#private, 'sources.json'), JSON.stringify({ sources: [{ name: 'real', kind: 'folder', path: this.#folder, mapping: file, papers: range, rows: range, totals }] }));
    return runNight({ contentFolder: this.content, privateFolder: this.#private, effects: testEffects(), readers: testReaders(), tonight: '2026-11-02' });
  }

  /** Sums over what is public. */
  published(): { records: number; rows: number; amount: number } {
    const sum = { records: 0, rows: 0, amount: 0 };
    for (const [path, text] of treeOf(join(this.content, 'records'))) {
      const record = parseRecord(path, text);
      if (isTombstone(record)) continue;
      sum.records += 1;
      if (!isLedger(record)) continue;
      sum.rows += record.rowCount;
      sum.amount += record.totalAmount;
    }
    return sum;
  }
}

const cityFor = (folder: string) => new RealCity(temporaryFolder(), folder);
const keepSentinels = (mapping: Record<string, unknown>) => { delete mapping.nulls; };
const PAYMENTS = [{ type: 'expenditure', rows: 52_818, amount: 62_010_100_467 }];

describe.skipIf(DATA === '')('nights on real files', { timeout: 180_000 }, () => {
  test('three republications of 52,818 renumbered payments: 357 changed, none added or removed', () => {
    const city = cityFor('01-kr-expense-ohmynews');
    expect(city.night('01-v1', PAYMENTS, keepSentinels)).toMatchObject({ rowsAdded: 52_818, rowsHeld: 0 });
    expect(city.published()).toMatchObject({ rows: 52_818, amount: 62_010_100_467 });
    const second = city.night('01-v3', PAYMENTS, keepSentinels);
    expect(second).toMatchObject({ rowsAdded: 0, rowsChanged: 357, rowsRemoved: 0, missing: 0 });
    console.log(`01: republication 2 of 3: ${second.rowsChanged} payments changed in ${second.amended} ledgers, ${second.unchanged} untouched, ${second.released} under a corrected name, ${second.withdrawn} withdrawn under the old one`);
    const third = city.night('01-head', PAYMENTS, keepSentinels);
    console.log(`01: republication 3 of 3: ${third.rowsChanged} changed, ${third.rowsAdded} added, ${third.rowsRemoved} removed`);
    expect(third).toMatchObject({ rowsAdded: 0, rowsChanged: 0, rowsRemoved: 0, withdrawn: 0 });
    expect(city.published()).toMatchObject({ rows: 52_818, amount: 62_010_100_467 });
  });

  test('the same with the publisher\'s sentinels declared: only the payments of two members whose names were corrected', () => {
    const city = cityFor('01-kr-expense-ohmynews');
    city.night('01-v1', PAYMENTS);
    expect(city.night('01-v3', PAYMENTS)).toMatchObject({ rowsAdded: 0, rowsChanged: 299, rowsRemoved: 0, missing: 0 });
    expect(city.published()).toMatchObject({ rows: 52_818, amount: 62_010_100_467 });
  });

  test.each([
    ['02', '02-kr-seoul-expense-crawl2018', { rowsAdded: 9078, rowsHeld: 25 }, { rows: 9078 }],
    ['11-leeds', '11-en-uk-council-spending/leeds', { rowsAdded: 28_583 }, { rows: 28_583, amount: 22_430_333_159 }],
    ['11-gla', '11-en-uk-council-spending', { rowsAdded: 28_145 }, { rows: 28_145, amount: 100_008_330_600 }],
    ['11-newcastle', '11-en-uk-council-spending/newcastle', { rowsAdded: 6549 }, { rows: 6549, amount: 3_510_712_870 }],
  ])('ledgers of %s: what is read is what is published', (mapping, folder, report, published) => {
    const city = cityFor(folder);
    expect(city.night(mapping)).toMatchObject(report);
    expect(city.published()).toMatchObject(published);
    expect(city.night(mapping)).toMatchObject({ filesWritten: 0 });
  });

  test.each([
    ['04', '04-kr-seoul-records-sda', 238],
    ['05', '05-kr-gov-policy-kdi', 4952],
    ['06', '06-kr-press-releases-koreakr', 1051],
    ['08', '08-kr-seoul-120-qa', 1323],
  ])('texts of %s: every paper is released, listed or waits for a person', (mapping, folder, papers) => {
    const city = cityFor(folder);
    const report = city.night(mapping);
    console.log(`${mapping}: ${report.released} released, ${report.listed} listed, ${report.held} held of ${papers}`);
    expect(report.released + report.listed + report.held).toBe(papers);
    const register = [...treeOf(join(city.content, 'register'))].filter(([path]) => path.endsWith('.jsonl')).flatMap(([, text]) => text.trimEnd().split('\n'));
    expect(register).toHaveLength(papers);
    expect(city.night(mapping)).toMatchObject({ filesWritten: 0 });
  });
});
