/**
 * A fault of the night: it ends with an exit code that is not 0, says what was expected
 * and quotes nothing; content/ and dist/ are byte for byte as before, and the next night
 * publishes what an undisturbed one would have. Every night is a real command; only a
 * few of the next nights are, the others run here with the same random numbers.
 */
import { appendFileSync, copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, test } from 'vitest';
import { freeze, thaw } from '../../src/export/freeze.ts';
import { runNight } from '../../src/export/pipeline.ts';
import { State } from '../../src/export/state.ts';
import { testEffects } from '../effects.ts';
import { copyFolder, suiteFolder, temporaryFolder } from '../folders.ts';
import { testReaders } from '../readers.ts';
import { bytesOf, FaultCity, fillFirst, fillSecond, foundCity, SECRET, standing, WORDS } from './city.ts';
import type { CommandOptions, Ended, Fault } from './faults.ts';

let base: FaultCity;
let undisturbed: FaultCity;
let expected: Map<string, string>;

beforeAll(async () => {
  const root = suiteFolder();
  const mini = foundCity(join(root));
  fillFirst(mini);
  base = new FaultCity(root);
  expect(await base.night({}, '2026-03-02')).toMatchObject({ code: 0 });
  fillSecond(mini);
  undisturbed = FaultCity.copyOf(base, join(suiteFolder(), 'city'));
  const ended = await undisturbed.night();
  expect(ended.code, ended.said).toBe(0);
  expected = bytesOf(undisturbed.content);
  expect(expected).not.toEqual(bytesOf(base.content));
  expect(bytesOf(undisturbed.out)).not.toEqual(bytesOf(base.out));
}, 120_000);

function copy(): FaultCity {
  return FaultCity.copyOf(base, join(temporaryFolder(), 'city'));
}

/** The next night without its build: the same random numbers as a command under test has. */
function nextNight({ content, private: privateFolder }: FaultCity): void {
  runNight({ contentFolder: content, privateFolder, effects: testEffects(), readers: testReaders(), tonight: '2026-03-03' });
}

function expectSaysNothing({ said }: Ended): void {
  expect(said).not.toContain(WORDS);
  expect(said).not.toContain(SECRET.slice(4));
}

interface NightFault {
  fault: string;
  says: RegExp;
  /** What is broken in the processes of the command. */
  options?: CommandOptions;
  /** What is broken in the folders; returns what mends it. */
  breakIt?: (city: FaultCity) => (() => void) | void;
  code?: number;
  on?: string;
  /** The night has happened before the fault: content/ has moved on and only the portal stands. */
  isCommitted?: boolean;
}

const inNight = (fault: Omit<Extract<Fault, { on: string }>, 'in'>): CommandOptions => ({ faults: [Object.assign({ in: 'night.ts' }, fault)] });
const module = (file: string, put: string, find?: string, script = 'reading-process.ts'): CommandOptions => ({ faults: [Object.assign({ in: script, module: file, put }, find === undefined ? {} : { find })] });

/** Replaces a file and returns what puts it back. */
function replaced(path: string, bytes: string | Buffer | null): () => void {
  const before = readFileSync(path);
  if (bytes === null) rmSync(path);
  else writeFileSync(path, bytes);
  return () => writeFileSync(path, before);
}

function locked(path: string): () => void {
  const database = new DatabaseSync(path);
  database.exec('BEGIN EXCLUSIVE');
  return () => database.close();
}

const IMPORT = "import { DETECTORS } from '../../src/export/detectors/index.ts';";

