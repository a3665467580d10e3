/**
 * Plan: the list of all pages, computed from the catalogue before anything is
 * rendered. It holds addresses and keys only; a page asks the catalogue for its
 * content when it is rendered. So a plan of the changed pages alone can stand in
 * for the whole one.
 */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { monitorYears } from '../../catalogue/monitor.ts';
import { eachRecord } from '../../catalogue/records.ts';
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
  | 'money' | 'money-type' | 'money-units' | 'money-period' | 'money-unit' | 'money-payees' | 'money-fact' | 'projects' | 'project' | 'register' | 'register-month' | 'register-months' | 'register-rows' | 'register-opened' | 'request' | 'policy' | 'rule';

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
  yield* browsePages(site);
  yield* disclosurePages(site);
  yield* moneyPages(site);
  yield* projectPages(site);
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
  for (const kind of ['search', 'site-map', 'disclosure', 'money', 'projects', 'policy'] as const) yield page(kind, kind);
  for (const slugOf of site.written.keys()) yield page(slugOf, 'written', slugOf);
}

function* recordPages(catalogue: Catalogue): Generator<PlannedPage> {
  for (const { id, path, form, rowCount } of eachRecord(catalogue)) {
    const parts = form === 'ledger' ? Math.max(1, Math.ceil((rowCount ?? 0) / LEDGER_BLOCK)) : 1;
    for (let part = 1; part <= parts; part += 1) yield page(recordPath(path, part), form, id, part);
    yield page(embedPath(id), 'embed', id);
  }
}

/** Years are those of the register and of the log: a correction may come long after. */
function* disclosurePages({ catalogue, policy }: Site): Generator<PlannedPage> {
  yield page('disclosure/units', 'disclosure-units');
  yield page('disclosure/data', 'disclosure-data');
  for (const unit of policy.units.keys()) yield page(`disclosure/units/${slug(unit)}`, 'disclosure-unit', unit);
  for (const year of monitorYears(catalogue)) yield page(`disclosure/years/${year}`, 'disclosure-year', year);
}
