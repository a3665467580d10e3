/**
 * Gzip: any gzipped file (RFC 1952), and those of the search index (Pagefind), which
 * are gzip with a mark of their own in front of JSON, CBOR or WebAssembly.
 */
import { gunzipSync } from 'node:zlib';
import { unread } from '../limits.ts';
import type { Reading } from '../piece.ts';
import { readSearchChunk, SEARCH_MARK } from './search-index.ts';

/** Reads a gzipped file: its header's name and comment, and the file in it. */
export function readGzip(bytes: Buffer, reading: Reading): void {
  const name = readHeader(bytes, reading);
  const inner = gunzipped(bytes, reading.left());
  reading.spend(inner.length);
  if (inner.subarray(0, SEARCH_MARK.length).toString('latin1') === SEARCH_MARK) readSearchChunk(inner.subarray(SEARCH_MARK.length), reading);
  else reading.inner(name ?? innerName(reading.path), inner);
}

function gunzipped(bytes: Buffer, left: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.max(1, left) });
  } catch {
    throw unread('expected a whole gzip stream within the limits, got another');
  }
}

function innerName(path: string): string {
  return path.split(/[/!]/).at(-1)!.replace(/\.t?gz$/i, '');
}

/** FEXTRA, FNAME and FCOMMENT are bytes nobody sees, so they are read. */
function readHeader(bytes: Buffer, reading: Reading): string | null {
  const flags = bytes[3]!;
  let at = 10;
  if ((flags & 4) !== 0) {
    const length = bytes.readUInt16LE(at);
    reading.text(bytes.toString('latin1', at + 2, at + 2 + length), 'gzip extra field');
    at += 2 + length;
  }
  const zeroEnded = (what: string) => {
    const end = bytes.indexOf(0, at);
    if (end === -1) throw unread('expected a gzip header, it never ends');
    const text = bytes.toString('utf8', at, end);
    at = end + 1;
    reading.text(text, `gzip ${what}`, undefined, 'path');
    return text;
  };
  const name = (flags & 8) === 0 ? null : zeroEnded('name');
  if ((flags & 16) !== 0) zeroEnded('comment');
  return name;
}
