/**
 * Mapping: what a city's clerk writes down about one folder of files, read once a
 * night and refused when it is not understood. It is data, not code: the person
 * who knows the city's columns need not be a programmer. docs/mapping.md is its
 * manual.
 */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { ArchiveError } from '../../../errors.ts';
import {
  APPROVAL_KINDS, APPROVAL_STEPS, DISCLOSURES, LEDGER_TYPES, LICENCES, RANKS, RETENTIONS, TEXT_TYPES,
} from '../../../model/vocabulary.ts';
import { amountRule, codeRule, countRule, flagRule, groundsRule, momentRule, pathRule, textRule } from './rules.ts';

/** Encodings that a mapping may name. `utf-16` needs a byte order mark. */
export const ENCODINGS = ['utf-8', 'utf-16', 'cp949', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const comment = z.string().optional();
const texts = z.array(z.string().min(1));
const glob = z.union([z.string().min(1), texts.min(1)], 'a glob or a list of globs')
  .transform((value) => (typeof value === 'string' ? [value] : value));
const encoding = z.union([z.enum(ENCODINGS), z.array(z.enum(ENCODINGS)).min(1)], `one of ${ENCODINGS.join(', ')}, or a list of them`)
  .transform((value) => (typeof value === 'string' ? [value] : value));

const everyFile = { comment, glob, doubled: z.enum(['refuse', 'take-half']).default('refuse') };
const text = { encoding, replacementCharacters: z.enum(['refuse', 'allow']).default('refuse') };
const grid = {
  /** Lines above the header. */
  skipLines: z.int().min(0).max(1000).default(0),
  /** Instead: the header is the first of so many lines that has all mapped columns. */
  findHeader: z.int().min(1).max(1000).optional(),
  /** Lines between the header and the first row, such as a second header for people. */
  skipAfterHeader: z.int().min(0).max(100).default(0),
};

const filesSchema = z.discriminatedUnion('format', [
  z.strictObject({
    ...everyFile, ...text, ...grid,
    format: z.literal('csv'),
    delimiter: z.enum([',', ';', '\t', '|']).default(','),
    ragged: z.enum(['refuse', 'pad']).default('refuse'),
    finalNewline: z.enum(['required', 'optional']).default('required'),
  }),
  z.strictObject({
    ...everyFile, ...grid,
    format: z.literal('xlsx'),
    sheet: z.string().min(1).optional(),
    ignoreSheets: texts.default([]),
    hidden: z.enum(['refuse', 'read']).default('refuse'),
  }),
  z.strictObject({ ...everyFile, ...text, format: z.literal('jsonl') }),
  z.strictObject({ ...everyFile, ...text, format: z.literal('json'), list: z.string().min(1).optional(), ignoreKeys: texts.default([]) }),
  z.strictObject({ ...everyFile, ...text, format: z.literal('markdown') }),
], 'a block with "format" csv, xlsx, jsonl, json or markdown');
export type FilesMapping = z.infer<typeof filesSchema>;
export type FormatMapping<Format extends FilesMapping['format']> = Extract<FilesMapping, { format: Format }>;

const optionalText = textRule.optional();
const disclosure = codeRule(DISCLOSURES);

const attachments = z.strictObject({
  comment,
  files: filesSchema,
  ignore: texts.default([]),
  orphans: z.enum(['refuse', 'ignore']).default('refuse'),
  fields: z.strictObject({
    /** The `key` of the paper that the file belongs to. */
    paper: textRule,
    role: codeRule(['body', 'attachment']),
    name: textRule,
    sizeBytes: countRule.optional(),
    /** Without it the file has the paper's disclosure and grounds. */
    disclosure: disclosure.optional(),
    grounds: groundsRule.optional(),
    text: optionalText,
    /** Where the file's bytes lie, below `files` of sources.json. */
    path: optionalText,
  }),
});
export type AttachmentsMapping = z.infer<typeof attachments>;

/** A table with one row a step of the papers' approval, in their order. */
const approvalLine = z.strictObject({
  comment,
  files: filesSchema,
  ignore: texts.default([]),
  orphans: z.enum(['refuse', 'ignore']).default('refuse'),
  fields: z.strictObject({
    /** The `key` of the paper that the step belongs to. */
    paper: textRule,
    step: codeRule(APPROVAL_STEPS),
    unit: optionalText,
    rank: codeRule(RANKS).optional(),
    on: momentRule.optional(),
  }),
});
export type ApprovalLineMapping = z.infer<typeof approvalLine>;

const totals = z.strictObject({
  comment,
  files: filesSchema,
  ignore: texts.default([]),
  fields: z.strictObject({ period: momentRule.optional(), rows: countRule, amount: amountRule }),
});

const everyMapping = {
  comment,
  files: filesSchema,
  ignoreFiles: texts.default([]),
  ignore: texts.default([]),
  nulls: z.array(z.string()).default([]),
  duplicateKeys: z.enum(['refuse', 'hold', 'last-file']).default('refuse'),
};

const textMapping = z.strictObject({
  ...everyMapping,
  kind: z.literal('text'),
  attachments: attachments.optional(),
  approvalLine: approvalLine.optional(),
  fields: z.strictObject({
    key: textRule,
    type: z.union([z.enum(TEXT_TYPES), codeRule(TEXT_TYPES)], `one of ${TEXT_TYPES.join(', ')}, or a rule with codes`),
    title: textRule,
    body: optionalText,
    publicBody: optionalText,
    unit: textRule,
    approverRank: codeRule(RANKS).optional(),
    approvalKind: codeRule(APPROVAL_KINDS).optional(),
    approvedOn: momentRule.optional(),
    disclosure,
    grounds: groundsRule.optional(),
    restrictedUntil: momentRule.optional(),
    retention: codeRule(RETENTIONS).optional(),
    classification: pathRule.optional(),
    task: optionalText,
    file: optionalText,
    documentNumber: optionalText,
    registryId: optionalText,
    project: optionalText,
    licence: codeRule(LICENCES),
    isWithdrawn: flagRule.optional(),
  }),
});
export type TextMapping = z.infer<typeof textMapping>;

const ledgerMapping = z.strictObject({
  ...everyMapping,
  kind: z.literal('ledger'),
  type: z.enum(LEDGER_TYPES),
  licence: z.enum(LICENCES),
  currency: z.strictObject({ code: z.string().regex(/^[A-Z]{3}$/, 'three capital letters (ISO 4217)'), decimals: z.int().min(0).max(3) }),
  /** A file in which the city says what its rows add up to. */
  totals: totals.optional(),
  fields: z.strictObject({
    key: optionalText,
    unit: textRule,
    date: momentRule.optional(),
    /** Without it the month of the date, for budgets the year. */
    period: momentRule.optional(),
    time: momentRule.optional(),
    amount: amountRule,
    purpose: optionalText,
    payee: optionalText,
    place: optionalText,
    attendees: optionalText,
    headcount: countRule.optional(),
    paymentMethod: optionalText,
    category: optionalText,
    account: optionalText,
    project: optionalText,
    documentNumber: optionalText,
    method: codeRule(['open-tender', 'limited-tender', 'negotiated']).optional(),
    from: momentRule.optional(),
    until: momentRule.optional(),
  }).refine((fields) => fields.date !== undefined || fields.period !== undefined, 'fields with a date or a period'),
});
export type LedgerMapping = z.infer<typeof ledgerMapping>;

/** The whole schema; docs/mapping.md names every key of it. */
export const mappingSchema = z.discriminatedUnion('kind', [textMapping, ledgerMapping], 'a mapping with "kind" text or ledger');
export type Mapping = z.infer<typeof mappingSchema>;

/**
 * Returns the mapping in a file.
 *
 * @throws {ArchiveError} `BAD_CONFIGURATION` with the key, what was expected and what
 *   came. A mapping is written by the city and holds no record text, so its own
 *   values may be quoted.
 */
export function readMapping(path: string): Mapping {
  const value = parse(path);
  const result = mappingSchema.safeParse(value);
  if (result.success) return result.data;
  throw new ArchiveError('BAD_CONFIGURATION', path, explain(result.error.issues[0]!, value));
}

function parse(path: string): unknown {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    throw new ArchiveError('BAD_CONFIGURATION', path, 'expected a mapping file, got none that can be read');
  }
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch {
    throw new ArchiveError('BAD_CONFIGURATION', path, 'expected JSON, got text that is not JSON');
  }
}

/** Returns key, expected and got of a schema's first complaint. */
function explain(issue: z.core.$ZodIssue, value: unknown): string {
  const at = issue.path.length === 0 ? 'the mapping' : `"${issue.path.join('.')}"`;
  if (issue.code === 'unrecognized_keys') return `${at} has the unknown key "${issue.keys[0]}"; docs/mapping.md lists the known ones`;
  const got = issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
  const shown = got === undefined ? 'nothing' : JSON.stringify(got);
  return `${at} must be ${expectedBy(issue)}, got ${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown}`;
}

function expectedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return issue.expected;
  if (issue.code === 'invalid_value') return `one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return `at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  return issue.message;
}
