/**
 * Build lock: one build at a time. A withdrawal builds whenever it has to, also while
 * the night's build runs; two that clear and fill the same folder would mix.
 *
 * The lock is SQLite's, on an empty file in the cache: the system lets go of it when
 * the process ends, however it ends.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ArchiveError } from '../../src/errors.ts';

/**
 * Takes the lock and returns what lets go of it.
 *
 * @param waitMs - How long to wait for another build to end.
 * @throws {ArchiveError} `NIGHT_RUNNING` if another build has it after that.
 */
export function lockBuild(cache: string, waitMs = 0): () => void {
  mkdirSync(cache, { recursive: true });
  const file = join(cache, 'build.lock');
  const database = new DatabaseSync(file, { timeout: waitMs });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch {
    database.close();
    throw new ArchiveError('NIGHT_RUNNING', file, 'another build is running');
  }
  return () => database.close();
}
