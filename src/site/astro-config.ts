/**
 * Astro config: one description of the build for both who starts it: `astro.config.mjs`
 * (the command line) and `scripts/build.ts`, which names the folders itself.
 */
import sitemap from '@astrojs/sitemap';
import type { AstroUserConfig } from 'astro';
import { openCatalogue, type Catalogue } from '../catalogue/catalogue.ts';
import { loadCity } from '../policy/load.ts';
import { isListed, sitemapItem } from './view/sitemap.ts';

/** Where a build reads and writes. Absolute paths. */
export interface BuildFolders {
  content: string;
  /** The catalogue's file; refreshed before the build. */
  catalogue: string;
  /** A file with the addresses to build, one a line as JSON; `null` builds all. */
  plan: string | null;
  out: string;
  /** What Astro keeps from build to build. */
  cache: string;
}

/**
 * Returns the Astro configuration of a build.
 *
 * `format: 'preserve'` writes `en/index.html` for the English home and `<path>.html` for
 * everything else.
 */
export function siteConfig({ content, catalogue, plan, out, cache }: BuildFolders): AstroUserConfig {
  const { siteUrl } = loadCity(content);
  let open: Catalogue | null = null;
  return {
    site: siteUrl,
    srcDir: './src/site',
    outDir: out,
    cacheDir: cache,
    compressHTML: true,
    build: { format: 'preserve', assets: 'assets', concurrency: 8 },
    devToolbar: { enabled: false },
    integrations: [sitemap({
      filter: (url) => isListed(url, siteUrl),
      i18n: { defaultLocale: 'ko', locales: { ko: 'ko', en: 'en' } },
      serialize: (item) => sitemapItem(item, siteUrl, open ??= openCatalogue(catalogue)),
    })],
    vite: { define: { SITE_SETTINGS: JSON.stringify({ content, catalogue, plan }) }, logLevel: 'warn' },
  };
}
