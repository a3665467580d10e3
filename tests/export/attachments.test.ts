/** Attachments in a night: what is read of them, what is hidden, shown, held and taken away. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Extracted } from '../../src/export/extract/extracted.ts';
import { DECISIONS_FILE } from '../../src/export/officer-decisions.ts';
import type { Readers } from '../../src/export/readers.ts';
import { State } from '../../src/export/state.ts';
import { parseRecord } from '../../src/model/record-file.ts';
import type { RegisterRow, TextRecord } from '../../src/model/record.ts';
import { spoil } from '../policy/content.ts';
import { temporaryFolder, treeOf } from '../folders.ts';
import { testReaders } from '../readers.ts';
import { testEffects } from '../effects.ts';
import { MiniCity, paper, type PaperLine } from './mini-city.ts';

const MOBILE = '010-0000-1234';
let city: MiniCity;
beforeEach(() => {
  city = new MiniCity(temporaryFolder());
  mkdirSync(join(city.private, 'files'));
  city.configure({ files: 'files' });
});

function attach(name: string, bytes = 'bytes'): void {
  writeFileSync(join(city.private, 'files', name), bytes);
}

function withFile(path: string, line: PaperLine = {}, file: Record<string, unknown> = {}): PaperLine {
  return paper('A', { files: JSON.stringify([{ role: 'attachment', name: path, sizeBytes: 1, disclosureCode: '1', grounds: '', text: null, path, ...file }]), ...line });
}

/** Readers that read every file as this. */
function reading(file: Partial<Extracted>, differing: Partial<Readers> = {}): Readers {
  return testReaders({ readFile: () => ({ outcome: 'read', format: 'pdf', parts: [], markdown: null, sheets: [], ...file }) as Extracted, ...differing });
}

function records(): TextRecord[] {
  return [...treeOf(join(city.content, 'records'))].map(([path, text]) => parseRecord(path, text) as TextRecord);
}

function register(): RegisterRow[] {
  return [...treeOf(join(city.content, 'register'))].filter(([path]) => path.endsWith('.jsonl'))
    .flatMap(([, text]) => text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as RegisterRow));
}

function holds() {
  const state = new State(join(city.private, 'state.sqlite'));
  try {
    return state.holds();
  } finally {
    state.close();
  }
}

function secrets(): { kind: string; value: string }[] {
  const database = new DatabaseSync(join(city.private, 'state.sqlite'), { readOnly: true });
  try {
    return database.prepare('SELECT kind, value FROM taint').all() as { kind: string; value: string }[];
  } finally {
    database.close();
  }
}

