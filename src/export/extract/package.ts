/**
 * Packages: says which format a zip archive is, by what it holds, and hands it on.
 * An archive that is no office format is read as the files in it.
 */
import { Unread, type Part, type ReadContext, type ReadFile, type Sheet } from './extracted.ts';
import { readDocx } from './docx.ts';
import { readHwpx } from './hwpx.ts';
import { openOoxml } from './ooxml.ts';
import { readPptx } from './pptx.ts';
import { readXlsx } from './xlsx.ts';
import { openZip, type Zip } from './zip.ts';

/** Reads a zip archive of any kind. @throws {Unread} */
export async function readPackage(bytes: Uint8Array, context: ReadContext): Promise<ReadFile> {
  const zip = openZip(bytes, context);
  const has = (name: string): boolean => zip.entries.some((entry) => entry.name === name);
  if (has('[Content_Types].xml')) return readOoxml(zip, context);
  const mimetype = mimetypeOf(zip);
  if (mimetype === 'application/hwp+zip' || mimetype === 'application/haansofthwpx' || has('Contents/content.hpf')) return readHwpx(zip, context);
  if (mimetype !== null) throw new Unread('unknown-format', 'zip: a package of a format that is not read here');
  return readArchive(zip, context);
}

async function readOoxml(zip: Zip, context: ReadContext): Promise<ReadFile> {
  const ooxml = openOoxml(zip);
  if (ooxml.main.kind === 'word') return readDocx(ooxml, context);
  if (ooxml.main.kind === 'spreadsheet') return readXlsx(ooxml, context);
  return readPptx(ooxml, context);
}

/** Returns the media type that OpenDocument, EPUB and HWPX packages carry as an entry, or `null`. */
function mimetypeOf(zip: Zip): string | null {
  const entry = zip.entries.find(({ name, sizeBytes }) => name === 'mimetype' && sizeBytes < 200);
  const text = entry === undefined ? '' : Buffer.from(entry.read()).toString('latin1').trim();
  return text.startsWith('application/') ? text : null;
}

async function readArchive(zip: Zip, context: ReadContext): Promise<ReadFile> {
  const parts: Part[] = [...zip.notes];
  const sheets: Sheet[] = [];
  const texts: string[] = [];
  for (const entry of zip.entries) {
    const file = await context.readInner(entry.name, entry.read());
    parts.push(...file.parts);
    for (const { name, rows } of file.sheets) sheets.push({ name: file.sheets.length === 1 ? entry.name : `${entry.name} · ${name}`, rows });
    if (file.markdown !== null) texts.push(`## ${plainHeading(entry.name)}\n\n${file.markdown}`);
  }
  return { outcome: 'read', format: 'zip', parts, markdown: texts.length === 0 ? null : texts.join('\n\n'), sheets };
}

/** Returns a file name as the text of a heading. */
function plainHeading(name: string): string {
  return name.replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
