/**
 * A portal that follows random nights is, byte for byte, the one that is built from the
 * ground up of the same content: whatever came, changed, moved, was withdrawn or came
 * back, and wherever a build was cut off.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build, type BuildResult } from '../../scripts/build.ts';
import { suiteFolder } from '../folders.ts';
import { RandomCity } from './random-city.ts';

const SEED = 7;
const PAPERS = 80;

let folder: string;
let city: RandomCity;

const foldersOf = (name: string) => ({ content: city.content, cache: join(folder, name, 'cache'), out: join(folder, name, 'dist') });
const buildOf = (name: string, isWhole = false): Promise<BuildResult> => build({ ...foldersOf(name), isWhole, check: async () => {}, report: () => {} });

function filesOf(name: string): Map<string, Buffer> {
  const { out } = foldersOf(name);
  return new Map(readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).map((file) => [file.slice(out.length + 1), readFileSync(file)]));
}

/** Paths of the files that are not the same in both, with what is the matter. */
function differences(one: ReadonlyMap<string, Buffer>, other: ReadonlyMap<string, Buffer>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((path) => {
    const [a, b] = [one.get(path), other.get(path)];
    if (a === undefined || b === undefined) return [`${path} ${a === undefined ? 'is missing' : 'should be gone'}`];
    return a.equals(b) ? [] : [`${path} is another`];
  });
}

async function expectLikeWhole(name = 'nightly'): Promise<void> {
  rmSync(join(folder, 'whole'), { recursive: true, force: true });
  expect(await buildOf('whole')).toMatchObject({ isWhole: true });
  expect(differences(filesOf(name), filesOf('whole'))).toEqual([]);
}

beforeAll(async () => {
  folder = suiteFolder();
  city = new RandomCity(join(folder, 'content'), SEED);
  city.night(PAPERS, 0);
  expect(await buildOf('nightly')).toMatchObject({ isWhole: true });
});

describe('night after night', () => {
  test.each([
    ['new papers and changes', 6, 4], ['new papers alone', 8, 0], ['changes alone', 0, 6], ['many of both', 20, 15],
  ])('%s', async (_, added, changes) => {
    const done = city.night(added, changes);
    const result = await buildOf('nightly');
    expect(result, done.join(', ')).toMatchObject({ isWhole: false, isUnchanged: false });
    await expectLikeWhole();
  });

  test('a night without a change does nothing', async () => {
    const before = filesOf('nightly');
    expect(await buildOf('nightly')).toMatchObject({ isUnchanged: true, pages: 0 });
    expect(differences(filesOf('nightly'), before)).toEqual([]);
  });

  test('one amended paper leaves the files of the others alone: not even their time changes', async () => {
    const { out } = foldersOf('nightly');
    const times = new Map([...filesOf('nightly').keys()].map((path) => [path, statSync(join(out, path)).mtimeMs]));
    const before = filesOf('nightly');
    city.night(1, 0);
    await buildOf('nightly');
    const same = [...filesOf('nightly')].filter(([path, bytes]) => before.get(path)?.equals(bytes));
    expect(same.length).toBeGreaterThan(before.size / 2);
    expect(same.filter(([path]) => times.get(path) !== statSync(join(out, path)).mtimeMs).map(([path]) => path)).toEqual([]);
  });
});

describe('what is not known of what stands is made whole', () => {
  test.each<[string, () => void]>([
    ['a unit has another name', () => {
      const file = join(city.content, 'organisations/haneul.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace('기후에너지과', '기후환경과'));
    }],
    ['a rule has other words', () => {
      const file = join(city.content, 'policy/files.md');
      writeFileSync(file, `${readFileSync(file, 'utf8')}\n더 적은 말.\n`);
    }],
    ['the catalogue is lost', () => rmSync(join(foldersOf('nightly').cache, 'catalogue.sqlite'))],
    ['the stamp is lost', () => rmSync(join(foldersOf('nightly').cache, 'build-stamp'))],
  ])('%s', async (_, change) => {
    change();
    city.night(2, 2);
    expect(await buildOf('nightly')).toMatchObject({ isWhole: true });
  });

  test('and is what it would be from the ground up', () => expectLikeWhole());

  test('if it is asked for', async () => {
    expect(await buildOf('nightly', true)).toMatchObject({ isWhole: true, isUnchanged: false });
  });
});

describe('a whole build by two processes', () => {
  const command = (...words: string[]): Promise<{ code: number; said: string }> => new Promise((resolve) => {
    execFile(process.execPath, ['scripts/build.ts', ...words], (error, _, said) => resolve({ code: error === null ? 0 : Number(error.code), said }));
  });
  const of = (name: string) => Object.entries({ ...foldersOf(name), private: join(folder, name, 'private') }).flatMap(([option, path]) => [`--${option}`, path]);
  // The words of this city are drawn by lot, and the check takes some for names; what it would say of them is not asked here.
  const merged = (shares: readonly string[]) => build({ ...foldersOf('merged'), merge: shares, check: async () => {}, report: () => {} });
  const share = (at: number) => join(folder, `share-${at}`);

  test('at the same time, each with a catalogue of its own, put together is that of one', async () => {
    const made = await Promise.all([1, 2].map((at) => command(...of(`machine-${at}`), '--share', `${at}/2`, '--to', share(at))));
    expect(made.map(({ code }) => code), made.map(({ said }) => said).join('\n')).toEqual([0, 0]);
    const pages = [1, 2].map((at) => readdirSync(share(at), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html')).length);
    expect(Math.min(...pages) / Math.max(...pages)).toBeGreaterThan(0.7);
    expect(existsSync(foldersOf('machine-1').out)).toBe(false);
    await merged([share(1), share(2)]);
    await expectLikeWhole('merged');
  });

  test.each<[string, () => string[], RegExp]>([
    ['one share alone', () => [share(1)], /--merge: expected each of 2 shares once, not so: 2/],
    ['the same one twice', () => [share(1), share(1)], /expected each of 2 shares once, not so: 1, 2/],
    ['a folder that is no share', () => [share(1), foldersOf('merged').out], /expected the folder of a share with its share\.json, got none/],
    ['shares of yesterday', () => { city.night(1, 0); return [share(1), share(2)]; }, /expected a share made of the same content by the same code, it was made of others/],
  ])('%s is refused, and what stands stays', async (_, shares, says) => {
    const before = filesOf('merged');
    await expect(merged(shares())).rejects.toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT', message: expect.stringMatching(says) as string }));
    expect(differences(filesOf('merged'), before)).toEqual([]);
  });

  test.each([['0/2'], ['3/2'], ['2'], ['a/b']])('--share %s is no share', async (typed) => {
    expect(await command(...of('merged'), '--share', typed, '--to', share(9))).toMatchObject({ code: 2, said: expect.stringContaining('expected a number and how many there are') as string });
  });
});

describe('cut off', () => {
  const cut = new Error('cut off');

  test('before the check: the portal is as it was, and the next night has all of it', async () => {
    city.night(5, 3);
    const before = filesOf('nightly');
    await expect(build({ ...foldersOf('nightly'), check: () => Promise.reject(cut), report: () => {} })).rejects.toBe(cut);
    expect(differences(filesOf('nightly'), before)).toEqual([]);
    city.night(2, 2);
    expect(await buildOf('nightly')).toMatchObject({ isWhole: false });
    await expectLikeWhole();
  });
});
