/**
 * Structured data: what a page says, once more for machines, as JSON-LD in the words of
 * schema.org. Nothing stands in it that the page does not show. Addresses are whole, so
 * that a copy of the page still names the record of the city.
 */
import type { LedgerFacts, ListedRecord, TextFacts } from '../../catalogue/records.ts';
import type { Tombstone } from '../../model/record.ts';
import type { TextType } from '../../model/vocabulary.ts';
import { LICENCE_TERMS } from './facts.ts';
import { wholeAddress } from './head.ts';
import { pathIn } from './language.ts';
import { unitThen } from './listed.ts';
import type { LinkTo, Page } from './page.ts';

/** One thing of schema.org; what is `undefined` is left out. */
export interface Thing { '@type': string; [property: string]: unknown }

/** What a text is there. A city's documents and minutes are works and nothing narrower. */
const KINDS: Partial<Record<TextType, string>> = { research: 'Report' };

/**
 * Returns the data of a page as the text of a `<script type="application/ld+json">`. No
 * `<` is in it, so nothing that a record says can end the element.
 */
export function structuredData(page: Page, thing: Thing, title: string, crumbs: readonly LinkTo[]): string {
  const whole = { '@context': 'https://schema.org', '@type': 'WebPage', breadcrumb: trailOf(page, title, crumbs), mainEntity: { name: title, url: ownAddress(page), ...thing } };
  return JSON.stringify(whole).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/**
 * The way here, as it stands above the title. Names stand inside the items: a list of
 * objects that all have a name is a table of persons to whoever looks for leaks.
 */
function trailOf(page: Page, title: string, crumbs: readonly LinkTo[]): Thing {
  const own = ownAddress(page);
  const all = [{ href: page.to('index'), words: page.say('home.name') }, ...crumbs];
  const steps = all.map(({ href, words }) => ({ '@id': shortHome(new URL(href, own).href), name: words }));
  return { '@type': 'BreadcrumbList', itemListElement: [...steps, { '@id': own, name: title }].map((item, at) => ({ '@type': 'ListItem', position: at + 1, item })) };
}

/** The home's address is that of its folder, as its own page says it. */
function shortHome(address: string): string {
  return address.replace(/\/index\.html$/, '/');
}

function ownAddress(page: Page): string {
  return wholeAddress(page.site.city.siteUrl, pathIn(page.language, page.path));
}

/** Returns a file beside a page as its whole address. */
function fileAddress(page: Page, href: string): string {
  return new URL(href, ownAddress(page)).href;
}

const government = (name: string): Thing => ({ '@type': 'GovernmentOrganization', name });

/** What everything here has in common: who publishes it, and of what it is a part. */
function common(page: Page): Record<string, unknown> {
  const { city } = page.site;
  return {
    publisher: government(page.pick(city.name)),
    isPartOf: { '@type': 'DataCatalog', name: page.say('brand', { city: page.pick(city.name) }), url: wholeAddress(city.siteUrl, pathIn(page.language, 'index')) },
  };
}

function ofRecord(page: Page, listed: ListedRecord, facts: TextFacts | LedgerFacts): Record<string, unknown> {
  return {
    inLanguage: 'ko', datePublished: facts.releasedOn, dateModified: listed.changedOn, version: facts.revision,
    license: LICENCE_TERMS[facts.licence] ?? undefined, creator: government(unitThen(page, listed)), ...common(page),
  };
}

/** Returns a text record. */
export function textThing(page: Page, listed: ListedRecord, facts: TextFacts): Thing {
  return {
    '@type': KINDS[facts.type] ?? 'CreativeWork', identifier: facts.documentNumber === null ? facts.id : [facts.id, facts.documentNumber],
    dateCreated: facts.approvedOn ?? undefined, ...ofRecord(page, listed, facts),
  };
}

/** Returns a ledger with its files. */
export function ledgerThing(page: Page, listed: ListedRecord, facts: LedgerFacts, lead: string, files: readonly { href: string; format: string }[]): Thing {
  return {
    '@type': 'Dataset', description: lead, identifier: facts.id, temporalCoverage: facts.period, ...ofRecord(page, listed, facts),
    distribution: files.map(({ href, format }) => ({ '@type': 'DataDownload', encodingFormat: format, contentUrl: fileAddress(page, href) })),
  };
}

/** Returns what is left of a withdrawn record. */
export function tombstoneThing(page: Page, facts: Tombstone): Thing {
  return {
    '@type': 'CreativeWork', identifier: facts.id, inLanguage: 'ko', datePublished: facts.releasedOn, dateModified: facts.withdrawnOn,
    creativeWorkStatus: page.say('status.withdrawn'), ...common(page),
  };
}

/** Returns a unit of the city, with the one above it. */
export function unitThing(page: Page, above: string | null): Thing {
  return { '@type': 'GovernmentOrganization', parentOrganization: government(above ?? page.pick(page.site.city.name)) };
}

/** Returns a project of the budget. */
export function projectThing(page: Page, code: string): Thing {
  return { '@type': 'Project', identifier: code, parentOrganization: government(page.pick(page.site.city.name)) };
}

/** Returns all tables of one type of money, or those of a period; `csv` where one file has them all. */
export function moneyThing(page: Page, description: string, period: string | null, csv: string | null): Thing {
  return {
    '@type': 'Dataset', description, temporalCoverage: period ?? undefined, ...common(page),
    distribution: csv === null ? undefined : [{ '@type': 'DataDownload', encodingFormat: 'text/csv', contentUrl: fileAddress(page, csv) }],
  };
}
