/**
 * PNG (ISO/IEC 15948, Third Edition): chunks, with the texts of `tEXt`, `zTXt`,
 * `iTXt`, EXIF and the name in the colour profile.
 */
import { inflateSync } from 'node:zlib';
import { Unread } from './extracted.ts';
import { latin, slice, trailingAfter, view, type PictureBlock, type PictureFile } from './image-file.ts';

const SIGNATURE_BYTES = 8;
/** Chunks that hold numbers about pixels. */
const PIXELS = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'hIST', 'pHYs', 'tIME', 'cICP', 'mDCV', 'cLLI', 'acTL', 'fcTL', 'fdAT']);
const TEXT_BYTES = 8_000_000;

/** Returns the blocks of a PNG file. @throws {Unread} `corrupt` */
export function readPng(bytes: Uint8Array): PictureFile {
  const header = view(bytes, SIGNATURE_BYTES + 8, 8);
  const blocks: PictureBlock[] = [];
  let frames = 1;
  let at = SIGNATURE_BYTES;
  for (let name = ''; name !== 'IEND';) {
    const length = view(bytes, at, 8).getUint32(0);
    name = latin(slice(bytes, at + 4, 4));
    const data = slice(bytes, at + 8, length);
    slice(bytes, at + 8 + length, 4);
    if (name === 'acTL') frames = Math.max(1, view(data, 0, 4).getUint32(0));
    if (!PIXELS.has(name)) blocks.push(...chunkBlocks(name, data));
    at += 12 + length;
  }
  return { width: header.getUint32(0), height: header.getUint32(4), frames, blocks, trailing: trailingAfter(bytes, at) };
}

/**
 * Checks that the pixels unpack to as many as there are. Decoders leave white what
 * is missing, and white is no reason for OCR to complain.
 *
 * @throws {Unread} `corrupt`
 */
export function checkPngPixels(bytes: Uint8Array): void {
  const header = view(bytes, SIGNATURE_BYTES + 8, 13);
  const bits = header.getUint8(8) * ({ 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[header.getUint8(9)] ?? 4);
  const expected = (Math.ceil(header.getUint32(0) * bits / 8) + 1) * header.getUint32(4);
  const pieces: Uint8Array[] = [];
  for (let at = SIGNATURE_BYTES, name = ''; name !== 'IEND';) {
    const length = view(bytes, at, 8).getUint32(0);
    name = latin(slice(bytes, at + 4, 4));
    if (name === 'IDAT') pieces.push(slice(bytes, at + 8, length));
    at += 12 + length;
  }
  const isInterlaced = header.getUint8(12) === 1;
  let unpacked: number;
  try {
    unpacked = inflateSync(Buffer.concat(pieces), { maxOutputLength: 2 * expected + 1_000_000 }).length;
  } catch {
    throw new Unread('corrupt', 'picture: its pixels can not be unpacked');
  }
  // An interlaced picture has a few more bytes, for its passes begin rows of their own.
  if (isInterlaced ? unpacked < expected / 2 : unpacked !== expected) throw new Unread('corrupt', `picture: expected ${expected} bytes of pixels, got ${unpacked}`);
}

function chunkBlocks(name: string, data: Uint8Array): PictureBlock[] {
  if (name === 'eXIf') return [{ path: name, form: 'exif', bytes: data }];
  const [key, rest] = cut(data);
  if (name === 'tEXt') return textBlocks(name, key, rest);
  if (name === 'zTXt') return textBlocks(name, key, inflated(rest.subarray(1)));
  if (name === 'iCCP') return [{ path: name, form: 'text', bytes: key }, { path: name, form: 'profile', bytes: inflated(rest.subarray(1)) }];
  return name === 'iTXt' ? internationalBlocks(key, rest) : [{ path: name, form: 'binary', bytes: data }];
}

function internationalBlocks(key: Uint8Array, rest: Uint8Array): PictureBlock[] {
  const [language, afterLanguage] = cut(rest.subarray(2));
  const [translated, text] = cut(afterLanguage);
  const plain = rest[0] === 1 ? inflated(text) : text;
  const names = [language, translated].map((bytes): PictureBlock => ({ path: 'iTXt', form: 'text', bytes }));
  return [...names, ...textBlocks('iTXt', key, plain)];
}

/** A keyword may hold text as well as its value does; XMP is known by its keyword. */
function textBlocks(name: string, key: Uint8Array, value: Uint8Array): PictureBlock[] {
  const keyword: PictureBlock = { path: name, form: 'text', bytes: key };
  const isXmp = latin(key).startsWith('XML:com.adobe.xmp');
  const blocks: PictureBlock[] = [keyword, { path: name, form: isXmp ? 'xmp' : 'text', bytes: value }];
  // ImageMagick writes EXIF and IPTC as hexadecimal text.
  if (latin(key).startsWith('Raw profile type')) blocks.push({ path: name, form: 'binary', bytes: Buffer.from(latin(value).replace(/^\s{0,4}\w{1,40}\s{1,4}\d{1,12}/, '').replace(/\s/g, ''), 'hex') });
  return blocks;
}

function cut(bytes: Uint8Array): [Uint8Array, Uint8Array] {
  const end = bytes.indexOf(0);
  return end < 0 ? [bytes, new Uint8Array(0)] : [bytes.subarray(0, end), bytes.subarray(end + 1)];
}

function inflated(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes, { maxOutputLength: TEXT_BYTES });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Unread(isTooLarge ? 'bomb' : 'corrupt', `text chunk, at most ${TEXT_BYTES} bytes unpacked`);
  }
}
