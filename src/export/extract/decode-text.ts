/**
 * Decodes a text file that no mapping describes: UTF-8, UTF-16 with its mark, CP949,
 * and windows-1252 for Latin texts. Only what decodes without loss is taken, and
 * only in an encoding in which it reads like writing: no detector finds a name in
 * mojibake.
 */
import iconv from 'iconv-lite';
import { Unread } from './extracted.ts';

const REPLACEMENT = '\uFFFD';

/** Returns the text without byte order mark and control characters, its line ends as `\n`. @throws {Unread} `corrupt` if it is in no encoding we know */
export function decodeText(bytes: Uint8Array): string {
  return plainText(decoded(bytes));
}

function decoded(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff])) throw new Unread('unread-part', 'text in UTF-32');
  if (startsWith(bytes, [0xff, 0xfe])) return strict(bytes, 'utf-16le') ?? refuse('not valid UTF-16');
  if (startsWith(bytes, [0xfe, 0xff])) return strict(bytes, 'utf-16be') ?? refuse('not valid UTF-16');
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return strict(bytes, 'utf-8') ?? refuse('not valid UTF-8');
  return strict(bytes, 'utf-8') ?? korean(bytes) ?? latin(bytes) ?? refuse('neither UTF-8, UTF-16, CP949 nor windows-1252');
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function strict(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** CP949 gives two bytes of almost anything a meaning; Korean text is mostly Hangul syllables and known signs. */
function korean(bytes: Uint8Array): string | null {
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'cp949');
  if (text.includes(REPLACEMENT)) return null;
  const wide = text.match(/[^\u0000-\u007F]/gu) ?? [];
  const hangul = wide.filter((character) => /[가-힣ㄱ-ㆎ\u3000-\u303F\uFF00-\uFFEF]/u.test(character)).length;
  return hangul * 2 >= wide.length ? text : null;
}

/** Any bytes are windows-1252, so what is not mostly ASCII letters is not taken for it. */
function latin(bytes: Uint8Array): string | null {
  const high = bytes.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
  if (high * 5 > bytes.length) return null;
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'windows-1252');
  return text.includes(REPLACEMENT) ? null : text;
}

function refuse(detail: string): never {
  throw new Unread('corrupt', `text: ${detail}`);
}

/** A character that no one sees may not divide a number. */
function plainText(text: string): string {
  return text.replace(/^\uFEFF{1,9}/, '').replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u009F]/g, '').replaceAll('\f', '\n');
}
