/** Dates: year → month → day. Ledgers stand under their period: a month, or a year for budgets. */
import { countBy, newestOf } from '../../catalogue/lists.ts';
import type { CountedLink } from './lists.ts';
import { lineOf } from './listed.ts';
import type { Page } from './page.ts';

/** Ledgers shown on one page of a month or year. */
const LEDGERS_LIMIT = 500;

/** Returns the years with their months, the newest first. */
export function viewDates(page: Page): CountedLink[] {
  const months = counts(page, 7);
  const years = counts(page, 4);
  return newestFirst(years).map(([year, count]) => ({
    ...linkTo(page, year, count),
    below: newestFirst(months).filter(([month]) => month.startsWith(year)).map(([month, inMonth]) => linkTo(page, month, inMonth)),
  }));
}

/** Returns a year (months, ledgers of the year) or a month (days, ledgers of the month). */
export function viewDate(page: Page) {
  const below = newestFirst(counts(page, page.key.length === 4 ? 7 : 10)).filter(([key]) => key.startsWith(page.key));
  const ledgers = newestOf(page.site.catalogue, { by: 'period', key: page.key }, LEDGERS_LIMIT);
  const up = page.key.length === 4 ? null : page.key.slice(0, 4);
  return {
    title: page.say('date.title', { day: page.day(page.key) }),
    up: up === null ? null : { href: page.to(`dates/${up}`), words: page.day(up) },
    below: below.map(([key, count]) => linkTo(page, key, count)),
    ledgers: ledgers.map((ledger) => lineOf(page, ledger)),
  };
}

function linkTo(page: Page, key: string, count: number): CountedLink {
  return { href: page.to(`dates/${key}`), words: page.day(key), count: page.count(count) };
}

/** Counts of texts by day and ledgers by period, cut to years (4), months (7) or days (10). */
function counts(page: Page, length: 4 | 7 | 10): Map<string, number> {
  const found = new Map<string, number>();
  for (const { key, count } of [...countBy(page.site.catalogue, length === 10 ? 'day' : 'month'), ...countBy(page.site.catalogue, 'period')]) {
    if (key.length >= length) found.set(key.slice(0, length), (found.get(key.slice(0, length)) ?? 0) + count);
  }
  return found;
}

function newestFirst(found: Map<string, number>): [string, number][] {
  return [...found].sort(([a], [b]) => (a < b ? 1 : -1));
}
