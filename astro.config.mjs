// @ts-check
/**
 * For the Astro command line only; `npm run build` (scripts/build.ts) names its folders
 * itself. The environment says where things lie: GLASSHALL_CONTENT, GLASSHALL_CACHE (holds
 * the refreshed catalogue), GLASSHALL_OUT and GLASSHALL_PLAN. No page reads the environment.
 */
import { defineConfig } from 'astro/config';
import { join, resolve } from 'node:path';
import { siteConfig } from './src/site/astro-config.ts';

const { env } = process;
const cache = resolve(env.GLASSHALL_CACHE ?? 'var/cache');

export default defineConfig(siteConfig({
  content: resolve(env.GLASSHALL_CONTENT ?? 'content'),
  catalogue: join(cache, 'catalogue.sqlite'),
  plan: env.GLASSHALL_PLAN === undefined ? null : resolve(env.GLASSHALL_PLAN),
  out: resolve(env.GLASSHALL_OUT ?? 'dist'),
  cache: join(cache, 'astro'),
}));
