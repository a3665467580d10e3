/**
 * Pictures: what a PNG, JPEG, GIF, WebP or icon carries beside its pixels. Texts are
 * searched like any other; a part whose meaning is not known is a refusal, so that a
 * camera's position or an author's name can't ride along.
 *
 * Known: pixels are not read here. The export reads them before it publishes a picture.
 */
import { crc32, inflateSync } from 'node:zlib';
import { unread } from '../limits.ts';
import type { Reading } from '../piece.ts';
import { readXmlText } from './xml.ts';

const PNG_PLAIN = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'bKGD', 'pHYs', 'sBIT', 'hIST', 'acTL', 'fcTL', 'fdAT', 'cICP']);

/** Reads a PNG (ISO/IEC 15948). */
export function readPng(bytes: Buffer, reading: Reading): void {
  let at = 8;
  for (let type = ''; type !== 'IEND';) {
    if (at + 12 > bytes.length) throw unread('expected a whole PNG, it ends too early');
    const length = bytes.readUInt32BE(at);
    type = bytes.toString('latin1', at + 4, at + 8);
    if (at + 12 + length > bytes.length) throw unread('expected a whole PNG chunk, it ends too early');
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length)) throw unread('expected a PNG chunk with its check sum, got another');
    if (!PNG_PLAIN.has(type)) pngText(type, data, reading);
    at += 12 + length;
  }
  if (at !== bytes.length) throw unread(`expected nothing after a PNG, got ${bytes.length - at} bytes`);
}

function pngText(type: string, data: Buffer, reading: Reading): void {
  const zero = data.indexOf(0);
  if (type === 'tEXt') return reading.text(`${data.toString('latin1', 0, zero).replace('Author', 'author of the file')}: ${data.toString('utf8', zero + 1)}`, 'PNG tEXt');
  if (type === 'zTXt') return reading.text(inflated(data.subarray(zero + 2), reading).toString('utf8'), 'PNG zTXt');
  if (type === 'tIME') return;
  if (type === 'iCCP') return profile(inflated(data.subarray(zero + 2), reading), reading);
  if (type === 'eXIf') return exif(data);
  if (type !== 'iTXt') throw unread('expected known PNG chunks, got another');
  const isPacked = data[zero + 1] === 1;
  const tail = data.subarray(zero + 3);
  const language = tail.indexOf(0);
  const keyword = tail.indexOf(0, language + 1);
  const text = tail.subarray(keyword + 1);
  reading.text(data.toString('latin1', 0, zero) + tail.toString('utf8', 0, keyword).replaceAll('\0', ' '), 'PNG iTXt keyword');
  const plain = (isPacked ? inflated(text, reading) : text).toString('utf8');
  reading.text(plain, 'PNG iTXt');
  if (plain.includes('<')) readXmlText(plain, reading, 'PNG XMP ');
}

function inflated(data: Buffer, reading: Reading): Buffer {
  try {
    const inner = inflateSync(data, { maxOutputLength: 16 * 2 ** 20 });
    reading.spend(inner.length);
    return inner;
  } catch {
    throw unread('expected a packed part that can be unpacked, got another');
  }
}

/** A colour profile's texts; it is small and made by a machine. */
function profile(data: Buffer, reading: Reading): void {
  if (data.length > 2 ** 21 || data.toString('latin1', 36, 40) !== 'acsp') throw unread('expected a colour profile, got something else');
  reading.text(printable(data), 'colour profile');
}

function printable(data: Buffer): string {
  return `${data.toString('latin1').replace(/[^\x20-\x7e\xa0-\xff]+/g, ' ')}\n${data.toString('latin1').replaceAll('\0', '').replace(/[^\x20-\x7e]+/g, ' ')}`;
}

/** Exif tells where and by whom a picture was taken; nothing published needs it. */
function exif(_data: Buffer): void { throw unread('expected a picture without Exif, got one with'); }

