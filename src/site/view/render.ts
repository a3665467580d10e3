/** Render: the door between Astro and the views. */
import { openPage, type Page } from './page.ts';
import type { Address } from './plan.ts';
import { siteOf } from './site.ts';

/** Returns the page of one address, ready to be rendered. */
export function pageAt({ language, ...planned }: Address): Page {
  return openPage(siteOf(), planned, language);
}
