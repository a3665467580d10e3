/**
 * Register: the list of all papers, closed and held ones too, by the month in which they
 * stand; within a month by day and unit, the latest day first.
 */
import { closedMonths, countOpenings, openingMonths } from '../../catalogue/openings.ts';
import { listedRecord } from '../../catalogue/records.ts';
import { registerMonths, registerRows } from '../../catalogue/register.ts';
import type { RegisterRow } from '../../model/record.ts';
import { mailLink } from '../security/mail-link.ts';
import { blockOf } from './blocks.ts';
import { groundLinks } from './grounds.ts';
import { wayUp, type CountedLink } from './lists.ts';
import { withMasks } from './masks.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath, recordPath } from './paths.ts';
import { REGISTER_BLOCK } from './plan.ts';

/** One paper in the register, finished. */
export interface RegisterLine {
  titleHtml: string;
  titleLanguage: 'ko' | null;
  href: string | null;
  facts: string[];
  /** The record's own word, in Korean. */
  number: string | null;
  state: { code: string; words: string };
  grounds: LinkTo[];
  opens: { machine: string; words: string } | null;
  /** For a paper whose text is not here: a mail that asks for it. */
  request: LinkTo | null;
}

/** The papers of one day; ledgers stand under their month. */
export interface RegisterDay { machine: string; words: string; lines: RegisterLine[] }

/** Returns the months by year, the newest first, and the ways to what is closed, opens and opened. */
export function viewRegister(page: Page) {
  const { catalogue } = page.site;
  const months = Map.groupBy(registerMonths(catalogue).reverse(), ({ key }) => key.slice(0, 4));
  const sum = (counts: readonly { count: number }[]) => page.count(counts.reduce((all, { count }) => all + count, 0));
  return {
    ways: [
      { href: page.to('register/closed'), words: page.say('register.closed'), count: sum(closedMonths(catalogue)) },
      { href: page.to('register/opening'), words: page.say('register.opening'), count: sum(openingMonths(catalogue)) },
      { href: page.to('register/opened'), words: page.say('register.opened'), count: page.count(countOpenings(catalogue)) },
    ],
    years: [...months].map(([year, counts]): CountedLink & { id: string } => ({
      id: `y${year}`, href: `#y${year}`, words: page.day(year), count: sum(counts),
      below: counts.reverse().map(({ key, count }) => ({ href: page.to(listPath('register', key)), words: page.say(`month.${Number(key.slice(5))}` as 'month.1'), count: page.count(count) })),
    })),
  };
}

/** Returns one page of a month. */
export function viewRegisterMonth(page: Page) {
  const count = registerMonths(page.site.catalogue).find(({ key }) => key === page.key)!.count;
  const block = blockOf(page, 'register', count, REGISTER_BLOCK);
  return {
    title: page.say('register.month-title', { month: page.day(page.key) }),
    crumbs: [wayUp(page, 'register')],
    data: page.toFile(`register/${page.key.replace('-', '/')}.jsonl`),
    count: page.block === null ? page.say('list.count', { count: page.count(count) }) : null,
    days: daysOf(page, registerRows(page.site.catalogue, page.key, block.start, block.end - block.start).reverse()), block,
  };
}

/** Returns rows as lines under their days, in the order of the rows; within a day the units run from first to last. */
export function daysOf(page: Page, rows: readonly RegisterRow[], dayOf = whenOf): RegisterDay[] {
  const days: { day: string; rows: RegisterRow[] }[] = [];
  for (const row of rows) {
    const day = dayOf(row);
    if (days.at(-1)?.day !== day) days.push({ day, rows: [] });
    days.at(-1)!.rows.unshift(row);
  }
  return days.map((one) => ({ machine: one.day, words: one.day.length === 10 ? page.day(one.day) : page.say('register.tables', { month: page.day(one.day) }), lines: one.rows.map((row) => lineOfRegister(page, row)) }));
}

/** The day of approval; for a ledger its period; for a paper without either, the night it was listed. */
function whenOf(row: RegisterRow): string {
  return row.approvedOn ?? row.period ?? row.listedOn;
}

/** Returns a paper as a line of the register. */
export function lineOfRegister(page: Page, row: RegisterRow): RegisterLine {
  const title = titleHtml(page, row);
  const href = row.path === null || listedRecord(page.site.catalogue, row.id) === null ? null : page.to(recordPath(row.path));
  const isLedgerTitle = row.period !== null && !title.isOwn;
  return {
    titleHtml: title.html, titleLanguage: title.isOwn && page.language !== 'ko' ? 'ko' : null, href,
    facts: isLedgerTitle ? [] : [page.say(`type-noun.${row.type}`), unitOf(page, row)],
    number: row.documentNumber,
    state: stateOf(page, row),
    grounds: groundLinks(page, row.grounds),
    opens: row.opensOn === null ? null : { machine: row.opensOn, words: page.say('register.opens-on', { day: page.day(row.opensOn) }) },
    request: href === null && row.status === 'listed' ? requestOf(page, row) : null,
  };
}

function titleHtml(page: Page, row: RegisterRow): { html: string; isOwn: boolean } {
  if (row.status === 'withdrawn') return { html: page.say('tombstone.title', { type: page.say(`type-noun.${row.type}`), id: row.id }), isOwn: false };
  if (row.title !== null) return { html: withMasks(row.title), isOwn: true };
  if (row.period !== null && row.unit !== null) return { html: withMasks(page.say('ledger.title', { type: page.say(`type.${row.type}`), unit: unitOf(page, row), period: page.day(row.period) })), isOwn: false };
  return { html: page.say(row.status === 'held' ? 'register.title-held' : 'register.title-withheld'), isOwn: false };
}

function unitOf(page: Page, row: RegisterRow): string {
  if (row.unit === null) return page.say('register.unit-unknown');
  return page.language === 'ko' ? row.unitName ?? page.unitName(row.unit) : page.unitName(row.unit);
}

/** Held and withdrawn say so before any disclosure; a paper that is listed only because of its rank is told apart from a closed one. */
function stateOf(page: Page, row: RegisterRow): { code: string; words: string } {
  if (row.status === 'held' || row.status === 'withdrawn') return { code: row.status, words: page.say(`status.${row.status}`) };
  if (row.disclosure === null) return { code: 'held', words: page.say('status.held') };
  const isBelowRank = row.status === 'listed' && row.disclosure !== 'closed' && row.disclosure !== 'restricted-until';
  return isBelowRank ? { code: 'listed', words: page.say(row.opensOn === null ? 'register.listed-only' : 'register.listed-until') } : { code: row.disclosure, words: page.say(`disclosure.${row.disclosure}`) };
}

/** A short subject of ours and the paper's number, so that a hundred of them weigh little; where the unit has no mail, the page that explains. */
function requestOf(page: Page, { id, unit }: RegisterRow): LinkTo {
  const address = (unit === null ? null : page.site.policy.units.get(unit)?.mail) ?? page.site.city.askMail;
  return { href: mailLink(address, { subject: page.say('request.subject', { id }) }) ?? page.to('request'), words: page.say('request.paper', { id }) };
}
