/**
 * Scan: what the detectors share. A pattern proposes, a judgement in words of the
 * field (a plausible birthday, a check digit, the label beside the number) decides.
 * Every quantifier in a pattern is bounded, so a text costs time in proportion to
 * its length.
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
