/**
 * Opened feed: what opened, as Atom (RFC 4287), for those who don't want to look every
 * day. Ids are `tag:` URIs (RFC 4151) made of the night and the record, so they never
 * change; a record that opened and was withdrawn later stays as an entry without its
 * title. `scripts/withdraw/portal.ts` rewrites the same entry in a standing portal.
 */
import { countOpenings, firstNight, openings, type Opening } from '../../catalogue/openings.ts';
import { lastNight } from '../../catalogue/register.ts';
import { wholeAddress } from './head.ts';
import { LANGUAGES, pathIn, type Language } from './language.ts';
import { titleOf, unitThen } from './listed.ts';
import { escapeHtml } from './masks.ts';
import { openPage, type Page } from './page.ts';
import { recordPath } from './paths.ts';
import type { Site } from './site.ts';

/** Entries of the feed. */
export const FEED_ENTRIES = 100;

/** Returns where the feed stands in a language. */
export function feedPath(language: Language): string {
  return language === 'ko' ? 'feeds/opened.xml' : `${language}/feeds/opened.xml`;
}

/** Returns the feed in one language, the latest opening first; valid also without any. */
export function openedFeed(site: Site, language: Language): string {
  const page = openPage(site, { path: 'register/opened', kind: 'register-opened', key: '', block: null }, language);
  const first = Math.max(0, countOpenings(site.catalogue) - FEED_ENTRIES);
  const found = openings(site.catalogue, first, FEED_ENTRIES).reverse();
  const night = found[0]?.openedOn ?? lastNight(site.catalogue) ?? '1970-01-01';
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>${tagOf(site, firstNight(site.catalogue) ?? '1970-01-01', `opened:${language}`)}</id>`,
    `<title>${xmlText(page.say('feed.title', { city: page.pick(site.city.name) }))}</title>`,
    `<subtitle>${xmlText(page.say('feed.subtitle'))}</subtitle>`,
    `<updated>${instantOf(night, site.city.timeZone)}</updated>`,
    `<author><name>${xmlText(page.pick(site.city.name))}</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${fileAddress(site, feedPath(language))}"/>`,
    `<link rel="alternate" type="text/html" href="${wholeAddress(site.city.siteUrl, pathIn(language, 'register/opened'))}"/>`,
    ...LANGUAGES.filter((other) => other !== language).map((other) => `<link rel="alternate" type="application/atom+xml" hreflang="${other}" href="${fileAddress(site, feedPath(other))}"/>`),
    ...found.map((opening) => entryOf(page, opening)),
    '</feed>', '',
  ].join('\n');
}

/** One entry on one line, so that a withdrawal finds it whole. */
function entryOf(page: Page, opening: Opening): string {
  const { site, language } = page;
  const isGone = opening.form === 'tombstone';
  const own = opening.form === 'text' && language !== 'ko' ? ' xml:lang="ko"' : '';
  const summary = isGone ? '' : `<summary>${xmlText(summaryOf(page, opening))}</summary>`;
  return `<entry><id>${tagOf(site, opening.openedOn, `${opening.id}:${opening.opened}`)}</id><title${own}>${xmlText(titleOf(page, opening))}</title>`
    + `<updated>${instantOf(opening.openedOn, site.city.timeZone)}</updated>`
    + `<link rel="alternate" type="text/html" href="${wholeAddress(site.city.siteUrl, pathIn(language, recordPath(opening.path)))}"/>${summary}</entry>`;
}

/** One line, without the characters that XML 1.0 has no way to write. */
function xmlText(text: string): string {
  return escapeHtml(text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/\s+/g, ' ').trim());
}

function summaryOf(page: Page, opening: Opening): string {
  return [page.say(`type-noun.${opening.type}`), unitThen(page, opening), page.say('opened.on', { day: page.day(opening.openedOn) }), page.say(`log-reason.${opening.reason}`)].filter((part) => part !== '').join(', ');
}

function tagOf({ city }: Site, day: string, name: string): string {
  return `tag:${new URL(city.siteUrl).host},${day}:${name}`;
}

function fileAddress({ city }: Site, path: string): string {
  return new URL(path, city.siteUrl.endsWith('/') ? city.siteUrl : `${city.siteUrl}/`).href;
}

/** The beginning of a day where the city is (RFC 3339). */
function instantOf(day: string, timeZone: string): string {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(new Date(`${day}T00:00:00Z`)).find(({ type }) => type === 'timeZoneName')!.value;
  return `${day}T00:00:00${name === 'GMT' ? 'Z' : name.replace('GMT', '')}`;
}
