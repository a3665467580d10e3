/**
 * Budgets: how heavy and how slow a page may be. The measure is a phone on a capped plan:
 * 400 kbit/s with 100 ms there and back. Tests hold the bytes, which are exact; times are
 * printed as ratios, since machines differ.
 */
import type { PageKind } from '../../src/site/view/plan.ts';

/** What a page is to its reader. */
export type Sort = 'record' | 'list' | 'home' | 'monitor' | 'search';

/** Most bytes of one page on the wire, header fields included. */
export const MOST_BYTES: Readonly<Record<Sort, number>> = { record: 14_000, list: 10_000, home: 14_000, monitor: 20_000, search: 6_000 };
/** Most bytes of the median page. */
export const MEDIAN_BYTES: Readonly<Partial<Record<Sort, number>>> = { record: 6_000 };
/** The kinds whose pages that median is taken of: texts, tables of payments, and what stands where one was withdrawn. */
export const MEDIAN_KINDS: readonly PageKind[] = ['text', 'ledger', 'tombstone'];
/** Most bytes of everything until the first results, and of the results of the next query. */
export const QUERY_BYTES = { first: 200_000, next: 60_000 };
/** Until the largest thing is drawn, at 400 kbit/s and 100 ms. */
export const PAINT_MS: Readonly<Partial<Record<Sort, number>>> = { record: 700, home: 800 };

/** What a reader reads from top to bottom; all else but these and the lists is named below. */
const RECORDS: readonly PageKind[] = ['text', 'ledger', 'tombstone', 'embed', 'written', 'rule', 'project'];
const MONITORS = /^(?:disclosure|money)/;

/** Returns what a kind of page is. A kind that is not known here is held to the budget of a list. */
export function sortOf(kind: PageKind): Sort {
  if (kind === 'home' || kind === 'search') return kind;
  if (RECORDS.includes(kind)) return 'record';
  return MONITORS.test(kind) ? 'monitor' : 'list';
}
