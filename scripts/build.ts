/**
 * `npm run build`: from `content/` to the portal in `dist/`.
 *
 *     npm run build -- [--content content] [--private var/private] [--cache var/cache] [--out dist]
 *
 * refresh the catalogue → derive (relate …) → render texts → Astro → data → search index → swap.
 * Everything is written beside `dist/` and takes its place by rename at the very end, so
 * a failed build leaves the standing portal as it was. If neither content nor code
 * changed since the last build, nothing is done.
 */
import { fork } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentHash, refresh } from '../src/catalogue/refresh.ts';
import { openCatalogue, type Catalogue } from '../src/catalogue/catalogue.ts';
import { ArchiveError } from '../src/errors.ts';
import { refuseIfFrozen } from '../src/export/freeze.ts';
import type { Progress } from '../src/model/effects.ts';
import { buildSearchIndex } from '../src/site/search/search-index.ts';
import type { BuildFolders } from '../src/site/astro-config.ts';
import { writeHostFiles } from '../src/site/security/host-files.ts';
import { oembedFiles } from '../src/site/view/oembed.ts';
import { renderTexts } from '../src/site/view/render-texts.ts';
import { searchEntries } from '../src/site/view/search-entries.ts';
import { sheetFiles } from '../src/site/view/sheet-files.ts';
import { openSite } from '../src/site/view/site.ts';
import { textDataFiles } from '../src/site/view/text-data.ts';
import { lockBuild } from './build-lock.ts';
import { buildStamp } from './build-stamp.ts';
import { checkPortal, type CheckedPortal } from './check.ts';
import { FOLDERS, options, run } from './command.ts';
import { derive } from './derive.ts';
import { refuseHalfNight } from './half-night.ts';
import { useSmallChunks } from './index-chunks.ts';
import { showProgress } from './progress.ts';
import type { Rendered } from './render-pages.ts';
import { rendererOf } from './renderer.ts';
import { writeSpending } from './spending-files.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** How long a night waits for a build that is in the middle of its swap. */
const RESTORE_MS = 60_000;
/** How long Astro may render no hundred pages: the first come after it has bundled the site. */
const STALL_MS = 30 * 60_000;

/** Folders of a build and who is told of its progress. */
export interface BuildOptions {
  content: string; cache: string; out: string; report?: (progress: Progress) => void;
  /** While it is frozen nothing is built; absent in tests that build without a service. */
  private?: string;
  /** The gate before the swap: the second check. Every command has this one. */
  check?: (portal: CheckedPortal) => Promise<unknown>;
  /** How long another build is waited for. */
  waitMs?: number;
}

/** What a build did. */
export interface BuildResult {
  /** Whether everything stood already. */
  isUnchanged: boolean;
  pages: number;
  searchFiles: number;
  waitMs: number;
}

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
    return await buildAlone(options, start);
  } finally {
    unlock();
  }
}

async function buildAlone({ content, cache, out, report = showProgress, check = checkPortal, private: privateFolder }: BuildOptions, start: number): Promise<BuildResult> {
  const folders = { content: resolve(content), cache: resolve(cache), out: resolve(out) };
  const nights = nightsIn(folders.content);
  const catalogueFile = join(folders.cache, 'catalogue.sqlite');
  const catalogue = openCatalogue(catalogueFile);
  try {
    const isChanged = update(catalogue, folders.content, report);
    const stamp = buildStamp(ROOT, folders.content, contentHash(catalogue));
    if (!isChanged && stamp === readStamp(folders.cache, folders.out)) return finish(report, start, { isUnchanged: true, pages: 0, searchFiles: 0 });
    rmSync(join(folders.cache, 'build-stamp'), { force: true });
    const building = `${folders.out}.building`;
    rmSync(building, { recursive: true, force: true });
    const pages = await renderPages({ content: folders.content, catalogue: catalogueFile, plan: null, out: building, cache: join(folders.cache, 'astro') }, report);
    copyData(folders.content, building);
    writeSheets(catalogue, building);
    writeSpending({ content: folders.content, catalogue: catalogueFile }, building);
    writeForms(folders.content, catalogueFile, building);
    await writeSearchScript(building);
    const searchFiles = await index(folders.content, catalogueFile, building, report);
    writeHostFiles(building);
    // Frozen, half a night or a withdrawal later: nothing of it leaves. Asked before the check, which takes long, and after it.
    refuseIfOvertaken(folders.content, nights, privateFolder);
    await check({ folder: building, content: folders.content, private: privateFolder ?? null, report });
    refuseIfOvertaken(folders.content, nights, privateFolder);
    swap(building, folders.out);
    writeFileSync(join(folders.cache, 'build-stamp'), `${stamp}\n${folders.out}\n`);
    return finish(report, start, { isUnchanged: false, pages, searchFiles });
  } catch (error) {
    // A full disk must not stay full; what the check refused stays, for a person to look into.
    if (!(error instanceof ArchiveError && error.code === 'CHECK_FAILED')) rmSync(`${folders.out}.building`, { recursive: true, force: true });
    throw error;
  } finally {
    catalogue.close();
  }
}

