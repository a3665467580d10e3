/**
 * JPEG (ITU-T T.81, JFIF, Exif): marker segments, with comments and all sixteen
 * application segments, known and unknown.
 */
import { Unread } from './extracted.ts';
import { latin, slice, trailingAfter, view, type PictureBlock, type PictureFile } from './image-file.ts';

const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const XMP_MORE = 'http://ns.adobe.com/xmp/extension/\0';
/** Identifier of an extension, its full length and the offset of this piece. */
const XMP_MORE_HEADER = 40;

/** Returns the blocks of a JPEG file. @throws {Unread} `corrupt` */
export function readJpeg(bytes: Uint8Array): PictureFile {
  const found = { width: 0, height: 0, blocks: [] as PictureBlock[], more: [] as Uint8Array[] };
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw new Unread('corrupt', `picture: expected a marker at ${at}`);
    const marker = bytes[at + 1]!;
    if (marker === 0xff) { at += 1; continue; }
    if (marker === END) break;
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) { at += 2; continue; }
    const length = view(bytes, at + 2, 2).getUint16(0);
    takeSegment(found, marker, slice(bytes, at + 4, length - 2));
    at += 2 + length;
    if (marker === SCAN) at = scanEnd(bytes, at);
  }
  if (found.more.length > 0) found.blocks.push({ path: 'APP1 XMP extension', form: 'xmp', bytes: Buffer.concat(found.more) });
  return { width: found.width, height: found.height, frames: 1, blocks: found.blocks, trailing: trailingAfter(bytes, at + 2) };
}

function takeSegment(found: { width: number; height: number; blocks: PictureBlock[]; more: Uint8Array[] }, marker: number, data: Uint8Array): void {
  if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
    const frame = view(data, 0, 5);
    [found.height, found.width] = [frame.getUint16(1), frame.getUint16(3)];
  } else if (marker === COMMENT) found.blocks.push({ path: 'comment', form: 'text', bytes: data });
  else if (marker >= 0xe0 && marker <= 0xef) {
    if (latin(data.subarray(0, XMP_MORE.length)) === XMP_MORE) found.more.push(data.subarray(XMP_MORE.length + XMP_MORE_HEADER));
    else found.blocks.push(application(`APP${marker - 0xe0}`, data));
  }
}

function application(name: string, data: Uint8Array): PictureBlock {
  const start = latin(data.subarray(0, XMP.length));
  if (start.startsWith('Exif\0')) return { path: `${name} Exif`, form: 'exif', bytes: data.subarray(6) };
  if (start === XMP) return { path: `${name} XMP`, form: 'xmp', bytes: data.subarray(XMP.length) };
  if (start.startsWith('Photoshop 3.0\0')) return { path: `${name} Photoshop`, form: 'photoshop', bytes: data.subarray(14) };
  if (start.startsWith('ICC_PROFILE\0')) return { path: `${name} profile`, form: 'profile', bytes: data.subarray(14) };
  return { path: name, form: 'binary', bytes: data };
}

/** Entropy-coded data end at a marker that is no stuffed byte and no restart. */
function scanEnd(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]!;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new Unread('corrupt', 'picture without an end mark');
}
