/**
 * Record file: records as bytes and back. The same record gives the same bytes;
 * the bytes are what the log hashes. Keys are written in the order of the schema,
 * ledger rows one a line, so that a person can read a diff.
 */
import * as z from 'zod';
import { ArchiveError } from '../errors.ts';
import { formatFrontMatter, parseFrontMatter } from './front-matter.ts';
import {
  ledgerRecordSchema, textRecordSchema, tombstoneSchema, type LedgerRecord, type TextRecord, type Tombstone,
} from './record.ts';

/**
 * Returns the bytes of a text record.
 *
 * @throws {ArchiveError} `BAD_RECORD` if it breaks the schema or holds an unknown key.
 */
export function formatTextRecord(record: TextRecord): string {
  const { markdown, ...facts } = record;
  const checked = check(record.id, textRecordSchema, facts);
  const body = markdown.trim();
  return formatFrontMatter(inOrder(textRecordSchema, checked)) + (body === '' ? '' : `${body}\n`);
}

/**
 * Returns the bytes of a ledger record: JSON, one row a line.
 *
 * @throws {ArchiveError} `BAD_RECORD` if it breaks the schema, or if count or total do not agree with its rows.
 */
export function formatLedgerRecord(record: LedgerRecord): string {
  const { rows, ...facts } = inOrder(ledgerRecordSchema, checkLedger(record.id, record)) as LedgerRecord;
  const head = Object.entries(facts).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  return `{\n${head.join('\n')}\n"rows": [${rows.map((row) => `\n${JSON.stringify(row)}`).join(',')}\n]\n}\n`;
}

/** Returns the bytes of a tombstone, in the form (`.md` or `.json`) of the record it replaces. */
export function formatTombstone(tombstone: Tombstone, path: string): string {
  const checked = inOrder(tombstoneSchema, check(tombstone.id, tombstoneSchema, tombstone));
  return path.endsWith('.json') ? `${JSON.stringify(checked, null, 1)}\n` : formatFrontMatter(checked);
}

/**
 * Returns the record in a file below `content/records/`.
 *
 * @param where - Its path; `.md` for texts, `.json` for ledgers.
 * @throws {ArchiveError} `BAD_RECORD` naming the key, expected and got.
 */
export function parseRecord(where: string, text: string): TextRecord | LedgerRecord | Tombstone {
  if (where.endsWith('.md')) {
    const { data, body } = parseFrontMatter(where, text);
    if (data.status === 'withdrawn') return check(where, tombstoneSchema, data);
    const facts = check(where, textRecordSchema, data);
    return { ...facts, markdown: body.replace(/\n$/, '') };
  }
  const data = parseJson(where, text);
  if ((data as { status?: unknown } | null)?.status === 'withdrawn') return check(where, tombstoneSchema, data);
  return checkLedger(where, data);
}

/** Returns whether a parsed file is a tombstone. */
export function isTombstone(record: TextRecord | LedgerRecord | Tombstone): record is Tombstone {
  return record.status === 'withdrawn';
}

/** Returns whether a parsed file is a ledger. */
export function isLedger(record: TextRecord | LedgerRecord | Tombstone): record is LedgerRecord {
  return 'rows' in record;
}

function parseJson(where: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ArchiveError('BAD_RECORD', where, 'expected JSON');
  }
}

function checkLedger(where: string, value: unknown): LedgerRecord {
  const record = check(where, ledgerRecordSchema, value);
  const total = record.rows.reduce((sum, row) => sum + row.amount, 0);
  if (record.rowCount !== record.rows.length || record.totalAmount !== total) {
    throw new ArchiveError('BAD_RECORD', where,
      `expected ${record.rowCount} rows with a total of ${record.totalAmount}, got ${record.rows.length} with ${total}`);
  }
  return record;
}

/**
 * Returns `value` as the schema reads it.
 *
 * @throws {ArchiveError} `BAD_RECORD` with path of the key and what was expected; never the value.
 */
export function check<S extends z.ZodType>(where: string, schema: S, value: unknown): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ArchiveError('BAD_RECORD', where, describeIssue(issue!));
}

/** Says which key a Zod issue is about and what was expected, without quoting the value. */
export function describeIssue(issue: z.core.$ZodIssue): string {
  const key = issue.path.map(String).join('.') || 'the whole';
  if (issue.code === 'unrecognized_keys') return `unknown key ${issue.keys.map((name) => `"${name}"`).join(', ')} in "${key}"`;
  return `"${key}": ${issue.message}`;
}

/** The same values with keys in the order of the schema. */
function inOrder(schema: z.ZodObject, value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(schema.shape).filter((key) => key in value).map((key) => [key, value[key]]));
}
