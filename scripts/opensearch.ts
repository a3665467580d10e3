/**
 * `npm run opensearch -- [--since <log index or day>] [--to var/opensearch]`: the records as
 * files for OpenSearch, for a city that has outgrown the search in the reader's browser
 * (docs/opensearch.md): `settings.json` makes the index, `bulk-*.ndjson` fill it, `next.json`
 * says from where the next run goes on. Nothing is sent from here.
 *
 * Only what stands on the portal may leave: as long as the catalogue, `content/` and the
 * portal are not of the same nights, the service is frozen or a night is half done, nothing is
 * written. What the second check refused is not on the portal, so it is not in the files either.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Catalogue } from '../src/catalogue/catalogue.ts';
import { ArchiveError } from '../src/errors.ts';
import { refuseIfFrozen } from '../src/export/freeze.ts';
import { isCityDate } from '../src/model/vocabulary.ts';
import { indexSettings } from '../src/site/search-engine/analysis.ts';
import { bulkActions, firstIndexOn, inParts, nextIndex, type BulkAction } from '../src/site/search-engine/bulk.ts';
import { openSite, type Site } from '../src/site/view/site.ts';
import { FOLDERS, options, run } from './command.ts';
import { refuseHalfNight } from './half-night.ts';

/** Where everything lies; `to` is replaced whole. */
export interface BulkFolders { content: string; private: string; cache: string; out: string; to: string }

/** What was written. `next` is the `since` of the next run. */
export interface BulkFiles { indexed: number; deleted: number; files: number; next: number }

/**
 * Writes the files.
 *
 * @param since - A log index or a day; `undefined` for everything.
 * @throws {ArchiveError} `BAD_ARGUMENT` for another `since` or a folder with other files, `FROZEN`
 *   while the service is frozen, `BAD_STATE` if the portal is not that of the catalogue.
 */
export function writeBulk(folders: BulkFolders, since?: string): BulkFiles {
  refuseIfFrozen(resolve(folders.private));
  refuseHalfNight(resolve(folders.private));
  checkTarget(folders.to);
  const catalogue = join(folders.cache, 'catalogue.sqlite');
  if (!existsSync(catalogue)) throw new ArchiveError('BAD_STATE', catalogue, 'expected the catalogue of a build, got no file; run npm run build first');
  const site = openSite({ content: resolve(folders.content), catalogue: resolve(catalogue) });
  try {
    checkSameNights(site.catalogue, folders);
    return write(site, folders.to, sinceOf(site.catalogue, since));
  } finally {
    site.catalogue.close();
  }
}

function sinceOf(catalogue: Catalogue, since: string | undefined): number {
  if (since === undefined) return 0;
  if (/^\d{1,12}$/.test(since)) return Number(since);
  if (isCityDate(since)) return firstIndexOn(catalogue, since);
  throw new ArchiveError('BAD_ARGUMENT', '--since', `expected a log index or a day, YYYY-MM-DD, got ${since}`);
}

/** Everything beside its place, then by rename: a run that is cut off leaves the files of the last one. */
function write(site: Site, to: string, since: number): BulkFiles {
  const fresh = `${resolve(to)}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const result = { indexed: 0, deleted: 0, files: 0, next: nextIndex(site.catalogue) };
  writeFileSync(join(fresh, 'settings.json'), `${JSON.stringify(indexSettings(site), null, 1)}\n`);
  for (const part of inParts(counted(bulkActions(site, since), result))) {
    result.files += 1;
    writeFileSync(join(fresh, `bulk-${String(result.files).padStart(6, '0')}.ndjson`), part);
  }
  writeFileSync(join(fresh, 'next.json'), `${JSON.stringify({ since, next: result.next })}\n`);
  rmSync(to, { recursive: true, force: true });
  renameSync(fresh, to);
  return result;
}

function* counted(actions: Iterable<BulkAction>, result: BulkFiles): Generator<BulkAction> {
  for (const action of actions) {
    result[action.event === 'index' ? 'indexed' : 'deleted'] += 1;
    yield action;
  }
}

function checkTarget(to: string): void {
  if (!existsSync(to)) return;
  if (!statSync(to).isDirectory()) throw new ArchiveError('BAD_ARGUMENT', '--to', `expected a folder, got the file ${to}`);
  if (readdirSync(to).length > 0 && !existsSync(join(to, 'next.json'))) throw new ArchiveError('BAD_ARGUMENT', '--to', `expected an empty folder or the files of an earlier run, got ${to}, which holds other files`);
}

/** The log stands in all three places, and it grows with every night and every withdrawal. */
function checkSameNights(catalogue: Catalogue, { content, out }: BulkFolders): void {
  const known = catalogue.all<{ path: string; size: number }>("SELECT path, size FROM files WHERE path LIKE 'log/%' ORDER BY path").map(({ path, size }) => `${path.slice(4)} ${size}`).join('\n');
  for (const folder of [content, out]) {
    if (logsIn(join(folder, 'log')) !== known) throw new ArchiveError('BAD_STATE', join(folder, 'log'), 'expected the log of the nights that the catalogue knows, got another; run npm run build first');
  }
}

function logsIn(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')).sort() : [];
  return names.map((name) => `${name} ${statSync(join(folder, name)).size}`).join('\n');
}

if (import.meta.main) {
  await run(() => {
    const { values } = options({ ...FOLDERS, since: { type: 'string' }, to: { type: 'string', default: 'var/opensearch' } });
    const { indexed, deleted, files, next } = writeBulk({ content: values.content!, private: values.private!, cache: values.cache!, out: values.out!, to: values.to! }, values.since);
    process.stdout.write(`${values.to}: ${indexed} records and ${deleted} withdrawals in ${files} files; the next run goes on with --since ${next}\n`);
  });
}
