/**
 * Standing log: the transparency log below the portal's `log/`: its tiles, the checkpoint
 * it ends with, and what the private folder remembers of the last one that was signed.
 *
 * Trust: whoever has both `content/` and the private folder of an old backup is told by
 * the portal that stands; whoever has all three, by the place it was published to.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseCheckpoint, type Checkpoint } from '../../src/archive/log/checkpoint.ts';
import { readNote } from '../../src/archive/log/note.ts';
import { rootAt } from '../../src/archive/log/tree.ts';
import { ArchiveError } from '../../src/errors.ts';
import type { Effects } from '../../src/model/effects.ts';

/** Where the last checkpoint is remembered, below the private folder. */
const REMEMBERED = 'checkpoint';

/** A checkpoint with its note as it stands. */
export interface StandingCheckpoint { note: string; checkpoint: Checkpoint; where: string }

/** Returns the checkpoint of a file, `null` if there is none. */
export function checkpointIn(file: string): StandingCheckpoint | null {
  if (!existsSync(file)) return null;
  const note = readFileSync(file, 'utf8');
  return { note, checkpoint: parseCheckpoint(readNote(note).text, file), where: file };
}

/** Returns the checkpoints that nothing may contradict: that of the portal, and the last one signed. */
export function standingCheckpoints(out: string, privateFolder: string): { portal: StandingCheckpoint | null; signed: StandingCheckpoint | null } {
  return { portal: checkpointIn(join(out, 'log/checkpoint')), signed: checkpointIn(join(privateFolder, REMEMBERED)) };
}

/** Remembers a checkpoint before anybody else sees it. */
export function rememberCheckpoint(effects: Effects, privateFolder: string, note: string): void {
  putFile(effects, join(privateFolder, REMEMBERED), note);
}

/**
 * Refuses a log that does not go on from a checkpoint.
 *
 * @param read - Reads a file below `log/`.
 * @throws {ArchiveError} `BAD_LOG`
 */
export function checkGrown(read: (path: string) => Buffer | null, now: Checkpoint, before: StandingCheckpoint | null): void {
  if (before === null) return;
  const { checkpoint, where } = before;
  if (checkpoint.origin !== now.origin) throw new ArchiveError('BAD_LOG', where, `expected a checkpoint of ${now.origin}, got one of ${checkpoint.origin}; the name of a log is for ever`);
  if (checkpoint.size > now.size) throw new ArchiveError('BAD_LOG', where, `expected a log of at least ${checkpoint.size} entries, as was published, got ${now.size}; content/ is older than what was published. Restore the newest backup`);
  if (!rootAt(read, now.size, checkpoint.size).equals(checkpoint.root)) throw new ArchiveError('BAD_LOG', where, `expected the first ${checkpoint.size} entries to be those that were published, got others; nothing was signed`);
}

/** Puts down a file by rename, unless it has these bytes. */
export function putFile(effects: Effects, file: string, content: string | Uint8Array, waiting = `${file}.new`): void {
  if (existsSync(file) && readFileSync(file).equals(Buffer.from(content))) return;
  if (!existsSync(dirname(file))) effects.makeFolder(dirname(file));
  effects.writeFile(waiting, content);
  effects.rename(waiting, file);
}

/** Puts down a file of the portal. It waits beside the portal: cut off, nothing is left in it that is no part of it. */
export function putInPortal(effects: Effects, out: string, path: string, content: string | Uint8Array): void {
  putFile(effects, join(out, path), content, `${out}.sealing`);
}

/** Returns what reads files below `log/` of a portal. */
export function readLogOf(out: string): (path: string) => Buffer | null {
  return (path) => (existsSync(join(out, 'log', path)) ? readFileSync(join(out, 'log', path)) : null);
}

/**
 * Refuses nights of `content/log/` that are of another length than the portal's lines.
 *
 * @throws {ArchiveError} `BAD_LOG`: what was published does not change.
 */
export function checkNights(content: string, out: string): void {
  for (const name of nightsOf(content)) {
    const [there, here] = [statSync(join(out, 'log', name), { throwIfNoEntry: false }), statSync(join(content, 'log', name))];
    if (there !== undefined && there.size !== here.size) throw new ArchiveError('BAD_LOG', join(content, 'log', name), `expected the ${there.size} bytes that were published, got ${here.size}`);
  }
}

/** Copies the nights that the portal's `log/` does not have as lines. */
export function copyNights(effects: Effects, content: string, out: string): void {
  for (const name of nightsOf(content)) if (!existsSync(join(out, 'log', name))) putInPortal(effects, out, `log/${name}`, readFileSync(join(content, 'log', name)));
}

function nightsOf(content: string): string[] {
  return readdirSync(join(content, 'log')).filter((name) => name.endsWith('.jsonl'));
}
