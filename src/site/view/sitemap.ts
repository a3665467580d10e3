/**
 * Sitemap (sitemaps.org 0.9, with the languages of a page as Google reads them): the
 * records by the month of their release, each with the day on which it last changed, and
 * all other pages. A month that is over changes only when one of its records does.
 */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { ListedRecord } from '../../catalogue/records.ts';
import { wholeAddress } from './head.ts';
import { LANGUAGES, pathIn } from './language.ts';
import { escapeHtml } from './masks.ts';
import { pagesOfRecord, planLists } from './plan.ts';
import type { Site } from './site.ts';

/** The list of all maps. */
export const SITEMAP_INDEX = 'sitemap-index.xml';
/** Pages in a map; with two languages below the 50,000 addresses that a map may have. */
const PAGES = 20_000;

/** One map and the latest day in it; `null` where days don't count. */
export interface SitemapFile { path: string; text: string; changedOn: string | null }
/** One line of the list of maps. */
export type SitemapEntry = Omit<SitemapFile, 'text'>;

/** Returns the months in which records were released. */
export function sitemapMonths(catalogue: Catalogue): string[] {
  return catalogue.all<{ month: string }>('SELECT DISTINCT substr(place, 1, 7) AS month FROM records ORDER BY 1').map(({ month }) => month);
}

/** Yields the maps of the records released in a month. */
export function* monthMaps(site: Site, month: string): Generator<SitemapFile> {
  const records = site.catalogue.each<ListedRecord>(`SELECT id, path, form, row_count AS rowCount, changed_on AS changedOn FROM records WHERE place >= ?1 AND place < ?1 || '~' ORDER BY place, id`, month);
  yield* mapsOf(site, `sitemap-${month}`, pagesOf(records));
}

function* pagesOf(records: Iterable<ListedRecord>): Generator<{ path: string; changedOn: string }> {
  for (const record of records) for (const { path, kind } of pagesOfRecord(record)) if (kind !== 'embed') yield { path, changedOn: record.changedOn };
}

/** Yields the maps of all pages that are no record's own. */
export function* listMaps(site: Site): Generator<SitemapFile> {
  yield* mapsOf(site, 'sitemap-lists', listedPages(site));
}

function* listedPages(site: Site): Generator<{ path: string; changedOn: null }> {
  for (const { path, kind } of planLists(site)) if (kind !== 'not-found') yield { path, changedOn: null };
}

function* mapsOf(site: Site, name: string, pages: Iterable<{ path: string; changedOn: string | null }>): Generator<SitemapFile> {
  let [number, count, changedOn, text] = [1, 0, null as string | null, ''];
  const file = (): SitemapFile => ({ path: `${name}${number === 1 ? '' : `-${number}`}.xml`, changedOn, text: `${HEAD}<urlset ${URLSET}>\n${text}</urlset>\n` });
  for (const page of pages) {
    if (count === PAGES) {
      yield file();
      [number, count, changedOn, text] = [number + 1, 0, null, ''];
    }
    count += 1;
    changedOn = page.changedOn !== null && page.changedOn > (changedOn ?? '') ? page.changedOn : changedOn;
    text += entriesOf(site, page);
  }
  if (count > 0) yield file();
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const URLSET = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"';

/** Every language names all of them, itself too. */
function entriesOf({ city }: Site, { path, changedOn }: { path: string; changedOn: string | null }): string {
  const addresses = LANGUAGES.map((language) => ({ language, address: escapeHtml(wholeAddress(city.siteUrl, pathIn(language, path))) }));
  const all = addresses.map(({ language, address }) => `<xhtml:link rel="alternate" hreflang="${language}" href="${address}"/>`).join('');
  return addresses.map(({ address }) => `<url><loc>${address}</loc>${changedOn === null ? '' : `<lastmod>${changedOn}</lastmod>`}${all}</url>\n`).join('');
}

/** Returns the list of all maps. */
export function formatSitemapIndex({ city }: Site, entries: Iterable<SitemapEntry>): string {
  const base = wholeAddress(city.siteUrl, 'index');
  const lines = [...entries].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, changedOn }) => `<sitemap><loc>${escapeHtml(new URL(path, base).href)}</loc>${changedOn === null ? '' : `<lastmod>${changedOn}</lastmod>`}</sitemap>\n`);
  return `${HEAD}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('')}</sitemapindex>\n`;
}

/** Reads a list of maps that `formatSitemapIndex` wrote. */
export function parseSitemapIndex(xml: string): SitemapEntry[] {
  return [...xml.matchAll(/<loc>[^<]*\/([^/<]+)<\/loc>(?:<lastmod>([^<]+)<\/lastmod>)?/g)].map(([, path, changedOn]) => ({ path: path!, changedOn: changedOn ?? null }));
}
