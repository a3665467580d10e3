/** Publishing to real places: a folder, rsync where it is installed, and an S3-compatible storage on the loopback address. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';
import { publish } from '../../src/archive/publish/publish.ts';
import { FolderTarget } from '../../scripts/publish/folder-target.ts';
import { RsyncTarget } from '../../scripts/publish/rsync-target.ts';
import { cacheControlOf, S3Target } from '../../scripts/publish/s3-target.ts';
import { targetOf } from '../../scripts/publish.ts';
import { bytesOf, threeNights, type Nights } from '../archive/publish/nights.ts';
import { logKey } from '../archive/sealed.ts';
import { suiteFolder, temporaryFolder } from '../folders.ts';
import { isHere } from './mirror/mirror.ts';

let nights: Nights;
beforeAll(() => { nights = threeNights(suiteFolder()); });

const withoutPartials = (files: ReadonlyMap<string, string>) => new Map([...files].filter(([path]) => !path.includes('.p/')).sort());
const night = (n: number) => withoutPartials(bytesOf(nights.folders[n]!));

describe('a folder', () => {
  test('is the portal after every night, and files that did not change keep their time', async () => {
    const folder = join(temporaryFolder(), 'www');
    const long = new Date('2026-01-01T00:00:00Z');
    for (const [n, source] of nights.folders.entries()) {
      await publish({ folder: source, target: new FolderTarget(folder, source), keys: [logKey()] });
      expect(withoutPartials(bytesOf(folder))).toEqual(night(n));
      if (n === 0) utimesSync(join(folder, 'about.html'), long, long);
    }
    expect(statSync(join(folder, 'about.html')).mtime).toEqual(long);
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(existsSync(join(folder, 'pagefind/index/two.pf_index'))).toBe(false);
  });

  test('is compared before it is written, where nothing is believed', async () => {
    const folder = join(temporaryFolder(), 'www');
    const [source] = nights.folders;
    await publish({ folder: source!, target: new FolderTarget(folder, source!), keys: [] });
    writeFileSync(join(folder, 'about.html'), 'other');
    const { changed } = await publish({ folder: source!, target: new FolderTarget(folder, source!), keys: [], isAll: true });
    // The file, and the two that announce a publish.
    expect(changed).toBe(3);
    expect(withoutPartials(bytesOf(folder))).toEqual(night(0));
  });

  test('never writes through a link', async () => {
    const outside = join(temporaryFolder(), 'outside.txt');
    const folder = join(temporaryFolder(), 'www');
    const [source] = nights.folders;
    await publish({ folder: source!, target: new FolderTarget(folder, source!), keys: [] });
    writeFileSync(outside, 'mine');
    execFileSync('rm', [join(folder, 'about.html')]);
    symlinkSync(outside, join(folder, 'about.html'));
    await publish({ folder: source!, target: new FolderTarget(folder, source!), keys: [], isAll: true });
    expect(readFileSync(outside, 'utf8')).toBe('mine');
    expect(withoutPartials(bytesOf(folder))).toEqual(night(0));
  });

  test('a file in its place is refused', () => {
    const file = join(temporaryFolder(), 'x');
    writeFileSync(file, 'x');
    expect(() => new FolderTarget(file, '/nowhere')).toThrow(`${file}: expected a folder, got a file`);
  });
});

describe.skipIf(!isHere('rsync'))('rsync (skipped where it is not installed)', () => {
  test('is the portal after every night', async () => {
    const folder = join(temporaryFolder(), 'www');
    mkdirSync(folder);
    for (const [n, source] of nights.folders.entries()) {
      const published = await publish({ folder: source, target: new RsyncTarget(folder, source), keys: [logKey()] });
      // The checkpoint that stood is sent once more, in case witnesses have signed it, and was the same.
      expect(published.changed).toBe(published.sent - (n === 0 ? 0 : 1));
      expect(withoutPartials(bytesOf(folder))).toEqual(night(n));
      expect(await publish({ folder: source, target: new RsyncTarget(folder, source), keys: [logKey()] })).toMatchObject({ sent: 0, removed: 0 });
    }
  });

  test('a publish that was cut off is finished', async () => {
    const folder = join(temporaryFolder(), 'www');
    cpSync(nights.folders[0]!, folder, { recursive: true });
    for (const [path, from] of [['manifest-next-sha256.txt', 'manifest-sha256.txt'], ['log/next', 'log/checkpoint'], ['new.html', 'new.html']]) cpSync(join(nights.folders[1]!, from!), join(folder, path!));
    cpSync(join(nights.folders[1]!, 'manifest'), join(folder, 'manifest'), { recursive: true });
    const published = await publish({ folder: nights.folders[2]!, target: new RsyncTarget(folder, nights.folders[2]!), keys: [logKey()] });
    expect(published.wasCutOff).toBe(true);
    expect(withoutPartials(bytesOf(folder))).toEqual(night(2));
  });

  test('a host that is not there is told with the code of rsync', async () => {
    const target = new RsyncTarget('rsync://127.0.0.1:9/none', nights.folders[0]!);
    await expect(publish({ folder: nights.folders[0]!, target, keys: [] })).rejects.toMatchObject({ code: 'BAD_TARGET', message: expect.stringMatching(/^rsync:\/\/127\.0\.0\.1:9\/none: expected rsync to end well, it ended with code \d+/) });
  });
});

test('without rsync on the machine the message says so', () => {
  const run = spawnSync(process.execPath, ['scripts/publish.ts', 'host:/path', '--out', nights.folders[0]!], { env: { PATH: '/nowhere' }, encoding: 'utf8' });
  expect(run).toMatchObject({ status: 1, stderr: expect.stringContaining('BAD_TARGET  rsync: expected the program rsync on this machine, it is not installed') });
});

describe('a storage that speaks S3', () => {
  let storage: S3rver;
  let endpoint: string;
  const before = { ...process.env };

  beforeAll(async () => {
    storage = new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: suiteFolder(), configureBuckets: [{ name: 'portal', configs: [] }] });
    const { port } = await storage.run();
    endpoint = `http://127.0.0.1:${port}`;
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' });
  });
  afterAll(async () => {
    process.env = before;
    await storage.close();
  });

  const target = (name: string) => {
    const made = new S3Target({ name, endpoint, region: undefined });
    onTestFinished(() => made.close());
    return made;
  };
  /** All objects below a prefix, asked with a client of the test's own. */
  const stored = async (prefix: string) => {
    const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true });
    onTestFinished(() => client.destroy());
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'portal', Prefix: prefix }));
    const bytes = (key: string) => fetch(`${endpoint}/portal/${key}`).then((answer) => answer.arrayBuffer());
    return new Map(await Promise.all(Contents.map(async ({ Key }) => [Key!.slice(prefix.length), Buffer.from(await bytes(Key!)).toString('latin1')] as const)));
  };

  test.each([['s3://portal/one', 'one/'], ['s3://portal/a/b/', 'a/b/']])('%s is the portal after every night', async (name, prefix) => {
    for (const [n, source] of nights.folders.entries()) {
      await publish({ folder: source, target: target(name), keys: [logKey()] });
      expect(withoutPartials(await stored(prefix))).toEqual(night(n));
      expect(await publish({ folder: source, target: target(name), keys: [logKey()] })).toMatchObject({ sent: 0, removed: 0 });
    }
  });

  test('every file has its type, and what may be kept for long says so', async () => {
    await publish({ folder: nights.folders[0]!, target: target('s3://portal/types'), keys: [logKey()] });
    const head = async (path: string) => {
      const { headers } = await fetch(`${endpoint}/portal/types/${path}`, { method: 'HEAD' });
      return [headers.get('content-type'), headers.get('cache-control'), headers.get('content-disposition')];
    };
    expect(await head('about.html')).toEqual(['text/html; charset=utf-8', 'public, max-age=300', null]);
    expect(await head('data/words.json')).toEqual(['application/json', 'public, max-age=300', null]);
    expect(await head('log/checkpoint')).toEqual(['text/plain; charset=utf-8', 'no-cache', null]);
    expect(await head('manifest-sha256.txt')).toEqual(['text/plain; charset=utf-8', 'no-cache', null]);
    expect(await head('log/tile/0/000.p/9')).toEqual(['application/octet-stream', 'public, max-age=31536000, immutable', null]);
  });

  test('a bucket that is not there, and an address where nobody answers, are told by name', async () => {
    await expect(publish({ folder: nights.folders[0]!, target: target('s3://nowhere'), keys: [] })).rejects.toMatchObject({ code: 'BAD_TARGET', message: 's3://nowhere: expected the storage to do what was asked, got NoSuchBucket' });
  });
});

