/** Places: which records name which place of the gazetteer. The gazetteer itself is read by `policy/places.ts`. */
import type { Catalogue } from './catalogue.ts';

/** The texts of a record in which a place may be named. */
export interface PlaceSource { id: string; texts: string[] }

/**
 * Yields all records in the order of their ids, with title and body of a text and the
 * purposes of a ledger's rows. The column "장소" of a ledger names restaurants: it is not read.
 */
export function* placeSources(catalogue: Catalogue): Generator<PlaceSource> {
  const rows = catalogue.each<{ id: string; title: string | null; body: string | null; form: string }>(`SELECT id, form, title,
    (SELECT text FROM texts WHERE record = id AND field = 'body') AS body FROM records WHERE form <> 'tombstone' ORDER BY id`);
  for (const { id, form, title, body } of rows) yield { id, texts: form === 'ledger' ? purposesOf(catalogue, id) : [title ?? '', body ?? ''] };
}

function purposesOf(catalogue: Catalogue, id: string): string[] {
  const rows = catalogue.each<{ purpose: string | null }>(`SELECT DISTINCT json_extract(facts, '$.purpose') AS purpose FROM ledger_rows WHERE record = ?`, id);
  return [...rows].map(({ purpose }) => purpose ?? '');
}

/** Replaces all places and returns how many links from a place to a record there are now. */
export function storePlaces(catalogue: Catalogue, found: Iterable<{ id: string; places: readonly string[] }>): number {
  return catalogue.transaction(() => {
    catalogue.run('DELETE FROM places');
    let count = 0;
    for (const { id, places } of found) {
      for (const key of places) catalogue.run('INSERT INTO places (key, record) VALUES (?, ?)', key, id);
      count += places.length;
    }
    return count;
  });
}

/** Returns the number of records of each place. */
export function placeCounts(catalogue: Catalogue): Map<string, number> {
  return new Map(catalogue.all<{ key: string; count: number }>('SELECT key, count(*) AS count FROM places GROUP BY key ORDER BY key').map(({ key, count }) => [key, count]));
}

/** Returns the keys of the places that a record names. */
export function placesOfRecord(catalogue: Catalogue, id: string): string[] {
  return catalogue.all<{ key: string }>('SELECT key FROM places WHERE record = ? ORDER BY key LIMIT 200', id).map(({ key }) => key);
}
