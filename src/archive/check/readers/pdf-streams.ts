/**
 * PDF streams: undoes the filters of ISO 32000-1, §7.4. Filters that only pictures
 * have are named and left.
 */
import { inflateSync } from 'node:zlib';
import { unread } from '../limits.ts';
import { isDict, isName, type Dict, type Value } from './pdf-syntax.ts';

/** What is left after undoing filters: bytes, and the picture filter that stays, if any. */
export interface Unfiltered { bytes: Buffer; picture: string | null }

const PICTURES = new Set(['DCTDecode', 'DCT', 'CCITTFaxDecode', 'CCF', 'JBIG2Decode']);
const LARGEST = 256 * 2 ** 20;

/** Undoes the filters of a stream; `resolve` follows pointers. */
export function unfiltered(dict: Dict, bytes: Buffer, resolve: (value: Value | undefined) => Value | undefined): Unfiltered {
  const filters = list(resolve(dict.get('Filter') ?? dict.get('F'))).map(resolve);
  const parameters = list(resolve(dict.get('DecodeParms') ?? dict.get('DP'))).map(resolve);
  let data = bytes;
  for (const [index, filter] of filters.entries()) {
    if (!isName(filter)) throw unread('expected the name of a PDF filter, got another value');
    if (PICTURES.has(filter.name)) return { bytes: data, picture: filter.name };
    data = undone(filter.name, data);
    const how = parameters[index];
    if (isDict(how)) data = unpredicted(data, how);
  }
  return { bytes: data, picture: null };
}

function list(value: Value | undefined): Value[] { return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]; }

function undone(filter: string, data: Buffer): Buffer {
  if (filter === 'FlateDecode' || filter === 'Fl') return inflated(data);
  if (filter === 'ASCIIHexDecode' || filter === 'AHx') return Buffer.from(data.toString('latin1').split('>')[0]!.replace(/[^0-9A-Fa-f]/g, ''), 'hex');
  if (filter === 'ASCII85Decode' || filter === 'A85') return ascii85(data.toString('latin1'));
  if (filter === 'RunLengthDecode' || filter === 'RL') return runLength(data);
  if (filter === 'LZWDecode' || filter === 'LZW') return lzw(data);
  throw unread('expected a known PDF filter, got another');
}

function inflated(data: Buffer): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: LARGEST });
  } catch {
    throw unread('expected a PDF stream that can be unpacked within the limits, got another');
  }
}

function ascii85(text: string): Buffer {
  const out: number[] = [];
  let group: number[] = [];
  const flush = () => {
    const count = group.length;
    if (count < 2) return;
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let index = 0; index < count - 1; index += 1) out.push(Math.floor(value / 256 ** (3 - index)) & 255);
    group = [];
  };
  for (const sign of text.split('~')[0]!) {
    if (sign === 'z' && group.length === 0) out.push(0, 0, 0, 0);
    else if (sign >= '!' && sign <= 'u') { group.push(sign.charCodeAt(0) - 33); if (group.length === 5) flush(); }
  }
  flush();
  return Buffer.from(out);
}

function runLength(data: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < data.length && data[at] !== 128;) {
    const length = data[at]!;
    if (length < 128) { parts.push(data.subarray(at + 1, at + 2 + length)); at += 2 + length; }
    else { parts.push(Buffer.alloc(257 - length, data[at + 1])); at += 2; }
  }
  return Buffer.concat(parts);
}

function lzw(data: Buffer): Buffer {
  const out: Buffer[] = [];
  let table: Buffer[] = [];
  let width = 9;
  let previous: Buffer | null = null;
  let held = 0;
  let bits = 0;
  let size = 0;
  const clear = () => { table = Array.from({ length: 258 }, (_, code) => Buffer.from([code & 255])); width = 9; previous = null; };
  clear();
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    const code = (held >> (bits - width)) & ((1 << width) - 1);
    bits -= width;
    if (code === 257) break;
    if (code === 256) { clear(); continue; }
    const entry: Buffer | undefined = table[code] ?? (previous === null ? undefined : Buffer.concat([previous, previous.subarray(0, 1)]));
    if (entry === undefined || code > table.length) throw unread('expected a sound LZW stream, got another');
    if (previous !== null) table.push(Buffer.concat([previous, entry.subarray(0, 1)]));
    out.push(entry);
    size += entry.length;
    if (size > LARGEST) throw unread('expected an LZW stream within the limits, got a longer one');
    previous = entry;
    width = Math.min(12, Math.max(9, Math.ceil(Math.log2(table.length + 2))));
  }
  return Buffer.concat(out);
}

/** PNG predictors; others stand in pictures only. */
function unpredicted(data: Buffer, how: Dict): Buffer {
  const number = (key: string, standard: number) => { const value = how.get(key); return typeof value === 'number' ? value : standard; };
  const predictor = number('Predictor', 1);
  if (predictor < 10) return data;
  const pixel = Math.max(1, Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8)) / 8));
  const row = Math.ceil((number('Columns', 1) * number('Colors', 1) * number('BitsPerComponent', 8)) / 8);
  const rows = Math.floor(data.length / (row + 1));
  const out = Buffer.alloc(rows * row);
  for (let y = 0; y < rows; y += 1) {
    const kind = data[y * (row + 1)]!;
    for (let x = 0; x < row; x += 1) {
      const left = x >= pixel ? out[y * row + x - pixel]! : 0;
      const up = y > 0 ? out[(y - 1) * row + x]! : 0;
      const corner = x >= pixel && y > 0 ? out[(y - 1) * row + x - pixel]! : 0;
      const guess = kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1 : kind === 4 ? paeth(left, up, corner) : 0;
      out[y * row + x] = (data[y * (row + 1) + 1 + x]! + guess) & 255;
    }
  }
  return out;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
