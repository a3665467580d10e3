/**
 * Scan: what the detectors share. A pattern proposes, a judgement in words of the
 * field (a plausible birthday, a check digit, the label beside the number) decides.
 * Every quantifier in a pattern is bounded, so a text costs time in proportion to
 * its length.
 *
 * Most of a text has no number in it. A detector of numbers scans with `scanNumbers`,
 * which leaves out all that has fewer digits than its pattern: a sixth of the time.
 */
import type { Finding } from '../../model/stages.ts';

/** Signs people put for a digit they hide. */
export const STAR = String.raw`[*xX#·○●◯□■×]`;

/**
 * Returns where a pattern stands and `accept` agrees. After a refusal the search goes
 * on one unit later, so that a wrong candidate can't swallow the right one in it.
 *
 * @param pattern - With the flag `g`.
 */
export function scan(
  kind: string, text: string, pattern: RegExp, accept: (value: string, start: number) => boolean = () => true,
): Finding[] {
  const found: Finding[] = [];
  pattern.lastIndex = 0;
  for (let hit = pattern.exec(text); hit !== null; hit = pattern.exec(text)) {
    const start = hit.index;
    if (accept(hit[0], start)) found.push({ kind, start, end: start + hit[0].length });
    else pattern.lastIndex = start + 1;
  }
  return found;
}

/** Digits this close together may be one number: the words between the halves of a resident number take fourteen units. */
const NEAR_UNITS = 16;
/** How far a number goes beyond its first and last digit (stars, a bracket, a country code, the name of a month) and a pattern looks further. */
const MARGIN_UNITS = 24;
/** What most kinds of numbers have at least. */
const FEWEST_DIGITS = 6;

/** Digits near each other, from the first to behind the last. */
interface Cluster { digits: number; start: number; end: number }
interface Stretch { start: number; end: number }

/** What numbers there are in the text that was asked about last: all detectors ask about one after the other. */
let last: { text: string; clusters: readonly Cluster[]; stretches: Map<number, readonly Stretch[]> } = { text: '', clusters: [], stretches: new Map() };

/**
 * Returns what `scan` returns for a pattern all of whose accepted values have so many
 * digits, none further than sixteen units from the next. A pattern must not look, nor
 * a value reach, further than `MARGIN_UNITS` beyond them.
 */
export function scanNumbers(
  kind: string, text: string, pattern: RegExp, fewestDigits: number, accept: (value: string, start: number) => boolean = () => true,
): Finding[] {
  const found: Finding[] = [];
  for (const { start: offset, end: limit } of stretchesOf(text, fewestDigits)) {
    const part = text.slice(offset, limit);
    pattern.lastIndex = 0;
    for (let hit = pattern.exec(part); hit !== null; hit = pattern.exec(part)) {
      const start = offset + hit.index;
      if (accept(hit[0], start)) found.push({ kind, start, end: start + hit[0].length });
      else pattern.lastIndex = hit.index + 1;
    }
  }
  return found;
}

/**
 * Returns whether there is a number of so many digits in a text, as `scanNumbers`
 * reads it. A detector of numbers asks first: most texts of a ledger are a few words.
 */
export function holdsNumber(text: string, fewestDigits = FEWEST_DIGITS): boolean {
  return stretchesOf(text, fewestDigits).length > 0;
}

function stretchesOf(text: string, fewestDigits: number): readonly Stretch[] {
  if (last.text !== text) last = { text, clusters: clustersOf(text), stretches: new Map() };
  let known = last.stretches.get(fewestDigits);
  if (known === undefined) last.stretches.set(fewestDigits, known = stretchesAround(last.clusters, fewestDigits, text.length));
  return known;
}

/** The parts of a text with such a number and their margins; close ones are one. */
function stretchesAround(clusters: readonly Cluster[], fewestDigits: number, length: number): Stretch[] {
  const stretches: Stretch[] = [];
  for (const cluster of clusters) {
    if (cluster.digits < fewestDigits) continue;
    const start = Math.max(0, cluster.start - MARGIN_UNITS);
    const end = Math.min(length, cluster.end + MARGIN_UNITS);
    const before = stretches.at(-1);
    if (before !== undefined && start <= before.end) before.end = end;
    else stretches.push({ start, end });
  }
  return stretches;
}

function clustersOf(text: string): Cluster[] {
  const clusters: Cluster[] = [];
  let open: Cluster | null = null;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) continue;
    if (open === null || at - open.end >= NEAR_UNITS) clusters.push(open = { digits: 0, start: at, end: at });
    open.digits += 1;
    open.end = at + 1;
  }
  return clusters;
}

/**
 * Returns whether, of the labels before a position, the last is a wanted one: in
 * `계좌 …, 전화 02-…` the number belongs to the telephone. Another label is used up
 * by the first digits after it: in `계좌 (금액 5만원) 110-…` the last number is the
 * account again.
 *
 * @param reach - How many units before the position a label may begin.
 * @param wanted - With the flag `g`, as `others`.
 */
export function isLabelled(text: string, at: number, reach: number, wanted: RegExp, others: RegExp): boolean {
  const before = text.slice(Math.max(0, at - reach), at);
  const last = lastEnd(before, wanted);
  if (last < 0) return false;
  const other = lastEnd(before, others);
  return last >= other || /\d/.test(before.slice(other));
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = -1;
  for (const hit of text.matchAll(pattern)) end = hit.index + hit[0].length;
  return end;
}

/** Returns only the digits. */
export function digitsOf(value: string): string {
  return value.replace(/[^0-9]/g, '');
}
