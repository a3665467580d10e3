/** What is not published, and where nothing is published to; the target is then as it was. */
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { publish } from '../../../src/archive/publish/publish.ts';
import { cosign, readNote } from '../../../src/archive/log/note.ts';
import { newTreeFiles, partialFiles } from '../../../src/archive/publish/tree-files.ts';
import { suiteFolder, temporaryFolder } from '../../folders.ts';
import { keyOf, logKey, SealedPortal } from '../sealed.ts';
import { KillTarget } from './kill-target.ts';
import { bytesOf, threeNights, type Nights } from './nights.ts';

let nights: Nights;
beforeAll(() => { nights = threeNights(suiteFolder()); });

/** A copy of the second night that a test may spoil. */
function second(): string {
  const folder = join(temporaryFolder(), 'dist');
  cpSync(nights.folders[1]!, folder, { recursive: true });
  return folder;
}

const standing = (night: number) => new KillTarget(new Map(bytesOf(nights.folders[night]!)));

describe('a portal that is not sealed', () => {
  test.each<[string, (folder: string) => void, string]>([
    ['without a manifest', (folder) => rmSync(join(folder, 'manifest-sha256.txt')), 'manifest-sha256.txt: expected it in'],
    ['without a checkpoint', (folder) => rmSync(join(folder, 'log/checkpoint')), 'log/checkpoint: expected it in'],
    ['without a log', (folder) => rmSync(join(folder, 'log/000004.jsonl')), 'expected the log to end with a seal, got "release"'],
    ['whose manifest is not the sealed one', (folder) => appendFileSync(join(folder, 'manifest-sha256.txt'), `${'0'.repeat(64)}  manifest/x.${'0'.repeat(16)}.txt\n`), 'manifest-sha256.txt: expected the manifest that the last seal names, got another one'],
    ['whose tree is not that of its checkpoint', (folder) => cpSync(join(folder, 'log/checkpoints/9'), join(folder, 'log/checkpoint')), 'log/checkpoint: expected a log of 13 entries, got one of 9'],
    ['with a damaged tile', (folder) => writeFileSync(join(folder, 'log/tile/0/000.p/13'), Buffer.alloc(13 * 32)), 'log/checkpoint: expected the root of the tree in log/tile, got another one'],
    ['that a build was cut off at', (folder) => writeFileSync(`${folder}.moves.json`, '{}'), 'expected a finished build, found the list of what one was moving; build again'],
  ])('%s', async (_, spoil, message) => {
    const [folder, target] = [second(), standing(0)];
    spoil(folder);
    await expect(publish({ folder, target, keys: [] })).rejects.toMatchObject({ code: 'NOT_SEALED', message: expect.stringContaining(message) });
    expect(target.log).toEqual([]);
  });

  test('a file that was changed by hand is not sent, and the target says that it is changing', async () => {
    const [folder, target] = [second(), standing(0)];
    writeFileSync(join(folder, 'new.html'), 'by hand');
    await expect(publish({ folder, target, keys: [] })).rejects.toMatchObject({ code: 'NOT_SEALED', message: 'new.html: expected the bytes that the manifest names, got others; build and seal again' });
    expect(target.files.get('new.html')).toBeUndefined();
    expect(target.files.has('log/next')).toBe(true);
  });
});

describe('a target', () => {
  const spoilt = (path: string, bytes: string) => { const target = standing(0); target.files.set(path, bytes); return target; };
  const other = () => {
    const folder = join(temporaryFolder(), 'dist');
    new SealedPortal(folder).release('cccccccc00', 'x').seal();
    return new KillTarget(bytesOf(folder));
  };
  const signedBy = (seed: number) => new KillTarget(bytesOf(threeNights(temporaryFolder(), keyOf(seed)).folders[0]!));

  test.each<[string, () => KillTarget, string]>([
    ['that holds other things', () => new KillTarget(new Map([['notes.txt', 'x'], ['b/c', 'x']])), 'memory: expected an empty place or a published portal, got one with 2 other files or folders and no manifest; empty it first'],
    ['whose log is not the beginning of ours', other, 'memory: log/checkpoint: expected the first 2 entries to be those of this portal\'s log, got others; a log is never rewritten'],
    ['whose log is longer', () => standing(2), 'memory: log/checkpoint: expected at most the 13 entries of this portal\'s log, got 18; was content/ restored from an old backup?'],
    ['where a longer log is coming', () => spoilt('log/next', readFileSync(join(nights.folders[2]!, 'log/checkpoint'), 'latin1')), 'memory: log/next: expected at most the 13 entries of this portal\'s log, got 18; was content/ restored from an old backup?'],
    ['signed by another key', () => signedBy(9), 'memory: log/checkpoint: expected a checkpoint signed by a key of content/city.json, got none'],
    ['whose checkpoint is damaged', () => spoilt('log/checkpoint', 'x'), 'memory: log/checkpoint: expected a checkpoint signed by a key of content/city.json, got none'],
  ])('%s is refused', async (_, make, message) => {
    const target = make();
    await expect(publish({ folder: nights.folders[1]!, target, keys: [logKey()] })).rejects.toMatchObject({ code: 'BAD_TARGET', message: expect.stringContaining(message) });
    expect(target.log).toEqual([]);
  });

  test('a signed portal does not become a preview', async () => {
    const preview = threeNights(temporaryFolder(), null);
    await expect(publish({ folder: preview.folders[1]!, target: standing(0), keys: [] })).rejects.toThrow('memory: log/checkpoint: expected a preview, got a signed log, and this portal is not signed; seal it with GLASSHALL_LOG_KEY');
  });

  test('a preview becomes a signed portal', async () => {
    const preview = threeNights(temporaryFolder(), null);
    const target = new KillTarget(bytesOf(preview.folders[0]!));
    await publish({ folder: nights.folders[1]!, target, keys: [logKey()] });
    expect(target.files.has('log/vkey')).toBe(true);
  });
});

