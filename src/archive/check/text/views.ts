/**
 * Views: the same text as somebody could still read it after undoing one more
 * encoding: percent signs, character references, backslash escapes. Formats are
 * decoded by their readers; this is for what was encoded twice or by hand.
 */
import { normalised, withoutMasks } from './normalise.ts';

const PERCENT = /(?:%[0-9A-Fa-f]{2}){1,400}/g;
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(nbsp|amp|lt|gt|quot|apos|hyphen|dash|ndash|mdash|period|commat|shy|zwnj|zwj|ensp|emsp|thinsp|num|lpar|rpar));?/g;
const ESCAPE = /\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))/g;
const CSS_ESCAPE = /\\([0-9A-Fa-f]{1,6})[ \t\n]?/g;
const NAMED: Readonly<Record<string, string>> = {
  nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", hyphen: '-', dash: '-', ndash: '-', mdash: '-',
  period: '.', commat: '@', shy: '', zwnj: '', zwj: '', ensp: ' ', emsp: ' ', thinsp: ' ', num: '#', lpar: '(', rpar: ')',
};
const DEEPEST = 4;

/** Returns the text in one spelling, and every other reading of it that differs. */
export function views(text: string): string[] {
  const seen = new Set<string>();
  let raw = text;
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    seen.add(withoutMasks(normalised(raw)));
    const next = undone(raw);
    if (next === raw) break;
    raw = next;
  }
  return [...seen];
}

function undone(text: string): string {
  let next = text;
  if (next.includes('%')) next = next.replace(PERCENT, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
  if (next.includes('&')) next = next.replace(REFERENCE, (whole: string, decimal?: string, hex?: string, name?: string) => name === undefined ? character(whole, Number.parseInt(decimal ?? hex!, decimal === undefined ? 16 : 10)) : NAMED[name]!);
  if (next.includes('\\')) {
    next = next.replace(ESCAPE, (whole: string, ...codes: (string | undefined)[]) => character(whole, Number.parseInt(codes.slice(0, 3).find((code) => code !== undefined)!, 16)));
    next = next.replace(CSS_ESCAPE, (whole: string, code: string) => character(whole, Number.parseInt(code, 16)));
    next = next.replace(/\\(?=[^0-9A-Za-z\s])/g, '');
  }
  return next;
}

function character(whole: string, code: number): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
}
