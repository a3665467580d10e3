/**
 * Approval line: the steps a paper took (기안, 검토, 협조, 결재 …) as a source hands them
 * over: step, rank, day and the office's code or name. A person's name has no place in
 * it: a key for one is refused. What can't be translated holds the paper.
 */
import * as z from 'zod';
import type { LineStep } from '../../model/stages.ts';
import { APPROVAL_STEPS, isCityDate, RANKS } from '../../model/vocabulary.ts';
import { Untranslatable } from './source.ts';

/** Steps of one line; a longer one is a fault of the source. */
export const LONGEST_LINE = 40;

/** A line as a paper carries it: typed steps, and the offices' texts by field. */
export interface GivenLine { steps: LineStep[]; texts: Record<string, string> }

const lineSchema = z.array(z.strictObject({
  step: z.string(), unit: z.string().nullish(), rank: z.string().nullish(), on: z.string().nullish(),
}));

/**
 * Returns the line in a column's JSON, `null` if there is none.
 *
 * @throws {Untranslatable} `bad-row`, `unknown-code` or `impossible-date`, without quoting.
 */
export function readLine(column: string, value: string | null): GivenLine | null {
  if (value === null) return null;
  const result = lineSchema.safeParse(parseJson(value));
  if (!result.success) throw new Untranslatable('bad-row', `"${column}": expected a JSON list as in release-views.sql, fault at ${result.error.issues[0]!.path.join('.') || 'the start'}`);
  return lineOf(column, result.data.map(({ step, unit, rank, on }, n) => ({
    step: oneOf(`${column}.${n}.step`, APPROVAL_STEPS, step)!,
    rank: oneOf(`${column}.${n}.rank`, RANKS, rank),
    on: dayOf(`${column}.${n}.on`, on),
    unit: unit ?? null,
  })));
}

/** Returns steps as a paper carries them, `null` for none. */
export function lineOf(column: string, given: readonly (LineStep & { unit: string | null })[]): GivenLine | null {
  if (given.length === 0) return null;
  if (given.length > LONGEST_LINE) throw new Untranslatable('bad-row', `"${column}": expected at most ${LONGEST_LINE} steps, got ${given.length}`);
  const offices = given.map(({ unit }) => (unit ?? '').normalize('NFC').replace(/\s+/g, ' ').trim());
  return {
    steps: given.map(({ step, rank, on }) => ({ step, rank, on })),
    texts: Object.fromEntries(offices.flatMap((office, n) => (office === '' ? [] : [[`approvalLine/${n}/unit`, office]]))),
  };
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function oneOf<Word extends string>(field: string, words: readonly Word[], value: string | null | undefined): Word | null {
  if (value === null || value === undefined || value.trim() === '') {
    if (field.endsWith('.step')) throw new Untranslatable('unknown-code', `"${field}": expected one of ${words.join(', ')}`);
    return null;
  }
  const found = words.find((word) => word === value.trim());
  if (found === undefined) throw new Untranslatable('unknown-code', `"${field}": expected one of ${words.join(', ')}`);
  return found;
}

function dayOf(field: string, value: string | null | undefined): string | null {
  if (value === null || value === undefined || value.trim() === '') return null;
  if (!isCityDate(value.trim())) throw new Untranslatable('impossible-date', `"${field}": expected a day that exists, YYYY-MM-DD`);
  return value.trim();
}
