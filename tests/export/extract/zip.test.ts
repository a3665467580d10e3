/** Archives: what an honest program writes is read whole, and every lie gives the archive up. */
import { deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { READ_LIMITS, type ReadLimits } from '../../../src/export/extract/extracted.ts';
import { readFile } from '../../../src/export/extract/read.ts';
import { makeZip, zipOf, type ZipFile, type ZipOptions } from './make/zip.ts';

const note: ZipFile = { name: 'note.txt', bytes: '전화 010-0000-1001' };
const other: ZipFile = { name: 'other.txt', bytes: '다른 글' };

async function partsOf(bytes: Uint8Array): Promise<string[]> {
  const file = await readFile('papers.zip', bytes);
  if (file.outcome === 'unread') expect.fail(`${file.problem}: ${file.detail}`);
  return file.parts.map(({ path, kind, text }) => `${kind} ${path}: ${text}`);
}

async function problemOf(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): Promise<string> {
  const file = await readFile('papers.zip', bytes, Object.assign({}, READ_LIMITS, limits));
  return file.outcome === 'unread' ? `${file.problem}: ${file.detail}` : 'read';
}

/** Zip archives in one another, `depth` of them. */
function nested(depth: number): Uint8Array {
  let bytes: Uint8Array = Buffer.from('맨 안쪽');
  for (let level = 0; level < depth; level += 1) bytes = zipOf({ [level === 0 ? 'a.txt' : 'a.zip']: bytes });
  return bytes;
}

describe('an honest archive is read', () => {
  const cases: [string, ZipFile[], ZipOptions][] = [
    ['packed', [note], {}],
    ['stored', [{ name: 'note.txt', bytes: note.bytes, method: 0 }], {}],
    ['with sizes behind the data', [{ name: 'note.txt', bytes: note.bytes, isStreamed: true }], {}],
    ['in the 64-bit form', [{ name: 'note.txt', bytes: note.bytes, isZip64: true }], { isZip64: true }],
    ['with a folder', [{ name: 'folder/', bytes: '' , method: 0 }, note], {}],
    ['with zeros between its entries', [note], { between: new Uint8Array(64) }],
  ];
  test.each(cases)('%s', async (_, files, options) => {
    expect(await partsOf(makeZip(files, options))).toContain('visible note.txt/text: 전화 010-0000-1001');
  });

  test('file names are text, also in CP949', async () => {
    const name = iconv.encode('홍길동 010-0000-1002.txt', 'cp949');
    expect(await partsOf(makeZip([{ name, bytes: '글' }]))).toContain('metadata names: 홍길동 010-0000-1002.txt');
  });

  test('comments and extra fields are text', async () => {
    const extra = Buffer.concat([Buffer.from([0x99, 0x99, 32, 0]), Buffer.from('전화 010-0000-1003', 'utf16le')]);
    const parts = await partsOf(makeZip([{ name: 'a.txt', bytes: '글', comment: '설명 010-0000-1004', local: { extra } }], { comment: '전체 010-0000-1005' }));
    expect(parts.join('\n')).toContain('010-0000-1003');
    expect(parts.join('\n')).toContain('010-0000-1004');
    expect(parts.join('\n')).toContain('010-0000-1005');
  });
});

describe('an archive is given up', () => {
  const cases: [string, Uint8Array, string][] = [
    ['with bytes before its entries', makeZip([note], { before: Buffer.from('#!/bin/sh'.padEnd(64)) }), 'wrong-format'],
    ['with bytes between its entries', makeZip([note, other], { between: Buffer.from('010-0000-1001') }), 'corrupt: zip: bytes that belong to no entry'],
    ['with bytes behind its end', makeZip([note], { after: Buffer.from('010-0000-1001') }), 'corrupt: zip: expected one end record at the end of the file, got 0'],
    ['with an entry that is not in its directory', makeZip([note, { name: 'hidden.txt', bytes: '숨은 글', isUnlisted: true }]), 'corrupt: zip: bytes that belong to no entry'],
    ['with two entries of one name', makeZip([note, { name: 'note.txt', bytes: '다른 글' }]), 'corrupt: zip: two entries have one name'],
    ['with another name in the entry than in the directory', makeZip([{ name: 'note.txt', bytes: '글', local: { name: 'evil.txt' } }]), 'corrupt: zip: an entry is called or packed differently in its header and in the directory'],
    ['with another size in the entry than in the directory', makeZip([{ name: 'note.txt', bytes: '글', local: { unpackedBytes: 9 } }]), 'corrupt: zip: an entry has other sizes in its header than in the directory'],
    ['that says an entry is smaller than it is', makeZip([{ name: 'note.txt', bytes: '긴 글입니다', unpackedBytes: 3 }]), 'corrupt: zip: an entry does not unpack, or to more than the directory says'],
    ['that says an entry is larger than it is', makeZip([{ name: 'note.txt', bytes: '글', unpackedBytes: 30 }]), 'corrupt: zip: expected an entry of 30 bytes, got 3'],
    ['with a wrong checksum', makeZip([{ name: 'note.txt', bytes: '글', crc: 1 }]), 'corrupt: zip: an entry is damaged: its checksum differs'],
    ['with bytes behind packed data', makeZip([{ name: 'note.txt', bytes: '글', tail: Buffer.from('010-0000-1001') }]), 'corrupt: zip: bytes behind the end of a packed entry'],
    ['with more entries than it says', makeZip([note, other], { count: 1 }), 'corrupt: zip: expected 1 entries in the directory, got more'],
    ['with fewer entries than it says', makeZip([note], { count: 2 }), 'corrupt: zip: expected an entry in the directory, got something else'],
    ['with a password', makeZip([{ name: 'note.txt', bytes: '글', flags: 1 }]), 'encrypted: zip: an entry is encrypted'],
    ['with a compression nobody reads', makeZip([{ name: 'note.txt', bytes: '글', method: 14 }]), 'unread-part: zip: compression 14, expected 0 or 8'],
    ['with a symbolic link', makeZip([{ name: 'link', bytes: '/etc/passwd', mode: 0o120777 }]), 'unread-part: zip: an entry is a link or a device, expected files and folders'],
    ['with a name that leads out', makeZip([{ name: '../../note.txt', bytes: '글' }]), 'corrupt: zip: a name that leads out of the archive'],
    ['with a name that leads out in Windows', makeZip([{ name: '..\\note.txt', bytes: '글' }]), 'corrupt: zip: a name that leads out of the archive'],
    ['with a name from the root', makeZip([{ name: '/etc/note.txt', bytes: '글' }]), 'corrupt: zip: a name that leads out of the archive'],
    ['with a drive in a name', makeZip([{ name: 'C:/note.txt', bytes: '글' }]), 'corrupt: zip: a name that leads out of the archive'],
    ['with a folder that has contents', makeZip([{ name: 'folder/', bytes: '숨은 글' }]), 'corrupt: zip: a folder with contents'],
    ['that is cut', makeZip([note]).subarray(0, 60), 'corrupt: zip: expected one end record at the end of the file, got 0'],
    ['with a program in it', makeZip([{ name: 'setup.exe', bytes: Buffer.from('MZ\0\0\0\0') }]), 'unknown-format: neither the bytes nor the name say a format that is read here'],
    ['with a file that is no what its name says', makeZip([{ name: 'photo.pdf', bytes: '글' }]), 'wrong-format: the name ends in .pdf, the bytes are text'],
  ];
  test.each(cases)('%s', async (_, bytes, expected) => {
    expect((await problemOf(bytes)).slice(0, expected.length)).toBe(expected);
  });

  test('whose comment holds an end record of its own', async () => {
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50);
    expect(await problemOf(makeZip([note], { comment: end.toString('latin1') }))).toBe('corrupt: zip: expected one end record at the end of the file, got 2');
  });

  test('whose entries overlap', async () => {
    const one = makeZip([{ name: 'a.txt', bytes: '같은 글', method: 0 }]);
    const directory = Buffer.from(one.subarray(one.length - 22 - 51, one.length - 22));
    const second = Buffer.from(directory);
    second.write('b.txt', 46);
    const overlapping = Buffer.concat([one.subarray(0, one.length - 22), second, one.subarray(one.length - 22)]);
    overlapping.writeUInt16LE(2, overlapping.length - 14);
    overlapping.writeUInt16LE(2, overlapping.length - 12);
    overlapping.writeUInt32LE(102, overlapping.length - 10);
    expect((await problemOf(overlapping)).split(':')[0]).toBe('corrupt');
  });
});

