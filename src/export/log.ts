/**
 * Log: what happened to every record, `content/log/<night>.jsonl`, append-only.
 * An entry is harmless for ever: ids, paths, hashes of bytes that hold a nonce, and
 * reason codes of a closed set.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../errors.ts';
import { check } from '../model/record-file.ts';
import { logEntrySchema, type LogEntry, type SealEntry } from '../model/record.ts';
import type { Counters } from './state.ts';
import type { Staging } from './staging.ts';

/** The entries of one night. */
export class Log {
  readonly #entries: LogEntry[] = [];
  readonly #counters: Counters;

  constructor(counters: Counters) { this.#counters = counters; }

  add(entry: Omit<LogEntry, 'index'>): void {
    const index = this.#counters.logLength + this.#entries.length;
    this.#entries.push(check(entry.id, logEntrySchema, {
      index, on: entry.on, event: entry.event, id: entry.id, path: entry.path, revision: entry.revision, sha256: entry.sha256, reason: entry.reason,
    }));
  }

  /** Stages tonight's file, if anything happened, and returns the counters after it. */
  write(staging: Staging): Counters {
    if (this.#entries.length === 0) return this.#counters;
    return append(this.#counters, staging, this.#entries);
  }
}

/**
 * Stages the seal of a portal and returns the counters after it.
 *
 * @throws {ArchiveError} `BUILD_FAILED` if it does not follow the last entry.
 */
export function sealLog(counters: Counters, staging: Staging, entry: SealEntry): Counters {
  if (entry.index !== counters.logLength) throw new ArchiveError('BUILD_FAILED', 'content/log', `expected a log of ${entry.index} entries, as the portal was sealed with, got ${counters.logLength}; a night or a withdrawal came between`);
  return append(counters, staging, [entry]);
}

function append(counters: Counters, staging: Staging, entries: readonly (LogEntry | SealEntry)[]): Counters {
  const nights = counters.nights + 1;
  const lastLogSha256 = staging.write(`log/${nameOf(nights)}`, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  return { nights, logLength: counters.logLength + entries.length, lastLogSha256, lastNight: counters.lastNight };
}

function nameOf(night: number): string { return `${String(night).padStart(6, '0')}.jsonl`; }

/**
 * Refuses a content folder and a private state that do not belong together: an old
 * backup of either would hand out new ids for old papers or number the log twice.
 *
 * @throws {ArchiveError} `BAD_STATE` with the night expected and the one found.
 */
export function checkSameHistory(contentFolder: string, counters: Counters): void {
  const folder = join(contentFolder, 'log');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')).sort() : [];
  const last = names.at(-1) ?? 'none';
  const expected = counters.nights === 0 ? 'none' : nameOf(counters.nights);
  if (last !== expected || names.length !== counters.nights) {
    throw new ArchiveError('BAD_STATE', folder, `expected ${counters.nights} nights, the last one ${expected}, as the private state has it; got ${names.length}, the last one ${last}. Restore both from the same backup`);
  }
  if (counters.nights === 0) return;
  const sha256 = createHash('sha256').update(readFileSync(join(folder, last))).digest('hex');
  if (sha256 !== counters.lastLogSha256) throw new ArchiveError('BAD_STATE', join(folder, last), 'expected the bytes the last night wrote, got others. Restore private folder and content/ from the same backup');
}
