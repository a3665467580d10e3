/**
 * Bags: the records of a month and their original files as one BagIt bag (RFC 8493) in a
 * zip, for whoever wants many at once. A copy of a bag cannot be called back, so nothing
 * is in one that is younger than 30 days: neither a month that ended less than 30 days
 * before the last event of the log, nor a record whose own last event is younger.
 *
 * A month is cut into parts of 1,000 records, withdrawn and young ones counted, so that an
 * amendment or a withdrawal makes one part anew and never moves the others.
 */
import type { TextFacts } from '../../catalogue/records.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { monthAfter } from './resource-sync.ts';

/** Days that a record is left out of bags after anything happened to it. */
export const COOL_DAYS = 30;
/** Records in one part. */
export const BAG_RECORDS = 1_000;
/** Where the list of the bags stands. */
export const BAG_LIST = 'bulk/index.json';

/** One part of a month, counted from 1. */
export interface BagPart { month: string; part: number }
/** One bag in the list. `left` records are still too young. */
export interface ListedBag extends BagPart { path: string; records: number; left: number; bytes: number; sha256: string }
/** The list of the bags and the last day it knows of. */
export interface BagList { on: string | null; bags: ListedBag[] }

/** A record of a bag: its file and its original files, and the day of its last event. */
export interface BagRecord { path: string; originals: string[]; lastOn: string }

/** Returns the last day that may be in a bag, `null` before the first event. */
export function coolDay(lastEvent: string | null): string | null {
  return lastEvent === null ? null : dayAt(Date.parse(lastEvent) - COOL_DAYS * 86_400_000);
}

/** Returns the name of a bag. */
export function bagName({ month, part }: BagPart): string {
  return part === 1 ? month : `${month}-${part}`;
}

/** Returns the months that ended after one day and not after another. */
export function monthsEndedBetween(catalogue: Catalogue, after: string | null, until: string): string[] {
  const found: string[] = [];
  const next = (from: string) => catalogue.first<{ place: string }>('SELECT place FROM records WHERE place >= ? ORDER BY place LIMIT 1', from)?.place.slice(0, 7);
  for (let month = next(after === null ? '0' : after.slice(0, 7)); month !== undefined && hasEnded(month, until); month = next(monthAfter(month))) {
    if (after === null || !hasEnded(month, after)) found.push(month);
  }
  return found;
}

/** Whether a month is over at the end of a day. */
export function hasEnded(month: string, day: string): boolean {
  return dayAt(Date.parse(`${monthAfter(month)}-01`) - 86_400_000) <= day;
}

/** Returns the records released in a month, withdrawn ones too, in the order of bags: by the night of their release and their id, which nothing changes. */
export function monthOrder(catalogue: Catalogue, month: string): string[] {
  return catalogue.all<{ at: string }>(`SELECT substr(place, 1, 10) || ' ' || id AS at FROM records WHERE place >= ?1 AND place < ?1 || '~' ORDER BY 1`, month).map(({ at }) => at);
}

/** Returns the part in which a record stands or would stand. */
export function partOf(order: readonly string[], night: string, id: string): number {
  const at = `${night} ${id}`;
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return Math.floor(low / BAG_RECORDS) + 1;
}

/** Returns the places of records with an event after one day and not after another. */
export function placesWithEvents(catalogue: Catalogue, after: string, until: string): { place: string; id: string }[] {
  return catalogue.all('SELECT DISTINCT records.place, records.id FROM log JOIN records ON records.id = log.record WHERE log.day > ? AND log.day <= ?', after, until);
}

/** Returns what a bag holds, and how many records are left out because something happened to them after the cool day. */
export function bagRecords(catalogue: Catalogue, order: readonly string[], part: number, cool: string): { records: BagRecord[]; left: number } {
  const ids = order.slice((part - 1) * BAG_RECORDS, part * BAG_RECORDS).map((at) => at.slice('YYYY-MM-DD '.length));
  const found = catalogue.all<{ path: string; form: string; facts: string; lastOn: string }>(`SELECT records.path, form, facts,
    coalesce((SELECT day FROM log WHERE record = records.id ORDER BY position DESC LIMIT 1), changed_on) AS lastOn
    FROM json_each(?) AS asked CROSS JOIN records ON records.id = asked.value ORDER BY asked.key`, JSON.stringify(ids));
  const standing = found.filter(({ form }) => form !== 'tombstone');
  const old = standing.filter(({ lastOn }) => lastOn <= cool);
  return { left: standing.length - old.length, records: old.map(({ path, form, facts, lastOn }) => ({ path, lastOn, originals: form === 'text' ? originalsIn(facts) : [] })) };
}

/** Returns the text of the list, one bag on a line. */
export function formatBagList({ on, bags }: BagList): string {
  const lines = [...bags].sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : a.part - b.part)).map(({ path, month, part, records, left, bytes, sha256 }) => JSON.stringify({ path, month, part, records, left, bytes, sha256 }));
  return `{\n "on": ${JSON.stringify(on)},\n "coolDays": ${COOL_DAYS},\n "bags": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`}]\n}\n`;
}

/** Reads a list that `formatBagList` wrote. */
export function parseBagList(text: string): BagList {
  const { on, bags } = JSON.parse(text) as BagList;
  return { on, bags };
}

/** Two files of a record may be the same one. */
function originalsIn(facts: string): string[] {
  return [...new Set((JSON.parse(facts) as TextFacts).files.flatMap(({ original }) => (original === null ? [] : [original.path])))];
}

function dayAt(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
