/**
 * Unsealed: what has changed in the portal since its manifest was made, noted before the
 * first file moves, so that a seal hashes what changed and nothing else. A note too many
 * costs a hash; without notes, or with those of another manifest, everything is hashed.
 */
import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Effects } from '../../src/model/effects.ts';
import { putFile } from './standing-log.ts';

const FILE = 'unsealed';

/** Notes that these files change or go, or all of them. Nothing is noted before the first seal. */
export function noteUnsealed(cache: string, paths: Iterable<string> | 'all'): void {
  const file = join(cache, FILE);
  if (!existsSync(file)) return;
  if (paths === 'all') return rmSync(file);
  appendFileSync(file, [...paths].map((path) => `${path}\n`).join(''), { flush: true });
}

/** Returns the paths noted since this manifest was made, `null` if nothing is known. */
export function readUnsealed(cache: string, manifest: string): Set<string> | null {
  const file = join(cache, FILE);
  if (!existsSync(file)) return null;
  const [of, ...paths] = readFileSync(file, 'utf8').split('\n');
  // Without its newline the last one was cut off, and others may be missing.
  if (of !== manifest || paths.pop() !== '') return null;
  return new Set(paths);
}

/** Begins to note what changes from this manifest on. */
export function beginUnsealed(effects: Effects, cache: string, manifest: string): void {
  putFile(effects, join(cache, FILE), `${manifest}\n`);
}
