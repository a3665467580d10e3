/** Places: which records name which place of the gazetteer. The gazetteer itself is read by `policy/places.ts`. */
import type { Catalogue } from './catalogue.ts';

/** The texts of a record in which a place may be named. */
export interface PlaceSource { id: string; texts: string[] }

interface Row { id: string; form: string; title: string | null; body: string | null }

const SOURCE = `SELECT id, form, title, (SELECT text FROM texts WHERE record = id AND field = 'body') AS body FROM records WHERE form <> 'tombstone'`;

/**
 * Yields all records in the order of their ids, with title and body of a text and the
 * purposes of a ledger's rows. The column "장소" of a ledger names restaurants: it is not read.
 */
export function* placeSources(catalogue: Catalogue): Generator<PlaceSource> {
  for (const row of catalogue.each<Row>(`${SOURCE} ORDER BY id`)) yield sourceOf(catalogue, row);
}

/** Returns one record as `placeSources` does, `null` if there is none. */
export function placeSource(catalogue: Catalogue, id: string): PlaceSource | null {
  const row = catalogue.first<Row>(`${SOURCE} AND id = ?`, id);
  return row === null ? null : sourceOf(catalogue, row);
}

function sourceOf(catalogue: Catalogue, { id, form, title, body }: Row): PlaceSource {
  return { id, texts: form === 'ledger' ? purposesOf(catalogue, id) : [title ?? '', body ?? ''] };
}

function purposesOf(catalogue: Catalogue, id: string): string[] {
  const rows = catalogue.each<{ purpose: string | null }>(`SELECT DISTINCT json_extract(facts, '$.purpose') AS purpose FROM ledger_rows WHERE record = ?`, id);
  return [...rows].map(({ purpose }) => purpose ?? '');
}

/** Replaces the places of one record, in their order, and returns whether they are others than before. */
export function storePlaces(catalogue: Catalogue, record: string, places: readonly string[]): boolean {
  const before = catalogue.all<{ key: string }>('SELECT key FROM places WHERE record = ? ORDER BY key', record);
  if (before.length === places.length && before.every(({ key }, at) => key === places[at])) return false;
  catalogue.run('DELETE FROM places WHERE record = ?', record);
  for (const key of places) catalogue.run('INSERT INTO places (key, record) VALUES (?, ?)', key, record);
  return true;
}

/** Returns the number of records of each place. */
export function placeCounts(catalogue: Catalogue): Map<string, number> {
  return new Map(catalogue.all<{ key: string; count: number }>('SELECT key, count(*) AS count FROM places GROUP BY key ORDER BY key').map(({ key, count }) => [key, count]));
}
