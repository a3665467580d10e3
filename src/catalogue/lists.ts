/**
 * Lists: records by unit, type, rank, class, day and so on, in the order of their
 * place: night of the first release, then own day. A list is cut into blocks counted from the oldest; a full block
 * never changes again unless a record in it is withdrawn. The open end, with the
 * newest, holds at least one block and less than two, so that it is never nearly
 * empty.
 */
import type { Rank, RecordType } from '../model/vocabulary.ts';
import type { Catalogue } from './catalogue.ts';
import { LISTED, type ListedRecord } from './records.ts';

/** What a list is of. `all` has the key `''`. */
export interface List {
  by: 'all' | 'unit' | 'unit-type' | 'unit-year' | 'type' | 'rank' | 'class' | 'day' | 'period' | 'month' | 'place' | 'keyword';
  key: string;
  /** The type or the year within a unit; the organisations whose rank it is, as JSON; every one if absent. */
  within?: string;
}

const CONDITIONS: Readonly<Record<List['by'], string>> = {
  all: `form <> 'tombstone' AND ?1 = ''`,
  unit: 'unit = ?1',
  'unit-type': 'unit = ?1 AND type = ?2',
  'unit-year': `unit = ?1 AND coalesce(day, period) BETWEEN ?2 AND ?2 || '-99'`,
  type: `form <> 'tombstone' AND type = ?1`,
  rank: 'rank = ?1 AND (?2 IS NULL OR organisation IN (SELECT value FROM json_each(?2)))',
  class: 'id IN (SELECT record FROM classes WHERE key = ?1)',
  day: 'day = ?1',
  period: 'period = ?1',
  month: `day BETWEEN ?1 || '-01' AND ?1 || '-31'`,
  place: 'id IN (SELECT record FROM places WHERE key = ?1)',
  keyword: 'id IN (SELECT record FROM keywords WHERE key = ?1)',
};

/** The values of a list's condition, in their order. */
function valuesOf({ by, key, within }: List): (string | null)[] {
  return CONDITIONS[by].includes('?2') ? [key, within ?? null] : [key];
}

/** Returns how many records a list holds. */
export function countList(catalogue: Catalogue, list: List): number {
  return catalogue.first<{ count: number }>(`SELECT count(*) AS count FROM records WHERE ${CONDITIONS[list.by]}`, ...valuesOf(list))!.count;
}

/** Returns at most `limit` records of a list from the `offset`th, counted from the oldest, oldest first. */
export function sliceList(catalogue: Catalogue, list: List, offset: number, limit: number): ListedRecord[] {
  return catalogue.all(`SELECT ${LISTED} FROM records WHERE ${CONDITIONS[list.by]}
    ORDER BY place, id LIMIT ? OFFSET ?`, ...valuesOf(list), limit, offset);
}

/** Where a record stands in every list. */
export interface Standing { place: string; id: string }

/** Returns at most `limit` records of a list after one of it, oldest first: who goes through a list need not count from its beginning each time. */
export function sliceAfter(catalogue: Catalogue, list: List, after: Standing, limit: number): ListedRecord[] {
  return catalogue.all(`SELECT ${LISTED} FROM records WHERE ${CONDITIONS[list.by]} AND (place, id) > (?, ?)
    ORDER BY place, id LIMIT ?`, ...valuesOf(list), after.place, after.id, limit);
}

/** Lists whose members are told by a table of their own: to find them is to find all. */
const BY_MEMBERS: ReadonlySet<List['by']> = new Set<List['by']>(['class', 'place', 'keyword']);

/**
 * Returns how many records of a list stand before each of these, which are in their
 * order. The list is gone through once, however many are asked for.
 */
export function positionsIn(catalogue: Catalogue, list: List, standings: readonly Standing[]): number[] {
  if (BY_MEMBERS.has(list.by)) return positionsAmong(catalogue.all<Standing>(`SELECT place, id FROM records WHERE ${CONDITIONS[list.by]} ORDER BY place, id`, ...valuesOf(list)), standings);
  let count = 0;
  let before: Standing = { place: '', id: '' };
  return standings.map((standing) => {
    count += catalogue.first<{ count: number }>(`SELECT count(*) AS count FROM records WHERE ${CONDITIONS[list.by]} AND (place, id) >= (?, ?) AND (place, id) < (?, ?)`,
      ...valuesOf(list), before.place, before.id, standing.place, standing.id)!.count;
    before = standing;
    return count;
  });
}

function positionsAmong(members: readonly Standing[], standings: readonly Standing[]): number[] {
  let count = 0;
  return standings.map((standing) => {
    while (count < members.length && compareStandings(members[count]!, standing) < 0) count += 1;
    return count;
  });
}

