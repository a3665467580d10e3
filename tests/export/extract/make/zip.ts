/** Writes zip archives, also such as no honest program writes. */
import { crc32, deflateRawSync } from 'node:zlib';

/** One entry; what is not given is as it should be. `local` overrides what its own header says. */
export interface ZipFile {
  name: string | Uint8Array;
  bytes: Uint8Array | string;
  method?: number;
  flags?: number;
  comment?: string;
  extra?: Uint8Array;
  /** Unix mode, `0o120777` for a symbolic link. */
  mode?: number;
  crc?: number;
  /** What the directory says it unpacks to. */
  unpackedBytes?: number;
  /** Bytes behind the packed data, counted as packed. */
  tail?: Uint8Array;
  /** Sizes stand behind the data. */
  isStreamed?: boolean;
  isZip64?: boolean;
  local?: { name?: string; unpackedBytes?: number; crc?: number; extra?: Uint8Array };
  /** Is in the archive but not in its directory. */
  isUnlisted?: boolean;
}

export interface ZipOptions { comment?: string; before?: Uint8Array; between?: Uint8Array; after?: Uint8Array; count?: number; isZip64?: boolean }

/** Returns an archive of the entries in order. */
export function makeZip(files: readonly ZipFile[], options: ZipOptions = {}): Uint8Array {
  const pieces: Uint8Array[] = [options.before ?? new Uint8Array()];
  const directory: Uint8Array[] = [];
  let at = pieces[0]!.length;
  const put = (piece: Uint8Array): void => { pieces.push(piece); at += piece.length; };
  for (const file of files) {
    const entry = entryOf(file);
    if (!file.isUnlisted) directory.push(central(file, entry, at));
    put(local(file, entry));
    put(options.between ?? new Uint8Array());
  }
  const start = at;
  for (const record of directory) put(record);
  const count = options.count ?? directory.length;
  const size = at - start;
  if (options.isZip64) put(end64(count, size, start));
  put(end(count, size, start, Buffer.from(options.comment ?? '')));
  put(options.after ?? new Uint8Array());
  return Buffer.concat(pieces);
}

interface Entry { name: Buffer; packed: Uint8Array; method: number; flags: number; crc: number; unpackedBytes: number }

function entryOf(file: ZipFile): Entry {
  const bytes = typeof file.bytes === 'string' ? Buffer.from(file.bytes) : file.bytes;
  const method = file.method ?? 8;
  const packed = method === 8 ? deflateRawSync(bytes) : bytes;
  return {
    name: Buffer.from(file.name as string), method, packed: file.tail === undefined ? packed : Buffer.concat([packed, file.tail]),
    flags: (file.flags ?? (typeof file.name === 'string' ? 0x800 : 0)) | (file.isStreamed ? 8 : 0),
    crc: file.crc ?? crc32(bytes), unpackedBytes: file.unpackedBytes ?? bytes.length,
  };
}

function local(file: ZipFile, entry: Entry): Uint8Array {
  const name = file.local?.name === undefined ? entry.name : Buffer.from(file.local.name);
  const sizes = file.isZip64 ? numbers(['u16', 1], ['u16', 16], ['u64', entry.unpackedBytes], ['u64', entry.packed.length]) : Buffer.alloc(0);
  const extra = Buffer.concat([sizes, file.local?.extra ?? new Uint8Array()]);
  const isLater = file.isStreamed === true;
  const header = numbers(
    ['u32', 0x04034b50], ['u16', 20], ['u16', entry.flags], ['u16', entry.method], ['u32', 0x00210000],
    ['u32', isLater ? 0 : file.local?.crc ?? entry.crc], ['u32', isLater ? 0 : file.isZip64 ? 0xffffffff : entry.packed.length],
    ['u32', isLater ? 0 : file.isZip64 ? 0xffffffff : file.local?.unpackedBytes ?? entry.unpackedBytes], ['u16', name.length], ['u16', extra.length],
  );
  const descriptor = isLater ? numbers(['u32', 0x08074b50], ['u32', entry.crc], ['u32', entry.packed.length], ['u32', entry.unpackedBytes]) : Buffer.alloc(0);
  return Buffer.concat([header, name, extra, entry.packed, descriptor]);
}

function central(file: ZipFile, entry: Entry, offset: number): Uint8Array {
  const sizes = file.isZip64 ? numbers(['u16', 1], ['u16', 16], ['u64', entry.unpackedBytes], ['u64', entry.packed.length]) : Buffer.alloc(0);
  const extra = Buffer.concat([sizes, file.extra ?? new Uint8Array()]);
  const comment = Buffer.from(file.comment ?? '');
  const header = numbers(
    ['u32', 0x02014b50], ['u16', 0x0314], ['u16', 20], ['u16', entry.flags], ['u16', entry.method], ['u32', 0x00210000], ['u32', entry.crc],
    ['u32', file.isZip64 ? 0xffffffff : entry.packed.length], ['u32', file.isZip64 ? 0xffffffff : entry.unpackedBytes],
    ['u16', entry.name.length], ['u16', extra.length], ['u16', comment.length], ['u16', 0], ['u16', 0], ['u32', (file.mode ?? 0) * 65536], ['u32', offset],
  );
  return Buffer.concat([header, entry.name, extra, comment]);
}

function end(count: number, size: number, start: number, comment: Buffer): Uint8Array {
  return Buffer.concat([numbers(['u32', 0x06054b50], ['u16', 0], ['u16', 0], ['u16', count & 0xffff], ['u16', count & 0xffff], ['u32', size], ['u32', start], ['u16', comment.length]), comment]);
}

function end64(count: number, size: number, start: number): Uint8Array {
  const record = numbers(['u32', 0x06064b50], ['u64', 44], ['u16', 45], ['u16', 45], ['u32', 0], ['u32', 0], ['u64', count], ['u64', count], ['u64', size], ['u64', start]);
  return Buffer.concat([record, numbers(['u32', 0x07064b50], ['u32', 0], ['u64', start + size], ['u32', 1])]);
}

function numbers(...fields: ['u16' | 'u32' | 'u64', number][]): Buffer {
  return Buffer.concat(fields.map(([type, number]) => {
    const bytes = Buffer.alloc({ u16: 2, u32: 4, u64: 8 }[type]);
    if (type === 'u16') bytes.writeUInt16LE(number);
    else if (type === 'u32') bytes.writeUInt32LE(number >>> 0);
    else bytes.writeBigUInt64LE(BigInt(number));
    return bytes;
  }));
}

/** Returns an archive of named texts and files, as any program would write it. */
export function zipOf(files: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  return makeZip(Object.entries(files).filter(([, bytes]) => bytes.length > 0).map(([name, bytes]) => ({ name, bytes })));
}
