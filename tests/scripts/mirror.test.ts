/** `public/mirror.sh`: a copy that is complete, verified and follows what is taken back; and never believes a portal that plays tricks. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatLines, sha256Of } from '../../src/archive/manifest/shards.ts';
import { bytesOf, threeNights, type Nights } from '../archive/publish/nights.ts';
import { keyOf, SealedPortal } from '../archive/sealed.ts';
import { suiteFolder, temporaryFolder } from '../folders.ts';
import { isHere, mirror, SHELLS } from './mirror/mirror.ts';
import { serveFolder, type Served } from './mirror/served.ts';

let nights: Nights;
beforeAll(() => { nights = threeNights(suiteFolder()); });

/** What a copy holds, but for the script's own notes and old partial tiles, which nobody needs. */
function copied(folder: string): Map<string, string> {
  return new Map([...bytesOf(folder)].filter(([path]) => !path.startsWith('.mirror/') && !/^log\/tile\/.*\.p\//.test(path)).sort());
}

const clients = ['curl', 'wget'].filter(isHere);

describe.each(SHELLS.flatMap((shell) => clients.map((client) => ({ shell, client, name: `${shell.join(' ')} with ${client}` }))))('$name', ({ shell, client }) => {
  test('follows three nights, and what was taken back is gone', async () => {
    const served = await serveFolder(nights.folders[0]!);
    const copy = join(temporaryFolder(), 'copy');
    for (const folder of nights.folders) {
      served.folder = folder;
      const run = await mirror([served.address, copy], { shell, environment: { MIRROR_CLIENT: client } });
      expect(run, run.said).toMatchObject({ code: 0 });
      expect(copied(copy)).toEqual(copied(folder));
    }
    served.asked.length = 0;
    expect(await mirror([served.address, copy], { shell, environment: { MIRROR_CLIENT: client } })).toMatchObject({ code: 0 });
    expect(served.asked).toEqual(['log/checkpoint', 'log/next', 'manifest-sha256.txt', 'manifest-sha256.txt.sig']);
  });
});

/** A copy of the first night, and the portal it is of. */
async function copyOfFirst(words: readonly string[] = []): Promise<{ served: Served; copy: string; run: (...more: string[]) => ReturnType<typeof mirror> }> {
  const served = await serveFolder(nights.folders[0]!);
  const copy = join(temporaryFolder(), 'copy');
  const run = (...more: string[]) => mirror([...words, ...more, served.address, copy]);
  const first = await run();
  expect(first, first.said).toMatchObject({ code: 0 });
  served.asked.length = 0;
  return { served, copy, run };
}

describe('a copy', () => {
  test('says in words that its first key is believed, and keeps it', async () => {
    const served = await serveFolder(nights.folders[0]!);
    const run = await mirror([served.address, join(temporaryFolder(), 'copy')]);
    expect(run.said).toContain('first run: the key below is believed as it came');
    expect(run.said).toContain('open.haneul.example');
  });

  test('speaks Korean where the terminal does', async () => {
    const served = await serveFolder(nights.folders[0]!);
    const run = await mirror([served.address, join(temporaryFolder(), 'copy')], { environment: { LC_ALL: 'ko_KR.UTF-8' } });
    expect(run.said).toContain('사본이 완전합니다');
  });

  test('of records only has no pages, and no forms that follow from the records', async () => {
    const { copy } = await copyOfFirst(['--records']);
    const paths = [...copied(copy).keys()].filter((path) => !/^(?:log|manifest)\//.test(path));
    expect(paths.filter((path) => !path.startsWith('records/'))).toEqual(['allowed_signers', 'manifest-sha256.txt', 'manifest-sha256.txt.sig']);
    expect(paths.filter((path) => path.startsWith('records/')).every((path) => path.endsWith('.md'))).toBe(true);
  });

  test('is repaired with --check, and only then', async () => {
    const { copy, run } = await copyOfFirst();
    writeFileSync(join(copy, 'about.html'), 'damaged');
    rmSync(join(copy, 'data/words.json'));
    expect(await run()).toMatchObject({ code: 0 });
    expect(readFileSync(join(copy, 'about.html'), 'utf8')).toBe('damaged');
    expect(await run('--check')).toMatchObject({ code: 0 });
    expect(copied(copy)).toEqual(copied(nights.folders[0]!));
  });

  test.each([[3], [10], [20], [25], [30]])('that was cut off after %i answers goes on, also with a later night', async (answers) => {
    const { served, copy, run } = await copyOfFirst();
    served.folder = nights.folders[1]!;
    served.answer = () => (served.asked.length > answers ? null : undefined);
    await run();
    served.answer = () => undefined;
    served.folder = nights.folders[2]!;
    expect(await run()).toMatchObject({ code: 0 });
    expect(copied(copy)).toEqual(copied(nights.folders[2]!));
  });

  test('that died while its files were put in place goes on, and nothing of the night between stays', async () => {
    const { served, copy, run } = await copyOfFirst();
    served.folder = nights.folders[1]!;
    // A folder where a file must stand is what a full disk looks like here.
    mkdirSync(join(copy, 'new.html/in-the-way'), { recursive: true });
    expect((await run()).code).toBe(1);
    expect(existsSync(join(copy, 'log/next'))).toBe(true);
    rmSync(join(copy, 'new.html'), { recursive: true });
    served.folder = nights.folders[2]!;
    expect(await run()).toMatchObject({ code: 0 });
    expect(copied(copy)).toEqual(copied(nights.folders[2]!));
  });
});

describe('a portal that is being changed', () => {
  test('is left alone while it says so', async () => {
    const { served, copy, run } = await copyOfFirst();
    const before = copied(copy);
    served.folder = nights.folders[1]!;
    served.answer = (path) => (path === 'log/next' ? 'x' : undefined);
    expect(await run()).toMatchObject({ code: 75, said: expect.stringContaining('a publish is under way. Try again later') });
    expect(copied(copy)).toEqual(before);
  });

  test('is looked at again after a while', async () => {
    const { served, copy } = await copyOfFirst();
    served.folder = nights.folders[1]!;
    let looks = 0;
    served.answer = (path) => (path === 'log/next' && looks++ < 2 ? 'x' : undefined);
    const run = await mirror([served.address, copy], { environment: { MIRROR_TRIES: '3' } });
    expect(run).toMatchObject({ code: 0, said: expect.stringContaining('Looking again in 0 seconds.') });
    expect(copied(copy)).toEqual(copied(nights.folders[1]!));
  });

  test.each([
    ['a file that is not that of the manifest', 'data/words.json', 'other', 'some files did not arrive'],
    ['a file that is gone', 'about.html', null, 'some files did not arrive'],
    ['a shard that is gone', 'manifest/', null, 'a part of the manifest is not what it should be'],
    ['a manifest that is newer than its signature', 'manifest-sha256.txt.sig', '-----BEGIN SSH SIGNATURE-----\n', 'the signature is not that of this manifest'],
    ['a log that does not seal the manifest', 'log/000001.jsonl', '{"index":8,"event":"seal","manifest":"00"}\n', 'the log does not seal this manifest yet'],
  ])('%s: nothing is put in place', async (_, start, bytes, message) => {
    const served = await serveFolder(nights.folders[0]!);
    served.answer = (path) => (path.startsWith(start) && path !== 'manifest-sha256.txt' ? bytes : undefined);
    const copy = join(temporaryFolder(), 'copy');
    expect(await mirror([served.address, copy])).toMatchObject({ code: 75, said: expect.stringContaining(message) });
    expect(copied(copy)).toEqual(new Map());
  });
});

describe('a portal that plays tricks', () => {
  /** A portal whose only shard has a line for `path`, with everything around it in order. */
  function tricky(path: string): string {
    const folder = join(temporaryFolder(), 'dist');
    const portal = new SealedPortal(folder, null).release('aaaaaaaa00', 'x').seal();
    expect(portal.size).toBe(2);
    const shard = `${sha256Of('x')}  ${path}\n`;
    const name = `manifest/lists.${sha256Of(shard).slice(0, 16)}.txt`;
    writeFileSync(join(folder, name), shard);
    writeFileSync(join(folder, 'manifest-sha256.txt'), formatLines([[name, sha256Of(shard)]]));
    return folder;
  }

  test.each([
    '../outside.txt', '/etc/outside.txt', 'a/../../outside.txt', './a', 'a//b', 'a/', '-rf', ' a', 'a ', 'a\\b', 'a\u0001b', 'a\u007f', '.mirror/have', '.mirror', 'log/checkpoint', 'manifest/x.txt', 'manifest-sha256.txt', 'manifest-sha256.txt.sig', 'allowed_signers', '..', '.',
  ])('the path %j is refused', async (path) => {
    const folder = tricky(path);
    const served = await serveFolder(folder);
    const outside = temporaryFolder();
    const run = await mirror([served.address, join(outside, 'copy')]);
    expect(run).toMatchObject({ code: 1, said: expect.stringContaining('the manifest names a path that can not be trusted; nothing was taken.') });
    expect([...copied(outside).keys()].filter((one) => !one.startsWith('copy/.mirror/'))).toEqual([]);
  });

  test.each(['../manifest/x.txt', 'manifest/../x.txt', 'manifest/a/b.txt', 'index.html', 'manifest/-x.txt', 'manifest/.txt'])('the shard %j is refused', async (path) => {
    const folder = tricky('a.txt');
    writeFileSync(join(folder, 'manifest-sha256.txt'), `${sha256Of('x')}  ${path}\n`);
    const served = await serveFolder(folder);
    expect(await mirror([served.address, join(temporaryFolder(), 'copy')])).toMatchObject({ code: 1, said: expect.stringContaining('the manifest has a line that can not be trusted') });
  });

  test('names of every kind that a portal may have arrive', async () => {
    const folder = join(temporaryFolder(), 'dist');
    const portal = new SealedPortal(folder).release('aaaaaaaa00', 'x');
    for (const path of ['a b.txt', '공원.txt', '%41.txt', 'a#b?c&d.txt', '$(touch x).txt', '`id`.txt', "it's \"so\".txt", '[a].txt', 'a*b.txt', 'x/-r.txt', '{a,b}.txt', 'a;b.txt', '~.txt', 'a  b.txt']) portal.put(path, path);
    portal.seal();
    const served = await serveFolder(folder);
    const copy = join(temporaryFolder(), 'copy');
    for (const client of clients) {
      const run = await mirror([served.address, `${copy}-${client}`], { environment: { MIRROR_CLIENT: client } });
      expect(run, run.said).toMatchObject({ code: 0 });
      expect(copied(`${copy}-${client}`)).toEqual(copied(folder));
    }
  });

  test('one that is suddenly almost empty is refused without --force', async () => {
    const folder = join(temporaryFolder(), 'dist');
    const portal = new SealedPortal(folder);
    for (let n = 0; n < 12; n += 1) portal.put(`list-${n}.txt`, `${n}`);
    portal.release('aaaaaaaa00', 'x').seal();
    const served = await serveFolder(folder);
    const copy = join(temporaryFolder(), 'copy');
    await mirror([served.address, copy]);
    for (let n = 0; n < 12; n += 1) portal.put(`list-${n}.txt`, null);
    portal.seal();
    expect(await mirror([served.address, copy])).toMatchObject({ code: 1, said: expect.stringContaining('less than half of the files would stay, 16 before and 4 now') });
    expect(existsSync(join(copy, 'list-3.txt'))).toBe(true);
    expect(await mirror(['--force', served.address, copy])).toMatchObject({ code: 0 });
    expect(copied(copy)).toEqual(copied(folder));
  });

  test.each([
    ['another key', 2, 'this is not signed with the key that the first run has kept'],
    ['no signature any more', null, 'the portal was signed before and is not now'],
  ])('one with %s is refused', async (_, seed, message) => {
    const { served, copy, run } = await copyOfFirst();
    const before = copied(copy);
    served.folder = threeNights(temporaryFolder(), seed === null ? null : keyOf(seed)).folders[1]!;
    expect(await run()).toMatchObject({ code: 1, said: expect.stringContaining(message) });
    expect(copied(copy)).toEqual(before);
  });

  test('one whose log has become shorter, or says something else at the same length, is refused', async () => {
    const { served, copy, run } = await copyOfFirst();
    served.folder = nights.folders[1]!;
    await run();
    served.folder = nights.folders[0]!;
    expect(await run()).toMatchObject({ code: 1, said: expect.stringContaining('the log has become shorter: 13 entries before, 9 now') });
    const other = join(temporaryFolder(), 'dist');
    const portal = new SealedPortal(other);
    for (let n = 0; n < 12; n += 1) portal.release(`cccccccc${10 + n}`, 'x');
    portal.seal();
    served.folder = other;
    expect(await run('--force')).toMatchObject({ code: 1, said: expect.stringContaining('history was rewritten') });
    expect(copied(copy)).toEqual(copied(nights.folders[1]!));
  });

  test('a folder that holds other things is left alone', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'mine.txt'), 'x');
    expect(await mirror(['https://nobody.example', folder])).toMatchObject({ code: 1, said: expect.stringContaining('expected an empty folder or an earlier copy') });
  });
});

test('60 amended of 3,000 records: at most 200 requests with --records', async () => {
  const folder = join(temporaryFolder(), 'dist');
  const portal = new SealedPortal(folder);
  const id = (n: number) => `d${String(n).padStart(9, '0')}`;
  const month = (n: number) => `202${3 + Math.floor((n % 36) / 12)}/${String(1 + (n % 12)).padStart(2, '0')}`;
  for (let n = 0; n < 3_000; n += 1) portal.release(id(n), `문서 ${n}`, month(n));
  portal.seal();
  const served = await serveFolder(folder);
  const copy = join(temporaryFolder(), 'copy');
  const first = await mirror(['--records', served.address, copy]);
  expect(first, first.said).toMatchObject({ code: 0, said: expect.stringContaining('the copy is complete: 3000 files') });
  for (let n = 0; n < 60; n += 1) portal.amend(id(n * 49), `고친 문서 ${n}`);
  portal.seal();
  served.asked.length = 0;
  const then = await mirror(['--records', served.address, copy]);
  expect(then, then.said).toMatchObject({ code: 0, said: expect.stringContaining('60 files to fetch, 0 to remove.') });
  expect(served.asked.length).toBeLessThanOrEqual(200);
}, 120_000);
