/**
 * Tiles: how the tree of the log lies in files (C2SP tlog-tiles). A tile holds up to
 * 256 hashes of one level in a row; a bundle the entries below a tile of level 0. Paths
 * are relative to `log/`.
 *
 * A tile or bundle that is full never changes again; one that is not has its width in
 * its name, so it never changes either: the next one has another name.
 */
import { ArchiveError } from '../../errors.ts';

/** Hashes of a full tile, entries of a full bundle. */
export const TILE_WIDTH = 256;
/** The longest entry: its length is written in two bytes. */
export const ENTRY_BYTES = 0xffff;

/** Returns the path of the tile with index `n` at a level; `width` below 256 is a partial one. */
export function tilePath(level: number, n: number, width: number = TILE_WIDTH): string {
  return `tile/${level}/${indexPath(n)}${suffix(width)}`;
}

/** Returns the path of the bundle with index `n`; `width` below 256 is a partial one. */
export function entriesPath(n: number, width: number = TILE_WIDTH): string {
  return `tile/entries/${indexPath(n)}${suffix(width)}`;
}

/** Returns how many hashes the tile has in a tree of a size; 0 if there is no such tile. */
export function widthOf(treeSize: number, level: number, n: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, Math.floor(treeSize / TILE_WIDTH ** level) - n * TILE_WIDTH));
}

function suffix(width: number): string { return width < TILE_WIDTH ? `.p/${width}` : ''; }

/** 1234067 is `x001/x234/067`: no folder has more than a thousand names, and none is a file too. */
function indexPath(n: number): string {
  const parts = [threeDigits(n)];
  for (let rest = Math.floor(n / 1000); rest > 0; rest = Math.floor(rest / 1000)) parts.unshift(`x${threeDigits(rest)}`);
  return parts.join('/');
}

function threeDigits(n: number): string { return String(n % 1000).padStart(3, '0'); }

/**
 * Returns the bytes of a bundle.
 *
 * @throws {ArchiveError} `BAD_LOG` if an entry is longer than a bundle can say.
 */
export function packEntries(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(entries.flatMap((entry, n) => {
    if (entry.length > ENTRY_BYTES) throw new ArchiveError('BAD_LOG', `entry ${n} of the bundle`, `expected at most ${ENTRY_BYTES} bytes, got ${entry.length}`);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(entry.length);
    return [length, entry];
  }));
}

/**
 * Returns the entries of a bundle.
 *
 * @throws {ArchiveError} `BAD_LOG` if the bytes end within an entry.
 */
export function unpackEntries(bundle: Uint8Array, where = 'bundle'): Buffer[] {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.length);
  const entries: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 > bytes.length ? Infinity : at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) throw new ArchiveError('BAD_LOG', where, `expected whole entries, got ${bytes.length} bytes that end within entry ${entries.length}`);
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
