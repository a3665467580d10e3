/**
 * A seal binds the portal that stands to the log: manifest, tiles, checkpoint. It refuses
 * what contradicts what was published, hashes what changed, and can be cut off anywhere.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../scripts/build.ts';
import { mergeCosignatures } from '../../scripts/seal/cosignatures.ts';
import { seal, type SealReport } from '../../scripts/seal.ts';
import { parseCheckpoint } from '../../src/archive/log/checkpoint.ts';
import { cosign, newSigningKey, openNote, parseSigningKey, readNote, verifierKeyOf } from '../../src/archive/log/note.ts';
import { wholeManifest } from '../../src/archive/manifest/manifest.ts';
import { parseLines } from '../../src/archive/manifest/shards.ts';
import { State } from '../../src/export/state.ts';
import { RandomCity } from '../build/random-city.ts';
import { Killed, testEffects } from '../effects.ts';
import { copyFolder, suiteFolder, treeOf } from '../folders.ts';

const ORIGIN = 'open.haneul.example/log';
const KEY = newSigningKey(ORIGIN, Buffer.alloc(32, 1));
const WITNESS = newSigningKey('witness.example', Buffer.alloc(32, 2), 4);
const NOW = '2026-11-24T03:00:00Z';

let root: string;
let city: RandomCity;

/** A content folder, its private and derived ones, and a portal. */
const foldersOf = (at: string) => ({ content: join(at, 'content'), private: join(at, 'private'), cache: join(at, 'cache'), out: join(at, 'dist') });
const sealOf = (at: string, more: { key?: string | undefined; now?: string; killAt?: number; killWhen?: 'before' | 'after'; ifNeeded?: boolean } = {}): SealReport => (
  seal({ ...foldersOf(at), key: 'key' in more ? more.key : KEY, effects: testEffects({ now: NOW, ...more }), ...(more.ifNeeded === undefined ? {} : { ifNeeded: more.ifNeeded }) }));
const buildOf = (at: string, isWhole = false) => build({ content: foldersOf(at).content, cache: foldersOf(at).cache, out: foldersOf(at).out, isWhole, check: async () => {}, report: () => {} });

/** The private state as the export would have left it after these nights. */
function remember(at: string): void {
  const { content, private: folder } = foldersOf(at);
  mkdirSync(folder, { recursive: true });
  const nights = readdirSync(join(content, 'log')).sort();
  const last = readFileSync(join(content, 'log', nights.at(-1)!));
  const entry = JSON.parse(last.toString().trimEnd().split('\n').at(-1)!) as { index: number; on: string };
  const state = new State(join(folder, 'state.sqlite'));
  state.begin();
  state.saveCounters({ nights: nights.length, logLength: entry.index + 1, lastLogSha256: createHash('sha256').update(last).digest('hex'), lastNight: entry.on });
  state.commit();
  state.close();
}

function promise(at: string, log: object | undefined): void {
  const file = join(foldersOf(at).content, 'city.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')) as object, log }));
}

const checkpointOf = (at: string) => readFileSync(join(foldersOf(at).out, 'log/checkpoint'), 'utf8');
const sealsOf = (at: string) => readdirSync(join(foldersOf(at).content, 'log')).filter((name) => readFileSync(join(foldersOf(at).content, 'log', name), 'utf8').includes('"seal"')).length;

/** Every file of the portal is in the manifest with its hash, no other, and the shards are those of a manifest made whole. */
function expectManifest(at: string): void {
  const { out } = foldersOf(at);
  const text = readFileSync(join(out, 'manifest-sha256.txt'), 'utf8');
  const shards = [...parseLines('manifest', text).keys()];
  expect(readdirSync(join(out, 'manifest')).map((name) => `manifest/${name}`).sort()).toEqual(shards);
  execFileSync('sha256sum', ['-c', '--quiet', '--strict', 'manifest-sha256.txt', ...shards], { cwd: out });
  const listed = shards.flatMap((shard) => [...parseLines(shard, readFileSync(join(out, shard), 'utf8'))]);
  const outside = /^(log|manifest)\/|^manifest-sha256\.txt|^allowed_signers$/;
  expect(listed.map(([path]) => path).sort()).toEqual([...treeOf(out).keys()].filter((path) => !outside.test(path)).sort());
  // By month alone: here every shard is small, so that the text follows from names and hashes.
  const monthOf = (path: string) => /manifest\/(\d{4}-\d\d)/.exec(shards.find((shard) => readFileSync(join(out, shard), 'utf8').includes(`  ${path}\n`))!)?.[1] ?? null;
  expect(wholeManifest(listed, monthOf).text).toBe(text);
}

/** A copy of the sealed city, to break. */
function copyOf(name: string): string {
  const at = join(root, name);
  rmSync(at, { recursive: true, force: true });
  copyFolder(join(root, 'city'), at);
  return at;
}

