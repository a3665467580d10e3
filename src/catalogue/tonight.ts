/** Tonight: what the last night of the log did, and the records it released. */
import type { RecordType } from '../model/vocabulary.ts';
import type { Catalogue } from './catalogue.ts';
import { LISTED, type ListedRecord } from './records.ts';

/** What one night did to records of one type. */
export interface NightCount { type: RecordType; released: number; amended: number; withdrawn: number }

/** Returns what a night did, by type, the largest first. A record that came back counts as released. */
export function nightCounts(catalogue: Catalogue, night: string): NightCount[] {
  return catalogue.all(`SELECT type, sum(event IN ('release', 'restore')) AS released, sum(event = 'amend') AS amended, sum(event = 'withdraw') AS withdrawn
    FROM log JOIN records ON records.id = log.record WHERE log.day = ? GROUP BY type ORDER BY released DESC, type`, night);
}

/** Returns the text records that a night released, those approved last first. */
export function releasedOn(catalogue: Catalogue, night: string, limit: number): ListedRecord[] {
  return catalogue.all(`SELECT ${LISTED} FROM records WHERE form = 'text' AND released_on = ? ORDER BY day DESC, id DESC LIMIT ?`, night, limit);
}
