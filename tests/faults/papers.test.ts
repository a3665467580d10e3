/**
 * A fault of one paper's file: that paper waits with its reason, nothing of the file is
 * in content/ or dist/, what was published before stands, and every other paper goes on.
 * One night, started as a timer starts it, meets all of them at once.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { openReaders } from '../../scripts/readers/readers.ts';
import { State } from '../../src/export/state.ts';
import type { RegisterRow } from '../../src/model/record.ts';
import { testEffects } from '../effects.ts';
import { makeCompound } from '../export/extract/make/cfb.ts';
import { makeDocx } from '../export/extract/make/docx.ts';
import { makeHwp } from '../export/extract/make/hwp.ts';
import { HARMLESS_LINES, line, onePage } from '../export/extract/make/pdf.ts';
import { makeGzip } from '../export/extract/make/text.ts';
import { makeXlsx } from '../export/extract/make/xlsx.ts';
import { makeZip, zipOf } from '../export/extract/make/zip.ts';
import { paper, type PaperLine } from '../export/mini-city.ts';
import { suiteFolder, temporaryFolder, treeOf } from '../folders.ts';
import { FaultCity, foundCity, SECRET, WORDS } from './city.ts';
import type { Ended, Fault } from './faults.ts';

/** A bad file: how it comes to lie there, and why its paper waits. */
interface BadFile { fault: string; name: string; lay: (path: string) => void; why: string; keys?: readonly string[] }

/** Published before and changed, and new: each bad file comes with a paper of both, unless it takes long. */
const BOTH = ['P', 'N'] as const;

const put = (bytes: Uint8Array | string) => (path: string): void => writeFileSync(path, bytes);
const text = `${WORDS} ${SECRET}`;
const docx = Buffer.from(makeDocx({}));
const scrambled = (bytes: Uint8Array): Buffer => {
  const copy = Buffer.from(bytes);
  copy.fill(0xa5, Math.floor(copy.length / 3), Math.floor(copy.length / 2));
  return copy;
};
/** A zip in a zip in a zip …, `levels` of them. */
const nested = (levels: number): Uint8Array => (levels === 0 ? Buffer.from(text) : zipOf({ [levels === 1 ? 'a.txt' : 'a.zip']: nested(levels - 1) }));

