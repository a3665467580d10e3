/**
 * Opened feed: what opened, as Atom (RFC 4287), for those who don't want to look every
 * day. Ids are `tag:` URIs (RFC 4151) made of the night and the record, so they never
 * change; a record that opened and was withdrawn later stays as an entry without its
 * title. `scripts/withdraw/portal.ts` rewrites the same entry in a standing portal.
 */
import { countOpenings, firstNight, openings, type Opening } from '../../catalogue/openings.ts';
import { lastNight } from '../../catalogue/register.ts';
import { ATOM, atomFeed, fileAddress, instantOf, tagOf, xmlText } from './feed-atom.ts';
import { wholeAddress } from './head.ts';
import { LANGUAGES, pathIn, type Language } from './language.ts';
import { titleOf, unitThen } from './listed.ts';
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
  return atomFeed({
    language, id: tagOf(site, firstNight(site.catalogue) ?? '1970-01-01', `opened:${language}`), title: page.say('feed.title', { city: page.pick(site.city.name) }),
    subtitle: page.say('feed.subtitle'), updated: instantOf(night, site.city.timeZone), author: page.pick(site.city.name),
    links: [
      { rel: 'self', type: ATOM, href: fileAddress(site, feedPath(language)) },
      { rel: 'alternate', type: 'text/html', href: wholeAddress(site.city.siteUrl, pathIn(language, 'register/opened')) },
      ...LANGUAGES.filter((other) => other !== language).map((other) => ({ rel: 'alternate', type: ATOM, language: other, href: fileAddress(site, feedPath(other)) })),
    ],
  }, found.map((opening) => entryOf(page, opening)));
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

function summaryOf(page: Page, opening: Opening): string {
  return [page.say(`type-noun.${opening.type}`), unitThen(page, opening), page.say('opened.on', { day: page.day(opening.openedOn) }), page.say(`log-reason.${opening.reason}`)].filter((part) => part !== '').join(', ');
}
