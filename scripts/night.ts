/**
 * `npm run night`: a whole night, export, build, seal, and publish where a
 * target is given (or is in the environment variable GLASSHALL_PUBLISH). What a timer runs.
 *
 *     npm run night -- [--content content] [--private var/private] [--cache var/cache] [--out dist] [--on YYYY-MM-DD] [--publish <target>]
 *
 * A stopped export, a failed build or a check that finds anything ends the night with
 * exit code 1; the standing portal is not touched. If nothing changed, the standing
 * portal is checked against tonight's secrets, and the files read longest ago again. A
 * night without a change is sealed too: mirrors were promised one.
 */
import { build, checkOut, restorePortal } from './build.ts';
import { checkPortal } from './check.ts';
import { FOLDERS, options, run } from './command.ts';
import { exportNight } from './export.ts';
import { PUBLISH_VARIABLE, publishTo } from './publish.ts';
import { describeSeal, LOG_KEY_VARIABLE, seal } from './seal.ts';

if (import.meta.main) {
  await run(async () => {
    const { values } = options({ content: FOLDERS.content, private: FOLDERS.private, cache: FOLDERS.cache, out: FOLDERS.out, on: { type: 'string' }, publish: { type: 'string', default: process.env[PUBLISH_VARIABLE] } });
    checkOut(values.out!, [values.content!, values.private!, values.cache!]);
    restorePortal({ cache: values.cache!, out: values.out! });
    exportNight({ content: values.content!, private: values.private!, on: values.on });
    const { isUnchanged } = await build({ content: values.content!, cache: values.cache!, out: values.out!, private: values.private! });
    // Nothing to build, but tonight's secrets may be new.
    if (isUnchanged) await checkPortal({ folder: values.out!, standing: values.out!, content: values.content!, private: values.private! });
    const sealed = seal({ content: values.content!, private: values.private!, cache: values.cache!, out: values.out!, key: process.env[LOG_KEY_VARIABLE] });
    process.stdout.write(`${describeSeal(sealed)}\n`);
    if (values.publish !== undefined) process.stdout.write(`${await publishTo(values.publish, { out: values.out!, content: values.content! })}\n`);
  });
}
