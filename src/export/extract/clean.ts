/**
 * Clean: a copy of a file that holds only what a reader sees. What programs noted
 * about authors, places and earlier versions is taken out, and the copy is read again
 * like any other file: if anything unseen is left in it, there is no clean copy.
 *
 * Office files have no clean copy: their masked text is published, spreadsheets as CSV
 * without formulas. Their packages keep relations, rules and drafts in too many places.
 */
import type { CleanFile } from '../readers.ts';
import { READ_LIMITS, type Part } from './extracted.ts';
import { cleanImage } from './image-clean.ts';
import { cleanPdf, NEEDED } from './pdf-clean.ts';
import { readFile } from './read.ts';

/**
 * Returns the cleaned copy of a file, or `null` if its format has none, it can't be read,
 * or something is left in the copy that a reader does not see.
 */
export async function cleanFile(name: string, bytes: Uint8Array): Promise<CleanFile | null> {
  const given = await readFile(name, bytes, READ_LIMITS);
  if (given.outcome === 'unread' || given.parts.some(isUnseen)) return null;
  const cleaned = await clean(given.format, bytes);
  if (cleaned === null) return null;
  const again = await readFile(name, cleaned, READ_LIMITS);
  return again.outcome === 'read' && again.parts.every(isSeen) ? { format: given.format, bytes: cleaned } : null;
}

async function clean(format: string, bytes: Uint8Array): Promise<Uint8Array | null> {
  switch (format) {
    case 'pdf': return cleanPdf(bytes);
    case 'png': case 'jpeg': return cleanImage(bytes, format);
    default: return null;
  }
}

/** Letters that a page draws and nobody sees stay in every copy. */
function isUnseen({ kind, path }: Part): boolean {
  return kind === 'hidden' && /^page \d{1,6}(?: all)?$/.test(path);
}

/** Or what a program needs to draw the letters: the names of their collections. */
function isSeen({ kind, path, text }: Part): boolean {
  return kind === 'visible' || text.trim() === '' || NEEDED.has(path);
}
