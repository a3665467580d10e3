/**
 * Log files (c2sp.org/tlog-tiles): bundles of entries, read like the lines of JSON they
 * are, and tiles of hashes, in which nothing but hashes has room: 1 to 256 of 32 bytes.
 */
import { unread } from '../limits.ts';
import type { Reading } from '../piece.ts';
import { readJsonLines } from './json.ts';

const HASH_BYTES = 32;
const TILE_WIDTH = 256;
const LENGTH_BYTES = 2;

/** Reads a bundle: entries, each after its length in two bytes. */
export function readEntries(bytes: Buffer, reading: Reading): ReturnType<typeof readJsonLines> {
  const entries: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = at + LENGTH_BYTES;
    const end = start <= bytes.length ? start + bytes.readUInt16BE(at) : Infinity;
    if (end > bytes.length) throw unread('expected entries as long as they say, got a last one cut off');
    entries.push(bytes.toString('utf8', start, end));
    at = end;
  }
  if (entries.length === 0 || entries.length > TILE_WIDTH) throw unread(`expected 1 to ${TILE_WIDTH} entries, got ${entries.length}`);
  return readJsonLines(Buffer.from(`${entries.join('\n')}\n`), reading);
}

/** Reads a tile of hashes. */
export function readHashes(bytes: Buffer): void {
  if (bytes.length === 0 || bytes.length % HASH_BYTES !== 0 || bytes.length > TILE_WIDTH * HASH_BYTES) throw unread(`expected 1 to ${TILE_WIDTH} hashes of ${HASH_BYTES} bytes, got ${bytes.length} bytes`);
}
