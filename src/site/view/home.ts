/** Home: search first, then what the night brought, where the money went, what it is about, how much is open, and the ways in. */
import { countList, newestTexts } from '../../catalogue/lists.ts';
import { lastNight, figures } from '../../catalogue/register.ts';
import { nightCounts, releasedOn } from '../../catalogue/tonight.ts';
import { shares } from './disclosure.ts';
import { viewHomeMoney } from './home-money.ts';
import { lineOf, type Line } from './listed.ts';
import { viewClasses, type CountedLink } from './lists.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath } from './paths.ts';

/** Documents shown on the first page. */
const NEWEST = 7;
/** Narrower fields named below a field of work. */
const FIELDS_BELOW = 3;
/** Where most readers want to go, before they know the words of the administration. */
const ENTRIES = ['types/business-expense', 'types/contract', 'types/minutes', 'ranks/mayor', 'projects', 'register'] as const;

/** Returns the finished values of the home page. */
export function viewHome(page: Page) {
  const { catalogue } = page.site;
  const all = figures(catalogue);
  return {
    city: page.pick(page.site.city.name),
    count: page.say('home.count', { records: page.count(countList(catalogue, { by: 'all', key: '' })), papers: page.count(all.total) }),
    night: nightOf(page),
    newest: newestOf(page),
    entries: entriesOf(page),
    money: viewHomeMoney(page),
    bar: shares(page, all),
    topics: viewClasses(page, null, 2).map((topic): CountedLink => ({ ...topic, below: widest(topic.below ?? []) })),
  };
}

/** What the last night did, in words; `null` before the first. */
function nightOf(page: Page): { machine: string; words: string; counts: LinkTo[]; changes: string[] } | null {
  const night = lastNight(page.site.catalogue);
  if (night === null) return null;
  const counts = nightCounts(page.site.catalogue, night);
  const sum = (key: 'amended' | 'withdrawn') => counts.reduce((all, count) => all + count[key], 0);
  return {
    machine: night, words: page.say('home.night', { day: page.day(night) }),
    counts: counts.filter(({ released }) => released > 0).map(({ type, released }) => ({
      href: page.to(listPath('types', type)), words: page.say('home.night-count', { type: page.say(`type.${type}`), count: page.count(released) }),
    })),
    changes: (['amended', 'withdrawn'] as const).filter((key) => sum(key) > 0).map((key) => page.say(`home.changes.${key}`, { count: page.count(sum(key)) })),
  };
}

/** Tonight's documents; a night without any does not leave the page empty. */
function newestOf(page: Page): { title: string; lines: Line[] } {
  const { catalogue } = page.site;
  const night = lastNight(catalogue);
  const tonight = night === null ? [] : releasedOn(catalogue, night, NEWEST);
  const lines = (tonight.length > 0 ? tonight : newestTexts(catalogue, NEWEST)).map((record) => lineOf(page, record));
  return { title: page.say(tonight.length > 0 ? 'home.tonight' : 'home.newest'), lines };
}

function entriesOf(page: Page): LinkTo[] {
  const { catalogue } = page.site;
  const there = (path: string) => !path.includes('/') || countList(catalogue, { by: path.startsWith('types') ? 'type' : 'rank', key: path.split('/')[1]! }) > 0;
  return ENTRIES.filter(there).map((path) => ({ href: page.to(path), words: page.say(`home.entry.${path.replace('/', '-')}` as 'home.entry.projects') }));
}

function widest(below: readonly CountedLink[]): CountedLink[] {
  const number = ({ count }: CountedLink) => Number(count.replace(/\D/g, ''));
  return [...below].sort((a, b) => number(b) - number(a)).slice(0, FIELDS_BELOW);
}
