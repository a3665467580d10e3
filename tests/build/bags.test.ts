/** Bags of months: sound by the letter of RFC 8493, nothing young in them, made anew exactly when a record or time asks for it. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBuffer, type Entry } from 'yauzl';
import { beforeAll, describe, expect, test } from 'vitest';
import { FILE_TYPES } from '../../src/archive/check/file-types.ts';
import { Budget } from '../../src/archive/check/limits.ts';
import { formatTombstone } from '../../src/model/record-file.ts';
import type { LogEntry, TextRecord } from '../../src/model/record.ts';
import { BAG_LIST, BAG_RECORDS, coolDay, hasEnded, parseBagList } from '../../src/site/view/bags.ts';
import { takeOut } from '../../scripts/withdraw/portal.ts';
import { suiteFolder } from '../folders.ts';
import { pathOf, put, putRecord, registerRow, textRecord, tombstone } from '../site/fixture.ts';
import { BarePortal, differences, filesOf } from './bare-portal.ts';

/** Returns the files of a zip, in their order. */
function unpacked(file: string): Promise<Map<string, Buffer>> {
  return new Promise((resolved, refused) => fromBuffer(readFileSync(file), { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) => {
    if (error) return refused(error);
    const found = new Map<string, Buffer>();
    zip.on('entry', (entry: Entry) => zip.openReadStream(entry, (broken, stream) => {
      if (broken) return refused(broken);
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part)).on('error', refused).on('end', () => { found.set(entry.fileName, Buffer.concat(parts)); zip.readEntry(); });
    }));
    zip.on('end', () => resolved(found)).on('error', refused);
    zip.readEntry();
  }));
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const linesOf = (files: ReadonlyMap<string, Buffer>, name: string) => files.get(name)!.toString().trimEnd().split('\n');

/** Holds a bag against RFC 8493 and returns the paths of its payload and its facts. */
async function readBag(file: string): Promise<{ payload: string[]; info: Record<string, string> }> {
  const packed = await unpacked(file);
  const tops = new Set([...packed.keys()].map((path) => path.split('/')[0]));
  expect(tops.size).toBe(1);
  const files = new Map([...packed].map(([path, bytes]) => [path.slice(path.indexOf('/') + 1), bytes]));
  expect(files.get('bagit.txt')!.toString()).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
  const payload = [...files.keys()].filter((path) => path.startsWith('data/'));
  const sums = (paths: readonly string[]) => paths.map((path) => `${sha256(files.get(path)!)}  ${path}`);
  expect(linesOf(files, 'manifest-sha256.txt')).toEqual(sums(payload));
  expect(linesOf(files, 'tagmanifest-sha256.txt')).toEqual(sums(['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt']));
  const info = Object.fromEntries(linesOf(files, 'bag-info.txt').map((line) => line.split(': ') as [string, string]));
  expect(info['Payload-Oxum']).toBe(`${payload.reduce((sum, path) => sum + files.get(path)!.length, 0)}.${payload.length}`);
  return { payload, info };
}

const OLD = Array.from({ length: BAG_RECORDS + 3 }, (_, at) => textRecord(at + 1, { approvedOn: '2025-12-31', releasedOn: '2026-01-31' }));
let [content, folder] = ['', ''];
let portal: BarePortal;
let index = 0;

function log(on: string, entries: readonly (Pick<LogEntry, 'event'> & { record: { id: string }; path: string; revision?: number })[]): void {
  put(content, `log/${on}.jsonl`, entries.map(({ event, record, path, revision = 1 }) => `${JSON.stringify({ index: index++, on, event, id: record.id, path, revision, sha256: event === 'withdraw' ? null : 'a'.repeat(64), reason: 'officer-decision' })}\n`).join(''));
}

function amend(record: TextRecord, on: string): TextRecord {
  const fresh: TextRecord = { ...record, revision: record.revision + 1, title: `${record.title} 고침`, history: [...record.history, { revision: record.revision + 1, on, reason: 'source-changed', changed: ['title'] }] };
  putRecord(content, fresh);
  return fresh;
}

const list = () => parseBagList(readFileSync(join(portal.out, BAG_LIST), 'utf8'));
const bagsOf = () => list().bags.map(({ path, records, left }) => `${path} ${records} ${left}`);
const madeBags = (paths: readonly string[]) => paths.filter((path) => path.endsWith('.zip'));

async function expectLikeWhole(): Promise<void> {
  const whole = new BarePortal(content, join(folder, 'whole'));
  await whole.whole();
  const isAsked = ([path]: [string, Buffer]) => path.startsWith('bulk/');
  expect(differences(new Map([...filesOf(portal.out)].filter(isAsked)), new Map([...filesOf(whole.out)].filter(isAsked)))).toEqual([]);
}

beforeAll(async () => {
  folder = suiteFolder();
  content = join(folder, 'content');
  for (const name of ['policy', 'organisations', 'city.json', 'pages', 'places', 'spending', 'projects', 'search']) cpSync(join(import.meta.dirname, '../../content', name), join(content, name), { recursive: true });
  log('2026-01-31', OLD.map((record) => ({ event: 'release', record, path: putRecord(content, record) })));
  portal = new BarePortal(content, folder);
  await portal.whole();
}, 120_000);

