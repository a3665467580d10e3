/**
 * Render: the door between Astro and the views. Astro asks once for all addresses
 * and then for one page at a time. A plan file (one planned address a line, as
 * JSON) stands in for the whole plan when only some pages are to be built.
 */
import { readFileSync } from 'node:fs';
import type { Language } from './language.ts';
import { openPage, type Page } from './page.ts';
import { PROGRESS } from './progress.ts';
import { planAddresses, type PlannedPage } from './plan.ts';
import { siteOf } from './site.ts';

type Address = PlannedPage & { language: Language; address: string };

type Progress = (done: number, total: number) => void;

let total = 0;
let done = 0;

/** Returns all addresses with their light props, as Astro wants them; `en/index` is a file of its own in `pages/`. */
export function pageProps(): { params: { path: string | undefined }; props: Address }[] {
  const addresses = SITE_SETTINGS.plan === null ? [...planAddresses(siteOf(SITE_SETTINGS))] : readPlan(SITE_SETTINGS.plan);
  total = addresses.length;
  return addresses.filter(({ address }) => address !== 'en/index')
    .map((props) => ({ params: { path: props.address === 'index' ? undefined : props.address }, props }));
}

/** Returns the page of one address, ready to be rendered. */
export function pageOf({ language, ...planned }: Address): Page {
  done += 1;
  (globalThis as { [PROGRESS]?: Progress })[PROGRESS]?.(done, total);
  return openPage(siteOf(SITE_SETTINGS), planned, language);
}

function readPlan(file: string): Address[] {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Address);
}
