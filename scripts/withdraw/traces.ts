/**
 * Traces: looks through a whole portal, packed files too, for what a withdrawn record
 * said. The last step of a withdrawal: it does not trust the steps before.
 */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isTombstone, parseRecord } from '../../src/model/record-file.ts';
import type { PublicRecord } from '../../src/model/record.ts';
import { filesBelow } from './portal.ts';

/** Characters from which on a run of words is somebody's own. */
const SHORTEST = 12;
const MOST = 60;

/** Returns what to look for: the title, and runs of the text that no markup can interrupt. Masks are the rules' words, not the record's. */
export function needlesOf(record: PublicRecord): string[] {
  const texts = 'rows' in record
    ? record.rows.flatMap(({ purpose, payee, place }) => [purpose, payee, place])
    : [record.title, ...record.markdown.split('\n'), ...record.files.flatMap(({ name, text }) => [name, ...(text ?? '').split('\n')])];
  return [...new Set([...('title' in record ? [plainest(record.title)] : []), ...runsOf(texts)])];
}

/** Returns the longest runs of words of some texts. */
function runsOf(texts: readonly (string | null)[]): string[] {
  const runs = texts.flatMap((text) => (text ?? '').replace(/\[[^\][]{1,40} 가림·제\d호\]/g, '\n').split(/[^\p{L}\p{N} .,:·()~%-]|\s{2,}|\n/u)).map((run) => run.trim());
  return [...new Set(runs)].filter((run) => run.length >= SHORTEST).sort((a, b) => b.length - a.length).slice(0, MOST);
}

/** The longest stretch of a title that HTML and JSON write as it is. */
function plainest(title: string): string {
  return title.split(/[&<>"'\\]/).map((part) => part.trim()).reduce((best, part) => (part.length > best.length ? part : best), '');
}

/** Returns which needles no other record's file under `content/` holds: what others say themselves is no trace. */
export function ownNeedles(content: string, needles: readonly string[]): string[] {
  let own = [...needles];
  for (const file of filesBelow(content)) {
    if (own.length === 0) return own;
    if (!/\.(md|json|jsonl)$/.test(file)) continue;
    const text = readFileSync(file, 'utf8');
    own = own.filter((needle) => !text.includes(needle));
  }
  return own;
}

/** Returns the paths of a portal's files in which a needle stands, packed ones unpacked. */
export function tracesOf(out: string, needles: readonly string[]): string[] {
  if (needles.length === 0) return [];
  const found: string[] = [];
  for (const file of filesBelow(out)) {
    const bytes = readFileSync(file);
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
    if (needles.some((needle) => text.includes(needle))) found.push(relative(out, file));
  }
  return found;
}

/**
 * Returns what to look for of a record's file, nothing of a tombstone's. A file that
 * breaks its schema must go all the same, so its bytes are taken as they are.
 */
export function needlesIn(content: string, path: string): string[] {
  const text = readFileSync(join(content, path), 'utf8');
  try {
    const record = parseRecord(path, text);
    return isTombstone(record) ? [] : needlesOf(record);
  } catch {
    return runsOf(text.split('\n'));
  }
}
