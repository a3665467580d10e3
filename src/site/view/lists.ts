/** Lists: pages of records by day, type, rank and class, and the pages that lead to them. */
import { classesBelow, classPath, countBy, countList, sliceList, type List } from '../../catalogue/lists.ts';
import { RANKS, type RecordType } from '../../model/vocabulary.ts';
import { blockOf } from './blocks.ts';
import { lineOf } from './listed.ts';
import type { Page } from './page.ts';
import { listPath } from './paths.ts';
import { LIST_BLOCK } from './plan.ts';

/** A word with a count that leads somewhere. */
export interface CountedLink { href: string; words: string; count: string; language?: 'ko' | null; below?: CountedLink[] }

/** Returns one page's part of a list, newest first, with the way to the others. */
export function listPart(page: Page, folder: string, list: List) {
  const total = countList(page.site.catalogue, list);
  const block = blockOf(page, folder, total, LIST_BLOCK);
  const records = sliceList(page.site.catalogue, list, block.start, block.end - block.start).reverse();
  return { lines: records.map((record) => lineOf(page, record)), block, count: page.block === null ? page.say('list.count', { count: page.count(total) }) : null };
}

/** Returns the list of a day, a type or a rank; the folder of the address says which. */
export function viewList(page: Page) {
  const folder = page.path.split('/')[0]!;
  const by = ({ dates: 'day', types: 'type', ranks: 'rank' } as const)[folder as 'dates' | 'types' | 'ranks'];
  return { title: listTitle(page, by), up: { href: page.to(folder), words: page.say(`nav.${folder as 'dates' | 'types' | 'ranks'}`) }, ...listPart(page, folder, { by, key: page.key }) };
}

function listTitle(page: Page, by: 'day' | 'type' | 'rank'): string {
  if (by === 'day') return page.say('date.title', { day: page.day(page.key) });
  return by === 'type' ? page.say(`type.${page.key as RecordType}`) : page.say(`rank.city.${page.key as (typeof RANKS)[number]}`);
}

/** Returns all types with their counts. */
export function viewTypes(page: Page): CountedLink[] {
  return countBy(page.site.catalogue, 'type').map(({ key, count }) => ({
    href: page.to(listPath('types', key)), words: page.say(`type.${key as RecordType}`), count: page.count(count),
  }));
}

/** Returns all ranks with their counts, the highest first. */
export function viewRanks(page: Page): CountedLink[] {
  const counts = new Map(countBy(page.site.catalogue, 'rank').map(({ key, count }) => [key, count]));
  return RANKS.toReversed().filter((rank) => counts.has(rank)).map((rank) => ({
    href: page.to(listPath('ranks', rank)), words: page.say(`rank.city.${rank}`), count: page.count(counts.get(rank)!),
  }));
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
    above: path.slice(0, -1).map(({ key, name }) => ({ href: page.to(listPath('classes', key)), words: name })),
    below: page.block === null ? viewClasses(page, page.key, 1) : [],
    ...listPart(page, 'classes', { by: 'class', key: page.key }),
  };
}
