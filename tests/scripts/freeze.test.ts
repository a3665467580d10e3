/** Freeze and thaw as a person types them: what refuses meanwhile, and with which exit code. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder, treeOf } from '../folders.ts';
import { MiniCity, paper } from '../export/mini-city.ts';

function run(...words: string[]): { status: number; said: string } {
  try {
    return { status: 0, said: execFileSync(process.execPath, words, { stdio: 'pipe' }).toString() };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: Buffer };
    return { status, said: stderr.toString() };
  }
}

let root: string;
let city: MiniCity;
beforeEach(() => {
  root = temporaryFolder();
  city = new MiniCity(root);
  city.fill([paper('A1')]);
  mkdirSync(join(root, 'dist/data'), { recursive: true });
  writeFileSync(join(root, 'dist/index.html'), 'the last good build');
  writeFileSync(join(root, 'dist/data/disclosure.json'), '{}');
});

const freeze = (...words: string[]) => run('scripts/freeze.ts', '--private', city.private, ...words);
const thaw = (...words: string[]) => run('scripts/thaw.ts', '--private', city.private, ...words);

const FOLDERS = { export: ['content', 'private'], build: ['content', 'private', 'cache', 'out'], night: ['content', 'private', 'cache', 'out'] } as const;

test.each(['export', 'build', 'night'] as const)('%s refuses with code 1, says since when and by whom, and changes nothing', (name) => {
  expect(freeze('--by', '김담당', '--because', 'leak-suspected').status).toBe(0);
  const before = treeOf(root);
  const folders = { content: city.content, private: city.private, cache: join(root, 'cache'), out: join(root, 'dist') };
  const { status, said } = run(`scripts/${name}.ts`, ...FOLDERS[name].flatMap((option) => [`--${option}`, folders[option]]));
  expect(status).toBe(1);
  expect(said).toMatch(/^FROZEN {2}.*the service is frozen since 20\d\d-\d\d-\d\dT[\d:.]+Z by 김담당 \(leak-suspected\); nothing was changed, the last good build stands\. End it with npm run thaw\n$/);
  expect(treeOf(root)).toEqual(before);
}, 30_000);

test('a review goes on', () => {
  expect(run('scripts/export.ts', '--content', city.content, '--private', city.private).status).toBe(0);
  freeze('--by', '김담당');
  expect(run('scripts/review.ts', '--content', city.content, '--private', city.private)).toMatchObject({ status: 0, said: expect.stringContaining('0 papers and 0 rows wait for a person') });
}, 30_000);

test('after the thaw a night goes on', () => {
  freeze('--by', '김담당', '--because', 'audit');
  expect(thaw('--by', '이담당')).toMatchObject({ status: 0, said: expect.stringContaining('by 김담당 (audit)') });
  expect(run('scripts/export.ts', '--content', city.content, '--private', city.private)).toMatchObject({ status: 0, said: expect.stringContaining('1 released') });
  expect(readFileSync(join(city.private, 'actions.jsonl'), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line).action)).toEqual(['freeze', 'thaw']);
}, 30_000);

test.each([
  ['a freeze without a name', () => freeze(), 2, '--by: expected a name'],
  ['a freeze for a reason in words of its own', () => freeze('--by', '김담당', '--because', 'Hong Gil-dong asked'), 2, '--because: expected one of leak-suspected, wrong-rule, source-fault, audit, other'],
  ['a freeze of a folder that is not there', () => run('scripts/freeze.ts', '--private', join(root, 'elsewhere'), '--by', '김담당'), 2, '--private: expected the private folder of this service'],
  ['a thaw of what is not frozen', () => thaw('--by', '김담당'), 2, 'expected a frozen service'],
  ['a thaw without a name', () => thaw(), 2, '--by: expected a name'],
  ['a stray word', () => freeze('now', '--by', '김담당'), 2, 'BAD_ARGUMENT  command line'],
])('%s is refused', (_, work, status, message) => {
  expect(work()).toMatchObject({ status, said: expect.stringContaining(message) });
  expect(existsSync(join(city.private, 'frozen.json'))).toBe(false);
}, 30_000);

test('a second freeze is refused with code 1 and the first stays', () => {
  freeze('--by', '김담당');
  expect(freeze('--by', '이담당')).toMatchObject({ status: 1, said: expect.stringContaining('by 김담당 (other) already') });
}, 30_000);
