/**
 * `npm run thaw`: ends a freeze.
 *
 *     npm run thaw -- --by "name" [--private var/private]
 *
 * Nothing is built by it; the next night goes on where the last one ended.
 */
import { thaw } from '../src/export/freeze.ts';
import { FOLDERS, options, run } from './command.ts';
import { realEffects } from './effects.ts';
import { existingPrivateFolder, officerName } from './freeze.ts';

if (import.meta.main) {
  await run(() => {
    const { values } = options({ private: FOLDERS.private, by: { type: 'string' } });
    const before = thaw({ privateFolder: existingPrivateFolder(values.private!), effects: realEffects, by: officerName(values.by) });
    const was = before === 'unreadable' ? 'its file did not say by whom' : `since ${before.since} by ${before.by} (${before.because})`;
    process.stdout.write(`thawed; it was frozen, ${was}. The next night goes on\n`);
  });
}
