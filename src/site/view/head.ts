/**
 * Head: what a page tells browsers. The content security policy allows the page's
 * own inlined style by its hash and nothing else; only the search page runs a
 * script. `style-src` needs no `unsafe-inline`: no element carries a style of its own.
 */
import { createHash } from 'node:crypto';
import { LANGUAGES, pathIn, type Language } from './language.ts';
import type { Page } from './page.ts';

/** Returns the content security policy of a page whose style is `css`. */
export function contentPolicy(css: string, page: Pick<Page, 'kind'>): string {
  const hash = createHash('sha256').update(css).digest('base64');
  const rules = [
    `default-src 'none'`, `style-src 'sha256-${hash}'`, `img-src 'self' data:`, `form-action 'self'`,
    page.kind === 'not-found' ? `base-uri 'self'` : `base-uri 'none'`,
  ];
  if (page.kind === 'search') rules.push(`script-src 'self' 'wasm-unsafe-eval'`, `connect-src 'self'`, `worker-src 'self'`);
  return rules.join('; ');
}

/** Returns the whole address of a page, for search engines and feeds. */
export function wholeAddress(siteUrl: string, path: string): string {
  const base = siteUrl.endsWith('/') ? siteUrl : `${siteUrl}/`;
  const file = path === 'index' ? '' : path.endsWith('/index') ? path.slice(0, -'index'.length) : `${path}.html`;
  return new URL(encodeURI(file), base).href;
}

/** Returns the addresses of a page in all languages. */
export function alternates(page: Page): { language: Language | 'x-default'; href: string }[] {
  const all = LANGUAGES.map((language) => ({ language, href: wholeAddress(page.site.city.siteUrl, pathIn(language, page.path)) }));
  return [...all, { language: 'x-default' as const, href: all[0]!.href }];
}
