/** Tombstone: what stands where a record was withdrawn. It says when and why, and nothing of what was there. */
import { listedRecord, recordFacts } from '../../catalogue/records.ts';
import type { Tombstone } from '../../model/record.ts';
import { titleOf } from './listed.ts';
import type { Page } from './page.ts';

/** Returns the finished values of a tombstone's page. */
export function viewTombstone(page: Page) {
  const listed = listedRecord(page.site.catalogue, page.key)!;
  const facts = recordFacts<Tombstone>(page.site.catalogue, page.key);
  return {
    title: titleOf(page, listed),
    lead: page.say('tombstone.lead', { day: page.day(facts.withdrawnOn), reason: page.say(`log-reason.${facts.reason}`) }),
    facts: [
      { term: page.say('fact.type'), values: [{ words: page.say(`type.${facts.type}`) }] },
      { term: page.say('fact.released-on'), values: [{ words: page.day(facts.releasedOn), time: facts.releasedOn }] },
      { term: page.say('fact.withdrawn-on'), values: [{ words: page.day(facts.withdrawnOn), time: facts.withdrawnOn }] },
      { term: page.say('fact.reason'), values: [{ words: page.say(`log-reason.${facts.reason}`) }] },
      { term: page.say('fact.id'), values: [{ words: facts.id }] },
    ],
  };
}
