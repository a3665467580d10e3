/**
 * WOFF: unpacks a web font (W3C WOFF 1.0) into the plain font inside it, because
 * fontconfig reads plain fonts only and the Korean font we have comes as a web font.
 */
import { inflateSync } from 'node:zlib';
import { ArchiveError } from '../src/errors.ts';

const WOFF_HEADER_BYTES = 44;
const WOFF_ENTRY_BYTES = 20;
const FONT_HEADER_BYTES = 12;
const FONT_ENTRY_BYTES = 16;

interface Table { tag: number; checksum: number; bytes: Buffer }

/**
 * Returns the OpenType or TrueType font (ISO/IEC 14496-22 §4.5) packed in a WOFF 1.0 file.
 *
 * @throws {ArchiveError} `BAD_ARGUMENT` if it does not begin with `wOFF`.
 */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new ArchiveError('BAD_ARGUMENT', 'web font', 'expected a WOFF 1.0 file');
  const flavour = woff.readUInt32BE(4);
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, n) => readTable(woff, WOFF_HEADER_BYTES + n * WOFF_ENTRY_BYTES));
  tables.sort((a, b) => a.tag - b.tag);
  return Buffer.concat([header(flavour, tables), ...tables.map(({ bytes }) => padded(bytes))]);
}

function readTable(woff: Buffer, at: number): Table {
  const [start, packedBytes, sizeBytes] = [woff.readUInt32BE(at + 4), woff.readUInt32BE(at + 8), woff.readUInt32BE(at + 12)];
  const packed = woff.subarray(start, start + packedBytes);
  return { tag: woff.readUInt32BE(at), checksum: woff.readUInt32BE(at + 16), bytes: packedBytes < sizeBytes ? inflateSync(packed) : packed };
}

function header(flavour: number, tables: readonly Table[]): Buffer {
  const bytes = Buffer.alloc(FONT_HEADER_BYTES + tables.length * FONT_ENTRY_BYTES);
  const log2 = Math.floor(Math.log2(tables.length));
  const searchRange = FONT_ENTRY_BYTES * 2 ** log2;
  bytes.writeUInt32BE(flavour, 0);
  [tables.length, searchRange, log2, tables.length * FONT_ENTRY_BYTES - searchRange].forEach((value, n) => bytes.writeUInt16BE(value, 4 + 2 * n));
  let start = bytes.length;
  tables.forEach((table, n) => {
    [table.tag, table.checksum, start, table.bytes.length].forEach((value, field) => {
      bytes.writeUInt32BE(value, FONT_HEADER_BYTES + n * FONT_ENTRY_BYTES + 4 * field);
    });
    start += padded(table.bytes).length;
  });
  return bytes;
}

/** Tables begin at multiples of four bytes. */
function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}
