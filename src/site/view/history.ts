/** History: the versions of a record in words, the newest first: when, why, and which parts of it changed. */
import { ledgerRecordSchema, textRecordSchema, type TextRecord } from '../../model/record.ts';
import type { Page } from './page.ts';
import type { WordKey } from './words.ts';

/** One version, finished. */
export interface Version { time: { machine: string; words: string }; words: string; details: string[] }

/** Every field that a version can name; `markdown` is the body. A name that no schema has any more is still a change. */
const FIELDS = new Set([...Object.keys(textRecordSchema.shape), ...Object.keys(ledgerRecordSchema.shape), 'markdown']);

/** Returns the versions of a record, the newest first. */
export function historyOf(page: Page, history: TextRecord['history']): Version[] {
  return history.map((version) => ({
    time: { machine: version.on, words: page.day(version.on) },
    words: page.say(version.revision === 1 ? 'history.first' : 'history.version', { revision: version.revision, reason: page.say(`log-reason.${version.reason}`) }),
    details: detailsOf(page, version),
  })).reverse();
}

function detailsOf(page: Page, version: TextRecord['history'][number]): string[] {
  const details: string[] = [];
  if (version.changed.length > 0) details.push(page.say('history.changed', { fields: fieldNames(page, version.changed).join(', ') }));
  if (version.rowsAdded) details.push(page.say('history.rows-added', { count: page.count(version.rowsAdded) }));
  if (version.rowsChanged) details.push(page.say('history.rows-changed', { count: page.count(version.rowsChanged) }));
  if (version.rowsRemoved) details.push(page.say('history.rows-removed', { count: page.count(version.rowsRemoved) }));
  return details;
}

/** Returns what the changed fields are called, each name once: unit and unit name are one thing to a reader. */
export function fieldNames(page: Page, changed: readonly string[]): string[] {
  return [...new Set(changed.map((field) => page.say(FIELDS.has(field) ? `field.${field}` as WordKey : 'field.other')))];
}
