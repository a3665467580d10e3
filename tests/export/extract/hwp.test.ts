/** HWP and the compound file it lies in: text without the remains of controls, and files that lie about themselves. */
import CFB from 'cfb';
import { describe, expect, test } from 'vitest';
import { openCompound } from '../../../src/export/extract/cfb.ts';
import { Unread } from '../../../src/export/extract/extracted.ts';
import { readFile } from '../../../src/export/extract/read.ts';
import { makeCompound } from './make/cfb.ts';
import { inlineControl, makeHwp, paragraph, record, TAB } from './make/hwp.ts';

async function read(bytes: Uint8Array) {
  const file = await readFile('notice.hwp', bytes);
  if (file.outcome === 'unread') expect.fail(`${file.problem}: ${file.detail}`);
  return file;
}

/** A document whose first section holds these records alone. */
function withSection(section: Uint8Array): Uint8Array {
  return makeHwp({}, { flags: 0, streams: { 'BodyText/Section0': section } });
}

describe('text', () => {
  test('has no remains of controls', async () => {
    const text = `앞${inlineControl(11, 'tbl ')}뒤${TAB}칸${inlineControl(3, '%clk')}필드${inlineControl(4, '%clk')}\u0018끝`;
    const file = await read(withSection(paragraph(0, text)));
    expect(file.markdown?.split('\n')[0]).toBe('앞뒤\t칸필드-끝');
    expect(JSON.stringify(file.parts.map((part) => part.text))).not.toMatch(/[\u4E00-\u9FFF]/);
  });

  test('keeps Chinese characters that a person wrote', async () => {
    expect((await read(withSection(paragraph(0, '洪吉童 위원')))).markdown).toContain('洪吉童 위원');
  });

  test('joins a number that a control divides', async () => {
    const text = `010-0000-${inlineControl(15, 'tcmt')}1001`;
    expect((await read(withSection(paragraph(0, text)))).markdown).toContain('010-0000-1001');
  });

  test('of a long record is read whole', async () => {
    const long = '가나다라마바사 '.repeat(1_000).trim();
    expect((await read(withSection(paragraph(0, long)))).markdown).toContain(long);
  });

  test('comes section by section, the tenth behind the second', async () => {
    const streams = Object.fromEntries([10, 2, 0].map((number) => [`BodyText/Section${number}`, paragraph(0, `${number}번째 구역`)]));
    const shown = (await read(makeHwp({ secondSection: '1번째 구역' }, { flags: 0, streams }))).markdown!;
    expect(shown.split('\n\n')).toEqual(['0번째 구역', '1번째 구역', '2번째 구역', '10번째 구역']);
  });

  test('in cells over several columns and rows keeps its place', async () => {
    const words = (...all: number[]): Buffer => Buffer.from(Uint16Array.from(all).buffer);
    const cell = (column: number, row: number, columns: number, rows: number, text: string): Buffer => Buffer.concat([record(0x48, 2, Buffer.concat([words(1, 0, 0, 0, column, row, columns, rows), Buffer.alloc(18)])), paragraph(2, text)]);
    const table = Buffer.concat([
      record(0x47, 1, Buffer.concat([Buffer.from(' lbt'), Buffer.alloc(40)])), record(0x4d, 2, Buffer.alloc(22)),
      cell(0, 0, 2, 1, '제목'), cell(2, 0, 1, 1, '비고'), cell(0, 1, 1, 2, '왼쪽'), cell(1, 1, 1, 1, '가'), cell(2, 1, 1, 1, '나'), cell(1, 2, 1, 1, '다'), cell(2, 2, 1, 1, '라'),
    ]);
    const shown = (await read(withSection(paragraph(0, inlineControl(11, 'tbl '), 0, table)))).markdown!;
    expect(shown.split('\n\n')[0]!.split('\n')).toEqual(['| 제목 |  | 비고 |', '| --- | --- | --- |', '| 왼쪽 | 가 | 나 |', '|  | 다 | 라 |']);
  });
});

