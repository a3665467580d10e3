/** Effects: the real world, for everything a person types. Tests pass their own. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { showProgress } from './progress.ts';
import type { Effects } from '../src/model/effects.ts';

/** The clock, the randomness, the disk and the terminal of this process. */
export const realEffects: Effects = {
  now: () => new Date(),
  randomBytes: (size) => randomBytes(size),
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  writeFile: (path, content) => writeFileSync(path, content, { flush: true }),
  appendFile: (path, content) => appendFileSync(path, content, { flush: true }),
  rename: renameSync,
  remove: (path) => rmSync(path, { recursive: true, force: true }),
  report: showProgress,
};
