/**
 * A fault of the build or of its check: the command ends with an exit code that is not
 * 0 and names file and expectation, the standing portal with its search index is byte
 * for byte as before, and nothing half-built takes its place. All of them strike one
 * city, one after the other; the build after them publishes what an undisturbed one does.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkPortal } from '../../scripts/check.ts';
import { lockBuild } from '../../scripts/build/build-lock.ts';
import { freeze, thaw } from '../../src/export/freeze.ts';
import { runNight } from '../../src/export/pipeline.ts';
import { testEffects } from '../effects.ts';
import { makeZip, zipOf } from '../export/extract/make/zip.ts';
import { copyFolder, suiteFolder, temporaryFolder } from '../folders.ts';
import { testReaders } from '../readers.ts';
import { bytesOf, FaultCity, fillFirst, fillSecond, foundCity, SECRET, WORDS } from './city.ts';
import type { CommandOptions, Ended, Fault } from './faults.ts';

let city: FaultCity;
let undisturbed: FaultCity;
/** After the first night. */
let before: FaultCity;
/** What Astro makes of the second night, so that faults after it need not wait for it. */
let rendered: string;

beforeAll(async () => {
  const root = suiteFolder();
  const mini = foundCity(root);
  city = new FaultCity(root);
  fillFirst(mini);
  mini.night(testEffects());
  expect(await city.build()).toMatchObject({ code: 0 });
  before = FaultCity.copyOf(city, join(suiteFolder(), 'city'));
  fillSecond(mini);
  runNight({ contentFolder: city.content, privateFolder: city.private, effects: testEffects(), readers: testReaders(), tonight: '2026-03-03' });
  undisturbed = FaultCity.copyOf(city, join(suiteFolder(), 'city'));
  const built = await undisturbed.build();
  expect(built.code, built.said).toBe(0);
  rendered = join(suiteFolder(), 'rendered');
  copyFolder(undisturbed.out, rendered);
  for (const path of bytesOf(rendered).keys()) if (!path.endsWith('.html')) rmSync(join(rendered, path));
}, 120_000);

/** In the place of Astro: what it made before, and `more`. */
function quickly(more = ''): Fault {
  const put = `import { cpSync, mkdirSync, writeFileSync, symlinkSync } from 'node:fs'; import { join } from 'node:path'; const { stage: out } = JSON.parse(process.argv[2]);
    cpSync(${JSON.stringify(rendered)}, out, { recursive: true }); ${more}; process.disconnect();`;
  return { in: 'render-pages.ts', module: 'scripts/build/render-pages.ts', put };
}

const inBuild = (fault: Omit<Extract<Fault, { on: string }>, 'in'>): CommandOptions => ({ faults: [quickly(), Object.assign({ in: 'build.ts' }, fault)] });
const broken = (file: string, put: string, find?: string): CommandOptions => ({ faults: [quickly(), Object.assign({ in: 'build.ts', module: file, put }, find === undefined ? {} : { find })] });
const thrown = `throw new Error(${JSON.stringify(WORDS)});`;

/** Replaces a file and returns what puts it back. */
function replaced(path: string, bytes: string): () => void {
  const before = existsSync(path) ? readFileSync(path) : null;
  writeFileSync(path, bytes);
  return () => (before === null ? rmSync(path) : writeFileSync(path, before));
}

interface BuildFault { fault: string; says: RegExp; options?: () => CommandOptions; breakIt?: () => () => void; keepsBuilding?: boolean; isGone?: boolean }

