/**
 * Search volumes: into which volumes the search index is cut, and how one of them is
 * made. Records stand in the order of their first release; volume k holds the positions
 * [k·N, (k+1)·N), counted from the oldest, so only the last one grows, and an older one
 * is made anew only if one of its records was amended or withdrawn. A withdrawn record
 * keeps its position and has no entry.
 *
 * Every volume is an index of its own and depends on nothing but its records: volumes
 * can be made in any order, each in a process of its own.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { ArchiveError } from '../../errors.ts';
import { searchEntries, type Position, type Range } from '../view/search-entries.ts';
import type { Site } from '../view/site.ts';
import type { IndexFacts, VolumeFacts } from './index-facts.ts';
import { writeVolume, type Written } from './search-index.ts';

/**
 * Records of a volume. A reader fetches some 8 bytes for each before the first result
 * and 3 KB for each volume that is looked into; the night makes one volume anew.
 */
export const VOLUME_SIZE = 8_000;

/** One volume: the records at or after `from` and before `until`, the last one without end. */
export interface SearchVolume extends Range {
  /** Name of its folder: its number, from `0001` for the oldest. */
  name: string;
  /** First and last night on which its records were released. */
  nights: readonly [string, string];
}

/** A place begins with the night of the first release. */
const NIGHT_SIGNS = 10;

/** Returns the volumes, the oldest first; none if there are no records. One pass over the index of places, no record is read. */
export function searchVolumes(catalogue: Catalogue, size = VOLUME_SIZE): SearchVolume[] {
  if (!Number.isInteger(size) || size < 1) throw new ArchiveError('BAD_ARGUMENT', 'search volumes', `expected a size of at least 1, got ${size}`);
  const volumes: SearchVolume[] = [];
  let start = catalogue.first<Placed>('SELECT place, id FROM records ORDER BY place, id LIMIT 1');
  while (start !== null) {
    const [last = newest(catalogue), next = null] = catalogue.all<Placed>(`SELECT place, id FROM records WHERE (place, id) >= (?, ?)
      ORDER BY place, id LIMIT 2 OFFSET ?`, start.place, start.id, size - 1);
    volumes.push({
      name: String(volumes.length + 1).padStart(4, '0'), from: [start.place, start.id], until: next === null ? null : [next.place, next.id],
      nights: [start.place.slice(0, NIGHT_SIGNS), last.place.slice(0, NIGHT_SIGNS)],
    });
    start = next;
  }
  return volumes;
}

interface Placed { place: string; id: string }

function newest(catalogue: Catalogue): Placed {
  return catalogue.first<Placed>('SELECT place, id FROM records ORDER BY place DESC, id DESC LIMIT 1')!;
}

/**
 * Returns the volumes, of those given, that hold any of the records.
 *
 * @param ids - Every record whose entry may be another: those that were added, changed
 *   or withdrawn, and those whose keywords are others now. One that is not in the
 *   catalogue has moved all that stand behind it, so it stands for every volume.
 */
export function volumesOf(catalogue: Catalogue, volumes: readonly SearchVolume[], ids: Iterable<string>): SearchVolume[] {
  const held = new Set<SearchVolume>();
  for (const id of ids) {
    const record = catalogue.first<{ place: string }>('SELECT place FROM records WHERE id = ?', id);
    if (record === null) return [...volumes];
    held.add(holderOf(volumes, [record.place, id]));
  }
  return volumes.filter((volume) => held.has(volume));
}

/**
 * Returns the volumes that do not stand in a folder as they are cut now: the new one,
 * and all behind a record that came in between.
 */
export function movedVolumes(volumes: readonly SearchVolume[], folder: string): SearchVolume[] {
  return volumes.filter(({ name, from, nights }) => {
    const facts = factsIn([folder], name);
    return facts === null || facts.first !== firstOf(from) || facts.nights.join() !== nights.join();
  });
}

/** Tells a volume by its first position. Not by the record's id: it may have been withdrawn, and then nothing but its tombstone bears it. */
function firstOf([place, id]: Position): string {
  return createHash('sha256').update(`${place} ${id}`).digest('hex').slice(0, 12);
}

/** Writes one volume below `pagefind/`; the same records give the same bytes. */
export async function buildVolume(site: Site, volume: SearchVolume, outFolder: string): Promise<Written> {
  return await writeVolume(searchEntries(site, volume), { first: firstOf(volume.from), nights: volume.nights }, join(outFolder, volume.name));
}

/**
 * Returns the text of `volumes.json`, by what each volume says of itself.
 *
 * @param folders - Where the volumes stand, the staged ones before the standing ones.
 * @throws {ArchiveError} `BUILD_FAILED` if one is missing in all of them.
 */
export function volumeList(names: readonly string[], folders: readonly string[]): string {
  const lines = [...names].sort().reverse().map((name): string => {
    const facts = factsIn(folders, name);
    if (facts === null) throw new ArchiveError('BUILD_FAILED', name, 'expected every volume of the search index before their list, got no such volume');
    const { records, nights, days, years } = facts;
    return JSON.stringify({ name, records, nights, days, years } satisfies VolumeFacts);
  });
  return `[${lines.join(',\n')}]\n`;
}

function factsIn(folders: readonly string[], name: string): IndexFacts | null {
  const file = folders.map((folder) => join(folder, name, 'index.json')).find((path) => existsSync(path));
  return file === undefined ? null : JSON.parse(readFileSync(file, 'utf8')) as IndexFacts;
}

/** The last volume that begins at or before a position. */
function holderOf(volumes: readonly SearchVolume[], position: Position): SearchVolume {
  let [low, high] = [0, volumes.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (isBefore(position, volumes[middle]!.from)) high = middle - 1;
    else low = middle;
  }
  return volumes[low]!;
}

/** As SQLite compares texts: by their bytes. Places and ids are ASCII. */
function isBefore([place, id]: Position, [otherPlace, otherId]: Position): boolean {
  return place === otherPlace ? id < otherId : place < otherPlace;
}
