/**
 * Media types: what every file of the portal is, by its ending; text is UTF-8
 * throughout. With `nosniff` a browser believes nothing else, so that a table full
 * of tags is never taken for a page. An ending that is not here is bytes to keep.
 */

/** Media type by ending, the dot included. */
export const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.conf': 'text/plain; charset=utf-8',
  '.sh': 'text/plain; charset=utf-8',
  '.sig': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.jsonld': 'application/ld+json',
  '.ttl': 'text/turtle; charset=utf-8',
  '.jsonl': 'application/x-ndjson; charset=utf-8',
  '.xml': 'application/xml',
  '.atom': 'application/atom+xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.wasm': 'application/wasm',
  '.zip': 'application/zip',
  '.pdf': 'application/pdf',
  '.pagefind': 'application/octet-stream',
  '.pf_filter': 'application/octet-stream',
  '.pf_fragment': 'application/octet-stream',
  '.pf_index': 'application/octet-stream',
  '.pf_meta': 'application/octet-stream',
};

/** Media type of files without an ending, by their whole path. */
export const NAMED_TYPES: Readonly<Record<string, string>> = {
  '.well-known/resourcesync': 'application/xml',
  allowed_signers: 'text/plain; charset=utf-8',
  'log/checkpoint': 'text/plain; charset=utf-8',
  'log/vkey': 'text/plain; charset=utf-8',
};

/** Type of everything else. */
export const BYTES = 'application/octet-stream';

/** Returns the media type of a file. */
export function mediaTypeOf(path: string): string {
  if (Object.hasOwn(NAMED_TYPES, path)) return NAMED_TYPES[path]!;
  const ending = /\.[a-z0-9_]{1,20}$/.exec(path)?.[0] ?? '';
  return Object.hasOwn(MEDIA_TYPES, ending) ? MEDIA_TYPES[ending]! : BYTES;
}
