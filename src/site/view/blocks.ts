/**
 * Blocks: what stands on one page of a list and how to get to the others. Shown
 * newest first, counted from the oldest.
 *
 * A closed block must not change when the list grows, so it links to its neighbours, to
 * the open end, and only backwards farther than that; the open end knows all of them and
 * links to as many as a reader can take in.
 */
import { closedBlocks } from '../../catalogue/lists.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath } from './paths.ts';

/** Most links from the open end to closed blocks; with more blocks, only every second (fifth, tenth …) is named. */
const JUMPS = 24;

/** Which part of a list a page shows, and the way to the others. */
export interface Block {
  /** Half-open range, counted from the oldest. */
  start: number;
  end: number;
  /** `41–80`, counted from 1; empty when the list stands on one page. */
  range: string;
  newer: LinkTo | null;
  older: LinkTo | null;
  /** The open end, on a closed block. */
  newest: LinkTo | null;
  /** The first block, where it is not the next one anyway. */
  oldest: LinkTo | null;
  /** Blocks farther away, the newest first. */
  jumps: LinkTo[];
}

/** Returns the part of a list of `count` that a page shows. `key` is that of the list's address below `folder`. */
export function blockOf(page: Page, folder: string, count: number, perBlock: number, key = page.key): Block {
  const closed = closedBlocks(count, perBlock);
  const { block, say } = page;
  const start = block === null ? closed * perBlock : (block - 1) * perBlock;
  const end = block === null ? count : block * perBlock;
  const to = (number: number | null): string => page.to(listPath(folder, key, number));
  const range = (from: number, until: number): string => say('list.range', { from: page.count(from + 1), until: page.count(until) });
  const last = block ?? closed + 1;
  return {
    start, end,
    range: closed === 0 ? '' : range(start, end),
    newer: block === null ? null : { href: to(block === closed ? null : block + 1), words: say('list.newer') },
    older: last === 1 ? null : { href: to(last - 1), words: say('list.older') },
    newest: block === null || block === closed ? null : { href: to(null), words: say('list.newest') },
    oldest: last < 3 ? null : { href: to(1), words: say('list.oldest') },
    jumps: jumpsFrom(block, closed).map((number) => ({ href: to(number), words: range((number - 1) * perBlock, number * perBlock) })),
  };
}

/** Numbers of the closed blocks that a page links to besides its neighbours. */
function jumpsFrom(block: number | null, closed: number): number[] {
  if (block !== null) return [10, 100, 1000, 10_000].map((step) => block - step).filter((number) => number > 1);
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000].find((size) => closed / size <= JUMPS) ?? closed;
  return Array.from({ length: closed }, (_, at) => closed - at).filter((number) => number % step === 0 && number > 1 && number < closed);
}
