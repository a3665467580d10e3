/**
 * `npm run night`: a whole night, export and build. What a timer runs.
 *
 *     npm run night -- [--content content] [--private var/private] [--cache var/cache] [--out dist] [--on YYYY-MM-DD]
 *
 * A stopped export, a failed build or a check that finds anything ends the night with
 * exit code 1; the standing portal is not touched. If nothing changed, the standing
 * portal is checked against tonight's secrets, and the files read longest ago again.
 */
import { build, checkOut, restorePortal } from './build.ts';
import { checkPortal } from './check.ts';
import { FOLDERS, options, run } from './command.ts';
import { exportNight } from './export.ts';

if (import.meta.main) {
  await run(async () => {
    const { values } = options({ content: FOLDERS.content, private: FOLDERS.private, cache: FOLDERS.cache, out: FOLDERS.out, on: { type: 'string' } });
    checkOut(values.out!, [values.content!, values.private!, values.cache!]);
    restorePortal({ cache: values.cache!, out: values.out! });
    exportNight({ content: values.content!, private: values.private!, on: values.on });
    const { isUnchanged } = await build({ content: values.content!, cache: values.cache!, out: values.out!, private: values.private! });
    // Nothing to build, but tonight's secrets may be new.
    if (isUnchanged) await checkPortal({ folder: values.out!, standing: values.out!, content: values.content!, private: values.private! });
  });
}