/** An officer has stopped the service, or a night stopped in the middle of its moves. */
function refuseIfStopped(privateFolder: string): void {
  refuseIfFrozen(resolve(privateFolder));
  refuseHalfNight(resolve(privateFolder));
}

function refuseIfOvertaken(content: string, nights: number, privateFolder: string | undefined): void {
  if (privateFolder !== undefined) refuseIfStopped(privateFolder);
  if (nightsIn(content) !== nights) throw new ArchiveError('BUILD_FAILED', content, 'expected the same records until the end, a night or a withdrawal came between; build again');
}

/** Every night and every withdrawal writes a log of its own: as many as before means that nothing was taken back since. */
function nightsIn(content: string): number {
  return existsSync(join(content, 'log')) ? readdirSync(join(content, 'log')).length : 0;
}

/** Refresh, derive and render texts: everything that only follows what changed. Returns whether anything did. */
function update(catalogue: Catalogue, content: string, report: (progress: Progress) => void): boolean {
  const changes = refresh(catalogue, content);
  const count = changes.added.length + changes.changed.length + changes.removed.length;
  report({ stage: 'refresh', done: count, total: count, note: `${changes.added.length} added, ${changes.changed.length} changed, ${changes.removed.length} removed` });
  derive(catalogue, content, count > 0, report);
  renderTexts(catalogue, rendererOf(ROOT), (done, total) => report({ stage: 'texts', done, total }));
  return changes.isChanged;
}

/**
 * Astro puts its own half-done modules below the working folder, under one name; each
 * build gets a working folder of its own, where npm packages are still found.
 */
