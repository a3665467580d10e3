/**
 * Changed lists: which closed blocks of a list show something that has changed. A record
 * that only says something else changes its own block; one that came or went moves all
 * that stand after it. New ones come at the end, so that is the open end and no block.
 */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { compareStandings, placesOf, positionsIn, type List } from '../../catalogue/lists.ts';
import { keysByRecord, type Touched, type TouchedKind } from '../../catalogue/touched.ts';

/** Blocks that link to one another: a block knows whether the next one is closed, and the open end holds up to two. */
const LINKED = 2;

/** Numbers of the blocks that changed: these, and all from one on. */
interface ChangedBlocks { own: ReadonlySet<number>; from: number }

/** Finds the changed blocks of lists; every list is looked at once. */
export class ChangedLists {
  readonly #catalogue: Catalogue;
  readonly #touched: Touched;
  readonly #places: ReadonlyMap<string, readonly string[]>;
  readonly #found = new Map<string, ChangedBlocks>();

  constructor(catalogue: Catalogue, touched: Touched) {
    this.#catalogue = catalogue;
    this.#touched = touched;
    this.#places = keysByRecord(touched, 'at');
  }

  /** Whether a closed block of a list changed whose members are noted under `what` and `key`. */
  hasBlock(list: List, what: TouchedKind, key: string, perBlock: number, block: number): boolean {
    if (!this.#touched.has(what, key)) return false;
    const address = `${list.by} ${list.key} ${list.within ?? ''}`;
    let found = this.#found.get(address);
    if (found === undefined) this.#found.set(address, found = this.#blocksOf(list, what, key, perBlock));
    return isIn(found, block);
  }

  #blocksOf(list: List, what: TouchedKind, key: string, perBlock: number): ChangedBlocks {
    const members = [...this.#touched.under(what, key)].map(([id, { was, is }]) => {
      const places = this.#places.get(id) ?? placesOf(this.#catalogue, id);
      return { standings: places.map((place) => ({ place, id })), stays: was && is && places.length === 1 };
    });
    const standings = members.flatMap((member) => member.standings).sort(compareStandings);
    const positions = new Map(positionsIn(this.#catalogue, list, standings).map((position, n) => [standings[n]!, position]));
    return blocksFrom(members.map((member) => ({ positions: member.standings.map((standing) => positions.get(standing)!), stays: member.stays })), perBlock);
  }
}

/** Returns the blocks that changed by the positions of the members that did, as they were and as they are. */
export function blocksFrom(members: Iterable<{ positions: readonly number[]; stays: boolean }>, perBlock: number): ChangedBlocks {
  const own = new Set<number>();
  let from = Infinity;
  for (const { positions, stays } of members) {
    const blocks = positions.map((position) => Math.floor(position / perBlock) + 1);
    if (stays) blocks.forEach((block) => own.add(block));
    else from = Math.min(from, ...blocks);
  }
  return { own, from };
}

/** Whether a block is among the changed ones. */
export function isIn({ own, from }: ChangedBlocks, block: number): boolean {
  return own.has(block) || block >= from - LINKED;
}
