/**
 * A publish may die after any operation, again and again, and a later night may follow
 * one that never ended. At every moment whoever looks sees one night, or is told by
 * `log/next` that two are changing places.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { publish } from '../../../src/archive/publish/publish.ts';
import { partialFiles } from '../../../src/archive/publish/tree-files.ts';
import { isOutside } from '../../../src/archive/manifest/manifest.ts';
import { sha256Of } from '../../../src/archive/manifest/shards.ts';
import { suiteFolder } from '../../folders.ts';
import { Chance } from '../../leaks/chance.ts';
import { logKey } from '../sealed.ts';
import { Cut, KillTarget, type KillOptions } from './kill-target.ts';
import { bytesOf, threeNights, type Nights } from './nights.ts';

const CASES = 500;
const folder = suiteFolder();
let nights: Nights;
let trees: Map<string, string>[];

beforeAll(() => {
  nights = threeNights(folder);
  trees = nights.folders.map(bytesOf);
});

/** Publishes a night; returns how many operations that took, and whether it was cut. */
async function publishNight(files: Map<string, string>, night: number, options: KillOptions = {}): Promise<{ operations: number; isCut: boolean; log: string[] }> {
  const target = new KillTarget(files, options);
  try {
    await publish({ folder: nights.folders[night]!, target, keys: [logKey()] });
    return { operations: target.operations, isCut: false, log: target.log };
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    return { operations: target.operations, isCut: true, log: target.log };
  }
}

/** What stands wrong for a reader, none if nothing does. */
function wrongFor(files: ReadonlyMap<string, string>, allowed: readonly number[]): string[] {
  const checkpoint = files.get('log/checkpoint');
  const night = trees.findIndex((tree) => tree.get('log/checkpoint') === checkpoint);
  const isMarked = files.has('log/next');
  const paths = new Set([...files.keys(), ...trees.flatMap((tree) => [...tree.keys()])].filter((path) => !isOutside(path) && path !== 'manifest-next-sha256.txt'));
  if (!isMarked && night < 0) return [...files.keys()].filter((path) => paths.has(path) && !isOutside(path)).map((path) => `${path} stands, and nothing says that a portal is coming`);
  const coming = trees.findIndex((tree) => tree.get('log/checkpoint') === files.get('log/next'));
  // While a publish to another night is settled, files may be of the night after that too; when
  // the new checkpoint stands, what is no more may still lie there.
  const possible = !isMarked ? [night] : coming === allowed.at(-1) && coming !== night ? [night, coming] : allowed;
  const mixed = [...paths].filter((path) => !possible.some((one) => (one < 0 ? undefined : trees[one]!.get(path)) === files.get(path))).map((path) => `${path} is of none of the nights ${possible.join(', ')}`);
  return [...mixed, ...(isMarked ? [] : unsealed(files, night))];
}

/** The manifest of the checkpoint's seal stands with all its shards, and so do the log's files. */
function unsealed(files: ReadonlyMap<string, string>, night: number): string[] {
  const tree = trees[night]!;
  const manifest = tree.get('manifest-sha256.txt')!;
  const shards = manifest.trimEnd().split('\n').map((line) => line.split('  '));
  return [
    ...(files.get('manifest-sha256.txt') === manifest ? [] : ['the manifest is not the sealed one']),
    ...shards.filter(([sha256, path]) => sha256Of(Buffer.from(files.get(path!) ?? '', 'latin1')) !== sha256).map(([, path]) => `${path} is not whole`),
    ...[...tree.keys()].filter((path) => /^log\/(?:\d|checkpoints\/)/.test(path) && files.get(path) !== tree.get(path)).map((path) => `${path} is missing`),
  ];
}

describe('a publish that is cut off at every operation', () => {
  test.each([[-1, 0], [0, 1], [1, 2], [0, 2]])('from night %i to night %i', async (from, to) => {
    const before = from < 0 ? new Map<string, string>() : new Map(await published(from));
    const { operations } = await publishNight(new Map(before), to);
    expect(operations).toBeGreaterThan(20);
    for (let at = 0; at < operations; at += 1) {
      const files = new Map(before);
      const wrong: string[] = [];
      const cut = await publishNight(files, to, { at, isDone: at % 2 === 0, watch: (now) => wrong.push(...wrongFor(now, [from, to])) });
      expect([cut.isCut, wrong]).toEqual([true, []]);
      await publishNight(files, to, { watch: (now) => wrong.push(...wrongFor(now, [from, to])) });
      expect([at, wrong]).toEqual([at, []]);
      expect(withoutPartials(files)).toEqual(withoutPartials(trees[to]!));
      for (const path of partialFiles(nights.sizes[to]!)) expect(files.has(path), path).toBe(true);
    }
  });
});

async function published(night: number): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (let one = 0; one <= night; one += 1) await publishNight(files, one);
  return files;
}

test(`${CASES} random kills, of up to four publishes in a row, of the same night or later ones: no mixture`, async () => {
  let cuts = 0;
  let marked = 0;
  for (let seed = 0; seed < CASES; seed += 1) {
    const chance = new Chance(seed);
    const files = new Map<string, string>();
    const started = [chance.int(-1, 1)];
    if (started[0]! >= 0) await publishNight(files, started[0]!);
    const wrong: string[] = [];
    const watch = (now: ReadonlyMap<string, string>) => wrong.push(...wrongFor(now, started));
    for (let kills = chance.int(1, 4); kills > 0; kills -= 1) {
      const night = chance.int(Math.max(0, started.at(-1)!), 2);
      started.push(night);
      const { isCut } = await publishNight(files, night, { at: chance.int(0, 60), isDone: chance.next() < 0.5, watch });
      if (isCut) cuts += 1;
      if (files.has('log/next')) marked += 1;
    }
    started.push(2);
    await publishNight(files, 2, { watch });
    expect([seed, wrong]).toEqual([seed, []]);
    expect(withoutPartials(files)).toEqual(withoutPartials(trees[2]!));
    for (const path of partialFiles(nights.sizes[2]!)) expect(files.has(path), path).toBe(true);
  }
  expect(cuts).toBeGreaterThan(CASES / 2);
  expect(marked).toBeGreaterThan(CASES / 4);
}, 120_000);

/** Which older partial tiles still lie there depends on which checkpoint stood last. */
function withoutPartials(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].filter(([path]) => !/^log\/tile\/.*\.p\//.test(path)));
}

test('what was taken back is gone before anything else changes, its table and its pages too', async () => {
  const { log } = await publishNight(await published(0), 1);
  const first = log.slice(log.indexOf('+log/next') + 1, log.indexOf('+log/next') + 5);
  expect(first).toEqual([
    '+en/records/document/2024/03/aaaaaaaa02.html', '+records/document/2024/03/aaaaaaaa02.html', '+records/document/2024/03/aaaaaaaa02.md', '-files/2024/03/aaaaaaaa02-0-0.csv',
  ]);
});

test('a withdrawal also reaches a target where the publish of the record was cut off', async () => {
  const files = await published(0);
  const { log } = await publishNight(new Map(files), 1);
  await publishNight(files, 1, { at: log.indexOf('+files/2024/03/bbbbbbbb00-0-0.csv'), isDone: true });
  expect(files.has('files/2024/03/bbbbbbbb00-0-0.csv')).toBe(true);
  const after = await publishNight(files, 2);
  expect(files.has('files/2024/03/bbbbbbbb00-0-0.csv')).toBe(false);
  expect(after.log.indexOf('-files/2024/03/bbbbbbbb00-0-0.csv')).toBeLessThan(after.log.indexOf('+manifest-next-sha256.txt'));
});
