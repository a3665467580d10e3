/**
 * `npm run build`: from `content/` to the portal in `dist/`.
 *
 *     npm run build -- [--content content] [--private var/private] [--cache var/cache] [--out dist] [--whole]
 *     npm run build -- --share 1/2 --to <folder>      on each of two machines,
 *     npm run build -- --merge <folder>,<folder>      and then on one
 *
 * refresh the catalogue → derive (relate …) → render texts → pages → data → search index
 * → check → put in place. If only records changed since the portal that stands was built,
 * only what they change is made, checked and moved in; the outcome is, byte for byte, that
 * of a whole build. Everything is made whole when the code or the written parts of
 * `content/` have changed, when nothing is known of what stands, or with `--whole`.
 *
 * What is made waits in a folder beside `dist/` until the check has passed it, so a failed
 * build leaves the standing portal as it was. If nothing changed, nothing is done.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openForWriting, type Catalogue } from '../src/catalogue/catalogue.ts';
import { contentHash, refresh } from '../src/catalogue/refresh.ts';
import { readTouched, settle, settledStamp, unsettle, type Touched } from '../src/catalogue/touched.ts';
import { ArchiveError } from '../src/errors.ts';
import { refuseIfFrozen } from '../src/export/freeze.ts';
import type { Progress } from '../src/model/effects.ts';
import { planDelta } from '../src/site/view/delta-plan.ts';
import { planPages, standingPages } from '../src/site/view/plan.ts';
import { renderTexts } from '../src/site/view/render-texts.ts';
import { openSite, type Site } from '../src/site/view/site.ts';
import { stageChangedArchive, stageHostFiles, stageWholeArchive } from './build/archive-parts.ts';
import { lockBuild } from './build/build-lock.ts';
import { buildStamp, haveSameTemplate } from './build/build-stamp.ts';
import { renderPages } from './build/page-workers.ts';
import { forgetMoves, keepStanding, listMoves, move, placesOf, restore, swap, unfinishedMoves, type Moves } from './build/put-in-place.ts';
import { stageAllMoney, stageAllRecords, stageChangedRecords } from './build/record-parts.ts';
import { finishSearch, stageChangedSearch, stageVolumes } from './build/search-part.ts';
import { labelShare, mergeShares, ownPart, readShare, type Share } from './build/shares.ts';
import { Stage } from './build/stage.ts';
import { checkPortal, type CheckedPortal } from './check.ts';
import { FOLDERS, options, run } from './command.ts';
import { derive } from './derive.ts';
import { refuseHalfNight } from './half-night.ts';
import { showProgress } from './progress.ts';
import { rendererOf } from './renderer.ts';
import { noteUnsealed } from './seal/unsealed.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** How long a night waits for a build that is in the middle of its moves. */
const RESTORE_MS = 60_000;

/** Folders of a build and who is told of its progress. */
export interface BuildOptions {
  content: string; cache: string; out: string; report?: (progress: Progress) => void;
  /** While it is frozen nothing is built; absent in tests that build without a service. */
  private?: string;
  /** The gate before the portal is touched: the second check. Every command has this one. */
  check?: (portal: CheckedPortal) => Promise<unknown>;
  /** How long another build is waited for. */
  waitMs?: number;
  /** Makes everything anew, whatever stands. */
  isWhole?: boolean;
  /** Makes one share alone, into a folder. */
  share?: { share: Share; to: string } | null;
  /** Puts these shares together instead of making everything. */
  merge?: readonly string[] | null;
}

/** What a build did. */
export interface BuildResult {
  /** Whether everything stood already. */
  isUnchanged: boolean;
  /** Whether everything was made anew. */
  isWhole: boolean;
  /** Pages that were rendered. */
  pages: number;
  waitMs: number;
}

/** One build under way. */
interface Work { content: string; cache: string; out: string; privateFolder: string | null; catalogue: Catalogue; site: Site; stamp: string; report: (progress: Progress) => void; check: (portal: CheckedPortal) => Promise<unknown> }

