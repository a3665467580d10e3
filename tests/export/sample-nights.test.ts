/** Three nights of the whole export on the sample city: nothing planted is left, and every sum agrees with the city's own. */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import { runNight } from '../../src/export/pipeline.ts';
import type { NightReport } from '../../src/export/report.ts';
import { isLedger, isTombstone, parseRecord } from '../../src/model/record-file.ts';
import type { LogEntry, RegisterRow } from '../../src/model/record.ts';
import { openReaders } from '../../scripts/readers/readers.ts';
import { makeSampleCity, plantedValues } from '../../scripts/sample.ts';
import { prepareSampleCity } from '../../scripts/start.ts';
import { testEffects } from '../effects.ts';
import { suiteFolder, treeOf } from '../folders.ts';

const NIGHTS = [{ night: 1, tonight: '2026-11-20' }, { night: 2, tonight: '2026-11-21' }, { night: 3, tonight: '2026-11-24' }] as const;
const root = suiteFolder();
const content = join(root, 'content');
const privateFolder = join(root, 'private');
const database = join(privateFolder, 'sample-city.sqlite');
const reports: NightReport[] = [];
const trees: Map<string, string>[] = [];

/** What the night wrote, without the rules and pages that people write. */
const written = () => new Map(['records', 'register', 'log'].flatMap((folder) => [...treeOf(join(content, folder))].map(([path, text]) => [join(folder, path), text] as const)));
const linesOf = <T>(tree: Map<string, string>, folder: string): T[] => [...tree].filter(([path]) => path.startsWith(folder) && path.endsWith('.jsonl'))
  .flatMap(([, text]) => text.trimEnd().split('\n').map((line) => JSON.parse(line) as T));

beforeAll(() => {
  mkdirSync(content, { recursive: true });
  for (const part of ['policy', 'organisations', 'city.json']) cpSync(join('content', part), join(content, part), { recursive: true });
  prepareSampleCity(privateFolder);
  const readers = openReaders();
  for (const { night, tonight } of NIGHTS) {
    if (night > 1) makeSampleCity(database, { seed: 1, night });
    reports.push(runNight({ contentFolder: content, privateFolder, effects: testEffects({ seed: tonight }), readers, tonight }));
    trees.push(written());
  }
  readers.close();
});

describe.each(NIGHTS)('night $night', ({ night }) => {
  test('nothing that was planted is left anywhere', () => {
    const values = plantedValues({ seed: 1, night });
    expect(values.length).toBeGreaterThan(500);
    const everything = [...trees[night - 1]!].map(([path, text]) => `${path}\n${text}`).join('\n').normalize('NFC');
    expect(values.filter((value) => everything.includes(value)).length).toBe(0);
  });
});

test('every paper and every ledger of the city has one register row', () => {
  const city = new DatabaseSync(database, { readOnly: true });
  const { papers } = city.prepare('SELECT count(*) AS papers FROM release_papers').get() as { papers: number };
  const ledgers = city.prepare('SELECT count(*) AS n FROM (SELECT DISTINCT ledger_type, unit_code, period FROM release_ledger_rows)').get()!.n as number;
  city.close();
  const rows = linesOf<RegisterRow>(trees[2]!, 'register');
  expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
  expect(rows.length).toBe(papers + ledgers + reports[2]!.missing);
});

test('rows and won of every ledger type are those of the city\'s own system', () => {
  const city = new DatabaseSync(database, { readOnly: true });
  const expected = city.prepare('SELECT ledger_type AS type, sum(row_count) AS row_total, sum(total_amount) AS amount FROM release_ledger_totals GROUP BY ledger_type ORDER BY ledger_type').all();
  city.close();
  const sums = new Map<string, { rows: number; amount: number }>();
  for (const [path, text] of trees[2]!) {
    if (!path.startsWith('records')) continue;
    const record = parseRecord(path, text);
    if (isTombstone(record) || !isLedger(record)) continue;
    const sum = sums.get(record.type) ?? { rows: 0, amount: 0 };
    sums.set(record.type, { rows: sum.rows + record.rowCount, amount: sum.amount + record.totalAmount });
  }
  expect([...sums].sort().map(([type, { rows, amount }]) => ({ type, row_total: rows, amount }))).toEqual(expected.map((line) => ({ ...line })));
});

test('later nights amend, withdraw and add what the city changed, and no more', () => {
  expect(reports[0]).toMatchObject({ amended: 0, withdrawn: 0, missing: 0 });
  for (const report of reports.slice(1)) {
    expect(report.withdrawn).toBeGreaterThan(0);
    expect(report.missing).toBeGreaterThan(0);
    expect(report.filesWritten).toBeLessThan(120);
    expect(report).toMatchObject({ rowsChanged: 3, rowsRemoved: 1 });
  }
});

test('the log is one sequence without a gap, and knows every file', () => {
  const log = linesOf<LogEntry>(trees[2]!, 'log');
  expect(log.map((entry) => entry.index)).toEqual(log.map((_, index) => index));
  const paths = new Set(log.map((entry) => entry.path));
  expect([...trees[2]!.keys()].filter((path) => path.startsWith('records')).sort()).toEqual([...paths].sort());
});

test('attachments of the city\u2019s file store were read, tables as tables', () => {
  const records = [...trees[0]!].filter(([path]) => path.endsWith('.md')).map(([path, text]) => parseRecord(path, text)).filter((record) => !isTombstone(record) && !isLedger(record));
  const files = records.flatMap((record) => ('files' in record ? record.files : []));
  expect(files.filter(({ textForm, text }) => textForm === 'markdown' && text !== null).length).toBeGreaterThan(30);
  expect(files.filter(({ sheets }) => sheets.length === 1).length).toBeGreaterThan(20);
});
