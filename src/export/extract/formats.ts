/**
 * Formats: what a file's first bytes say it is, and what its name may then end in.
 * The bytes decide, because a name is only what somebody typed; the name must not
 * contradict them, because a reader of our pages goes by it.
 */
import { Unread } from './extracted.ts';

/** What the first bytes say; `text` needs the name to say which kind, `zip` and `compound` are containers of many formats. */
export type Signature = 'empty' | 'pdf' | 'zip' | 'compound' | 'gz' | 'image' | 'text' | 'unknown';

interface Magic { signature: Signature; at: number; bytes: string }

const MAGICS: readonly Magic[] = [
  { signature: 'pdf', at: 0, bytes: '%PDF-' },
  { signature: 'zip', at: 0, bytes: 'PK\x03\x04' },
  { signature: 'zip', at: 0, bytes: 'PK\x05\x06' },
  { signature: 'compound', at: 0, bytes: '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1' },
  { signature: 'gz', at: 0, bytes: '\x1F\x8B\x08' },
  { signature: 'image', at: 0, bytes: '\x89PNG\r\n\x1A\n' },
  { signature: 'image', at: 0, bytes: '\xFF\xD8\xFF' },
  { signature: 'image', at: 0, bytes: 'GIF87a' },
  { signature: 'image', at: 0, bytes: 'GIF89a' },
  { signature: 'image', at: 0, bytes: 'II*\0' },
  { signature: 'image', at: 0, bytes: 'MM\0*' },
  { signature: 'image', at: 8, bytes: 'WEBP' },
  // Formats that look like text and are none: their letters stand in escapes.
  { signature: 'unknown', at: 0, bytes: '{\\rtf' },
  { signature: 'unknown', at: 0, bytes: '%!PS' },
  { signature: 'unknown', at: 0, bytes: 'HWP Document File V' },
];

/** How many bytes are looked at for zero bytes, which no text has but UTF-16. */
const LOOKED_AT = 65_536;

/** Returns what the bytes say. */
export function signatureOf(bytes: Uint8Array): Signature {
  if (bytes.length === 0) return 'empty';
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1');
  const found = MAGICS.find(({ at, bytes: magic }) => head.startsWith(magic, at));
  if (found !== undefined) return found.signature;
  if (head.startsWith('BM') && isBitmap(bytes)) return 'image';
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return isUtf16 || !bytes.subarray(0, LOOKED_AT).includes(0) ? 'text' : 'unknown';
}

/** A bitmap says how long it is; `BM` alone could begin a text. */
function isBitmap(bytes: Uint8Array): boolean {
  if (bytes.length < 26) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(10, true) < bytes.length && [12, 40, 52, 56, 64, 108, 124].includes(view.getUint32(14, true));
}

const PICTURES = ['png', 'jpg', 'jpeg', 'jpe', 'jfif', 'gif', 'webp', 'bmp', 'dib', 'tif', 'tiff'];

/** The endings that a file of a format may have. Pictures are one family: programs show them by their bytes. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  pdf: ['pdf'], zip: ['zip'], gz: ['gz'], hwp: ['hwp', 'hwt'], hwpx: ['hwpx', 'hwtx'],
  // A package is a zip archive: calling it one is not wrong.
  docx: ['docx', 'docm', 'dotx', 'dotm', 'zip'], xlsx: ['xlsx', 'xlsm', 'xltx', 'xltm', 'zip'], pptx: ['pptx', 'pptm', 'potx', 'ppsx', 'ppsm', 'zip'],
  csv: ['csv'], tsv: ['tsv', 'tab'], txt: ['txt', 'text', 'log', 'asc', 'srt'], md: ['md', 'markdown'], json: ['json', 'geojson'], ndjson: ['jsonl', 'ndjson'],
  xml: ['xml', 'svg', 'kml', 'gml', 'rdf', 'rss', 'xsd'], html: ['html', 'htm', 'xhtml'], eml: ['eml', 'mht', 'mhtml'],
  png: PICTURES, jpeg: PICTURES, gif: PICTURES, webp: PICTURES, bmp: PICTURES, tiff: PICTURES,
};

/** Returns the lower-case ending of a name; `''` if it has none or only a number (`2024.1.15`). */
export function endingOf(name: string): string {
  const found = /\.([A-Za-z][A-Za-z0-9]{0,9}|7z)$/.exec(name);
  return found === null ? '' : found[1]!.toLowerCase();
}

/** Returns which text format a name's ending speaks of, `txt` without an ending, or `null`. */
export function textFormatOf(ending: string): string | null {
  if (ending === '') return 'txt';
  return TEXTS.find((format) => ENDINGS[format]!.includes(ending)) ?? null;
}

const TEXTS = ['csv', 'tsv', 'txt', 'md', 'json', 'ndjson', 'xml', 'html', 'eml'];

/** Returns whether any format we read may end so. */
export function isKnownEnding(ending: string): boolean {
  return Object.values(ENDINGS).some((endings) => endings.includes(ending));
}

/** @throws {Unread} `wrong-format` if the name says another format than the bytes. */
export function refuseOtherName(name: string, format: string): void {
  const ending = endingOf(name);
  if (ending === '' || (ENDINGS[format] ?? [format]).includes(ending)) return;
  throw new Unread('wrong-format', `the name ends in .${ending}, the bytes are ${format}`);
}
