/** Money lines: sums as the lines of a table, and the paths of the pages they lead to. */
import type { KeyedSum } from '../../catalogue/spending.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import type { LinkTo, Page } from './page.ts';
import { slug } from './paths.ts';

/** One line of a table of sums; `share` (0…1) is its part of the largest, for the bar. */
export interface SumLine {
  words: string; href: string | null; amount: string; rows: string;
  share: number; isNegative: boolean; time?: string | undefined; links?: LinkTo[] | undefined;
}
/** Lines under a head that has their sum; `null` where they stand for themselves. */
export interface SumGroup { head: SumLine | null; lines: SumLine[] }

/** Path of a period of a type, `2026-03` or `2026`. */
export function periodPath(type: LedgerType, period: string): string {
  return `money/${type}/${period}`;
}

/** Path of one unit's money of a type. */
export function unitMoneyPath(type: LedgerType, unit: string): string {
  return `money/${type}/units/${slug(unit)}`;
}

/** Path of the rows a fact holds of. */
export function factPath(type: LedgerType, fact: string): string {
  return `money/${type}/facts/${fact}`;
}

/** Returns a sum as a line; `largest` is that of its currency. */
export function lineOfSum(page: Page, sum: Omit<KeyedSum, 'key' | 'ledgers'>, words: string, href: string | null, largest = 0): SumLine {
  return {
    words, href, amount: page.money(sum.amount, sum.currency, sum.decimals), rows: page.count(sum.rows),
    share: largest <= 0 ? 0 : Math.max(0, sum.amount / largest), isNegative: sum.amount < 0,
  };
}

/** Returns the largest amount of each currency, for the bars. */
export function largestOf(sums: readonly KeyedSum[]): (currency: string) => number {
  const largest = new Map<string, number>();
  for (const { currency, amount } of sums) largest.set(currency, Math.max(amount, largest.get(currency) ?? 0));
  return (currency) => largest.get(currency) ?? 0;
}

/** Returns the sums by period as lines, the newest first, each leading to its page. */
export function periodLines(page: Page, type: LedgerType, sums: readonly KeyedSum[]): SumLine[] {
  const largest = largestOf(sums);
  return [...sums].reverse().map((sum) => ({ ...lineOfSum(page, sum, page.day(sum.key), page.to(periodPath(type, sum.key)), largest(sum.currency)), time: sum.key }));
}

/** Returns sums of all, one sentence per currency: `12건, 합계 3,400원`. */
export function totalsOf(page: Page, sums: readonly KeyedSum[]): string[] {
  return sums.map((sum) => page.say('ledger.lead', { rows: page.count(sum.rows), amount: page.money(sum.amount, sum.currency, sum.decimals) }));
}
