/**
 * Side feeds: the last events of one unit, under all of its names, and of one project, as
 * Atom and as JSON Feed. Which events those are, a night finds from the standing feed and
 * what has changed; the log is searched only when a feed lost more than it gained.
 */
import { eachSided, eventsAt, indexesOf, lastIndexesOf, sideOf, type Side } from '../../catalogue/events.ts';
import { firstNight } from '../../catalogue/openings.ts';
import { projects } from '../../catalogue/projects.ts';
import type { Touched } from '../../catalogue/touched.ts';
import { ATOM, atomFeed, fileAddress, instantOf, tagOf } from './feed-atom.ts';
import { atomEntry, indexesIn, jsonItem } from './feed-entry.ts';
import { JSON_FEED, jsonFeed } from './feed-json.ts';
import { wholeAddress } from './head.ts';
import { LANGUAGES, pathIn, type Language } from './language.ts';
import type { Page } from './page.ts';
import { listPath, slug } from './paths.ts';
import { inFolder, wordsOf, type FeedFile } from './release-feed.ts';
import type { Site } from './site.ts';

/** Entries of a feed. */
export const SIDE_ENTRIES = 100;

const FOLDERS: Readonly<Record<Side, 'units' | 'projects'>> = { unit: 'units', project: 'projects' };

/** Returns where the feed of a unit or project stands. */
export function sideFeedPath(language: Language, side: Side, key: string, ending: 'xml' | 'json' = 'xml'): string {
  return inFolder(language, `feeds/${FOLDERS[side]}/${slug(key)}.${ending}`);
}

/** Returns the title of the feed of a unit or project. */
export function sideFeedTitle(page: Page, side: Side, key: string): string {
  return page.say(`side-feed.${side}`, { name: side === 'unit' ? page.unitName(key) : key, city: page.pick(page.site.city.name) });
}

/** Yields the feeds of all units and projects. */
export function* allSideFeeds(site: Site): Generator<FeedFile> {
  const found = { unit: emptyLists(keysOf(site, 'unit')), project: emptyLists(keysOf(site, 'project')) };
  for (const { at, unit, project } of eachSided(site.catalogue)) {
    for (const list of [found.unit.get(unit ?? ''), found.project.get(project ?? '')]) if (list !== undefined && list.length < SIDE_ENTRIES) list.push(at);
  }
  for (const side of ['unit', 'project'] as const) for (const [key, indexes] of found[side]) yield* feedFiles(site, side, key, indexes);
}

/** Yields the feeds that a change changes; `null` instead of a text where there is none any more. `read` reads the standing portal. */
export function* changedSideFeeds(site: Site, touched: Touched, read: (path: string) => string | null): Generator<{ path: string; text: string | null }> {
  const records = new Set([...touched.keys('record'), ...touched.keys('paper'), ...touched.keys('log').flatMap((day) => [...touched.under('log', day).keys()])]);
  const changed = new Set([...records].flatMap((record) => indexesOf(site.catalogue, record)));
  for (const side of ['unit', 'project'] as const) {
    const now = Map.groupBy(records, (record) => sideOf(site.catalogue, side, record));
    const noted = side === 'unit' ? [...touched.keys('unit'), ...touched.keys('register-unit')] : [...touched.keys('project'), ...touched.keys('row-project')];
    const known = keysOf(site, side);
    for (const key of new Set([...noted, ...now.keys()])) {
      if (key === null || key === '') continue;
      if (!known.has(key)) for (const path of pathsOf(side, key)) yield { path, text: null };
      else yield* feedFiles(site, side, key, changedIndexes(site, side, key, changed, now.get(key) ?? [], read(sideFeedPath('ko', side, key, 'json'))));
    }
  }
}

/** What stood without the records that changed, and what these have now; all events after the oldest that stood are then known. */
function changedIndexes({ catalogue }: Site, side: Side, key: string, changed: ReadonlySet<number>, own: readonly string[], standing: string | null): number[] {
  if (standing === null) return lastIndexesOf(catalogue, side, key, SIDE_ENTRIES);
  const stood = indexesIn(standing);
  const isWhole = stood.length < SIDE_ENTRIES;
  const oldest = isWhole ? 0 : Math.min(...stood);
  const kept = stood.filter((index) => !changed.has(index));
  const gained = own.flatMap((record) => indexesOf(catalogue, record)).filter((index) => index >= oldest);
  const last = [...kept, ...gained].sort((a, b) => b - a).slice(0, SIDE_ENTRIES);
  return isWhole || last.length === SIDE_ENTRIES ? last : [...last, ...lastIndexesOf(catalogue, side, key, SIDE_ENTRIES - last.length, oldest)];
}

function* feedFiles(site: Site, side: Side, key: string, indexes: readonly number[]): Generator<FeedFile> {
  const { catalogue, city } = site;
  const events = eventsAt(catalogue, indexes);
  const first = firstNight(catalogue) ?? '1970-01-01';
  for (const language of LANGUAGES) {
    const page = wordsOf(site, language);
    const [atom, json] = [sideFeedPath(language, side, key), sideFeedPath(language, side, key, 'json')];
    const [title, home] = [sideFeedTitle(page, side, key), wholeAddress(city.siteUrl, pathIn(language, listPath(FOLDERS[side], key)))];
    const author = page.pick(city.name);
    yield { path: atom, text: atomFeed({
      language, id: tagOf(site, first, `${side}:${slug(key)}:${language}`), title, subtitle: page.say('side-feed.subtitle', { count: SIDE_ENTRIES }), author,
      updated: instantOf(events.flatMap(({ on, changedOn }) => [on, changedOn]).sort().at(-1) ?? first, city.timeZone),
      links: [
        { rel: 'self', type: ATOM, href: fileAddress(site, atom) }, { rel: 'alternate', type: 'text/html', href: home }, { rel: 'alternate', type: JSON_FEED, href: fileAddress(site, json) },
        ...LANGUAGES.filter((other) => other !== language).map((other) => ({ rel: 'alternate', type: ATOM, language: other, href: fileAddress(site, sideFeedPath(other, side, key)) })),
      ],
    }, events.map((event) => atomEntry(page, event))) };
    yield { path: json, text: jsonFeed({ title, home_page_url: home, feed_url: fileAddress(site, json), description: page.say('side-feed.subtitle', { count: SIDE_ENTRIES }), language, authors: [{ name: author }] }, events.map((event) => jsonItem(page, event))) };
  }
}

/** The units that have a page, whether they have records or not; the projects that any record or row names. */
function keysOf({ catalogue, policy }: Site, side: Side): ReadonlySet<string> {
  return new Set(side === 'unit' ? policy.units.keys() : projects(catalogue).map(({ project }) => project));
}

function emptyLists(keys: ReadonlySet<string>): Map<string, number[]> {
  return new Map([...keys].map((key) => [key, []]));
}

function pathsOf(side: Side, key: string): string[] {
  return LANGUAGES.flatMap((language) => (['xml', 'json'] as const).map((ending) => sideFeedPath(language, side, key, ending)));
}
