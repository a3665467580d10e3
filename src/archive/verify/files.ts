/**
 * Files: every file of the sealed list is hashed once and held against the list and, if
 * it is a record's, against the last entry of the log. While a publish is under way a
 * file may be the old or the new one.
 */
import { ArchiveError } from '../../errors.ts';
import { isRecordPath } from './entries.ts';
import type { History, State } from './history.ts';
import { readShard, type Hashes } from './manifests.ts';
import { forEachOf, readWhole, sha256Of, type Mirror } from './mirror.ts';
import type { Statements } from './statements.ts';
import { isTombstone } from './tombstone.ts';

/** A file and the hashes it may have; `null` among them means that it may be absent. */
interface Expected { path: string; hashes: readonly (string | null)[] }

/** What the files of a copy are held against. `manifests` are one, or two while a publish is under way. */
export interface FileCheck { mirror: Mirror; manifests: readonly Hashes[]; history: History; isPublishing: boolean; onFile: (path: string) => void; say: Statements }

/** What was looked at; `isWhole` tells that every file of the list was there. */
export interface CheckedFiles { count: number; isWhole: boolean }

/** Checks every file of the list. */
export async function checkFiles(check: FileCheck): Promise<CheckedFiles> {
  const { mirror, history, onFile, say } = check;
  const seen = new Set<string>();
  let count = 0;
  await forEachOf(expectations(check), mirror.atOnce, async (expected) => {
    count += 1;
    onFile(expected.path);
    if (isRecordPath(expected.path) && !history.isBeside(expected.path)) await checkRecordFile(check, expected, seen);
    else await checkFile(mirror, expected, say);
  });
  for (const state of history.states.values()) if (!seen.has(state.id)) sayMissing(state, say);
  if (say.faults('manifest', 'altered', 'missing', 'withdrawn-served', 'not-in-log') === 0) say.say(true, 'altered', `All ${count} files are those that were sealed${check.isPublishing ? ', before or after this night' : ''}; ${seen.size} records are those of the log.`);
  return { count, isWhole: say.faults('missing', 'manifest') === 0 };
}

/** Shards that both lists have in common hold the same lines, so they need not be remembered. */
async function* expectations({ mirror, manifests, say }: FileCheck): AsyncGenerator<Expected> {
  const [first, second = first] = manifests as [Hashes, Hashes?];
  const [before, after]: [Map<string, string>, Map<string, string>] = [new Map(), new Map()];
  for (const [path, hash] of new Map([...first, ...second])) {
    const lines = await linesOf(mirror, path, hash, say);
    const isCommon = first.get(path) === second.get(path);
    if (isCommon) for (const [file, one] of lines) yield { path: file, hashes: [one] };
    else for (const [file, one] of lines) (first.has(path) ? before : after).set(file, one);
  }
  for (const path of new Set([...before.keys(), ...after.keys()])) yield { path, hashes: [before.get(path) ?? null, after.get(path) ?? null] };
}

async function linesOf(mirror: Mirror, path: string, hash: string, say: Statements): Promise<Hashes> {
  try {
    return await readShard(mirror, path, hash);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    say.say(false, 'manifest', 'A part of the list of all files is missing or not the one that was sealed.', path);
    return new Map();
  }
}

async function checkFile(mirror: Mirror, { path, hashes }: Expected, say: Statements): Promise<void> {
  const hash = await sha256Of(mirror, path);
  if (hashes.includes(hash)) return;
  if (hash === null) say.say(false, 'missing', 'A file that was sealed is missing.', path);
  else say.say(false, 'altered', 'A file was altered: it is not the one that was sealed.', path);
}

async function checkRecordFile({ mirror, history, isPublishing, say }: FileCheck, { path, hashes }: Expected, seen: Set<string>): Promise<void> {
  const states = [history.at(path), isPublishing ? history.beforeAt(path) ?? undefined : undefined].filter((state) => state !== undefined);
  for (const { id } of states) seen.add(id);
  if (states.length === 0) return say.say(false, 'not-in-log', 'This record is not in the log.', path);
  if (!isPublishing && states[0]!.sha256 !== null && states[0]!.sha256 !== hashes[0]) say.say(false, 'altered', 'The list of all files has another hash for this record than the log.', path);
  const hash = await sha256Of(mirror, path);
  if (hash === null) return hashes.includes(null) ? undefined : sayMissing(states[0]!, say);
  await judgeRecord(mirror, path, states, { isListed: hashes.includes(hash), hash }, say);
}

/** Says what is wrong with a record's file, if anything is. Used with and without a list of all files. */
export async function judgeRecord(mirror: Mirror, path: string, states: readonly State[], { isListed, hash }: { isListed: boolean; hash: string }, say: Statements): Promise<boolean> {
  if (isListed && states.some(({ sha256 }) => sha256 === hash)) return true;
  if (states.some(({ sha256 }) => sha256 === null)) {
    const bytes = await readWhole(mirror, path);
    if (bytes === null || !isTombstone(bytes)) say.say(false, 'withdrawn-served', `This record was withdrawn (entry ${states[0]!.index} of the log) and is still served.`, path);
    else if (!isListed) say.say(false, 'altered', 'The tombstone of this record is not the one that was sealed.', path);
    return isListed && bytes !== null && isTombstone(bytes);
  }
  say.say(false, 'altered', `This record was altered: it is not the one of its last entry in the log (${states[0]!.index}).`, path);
  return false;
}

function sayMissing({ path, sha256, index }: State, say: Statements): void {
  say.say(false, 'missing', sha256 === null ? `The tombstone of this record is missing; it was withdrawn (entry ${index} of the log).` : `This record is missing, and the log tells of no withdrawal (entry ${index}).`, path);
}

/** Holds the records alone against the log, without any list. */
export async function checkRecords({ mirror, history, isPublishing, onFile, say }: Omit<FileCheck, 'manifests'>): Promise<void> {
  await forEachOf(history.states.values(), mirror.atOnce, async (state) => {
    onFile(state.path);
    const before = isPublishing ? history.before.get(state.id) : undefined;
    const hash = await sha256Of(mirror, state.path);
    if (hash !== null) await judgeRecord(mirror, state.path, before == null ? [state] : [state, before], { isListed: true, hash }, say);
    else if (before !== null) sayMissing(state, say);
  });
  if (say.faults('altered', 'missing', 'withdrawn-served') === 0) say.say(true, 'altered', `All ${history.states.size} records are those of the log. Pages were not looked at.`);
}
