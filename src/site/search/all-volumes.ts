/** All volumes: the search index from the ground up, one volume after another, so that only one is in memory. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Site } from '../view/site.ts';
import { writeShared, type Written } from './search-index.ts';
import { buildVolume, searchVolumes, volumeList, VOLUME_SIZE } from './search-volumes.ts';

/** Writes what volumes share and their list, for volumes that are there; returns what it wrote. */
export async function finishSearchIndex(site: Site, outFolder: string, size = VOLUME_SIZE): Promise<Written> {
  const { files, bytes } = await writeShared(outFolder);
  const list = volumeList(searchVolumes(site.catalogue, size).map(({ name }) => name), [outFolder]);
  await mkdir(outFolder, { recursive: true });
  await writeFile(join(outFolder, 'volumes.json'), list);
  return { files: files + 1, bytes: bytes + Buffer.byteLength(list) };
}

/** Writes every volume, what they share and their list into `pagefind/`, replacing what is there; returns what it wrote. */
export async function buildSearchIndex(site: Site, outFolder: string, size = VOLUME_SIZE): Promise<Written> {
  const volumes = searchVolumes(site.catalogue, size);
  await rm(outFolder, { recursive: true, force: true });
  const all = { files: 0, bytes: 0 };
  for (const volume of volumes) {
    const { files, bytes } = await buildVolume(site, volume, outFolder);
    all.files += files;
    all.bytes += bytes;
  }
  const rest = await finishSearchIndex(site, outFolder, size);
  return { files: all.files + rest.files, bytes: all.bytes + rest.bytes };
}
