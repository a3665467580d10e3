/**
 * Files: the attachments of a document and the line that lists them (붙임). Tables
 * and notes carry their text; office files are bytes nobody has read yet.
 */
import type { SampleFile } from './city.ts';
import type { Random } from './random.ts';
import type { Writing } from './writing.ts';

/** Sizes usual for a format, in KiB. */
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  hwp: [28, 940],
  hwpx: [24, 780],
  pdf: [90, 6200],
  xlsx: [11, 340],
  zip: [800, 42000],
  jpg: [350, 4800],
};

/** Returns a size in bytes usual for the format. */
export function officeFormatSize(random: Random, format: string): number {
  const [low, high] = SIZES[format] ?? [10, 500];
  return random.integer(low * 1024, high * 1024);
}

/** Returns an attachment whose content is not readable, of a size usual for its format. */
export function officeFile(writing: Writing, name: string): SampleFile {
  return open(name, officeFormatSize(writing.random, name.split('.').at(-1)!), null);
}

/** Returns an attachment with readable text. */
export function textFile(name: string, text: string): SampleFile {
  return open(name, Buffer.byteLength(text), text);
}

/** Returns a CSV attachment; cells with commas or quotes are quoted (RFC 4180). */
export function csvFile(name: string, rows: readonly (readonly (string | number)[])[]): SampleFile {
  const cell = (value: string | number): string =>
    /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
  return textFile(name, rows.map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n');
}

/** Returns the closing line: the attachments by title, and 끝. */
export function closing(files: readonly SampleFile[]): string {
  const titles = files.map(({ name }) => name.replace(/\.[a-z]+$/, ''));
  if (titles.length === 0) return '끝.';
  if (titles.length === 1) return `붙임  ${titles[0]} 1부.  끝.`;
  return titles
    .map((title, index) => `${index === 0 ? '붙임  ' : '　　　'}${index + 1}. ${title} 1부.${index === titles.length - 1 ? '  끝.' : ''}`)
    .join('  \n');
}

function open(name: string, sizeBytes: number, text: string | null): SampleFile {
  return { role: 'attachment', name, sizeBytes, disclosureCode: '1', grounds: [], text };
}
