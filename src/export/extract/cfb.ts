/**
 * CFB: compound files (MS-CFB 2.0), the container of HWP 5, of old Office formats and
 * of embedded objects. Bounded: chains that loop, cross or leave the file give it up.
 *
 * Unlike a library it also gives what a program no longer finds: directory entries
 * that are in no folder, sectors that belong to no stream, and the rest of the last
 * sector behind a stream's end. Deleting in a compound file does not erase.
 */
import { Unread } from './extracted.ts';
import { wideText } from './wide-text.ts';

/** A stream with its path, `BodyText/Section0`. */
export interface CompoundStream { path: string; bytes: Uint8Array }

export interface Compound {
  streams: readonly CompoundStream[];
  /** Bytes that belong to no stream: free sectors and the rest behind streams, those of zeros left out. */
  leftovers: readonly Uint8Array[];
  /** Names of directory entries, those in no folder included. */
  names: readonly string[];
}

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const HEADER_BYTES = 512;
const FREE = 0xffffffff;
const END_OF_CHAIN = 0xfffffffe;
const ENTRY_BYTES = 128;
const SMALL_SECTOR_BYTES = 64;

/** Opens a compound file. @throws {Unread} `corrupt` or `too-large` */
export function openCompound(bytes: Uint8Array, maximumEntries: number): Compound {
  const file = openSectors(bytes);
  const directoryChain = file.chain(file.view.getUint32(48, true));
  const directory = file.read(directoryChain);
  if (directory.length / ENTRY_BYTES > maximumEntries + 3) throw new Unread('too-large', `compound file: ${directory.length / ENTRY_BYTES} entries, at most ${maximumEntries}`);
  const entries = entriesOf(directory);
  const root = entries[0];
  if (root === undefined || root.type !== 5) throw corrupt('expected a root entry, got none');
  const rootChain = root.sizeBytes === 0 ? [] : file.chain(root.start);
  const small = smallSectors(file, rootChain);
  const paths = pathsOf(entries);
  const leftovers: Uint8Array[] = [];
  const streams: CompoundStream[] = [];
  for (const [index, entry] of entries.entries()) {
    if (entry.type !== 2) continue;
    const all = entry.sizeBytes === 0 ? new Uint8Array() : entry.sizeBytes < file.cutoff ? small.read(entry.start) : file.read(file.chain(entry.start));
    if (all.length < entry.sizeBytes) throw corrupt('a stream is shorter than its entry says');
    leftovers.push(all.subarray(entry.sizeBytes));
    streams.push({ path: paths.get(index) ?? `lost/${entry.name}`, bytes: all.subarray(0, entry.sizeBytes) });
  }
  leftovers.push(...file.unused(), ...small.unused());
  const names = entries.map(({ name }) => name).filter((name) => name !== '');
  return { streams, names, leftovers: leftovers.filter((rest) => rest.some((byte) => byte !== 0 && byte !== 0xff)) };
}

interface Sectors {
  view: DataView;
  cutoff: number;
  chain(start: number): number[];
  read(chain: readonly number[]): Uint8Array;
  /** Sectors that nothing has asked for. */
  unused(): Uint8Array[];
}

function openSectors(bytes: Uint8Array): Sectors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES || SIGNATURE.some((byte, index) => bytes[index] !== byte)) throw corrupt('expected a header, got none');
  const shift = view.getUint16(30, true);
  if ((shift !== 9 && shift !== 12) || view.getUint16(32, true) !== 6) throw corrupt('sectors of a size that no version has');
  const size = 1 << shift;
  const count = Math.max(0, Math.ceil((bytes.length - size) / size));
  const used = new Set<number>();
  const sector = (index: number): Uint8Array => {
    if (index >= count) throw corrupt('a sector outside the file');
    return bytes.subarray((index + 1) * size, Math.min((index + 2) * size, bytes.length));
  };
  const allocation = readAllocation(view, sector, used, size, count);
  const chain = (start: number): number[] => {
    const found: number[] = [];
    for (let at = start; at !== END_OF_CHAIN; at = allocation[at]!) {
      if (at >= count || used.has(at)) throw corrupt('a chain that loops, crosses another or leaves the file');
      used.add(at);
      found.push(at);
      if (allocation[at] === undefined || allocation[at] === FREE) throw corrupt('a chain without an end');
    }
    return found;
  };
  return {
    view, chain, cutoff: view.getUint32(56, true),
    read: (indexes) => joined(indexes.map(sector)),
    unused: () => Array.from({ length: count }, (_, index) => index).filter((index) => !used.has(index)).map(sector),
  };
}

