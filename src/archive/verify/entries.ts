/**
 * Entries: what a log entry of Glasshall may look like. An entry is read only if it is
 * written exactly as the export writes it, so that nothing can be hidden in one that
 * people and programs would read differently.
 */

/** A record came, changed, went or came back; `sha256` is that of its file, `null` when it went. */
export interface RecordEntry { index: number; on: string; event: 'release' | 'amend' | 'withdraw' | 'restore'; id: string; path: string; revision: number; sha256: string | null; reason: string }
/** A night was finished. */
export interface SealEntry { index: number; on: string; event: 'seal'; manifest: string; files: number; released: number; withdrawn: number; nextBy: string }
export type Entry = RecordEntry | SealEntry;

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const SHA256 = /^[0-9a-f]{64}$/;
const EVENTS = new Set(['release', 'amend', 'withdraw', 'restore']);

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
const matches = (pattern: RegExp) => (value: unknown) => typeof value === 'string' && pattern.test(value);

const SEAL: Shape = {
  index: isCount, on: matches(DAY), event: (value) => value === 'seal', manifest: matches(SHA256), files: isCount, released: isCount, withdrawn: isCount,
  nextBy: (value) => matches(INSTANT)(value) && !Number.isNaN(Date.parse(value as string)),
};
const RECORD: Shape = {
  index: isCount, on: matches(DAY), event: (value) => EVENTS.has(value as string), id: matches(/^[0-9a-z]{10}$/), path: matches(/^records(?:\/[0-9a-z-]{1,40}){1,6}\.(?:md|json)$/),
  revision: (value) => isCount(value) && value !== 0, sha256: (value) => value === null || matches(SHA256)(value), reason: matches(/^[a-z-]{1,40}$/),
};

/** Returns the entry, `null` if these bytes are none. */
export function readEntry(bytes: Buffer): Entry | null {
  const text = bytes.toString('utf8');
  try {
    const value = JSON.parse(text) as Entry;
    const shape = value.event === 'seal' ? SEAL : RECORD;
    const isExact = JSON.stringify(value) === text && Object.keys(value).join() === Object.keys(shape).join();
    return isExact && Object.entries(shape).every(([key, holds]) => holds((value as unknown as Record<string, unknown>)[key])) && isWhole(value) ? value : null;
  } catch {
    return null; // Not JSON, or not an object.
  }
}

function isWhole(entry: Entry): boolean {
  return entry.event === 'seal' || ((entry.sha256 === null) === (entry.event === 'withdraw') && entry.path.split('/').at(-1)!.split('.')[0] === entry.id);
}

/** Returns whether a path is one at which a record's file can stand; its pages stand beside it. */
export function isRecordPath(path: string): boolean { return /^records\/(?:[0-9a-z-]+\/)+[0-9a-z]{10}\.(?:md|json)$/.test(path); }
