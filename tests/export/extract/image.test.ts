import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { afterAll, describe, expect, test } from 'vitest';
import { READ_LIMITS, type Extracted, type Part, type ReadLimits } from '../../../src/export/extract/extracted.ts';
import { cleanImage } from '../../../src/export/extract/image-clean.ts';
import { pictureFormat } from '../../../src/export/extract/image-file.ts';
import { pictureNotes, readPictureFile } from '../../../src/export/extract/image-metadata.ts';
import { readImage } from '../../../src/export/extract/image.ts';
import { closeOcr } from '../../../src/export/extract/ocr.ts';
import { readFile } from '../../../src/export/extract/read.ts';
import { chunk, drawLines, exif, jpegOf, photoshop, pngInternational, pngOf, pngPacked, pngText, scribbles, segment, withChunks, withSegments, xmp } from './make/image.ts';

const SECRET = '가나다 850315-1234567';
const WORDS = ['무지개시 안내문', '연락처 010-0000-1234'];

afterAll(closeOcr);

async function extract(name: string, bytes: Buffer, limits: Partial<ReadLimits> = {}): Promise<Extracted> {
  return readFile(name, new Uint8Array(bytes), { ...READ_LIMITS, ...limits });
}

async function parts(bytes: Buffer): Promise<readonly Part[]> {
  const file = await extract('', bytes);
  if (file.outcome !== 'read') throw new Error(`${file.problem}: ${file.detail}`);
  expect(file.markdown).toBeNull();
  return file.parts;
}

function holders(found: readonly Part[], value: string): string[] {
  return found.filter(({ text }) => text.replace(/\s/g, '').includes(value.replace(/\s/g, ''))).map(({ path, kind }) => `${kind} ${path}`);
}

/** Notes are read without OCR: a small white picture will do. */
async function notes(bytes: Buffer): Promise<readonly Part[]> {
  const file = await readImage(new Uint8Array(bytes), { limits: READ_LIMITS, depth: 0, spend: () => undefined, readInner: async () => { throw new Error('no inner file expected'); } });
  return file.parts;
}

const white = (format: 'png' | 'jpeg' | 'gif' | 'webp') => {
  const canvas = createCanvas(16, 16);
  canvas.getContext('2d').fillStyle = '#fff';
  canvas.getContext('2d').fillRect(0, 0, 16, 16);
  return canvas.encodeSync(format as 'png');
};

const EXIF = { artist: SECRET, windowsAuthor: '나', comment: '다' };
const exifSegment = (values: Parameters<typeof exif>[0]) => segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(values)]));

const gifWith = (label: number, data: Buffer) => {
  const gif = white('gif');
  const blocks = Buffer.concat([Buffer.from([0x21, label]), ...(label === 0xff ? [Buffer.from([11]), Buffer.from('XMP DataXMP'), data, Buffer.from([0])] : [Buffer.from([data.length]), data, Buffer.from([0])])]);
  return Buffer.concat([gif.subarray(0, gif.length - 1), blocks, Buffer.from([0x3b])]);
};

const webpWith = (name: string, data: Buffer) => {
  const webp = white('webp');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  const out = Buffer.concat([webp, Buffer.from(name), length, data, Buffer.alloc(data.length % 2)]);
  out.writeUInt32LE(out.length - 8, 4);
  return out;
};

