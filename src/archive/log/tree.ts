/**
 * Tree: hashes of parts of the log's tree out of its tiles, so that nothing has to be
 * read but the few tiles on the way.
 *
 * A question is asked as a generator that yields the paths it needs: the builder answers
 * from its disk at once (`answer`), a verifier from another's server later
 * (`answerLater`), and both run the same arithmetic.
 */
import { ArchiveError } from '../../errors.ts';
import { EMPTY_ROOT, HASH_BYTES, nodeHash, splitOf } from './hashes.ts';
import { TILE_WIDTH, tilePath, widthOf } from './tiles.ts';

/** Reads a file of the log, `null` if it is not there. The path is relative to `log/`. */
export type Read = (path: string) => Uint8Array | null;
/** The same for what takes its time. */
export type ReadLater = (path: string) => Promise<Uint8Array | null>;
/** A computation that asks for files by their paths. */
export type Asking<T> = Generator<string, T, Uint8Array | null>;

/** Returns what is asked, with files that are there at once. */
export function answer<T>(asking: Asking<T>, read: Read): T {
  let step = asking.next();
  while (step.done !== true) step = asking.next(read(step.value));
  return step.value;
}

/** Returns what is asked, with files that have to be fetched. */
export async function answerLater<T>(asking: Asking<T>, read: ReadLater): Promise<T> {
  let step = asking.next();
  while (step.done !== true) step = asking.next(await read(step.value));
  return step.value;
}

/** The tree of one size. Each tile is asked for once. */
export class Tree {
  readonly size: number;
  readonly #tiles = new Map<string, Uint8Array>();

  constructor(size: number) { this.size = size; }

  /** Returns the hash over the leaves from `start` to before `end`, a part of the tree or the root of a smaller one. */
  * hashOf(start: number, end: number): Asking<Buffer> {
    const count = end - start;
    if (count === 0) return EMPTY_ROOT;
    if (start % count === 0 && Number.isInteger(Math.log2(count))) return yield* this.#whole(start, count);
    const split = splitOf(count);
    const left = yield* this.hashOf(start, start + split);
    return nodeHash(left, yield* this.hashOf(start + split, end));
  }

  /** A whole subtree: its node is a hash of a tile, or stands above some that lie side by side in one. */
  * #whole(start: number, count: number): Asking<Buffer> {
    const level = Math.floor(Math.log2(count) / 8);
    const first = start / TILE_WIDTH ** level;
    const tile = yield* this.tile(level, Math.floor(first / TILE_WIDTH));
    const at = (first % TILE_WIDTH) * HASH_BYTES;
    return foldHashes(tile.subarray(at, at + (count / TILE_WIDTH ** level) * HASH_BYTES));
  }

  /**
   * Returns the hashes of a tile. A log may take a partial tile away once the full one
   * is there; then that one is asked.
   *
   * @throws {ArchiveError} `BAD_LOG` if there is none, or it has not the length its place demands.
   */
  * tile(level: number, n: number): Asking<Uint8Array> {
    const width = widthOf(this.size, level, n);
    const path = tilePath(level, n, width);
    const known = this.#tiles.get(path);
    if (known !== undefined) return known;
    const own = yield path;
    const full = own === null && width < TILE_WIDTH ? yield tilePath(level, n) : null;
    const tile = checked(path, own, width) ?? checked(path, full, TILE_WIDTH)?.subarray(0, width * HASH_BYTES);
    if (tile === undefined) throw new ArchiveError('BAD_LOG', path, `expected ${width} hashes, got no file`);
    this.#tiles.set(path, tile);
    return tile;
  }

  /**
   * Returns a tile of which every hash leads to the root: a full one through the tile
   * above it, a partial one because the root is made of all its hashes.
   *
   * @throws {ArchiveError} `BAD_LOG` if it does not, or a tile is missing.
   */
  * tileBelow(root: Uint8Array, level: number, n: number): Asking<Uint8Array> {
    const tile = yield* this.tile(level, n);
    const isFull = tile.length === TILE_WIDTH * HASH_BYTES;
    const above = isFull ? yield* this.tileBelow(root, level + 1, Math.floor(n / TILE_WIDTH)) : yield* this.hashOf(0, this.size);
    const at = (n % TILE_WIDTH) * HASH_BYTES;
    const isBelow = isFull ? foldHashes(tile).equals(above.subarray(at, at + HASH_BYTES)) : Buffer.from(above).equals(root);
    if (!isBelow) throw new ArchiveError('BAD_LOG', tilePath(level, n, tile.length / HASH_BYTES), 'expected hashes that lead to the root, got others');
    return tile;
  }
}

function checked(path: string, tile: Uint8Array | null, width: number): Uint8Array | undefined {
  if (tile === null) return undefined;
  if (tile.length !== width * HASH_BYTES) throw new ArchiveError('BAD_LOG', path, `expected ${width * HASH_BYTES} bytes, got ${tile.length}`);
  return tile;
}

/** Returns the root over hashes in a row, at least one. */
export function foldHashes(hashes: Uint8Array): Buffer {
  const count = hashes.length / HASH_BYTES;
  if (count === 1) return Buffer.from(hashes);
  const split = splitOf(count) * HASH_BYTES;
  return nodeHash(foldHashes(hashes.subarray(0, split)), foldHashes(hashes.subarray(split)));
}

/**
 * Returns the root the log had at an earlier size, out of the tiles of a later one.
 *
 * @throws {ArchiveError} `BAD_LOG` if a tile is missing or has the wrong length, or the
 *   tree is smaller than that.
 */
export function rootAt(read: Read, treeSize: number, size: number): Buffer {
  if (size > treeSize) throw new ArchiveError('BAD_LOG', 'log', `expected a tree of at least ${size} entries, got ${treeSize}`);
  return answer(new Tree(treeSize).hashOf(0, size), read);
}
