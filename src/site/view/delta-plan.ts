/**
 * Delta plan: the pages that a night renders, and those that it takes away, so that the
 * standing portal becomes the one that would be built anew.
 */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { listedRecord } from '../../catalogue/records.ts';
import type { Touched } from '../../catalogue/touched.ts';
import { ChangedPages } from './changed-pages.ts';
import { changedRecords } from './changed-records.ts';
import { embedPath, recordPath } from './paths.ts';
import { pagesOfRecord, planLists, type PlannedPage } from './plan.ts';
import type { Site } from './site.ts';

/** What a night does to the pages. */
export interface DeltaPlan {
  pages: PlannedPage[];
  /** Paths without language and `.html`. */
  removed: string[];
  /** Of `pages` those that did not stand, apart from first pages of records. */
  added: string[];
  /** The records that changed or show one that did; some may be gone. */
  records: ReadonlySet<string>;
}

/** Returns what a night does to the pages of the portal that stands. */
export function planDelta(site: Site, touched: Touched): DeltaPlan {
  const records = changedRecords(site.catalogue, touched);
  const lists = deltaOfLists(site, touched);
  const ofRecords = [...records].map((id) => deltaOfRecord(site.catalogue, touched, id));
  const all = [lists, ...ofRecords];
  return { pages: all.flatMap(({ pages }) => pages), removed: all.flatMap(({ removed }) => removed), added: all.flatMap(({ added }) => added), records };
}

type Delta = Pick<DeltaPlan, 'pages' | 'removed' | 'added'>;

function deltaOfLists(site: Site, touched: Touched): Delta {
  const standing = new Set(site.catalogue.all<{ path: string }>(`SELECT path FROM standing WHERE path < 'records/' OR path >= 'records0'`).map(({ path }) => path));
  const changed = new ChangedPages(site, touched);
  const planned = [...planLists(site)];
  const added = planned.filter(({ path }) => !standing.has(path));
  const paths = new Set(planned.map(({ path }) => path));
  const removed = [...standing].filter((path) => !paths.has(path));
  // All shelves name all initials.
  const isShelfNew = [...added.map(({ path }) => path), ...removed].some((path) => path.startsWith('keywords/of/'));
  const pages = planned.filter((page) => !standing.has(page.path) || changed.has(page) || (isShelfNew && page.kind === 'shelf'));
  return { pages, removed, added: added.map(({ path }) => path) };
}

/** The pages of one record. Only further parts of a ledger stand in the list of what stands. */
function deltaOfRecord(catalogue: Catalogue, touched: Touched, id: string): Delta {
  const record = listedRecord(catalogue, id);
  const pages = record === null ? [] : [...pagesOfRecord(record)];
  const now = new Set(pages.map(({ path }) => path));
  const before = pathsBefore(catalogue, touched, id);
  const parts = pages.filter(({ block }) => block !== null && block > 1).map(({ path }) => path);
  return { pages, removed: before.filter((path) => !now.has(path)), added: parts.filter((path) => !before.includes(path)) };
}

function pathsBefore(catalogue: Catalogue, touched: Touched, id: string): string[] {
  const files = touched.keys('path').filter((path) => touched.under('path', path).get(id)?.was);
  const parts = (path: string) => catalogue.all<{ path: string }>(`SELECT path FROM standing WHERE path >= ?1 || '/' AND path < ?1 || '0'`, path).map((one) => one.path);
  return files.flatMap((file) => [recordPath(file), embedPath(id), ...parts(recordPath(file))]);
}
