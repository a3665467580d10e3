/**
 * Cleaned pictures: the same pixels without anything anybody noted about them, for
 * a picture that may be published as a file. PNG, JPEG and WebP lose their blocks and
 * keep their pixels untouched; GIF is packed anew.
 *
 * A JPEG that its EXIF turns is packed anew as well: without EXIF it would lie on
 * its side.
 */
import { createCanvas, Image } from '@napi-rs/canvas';
import { latin, pictureFormat, type PictureFormat } from './image-file.ts';
import { readPictureFile } from './image-metadata.ts';

/** Chunks that say how pixels look. */
const PNG_PIXELS = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs']);
const WEBP_PIXELS = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH']);
const ADOBE = 0xee;
const JPEG_QUALITY = 92;
const ORIENTATION = 0x0112;

/** Returns the picture without metadata, or `null` if it can't be had: unknown, damaged, moving, or something was left in it. */
export async function cleanImage(bytes: Uint8Array, format: PictureFormat): Promise<Uint8Array | null> {
  try {
    if (readPictureFile(format, bytes).frames > 1) return null;
    const cleaned = format === 'png' ? cleanPng(bytes) : format === 'webp' ? cleanWebp(bytes) : format === 'jpeg' && !isTurned(bytes) ? cleanJpeg(bytes) : await packedAnew(bytes, format);
    return cleaned !== null && isClean(cleaned, format) ? cleaned : null;
  } catch {
    return null;
  }
}

function isClean(bytes: Uint8Array, format: PictureFormat): boolean {
  if (pictureFormat(bytes) !== format) return false;
  const { blocks, trailing } = readPictureFile(format, bytes);
  return trailing.length === 0 && blocks.every(({ path }) => path === 'APP0' || path === `APP${ADOBE - 0xe0}`);
}

function cleanPng(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8, name = ''; name !== 'IEND';) {
    const end = at + 12 + view.getUint32(at);
    name = latin(bytes.subarray(at + 4, at + 8));
    if (PNG_PIXELS.has(name)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

/** Chunks of pixels, and the header with its flags for profile, EXIF and XMP taken away. */
function cleanWebp(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = Math.min(bytes.length, 8 + view.getUint32(4, true));
  for (let at = 12; at + 8 <= end;) {
    const name = latin(bytes.subarray(at, at + 4));
    const next = at + 8 + view.getUint32(at + 4, true) + (view.getUint32(at + 4, true) % 2);
    const chunk = bytes.slice(at, next);
    if (name === 'VP8X') chunk[8] = chunk[8]! & ~0x2c;
    if (WEBP_PIXELS.has(name)) kept.push(chunk);
    at = next;
  }
  const body = Buffer.concat([Buffer.from('WEBP'), ...kept]);
  const head = Buffer.from('RIFF\0\0\0\0');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** Returns a JPEG file without comments and application segments, but for the one that says how its colours are mixed. */
export function cleanJpeg(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff) return Buffer.concat(kept);
    if (marker === 0xff) { at += 1; continue; }
    if (marker === 0xd9) break;
    const end = at + 2 + view.getUint16(at + 2);
    const stop = marker === 0xda ? scanEnd(bytes, end) : end;
    const isNote = marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && marker !== ADOBE);
    if (!isNote) kept.push(marker === ADOBE ? bytes.subarray(at, Math.min(end, at + 16)) : bytes.subarray(at, stop));
    at = stop;
  }
  return Buffer.concat([...kept, Buffer.from([0xff, 0xd9])]);
}

function scanEnd(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}

/** Whether EXIF asks for a turn: its first directory has an orientation other than 1. */
function isTurned(bytes: Uint8Array): boolean {
  const { blocks } = readPictureFile('jpeg', bytes);
  return blocks.filter(({ form }) => form === 'exif').some(({ bytes: exif }) => {
    const isLittle = latin(exif.subarray(0, 2)) === 'II';
    const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
    if (exif.length < 10) return false;
    const start = view.getUint32(4, isLittle);
    for (let n = 0, at = start + 2; start + 2 <= exif.length && n < view.getUint16(start, isLittle) && at + 12 <= exif.length; n += 1, at += 12) {
      if (view.getUint16(at, isLittle) === ORIENTATION) return view.getUint16(at + 8, isLittle) !== 1;
    }
    return false;
  });
}

async function packedAnew(bytes: Uint8Array, format: PictureFormat): Promise<Uint8Array | null> {
  if (format === 'bmp') return null;
  const image = new Image();
  image.src = Buffer.from(bytes);
  await image.decode();
  const canvas = createCanvas(image.width, image.height);
  canvas.getContext('2d').drawImage(image, 0, 0);
  return format === 'gif' ? canvas.encodeSync('gif') : canvas.encodeSync('jpeg', JPEG_QUALITY);
}
