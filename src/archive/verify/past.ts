/**
 * Past: every head the log ever had, and the one a reader brings along, must be the
 * beginning of what stands now. This is what a city that holds the key itself can't get
 * around: whoever kept a head sees that the log was written anew.
 */
import { ArchiveError } from '../../errors.ts';
import { parseCheckpoint, type Checkpoint } from '../log/checkpoint.ts';
import { openNote, readNote } from '../log/note.ts';
import { answerLater, Tree } from '../log/tree.ts';
import type { Trust } from './heads.ts';
import { forEachOf, logOf, readWhole, type Mirror } from './mirror.ts';
import type { Statements } from './statements.ts';
import type { Walk } from './walk-log.ts';

const FOLDER = 'log/checkpoints/';

/** Returns the checkpoint of a note, believed as the head is. */
export function openCheckpoint(note: Uint8Array, { keys, isPreview }: Trust, where: string): Checkpoint {
  return parseCheckpoint(isPreview ? readNote(note).text : openNote(note, keys).text, where);
}

/** Holds the dated heads of a copy against its log: those at the sizes of its seals must be there. */
export async function checkPast(mirror: Mirror, walk: Walk, sealSizes: readonly number[], origin: string, trust: Trust, say: Statements): Promise<void> {
  await forEachOf(sealSizes, mirror.atOnce, async (size) => {
    const path = `${FOLDER}${size}`;
    const head = await readPast(mirror, path, trust, say);
    if (head === null) return;
    if (head.size !== size || head.origin !== origin) say.say(false, 'checkpoints', 'A head of the past is kept under the size of another.', path);
    else if (!head.root.equals(walk.roots.get(size)!)) say.say(false, 'rewritten', `The log was rewritten: what was signed for ${size} entries is not the beginning of it.`, path);
  });
  if (say.faults('checkpoints', 'rewritten') === 0) say.say(true, 'rewritten', `All ${sealSizes.length} dated heads are the beginning of this log.`);
}

async function readPast(mirror: Mirror, path: string, trust: Trust, say: Statements): Promise<Checkpoint | null> {
  const note = await readWhole(mirror, path);
  if (note === null) say.say(false, 'checkpoints', 'A head of the past is missing.', path);
  try {
    return note === null ? null : openCheckpoint(note, trust, path);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    // A log may begin as a preview and be signed later; what nobody signed binds nobody.
    const unsigned = unsignedPast(note!, path);
    if (unsigned === null) say.say(false, 'checkpoints', 'A head of the past can\'t be read, or none of the trusted keys signed it.', path);
    return unsigned;
  }
}

function unsignedPast(note: Buffer, path: string): Checkpoint | null {
  try {
    const { text, signatures } = readNote(note);
    return signatures.length === 0 ? parseCheckpoint(text, path) : null;
  } catch {
    return null; // Told as what can't be read.
  }
}

/** Judges a dated head that is not at a seal of the log. One that is further on may be the night that is being published. */
export async function judgeOther(mirror: Mirror, path: string, walk: Walk, trust: Trust, say: Statements): Promise<void> {
  const head = await readPast(mirror, path, trust, say);
  if (head === null) return;
  if (head.size > walk.size && await goesOn(mirror, walk, head)) return say.say(null, 'publishing', `A head of ${head.size} entries is on its way.`, path);
  say.say(false, 'rewritten', `The log was rewritten or cut: ${head.size} entries were signed, which this log does not have as its beginning.`, path);
}

/** Whether the tiles of the copy lead from what stands to a later head. */
async function goesOn(mirror: Mirror, walk: Walk, head: Checkpoint): Promise<boolean> {
  try {
    const tree = new Tree(head.size);
    const read = logOf(mirror);
    const [before, after] = [await answerLater(tree.hashOf(0, walk.size), read), await answerLater(tree.hashOf(0, head.size), read)];
    return before.equals(walk.roots.get(walk.size)!) && after.equals(head.root);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    return false;
  }
}

/** Holds the log against the head a reader has kept. */
export function checkSince(since: Checkpoint, walk: Walk, origin: string, say: Statements): void {
  if (since.origin !== origin) return say.say(false, 'since', `The head you kept is of ${since.origin}, this log is ${origin}.`);
  if (since.size > walk.size) return say.say(false, 'since', `This copy is older than the head you kept, or was cut: it has ${walk.size} entries, yours had ${since.size}.`);
  const isSame = since.size === 0 || since.root.equals(walk.roots.get(since.size)!);
  say.say(isSame, 'since', isSame ? `The log goes on from the head you kept, of ${since.size} entries.` : `History was rewritten: the first ${since.size} entries are not those of the head you kept.`);
}