const FAULTS: BuildFault[] = [
  { fault: 'Astro fails', options: () => ({ faults: [{ in: 'render-pages.ts', module: 'server/entry.mjs', put: thrown }] }), says: /^BUILD_FAILED {2}.*: expected Astro to render every page, it ended with 1; what it said is in .*\.log$/m },
  { fault: 'Astro can\'t write a page', options: () => ({ faults: [{ in: 'render-pages.ts', on: 'write', path: 'dist\\.building/.*\\.html$', after: 5, then: 'EIO' }] }), says: /^BUILD_FAILED {2}/m },
  { fault: 'Astro is killed', options: () => ({ faults: [quickly("process.kill(process.pid, 'SIGKILL')")] }), says: /^BUILD_FAILED {2}.*it ended with a signal/m },
  { fault: 'Astro stands still', options: () => ({ faults: [quickly('for (let number = 2; ; number += 1) Math.sqrt(number)'), { in: 'build.ts', module: 'scripts/build/page-workers.ts', find: '30 * 60_000', put: '1_500' }] }), says: /^BUILD_FAILED {2}.*rendered nothing for/m },
  { fault: 'the disk is full before Astro writes', options: () => ({ faults: [{ in: 'render-pages.ts', on: 'write', path: 'dist\\.building', then: 'ENOSPC' }] }), says: /^BUILD_FAILED {2}/m },
  { fault: 'the disk is full and even what Astro said can\'t be written', options: () => ({ faults: [quickly('process.exit(1)'), { in: 'build.ts', on: 'write', path: 'cache/astro\\.log$', then: 'ENOSPC' }] }), says: /^BUILD_FAILED {2}.*what it said could not be written/m },
  { fault: 'the disk is full while the records are copied', options: () => inBuild({ on: 'write', path: 'content/records/', then: 'ENOSPC' }), says: /^ENOSPC {2}/m },
  { fault: 'the disk is full at the host\'s files', options: () => inBuild({ on: 'write', path: 'dist\\.building/(?:_headers|security)', then: 'ENOSPC' }), says: /^ENOSPC {2}/m },
  { fault: 'the disk is full in the search index', options: () => inBuild({ on: 'write', path: 'dist\\.building/pagefind/', after: 3, then: 'ENOSPC' }), says: /^BUILD_FAILED {2}.*Pagefind/m },
  { fault: 'the bundler is not there', options: () => broken('node_modules/esbuild/lib/main.js', thrown), says: /^DEFECT {2}Error\n {4}at /m },
  { fault: 'Pagefind is not there', options: () => ({ faults: [quickly()], environment: { PAGEFIND_BINARY_PATH: '/nowhere/pagefind', PAGEFIND_EXTENDED_BINARY_PATH: '/nowhere/pagefind' } }), says: /^BUILD_FAILED {2}.*Pagefind/m },
  { fault: 'a page carries a telephone number', options: () => ({ faults: [quickly(`writeFileSync(join(out, 'leak.html'), '<!DOCTYPE html><html lang="ko"><title>x</title><p>${SECRET}')`)] }), says: /^CHECK_FAILED {2}.*found \d+ \((?:.*mobile.*)\), unread files 0\n(?:.*\n)*.*leak\.html/m, keepsBuilding: true },
  { fault: 'a script carries a telephone number', options: () => ({ faults: [quickly(`writeFileSync(join(out, 'assets/leak.js'), 'const x = "${SECRET}"')`)] }), says: /^CHECK_FAILED {2}(?:.*\n)*.*mobile {2}assets\/leak\.js/m, keepsBuilding: true },
  { fault: 'a file nobody can read', options: () => ({ faults: [quickly("writeFileSync(join(out, 'list.xls'), 'x')")] }), says: /^CHECK_FAILED {2}(?:.*\n)*.*unread {2}list\.xls: expected a file type that can be read, got another/m, keepsBuilding: true },
  { fault: 'the check finds not one of its canaries', options: () => broken('src/archive/check/search.ts', 'piece(): void { return; } unused(path: string, { text, where, sort, ids }: Piece): void {', 'piece(path: string, { text, where, sort, ids }: Piece): void {'), says: /^CHECK_BROKEN {2}.*expected to find \d+ of \d+ planted canaries, missed/m },
  { fault: 'one reader of the check sees nothing', options: () => broken('src/archive/check/readers/html.ts', 'export function readHtml(): void {}', 'export function readHtml(bytes: Buffer, reading: Reading): void { readMarkup(decoded(bytes), reading, \'\'); }'), says: /^CHECK_BROKEN {2}/m },
  { fault: 'the check dies', options: () => broken('src/archive/check/walk.ts', `export function walk() { ${thrown} } export function fileAt() { ${thrown} }`), says: /^DEFECT {2}Error\n {4}at /m },
  { fault: 'the state with the list of masked values is damaged', breakIt: () => replaced(join(city.private, 'state.sqlite'), 'no database'), says: /^BAD_STATE {2}.*state\.sqlite: expected a private state that can be read/m },
  { fault: 'what officers accepted is cut off', breakIt: () => replaced(join(city.private, 'check-accepted.jsonl'), '{"id":"0123'), options: () => ({ faults: [quickly()] }), says: /^BAD_STATE {2}.*check-accepted\.jsonl:1/m },
  { fault: 'a record was cut off', breakIt: () => { const [path] = [...bytesOf(join(city.content, 'records')).keys()].filter((name) => name.endsWith('.md')); return replaced(join(city.content, 'records', path!), `---\nid: ${WORDS}\n`); }, says: /^BAD_RECORD {2}.*records\//m },
  { fault: 'a rule is unknown', breakIt: () => replaced(join(city.content, 'policy/files.md'), readFileSync(join(city.content, 'policy/files.md'), 'utf8').replace('unread: hold', 'unread: publish')), says: /^BAD_POLICY {2}.*policy\/files\.md/m },
  { fault: 'another build is running', breakIt: () => lockBuild(city.cache), says: /^NIGHT_RUNNING {2}.*another build is running$/m },
  { fault: 'the service is frozen', breakIt: () => { freeze({ privateFolder: city.private, effects: testEffects(), by: '김담당' }, 'audit'); return () => thaw({ privateFolder: city.private, effects: testEffects(), by: '김담당' }); }, says: /^FROZEN {2}/m },
  { fault: 'the old portal can\'t be moved away', options: () => inBuild({ on: 'rename', path: 'dist\\.previous$', then: 'EROFS' }), says: /^EROFS {2}/m },
  { fault: 'the new portal can\'t be moved in', options: () => inBuild({ on: 'rename', path: 'dist\\.building$', then: 'EIO' }), says: /^EIO {2}/m },
  { fault: 'SIGTERM while it checks', options: () => ({ faults: [quickly(), { in: 'build.ts', on: 'read', path: 'dist\\.building/index\\.html', then: 'kill', signal: 'SIGTERM' }] }), says: /^$|search/m, keepsBuilding: true },
  { fault: 'SIGKILL before the swap', options: () => inBuild({ on: 'rename', path: 'dist\\.previous$', then: 'kill' }), says: /^$|check/m, keepsBuilding: true },
  { fault: 'SIGKILL in the middle of the swap', options: () => inBuild({ on: 'rename', path: 'dist\\.building$', then: 'kill' }), says: /^$|check/m, keepsBuilding: true, isGone: true },
];

function expectSaysNothing({ said }: Ended): void {
  expect(said).not.toContain(WORDS);
  expect(said).not.toContain(SECRET.slice(4));
}

describe('the build ends with a code and the standing portal stands', () => {
  test.each(FAULTS.map((fault) => [fault.fault, fault] as const))('%s', async (_, { says, options, breakIt, keepsBuilding, isGone }) => {
    const before = bytesOf(city.out);
    expect(before.size, 'a portal stands').toBeGreaterThan(100);
    rmSync(`${city.out}.building`, { recursive: true, force: true });
    const mend = breakIt?.();
    const ended = await city.build(options?.(), ['--whole']);
    mend?.();
    expect(ended.said).toMatch(says);
    expect(ended.code, ended.said).not.toBe(0);
    expect(ended.isStruck, 'the fault struck').toBe(true);
    expectSaysNothing(ended);
    if (isGone) {
      // Died between two renames: a night whose own export then stops puts it back all the same.
      expect(existsSync(city.out)).toBe(false);
      const restore = replaced(join(city.private, 'sources.json'), '{');
      expect(await city.night()).toMatchObject({ code: 1, said: expect.stringMatching(/^BAD_CONFIGURATION/m) as string });
      restore();
    }
    expect(bytesOf(city.out)).toEqual(before);
    if (keepsBuilding !== true) expect(existsSync(`${city.out}.building`), 'nothing half-built is left').toBe(false);
  });

  test('and the next build publishes what an undisturbed one does', async () => {
    const ended = await city.build();
    expect(ended.code, ended.said).toBe(0);
    expect(bytesOf(city.out)).toEqual(bytesOf(undisturbed.out));
    expect([existsSync(`${city.out}.building`), existsSync(`${city.out}.previous`)]).toEqual([false, false]);
  });
});

describe('a build of changes that is killed', () => {
  test.each<[string, Extract<Fault, { on: string }>, boolean]>([
    ['while it lists what it moves: the portal is as it was', { in: 'build.ts', on: 'write', path: 'dist\\.moves\\.json\\.new$', then: 'kill' }, true],
    ['before the first move', { in: 'build.ts', on: 'rename', path: 'dist\\.moves\\.json$', then: 'kill-after' }, true],
    ['before the first page', { in: 'build.ts', on: 'rename', path: 'dist\\.building/.*\\.html$', then: 'kill' }, false],
    ['between two pages', { in: 'build.ts', on: 'rename', path: 'dist\\.building/.*\\.html$', after: 9, then: 'kill' }, false],
    ['while it takes away what is gone', { in: 'build.ts', on: 'remove', path: 'dist/', then: 'kill' }, false],
    ['before it notes what stands', { in: 'build.ts', on: 'write', path: 'cache/build-stamp$', then: 'kill' }, false],
    ['before it forgets its list', { in: 'build.ts', on: 'remove', path: 'dist\\.moves\\.json$', then: 'kill' }, false],
  ])('%s; the next start makes of it what an undisturbed one does', async (_, fault, isAsBefore) => {
    const cut = FaultCity.copyOf(before, join(temporaryFolder(), 'city'));
    // A copy is another folder: its first build is whole, of the first night.
    expect(await cut.build()).toMatchObject({ code: 0 });
    copyFolder(city.content, cut.content);
    copyFolder(city.private, cut.private);
    const stood = bytesOf(cut.out);
    const ended = await cut.build({ faults: [fault] });
    expect(ended).toMatchObject({ signal: 'SIGKILL', isStruck: true });
    if (isAsBefore) expect(bytesOf(cut.out)).toEqual(stood);
    expect(await cut.build()).toMatchObject({ code: 0 });
    expect(bytesOf(cut.out)).toEqual(bytesOf(undisturbed.out));
    expect(['building', 'moves.json'].filter((ending) => existsSync(`${cut.out}.${ending}`))).toEqual([]);
  });
});

describe('the check refuses a finished folder with', () => {
  const html = '<!DOCTYPE html><html lang="ko"><head><title>글</title></head><body><p>글</p></body></html>';
  const cases: [string, (folder: string) => void, RegExp][] = [
    ['a zip with a password', (folder) => writeFileSync(join(folder, 'pack.zip'), makeZip([{ name: 'a.txt', bytes: SECRET, flags: 1 }])), /unread {2}pack\.zip/],
    ['a zip cut off', (folder) => writeFileSync(join(folder, 'pack.zip'), zipOf({ 'a.txt': SECRET.repeat(99) }).subarray(0, 60)), /unread {2}pack\.zip/],
    ['a zip that is something else', (folder) => writeFileSync(join(folder, 'pack.zip'), `%PDF-1.7 ${SECRET}`), /unread {2}pack\.zip: expected the bytes its name promises/],
    ['a bomb', (folder) => writeFileSync(join(folder, 'rows.csv.gz'), gzipSync(Buffer.alloc(40_000_000))), /unread {2}rows\.csv\.gz: expected a whole gzip stream within the limits/],
    ['a zip in zips, too deep', (folder) => { let pack = zipOf({ 'a.txt': SECRET }); for (let n = 0; n < 7; n += 1) pack = zipOf({ 'a.zip': pack }); writeFileSync(join(folder, 'pack.zip'), pack); }, /unread {2}pack\.zip.*expected files in files 6 deep at most/],
    ['a program', (folder) => writeFileSync(join(folder, 'run.exe'), 'MZ'), /unread {2}run\.exe: expected a file type that can be read/],
    ['a damaged PDF', (folder) => writeFileSync(join(folder, 'plan.pdf'), `%PDF-1.7\n${SECRET}`), /plan\.pdf/],
    ['a damaged search index', (folder) => { mkdirSync(join(folder, 'pagefind')); writeFileSync(join(folder, 'pagefind/ko_1.pf_index'), 'x'); }, /unread {2}pagefind\/ko_1\.pf_index/],
    ['a link', (folder) => symlinkSync('/etc/hostname', join(folder, 'host.txt')), /unread {2}host\.txt: expected a file or a folder, got a link/],
    ['a hidden file', (folder) => writeFileSync(join(folder, '.env'), SECRET), /unread {2}\.env: expected no hidden file/],
    ['broken JSON', (folder) => writeFileSync(join(folder, 'data.json'), `{"a": "${SECRET}`), /data\.json/],
    ['a number in the name of a file', (folder) => writeFileSync(join(folder, `${SECRET}.txt`), 'x'), /mobile/],
    ['nothing at all', (folder) => rmSync(join(folder, 'index.html')), /expected a finished build, got an empty folder/],
  ];
  test.each(cases)('%s', async (_, plant, says) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'index.html'), html);
    plant(folder);
    const refused = await checkPortal({ folder, content: city.content, private: city.private, report: () => {} }).then(() => null, (error: unknown) => error as Error & { code: string });
    expect(refused).toMatchObject({ code: 'CHECK_FAILED', message: expect.stringMatching(says) as string });
    expect(refused!.message).not.toContain(SECRET.slice(4));
  });
});
