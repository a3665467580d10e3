/**
 * A night killed before or after any of its steps, started again, ends in the same
 * content/ as one that was never disturbed.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Killed, testEffects } from '../effects.ts';
import { copyFolder, temporaryFolder, treeOf } from '../folders.ts';
import { MiniCity, paper, row } from './mini-city.ts';

/** Two nights' worth of every event: release, amend, withdraw, a new paper, changed and removed rows. */
function secondNight(city: MiniCity): void {
  city.tonight = '2026-03-03';
  city.fill(
    [paper('A1', { body: '고친 내용' }), paper('A2', { disclosure_code: '3', grounds: '7' }), paper('A3'), paper('A4')],
    [row('R1', 100), row('R2', 250), row('R4', 400), row('R5', 1, { unit_code: '6200' })],
  );
}

function firstNight(city: MiniCity): void {
  city.fill([paper('A1'), paper('A2'), paper('A3')], [row('R1', 100), row('R2', 200), row('R3', 300)]);
  city.night(testEffects({ seed: 'first' }));
}

describe.each(['before', 'after'] as const)('killed %s a step', (killWhen) => {
  test('every step of the second night', () => {
    const undisturbed = new MiniCity(temporaryFolder());
    firstNight(undisturbed);
    const standing = treeOf(undisturbed.content);
    secondNight(undisturbed);
    const effects = testEffects({ seed: 'second' });
    undisturbed.night(effects);
    const expected = treeOf(undisturbed.content);
    expect(expected).not.toEqual(standing);
    expect(effects.calls()).toBeGreaterThan(20);
    for (let killAt = 0; killAt < effects.calls(); killAt++) {
      const city = new MiniCity(temporaryFolder());
      firstNight(city);
      secondNight(city);
      expect(() => city.night(testEffects({ seed: 'second', killAt, killWhen })), `step ${killAt}`).toThrow(Killed);
      city.night(testEffects({ seed: 'second' }));
      expect(treeOf(city.content), `killed ${killWhen} step ${killAt}`).toEqual(expected);
    }
  }, 60_000);
});

/** What the same night means without its random parts, which differ between two real processes. */
function withoutRandomness(tree: Map<string, string>): string[] {
  return [...tree].map(([path, text]) => `${path}\n${text}`.replace(/[0-9a-f]{32,64}/g, 'HEX').replace(/[0-9bcdfghjkmnpqrstvwxz]{10}/g, 'ID'))
    .flatMap((file) => file.split('\n')).sort();
}

test('a process that is killed with SIGKILL at any time completes at its next start', async () => {
  const root = temporaryFolder();
  const base = new MiniCity(root);
  base.fill(Array.from({ length: 300 }, (_, n) => paper(`A${n}`)), Array.from({ length: 300 }, (_, n) => row(`R${n}`, n, { period: `2025-${String(1 + (n % 12)).padStart(2, '0')}` })));
  const start = (city: MiniCity) => spawn(process.execPath, ['scripts/export.ts', '--content', city.content, '--private', city.private, '--on', '2026-03-02'], { stdio: 'ignore' });
  const ended = (child: ReturnType<typeof spawn>) => new Promise<number | null>((done) => child.once('exit', (code) => done(code)));

  const startedAt = performance.now();
  expect(await ended(start(base))).toBe(0);
  const wholeMs = performance.now() - startedAt;
  const expected = withoutRandomness(treeOf(base.content));
  let kills = 0;
  for (let n = 1; n <= 8; n++) {
    const other = temporaryFolder();
    const city = new MiniCity(other);
    copyFolder(base.database, city.database);
    const child = start(city);
    const exit = ended(child);
    await new Promise((done) => setTimeout(done, (wholeMs * n) / 9));
    child.kill('SIGKILL');
    if ((await exit) === null) kills += 1;
    expect(await ended(start(city)), `start after kill ${n}`).toBe(0);
    expect(withoutRandomness(treeOf(join(other, 'content')))).toEqual(expected);
  }
  expect(kills).toBeGreaterThan(0);
}, 120_000);
