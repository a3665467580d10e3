/**
 * Head: whether the log a target has published is the beginning of ours. If it is not,
 * nothing is sent: whoever has seen the target would see a history rewritten, and a
 * `content/` restored from an old backup would take back what mirrors already hold.
 *
 * A target without signatures is a preview; it may become a signed portal, because its
 * root is compared all the same. The other way round is refused: a portal that was
 * signed never becomes one that nobody vouches for.
 */
import { ArchiveError } from '../../errors.ts';
import { parseCheckpoint, type Checkpoint } from '../log/checkpoint.ts';
import type { VerifierKey } from '../log/keys.ts';
import { openNote, readNote } from '../log/note.ts';
import { rootAt } from '../log/tree.ts';
import { readFile, type Sealed } from './sealed.ts';

/**
 * Returns how many entries a target's checkpoint covers, 0 if it has none.
 *
 * @throws {ArchiveError} `BAD_TARGET` if ours does not continue it.
 */
export function checkHead(target: string, path: string, small: ReadonlyMap<string, Uint8Array>, ours: Sealed, keys: readonly VerifierKey[]): number {
  const note = small.get(path);
  if (note === undefined) return 0;
  const where = `${target}: ${path}`;
  const head = headIn(note, where, ours, keys);
  if (head.origin !== ours.head.origin) throw refused(where, 'expected the log of this portal, got another log');
  if (head.size > ours.head.size) throw refused(where, `expected at most the ${ours.head.size} entries of this portal's log, got ${head.size}; was content/ restored from an old backup?`);
  const root = rootAt((file) => readFile(ours.folder, `log/${file}`), ours.head.size, head.size);
  if (!root.equals(head.root)) throw refused(where, `expected the first ${head.size} entries to be those of this portal's log, got others; a log is never rewritten`);
  return head.size;
}

function headIn(note: Uint8Array, where: string, ours: Sealed, keys: readonly VerifierKey[]): Checkpoint {
  try {
    const { text, signatures } = readNote(note);
    if (signatures.length > 0 && readNote(ours.checkpoint).signatures.length === 0) throw refused(where, 'expected a preview, got a signed log, and this portal is not signed; seal it with GLASSHALL_LOG_KEY');
    if (signatures.length > 0 && keys.length > 0) openNote(note, keys);
    return parseCheckpoint(text, where);
  } catch (error) {
    if (!(error instanceof ArchiveError) || error.code === 'BAD_TARGET') throw error;
    throw refused(where, `expected a checkpoint signed by a key of content/city.json, got none: ${error.message}`, error);
  }
}

function refused(where: string, message: string, cause?: unknown): ArchiveError {
  return new ArchiveError('BAD_TARGET', where, message, { cause });
}
