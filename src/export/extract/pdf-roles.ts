/**
 * Roles: what each stream of a PDF is, so that none is passed over. A stream whose
 * role nobody knows and that is no text makes the file unreadable.
 *
 * Font programs are not searched: they hold shapes and their maker's notices. That
 * they are fonts is checked by their first bytes.
 */
import type { CosObject, PdfFile } from './pdf-file.ts';
import type { PdfGraph } from './pdf-graph.ts';
import type { CosDict } from './pdf-syntax.ts';

export type Role = 'structure' | 'picture' | 'alpha' | 'content' | 'xmp' | 'file' | 'font' | 'map' | 'numbers' | 'unknown';

const FONTS = ['\u0000\u0001\u0000\u0000', 'OTTO', 'true', 'ttcf', '%!', '\u0080\u0001', '\u0001\u0000'];
const LABELS: readonly (readonly [Role, readonly string[]])[] = [
  ['font', ['FontFile', 'FontFile2', 'FontFile3']],
  ['map', ['ToUnicode', 'UseCMap', 'Encoding']],
  ['file', ['EF']],
  ['alpha', ['SMask', 'Mask']],
  ['numbers', ['CIDToGIDMap', 'CIDSet', 'JBIG2Globals', 'Shading', 'Function', 'Functions', 'TR', 'TR2', 'BG', 'BG2', 'UCR', 'UCR2', 'HT']],
  ['content', ['Contents', 'CharProcs', 'AP', 'N', 'R', 'D']],
];

/** Returns what a stream is: by what it says of itself, by the keys that refer to it, and at last by what is in it. */
export function roleOf(object: CosObject, file: PdfFile, graph: PdfGraph): Role {
  const role = statedRole(object, graph.labels.get(object.number));
  return role === 'unknown' && isContent(file.decode(object).bytes) ? 'content' : role;
}

function statedRole(object: CosObject, labels: ReadonlySet<string> | undefined): Role {
  const { entries } = object.value as CosDict;
  const name = (key: string) => {
    const value = entries.get(key);
    return value?.type === 'name' ? value.value : '';
  };
  if (name('Type') === 'XRef' || name('Type') === 'ObjStm') return 'structure';
  const has = (role: Role) => LABELS.some(([of, keys]) => of === role && keys.some((key) => labels?.has(key) === true));
  if (name('Subtype') === 'Image' || labels?.has('Thumb') === true) return has('alpha') && !labels!.has('XObject') ? 'alpha' : 'picture';
  if (name('Subtype') === 'Form' || entries.has('PatternType')) return 'content';
  if (name('Type') === 'Metadata') return 'xmp';
  if (name('Type') === 'EmbeddedFile') return 'file';
  if (name('Type') === 'CMap') return 'map';
  if (entries.has('FunctionType') || entries.has('ShadingType')) return 'numbers';
  return LABELS.find(([role]) => has(role))?.[0] ?? 'unknown';
}

/** Whether bytes begin as a font program does. */
export function isFontProgram(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  return bytes.length === 0 || FONTS.some((magic) => start.startsWith(magic));
}

/** Whether bytes are a colour profile (ISO 15076-1 §7.2.9). */
export function isProfile(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(36, 40)).toString('latin1') === 'acsp';
}

/** Whether bytes look like a content stream that shows text. */
function isContent(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 1_000_000)).toString('latin1');
  return /\bBT\b/.test(start) && /T[jJ]\b/.test(start);
}
