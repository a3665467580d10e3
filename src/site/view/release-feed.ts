/**
 * Release feed: everything that the log says, as an archived feed (RFC 5005, section 4)
 * cut by the index in the log: archive page n has the indexes from 100 n on. A page is an
 * archive as soon as all of its indexes are given; what is not yet full stands in the
 * subscription document, with the last full page, so that who asks rarely misses nothing.
 *
 * An archive page changes only when one of its records is amended or withdrawn, or when it
 * gets a next one.
 */
import { countIndexes, dayBefore, eventsBetween, type LoggedEvent } from '../../catalogue/events.ts';
import { firstNight } from '../../catalogue/openings.ts';
import { ATOM, atomFeed, fileAddress, instantOf, tagOf, type FeedLink } from './feed-atom.ts';
import { atomEntry, jsonItem } from './feed-entry.ts';
import { JSON_FEED, jsonFeed } from './feed-json.ts';
import { wholeAddress } from './head.ts';
import { LANGUAGES, pathIn, type Language } from './language.ts';
import { openPage, type Page } from './page.ts';
import type { Site } from './site.ts';

/** Indexes of the log on one archive page. */
export const ARCHIVE_ENTRIES = 100;

/** A feed as a file. */
export interface FeedFile { path: string; text: string }

/** Returns how many archive pages there are. */
export function archivePages({ catalogue }: Pick<Site, 'catalogue'>): number {
  return Math.floor(countIndexes(catalogue) / ARCHIVE_ENTRIES);
}

/** Returns where the feed stands: the subscription document, or an archive page. */
export function releasesPath(language: Language, page: number | null = null, ending: 'xml' | 'json' = 'xml'): string {
  return inFolder(language, page === null ? `feeds/releases.${ending}` : `feeds/releases/${page}.${ending}`);
}

/** Returns where a feed stands in a language. */
export function inFolder(language: Language, path: string): string {
  return language === 'ko' ? path : `${language}/${path}`;
}

/** Yields the documents one subscribes to, in every language and form. */
export function* subscriptions(site: Site): Generator<FeedFile> {
  const pages = archivePages(site);
  const events = eventsBetween(site.catalogue, Math.max(0, pages - 1) * ARCHIVE_ENTRIES, Number.MAX_SAFE_INTEGER).reverse();
  for (const language of LANGUAGES) {
    const page = wordsOf(site, language);
    // What the document itself still has is not fetched again.
    const links = pages < 2 ? [] : [archiveLink(page, 'prev-archive', pages - 2)];
    yield { path: releasesPath(language), text: document(page, { events, self: releasesPath(language), links, marks: [], until: Number.MAX_SAFE_INTEGER }) };
    yield { path: releasesPath(language, null, 'json'), text: jsonFeed({
      title: page.say('releases.title', { city: page.pick(site.city.name) }), home_page_url: wholeAddress(site.city.siteUrl, pathIn(language, 'index')), feed_url: fileAddress(site, releasesPath(language, null, 'json')),
      description: page.say('releases.subtitle'), language, authors: [{ name: page.pick(site.city.name) }],
    }, events.map((event) => jsonItem(page, event))) };
  }
}

/** Yields one archive page in every language. */
export function* archivePage(site: Site, number: number): Generator<FeedFile> {
  const until = (number + 1) * ARCHIVE_ENTRIES;
  const events = eventsBetween(site.catalogue, number * ARCHIVE_ENTRIES, until).reverse();
  const hasNext = number + 1 < archivePages(site);
  for (const language of LANGUAGES) {
    const page = wordsOf(site, language);
    const links = [
      { rel: 'current', type: ATOM, href: fileAddress(site, releasesPath(language)) },
      ...(number === 0 ? [] : [archiveLink(page, 'prev-archive', number - 1)]), ...(hasNext ? [archiveLink(page, 'next-archive', number + 1)] : []),
    ];
    const self = releasesPath(language, number);
    yield { path: self, text: document(page, { events, self, links, marks: ['<fh:archive/>'], until }) };
  }
}

function document(page: Page, { events, self, links, marks, until }: { events: readonly LoggedEvent[]; self: string; links: readonly FeedLink[]; marks: readonly string[]; until: number }): string {
  const { site, language } = page;
  const { catalogue, city } = site;
  const first = firstNight(catalogue) ?? '1970-01-01';
  const isArchive = marks.length > 0;
  return atomFeed({
    language, id: tagOf(site, first, `releases:${language}`), title: page.say('releases.title', { city: page.pick(city.name) }), subtitle: page.say('releases.subtitle'),
    updated: instantOf(latestOf(events) ?? dayBefore(catalogue, until) ?? first, city.timeZone), author: page.pick(city.name), marks,
    links: [
      { rel: 'self', type: ATOM, href: fileAddress(site, self) },
      { rel: 'alternate', type: 'text/html', href: wholeAddress(city.siteUrl, pathIn(language, 'index')) },
      ...(isArchive ? [] : [{ rel: 'alternate', type: JSON_FEED, href: fileAddress(site, releasesPath(language, null, 'json')) }]),
      ...(isArchive ? [] : LANGUAGES.filter((other) => other !== language).map((other) => ({ rel: 'alternate', type: ATOM, language: other, href: fileAddress(site, releasesPath(other)) }))),
      ...links,
    ],
  }, events.map((event) => atomEntry(page, event)));
}

/** The latest day on which an event or what its entry says came about. */
function latestOf(events: readonly LoggedEvent[]): string | null {
  return events.flatMap(({ on, changedOn }) => [on, changedOn]).sort().at(-1) ?? null;
}

function archiveLink({ site, language }: Page, rel: 'prev-archive' | 'next-archive', number: number): FeedLink {
  return { rel, type: ATOM, href: fileAddress(site, releasesPath(language, number)) };
}

/** A feed is no page, but it speaks like one. */
export function wordsOf(site: Site, language: Language): Page {
  return openPage(site, { path: 'index', kind: 'home', key: '', block: null }, language);
}
