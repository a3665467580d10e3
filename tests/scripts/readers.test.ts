/** What watches over the process that reads attachments and screens papers: whatever that does, the night gets an answer. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openReaders, type OpenReaders } from '../../scripts/readers/readers.ts';
import { State } from '../../src/export/state.ts';
import { parseRecord } from '../../src/model/record-file.ts';
import type { TextRecord } from '../../src/model/record.ts';
import { MiniCity, paper } from '../export/mini-city.ts';
import { textPaper } from '../export/papers.ts';
import { testEffects } from '../effects.ts';
import { temporaryFolder, treeOf } from '../folders.ts';
import { testReaders } from '../readers.ts';

const MISBEHAVING = pathToFileURL(join(import.meta.dirname, 'readers/misbehaving.ts')).href;
const BOUNDS = { readMs: 3_000, screenMs: 1_500, memoryBytes: 400_000_000 };
let open: OpenReaders | null = null;
afterEach(() => {
  open?.close();
  open = null;
  vi.unstubAllEnvs();
});

function misbehaving(): OpenReaders {
  return open = openReaders({ processFile: MISBEHAVING, bounds: BOUNDS });
}

function paperAt(where: string) {
  return { ...textPaper({ title: '제목' }), where };
}

describe('a file whose reader', () => {
  test.each([['dies', 'crash'], ['kills itself', 'crash'], ['never ends', 'time-out'], ['sleeps', 'time-out'], ['eats memory', 'crash']] as const)('%s is unread: %s', (name, problem) => {
    const readers = misbehaving();
    expect(readers.readFile(name, '/x')).toMatchObject({ outcome: 'unread', problem });
    expect(readers.readFile('fine', '/x'), 'and the next one is read by a new process').toMatchObject({ outcome: 'read', markdown: '1' });
  });
});

describe('a paper whose detectors', () => {
  test.each(['dies', 'never ends'])('%s is refused', (where) => {
    const readers = misbehaving();
    expect(() => readers.screen(paperAt(where), new Map())).toThrow(expect.objectContaining({ code: 'BAD_SOURCE', where }) as Error);
    expect(readers.screen(paperAt('fine'), new Map())).toEqual({ asked: 1 });
  });
});

describe('the night stops', () => {
  test('when the process can not start', () => {
    expect(() => openReaders({ processFile: pathToFileURL('/nowhere/process.ts').href, bounds: BOUNDS })).toThrow(/READERS|expected the process that reads attachments to start; nothing was written/);
    vi.stubEnv('MISBEHAVING_HELLO', 'dies');
    expect(misbehaving).toThrow(expect.objectContaining({ code: 'READERS_BROKEN' }) as Error);
  });

  test('when a tool is missing', () => {
    expect(() => misbehaving().readFile('lacks a tool', '/x')).toThrow('kor.traineddata: expected the language data, got none');
  });

  test('when the process dies on one paper after the other', () => {
    const readers = misbehaving();
    for (let n = 0; n < 4; n += 1) expect(readers.readFile('dies', '/x').outcome).toBe('unread');
    expect(() => readers.readFile('dies', '/x')).toThrow('readers: the process that reads ended on 5 papers in a row; nothing was written');
  });

  test('when the answer is not to the question', () => {
    expect(() => misbehaving().readFile('answers nonsense', '/x')).toThrow(expect.objectContaining({ code: 'READERS_BROKEN' }) as Error);
  });
});

describe('an outside recogniser', () => {
  const program = (...command: string[]) => ({ command, waitMs: 2_000 });
  const script = join(import.meta.dirname, 'readers/recogniser.mjs');
  const night = (body: string, recogniser = program(process.execPath, script)) => {
    const city = new MiniCity(temporaryFolder());
    city.fill([paper('A', { body }), paper('B')]);
    open = openReaders({ processFile: MISBEHAVING, bounds: BOUNDS, recogniser });
    const report = city.night(testEffects(), testReaders({ recognise: (one) => open!.recognise(one) }));
    const records = [...treeOf(join(city.content, 'records'))].map(([path, text]) => parseRecord(path, text) as TextRecord);
    return { city, report, body: records.map(({ markdown }) => markdown).join('\n') };
  };

  test('adds what it finds', () => {
    const { report, body } = night('어제 탁봉수 만남');
    expect(report.released).toBe(2);
    expect(body).toContain('어제 [휴대전화번호 가림·제6호] 만남');
  });

  test('changes nothing where it finds nothing', () => {
    expect(night('연락처 010-0000-1234').body).toContain('연락처 [휴대전화번호 가림·제6호]');
  });

  test.each(['END', 'SILENT', 'NONSENSE', 'UNKNOWN 탁봉수', 'BEYOND 탁봉수'])('that fails (%s) holds the paper, and only that', (body) => {
    const { city, report } = night(body);
    expect(report).toMatchObject({ released: 1, held: 1 });
    const state = new State(join(city.private, 'state.sqlite'));
    expect(state.holds()).toMatchObject([{ code: 'unreadable' }]);
    state.close();
  });

  test('that is not there holds every paper', () => {
    expect(night('내용', program('/nowhere/recogniser')).report).toMatchObject({ released: 0, held: 2 });
  });

  test('is not asked when none is configured', () => {
    expect(misbehaving().recognise(paperAt('x'))).toBeNull();
  });
});