describe('a month', () => {
  test('has no bag while it is young: on the 29th day after its end', async () => {
    expect(bagsOf()).toEqual([]);
    const record = textRecord(5_001, { approvedOn: '2026-03-01', releasedOn: '2026-03-01' });
    log('2026-03-01', [{ event: 'release', record, path: putRecord(content, record) }]);
    await portal.delta();
    expect(list()).toEqual({ on: '2026-03-01', bags: [] });
  }, 120_000);

  test('has them on the 30th, in parts, without a record that was amended since', async () => {
    const path = pathOf(OLD[4]!);
    OLD[4] = amend(OLD[4]!, '2026-03-02');
    log('2026-03-02', [{ event: 'amend', record: OLD[4]!, path, revision: 2 }]);
    await portal.delta();
    expect(bagsOf()).toEqual([`bulk/2026-01.zip ${BAG_RECORDS - 1} 1`, 'bulk/2026-01-2.zip 3 0']);
    const { payload, info } = await readBag(join(portal.out, 'bulk/2026-01.zip'));
    expect(payload).not.toContain(`data/${path}`);
    expect(payload).toHaveLength(BAG_RECORDS - 1);
    expect(info).toMatchObject({ 'Source-Organization': 'Haneul City (하늘시)', 'Bagging-Date': '2026-01-31', 'External-Identifier': 'open.haneul.example/2026-01', 'Records-Left-Out': '1' });
    expect((await readBag(join(portal.out, 'bulk/2026-01-2.zip'))).payload.sort()).toEqual(OLD.slice(-3).map((record) => `data/${pathOf(record)}`).sort());
    for (const { path: file, bytes, sha256: sum } of list().bags) expect([readFileSync(join(portal.out, file)).length, sha256(readFileSync(join(portal.out, file)))]).toEqual([bytes, sum]);
    await expectLikeWhole();
  }, 120_000);

  test('gets it back when time has passed, and only its part is made', async () => {
    const record = textRecord(5_002, { approvedOn: '2026-04-01', releasedOn: '2026-04-01' });
    log('2026-04-01', [{ event: 'release', record, path: putRecord(content, record) }]);
    const { made } = await portal.delta();
    expect(madeBags(made)).toEqual(['bulk/2026-01.zip']);
    expect(bagsOf()[0]).toBe(`bulk/2026-01.zip ${BAG_RECORDS} 0`);
    expect((await readBag(join(portal.out, 'bulk/2026-01.zip'))).info['Bagging-Date']).toBe('2026-03-02');
    await expectLikeWhole();
  }, 120_000);

  test('is not touched by a night that does not concern it', async () => {
    const record = textRecord(5_003, { approvedOn: '2026-04-02', releasedOn: '2026-04-02' });
    log('2026-04-02', [{ event: 'release', record, path: putRecord(content, record) }]);
    expect(madeBags((await portal.delta()).made)).toEqual([]);
    await expectLikeWhole();
  }, 120_000);

  test('loses a withdrawn record at once with its bag, and the next build makes the bag without it', async () => {
    const gone = { ...tombstone(BAG_RECORDS + 2), releasedOn: '2026-01-31', withdrawnOn: '2026-04-03' };
    const path = pathOf(OLD[BAG_RECORDS + 1]!);
    put(content, path, formatTombstone(gone, path));
    put(content, 'register/2025/12.jsonl', `${JSON.stringify(registerRow(BAG_RECORDS + 2, { status: 'withdrawn', path }))}\n`);
    takeOut(portal.out, content, [{ id: gone.id, path, wasWithdrawn: false }]);
    expect(existsSync(join(portal.out, 'bulk/2026-01-2.zip'))).toBe(false);
    expect(bagsOf()).toEqual([`bulk/2026-01.zip ${BAG_RECORDS} 0`]);
    log('2026-04-03', [{ event: 'withdraw', record: gone, path, revision: 2 }]);
    expect(madeBags((await portal.delta()).made)).toEqual(['bulk/2026-01-2.zip']);
    expect((await readBag(join(portal.out, 'bulk/2026-01-2.zip'))).payload).not.toContain(`data/${path}`);
    expect(bagsOf()[1]).toBe('bulk/2026-01-2.zip 2 0');
    await expectLikeWhole();
  }, 120_000);
});

test('the second check reads every file in a bag', async () => {
  const [inner, texts] = [[] as string[], [] as string[]];
  const budget = new Budget(1e8);
  const bytes = readFileSync(join(portal.out, 'bulk/2026-01.zip'));
  await FILE_TYPES.zip!.reader(bytes, { path: 'bulk/2026-01.zip', text: (text) => texts.push(text), table: () => {}, inner: (name) => inner.push(name), isKnown: () => false, left: () => budget.left, spend: (size) => budget.spend(size) });
  expect(inner).toHaveLength(BAG_RECORDS + 4);
  expect(inner).toContain(`2026-01/data/${pathOf(OLD[0]!)}`);
});

test.each([[null, null], ['2026-03-02', '2026-01-31'], ['2026-01-30', '2025-12-31'], ['2028-03-30', '2028-02-29']])('a log up to %s lets days up to %s into a bag', (on, day) => {
  expect(coolDay(on)).toBe(day);
});

test.each([['2026-01', '2026-01-31', true], ['2026-01', '2026-01-30', false], ['2025-12', '2026-01-01', true], ['2028-02', '2028-02-28', false], ['2028-02', '2028-02-29', true]])('%s has ended on %s: %s', (month, day, is) => {
  expect(hasEnded(month, day)).toBe(is);
});

