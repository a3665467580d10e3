/**
 * Append: the files by which the log grows. Only the right edge of the tree is read (the
 * last partial tile of every level and the last partial bundle), so a night's cost does
 * not follow the length of the log.
 *
 * The edge is not believed: its hashes must give the root that was signed, and the
 * entries of its bundle the hashes of its tile. Otherwise new entries would be built
 * upon a log that nobody has ever published.
 */
import { ArchiveError } from '../../errors.ts';
import { EMPTY_ROOT, HASH_BYTES, leafHash, nodeHash } from './hashes.ts';
import { entriesPath, ENTRY_BYTES, packEntries, TILE_WIDTH, tilePath, unpackEntries } from './tiles.ts';
import { foldHashes, type Read } from './tree.ts';

/** The log after it has grown, and the files that are new, by their paths below `log/`. */
export interface Grown { size: number; root: Buffer; files: Map<string, Buffer> }

/** The last tile of a level, as far as it is filled. */
interface EdgeTile { n: number; hashes: Buffer; width: number; isNew: boolean }

/** The growing right edge of the tree. Full files are handed over at once, partial ones at the end. */
export class Edge {
  #size: number;
  readonly #levels: EdgeTile[];
  #bundle: Uint8Array[];
  readonly #put: (path: string, bytes: Buffer) => void;
  #isBundleNew = false;

  /**
   * Reads the edge of a log of a size.
   *
   * @param expectedRoot - The root that was signed for this size, if there is one.
   * @throws {ArchiveError} `BAD_LOG` if a file of the edge is missing or has the wrong
   *   length, or if its hashes or entries are not those of the log.
   */
  constructor(read: Read, size: number, put: (path: string, bytes: Buffer) => void, expectedRoot: Uint8Array | null = null) {
    this.#size = size;
    this.#put = put;
    this.#levels = readLevels(read, size);
    this.#bundle = readBundle(read, size, this.#levels[0]);
    const root = this.root();
    if (expectedRoot !== null && !root.equals(expectedRoot)) throw new ArchiveError('BAD_LOG', 'log/tile', `expected the root that was signed for ${size} entries, got another one from the tiles`);
  }

  get size(): number { return this.#size; }

  /**
   * Adds an entry, without its newline.
   *
   * @throws {ArchiveError} `BAD_LOG` if it is longer than a bundle can say.
   */
  add(entry: Uint8Array): void {
    if (entry.length > ENTRY_BYTES) throw new ArchiveError('BAD_LOG', `entry ${this.#size}`, `expected at most ${ENTRY_BYTES} bytes, got ${entry.length}`);
    this.#bundle.push(entry);
    this.#isBundleNew = true;
    if (this.#bundle.length === TILE_WIDTH) {
      this.#put(entriesPath(Math.floor(this.#size / TILE_WIDTH)), packEntries(this.#bundle));
      this.#bundle = [];
      this.#isBundleNew = false;
    }
    this.#size += 1;
    this.#addHash(0, leafHash(entry));
  }

  /** Hands over the partial tiles and the partial bundle that are new. */
  finish(): void {
    if (this.#isBundleNew) this.#put(entriesPath(Math.floor(this.#size / TILE_WIDTH), this.#bundle.length), packEntries(this.#bundle));
    this.#isBundleNew = false;
    for (const [level, tile] of this.#levels.entries()) {
      if (tile.isNew && tile.width > 0) this.#put(tilePath(level, tile.n, tile.width), Buffer.from(filled(tile)));
      tile.isNew = false;
    }
  }

  /** Returns the root of the tree as it is now: its partial tiles are all that has not been hashed into the level above. */
  root(): Buffer {
    let root: Buffer | null = null;
    for (const tile of this.#levels) {
      let end = tile.width;
      for (let count = 1; count < TILE_WIDTH; count *= 2) {
        if ((tile.width & count) === 0) continue;
        const left = foldHashes(tile.hashes.subarray((end - count) * HASH_BYTES, end * HASH_BYTES));
        root = root === null ? left : nodeHash(left, root);
        end -= count;
      }
    }
    return root ?? EMPTY_ROOT;
  }

  #addHash(level: number, hash: Buffer): void {
    const tile = this.#levels[level] ??= emptyTile(0);
    hash.copy(tile.hashes, tile.width * HASH_BYTES);
    tile.width += 1;
    tile.isNew = true;
    if (tile.width < TILE_WIDTH) return;
    this.#put(tilePath(level, tile.n), Buffer.from(tile.hashes));
    this.#levels[level] = emptyTile(tile.n + 1);
    this.#addHash(level + 1, foldHashes(tile.hashes));
  }
}

function emptyTile(n: number): EdgeTile { return { n, hashes: Buffer.alloc(TILE_WIDTH * HASH_BYTES), width: 0, isNew: false }; }

function filled(tile: EdgeTile): Buffer { return tile.hashes.subarray(0, tile.width * HASH_BYTES); }

function readLevels(read: Read, size: number): EdgeTile[] {
  const levels: EdgeTile[] = [];
  for (let count = size; count > 0; count = Math.floor(count / TILE_WIDTH)) {
    const tile = emptyTile(Math.floor(count / TILE_WIDTH));
    tile.width = count % TILE_WIDTH;
    if (tile.width > 0) tile.hashes.set(needed(read, tilePath(levels.length, tile.n, tile.width), tile.width * HASH_BYTES));
    levels.push(tile);
  }
  return levels;
}

function needed(read: Read, path: string, sizeBytes: number | null): Uint8Array {
  const bytes = read(path);
  if (bytes === null) throw new ArchiveError('BAD_LOG', path, 'expected a file of the right edge of the log, got none');
  if (sizeBytes !== null && bytes.length !== sizeBytes) throw new ArchiveError('BAD_LOG', path, `expected ${sizeBytes} bytes, got ${bytes.length}`);
  return bytes;
}

function readBundle(read: Read, size: number, leaves: EdgeTile | undefined): Uint8Array[] {
  if (leaves === undefined || leaves.width === 0) return [];
  const path = entriesPath(leaves.n, leaves.width);
  const entries = unpackEntries(needed(read, path, null), path);
  if (entries.length !== leaves.width) throw new ArchiveError('BAD_LOG', path, `expected ${leaves.width} entries, got ${entries.length}`);
  const other = entries.findIndex((entry, n) => !leafHash(entry).equals(leaves.hashes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES)));
  if (other >= 0) throw new ArchiveError('BAD_LOG', path, `expected entry ${leaves.n * TILE_WIDTH + other} of a log of ${size} to have the hash its tile gives, got another`);
  return entries;
}

/**
 * Returns the log with entries added to it. For more entries than memory holds take an
 * {@link Edge} and write its files as they come.
 *
 * @param size - How many entries the log has.
 * @param entries - The new ones, each without its newline.
 * @throws {ArchiveError} `BAD_LOG` as {@link Edge} does.
 */
export function appendEntries(read: Read, size: number, entries: readonly Uint8Array[], expectedRoot: Uint8Array | null = null): Grown {
  const files = new Map<string, Buffer>();
  const edge = new Edge(read, size, (path, bytes) => void files.set(path, bytes), expectedRoot);
  for (const entry of entries) edge.add(entry);
  edge.finish();
  return { size: edge.size, root: edge.root(), files };
}
