/**
 * HWP 5: Hangul documents as a compound file (Hancom, "한글 문서 파일 형식 5.0", revision
 * 1.3). Passwords and distribution documents encrypt the body; both are told by the
 * header and not tried. Every other stream is read: previews, summary, scripts, links
 * and pictures. HWP 3 is another format and is not read.
 */
import { textOfBinary } from './binary-text.ts';
import type { Compound, CompoundStream } from './cfb.ts';
import { Unread, type Part, type ReadContext, type ReadFile } from './extracted.ts';
import { refuseHiddenDisplay } from './hidden-display.ts';
import { hasRest, readRecords, TAG, unpackStream, type HwpRecord } from './hwp-records.ts';
import { textOfHwpSection, unseenHwpShapes } from './hwp-text.ts';
import { pictureFormat } from './image-file.ts';
import { joinBlocks } from './markdown.ts';
import { readEmbedded } from './ooxml-parts.ts';
import { readPreview } from './preview.ts';
import { wideText } from './wide-text.ts';

/** Bits of the header's properties (§3.2.1) that mean the body is encrypted or not all there. */
const REFUSED: readonly { bit: number; problem: 'encrypted' | 'unread-part'; what: string }[] = [
  { bit: 1, problem: 'encrypted', what: 'a password' },
  { bit: 2, problem: 'encrypted', what: 'a distribution document' },
  { bit: 4, problem: 'encrypted', what: 'rights management' },
  { bit: 8, problem: 'encrypted', what: 'a certificate' },
  { bit: 10, problem: 'encrypted', what: 'a certificate with rights management' },
  { bit: 13, problem: 'encrypted', what: 'personal information under a password' },
];

/** Reads an opened HWP 5 file. @param header - its stream `FileHeader`. @throws {Unread} */
export async function readHwp({ streams }: Compound, header: Uint8Array, leftovers: readonly Part[], context: ReadContext): Promise<ReadFile> {
  const flags = flagsOf(header);
  const isPacked = (flags & 1) !== 0;
  const find = (path: string): Uint8Array | undefined => streams.find((stream) => stream.path === path)?.bytes;
  const hasPreviewText = wideText(find('PrvText') ?? new Uint8Array()).trim() !== '';
  const information = unpackStream(find('DocInfo') ?? new Uint8Array(), isPacked, context);
  const styles = readRecords(information.bytes);
  refuseTrackedChanges(styles);
  const unseen = unseenHwpShapes(styles);
  const parts: Part[] = [...leftovers, { path: 'DocInfo', kind: 'metadata', text: informationText(styles) }];
  const sections: { number: number; markdown: string }[] = [];
  for (const stream of streams) {
    const section = /^BodyText\/Section(\d{1,5})$/.exec(stream.path);
    if (section === null) {
      parts.push(...await readStream(stream, isPacked, hasPreviewText, context));
      continue;
    }
    const { bytes, rest } = unpackStream(stream.bytes, isPacked, context);
    if (hasRest(rest)) parts.push({ path: `${stream.path}#rest`, kind: 'hidden', text: textOfBinary(rest) });
    const { visible, hidden, markdown, notes } = textOfHwpSection(readRecords(bytes), unseen);
    parts.push({ path: stream.path, kind: 'visible', text: visible }, { path: `${stream.path}#hidden`, kind: 'hidden', text: hidden }, { path: `${stream.path}#notes`, kind: 'hidden', text: notes });
    sections.push({ number: Number(section[1]), markdown });
  }
  if (sections.length === 0) throw new Unread('corrupt', 'hwp: expected sections, got none');
  const markdown = joinBlocks(sections.sort((one, other) => one.number - other.number).map((part) => part.markdown));
  const all = parts.filter(({ text }) => text !== '');
  refuseHiddenDisplay(markdown, all);
  return { outcome: 'read', format: 'hwp', parts: all, markdown: markdown === '' ? null : markdown, sheets: [] };
}

function flagsOf(header: Uint8Array): number {
  if (header.length < 40) throw new Unread('corrupt', 'hwp: expected a header of 256 bytes');
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (view.getUint32(32, true) >>> 24 !== 5) throw new Unread('unknown-format', `hwp: version ${view.getUint32(32, true) >>> 24}, expected 5`);
  const flags = view.getUint32(36, true);
  const refused = REFUSED.find(({ bit }) => (flags & (1 << bit)) !== 0);
  if (refused !== undefined) throw new Unread(refused.problem, `hwp: ${refused.what}`);
  return flags;
}

/** The specification does not say how a deleted stretch is marked in the text, so nobody can leave it out. */
function refuseTrackedChanges(styles: readonly HwpRecord[]): void {
  if (flatten(styles).some(({ tag }) => tag === TAG.trackChange)) throw new Unread('hidden-text', 'hwp: tracked changes that are not settled');
}

function flatten(records: readonly HwpRecord[]): HwpRecord[] {
  return records.flatMap((record) => [record, ...flatten(record.children)]);
}

/** Names of fonts and styles, paths of linked pictures, authors of changes; not the tables of shapes. */
function informationText(styles: readonly HwpRecord[]): string {
  const numeric = new Set<number>([0x10, 0x11, 0x14, TAG.charShape, 0x16, 0x19]);
  const texts = flatten(styles).filter(({ tag }) => !numeric.has(tag)).map(({ data }) => textOfBinary(data, 'utf-16'));
  return [...new Set(texts.filter((text) => text !== ''))].join('\n');
}

async function readStream({ path, bytes }: CompoundStream, isPacked: boolean, hasPreviewText: boolean, context: ReadContext): Promise<Part[]> {
  if (bytes.length === 0 || path === 'FileHeader' || path === 'DocInfo') return [];
  if (path === 'PrvText') return [{ path, kind: 'hidden', text: wideText(bytes) }];
  if (path === 'PrvImage') return readPreview(path, bytes, hasPreviewText, context);
  if (path.startsWith('BinData/')) return readData(path, bytes, context);
  if (/^\u0005\w{0,30}Information$/.test(path)) return [{ path: path.slice(1), kind: 'metadata', text: textOfBinary(bytes) }];
  if (/^(?:Scripts|DocOptions|XMLTemplate|Bibliography)\//.test(path)) return [{ path, kind: 'hidden', text: textOfBinary(unpackedOrNot(bytes, isPacked, context)) }];
  if (path.startsWith('lost/')) return [{ path, kind: 'hidden', text: textOfBinary(bytes) }];
  throw new Unread('unread-part', 'hwp: a stream of history, of a version or of an unknown program');
}

/** Pictures and objects are packed or not, each by its own record; their first bytes say which. */
async function readData(path: string, bytes: Uint8Array, context: ReadContext): Promise<Part[]> {
  const name = path.replace(/\.(?:ole|OLE)$/, '');
  const unpacked = pictureFormat(bytes) === null ? unpackStream(bytes, true, context).bytes : bytes;
  const isObject = /\.ole$/i.test(path) && unpacked.length > 12 && unpacked[4] === 0xd0 && unpacked[5] === 0xcf;
  return readEmbedded(name, isObject ? unpacked.subarray(4) : unpacked, context);
}

/** Scripts are packed like the body, options are not; what does not unpack is taken as it lies there. */
function unpackedOrNot(bytes: Uint8Array, isPacked: boolean, context: ReadContext): Uint8Array {
  try {
    return unpackStream(bytes, isPacked, context).bytes;
  } catch (problem) {
    if (problem instanceof Unread && problem.problem === 'corrupt') return bytes;
    throw problem;
  }
}
