/**
 * Openings: what the register says will open, and what opened. A paper opened when the
 * log says that its restriction ended, or when it was released on a later night than the
 * one on which the register first listed it without its text.
 */
import type { RegisterRow } from '../model/record.ts';
import type { LogReason } from '../model/vocabulary.ts';
import type { Catalogue } from './catalogue.ts';
import { LISTED, type ListedRecord } from './records.ts';

/** Which papers are closed: listed, and not because their rank is below what is published. */
const CLOSED = `status = 'listed' AND disclosure IN ('closed', 'restricted-until')`;

/** One month with the number of papers. */
export interface MonthCount { key: string; count: number }

/** Returns the months of the register that list closed papers, with their number, the newest first. */
export function closedMonths(catalogue: Catalogue): MonthCount[] {
  return catalogue.all(`SELECT month AS key, count(*) AS count FROM register WHERE ${CLOSED} GROUP BY month ORDER BY month DESC LIMIT 2400`);
}

/** Returns at most `limit` closed papers of a month from the `offset`th, in the order of the register. */
export function closedRows(catalogue: Catalogue, month: string, offset: number, limit: number): RegisterRow[] {
  return rows(catalogue.all(`SELECT facts FROM register WHERE month = ? AND ${CLOSED} ORDER BY place, id LIMIT ? OFFSET ?`, month, limit, offset));
}

const OPENS = `opens_on IS NOT NULL AND status = 'listed'`;

/** Returns the months in which listed papers open or are looked at again, with their number, the next first. */
export function openingMonths(catalogue: Catalogue): MonthCount[] {
  return catalogue.all(`SELECT substr(opens_on, 1, 7) AS key, count(*) AS count FROM register WHERE ${OPENS} GROUP BY 1 ORDER BY 1 LIMIT 2400`);
}

/** Returns at most `limit` papers that open in a month from the `offset`th, counted from the last to open. */
export function openingRows(catalogue: Catalogue, month: string, offset: number, limit: number): RegisterRow[] {
  return rows(catalogue.all(`SELECT facts FROM register WHERE ${OPENS} AND opens_on BETWEEN ?1 || '-01' AND ?1 || '-31' ORDER BY opens_on DESC, id DESC LIMIT ?2 OFFSET ?3`, month, limit, offset));
}

function rows(found: { facts: string }[]): RegisterRow[] {
  return found.map(({ facts }) => JSON.parse(facts) as RegisterRow);
}

/** One opening: the record as it is now, the night and the reason the log gives. */
export interface Opening extends ListedRecord {
  openedOn: string;
  reason: LogReason;
  /** The revision that opened it. */
  opened: number;
}

/** Entries of the log that opened something. A paper that was listed first and then released has one in the night of its release. */
const OPENED = `SELECT position AS at, day AS openedOn, record, reason, revision AS opened FROM log WHERE position IN (
    SELECT position FROM log WHERE reason = 'restriction-ended' AND event <> 'withdraw'
    UNION SELECT position FROM register JOIN log ON log.record = register.id AND log.day = register.released_on AND log.event = 'release' WHERE listed_on < register.released_on)`;

/** Returns how many openings there were. */
export function countOpenings(catalogue: Catalogue): number {
  return catalogue.first<{ count: number }>(`SELECT count(*) AS count FROM (${OPENED}) JOIN records ON records.id = record`)!.count;
}

/** Returns at most `limit` openings from the `offset`th, counted from the first, the first one first. */
export function openings(catalogue: Catalogue, offset: number, limit: number): Opening[] {
  return catalogue.all(`SELECT ${LISTED}, openedOn, reason, opened FROM (${OPENED}) JOIN records ON records.id = record ORDER BY at LIMIT ? OFFSET ?`, limit, offset);
}

/** Returns the day of the first night in the log, or `null`. */
export function firstNight(catalogue: Catalogue): string | null {
  return catalogue.first<{ day: string }>('SELECT day FROM log ORDER BY position LIMIT 1')?.day ?? null;
}
