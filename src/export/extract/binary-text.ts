/**
 * The text in bytes that have no text format: printer settings, form controls,
 * unknown records. Takes every run of characters that a person could have written,
 * as UTF-16, as UTF-8 and as CP949, and leaves the noise between them.
 *
 * A run of Chinese characters alone is no text here: any two bytes of ASCII make
 * one, and every control record of an HWP file would read as Hanja.
 */
import iconv from 'iconv-lite';
import { wideText } from './wide-text.ts';

/** What a person writes: printable ASCII, Latin letters, Hangul, full-width forms, Hanja and punctuation. */
const WRITTEN = '\\u0020-\\u007E\\u00A0-\\u024F\\u1100-\\u11FF\\u2010-\\u2044\\u3000-\\u303F\\u3130-\\u318F\\u4E00-\\u9FFF\\uAC00-\\uD7A3\\uFF01-\\uFF5E';
const RUN = new RegExp(`[${WRITTEN}]{3,65535}`, 'gu');
const CERTAIN = /[0-9A-Za-z가-힣]/u;
const MINIMUM_BYTES = 4;

/**
 * Returns the runs of text, one a line; `''` if there are none.
 *
 * @param encoding - `utf-16` where nothing else can stand: fewer bytes then look like text.
 */
export function textOfBinary(bytes: Uint8Array, encoding: 'utf-16' | 'any' = 'any'): string {
  if (bytes.length < MINIMUM_BYTES) return '';
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const readings = [wideText(bytes), wideText(bytes.subarray(1))];
  if (encoding === 'any') readings.push(buffer.toString('utf8'));
  if (encoding === 'any' && bytes.some((byte) => byte > 0x7f)) readings.push(iconv.decode(buffer, 'cp949'));
  const runs = new Set<string>();
  for (const [index, reading] of readings.entries()) {
    for (const [run] of reading.matchAll(RUN)) if (isText(run, index < 2)) runs.add(run.trim());
  }
  return [...runs].join('\n');
}

/** In UTF-16 three characters are rarely an accident; in bytes they often are. */
function isText(run: string, isWide: boolean): boolean {
  if (!CERTAIN.test(run)) return false;
  if (!isWide) return run.trim().length >= 4;
  const certain = [...run].filter((character) => CERTAIN.test(character) || character === ' ').length;
  return certain * 2 >= run.length;
}
