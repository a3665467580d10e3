/**
 * oEmbed: how another page asks for a record's frame, as code to copy and as the answer
 * of oEmbed 1.0 (oembed.com, type `rich`), a file per record and language.
 *
 * The code locks the frame further than it needs, without scripts and forms, so that who
 * embeds it need not trust us. The answer is a file and can't follow `maxwidth`: the frame
 * is fluid instead and fits any width.
 */
import type { ListedRecord } from '../../catalogue/records.ts';
import { wholeAddress } from './head.ts';
import { LANGUAGES, pathIn, type Language } from './language.ts';
import { titleOf, unitThen } from './listed.ts';
import { escapeHtml } from './masks.ts';
import { openPage, type Page } from './page.ts';
import { embedPath, listPath, recordPath } from './paths.ts';
import type { Site } from './site.ts';

/** Size of the frame in CSS pixels. */
const WIDTH = 600;
const HEIGHT = 280;
/** Seconds for which an answer may be kept: until the next night. */
const CACHE_SECONDS = 86_400;

/** Returns the code that puts a record's frame into another page. */
export function embedCode(page: Page, title: string): string {
  const src = wholeAddress(page.site.city.siteUrl, pathIn(page.language, embedPath(page.key)));
  return `<iframe src="${src}" title="${escapeHtml(title)}" width="${WIDTH}" height="${HEIGHT}" style="max-width:100%;border:0" sandbox="allow-top-navigation-by-user-activation"></iframe>`;
}

/** Returns the address of a record's oEmbed answer below the portal. */
export function oembedPath(language: Language, id: string): string {
  return `${pathIn(language, `oembed/${id}`)}.json`;
}

/** Returns the whole address of the answer, for the head of the record's page. */
export function oembedAddress(page: Page): string {
  return new URL(oembedPath(page.language, page.key), wholeAddress(page.site.city.siteUrl, 'index')).href;
}

/** Yields the answers for a record that is not withdrawn, one for each language. A withdrawn one has none: that is oEmbed's "not found". */
export function* oembedFiles(site: Site, record: ListedRecord): Generator<{ path: string; text: string }> {
  for (const language of LANGUAGES) {
    const page = openPage(site, { path: recordPath(record.path), kind: 'embed', key: record.id, block: null }, language);
    yield { path: oembedPath(language, record.id), text: `${JSON.stringify(oembedOf(page, record))}\n` };
  }
}

function oembedOf(page: Page, record: ListedRecord) {
  const title = titleOf(page, record);
  const address = (path: string) => wholeAddress(page.site.city.siteUrl, pathIn(page.language, path));
  return {
    version: '1.0', type: 'rich', title, author_name: unitThen(page, record),
    ...(page.site.policy.units.has(record.unit!) ? { author_url: address(listPath('units', record.unit!)) } : {}),
    provider_name: page.say('brand', { city: page.pick(page.site.city.name) }), provider_url: address('index'), cache_age: CACHE_SECONDS, html: embedCode(page, title), width: WIDTH, height: HEIGHT,
  };
}
