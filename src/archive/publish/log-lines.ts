/**
 * Log lines: the readable log of a portal (`log/NNNNNN.jsonl`, one file per night),
 * read from its end, because a publish asks only what is new. Entries are numbered
 * without gaps over all files; a file's first line tells where it begins.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../../errors.ts';

/** What publishing asks of an entry; `manifest` is only in a seal. */
export interface Entry { index: number; event: string; id?: string; manifest?: string }

/** The end of the log from an index on: entries, and the files that hold them (below the portal). */
export interface Tail { entries: Entry[]; files: string[] }

const LOG_FILE = /^\d{6,}\.jsonl$/;

/** Returns the entries of all files that hold one with `index >= from`, oldest first. */
export function tailOf(folder: string, from: number): Tail {
  const tail: Tail = { entries: [], files: [] };
  for (const name of logFiles(folder).reverse()) {
    const entries = entriesIn(folder, name);
    if ((entries.at(-1)?.index ?? from) < from) break;
    tail.entries.unshift(...entries);
    tail.files.unshift(`log/${name}`);
  }
  return tail;
}

/**
 * Returns the newest entry.
 *
 * @throws {ArchiveError} `NOT_SEALED` if there is no log.
 */
export function lastEntry(folder: string): Entry {
  const name = logFiles(folder).at(-1);
  const entry = name === undefined ? undefined : entriesIn(folder, name).at(-1);
  if (entry === undefined) throw new ArchiveError('NOT_SEALED', 'log', `expected a log with entries in ${folder}, got none; only a sealed portal can be published`);
  return entry;
}

/** Returns the sizes the log had at its last seals before an index, newest first. */
export function sealedSizes(folder: string, before: number, atMost: number): number[] {
  const sizes: number[] = [];
  for (const name of logFiles(folder).reverse()) {
    if (sizes.length >= atMost) break;
    sizes.push(...entriesIn(folder, name).filter(({ event, index }) => event === 'seal' && index + 1 < before).map(({ index }) => index + 1).reverse());
  }
  return sizes.slice(0, atMost);
}

function logFiles(folder: string): string[] {
  try {
    return readdirSync(join(folder, 'log')).filter((name) => LOG_FILE.test(name)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  } catch (error) {
    throw new ArchiveError('NOT_SEALED', 'log', `expected a log in ${folder}, there is none; only a sealed portal can be published`, { cause: error });
  }
}

function entriesIn(folder: string, name: string): Entry[] {
  const lines = readFileSync(join(folder, 'log', name), 'utf8').split('\n').slice(0, -1);
  return lines.map((line, n) => readEntry(line, `log/${name}:${n + 1}`));
}

function readEntry(line: string, where: string): Entry {
  try {
    const entry = JSON.parse(line) as Entry;
    if (Number.isSafeInteger(entry.index) && typeof entry.event === 'string') return entry;
  } catch { /* Told below, without what stands there. */ }
  throw new ArchiveError('BAD_LOG', where, 'expected a log entry, got something else');
}
