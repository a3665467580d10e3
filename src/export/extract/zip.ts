/**
 * Zip: opens an archive for the security read (APPNOTE.TXT 6.3.10). The directory
 * at its end and the header before each entry must say the same, entries may not
 * overlap, and every byte must belong to something: text between the entries, or
 * an entry that only one of two programs would find, is a place to hide in.
 *
 * No library, because those that are kept up believe the directory and skip what
 * it does not name. Nothing is unpacked before all sizes are counted.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { textOfBinary } from './binary-text.ts';
import { Unread, type Part, type ReadContext } from './extracted.ts';
import { readDirectory, type DirectoryEntry } from './zip-directory.ts';

/** One file of an archive. `read` unpacks it, to exactly the size that was counted. */
export interface ZipEntry { name: string; sizeBytes: number; read(): Uint8Array }

/** An opened archive: its files, and the texts of the archive itself (names, comments, extra fields). */
export interface Zip { entries: readonly ZipEntry[]; notes: readonly Part[] }

const LOCAL_SIGNATURE = 0x04034b50;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
/** Below this size a high ratio harms nobody: short XML repeats itself. */
const HARMLESS_BYTES = 5_000_000;

/**
 * Returns the archive's files; directories are left out.
 *
 * @throws {Unread} `corrupt`, `encrypted`, `unread-part` (a compression or a symbolic
 *   link), `bomb` or `too-large`.
 */
export function openZip(bytes: Uint8Array, context: ReadContext): Zip {
  const directory = readDirectory(bytes, context.limits.entries);
  refuseDuplicates(directory.entries);
  const regions = directory.entries.map((entry) => locate(bytes, entry));
  refuseStrays(bytes, regions, directory);
  for (const entry of directory.entries) refuseSize(entry, context);
  const files = directory.entries.map((entry, index) => ({ entry, region: regions[index]! })).filter(({ entry }) => !entry.name.endsWith('/'));
  return {
    entries: files.map(({ entry, region }) => ({ name: entry.name, sizeBytes: entry.unpackedBytes, read: () => unpack(bytes, entry, region) })),
    notes: notesOf(directory.comment, directory.entries, regions),
  };
}

interface Region { start: number; dataStart: number; dataEnd: number; end: number; extra: Uint8Array }

/** Finds the bytes of an entry and compares its own header with the directory. */
function locate(bytes: Uint8Array, entry: DirectoryEntry): Region {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = entry.offset;
  if (start + 30 > bytes.length || view.getUint32(start, true) !== LOCAL_SIGNATURE) throw lies('expected a header at every offset of the directory');
  const nameLength = view.getUint16(start + 26, true);
  const dataStart = start + 30 + nameLength + view.getUint16(start + 28, true);
  const dataEnd = dataStart + entry.packedBytes;
  if (dataEnd > bytes.length) throw lies('an entry ends outside the file');
  const flags = view.getUint16(start + 6, true);
  const isSame = flags === entry.flags && view.getUint16(start + 8, true) === entry.method
    && Buffer.from(bytes.subarray(start + 30, start + 30 + nameLength)).equals(entry.nameBytes);
  if (!isSame) throw lies('an entry is called or packed differently in its header and in the directory');
  const hasDescriptor = (flags & 8) !== 0;
  const own = [view.getUint32(start + 14, true), view.getUint32(start + 18, true), view.getUint32(start + 22, true)];
  const listed = [entry.crc, entry.packedBytes, entry.unpackedBytes];
  const agrees = own.every((value, index) => value === listed[index] || (hasDescriptor && value === 0) || (index > 0 && value === 0xffffffff));
  if (!agrees) throw lies('an entry has other sizes in its header than in the directory');
  const end = hasDescriptor ? descriptorEnd(view, dataEnd, listed) : dataEnd;
  return { start, dataStart, dataEnd, end, extra: bytes.subarray(start + 30 + nameLength, dataStart) };
}

/** Returns where the sizes end that a streaming writer puts behind the data. Its signature is optional, its sizes have 4 or 8 bytes. */
function descriptorEnd(view: DataView, dataEnd: number, listed: readonly number[]): number {
  const at = (offset: number): number => (offset + 4 <= view.byteLength ? view.getUint32(offset, true) : -1);
  for (const start of at(dataEnd) === DESCRIPTOR_SIGNATURE ? [dataEnd + 4, dataEnd] : [dataEnd]) {
    if (at(start) !== listed[0]) continue;
    if (at(start + 4) === listed[1] && at(start + 8) === listed[2]) return start + 12;
    if (at(start + 4) === listed[1] && at(start + 8) === 0 && at(start + 12) === listed[2] && at(start + 16) === 0) return start + 20;
  }
  throw lies('an entry has other sizes behind its data than in the directory');
}

