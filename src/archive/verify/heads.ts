/**
 * Heads: the checkpoints of a copy and who has signed them: the one that stands, and the
 * one that is coming while a publish is under way.
 */
import { ArchiveError } from '../../errors.ts';
import { parseCheckpoint, type Checkpoint } from '../log/checkpoint.ts';
import { LOG_KEY, logKeyOf, parseVerifierKey, WITNESS_KEY, type VerifierKey } from '../log/keys.ts';
import { isBy, openNote, readNote, type ReadNote } from '../log/note.ts';
import { keysOfSigners } from '../ssh-signature.ts';
import { readWhole, type Mirror } from './mirror.ts';
import type { Statements } from './statements.ts';

export const CHECKPOINT = 'log/checkpoint';
export const NEXT_CHECKPOINT = 'log/next';
export const VERIFIER_KEY = 'log/vkey';
export const ALLOWED_SIGNERS = 'allowed_signers';

/** Whom to believe. `isPreview`: nobody, since nobody has signed. */
export interface Trust { keys: readonly VerifierKey[]; witnesses: readonly VerifierKey[]; isPreview: boolean }

/** A checkpoint with the note it came in. */
export interface Head extends Checkpoint { note: Buffer; path: string }

/**
 * Returns whom to believe of those that were given; without any, the copy's own key, of
 * which it is said that it vouches for itself.
 */
export async function trustOf(mirror: Mirror, given: { keys: readonly VerifierKey[]; witnesses: readonly VerifierKey[] }, say: Statements): Promise<Trust> {
  const witnesses = given.witnesses.filter(({ kind }) => kind === WITNESS_KEY);
  const keys = given.keys.filter(({ kind }) => kind === LOG_KEY);
  if (given.keys.length > 0) return { keys, witnesses, isPreview: false };
  const own = await readWhole(mirror, VERIFIER_KEY);
  if (own === null) return { keys: [], witnesses, isPreview: true };
  say.say(null, 'own-key', 'The key was taken from this copy itself: that it holds proves nothing about who signed it. Give the city\'s key, from another place, with --key.', VERIFIER_KEY);
  try {
    const key = parseVerifierKey(own.toString('utf8'), VERIFIER_KEY);
    // Keys that were replaced have signed heads of the past; they stand only there.
    const others = keysOfSigners((await readWhole(mirror, ALLOWED_SIGNERS))?.toString('utf8') ?? '').map((one) => logKeyOf(key.name, one)).filter(({ id }) => !id.equals(key.id));
    return { keys: [key, ...others], witnesses, isPreview: false };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    say.say(false, 'keys', 'The key that this copy hands out can\'t be read.', VERIFIER_KEY);
    return { keys: [], witnesses, isPreview: false };
  }
}

/** Returns the head of a copy, `null` if there is none that can be believed; why not is said. */
export async function readHead(mirror: Mirror, path: string, trust: Trust, say: Statements): Promise<Head | null> {
  const note = await readWhole(mirror, path);
  if (note === null) {
    if (path === CHECKPOINT) say.say(false, 'signature', 'There is no head of a log: nothing of this copy can be verified.', path);
    return null;
  }
  try {
    const read = readNote(note);
    const head = { ...parseCheckpoint(read.text, path), note, path };
    return isBelieved(head, read, trust, say) ? head : null;
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    say.say(false, 'signature', 'The head of the log can\'t be read.', path);
    return null;
  }
}

function isBelieved(head: Head, { signatures }: ReadNote, trust: Trust, say: Statements): boolean {
  const { keys, isPreview } = trust;
  if (signatures.length === 0) {
    const holds = isPreview ? null : false;
    say.say(holds, 'unsigned', isPreview ? 'This is an unsigned preview: nobody vouches for it.' : 'Nobody has signed the head of the log, although there is a key.', head.path);
    return isPreview;
  }
  if (!signatures.some((line) => keys.some((key) => isBy(line, key)))) {
    say.say(false, 'wrong-key', `The head of the log is signed by somebody else: by none of the ${keys.length} trusted keys.`, head.path);
    return false;
  }
  return isSigned(head, trust, say);
}

function isSigned(head: Head, { keys, witnesses }: Trust, say: Statements): boolean {
  try {
    const { verifiedBy } = openNote(head.note, keys);
    if (!verifiedBy.some(({ name }) => name === head.origin)) {
      say.say(false, 'wrong-key', 'The head is of another log than the key that signed it.', head.path);
      return false;
    }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    say.say(false, 'bad-signature', 'The head of the log names a trusted key, but its signature does not hold.', head.path);
    return false;
  }
  say.say(true, 'signature', `The head of the log, ${head.size} entries, is signed by ${head.origin}.`, head.path);
  for (const witness of witnesses) sayOfWitness(head, witness, say);
  return true;
}

function sayOfWitness({ note, path }: Head, witness: VerifierKey, say: Statements): void {
  if (!readNote(note).signatures.some((line) => isBy(line, witness))) return say.say(null, 'witness', `${witness.name} has not cosigned it.`, path);
  try {
    const time = openNote(note, [witness]).verifiedBy[0]?.time ?? 0;
    say.say(true, 'witness', `${witness.name} had seen the log grow only, at ${new Date(time * 1000).toISOString()}.`, path);
  } catch {
    say.say(false, 'witness', `The cosignature of ${witness.name} does not hold.`, path);
  }
}
