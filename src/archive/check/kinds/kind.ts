/**
 * Kind: a detector of the second check. Written from the definition of each kind of
 * personal information and sharing nothing with the export's detectors, so that a
 * blind spot of one is not a blind spot of the other.
 *
 * Precision comes before recall here, the other way round than in the export: a false
 * alarm stops a whole city's night, and what was once masked is on the taint list.
 * So every kind needs a strong form, or a label beside a weaker one.
 */
import type { Stretch } from '../text/digit-runs.ts';

/** Tells that a value was found and where it starts. */
export type Found = (value: string, at: number) => void;

/** A kind found among digits. */
export interface NumberKind { kind: string; inStretch(stretch: Stretch, found: Found): void }

/** A kind found in the whole normalised text. */
export interface TextKind { kind: string; inText(text: string, found: Found): void }

/** Returns the up to `length` characters before a place in a stretch, its lead included. */
export function lead(stretch: Stretch, index: number, length: number): string {
  return (stretch.before + stretch.text.slice(0, index)).slice(-length);
}

/** Calls `found` with every match of a global pattern. The pattern itself walks: `matchAll` makes a copy of it for every text. */
export function eachMatch(pattern: RegExp, text: string, found: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const next = match[0] === '' ? pattern.lastIndex + 1 : pattern.lastIndex;
    found(match);
    pattern.lastIndex = next;
  }
}

/** Returns only the digits. */
export function digitsOf(text: string): string { return text.replace(/\D/g, ''); }

/** Whether six digits are a day `yymmdd`. */
export function isBirthday(digits: string): boolean {
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6));
  return month >= 1 && month <= 12 && day >= 1 && day <= [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}
