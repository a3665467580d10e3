/** Home: search first, then what is new, where the money went, how much is open, and the ways in. */
import { lastNight, figures } from '../../catalogue/register.ts';
import { countList, newestTexts } from '../../catalogue/lists.ts';
import { shares } from './disclosure.ts';
import { lineOf } from './listed.ts';
import { viewClasses } from './lists.ts';
import { viewLatestMoney } from './money.ts';
import type { Page } from './page.ts';

const NEWEST = 8;

/** Returns the finished values of the home page. */
export function viewHome(page: Page) {
  const { catalogue } = page.site;
  const night = lastNight(catalogue);
  const all = figures(catalogue);
  return {
    city: page.pick(page.site.city.name),
    count: page.say('home.count', { records: page.count(countList(catalogue, { by: 'all', key: '' })), papers: page.count(all.total) }),
    night: night === null ? null : { machine: night, words: page.say('home.night', { day: page.day(night) }) },
    newest: newestTexts(catalogue, NEWEST).map((record) => lineOf(page, record)),
    money: viewLatestMoney(page),
    bar: shares(page, all),
    topics: viewClasses(page, null, 1),
    ways: waysIn(page),
  };
}

/** Returns the ways to browse without searching. */
export function waysIn(page: Page) {
  const ways = ['units', 'dates', 'classes', 'types', 'ranks', 'money', 'projects', 'register', 'disclosure', 'policy'] as const;
  return ways.map((way) => ({ href: page.to(way), words: page.say(`nav.${way}`), hint: page.say(`hint.${way}`) }));
}
