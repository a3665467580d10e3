/**
 * The parts of an Office package that its own reader does not take: relationships,
 * properties, custom XML, charts, drawings, pictures, embedded files, settings. None
 * is skipped: a part that nobody can read gives the file up.
 */
import { textOfBinary } from './binary-text.ts';
import { Unread, type Part, type PartKind, type ReadContext, type ReadFile } from './extracted.ts';
import { pictureFormat } from './image-file.ts';
import { placeOf, type Ooxml } from './ooxml.ts';
import { readPreview } from './preview.ts';
import { decodeXml, lines, textOfXml, type XmlText } from './xml-text.ts';
import type { ZipEntry } from './zip.ts';

/** What a program shows, notes or hides of a part, by its content type or its name. */
const KINDS: readonly { pattern: RegExp; kind: PartKind; takesAll?: boolean }[] = [
  { pattern: /^docProps\//i, kind: 'metadata', takesAll: true },
  { pattern: /^\[Content_Types\]\.xml$/i, kind: 'metadata' },
  { pattern: /^(?:customXml|docMetadata)\//i, kind: 'hidden', takesAll: true },
  { pattern: /comment|person|people|externalLink|slideLayout|slideMaster|pivotCache|connections|queryTable|revision|userNames|volatile|glossary|notes|notesSlide|handout|customXml|ctrlProp|activeX|slicer|timeline/i, kind: 'hidden' },
  { pattern: /drawingml\.(?:chart|chartshapes|diagramData)\+xml|chartex|drawing\+xml|spreadsheetml\.(?:chartsheet|table)/i, kind: 'visible' },
  { pattern: /styles|theme|fontTable|settings|webSettings|numbering|stylesWithEffects|colors|quickStyle|presProps|viewProps|tableStyles|calcChain|metadata|tags/i, kind: 'metadata' },
];

/** Returns the parts in all entries that are not `taken`. @throws {Unread} */
export async function readOtherParts(ooxml: Ooxml, taken: ReadonlySet<string>, context: ReadContext): Promise<Part[]> {
  const parts: Part[] = [...ooxml.zip.notes];
  for (const entry of ooxml.zip.entries) {
    if (!taken.has(entry.name)) parts.push(...await readPart(ooxml, entry, context));
  }
  return parts;
}

async function readPart(ooxml: Ooxml, entry: ZipEntry, context: ReadContext): Promise<Part[]> {
  const { name } = entry;
  const bytes = entry.read();
  const type = ooxml.typeOf(name);
  if (bytes.length === 0) return [];
  if (/\.rels$/i.test(name)) return [{ path: name, kind: 'hidden', text: textOfXml(placeOf(name), decodeXml(placeOf(name), bytes)).attributes }];
  if (/vbaProject|vbaData/i.test(`${type} ${name}`)) throw new Unread('unread-part', 'a macro project');
  if (/\.vml$/i.test(name) || /vmlDrawing/i.test(type)) return partsOf(name, 'hidden', textOfVml(name, bytes));
  if (/printerSettings|customProperty|control\+xml|activeX/i.test(type) && /\.bin$/i.test(name) && !isCompound(bytes)) return [{ path: name, kind: 'metadata', text: textOfBinary(bytes) }];
  if (/\+?xml$/i.test(type) || /\.xml$/i.test(name)) {
    const rule = KINDS.find(({ pattern }) => pattern.test(name)) ?? KINDS.find(({ pattern }) => pattern.test(type));
    return partsOf(name, rule?.kind ?? 'hidden', textOfXml(placeOf(name), decodeXml(placeOf(name), bytes), rule?.takesAll ?? false));
  }
  if (/^docProps\/thumbnail/i.test(name) && pictureFormat(bytes) !== null) return readPreview(name, bytes, false, context);
  return readEmbedded(name, bytes, context);
}

/** The text of an XML part has the part's kind; its attributes and comments nobody sees. */
export function partsOf(path: string, kind: PartKind, { text, attributes, asides }: XmlText): Part[] {
  const parts: Part[] = [
    { path, kind, text },
    { path: `${path}#attributes`, kind: kind === 'metadata' ? 'metadata' : 'hidden', text: attributes },
    { path: `${path}#comments`, kind: 'hidden', text: asides },
  ];
  return parts.filter((part) => part.text !== '');
}

/** Excel writes drawings of the old kind as XML that is sometimes none. */
function textOfVml(name: string, bytes: Uint8Array): XmlText {
  const xml = decodeXml(placeOf(name), bytes);
  try {
    return textOfXml(placeOf(name), xml);
  } catch {
    return { text: lines(xml.replace(/<[^<>]{0,65535}>/g, '\n')), attributes: xml.replace(/[<>]/g, '\n'), asides: '' };
  }
}

/** Reads a picture or an embedded file: a picture is seen, what lies in an embedded file only if it is opened. */
export async function readEmbedded(name: string, bytes: Uint8Array, context: ReadContext): Promise<Part[]> {
  const file = await readKnown(name, bytes, context);
  const isSeen = ['png', 'jpeg', 'gif', 'webp', 'bmp', 'tiff'].includes(file.format);
  return file.parts.map(({ path, kind, text }) => ({ path, kind: kind === 'visible' && !isSeen ? 'hidden' : kind, text }));
}

async function readKnown(name: string, bytes: Uint8Array, context: ReadContext): Promise<ReadFile> {
  try {
    return await context.readInner(/\.(?:bin|tmp|ole|dat)$/i.test(name) ? name.replace(/\.[^.]{1,4}$/, '') : name, bytes);
  } catch (problem) {
    if (problem instanceof Unread && problem.problem === 'unknown-format') throw new Unread('unread-part', `${placeOf(name)}: ${problem.detail}`);
    throw problem;
  }
}

function isCompound(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf;
}
