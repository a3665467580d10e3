/** Feed parts: the feeds, the withdrawals and the lists for harvesters, all of them projections of the log, into the stage of a build. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { countIndexes, firstIndexOf, indexesOf } from '../../src/catalogue/events.ts';
import type { Touched } from '../../src/catalogue/touched.ts';
import { ARCHIVE_ENTRIES, archivePage, archivePages, subscriptions } from '../../src/site/view/release-feed.ts';
import { changeLists, eventMonths, monthAfter, monthOf, parseSyncIndex, resourceLists, SYNC, syncDocuments, syncIndex, type SyncFile, type SyncPart } from '../../src/site/view/resource-sync.ts';
import { allSideFeeds, changedSideFeeds } from '../../src/site/view/side-feeds.ts';
import type { Site } from '../../src/site/view/site.ts';
import { sitemapMonths } from '../../src/site/view/sitemap.ts';
import { WITHDRAWALS, withdrawalList, withdrawalSchema } from '../../src/site/view/withdrawal-list.ts';
import type { Stage } from './stage.ts';

interface File { path: string; text: string }

/** Puts down all of them. */
export function stageAllFeeds(site: Site, stage: Stage): void {
  for (let page = 0; page < archivePages(site); page += 1) put(stage, archivePage(site, page));
  put(stage, allSideFeeds(site));
  put(stage, wholeFiles(site));
  const months = eventMonths(site);
  stageSync(site, stage, { resources: sitemapMonths(site.catalogue), changes: months }, { resources: [], changes: [] });
}

/** Puts down those that a change changes, and returns the paths of files that are no more. */
export function stageChangedFeeds(site: Site, stage: Stage, touched: Touched): string[] {
  for (const page of changedArchivePages(site, touched)) put(stage, archivePage(site, page));
  const removed: string[] = [];
  for (const { path, text } of changedSideFeeds(site, touched, (path) => stage.read(path))) {
    if (text !== null) stage.write(path, text);
    else if (existsSync(join(stage.standing!, path))) removed.push(path);
  }
  put(stage, wholeFiles(site));
  return [...removed, ...stageChangedSync(site, stage, touched)];
}

/** What is written anew whenever anything has changed. */
function* wholeFiles(site: Site): Generator<File> {
  yield* subscriptions(site);
  yield { path: WITHDRAWALS, text: withdrawalList(site) };
  yield { path: 'withdrawals.schema.json', text: withdrawalSchema() };
  yield* syncDocuments(site);
}

function put(stage: Stage, files: Iterable<File>): void {
  for (const { path, text } of files) stage.write(path, text);
}

/** The pages with an event of a record that changed, those with new events, and the one before, which gets a next one. */
function changedArchivePages(site: Site, touched: Touched): number[] {
  const { catalogue } = site;
  const count = archivePages(site);
  const found = new Set(touched.keys('record').flatMap((record) => indexesOf(catalogue, record)).map((index) => Math.floor(index / ARCHIVE_ENTRIES)));
  const first = touched.hasAny('log') ? firstIndexOf(catalogue, touched.keys('log')) : null;
  const stood = first === null ? count : Math.floor(countIndexes(catalogue, first) / ARCHIVE_ENTRIES);
  for (let page = Math.max(0, stood - 1); page < count; page += 1) found.add(page);
  return [...found].filter((page) => page < count);
}

type Months = Record<'resources' | 'changes', Iterable<string>>;

/** The month before a new one ends with it. */
function stageChangedSync(site: Site, stage: Stage, touched: Touched): string[] {
  const days = touched.keys('log').map((day) => day.slice(0, 7)).sort();
  const before = days.length === 0 ? undefined : eventMonths(site).filter((month) => month < days[0]!).at(-1);
  const standing = { resources: parseSyncIndex(stage.read(SYNC.resources) ?? ''), changes: parseSyncIndex(stage.read(SYNC.changes) ?? '') };
  return stageSync(site, stage, { resources: touched.keys('at').map((place) => place.slice(0, 7)), changes: before === undefined ? days : [before, ...days] }, standing);
}

/** Months that did not change keep their lists. */
function stageSync(site: Site, stage: Stage, made: Months, standing: Record<'resources' | 'changes', readonly SyncPart[]>): string[] {
  const last = eventMonths(site).at(-1);
  const lists = {
    resources: (month: string) => resourceLists(site, month),
    changes: (month: string) => changeLists(site, month, month === last ? null : monthAfter(month)),
  };
  return (['resources', 'changes'] as const).flatMap((kind) => {
    const months = new Set(made[kind]);
    const parts: SyncPart[] = standing[kind].filter((part) => !months.has(monthOf(part)));
    for (const month of months) for (const file of lists[kind](month)) parts.push(putPart(stage, file));
    stage.write(SYNC[kind], syncIndex(site, kind, parts));
    const paths = new Set(parts.map(({ path }) => path));
    return standing[kind].map(({ path }) => path).filter((path) => !paths.has(path));
  });
}

function putPart(stage: Stage, { path, attributes, text }: SyncFile): SyncPart {
  stage.write(path, text);
  return { path, attributes };
}
