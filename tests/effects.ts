/**
 * Effects for tests: a stopped clock, seeded randomness, the real disk in a
 * temporary folder, and a kill before or after any chosen call.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Effects } from '../src/model/effects.ts';

/** What a killed process looks like from inside a test. */
export class Killed extends Error {}

/** Options of {@link testEffects}. `killAt` counts the calls that change the disk, from 0. */
export interface TestEffectsOptions { now?: string; seed?: string; killAt?: number; killWhen?: 'before' | 'after' }

/** Returns effects and how many disk-changing calls were made through them. */
export function testEffects(options: TestEffectsOptions = {}): Effects & { calls(): number } {
  let calls = 0;
  let drawn = 0;
  const step = (work: () => void) => {
    const isFatal = calls++ === options.killAt;
    if (isFatal && options.killWhen !== 'after') throw new Killed('killed before');
    work();
    if (isFatal) throw new Killed('killed after');
  };
  return {
    calls: () => calls,
    now: () => new Date(options.now ?? '2026-12-31T00:00:00Z'),
    randomBytes: (size) => createHash('shake256', { outputLength: size }).update(`${options.seed ?? 'seed'}/${drawn++}`).digest(),
    makeFolder: (path) => step(() => void mkdirSync(path, { recursive: true })),
    writeFile: (path, content) => step(() => writeFileSync(path, content)),
    appendFile: (path, content) => step(() => appendFileSync(path, content)),
    rename: (from, to) => step(() => renameSync(from, to)),
    remove: (path) => step(() => rmSync(path, { recursive: true, force: true })),
    report: () => {},
  };
}