/**
 * Builds the portal.
 *
 * @throws {ArchiveError} `BAD_RECORD` or `BAD_POLICY` for content that breaks its schema,
 *   `BUILD_FAILED` if Astro or the search index fails or the content changes meanwhile,
 *   `FROZEN` while the service is frozen, `CHECK_FAILED` if the second check finds
 *   anything, `CHECK_BROKEN` if it does not find its canaries, `BAD_STATE` while half
 *   a night is in `content/`. `out` is then as it was.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const start = performance.now();
  checkOut(resolve(options.out), [options.content, options.cache]);
  restorePortal(options);
  if (options.private !== undefined) refuseIfStopped(options.private);
  const unlock = lockBuild(resolve(options.cache), options.waitMs);
  try {
    finishMoves(options);
    const result = await buildAlone(options);
    return finish(options.report ?? showProgress, start, result);
  } finally {
    unlock();
  }
}

async function buildAlone({ content, cache, out, report = showProgress, check = checkPortal, private: privateFolder, share = null, merge = null, isWhole = share !== null || merge !== null }: BuildOptions): Promise<Omit<BuildResult, 'waitMs'>> {
  const folders = { content: resolve(content), cache: resolve(cache), out: resolve(out), privateFolder: privateFolder === undefined ? null : resolve(privateFolder) };
  const { building } = placesOf(folders.out);
  const catalogueFile = join(folders.cache, 'catalogue.sqlite');
  const { catalogue, close } = openForWriting(catalogueFile);
  let site: Site | null = null;
  try {
    const nights = nightsIn(folders.content);
    update(catalogue, folders.content, report);
    const stamp = buildStamp(ROOT, folders.content, contentHash(catalogue));
    const standing = readStamp(folders.cache, folders.out);
    if (stamp === standing && !isWhole) return { isUnchanged: true, isWhole: false, pages: 0 };
    rmSync(building, { recursive: true, force: true });
    site = openSite({ content: folders.content, catalogue: catalogueFile });
    const work: Work = { ...folders, catalogue, site, stamp, report, check: async (portal) => {
      // Frozen, half a night or a withdrawal later: nothing of it leaves. Asked before the check, which takes long, and after it.
      refuseIfOvertaken(folders.content, nights, folders.privateFolder);
      await check(portal);
      refuseIfOvertaken(folders.content, nights, folders.privateFolder);
    } };
    const canAdd = !isWhole && standing !== null && haveSameTemplate(stamp, standing) && settledStamp(catalogue) === standing;
    if (share !== null) return await buildShare(work, share);
    return canAdd ? await buildChanges(work, readTouched(catalogue)) : await buildWhole(work, merge);
  } catch (error) {
    // A full disk must not stay full; what the check refused stays, for a person to look into. What is being moved is moved by the next start.
    if (!(error instanceof ArchiveError && error.code === 'CHECK_FAILED') && unfinishedMoves(folders.out) === null) rmSync(building, { recursive: true, force: true });
    throw error;
  } finally {
    site?.catalogue.close();
    close();
  }
}

/** Makes a share of the pages, the records' files and the volumes of the search, and returns how many pages it made. */
async function stageShare(work: Work, stage: Stage, share: Share): Promise<number> {
  const { site, content, report } = work;
  const pages = await renderPages({ ...rendering(work), pages: ownPart(planPages(site), share), stage });
  stageAllRecords(site, content, stage, (records) => ownPart(records, share));
  report({ stage: 'records', done: 1, total: 1, note: 'data beside the pages' });
  await stageVolumes(site, stage, (volumes) => ownPart(volumes, share, 1));
  report({ stage: 'search', done: 1, total: 1, note: 'volumes' });
  return pages;
}

/** Makes one share into a folder of its own; nothing of the portal is touched. */
async function buildShare(work: Work, { share, to }: { share: Share; to: string }): Promise<Omit<BuildResult, 'waitMs'>> {
  mkdirSync(to, { recursive: true });
  if (readdirSync(to).length > 0) throw new ArchiveError('BAD_ARGUMENT', '--to', `expected an empty folder, got ${to}, which holds files`);
  const pages = await stageShare(work, new Stage(to, null), share);
  labelShare(to, share, work.stamp);
  return { isUnchanged: false, isWhole: true, pages };
}

async function buildWhole(work: Work, shares: readonly string[] | null): Promise<Omit<BuildResult, 'waitMs'>> {
  const { content, cache, out, catalogue, site, stamp, report, check, privateFolder } = work;
  const { building } = placesOf(out);
  // From here on nothing is known of what stands, until all of it is there.
  rmSync(join(cache, 'build-stamp'), { force: true });
  unsettle(catalogue);
  const stage = new Stage(building, null);
  const pages = shares === null ? await stageShare(work, stage, { at: 1, of: 1 }) : (mergeShares(shares, stamp, building), 0);
  stageAllMoney(site, stage);
  await stageWholeArchive(ROOT, site, content, stage);
  const files = await finishSearch(site, stage);
  report({ stage: 'data', done: files, total: files, note: 'files of the whole search' });
  stageHostFiles(stage, new Set());
  await check({ folder: building, content, private: privateFolder, report });
  keepStanding(out);
  noteUnsealed(cache, 'all');
  swap(out);
  settle(catalogue, stamp, { all: standingPages(site) });
  writeStamp(cache, out, stamp);
  return { isUnchanged: false, isWhole: true, pages };
}

