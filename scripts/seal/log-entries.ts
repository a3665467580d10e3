/** Log entries: the lines of `content/log/`, read from the last night back. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../../src/errors.ts';
import type { LogEntry, SealEntry } from '../../src/model/record.ts';

/** One entry of the log, as it stands and as it reads. */
export interface Line { line: string; entry: LogEntry | SealEntry }

/**
 * Returns the entries from an index on, in their order.
 *
 * @throws {ArchiveError} `BAD_STATE` if the log is shorter, or its indexes have gaps.
 */
export function entriesFrom(content: string, index: number): Line[] {
  const all = readBack(content, (first) => first <= index);
  const end = (all.at(-1)?.entry.index ?? -1) + 1;
  if (end < index || (all.length > 0 && all[0]!.entry.index > index)) throw new ArchiveError('BAD_STATE', join(content, 'log'), `expected a log of at least ${index} entries, as the portal was sealed with, got ${end}; content/ is older than what was published. Restore the newest backup`);
  return all.filter(({ entry }) => entry.index >= index);
}

/** Returns the last seal and the entries after it; all entries if there is none. */
export function sinceSeal(content: string): Line[] {
  return readBack(content, (_, lines) => lines[0]?.entry.event === 'seal');
}

/**
 * Returns the newest entry.
 *
 * @throws {ArchiveError} `BAD_STATE` if there is none.
 */
export function lastEntry(content: string): LogEntry | SealEntry {
  const last = readBack(content, () => true).at(-1);
  if (last === undefined) throw new ArchiveError('BAD_STATE', join(content, 'log'), 'expected a log with entries, got none; npm run export makes it');
  return last.entry;
}

/** Reads night by night, the newest first, until `isEnough` says of a night's first index that it is. */
function readBack(content: string, isEnough: (first: number, lines: readonly Line[]) => boolean): Line[] {
  const folder = join(content, 'log');
  const nights = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')).sort().reverse() : [];
  const read: Line[][] = [];
  let next = Infinity;
  for (const name of nights) {
    const lines = linesOf(join(folder, name));
    const first = lines[0]?.entry.index ?? next;
    if (lines.some(({ entry }, n) => entry.index !== first + n) || (next !== Infinity && first + lines.length !== next)) throw new ArchiveError('BAD_STATE', join(folder, name), 'expected entries numbered without gaps, got others');
    read.unshift(lines);
    next = first;
    if (isEnough(first, lines)) break;
  }
  return read.flat();
}

function linesOf(file: string): Line[] {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => ({ line, entry: JSON.parse(line) as LogEntry | SealEntry }));
}