describe('a file that was read', () => {
  test('is shown as masked Markdown, with its true size', () => {
    attach('plan.pdf', 'twelve bytes');
    city.fill([withFile('plan.pdf')]);
    city.night(testEffects(), reading({ markdown: `# 계획\n\n연락처 ${MOBILE}`, parts: [{ path: 'page 1', kind: 'visible', text: `계획 연락처 ${MOBILE}` }] }));
    const [file] = records()[0]!.files;
    expect(file).toMatchObject({ text: '# 계획\n\n연락처 [휴대전화번호 가림·제6호]', textForm: 'markdown', sizeBytes: 12, maskedChars: 20 });
    expect(secrets()).toContainEqual({ kind: 'mobile', value: MOBILE });
  });

  test('gives its tables as CSV in which no spreadsheet computes anything', () => {
    attach('rows.xlsx');
    city.fill([withFile('rows.xlsx')]);
    city.night(testEffects(), reading({ sheets: [{ name: '집행', rows: [['항목', '금액'], ['=HYPERLINK("x")', '-5'], [MOBILE, '7']] }] }));
    const [sheet] = records()[0]!.files[0]!.sheets;
    expect(sheet!.name).toBe('집행');
    expect(sheet!.csv).toContain("'=HYPERLINK");
    expect(sheet!.csv).toContain('-5');
    expect(sheet!.csv).toContain('[휴대전화번호 가림·제6호]');
    expect(records()[0]!.masks).toEqual([{ kind: 'mobile', ground: 6, count: 1 }]);
  });

  test.each([
    ['a name cut in two by a quote', [['주소', '비고'], ['a', 'b']], 'a,b'],
    ['a line end', [['가', '나'], ['a', 'b']], '나\r\na'],
    ['nothing', [['가', '나'], ['a, b', 'c']], 'a, b'],
  ])('holds its paper if a mask would tear a table: %s', (what, rows, found) => {
    attach('rows.xlsx');
    city.fill([withFile('rows.xlsx')]);
    const recognise: Readers['recognise'] = ({ texts }) => Object.fromEntries(Object.entries(texts).filter(([, text]) => text.includes(found)).map(([field, text]) => {
      const start = text.indexOf(found);
      return [field, [{ kind: 'mobile', start, end: start + found.length }]];
    }));
    expect(city.night(testEffects(), reading({ sheets: [{ name: '', rows }] }, { recognise }))).toMatchObject(what === 'nothing' ? { released: 1, held: 0 } : { released: 0, held: 1 });
  });

  test('gives away nothing that only lies hidden in it, and what lies there is hidden in the body too', () => {
    attach('plan.docx');
    city.fill([withFile('plan.docx', { body: `초안 ${'abcd@mail.example'} 참고` })]);
    city.night(testEffects(), reading({ markdown: '계획', parts: [{ path: 'word/comments.xml', kind: 'hidden', text: '비밀 메모 abcd@mail.example' }] }));
    const tree = [...treeOf(city.content)].filter(([path]) => !path.startsWith('policy')).map(([, text]) => text).join('\n');
    expect(tree).not.toContain('비밀 메모');
    expect(tree).not.toContain('abcd@mail.example');
  });

  test('that is exchanged under the same name is a new revision', () => {
    attach('plan.txt', 'one');
    city.fill([withFile('plan.txt')]);
    const readers = testReaders({ readFile: (_, path) => ({ outcome: 'read', format: 'txt', parts: [], markdown: readFileSync(path, 'utf8'), sheets: [] }) });
    city.night(testEffects(), readers);
    expect(city.night(testEffects(), readers).unchanged).toBe(1);
    attach('plan.txt', 'two');
    expect(city.night(testEffects(), readers).amended).toBe(1);
    expect(records()[0]).toMatchObject({ revision: 2, files: [{ text: 'two' }] });
  });

  test('is not read at all when it is closed', () => {
    attach('list.pdf');
    city.fill([withFile('list.pdf', {}, { disclosureCode: '3', grounds: '6' })]);
    expect(city.night().released).toBe(1);
    expect(records()[0]!.files[0]).toMatchObject({ name: null, text: null, disclosure: 'closed' });
  });
});

describe('a file that could not be read', () => {
  const unread = testReaders({ readFile: () => ({ outcome: 'unread', problem: 'encrypted', detail: 'a password' }) });
  beforeEach(() => {
    attach('plan.hwp');
    city.fill([withFile('plan.hwp')]);
  });

  test('holds its paper, with a bare register row', () => {
    expect(city.night(testEffects(), unread)).toMatchObject({ released: 0, held: 1 });
    expect(holds()).toMatchObject([{ code: 'unread-file', detail: 'files/0: expected a file that can be read, got encrypted' }]);
    expect(register()).toMatchObject([{ status: 'held', title: null }]);
  });

  test('is listed by name when an officer releases the paper', () => {
    city.night(testEffects(), unread);
    const [hold] = holds();
    writeFileSync(join(city.private, DECISIONS_FILE), `${JSON.stringify({ id: hold!.id, hash: hold!.inputHash, decision: 'release', disclosure: 'open', grounds: [], until: null, by: '김담당', on: '2026-03-02' })}\n`);
    expect(city.night(testEffects(), unread).released).toBe(1);
    expect(records()[0]!.files).toMatchObject([{ name: 'plan.hwp', text: null, sheets: [], original: null }]);
  });

  test('is listed by name when the policy says so', () => {
    spoil(city.content, 'policy/files.md', 'unread: hold', 'unread: withhold');
    expect(city.night(testEffects(), unread).released).toBe(1);
    expect(records()[0]!.files).toMatchObject([{ name: 'plan.hwp', text: null }]);
  });

  test('does not keep a paper waiting that would only be listed', () => {
    city.fill([withFile('plan.hwp', { approver_rank: 'officer' })]);
    expect(city.night(testEffects(), unread)).toMatchObject({ listed: 1, held: 0 });
  });
});

