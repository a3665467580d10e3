/** JSON Feed (jsonfeed.org, version 1.1) of finished items, one on a line. */
import type { JsonItem } from './feed-entry.ts';

/** The media type. */
export const JSON_FEED = 'application/feed+json';

/** A feed without its items. */
export interface JsonHead { title: string; home_page_url: string; feed_url: string; description: string; language: string; authors: { name: string }[] }

/** Returns the feed. */
export function jsonFeed(head: JsonHead, items: readonly JsonItem[]): string {
  const before = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', ...head }, null, 1).replace(/\n\}$/, '');
  return `${before},\n "items": [${items.length === 0 ? '' : '\n'}${items.map((item) => JSON.stringify(item)).join(',\n')}${items.length === 0 ? '' : '\n'}]\n}\n`;
}

/** Returns the feed with other items. */
export function withItems(feed: string, change: (item: JsonItem) => JsonItem): string {
  const { version: _, items, ...head } = JSON.parse(feed) as JsonHead & { version: string; items: JsonItem[] };
  return jsonFeed(head, items.map(change));
}
