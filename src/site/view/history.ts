/** History: the versions of a record, the newest first, in words. */
import type { TextRecord } from '../../model/record.ts';
import type { Page } from './page.ts';

/** One version, finished. */
export interface Version { time: { machine: string; words: string }; words: string; details: string[] }

/** Returns the versions of a record, the newest first. */
export function historyOf(page: Page, history: TextRecord['history']): Version[] {
  return history.map((version) => ({
    time: { machine: version.on, words: page.day(version.on) },
    words: page.say('history.version', { revision: version.revision, reason: page.say(`log-reason.${version.reason}`) }),
    details: detailsOf(page, version),
  })).reverse();
}

function detailsOf(page: Page, version: TextRecord['history'][number]): string[] {
  const details: string[] = [];
  if (version.changed.length > 0) details.push(page.say('history.changed', { fields: version.changed.join(', ') }));
  if (version.rowsAdded) details.push(page.say('history.rows-added', { count: page.count(version.rowsAdded) }));
  if (version.rowsChanged) details.push(page.say('history.rows-changed', { count: page.count(version.rowsChanged) }));
  if (version.rowsRemoved) details.push(page.say('history.rows-removed', { count: page.count(version.rowsRemoved) }));
  return details;
}
