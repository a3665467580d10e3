/**
 * GIF 87a and 89a: comments, plain-text and application extensions (XMP among
 * them), and how many pictures follow one another.
 */
import { Unread } from './extracted.ts';
import { latin, slice, trailingAfter, view, type PictureBlock, type PictureFile } from './image-file.ts';

const END = 0x3b;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const COMMENT = 0xfe;
const PLAIN_TEXT = 0x01;
const APPLICATION = 0xff;

/** Returns the blocks of a GIF file. @throws {Unread} `corrupt` */
export function readGif(bytes: Uint8Array): PictureFile {
  const screen = view(bytes, 6, 7);
  const blocks: PictureBlock[] = [];
  let frames = 0;
  let at = 13 + colours(screen.getUint8(4));
  while (bytes[at] !== END) {
    if (bytes[at] === IMAGE) {
      frames += 1;
      at = subBlocks(bytes, at + 11 + colours(view(bytes, at, 10).getUint8(9))).end;
    } else if (bytes[at] === EXTENSION) {
      const { data, raw, end } = subBlocks(bytes, at + 2);
      blocks.push(...extension(bytes[at + 1]!, data, raw));
      at = end;
    } else throw new Unread('corrupt', `picture: expected a block at ${at}`);
  }
  return { width: screen.getUint16(0, true), height: screen.getUint16(2, true), frames, blocks, trailing: trailingAfter(bytes, at + 1) };
}

function colours(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function extension(label: number, data: Uint8Array, raw: Uint8Array): PictureBlock[] {
  if (label === COMMENT) return [{ path: 'comment', form: 'text', bytes: data }];
  if (label === PLAIN_TEXT) return [{ path: 'plain text', form: 'text', bytes: data.subarray(12) }];
  if (label !== APPLICATION) return [];
  // XMP lies there unblocked: its own bytes serve as block lengths.
  if (latin(data.subarray(0, 11)) === 'XMP DataXMP') return [{ path: 'XMP', form: 'xmp', bytes: raw.subarray(12) }];
  return [{ path: 'application', form: 'binary', bytes: data }];
}

function subBlocks(bytes: Uint8Array, start: number): { data: Uint8Array; raw: Uint8Array; end: number } {
  const pieces: Uint8Array[] = [];
  let at = start;
  for (;;) {
    const length = view(bytes, at, 1).getUint8(0);
    if (length === 0) break;
    pieces.push(slice(bytes, at + 1, length));
    at += 1 + length;
  }
  return { data: Buffer.concat(pieces), raw: bytes.subarray(start, at), end: at + 1 };
}