test.each([
  ['pagefind/index/ko.pf_index', 'public, max-age=300'],
  ['manifest/2026-11.0123456789abcdef.txt', 'public, max-age=31536000, immutable'],
  ['log/tile/entries/000', 'public, max-age=31536000, immutable'],
  ['log/000001.jsonl', 'no-cache'],
  ['manifest-next-sha256.txt', 'no-cache'],
  ['log/next', 'no-cache'],
])('%s may be kept by caches: %s', (path, expected) => {
  expect(cacheControlOf(path)).toBe(expected);
});

describe('the name of a target', () => {
  const source = '/srv/glasshall/dist';

  test.each([
    ['/var/www', false, 'FolderTarget'], ['www', false, 'FolderTarget'], ['./a:b', false, 'FolderTarget'],
    ['user@host:/var/www', false, 'RsyncTarget'], ['host:www', false, 'RsyncTarget'], ['rsync://host/www', false, 'RsyncTarget'], ['/var/www', true, 'RsyncTarget'],
    ['s3://bucket/prefix', false, 'S3Target'],
  ])('%s (--rsync %s) is a %s', async (name, isRsync, kind) => {
    expect((await targetOf(name, { source, isRsync })).constructor.name).toBe(kind);
  });

  test.each([
    ['https://host/www', {}, 'target: expected a folder, user@host:/path, rsync://… or s3://…, got another address'],
    ['-e sh', { isRsync: true }, 'target: expected a host and a path, got something that begins with "-"'],
    ['s3://B', {}, 'target: expected s3://bucket or s3://bucket/prefix, got another name'],
    ['/var/www', { endpoint: 'http://x' }, '--endpoint: expected it only with s3://bucket, got another target'],
    ['/srv/glasshall/dist', {}, 'target: expected a folder apart from the portal /srv/glasshall/dist, got /srv/glasshall/dist'],
    ['/srv/glasshall/dist/www', {}, 'target: expected a folder apart from the portal /srv/glasshall/dist, got /srv/glasshall/dist/www'],
    ['/srv', {}, 'target: expected a folder apart from the portal /srv/glasshall/dist, got /srv'],
  ])('%s with %j is refused', async (name, more, message) => {
    await expect(targetOf(name, { source, ...more })).rejects.toMatchObject({ code: 'BAD_ARGUMENT', message });
  });
});

