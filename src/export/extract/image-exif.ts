/**
 * EXIF (CIPA DC-008, TIFF 6.0 §2): every value of every directory, the place where
 * a photograph was taken in words, and the thumbnail.
 *
 * Offsets lead where they like, so text is also looked for in the bytes
 * themselves: what no directory points at still leaves the house with the file.
 */
import { textOfBinary } from './binary-text.ts';
import { latin } from './image-file.ts';
import { wideText } from './wide-text.ts';

export interface Exif { text: string; thumbnails: readonly Uint8Array[] }

const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const POINTERS: Readonly<Record<number, string>> = { 0x8769: 'Exif', 0x8825: 'GPS', 0xa005: 'Interoperability' };
const GPS = { latitudeSide: 1, latitude: 2, longitudeSide: 3, longitude: 4 };
const THUMBNAIL = { start: 0x0201, length: 0x0202 };
const MOST_DIRECTORIES = 16;
const MOST_ENTRIES = 1_000;

interface Entry { tag: number; type: number; bytes: Uint8Array }
interface Block { bytes: Uint8Array; view: DataView; isLittle: boolean }

/** Returns the texts and thumbnails of a TIFF structure; damage ends the reading of directories, not of bytes. */
export function readExif(bytes: Uint8Array): Exif {
  const raw = textOfBinary(bytes);
  const order = latin(bytes.subarray(0, 2));
  if (bytes.length < 8 || (order !== 'II' && order !== 'MM')) return { text: raw, thumbnails: [] };
  const block: Block = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), isLittle: order === 'II' };
  const lines: string[] = [];
  const thumbnails: Uint8Array[] = [];
  const waiting: [string, number][] = [['IFD0', block.view.getUint32(4, block.isLittle)]];
  const seen = new Set<number>();
  while (waiting.length > 0 && seen.size < MOST_DIRECTORIES) {
    const [name, start] = waiting.shift()!;
    if (start === 0 || seen.has(start) || start + 2 > bytes.length) continue;
    seen.add(start);
    const { entries, next } = readDirectory(block, start);
    waiting.push(['IFD1', next], ...entries.flatMap(({ tag, bytes: value }): [string, number][] => (POINTERS[tag] === undefined ? [] : [[POINTERS[tag], numbersOf(block, 4, value)[0] ?? 0]])));
    lines.push(...entries.flatMap((entry) => valueText(entry)), ...(name === 'GPS' ? placeText(block, entries) : []));
    thumbnails.push(...thumbnailOf(block, entries));
  }
  return { text: [...new Set([...lines, ...raw.split('\n')])].filter((line) => line !== '').join('\n'), thumbnails };
}

function readDirectory({ bytes, view, isLittle }: Block, start: number): { entries: Entry[]; next: number } {
  const count = Math.min(view.getUint16(start, isLittle), MOST_ENTRIES, Math.floor((bytes.length - start - 2) / 12));
  const entries: Entry[] = [];
  for (let at = start + 2; at < start + 2 + 12 * count; at += 12) {
    const type = view.getUint16(at + 2, isLittle);
    const length = view.getUint32(at + 4, isLittle) * (TYPE_BYTES[type] ?? 1);
    const from = length <= 4 ? at + 8 : view.getUint32(at + 8, isLittle);
    entries.push({ tag: view.getUint16(at, isLittle), type, bytes: bytes.subarray(Math.min(from, bytes.length), Math.min(from + length, bytes.length)) });
  }
  const end = start + 2 + 12 * count;
  return { entries, next: end + 4 <= bytes.length ? view.getUint32(end, isLittle) : 0 };
}

/** Texts by their type; the five Windows tags and user comments have their own encodings. */
function valueText({ tag, type, bytes }: Entry): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (tag >= 0x9c9b && tag <= 0x9c9f) return [wideText(buffer).replaceAll('\0', '').trim()];
  if (tag === 0x9286 && latin(bytes.subarray(0, 7)) === 'UNICODE') {
    const units = buffer.subarray(8);
    return [wideText(units), wideText(Buffer.from(units.subarray(0, units.length & ~1)).swap16())].map((text) => text.replaceAll('\0', '').trim());
  }
  return type === 2 || type === 7 ? [textOfBinary(bytes)] : [];
}

function numbersOf({ isLittle }: Block, type: number, bytes: Uint8Array): number[] {
  const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = TYPE_BYTES[type]!;
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, n) => (
    size === 8 ? values.getUint32(8 * n, isLittle) / (values.getUint32(8 * n + 4, isLittle) || 1) : values.getUint32(4 * n, isLittle)
  ));
}

/** A place tells a home. It is numbers in the file, so no search for text would find it. */
function placeText(block: Block, entries: readonly Entry[]): string[] {
  const value = (tag: number) => entries.find((entry) => entry.tag === tag);
  const degrees = (tag: number, sideTag: number) => {
    const [hours = 0, minutes = 0, seconds = 0] = numbersOf(block, 5, value(tag)?.bytes ?? new Uint8Array(0));
    return `${(hours + minutes / 60 + seconds / 3600).toFixed(6)} ${latin(value(sideTag)?.bytes.subarray(0, 1) ?? new Uint8Array(0))}`;
  };
  if (value(GPS.latitude) === undefined || value(GPS.longitude) === undefined) return [];
  return [`GPS ${degrees(GPS.latitude, GPS.latitudeSide)}, ${degrees(GPS.longitude, GPS.longitudeSide)}`];
}

function thumbnailOf(block: Block, entries: readonly Entry[]): Uint8Array[] {
  const number = (tag: number) => numbersOf(block, 4, entries.find((entry) => entry.tag === tag)?.bytes ?? new Uint8Array(0))[0];
  const [start, length] = [number(THUMBNAIL.start), number(THUMBNAIL.length)];
  if (start === undefined || length === undefined || start + length > block.bytes.length) return [];
  return [block.bytes.subarray(start, start + length)];
}
