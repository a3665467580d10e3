/**
 * Search index: the files with which a browser searches the archive (Pagefind 1.6).
 * Fragments are JSON; meta, index and filter files are CBOR; the engine is WebAssembly.
 *
 * An index chunk says which word stands at which place of which page. Words alone hide
 * a number that was split, so each page's words are put back in their order.
 */
import { unread } from '../limits.ts';
import type { Reading } from '../piece.ts';
import { decodeCbor, type Cbor } from './cbor.ts';
import { readJson } from './json.ts';

/** What stands before every file of the index, inside the gzip. */
export const SEARCH_MARK = 'pagefind_dcd';

/** Reads one file of the index, without its mark. */
export function readSearchChunk(bytes: Buffer, reading: Reading): void {
  if (bytes[0] === 0x7b) return readJson(bytes, reading);
  if (bytes.readUInt32BE(0) === 0x0061736d) return reading.inner('search.wasm', bytes);
  const value = decodeCbor(bytes);
  const strings: string[] = [];
  collect(value, strings);
  reading.text(strings.join('\n'), 'strings', undefined, 'words');
  for (const word of strings) if (word.length >= 9 && /\d{9}/.test(word)) reading.text(word, 'string', undefined, 'words');
  for (const words of pages(value)) reading.text(words, 'words of a page in their order', undefined, 'words');
}

function collect(value: Cbor, strings: string[]): void {
  if (typeof value === 'string') strings.push(value);
  else if (Buffer.isBuffer(value)) throw unread('expected a search index without bytes, got some');
  else if (Array.isArray(value)) for (const one of value) collect(one, strings);
  else if (value instanceof Map) for (const [key, one] of value) { collect(key, strings); collect(one, strings); }
}

/** `[[word, pages, [[variant, pages]]]]`; a page is `[delta, places, places in metadata]`, places are deltas and negative weights. */
function* pages(value: Cbor): Generator<string> {
  const words = Array.isArray(value) && value.length === 1 ? value[0] : null;
  if (!Array.isArray(words)) return;
  const byPage = new Map<number, [number, string][]>();
  for (const entry of words) {
    if (!Array.isArray(entry) || typeof entry[0] !== 'string') continue;
    place(entry[0], entry[1], byPage);
    for (const variant of Array.isArray(entry[2]) ? entry[2] : []) {
      if (Array.isArray(variant) && typeof variant[0] === 'string') place(variant[0], variant[1], byPage);
    }
  }
  for (const placed of byPage.values()) {
    const text = inOrder(placed);
    if (/\d/.test(text)) yield text;
  }
}

function place(word: string, list: Cbor | undefined, byPage: Map<number, [number, string][]>): void {
  if (!/\d/.test(word) || !Array.isArray(list)) return;
  let page = 0;
  for (const entry of list) {
    if (!Array.isArray(entry) || typeof entry[0] !== 'number') continue;
    page += entry[0];
    const placed = byPage.get(page) ?? [];
    byPage.set(page, placed);
    for (const places of entry.slice(1)) {
      let at = 0;
      for (const step of Array.isArray(places) ? places : []) {
        if (typeof step !== 'number' || step < 0) continue;
        at += step;
        placed.push([at, word]);
      }
    }
  }
}

/** Words that are neighbours with a space between, others on lines of their own. */
function inOrder(placed: [number, string][]): string {
  placed.sort(([a], [b]) => a - b);
  let text = '';
  let last = -2;
  for (const [at, word] of placed) {
    if (at !== last) text += at === last + 1 ? ' ' : '\n.....\n';
    text += at === last ? `\n.....\n${word}` : word;
    last = at;
  }
  return text;
}
