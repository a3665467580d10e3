/**
 * Half night: a night that was cut off while it moved its files into `content/` has
 * happened, but only some of it is there. The next night completes it; a build that
 * somebody starts before that would publish half of it.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ArchiveError } from '../src/errors.ts';

/** How long a night that is just committing is waited for. */
const WAIT_MS = 5_000;

/**
 * Refuses to go on while the last night still owes files to `content/`.
 *
 * @throws {ArchiveError} `BAD_STATE` if it does, or if the state can't be read.
 */
export function refuseHalfNight(privateFolder: string): void {
  const path = join(privateFolder, 'state.sqlite');
  if (!existsSync(path)) return;
  const owed = filesOwed(path);
  if (owed > 0) throw new ArchiveError('BAD_STATE', path, `expected a night that came to its end, the last one was cut off before ${owed} files were in place; the next export completes it`);
}

function filesOwed(path: string): number {
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: WAIT_MS });
    try {
      return Number(database.prepare('SELECT count(*) AS count FROM owed').get()!.count);
    } finally {
      database.close();
    }
  } catch (error) {
    throw new ArchiveError('BAD_STATE', path, 'expected a private state that can be read, it could not be', { cause: error });
  }
}