const NOOKS: { name: string; bytes: () => Buffer; place: string; value?: string }[] = [
  { name: 'PNG text', bytes: () => withChunks(white('png'), pngText('Author', SECRET)), place: 'metadata tEXt' },
  { name: 'the keyword of a PNG text', bytes: () => withChunks(white('png'), pngText('010-0000-1234', 'x')), place: 'metadata tEXt', value: '010-0000-1234' },
  { name: 'packed PNG text', bytes: () => withChunks(white('png'), pngPacked('Comment', SECRET)), place: 'metadata zTXt' },
  { name: 'international PNG text', bytes: () => withChunks(white('png'), pngInternational('Title', SECRET, false)), place: 'metadata iTXt' },
  { name: 'packed international PNG text', bytes: () => withChunks(white('png'), pngInternational('Title', SECRET, true)), place: 'metadata iTXt' },
  { name: 'XMP in PNG', bytes: () => withChunks(white('png'), pngInternational('XML:com.adobe.xmp', xmp(SECRET, 'x').toString(), false)), place: 'metadata iTXt' },
  { name: 'EXIF in PNG', bytes: () => withChunks(white('png'), chunk('eXIf', exif(EXIF))), place: 'metadata eXIf' },
  { name: 'a PNG chunk nobody knows', bytes: () => withChunks(white('png'), chunk('noTe', Buffer.from(SECRET))), place: 'metadata noTe' },
  { name: 'text behind a PNG', bytes: () => Buffer.concat([white('png'), Buffer.from(SECRET)]), place: 'hidden after the end' },
  { name: 'a JPEG comment', bytes: () => withSegments(white('jpeg'), segment(0xfe, Buffer.from(SECRET))), place: 'metadata comment' },
  { name: 'the artist in EXIF', bytes: () => withSegments(white('jpeg'), exifSegment(EXIF)), place: 'metadata APP1 Exif' },
  { name: 'the Windows author in EXIF', bytes: () => withSegments(white('jpeg'), exifSegment({ artist: 'x', windowsAuthor: SECRET, comment: 'x' })), place: 'metadata APP1 Exif' },
  { name: 'the user comment in EXIF', bytes: () => withSegments(white('jpeg'), exifSegment({ artist: 'x', windowsAuthor: 'x', comment: SECRET })), place: 'metadata APP1 Exif' },
  { name: 'the place of a photograph', bytes: () => withSegments(white('jpeg'), exifSegment(EXIF)), place: 'metadata APP1 Exif', value: 'GPS 37.500000 N, 127.250000 E' },
  { name: 'XMP in JPEG, text', bytes: () => withSegments(white('jpeg'), segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), xmp(SECRET, 'x')]))), place: 'metadata APP1 XMP' },
  { name: 'XMP in JPEG, attribute', bytes: () => withSegments(white('jpeg'), segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), xmp('x', SECRET)]))), place: 'metadata APP1 XMP' },
  { name: 'an IPTC by-line of three letters', bytes: () => withSegments(white('jpeg'), segment(0xed, photoshop('홍길동'))), place: 'metadata APP13 Photoshop', value: '홍길동' },
  { name: 'a JPEG segment nobody knows', bytes: () => withSegments(white('jpeg'), segment(0xeb, Buffer.from(SECRET))), place: 'metadata APP11' },
  { name: 'text behind a JPEG', bytes: () => Buffer.concat([white('jpeg'), Buffer.from(SECRET)]), place: 'hidden after the end' },
  { name: 'a GIF comment', bytes: () => gifWith(0xfe, Buffer.from(SECRET)), place: 'metadata comment' },
  { name: 'GIF plain text', bytes: () => gifWith(0x01, Buffer.concat([Buffer.alloc(12), Buffer.from(SECRET)])), place: 'metadata plain text' },
  { name: 'EXIF in WebP', bytes: () => webpWith('EXIF', exif(EXIF)), place: 'metadata EXIF' },
  { name: 'XMP in WebP', bytes: () => webpWith('XMP ', xmp(SECRET, 'x')), place: 'metadata XMP' },
  { name: 'a WebP chunk nobody knows', bytes: () => webpWith('NOTE', Buffer.from(SECRET)), place: 'metadata NOTE' },
];

describe('metadata are read', () => {
  test.each(NOOKS)('$name', async ({ bytes, place, value = SECRET }) => {
    expect(holders(await notes(bytes()), value)).toContain(place);
  });

  test('and a picture without any has none', async () => {
    for (const format of ['png', 'gif', 'webp'] as const) expect((await notes(white(format))).filter(({ path }) => path !== 'ICCP'), format).toEqual([]);
  });

  test('and the thumbnail that EXIF keeps is looked at', async () => {
    const thumbnail = jpegOf(['원본 010-0000-4321'], { width: 600, sizePixels: 32 });
    expect(holders(await notes(withSegments(white('jpeg'), exifSegment({ artist: 'x', windowsAuthor: 'x', comment: 'x', thumbnail }))), '010-0000-4321')).toContain('hidden thumbnail 1');
  });

  test('and a file behind the picture is read like any other', async () => {
    const found = await parts(Buffer.concat([pngOf(WORDS), pngOf(['뒤 010-0000-7777'], { width: 600 })]));
    expect(holders(found, '010-0000-7777')).toContain('hidden after the end/rest/picture');
  });
});

describe('words in a picture are read', () => {
  const PICTURES: { name: string; bytes: () => Buffer }[] = [
    { name: 'PNG', bytes: () => pngOf(WORDS) },
    { name: 'JPEG', bytes: () => jpegOf(WORDS) },
    { name: 'GIF', bytes: () => drawLines(WORDS).encodeSync('gif') },
    { name: 'WebP', bytes: () => drawLines(WORDS).encodeSync('webp') },
    { name: 'BMP', bytes: () => bmpOf(drawLines(WORDS, { width: 600 })) },
    { name: 'white on blue', bytes: () => pngOf(WORDS, { ink: '#fff', paper: '#114488' }) },
    { name: 'small, as on a screen', bytes: () => pngOf(WORDS, { sizePixels: 14, width: 300 }) },
    { name: 'on its side', bytes: () => pngOf(WORDS, { quarters: 3 }) },
    { name: 'upside down', bytes: () => pngOf(WORDS, { quarters: 2 }) },
  ];
  test.each(PICTURES)('$name', async ({ bytes }) => {
    expect(holders(await parts(bytes()), '010-0000-1234')).toEqual(['visible picture']);
  });
});

