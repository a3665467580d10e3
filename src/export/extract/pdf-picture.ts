/**
 * Pictures of a PDF that no page draws any more (an earlier revision, a preview, a
 * resource left behind): decoded by ourselves, because pdf.js decodes only what it
 * draws. Packings we can't undo make the file unreadable.
 */
import { Unread, type Part, type ReadContext } from './extracted.ts';
import { textOfBinary } from './binary-text.ts';
import { latin, pictureFormat } from './image-file.ts';
import { pictureNotes, readPictureFile } from './image-metadata.ts';
import { checkPixels, decodedPicture, type Raster } from './image-raster.ts';
import { xmpText } from './image-xmp.ts';
import type { CosObject, PdfFile } from './pdf-file.ts';
import type { PdfGraph } from './pdf-graph.ts';
import type { Cos, CosDict } from './pdf-syntax.ts';

/** Returns the width and height a picture says it has. */
export function pictureSize({ value }: CosObject, graph: PdfGraph): readonly [number, number] {
  const { entries } = value as CosDict;
  const number = (name: string, short: string) => {
    const found = graph.value(entries.get(name) ?? entries.get(short));
    return found?.type === 'number' ? found.value : 0;
  };
  return [number('Width', 'W'), number('Height', 'H')];
}

/** Returns a picture in grey. @throws {Unread} `unread-part`, `corrupt`, `too-large` */
export async function decodedObject(object: CosObject, file: PdfFile, graph: PdfGraph, context: ReadContext): Promise<Raster> {
  const { bytes, codec } = file.decode(object);
  if (codec === 'DCTDecode') return decodedPicture(bytes, context.limits.pixels);
  const [width, height] = pictureSize(object, graph);
  checkPixels(width, height, context.limits.pixels);
  const { entries } = object.value as CosDict;
  const bits = graph.value(entries.get('BitsPerComponent') ?? entries.get('BPC'));
  const depth = isTrue(entries.get('ImageMask') ?? entries.get('IM')) ? 1 : bits?.type === 'number' ? bits.value : 8;
  const space = codec === null ? spaceOf(graph.value(entries.get('ColorSpace') ?? entries.get('CS')), file, graph) : null;
  if (space === null || (depth !== 1 && depth !== 8)) throw new Unread('unread-part', `pdf: picture ${object.number}, which no page draws, is packed as ${codec ?? `${depth} bits`}`);
  const grey = new Uint8Array(width * height);
  const rowBytes = (width * space.components * depth + 7) >> 3;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sample = (n: number) => sampleAt(bytes, y * rowBytes, x * space.components + n, depth);
      grey[y * width + x] = space.grey(sample);
    }
  }
  return { width, height, grey };
}

function isTrue(value: Cos | undefined): boolean {
  return value?.type === 'boolean' && value.value;
}

/** Samples of 0…255, or indexes into a palette. */
function sampleAt(bytes: Uint8Array, row: number, n: number, depth: number): number {
  if (depth === 8) return bytes[row + n] ?? 0;
  return ((bytes[row + (n >> 3)] ?? 0) >> (7 - (n & 7))) & 1 ? 255 : 0;
}

interface Space { components: number; grey(sample: (n: number) => number): number }

const GREY: Space = { components: 1, grey: (sample) => sample(0) };
const RGB: Space = { components: 3, grey: (sample) => (sample(0) * 77 + sample(1) * 151 + sample(2) * 28) >> 8 };
const CMYK: Space = { components: 4, grey: (sample) => Math.max(0, 255 - ((sample(0) * 77 + sample(1) * 151 + sample(2) * 28) >> 8) - sample(3)) };

function spaceOf(value: Cos | undefined, file: PdfFile, graph: PdfGraph): Space | null {
  if (value === undefined) return GREY;
  const list = value.type === 'array' ? value.items : [value];
  const [first, second] = list;
  const name = first?.type === 'name' ? first.value : '';
  if (/^(?:DeviceGray|CalGray|G)$/.test(name)) return GREY;
  if (/^(?:DeviceRGB|CalRGB|RGB)$/.test(name)) return RGB;
  if (/^(?:DeviceCMYK|CMYK)$/.test(name)) return CMYK;
  if (name === 'ICCBased') {
    const profile = graph.value(second);
    const count = profile?.type === 'dict' ? graph.value(profile.entries.get('N')) : undefined;
    return count?.type !== 'number' ? null : { 1: GREY, 3: RGB, 4: CMYK }[count.value] ?? null;
  }
  return name === 'Indexed' || name === 'I' ? indexed(list, file, graph) : null;
}

function indexed(list: readonly Cos[], file: PdfFile, graph: PdfGraph): Space | null {
  const base = spaceOf(graph.value(list[1]), file, graph);
  const stream = graph.object(list[3]);
  const table = stream !== undefined && stream.raw !== null ? file.decode(stream).bytes : graph.value(list[3]);
  const bytes = table instanceof Uint8Array ? table : table?.type === 'string' ? table.bytes : null;
  if (base === null || bytes === null) return null;
  // One bit was widened to 255; a palette of two colours has it at index 1.
  const last = Math.floor(bytes.length / base.components) - 1;
  return { components: 1, grey: (sample) => base.grey((n) => bytes[Math.min(sample(0), Math.max(0, last)) * base.components + n] ?? 0) };
}

/** Returns what programs noted inside the packed picture itself: a photograph keeps its EXIF in a PDF. */
export function pictureParts(object: CosObject, file: PdfFile): Part[] {
  const { bytes, codec } = file.decode(object);
  const path = `picture ${object.number}`;
  if (codec === 'JPXDecode') return jpxTexts(bytes).map((text) => ({ path, kind: 'metadata', text }));
  if (codec !== 'DCTDecode' || pictureFormat(bytes) !== 'jpeg') return [];
  try {
    const { blocks, trailing } = readPictureFile('jpeg', bytes);
    const parts = pictureNotes(blocks).parts.map((part): Part => ({ path: `${path}/${part.path}`, kind: 'metadata', text: part.text }));
    return [...parts, { path: `${path}/after the end`, kind: 'hidden', text: textOfBinary(trailing) }];
  } catch (problem) {
    if (!(problem instanceof Unread)) throw problem;
    // Pictures in PDFs are often cut off; their notes stand before the pixels.
    const start = latin(bytes).indexOf('\xff\xda');
    return [{ path, kind: 'metadata', text: textOfBinary(bytes.subarray(0, start < 0 ? bytes.length : start)) }];
  }
}

/** JPEG 2000 (ISO/IEC 15444-1 Annex I): boxes of XML, of unknown kinds and of addresses. */
function jpxTexts(bytes: Uint8Array): string[] {
  const texts: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = view.getUint32(at) || bytes.length - at;
    const type = latin(bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + length);
    if (type === 'xml ') texts.push(xmpText(data));
    else if (!['jP  ', 'ftyp', 'jp2h', 'jp2c'].includes(type)) texts.push(textOfBinary(data));
    if (length < 8) break;
    at += length;
  }
  return texts.filter((text) => text !== '');
}
