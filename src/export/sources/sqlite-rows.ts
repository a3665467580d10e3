/**
 * Rows of the two views in our words. Codes are those of the national disclosure
 * portal (oppSeCd). A value that can't be translated holds its paper or row and is
 * never guessed.
 */
import * as z from 'zod';
import type { Facts, LedgerPaper, PaperFile, PaperRow, TextPaper } from '../../model/stages.ts';
import {
  APPROVAL_KINDS, GROUNDS, isCityDate, LEDGER_TYPES, LICENCES, RANKS, RETENTIONS, TEXT_TYPES,
  type Disclosure, type Ground,
} from '../../model/vocabulary.ts';
import { readLine, type GivenLine } from './approval-line.ts';
import { formatOf } from './formats.ts';
import { decodeHtml } from './html-references.ts';
import { Untranslatable, type HeldPaper, type HeldRow } from './source.ts';

export const PAPER_COLUMNS = [
  'paper_key', 'record_type', 'title', 'body', 'public_body', 'unit_code', 'approver_rank', 'approval_kind', 'approved_on',
  'disclosure_code', 'grounds', 'restricted_until', 'retention', 'classification', 'task', 'file_title', 'document_number',
  'registry_id', 'project', 'licence', 'is_withdrawn', 'files',
] as const;

/** Columns that the view may leave out: a city's views are not written anew with every version of ours. */
export const OPTIONAL_PAPER_COLUMNS = ['approval_line'] as const;

export const LEDGER_COLUMNS = [
  'row_key', 'ledger_type', 'unit_code', 'period', 'paid_on', 'paid_at', 'amount', 'purpose', 'payee', 'place', 'attendees',
  'payment_method', 'category', 'headcount', 'account', 'project', 'document_number', 'method', 'valid_from', 'valid_until', 'licence',
] as const;

/** Integers come as `bigint`, so that a key or an amount beyond 2^53 is neither rounded nor refused by the driver. */
export type ViewRow = Readonly<Record<string, string | number | bigint | null | Uint8Array>>;

const DISCLOSURE_CODES: ReadonlyMap<string, Disclosure> = new Map([
  ['1', 'open'], ['2', 'partial'], ['3', 'closed'], ['4', 'restricted-until'], ['5', 'restricted-until'],
]);

/** Returns the paper of one line of `release_papers`, held if a value can't be translated. `isDuplicate`: another line has its key. */
export function readPaper(source: string, row: ViewRow, isDuplicate: boolean): TextPaper | HeldPaper {
  const key = String(row.paper_key);
  const where = `release_papers[${key}]`;
  const type = TEXT_TYPES.find((name) => name === row.record_type);
  try {
    if (isDuplicate) throw new Untranslatable('duplicate-key', '"paper_key": expected each key once');
    if (type === undefined) throw new Untranslatable('unknown-code', `"record_type": expected one of ${TEXT_TYPES.join(', ')}`);
    const files = readFiles(row.files);
    const approval = readLine('approval_line', text(row.approval_line));
    return {
      kind: 'text', source, key, where, type,
      texts: Object.assign(paperTexts(row, files), approval?.texts), facts: readFacts(row, approval), files: files.map(({ file }) => file),
    };
  } catch (error) {
    if (!(error instanceof Untranslatable)) throw error;
    const [approvedOn, unitCode] = [row.approved_on, row.unit_code].map((value) => (typeof value === 'string' ? value.trim() : null));
    return {
      kind: 'held', source, key, where, type: type ?? 'document', hold: error.hold,
      unitCode: unitCode!, approvedOn: typeof approvedOn === 'string' && isCityDate(approvedOn) ? approvedOn : null,
    };
  }
}

function paperTexts(row: ViewRow, files: readonly ReadFile[]): Record<string, string> {
  const texts: Record<string, string> = { title: line(row.title)?.replace(/\s+/g, ' ') ?? '' };
  if (texts.title === '') throw new Untranslatable('bad-row', '"title": expected a text');
  const columns = {
    body: text(row.body), publicBody: text(row.public_body), task: line(row.task), file: line(row.file_title),
    classification: line(row.classification), documentNumber: line(row.document_number),
  };
  for (const [field, value] of Object.entries(columns)) if (value !== null) texts[field] = value;
  files.forEach((file, n) => {
    texts[`files/${n}/name`] = file.name;
    if (file.text !== null) texts[`files/${n}/text`] = file.text;
  });
  return texts;
}

