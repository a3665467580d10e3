/** Browse plan: the pages of the lists by which records are found without a search, and of the register's lists. */
import { countSpans } from '../../catalogue/days.ts';
import { eachKeyword } from '../../catalogue/keywords.ts';
import { closedBlocks, countBy, countList, unitYears, type Counted, type List } from '../../catalogue/lists.ts';
import { countOpenings } from '../../catalogue/openings.ts';
import { placeCounts } from '../../catalogue/places.ts';
import { registerMonths } from '../../catalogue/register.ts';
import { shelfPath } from './keywords.ts';
import { unitPartKey } from './lists.ts';
import { listPath, slug } from './paths.ts';
import { LIST_BLOCK, REGISTER_BLOCK, type PageKind, type PlannedPage } from './plan.ts';
import { countRanks, rankFolder } from './ranks.ts';
import { MONTH_LISTS } from './register-lists.ts';
import { eachShelf, shelvesOf } from './shelves.ts';
import type { Site } from './site.ts';
import { hasParts } from './unit.ts';

/** Yields the pages of all lists. */
export function* browsePages(site: Site): Generator<PlannedPage> {
  const { catalogue } = site;
  for (const kind of ['browse', 'units', 'dates', 'classes', 'types', 'ranks', 'keywords', 'places', 'register', 'request'] as const) yield page(kind, kind);
  yield* unitPages(site);
  yield* datePages(site);
  for (const { key, count } of countBy(catalogue, 'class')) yield* blocks('classes', 'class', key, count);
  for (const { key, count } of countBy(catalogue, 'type')) yield* blocks('types', 'list', key, count);
  yield* rankPages(site);
  for (const [key, count] of placeCounts(catalogue)) if (site.places.has(key)) yield* blocks('places', 'place', key, count);
  for (const shelf of eachShelf(shelvesOf(catalogue))) yield page(shelfPath(shelf), 'shelf', shelf.key);
  for (const { key, records } of eachKeyword(catalogue)) yield* blocks('keywords', 'list', key, records);
  yield* registerPages(site);
}

function* unitPages(site: Site): Generator<PlannedPage> {
  for (const unit of site.policy.units.keys()) {
    yield* blocks('units', 'unit', unit, countList(site.catalogue, { by: 'unit', key: unit }));
    if (!hasParts({ site }, unit)) continue;
    const found = unitYears(site.catalogue, unit);
    for (const type of new Set(found.map((one) => one.type))) yield* unitPart(site, unit, 'unit-type', type);
    for (const year of new Set(found.map((one) => one.year))) yield* unitPart(site, unit, 'unit-year', year);
  }
}

function unitPart({ catalogue }: Site, unit: string, by: List['by'], part: string): Generator<PlannedPage> {
  return blocks(`units/${slug(unit)}`, 'list', unitPartKey(part), countList(catalogue, { by, key: unit, within: part }), LIST_BLOCK, `${unit} ${part}`);
}

/** Days have the texts; months and years lead to them, and hold the ledgers. Every month has the page of its year. */
function* datePages({ catalogue }: Site): Generator<PlannedPage> {
  for (const { key } of [...countSpans(catalogue, 4), ...countSpans(catalogue, 7)]) yield page(`dates/${key}`, 'date', key);
  for (const { key, count } of countBy(catalogue, 'day')) yield* blocks('dates', 'list', key, count);
}

/** The city's lists are there for every rank that anybody has: other pages lead to them. */
function* rankPages(site: Site): Generator<PlannedPage> {
  const counted = countRanks(site);
  for (const { organisationClass, rank, count } of counted) yield* blocks(rankFolder(organisationClass), 'list', rank, count);
  const ofCity = new Set(counted.filter((one) => one.organisationClass === 'city').map(({ rank }) => rank));
  for (const rank of new Set(counted.map((one) => one.rank))) if (!ofCity.has(rank)) yield page(listPath('ranks', rank), 'list', rank);
}

function* registerPages({ catalogue }: Site): Generator<PlannedPage> {
  for (const { key, count } of registerMonths(catalogue)) yield* blocks('register', 'register-month', key, count, REGISTER_BLOCK);
  for (const name of ['closed', 'opening'] as const) {
    yield page(`register/${name}`, 'register-months');
    for (const { key, count } of MONTH_LISTS[name].months(catalogue) as Counted[]) yield* blocks(`register/${name}`, 'register-rows', key, count, REGISTER_BLOCK);
  }
  yield* blocks('register', 'register-opened', 'opened', countOpenings(catalogue));
}

function page(path: string, kind: PageKind, key = '', block: number | null = null): PlannedPage {
  return { path, kind, key, block };
}

/** The open end of a list and its closed blocks; the block is known by `folder/address/<n>`. */
function* blocks(folder: string, kind: PageKind, address: string, count: number, perBlock = LIST_BLOCK, key = address): Generator<PlannedPage> {
  yield page(listPath(folder, address), kind, key);
  for (let block = 1; block <= closedBlocks(count, perBlock); block += 1) yield page(listPath(folder, address, block), kind, key, block);
}