/** Returns the table that says which sector follows which; its own sectors are listed in the header and in a chain of lists. */
function readAllocation(view: DataView, sector: (index: number) => Uint8Array, used: Set<number>, size: number, count: number): Uint32Array {
  const tables: number[] = [];
  const take = (index: number): void => {
    if (index === FREE || index === END_OF_CHAIN) return;
    if (index >= count || used.has(index)) throw corrupt('an allocation table that is listed twice');
    used.add(index);
    tables.push(index);
  };
  for (let at = 76; at < HEADER_BYTES; at += 4) take(view.getUint32(at, true));
  for (let list = view.getUint32(68, true); list !== END_OF_CHAIN && list !== FREE;) {
    if (list >= count || used.has(list)) throw corrupt('a list of allocation tables that loops');
    used.add(list);
    const words = wordsOf(sector(list), size);
    words.subarray(0, -1).forEach(take);
    list = words.at(-1)!;
  }
  const allocation = new Uint32Array(tables.length * (size / 4)).fill(FREE);
  tables.forEach((index, place) => allocation.set(wordsOf(sector(index), size), place * (size / 4)));
  return allocation;
}

function wordsOf(sector: Uint8Array, size: number): Uint32Array {
  const view = new DataView(sector.buffer, sector.byteOffset, sector.byteLength);
  return Uint32Array.from({ length: size / 4 }, (_, index) => (index * 4 + 4 <= sector.length ? view.getUint32(index * 4, true) : FREE));
}

/** Streams below the cutoff lie in sectors of 64 bytes within the root's own stream. */
function smallSectors(file: Sectors, rootChain: readonly number[]): { read(start: number): Uint8Array; unused(): Uint8Array[] } {
  const container = file.read(rootChain);
  const tableStart = file.view.getUint32(60, true);
  const table = tableStart === END_OF_CHAIN || tableStart === FREE ? new Uint8Array() : file.read(file.chain(tableStart));
  const next = wordsOf(table, table.length);
  const used = new Set<number>();
  const sector = (index: number): Uint8Array => container.subarray(index * SMALL_SECTOR_BYTES, (index + 1) * SMALL_SECTOR_BYTES);
  return {
    read(start) {
      const found: Uint8Array[] = [];
      for (let at = start; at !== END_OF_CHAIN; at = next[at]!) {
        if (used.has(at) || next[at] === undefined || next[at] === FREE || at * SMALL_SECTOR_BYTES >= container.length) throw corrupt('a chain of small sectors that loops or leaves the file');
        used.add(at);
        found.push(sector(at));
      }
      return joined(found);
    },
    unused: () => Array.from({ length: Math.ceil(container.length / SMALL_SECTOR_BYTES) }, (_, index) => index).filter((index) => !used.has(index)).map(sector),
  };
}

interface Entry { name: string; type: number; left: number; right: number; child: number; start: number; sizeBytes: number }

function entriesOf(directory: Uint8Array): Entry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  return Array.from({ length: Math.floor(directory.length / ENTRY_BYTES) }, (_, index) => {
    const at = index * ENTRY_BYTES;
    const nameBytes = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62);
    return {
      name: wideText(directory.subarray(at, at + nameBytes)),
      type: directory[at + 66]!,
      left: view.getUint32(at + 68, true), right: view.getUint32(at + 72, true), child: view.getUint32(at + 76, true),
      start: view.getUint32(at + 116, true), sizeBytes: view.getUint32(at + 120, true),
    };
  });
}

/** Returns the path of every entry that can be reached from the root, by its place. */
function pathsOf(entries: readonly Entry[]): ReadonlyMap<number, string> {
  const paths = new Map<number, string>();
  const waiting: { index: number; folder: string }[] = [{ index: entries[0]!.child, folder: '' }];
  while (waiting.length > 0) {
    const { index, folder } = waiting.pop()!;
    if (index === FREE) continue;
    const entry = entries[index];
    if (entry === undefined || paths.has(index)) throw corrupt('a directory that loops or leaves the file');
    paths.set(index, folder + entry.name);
    waiting.push({ index: entry.left, folder }, { index: entry.right, folder });
    if (entry.type === 1) waiting.push({ index: entry.child, folder: `${folder}${entry.name}/` });
  }
  return paths;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function corrupt(detail: string): Unread {
  return new Unread('corrupt', `compound file: ${detail}`);
}
