/**
 * Bundle renderer: the Astro part of a build, in a process of its own, since Node keeps
 * every module it has loaded. Started by `renderer-bundle.ts` when the code has changed.
 *
 *     node scripts/bundle-renderer.ts <folder>
 */
import { build } from 'astro';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { siteConfig } from '../src/site/astro-config.ts';

if (import.meta.main) {
  const out = process.argv[2]!;
  await build({ root: fileURLToPath(new URL('..', import.meta.url)), configFile: false, logLevel: 'error', publicDir: join(out, 'none'), ...siteConfig({ out, cache: `${out}.astro` }) });
}
