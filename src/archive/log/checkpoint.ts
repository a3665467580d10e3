/**
 * Checkpoint: the text of the log's head (C2SP tlog-checkpoint): whose log, how many
 * entries, and the root of their tree. What is signed is this text.
 */
import { ArchiveError } from '../../errors.ts';
import { fromBase64 } from './base64.ts';
import { HASH_BYTES } from './hashes.ts';

/** A head of the log. */
export interface Checkpoint { origin: string; size: number; root: Buffer }

/** Returns the text of a note, three lines. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string { return `${origin}\n${size}\n${root.toString('base64')}\n`; }

/**
 * Returns the head a note's text states. Extension lines are allowed by the form and not read.
 *
 * @throws {ArchiveError} `BAD_LOG` if it is not the text of a checkpoint.
 */
export function parseCheckpoint(text: string, where = 'checkpoint'): Checkpoint {
  const [origin = '', size = '', written = '', ...rest] = text.split('\n');
  const root = fromBase64(written);
  const isWhole = origin !== '' && /^(?:0|[1-9]\d{0,15})$/.test(size) && Number.isSafeInteger(Number(size)) && root?.length === HASH_BYTES;
  if (!isWhole || rest.at(-1) !== '' || rest.slice(0, -1).includes('')) throw new ArchiveError('BAD_LOG', where, 'expected the lines origin, size and root, got others');
  return { origin, size: Number(size), root };
}
