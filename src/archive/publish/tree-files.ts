/**
 * Tree files: which files of the transparency log a portal of one size has and one of
 * another has not, by arithmetic (C2SP tlog-tiles): nobody lists thousands of tiles to
 * send six. Paths are below the portal.
 */
import { entriesPath, TILE_WIDTH, tilePath, widthOf } from '../log/tiles.ts';

/** Returns the tiles and bundles that a log has at `size` and had not at `from`. */
export function newTreeFiles(from: number, size: number): string[] {
  const files: string[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1) {
    const first = Math.floor(from / TILE_WIDTH ** (level + 1));
    for (let n = first, width = widthOf(size, level, n); width > 0; n += 1, width = widthOf(size, level, n)) {
      if (width === widthOf(from, level, n)) continue;
      files.push(tilePath(level, n, width));
      if (level === 0) files.push(entriesPath(n, width));
    }
  }
  return files.map((path) => `log/${path}`);
}

/** Returns the partial tiles and bundles at the right edge of a log. */
export function partialFiles(size: number): string[] {
  const files: string[] = [];
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1) {
    const n = Math.floor(size / TILE_WIDTH ** (level + 1));
    const width = widthOf(size, level, n);
    if (width > 0) files.push(tilePath(level, n, width), ...(level === 0 ? [entriesPath(n, width)] : []));
  }
  return files.map((path) => `log/${path}`);
}
