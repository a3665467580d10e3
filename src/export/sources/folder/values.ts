/**
 * Values: applies one rule to one row. What can't be translated is thrown as
 * `Untranslatable`: a signal that never leaves this folder and carries a code and a detail
 * without record text. An empty cell is `null`; what that means is decided where
 * the paper is built.
 */
import { decodeHtml } from '../html-references.ts';
import type { Ground } from '../../../model/vocabulary.ts';
import { parseAmount } from './amounts.ts';
import { compileMoment, dayOf, type Moment, periodOf, timeOf } from './dates.ts';
import { type AmountRule, columnsOf, type CodeRule, type CountRule, type FlagRule, type GroundsRule, type MomentRule, PATH_SEPARATOR, type PathRule, type TextRule } from './rules.ts';
import { Untranslatable } from '../source.ts';
import type { SourceRow } from './table.ts';

/** What a rule needs to know of its origin; every kind of rule has it. */
type Origin = Pick<TextRule, 'column' | 'columns' | 'join' | 'fileName' | 'optional' | 'nulls' | 'decode'> & { constant?: unknown };

/**
 * Returns the text of a rule, or `null` if there is none.
 *
 * @param empties - Joined columns: `drop` leaves empty ones out, `refuse` gives `null` if any is empty.
 */
export function readText(row: SourceRow, rule: Origin | undefined, empties: 'drop' | 'refuse' = 'drop'): string | null {
  if (rule === undefined) return null;
  if (rule.constant !== undefined) return String(rule.constant);
  if (rule.fileName !== undefined) return new RegExp(rule.fileName, 'u').exec(row.file)?.[1] ?? null;
  const parts = columnsOf(rule).map(({ spellings }) => clean(row.cell(spellings[0]!), row, rule));
  const full = parts.filter((part) => part !== null);
  if (full.length === 0 || (empties === 'refuse' && full.length < parts.length)) return null;
  return full.join(rule.join ?? '');
}

function clean(cell: string, row: SourceRow, rule: Origin): string | null {
  const trimmed = cell.trim();
  if (trimmed === '' || row.nulls.includes(trimmed) || rule.nulls?.includes(trimmed)) return null;
  const passes = rule.decode === undefined ? 0 : rule.decode === 'html' ? 1 : 2;
  let text = trimmed;
  for (let pass = 0; pass < passes; pass += 1) text = decodeHtml(text);
  return text.replace(/\r\n?/g, '\n').trim() || null;
}

/** Returns one of our words, or `null`. @throws {Untranslatable} `unknown-code` */
export function readCode<Word extends string>(row: SourceRow, field: string, rule: CodeRule<Word> | undefined, words: readonly Word[]): Word | null {
  const code = readText(row, rule, 'refuse');
  if (rule === undefined || code === null) return null;
  if (rule.codes === undefined || rule.constant !== undefined) {
    if (!(words as readonly string[]).includes(code)) throw unknownCode(field, words.length);
    return code as Word;
  }
  if (!Object.hasOwn(rule.codes, code)) throw unknownCode(field, Object.keys(rule.codes).length);
  return rule.codes[code]!;
}

function unknownCode(field: string, expected: number): Untranslatable {
  return new Untranslatable('unknown-code', `"${field}": expected one of ${expected} codes, got another`);
}

/** Returns a yes or no; nothing is no. @throws {Untranslatable} `unknown-code` */
export function readFlag(row: SourceRow, field: string, rule: FlagRule | undefined): boolean {
  if (typeof rule?.constant === 'boolean') return rule.constant;
  const code = readText(row, rule, 'refuse');
  if (rule === undefined || code === null) return false;
  const codes = rule.codes ?? { true: true, false: false };
  if (!Object.hasOwn(codes, code)) throw unknownCode(field, Object.keys(codes).length);
  return codes[code]!;
}

/** Returns an ASCII code as records carry it, or `null`. @throws {Untranslatable} `unknown-code` */
export function readAsciiCode(row: SourceRow, field: string, rule: TextRule | undefined): string | null {
  const code = readText(row, rule, 'refuse');
  if (code !== null && !/^[A-Za-z0-9._-]{1,60}$/.test(code)) {
    throw new Untranslatable('unknown-code', `"${field}": expected up to 60 letters, digits, ".", "_", "-", got ${code.length} characters`);
  }
  return code;
}

/** Returns a day, `YYYY-MM-DD`, or `null`. @throws {Untranslatable} `impossible-date` */
export function readDay(row: SourceRow, field: string, rule: MomentRule | undefined): string | null {
  return readMoment(row, field, rule, dayOf);
}

