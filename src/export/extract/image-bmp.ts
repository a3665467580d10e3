/** BMP (Windows device-independent bitmap): whatever is neither header, palette nor pixels. */
import { latin, slice, trailingAfter, view, type PictureFile } from './image-file.ts';

const FILE_HEADER = 14;

/** Returns the blocks of a BMP file. @throws {Unread} `corrupt` */
export function readBmp(bytes: Uint8Array): PictureFile {
  const header = view(bytes, 0, 26);
  const start = header.getUint32(10, true);
  const headerBytes = header.getUint32(14, true);
  const isOld = headerBytes === 12;
  const info = view(bytes, FILE_HEADER, Math.min(headerBytes, 40));
  const [width, height] = isOld ? [info.getUint16(4, true), info.getUint16(6, true)] : [Math.abs(info.getInt32(4, true)), Math.abs(info.getInt32(8, true))];
  const bits = info.getUint16(isOld ? 10 : 14, true);
  const end = start + (!isOld && info.getUint32(16, true) !== 0 ? info.getUint32(20, true) : Math.ceil((width * bits) / 32) * 4 * height);
  slice(bytes, start, Math.max(0, end - start));
  const palette = bits <= 8 ? 4 * 2 ** bits : 12;
  const gap = bytes.subarray(Math.min(start, FILE_HEADER + headerBytes + palette), start);
  const blocks = latin(gap).trim() === '' ? [] : [{ path: 'before the pixels', form: 'binary' as const, bytes: gap }];
  return { width, height, frames: 1, blocks, trailing: trailingAfter(bytes, end) };
}