beforeAll(async () => {
  root = suiteFolder();
  const at = join(root, 'city');
  city = new RandomCity(foldersOf(at).content, 11);
  promise(at, { origin: ORIGIN, keys: [verifierKeyOf(parseSigningKey(KEY))], witnesses: [verifierKeyOf(parseSigningKey(WITNESS))] });
  city.night(40, 0);
  remember(at);
  await buildOf(at);
  expect(sealOf(at)).toMatchObject({ isSigned: true, isNew: true });
  city.sealed();
});

describe('a portal that follows its nights', () => {
  test('the first seal binds every file, and the checkpoint is signed', () => {
    const at = join(root, 'city');
    expectManifest(at);
    const { text, verifiedBy } = openNote(checkpointOf(at), [parseSigningKey(KEY)]);
    expect(verifiedBy.map(({ name }) => name)).toEqual([ORIGIN]);
    const { size } = parseCheckpoint(text);
    expect(readFileSync(join(foldersOf(at).out, 'log/checkpoints', String(size)), 'utf8')).toBe(checkpointOf(at));
    const nights = readdirSync(join(foldersOf(at).content, 'log')).sort();
    expect(readFileSync(join(foldersOf(at).out, 'log', nights.at(-1)!), 'utf8')).toMatch(new RegExp(`^{"index":${size - 1},"on":"2026-11-24","event":"seal",.*"nextBy":"2026-11-25T15:00:00Z"}\n$`));
  });

  test.each([['new papers and changes', 4, 4], ['changes alone', 0, 5], ['new papers alone', 5, 0]])('%s: what was touched is hashed, and the manifest is whole', async (_, added, changes) => {
    const at = join(root, 'city');
    city.night(added, changes);
    remember(at);
    expect(await buildOf(at)).toMatchObject({ isWhole: false });
    const { hashed, entry, isNew } = sealOf(at);
    city.sealed();
    expect(isNew).toBe(true);
    expect(hashed).toBeLessThan(entry.files);
    expectManifest(at);
  });

  test('a night without a change is sealed too: the log grows by the seal, not the portal', async () => {
    const at = join(root, 'city');
    expect(await buildOf(at)).toMatchObject({ isUnchanged: true });
    const before = readFileSync(join(foldersOf(at).out, 'manifest-sha256.txt'), 'utf8');
    const { hashed, filesWritten } = sealOf(at, { now: '2026-11-25T03:00:00Z' });
    city.sealed();
    expect(hashed).toBe(0);
    expect(filesWritten).toBeLessThanOrEqual(12);
    expect(readFileSync(join(foldersOf(at).out, 'manifest-sha256.txt'), 'utf8')).toBe(before);
    expect(await buildOf(at)).toMatchObject({ isUnchanged: true });
  });

  test('one that stands sealed is left alone until its next seal is due', () => {
    const at = join(root, 'city');
    const before = sealsOf(at);
    expect(sealOf(at, { now: '2026-11-26T14:59:59Z', ifNeeded: true })).toMatchObject({ isNew: false });
    expect(sealsOf(at)).toBe(before);
    expect(sealOf(at, { now: '2026-11-26T15:00:00Z', ifNeeded: true })).toMatchObject({ isNew: true });
    city.sealed();
  });

  test('after a whole build of the same content and its seal, who copies by time copies the log\'s new end alone', async () => {
    const at = join(root, 'city');
    const { out } = foldersOf(at);
    const times = () => new Map(readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).map((file) => [file.slice(out.length + 1), statSync(file).mtimeMs]));
    const before = times();
    expect(await buildOf(at, true)).toMatchObject({ isWhole: true });
    sealOf(at);
    city.sealed();
    const after = times();
    // Less than a millisecond is what setting a time may lose.
    expect([...after].filter(([path, time]) => !(Math.abs(before.get(path)! - time) < 1)).map(([path]) => path).filter((path) => !path.startsWith('log/'))).toEqual([]);
    expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);
  });

  test('a whole build keeps the log, its old checkpoints and the times of files that are the same', async () => {
    const at = join(root, 'city');
    const { out } = foldersOf(at);
    const log = treeOf(join(out, 'log'));
    execFileSync('touch', ['-d', '2020-01-01', join(out, 'index.html')]);
    expect(await buildOf(at, true)).toMatchObject({ isWhole: true });
    expect(treeOf(join(out, 'log'))).toEqual(log);
    expect(execFileSync('stat', ['-c', '%y', join(out, 'index.html')], { encoding: 'utf8' })).toMatch(/^2020-01-01/);
    sealOf(at);
    city.sealed();
    expectManifest(at);
  });
});