function readFacts(row: ViewRow, approval: GivenLine | null): Facts {
  const facts: Facts = {
    unitCode: text(row.unit_code) ?? '',
    approverRank: word(row, 'approver_rank', RANKS),
    approvalKind: word(row, 'approval_kind', APPROVAL_KINDS),
    approvedOn: date(row, 'approved_on'),
    disclosure: disclosureOf(row.disclosure_code),
    grounds: groundsOf(row.grounds),
    restrictedUntil: date(row, 'restricted_until'),
    retention: word(row, 'retention', RETENTIONS),
    registryId: code(row, 'registry_id'),
    project: code(row, 'project'),
    licence: word(row, 'licence', LICENCES) ?? 'none',
    isWithdrawn: flag(row, 'is_withdrawn'),
  };
  if (approval !== null) facts.approvalLine = approval.steps;
  return facts;
}

interface ReadFile { file: PaperFile; name: string; text: string | null }

const fileListSchema = z.array(z.strictObject({
  role: z.enum(['body', 'attachment']),
  name: z.string().min(1),
  sizeBytes: z.int().min(0),
  disclosureCode: z.string(),
  grounds: z.string(),
  text: z.string().nullable(),
  path: z.string().min(1).nullish(),
}));

function readFiles(value: unknown): ReadFile[] {
  if (value === null) return [];
  const result = fileListSchema.safeParse(parseJson(value));
  if (!result.success) {
    throw new Untranslatable('bad-row', `"files": expected a JSON list as in release-views.sql, fault at ${result.error.issues[0]!.path.join('.') || 'the start'}`);
  }
  return result.data.map((entry) => ({
    name: line(entry.name) ?? entry.name,
    text: entry.text,
    file: {
      role: entry.role,
      format: formatOf(entry.name),
      sizeBytes: entry.sizeBytes,
      disclosure: disclosureOf(entry.disclosureCode),
      grounds: groundsOf(entry.grounds),
      isRead: entry.text !== null,
      bytes: entry.path == null ? null : { path: entry.path, sha256: '' },
      problem: null,
    },
  }));
}

function parseJson(value: unknown): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return undefined;
  }
}

/**
 * Yields the ledger of a group of rows, and a held row for each that can't be translated.
 *
 * @param keys - Row keys seen so far in this source, by type; added to.
 */
export function* readLedger(source: string, group: readonly ViewRow[], keys: Set<string>): Iterable<LedgerPaper | HeldPaper | HeldRow> {
  const { ledger_type, unit_code, period } = group[0]!;
  const key = `${String(ledger_type)}/${String(unit_code)}/${String(period)}`;
  const where = `release_ledger_rows[${key}]`;
  const type = LEDGER_TYPES.find((name) => name === ledger_type);
  const fault = faultOf(group);
  if (type === undefined || fault !== null) {
    yield { kind: 'held', source, key, where, type: type ?? 'expenditure', unitCode: text(String(unit_code)), approvedOn: null, hold: { code: 'unknown-code', detail: fault! } };
    return;
  }
  const rows: PaperRow[] = [];
  const texts: Record<string, string> = {};
  for (const [n, row] of group.entries()) {
    const at = `release_ledger_rows[${row.row_key === null ? `${key}, row ${n + 1}` : String(row.row_key)}]`;
    const rowKey = `${type}/${String(row.row_key)}`;
    try {
      if (row.row_key !== null && keys.has(rowKey)) throw new Untranslatable('duplicate-key', '"row_key": expected each key once');
      rows.push(readRow(at, row));
      keys.add(rowKey);
      addRowTexts(texts, rows.length - 1, row);
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      yield {
        kind: 'held-row', source, where: at, type, hold: error.hold, period: String(period),
        amount: safeInteger(row.amount),
      };
    }
  }
  yield {
    kind: 'ledger', source, key, where, type, unitCode: text(unit_code) ?? '', period: String(period),
    currency: { code: 'KRW', decimals: 0 }, licence: licenceOf(group), rows, texts,
  };
}