describe('what is sent', () => {
  test('nothing at all when the target has everything', async () => {
    const target = standing(1);
    expect(await publish({ folder: nights.folders[1]!, target, keys: [logKey()] })).toEqual({ sent: 0, changed: 0, removed: 0, isFinished: true, wasCutOff: false, size: 13 });
    expect(target.log).toEqual([]);
  });

  test('nothing with a dry run', async () => {
    const target = standing(0);
    expect(await publish({ folder: nights.folders[1]!, target, keys: [logKey()], isDryRun: true })).toMatchObject({ changed: 0, isFinished: false });
    expect(target.log).toEqual([]);
  });

  test('everything again where nothing is believed: what the target lost or altered is repaired', async () => {
    const target = standing(1);
    target.files.set('about.html', 'altered');
    target.files.delete('data/words.json');
    target.files.delete('log/000001.jsonl');
    await publish({ folder: nights.folders[1]!, target, keys: [logKey()] });
    expect(target.files.get('about.html')).toBe('altered');
    await publish({ folder: nights.folders[1]!, target, keys: [logKey()], isAll: true });
    for (const [path, bytes] of bytesOf(nights.folders[1]!)) if (!path.includes('.p/')) expect(target.files.get(path), path).toBe(bytes);
  });

  test('what others put beside the portal stays', async () => {
    const target = standing(0);
    target.files.set('.well-known/acme-challenge/x', 'x');
    await publish({ folder: nights.folders[1]!, target, keys: [logKey()] });
    expect(target.files.get('.well-known/acme-challenge/x')).toBe('x');
  });

  test('only the log where a night changed nothing: nothing is announced', async () => {
    const folder = join(temporaryFolder(), 'dist');
    const portal = new SealedPortal(folder).release('aaaaaaaa00', 'x').seal();
    const target = new KillTarget(bytesOf(folder));
    portal.seal();
    await publish({ folder, target, keys: [logKey()] });
    expect(target.log).toEqual(['+log/tile/0/000.p/3', '+log/tile/entries/000.p/3', '+log/000003.jsonl', '+log/checkpoints/2', '+log/checkpoints/3', '+log/checkpoint']);
  });

  test('cosignatures that came later', async () => {
    const folder = second();
    const target = standing(1);
    const { text } = readNote(readFileSync(join(folder, 'log/checkpoint')));
    for (const path of ['log/checkpoint', 'log/checkpoints/13']) appendFileSync(join(folder, path), cosign(text, keyOf(5, 'witness.example/w', 4), 1_700_000_000));
    await publish({ folder, target, keys: [logKey()] });
    expect(target.log).toEqual(['+log/checkpoints/13', '+log/checkpoint']);
  });
});

describe('files of the tree', () => {
  test.each([
    [0, 1, ['0/000.p/1', 'entries/000.p/1']],
    [1, 1, []],
    [0, 256, ['0/000', 'entries/000', '1/000.p/1']],
    [255, 257, ['0/000', 'entries/000', '0/001.p/1', 'entries/001.p/1', '1/000.p/1']],
    [256, 512, ['0/001', 'entries/001', '1/000.p/2']],
    [65_535, 65_536, ['0/255', 'entries/255', '1/000', '2/000.p/1']],
    [256_000, 256_001, ['0/x001/000.p/1', 'entries/x001/000.p/1']],
  ])('from %i to %i entries', (from, size, paths) => {
    expect(newTreeFiles(from, size)).toEqual(paths.map((path) => `log/tile/${path}`));
  });

  test('the partial ones of a size', () => {
    expect(partialFiles(256)).toEqual(['log/tile/1/000.p/1']);
    expect(partialFiles(257)).toEqual(['log/tile/0/001.p/1', 'log/tile/entries/001.p/1', 'log/tile/1/000.p/1']);
    expect(partialFiles(0)).toEqual([]);
  });

  test('the partial tiles of the last two checkpoints stay, older ones go', async () => {
    const folder = join(temporaryFolder(), 'dist');
    const portal = new SealedPortal(folder);
    const target = new KillTarget();
    for (const id of ['aaaaaaaa00', 'aaaaaaaa01', 'aaaaaaaa02']) {
      portal.release(id, 'x').seal();
      await publish({ folder, target, keys: [logKey()] });
    }
    expect([...target.files.keys()].filter((path) => path.includes('log/tile/0/'))).toEqual(['log/tile/0/000.p/4', 'log/tile/0/000.p/6']);
    expect([...target.files.keys()].filter((path) => path.startsWith('log/checkpoints/'))).toEqual(['log/checkpoints/2', 'log/checkpoints/4', 'log/checkpoints/6']);
  });
});
