/**
 * Ask: the way from every page to the people who answer for it. A page of a unit or of a
 * record writes to that unit, every other page to the city; a city that has a form of its
 * own is asked there. The words say who gets it.
 *
 * Letters begin with the page's address, so that nobody has to describe what they saw.
 * Errors and leaks stay letters even where there is a form: a leak goes to those who can
 * take a record back within minutes, under a subject that they read first, and neither its
 * subject nor its text repeats the title, which may be what leaked.
 */
import { listedRecord } from '../../catalogue/records.ts';
import { mailLink } from '../security/mail-link.ts';
import { wholeAddress } from './head.ts';
import { pathIn } from './language.ts';
import type { Page } from './page.ts';

/** One way to write; `href` is `null` where the address is not that of one mailbox. */
export interface Ask { words: string; href: string | null; address: string | null }

/** Who answers for a page. */
interface Desk { name: string; mail: string }

/** Signs of a title in a subject: in a link each syllable of Hangul takes nine bytes. */
const SUBJECT_SIGNS = 40;

/** Returns the question about a page, for its foot. */
export function askOf(page: Page, title: string): Ask {
  const { askForm } = page.site.city;
  if (askForm !== undefined) return { words: page.say('ask.desk', { name: cityName(page) }), href: formLink(askForm, page), address: null };
  const desk = deskOf(page);
  // A project's name is that of a record; the subject must not keep it when the record is withdrawn.
  return letter(page, desk, page.say('ask.desk', { name: desk.name }), page.say('ask.subject', { title: page.kind === 'project' ? page.key : shortTitle(title) }));
}

/** Returns what can be reported about a record: an error to its unit, then a leak to the city. */
export function reportsOf(page: Page, title: string): Ask[] {
  const city = { name: cityName(page), mail: page.site.city.askMail };
  const desk = deskOf(page);
  return [
    letter(page, desk, page.say('report.error', { name: desk.name }), page.say('report.error-subject', { title: shortTitle(title) })),
    letter(page, city, page.say('report.leak', { name: city.name }), page.say('report.leak-subject', { id: page.key })),
  ];
}

function letter(page: Page, { mail }: Desk, words: string, subject: string): Ask {
  return { words, href: mailLink(mail, { subject, body: bodyOf(page) }), address: mail };
}

/** The unit of the page, else the city. A unit without an address of its own is reached through the city. */
function deskOf(page: Page): Desk {
  const unit = page.site.policy.units.get(unitOf(page) ?? '');
  return unit?.mail ? { name: page.unitName(unit.id), mail: unit.mail } : { name: cityName(page), mail: page.site.city.askMail };
}

function unitOf(page: Page): string | null {
  if (page.kind === 'unit') return page.key;
  return isRecord(page) ? listedRecord(page.site.catalogue, page.key)?.unit ?? null : null;
}

/** The lost page stands at no address that is worth telling. */
function bodyOf(page: Page): string {
  if (page.kind === 'not-found') return '';
  const id = isRecord(page) ? [page.say('ask.record', { id: page.key })] : [];
  return [addressOf(page), ...id, '', ''].join('\n');
}

function formLink(form: string, page: Page): string {
  const url = new URL(form);
  url.searchParams.set('page', addressOf(page));
  return url.href;
}

function addressOf(page: Page): string {
  return wholeAddress(page.site.city.siteUrl, pathIn(page.language, page.path));
}

function isRecord({ kind }: Page): boolean {
  return kind === 'text' || kind === 'ledger' || kind === 'tombstone';
}

function cityName(page: Page): string {
  return page.pick(page.site.city.name);
}

function shortTitle(title: string): string {
  const signs = [...title];
  return signs.length <= SUBJECT_SIGNS ? title : `${signs.slice(0, SUBJECT_SIGNS).join('').trimEnd()}…`;
}
