/**
 * `npm run log-key`: makes the key of a log, or of a witness, and shows it once. It is
 * stored nowhere: whoever has it can sign in the city's name.
 *
 *     npm run log-key -- --name open.haneul.example/log [--witness]
 *
 * On stdout stands one line, the variable of the environment with the private key; what
 * belongs into `content/city.json` is said beside it.
 */
import { newSigningKey, parseSigningKey, verifierKeyOf } from '../src/archive/log/note.ts';
import { LOG_KEY, WITNESS_KEY } from '../src/archive/log/keys.ts';
import { ArchiveError } from '../src/errors.ts';
import { options, run } from './command.ts';
import { realEffects } from './effects.ts';

const OPTIONS = { name: { type: 'string' }, witness: { type: 'boolean', default: false } } as const;

/** Returns the line for the environment and what is to be said of it. */
export function makeKey(name: string, isWitness: boolean, seed: Uint8Array): { line: string; advice: string } {
  const text = newSigningKey(name, seed, isWitness ? WITNESS_KEY : LOG_KEY);
  const publicKey = verifierKeyOf(parseSigningKey(text));
  if (isWitness) {
    return { line: `GLASSHALL_WITNESS_KEY=${text}`, advice: `Keep the line on stdout secret and safe; it is shown once and stored nowhere.\nGive the city your public key, for "log": { "witnesses": [ … ] } in content/city.json:\n\n  ${publicKey}\n` };
  }
  const log = JSON.stringify({ log: { origin: name, keys: [publicKey] } }, null, 2).slice(2, -2);
  return { line: `GLASSHALL_LOG_KEY=${text}`, advice: `Keep the line on stdout secret and safe; it is shown once and stored nowhere. Without it nobody can go on with this log.\nPut this into content/city.json. A key that replaces an old one is added behind it, and the old one stays:\n\n${log}\n\nPublish the public key in another place too, on paper if you can: a copy can't vouch for itself.\n` };
}

if (import.meta.main) {
  await run(() => {
    const { name, witness } = options(OPTIONS).values;
    if (name === undefined) throw new ArchiveError('BAD_ARGUMENT', '--name', 'expected the name of the log for ever, such as open.haneul.example/log, got none');
    const { line, advice } = makeKey(name, witness === true, realEffects.randomBytes(32));
    process.stdout.write(`${line}\n`);
    process.stderr.write(advice);
  });
}