describe('bombs', () => {
  const zeros = new Uint8Array(10_000_000);

  test('ten megabytes of zeros', async () => {
    expect((await problemOf(zipOf({ 'a.txt': zeros }))).slice(0, 5)).toBe('bomb:');
  });

  test('in an archive in an archive', async () => {
    expect((await problemOf(zipOf({ 'a.zip': zipOf({ 'b.zip': zipOf({ 'c.txt': zeros }) }) }))).slice(0, 5)).toBe('bomb:');
  });

  test('hidden under many small entries: all inner files count together', async () => {
    const text = Buffer.from('가나다라 '.repeat(70_000));
    const inner = zipOf(Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`${index}.txt`, text])));
    const outer = zipOf(Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`${index}.zip`, inner])));
    expect(await problemOf(outer, { unpackedBytes: 20_000_000 })).toBe('too-large: unpacks to more than 20000000 bytes');
  });

  test('an entry that unpacks to more than it says stops at what it says', async () => {
    const packed = deflateRawSync(zeros);
    const before = process.memoryUsage().arrayBuffers;
    expect((await problemOf(makeZip([{ name: 'a.txt', bytes: zeros, unpackedBytes: 100 }]))).slice(0, 8)).toBe('corrupt:');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(packed.length + 5_000_000);
  });

  test('more entries than an archive may have, before any is looked at', async () => {
    const many = Array.from({ length: 70_000 }, (_, index): ZipFile => ({ name: `${index}.txt`, bytes: '', method: 0 }));
    expect(await problemOf(makeZip(many, { isZip64: true }))).toBe('too-large: zip: 70000 entries, at most 5000');
  });

  test.each([[4, 'read'], [5, 'too-deep: files in more than 4 others'], [6, 'too-deep: files in more than 4 others']])('%i archives in one another: %s', async (depth, expected) => {
    expect(await problemOf(nested(depth))).toBe(expected);
  });

  test('more characters than a file may have', async () => {
    expect(await problemOf(zipOf({ 'a.txt': '가나다라'.repeat(100), 'b.txt': '마바사아'.repeat(100) }), { textUnits: 1_000 })).toBe('too-large: more than 1000 characters');
  });
});
