/**
 * Blocks: what stands on one page of a list and how to get to the others. Shown
 * newest first, counted from the oldest.
 */
import { closedBlocks } from '../../catalogue/lists.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath } from './paths.ts';

/** Which part of a list a page shows, and the way to the others. */
export interface Block {
  /** Half-open range, counted from the oldest. */
  start: number;
  end: number;
  /** `41–80`, counted from 1; empty when the list stands on one page. */
  range: string;
  newer: LinkTo | null;
  older: LinkTo | null;
  /** Only on the open end: all closed blocks, the newest first. A closed block must not change when the list grows. */
  all: LinkTo[];
}

/** Returns the part of a list of `count` that a page shows. */
export function blockOf(page: Page, folder: string, count: number, perBlock: number): Block {
  const closed = closedBlocks(count, perBlock);
  const { block } = page;
  const start = block === null ? closed * perBlock : (block - 1) * perBlock;
  const end = block === null ? count : block * perBlock;
  const to = (number: number | null): string => page.to(listPath(folder, page.key, number));
  const last = block ?? closed + 1;
  return {
    start, end,
    range: closed === 0 ? '' : page.say('list.range', { from: page.count(start + 1), until: page.count(end) }),
    newer: block === null ? null : { href: to(block === closed ? null : block + 1), words: page.say('list.newer') },
    older: last === 1 ? null : { href: to(last - 1), words: page.say('list.older') },
    all: block !== null ? [] : Array.from({ length: closed }, (_, index) => closed - index).map((number) => ({
      href: to(number), words: page.say('list.range', { from: page.count((number - 1) * perBlock + 1), until: page.count(number * perBlock) }),
    })),
  };
}
