/** What Astro and its build put into every module. */
/// <reference types="astro/client" />

/** Where the build reads from; set by `astro-config.ts`. */
declare const SITE_SETTINGS: { content: string; catalogue: string; plan: string | null };
