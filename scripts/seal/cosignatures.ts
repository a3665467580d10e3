/**
 * Cosignatures: lines by which witnesses say that they have seen the log grow only. They
 * come as a file, from whoever the city asked, and are put under the newest checkpoint;
 * its text and the city's own signature stay as they are.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBy, openNote, parseVerifierKey, readNote, type VerifierKey } from '../../src/archive/log/note.ts';
import { ArchiveError } from '../../src/errors.ts';
import type { Effects } from '../../src/model/effects.ts';
import { loadCity } from '../../src/policy/load.ts';
import { checkpointIn, putInPortal, rememberCheckpoint } from './standing-log.ts';

/**
 * Puts the lines of a file under the newest checkpoint and returns what was done, in a line.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` for a line of nobody that `content/city.json`
 *   names as a witness, `BAD_LOG` for one whose signature is of another checkpoint;
 *   nothing is then changed.
 */
export function mergeCosignatures({ content, private: privateFolder, out }: { content: string; private: string; out: string }, file: string, effects: Effects): string {
  if (!existsSync(file)) throw new ArchiveError('BAD_ARGUMENT', '--cosignatures', `expected a file of lines, ${file} is not there`);
  const witnesses = (loadCity(content).log?.witnesses ?? []).map((text) => parseVerifierKey(text, 'content/city.json'));
  const standing = checkpointIn(join(out, 'log/checkpoint'));
  if (standing === null || readNote(standing.note).signatures.length === 0) throw new ArchiveError('BAD_ARGUMENT', '--out', 'expected a signed checkpoint to put the lines under, got none; npm run seal makes it');
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '');
  const note = lines.reduce((text, line, n) => withLine(text, line, witnesses, `${file}:${n + 1}`), standing.note);
  rememberCheckpoint(effects, privateFolder, note);
  putInPortal(effects, out, `log/checkpoints/${standing.checkpoint.size}`, note);
  putInPortal(effects, out, 'log/checkpoint', note);
  return `${readNote(note).signatures.length - 1} cosignatures under the checkpoint of ${standing.checkpoint.size} entries`;
}

/** A line of a witness whose line is there already takes its place: the newer time counts. */
function withLine(note: string, line: string, witnesses: readonly VerifierKey[], where: string): string {
  const { text, signatures } = readNote(note);
  const read = readNote(`${text}\n${line}\n`).signatures[0]!;
  const witness = witnesses.find((key) => isBy(read, key));
  if (witness === undefined) throw new ArchiveError('BAD_ARGUMENT', where, 'expected a line of a witness whose key is in content/city.json under log.witnesses, got another');
  openNote(`${text}\n${line}\n`, [witness]);
  const others = signatures.filter((one) => !isBy(one, witness));
  return `${text}\n${others.map((one) => one.line).join('')}${read.line}`;
}