describe('refused is', () => {
  test('a promise without a key', () => {
    expect(() => sealOf(copyOf('no-key'), { key: undefined })).toThrow(`GLASSHALL_LOG_KEY: expected the key of ${ORIGIN}, for which content/city.json promises signatures, got nothing`);
  });

  test.each([
    ['another log', newSigningKey('elsewhere.example/log', Buffer.alloc(32, 1)), `expected a key of ${ORIGIN}, got one of elsewhere.example/log`],
    ['a stranger', newSigningKey(ORIGIN, Buffer.alloc(32, 3)), 'expected a key whose public half is in content/city.json under log.keys, got another'],
    ['half a key', KEY.slice(0, -4), 'expected PRIVATE+KEY+<name>+<id>+<base64> of an Ed25519 key, got something else'],
  ])('the key of %s', (_, key, message) => {
    expect(() => sealOf(copyOf('wrong-key'), { key })).toThrow(`GLASSHALL_LOG_KEY: ${message}`);
  });

  test('a portal that was not built after its night', () => {
    const at = copyOf('not-built');
    const log = join(foldersOf(at).content, 'log');
    const { size } = parseCheckpoint(readNote(checkpointOf(at)).text);
    const id = /[0-9a-z]{10}(?=\.md)/.exec(readFileSync(join(log, '000001.jsonl'), 'utf8'))![0];
    const line = readFileSync(join(log, '000001.jsonl'), 'utf8').split('\n').find((one) => one.includes(id))!;
    writeFileSync(join(log, `${String(readdirSync(log).length + 1).padStart(6, '0')}.jsonl`), `${JSON.stringify({ ...JSON.parse(line) as object, index: size, event: 'amend', revision: 9, sha256: '0'.repeat(64) })}\n`);
    remember(at);
    expect(() => sealOf(at)).toThrow(`${id}: expected the portal to hold the version that the log tells of, it holds another or none; build first`);
    expect(parseCheckpoint(readNote(checkpointOf(at)).text).size).toBe(size);
  });

  test('content/ and private folder of an old backup: the portal knows better', () => {
    const at = copyOf('old-backup');
    const log = join(foldersOf(at).content, 'log');
    const nights = readdirSync(log).sort();
    for (const name of nights.slice(2)) rmSync(join(log, name));
    remember(at);
    expect(() => sealOf(at)).toThrow('content/ is older than what was published. Restore the newest backup');
  });

  test('content/ of an old backup where the portal is gone too: the private folder knows better', async () => {
    const at = copyOf('old-content');
    const log = join(foldersOf(at).content, 'log');
    for (const name of readdirSync(log).sort().slice(2)) rmSync(join(log, name));
    rmSync(foldersOf(at).out, { recursive: true });
    rmSync(foldersOf(at).cache, { recursive: true });
    await buildOf(at);
    // Whether the versions agree is another question: here the log alone is asked.
    const { out } = foldersOf(at);
    cpSync(join(foldersOf(at).content, 'records'), join(out, 'records'), { recursive: true });
    writeLatest(at);
    remember(at);
    expect(() => sealOf(at)).toThrow(/expected a log of at least \d+ entries, as was published, got \d+; content\/ is older than what was published/);
  });

  test('a log whose past was rewritten', async () => {
    const at = copyOf('rewritten');
    const log = join(foldersOf(at).content, 'log', '000001.jsonl');
    writeFileSync(log, readFileSync(log, 'utf8').replace('"reason":"approved"', '"reason":"officer-decision"'));
    rmSync(join(foldersOf(at).out, 'log'), { recursive: true });
    expect(() => sealOf(at)).toThrow(/expected the first \d+ entries to be those that were published, got others; nothing was signed/);
    expect(existsSync(join(foldersOf(at).out, 'log/checkpoint'))).toBe(false);
  });

  test('a night of the past that is longer than the one that was published', () => {
    const at = copyOf('longer');
    const log = join(foldersOf(at).content, 'log', '000001.jsonl');
    writeFileSync(log, readFileSync(log, 'utf8').replace('"reason":"approved"', '"reason":"officer-decision"'));
    expect(() => sealOf(at)).toThrow(/000001\.jsonl: expected the \d+ bytes that were published, got \d+$/);
  });

  test('another name for the same log', () => {
    const at = copyOf('renamed');
    promise(at, { origin: 'new.example/log', keys: [verifierKeyOf(parseSigningKey(newSigningKey('new.example/log', Buffer.alloc(32, 1))))] });
    expect(() => sealOf(at, { key: newSigningKey('new.example/log', Buffer.alloc(32, 1)) })).toThrow(`expected a checkpoint of new.example/log, got one of ${ORIGIN}; the name of a log is for ever`);
  });

  test('a portal that a build was moving', () => {
    const at = copyOf('moving');
    writeFileSync(`${foldersOf(at).out}.moves.json`, '{}');
    expect(() => sealOf(at)).toThrow('expected a portal that is whole, a build was cut off while it moved its files; build again');
  });
});

