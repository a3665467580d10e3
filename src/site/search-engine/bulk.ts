/**
 * Bulk: what changed in the archive, as actions of OpenSearch's `_bulk` API: a record is
 * indexed with the same texts that the portal's own index has, a withdrawn one is deleted.
 *
 * The version of an action is the place of the record's last entry in the log, and OpenSearch
 * takes it only if it has no newer one: files can be sent twice and in any order. What follows
 * from a whole archive (keywords) can change without an entry, so an equal version is taken too.
 *
 * Known: `searchEntries` looks at every record, so the cost of a night follows the archive.
 */
import { basename } from 'node:path';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { SearchEntry } from '../search/search-index.ts';
import { searchEntries } from '../view/search-entries.ts';
import type { Site } from '../view/site.ts';

/** Bytes of a `_bulk` request; OpenSearch takes up to 100 MB, small ones fail in small parts. */
export const BULK_BYTES = 10_000_000;

/** One action: its lines, and whether the record goes in or out. */
export interface BulkAction { id: string; event: 'index' | 'delete'; lines: string }

/** Yields the actions for all records that have an entry in the log from `since` on; withdrawn ones first. */
export function* bulkActions(site: Site, since: number): Generator<BulkAction> {
  for (const { id, version } of withdrawnSince(site.catalogue, since)) yield { id, event: 'delete', lines: actionLine('delete', id, version) };
  for (const entry of searchEntries(site)) {
    const id = basename(entry.url, '.html');
    const version = versionOf(site.catalogue, id, since);
    if (version !== null) yield { id, event: 'index', lines: `${actionLine('index', id, version)}${JSON.stringify(documentOf(entry))}\n` };
  }
}

/** Returns the place in the log that comes next: from there the next run goes on. */
export function nextIndex(catalogue: Catalogue): number {
  return catalogue.first<{ next: number }>('SELECT coalesce(max(position) + 1, 0) AS next FROM log')!.next;
}

/** Returns the place of the first entry of a day or a later one. */
export function firstIndexOn(catalogue: Catalogue, day: string): number {
  return catalogue.first<{ first: number | null }>('SELECT min(position) AS first FROM log WHERE day >= ?', day)!.first ?? nextIndex(catalogue);
}

/** Yields actions in parts of at most `most` bytes; an action larger than that is a part of its own. */
export function* inParts(actions: Iterable<BulkAction>, most = BULK_BYTES): Generator<string> {
  let part: string[] = [];
  let bytes = 0;
  for (const { lines } of actions) {
    const size = Buffer.byteLength(lines);
    if (part.length > 0 && bytes + size > most) {
      yield part.join('');
      [part, bytes] = [[], 0];
    }
    part.push(lines);
    bytes += size;
  }
  if (part.length > 0) yield part.join('');
}

function withdrawnSince(catalogue: Catalogue, since: number): { id: string; version: number }[] {
  return catalogue.all(`SELECT id, max(position) + 1 AS version FROM records JOIN log ON log.record = records.id
    WHERE form = 'tombstone' GROUP BY id HAVING max(position) >= ? ORDER BY id`, since);
}

/** The version of a record, `null` if its last entry is before `since`. */
function versionOf(catalogue: Catalogue, id: string, since: number): number | null {
  const { last } = catalogue.first<{ last: number | null }>('SELECT max(position) AS last FROM log WHERE record = ?', id)!;
  return last === null || last < since ? null : last + 1;
}

function actionLine(event: 'index' | 'delete', id: string, version: number): string {
  return `${JSON.stringify({ [event]: { _id: id, version, version_type: 'external_gte' } })}\n`;
}

/** The fields by their names: nothing that an entry gains later gets in unseen. */
function documentOf({ url, title, also, parts, meta, filters, date }: SearchEntry): object {
  return {
    url, title, also, text: parts.filter(({ file }) => file === null).map(({ text }) => text).join('\n'),
    files: parts.flatMap(({ file, text }) => (file === null ? [] : [{ name: file, text }])), date, type: filters.type, year: filters.year,
    unit: filters.unit, disclosure: filters.disclosure, project: filters.project, unitName: { ko: meta.unit, en: meta['unit-en'] },
  };
}
