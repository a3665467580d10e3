/**
 * Lists: records by unit, type, rank, class, day and so on, in the order of their
 * place: night of the first release, then own day. A list is cut into blocks counted from the oldest; a full block
 * never changes again unless a record in it is withdrawn. The open end, with the
 * newest, holds at least one block and less than two, so that it is never nearly
 * empty.
 */
import type { Catalogue } from './catalogue.ts';
import { LISTED, type ListedRecord } from './records.ts';

/** What a list is of. `all` has the key `''`. */
export interface List { by: 'all' | 'unit' | 'type' | 'rank' | 'class' | 'day' | 'period' | 'month'; key: string }

const CONDITIONS: Readonly<Record<List['by'], string>> = {
  all: `form <> 'tombstone' AND ? = ''`,
  unit: 'unit = ?',
  type: `form <> 'tombstone' AND type = ?`,
  rank: 'rank = ?',
  class: 'id IN (SELECT record FROM classes WHERE key = ?)',
  day: 'day = ?',
  period: 'period = ?',
  month: `day BETWEEN ?1 || '-01' AND ?1 || '-31'`,
};

/** Returns how many records a list holds. */
export function countList(catalogue: Catalogue, list: List): number {
  return catalogue.first<{ count: number }>(`SELECT count(*) AS count FROM records WHERE ${CONDITIONS[list.by]}`, list.key)!.count;
}

/** Returns at most `limit` records of a list from the `offset`th, counted from the oldest, oldest first. */
export function sliceList(catalogue: Catalogue, list: List, offset: number, limit: number): ListedRecord[] {
  return catalogue.all(`SELECT ${LISTED} FROM records WHERE ${CONDITIONS[list.by]}
    ORDER BY place, id LIMIT ? OFFSET ?`, list.key, limit, offset);
}

/** Returns the newest records of a list, newest first. */
export function newestOf(catalogue: Catalogue, list: List, limit: number): ListedRecord[] {
  return catalogue.all(`SELECT ${LISTED} FROM records WHERE ${CONDITIONS[list.by]}
    ORDER BY place DESC, id DESC LIMIT ?`, list.key, limit);
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

/** Returns the names under which a unit's records were approved, with the days of the first and the last. */
export function unitNamesUsed(catalogue: Catalogue, unit: string): { name: string; from: string; until: string }[] {
  return catalogue.all(`SELECT unit_name AS name, min(coalesce(day, released_on)) AS "from", max(coalesce(day, released_on)) AS until
    FROM records WHERE unit = ? GROUP BY unit_name ORDER BY 2 LIMIT 50`, unit);
}