/** Gives the log the hashes of the files that are there: the past of a city that had fewer nights. */
function writeLatest(at: string): void {
  const { content } = foldersOf(at);
  const log = join(content, 'log');
  for (const name of readdirSync(log)) {
    const lines = readFileSync(join(log, name), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as { event: string; path: string; sha256?: string | null });
    const true_ = lines.map((entry) => (entry.event === 'seal' ? entry : { ...entry, sha256: createHash('sha256').update(readFileSync(join(content, entry.path))).digest('hex') }));
    writeFileSync(join(log, name), true_.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  }
}

test('without a key and without a promise the portal is an unsigned preview', () => {
  const at = copyOf('preview');
  promise(at, undefined);
  expect(sealOf(at, { key: undefined })).toMatchObject({ isSigned: false, isNew: true });
  expect(readNote(checkpointOf(at)).signatures).toEqual([]);
  for (const path of ['manifest-sha256.txt.sig', 'allowed_signers', 'log/vkey']) expect(existsSync(join(foldersOf(at).out, path)), path).toBe(false);
});

test('cut off before and after every step, the next seal completes: one seal more, and nothing is contradicted', async () => {
  const start = copyOf('kill-start');
  const nights = new RandomCity(join(root, 'unused'), 1);
  nights.night(1, 0);
  // A night's change without a night: one page is another.
  writeFileSync(join(foldersOf(start).out, 'about.html'), 'another');
  writeFileSync(join(foldersOf(start).cache, 'unsealed'), `${readFileSync(join(foldersOf(start).cache, 'unsealed'), 'utf8')}about.html\n`);
  const counted = join(root, 'kill-counted');
  copyFolder(start, counted);
  const effects = testEffects({ now: NOW });
  seal({ ...foldersOf(counted), key: KEY, effects });
  expect(effects.calls()).toBeGreaterThan(20);
  const before = sealsOf(start);
  for (let killAt = 0; killAt < effects.calls(); killAt += 1) {
    for (const killWhen of ['before', 'after'] as const) {
      const at = join(root, 'killed');
      rmSync(at, { recursive: true, force: true });
      copyFolder(start, at);
      const where = `${killWhen} call ${killAt}`;
      expect(() => sealOf(at, { killAt, killWhen }), where).toThrow(Killed);
      sealOf(at);
      expectManifest(at);
      expect(sealsOf(at) - before, where).toBeLessThanOrEqual(2);
      const { size } = parseCheckpoint(openNote(checkpointOf(at), [parseSigningKey(KEY)]).text);
      expect(size, where).toBe(parseCheckpoint(readNote(checkpointOf(start)).text).size + sealsOf(at) - before);
      expect(readdirSync(join(foldersOf(at).out, 'log/checkpoints')).map(Number).sort((a, b) => a - b).at(-1), where).toBe(size);
    }
  }
}, 120_000);

describe('cosignatures', () => {
  const line = (at: string, key = WITNESS, time = 1_790_000_000) => cosign(readNote(checkpointOf(at)).text, parseSigningKey(key), time);
  const merge = (at: string, text: string) => {
    writeFileSync(join(at, 'lines'), text);
    return mergeCosignatures(foldersOf(at), join(at, 'lines'), testEffects());
  };

  test('the line of a witness stands under the newest checkpoint, a newer one takes its place', () => {
    const at = copyOf('cosigned');
    merge(at, line(at));
    expect(merge(at, line(at, WITNESS, 1_790_000_100))).toMatch(/^1 cosignatures under the checkpoint of \d+ entries$/);
    const keys = [parseSigningKey(KEY), parseSigningKey(WITNESS)];
    expect(openNote(checkpointOf(at), keys).verifiedBy.map(({ name, time }) => [name, time])).toEqual([[ORIGIN, null], ['witness.example', 1_790_000_100]]);
  });

  test.each([
    ['of a stranger', (at: string) => line(at, newSigningKey('stranger.example', Buffer.alloc(32, 9), 4)), 'expected a line of a witness whose key is in content/city.json under log.witnesses, got another'],
    ['of another checkpoint', () => cosign('a\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n', parseSigningKey(WITNESS), 1), 'expected the signature of witness.example to hold, got one that does not'],
    ['that is none', () => 'hello\n', 'expected signature lines of a dash, a name and base64, got another line'],
  ])('a line %s changes nothing', (_, lineOf, message) => {
    const at = copyOf('bad-line');
    const before = checkpointOf(at);
    expect(() => merge(at, lineOf(at))).toThrow(message);
    expect(checkpointOf(at)).toBe(before);
  });
});
