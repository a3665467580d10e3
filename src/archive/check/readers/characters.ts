/**
 * Characters: bytes to text, strictly. UTF-8, or UTF-16 with a byte-order mark; a
 * byte that is neither is a refusal and not a replacement character, because what a
 * browser would guess from it is not what was checked.
 */
import { LIMITS, unread } from '../limits.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });
const UTF16 = { le: new TextDecoder('utf-16le', { fatal: true }), be: new TextDecoder('utf-16be', { fatal: true }) };
const LINES_BYTES = 2 ** 20;

/** Returns the text of a file, without a byte-order mark. */
export function decoded(bytes: Uint8Array): string {
  if (bytes.length > LIMITS.fileBytes / 2) throw unread(`expected at most ${LIMITS.fileBytes / 2} bytes of text in one piece, got ${bytes.length}`);
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return UTF16.le.decode(bytes);
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return UTF16.be.decode(bytes);
    const text = UTF8.decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    throw unread('expected UTF-8 text, got other bytes');
  }
  throw unread('expected text, got a NUL byte');
}

/** Yields the text in pieces of about a megabyte that end with a line, each with the number of its first line. */
export function* lineBlocks(bytes: Buffer): Generator<{ text: string; line: number }> {
  if (bytes.length <= LINES_BYTES || bytes[0] === 0xff || bytes[0] === 0xfe) return yield { text: decoded(bytes), line: 1 };
  let line = 1;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, Math.min(bytes.length, start + LINES_BYTES));
    const end = newline === -1 ? bytes.length : newline + 1;
    const text = decoded(bytes.subarray(start, end));
    yield { text, line };
    line += text.split('\n').length - 1;
    start = end;
  }
}
