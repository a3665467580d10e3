/**
 * HWPX: Hangul documents as a package (KS X 6101, OWPML). Readers get the sections in
 * order; the security read takes the previews, the history, settings and scripts as
 * well. The preview is what the document said when it was last saved: masking the
 * body is not enough.
 */
import { textOfBinary } from './binary-text.ts';
import { decodeText } from './decode-text.ts';
import { Unread, type Part, type PartKind, type ReadContext, type ReadFile } from './extracted.ts';
import { refuseHiddenDisplay } from './hidden-display.ts';
import { textOfSection, unseenShapes } from './hwpx-text.ts';
import { joinBlocks } from './markdown.ts';
import { placeOf } from './ooxml.ts';
import { partsOf, readEmbedded } from './ooxml-parts.ts';
import { readPreview } from './preview.ts';
import { wideText } from './wide-text.ts';
import { decodeXml, textOfXml } from './xml-text.ts';
import type { Zip, ZipEntry } from './zip.ts';

const SECTION = /^Contents\/section(\d{1,4})\.xml$/i;
const MASTER_PAGE = /^Contents\/masterpage\d{1,4}\.xml$/i;

/** Reads an opened HWPX package. @throws {Unread} */
export async function readHwpx(zip: Zip, context: ReadContext): Promise<ReadFile> {
  refuseEncrypted(zip);
  const hasPreviewText = zip.entries.some(({ name, sizeBytes }) => /^Preview\/.{1,60}\.txt$/i.test(name) && sizeBytes > 2);
  const unseen = unseenShapes(xmlOf(zip, 'Contents/header.xml'));
  const parts: Part[] = [...zip.notes];
  const sections: { number: number; markdown: string }[] = [];
  for (const entry of zip.entries) {
    const { name } = entry;
    if (!SECTION.test(name) && !MASTER_PAGE.test(name)) {
      parts.push(...await readPart(entry, hasPreviewText, context));
      continue;
    }
    const { visible, hidden, markdown, attributes, asides } = textOfSection(placeOf(name), decodeXml(placeOf(name), entry.read()), unseen);
    parts.push({ path: name, kind: 'visible', text: visible }, { path: `${name}#hidden`, kind: 'hidden', text: hidden }, ...partsOf(name, 'hidden', { text: '', attributes, asides }));
    const section = SECTION.exec(name);
    if (section !== null) sections.push({ number: Number(section[1]), markdown });
  }
  if (sections.length === 0) throw new Unread('corrupt', 'hwpx: expected sections, got none');
  const markdown = joinBlocks(sections.sort((one, other) => one.number - other.number).map((section) => section.markdown));
  const all = parts.filter(({ text }) => text !== '');
  refuseHiddenDisplay(markdown, all);
  return { outcome: 'read', format: 'hwpx', parts: all, markdown: markdown === '' ? null : markdown, sheets: [] };
}

function xmlOf(zip: Zip, name: string): string {
  const entry = zip.entries.find((candidate) => candidate.name === name);
  return entry === undefined ? '' : decodeXml(name, entry.read());
}

/** A password leaves the package readable and encrypts its entries; the manifest, where there is one, says so. */
function refuseEncrypted(zip: Zip): void {
  if (/encryption-data|<[\w:]{0,20}encryption/i.test(xmlOf(zip, 'META-INF/manifest.xml'))) throw new Unread('encrypted', 'hwpx: a password');
}

const KINDS: readonly { pattern: RegExp; kind: PartKind; takesAll: boolean }[] = [
  { pattern: /^(?:mimetype|version\.xml|settings\.xml|META-INF\/|Contents\/content\.hpf|Contents\/header\.xml)/i, kind: 'metadata', takesAll: false },
  { pattern: /^Chart\//i, kind: 'visible', takesAll: false },
];

async function readPart(entry: ZipEntry, hasPreviewText: boolean, context: ReadContext): Promise<Part[]> {
  const { name } = entry;
  const bytes = entry.read();
  if (bytes.length === 0 || name === 'mimetype') return [];
  if (/^Preview\/.{1,60}\.txt$/i.test(name)) return [{ path: name, kind: 'hidden', text: previewText(bytes) }];
  if (/^Preview\//i.test(name)) return readPreview(name, bytes, hasPreviewText, context);
  if (/^Scripts\//i.test(name)) return [{ path: name, kind: 'hidden', text: textOfBinary(bytes) }];
  if (/\.(?:xml|hpf|rdf)$/i.test(name)) {
    const rule = KINDS.find(({ pattern }) => pattern.test(name)) ?? { kind: 'hidden', takesAll: true };
    return partsOf(name, rule.kind, textOfXml(placeOf(name), decodeXml(placeOf(name), bytes), rule.takesAll));
  }
  return readEmbedded(name, bytes, context);
}

/** UTF-8 as a rule; some writers keep the UTF-16 of the older format. */
function previewText(bytes: Uint8Array): string {
  return bytes.includes(0) ? wideText(bytes) : decodeText(bytes);
}
