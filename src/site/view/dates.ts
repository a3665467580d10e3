/**
 * Dates: year → month → day. A month stands as a calendar, which is a table: heard, each
 * day comes with its weekday. Ledgers stand under their period: a month, or a year for
 * budgets.
 */
import { countDays, countSpans, spansAround } from '../../catalogue/days.ts';
import { countList, newestOf } from '../../catalogue/lists.ts';
import { formatWeekday } from './format.ts';
import { lineOf, type Line } from './listed.ts';
import { wayUp, type CountedLink } from './lists.ts';
import type { LinkTo, Page } from './page.ts';

/** Ledgers shown on one page of a month or year. */
const LEDGERS_LIMIT = 60;
const DAY_MS = 86_400_000;

/** One day of a month; `href` is `null` on a day without texts, the whole cell where the week reaches out of the month. */
export interface CalendarDay { number: string; words: string; count: string; ear: string; href: string | null }
/** A month in weeks from Sunday. */
export interface Calendar { caption: string; weekdays: { short: string; long: string }[]; weeks: (CalendarDay | null)[][] }

/** Returns the years with their months, the newest first. */
export function viewDates(page: Page): CountedLink[] {
  const months = countSpans(page.site.catalogue, 7);
  return countSpans(page.site.catalogue, 4).map(({ key: year, count }) => ({
    ...linkTo(page, year, count),
    below: months.filter(({ key }) => key.startsWith(year)).reverse().map(({ key, count: inMonth }) => ({ ...linkTo(page, key, inMonth), words: page.say(`month.${Number(key.slice(5))}` as 'month.1') })),
  }));
}

/** Returns a year (months, ledgers of the year) or a month (calendar, ledgers of the month). */
export function viewDate(page: Page) {
  const isYear = page.key.length === 4;
  const count = countList(page.site.catalogue, { by: 'period', key: page.key });
  const ledgers = newestOf(page.site.catalogue, { by: 'period', key: page.key }, LEDGERS_LIMIT);
  return {
    title: page.say('date.title', { day: page.day(page.key) }),
    crumbs: [wayUp(page, 'dates'), ...(isYear ? [] : [{ href: page.to(`dates/${page.key.slice(0, 4)}`), words: page.day(page.key.slice(0, 4)) }])],
    around: aroundOf(page),
    months: isYear ? monthsOf(page) : [],
    calendar: isYear ? null : calendarOf(page),
    ledgers: ledgers.map((ledger): Line => lineOf(page, ledger)),
    moreLedgers: count > ledgers.length ? page.say('date.more-ledgers', { count: page.count(count), shown: page.count(ledgers.length) }) : null,
  };
}

/** All twelve months, so that one without records is seen to have none. */
function monthsOf(page: Page): (CountedLink | { words: string; href: null })[] {
  const counts = new Map(countSpans(page.site.catalogue, 7, page.key).map(({ key, count }) => [key, count]));
  return Array.from({ length: 12 }, (_, at) => `${page.key}-${String(at + 1).padStart(2, '0')}`).map((month) => {
    const words = page.say(`month.${Number(month.slice(5))}` as 'month.1');
    const count = counts.get(month);
    return count === undefined ? { words, href: null } : { ...linkTo(page, month, count), words };
  });
}

function aroundOf(page: Page): (LinkTo & { rel: 'prev' | 'next' })[] {
  const { before, after } = spansAround(page.site.catalogue, page.key);
  return ([['prev', before], ['next', after]] as const).flatMap(([rel, key]) => (key === null ? [] : [{ rel, href: page.to(`dates/${key}`), words: page.day(key) }]));
}

/** `null` in a month of ledgers only: an empty calendar says nothing. */
function calendarOf(page: Page): Calendar | null {
  const days = countDays(page.site.catalogue, page.key);
  if (days.length === 0) return null;
  const counts = new Map(days.map(({ key, count }) => [key, count]));
  const first = Date.parse(`${page.key}-01T00:00:00Z`);
  const last = Date.UTC(Number(page.key.slice(0, 4)), Number(page.key.slice(5)), 0);
  const sunday = first - new Date(first).getUTCDay() * DAY_MS;
  const weeks: (CalendarDay | null)[][] = [];
  for (let week = sunday; week <= last; week += 7 * DAY_MS) {
    weeks.push(Array.from({ length: 7 }, (_, at) => week + at * DAY_MS).map((instant) => (instant < first || instant > last ? null : dayOf(page, new Date(instant).toISOString().slice(0, 10), counts))));
  }
  const weekdays = Array.from({ length: 7 }, (_, at) => new Date(sunday + at * DAY_MS).toISOString().slice(0, 10))
    .map((day) => ({ short: formatWeekday(page.language, day, 'short'), long: formatWeekday(page.language, day, 'long') }));
  return { caption: page.say('calendar.caption', { month: page.day(page.key), count: page.count(days.reduce((sum, { count }) => sum + count, 0)) }), weekdays, weeks };
}

function dayOf(page: Page, machine: string, counts: ReadonlyMap<string, number>): CalendarDay {
  const count = counts.get(machine) ?? 0;
  const number = String(Number(machine.slice(8)));
  return { number, ear: page.say('calendar.ear'), words: page.say('calendar.day'), count: page.say('calendar.count', { count: page.count(count) }), href: count === 0 ? null : page.to(`dates/${machine}`) };
}

function linkTo(page: Page, key: string, count: number): CountedLink {
  return { href: page.to(`dates/${key}`), words: page.day(key), count: page.count(count) };
}