describe('a document is given up', () => {
  const cases: [string, Uint8Array, string][] = [
    ['with a record that ends outside its stream', withSection(record(0x42, 0, Buffer.alloc(30)).subarray(0, 20)), 'corrupt: hwp: a record that ends outside its stream'],
    ['with a section that does not unpack', makeHwp({}, { flags: 1, streams: { 'BodyText/Section0': Buffer.alloc(400, 0xee) } }), 'corrupt: hwp: a stream does not unpack'],
    ['without a section', makeCompound({ FileHeader: Buffer.concat([Buffer.from('HWP Document File'.padEnd(32, '\0')), Buffer.from([0, 0, 0, 5, 0, 0, 0, 0]), Buffer.alloc(216)]) }), 'corrupt: hwp: expected sections, got none'],
    ['with a stream of an unknown program', makeHwp({}, { streams: { 'Addon/Data': Buffer.from('자료') } }), 'unread-part: hwp: a stream of history, of a version or of an unknown program'],
    ['with a preview that is no picture', makeHwp({}, { streams: { PrvImage: Buffer.from('자료') } }), 'unread-part: a preview that is no picture'],
  ];
  test.each(cases)('%s', async (_, bytes, expected) => {
    const file = await readFile('notice.hwp', bytes);
    expect(file.outcome === 'unread' ? `${file.problem}: ${file.detail}` : 'read').toBe(expected);
  });

  test('with a stream that unpacks to far more than it is', async () => {
    const { deflateRawSync } = await import('node:zlib');
    const file = await readFile('notice.hwp', makeHwp({}, { flags: 1, streams: { 'BodyText/Section0': deflateRawSync(new Uint8Array(20_000_000)) } }));
    expect(file).toMatchObject({ outcome: 'unread', problem: 'bomb' });
  });
});

describe('compound files', () => {
  const streams = { Small: Buffer.from('작은 것'), 'Folder/Large': Buffer.alloc(10_000, '큰 것 '), 'Folder/Deep/Empty': new Uint8Array(), Exact: Buffer.alloc(4096, 'x') };

  test('are read like another reader reads them', () => {
    const file = makeCompound(streams);
    const other = CFB.read(Buffer.from(file), { type: 'buffer' });
    const ours = new Map(openCompound(file, 100).streams.map(({ path, bytes }) => [path, Buffer.from(bytes)]));
    for (const [path, bytes] of Object.entries(streams)) {
      expect(ours.get(path)?.equals(bytes), path).toBe(true);
      expect(Buffer.from((CFB.find(other, `/${path}`)?.content ?? []) as Uint8Array).equals(bytes), path).toBe(true);
    }
  });

  test('of another writer are read', () => {
    const file = CFB.utils.cfb_new();
    for (const [path, bytes] of Object.entries(streams)) if (bytes.length > 0) CFB.utils.cfb_add(file, `/${path}`, Buffer.from(bytes));
    const ours = new Map(openCompound(Buffer.from(CFB.write(file, { type: 'buffer' }) as Uint8Array), 100).streams.map(({ path, bytes }) => [path, Buffer.from(bytes)]));
    for (const [path, bytes] of Object.entries(streams)) if (bytes.length > 0) expect(ours.get(path)?.equals(bytes), path).toBe(true);
  });

  const word = (file: Uint8Array, at: number, value: number): Uint8Array => {
    const changed = Buffer.from(file);
    changed.writeUInt32LE(value, at);
    return changed;
  };
  const file = makeCompound(streams);
  const table = (Buffer.from(file).readUInt32LE(76) + 1) * 512;
  const lies: [string, Uint8Array][] = [
    ['a chain that loops', word(file, table, 0)], ['a chain that leaves the file', word(file, table, 5_000_000)], ['a chain into free room', word(file, table, 0xffffffff)],
    ['a directory outside the file', word(file, 48, 9_999)], ['a list of tables that loops', word(file, 68, 0)], ['a sector size that no version has', word(file, 30, 0x0006_0020)], ['half a file', file.subarray(0, file.length >> 1)], ['a header alone', file.subarray(0, 512)],
  ];
  test.each(lies)('with %s are given up', (_, bytes) => {
    expect(() => openCompound(bytes, 100)).toThrow(Unread);
  });

  test('with more entries than allowed are given up', () => {
    expect(() => openCompound(file, 3)).toThrow(expect.objectContaining({ problem: 'too-large' }));
  });
});
