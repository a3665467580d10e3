/**
 * Record: what is public, one strict schema per form. A record is one file under
 * `content/records/<type>/<yyyy>/<mm>/`: Markdown with front matter for texts,
 * JSON for ledgers. An unknown key stops the run: nothing reaches the public
 * folder that nobody declared.
 *
 * The nonce (128 random bits, new at every revision) is in the record's own bytes,
 * so that a plain SHA-256 of them in the permanent log tells nothing about what
 * was masked.
 */
import * as z from 'zod';
import {
  APPROVAL_KINDS, APPROVAL_STEPS, DISCLOSURES, GROUNDS, isCityDate, LEDGER_TYPES, LICENCES, LOG_EVENTS, LOG_REASONS, RANKS,
  REGISTER_STATUSES, RETENTIONS, TEXT_TYPES,
} from './vocabulary.ts';

/** Opaque ASCII, for ever: ten characters out of 29, without the vowels that would make words. */
export const idSchema = z.string().regex(/^[0-9bcdfghjkmnpqrstvwxz]{10}$/);
const day = z.string().refine(isCityDate, 'expected a day that exists, YYYY-MM-DD');
const count = z.int().min(0);
const ground = z.literal(GROUNDS);
const grounds = z.array(ground);
const nonce = z.string().regex(/^[0-9a-f]{32}$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const code = z.string().regex(/^[A-Za-z0-9._-]{1,60}$/);

/** One mask kind with its ground and how often it was applied in this record. */
const maskCount = z.strictObject({ kind: z.string(), ground, count: z.int().min(1) });

/** One earlier version: what changed, by field name; for ledgers how many rows. */
const version = z.strictObject({
  revision: z.int().min(1),
  on: day,
  reason: z.literal(LOG_REASONS),
  changed: z.array(z.string()),
  rowsAdded: count.optional(),
  rowsChanged: count.optional(),
  rowsRemoved: count.optional(),
});

const common = {
  id: idSchema,
  organisation: code,
  /** Id of the unit in `content/organisations/`. */
  unit: code,
  /** The unit's name on the day of approval; the unit may be called otherwise today. */
  unitName: z.string().min(1),
  releasedOn: day,
  disclosure: z.literal(DISCLOSURES),
  grounds,
  licence: z.literal(LICENCES),
  masks: z.array(maskCount),
  rule: z.string(),
  revision: z.int().min(1),
  status: z.literal('released'),
  history: z.array(version).min(1),
  nonce,
};

/** A file of a text record. `name` is `null` where the name may not be shown, `text` where the content is not. */
export const fileSchema = z.strictObject({
  name: z.string().nullable(),
  role: z.enum(['body', 'attachment']),
  format: z.string(),
  sizeBytes: count,
  disclosure: z.literal(DISCLOSURES),
  grounds,
  /** Masked text, or `null` if withheld, not readable or all in `sheets`. */
  text: z.string().nullable(),
  /** Whether `text` is Markdown (made from the file's bytes) or plain, as the source handed it over. */
  textForm: z.enum(['plain', 'markdown']),
  /** Masked tables of a spreadsheet or CSV file, each as CSV (RFC 4180, formulas guarded); `[]` if none is shown. */
  sheets: z.array(z.strictObject({ name: z.string(), csv: z.string() })),
  /** The file itself, cleaned of metadata, below `content/`; `null` unless nothing was found in any part of it. */
  original: z.strictObject({ path: z.string(), format: z.string(), sizeBytes: count, sha256 }).nullable(),
  /** Of the public text and tables, masks included. */
  textChars: count,
  /** Characters hidden in it, in tens rounded up: the exact number would tell the length of what is hidden. */
  maskedChars: count,
});
export type RecordFile = z.infer<typeof fileSchema>;

/** One step of an approval line: which office did what, never who. */
export const lineStepSchema = z.strictObject({
  step: z.literal(APPROVAL_STEPS),
  /** Id of the unit; `null` for one that the city does not list. */
  unit: code.nullable(),
  /** The unit's name on that day; `null` where a name was given that may not be an office's. */
  unitName: z.string().min(1).nullable(),
  rank: z.literal(RANKS).nullable(),
  on: day.nullable(),
});
export type RecordLineStep = z.infer<typeof lineStepSchema>;

/** A text record's front matter; the Markdown after it is the body. */
export const textRecordSchema = z.strictObject({
  ...common,
  type: z.enum(TEXT_TYPES),
  title: z.string().min(1),
  approverRank: z.literal(RANKS).nullable(),
  approvalKind: z.literal(APPROVAL_KINDS).nullable(),
  approvedOn: day.nullable(),
  restrictedUntil: day.nullable(),
  reviewDue: day.nullable(),
  retention: z.literal(RETENTIONS).nullable(),
  /** From the widest to the narrowest class. */
  classification: z.array(z.string().min(1)),
  task: z.string().nullable(),
  /** 기록물철. */
  file: z.string().nullable(),
  documentNumber: z.string().nullable(),
  registryId: code.nullable(),
  project: code.nullable(),
  /** `public-version` and `withheld` are not the whole paper; the page says so. */
  body: z.enum(['whole', 'public-version', 'withheld']),
  textChars: count,
  maskedChars: count,
  files: z.array(fileSchema),
  /** Document numbers that the public text quotes. */
  cites: z.array(z.string()),
  /** The steps of approval in their order. Absent where the source has none, so that older records keep their bytes. */
  approvalLine: z.array(lineStepSchema).min(1).optional(),
});
export type TextRecord = z.infer<typeof textRecordSchema> & {
  /** Masked Markdown; `''` when withheld or empty. */
  markdown: string;
};

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const text = z.string().nullable();

/** Columns of every ledger row. `id` is the row's own and stable; amounts are integers in the currency's smallest unit. */
export const rowSchema = z.strictObject({
  id: idSchema,
  date: day.nullable(),
  time: time.nullable(),
  amount: z.int(),
  purpose: text,
  payee: text,
  place: text,
  attendees: text,
  headcount: count.nullable(),
  paymentMethod: text,
  /** Name of the budget item or kind of expense. */
  category: text,
  account: code.nullable(),
  project: code.nullable(),
  /** Document number of the approving paper. */
  documentNumber: text,
  method: z.enum(['open-tender', 'limited-tender', 'negotiated']).nullable(),
  from: day.nullable(),
  until: day.nullable(),
});
export type Row = z.infer<typeof rowSchema>;

/** The text columns of a ledger row, in the order of the files. */
export const ROW_TEXTS = [
  'purpose', 'payee', 'place', 'attendees', 'paymentMethod', 'category', 'documentNumber',
] as const satisfies readonly (keyof Row)[];

/** A ledger: the rows of one unit in one period. It has no title; pages compose one from type, unit and period. */
export const ledgerRecordSchema = z.strictObject({
  ...common,
  type: z.enum(LEDGER_TYPES),
  period: z.string().regex(/^(19|20|21)\d\d(-(0[1-9]|1[0-2]))?$/),
  currency: z.strictObject({ code: z.string().regex(/^[A-Z]{3}$/), decimals: z.int().min(0).max(3) }),
  rowCount: count,
  totalAmount: z.int(),
  rows: z.array(rowSchema),
});
export type LedgerRecord = z.infer<typeof ledgerRecordSchema>;

/** What stands at a withdrawn record's place: no title, no text, no nonce. */
export const tombstoneSchema = z.strictObject({
  id: idSchema,
  type: z.enum([...TEXT_TYPES, ...LEDGER_TYPES]),
  status: z.literal('withdrawn'),
  revision: z.int().min(2),
  releasedOn: day,
  withdrawnOn: day,
  reason: z.literal(LOG_REASONS),
});
export type Tombstone = z.infer<typeof tombstoneSchema>;

export type PublicRecord = TextRecord | LedgerRecord;

/** One line of `content/register/<yyyy>/<mm>.jsonl`: every paper, closed and held ones too. */
export const registerRowSchema = z.strictObject({
  id: idSchema,
  type: z.enum([...TEXT_TYPES, ...LEDGER_TYPES]),
  status: z.literal(REGISTER_STATUSES),
  /** `null` where the title itself may not be shown, and for ledgers. */
  title: z.string().nullable(),
  documentNumber: z.string().nullable(),
  organisation: code.nullable(),
  /** `null` while the unit is unknown (then the paper is held). */
  unit: code.nullable(),
  unitName: z.string().nullable(),
  approverRank: z.literal(RANKS).nullable(),
  approvedOn: day.nullable(),
  /** Ledgers only. */
  period: z.string().nullable(),
  /** The night this row first stood here. */
  listedOn: day,
  releasedOn: day.nullable(),
  disclosure: z.literal(DISCLOSURES).nullable(),
  grounds,
  opensOn: day.nullable(),
  rule: z.string(),
  /** Path below `content/`, `null` unless released or withdrawn. */
  path: z.string().nullable(),
});
export type RegisterRow = z.infer<typeof registerRowSchema>;

/** One line of `content/log/<night>.jsonl`. Harmless for ever: no title, name or free text. */
export const logEntrySchema = z.strictObject({
  /** Position in the whole log, from 0, without gaps. */
  index: count,
  /** Day of the night, city time. */
  on: day,
  event: z.literal(LOG_EVENTS),
  id: idSchema,
  path: z.string(),
  revision: z.int().min(1),
  /** SHA-256 of the record's file; `null` at a withdrawal. */
  sha256: sha256.nullable(),
  reason: z.literal(LOG_REASONS),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/** The entry that ends a night: it binds the portal as a whole to the log. */
export const sealEntrySchema = z.strictObject({
  index: count,
  on: day,
  event: z.literal('seal'),
  /** SHA-256 of the portal's `manifest-sha256.txt`. */
  manifest: sha256,
  /** Files in the manifest; released records; withdrawn ones. */
  files: count,
  released: count,
  withdrawn: count,
  /** Instant by which the next seal is promised, ISO 8601 UTC; afterwards a mirror counts as stale. */
  nextBy: z.iso.datetime(),
});
export type SealEntry = z.infer<typeof sealEntrySchema>;
