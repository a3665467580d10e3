/** Sitemap: gives the addresses that Astro collected their file names and the day on which a record last changed. */
import type { SitemapItem } from '@astrojs/sitemap';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { wholeAddress } from './head.ts';

/** Returns whether an address stands in the sitemap: a frame of a record only repeats the record's page. */
export function isListed(url: string, siteUrl: string): boolean {
  return !/^(?:en\/)?embed\//.test(pathOf(url, siteUrl));
}

/** Returns an item with whole addresses ending in file names, and `lastmod` where it is a record's page. */
export function sitemapItem(item: SitemapItem, siteUrl: string, catalogue: Catalogue): SitemapItem {
  const path = pathOf(item.url, siteUrl);
  const changedOn = changeOf(path, catalogue);
  return {
    ...item,
    url: wholeAddress(siteUrl, path),
    ...(item.links === undefined ? {} : { links: item.links.map((link) => ({ ...link, url: wholeAddress(siteUrl, pathOf(link.url, siteUrl)) })) }),
    ...(changedOn === null ? {} : { lastmod: changedOn }),
  };
}

/** The page's path as the plan has it. */
function pathOf(url: string, siteUrl: string): string {
  const base = new URL(siteUrl).pathname.replace(/\/?$/, '/');
  const path = decodeURI(new URL(url).pathname).slice(base.length).replace(/\/$/, '').replace(/\.html$/, '');
  return path === '' ? 'index' : path === 'en' ? 'en/index' : path;
}

function changeOf(path: string, catalogue: Catalogue): string | null {
  const [, file] = /^(?:en\/)?(records\/[^/]+\/\d+\/\d+\/[^/]+)(?:\/\d+)?$/.exec(path) ?? [];
  if (file === undefined) return null;
  return catalogue.first<{ day: string }>('SELECT changed_on AS day FROM records WHERE path IN (?, ?)', `${file}.md`, `${file}.json`)?.day ?? null;
}
