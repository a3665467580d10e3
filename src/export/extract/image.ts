/**
 * Image: reads pictures (PNG, JPEG, GIF, WebP, BMP) for the security read: what
 * OCR sees, all metadata, thumbnails, and what stands behind the end mark.
 *
 * When is a picture read? OCR ran to its end, and
 * - it is blank, or page segmentation found no word in it (a photograph): read, no text;
 * - most letters were read with confidence: read, the text is a visible part;
 * - otherwise there is writing nobody could read: `no-text`. A photograph in which
 *   OCR sees doubtful letters is held with it; that is the safe side of doubt.
 *
 * Readers get no Markdown of a picture: recognised text is good enough to search
 * for what must not be published, not to be published itself.
 */
import { Unread, type Part, type ReadContext, type ReadFormat } from './extracted.ts';
import { textOfBinary } from './binary-text.ts';
import { pictureFormat } from './image-file.ts';
import { pictureNotes, readPictureFile } from './image-metadata.ts';
import { checkPngPixels } from './image-png.ts';
import { checkPixels, decodedPicture } from './image-raster.ts';
import { isBelievable, readText } from './ocr.ts';

/** Reads a picture. @throws {Unread} whenever in doubt. */
export const readImage: ReadFormat = async (bytes, context) => {
  const format = pictureFormat(bytes);
  if (format === null) throw new Unread('unknown-format', 'expected PNG, JPEG, GIF, WebP or BMP');
  const file = readPictureFile(format, bytes);
  checkPixels(file.width, file.height, context.limits.pixels);
  if (format === 'png') checkPngPixels(bytes);
  // OCR sees the first frame; the others would go unread.
  if (file.frames > 1) throw new Unread('unread-part', `${format}: ${file.frames} frames, expected 1`);
  context.spend(file.width * file.height * 4);
  const notes = pictureNotes(file.blocks);
  const parts = [
    ...await seen(bytes, context),
    ...notes.parts,
    ...await thumbnailParts(notes.thumbnails, context),
    ...await readTrailing('after the end', file.trailing, context),
  ];
  return { outcome: 'read', format, parts, markdown: null, sheets: [] };
};

async function seen(bytes: Uint8Array, context: ReadContext): Promise<Part[]> {
  const read = await readText(await decodedPicture(bytes, context.limits.pixels));
  if (read.surePart + read.doubtfulPart === 0) return [];
  if (!isBelievable(read)) throw new Unread('no-text', `picture: ${read.doubtfulPart} of ${read.surePart + read.doubtfulPart} letters are doubtful`);
  return [{ path: 'picture', kind: 'visible', text: read.readings.join('\n') }];
}

/**
 * Returns what OCR sees in thumbnails. They show what was cut away or covered later,
 * but are too small to insist: one that can't be read is not held.
 */
export async function thumbnailParts(thumbnails: readonly Uint8Array[], context: ReadContext): Promise<Part[]> {
  const parts: Part[] = [];
  for (const [index, bytes] of thumbnails.entries()) {
    const format = pictureFormat(bytes);
    if (format === null) continue;
    const file = readPictureFile(format, bytes);
    checkPixels(file.width, file.height, context.limits.pixels);
    const { readings } = await readText(await decodedPicture(bytes, context.limits.pixels), 'once');
    const path = `thumbnail ${index + 1}`;
    parts.push({ path, kind: 'hidden', text: readings.join('\n') }, ...pictureNotes(file.blocks).parts.map((part): Part => ({ path: `${path}/${part.path}`, kind: 'metadata', text: part.text })));
  }
  return parts.filter(({ text }) => text !== '');
}

/** Returns the parts of bytes that stand where no program looks: text, or a file of a known format. @throws {Unread} if neither. */
export async function readTrailing(path: string, bytes: Uint8Array, context: ReadContext): Promise<Part[]> {
  if (bytes.length === 0) return [];
  const text = textOfBinary(bytes);
  if (isMostlyText(bytes)) return [{ path, kind: 'hidden', text }];
  const inner = await context.readInner('rest', bytes);
  const hidden = inner.parts.map((part): Part => ({ path: `${path}/${part.path}`, kind: part.kind === 'visible' ? 'hidden' : part.kind, text: part.text }));
  return [...hidden, { path, kind: 'hidden', text }];
}

function isMostlyText(bytes: Uint8Array): boolean {
  let control = 0;
  for (const byte of bytes) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) control += 1;
  return control * 50 <= bytes.length;
}
