/**
 * Tombstone: what stands where a record was withdrawn. It says when and why, where the
 * withdrawal is listed, and what a reader can do who needs the content; it says nothing of
 * what was there. Requests: Art. 10 of the Official Information Disclosure Act, objections: Art. 18.
 */
import { listedRecord, recordFacts } from '../../catalogue/records.ts';
import type { Tombstone } from '../../model/record.ts';
import { askOf } from './ask.ts';
import type { Fact } from './facts.ts';
import { titleOf } from './listed.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath } from './paths.ts';
import { tombstoneThing } from './structured-data.ts';

/** Where requests for information are filed in Korea. */
const REQUEST_PORTAL = 'https://www.open.go.kr/';

/** Returns the finished values of a tombstone's page. */
export function viewTombstone(page: Page) {
  const listed = listedRecord(page.site.catalogue, page.key)!;
  const facts = recordFacts<Tombstone>(page.site.catalogue, page.key);
  const title = titleOf(page, listed);
  return {
    title,
    lead: page.say('tombstone.lead', { day: page.day(facts.withdrawnOn), reason: page.say(`log-reason.${facts.reason}`) }),
    facts: factsOfTombstone(page, facts),
    listing: [monthLink(page), { href: page.to('policy'), words: page.say('tombstone.rules') }].filter((link) => link !== null),
    request: { href: REQUEST_PORTAL, words: page.say('tombstone.request-portal') },
    ask: askOf(page, title),
    thing: tombstoneThing(page, facts),
  };
}

function factsOfTombstone(page: Page, facts: Tombstone): Fact[] {
  return [
    { term: page.say('fact.type'), values: [{ words: page.say(`type.${facts.type}`) }] },
    { term: page.say('fact.released-on'), values: [{ words: page.day(facts.releasedOn) }] },
    { term: page.say('fact.withdrawn-on'), values: [{ words: page.day(facts.withdrawnOn) }] },
    { term: page.say('fact.reason'), values: [{ words: page.say(`log-reason.${facts.reason}`) }] },
    { term: page.say('fact.id'), values: [{ words: facts.id }] },
  ];
}

/** The month of the register in which the withdrawal stands. */
function monthLink(page: Page): LinkTo | null {
  const row = page.site.catalogue.first<{ month: string }>('SELECT month FROM register WHERE id = ?', page.key);
  return row === null ? null : { href: page.to(listPath('register', row.month)), words: page.say('tombstone.register', { month: page.day(row.month) }) };
}