async function buildChanges(work: Work, touched: Touched): Promise<Omit<BuildResult, 'waitMs'>> {
  const { content, cache, out, catalogue, site, stamp, report, check, privateFolder } = work;
  const { building } = placesOf(out);
  const plan = planDelta(site, touched);
  report({ stage: 'plan', done: plan.pages.length, total: plan.pages.length, note: `pages may have changed, ${plan.removed.length} are gone` });
  const stage = new Stage(building, out);
  const pages = await renderPages({ ...rendering(work), pages: plan.pages, stage });
  report({ stage: 'data', done: 0 });
  const removed = new Set([...pageFiles(plan.removed), ...stageChangedRecords(site, content, stage, touched, plan.records), ...stageChangedArchive(site, content, stage, touched, plan)]);
  const search = await stageChangedSearch(site, stage, touched);
  report({ stage: 'search', done: search.volumes, total: search.volumes, note: 'volumes' });
  for (const path of search.removed) removed.add(path);
  for (const path of removed) if (existsSync(join(building, path)) || !existsSync(join(out, path))) removed.delete(path);
  stageHostFiles(stage, removed);
  await check({ folder: building, standing: out, removed: [...removed], content, private: privateFolder, report });
  const moves = listMoves(out, { stamp, removed: [...removed], pages: { added: plan.added, removed: plan.removed } });
  carryOut({ cache, out }, catalogue, moves);
  report({ stage: 'moved', done: moves.changed.length, total: moves.changed.length, note: `files changed, ${removed.size} removed` });
  return { isUnchanged: false, isWhole: false, pages };
}

function rendering({ content, cache, site, report }: Work) {
  return { root: ROOT, settings: { content, catalogue: site.catalogue.file }, plan: join(cache, 'plan.jsonl'), log: join(cache, 'astro.log'), report };
}

function pageFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => [`${path}.html`, `en/${path}.html`]);
}

/** Moves the files, then says what stands. A kill at any point leaves the list of moves, and whoever comes next begins here again. */
function carryOut({ cache, out }: Pick<BuildOptions, 'cache' | 'out'>, catalogue: Catalogue, moves: Moves): void {
  rmSync(join(cache, 'build-stamp'), { force: true });
  noteUnsealed(cache, [...moves.changed, ...moves.removed]);
  move(out, moves);
  settle(catalogue, moves.stamp, moves.pages);
  writeStamp(cache, out, moves.stamp);
  forgetMoves(out);
}

/** Finishes the moves of a build that was cut off. */
function finishMoves(options: Pick<BuildOptions, 'cache' | 'out'>): void {
  const [cache, out] = [resolve(options.cache), resolve(options.out)];
  const moves = unfinishedMoves(out);
  if (moves === null) return;
  const { catalogue, close } = openForWriting(join(cache, 'catalogue.sqlite'));
  try {
    carryOut({ cache, out }, catalogue, moves);
  } finally {
    close();
  }
}

/** An officer has stopped the service, or a night stopped in the middle of its moves. */
function refuseIfStopped(privateFolder: string): void {
  refuseIfFrozen(resolve(privateFolder));
  refuseHalfNight(resolve(privateFolder));
}

function refuseIfOvertaken(content: string, nights: number, privateFolder: string | null): void {
  if (privateFolder !== null) refuseIfStopped(privateFolder);
  if (nightsIn(content) !== nights) throw new ArchiveError('BUILD_FAILED', content, 'expected the same records until the end, a night or a withdrawal came between; build again');
}

/** Every night and every withdrawal writes a log of its own: as many as before means that nothing was taken back since. */
function nightsIn(content: string): number {
  return existsSync(join(content, 'log')) ? readdirSync(join(content, 'log')).length : 0;
}

/** Set from a refresh that changed something until all that follows from it is derived. */
const UNDERIVED = 'underived';

