/**
 * Plan: the list of all pages, computed from the catalogue before anything is
 * rendered. It holds addresses and keys only; a page asks the catalogue for its
 * content when it is rendered. So a plan of the changed pages alone can stand in
 * for the whole one.
 */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { closedBlocks, countBy, countList, type List } from '../../catalogue/lists.ts';
import { projects, sumsByType } from '../../catalogue/money.ts';
import { eachRecord } from '../../catalogue/records.ts';
import { registerMonths } from '../../catalogue/register.ts';
import { LANGUAGES, pathIn, type Language } from './language.ts';
import { listPath, policyPath, recordPath, slug } from './paths.ts';
import { policyRules } from './policy-rules.ts';
import type { Site } from './site.ts';

/** Records on a block of a list. */
export const LIST_BLOCK = 40;
/** Rows on a block of the register. */
export const REGISTER_BLOCK = 100;
/** Rows on one page of a ledger. */
export const LEDGER_BLOCK = 300;

/** What a page shows; `layouts/` has one component for each. */
export type PageKind =
  | 'home' | 'search' | 'site-map' | 'not-found' | 'written' | 'disclosure'
  | 'text' | 'ledger' | 'tombstone'
  | 'units' | 'unit' | 'dates' | 'date' | 'classes' | 'class' | 'types' | 'ranks' | 'list'
  | 'money' | 'money-type' | 'projects' | 'project' | 'register' | 'register-month' | 'policy' | 'rule';

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
  const { catalogue } = site;
  yield* fixedPages(site);
  yield* recordPages(catalogue);
  yield* unitPages(site);
  yield* datePages(catalogue);
  yield* listsOf(catalogue, 'classes', 'class', 'class', countBy(catalogue, 'class').map(({ key }) => key));
  yield* listsOf(catalogue, 'types', 'list', 'type', countBy(catalogue, 'type').map(({ key }) => key));
  yield* listsOf(catalogue, 'ranks', 'list', 'rank', countBy(catalogue, 'rank').map(({ key }) => key));
  for (const type of new Set(sumsByType(catalogue).map((sum) => sum.type))) yield page(`money/${type}`, 'money-type', type);
  for (const { project } of projects(catalogue)) yield page(`projects/${slug(project)}`, 'project', project);
  for (const { key, count } of registerMonths(catalogue)) yield* blocks('register', 'register-month', key, count, REGISTER_BLOCK);
  for (const { rule } of policyRules(site.policy)) yield page(policyPath(rule), 'rule', rule);
}

/** Yields every page in every language, with its address in that language. */
export function* planAddresses(site: Site): Generator<PlannedPage & { language: Language; address: string }> {
  for (const planned of planPages(site)) {
    for (const language of LANGUAGES) yield { ...planned, language, address: pathIn(language, planned.path) };
  }
}

function page(path: string, kind: PageKind, key = '', block: number | null = null): PlannedPage {
  return { path, kind, key, block };
}

function* fixedPages(site: Site): Generator<PlannedPage> {
  yield page('index', 'home');
  yield page('404', 'not-found');
  for (const kind of ['search', 'site-map', 'disclosure', 'units', 'dates', 'classes', 'types', 'ranks', 'money', 'projects', 'register', 'policy'] as const) yield page(kind, kind);
  for (const slugOf of site.written.keys()) yield page(slugOf, 'written', slugOf);
}

function* recordPages(catalogue: Catalogue): Generator<PlannedPage> {
  for (const { id, path, form, rowCount } of eachRecord(catalogue)) {
    const parts = form === 'ledger' ? Math.max(1, Math.ceil((rowCount ?? 0) / LEDGER_BLOCK)) : 1;
    for (let part = 1; part <= parts; part += 1) yield page(recordPath(path, part), form, id, part);
  }
}

function* unitPages({ catalogue, policy }: Site): Generator<PlannedPage> {
  for (const unit of policy.units.keys()) yield* blocks('units', 'unit', unit, countList(catalogue, { by: 'unit', key: unit }), LIST_BLOCK);
}

function* datePages(catalogue: Catalogue): Generator<PlannedPage> {
  const keys = new Set<string>();
  for (const by of ['year', 'month', 'day', 'period'] as const) {
    for (const { key } of countBy(catalogue, by)) for (const length of [4, 7, 10]) keys.add(key.slice(0, length));
  }
  for (const key of [...keys].sort()) {
    if (key.length === 10) yield* blocks('dates', 'list', key, countList(catalogue, { by: 'day', key }), LIST_BLOCK);
    else yield page(`dates/${key}`, 'date', key);
  }
}

function* listsOf(catalogue: Catalogue, folder: string, kind: PageKind, by: List['by'], keys: readonly string[]): Generator<PlannedPage> {
  for (const key of keys) yield* blocks(folder, kind, key, countList(catalogue, { by, key }), LIST_BLOCK);
}

/** The open end of a list and its closed blocks; the block is known by `folder/key/<n>`. */
function* blocks(folder: string, kind: PageKind, key: string, count: number, perBlock: number): Generator<PlannedPage> {
  yield page(listPath(folder, key), kind, key);
  for (let block = 1; block <= closedBlocks(count, perBlock); block += 1) yield page(listPath(folder, key, block), kind, key, block);
}
