/**
 * Makers: the smallest sound files of each binary format, with a text in a given place.
 * They exist so that a reader can be shown a secret; nothing made here is published.
 */
import { crc32, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { SEARCH_MARK } from '../readers/search-index.ts';

const PNG_HEAD = Buffer.from('89504e470d0a1a0a', 'hex');

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

function uint32(value: number): Buffer { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(value); return bytes; }
function le(value: number, size: number): Buffer { const bytes = Buffer.alloc(size); bytes.writeUIntLE(value, 0, size); return bytes; }

/** Returns a PNG of one pixel with an extra chunk. */
export function png(type: string, data: Buffer): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([PNG_HEAD, chunk('IHDR', header), chunk(type, data), chunk('IDAT', deflateSync(Buffer.from([0, 0]))), chunk('IEND', Buffer.alloc(0))]);
}

/** Returns a packed `iTXt` chunk's data. */
export function packedText(text: string): Buffer { return Buffer.concat([Buffer.from('Comment\0\x01\0\0\0', 'latin1'), deflateSync(Buffer.from(text))]); }

/** Returns an icon with one PNG. */
export function icon(picture: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 8, 0]), le(picture.length, 4), le(22, 4), picture]);
}

/** Returns a JPEG of markers only, with a comment or another part. */
export function jpeg(marker: number, data: Buffer): Buffer {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(data.length + 2);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, marker]), size, data, Buffer.from([0xff, 0xd9])]);
}

/** Returns a GIF with a comment. */
export function gif(text: Buffer): Buffer {
  return Buffer.concat([Buffer.from('GIF89a\x01\0\x01\0\0\0\0', 'latin1'), Buffer.from([0x21, 0xfe, text.length]), text, Buffer.from([0, 0x3b])]);
}

/** Returns a WebP with an XMP part. */
export function webp(xmp: Buffer): Buffer {
  const part = Buffer.concat([Buffer.from('XMP '), le(xmp.length, 4), xmp, Buffer.alloc(xmp.length % 2)]);
  return Buffer.concat([Buffer.from('RIFF'), le(part.length + 4, 4), Buffer.from('WEBP'), part]);
}

/** Returns a file of the search index. */
export function searchFile(bytes: Buffer): Buffer { return gzipSync(Buffer.concat([Buffer.from(SEARCH_MARK), bytes])); }

/** Returns an index chunk in which the words of a sentence stand on page 0 in their order. */
export function searchIndex(sentence: string): Buffer {
  const words = [...sentence.split(/\s+/).entries()];
  return searchFile(cbor([words.map(([at, word]) => [word, [[0, [-25, at + 1], []]], []])]));
}

type Plain = number | string | Plain[];

/** Returns CBOR of whole numbers, texts and lists. */
function cbor(value: Plain): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') { const text = Buffer.from(value); return Buffer.concat([head(3, text.length), text]); }
  return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
}

function head(major: number, count: number): Buffer {
  return count < 24 ? Buffer.from([(major << 5) | count]) : Buffer.from([(major << 5) | 25, count >> 8, count & 255]);
}

/** Returns a zip of files. */
export function zip(files: Readonly<Record<string, Buffer>>): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content);
    const title = Buffer.from(name);
    const common = Buffer.concat([le(20, 2), le(0x800, 2), le(8, 2), le(0, 2), le(0x21, 2), le(crc32(content), 4), le(packed.length, 4), le(content.length, 4), le(title.length, 2), le(0, 2)]);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, packed]);
    parts.push(local);
    list.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), le(20, 2), common, le(0, 2), le(0, 2), le(0, 2), le(0, 4), le(offset, 4), title]));
    offset += local.length;
  }
  const directory = Buffer.concat(list);
  return Buffer.concat([...parts, directory, Buffer.from('PK\x05\x06', 'latin1'), le(0, 4), le(list.length, 2), le(list.length, 2), le(directory.length, 4), le(offset, 4), le(0, 2)]);
}

/** Where a text stands in a made PDF. */
export type PdfPlace = 'shown' | 'pieces' | 'title' | 'note' | 'packed object' | 'metadata' | 'file inside';

/** Returns a PDF with a text in one place. */
export function pdf(text: string, place: PdfPlace): Buffer {
  const utf16 = (value: string) => `<feff${Buffer.from(value, 'utf16le').swap16().toString('hex')}>`;
  const codes = [...new Set(text)];
  const code = (letter: string) => (codes.indexOf(letter) + 1).toString(16).padStart(4, '0');
  const shown = place === 'pieces' ? [...text].map((letter) => `<${code(letter)}> -20`).join(' ') : `<${[...text].map(code).join('')}>`;
  const map = `/CIDInit begincmap 1 begincodespacerange <0000><ffff> endcodespacerange ${codes.length} beginbfchar ${codes.map((letter) => `<${code(letter)}> <${Buffer.from(letter, 'utf16le').swap16().toString('hex')}>`).join('\n')} endbfchar endcmap`;
  const page = place === 'shown' || place === 'pieces' ? `BT /F1 12 Tf 10 10 Td [${shown}] TJ ET` : 'BT ET';
  const objects: (string | Buffer)[] = [
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> ${place === 'note' ? `/Annots [<< /Subtype /Text /Contents ${utf16(text)} >>]` : ''} >>`,
    stream('/Filter /FlateDecode', deflateSync(Buffer.from(page))),
    '<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R >>', stream('/Filter /FlateDecode', deflateSync(Buffer.from(map))),
  ];
  if (place === 'title') objects.push(`<< /Title ${utf16(text)} >>`);
  if (place === 'packed object') objects.push(stream('/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode', deflateSync(Buffer.from(`90 0 << /Subject ${utf16(text)} >>`))));
  if (place === 'metadata') objects.push(stream('/Type /Metadata /Subtype /XML', Buffer.from(`<x:xmpmeta><dc:title>${text}</dc:title></x:xmpmeta>`)));
  if (place === 'file inside') objects.push(stream('/Type /EmbeddedFile /Subtype /text#2Fplain /Filter /FlateDecode', deflateSync(Buffer.from(text))));
  const body = objects.map((object, index) => Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]));
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...body, Buffer.from('trailer << /Root 1 0 R >>\n%%EOF\n')]);
}

function stream(dict: string, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<< ${dict} /Length ${data.length} >>\nstream\n`), data, Buffer.from('\nendstream')]);
}
