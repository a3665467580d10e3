/**
 * Sealed: the portal that is to be published, as it lies in `dist/`. What is not sealed
 * is not published: a half-moved build, or files changed by hand after the seal, would
 * reach every mirror as something the log has never promised.
 *
 * Only the manifest, the last entries of the log and the right edge of its tree are
 * looked at here; every file is held against its line when it is read to be sent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ArchiveError } from '../../errors.ts';
import { parseCheckpoint, type Checkpoint } from '../log/checkpoint.ts';
import { readNote } from '../log/note.ts';
import { rootAt } from '../log/tree.ts';
import { MANIFEST } from '../manifest/manifest.ts';
import { parseLines, sha256Of, type Hashes } from '../manifest/shards.ts';
import { lastEntry } from './log-lines.ts';

/** The head of the log, below the portal. */
export const CHECKPOINT = 'log/checkpoint';

/** A sealed portal. `shards` is the top level of its manifest. */
export interface Sealed { folder: string; manifest: string; shards: Hashes; head: Checkpoint; checkpoint: Buffer }

/**
 * Opens a portal for publishing.
 *
 * @throws {ArchiveError} `NOT_SEALED` if a build was cut off in the middle of its moves,
 *   or if manifest, seal, tree and checkpoint do not belong together.
 */
export function openSealed(folder: string): Sealed {
  refuseHalfMoved(folder);
  const manifest = needed(folder, MANIFEST).toString('utf8');
  const checkpoint = needed(folder, CHECKPOINT);
  const head = parseCheckpoint(readNote(checkpoint).text, CHECKPOINT);
  const { index, event, manifest: sealed } = lastEntry(folder);
  if (event !== 'seal') throw notSealed(folder, `expected the log to end with a seal, got "${event}"`);
  if (sealed !== sha256Of(manifest)) throw notSealed(MANIFEST, 'expected the manifest that the last seal names, got another one');
  if (head.size !== index + 1) throw notSealed(CHECKPOINT, `expected a log of ${index + 1} entries, got one of ${head.size}`);
  if (!rootAt((path) => readFile(folder, `log/${path}`), head.size, head.size).equals(head.root)) throw notSealed(CHECKPOINT, 'expected the root of the tree in log/tile, got another one');
  return { folder, manifest, shards: parseLines(MANIFEST, manifest), head, checkpoint };
}

/** Returns a file of the portal, `null` if it is not there. */
export function readFile(folder: string, path: string): Buffer | null {
  const file = join(folder, path);
  return existsSync(file) ? readFileSync(file) : null;
}

/**
 * Returns the bytes of a file that is to be sent.
 *
 * @param sha256 - What the manifest says of it; `null` for what is sealed by other means: the log and the manifest itself.
 * @throws {ArchiveError} `NOT_SEALED` if it is gone or its bytes are others.
 */
export function readSealed(folder: string, path: string, sha256: string | null): Buffer {
  const bytes = needed(folder, path);
  if (sha256 !== null && sha256Of(bytes) !== sha256) throw notSealed(path, 'expected the bytes that the manifest names, got others; build and seal again');
  return bytes;
}

function refuseHalfMoved(folder: string): void {
  const moves = join(dirname(folder), `${basename(folder)}.moves.json`);
  if (existsSync(moves)) throw notSealed(moves, 'expected a finished build, found the list of what one was moving; build again');
}

function needed(folder: string, path: string): Buffer {
  const bytes = readFile(folder, path);
  if (bytes === null) throw notSealed(path, `expected it in ${folder}, it is not there; only a sealed portal can be published`);
  return bytes;
}

function notSealed(where: string, message: string): ArchiveError {
  return new ArchiveError('NOT_SEALED', where, message);
}
