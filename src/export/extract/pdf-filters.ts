/**
 * Stream filters (ISO 32000-2 §7.4): unpacks what is text or numbers. Picture
 * codecs are left packed and named. A stream that unpacks to far more than it is,
 * is a bomb; what can't be unpacked to its end makes the file corrupt.
 */
import { constants, inflateRawSync, inflateSync } from 'node:zlib';
import { Unread, type ReadContext } from './extracted.ts';
import type { CosObject } from './pdf-file.ts';
import { unpredicted } from './pdf-predictor.ts';
import type { Cos, CosDict, CosRef } from './pdf-syntax.ts';

/** `codec`: the picture codec at which unpacking stopped, if any. */
export interface Decoded { bytes: Uint8Array; codec: string | null }

/** Below this size a high ratio harms nobody: an empty scan packs to a thousandth. */
const HARMLESS_BYTES = 30_000_000;
const MOST_FILTERS = 8;
const SHORT: Readonly<Record<string, string>> = { Fl: 'FlateDecode', LZW: 'LZWDecode', A85: 'ASCII85Decode', AHx: 'ASCIIHexDecode', RL: 'RunLengthDecode', DCT: 'DCTDecode', CCF: 'CCITTFaxDecode' };
const PICTURES = new Set(['DCTDecode', 'JPXDecode', 'JBIG2Decode', 'CCITTFaxDecode']);

/** Returns what a stream unpacks to. @throws {Unread} `corrupt`, `bomb`, `unread-part` (a filter nobody knows) */
export function decodeStream(object: CosObject, resolve: (ref: CosRef) => Cos | undefined, context: ReadContext): Decoded {
  const dict = object.value as CosDict;
  const value = (name: string, short: string) => listOf(dict.entries.get(name) ?? dict.entries.get(short), resolve);
  const filters = value('Filter', 'F').flatMap((filter) => (filter.type === 'name' ? [SHORT[filter.value] ?? filter.value] : []));
  const settings = value('DecodeParms', 'DP');
  if (filters.length > MOST_FILTERS) throw new Unread('bomb', `pdf: object ${object.number} has ${filters.length} filters`);
  let bytes = object.raw!;
  for (const [index, filter] of filters.entries()) {
    if (PICTURES.has(filter)) return { bytes, codec: filter };
    const most = Math.max(HARMLESS_BYTES, Math.min(object.raw!.length * context.limits.ratio, context.limits.unpackedBytes));
    bytes = unpacked(filter, bytes, most, object.number);
    if (bytes.length > most) throw new Unread('bomb', `pdf: object ${object.number} unpacks to more than ${most} bytes`);
    const setting = settings[index];
    if (setting?.type === 'dict') bytes = unpredicted(bytes, setting);
  }
  return { bytes, codec: null };
}

function listOf(value: Cos | undefined, resolve: (ref: CosRef) => Cos | undefined): Cos[] {
  const direct = value?.type === 'ref' ? resolve(value) : value;
  if (direct === undefined) return [];
  const items = direct.type === 'array' ? direct.items : [direct];
  return items.map((item) => (item.type === 'ref' ? resolve(item) ?? { type: 'null' } : item));
}

function unpacked(filter: string, bytes: Uint8Array, most: number, number: number): Uint8Array {
  switch (filter) {
    case 'FlateDecode': return inflated(bytes, most, number);
    case 'LZWDecode': return lzw(bytes, most);
    case 'ASCIIHexDecode': return new Uint8Array(Buffer.from(hexDigits(bytes), 'hex'));
    case 'ASCII85Decode': return ascii85(bytes);
    case 'RunLengthDecode': return runLengths(bytes, most);
    case 'Crypt': return bytes;
    default: throw new Unread('unread-part', `pdf: object ${number} has a filter nobody knows`);
  }
}

/** Producers write wrong checksums and cut the end mark off; the text before is the same. */
function inflated(bytes: Uint8Array, most: number, number: number): Uint8Array {
  if (bytes.length === 0) return bytes;
  const options = { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH };
  for (const attempt of [() => inflateSync(bytes, options), () => inflateRawSync(bytes.subarray(2), options)]) {
    try {
      return attempt();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new Unread('bomb', `pdf: object ${number} unpacks to more than ${most} bytes`);
    }
  }
  throw new Unread('corrupt', `pdf: object ${number} can not be unpacked`);
}

function hexDigits(bytes: Uint8Array): string {
  const digits = Buffer.from(bytes).toString('latin1').split('>')[0]!.replace(/[^0-9A-Fa-f]/g, '');
  return digits.length % 2 === 0 ? digits : `${digits}0`;
}

function ascii85(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  let group: number[] = [];
  const flush = (length: number) => {
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let n = 0; n < length; n += 1) out.push(Math.floor(value / 2 ** (24 - 8 * n)) & 255);
    group = [];
  };
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) group.push(byte - 0x21);
    if (group.length === 5) flush(4);
  }
  const rest = group.length;
  if (rest > 1) {
    while (group.length < 5) group.push(84);
    flush(rest - 1);
  }
  return Uint8Array.from(out);
}

function runLengths(bytes: Uint8Array, most: number): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < bytes.length && bytes[at] !== 128 && out.length <= most;) {
    const length = bytes[at]!;
    if (length < 128) for (let n = 1; n <= length + 1; n += 1) out.push(bytes[at + n] ?? 0);
    else for (let n = 0; n < 257 - length; n += 1) out.push(bytes[at + 1] ?? 0);
    at += length < 128 ? length + 2 : 2;
  }
  return Uint8Array.from(out);
}

/** LZW with variable codes of 9 to 12 bits and early change, as PDF and TIFF have it. */
function lzw(bytes: Uint8Array, most: number): Uint8Array {
  const out: number[] = [];
  let table: Uint8Array[] = [];
  let width = 9;
  let last: Uint8Array | null = null;
  const reset = () => {
    table = Array.from({ length: 258 }, (_, n) => Uint8Array.of(n & 255));
    width = 9;
    last = null;
  };
  reset();
  let [buffer, bits] = [0, 0];
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (buffer >> bits) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) { reset(); continue; }
    const previous: Uint8Array | null = last;
    const entry: Uint8Array = table[code] ?? Uint8Array.from([...previous ?? [0], previous?.[0] ?? 0]);
    for (const value of entry) out.push(value);
    if (out.length > most) throw new Unread('bomb', `pdf: a stream unpacks to more than ${most} bytes`);
    if (previous !== null && table.length < 4096) table.push(Uint8Array.from([...previous, entry[0]!]));
    last = entry;
    width = table.length + 1 >= 2048 ? 12 : table.length + 1 >= 1024 ? 11 : table.length + 1 >= 512 ? 10 : 9;
  }
  return Uint8Array.from(out);
}
