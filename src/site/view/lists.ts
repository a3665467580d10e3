/** Lists: pages of records by day, type, rank, keyword and within a unit, and the classes that lead to them. */
import { spansAround } from '../../catalogue/days.ts';
import { keyword } from '../../catalogue/keywords.ts';
import { classesBelow, classPath, countBy, countList, placesOf, sliceAfter, sliceList, type List, type Standing } from '../../catalogue/lists.ts';
import type { ListedRecord } from '../../catalogue/records.ts';
import { TEXT_TYPES, type RecordType } from '../../model/vocabulary.ts';
import { blockOf } from './blocks.ts';
import { lineOf } from './listed.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath, slug } from './paths.ts';
import { LIST_BLOCK } from './plan.ts';
import { rankListOf } from './ranks.ts';
import type { Site } from './site.ts';

/** A word with a count that leads somewhere. */
export interface CountedLink { href: string; words: string; count: string; language?: 'ko' | null; below?: CountedLink[] }

/** Returns one page's part of a list, newest first, with the way to the others. */
export function listPart(page: Page, folder: string, list: List, key = page.key) {
  const total = kept(page.site, `count ${nameOf(list)}`, () => countList(page.site.catalogue, list));
  const block = blockOf(page, folder, total, LIST_BLOCK, key);
  const records = blockRecords(page.site, list, block.start, block.end - block.start).reverse();
  return { lines: records.map((record) => lineOf(page, record)), block, count: page.block === null ? page.say('list.count', { count: page.count(total) }) : null };
}

function nameOf({ by, key, within }: List): string {
  return `${by} ${key} ${within ?? ''}`;
}

function kept<T>({ kept: all }: Site, name: string, make: () => T): T {
  if (all === null) return make();
  if (!all.has(name)) all.set(name, make());
  return all.get(name) as T;
}

/** Returns the records of a block, oldest first; where the one before it was shown by the same process, from where that ended. */
export function blockRecords(site: Site, list: List, start: number, limit: number): ListedRecord[] {
  const end = (at: number) => `end ${nameOf(list)} ${at}`;
  const before = site.kept?.get(end(start)) as Standing | undefined;
  const records = before === undefined ? sliceList(site.catalogue, list, start, limit) : sliceAfter(site.catalogue, list, before, limit);
  const last = records.at(-1);
  if (last !== undefined) site.kept?.set(end(start + records.length), { place: placesOf(site.catalogue, last.id)[0]!, id: last.id });
  return records;
}

/** What a list page is of: its title, the pages above it, and where it stands. */
export interface ListOf { title: string; titleLanguage?: 'ko' | null; lead?: string; crumbs: LinkTo[]; around?: (LinkTo & { rel: 'prev' | 'next' })[]; folder: string; key?: string; list: List }

/** Returns what a list page is of; the first part of its address says it. */
export function listOf(page: Page): ListOf {
  return LISTS[page.path.split('/')[0] as keyof typeof LISTS](page);
}

/** Returns a list page. */
export function viewList(page: Page) {
  const { folder, list, key, ...head } = listOf(page);
  return { ...head, around: head.around ?? [], ...listPart(page, folder, list, key) };
}

const LISTS = { dates: dayList, types: typeList, ranks: rankListOf, keywords: keywordList, units: unitList } satisfies Record<string, (page: Page) => ListOf>;

function dayList(page: Page): ListOf {
  const { before, after } = page.block === null ? spansAround(page.site.catalogue, page.key) : { before: null, after: null };
  const day = (rel: 'prev' | 'next', key: string | null) => (key === null ? [] : [{ rel, href: page.to(`dates/${key}`), words: page.day(key) }]);
  return {
    title: page.say('date.title', { day: page.day(page.key) }), folder: 'dates', list: { by: 'day', key: page.key },
    crumbs: [wayUp(page, 'dates'), ...[4, 7].map((length) => ({ href: page.to(`dates/${page.key.slice(0, length)}`), words: page.day(page.key.slice(0, length)) }))],
    around: [...day('prev', before), ...day('next', after)],
  };
}

function typeList(page: Page): ListOf {
  return { title: page.say(`type.${page.key as RecordType}`), crumbs: [wayUp(page, 'types')], folder: 'types', list: { by: 'type', key: page.key } };
}

function keywordList(page: Page): ListOf {
  const { word } = keyword(page.site.catalogue, page.key)!;
  return { title: word, titleLanguage: page.language === 'ko' ? null : 'ko', lead: page.say('keyword.lead'), crumbs: [wayUp(page, 'keywords')], folder: 'keywords', list: { by: 'keyword', key: page.key } };
}

/** Key: the unit, a space, and a type or a year. */
function unitList(page: Page): ListOf {
  const [unit, part] = page.key.split(' ') as [string, string];
  const isYear = /^\d{4}$/.test(part);
  const words = isYear ? page.day(part) : page.say(`type.${part as RecordType}`);
  return {
    title: page.say('unit.part-title', { unit: page.unitName(unit), part: words }), crumbs: [wayUp(page, 'units'), { href: page.to(listPath('units', unit)), words: page.unitName(unit) }],
    folder: `units/${slug(unit)}`, key: unitPartKey(part), list: { by: isYear ? 'unit-year' : 'unit-type', key: unit, within: part },
  };
}

/** Returns the address part of a type or a year below a unit; a bare year could be the number of a block. */
export function unitPartKey(part: string): string {
  return /^\d/.test(part) ? `year-${part}` : part;
}

/** Returns the link to the first page of a way to browse. */
export function wayUp(page: Page, way: 'units' | 'dates' | 'classes' | 'types' | 'ranks' | 'places' | 'keywords' | 'register'): LinkTo {
  return { href: page.to(way), words: page.say(`nav.${way}`) };
}

/** Returns all types with their counts, texts before tables. */
export function viewTypes(page: Page): { texts: CountedLink[]; ledgers: CountedLink[] } {
  const types = countBy(page.site.catalogue, 'type');
  const isText = (key: string) => (TEXT_TYPES as readonly string[]).includes(key);
  const link = ({ key, count }: { key: string; count: number }) => ({ href: page.to(listPath('types', key)), words: page.say(`type.${key as RecordType}`), count: page.count(count) });
  return { texts: types.filter(({ key }) => isText(key)).map(link), ledgers: types.filter(({ key }) => !isText(key)).map(link) };
}

/** Returns the classes with those one level below. */
export function viewClasses(page: Page, parent: string | null = null, depth = 2): CountedLink[] {
  const language = page.language === 'ko' ? null : 'ko' as const;
  return classesBelow(page.site.catalogue, parent).map(({ key, name, count }) => ({
    href: page.to(listPath('classes', key)), words: name, count: page.count(count), language,
    below: depth > 1 ? viewClasses(page, key, depth - 1) : [],
  }));
}

/** Returns the list of a class with the classes above and below it. */
export function viewClass(page: Page) {
  const path = classPath(page.site.catalogue, page.key);
  return {
    title: path.at(-1)!.name,
    above: path.slice(0, -1).map(({ key, name }) => ({ href: page.to(listPath('classes', key)), words: name, language: page.language === 'ko' ? null : 'ko' as const })),
    below: page.block === null ? viewClasses(page, page.key, 2) : [],
    ...listPart(page, 'classes', { by: 'class', key: page.key }),
  };
}
