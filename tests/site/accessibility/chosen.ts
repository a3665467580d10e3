/**
 * Chosen: the pages that are judged. Taken from the plan, so that a new kind of page is
 * judged as soon as it exists: of each kind the heaviest in Korean and the lightest in
 * English, and the awkward records of the fixture.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../../src/site/view/language.ts';
import { inLanguages, planPages, type PageKind } from '../../../src/site/view/plan.ts';
import { openSite } from '../../../src/site/view/site.ts';
import { pathOf, RECORDS } from '../fixture.ts';

/** A page to judge. */
export interface Chosen { path: string; kind: PageKind; language: Language; block: number | null }

/** Kinds that have no page in the fixture, each with the reason. */
export const ABSENT: Readonly<Partial<Record<PageKind, string>>> = {};

/** Pages longer than this have more of the same, and take the judges minutes. */
const MOST_BYTES = 90_000;

/** Records that have broken pages before: judged in the language named. */
const AWKWARD: readonly [keyof typeof RECORDS, Language][] = [
  ['plan', 'ko'], ['plan', 'en'], ['hostile', 'ko'], ['hostile', 'en'], ['long', 'ko'], ['withheld', 'ko'], ['withheld', 'en'], ['mixed', 'ko'], ['mixed', 'en'], ['former', 'en'],
  ['empty', 'ko'], ['district', 'ko'], ['none', 'ko'], ['none', 'en'], ['spending', 'ko'], ['spending', 'en'], ['pounds', 'en'], ['budget', 'ko'],
];

/** Returns every kind of page that there is, as the plan names them. */
export function kindsOfPages(): string[] {
  const source = readFileSync(join(import.meta.dirname, '../../../src/site/view/plan.ts'), 'utf8');
  return [.../export type PageKind =([^;]+);/.exec(source)![1]!.matchAll(/'([a-z-]+)'/g)].map(([, kind]) => kind!);
}

/** Returns the pages to judge of a built portal, those of one language. */
export function choosePages(built: { content: string; catalogue: string; out: string }, language: Language): Chosen[] {
  const site = openSite({ content: built.content, catalogue: built.catalogue });
  const planned = [...inLanguages(planPages(site))].map(({ address, kind, language: own, block }): Chosen & { sizeBytes: number } => ({ path: `${address}.html`, kind, language: own, block, sizeBytes: statSync(join(built.out, `${address}.html`)).size }));
  site.catalogue.close();
  const here = planned.filter((page) => page.language === language);
  const chosen = new Map<string, Chosen>();
  for (const kind of new Set(here.map((page) => page.kind))) {
    const [first, ...others] = here.filter((page) => page.kind === kind);
    const best = others.reduce((one, other) => ((language === 'ko') === (other.sizeBytes > one.sizeBytes) && other.sizeBytes <= MOST_BYTES ? other : one), first!);
    chosen.set(best.path, best);
  }
  for (const [name, own] of AWKWARD) {
    const path = (own === 'en' ? 'en/' : '') + pathOf(RECORDS[name]).replace(/\.(md|json)$/, '.html');
    if (own === language) chosen.set(path, here.find((page) => page.path === path)!);
  }
  return [...chosen.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
