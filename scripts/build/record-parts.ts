/** Record parts: the files beside the pages of records, and the money tables they add up to, into the stage of a build. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LISTED, listedRecord, type ListedRecord } from '../../src/catalogue/records.ts';
import type { Touched } from '../../src/catalogue/touched.ts';
import { parseRecord } from '../../src/model/record-file.ts';
import type { LedgerType } from '../../src/model/vocabulary.ts';
import { recordFilePaths, recordFiles } from '../../src/site/view/record-files.ts';
import type { Site } from '../../src/site/view/site.ts';
import { periodCsv } from '../../src/site/view/spending-csv.ts';
import { FILE_LIST, formatFileList, measureFile, parseFileList, periodLines, schemaText, type ListedFile, type TypePeriod } from '../../src/site/view/spending-files.ts';
import type { Stage } from './stage.ts';

/** Puts down the files of all records, or of those that `own` lets through. */
export function stageAllRecords(site: Site, content: string, stage: Stage, own: (records: Iterable<ListedRecord>) => Iterable<ListedRecord> = (records) => records): void {
  for (const record of own(site.catalogue.each<ListedRecord>(`SELECT ${LISTED} FROM records ORDER BY id`))) stageRecord(site, content, record, stage);
}

/** Puts down all tables of money. */
export function stageAllMoney(site: Site, stage: Stage): void {
  stageMoney(site, stage, site.catalogue.all<TypePeriod>(`SELECT DISTINCT type, period FROM records WHERE form = 'ledger'`), []);
}

/** Puts down the files of changed records and of the money they are part of, and returns the paths of files that are no more. */
export function stageChangedRecords(site: Site, content: string, stage: Stage, touched: Touched, records: Iterable<string>): string[] {
  const removed: string[] = [];
  const periods = new Map<string, TypePeriod>();
  const note = (type: string, period: string) => periods.set(`${type} ${period}`, { type: type as LedgerType, period });
  for (const id of records) {
    const record = listedRecord(site.catalogue, id);
    const now = new Set(record === null ? [] : stageRecord(site, content, record, stage));
    removed.push(...pathsBefore(stage.standing!, touched, id, record).filter((path) => !now.has(path)));
    if (record?.form === 'ledger') note(record.type, record.period!);
  }
  for (const ledger of touched.keys('ledger')) {
    const [type, , period] = ledger.split(' ') as [string, string, string];
    note(type, period);
  }
  const standing = parseFileList(stage.read(FILE_LIST)!);
  return [...removed, ...stageMoney(site, stage, periods.values(), standing)];
}

function stageRecord(site: Site, content: string, record: ListedRecord, stage: Stage): string[] {
  return [...recordFiles(site, content, record)].map(({ path, text }) => {
    if (text === null) stage.copy(join(content, path), path);
    else stage.write(path, text);
    return path;
  });
}

/** What stands of a record is told by the record that stands itself. */
function pathsBefore(standing: string, touched: Touched, id: string, record: ListedRecord | null): string[] {
  const paths = new Set([...touched.keys('path').filter((path) => touched.under('path', path).get(id)?.was), ...record === null ? [] : [record.path]]);
  return [...paths].filter((path) => existsSync(join(standing, path))).flatMap((path) => recordFilePaths(path, parseRecord(path, readFileSync(join(standing, path), 'utf8'))));
}

/** Puts down the tables of these periods and the list of all, and returns the paths of tables that have no more rows. */
function stageMoney(site: Site, stage: Stage, periods: Iterable<TypePeriod>, standing: readonly ListedFile[]): string[] {
  const list = new Map(standing.map((file) => [file.path, file]));
  const removed: string[] = [];
  for (const { type, period } of periods) {
    const path = periodCsv(type, period);
    const text = [...periodLines(site, { type, period })].join('');
    if (text === '') {
      if (list.delete(path)) removed.push(path);
      continue;
    }
    stage.write(path, text);
    list.set(path, { path, type, period, ...measureFile(text) });
  }
  stage.write('data/spending/schema.json', schemaText());
  stage.write(FILE_LIST, formatFileList([...list.values()].sort((a, b) => (a.type < b.type || (a.type === b.type && a.period < b.period) ? -1 : 1))));
  return removed;
}
