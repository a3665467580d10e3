/**
 * Shelves: the keywords in the order of the alphabet, cut so that every page stays small.
 * A shelf is an initial (ㄱ … ㅎ, A … Z, the rest). One that holds too many is cut by the
 * vowel of the first syllable, then by the whole syllable, then by number: so a new word
 * moves the words of its own page alone.
 */
import { keywordInitials, keywordShelves, OTHER_SHELF, shelfOf } from '../../catalogue/keywords.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';

/** Keywords on one page. */
export const SHELF_SIZE = 240;

/** One page of the alphabet. `from` and `count` cut a syllable that fills more than a page; else all is there. */
export interface Shelf {
  /** Address part, ASCII. */
  key: string;
  /** `ㄱ`, `가`, `A`, `etc`. */
  name: string;
  /** What the shelves of its words in the catalogue begin with. */
  prefixes: readonly string[];
  from: number;
  count: number;
  /** How many words stand here and below. */
  total: number;
  /** The shelves it is cut into; then it has no words of its own. */
  below: readonly Shelf[];
}

const FINALS = 28;

/** Returns the initials that have keywords, in the order of the alphabet, each with its parts: all, or one. */
export function shelvesOf(catalogue: Catalogue, initial = ''): Shelf[] {
  const counts = keywordShelves(catalogue, initial);
  const initials = Map.groupBy(counts, ({ shelf }) => (shelf === OTHER_SHELF ? OTHER_SHELF : shelf[0]!));
  return [...initials].map(([initial, parts]) => cut(initial, initial, parts, byVowel)).sort((a, b) => order(a.name) - order(b.name) || (a.name < b.name ? -1 : 1));
}

/** Returns names and addresses of the initials that have keywords, in the order of the alphabet. */
export function initialsOf(catalogue: Catalogue): Pick<Shelf, 'key' | 'name'>[] {
  return keywordInitials(catalogue).map((name) => ({ key: hexOf(name), name })).sort((a, b) => order(a.name) - order(b.name) || (a.name < b.name ? -1 : 1));
}

/** Hangul, then Latin, then the rest. */
function order(name: string): number {
  return name === OTHER_SHELF ? 2 : /^[A-Z]$/.test(name) ? 1 : 0;
}

type Counts = readonly { shelf: string; count: number }[];
type Cut = (parts: Counts) => Shelf[];

function cut(name: string, address: string, parts: Counts, smaller: Cut | null): Shelf {
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  const whole: Shelf = { key: hexOf(address), name, prefixes: parts.map(({ shelf }) => shelf), from: 0, count: total, total, below: [] };
  if (total <= SHELF_SIZE) return whole;
  const below = smaller !== null && isHangul(parts[0]!.shelf[1]) ? smaller(parts) : byNumber(whole);
  return { ...whole, below };
}

/** `가`, `거`, `고` … stand for all syllables with that initial and vowel. */
function byVowel(parts: Counts): Shelf[] {
  const groups = Map.groupBy(parts, ({ shelf }) => String.fromCharCode(0xac00 + Math.floor((shelf.charCodeAt(1) - 0xac00) / FINALS) * FINALS));
  return [...groups].map(([syllable, own]) => cut(syllable, `${syllable}~`, own, bySyllable));
}

function bySyllable(parts: Counts): Shelf[] {
  return parts.map((part) => cut(part.shelf[1]!, part.shelf[1]!, [part], null));
}

function byNumber(whole: Shelf): Shelf[] {
  return Array.from({ length: Math.ceil(whole.total / SHELF_SIZE) }, (_, at) => {
    const count = Math.min(SHELF_SIZE, whole.total - at * SHELF_SIZE);
    return { ...whole, key: `${whole.key}-${at + 1}`, name: `${whole.name} ${at + 1}`, from: at * SHELF_SIZE, count, total: count, below: [] };
  });
}

function hexOf(text: string): string {
  return [...text].map((sign) => sign.codePointAt(0)!.toString(16)).join('-');
}

/** Returns the initial of a shelf of the catalogue. */
export function initialOfShelf(shelf: string): string {
  return shelf === OTHER_SHELF ? OTHER_SHELF : shelf[0]!;
}

/** Returns the initial that the address of a shelf begins with. */
export function initialOfKey(key: string): string {
  const first = String.fromCodePoint(Number.parseInt(key.split('-')[0]!, 16));
  return isHangul(first) ? shelfOf(first)[0]! : key.startsWith(hexOf(OTHER_SHELF)) ? OTHER_SHELF : first;
}

/** Yields a shelf and all it is cut into. */
export function* eachShelf(shelves: readonly Shelf[]): Generator<Shelf> {
  for (const shelf of shelves) {
    yield shelf;
    yield* eachShelf(shelf.below);
  }
}

function isHangul(sign: string | undefined): boolean {
  return sign !== undefined && sign >= '가' && sign <= '힣';
}

/** Returns the shelf with an address and those it is cut from, the widest first; empty if there is none. Looks at the words of its initial only. */
export function shelfPathOf(catalogue: Catalogue, key: string): Shelf[] {
  const first = String.fromCodePoint(Number.parseInt(key.split('-')[0]!, 16));
  return pathTo(shelvesOf(catalogue, isHangul(first) ? shelfOf(first)[0] : first), key);
}

function pathTo(shelves: readonly Shelf[], key: string): Shelf[] {
  for (const shelf of shelves) {
    if (shelf.key === key) return [shelf];
    const below = pathTo(shelf.below, key);
    if (below.length > 0) return [shelf, ...below];
  }
  return [];
}
