/**
 * The streams of a PDF that are not drawn text: metadata, embedded files, scripts,
 * forms in XML, pictures nobody draws, and whatever else lies there. Each is read
 * by its role; one without a role that is no text makes the file unreadable.
 */
import { Unread, type Part, type PartKind, type ReadContext } from './extracted.ts';
import { readTrailing } from './image.ts';
import { trailingAfter } from './image-file.ts';
import { profileText } from './image-metadata.ts';
import { checkPixels, isBlank } from './image-raster.ts';
import { xmpText } from './image-xmp.ts';
import { readText } from './ocr.ts';
import { isWorthReading } from './pdf-pictures.ts';
import type { CosObject, PdfFile } from './pdf-file.ts';
import type { PdfGraph } from './pdf-graph.ts';
import { decodedObject, pictureParts, pictureSize } from './pdf-picture.ts';
import { isFontProgram, isProfile, roleOf } from './pdf-roles.ts';
import { CosReader } from './pdf-syntax.ts';
import { textString } from './pdf-strings.ts';

/** Returns the texts of all streams but content, and of what lies between the objects. @param drawn - pictures that are read where they are drawn. @throws {Unread} whenever in doubt */
export async function streamParts(file: PdfFile, graph: PdfGraph, drawn: ReadonlySet<CosObject>, context: ReadContext): Promise<Part[]> {
  const parts: Part[] = [];
  for (const object of file.objects) {
    if (object.raw === null) continue;
    const role = roleOf(object, file, graph);
    if (role === 'structure' || role === 'content' || role === 'alpha') continue;
    const isUsed = graph.used.has(object);
    const path = `${isUsed ? '' : 'earlier/'}object ${object.number}`;
    if (role === 'picture') parts.push(...await pictureTexts(object, { file, graph, context, isDrawn: isUsed && drawn.has(object), path }));
    else if (role === 'file') parts.push(...await fileParts(object, file, context, path));
    else parts.push(...plainParts(role, object, file, isUsed ? 'metadata' : 'hidden', path));
  }
  for (const gap of file.gaps) parts.push(...await readTrailing('between objects', trailingAfter(gap, 0), context));
  return parts.filter(({ text }) => text.trim() !== '');
}

interface PictureReading { file: PdfFile; graph: PdfGraph; context: ReadContext; isDrawn: boolean; path: string }

async function pictureTexts(object: CosObject, { file, graph, context, isDrawn, path }: PictureReading): Promise<Part[]> {
  const [width, height] = pictureSize(object, graph);
  checkPixels(width, height, context.limits.pixels);
  const notes = pictureParts(object, file);
  if (isDrawn || !isWorthReading(width, height)) return notes;
  const raster = await decodedObject(object, file, graph, context);
  if (isBlank(raster)) return notes;
  const { readings } = await readText(raster, 'once');
  return [...notes, { path: `${path} picture`, kind: 'hidden', text: readings.join('\n') }];
}

/** An embedded file is read like any other; its name stands among the values. */
async function fileParts(object: CosObject, file: PdfFile, context: ReadContext, path: string): Promise<Part[]> {
  const { bytes } = file.decode(object);
  if (bytes.length === 0) return [];
  const inner = await context.readInner('embedded', bytes);
  return inner.parts.map((part): Part => ({ path: `${path}/${part.path}`, kind: part.kind === 'visible' ? 'hidden' : part.kind, text: part.text }));
}

function plainParts(role: 'xmp' | 'font' | 'map' | 'numbers' | 'unknown', object: CosObject, file: PdfFile, kind: PartKind, path: string): Part[] {
  const { bytes } = file.decode(object);
  if (role === 'numbers' || (role === 'font' && isFontProgram(bytes))) return [];
  if (role === 'xmp') return [{ path: `${path} XMP`, kind, text: xmpText(bytes) }];
  if (role === 'map') return [{ path: `${path} map`, kind: 'metadata', text: spokenOf(bytes) }];
  if (isProfile(bytes)) return [{ path: `${path} profile`, kind: 'metadata', text: profileText(bytes) }];
  if (!isText(bytes)) throw new Unread('unread-part', `pdf: stream ${object.number} of ${bytes.length} bytes has no role we know`);
  return [{ path, kind: 'hidden', text: /^[\s\uFEFF]{0,10}</.test(textString(bytes)) ? `${xmpText(bytes)}\n${textString(bytes)}` : textString(bytes) }];
}

/** Strings and comments of a character map; its codes are no text. */
function spokenOf(bytes: Uint8Array): string {
  const reader = new CosReader(bytes);
  const texts: string[] = [];
  let start = reader.at;
  for (let value = reader.next(); value !== null; value = reader.next()) {
    if (value.type === 'string' && bytes.subarray(start, reader.at).includes(0x28)) texts.push(textString(value.bytes));
    start = reader.at;
  }
  return [...texts, ...reader.comments].join('\n');
}

function isText(bytes: Uint8Array): boolean {
  let control = 0;
  for (const byte of bytes) if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) control += 1;
  const isWide = (bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe);
  return isWide || control * 50 <= bytes.length;
}