describe('the command', () => {
  const run = (...words: string[]) => spawnSync(process.execPath, ['scripts/publish.ts', ...words], { encoding: 'utf8' });
  const content = () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'city.json'), JSON.stringify({ ...JSON.parse(readFileSync('content/city.json', 'utf8')) as object, log: undefined }));
    return folder;
  };

  test('publishes, says what it did, and then that there is nothing to do', () => {
    const [words, folder] = [['--out', nights.folders[0]!, '--content', content()], join(temporaryFolder(), 'www')];
    expect(run(folder, ...words, '--dry-run')).toMatchObject({ status: 0, stdout: expect.stringMatching(/would get \d+ files, and lose 2; nothing was sent\n$/) });
    expect(existsSync(folder)).toBe(false);
    expect(run(folder, ...words)).toMatchObject({ status: 0, stdout: expect.stringMatching(/: (\d+) files sent, \1 of them were other, 2 removed; 9 log entries stand there\n$/) });
    expect(run(folder, ...words)).toMatchObject({ status: 0, stdout: `${folder}: has everything, 9 log entries\n` });
  });

  test.each([[[], 'expected one target'], [['a', 'b'], 'expected one target'], [['a', '--contend', 'x'], 'options are']])('%j is refused with code 2', (words, message) => {
    expect(run(...words)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });
});
