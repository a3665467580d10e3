/**
 * Number formats of spreadsheets: a stored number as the cell shows it (ECMA-376
 * Part 1, 18.8.30–31). A format can put text around a number and signs into it: a
 * resident number stored as 13 digits reads 850315-1… through `000000-0000000`.
 *
 * Known: fractions (`# ?/?`) come out as decimals, exponents as plain numbers,
 * colours and column widths (`####`) do not show.
 */
import { plainDecimal } from '../sources/folder/xlsx-cells.ts';
import { formatMoment, isMomentFormat } from './xlsx-moment.ts';

/** Formats that a workbook names only by number; dates among them have no code here (18.8.30). */
export const BUILT_IN: Readonly<Record<number, string>> = {
  0: 'General', 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 37: '#,##0;(#,##0)', 38: '#,##0;(#,##0)', 39: '#,##0.00;(#,##0.00)', 40: '#,##0.00;(#,##0.00)',
  41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"', 49: '@',
};

type Token = { kind: 'digit' | 'literal' | 'point' | 'percent' | 'text' | 'general' | 'exponent' | 'group' | 'fraction'; text: string };

const TOKEN = /"[^"]{0,255}"?|\\.|_.|\*.|\[[^\]]{0,255}\]|General|[eE][+-]|[0#?.,%@/]|[^]/giu;

/** Returns what the cell shows for a stored number. */
export function formatNumber(stored: string, code: string, is1904: boolean): string {
  const number = plainDecimal(stored);
  if (!/^-?\d{1,400}(?:\.\d{1,400})?$/.test(number)) return number;
  const sections = sectionsOf(code);
  const { section, keepsSign } = choose(sections, number);
  if (isMomentFormat(section)) return formatMoment(number, section, is1904);
  const tokens = tokensOf(section);
  if (tokens.length === 0) return '';
  if (tokens.some(({ kind }) => kind === 'exponent' || kind === 'fraction')) return number;
  const sign = keepsSign && number.startsWith('-') ? '-' : '';
  const magnitude = number.replace('-', '');
  if (!tokens.some(({ kind }) => kind === 'digit')) return tokens.map(({ kind, text }) => (kind === 'general' || kind === 'text' ? `${sign}${magnitude}` : text)).join('');
  return `${sign}${fill(tokens, magnitude)}`;
}

/** Returns what the cell shows for a stored text: the fourth section may add to it. */
export function formatText(text: string, code: string): string {
  const section = sectionsOf(code)[3];
  if (section === undefined) return text;
  return tokensOf(section).map((token) => (token.kind === 'text' ? text : token.text)).join('');
}

/** Cells share few formats; a workbook can't have more of them than this. */
const CACHED = 1_000;
const sectionsByCode = new Map<string, string[]>();

function sectionsOf(code: string): string[] {
  const known = sectionsByCode.get(code);
  if (known !== undefined) return known;
  const sections = [''];
  for (const [piece] of code.matchAll(/"[^"]{0,255}"?|\\.|[^]/gu)) {
    if (piece === ';') sections.push('');
    else sections[sections.length - 1] += piece;
  }
  if (sectionsByCode.size >= CACHED) sectionsByCode.clear();
  sectionsByCode.set(code, sections);
  return sections;
}

/** Chooses by a condition, or by sign; only the first section shows the sign of a negative number by itself. */
function choose(sections: readonly string[], number: string): { section: string; keepsSign: boolean } {
  const value = Number(number);
  const conditions = sections.slice(0, 2).map(conditionOf);
  if (conditions.some((condition) => condition !== null)) {
    const found = conditions.findIndex((condition) => condition !== null && condition(value));
    const section = sections[found === -1 ? Math.min(conditions.length, sections.length - 1) : found]!;
    return { section, keepsSign: true };
  }
  if (value < 0 && sections.length > 1) return { section: sections[1]!, keepsSign: false };
  if (value === 0 && sections.length > 2) return { section: sections[2]!, keepsSign: false };
  return { section: sections[0]!, keepsSign: true };
}

function conditionOf(section: string): ((value: number) => boolean) | null {
  const found = /\[(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)\]/.exec(section);
  if (found === null) return null;
  const limit = Number(found[2]);
  const tests: Readonly<Record<string, (value: number) => boolean>> = {
    '<': (value) => value < limit, '>': (value) => value > limit, '=': (value) => value === limit,
    '<=': (value) => value <= limit, '>=': (value) => value >= limit, '<>': (value) => value !== limit,
  };
  return tests[found[1]!]!;
}

