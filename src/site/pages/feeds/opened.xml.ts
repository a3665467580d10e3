/** What opened, as an Atom feed in Korean. */
import { openedFeed } from '../../view/opened-feed.ts';
import { siteOf } from '../../view/site.ts';

export function GET(): Response {
  return new Response(openedFeed(siteOf(SITE_SETTINGS), 'ko'), { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } });
}
