/** Search part: the volumes of the search index that a build makes, into its stage. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Touched } from '../../src/catalogue/touched.ts';
import { finishSearchIndex } from '../../src/site/search/all-volumes.ts';
import { buildVolume, movedVolumes, searchVolumes, volumeList, volumesOf, type SearchVolume } from '../../src/site/search/search-volumes.ts';
import type { Site } from '../../src/site/view/site.ts';
import { useSmallChunks } from '../index-chunks.ts';
import type { Stage } from './stage.ts';

const FOLDER = 'pagefind';
const LIST = `${FOLDER}/volumes.json`;

/** Puts down some volumes, as another process may the others. */
export async function stageVolumes(site: Site, stage: Stage, own: (volumes: readonly SearchVolume[]) => Iterable<SearchVolume>): Promise<void> {
  useSmallChunks();
  for (const volume of own(searchVolumes(site.catalogue))) await buildVolume(site, volume, join(stage.folder, FOLDER));
}

/** Puts down what belongs to all volumes, once they are there, and returns how many files that is. */
export async function finishSearch(site: Site, stage: Stage): Promise<number> {
  return (await finishSearchIndex(site, join(stage.folder, FOLDER))).files;
}

/** Puts down the volumes that hold a record whose entry may be another, and returns how many there are and the paths of files that are no more. */
export async function stageChangedSearch(site: Site, stage: Stage, touched: Touched): Promise<{ volumes: number; removed: string[] }> {
  useSmallChunks();
  const standing = join(stage.standing!, FOLDER);
  const volumes = searchVolumes(site.catalogue);
  const changed = new Set<SearchVolume>([...volumesOf(site.catalogue, volumes, entriesOf(touched)), ...movedVolumes(volumes, standing)]);
  const removed: string[] = [];
  for (const volume of changed) removed.push(...await stageVolume(site, stage, volume));
  const names = volumes.map(({ name }) => name);
  const gone = readdirSync(standing, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /^\d+$/.test(entry.name) && !names.includes(entry.name));
  for (const { name } of gone) removed.push(...filesBelow(standing, name).map((path) => `${FOLDER}/${path}`));
  stage.write(LIST, volumeList(names, [join(stage.folder, FOLDER), standing]));
  return { volumes: changed.size, removed };
}

/** An entry says what its record says, and the words chosen for it. */
function entriesOf(touched: Touched): Set<string> {
  return new Set([...touched.keys('record'), ...touched.keys('chosen')]);
}

/** Made apart, then laid over the one that stands: most of its files are the same. */
async function stageVolume(site: Site, stage: Stage, volume: SearchVolume): Promise<string[]> {
  const apart = `${stage.folder}.volume`;
  try {
    await buildVolume(site, volume, apart);
    const files = filesBelow(apart, volume.name);
    for (const path of files) stage.write(`${FOLDER}/${path}`, readFileSync(join(apart, path)));
    const now = new Set(files);
    return filesBelow(join(stage.standing!, FOLDER), volume.name).filter((path) => !now.has(path)).map((path) => `${FOLDER}/${path}`);
  } finally {
    rmSync(apart, { recursive: true, force: true });
  }
}

/** Paths below `root` of the files in one of its folders. */
function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort();
}