const FILES: BadFile[] = [
  { fault: 'bytes that are no PDF behind its first line', name: 'corrupt.pdf', lay: put(`%PDF-1.7\n${text}\n`), why: 'corrupt' },
  { fault: 'cut off in the middle', name: 'truncated.docx', lay: put(docx.subarray(0, docx.length / 2)), why: 'corrupt' },
  { fault: 'its reader dies', name: 'crash.txt', lay: put(text), why: 'crash' },
  { fault: 'a zip whose middle is overwritten', name: 'scrambled.zip', lay: put(scrambled(zipOf({ 'a.txt': `${text} `.repeat(300) }))), why: 'corrupt' },
  { fault: 'a spreadsheet whose middle is overwritten', name: 'scrambled.xlsx', lay: put(scrambled(makeXlsx({}))), why: 'corrupt' },
  { fault: 'a zip that unpacks to a thousand times its size', name: 'bomb.zip', lay: put(zipOf({ 'a.txt': ' '.repeat(30_000_000) })), why: 'bomb' },
  { fault: 'its reader never ends', name: 'hang.txt', lay: put(text), why: 'time-out', keys: ['P'] },
  { fault: 'a gzip that unpacks to a thousand times its size', name: 'bomb.gz', lay: put(makeGzip('', new Uint8Array(10_000_000))), why: 'bomb' },
  { fault: 'zip in zip in zip, too deep', name: 'deep.zip', lay: put(nested(6)), why: 'too-deep' },
  { fault: 'an office file with a password', name: 'locked.docx', lay: put(makeCompound({ EncryptedPackage: new Uint8Array(5000), EncryptionInfo: new Uint8Array(50) })), why: 'encrypted' },
  { fault: 'its reader eats memory', name: 'memory.txt', lay: put(text), why: 'crash' },
  { fault: 'a Hangul document with a password', name: 'locked.hwp', lay: put(makeHwp({ body: text }, { flags: 3 })), why: 'encrypted' },
  { fault: 'a Hangul document under distribution protection', name: 'distributed.hwp', lay: put(makeHwp({ body: text }, { flags: 5 })), why: 'encrypted' },
  { fault: 'a zip with a password', name: 'locked.zip', lay: put(makeZip([{ name: 'a.txt', bytes: text, flags: 1 }])), why: 'encrypted' },
  { fault: 'a format nobody reads', name: 'program.exe', lay: put(Buffer.from(`MZ\0\0\x03${text}`)), why: 'unknown-format' },
  { fault: 'an ending nobody reads, in a zip', name: 'inner.zip', lay: put(zipOf({ 'a.exe': Buffer.from('MZ\0\0\x03') })), why: 'unknown-format' },
  { fault: 'renamed', name: 'renamed.pdf', lay: put(docx), why: 'wrong-format' },
  { fault: 'without a letter', name: 'wordless.html', lay: put('<p> </p>'), why: 'no-text' },
  { fault: 'with a part nobody reads', name: 'history.hwp', lay: put(makeHwp({}, { streams: { 'DocHistory/VersionLog0': Buffer.from(text) } })), why: 'unread-part' },
  { fault: 'with deletions that could come back', name: 'tracked.hwp', lay: put(makeHwp({}, { hasTrackedChange: true })), why: 'hidden-text' },
  { fault: 'larger than may be read', name: 'large.txt', lay: (path) => { writeFileSync(path, text); truncateSync(path, 200_000_001); }, why: 'too-large' },
  { fault: 'changed while it is read', name: 'changing.txt', lay: put('처음 글'), why: 'corrupt' },
  { fault: 'gone', name: 'gone.pdf', lay: () => {}, why: 'expected a file that can be read, got none' },
  { fault: 'a link out of its folder', name: 'link.txt', lay: (path) => symlinkSync('/etc/hostname', path), why: 'expected a path below the folder of the files' },
  { fault: 'a link to itself', name: 'loop.txt', lay: (path) => symlinkSync(path, path), why: 'expected a file that can be read, got none' },
  { fault: 'a device', name: 'device.txt', lay: (path) => symlinkSync('/dev/zero', path), why: 'expected a path below the folder of the files' },
  { fault: 'a pipe nobody writes to', name: 'pipe.txt', lay: (path) => void execFileSync('mkfifo', [path]), why: 'expected a file, got a folder' },
  { fault: 'a folder', name: 'folder.txt', lay: (path) => void mkdirSync(path), why: 'expected a file, got a folder' },
];

/** What breaks while files are read; `other` is a folder with what they are changed to. */
const reading = (other: string): Fault[] => [
  { in: 'reading-process.ts', on: 'read', path: 'crash\\.txt$', then: 'crash' },
  { in: 'reading-process.ts', on: 'read', path: 'hang\\.txt$', then: 'hang' },
  { in: 'reading-process.ts', on: 'read', path: 'memory\\.txt$', then: 'memory' },
  { in: 'reading-process.ts', on: 'read', path: 'changing\\.txt$', then: 'change', from: join(other, 'changing.txt') },
  { in: 'night.ts', module: 'scripts/readers/messages.ts', find: 'readMs: 180_000, screenMs: 60_000, memoryBytes: 2_000_000_000', put: 'readMs: 8_000, screenMs: 60_000, memoryBytes: 800_000_000' },
];

const WAITING = FILES.flatMap(({ keys = BOTH }, n) => keys.map((key) => `${key}${n}`));
const GOOD = '아무 일 없는 문서의 새 내용입니다';
let city: FaultCity;
let ended: Ended;
let firstRecords: Map<string, string>;
let ids: Map<string, string>;

