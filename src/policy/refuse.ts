/**
 * Refuse: turns a strict schema's complaint into the one sentence an officer can
 * act on: which key, what was expected, what came. A policy file is public and
 * holds no personal information, so (unlike everywhere else) the value that came
 * may be quoted.
 */
import type * as z from 'zod';
import { ArchiveError } from '../errors.ts';

type Issue = z.core.$ZodIssue;

/** Longest value that is quoted whole. */
const QUOTED_CHARS = 60;

/**
 * Returns `data` as the schema describes it.
 *
 * @throws {ArchiveError} `BAD_POLICY` with the first key that is unknown, missing or wrong.
 */
export function checked<T>(where: string, schema: z.ZodType<T>, data: unknown): T {
  const result = schema.safeParse(data, { reportInput: true });
  if (result.success) return result.data;
  throw refusal(where, sentence(result.error.issues[0]!));
}

/** Returns the error for a policy file; the message says expected and got. */
export function refusal(where: string, message: string): ArchiveError {
  return new ArchiveError('BAD_POLICY', where, message);
}

/** Returns a value as it is named in a refusal. */
export function got(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a block of keys';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > QUOTED_CHARS ? `${value.slice(0, QUOTED_CHARS)}…` : value);
}

/** Returns `a, b or c`. */
export function alternatives(values: readonly unknown[]): string {
  const words = values.map(String);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function sentence(issue: Issue): string {
  if (issue.code === 'unrecognized_keys') return `unknown key "${[...issue.path, issue.keys[0]!].join('.')}"`;
  const subject = issue.path.length === 0 ? 'the file' : `"${issue.path.join('.')}"`;
  return `${subject} must be ${expected(issue)}, got ${got(issue.input)}`;
}

function expected(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_value': return alternatives(issue.values);
    case 'invalid_type': return TYPES[issue.expected] ?? issue.expected;
    case 'too_small': return `${SIZES[issue.origin] ?? ''}at least ${issue.minimum}`;
    case 'too_big': return `${SIZES[issue.origin] ?? ''}at most ${issue.maximum}`;
    default: return issue.message;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text', number: 'a number', int: 'a whole number', array: 'a list', object: 'a block of keys',
};

/** What a bound counts, by the kind of value. */
const SIZES: Readonly<Record<string, string>> = { string: 'a text with a length of ', array: 'a list with a length of ' };
