/**
 * Browse: all ways in without searching, each with its first entries, and the map of the
 * whole portal: every fixed page, and of every list its first level.
 */
import { countSpans } from '../../catalogue/days.ts';
import { sumsByType } from '../../catalogue/money.ts';
import { registerMonths } from '../../catalogue/register.ts';
import { shelfLanguage, shelfName, shelfPath } from './keywords.ts';
import { viewClasses, viewTypes } from './lists.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath } from './paths.ts';
import { viewPlaces } from './places.ts';
import { viewRanks } from './ranks.ts';
import { initialsOf } from './shelves.ts';
import { viewUnits } from './units.ts';

/** Entries named below a way in. */
const FIRST = 8;

const WAYS = ['units', 'classes', 'keywords', 'places', 'dates', 'types', 'ranks', 'projects', 'money', 'register', 'disclosure', 'policy'] as const;
type WayName = (typeof WAYS)[number];

/** A link whose words may be those of the records. */
export interface Entry extends LinkTo { language?: 'ko' | null }
/** One way in: where it leads, what one finds there, and its entries. */
export interface Way extends LinkTo { id: WayName; hint: string; entries: Entry[] }

/** Returns the ways in with a few entries of each: the widest, or the newest. */
export function viewBrowse(page: Page): Way[] {
  return waysOf(page).map((way) => ({ ...way, entries: way.id === 'keywords' ? way.entries : (way.id === 'dates' ? newestMonths(page) : way.entries).slice(0, FIRST) }));
}

/** Returns the map: the ways in with their whole first level, and the pages beside them. */
export function viewSiteMap(page: Page): { ways: Way[]; others: LinkTo[] } {
  const { say, site } = page;
  const fixed = (['search', 'browse', 'request'] as const).map((path) => ({ href: page.to(path), words: say(`nav.${path}`) }));
  const registers = (['closed', 'opening', 'opened'] as const).map((name) => ({ href: page.to(`register/${name}`), words: say(`register.${name}`) }));
  const written = [...site.written.values()].map(({ slug, title }) => ({ href: page.to(slug), words: page.pick(title) }));
  const archive = (['mirror', 'verify', 'keys'] as const).map((path) => ({ href: page.to(path), words: say(`${path}.title`) }));
  return { ways: waysOf(page), others: [{ href: page.to('index'), words: say('home.name') }, ...fixed, ...registers, ...archive, ...written] };
}

/** Returns the ways in alone, for the pages that a search did not help. */
export function waysIn(page: Page): Omit<Way, 'entries'>[] {
  return WAYS.filter((id) => id !== 'places' || page.site.places.size > 0)
    .map((id) => ({ id, href: page.to(id), words: page.say(`nav.${id}`), hint: page.say(`hint.${id}`) }));
}

function waysOf(page: Page): Way[] {
  return waysIn(page).map((way) => ({ ...way, entries: ENTRIES[way.id]?.(page) ?? [] }));
}

/** The first level of each list; ways without one lead to their page alone. */
const ENTRIES: Partial<Record<WayName, (page: Page) => Entry[]>> = {
  units: (page) => viewUnits(page).flatMap(({ own, units }) => (own === null ? units : [own, ...units])),
  classes: (page) => viewClasses(page, null, 1),
  keywords: (page) => initialsOf(page.site.catalogue).map((shelf) => ({ href: page.to(shelfPath(shelf)), words: shelfName(page, shelf), language: shelfLanguage(page, shelf) })),
  places: (page) => viewPlaces(page).filter(({ kind }) => kind === 'district' || kind === 'dong').flatMap(({ places }) => places),
  dates: (page) => countSpans(page.site.catalogue, 4).map(({ key }) => ({ href: page.to(`dates/${key}`), words: page.day(key) })),
  types: (page) => Object.values(viewTypes(page)).flat(),
  ranks: (page) => viewRanks(page).flatMap(({ ranks }) => ranks),
  money: (page) => [...new Set(sumsByType(page.site.catalogue).map(({ type }) => type))].map((type) => ({ href: page.to(`money/${type}`), words: page.say(`type.${type}`) })),
  register: (page) => registerMonths(page.site.catalogue).slice(-FIRST).reverse().map(({ key }) => ({ href: page.to(listPath('register', key)), words: page.day(key) })),
};

function newestMonths(page: Page): Entry[] {
  return countSpans(page.site.catalogue, 7).slice(0, FIRST).map(({ key }) => ({ href: page.to(`dates/${key}`), words: page.day(key) }));
}
