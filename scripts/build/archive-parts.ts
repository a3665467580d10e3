/** Archive parts: what says something of the whole archive and is no page, into the stage of a build: register, figures, feeds, sitemaps, scripts, files for hosts. */
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Touched } from '../../src/catalogue/touched.ts';
import { hostFiles, unframedFolders, writeHostFiles } from '../../src/site/security/host-files.ts';
import { dataFiles } from '../../src/site/view/data-files.ts';
import type { DeltaPlan } from '../../src/site/view/delta-plan.ts';
import { listData, listDataPath } from '../../src/site/view/list-data.ts';
import { planLists, type PlannedPage } from '../../src/site/view/plan.ts';
import type { Site } from '../../src/site/view/site.ts';
import { openDataFiles } from '../../src/site/view/open-data.ts';
import { FILE_LIST, parseFileList, type ListedFile } from '../../src/site/view/spending-files.ts';
import { formatSitemapIndex, listMaps, monthMaps, parseSitemapIndex, SITEMAP_INDEX, sitemapMonths, type SitemapEntry } from '../../src/site/view/sitemap.ts';
import { stageAllBags, stageChangedBags } from './bag-parts.ts';
import { stageAllFeeds, stageChangedFeeds } from './feed-parts.ts';
import type { Stage } from './stage.ts';

const COPIED = ['register'];

/** Puts down everything for a whole build. `root` is where `public/` and the sources of the scripts are. */
export async function stageWholeArchive(root: string, site: Site, content: string, stage: Stage): Promise<void> {
  if (existsSync(join(root, 'public'))) cpSync(join(root, 'public'), stage.folder, { recursive: true });
  for (const folder of COPIED) if (existsSync(join(content, folder))) cpSync(join(content, folder), join(stage.folder, folder), { recursive: true, preserveTimestamps: true });
  for (const { path, text } of dataFiles(site)) stage.write(path, text);
  for (const { path, text } of openDataFiles(site, moneyFiles(stage))) stage.write(path, text);
  stageAllFeeds(site, stage);
  stageAllBags(site, content, stage);
  stageLists(site, stage, planLists(site), []);
  stageSitemaps(site, stage, sitemapMonths(site.catalogue), []);
  await writeSearchScripts(root, stage.folder);
}

/** Puts down what a change changes, and returns the paths of files that are no more. */
export function stageChangedArchive(site: Site, content: string, stage: Stage, touched: Touched, plan: Pick<DeltaPlan, 'pages' | 'removed'>): string[] {
  const files = touched.keys('file').filter((path) => COPIED.includes(path.split('/')[0]!));
  const isThere = (path: string) => existsSync(join(content, path));
  for (const path of files.filter(isThere)) stage.copy(join(content, path), path);
  for (const { path, text } of dataFiles(site)) stage.write(path, text);
  const months = new Set(touched.keys('at').map((place) => place.slice(0, 7)));
  for (const { path, text } of openDataFiles(site, moneyFiles(stage))) stage.write(path, text);
  const projections = [...stageChangedFeeds(site, stage, touched), ...stageChangedBags(site, content, stage, touched), ...stageLists(site, stage, plan.pages, plan.removed)];
  return [...files.filter((path) => !isThere(path)), ...projections, ...stageSitemaps(site, stage, months, parseSitemapIndex(stage.read(SITEMAP_INDEX)!))];
}

/** The tables of money, as the stage has them by then. */
function moneyFiles(stage: Stage): ListedFile[] {
  const text = stage.read(FILE_LIST);
  return text === null ? [] : parseFileList(text);
}

/** Puts down the data beside the pages of lists, and returns the paths of data whose page is no more. */
function stageLists(site: Site, stage: Stage, pages: Iterable<PlannedPage>, removed: readonly string[]): string[] {
  const own = { ...site, kept: new Map<string, unknown>() };
  for (const page of pages) {
    const data = listData(own, page);
    if (data !== null) stage.write(data.path, data.text);
  }
  // What is no list has no data beside it that would go with its page: a record's own data are told by the record.
  return removed.filter((path) => !/^(?:records|embed)\//.test(path)).map(listDataPath).filter((path) => existsSync(join(stage.standing!, path)));
}

/** Puts down the files for hosts, at the end of a build: they name the folders there are. */
export function stageHostFiles(stage: Stage, removed: ReadonlySet<string>): void {
  const { folder, standing } = stage;
  if (standing === null) return writeHostFiles(folder);
  const isKept = (path: string): boolean => readdirSync(join(standing, path), { withFileTypes: true }).some((entry) => (
    entry.isDirectory() ? isKept(`${path}/${entry.name}`) : !removed.has(`${path}/${entry.name}`)));
  const folders = new Set([...unframedFolders(standing, isKept), ...unframedFolders(folder)]);
  for (const { path, text } of hostFiles([...folders].sort())) stage.write(path, text);
}

/** Months whose records did not change keep their maps. */
function stageSitemaps(site: Site, stage: Stage, months: Iterable<string>, standing: readonly SitemapEntry[]): string[] {
  const made = new Set(months);
  const isMade = (path: string) => path.startsWith('sitemap-lists') || made.has(/^sitemap-(\d{4}-\d\d)/.exec(path)![1]!);
  const entries = standing.filter(({ path }) => !isMade(path));
  for (const maps of [...[...made].map((month) => monthMaps(site, month)), listMaps(site)]) {
    for (const { path, text, changedOn } of maps) {
      stage.write(path, text);
      entries.push({ path, changedOn });
    }
  }
  stage.write(SITEMAP_INDEX, formatSitemapIndex(site, entries));
  const paths = new Set(entries.map(({ path }) => path));
  return standing.map(({ path }) => path).filter((path) => !paths.has(path));
}

/** The scripts of the search, and the one that checks a record, at addresses without a hash: a change of them must not change every page. */
async function writeSearchScripts(root: string, out: string): Promise<void> {
  const { build: bundle } = await import('esbuild');
  const search = join(root, 'src/site/search');
  await bundle({
    entryPoints: { search: join(search, 'search-start.ts'), 'search-page': join(search, 'search-page.ts'), 'search-worker': join(search, 'engine-worker.ts'), verify: join(root, 'src/site/verify/verify-page.ts') },
    outdir: join(out, 'assets'), bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8', logLevel: 'silent',
  });
}
