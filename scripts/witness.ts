/**
 * `npm run witness`: watches a log for the public. It looks at the head of a copy, makes
 * sure that it is signed and that the log has only grown since the head it saw last, and
 * prints the line that says so; the city puts it under its checkpoint.
 *
 *     GLASSHALL_WITNESS_KEY=… npm run witness -- <folder or address> --key <key or file> --state <folder>
 *
 * Durable steps: the new head is stored before the line is printed. If we die in between,
 * the next run prints a line for the same head or a later one; a line for a head that was
 * forgotten can never have left. The first head that is seen is believed.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint, type Checkpoint } from '../src/archive/log/checkpoint.ts';
import { cosign, openNote, parseSigningKey, type SigningKey, type VerifierKey } from '../src/archive/log/note.ts';
import { consistencyProof, isConsistent } from '../src/archive/log/proof.ts';
import { answerLater, Tree } from '../src/archive/log/tree.ts';
import { logOf, type Mirror } from '../src/archive/verify/mirror.ts';
import { ArchiveError } from '../src/errors.ts';
import type { Effects } from '../src/model/effects.ts';
import { optionsAndWords, run } from './command.ts';
import { realEffects } from './effects.ts';
import { keysOf, mirrorOf } from './verify.ts';

/** The name of the environment variable with the witness's key. */
export const WITNESS_KEY_VARIABLE = 'GLASSHALL_WITNESS_KEY';

const OPTIONS = { key: { type: 'string', multiple: true, default: [] as string[] }, state: { type: 'string' } } as const;

/** What a witness looks at and where it remembers. */
export interface Witnessing { mirror: Mirror; keys: readonly VerifierKey[]; stateFolder: string; witness: SigningKey; effects: Effects }

/**
 * Returns the cosignature of the head that stands, after it was stored.
 *
 * @throws {ArchiveError} `BAD_LOG` if the head is not signed by a key that was given, is
 *   smaller than the one seen last, or does not go on from it.
 */
export async function witness({ mirror, keys, stateFolder, witness: key, effects }: Witnessing): Promise<string> {
  const note = await logOf(mirror)('checkpoint');
  if (note === null) throw new ArchiveError('BAD_LOG', 'log/checkpoint', 'expected the head of a log, got no file');
  const { text, verifiedBy } = openNote(note, keys);
  const head = parseCheckpoint(text);
  if (!verifiedBy.some(({ name, time }) => name === head.origin && time === null)) throw new ArchiveError('BAD_LOG', 'log/checkpoint', 'expected the signature of the log itself, got that of another key');
  const file = join(stateFolder, `${createHash('sha256').update(head.origin).digest('hex').slice(0, 16)}.checkpoint`);
  mkdirSync(stateFolder, { recursive: true });
  const unlock = lock(`${file}.lock`);
  try {
    if (existsSync(file)) await checkGrown(mirror, parseCheckpoint(openNote(readFileSync(file), keys).text, file), head);
    effects.writeFile(`${file}.new`, note);
    effects.rename(`${file}.new`, file);
    return cosign(text, key, Math.floor(effects.now().getTime() / 1000));
  } finally {
    unlock();
  }
}

/** Two at once could each go on from the same head to another, and forget one of them. */
function lock(file: string): () => void {
  try {
    closeSync(openSync(file, 'wx'));
  } catch {
    throw new ArchiveError('BAD_STATE', file, 'expected no other witness at work here; if there is none, one was cut off: remove this file');
  }
  return () => rmSync(file, { force: true });
}

async function checkGrown(mirror: Mirror, before: Checkpoint, head: Checkpoint): Promise<void> {
  if (head.size < before.size) throw new ArchiveError('BAD_LOG', 'log/checkpoint', `expected a log of at least ${before.size} entries, as was seen before, got ${head.size}`);
  const proof = await answerLater(consistencyProof(new Tree(head.size), before.size), logOf(mirror));
  if (!isConsistent(before.size, before.root, head.size, head.root, proof)) throw new ArchiveError('BAD_LOG', 'log/checkpoint', `HISTORY WAS REWRITTEN: expected the ${before.size} entries that were seen before at its beginning, got others. Keep the file of the state: it is the evidence`);
}

if (import.meta.main) {
  await run(async () => {
    const { values, positionals } = optionsAndWords(OPTIONS);
    const [named] = positionals;
    const secret = process.env[WITNESS_KEY_VARIABLE];
    if (named === undefined || positionals.length > 1 || values.state === undefined || values.key === undefined || values.key.length === 0) throw new ArchiveError('BAD_ARGUMENT', 'command line', 'expected <folder or address> --key <key or file> --state <folder>, got something else');
    if (secret === undefined) throw new ArchiveError('BAD_ARGUMENT', WITNESS_KEY_VARIABLE, 'expected the key of the witness in the environment (npm run log-key -- --witness makes one), got none');
    process.stdout.write(await witness({ mirror: mirrorOf(named), keys: keysOf('--key', values.key), stateFolder: values.state, witness: parseSigningKey(secret, WITNESS_KEY_VARIABLE), effects: realEffects }));
  });
}
