/** The money tables as CSV files: columns, types, guards, and what a withdrawal leaves of them. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatTombstone } from '../../src/model/record-file.ts';
import type { LedgerRecord, Tombstone } from '../../src/model/record.ts';
import { FILE_LIST, measureFile, parseFileList } from '../../src/site/view/spending-files.ts';
import { COLUMNS, tableSchema } from '../../src/site/view/spending-csv.ts';
import { stageAllMoney, stageAllRecords } from '../../scripts/build/record-parts.ts';
import { Stage } from '../../scripts/build/stage.ts';
import { takeOut } from '../../scripts/withdraw/portal.ts';
import { temporaryFolder, treeOf } from '../folders.ts';
import { ledgerRecord, pathOf, put, row, textRecord } from './fixture.ts';
import { moneySite, type MoneySite } from './money-site.ts';

const document = textRecord(9, { documentNumber: '공원녹지과-9' });
const one = ledgerRecord(1, [
  row(1, { time: '23:30', payee: '㈜푸른나무', purpose: '나무, "큰" 것', documentNumber: '공원녹지과-9', project: 'PK-1' }),
  row(2, { amount: -12_050, purpose: '=SUM(A1)', place: '첫 줄\r\n둘째 줄', documentNumber: '없는과-1' }),
], { type: 'business-expense', currency: { code: 'GBP', decimals: 2 } });
const two = ledgerRecord(2, [row(3, { date: null, purpose: null })], { type: 'business-expense', unit: 'gone', unitName: '없어진과' });
const none = ledgerRecord(3, [], { type: 'contract', period: '2026' });

/** All files with their whole text. */
function filesOf({ site, content }: MoneySite): Map<string, string> {
  const out = temporaryFolder();
  stageAllRecords(site, content, new Stage(out, null));
  stageAllMoney(site, new Stage(out, null));
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.csv') || /^data\/.*\.json$/.test(path)).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(out, path), 'utf8')]));
}

/** Cells of a line without line breaks, quotes taken off. */
const cells = (line: string) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!);
const tableOf = (csv: string) => {
  const [head, ...lines] = csv.slice(1).split('\r\n').slice(0, -1).map(cells);
  return lines.map((line) => Object.fromEntries(head!.map((name, at) => [name, line[at]])));
};

describe('files', () => {
  const csvOf = (record: LedgerRecord) => pathOf(record).replace('.json', '.csv');

  test('one beside each ledger, one for each type and period, the columns once, and a list', () => {
    expect([...filesOf(moneySite([document, one, two, none])).keys()]).toEqual([
      'data/spending/business-expense/2026-03.csv', 'data/spending/contract/2026.csv', FILE_LIST, 'data/spending/schema.json', csvOf(one), csvOf(two), csvOf(none),
    ].sort());
  });

  test('begin with the mark by which Excel knows UTF-8, and end every line with CR LF', () => {
    for (const [path, text] of filesOf(moneySite([document, one, two, none]))) {
      if (!path.endsWith('.csv')) continue;
      expect(text.charCodeAt(0)).toBe(0xfeff);
      expect(text.endsWith('\r\n')).toBe(true);
      expect(text.split('\r\n').slice(0, -1).map((line) => cells(line).length)).toEqual(text.split('\r\n').slice(0, -1).map(() => COLUMNS.length));
    }
  });

  test('hold typed values: ISO dates, whole amounts with their currency, addresses of row and document', () => {
    const [first, second] = tableOf(filesOf(moneySite([document, one])).get(csvOf(one))!);
    expect(first).toMatchObject({
      record: one.id, row: one.rows[0]!.id, url: `https://open.haneul.example/records/business-expense/2026/03/${one.id}.html#r-${one.rows[0]!.id}`, type: 'business-expense', organisation: 'haneul',
      period: '2026-03', date: '2026-03-02', time: '23:30', amount: '10000', currency: 'GBP', decimals: '2', purpose: '나무, "큰" 것', payee: '㈜푸른나무', payee_kind: 'firm', project: 'PK-1',
      document_number: '공원녹지과-9', document_url: `https://open.haneul.example/records/document/2026/03/${document.id}.html`, facts: 'day-off late-night',
    });
    expect(second).toMatchObject({ amount: '-12050', purpose: "'=SUM(A1)", place: '첫 줄 둘째 줄', document_number: '없는과-1', document_url: '' });
  });

  test('a row without date, purpose or known unit is empty there and not left out', () => {
    expect(tableOf(filesOf(moneySite([two])).get(csvOf(two))!)).toEqual([expect.objectContaining({ date: '', purpose: '', organisation: '', unit: 'gone', payee_kind: 'not-stated' })]);
  });

  test('the list says rows and bytes as they are', () => {
    const files = filesOf(moneySite([document, one, two, none]));
    const list = parseFileList(files.get(FILE_LIST)!);
    expect(list.map(({ path, rows }) => [path, rows])).toEqual([['data/spending/business-expense/2026-03.csv', 3], ['data/spending/contract/2026.csv', 0]]);
    for (const { path, rows, bytes } of list) expect({ rows, bytes }).toEqual(measureFile(files.get(path)!));
    expect(list[0]!.bytes).toBe(Buffer.byteLength(files.get(list[0]!.path)!));
  });

  test('the schema names the columns in their order, with types that Table Schema knows', () => {
    const { fields, primaryKey } = tableSchema();
    expect(fields.map(({ name }) => name)).toEqual(COLUMNS.map(({ name }) => name));
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    expect(new Set(fields.map(({ type }) => type))).toEqual(new Set(['string', 'integer', 'date']));
    expect(primaryKey).toEqual(['record', 'row']);
    expect(fields.every(({ name, title, description }) => /^[a-z_]+$/.test(name) && title !== '' && description.endsWith('.'))).toBe(true);
  });

  test('the same ledgers give the same bytes', () => {
    expect([...filesOf(moneySite([document, one, two]))]).toEqual([...filesOf(moneySite([document, one, two]))]);
  });
});

test('a withdrawal takes the lines of a table out of the files of its period, and the list follows', () => {
  const city = moneySite([document, one, two]);
  const out = temporaryFolder();
  stageAllRecords(city.site, city.content, new Stage(out, null));
  stageAllMoney(city.site, new Stage(out, null));
  const tombstone: Tombstone = { id: one.id, type: 'business-expense', status: 'withdrawn', revision: 2, releasedOn: one.releasedOn, withdrawnOn: '2026-03-11', reason: 'personal-information' };
  put(city.content, pathOf(one), formatTombstone(tombstone, pathOf(one)));
  put(city.content, 'register/2026/03.jsonl', `{"id":"${one.id}"}\n`);
  mkdirSync(join(out, 'records/business-expense/2026/03'), { recursive: true });
  writeFileSync(join(out, pathOf(one)), JSON.stringify(one));

  takeOut(out, city.content, [{ id: one.id, path: pathOf(one) } as Parameters<typeof takeOut>[2][number]]);
  const left = treeOf(out);
  expect([...left].filter(([, text]) => text.includes('푸른나무')).map(([path]) => path)).toEqual([]);
  const csv = left.get('data/spending/business-expense/2026-03.csv')!;
  expect(tableOf(csv).map(({ record }) => record)).toEqual([two.id]);
  expect(csv.charCodeAt(0)).toBe(0xfeff);
  expect(parseFileList(left.get(FILE_LIST)!)).toEqual([{ path: 'data/spending/business-expense/2026-03.csv', type: 'business-expense', period: '2026-03', ...measureFile(csv) }]);
  expect(readFileSync(join(out, FILE_LIST), 'utf8')).toContain('"rows": 1');
});
