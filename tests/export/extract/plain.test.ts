/** Plain files: decoded without loss or not at all, tables by the delimiter that fits. */
import { describe, expect, test } from 'vitest';
import { readFile } from '../../../src/export/extract/read.ts';
import { encode, makeCsv, makeMail } from './make/text.ts';

async function read(name: string, bytes: Uint8Array | string) {
  const file = await readFile(name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  if (file.outcome === 'unread') expect.fail(`${file.problem}: ${file.detail}`);
  return file;
}

async function problemOf(name: string, bytes: Uint8Array | string): Promise<string> {
  const file = await readFile(name, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  return file.outcome === 'unread' ? `${file.problem}: ${file.detail}` : 'read';
}

describe('encodings', () => {
  test.each(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'cp949'] as const)('%s', async (encoding) => {
    expect((await read('a.txt', encode('서울시 똠방각하 홍길동', encoding))).parts[0]!.text).toBe('서울시 똠방각하 홍길동');
  });

  test('windows-1252 for Latin text', async () => {
    expect((await read('a.txt', encode('Délibération du conseil municipal – été 2024', 'windows-1252'))).parts[0]!.text).toBe('Délibération du conseil municipal – été 2024');
  });

  test.each([
    ['UTF-8 that breaks off', Buffer.from('글 '.repeat(40)).subarray(0, 78)],
    ['UTF-16 with half a pair', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00])],
    ['a code page of other letters', Buffer.from(Array.from({ length: 60 }, (_, index) => 0xe0 + (index % 31)))],
  ])('%s is given up', async (_, bytes) => {
    expect((await problemOf('a.txt', bytes)).split(':')[0]).toBe('corrupt');
  });

  test('a control character may not divide a number', async () => {
    expect((await read('a.txt', '010-00\u000800-\u00011001')).parts[0]!.text).toBe('010-0000-1001');
  });
});

describe('tables', () => {
  const rows = [['이름', '금액', '비고'], ['가, 나', '1', 'x;y'], ['"다"', '2', '줄\n둘']];
  test.each([',', ';', '\t', '|'])('divided by %j', async (delimiter) => {
    const file = await read('a.csv', makeCsv(rows, delimiter));
    expect(file.sheets).toEqual([{ name: '', rows }]);
    expect(file.markdown).toBeNull();
  });

  test('with rows of different length keep every field', async () => {
    expect((await read('a.csv', '가,나\n1\n1,2,3\n')).sheets[0]!.rows).toEqual([['가', '나'], ['1'], ['1', '2', '3']]);
  });

  test('with a quote that is never closed are given up', async () => {
    expect(await problemOf('a.csv', '가,나\n"1,2\n')).toBe('corrupt: csv: a quote opens and is never closed, or more columns than a table has');
  });
});

describe('display', () => {
  test('text can neither link nor format nor hide', async () => {
    const file = await read('a.txt', '# 제목\n[눌러](http://example.com) *별* <b>\n\n1. 하나\n- 둘\n| a |\n');
    expect(file.markdown).toBe('\\# 제목  \n\\[눌러\\](http://example.com) \\*별\\* \\<b\\>\n\n1\\. 하나  \n\\- 둘  \n\\| a \\|');
  });

  test('JSON can not end its own block', async () => {
    expect((await read('a.json', '{"a": "````"}')).markdown).toBe('`````json\n{"a": "````"}\n`````');
  });

  test('JSON is searched with its escapes resolved', async () => {
    expect((await read('a.json', '{"a":"\\u0030\\u0031\\u0030-0000-1001"}')).parts.map(({ text }) => text).join('\n')).toContain('010-0000-1001');
  });
});

describe('mail', () => {
  test('in parts without an end is given up', async () => {
    expect(await problemOf('a.eml', makeMail({}).replace('--outer--', ''))).toBe('corrupt: eml: a part without its end');
  });

  test('with a program in it is given up', async () => {
    const mail = makeMail({}).replaceAll('name="a.csv"', 'name="a.exe"').replaceAll('text/csv', 'application/octet-stream');
    expect((await problemOf('a.eml', mail)).split(':')[0]).toBe('unknown-format');
  });

  test('in an encoding nobody knows is given up', async () => {
    expect(await problemOf('a.eml', makeMail({}).replace('quoted-printable', 'x-uuencode'))).toBe('unread-part: eml: an encoding nobody knows');
  });
});
