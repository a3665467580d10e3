/**
 * Renderer: what the build asks for pages. Astro compiles it, with all layouts and views,
 * to one module that Node loads (see `astro-config.ts`); nothing serves requests.
 */
import { createApp } from 'astro/app/entrypoint';
import type { Address } from './view/plan.ts';
import { siteOf, type Settings } from './view/site.ts';

/** Returns the HTML of one page. */
export type RenderPage = (address: Address) => Promise<string>;

/** Opens the site and returns what renders its pages, one at a time. */
export function openRenderer(settings: Settings): RenderPage {
  const app = createApp({ streaming: false });
  const { routeData } = app.manifest.routes.find((route) => route.routeData.component.endsWith('[...path].astro'))!;
  siteOf(settings);
  return async (address) => {
    const request = new Request(`http://localhost/${address.address}`);
    const response = await app.render(request, { routeData, locals: { address } });
    if (response.status >= 400 && address.kind !== 'not-found') throw new Error(`expected the page ${address.address}, got status ${response.status}`);
    return await response.text();
  };
}