/** Reads a JPEG (ISO/IEC 10918). */
export function readJpeg(bytes: Buffer, reading: Reading): void {
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw unread('expected a JPEG marker, got another byte');
    const marker = bytes[at + 1]!;
    if (marker === 0xff) { at += 1; continue; }
    if (marker === 0xd9) break;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) { at += 2; continue; }
    if (at + 4 > bytes.length) throw unread('expected a whole JPEG, it ends too early');
    const length = bytes.readUInt16BE(at + 2);
    jpegPart(marker, bytes.subarray(at + 4, at + 2 + length), reading);
    at += 2 + length;
    if (marker === 0xda) at = afterScan(bytes, at);
  }
  if (at + 2 !== bytes.length) throw unread(`expected nothing after a JPEG, got ${bytes.length - at - 2} bytes`);
}

function afterScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw unread('expected a whole JPEG scan, it never ends');
}

function jpegPart(marker: number, data: Buffer, reading: Reading): void {
  const head = data.toString('latin1', 0, 32);
  if (marker === 0xfe) return reading.text(data.toString('utf8'), 'JPEG comment');
  if (marker < 0xe0 || marker > 0xef) return;
  if (marker === 0xe0 && (head.startsWith('JFIF\0') || head.startsWith('JFXX\0'))) return;
  if (marker === 0xee && head.startsWith('Adobe')) return;
  if (marker === 0xe2 && head.startsWith('ICC_PROFILE\0')) return reading.text(printable(data), 'colour profile');
  if (marker === 0xe1 && head.startsWith('http://ns.adobe.com/xap/1.0/\0')) return readXmlText(data.toString('utf8', 29), reading, 'JPEG XMP ');
  if (marker === 0xe1 && head.startsWith('Exif')) return exif(data);
  throw unread('expected a JPEG without parts of a camera or an editor, got one');
}

/** Reads a GIF (89a). */
export function readGif(bytes: Buffer, reading: Reading): void {
  let at = 13 + tableBytes(bytes[10]!);
  const blocks = () => {
    const parts: Buffer[] = [];
    for (let size = bytes[at++]!; size > 0; size = bytes[at++]!) { parts.push(bytes.subarray(at, at + size)); at += size; }
    return Buffer.concat(parts);
  };
  for (;;) {
    const kind = bytes[at++];
    if (kind === 0x3b) break;
    if (kind === 0x2c) { at += 9 + tableBytes(bytes[at + 8]!) + 1; blocks(); }
    else if (kind === 0x21) {
      const label = bytes[at++];
      const data = blocks();
      if (label === 0xfe || label === 0x01) reading.text(data.toString('utf8'), 'GIF comment');
      else if (label === 0xff && !/^(?:NETSCAPE2\.0|ANIMEXTS1\.0)/.test(data.toString('latin1', 0, 11))) throw unread('expected a GIF without parts of an editor, got one');
    } else throw unread('expected a whole GIF, got another byte');
  }
  if (at !== bytes.length) throw unread(`expected nothing after a GIF, got ${bytes.length - at} bytes`);
}

function tableBytes(flags: number): number { return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1); }

/** Reads a WebP (RFC 9649). */
export function readWebp(bytes: Buffer, reading: Reading): void {
  if (bytes.readUInt32LE(4) + 8 !== bytes.length) throw unread('expected a WebP as long as it says, got another');
  for (let at = 12; at + 8 <= bytes.length;) {
    const type = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'EXIF') exif(data);
    else if (type === 'XMP ') readXmlText(data.toString('utf8'), reading, 'WebP XMP ');
    else if (type === 'ICCP') profile(data, reading);
    else if (!/^(?:VP8 |VP8L|VP8X|ANIM|ANMF|ALPH)$/.test(type)) throw unread('expected known WebP chunks, got another');
    at += 8 + length + (length % 2);
  }
}

/** Reads an icon: a directory of PNG or BMP pictures. */
export function readIcon(bytes: Buffer, reading: Reading): void {
  const count = bytes.readUInt16LE(4);
  let end = 6 + 16 * count;
  for (let index = 0; index < count; index += 1) {
    const entry = 6 + 16 * index;
    const size = bytes.readUInt32LE(entry + 8);
    const offset = bytes.readUInt32LE(entry + 12);
    if (offset + size > bytes.length) throw unread('expected a whole icon, it ends too early');
    if (bytes[offset] === 0x89) reading.inner(`icon-${index}.png`, bytes.subarray(offset, offset + size));
    end = Math.max(end, offset + size);
  }
  if (end !== bytes.length) throw unread(`expected nothing after an icon, got ${bytes.length - end} bytes`);
}
