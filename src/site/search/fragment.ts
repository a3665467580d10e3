/**
 * Fragment: what Pagefind fetches for one result: gzip over a mark and JSON. Its text is
 * ours: the record's own and those of its files, readable. A reader fetches ten of them
 * on a capped line, so a long text is kept there only to its first pages; the end stands
 * in a file of its own.
 */
import { gunzipSync, gzipSync } from 'node:zlib';
import type { SearchEntry } from './search-index.ts';
import { joinParts, splitParts, type Part } from './texts.ts';

/** A fragment as Pagefind 1.6 reads it. */
export interface Fragment {
  url: string;
  /** The texts, joined by `joinParts`. */
  content: string;
  word_count: number;
  filters: Record<string, string[]>;
  meta: Record<string, string>;
  anchors: unknown[];
}

const MARK = Buffer.from('pagefind_dcd');
/** Signs of a record that stand in its fragment. */
const SIGNS = 6_000;

/** Returns the fragment of an entry. */
export function fragmentOf({ url, title, also, parts, meta, filters, date }: SearchEntry): Fragment {
  return {
    url, content: joinParts(shortened(parts)), word_count: 1, anchors: [], filters: Object.fromEntries(Object.entries(filters).map(([name, code]) => [name, code === '' ? [] : [code]])),
    meta: { ...meta, title, also, day: date },
  };
}

/** Returns where the end of a long text stands and what it is: all parts whole; `null` if nothing was left out. */
export function restOf({ url, parts }: SearchEntry): { path: string; text: string } | null {
  const whole = joinParts(parts);
  return whole === joinParts(shortened(parts)) ? null : { path: restPath(url), text: whole };
}

/** Where the whole text of a page stands, if it is long. */
export function restPath(url: string): string {
  return `rest/${url.split('/').at(-1)!.replace(/\.html$/, '')}.txt`;
}

/** Returns the entry a fragment was made from. `whole` is the text of its rest, if it has one. */
export function entryOf({ url, content, meta, filters }: Fragment, whole: string | null): SearchEntry {
  const { title = '', also = '', day = '', ...others } = meta;
  return { url, title, also, parts: splitParts(whole ?? content), meta: others, filters: Object.fromEntries(Object.entries(filters).map(([name, codes]) => [name, codes[0] ?? ''])), date: day };
}

/** Every part keeps its beginning: the record's own text, which stands first, half of the room at least, the others the rest in equal parts. */
function shortened(parts: readonly Part[]): Part[] {
  let left = SIGNS;
  return parts.map(({ file, text }, at) => {
    const equal = Math.floor(left / (parts.length - at));
    const kept = text.slice(0, at === 0 ? Math.max(equal, SIGNS / 2) : equal).toWellFormed();
    left -= kept.length;
    return { file, text: kept };
  });
}

/** Reads a fragment's bytes. */
export function readFragment(bytes: Uint8Array): Fragment {
  return JSON.parse(gunzipSync(bytes).subarray(MARK.length).toString()) as Fragment;
}

/** Returns a fragment's bytes. */
export function writeFragment(fragment: Fragment): Uint8Array {
  return gzipSync(Buffer.concat([MARK, Buffer.from(JSON.stringify(fragment))]), { level: 9 });
}