describe('a file that is not where it should be', () => {
  const cases: [string, string, string][] = [
    ['gone', 'gone.pdf', 'expected a file that can be read, got none'],
    ['above the folder', '../city.sqlite', 'expected a path below the folder of the files'],
    ['a folder', 'inner', 'expected a file, got a folder'],
    ['a link out', 'link.pdf', 'expected a path below the folder of the files'],
  ];
  test.each(cases)('%s', (_, path, detail) => {
    mkdirSync(join(city.private, 'files', 'inner'));
    symlinkSync(city.database, join(city.private, 'files', 'link.pdf'));
    city.fill([withFile(path)]);
    expect(city.night().held).toBe(1);
    expect(holds()).toMatchObject([{ code: 'unread-file', detail: `files/0: ${detail}` }]);
  });

  test('without a folder for files', () => {
    city.configure({});
    city.fill([withFile('plan.pdf')]);
    city.night();
    expect(holds()).toMatchObject([{ code: 'unread-file', detail: 'files/0: expected "files" in sources.json, the folder in which the files of this source lie' }]);
  });
});

describe('an original', () => {
  const clean = { cleanFile: () => ({ format: 'pdf', bytes: Buffer.from('clean bytes') }) };
  const original = (): string => join(city.content, records()[0]!.files[0]!.original!.path);
  beforeEach(() => {
    attach('plan.pdf');
    city.fill([withFile('plan.pdf')]);
  });

  test('stands beside its record, cleaned, under an address that names nobody', () => {
    city.night(testEffects(), reading({ markdown: '계획' }, clean));
    expect(readFileSync(original(), 'utf8')).toBe('clean bytes');
    expect(records()[0]!.files[0]!.original).toMatchObject({ format: 'pdf', sizeBytes: 11, path: expect.stringMatching(/^originals\/2026\/02\/[0-9a-z]{10}-0\.pdf$/) as string });
  });

  test.each<[string, Partial<Extracted>, PaperLine, Record<string, unknown>]>([
    ['something is found in it', { markdown: MOBILE }, {}, {}],
    ['something is found in a hidden part', { parts: [{ path: 'Info', kind: 'metadata', text: MOBILE }] }, {}, {}],
    ['a name of the body stands in it', { markdown: 'abcd@mail.example' }, { body: 'abcd@mail.example' }, {}],
    ['it is partly closed', { markdown: '계획' }, {}, { disclosureCode: '2', grounds: '5' }],
  ])('is not published when %s', (_, file, line, entry) => {
    city.fill([withFile('plan.pdf', line, entry)]);
    city.night(testEffects(), reading(file, clean));
    expect(records()[0]!.files[0]!.original).toBeNull();
    expect(existsSync(join(city.content, 'originals'))).toBe(false);
  });

  test('of a format the policy does not name is not published', () => {
    spoil(city.content, 'policy/files.md', '[pdf,', '[');
    city.night(testEffects(), reading({ markdown: '계획' }, clean));
    expect(records()[0]!.files[0]!.original).toBeNull();
  });

  test('goes when a new version no longer has it, and when its record is withdrawn', () => {
    city.night(testEffects(), reading({ markdown: '계획' }, clean));
    const path = original();
    attach('plan.pdf', 'other bytes');
    city.night(testEffects(), reading({ markdown: MOBILE }, clean));
    expect(existsSync(path)).toBe(false);
    attach('plan.pdf', 'third bytes');
    city.night(testEffects(), reading({ markdown: '계획' }, clean));
    expect(existsSync(path)).toBe(true);
    city.fill([withFile('plan.pdf', { is_withdrawn: 1 })]);
    city.night(testEffects(), reading({ markdown: '계획' }, clean));
    expect(existsSync(path)).toBe(false);
  });
});
