/** Sample pages: the pages of a built portal by kind, from the plan, with what each weighs. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { inLanguages, planPages, type PageKind } from '../../src/site/view/plan.ts';
import { openSite } from '../../src/site/view/site.ts';
import { wireBytes } from './wire.ts';

/** A built portal and what it was built from. */
export interface Portal { content: string; catalogue: string; out: string }

/** A page with its kind; `rawBytes` before compression. */
export interface PageFile { path: string; kind: PageKind; rawBytes: number }

/** A page that was weighed. */
export interface Weighed extends PageFile { bytes: number }

/** Pages of a kind that are weighed when there are more: evenly spread ones, and the longest. */
const MOST_WEIGHED = 60;
const LONGEST = 10;

/** Returns every page of the plan with its kind. */
export function pagesOf({ content, catalogue, out }: Portal): PageFile[] {
  const site = openSite({ content, catalogue });
  const pages = [...inLanguages(planPages(site))].map(({ address, kind }) => ({ path: `${address}.html`, kind, rawBytes: statSync(join(out, `${address}.html`)).size }));
  site.catalogue.close();
  return pages;
}

/** Returns the kinds that have pages, each with its pages. */
export function byKind<P extends PageFile>(pages: readonly P[]): Map<PageKind, P[]> {
  const kinds = new Map<PageKind, P[]>();
  for (const page of pages) kinds.set(page.kind, [...kinds.get(page.kind) ?? [], page]);
  return kinds;
}

/** Returns enough pages of each kind to know its median and its heaviest, weighed. */
export function weigh(out: string, pages: readonly PageFile[]): Weighed[] {
  return [...byKind(pages).values()].flatMap((all) => chosenOf(all).map((page) => ({ ...page, bytes: wireBytes(out, page.path) })));
}

/** Not more than a machine weighs in a moment: brotli takes long at the quality that hosts use. */
function chosenOf(pages: readonly PageFile[]): PageFile[] {
  const step = Math.max(1, Math.ceil(pages.length / MOST_WEIGHED));
  const longest = [...pages].sort((a, b) => b.rawBytes - a.rawBytes).slice(0, LONGEST);
  return [...new Set([...pages.filter((_, at) => at % step === 0), ...longest])];
}