beforeAll(async () => {
  const root = suiteFolder();
  const mini = foundCity(root);
  city = new FaultCity(root);
  mini.fill([...FILES.map((_, n) => paper(`P${n}`, { title: `먼저 나간 문서 ${n}` })), paper('G', { title: '아무 일 없는 문서' })]);
  mini.night(testEffects());
  firstRecords = treeOf(join(city.content, 'records'));
  const withFile = (key: string, name: string): PaperLine => paper(key, {
    title: `${key} ${WORDS}`, body: `${WORDS} 본문`, files: JSON.stringify([{ role: 'attachment', name, sizeBytes: 1, disclosureCode: '1', grounds: '', text: null, path: name }]),
  });
  for (const { name, lay, keys = BOTH } of FILES) for (const key of keys) lay(join(city.private, 'files', `${key}-${name}`));
  writeFileSync(join(city.private, 'files', 'good.txt'), '읽히는 첨부');
  mini.fill([
    ...FILES.flatMap(({ name, keys = BOTH }, n) => keys.map((key) => withFile(`${key}${n}`, `${key}-${name}`))),
    Object.assign(withFile('G', 'good.txt'), { title: '아무 일 없는 문서', body: GOOD }),
  ]);
  const other = suiteFolder();
  writeFileSync(join(other, 'changing.txt'), text);
  ended = await city.night({ faults: reading(other), killAfterMs: 150_000 });
  expect(ended.code, ended.said).toBe(0);
  const state = new State(join(city.private, 'state.sqlite'));
  ids = new Map([...WAITING, 'G'].map((key) => [key, state.paper('mini', key)!.id]));
  state.close();
}, 180_000);

function holdOf(key: string): { code: string; detail: string } | undefined {
  const state = new State(join(city.private, 'state.sqlite'));
  try {
    return state.holds().find((hold) => hold.id === ids.get(key));
  } finally {
    state.close();
  }
}

function rowOf(key: string): RegisterRow {
  const rows = [...treeOf(join(city.content, 'register'))].filter(([path]) => path.endsWith('.jsonl')).flatMap(([, lines]) => lines.trimEnd().split('\n').map((one) => JSON.parse(one) as RegisterRow));
  return rows.find(({ id }) => id === ids.get(key))!;
}

/** Every public file as text, packed ones unpacked. */
function published(): string[] {
  return [city.content, city.out].flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    return `${entry.name}\n${(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8')}`;
  }));
}

test('the night goes on, ends with 0 and says how many wait', () => {
  expect(ended.said).toContain(`waiting for a person: ${WAITING.length} papers`);
  expect(ended).toMatchObject({ code: 0, isStruck: true });
  expect(ended.said).not.toMatch(new RegExp(`${WORDS}|4321`));
});

describe('a file', () => {
  test.each(FILES.map((file, n) => [file.fault, n] as const))('%s', (_, n) => {
    const { name, why, keys = BOTH } = FILES[n]!;
    for (const key of keys) expect(holdOf(`${key}${n}`), key).toMatchObject({ code: 'unread-file', detail: expect.stringContaining(why) as string });
    const [path, before] = [...firstRecords].find(([file]) => file.includes(ids.get(`P${n}`)!))!;
    expect(readFileSync(join(city.content, 'records', path), 'utf8'), 'the version published before').toBe(before);
    expect(rowOf(`P${n}`)).toMatchObject({ status: 'released', title: `먼저 나간 문서 ${n}` });
    if (keys.includes('N')) expect(rowOf(`N${n}`)).toMatchObject({ status: 'held', title: null, path: null });
    expect(published().filter((file) => file.includes(name))).toEqual([]);
  });
});

test('nothing of any of them is published, and the others are', () => {
  const files = published();
  expect(files.filter((file) => file.includes(WORDS) || file.includes('0000-4321')).map((file) => file.split('\n')[0])).toEqual([]);
  expect(files.filter((file) => file.includes(GOOD)).length).toBeGreaterThan(2);
  expect(files.some((file) => file.includes('읽히는 첨부'))).toBe(true);
});

test('a file exchanged after it was read is not cleaned and published as it lies there now', () => {
  const path = join(temporaryFolder(), 'plan.pdf');
  writeFileSync(path, onePage(HARMLESS_LINES));
  const readers = openReaders();
  try {
    expect(readers.readFile('plan.pdf', path).outcome).toBe('read');
    expect(readers.cleanFile('plan.pdf', path)?.format).toBe('pdf');
    writeFileSync(path, onePage(HARMLESS_LINES + line('새로 적은 글')));
    expect(readers.cleanFile('plan.pdf', path)).toBeNull();
    expect(readers.readFile('plan.pdf', path).outcome).toBe('read');
    expect(readers.cleanFile('plan.pdf', path)?.format, 'once it was read as it is').toBe('pdf');
  } finally {
    readers.close();
  }
});
