/** Pictures with made-up words on them and made-up notes in them, drawn in the Korean font the portal uses. */
import { createCanvas, GlobalFonts, type Canvas } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { unpackWoff } from '../../../../scripts/woff.ts';

const FAMILY = 'Made Gothic';
const WOFF = join(import.meta.dirname, '../../../../node_modules/krds-uiux/resources/fonts/PretendardGOV-Regular.subset.woff');

/** The plain TrueType font of all made pictures and PDFs. */
export const KOREAN_FONT = unpackWoff(readFileSync(WOFF));

export interface Lettering { sizePixels?: number; width?: number; ink?: string; paper?: string; quarters?: 0 | 1 | 2 | 3 }

/** Draws lines of text. */
export function drawLines(lines: readonly string[], { sizePixels = 32, width = 1240, ink = '#000', paper = '#fff', quarters = 0 }: Lettering = {}): Canvas {
  if (!GlobalFonts.has(FAMILY)) GlobalFonts.register(KOREAN_FONT, FAMILY);
  const height = Math.round(sizePixels * 2 * (lines.length + 1));
  const canvas = createCanvas(quarters % 2 === 0 ? width : height, quarters % 2 === 0 ? height : width);
  const context = canvas.getContext('2d');
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.translate(canvas.width / 2, canvas.height / 2);
  context.rotate(quarters * Math.PI / 2);
  context.translate(-width / 2, -height / 2);
  context.fillStyle = ink;
  context.font = `${sizePixels}px "${FAMILY}"`;
  lines.forEach((line, n) => context.fillText(line, sizePixels, sizePixels * 2 * (n + 1)));
  return canvas;
}

/** A PNG file of lines of text. */
export function pngOf(lines: readonly string[], lettering: Lettering = {}): Buffer {
  return drawLines(lines, lettering).toBuffer('image/png');
}

/** A JPEG file of lines of text. */
export function jpegOf(lines: readonly string[], lettering: Lettering = {}): Buffer {
  return drawLines(lines, lettering).toBuffer('image/jpeg', 90);
}

/** One PNG chunk. */
export function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Puts chunks behind the header of a PNG file. */
export function withChunks(png: Buffer, ...chunks: Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)]);
}

export const pngText = (key: string, value: string) => chunk('tEXt', Buffer.from(`${key}\0${value}`, 'utf8'));
export const pngPacked = (key: string, value: string) => chunk('zTXt', Buffer.concat([Buffer.from(`${key}\0\0`, 'utf8'), deflateSync(value)]));
export const pngInternational = (key: string, value: string, isPacked: boolean) => (
  chunk('iTXt', Buffer.concat([Buffer.from(`${key}\0`), Buffer.from([isPacked ? 1 : 0, 0]), Buffer.from('ko\0제목\0'), isPacked ? deflateSync(value) : Buffer.from(value)]))
);

/** One JPEG segment. */
export function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** Puts segments behind the start of a JPEG file. */
export function withSegments(jpeg: Buffer, ...segments: Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** EXIF with an artist, a Windows author in UTF-16, a comment, a place (37.5, 127.25) and perhaps a thumbnail. */
export function exif({ artist, windowsAuthor, comment, thumbnail = Buffer.alloc(0) }: { artist: string; windowsAuthor: string; comment: string; thumbnail?: Buffer }): Buffer {
  const heap: Buffer[] = [];
  const start = 8 + (2 + 5 * 12 + 4) + (2 + 1 * 12 + 4) + (2 + 4 * 12 + 4) + (2 + 2 * 12 + 4);
  let used = 0;
  const put = (data: Buffer) => {
    heap.push(data);
    used += data.length;
    return start + used - data.length;
  };
  const entry = (tag: number, type: number, count: number, value: number | Buffer) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag, 0);
    bytes.writeUInt16LE(type, 2);
    bytes.writeUInt32LE(count, 4);
    if (typeof value === 'number') bytes.writeUInt32LE(value, 8);
    else if (value.length <= 4) value.copy(bytes, 8);
    else bytes.writeUInt32LE(put(value), 8);
    return bytes;
  };
  const directory = (entries: Buffer[], next: number) => {
    const [count, after] = [Buffer.alloc(2), Buffer.alloc(4)];
    count.writeUInt16LE(entries.length);
    after.writeUInt32LE(next);
    return Buffer.concat([count, ...entries, after]);
  };
  const ratios = (...values: number[]) => Buffer.concat(values.map((value) => { const pair = Buffer.alloc(8); pair.writeUInt32LE(value, 0); pair.writeUInt32LE(1, 4); return pair; }));
  const text = (value: string) => Buffer.from(`${value}\0`, 'utf8');
  const [exifAt, gpsAt, thumbAt] = [8 + 66, 8 + 66 + 18, 8 + 66 + 18 + 54];
  const author = Buffer.from(`${windowsAuthor}\0`, 'utf16le');
  const note = Buffer.concat([Buffer.from('UNICODE\0'), Buffer.from(comment, 'utf16le')]);
  const directories = [
    directory([entry(0x013b, 2, text(artist).length, text(artist)), entry(0x8769, 4, 1, exifAt), entry(0x8825, 4, 1, gpsAt), entry(0x9c9d, 1, author.length, author), entry(0x0112, 3, 1, 1)], thumbnail.length > 0 ? thumbAt : 0),
    directory([entry(0x9286, 7, note.length, note)], 0),
    directory([entry(1, 2, 2, Buffer.from('N\0')), entry(2, 5, 3, ratios(37, 30, 0)), entry(3, 2, 2, Buffer.from('E\0')), entry(4, 5, 3, ratios(127, 15, 0))], 0),
    directory([entry(0x0201, 4, 1, put(thumbnail)), entry(0x0202, 4, 1, thumbnail.length)], 0),
  ];
  return Buffer.concat([Buffer.from('II*\0\x08\0\0\0', 'latin1'), ...directories, ...heap]);
}

/** An XMP packet with a creator and a property. */
export function xmp(creator: string, attribute: string): Buffer {
  return Buffer.from(`<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`
    + `<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${attribute}"><dc:creator><rdf:Seq><rdf:li>${creator}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`, 'utf8');
}

/** Photoshop resources with an IPTC by-line. */
export function photoshop(byLine: string): Buffer {
  const value = Buffer.from(byLine, 'utf8');
  const iptc = Buffer.concat([Buffer.from([0x1c, 2, 80, 0, value.length]), value]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(iptc.length);
  return Buffer.concat([Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0', 'latin1'), size, iptc]);
}

/** Scribbles that nobody can read: rows of loops. */
export function scribbles(width = 600, height = 300): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.lineWidth = 2;
  for (let y = 40; y < height - 20; y += 50) {
    context.beginPath();
    for (let x = 30; x < width - 30; x += 1) context.lineTo(x + 9 * Math.sin(x * 0.31 + y), y + 12 * Math.sin(x * 0.23) * Math.cos(x * 0.071 + y));
    context.stroke();
  }
  return canvas;
}
