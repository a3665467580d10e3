/**
 * Picture files as they lie in the bytes: size, frames, every block that is not
 * pixels, and what stands behind the end. The readers of the single formats
 * (`image-png.ts` …) return this; `image-metadata.ts` turns it into text.
 */
import { Unread } from './extracted.ts';

/** How a block is to be read. */
export type BlockForm = 'exif' | 'xmp' | 'photoshop' | 'profile' | 'text' | 'binary';

/** One block: `APP1 Exif`, `tEXt Author`. */
export interface PictureBlock { path: string; form: BlockForm; bytes: Uint8Array }

export interface PictureFile {
  width: number;
  height: number;
  /** Pictures in the file; readers see one after the other, OCR sees the first. */
  frames: number;
  blocks: readonly PictureBlock[];
  /** What follows the end mark, padding left out; empty if nothing does. */
  trailing: Uint8Array;
}

export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp';

/** Returns what the bytes say they are, or `null` if it is no picture we can decode. */
export function pictureFormat(bytes: Uint8Array): PictureFormat | null {
  const start = latin(bytes.subarray(0, 12));
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^GIF8[79]a/.test(start)) return 'gif';
  if (/^RIFF[^]{4}WEBP/.test(start)) return 'webp';
  return start.startsWith('BM') ? 'bmp' : null;
}

/** Returns bytes as Latin-1 text. */
export function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Returns `length` bytes at a place. @throws {Unread} `corrupt` if the file ends before. */
export function slice(bytes: Uint8Array, start: number, length: number): Uint8Array {
  if (start < 0 || length < 0 || start + length > bytes.length) throw new Unread('corrupt', `picture ends at ${bytes.length}, a block at ${start} has ${length} bytes`);
  return bytes.subarray(start, start + length);
}

/** Returns a view for numbers. @throws {Unread} `corrupt` if the file ends before `length` bytes. */
export function view(bytes: Uint8Array, start: number, length: number): DataView {
  const part = slice(bytes, start, length);
  return new DataView(part.buffer, part.byteOffset, part.byteLength);
}

/** Returns what stands behind `end` without zeros and white space around it. */
export function trailingAfter(bytes: Uint8Array, end: number): Uint8Array {
  const isPadding = (byte: number | undefined) => byte === 0 || byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0xff;
  let [from, to] = [end, bytes.length];
  while (from < to && isPadding(bytes[from])) from += 1;
  while (to > from && isPadding(bytes[to - 1])) to -= 1;
  return bytes.subarray(from, to);
}