function bmpOf(canvas: Canvas): Buffer {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const row = Math.ceil(width * 3 / 4) * 4;
  const out = Buffer.alloc(54 + row * height);
  out.write('BM');
  out.writeUInt32LE(out.length, 2);
  out.writeUInt32LE(54, 10);
  out.writeUInt32LE(40, 14);
  out.writeInt32LE(width, 18);
  out.writeInt32LE(height, 22);
  out.writeUInt16LE(1, 26);
  out.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) for (let n = 0; n < 3; n += 1) out[54 + (height - 1 - y) * row + 3 * x + n] = data[4 * (y * width + x) + 2 - n]!;
  return out;
}

describe('a picture that can not be read', () => {
  const FAULTS: { name: string; file?: string; bytes: () => Buffer; limits?: Partial<ReadLimits>; problem: string }[] = [
    { name: 'is cut off', bytes: () => pngOf(WORDS).subarray(0, 900), problem: 'corrupt' },
    { name: 'is a cut-off JPEG', bytes: () => jpegOf(WORDS).subarray(0, 3000), problem: 'corrupt' },
    { name: 'has pixels that do not unpack', bytes: () => withChunks(pngOf(WORDS).subarray(0, 33), chunk('IDAT', Buffer.from('no')), chunk('IEND', Buffer.alloc(0))), problem: 'corrupt' },
    { name: 'has more pixels than allowed', bytes: () => pngOf(WORDS), limits: { pixels: 10_000 }, problem: 'too-large' },
    { name: 'says it has a billion pixels', bytes: () => { const png = pngOf(WORDS); png.writeUInt32BE(99_999, 16); png.writeUInt32BE(99_999, 20); return png; }, problem: 'too-large' },
    { name: 'has a text that is a bomb', bytes: () => withChunks(pngOf(WORDS), pngPacked('Comment', '0'.repeat(9_000_000))), problem: 'bomb' },
    { name: 'is TIFF', file: 'scan.tif', bytes: () => Buffer.from('II*\0\x08\0\0\0\0\0\0\0', 'latin1'), problem: 'unknown-format' },
    { name: 'has something behind it that nobody knows', bytes: () => Buffer.concat([pngOf(WORDS), Buffer.from([1, 2, 3, 0, 0, 4, 5, 6])]), problem: 'unknown-format' },
    { name: 'is scribbles', bytes: () => scribbles().toBuffer('image/png'), problem: 'no-text' },
    { name: 'moves', bytes: () => { const gif = white('gif'); const frame = gif.subarray(gif.indexOf(0x2c), gif.length - 1); return Buffer.concat([gif.subarray(0, gif.length - 1), frame, Buffer.from([0x3b])]); }, problem: 'unread-part' },
  ];
  test.each(FAULTS)('$name', async ({ file = '', bytes, limits, problem }) => {
    expect(await extract(file, bytes(), limits)).toMatchObject({ outcome: 'unread', problem });
  });
});

describe('a cleaned picture', () => {
  const dirty = (format: 'png' | 'jpeg' | 'gif' | 'webp'): Buffer => ({
    png: () => Buffer.concat([withChunks(pngOf(WORDS), pngText('Author', SECRET), chunk('eXIf', exif(EXIF))), Buffer.from(SECRET)]),
    jpeg: () => Buffer.concat([withSegments(jpegOf(WORDS), segment(0xfe, Buffer.from(SECRET)), exifSegment(EXIF), segment(0xed, photoshop(SECRET))), Buffer.from(SECRET)]),
    gif: () => gifWith(0xfe, Buffer.from(SECRET)),
    webp: () => webpWith('XMP ', xmp(SECRET, 'x')),
  })[format]();

  test.each(['png', 'jpeg', 'gif', 'webp'] as const)('%s has the same size and no notes', async (format) => {
    const before = dirty(format);
    const cleaned = await cleanImage(before, format);
    const file = readPictureFile(format, cleaned!);
    const old = readPictureFile(format, before);
    expect([file.width, file.height]).toEqual([old.width, old.height]);
    expect(pictureNotes(file.blocks).parts.filter(({ path }) => path !== 'APP0')).toEqual([]);
    expect(Buffer.from(cleaned!).includes(Buffer.from(SECRET))).toBe(false);
    expect(Buffer.from(cleaned!).includes(Buffer.from('850315'))).toBe(false);
    expect(Buffer.from(before).includes(Buffer.from('850315'))).toBe(true);
  });

  test('keeps its pixels to the last one', async () => {
    const before = pngOf(WORDS);
    expect(Buffer.from((await cleanImage(withChunks(before, pngText('Author', SECRET)), 'png'))!)).toEqual(before);
  });

  test('is not to be had of one that is damaged, moves or is of another format', async () => {
    expect(await cleanImage(pngOf(WORDS).subarray(0, 500), 'png')).toBeNull();
    expect(await cleanImage(jpegOf(WORDS), 'png')).toBeNull();
  });
});

test('formats are known by their bytes', () => {
  expect((['png', 'jpeg', 'gif', 'webp'] as const).map((format) => pictureFormat(white(format)))).toEqual(['png', 'jpeg', 'gif', 'webp']);
  expect(pictureFormat(Buffer.from('%PDF-1.7'))).toBeNull();
});
