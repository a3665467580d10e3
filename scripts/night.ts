/**
 * `npm run night`: a whole night, export and build. What a timer runs.
 *
 *     npm run night -- [--content content] [--private var/private] [--cache var/cache] [--out dist] [--on YYYY-MM-DD]
 *
 * A stopped export ends the night with exit code 1; the standing portal is not touched.
 */
import { build, checkOut } from './build.ts';
import { FOLDERS, options, run } from './command.ts';
import { exportNight } from './export.ts';

if (import.meta.main) {
  await run(async () => {
    const { values } = options({ content: FOLDERS.content, private: FOLDERS.private, cache: FOLDERS.cache, out: FOLDERS.out, on: { type: 'string' } });
    checkOut(values.out!, [values.content!, values.private!, values.cache!]);
    exportNight({ content: values.content!, private: values.private!, on: values.on });
    await build({ content: values.content!, cache: values.cache!, out: values.out!, private: values.private! });
  });
}
