/**
 * Register lists: what is closed, by month; what opens or is looked at again, by the
 * month in which it does; what opened, the latest first. The last one is a feed too,
 * `opened-feed.ts`.
 */
import { closedMonths, closedRows, countOpenings, openingMonths, openingRows, openings } from '../../catalogue/openings.ts';
import { lastNight } from '../../catalogue/register.ts';
import { blockOf } from './blocks.ts';
import { lineOf, type Line } from './listed.ts';
import { wayUp, type CountedLink } from './lists.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath } from './paths.ts';
import { LIST_BLOCK, REGISTER_BLOCK } from './plan.ts';
import { daysOf } from './register.ts';

/** The two lists by month; the second part of the address says which. */
export const MONTH_LISTS = {
  closed: { months: closedMonths, rows: closedRows },
  opening: { months: openingMonths, rows: openingRows },
} as const;
type MonthList = keyof typeof MONTH_LISTS;

function listOf(page: Page): MonthList {
  return page.path.split('/')[1] as MonthList;
}

/** Returns the months of one of the two lists by year. What should have opened before the last night stands first. */
export function viewMonths(page: Page) {
  const name = listOf(page);
  const months = MONTH_LISTS[name].months(page.site.catalogue);
  const night = lastNight(page.site.catalogue) ?? '';
  const isLate = ({ key }: { key: string }) => name === 'opening' && key < night.slice(0, 7);
  const years = Map.groupBy(months.filter((month) => !isLate(month)), ({ key }) => key.slice(0, 4));
  return {
    title: page.say(`register.${name}`), lead: page.say(`register.${name}-lead`), crumbs: [wayUp(page, 'register')],
    late: months.filter(isLate).map((month) => monthLink(page, name, month, page.day(month.key))),
    years: [...years].map(([year, counts]) => ({
      id: `y${year}`, words: page.day(year),
      months: [...counts].sort((a, b) => (a.key < b.key ? -1 : 1)).map((month) => monthLink(page, name, month, page.say(`month.${Number(month.key.slice(5))}` as 'month.1'))),
    })),
  };
}

function monthLink(page: Page, name: MonthList, { key, count }: { key: string; count: number }, words: string): CountedLink {
  return { href: page.to(listPath(`register/${name}`, key)), words, count: page.count(count) };
}

/** Returns one page of a month of one of the two lists. */
export function viewMonthRows(page: Page) {
  const name = listOf(page);
  const { months, rows } = MONTH_LISTS[name];
  const count = months(page.site.catalogue).find(({ key }) => key === page.key)!.count;
  const block = blockOf(page, `register/${name}`, count, REGISTER_BLOCK);
  const found = rows(page.site.catalogue, page.key, block.start, block.end - block.start);
  const named = (link: LinkTo | null, words: LinkTo['words']) => (link === null || name === 'closed' ? link : { ...link, words });
  const crumb: LinkTo = { href: page.to(`register/${name}`), words: page.say(`register.${name}`) };
  return {
    title: page.say(`register.${name}-month`, { month: page.day(page.key) }), crumbs: [wayUp(page, 'register'), crumb],
    count: page.block === null ? page.say('list.count', { count: page.count(count) }) : null, data: null,
    block: { ...block, newer: named(block.newer, page.say('register.sooner')), older: named(block.older, page.say('register.later')), newest: name === 'closed' ? block.newest : null, oldest: name === 'closed' ? block.oldest : null },
    days: name === 'closed' ? daysOf(page, found.reverse()) : daysOf(page, found.reverse(), (row) => row.opensOn!),
  };
}

/** Returns the records that opened, the latest first, each with the night and the reason. */
export function viewOpened(page: Page) {
  const count = countOpenings(page.site.catalogue);
  const block = blockOf(page, 'register', count, LIST_BLOCK, 'opened');
  const found = openings(page.site.catalogue, block.start, block.end - block.start).reverse();
  return {
    crumbs: [wayUp(page, 'register')],
    count: page.block === null ? page.say('list.count', { count: page.count(count) }) : null, block,
    lines: found.map((opening): Line => lineOf(page, opening)),
    reasons: found.map(({ openedOn, reason }) => [page.say('opened.on', { day: page.day(openedOn) }), page.say(`log-reason.${reason}`)]),
  };
}
