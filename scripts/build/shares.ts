/**
 * Shares: a first build, or one after a change of the code, spread over several machines.
 * Each makes its share of the pages, of the records' files and of the volumes of the
 * search, from the same content and the same code; one of them puts all shares together,
 * adds what says something of the whole, and has it checked like any other portal.
 */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../../src/errors.ts';

/** Which of how many, the first is 1. */
export interface Share { at: number; of: number }

/** Says in a share's folder which one it is, and of what. */
const LABEL = 'share.json';
/** Things next to each other go to the same share: blocks of one list are alike. */
const RUN = 64;

/**
 * Reads `2/4`.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT`
 */
export function readShare(typed: string): Share {
  const [, at, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(typed) ?? []).map(Number);
  if (at === undefined || of === undefined || at < 1 || at > of) throw new ArchiveError('BAD_ARGUMENT', '--share', `expected a number and how many there are, 1/4 to 4/4, got "${typed}"`);
  return { at, of };
}

/** Yields what belongs to a share. */
export function* ownPart<T>(things: Iterable<T>, { at, of }: Share, run = RUN): Generator<T> {
  let place = 0;
  for (const thing of things) {
    if (Math.floor(place / run) % of === at - 1) yield thing;
    place += 1;
  }
}

/** Says which share a folder holds. */
export function labelShare(folder: string, share: Share, stamp: string): void {
  writeFileSync(join(folder, LABEL), `${JSON.stringify({ ...share, stamp })}\n`);
}

/**
 * Copies shares into one folder.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` unless they are all shares of one build of this stamp.
 */
export function mergeShares(folders: readonly string[], stamp: string, to: string): void {
  const labels = folders.map(labelOf);
  const other = labels.findIndex((label) => label.stamp !== stamp);
  if (other >= 0) throw new ArchiveError('BAD_ARGUMENT', folders[other]!, 'expected a share made of the same content by the same code, it was made of others');
  const of = labels[0]?.of ?? 0;
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((at) => labels.filter((label) => label.of === of && label.at === at).length !== 1);
  if (missing.length > 0 || labels.length !== of) throw new ArchiveError('BAD_ARGUMENT', '--merge', `expected each of ${of} shares once, not so: ${missing.join(', ') || 'others among them'}`);
  for (const folder of folders) for (const name of readdirSync(folder)) if (name !== LABEL) cpSync(join(folder, name), join(to, name), { recursive: true, preserveTimestamps: true });
  rmSync(join(to, LABEL), { force: true });
}

function labelOf(folder: string): Share & { stamp: string } {
  const file = join(folder, LABEL);
  if (!existsSync(file)) throw new ArchiveError('BAD_ARGUMENT', folder, `expected the folder of a share with its ${LABEL}, got none`);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Share & { stamp: string };
  } catch (error) {
    throw new ArchiveError('BAD_ARGUMENT', file, 'expected the label of a share, it could not be read', { cause: error });
  }
}
