/**
 * Rules: how one field of ours is filled from a row of a city's file, as a strict
 * schema. A rule names exactly one origin (a column, several columns, a constant,
 * the file's name) and says how its text is read. docs/mapping.md explains every
 * key; a test holds that none is missing there.
 *
 * A word of ours is checked when the mapping is read, so that a misspelt code
 * stops the night at its beginning and not at the first paper that carries it.
 */
import * as z from 'zod';
import { compileMoment } from './dates.ts';

const name = z.string().min(1, 'a text that is not empty');
const reference = z.union([name, z.array(name).min(1)], 'a column name or a list of its spellings');
const pattern = z.string().refine(isPattern, 'a regular expression with one group');
const moments = z.array(z.string().refine(isMoment, 'a date format such as yyyy-MM-dd, or "excel"')).min(1);

const origin = {
  comment: z.string().optional(),
  column: reference.optional(),
  columns: z.array(reference).min(2).optional(),
  join: z.string().optional(),
  fileName: pattern.optional(),
  /** The column may be missing from a file; then the field is empty. */
  optional: z.boolean().optional(),
  /** Texts that mean "nothing", on top of the mapping's own. */
  nulls: z.array(z.string()).optional(),
  decode: z.enum(['html', 'html-twice']).optional(),
};

function isPattern(source: string): boolean {
  try {
    return new RegExp(`${source}|`, 'u').exec('')!.length === 2;
  } catch {
    return false;
  }
}

function isMoment(format: string): boolean {
  try {
    compileMoment(format);
    return true;
  } catch {
    return false;
  }
}

interface AnyRule { column?: unknown; columns?: unknown; join?: unknown; fileName?: unknown; constant?: unknown }

/** Returns a strict rule schema: the origins and what this kind of field adds. */
function rule<Shape extends z.core.$ZodShape, Constant extends z.ZodType>(constant: Constant, shape: Shape) {
  return z.strictObject({ ...origin, constant: constant.optional(), ...shape }).superRefine((value, context) => {
    const given = value as AnyRule;
    const origins = ['column', 'columns', 'constant', 'fileName'].filter((key) => given[key as keyof AnyRule] !== undefined);
    if (origins.length !== 1) context.addIssue('a rule with exactly one of column, columns, constant, fileName');
    if ((given.columns === undefined) !== (given.join === undefined)) context.addIssue('a rule in which columns and join come together');
  });
}

const noMore = {};

/** Free text, or a code that is kept as it is. */
export const textRule = rule(z.string().min(1), noMore);
export type TextRule = z.infer<typeof textRule>;

/** One of our words: the source's own, or translated by `codes`; `null` says that the source does not tell. */
export function codeRule<const Words extends readonly [string, ...string[]]>(words: Words) {
  return rule(z.enum(words), { codes: z.record(z.string(), z.enum(words).nullable()).optional() });
}
export interface CodeRule<Word extends string> extends TextRule { codes?: Record<string, Word | null> | undefined }

/** Yes or no: every code must be listed. */
export const flagRule = rule(z.boolean(), { codes: z.record(z.string(), z.boolean()).optional() });
export type FlagRule = z.infer<typeof flagRule>;

/** A day, a time or a period: `formats` are tried in turn, and two that disagree hold the row. */
export const momentRule = rule(z.string(), { formats: moments.optional() }).superRefine((value, context) => {
  if (value.constant === undefined && value.formats === undefined) context.addIssue('a rule with formats');
});
export type MomentRule = z.infer<typeof momentRule>;

/** An amount; always exact, never through a floating-point number. */
export const amountRule = rule(z.never(), {
  thousands: z.enum([',', '.', ' ', "'"]).optional(),
  decimal: z.enum(['.', ',']).optional(),
  negative: z.array(z.enum(['minus', 'parentheses', 'triangle'])).min(1).optional(),
  signs: z.array(name).optional(),
  /** Budgets in thousands of won: 1000. */
  multiply: z.int().min(1).max(1_000_000_000).optional(),
}).superRefine((value, context) => {
  if (value.thousands !== undefined && value.thousands === (value.decimal ?? '.')) context.addIssue('a rule in which thousands and decimal differ');
});
export type AmountRule = z.infer<typeof amountRule>;

/** A whole number that is not negative. */
export const countRule = rule(z.never(), { thousands: z.enum([',']).optional(), multiply: z.int().min(1).max(1_000_000_000).optional() });
export type CountRule = z.infer<typeof countRule>;

/** Grounds: eight flags in the order of Art. 9(1), or numbers between separators. */
export const groundsRule = rule(z.never(), {
  flags: z.strictObject({ yes: name, no: name }).optional(),
  separator: name.optional(),
}).superRefine((value, context) => {
  if ((value.flags === undefined) === (value.separator === undefined)) context.addIssue('a rule with exactly one of flags, separator');
});
export type GroundsRule = z.infer<typeof groundsRule>;

/** Stands between the classes of a paper. */
export const PATH_SEPARATOR = ' > ';

/** Classes from the widest to the narrowest, in one column with a separator or in one column each. */
export const pathRule = rule(z.string().min(1), { separator: name.optional() }).superRefine((value, context) => {
  if ((value.join ?? PATH_SEPARATOR) !== PATH_SEPARATOR) context.addIssue('a rule in which join is " > "');
});
export type PathRule = z.infer<typeof pathRule>;

/** A column by its spellings; the first one is its name in this code. */
export interface ColumnReference { spellings: readonly string[]; isOptional: boolean }

/** Returns the columns that a rule reads. */
export function columnsOf(read: Pick<TextRule, 'column' | 'columns' | 'optional'>): ColumnReference[] {
  const references = read.column === undefined ? read.columns ?? [] : [read.column];
  return references.map((spellings) => ({
    spellings: (typeof spellings === 'string' ? [spellings] : spellings).map((spelling) => spelling.normalize('NFC')),
    isOptional: read.optional ?? false,
  }));
}
