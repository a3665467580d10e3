/**
 * Wire: what a page weighs on its way to a phone: the body after brotli (quality 11, as
 * hosts keep static files) and its header fields, as HTTP/2 sends them in the first answer
 * of a connection: ours, and those that any host adds.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { headersOf } from '../../src/site/security/headers.ts';
import { mediaTypeOf } from '../../src/site/security/media-types.ts';
import { blockBytes } from './header-block.ts';

/** What a host adds by itself. */
const OF_THE_HOST = { 'Content-Encoding': 'br', 'Content-Length': '00000', 'Cache-Control': 'max-age=600', Date: 'Thu, 01 Jan 1970 00:00:00 GMT', ETag: '"0123456789abcdef"' };

/** Whether a host sends a file compressed: text is, what is already packed is not. */
export function isSqueezed(path: string): boolean {
  return /^(?:text\/|application\/(?:json|javascript|x-ndjson|atom\+xml|xml)|image\/svg)/.test(mediaTypeOf(path));
}

/** Returns the fields of the answer that brings a file of the portal. */
export function fieldsOf(path: string): Readonly<Record<string, string>> {
  return { ...headersOf(path), ...OF_THE_HOST };
}

/** Returns the bytes of these fields. */
export function headerBytes(path: string): number {
  return blockBytes(fieldsOf(path));
}

/** Returns the bytes of a file of the portal on the wire. */
export function wireBytes(folder: string, path: string): number {
  const body = readFileSync(join(folder, path));
  return headerBytes(path) + (isSqueezed(path) ? brotliCompressSync(body).length : body.length);
}
