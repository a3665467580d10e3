/**
 * Embedded: files inside texts (`data:` addresses) and JSON inside pages.
 */
import { unread } from '../limits.ts';
import type { Reading } from '../piece.ts';
import { parsed, walkJson } from './json.ts';

const DATA_URI = /data:([a-z0-9.+/-]{0,80})((?:;[^,;"'\s)]{1,80}){0,5}),([^"'\s)<>]{0,20000000})/gi;
const ENDINGS: Readonly<Record<string, string>> = {
  'image/svg+xml': 'svg', 'image/png': 'png', 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/gif': 'gif', 'image/x-icon': 'ico', 'text/html': 'html',
  'text/css': 'css', 'text/javascript': 'js', 'application/javascript': 'js', 'application/json': 'json', 'application/ld+json': 'json', 'text/csv': 'csv', 'application/pdf': 'pdf', 'application/zip': 'zip', 'application/xml': 'xml', 'text/xml': 'xml', 'font/woff2': 'woff2',
};

/** Hands over what `data:` addresses in a text hold. */
export function readDataUri(text: string, reading: Reading, where: string): void {
  for (const { 1: type, 2: parameters, 3: payload } of text.matchAll(DATA_URI)) {
    const bytes = /;base64/i.test(parameters!) ? Buffer.from(decodeURIComponentOr(payload!), 'base64') : Buffer.from(decodeURIComponentOr(payload!), 'utf8');
    if (bytes.length === 0) continue;
    const ending = type === '' || type === undefined ? 'txt' : ENDINGS[type.toLowerCase()] ?? (type.startsWith('text/') ? 'txt' : null);
    if (ending === null) throw unread(`expected a known type of data: address at ${where}, got another`);
    reading.inner(`data.${ending}`, bytes);
  }
}

function decodeURIComponentOr(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Hands over the strings of a JSON text; returns whether it is one. `mustBe`: refuses one that is not. */
export function readJsonText(text: string, reading: Reading, where: string, mustBe = false): boolean {
  let value: unknown;
  try {
    value = parsed(text, where);
  } catch (refusal) {
    if (mustBe && text.trim() !== '') throw refusal;
    return false;
  }
  walkJson(value, reading, where);
  return true;
}
