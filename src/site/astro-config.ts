/**
 * Astro config: one description of the site for both who start Astro: `astro.config.mjs`
 * (the command line) and `scripts/bundle-renderer.ts`.
 *
 * Astro compiles the site to a renderer (`renderer.ts`), which the build then asks for
 * page after page, in as many processes and for as many pages as it likes. Astro's own
 * way to a static site knows all pages before the first one and bundles anew each time;
 * with an archive of a million records and a thousand changes a night neither would do.
 */
import type { AstroIntegration, AstroUserConfig } from 'astro';

/**
 * Returns the Astro configuration of the renderer.
 *
 * @param out - Where the renderer is written; its entry is `server/entry.mjs` in it.
 * @param cache - What Astro keeps from build to build.
 */
export function siteConfig({ out, cache }: { out: string; cache: string }): AstroUserConfig {
  return {
    srcDir: './src/site',
    outDir: out,
    cacheDir: cache,
    output: 'server',
    compressHTML: true,
    build: { format: 'preserve', assets: 'assets' },
    devToolbar: { enabled: false },
    adapter: renderer(),
    vite: { logLevel: 'warn' },
  };
}

/** Tells Astro that the compiled site is entered through `renderer.ts`. */
function renderer(): AstroIntegration {
  const features = { staticOutput: 'stable', hybridOutput: 'stable', serverOutput: 'stable', sharpImageService: 'stable' } as const;
  return {
    name: 'glasshall',
    hooks: {
      'astro:config:done': ({ setAdapter }) => {
        setAdapter({ name: 'glasshall', entrypointResolution: 'auto', serverEntrypoint: new URL('renderer.ts', import.meta.url), supportedAstroFeatures: features });
      },
    },
  };
}
