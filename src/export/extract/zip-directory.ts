/**
 * The directory of a zip archive and its end records, as numbers and names
 * (APPNOTE.TXT 6.3.10, 4.3.12–4.3.16 and 4.5.3). Names are UTF-8 if the entry says
 * so or if they are; otherwise CP949, which Korean archivers write unmarked.
 */
import iconv from 'iconv-lite';
import { crc32 } from 'node:zlib';
import { Unread } from './extracted.ts';

export interface DirectoryEntry {
  /** With `/` between folders; a folder's own name ends with it. */
  name: string;
  nameBytes: Uint8Array;
  /** What other programs may take for its name. */
  otherNames: readonly string[];
  comment: string;
  extra: Uint8Array;
  flags: number;
  method: number;
  crc: number;
  packedBytes: number;
  unpackedBytes: number;
  /** Where its own header starts. */
  offset: number;
}

export interface Directory { entries: readonly DirectoryEntry[]; comment: string; start: number; end: number; trailerStart: number }

const END_SIGNATURE = 0x06054b50;
const END64_SIGNATURE = 0x06064b50;
const LOCATOR64_SIGNATURE = 0x07064b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_BYTES = 22;

/** Returns the directory. @throws {Unread} `corrupt`, `encrypted`, `unread-part`, or `too-large` for more than `maximum` entries. */
export function readDirectory(bytes: Uint8Array, maximum: number): Directory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endRecord = findEnd(bytes, view);
  const { count, sizeBytes, start, trailerStart } = readEnd(view, endRecord);
  if (count > maximum) throw new Unread('too-large', `zip: ${count} entries, at most ${maximum}`);
  const end = start + sizeBytes;
  if (end > trailerStart) throw corrupt('the directory ends outside the file');
  const entries: DirectoryEntry[] = [];
  let at = start;
  while (entries.length < count) {
    const { entry, next } = readEntry(bytes, view, at, end);
    entries.push(entry);
    at = next;
  }
  if (at !== end) throw corrupt(`expected ${count} entries in the directory, got more`);
  return { entries, comment: decodeName(bytes.subarray(endRecord + END_BYTES), false), start, end, trailerStart };
}

/** The end record is where its comment reaches exactly to the end of the file, and there may be only one such place. */
function findEnd(bytes: Uint8Array, view: DataView): number {
  const found: number[] = [];
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - 0xffff); at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE && at + END_BYTES + view.getUint16(at + 20, true) === bytes.length) found.push(at);
  }
  if (found.length !== 1) throw corrupt(`expected one end record at the end of the file, got ${found.length}`);
  return found[0]!;
}

function readEnd(view: DataView, end: number): { count: number; sizeBytes: number; start: number; trailerStart: number } {
  const disks = view.getUint16(end + 4, true) + view.getUint16(end + 6, true);
  const count = view.getUint16(end + 10, true);
  const sizeBytes = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  const is64 = end >= 20 && view.getUint32(end - 20, true) === LOCATOR64_SIGNATURE;
  if (is64) return readEnd64(view, end - 20);
  if (disks !== 0 || view.getUint16(end + 8, true) !== count) throw corrupt('an archive over several files');
  if (start === 0xffffffff || sizeBytes === 0xffffffff) throw corrupt('expected a 64-bit end record, got none');
  return { count, sizeBytes, start, trailerStart: end };
}

function readEnd64(view: DataView, locator: number): { count: number; sizeBytes: number; start: number; trailerStart: number } {
  const at = number64(view, locator + 8);
  if (at + 56 > locator || view.getUint32(at, true) !== END64_SIGNATURE) throw corrupt('expected a 64-bit end record, got none');
  if (at + 12 + number64(view, at + 4) !== locator) throw corrupt('the 64-bit end record has another length than it says');
  return { count: number64(view, at + 32), sizeBytes: number64(view, at + 40), start: number64(view, at + 48), trailerStart: at };
}

