/**
 * Feed entry: one event of the log for whoever follows the city, a unit or a project,
 * as Atom and as JSON Feed. Id and time are those of the log and never change; the title
 * is the one that may be shown now, so a withdrawal takes it out of entries of long ago.
 */
import type { LoggedEvent } from '../../catalogue/events.ts';
import { fileAddress, instantOf, linkElement, oneLine, tagOf, xmlText } from './feed-atom.ts';
import { wholeAddress } from './head.ts';
import { pathIn } from './language.ts';
import { titleOf, unitThen } from './listed.ts';
import type { Page } from './page.ts';
import { recordPath } from './paths.ts';
import { ledgerCsv } from './spending-csv.ts';
import { textDataPath } from './text-data.ts';

/** An item of a JSON Feed (jsonfeed.org, version 1.1). */
export interface JsonItem {
  id: string;
  url: string;
  title: string;
  content_text: string;
  date_published: string;
  language: string;
  tags: string[];
  /** The record in other forms; absent once it is withdrawn. */
  attachments?: { url: string; mime_type: string }[];
}

/** Returns an event as an Atom entry, on one line. */
export function atomEntry(page: Page, event: LoggedEvent): string {
  const { site } = page;
  const own = languageOf(page, event) === page.language ? '' : ' xml:lang="ko"';
  const link = linkElement({ rel: 'alternate', type: 'text/html', href: addressOf(page, event) });
  const forms = formsOf(page, event).map(({ url, mime_type: type }) => linkElement({ rel: 'alternate', type, href: url }));
  const categories = [['event', event.event, page.say(`log-event.${event.event}`)], ['type', event.type, page.say(`type-noun.${event.type}`)]] as const;
  return `<entry><id>${idOf(page, event)}</id><title${own}>${xmlText(titleOf(page, event))}</title><updated>${instantOf(event.on, site.city.timeZone)}</updated>`
    + categories.map(([scheme, term, label]) => `<category scheme="${schemeOf(page, scheme)}" term="${term}" label="${xmlText(label)}"/>`).join('')
    + `${link}${forms.join('')}${isGone(event) ? '' : `<summary>${xmlText(summaryOf(page, event))}</summary>`}</entry>`;
}

/** Returns an event as an item of a JSON Feed. */
export function jsonItem(page: Page, event: LoggedEvent): JsonItem {
  const title = oneLine(titleOf(page, event));
  return {
    id: idOf(page, event), url: addressOf(page, event), title, content_text: isGone(event) ? title : oneLine(summaryOf(page, event)),
    date_published: instantOf(event.on, page.site.city.timeZone), language: languageOf(page, event), tags: [event.event, event.type],
    ...(isGone(event) ? {} : { attachments: formsOf(page, event) }),
  };
}

/** Returns an item as it is after its record was withdrawn. */
export function withdrawnItem(item: JsonItem, title: string, language: string): JsonItem {
  const { id, url, date_published: published, tags } = item;
  return { id, url, title, content_text: title, date_published: published, language, tags };
}

/** Returns the indexes that a feed names, as they stand in it. */
export function indexesIn(feed: string): number[] {
  return [...new Set([...feed.matchAll(/tag:[^"<>\s]{1,300}:log:(\d{1,15})(?=["<])/g)].map(([, index]) => Number(index)))];
}

/** What stands before the words of the entries' categories. */
function schemeOf({ site }: Page, name: string): string {
  return fileAddress(site, `data.html#${name}`);
}

function isGone({ form }: LoggedEvent): boolean {
  return form === 'tombstone';
}

function idOf({ site }: Page, { on, at }: LoggedEvent): string {
  return tagOf(site, on, `log:${at}`);
}

function addressOf({ site, language }: Page, { path }: LoggedEvent): string {
  return wholeAddress(site.city.siteUrl, pathIn(language, recordPath(path)));
}

/** Of a text the title is the city's own Korean; of a table it is composed in the language of the page. */
function languageOf(page: Page, { form }: LoggedEvent): string {
  return form === 'text' ? 'ko' : page.language;
}

function formsOf({ site }: Page, { form, path }: LoggedEvent): { url: string; mime_type: string }[] {
  if (form === 'tombstone') return [];
  const forms = form === 'text' ? [[path, 'text/markdown'], [textDataPath(path), 'application/json']] as const : [[path, 'application/json'], [ledgerCsv(path), 'text/csv']] as const;
  return forms.map(([file, type]) => ({ url: fileAddress(site, file), mime_type: type }));
}

/** What happened, to what, of which unit, how open it is, and why. */
function summaryOf(page: Page, event: LoggedEvent): string {
  const disclosure = event.disclosure === null ? '' : page.say(`disclosure.${event.disclosure}`);
  return [page.say(`log-event.${event.event}`), page.say(`type-noun.${event.type}`), unitThen(page, event), disclosure, page.say(`log-reason.${event.reason}`)].filter((part) => part !== '').join(', ');
}