function renderPages(folders: BuildFolders, report: (progress: Progress) => void): Promise<number> {
  return new Promise((resolved, refused) => {
    const cwd = mkdtempSync(join(ROOT, 'node_modules/.glasshall-'));
    const child = fork(join(ROOT, 'scripts/render-pages.ts'), [JSON.stringify(folders)], { cwd, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let pages = 0;
    let said = '';
    // Nobody sits beside a night: one that stands still must end, or the next can't begin.
    const stalled = setTimeout(() => child.kill('SIGKILL'), STALL_MS);
    child.stderr!.setEncoding('utf8').on('data', (text: string) => { said += text; });
    child.on('message', ({ done, total }: Rendered) => {
      pages = total;
      stalled.refresh();
      report({ stage: 'pages', done, total });
    });
    child.on('error', refused);
    child.on('exit', (code) => {
      clearTimeout(stalled);
      rmSync(cwd, { recursive: true, force: true });
      if (code === 0) resolved(pages);
      else refused(failed(folders, code, said));
    });
  });
}

/** What Astro says can quote a text, so it goes to a private file and not into the message. */
function failed({ cache, out }: BuildFolders, code: number | null, said: string): ArchiveError {
  const ended = `expected Astro to render every page, it ended with ${code ?? `a signal, or rendered nothing for ${STALL_MS / 60_000} minutes`}`;
  const log = `${cache}.log`;
  try {
    writeFileSync(log, said);
    return new ArchiveError('BUILD_FAILED', out, `${ended}; what it said is in ${log}`);
  } catch {
    return new ArchiveError('BUILD_FAILED', out, `${ended}; what it said could not be written to ${log}`);
  }
}

/** The records, the register and the log themselves stand beside their pages, for those who compute. */
function copyData(content: string, out: string): void {
  for (const folder of ['records', 'register', 'log', 'originals']) {
    if (existsSync(join(content, folder))) cpSync(join(content, folder), join(out, folder), { recursive: true, preserveTimestamps: true });
  }
}

/** The tables of attachments as files. */
function writeSheets(catalogue: Catalogue, out: string): void {
  for (const { path, text } of sheetFiles(catalogue)) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
}

/** Other forms of the records: text records as JSON, and the answers of oEmbed. Written here since Astro takes longer for each than for all of them. */
function writeForms(content: string, catalogue: string, out: string): void {
  const site = openSite({ content, catalogue });
  try {
    for (const files of [textDataFiles(content, site.catalogue), oembedFiles(site)]) {
      for (const { path, text } of files) {
        mkdirSync(dirname(join(out, path)), { recursive: true });
        writeFileSync(join(out, path), text);
      }
    }
  } finally {
    site.catalogue.close();
  }
}

/** The scripts of the search, at addresses without a hash: a change of them must not change every page. */
async function writeSearchScript(out: string): Promise<void> {
  const { build: bundle } = await import('esbuild');
  const search = join(ROOT, 'src/site/search');
  await bundle({
    entryPoints: { search: join(search, 'search-start.ts'), 'search-page': join(search, 'search-page.ts'), 'search-worker': join(search, 'engine-worker.ts') },
    outdir: join(out, 'assets'), bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8', logLevel: 'silent',
  });
}

async function index(content: string, catalogue: string, out: string, report: (progress: Progress) => void): Promise<number> {
  const site = openSite({ content, catalogue });
  useSmallChunks();
  try {
    const { files } = await buildSearchIndex(searchEntries(site), join(out, 'pagefind'));
    report({ stage: 'search', done: files, total: files, note: 'files' });
    return files;
  } finally {
    site.catalogue.close();
  }
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

/** If we die after the first rename, the old portal stands as `.previous` and the next start puts it back; if only the second fails, at once. */
function swap(building: string, out: string): void {
  const previous = `${out}.previous`;
  rmSync(previous, { recursive: true, force: true });
  mkdirSync(dirname(out), { recursive: true });
  if (existsSync(out)) renameSync(out, previous);
  try {
    renameSync(building, out);
  } catch (error) {
    restore(out);
    throw error;
  }
  rmSync(previous, { recursive: true, force: true });
}

/**
 * Puts the portal back that a build, cut off in the middle of its swap, left beside its
 * place. A night does so before anything else: if its export stops, a portal stands.
 *
 * @throws {ArchiveError} `NIGHT_RUNNING` if a build that has not ended is at it.
 */
export function restorePortal({ cache, out }: Pick<BuildOptions, 'cache' | 'out'>): void {
  if (existsSync(out) || !existsSync(`${resolve(out)}.previous`)) return;
  const unlock = lockBuild(resolve(cache), RESTORE_MS);
  try {
    restore(resolve(out));
  } finally {
    unlock();
  }
}

function restore(out: string): void {
  if (!existsSync(out) && existsSync(`${out}.previous`)) renameSync(`${out}.previous`, out);
}

function readStamp(cache: string, out: string): string | null {
  const file = join(cache, 'build-stamp');
  if (!existsSync(file) || !existsSync(join(out, 'index.html'))) return null;
  const [stamp, builtInto] = readFileSync(file, 'utf8').split('\n');
  return builtInto === out ? stamp! : null;
}

function finish(report: (progress: Progress) => void, start: number, result: Omit<BuildResult, 'waitMs'>): BuildResult {
  const waitMs = Math.round(performance.now() - start);
  const note = result.isUnchanged ? 'nothing changed, the portal stands' : `pages in ${(waitMs / 1000).toFixed(1)} s`;
  report({ stage: 'build', done: result.pages, total: result.pages, note });
  return { ...result, waitMs };
}

if (import.meta.main) {
  await run(async () => {
    const { values } = options(FOLDERS);
    const { isUnchanged } = await build({ content: values.content!, cache: values.cache!, out: values.out!, private: values.private! });
    process.stdout.write(isUnchanged ? `${basename(values.out!)}: nothing changed\n` : `${values.out}: built\n`);
  });
}
