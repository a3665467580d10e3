/**
 * Search: makes the volumes of a standing portal's search index anew that hold an emptied
 * entry, from their own entries and without those. For a frozen service: an index made
 * from `content/` could hold records that were never published. The other volumes are
 * not touched; the list of all is written last.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, readFragment, restPath, type Fragment } from '../../src/site/search/fragment.ts';
import type { IndexFacts } from '../../src/site/search/index-facts.ts';
import { writeVolume } from '../../src/site/search/search-index.ts';
import { volumeList } from '../../src/site/search/search-volumes.ts';
import { useSmallChunks } from '../index-chunks.ts';

/** A volume's folder, and what a kill leaves beside it: a name with anything behind the number is never a volume. */
const VOLUME = /^\d{4,}$/;
const PREVIOUS = /^(\d{4,})\.previous$/;

/** Replaces the volumes with an emptied entry and returns how many entries those have now. A kill at any point leaves a volume or lets the next start put it back. */
export async function rebuildSearch(out: string): Promise<number> {
  const root = join(out, 'pagefind');
  restore(root);
  useSmallChunks();
  let entries = 0;
  for (const name of volumesIn(root)) entries += await rebuildVolume(root, name);
  const list = volumeList(volumesIn(root), [root]);
  if (readFileSync(join(root, 'volumes.json'), 'utf8') === list) return entries;
  writeFileSync(join(root, 'volumes.json.new'), list);
  renameSync(join(root, 'volumes.json.new'), join(root, 'volumes.json'));
  return entries;
}

function volumesIn(root: string): string[] {
  return readdirSync(root).filter((name) => VOLUME.test(name)).sort();
}

/** Takes away what a killed start left half made, and puts back what it had moved aside. */
function restore(root: string): void {
  for (const name of readdirSync(root)) {
    const standing = PREVIOUS.exec(name)?.[1];
    if (standing !== undefined && !existsSync(join(root, standing))) renameSync(join(root, name), join(root, standing));
    else if (/\.(?:new|previous)$/.test(name)) rmSync(join(root, name), { recursive: true, force: true });
  }
}

async function rebuildVolume(root: string, name: string): Promise<number> {
  const [standing, fresh, previous] = [join(root, name), join(root, `${name}.new`), join(root, `${name}.previous`)];
  const fragments = fragmentsIn(standing);
  const kept = fragments.filter(({ content }) => content !== '');
  if (kept.length === fragments.length) return 0;
  const { first, nights } = JSON.parse(readFileSync(join(standing, 'index.json'), 'utf8')) as IndexFacts;
  const entries = kept.map((fragment) => {
    const rest = join(standing, restPath(fragment.url));
    return entryOf(fragment, existsSync(rest) ? readFileSync(rest, 'utf8') : null);
  });
  await writeVolume(entries, { first, nights }, fresh);
  renameSync(standing, previous);
  renameSync(fresh, standing);
  rmSync(previous, { recursive: true, force: true });
  return entries.length;
}

function fragmentsIn(folder: string): Fragment[] {
  const fragments = join(folder, 'fragment');
  if (!existsSync(fragments)) return [];
  return readdirSync(fragments).map((name) => readFragment(readFileSync(join(fragments, name)))).sort((a, b) => (a.url < b.url ? -1 : 1));
}
