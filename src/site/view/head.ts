/**
 * Head: what a page tells browsers and search engines about itself. Its content
 * security policy is that of `security/content-policy.ts`, as strict as the kind of
 * page allows: the page's own inlined style by its hash, the icon, and on the search
 * page the one script. No element carries a style of its own.
 */
import { metaPolicy, styleSource, type Reach } from '../security/content-policy.ts';
import { LANGUAGES, pathIn, type Language } from './language.ts';
import type { Page } from './page.ts';
import type { PageKind } from './plan.ts';

/** The pages that may do more than show themselves. */
const REACH: Partial<Record<PageKind, Reach>> = { home: 'finder', search: 'search', 'not-found': 'lost', embed: 'embed', verify: 'verify' };

/** Returns the content security policy of a page whose style is `css`. */
export function contentPolicy(css: string, page: Pick<Page, 'kind'>): string {
  return metaPolicy(REACH[page.kind] ?? 'page', styleSource(css));
}

/** Returns the whole address of a page, for search engines and feeds. */
export function wholeAddress(siteUrl: string, path: string): string {
  const base = siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`;
  const file = path === 'index' ? '' : path.endsWith('/index') ? path.slice(0, -'index'.length) : `${path}.html`;
  return new URL(encodeURI(file), base).href;
}

/** Returns what the links of the lost page start from: it stands at any depth, at addresses that nobody planned. */
export function baseOf({ site, language }: Pick<Page, 'site' | 'language'>): string {
  return new URL(wholeAddress(site.city.siteUrl, pathIn(language, 'index'))).pathname;
}

/** Returns the addresses of a page in all languages. */
export function alternates(page: Page): { language: Language | 'x-default'; href: string }[] {
  const all = LANGUAGES.map((language) => ({ language, href: wholeAddress(page.site.city.siteUrl, pathIn(language, page.path)) }));
  return [...all, { language: 'x-default' as const, href: all[0]!.href }];
}
