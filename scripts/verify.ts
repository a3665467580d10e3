/**
 * `npm run verify`: looks at a copy of the portal, a folder or an address, and says in
 * words what holds and what does not.
 *
 *     npm run verify -- <folder or address> [--key <key or file>]… [--witness <key or file>]…
 *         [--since <checkpoint file>] [--records-only] [--preview]
 *     npm run verify -- <folder or address> --record <id> [--proof <file to write, or to check>]
 *     npm run verify -- [<folder or address>] --proof <file to check> [--key <key or file>]…
 *
 * Exit code 0 only if all holds; an unsigned preview holds only with `--preview`. Without
 * `--key` the key is the copy's own, which proves nothing about who signed: take the
 * city's from its paper, its register or an older copy. It needs nothing of the city's
 * but this folder of code.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { parseCheckpoint, type Checkpoint } from '../src/archive/log/checkpoint.ts';
import { LOG_KEY, parseVerifierKey, type VerifierKey } from '../src/archive/log/keys.ts';
import { openNote, readNote } from '../src/archive/log/note.ts';
import { folderMirror, type Mirror } from '../src/archive/verify/mirror.ts';
import { verifyProof, verifyRecord } from '../src/archive/verify/record.ts';
import { verdictOf, type Statement } from '../src/archive/verify/statements.ts';
import { verifyMirror } from '../src/archive/verify/verify.ts';
import { ArchiveError } from '../src/errors.ts';
import { optionsAndWords, run } from './command.ts';
import { realEffects } from './effects.ts';
import { showProgress } from './progress.ts';
import { linesOf, verdictLine } from './verify/told.ts';
import { urlMirror } from './verify/url-mirror.ts';

const OPTIONS = {
  key: { type: 'string', multiple: true, default: [] as string[] }, witness: { type: 'string', multiple: true, default: [] as string[] }, since: { type: 'string' },
  record: { type: 'string' }, proof: { type: 'string' }, 'records-only': { type: 'boolean', default: false }, preview: { type: 'boolean', default: false },
} as const;

/** How often the progress is told. */
const FILES_A_LINE = 1000;

/**
 * Returns the copy a person named.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` if it is neither a folder nor an address.
 */
export function mirrorOf(named: string): Mirror {
  if (/^https?:\/\//.test(named)) return urlMirror(named);
  if (!existsSync(named) || !statSync(named).isDirectory()) throw new ArchiveError('BAD_ARGUMENT', 'copy', 'expected a folder or an address with http:// or https://, got something else');
  return folderMirror(named);
}

/**
 * Returns the keys of an option, each a line or a file of lines.
 *
 * @throws {ArchiveError} `BAD_CONFIGURATION` for a line that is no key.
 */
export function keysOf(option: string, values: readonly string[]): VerifierKey[] {
  const lines = values.flatMap((value) => (existsSync(value) ? readFileSync(value, 'utf8').split('\n') : [value]));
  return lines.filter((line) => line.trim() !== '').map((line) => parseVerifierKey(line, option));
}

/** The head a reader has kept; it was verified then, and is again if a key is given. */
function sinceOf(file: string, keys: readonly VerifierKey[]): Checkpoint {
  if (!existsSync(file)) throw new ArchiveError('BAD_ARGUMENT', '--since', 'expected the file of a checkpoint, got none');
  const note = readFileSync(file);
  return parseCheckpoint(keys.length === 0 ? readNote(note).text : openNote(note, keys).text, '--since');
}

type Values = ReturnType<typeof optionsAndWords<typeof OPTIONS>>['values'];

async function look(named: string | undefined, values: Values): Promise<Statement[]> {
  const keys = keysOf('--key', values.key ?? []);
  const witnesses = keysOf('--witness', values.witness ?? []);
  if (keys.some(({ kind }) => kind !== LOG_KEY)) throw new ArchiveError('BAD_ARGUMENT', '--key', 'expected keys of a log, got that of a witness; give it with --witness');
  const { record: id, proof } = values;
  const mirror = named === undefined ? null : mirrorOf(named);
  if (proof !== undefined && existsSync(proof)) return verifyProof({ proof: readFileSync(proof, 'utf8'), mirror, keys, ...(id === undefined ? {} : { id }) });
  if (mirror === null) throw new ArchiveError('BAD_ARGUMENT', 'copy', 'expected a folder or an address, got none');
  if (id === undefined) return whole(mirror, values, keys, witnesses);
  const found = await verifyRecord({ mirror, id, keys, witnesses, now: realEffects.now() });
  if (proof !== undefined && found.proof !== null) writeFileSync(proof, found.proof);
  return found.statements;
}

async function whole(mirror: Mirror, values: Values, keys: readonly VerifierKey[], witnesses: readonly VerifierKey[]): Promise<Statement[]> {
  if (values.proof !== undefined) throw new ArchiveError('BAD_ARGUMENT', '--proof', 'expected a file to check, or --record with one to write, got neither');
  let count = 0;
  const onFile = () => {
    count += 1;
    if (count % FILES_A_LINE === 0) showProgress({ stage: 'verify', done: count, total: count, note: `${count} files` });
  };
  return verifyMirror({
    mirror, keys, witnesses, now: realEffects.now(), recordsOnly: values['records-only'] ?? false, onFile,
    ...(values.since === undefined ? {} : { since: sinceOf(values.since, keys) }),
  });
}

if (import.meta.main) {
  await run(async () => {
    const { values, positionals } = optionsAndWords(OPTIONS);
    if (positionals.length > 1) throw new ArchiveError('BAD_ARGUMENT', 'command line', `expected one copy, got ${positionals.length}`);
    const statements = await look(positionals[0], values);
    const verdict = verdictOf(statements);
    process.stdout.write([...linesOf(statements), '', verdictLine(verdict, statements), ''].join('\n'));
    process.exitCode = verdict === 'holds' || (verdict === 'preview' && values.preview === true) ? 0 : 1;
  });
}
