/**
 * Schemas: the front matter of each kind of policy file, strictly. What the file's
 * name already says (the ground, the class, the kind) is not repeated inside, so
 * that the two can't disagree.
 */
import * as z from 'zod';
import { isPlainText } from '../model/plain-text.ts';
import { ROW_TEXTS } from '../model/record.ts';
import { GROUNDS, isCityDate, RANKS } from '../model/vocabulary.ts';

const visible = z.string().min(1).refine(isPlainText, 'a text without invisible characters');
const words = z.strictObject({ ko: visible, en: visible });
const share = z.number().min(0).max(1);
const day = z.string().refine(isCityDate, 'a day that exists, YYYY-MM-DD');

/** `exemptions/<ground>-<name>.md`. */
export const exemptionSchema = z.strictObject({
  name: words,
  law: z.string().min(1),
  title: z.enum(['masked', 'withheld']),
  reviewYears: z.int().min(1).max(5),
});

/** `phases/<class>.md`. */
export const phasesSchema = z.strictObject({
  missingRank: z.enum(['hold', 'list']),
  phases: z.array(z.strictObject({
    from: day,
    lowestRank: z.literal(RANKS),
    graceDays: z.int().min(0).max(366),
  })).min(1),
});

/** `holds/<name>.md`. A word of one character would hold half of a city's papers. A topic may be looked for in titles only. */
export const holdSchema = z.strictObject({
  name: words,
  words: z.array(z.string().min(2)).min(1),
  withPerson: z.array(z.string().min(2)).min(1).optional(),
});

/** `masks/<kind>.md`. */
export const maskSchema = z.strictObject({
  ground: z.literal(GROUNDS),
  name: words,
  allow: z.array(z.string().refine(isNarrow, 'a regular expression that does not match the empty text')),
});

/** `night.md`. */
export const nightSchema = z.strictObject({
  maximumWithdrawnShare: share,
  minimumWithdrawn: z.int().min(0),
  maximumHeldRowShare: share,
  minimumHeldRows: z.int().min(0),
});

/** `files.md`. Formats are named as the bytes say, not as the file is called. */
export const filesSchema = z.strictObject({
  unread: z.enum(['hold', 'withhold']),
  originals: z.array(z.enum(['pdf', 'png', 'jpeg'])),
});

const columns = z.array(z.enum(ROW_TEXTS));

/** `ledgers.md`. Every ledger type is named, also those that withhold nothing. */
export const ledgersSchema = z.strictObject({
  ground: z.literal(GROUNDS),
  withheld: z.strictObject({ expenditure: columns, 'business-expense': columns, budget: columns, contract: columns }),
});

/** `organisations/<id>.json`. */
export const organisationSchema = z.strictObject({
  id: z.string(),
  organisationClass: z.enum(['city', 'district', 'affiliated']),
  name: words,
  units: z.array(z.strictObject({
    id: z.string().refine((value) => /^[A-Za-z0-9._-]{1,60}$/.test(value), 'letters, digits, dot, dash, up to 60'),
    parent: z.string().nullable(),
    codes: z.array(z.string().min(1)),
    names: z.array(z.strictObject({ name: words, from: day.nullable(), until: day.nullable() })).min(1),
    mail: z.string().nullable(),
    telephone: z.string().nullable(),
  })).min(1),
});

/** A pattern is tried by itself, so that an unbalanced bracket can't escape the anchors put around it later. */
function isNarrow(pattern: string): boolean {
  try {
    return !new RegExp(pattern, 'iu').test('');
  } catch {
    return false;
  }
}
