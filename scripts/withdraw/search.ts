/**
 * Search: makes the search index of a standing portal anew from its own entries,
 * without those that were emptied. For a frozen service: an index made from `content/`
 * could hold records that were never published.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, readFragment, restPath } from '../../src/site/search/fragment.ts';
import { buildSearchIndex, type SearchEntry } from '../../src/site/search/search-index.ts';
import { useSmallChunks } from '../index-chunks.ts';

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
  return fragments.filter(({ content }) => content !== '').sort((a, b) => (a.url < b.url ? -1 : 1)).map((fragment) => {
    const rest = join(folder, restPath(fragment.url));
    return entryOf(fragment, existsSync(rest) ? readFileSync(rest, 'utf8') : null);
  });
}
