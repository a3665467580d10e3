/** Feed links: the feeds that a page tells readers of feeds about, in the page's language. */
import { ATOM } from './feed-atom.ts';
import { JSON_FEED } from './feed-json.ts';
import { feedPath } from './opened-feed.ts';
import type { Page } from './page.ts';
import { releasesPath } from './release-feed.ts';
import { sideFeedPath, sideFeedTitle } from './side-feeds.ts';

/** A feed that is the page in another form. */
export interface FeedOfPage { type: string; title: string; href: string }

/** Returns the feeds of what a page is about. */
export function feedsOf(page: Page, of: 'opened' | 'city' | 'unit' | 'project'): FeedOfPage[] {
  const { language } = page;
  const city = page.pick(page.site.city.name);
  if (of === 'opened') return [{ type: ATOM, title: page.say('feed.title', { city }), href: page.toFile(feedPath(language)) }];
  const title = of === 'city' ? page.say('releases.title', { city }) : sideFeedTitle(page, of, page.key);
  const path = (ending: 'xml' | 'json') => (of === 'city' ? releasesPath(language, null, ending) : sideFeedPath(language, of, page.key, ending));
  return [{ type: ATOM, title, href: page.toFile(path('xml')) }, { type: JSON_FEED, title, href: page.toFile(path('json')) }];
}
