/**
 * Whole nights that are cut off anywhere, disks that are really full, and two nights at
 * once. What stands is what stood, and the night after them ends as an undisturbed one,
 * to the byte.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { suiteFolder, temporaryFolder } from '../folders.ts';
import { bytesOf, FaultCity, fillFirst, fillSecond, foundCity, standing } from './city.ts';
import { command } from './faults.ts';

let base: FaultCity;
let undisturbed: FaultCity;
let wholeMs: number;

beforeAll(async () => {
  const root = suiteFolder();
  const mini = foundCity(root);
  fillFirst(mini);
  base = new FaultCity(root);
  expect(await base.night({}, '2026-03-02')).toMatchObject({ code: 0 });
  fillSecond(mini);
  undisturbed = FaultCity.copyOf(base, join(suiteFolder(), 'city'));
  const startedAt = performance.now();
  expect(await undisturbed.night()).toMatchObject({ code: 0 });
  wholeMs = performance.now() - startedAt;
}, 120_000);

async function expectCompletes(city: FaultCity): Promise<void> {
  const ended = await city.night();
  expect(ended.code, ended.said).toBe(0);
  expect(bytesOf(city.content)).toEqual(bytesOf(undisturbed.content));
  expect(bytesOf(city.out)).toEqual(bytesOf(undisturbed.out));
}

describe('a night that is killed', () => {
  test('again and again, at any moment of export, build, check and swap', async () => {
    const city = FaultCity.copyOf(base, join(temporaryFolder(), 'city'));
    let kills = 0;
    for (const [n, signal] of (['SIGKILL', 'SIGTERM', 'SIGKILL', 'SIGTERM'] as const).entries()) {
      const { code } = await city.night({ killAfterMs: (wholeMs * (n + 1)) / 5 + 37 * n, signal });
      if (code === null) kills += 1;
      const now = bytesOf(existsSync(city.out) ? city.out : `${city.out}.previous`);
      expect([bytesOf(base.out), bytesOf(undisturbed.out)], `after kill ${n}`).toContainEqual(now);
    }
    expect(kills).toBeGreaterThan(1);
    await expectCompletes(city);
  }, 60_000);

  test('while Astro renders: what is left of it does not reach the next build', async () => {
    const city = FaultCity.copyOf(base, join(temporaryFolder(), 'city'));
    const before = bytesOf(city.out);
    const ended = await city.night({ faults: [{ in: 'render-pages.ts', on: 'write', path: 'dist\\.building', then: 'kill-parent' }] });
    expect(ended).toMatchObject({ code: null, isStruck: true });
    expect(bytesOf(city.out)).toEqual(before);
    await expectCompletes(city);
  }, 60_000);

  test('in the middle of its moves: nothing is built of half a night', async () => {
    const city = FaultCity.copyOf(base, join(temporaryFolder(), 'city'));
    const before = bytesOf(city.out);
    const ended = await city.night({ faults: [{ in: 'night.ts', on: 'rename', path: '/content/', after: 2, then: 'kill' }] });
    expect(ended).toMatchObject({ code: null, isStruck: true });
    expect(await city.build()).toMatchObject({ code: 1, said: expect.stringMatching(/^BAD_STATE {2}.*the last one was cut off before \d+ files were in place; the next export completes it$/m) as string });
    expect(bytesOf(city.out)).toEqual(before);
    expect(await command('export.ts', ['--content', city.content, '--private', city.private, '--on', '2026-03-03'])).toMatchObject({ code: 0 });
    expect(bytesOf(city.content)).toEqual(bytesOf(undisturbed.content));
  }, 60_000);
});

test('two nights at once: one is refused, the other is as if alone', async () => {
  const city = FaultCity.copyOf(base, join(temporaryFolder(), 'city'));
  const first = city.night({ faults: [{ in: 'night.ts', on: 'write', path: 'private/night/1$', then: 'pause' }] });
  while (!existsSync(join(city.private, 'night'))) await new Promise((done) => setTimeout(done, 20));
  const second = await command('export.ts', ['--content', city.content, '--private', city.private, '--on', '2026-03-03']);
  expect(second).toMatchObject({ code: 1, said: expect.stringMatching(/^NIGHT_RUNNING {2}.*another night is running$/m) as string });
  expect(await first).toMatchObject({ code: 0, isStruck: true });
  expect(bytesOf(city.out)).toEqual(bytesOf(undisturbed.out));
}, 60_000);

/** A small disk of its own, where this user may have one. */
function smallDisk(): string | null {
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

describe('a disk that is really full', () => {
  /** Fills a disk but for so many bytes. */
  function fill(disk: string, leftBytes: number): string {
    const { bavail, bsize } = statfsSync(disk);
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)));
    return ballast;
  }

  test.each([['for the export', 8_192], ['for the build', 1_200_000]])('%s', async (_, leftBytes) => {
    const disk = smallDisk();
    if (disk === null) return console.warn('skipped: this user may not mount a disk; full disks are injected only');
    mkdirSync(join(disk, 'base'));
    const city = FaultCity.copyOf(base, join(disk, 'city'));
    const ballast = fill(disk, leftBytes);
    const before = standing(city);
    const ended = await city.night();
    expect(ended.code, ended.said).toBe(1);
    expect(ended.said).toMatch(/^(?:ENOSPC|ERR_SQLITE_ERROR|BAD_STATE|BUILD_FAILED) {2}/m);
    expect(bytesOf(city.out)).toEqual(before.dist);
    if (leftBytes < 10_000) expect(bytesOf(city.content)).toEqual(before.content);
    rmSync(ballast);
    await expectCompletes(city);
  }, 60_000);
});