function readRow(where: string, row: ViewRow): PaperRow {
  const amount = safeInteger(row.amount);
  if (amount === null) throw new Untranslatable('bad-row', '"amount": expected whole won');
  const headcount = row.headcount === null ? null : Number(row.headcount);
  if (headcount !== null && (!Number.isInteger(headcount) || headcount < 0)) throw new Untranslatable('bad-row', '"headcount": expected a whole number from 0');
  const time = text(row.paid_at);
  if (time !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new Untranslatable('bad-row', '"paid_at": expected HH:MM');
  return {
    key: row.row_key === null ? null : `${String(row.ledger_type)}/${String(row.row_key)}`,
    where,
    date: date(row, 'paid_on'),
    time,
    amount,
    headcount,
    project: code(row, 'project'),
    account: code(row, 'account'),
    method: word(row, 'method', ['open-tender', 'limited-tender', 'negotiated']),
    from: date(row, 'valid_from'),
    until: date(row, 'valid_until'),
  };
}

/** What keeps a whole group from being a ledger, in words, or `null`. */
function faultOf(group: readonly ViewRow[]): string | null {
  const { ledger_type, period, licence } = group[0]!;
  if (!LEDGER_TYPES.some((name) => name === ledger_type)) return `"ledger_type": expected one of ${LEDGER_TYPES.join(', ')}`;
  if (!/^(19|20|21)\d\d(-(0[1-9]|1[0-2]))?$/.test(String(period))) return '"period": expected YYYY or YYYY-MM';
  if (licence !== null && !LICENCES.some((name) => name === licence)) return `"licence": expected one of ${LICENCES.join(', ')}`;
  return group.every((row) => row.licence === licence) ? null : '"licence": expected the same in every row of a ledger';
}

function licenceOf(group: readonly ViewRow[]): LedgerPaper['licence'] {
  return LICENCES.find((name) => name === group[0]!.licence) ?? 'none';
}

/** Whole won as a number, or `null`; halves and what a number can't hold exactly are not read. */
function safeInteger(value: unknown): number | null {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return Number.isSafeInteger(number) ? number as number : null;
}

function addRowTexts(texts: Record<string, string>, n: number, row: ViewRow): void {
  const columns = {
    purpose: row.purpose, payee: row.payee, place: row.place, attendees: row.attendees,
    paymentMethod: row.payment_method, category: row.category, documentNumber: row.document_number,
  };
  for (const [column, value] of Object.entries(columns)) {
    const found = line(value);
    if (found !== null) texts[`rows/${n}/${column}`] = found;
  }
}

/** Trimmed and in composed form (file systems and old editors hand over decomposed Hangul); `null` when nothing is left. */
function text(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object') throw new Untranslatable('bad-row', 'expected text, got bytes; the view must decode them');
  const trimmed = String(value).normalize('NFC').trim();
  return trimmed === '' ? null : trimmed;
}

/** A text of one line. Systems written for web pages keep `&lt;` in titles; in a body, Markdown reads it. */
function line(value: unknown): string | null {
  const found = text(value);
  return found === null ? null : text(decodeHtml(found));
}

function word<const W extends readonly string[]>(row: ViewRow, column: string, words: W): W[number] | null {
  const value = text(row[column]);
  if (value === null) return null;
  const found = words.find((entry) => entry === value);
  if (found === undefined) throw new Untranslatable('unknown-code', `"${column}": expected one of ${words.join(', ')}`);
  return found;
}

function date(row: ViewRow, column: string): string | null {
  const value = text(row[column]);
  if (value !== null && !isCityDate(value)) throw new Untranslatable('impossible-date', `"${column}": expected a day that exists, YYYY-MM-DD`);
  return value;
}

function code(row: ViewRow, column: string): string | null {
  const value = text(row[column]);
  if (value !== null && !/^[A-Za-z0-9._-]{1,60}$/.test(value)) throw new Untranslatable('bad-row', `"${column}": expected an ASCII code of 1–60 characters`);
  return value;
}

function flag(row: ViewRow, column: string): boolean {
  const value = row[column];
  if (value === null || Number(value) === 0) return false;
  if (Number(value) === 1) return true;
  throw new Untranslatable('unknown-code', `"${column}": expected 0 or 1`);
}

function disclosureOf(value: unknown): Disclosure {
  const found = DISCLOSURE_CODES.get(String(value));
  if (found === undefined) throw new Untranslatable('unknown-code', '"disclosure_code": expected 1–5');
  return found;
}

function groundsOf(value: unknown): Ground[] {
  const list = (text(value) ?? '').split(',').map((part) => part.trim()).filter((part) => part !== '');
  return list.map((part) => {
    const found = GROUNDS.find((ground) => String(ground) === part);
    if (found === undefined) throw new Untranslatable('unknown-code', '"grounds": expected digits 1–8 with commas');
    return found;
  }).sort((a, b) => a - b);
}
