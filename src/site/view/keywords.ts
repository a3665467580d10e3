/** Keywords: the way from a record to its words, the alphabet of all words, and one of its shelves. */
import { keywordsOfRecord, keywordsOnShelf, OTHER_SHELF, widestKeywords, type Keyword } from '../../catalogue/keywords.ts';
import { wayUp, type CountedLink } from './lists.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath } from './paths.ts';
import { initialsOf, shelfPathOf, shelvesOf, type Shelf } from './shelves.ts';

/** Keywords named on the first page of the alphabet. */
const WIDEST = 60;

/** Returns the keywords of the record whose page this is; words of the record, in Korean. */
export function keywordLinks(page: Page): LinkTo[] {
  return keywordsOfRecord(page.site.catalogue, page.key).map(({ key, word }) => ({ href: page.to(listPath('keywords', key)), words: word }));
}

/** Returns the alphabet with the number of words of each initial, and the words of the most records. */
export function viewKeywords(page: Page) {
  const shelves = shelvesOf(page.site.catalogue);
  return {
    shelves: shelves.map((shelf) => shelfLink(page, shelf)),
    widest: widestKeywords(page.site.catalogue, WIDEST).sort((a, b) => (a.word < b.word ? -1 : 1)).map((word) => wordLink(page, word)),
  };
}

/** Returns one shelf: its words, or the parts it is cut into. */
export function viewShelf(page: Page) {
  const path = shelfPathOf(page.site.catalogue, page.key);
  const shelf = path.at(-1)!;
  return {
    title: page.say('shelf.title', { name: shelfName(page, shelf) }),
    crumbs: [wayUp(page, 'keywords'), ...path.slice(0, -1).map((above) => ({ href: page.to(shelfPath(above)), words: shelfName(page, above) }))],
    parts: shelf.below.map((part) => shelfLink(page, part)),
    words: shelf.below.length > 0 ? [] : wordsOn(page, shelf).map((word) => wordLink(page, word)),
    others: initialsOf(page.site.catalogue).map((one) => ({ href: page.to(shelfPath(one)), words: shelfName(page, one), language: shelfLanguage(page, one), isHere: one.key === path[0]!.key })),
  };
}

/** Returns the address of a shelf. */
export function shelfPath({ key }: Pick<Shelf, 'key'>): string {
  return `keywords/of/${key}`;
}

function wordsOn(page: Page, { prefixes, from, count }: Shelf): Keyword[] {
  return prefixes.flatMap((prefix) => keywordsOnShelf(page.site.catalogue, prefix, from, count));
}

/** Returns what a shelf is called: its letter, or words for the rest. */
export function shelfName(page: Page, { name }: Pick<Shelf, 'name'>): string {
  return name === OTHER_SHELF ? page.say('shelf.other') : name;
}

/** Returns the language of a shelf's name where it is not the page's: its letters are Korean. */
export function shelfLanguage(page: Page, { name }: Pick<Shelf, 'name'>): 'ko' | null {
  return page.language === 'ko' || name === OTHER_SHELF ? null : 'ko';
}

function shelfLink(page: Page, shelf: Shelf): CountedLink {
  return { href: page.to(shelfPath(shelf)), words: shelfName(page, shelf), count: page.count(shelf.total), language: shelfLanguage(page, shelf) };
}

function wordLink(page: Page, { key, word, records }: Keyword): CountedLink {
  return { href: page.to(listPath('keywords', key)), words: word, count: page.count(records), language: page.language === 'ko' ? null : 'ko' };
}