function tokensOf(section: string): Token[] {
  const tokens: Token[] = [];
  for (const [piece] of section.matchAll(TOKEN)) {
    const token = tokenOf(piece);
    if (token !== null) tokens.push(token);
  }
  return tokens;
}

function tokenOf(piece: string): Token | null {
  if (piece.startsWith('"')) return { kind: 'literal', text: piece.replaceAll('"', '') };
  if (piece.startsWith('\\')) return { kind: 'literal', text: piece.slice(1) };
  if (piece.startsWith('_') && piece.length > 1) return { kind: 'literal', text: ' ' };
  if (piece.startsWith('*') && piece.length > 1) return null;
  if (piece.startsWith('[')) {
    const currency = /^\[\$([^\]-]{0,20})/.exec(piece)?.[1] ?? '';
    return currency === '' ? null : { kind: 'literal', text: currency };
  }
  if (/^general$/i.test(piece)) return { kind: 'general', text: '' };
  if (/^e[+-]$/i.test(piece)) return { kind: 'exponent', text: '' };
  if (/^[0#?]$/.test(piece)) return { kind: 'digit', text: piece };
  const kinds: Readonly<Record<string, Token['kind']>> = { '.': 'point', ',': 'group', '%': 'percent', '@': 'text', '/': 'fraction' };
  return { kind: kinds[piece] ?? 'literal', text: piece };
}

/** Puts the digits of a number on the places of a section. */
function fill(tokens: readonly Token[], magnitude: string): string {
  const point = tokens.findIndex(({ kind }) => kind === 'point');
  const whole = point === -1 ? tokens : tokens.slice(0, point);
  const fraction = point === -1 ? [] : tokens.slice(point + 1);
  const lastDigit = whole.findLastIndex(({ kind }) => kind === 'digit');
  const firstDigit = whole.findIndex(({ kind }) => kind === 'digit');
  const isGrouped = whole.slice(firstDigit, lastDigit).some(({ kind }) => kind === 'group');
  const scale = whole.slice(lastDigit + 1).filter(({ kind }) => kind === 'group').length;
  const percents = tokens.filter(({ kind }) => kind === 'percent').length;
  const places = fraction.filter(({ kind }) => kind === 'digit').length;
  const [integer, decimals] = rounded(magnitude, 2 * percents - 3 * scale, places);
  return fillWhole(whole.filter(({ kind }) => kind !== 'group'), integer, isGrouped) + fillFraction(fraction, decimals, point !== -1);
}

/** Returns the digits before and after the point, the point moved by `shift` places and rounded to `places`. */
function rounded(magnitude: string, shift: number, places: number): [string, string] {
  const [whole = '', fraction = ''] = magnitude.split('.');
  const digits = whole.padStart(Math.max(whole.length, 1 - shift), '0') + fraction.padEnd(Math.max(fraction.length, shift + places + 1, places + 1), '0');
  const at = whole.padStart(Math.max(whole.length, 1 - shift), '0').length + shift;
  const kept = BigInt(digits.slice(0, at + places)) + (digits.charAt(at + places) >= '5' ? 1n : 0n);
  const text = String(kept).padStart(places + 1, '0');
  return [text.slice(0, text.length - places).replace(/^0{1,400}/, ''), text.slice(text.length - places)];
}

function fillWhole(tokens: readonly Token[], integer: string, isGrouped: boolean): string {
  const first = tokens.findIndex(({ kind }) => kind === 'digit');
  let rest = integer;
  let count = 0;
  let filled = '';
  const put = (digit: string): void => {
    if (isGrouped && count > 0 && count % 3 === 0 && digit !== '') filled = `,${filled}`;
    if (digit !== '') count += 1;
    filled = digit + filled;
  };
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const { kind, text } = tokens[index]!;
    if (kind !== 'digit') filled = text + filled;
    else {
      put(rest === '' ? { 0: '0', '?': ' ' }[text] ?? '' : rest.slice(-1));
      rest = rest.slice(0, -1);
      if (index === first) while (rest !== '') { put(rest.slice(-1)); rest = rest.slice(0, -1); }
    }
  }
  return filled;
}

function fillFraction(tokens: readonly Token[], decimals: string, hasPoint: boolean): string {
  let at = 0;
  const needed = Math.max(decimals.replace(/0{1,400}$/, '').length, tokens.filter(({ kind }) => kind === 'digit').findLastIndex(({ text }) => text !== '#') + 1);
  const filled = tokens.map(({ kind, text }) => {
    if (kind !== 'digit') return kind === 'group' ? '' : text;
    at += 1;
    return at <= needed ? decimals.charAt(at - 1) : '';
  }).join('');
  return hasPoint ? `.${filled}` : '';
}
