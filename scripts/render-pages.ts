/**
 * Render pages: the Astro part of a build, in a process of its own. Started by
 * scripts/build.ts, which hands over the folders; tells it how far it is.
 *
 * Its own process because Node keeps every module it has loaded: a second build in the
 * same one would render the pages of the first.
 */
import { build as astro } from 'astro';
import { fileURLToPath } from 'node:url';
import { siteConfig, type BuildFolders } from '../src/site/astro-config.ts';
import { PROGRESS } from '../src/site/view/progress.ts';

/** What this process tells the one that started it. */
export interface Rendered { done: number; total: number }

if (import.meta.main) {
  const folders = JSON.parse(process.argv[2]!) as BuildFolders;
  (globalThis as { [PROGRESS]?: (done: number, total: number) => void })[PROGRESS] = (done, total) => {
    if (done % 100 === 0 || done === total) process.send!({ done, total } satisfies Rendered);
  };
  // Whoever started it is gone: what it writes would get into the next build.
  process.on('disconnect', () => process.exit(1));
  await astro({ root: fileURLToPath(new URL('..', import.meta.url)), configFile: false, logLevel: 'error', ...siteConfig(folders) });
  process.removeAllListeners('disconnect').disconnect();
}
