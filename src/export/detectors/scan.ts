/**
 * Scan: what the detectors share. A pattern proposes, a judgement in words of the
 * field (a plausible birthday, a check digit, the label beside the number) decides.
 * Every quantifier in a pattern is bounded, so a text costs time in proportion to
 * its length.
 *
 * Most of a text has no number in it. A detector of numbers with six digits and more
 * asks with `scanNumbers`, which leaves out all else: a sixth of the time.
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
const FEWEST_DIGITS = 6;
/** How far a number goes beyond its first and last digit (stars, a bracket, a country code) and a pattern looks further. */
const MARGIN_UNITS = 24;

/** What numbers there are in the text that was asked about last: all detectors ask about one after the other. */
let last: { text: string; stretches: readonly Finding[] } = { text: '', stretches: [] };

/**
 * Returns what `scan` returns for a pattern that needs at least six digits, none
 * further than sixteen units from the next.
 */
export function scanNumbers(kind: string, text: string, pattern: RegExp, accept: (value: string, start: number) => boolean = () => true): Finding[] {
  if (!holdsNumber(text)) return [];
  const found: Finding[] = [];
  for (const stretch of last.stretches) {
    const part = text.slice(stretch.start, stretch.end);
    for (const { start, end } of scan(kind, part, pattern, (value, at) => accept(value, stretch.start + at))) {
      found.push({ kind, start: stretch.start + start, end: stretch.start + end });
    }
  }
  return found;
}

/**
 * Returns whether there is anything for `scanNumbers` in a text. A detector of numbers
 * asks first: most texts of a ledger are a few words.
 */
export function holdsNumber(text: string): boolean {
  if (last.text !== text) last = { text, stretches: numberStretches(text) };
  return last.stretches.length > 0;
}

/** The parts of a text that may hold such a number, with their margins; close ones are one. */
function numberStretches(text: string): Finding[] {
  const stretches: Finding[] = [];
  let digits = 0;
  let first = 0;
  let lastDigit = -Infinity;
  const close = (): void => {
    if (digits < FEWEST_DIGITS) return;
    const start = Math.max(0, first - MARGIN_UNITS);
    const end = Math.min(text.length, lastDigit + 1 + MARGIN_UNITS);
    const before = stretches.at(-1);
    if (before !== undefined && start <= before.end) before.end = end;
    else stretches.push({ kind: '', start, end });
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) continue;
    if (at - lastDigit > NEAR_UNITS) {
      close();
      [digits, first] = [0, at];
    }
    digits += 1;
    lastDigit = at;
  }
  close();
  return stretches;
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
