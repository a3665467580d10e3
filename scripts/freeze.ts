/**
 * `npm run freeze`: stops the whole service; the last good build stands.
 *
 *     npm run freeze -- --by "name" [--because leak-suspected|wrong-rule|source-fault|audit|other] [--private var/private]
 *
 * Until `npm run thaw`, export, build and night refuse with exit code 1 before they do
 * anything. It takes effect at once: a build that runs now does not replace the portal.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ArchiveError } from '../src/errors.ts';
import { freeze } from '../src/export/freeze.ts';
import { officerNameSchema } from '../src/export/officer-decisions.ts';
import { FREEZE_REASONS, type FreezeReason } from '../src/model/vocabulary.ts';
import { FOLDERS, options, run } from './command.ts';
import { realEffects } from './effects.ts';

/**
 * Returns an officer's name as it was typed, without spaces around.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT`
 */
export function officerName(typed: string | undefined): string {
  const result = officerNameSchema.safeParse(typed ?? '');
  if (!result.success) throw new ArchiveError('BAD_ARGUMENT', '--by', `${result.error.issues[0]!.message}, the officer's; it stays on record`);
  return result.data;
}

/**
 * Returns one of a closed set of codes.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT`
 */
export function codeOf<const C extends string>(option: string, codes: readonly C[], typed: string | undefined): C {
  const found = codes.find((code) => code === typed);
  if (found === undefined) throw new ArchiveError('BAD_ARGUMENT', option, `expected one of ${codes.join(', ')}`);
  return found;
}

/**
 * Returns the private folder, which must be there: a freeze of a folder nobody uses would stop nothing.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT`
 */
export function existingPrivateFolder(typed: string): string {
  if (!existsSync(typed)) throw new ArchiveError('BAD_ARGUMENT', '--private', `expected the private folder of this service, got ${typed}, which is not there`);
  return resolve(typed);
}

if (import.meta.main) {
  await run(() => {
    const { values } = options({ private: FOLDERS.private, by: { type: 'string' }, because: { type: 'string', default: 'other' } });
    const because = codeOf<FreezeReason>('--because', FREEZE_REASONS, values.because);
    const by = officerName(values.by);
    const { since } = freeze({ privateFolder: existingPrivateFolder(values.private!), effects: realEffects, by }, because);
    process.stdout.write(`frozen since ${since} by ${by} (${because}); the last good build stands. End it with: npm run thaw -- --by "name"\n`);
  });
}
