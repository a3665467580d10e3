/**
 * Text strings of a PDF (ISO 32000-2 §7.9.2): UTF-16 and UTF-8 by their mark,
 * PDFDocEncoding otherwise. Korean programs also write UTF-8 and CP949 without a
 * mark; what can be either is given as both.
 */
import { textOfBinary } from './binary-text.ts';

/** PDFDocEncoding from 0x80 on where it differs from Latin-1. */
const UPPER = '•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž';
/** Control characters but tab and line ends: bytes that have them are no text. */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u0017\u007F]/;
const DATE = /^D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:[Zz+-].{0,9})?$/;

/** Returns a string as text; several readings on several lines; the text in it if it is binary. */
export function textString(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const even = buffer.length & ~1;
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return spoken(Buffer.from(buffer.subarray(2, even)).swap16().toString('utf16le'));
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return spoken(buffer.subarray(2, even).toString('utf16le'));
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return spoken(buffer.subarray(3).toString('utf8'));
  const latin = buffer.toString('latin1');
  if (!/[^\u0000-\u007E]/.test(latin)) return CONTROL.test(latin) ? textOfBinary(bytes) : dateText(latin);
  const readings = ['utf-8', 'euc-kr'].flatMap((encoding) => strictly(encoding, buffer)).filter((text) => !CONTROL.test(text));
  if (readings.length > 0) return [...new Set(readings)].join('\n');
  return CONTROL.test(latin) ? textOfBinary(bytes) : latin.replace(/[\u0080-\u009E]/g, (character) => UPPER[character.charCodeAt(0) - 0x80] ?? character);
}

function strictly(encoding: string, bytes: Uint8Array): string[] {
  try {
    return [new TextDecoder(encoding, { fatal: true }).decode(bytes)];
  } catch {
    return [];
  }
}

/** UTF-16 text may carry language marks between escapes (§7.9.2.2). */
function spoken(text: string): string {
  return text.replace(/\u001B[A-Za-z]{2,5}\u001B/g, '').replaceAll('\0', '');
}

/** `D:20240315…` reads as a date, lest its digits are taken for an account. */
function dateText(text: string): string {
  const found = DATE.exec(text);
  if (found === null) return text;
  const [, year, month = '01', day = '01', ...time] = found;
  return `${year}-${month}-${day} ${time.filter((part) => part !== undefined).join(':')}`.trim();
}