/** Returns a time, `HH:MM`, or `null`. @throws {Untranslatable} `impossible-date` */
export function readTime(row: SourceRow, field: string, rule: MomentRule | undefined): string | null {
  return readMoment(row, field, rule, timeOf);
}

/** Returns a period, `YYYY-MM` or yearly `YYYY`, or `null`. @throws {Untranslatable} `impossible-date` */
export function readPeriod(row: SourceRow, field: string, rule: MomentRule | undefined, isYearly: boolean): string | null {
  return readMoment(row, field, rule, (moment) => periodOf(moment, isYearly));
}

function readMoment(row: SourceRow, field: string, rule: MomentRule | undefined, pick: (moment: Moment) => string | null): string | null {
  const text = readText(row, rule);
  if (rule === undefined || text === null) return null;
  const formats = rule.formats ?? ['yyyy-MM-dd', 'yyyy-MM', 'yyyy', 'HH:mm'];
  const found = new Set(formats.flatMap((format) => {
    const moment = compileMoment(format)(text);
    const value = moment === null ? null : pick(moment);
    return value === null ? [] : [value];
  }));
  if (found.size === 1) return [...found][0]!;
  if (found.size > 1) throw new Untranslatable('impossible-date', `"${field}": the formats ${formats.join(', ')} read it as ${found.size} different days`);
  throw new Untranslatable('impossible-date', `"${field}": expected a day that exists as ${formats.join(' or ')}, got ${shapeOf(text)}`);
}

/** Returns what a text looks like, without what it says: digits as 9, letters as a. */
function shapeOf(text: string): string {
  if (text.length > 20) return `${text.length} characters`;
  return text.replace(/\p{Nd}/gu, '9').replace(/\p{L}+/gu, 'a');
}

/** Returns an amount in the smallest unit, or `null`. @throws {Untranslatable} `bad-row` */
export function readAmount(row: SourceRow, field: string, rule: AmountRule, decimals: number): number | null {
  const text = readText(row, rule, 'refuse');
  if (text === null) return null;
  const amount = parseAmount(text, {
    decimals, decimal: rule.decimal ?? '.', thousands: rule.thousands ?? '', negative: rule.negative ?? ['minus'], signs: rule.signs ?? [], multiply: rule.multiply ?? 1,
  });
  if (amount === null) throw new Untranslatable('bad-row', `"${field}": expected an amount with at most ${decimals} decimals, got ${shapeOf(text)}`);
  return amount;
}

/** Returns a whole number from 0, or `null`. @throws {Untranslatable} `bad-row` */
export function readCount(row: SourceRow, field: string, rule: CountRule | undefined): number | null {
  const text = readText(row, rule, 'refuse');
  if (rule === undefined || text === null) return null;
  const count = parseAmount(text, { decimals: 0, decimal: '.', thousands: rule.thousands ?? '', negative: [], signs: [], multiply: rule.multiply ?? 1 });
  if (count === null) throw new Untranslatable('bad-row', `"${field}": expected a whole number, got ${shapeOf(text)}`);
  return count;
}

/** Returns the grounds, ascending. @throws {Untranslatable} `unknown-code` */
export function readGrounds(row: SourceRow, field: string, rule: GroundsRule | undefined): Ground[] {
  const text = readText(row, rule, 'refuse');
  if (rule === undefined || text === null) return [];
  const numbers = rule.flags === undefined ? text.split(rule.separator!).map((part) => part.trim()) : flagged(field, text, rule.flags);
  if (numbers.some((number) => !/^[1-8]$/.test(number))) throw new Untranslatable('unknown-code', `"${field}": expected numbers from 1 to 8, got others`);
  return [...new Set(numbers.map((number) => Number(number) as Ground))].sort();
}

function flagged(field: string, text: string, { yes, no }: { yes: string; no: string }): string[] {
  const flags = [...text];
  if (flags.length !== 8 || flags.some((flag) => flag !== yes && flag !== no)) {
    throw new Untranslatable('unknown-code', `"${field}": expected eight flags ${yes} or ${no}, got ${flags.length} characters`);
  }
  return flags.flatMap((flag, index) => (flag === yes ? [String(index + 1)] : []));
}

/** Returns the classes with ` > ` between them, or `null`. */
export function readPath(row: SourceRow, rule: PathRule | undefined): string | null {
  const text = readText(row, rule);
  if (text === null || rule?.separator === undefined) return text;
  return text.split(rule.separator).map((part) => part.trim()).filter((part) => part !== '').join(PATH_SEPARATOR);
}