const FAULTS: NightFault[] = [
  { fault: 'the process that reads does not start', options: module('src/export/extract/read.ts', `throw new Error(${JSON.stringify(WORDS)})`), says: /^READERS_BROKEN {2}readers: expected the process that reads attachments to start; nothing was written$/m },
  { fault: 'the language data are missing', options: module('src/export/extract/ocr.ts', "'5.0.0_nowhere'", "'4.0.0_best_int'"), says: /^BAD_CONFIGURATION {2}@tesseract\.js-data\/kor: expected the package .*npm ci/m },
  { fault: 'a library reads something else', options: module('src/export/extract/docx-display.ts', "return '';", 'return joinBlocks(content.map(blockOf));'), says: /^BAD_CONFIGURATION {2}sample\.docx: expected its text, got .*npm ci/m },
  { fault: 'the process dies on paper after paper', options: module('scripts/readers/reading-process.ts', "case 'screen': process.exit(3);", "case 'screen':"), says: /^READERS_BROKEN {2}readers: the process that reads ended on 5 papers in a row; nothing was written$/m },
  { fault: 'the detectors fail on everything', options: module('scripts/readers/reading-process.ts', `${IMPORT.replace('DETECTORS', 'DETECTORS as REAL')} const DETECTORS = REAL.map((one) => Object.assign({}, one, { find() { throw new Error(${JSON.stringify(WORDS)}); } }));`, IMPORT), says: /^READERS_BROKEN {2}detectors: expected them to work on a text with mobile, one failed; nothing was written$/m },
  { fault: 'the detectors find nothing', options: module('scripts/readers/reading-process.ts', 'const DETECTORS: Parameters<typeof screen>[1] = [];', IMPORT), says: /^READERS_BROKEN {2}detectors: expected to find mobile, email, resident-number, card in a text that holds them, found none/m },
  { fault: 'the policy is gone', breakIt: ({ root, content }) => { copyFolder(join(content, 'policy'), join(root, 'away')); rmSync(join(content, 'policy'), { recursive: true }); return () => copyFolder(join(root, 'away'), join(content, 'policy')); }, says: /^BAD_POLICY {2}.*policy/m },
  { fault: 'one rule of the policy is gone', breakIt: ({ content }) => replaced(join(content, 'policy/masks/mobile.md'), null), says: /^BAD_POLICY {2}/m },
  { fault: 'a rule of the policy is unknown', breakIt: ({ content }) => replaced(join(content, 'policy/files.md'), readFileSync(join(content, 'policy/files.md'), 'utf8').replace('unread: hold', 'unread: publish')), says: /^BAD_POLICY {2}.*policy\/files\.md: .*"unread"/m },
  { fault: 'a rule is cut off', breakIt: ({ content }) => replaced(join(content, 'policy/night.md'), '---\nmaximumWith'), says: /^BAD_POLICY {2}.*policy\/night\.md/m },
  { fault: 'the organisation is cut off', breakIt: ({ content }) => replaced(join(content, 'organisations/mini.json'), `{"id": "mini", "name": "${WORDS}`), says: /^BAD_POLICY {2}.*organisations\/mini\.json/m },
  { fault: 'the sources are not named', breakIt: ({ private: folder }) => replaced(join(folder, 'sources.json'), null), says: /^BAD_CONFIGURATION {2}.*sources\.json: expected a file/m },
  { fault: 'the names of the sources are cut off', breakIt: ({ private: folder }) => replaced(join(folder, 'sources.json'), '{"sources": ['), says: /^BAD_CONFIGURATION {2}.*sources\.json: expected JSON/m },
  { fault: 'the city\'s system is gone', breakIt: ({ private: folder }) => replaced(join(folder, 'city.sqlite'), null), says: /^SOURCE_MISSING {2}/m },
  { fault: 'the city\'s system is damaged', breakIt: ({ private: folder }) => replaced(join(folder, 'city.sqlite'), Buffer.alloc(8192, 0x5a)), says: /^SOURCE_CORRUPT {2}/m },
  { fault: 'the city\'s system is locked', breakIt: ({ private: folder }) => locked(join(folder, 'city.sqlite')), says: /^SOURCE_LOCKED {2}/m },
  { fault: 'a view of the city\'s system has lost a column', breakIt: ({ private: folder, root }) => {
    copyFileSync(join(folder, 'city.sqlite'), join(root, 'away.sqlite'));
    const database = new DatabaseSync(join(folder, 'city.sqlite'));
    database.exec('ALTER TABLE release_papers DROP COLUMN disclosure_code');
    database.close();
    return () => copyFileSync(join(root, 'away.sqlite'), join(folder, 'city.sqlite'));
  }, says: /^BAD_SOURCE {2}.*disclosure_code/m },
  { fault: 'the disk is full at the first file', options: inNight({ on: 'write', path: 'private/night/1$', then: 'ENOSPC' }), says: /^ENOSPC {2}/m },
  { fault: 'the disk is full at the last file', options: inNight({ on: 'write', path: 'private/night/\\d+$', after: 5, then: 'ENOSPC' }), says: /^ENOSPC {2}/m },
  { fault: 'the disk is full before the first file', options: inNight({ on: 'write', path: 'private/night$', then: 'ENOSPC' }), says: /^ENOSPC {2}/m },
  { fault: 'a quota ends inside the state', options: { prefix: ['bash', '-c', 'ulimit -f 16; exec "$@"', 'quota'] }, says: /^(?:BAD_STATE|ERR_SQLITE_ERROR|EFBIG) {2}|^$/m },
  { fault: 'content/ can\'t be written', options: inNight({ on: 'rename', path: '/content/', then: 'EROFS' }), says: /^EROFS {2}/m },
  { fault: 'the first folder in content/ can\'t be made', options: inNight({ on: 'write', path: '/content/', then: 'ENOSPC' }), says: /^ENOSPC {2}/m },
  { fault: 'content/ fills up half way', options: inNight({ on: 'rename', path: '/content/', after: 2, then: 'ENOSPC' }), says: /^ENOSPC {2}/m, isCommitted: true },
  { fault: 'the state is locked by another night', breakIt: ({ private: folder }) => { const state = new State(join(folder, 'state.sqlite')); return () => state.close(); }, says: /^NIGHT_RUNNING {2}.*another night is running$/m },
  { fault: 'the state is damaged', breakIt: ({ private: folder }) => replaced(join(folder, 'state.sqlite'), Buffer.concat([readFileSync(join(folder, 'state.sqlite')).subarray(0, 4096), Buffer.alloc(40_000, 0x5a)])), says: /^BAD_STATE {2}.*the private state is damaged/m },
  { fault: 'the state is cut off', breakIt: ({ private: folder }) => { const mend = replaced(join(folder, 'state.sqlite'), readFileSync(join(folder, 'state.sqlite'))); truncateSync(join(folder, 'state.sqlite'), 5000); return mend; }, says: /^BAD_STATE {2}/m },
  { fault: 'the state is lost', breakIt: ({ private: folder }) => replaced(join(folder, 'state.sqlite'), null), says: /^BAD_STATE {2}.*expected 0 nights/m },
  { fault: 'a decision of an officer is cut off', breakIt: ({ private: folder }) => { appendFileSync(join(folder, 'decisions.jsonl'), '{"id":"01'); return () => rmSync(join(folder, 'decisions.jsonl')); }, says: /^BAD_\w+ {2}.*decisions\.jsonl:1/m },
  { fault: 'the log is cut off', breakIt: ({ content }) => replaced(join(content, 'log/000002.jsonl'), '{"index":0'), says: /^BAD_STATE {2}.*000002\.jsonl: expected the bytes/m },
  { fault: 'the service is frozen', breakIt: ({ private: privateFolder }) => { freeze({ privateFolder, effects: testEffects(), by: '김담당' }, 'leak-suspected'); return () => thaw({ privateFolder, effects: testEffects(), by: '김담당' }); }, says: /^FROZEN {2}/m },
  { fault: 'the clock is years behind', options: { faults: [{ in: 'night.ts', clockDays: -9000 }] }, says: /^BAD_ARGUMENT {2}--on: expected a day not after today/m, code: 2 },
  { fault: 'a day before the last night', on: '2026-03-01', says: /^BAD_ARGUMENT {2}--on: expected a day not before the last night/m, code: 2 },
  { fault: 'a defect whose message quotes a paper', options: module('src/export/register.ts', `constructor() { throw new TypeError(${JSON.stringify(WORDS)}); } unused(`, 'constructor(', 'night.ts'), says: /^DEFECT {2}TypeError\n {4}at /m },
  { fault: 'SIGTERM while it writes beside content/', options: inNight({ on: 'write', path: 'private/night/4$', then: 'kill', signal: 'SIGTERM' }), says: /^$|export/m },
  { fault: 'SIGKILL while it writes beside content/', options: inNight({ on: 'write', path: 'private/night/4$', then: 'kill' }), says: /^$|export/m },
  { fault: 'SIGKILL once it has committed', options: inNight({ on: 'rename', path: '/content/', then: 'kill' }), says: /^$|export/m },
  { fault: 'SIGKILL in the middle of its moves', options: inNight({ on: 'rename', path: '/content/', after: 3, then: 'kill-after' }), says: /^$|export/m, isCommitted: true },
  { fault: 'SIGKILL after its last move', options: inNight({ on: 'rename', path: '/content/log/', then: 'kill-after' }), says: /^$|export/m, isCommitted: true },
];

describe('the night ends with a code, nothing is published or lost, the next one completes it', () => {
  test.each(FAULTS.map((fault) => [fault.fault, fault] as const))('%s', async (_, { says, options, breakIt, code, on, isCommitted }) => {
    const city = copy();
    const mend = breakIt?.(city);
    const before = standing(city);
    const ended = await city.night(options, on);
    expect(ended.said).toMatch(says);
    expect(ended.code === 0 ? 0 : code ?? 1, ended.said).toBe(code ?? 1);
    if (ended.signal === null) expect(ended.code).toBe(code ?? 1);
    expect(ended.isStruck, 'the fault struck').toBe(true);
    expectSaysNothing(ended);
    const after = standing(city);
    if (isCommitted) expect(after.dist).toEqual(before.dist);
    else expect(after).toEqual(before);
    mend?.();
    nextNight(city);
    expect(bytesOf(city.content)).toEqual(expected);
  });
});
