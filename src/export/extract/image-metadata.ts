/**
 * What programs noted about a picture: every block that is not pixels, as text.
 * Nothing is passed over because its name is unknown.
 */
import { textOfBinary } from './binary-text.ts';
import type { Part } from './extracted.ts';
import { readBmp } from './image-bmp.ts';
import { readExif } from './image-exif.ts';
import type { PictureBlock, PictureFile, PictureFormat } from './image-file.ts';
import { readGif } from './image-gif.ts';
import { readJpeg } from './image-jpeg.ts';
import { readPng } from './image-png.ts';
import { readWebp } from './image-webp.ts';
import { xmpText } from './image-xmp.ts';

const READERS: Readonly<Record<PictureFormat, (bytes: Uint8Array) => PictureFile>> = {
  png: readPng, jpeg: readJpeg, gif: readGif, webp: readWebp, bmp: readBmp,
};

/** Metadata as parts, and the small pictures found in them. */
export interface PictureNotes { parts: readonly Part[]; thumbnails: readonly Uint8Array[] }

/** Returns the blocks of a picture of a known format. @throws {Unread} `corrupt`, `bomb` */
export function readPictureFile(format: PictureFormat, bytes: Uint8Array): PictureFile {
  return READERS[format](bytes);
}

/** Returns the texts of all blocks; a block without text gives no part. */
export function pictureNotes(blocks: readonly PictureBlock[]): PictureNotes {
  const thumbnails: Uint8Array[] = [];
  const parts = blocks.map((block): Part => ({ path: block.path, kind: 'metadata', text: textOf(block, thumbnails) }));
  return { parts: parts.filter(({ text }) => text !== ''), thumbnails };
}

function textOf({ form, bytes }: PictureBlock, thumbnails: Uint8Array[]): string {
  if (form === 'xmp') return xmpText(bytes);
  if (form === 'text') return plainText(bytes);
  if (form === 'profile') return profileText(bytes);
  if (form !== 'exif') return form === 'photoshop' ? photoshopText(bytes, thumbnails) : textOfBinary(bytes);
  const exif = readExif(bytes);
  thumbnails.push(...exif.thumbnails);
  return exif.text;
}

/** As UTF-8 and CP949 if it can be, and as Latin-1 if it is neither: short texts count too. */
function plainText(bytes: Uint8Array): string {
  const readings = ['utf-8', 'euc-kr'].flatMap((encoding) => {
    try {
      return [new TextDecoder(encoding, { fatal: true }).decode(bytes)];
    } catch {
      return [];
    }
  });
  const [first = Buffer.from(bytes).toString('latin1')] = readings;
  return first.replaceAll('\0', ' ').trim();
}

/** Colour profiles (ISO 15076-1): their texts are ASCII or UTF-16, the rest are numbers that other readings take for Hangul. */
export function profileText(bytes: Uint8Array): string {
  const wide = Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16().toString('utf16le');
  const narrow = Buffer.from(bytes.filter((byte) => byte !== 0)).toString('latin1');
  return [...new Set([...narrow.match(/[\u0020-\u007E]{6,1000}/g) ?? [], ...wide.match(/[\u0020-\u007E\uAC00-\uD7A3]{3,1000}/g) ?? []])].join('\n');
}

/** Photoshop image resources (8BIM): IPTC captions and bylines lie in 0x0404, a JPEG thumbnail in 0x040C. */
function photoshopText(bytes: Uint8Array, thumbnails: Uint8Array[]): string {
  const start = Buffer.from(bytes).indexOf(Buffer.from([0xff, 0xd8, 0xff]));
  if (start >= 0) thumbnails.push(bytes.subarray(start));
  return [textOfBinary(bytes), iptcText(bytes)].filter((text) => text !== '').join('\n');
}

/** IPTC-IIM datasets: 0x1C, record, number, two bytes of length. They may be three letters long, a name in Hangul. */
function iptcText(bytes: Uint8Array): string {
  const texts: string[] = [];
  for (let at = 0; at + 5 <= bytes.length; at += 1) {
    if (bytes[at] !== 0x1c || bytes[at + 1] !== 2) continue;
    const length = bytes[at + 3]! * 256 + bytes[at + 4]!;
    if (at + 5 + length > bytes.length || length < 2) continue;
    texts.push(plainText(bytes.subarray(at + 5, at + 5 + length)));
    at += 4 + length;
  }
  return texts.join('\n');
}