/** Refresh, derive and render texts: everything that only follows what changed. */
function update(catalogue: Catalogue, content: string, report: (progress: Progress) => void): void {
  const wasCutOff = catalogue.isMarked(UNDERIVED);
  const changes = refresh(catalogue, content, () => catalogue.mark(UNDERIVED));
  const count = changes.added.length + changes.changed.length + changes.removed.length;
  report({ stage: 'refresh', done: count, total: count, note: `${changes.added.length} added, ${changes.changed.length} changed, ${changes.removed.length} removed` });
  derive(catalogue, content, wasCutOff ? null : changes, report);
  const renderer = rendererOf(ROOT);
  // Looking whether every text has its HTML takes as long as there are texts.
  if (changes.isChanged || wasCutOff || !catalogue.isMarked(`rendered ${renderer}`)) {
    catalogue.unmark('rendered');
    renderTexts(catalogue, renderer, (done, total) => report({ stage: 'texts', done, total }));
    catalogue.mark(`rendered ${renderer}`);
  }
  catalogue.unmark(UNDERIVED);
}

/**
 * Refuses to build over anything that is not an earlier portal: the build replaces
 * its folder whole, and a slip of the hand must not replace `content/`.
 *
 * @param others - Folders the portal may neither be, hold nor lie in.
 * @throws {ArchiveError} `BAD_ARGUMENT`
 */
export function checkOut(out: string, others: readonly string[]): void {
  const holds = (outer: string, inner: string) => !/^\.\.(\/|$)/.test(relative(outer, inner));
  const other = others.map((folder) => resolve(folder)).find((folder) => holds(folder, resolve(out)) || holds(resolve(out), folder));
  if (other !== undefined) throw new ArchiveError('BAD_ARGUMENT', '--out', `expected a folder apart from ${other}, got ${out}`);
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory()) throw new ArchiveError('BAD_ARGUMENT', '--out', `expected a folder, got the file ${out}`);
  const isPortal = existsSync(join(out, 'index.html')) && existsSync(join(out, 'data', 'disclosure.json'));
  if (!isPortal && readdirSync(out).length > 0) throw new ArchiveError('BAD_ARGUMENT', '--out', `expected an empty folder or an earlier portal, got ${out}, which holds other files`);
}

/**
 * Makes the portal whole again that a build left which was cut off while it put its own
 * in place: the old one returns to its place, or what was being moved is moved. A night
 * does so before anything else: if its export stops, a portal stands.
 *
 * @throws {ArchiveError} `NIGHT_RUNNING` if a build that has not ended is at it.
 */
export function restorePortal({ cache, out }: Pick<BuildOptions, 'cache' | 'out'>): void {
  const { previous, moves } = placesOf(resolve(out));
  if ((existsSync(out) || !existsSync(previous)) && !existsSync(moves)) return;
  const unlock = lockBuild(resolve(cache), RESTORE_MS);
  try {
    restore(resolve(out));
    finishMoves({ cache, out });
  } finally {
    unlock();
  }
}

/** The stamp, the folder it is of, and which folder that is to the file system: another one may have been put in its place. */
function readStamp(cache: string, out: string): string | null {
  const file = join(cache, 'build-stamp');
  if (!existsSync(file) || !existsSync(join(out, 'index.html'))) return null;
  const [stamp, ...of] = readFileSync(file, 'utf8').split('\n');
  return of.join('\n') === ofPortal(out) ? stamp! : null;
}

function writeStamp(cache: string, out: string, stamp: string): void {
  writeFileSync(join(cache, 'build-stamp'), `${stamp}\n${ofPortal(out)}`);
}

function ofPortal(out: string): string {
  return `${out}\n${statSync(out).ino}\n`;
}

function finish(report: (progress: Progress) => void, start: number, result: Omit<BuildResult, 'waitMs'>): BuildResult {
  const waitMs = Math.round(performance.now() - start);
  const note = result.isUnchanged ? 'nothing changed, the portal stands' : `pages in ${(waitMs / 1000).toFixed(1)} s`;
  report({ stage: 'build', done: result.pages, total: result.pages, note });
  return { ...result, waitMs };
}

if (import.meta.main) {
  await run(async () => {
    const { values } = options({ ...FOLDERS, whole: { type: 'boolean' }, share: { type: 'string' }, to: { type: 'string' }, merge: { type: 'string' } });
    const folders = { content: values.content!, cache: values.cache!, out: values.out!, private: values.private! };
    if ((values.share === undefined) !== (values.to === undefined)) throw new ArchiveError('BAD_ARGUMENT', '--share', 'expected --share and --to together, got one of them');
    const share = values.share === undefined ? null : { share: readShare(values.share), to: resolve(values.to!) };
    const merge = values.merge?.split(',').map((folder) => resolve(folder)) ?? null;
    const { isUnchanged } = await build({ ...folders, share, merge, ...(values.whole === true ? { isWhole: true } : {}) });
    process.stdout.write(isUnchanged ? `${basename(folders.out)}: nothing changed\n` : `${share?.to ?? folders.out}: built\n`);
  });
}
