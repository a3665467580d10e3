/**
 * Machine files: WebAssembly and fonts. Nobody writes a paper in them, but bytes that
 * nobody looks at are where a text could stay; so their readable strings are searched
 * and their place is fixed: the search engine's own folder, and `assets/`.
 */
import { unread } from '../limits.ts';
import type { Reading } from '../piece.ts';

const LEAST_STRING = 6;

/** Reads a WebAssembly module: header, then readable strings. */
export function readWasm(bytes: Buffer, reading: Reading): void {
  if (!/^pagefind\/|^assets\//.test(reading.path)) throw unread('expected WebAssembly in pagefind/ or assets/ only, got it elsewhere');
  if (bytes.readUInt32BE(0) !== 0x0061736d) throw unread('expected WebAssembly, got other bytes');
  reading.text(strings(bytes), 'strings', undefined, 'code');
}

/** Reads a web font: a WOFF or WOFF2 below `assets/`. Its metadata block, if any, is a refusal. */
export function readFont(bytes: Buffer, reading: Reading): void {
  if (!/^assets\//.test(reading.path) || reading.path.includes('!')) throw unread('expected fonts in assets/ only, got one elsewhere');
  const isTwo = bytes.toString('latin1', 0, 4) === 'wOF2';
  if (bytes.readUInt32BE(8) !== bytes.length) throw unread('expected a font as long as it says, got another');
  const metadata = bytes.readUInt32BE(isTwo ? 28 : 24);
  const own = bytes.readUInt32BE(isTwo ? 40 : 36);
  if (metadata !== 0 || own !== 0) throw unread('expected a font without metadata, got one with');
  reading.text(strings(bytes), 'strings', undefined, 'code');
}

/** Runs of printable ASCII or Hangul in UTF-8; random bytes make few and short ones. */
function strings(bytes: Buffer): string {
  const runs: string[] = [];
  for (const [run] of bytes.toString('latin1').matchAll(/(?:[\x20-\x7e]|[\xea-\xed][\x80-\xbf]{2}){6,100000}/g)) {
    if (run.length >= LEAST_STRING) runs.push(Buffer.from(run, 'latin1').toString('utf8'));
  }
  return runs.join('\n');
}
