/**
 * Plan: the list of all pages, computed from the catalogue before anything is
 * rendered. It holds addresses and keys only; a page asks the catalogue for its
 * content when it is rendered. So a plan of the changed pages alone can stand in
 * for the whole one.
 */
import { monitorYears } from '../../catalogue/monitor.ts';
import { eachRecord, type ListedRecord } from '../../catalogue/records.ts';
import { browsePages } from './browse-plan.ts';
import { LANGUAGES, pathIn, type Language } from './language.ts';
import { moneyPages } from './money-plan.ts';
import { embedPath, policyPath, recordPath, slug } from './paths.ts';
import { policyRules } from './policy-rules.ts';
import { projectPages } from './project-plan.ts';
import type { Site } from './site.ts';

/** Records on a block of a list. */
export const LIST_BLOCK = 40;
/** Rows on a block of the register. */
export const REGISTER_BLOCK = 60;
/** Rows on one page of a ledger. */
export const LEDGER_BLOCK = 300;

/** What a page shows; `layouts/` has one component for each. */
export type PageKind =
  | 'home' | 'search' | 'site-map' | 'not-found' | 'written' | 'disclosure' | 'disclosure-units' | 'disclosure-unit' | 'disclosure-year' | 'disclosure-data'
  | 'text' | 'ledger' | 'tombstone' | 'embed'
  | 'browse' | 'units' | 'unit' | 'dates' | 'date' | 'classes' | 'class' | 'types' | 'ranks' | 'list' | 'places' | 'place' | 'keywords' | 'shelf'
  | 'money' | 'money-type' | 'money-units' | 'money-period' | 'money-unit' | 'money-payees' | 'money-fact' | 'projects' | 'project' | 'register' | 'register-month' | 'register-months' | 'register-rows' | 'register-opened' | 'request' | 'policy' | 'rule' | 'mirror' | 'keys' | 'verify';

/** One page before its languages: address without language and `.html`, and what it shows. */
export interface PlannedPage {
  path: string;
  kind: PageKind;
  /** What the kind needs to find its content: an id, a code, a day. */
  key: string;
  /** Block of a list counted from the oldest, page of a ledger from 1; `null` for the open end. */
  block: number | null;
}

/** Yields every page once, without languages. */
export function* planPages(site: Site): Generator<PlannedPage> {
  for (const record of eachRecord(site.catalogue)) yield* pagesOfRecord(record);
  yield* planLists(site);
}

/** Yields the pages that the catalogue has to remember as standing: what a night takes away is not told by what it finds. */
export function* standingPages(site: Site): Generator<string> {
  for (const { path } of planLists(site)) yield path;
  for (const record of eachRecord(site.catalogue)) for (const { path, block } of pagesOfRecord(record)) if (block !== null && block > 1) yield path;
}

/** Yields every page that is no record's own. */
export function* planLists(site: Site): Generator<PlannedPage> {
  yield* fixedPages(site);
  yield* browsePages(site);
  yield* disclosurePages(site);
  yield* moneyPages(site);
  yield* projectPages(site);
  for (const { rule } of policyRules(site.policy)) yield page(policyPath(rule), 'rule', rule);
}

/** One page in one language; its file is the address and `.html`. */
export interface Address extends PlannedPage { language: Language; address: string }

/** Yields pages in every language, with their addresses. */
export function* inLanguages(pages: Iterable<PlannedPage>): Generator<Address> {
  for (const planned of pages) {
    for (const language of LANGUAGES) yield { ...planned, language, address: pathIn(language, planned.path) };
  }
}

function page(path: string, kind: PageKind, key = '', block: number | null = null): PlannedPage {
  return { path, kind, key, block };
}

function* fixedPages(site: Site): Generator<PlannedPage> {
  yield page('index', 'home');
  yield page('404', 'not-found');
  for (const kind of ['search', 'site-map', 'disclosure', 'money', 'projects', 'policy', 'mirror', 'keys', 'verify'] as const) yield page(kind, kind);
  for (const slugOf of site.written.keys()) yield page(slugOf, 'written', slugOf);
}

/** Yields the pages of one record: a long ledger has several. */
export function* pagesOfRecord({ id, path, form, rowCount }: Pick<ListedRecord, 'id' | 'path' | 'form' | 'rowCount'>): Generator<PlannedPage> {
  const parts = form === 'ledger' ? Math.max(1, Math.ceil((rowCount ?? 0) / LEDGER_BLOCK)) : 1;
  for (let part = 1; part <= parts; part += 1) yield page(recordPath(path, part), form, id, part);
  yield page(embedPath(id), 'embed', id);
}

/** Years are those of the register and of the log: a correction may come long after. */
function* disclosurePages({ catalogue, policy }: Site): Generator<PlannedPage> {
  yield page('disclosure/units', 'disclosure-units');
  yield page('disclosure/data', 'disclosure-data');
  for (const unit of policy.units.keys()) yield page(`disclosure/units/${slug(unit)}`, 'disclosure-unit', unit);
  for (const year of monitorYears(catalogue)) yield page(`disclosure/years/${year}`, 'disclosure-year', year);
}
