/** What opened, as an Atom feed in English; titles of records stay Korean. */
import { openedFeed } from '../../../view/opened-feed.ts';
import { siteOf } from '../../../view/site.ts';

export function GET(): Response {
  return new Response(openedFeed(siteOf(SITE_SETTINGS), 'en'), { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
}