function refuseDuplicates(entries: readonly DirectoryEntry[]): void {
  const names = new Set(entries.map(({ name }) => name.normalize('NFC')));
  if (names.size !== entries.length) throw lies('two entries have one name');
}

/** Every byte is an entry, the directory, or zero. */
function refuseStrays(bytes: Uint8Array, regions: readonly Region[], { start, end, trailerStart }: { start: number; end: number; trailerStart: number }): void {
  let reached = 0;
  const ordered = [...regions, { start, end }].sort((one, other) => one.start - other.start);
  for (const region of [...ordered, { start: trailerStart, end: trailerStart }]) {
    if (region.start < reached) throw lies('entries overlap');
    if (bytes.subarray(reached, region.start).some((byte) => byte !== 0)) throw lies('bytes that belong to no entry');
    reached = region.end;
  }
}

function refuseSize({ packedBytes, unpackedBytes }: DirectoryEntry, { limits, spend }: ReadContext): void {
  if (unpackedBytes > HARMLESS_BYTES && unpackedBytes > packedBytes * limits.ratio) {
    throw new Unread('bomb', `an entry unpacks to ${unpackedBytes} bytes from ${packedBytes}; at most ${limits.ratio} times`);
  }
  spend(unpackedBytes);
}

function unpack(bytes: Uint8Array, entry: DirectoryEntry, { dataStart, dataEnd }: Region): Uint8Array {
  const packed = bytes.subarray(dataStart, dataEnd);
  const unpacked = entry.method === 0 ? packed : inflate(packed, entry.unpackedBytes);
  if (unpacked.length !== entry.unpackedBytes) throw lies(`expected an entry of ${entry.unpackedBytes} bytes, got ${unpacked.length}`);
  if (crc32(unpacked) !== entry.crc) throw lies('an entry is damaged: its checksum differs');
  return unpacked;
}

/** Inflates raw deflate data that must end where its bytes end: what lies behind the last block is seen by nobody. */
function inflate(packed: Uint8Array, sizeBytes: number): Uint8Array {
  try {
    const { buffer, engine } = inflateRawSync(packed, { maxOutputLength: sizeBytes + 1, info: true }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    if (engine.bytesWritten === packed.length) return buffer;
  } catch {
    throw lies('an entry does not unpack, or to more than the directory says');
  }
  throw lies('bytes behind the end of a packed entry');
}

function notesOf(comment: string, entries: readonly DirectoryEntry[], regions: readonly Region[]): Part[] {
  const names = entries.flatMap(({ name, otherNames }) => [name, ...otherNames]).join('\n');
  const comments = [comment, ...entries.map((entry) => entry.comment)].filter((text) => text !== '').join('\n');
  const extras = [...entries.map(({ extra }) => extra), ...regions.map(({ extra }) => extra)].map(textOfExtra).filter((text) => text !== '').join('\n');
  const parts: Part[] = [{ path: 'names', kind: 'metadata', text: names }];
  if (comments !== '') parts.push({ path: 'comments', kind: 'hidden', text: comments });
  if (extras !== '') parts.push({ path: 'extra fields', kind: 'hidden', text: extras });
  return parts;
}

/** Sizes, times and owners: numbers that would only look like text by chance. */
const NUMERIC_FIELDS = new Set([0x0001, 0x000a, 0x5455, 0x5855, 0x7855, 0x7875]);

function textOfExtra(extra: Uint8Array): string {
  const texts: string[] = [];
  let at = 0;
  while (at + 4 <= extra.length) {
    const id = extra[at]! | (extra[at + 1]! << 8);
    const end = at + 4 + (extra[at + 2]! | (extra[at + 3]! << 8));
    if (!NUMERIC_FIELDS.has(id)) texts.push(textOfBinary(extra.subarray(at + 4, end)));
    at = end;
  }
  if (at < extra.length) texts.push(textOfBinary(extra.subarray(at)));
  return texts.filter((text) => text !== '').join('\n');
}

function lies(detail: string): Unread {
  return new Unread('corrupt', `zip: ${detail}`);
}
