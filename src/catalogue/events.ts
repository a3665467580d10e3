/**
 * Events: what the log says happened, each with its record as it is now: the feeds, the
 * change lists and the list of withdrawals are made of these. `at` is the index in the
 * log; indexes of seals are not there, so they leave gaps.
 */
import type { LOG_EVENTS, LogReason } from '../model/vocabulary.ts';
import type { Catalogue } from './catalogue.ts';
import { LISTED, type ListedRecord } from './records.ts';

/** One entry of the log and its record. */
export interface LoggedEvent extends ListedRecord { at: number; on: string; event: (typeof LOG_EVENTS)[number]; reason: LogReason }

const EVENT = `at, "on", event, reason, ${LISTED} FROM (SELECT position AS at, day AS "on", event, reason, record FROM log) JOIN records ON records.id = record`;

/** Returns the events of a range of indexes, half-open, the first one first. */
export function eventsBetween(catalogue: Catalogue, from: number, until: number): LoggedEvent[] {
  return catalogue.all(`SELECT ${EVENT} WHERE at >= ? AND at < ? ORDER BY at`, from, until);
}

/** Returns the events at these indexes, the last one first. */
export function eventsAt(catalogue: Catalogue, indexes: readonly number[]): LoggedEvent[] {
  return catalogue.all(`SELECT ${EVENT} WHERE at IN (SELECT value FROM json_each(?)) ORDER BY at DESC`, JSON.stringify(indexes));
}

/** Returns the index after the last event, or after the last one before an index; 0 before the first. */
export function countIndexes(catalogue: Catalogue, before = Number.MAX_SAFE_INTEGER): number {
  return (catalogue.first<{ last: number | null }>('SELECT max(position) AS last FROM log WHERE position < ?', before)?.last ?? -1) + 1;
}

/** Returns the day of the last event before an index, `null` if there is none. */
export function dayBefore(catalogue: Catalogue, index: number): string | null {
  return catalogue.first<{ day: string }>('SELECT day FROM log WHERE position < ? ORDER BY position DESC LIMIT 1', index)?.day ?? null;
}

/** Returns the indexes of all events of a record. */
export function indexesOf(catalogue: Catalogue, record: string): number[] {
  return catalogue.all<{ position: number }>('SELECT position FROM log WHERE record = ?', record).map(({ position }) => position);
}

/** Returns the first index of these days, `null` if there is none. */
export function firstIndexOf(catalogue: Catalogue, days: readonly string[]): number | null {
  return catalogue.first<{ first: number | null }>('SELECT min(position) AS first FROM log WHERE day IN (SELECT value FROM json_each(?))', JSON.stringify(days))?.first ?? null;
}

/** Of what a record is, for a feed: a withdrawn one is still of the unit that the register names. */
export type Side = 'unit' | 'project';
const SIDES: Readonly<Record<Side, string>> = {
  unit: 'coalesce(records.unit, (SELECT unit FROM register WHERE register.id = records.id))',
  project: 'records.project',
};

/** Returns the last `limit` indexes of the events of a unit or a project before an index, the last one first. */
export function lastIndexesOf(catalogue: Catalogue, side: Side, key: string, limit: number, before = Number.MAX_SAFE_INTEGER): number[] {
  const found = catalogue.all<{ at: number }>(`SELECT log.position AS at FROM log CROSS JOIN records ON records.id = log.record
    WHERE log.position < ? AND ${SIDES[side]} = ? ORDER BY log.position DESC LIMIT ?`, before, key, limit);
  return found.map(({ at }) => at);
}

/** Yields every event from the last to the first with its unit and project. */
export function eachSided(catalogue: Catalogue): Generator<{ at: number; unit: string | null; project: string | null }> {
  return catalogue.each(`SELECT log.position AS at, ${SIDES.unit} AS unit, ${SIDES.project} AS project FROM log CROSS JOIN records ON records.id = log.record ORDER BY log.position DESC`);
}

/** Returns the unit or project of a record, `null` if it has none. */
export function sideOf(catalogue: Catalogue, side: Side, record: string): string | null {
  return catalogue.first<{ key: string | null }>(`SELECT ${SIDES[side]} AS key FROM records WHERE id = ?`, record)?.key ?? null;
}

/** One record that is withdrawn, with the entry of the log that took it back. */
export interface Withdrawal { id: string; path: string; on: string; reason: LogReason; index: number }

/** Returns every withdrawal that stands, in the order of the log. One that was restored is none. */
export function withdrawals(catalogue: Catalogue): Withdrawal[] {
  return catalogue.all(`SELECT records.id, records.path, log.day AS "on", log.reason, log.position AS "index" FROM records
    JOIN log ON log.position = (SELECT max(position) FROM log WHERE record = records.id AND event = 'withdraw') WHERE form = 'tombstone' ORDER BY log.position`);
}
