/** The way in: bytes decide, the name must not contradict them, and whatever comes in, an outcome comes out. */
import { describe, expect, test } from 'vitest';
import { READ_LIMITS } from '../../../src/export/extract/extracted.ts';
import { checkReaders, readFile } from '../../../src/export/extract/read.ts';
import { makeCompound } from './make/cfb.ts';
import { DOCX_NOOKS, makeDocx } from './make/docx.ts';
import { HWP_NOOKS, makeHwp } from './make/hwp.ts';
import { HWPX_NOOKS, makeHwpx } from './make/hwpx.ts';
import { plantAll } from './make/plants.ts';
import { makePptx, PPTX_NOOKS } from './make/pptx.ts';
import { HTML_NOOKS, MAIL_NOOKS, makeGzip, makeHtml, makeMail } from './make/text.ts';
import { makeXlsx, XLSX_NOOKS } from './make/xlsx.ts';
import { zipOf } from './make/zip.ts';

/** What came of it in a line: the format, or the problem. */
async function outcomeOf(name: string, bytes: Uint8Array | string): Promise<string> {
  const file = await readFile(name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  return file.outcome === 'read' ? file.format : file.problem;
}

const binary = Buffer.from([1, 2, 3, 0, 0, 255, 254, 7]);
const docx = makeDocx({});
const hwp = makeHwp({ body: '본문' });

describe('the bytes decide and the name may not contradict them', () => {
  const cases: [name: string, bytes: Uint8Array | string, outcome: string][] = [
    ['plan.docx', docx, 'docx'], ['plan', docx, 'docx'], ['PLAN.DOCX', docx, 'docx'], ['2024.1.15', docx, 'docx'], ['plan.docm', docx, 'docx'], ['plan.zip', docx, 'docx'],
    ['plan.xlsx', docx, 'wrong-format'], ['plan.hwp', docx, 'wrong-format'], ['plan.pdf', docx, 'wrong-format'], ['plan.txt', docx, 'wrong-format'], ['plan.exe', docx, 'wrong-format'],
    ['table.xlsx', makeXlsx({}), 'xlsx'], ['table.csv', makeXlsx({}), 'wrong-format'], ['show.pptx', makePptx({}), 'pptx'], ['notice.hwpx', makeHwpx({}), 'hwpx'], ['notice.hwp', makeHwpx({}), 'wrong-format'],
    ['notice.hwp', hwp, 'hwp'], ['notice.hwpx', hwp, 'wrong-format'], ['papers.zip', zipOf({ 'a.txt': '글' }), 'zip'], ['papers.docx', zipOf({ 'a.txt': '글' }), 'wrong-format'],
    ['a.txt', '글', 'txt'], ['a', '글', 'txt'], ['a.csv', '가,나\n', 'csv'], ['a.tsv', '가\t나\n', 'tsv'], ['a.md', '# 글', 'md'], ['a.json', '{"a":"글"}', 'json'], ['a.xml', '<a>글</a>', 'xml'], ['a.html', '<p>글</p>', 'html'],
    ['a.pdf', '글', 'wrong-format'], ['a.hwp', '글', 'wrong-format'], ['a.png', '글', 'wrong-format'], ['a.exe', '글', 'unknown-format'], ['a.js', '글', 'unknown-format'],
    ['a.exe', Buffer.from('MZ\0\0\x03'), 'unknown-format'], ['a.pdf', Buffer.from('MZ\0\0\x03'), 'wrong-format'], ['a.txt', binary, 'wrong-format'], ['a', binary, 'unknown-format'], ['a.bin', binary, 'unknown-format'],
    ['a.rtf', '{\\rtf1 \\\'b1\\\'e8}', 'unknown-format'], ['a.txt', '{\\rtf1 \\\'b1\\\'e8}', 'wrong-format'], ['old.hwp', 'HWP Document File V3.00 \u001a', 'wrong-format'],
    ['book.odt', zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a>글</a>' }), 'unknown-format'],
    ['a.gz', makeGzip('a.csv', '가,나\n'), 'gz'], ['a.gz', makeGzip('', '글'), 'gz'], ['a.gz', Buffer.concat([makeGzip('', '글'), Buffer.alloc(8)]), 'corrupt'], ['a.gz', makeGzip('', new Uint8Array(10_000_000)), 'bomb'],
    ['a.doc', makeCompound({ WordDocument: new Uint8Array(5000) }), 'unknown-format'], ['a.xls', makeCompound({ Workbook: new Uint8Array(5000) }), 'unknown-format'],
    ['plan.docx', makeCompound({ EncryptedPackage: new Uint8Array(5000), EncryptionInfo: new Uint8Array(50) }), 'encrypted'],
    ['notice.hwp', makeHwp({}, { flags: 3 }), 'encrypted'], ['notice.hwp', makeHwp({}, { flags: 5 }), 'encrypted'], ['notice.hwp', makeHwp({}, { flags: 17 }), 'encrypted'], ['notice.hwp', makeHwp({}, { version: 3 }), 'unknown-format'],
    ['notice.hwp', makeHwp({}, { hasTrackedChange: true }), 'hidden-text'], ['notice.hwp', makeHwp({}, { streams: { 'DocHistory/VersionLog0': Buffer.from('로그') } }), 'unread-part'],
    ['notice.hwpx', makeHwpx({}, { manifest: 'none' }), 'hwpx'], ['notice.hwpx', makeHwpx({}, { manifest: 'encrypted' }), 'encrypted'],
  ];
  test.each(cases)('%s → %#', async (name, bytes, outcome) => {
    expect(await outcomeOf(name, bytes)).toBe(outcome);
  });
});

describe('edges', () => {
  test('an empty file is read and has no text', async () => {
    expect(await readFile('a.pdf', new Uint8Array())).toEqual({ outcome: 'read', format: 'empty', parts: [], markdown: null, sheets: [] });
  });

  test.each([['a.txt', ' \n\t\n'], ['a.csv', ',,\n,,\n'], ['a.html', '<p> </p>'], ['a.hwpx', zipOf({ mimetype: 'application/hwp+zip', 'Contents/section0.xml': '<sec><p><run><t> </t></run></p></sec>' })]])('%s without a letter has no text', async (name, bytes) => {
    expect(await outcomeOf(name, bytes)).toBe('no-text');
  });

  test('a file of the largest size is read, one byte more is not', async () => {
    const limits = Object.assign({}, READ_LIMITS, { fileBytes: 10 });
    expect((await readFile('a.txt', Buffer.from('0123456789'), limits)).outcome).toBe('read');
    expect(await readFile('a.txt', Buffer.from('0123456789a'), limits)).toEqual({ outcome: 'unread', problem: 'too-large', detail: '11 bytes, at most 10' });
  });

  test('a reason never quotes the file, its name or the names in it', async () => {
    const secret = '홍길동-010-0000-1001';
    const files: [string, Uint8Array][] = [
      [`${secret}.pdf`, Buffer.from(secret)], ['a.zip', zipOf({ [`${secret}.bin`]: binary })], ['a.docx', makeDocx({ partName: secret }).subarray(0, 900)],
      ['a.docx', zipOf({ [`word/${secret}.xml`]: `<${secret}`, '[Content_Types].xml': '<Types><Override PartName="/d.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>', 'd.xml': '<d/>' })],
      ['a.json', Buffer.from(`{"${secret}`)], ['a.csv', Buffer.from(`"${secret}`)], ['a.xml', Buffer.from(`<a>${secret}`)],
    ];
    for (const [name, bytes] of files) {
      const file = await readFile(name, bytes);
      expect(file.outcome, name).toBe('unread');
      expect(JSON.stringify(file)).not.toMatch(/홍길동|0000-1001/);
    }
  });

  test('the readers find their libraries', async () => {
    await expect(checkReaders()).resolves.toBeUndefined();
  });
});

test('a macro project and a part nobody knows give an Office file up', async () => {
  const types = (part: string, type: string): string => `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/><Override PartName="/${part}" ContentType="${type}"/></Types>`;
  const body = '<w:document xmlns:w="urn:w"><w:body><w:p><w:r><w:t>글</w:t></w:r></w:p></w:body></w:document>';
  const files = (part: string, type: string): Uint8Array => zipOf({ '[Content_Types].xml': types(part, type), 'word/document.xml': body, [part]: binary });
  expect(await outcomeOf('a.docm', files('word/vbaProject.bin', 'application/vnd.ms-office.vbaProject'))).toBe('unread-part');
  expect(await outcomeOf('a.docm', files('word/media/video1.mp4', 'video/mp4'))).toBe('unread-part');
});

test('entities and document types give a part up', async () => {
  const bomb = '<!DOCTYPE a [<!ENTITY b "aaaaaaaaaa">]><a>&b;</a>';
  expect(await outcomeOf('a.xml', bomb)).toBe('corrupt');
  expect(await outcomeOf('a.docx', zipOf({ '[Content_Types].xml': bomb }))).toBe('corrupt');
});

/** The same numbers on every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

test('damaged files never throw, take no longer and say nothing of their reader', async () => {
  const files: [string, Uint8Array][] = [
    ['a.docx', makeDocx(plantAll(DOCX_NOOKS))], ['a.xlsx', makeXlsx(plantAll(XLSX_NOOKS))], ['a.pptx', makePptx(plantAll(PPTX_NOOKS))], ['a.hwpx', makeHwpx(plantAll(HWPX_NOOKS))],
    ['a.hwp', makeHwp(plantAll(HWP_NOOKS))], ['b.hwp', makeHwp(plantAll(HWP_NOOKS), { flags: 0 })], ['a.html', Buffer.from(makeHtml(plantAll(HTML_NOOKS)))], ['a.eml', Buffer.from(makeMail(plantAll(MAIL_NOOKS)))],
  ];
  const draw = numbers(20_240_105);
  const problems = new Set<string>();
  for (const [name, whole] of files) {
    for (let round = 0; round < 40; round += 1) {
      const bytes = Uint8Array.from(round % 4 === 0 ? whole.subarray(0, draw(whole.length)) : whole);
      for (let change = draw(4); change >= 0; change -= 1) bytes[draw(bytes.length)] = draw(256);
      const file = await readFile(name, bytes);
      problems.add(file.outcome === 'read' ? 'read' : file.problem);
      if (file.outcome === 'unread') expect(file.detail, name).not.toContain('gave up');
    }
  }
  expect([...problems]).toContain('corrupt');
});