/** Orders as lists are ordered. */
export function compareStandings(a: Standing, b: Standing): number {
  if (a.place !== b.place) return a.place < b.place ? -1 : 1;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

/** Returns the place of a record as a list; empty if there is no such record. */
export function placesOf(catalogue: Catalogue, id: string): string[] {
  return catalogue.all<{ place: string }>('SELECT place FROM records WHERE id = ?', id).map(({ place }) => place);
}

/** Returns the newest records of a list, newest first. */
export function newestOf(catalogue: Catalogue, list: List, limit: number): ListedRecord[] {
  return catalogue.all(`SELECT ${LISTED} FROM records WHERE ${CONDITIONS[list.by]}
    ORDER BY place DESC, id DESC LIMIT ?`, ...valuesOf(list), limit);
}

/** Returns the text records released last, the latest approval first within a night. */
export function newestTexts(catalogue: Catalogue, limit: number): ListedRecord[] {
  return catalogue.all(`SELECT ${LISTED} FROM records WHERE form = 'text' ORDER BY released_on DESC, day DESC, id DESC LIMIT ?`, limit);
}

/** Returns how many closed blocks a list of `count` has: the open end keeps at least one block's worth. */
export function closedBlocks(count: number, perBlock: number): number {
  return Math.max(0, Math.floor(count / perBlock) - 1);
}

/** Keys of one kind of list with their counts. */
export interface Counted { key: string; count: number }

const GROUPS = {
  unit: `SELECT unit AS key, count(*) AS count FROM records WHERE unit IS NOT NULL GROUP BY unit`,
  type: `SELECT type AS key, count(*) AS count FROM records WHERE form <> 'tombstone' GROUP BY type`,
  rank: `SELECT rank AS key, count(*) AS count FROM records WHERE rank IS NOT NULL GROUP BY rank`,
  year: `SELECT substr(day, 1, 4) AS key, count(*) AS count FROM records WHERE day IS NOT NULL GROUP BY 1`,
  month: `SELECT substr(day, 1, 7) AS key, count(*) AS count FROM records WHERE day IS NOT NULL GROUP BY 1`,
  day: `SELECT day AS key, count(*) AS count FROM records WHERE day IS NOT NULL GROUP BY day`,
  period: `SELECT period AS key, count(*) AS count FROM records WHERE period IS NOT NULL GROUP BY period`,
  class: `SELECT key, count(*) AS count FROM classes GROUP BY key`,
} as const;

/** Returns the keys of one kind of list with the number of records of each, in the order of the keys. */
export function countBy(catalogue: Catalogue, by: keyof typeof GROUPS): Counted[] {
  return catalogue.all(`${GROUPS[by]} ORDER BY key`);
}

/** One class of the classification with the number of records in it and below it. */
export interface ClassCount { key: string; name: string; count: number; depth: number; parent: string | null }

/** Returns the classes right below one, or the widest ones for `null`. */
export function classesBelow(catalogue: Catalogue, parent: string | null): ClassCount[] {
  return catalogue.all(`SELECT key, min(name) AS name, count(*) AS count, depth, parent FROM classes
    WHERE parent IS ? GROUP BY key ORDER BY name LIMIT 1000`, parent);
}

/** Returns a class and those above it, widest first; empty if there is no such class. */
export function classPath(catalogue: Catalogue, key: string): ClassCount[] {
  const found = catalogue.first<ClassCount>(`SELECT key, min(name) AS name, count(*) AS count, depth, parent FROM classes
    WHERE key = ? GROUP BY key`, key);
  if (found === null) return [];
  return found.parent === null ? [found] : [...classPath(catalogue, found.parent), found];
}

/** Returns the classes of a record, widest first. */
export function classesOf(catalogue: Catalogue, id: string): { key: string; name: string }[] {
  return catalogue.all('SELECT key, name FROM classes WHERE record = ? ORDER BY depth LIMIT 20', id);
}

/** Returns the names that a unit's records bear, with the number of records of each, the oldest name first. */
export function unitNamesUsed(catalogue: Catalogue, unit: string): { name: string; records: number }[] {
  return catalogue.all(`SELECT unit_name AS name, count(*) AS records FROM records WHERE unit = ? GROUP BY unit_name
    ORDER BY min(coalesce(day, period, released_on)), 1 LIMIT 50`, unit);
}

/** Returns how many records of each type a unit has from each year. */
export function unitYears(catalogue: Catalogue, unit: string): { type: RecordType; year: string; count: number }[] {
  return catalogue.all(`SELECT type, substr(coalesce(day, period), 1, 4) AS year, count(*) AS count FROM records WHERE unit = ?
    GROUP BY 1, 2 ORDER BY 2 DESC, 1 LIMIT 1000`, unit);
}

/** Returns how many records bear the rank of an approver in each organisation. */
export function rankCounts(catalogue: Catalogue): { rank: Rank; organisation: string; count: number }[] {
  return catalogue.all('SELECT rank, organisation, count(*) AS count FROM records WHERE rank IS NOT NULL GROUP BY rank, organisation ORDER BY 1, 2');
}
