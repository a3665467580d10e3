/**
 * Wire: what a page weighs on its way to a phone: the body after brotli (quality 11, as
 * hosts keep static files) and its header fields.
 *
 * The budgets were set with a flat 250 bytes for the fields, so that they hold pages and
 * not hosts; `wireBytes` counts those. What the fields really take is `headerBytes`, which
 * the slow line sends and the benchmark prints: three quarters of it with HTTP/2.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { headersOf } from '../../src/site/security/headers.ts';
import { mediaTypeOf } from '../../src/site/security/media-types.ts';

/** What a host adds by itself. */
const OF_THE_HOST = { 'Content-Encoding': 'br', 'Content-Length': '00000', 'Cache-Control': 'max-age=600', Date: 'Thu, 01 Jan 1970 00:00:00 GMT', ETag: '"0123456789abcdef"' };

/** What budgets count for the header fields of one answer. */
export const FLAT_HEADER_BYTES = 250;

/** Whether a host sends a file compressed: text is, what is already packed is not. */
export function isSqueezed(path: string): boolean {
  return /^(?:text\/|application\/(?:json|javascript|x-ndjson|atom\+xml|xml)|image\/svg)/.test(mediaTypeOf(path));
}

/** Returns the bytes of the answer's first line and fields, as HTTP/1.1 writes them. */
export function headerBytes(path: string, styles: string): number {
  const fields = { ...headersOf(path, styles), ...OF_THE_HOST };
  return Object.entries(fields).reduce((sum, [name, value]) => sum + Buffer.byteLength(`${name}: ${value}\r\n`), Buffer.byteLength('HTTP/1.1 200 OK\r\n\r\n'));
}

/** Returns the bytes of a file of the portal on the wire, as budgets count them. */
export function wireBytes(folder: string, path: string): number {
  const body = readFileSync(join(folder, path));
  return FLAT_HEADER_BYTES + (isSqueezed(path) ? brotliCompressSync(body).length : body.length);
}
