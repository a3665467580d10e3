/**
 * Search: makes the search index of a standing portal anew from its own entries,
 * without those that were emptied. For a frozen service: an index made from `content/`
 * could hold records that were never published.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSearchIndex, type SearchEntry } from '../../src/site/search/search-index.ts';
import { useSmallChunks } from '../index-chunks.ts';
import { readFragment, type Fragment } from './portal.ts';

/** Replaces the search index of a portal and returns how many entries it has. A kill at any point leaves an index or lets the next start put it back. */
export async function rebuildSearch(out: string): Promise<number> {
  const [standing, fresh, previous] = [join(out, 'pagefind'), `${out}.pagefind`, `${out}.pagefind-previous`];
  if (!existsSync(standing) && existsSync(previous)) renameSync(previous, standing);
  const entries = entriesIn(standing);
  useSmallChunks();
  await buildSearchIndex(entries, fresh);
  rmSync(previous, { recursive: true, force: true });
  renameSync(standing, previous);
  renameSync(fresh, standing);
  rmSync(previous, { recursive: true, force: true });
  return entries.length;
}

function entriesIn(folder: string): SearchEntry[] {
  const fragments = readdirSync(join(folder, 'fragment')).map((name) => readFragment(readFileSync(join(folder, 'fragment', name))));
  return fragments.filter(({ content }) => content !== '').sort((a, b) => (a.url < b.url ? -1 : 1)).map(entryOf);
}

/** The title stands before the text, and the date is known by its day or its period. */
function entryOf({ url, content, meta, filters }: Fragment): SearchEntry {
  const { title = '', ...others } = meta;
  const day = others.date ?? null;
  return { url, title, content: content.startsWith(title) ? content.slice(title.length).trim() : content, meta: others, filters, date: day === null ? null : `${day}-01-01`.slice(0, 10) };
}