function number64(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw corrupt('a size that no file has');
  return Number(value);
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, end: number): { entry: DirectoryEntry; next: number } {
  if (at + 46 > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw corrupt('expected an entry in the directory, got something else');
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const nameEnd = at + 46 + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > end) throw corrupt('an entry of the directory ends outside it');
  // Bit 0: encrypted; 6: strong encryption; 13: the directory itself is masked.
  if ((flags & 0x2041) !== 0) throw new Unread('encrypted', 'zip: an entry is encrypted');
  if (method !== 0 && method !== 8) throw new Unread('unread-part', `zip: compression ${method}, expected 0 or 8`);
  const nameBytes = bytes.subarray(at + 46, nameEnd);
  const extra = bytes.subarray(nameEnd, extraEnd);
  const isUtf8 = (flags & 0x800) !== 0;
  const unicodeName = unicodePath(extra, nameBytes);
  const name = plainName(unicodeName ?? decodeName(nameBytes, isUtf8));
  const mode = view.getUint32(at + 38, true) >>> 16;
  const sizes = sizesOf(view, at, extra, name);
  refuseKind(name, mode, sizes.unpackedBytes);
  return {
    entry: {
      name, nameBytes, extra, flags, method,
      otherNames: unicodeName === null ? [] : [decodeName(nameBytes, isUtf8)],
      comment: decodeName(bytes.subarray(extraEnd, next), isUtf8),
      crc: view.getUint32(at + 16, true),
      packedBytes: sizes.packedBytes, unpackedBytes: sizes.unpackedBytes, offset: sizes.offset,
    },
    next,
  };
}

/** The sizes and the place of an entry; those of 32 ones stand in the 64-bit field, in this order. */
function sizesOf(view: DataView, at: number, extra: Uint8Array, name: string): { packedBytes: number; unpackedBytes: number; offset: number } {
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const field = fieldOf(extra, 0x0001);
  const long = field === null ? null : new DataView(field.buffer, field.byteOffset, field.byteLength);
  let read = 0;
  const [unpackedBytes, packedBytes, offset] = short.map((value) => {
    if (value !== 0xffffffff) return value;
    if (long === null || read + 8 > long.byteLength) throw corrupt('expected a 64-bit size, got none');
    read += 8;
    return number64(long, read - 8);
  });
  if (name.endsWith('/') && unpackedBytes !== 0) throw corrupt('a folder with contents');
  return { unpackedBytes: unpackedBytes!, packedBytes: packedBytes!, offset: offset! };
}

function refuseKind(name: string, mode: number, sizeBytes: number): void {
  const type = mode & 0xf000;
  const isFolder = name.endsWith('/');
  if (type === 0 || type === 0x8000 || (type === 0x4000 && (isFolder || sizeBytes === 0))) return;
  throw new Unread('unread-part', 'zip: an entry is a link or a device, expected files and folders');
}

/** Returns the data of one extra field, or `null`. */
function fieldOf(extra: Uint8Array, wanted: number): Uint8Array | null {
  let at = 0;
  while (at + 4 <= extra.length) {
    const end = at + 4 + (extra[at + 2]! | (extra[at + 3]! << 8));
    if ((extra[at]! | (extra[at + 1]! << 8)) === wanted && end <= extra.length) return extra.subarray(at + 4, end);
    at = end;
  }
  return null;
}

/** Info-ZIP's Unicode name (4.6.9), which counts only if the plain name has not changed since. */
function unicodePath(extra: Uint8Array, nameBytes: Uint8Array): string | null {
  const field = fieldOf(extra, 0x7075);
  if (field === null || field.length < 5 || field[0] !== 1) return null;
  const crc = new DataView(field.buffer, field.byteOffset, field.byteLength).getUint32(1, true);
  return crc === crc32(nameBytes) ? decodeName(field.subarray(5), true) : null;
}

function decodeName(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const text = isUtf8 ? null : iconv.decode(Buffer.from(bytes), 'cp949');
    if (text === null || text.includes('\uFFFD')) throw corrupt('a name in no encoding we know');
    return text;
  }
}

/** Returns the name with `/` between its folders. @throws {Unread} `corrupt` for a name that leads out of the archive. */
function plainName(stored: string): string {
  const name = stored.replaceAll('\\', '/');
  const segments = name.replace(/\/$/, '').split('/');
  const leadsOut = segments.some((segment) => segment === '' || segment === '.' || segment === '..') || /^[A-Za-z]:/.test(name);
  if (leadsOut || /[\u0000-\u001F\u007F]/.test(name)) throw corrupt('a name that leads out of the archive');
  return name;
}

function corrupt(detail: string): Unread {
  return new Unread('corrupt', `zip: ${detail}`);
}
