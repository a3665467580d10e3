/**
 * Broken lines: numbers that a line's end cut in two, put together again. At a dash
 * (`900101-⏎1…`) any kind may stand there; within a group only a telephone is
 * believed (and a licence after its label), because lists of dates and amounts would grow into numbers nobody wrote.
 */

/** A part of a text with one number put together; `kinds` are those it may be, or `null` for all. */
export interface Rejoined { text: string; at: number; kinds: ReadonlySet<string> | null }

const AT_DASH = /\d ?(?:- {0,2}\\?(?:\r?\n){1,2} {0,4}| {0,2}\\?(?:\r?\n){1,2}-)(?=\d)/g;
const WITHIN = /(?<=\d-\d{1,5}) {0,2}\\?(?:\r?\n){1,2}(?=\d{1,5}-\d{2}(?:\d{2})?(?!\d))/g;
const TELEPHONES: ReadonlySet<string> = new Set(['mobile', 'telephone']);
const LICENCES: ReadonlySet<string> = new Set(['mobile', 'telephone', 'driver-licence']);
const AROUND = 40;

/** Returns the places where a line ends within a number, each joined. */
export function rejoined(text: string): Rejoined[] {
  if (!/\d ?-? {0,2}\\?(?:\r?\n){1,2}[ -]{0,4}\d/.test(text)) return [];
  const parts: Rejoined[] = [];
  for (const { 0: cut, index } of text.matchAll(AT_DASH)) parts.push(joinedAt(text, index + 1, index + cut.length, '-', null));
  for (const { 0: cut, index } of text.matchAll(WITHIN)) {
    const isLicence = /면허[^\n]{0,16}$/.test(text.slice(Math.max(0, index - AROUND), index));
    parts.push(joinedAt(text, index, index + cut.length, '', isLicence ? LICENCES : TELEPHONES));
  }
  return parts;
}

function joinedAt(text: string, from: number, to: number, by: string, kinds: Rejoined['kinds']): Rejoined {
  const at = Math.max(0, from - AROUND);
  return { text: text.slice(at, from) + by + text.slice(to, to + AROUND), at, kinds };
}
