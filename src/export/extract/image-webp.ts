/** WebP (RFC 9649): the chunks of its RIFF container, with EXIF, XMP and unknown ones. */
import { Unread } from './extracted.ts';
import { latin, slice, trailingAfter, view, type PictureBlock, type PictureFile } from './image-file.ts';

const PIXELS = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);

/** Returns the blocks of a WebP file. @throws {Unread} `corrupt` */
export function readWebp(bytes: Uint8Array): PictureFile {
  const end = 8 + view(bytes, 4, 4).getUint32(0, true);
  slice(bytes, 0, end);
  const found = { width: 0, height: 0, frames: 0 };
  const blocks: PictureBlock[] = [];
  for (let at = 12; at + 8 <= end;) {
    const name = latin(slice(bytes, at, 4));
    const length = view(bytes, at + 4, 4).getUint32(0, true);
    const data = slice(bytes, at + 8, length);
    if (name === 'ANMF') found.frames += 1;
    if (name.startsWith('VP8')) measure(found, name, data);
    if (name === 'EXIF') blocks.push({ path: name, form: 'exif', bytes: latin(data.subarray(0, 6)) === 'Exif\0\0' ? data.subarray(6) : data });
    else if (name === 'XMP ') blocks.push({ path: 'XMP', form: 'xmp', bytes: data });
    else if (name === 'ICCP') blocks.push({ path: name, form: 'profile', bytes: data });
    else if (!PIXELS.has(name)) blocks.push({ path: name.trim(), form: 'binary', bytes: data });
    at += 8 + length + (length % 2);
  }
  if (found.width === 0) throw new Unread('corrupt', 'picture without size');
  return { width: found.width, height: found.height, frames: Math.max(1, found.frames), blocks, trailing: trailingAfter(bytes, end) };
}

function measure(found: { width: number; height: number }, name: string, data: Uint8Array): void {
  const numbers = view(data, 0, 10);
  let [width, height] = [0, 0];
  if (name === 'VP8X') [width, height] = [1 + (numbers.getUint32(4, true) & 0xffffff), 1 + ((numbers.getUint32(6, true) >>> 8) & 0xffffff)];
  if (name === 'VP8 ') [width, height] = [numbers.getUint16(6, true) & 0x3fff, numbers.getUint16(8, true) & 0x3fff];
  if (name === 'VP8L') {
    const bits = numbers.getUint32(1, true);
    [width, height] = [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)];
  }
  [found.width, found.height] = [Math.max(found.width, width), Math.max(found.height, height)];
}
