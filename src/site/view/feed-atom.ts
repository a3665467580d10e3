/**
 * Atom feed: the document of RFC 4287 around finished entries, and the words and
 * addresses that every feed writes the same way. An entry stands on one line, so that a
 * withdrawal finds it whole in a standing portal.
 */
import { wholeAddress } from './head.ts';
import { escapeHtml } from './masks.ts';
import type { Language } from './language.ts';
import type { Site } from './site.ts';

/** The media type. */
export const ATOM = 'application/atom+xml';

/** What stands before the entries. */
export interface FeedHead {
  language: Language;
  /** A `tag:` URI, for ever. */
  id: string;
  title: string;
  subtitle: string;
  /** An instant, see `instantOf`. */
  updated: string;
  author: string;
  links: readonly FeedLink[];
  /** Elements of extensions, finished. */
  marks?: readonly string[];
}

/** A link of a feed or of an entry. */
export interface FeedLink { rel: string; type: string; href: string; language?: Language }

/** Returns a feed of finished entries. */
export function atomFeed({ language, id, title, subtitle, updated, author, links, marks = [] }: FeedHead, entries: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom"${marks.length > 0 || links.some(({ rel }) => rel.endsWith('-archive')) ? ' xmlns:fh="http://purl.org/syndication/history/1.0"' : ''} xml:lang="${language}">`,
    `<id>${id}</id>`, `<title>${xmlText(title)}</title>`, `<subtitle>${xmlText(subtitle)}</subtitle>`, `<updated>${updated}</updated>`,
    `<author><name>${xmlText(author)}</name></author>`, ...links.map(linkElement), ...marks, ...entries, '</feed>', '',
  ].join('\n');
}

/** Returns a link as an element. */
export function linkElement({ rel, type, href, language }: FeedLink): string {
  return `<link rel="${rel}" type="${type}"${language === undefined ? '' : ` hreflang="${language}"`} href="${escapeHtml(href)}"/>`;
}

/** Returns words on one line, without the characters that XML 1.0 has no way to write. */
export function xmlText(words: string): string {
  return escapeHtml(oneLine(words));
}

/** Returns words on one line, without what no text may hold. */
export function oneLine(words: string): string {
  return words.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '').replace(/\s+/g, ' ').trim();
}

/** Returns a name for ever (RFC 4151) under the city's host. */
export function tagOf({ city }: Pick<Site, 'city'>, day: string, name: string): string {
  return `tag:${new URL(city.siteUrl).host},${day}:${name}`;
}

/** Returns the whole address of a file. */
export function fileAddress({ city }: Pick<Site, 'city'>, path: string): string {
  return new URL(path, wholeAddress(city.siteUrl, 'index')).href;
}

const zones = new Map<string, Intl.DateTimeFormat>();
const instants = new Map<string, string>();

/** Returns the beginning of a day where the city is (RFC 3339). */
export function instantOf(day: string, timeZone: string): string {
  const key = `${day} ${timeZone}`;
  const known = instants.get(key);
  if (known !== undefined) return known;
  if (!zones.has(timeZone)) zones.set(timeZone, new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }));
  const name = zones.get(timeZone)!.formatToParts(new Date(`${day}T00:00:00Z`)).find(({ type }) => type === 'timeZoneName')!.value;
  const instant = `${day}T00:00:00${name === 'GMT' ? 'Z' : name.replace('GMT', '')}`;
  instants.set(key, instant);
  return instant;
}
