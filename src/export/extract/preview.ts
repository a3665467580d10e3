/**
 * Preview pictures that programs put into their documents: the first page, small, as
 * it was when the document was last saved. Never published.
 *
 * Where the same preview is there as text, as in HWP and HWPX, that is what is
 * searched, and of the picture only its metadata: OCR of a page costs seconds,
 * and every such document has one. Without a text the picture is read.
 */
import { Unread, type Part, type ReadContext } from './extracted.ts';
import { pictureFormat } from './image-file.ts';
import { pictureNotes, readPictureFile } from './image-metadata.ts';
import { readTrailing, thumbnailParts } from './image.ts';

/** Returns the parts of a preview picture. @param hasText - whether the document has its preview as text too. @throws {Unread} `unread-part` if it is no picture */
export async function readPreview(path: string, bytes: Uint8Array, hasText: boolean, context: ReadContext): Promise<Part[]> {
  const format = pictureFormat(bytes);
  if (format === null) throw new Unread('unread-part', 'a preview that is no picture');
  const parts = hasText ? await notesOnly(format, bytes, context) : await thumbnailParts([bytes], context);
  return parts.map((part) => ({ path: `${path}/${part.path}`, kind: part.kind === 'visible' ? 'hidden' : part.kind, text: part.text }));
}

async function notesOnly(format: NonNullable<ReturnType<typeof pictureFormat>>, bytes: Uint8Array, context: ReadContext): Promise<Part[]> {
  const { blocks, trailing } = readPictureFile(format, bytes);
  return [...pictureNotes(blocks).parts, ...await readTrailing('after the end', trailing, context)];
}
