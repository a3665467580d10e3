// @ts-check
/**
 * For the Astro command line only: `astro build` writes the renderer of the pages.
 * `npm run build` (scripts/build.ts) makes it when it is missing, and the portal with it.
 */
import { defineConfig } from 'astro/config';
import { siteConfig } from './src/site/astro-config.ts';

export default defineConfig(siteConfig({ out: './var/renderer', cache: './var/cache/astro' }));
