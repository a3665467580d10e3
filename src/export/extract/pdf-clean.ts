/**
 * Cleaned PDFs: the pages and what they draw, in a file written anew, for a PDF
 * that may be published as a file. Left behind: document information, XMP, private
 * data, comments, scripts, attachments, forms, structure, previews, earlier
 * revisions, and whatever no page draws.
 *
 * What a reader would see must not change: a file with layers, or with annotations
 * that draw something (stamps, form fields), is not cleaned. Nor is it if our own
 * reading still finds text in the result that is no page's.
 *
 * Letters that a page draws and nobody sees stay: a file in which the reader found
 * hidden text of a page must not be published, cleaned or not.
 */
import {
  PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, type PDFObject,
} from '@cantoo/pdf-lib';
import { READ_LIMITS, Unread, type ReadContext } from './extracted.ts';
import { cleanJpeg } from './image-clean.ts';
import { readPdfFile } from './pdf-file.ts';
import { graphOf } from './pdf-graph.ts';
import { pictureParts } from './pdf-picture.ts';
import { roleOf } from './pdf-roles.ts';
import { contentTexts } from './pdf-texts.ts';
import { valueParts } from './pdf-values.ts';

/** Annotations that draw nothing of their own, or only mark what is below. */
const DISPENSABLE = new Set(['/Link', '/Popup', '/Text', '/Highlight', '/Underline', '/Squiggly', '/StrikeOut']);
/** Keys of any dictionary that say something about what is drawn instead of drawing it. */
const NOTES = ['Metadata', 'PieceInfo', 'LastModified', 'Alternates', 'OPI', 'Measure', 'StructParent', 'StructParents', 'AF', 'PtData', 'Associated'];
const PAGE_NOTES = ['Annots', 'Thumb', 'AA', 'B', 'Tabs', 'ID', 'Dur', 'Trans', 'SeparationInfo', 'VP', 'TemplateInstantiated', 'PresSteps'];
/** Values that fonts and colours need: the names of character collections. */
export const NEEDED: ReadonlySet<string> = new Set(['Registry', 'Ordering', 'names', 'CharSet', 'Panose', 'Style']);

/** Returns the PDF without anything but its pages, or `null` if it can't be had. */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    const source = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
    if (source.catalog.has(PDFName.of('OCProperties')) || !source.getPages().every(({ node }) => isDispensable(node.lookupMaybe(PDFName.of('Annots'), PDFArray)))) return null;
    // Before copying, for what nothing refers to any more is not copied.
    for (const [ref, object] of source.context.enumerateIndirectObjects()) source.context.assign(ref, withoutNotes(object));
    for (const { node } of source.getPages()) PAGE_NOTES.forEach((name) => node.delete(PDFName.of(name)));
    const target = await PDFDocument.create({ updateMetadata: false });
    for (const page of await target.copyPages(source, source.getPageIndices())) target.addPage(page);
    const cleaned = await target.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
    return isClean(cleaned) ? cleaned : null;
  } catch {
    return null;
  }
}

function isDispensable(annotations: PDFArray | undefined): boolean {
  if (annotations === undefined) return true;
  return Array.from({ length: annotations.size() }, (_, n) => annotations.lookupMaybe(n, PDFDict)).every((annotation) => (
    annotation === undefined || DISPENSABLE.has(String(annotation.lookup(PDFName.of('Subtype'))))
  ));
}

function withoutNotes(object: PDFObject): PDFObject {
  const dict = object instanceof PDFRawStream ? object.dict : object;
  if (dict instanceof PDFDict) for (const name of NOTES) dict.delete(PDFName.of(name));
  if (!(object instanceof PDFRawStream) || String(object.dict.get(PDFName.of('Filter'))) !== '/DCTDecode') return object;
  const contents = cleanJpeg(object.contents);
  object.dict.set(PDFName.of('Length'), object.dict.context.obj(contents.length));
  return PDFRawStream.of(object.dict, contents);
}

/** By the reader that finds everything: no text but what content streams show. */
function isClean(bytes: Uint8Array): boolean {
  const context: ReadContext = {
    limits: READ_LIMITS, depth: 0, spend: () => undefined,
    readInner: () => { throw new Unread('unread-part', 'a file in a cleaned file'); },
  };
  const file = readPdfFile(bytes, context);
  const graph = graphOf(file);
  const said = contentTexts(file, graph).parts.filter(({ kind }) => kind === 'hidden');
  const values = valueParts(file, graph).filter(({ path }) => !NEEDED.has(path.split('/').at(-1)!));
  const roles = file.objects.filter(({ raw }) => raw !== null).map((object) => ({ object, role: roleOf(object, file, graph) }));
  const strange = roles.filter(({ role, object }) => ['xmp', 'file', 'unknown'].includes(role) || (role === 'picture' && pictureParts(object, file).some(({ text }) => text.trim() !== '')));
  return said.length === 0 && values.length === 0 && strange.length === 0 && file.gaps.length === 0;
}
