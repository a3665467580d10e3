/**
 * Store record: one record file into the tables. `facts` keeps the whole record as
 * JSON without its long parts (body, texts of files, ledger rows), which stand in
 * tables of their own, so that a list never reads them.
 */
import { createHash } from 'node:crypto';
import { isLedger, isTombstone } from '../model/record-file.ts';
import type { LedgerRecord, TextRecord, Tombstone } from '../model/record.ts';
import type { Catalogue } from './catalogue.ts';
import type { TextKind } from './records.ts';

const DAY_MS = 86_400_000;

/** Adds a record; one with the same id must have been forgotten before. */
export function storeRecord(catalogue: Catalogue, path: string, record: TextRecord | LedgerRecord | Tombstone): void {
  if (isTombstone(record)) return storeTombstone(catalogue, path, record);
  return isLedger(record) ? storeLedger(catalogue, path, record) : storeText(catalogue, path, record);
}

/** Removes the record of a file and returns its id, `null` if there was none. */
export function forgetRecord(catalogue: Catalogue, path: string): string | null {
  const found = catalogue.first<{ id: string }>('SELECT id FROM records WHERE path = ?', path);
  if (found === null) return null;
  for (const table of ['texts', 'classes', 'cites', 'ledger_rows', 'related', 'row_facts', 'ledger_sums', 'places', 'keywords']) catalogue.run(`DELETE FROM ${table} WHERE record = ?`, found.id);
  catalogue.run('DELETE FROM records WHERE id = ?', found.id);
  return found.id;
}

/** Returns the address part of a class: short, ASCII, the same for the same path of names. */
export function classKey(names: readonly string[]): string {
  return createHash('sha256').update(names.join('\u001f')).digest('hex').slice(0, 10);
}

function storeTombstone(catalogue: Catalogue, path: string, record: Tombstone): void {
  insert(catalogue, {
    id: record.id, path, form: 'tombstone', type: record.type, released_on: record.releasedOn,
    changed_on: record.withdrawnOn, revision: record.revision, facts: JSON.stringify(record),
  });
}

function storeText(catalogue: Catalogue, path: string, record: TextRecord): void {
  const { markdown, files, ...facts } = record;
  insert(catalogue, {
    ...common(record), ...measures(record), path, form: 'text', title: record.title, rank: record.approverRank,
    day: record.approvedOn ?? record.releasedOn, document_number: record.documentNumber, task: record.task,
    project: record.project, facts: JSON.stringify({ ...facts, files: files.map((file) => ({ ...file, text: null, sheets: file.sheets.map(({ name }) => ({ name, csv: '' })) })) }),
  });
  storeTextOf(catalogue, record.id, 'body', 'markdown', markdown);
  files.forEach((file, index) => {
    if (file.text !== null) storeTextOf(catalogue, record.id, `files/${index}`, file.textForm, file.text);
    file.sheets.forEach(({ csv }, sheet) => storeTextOf(catalogue, record.id, `files/${index}/${sheet}`, 'csv', csv));
  });
  storeClasses(catalogue, record);
  for (const number of new Set(record.cites)) catalogue.run('INSERT INTO cites (record, number) VALUES (?, ?)', record.id, number);
}

function storeLedger(catalogue: Catalogue, path: string, record: LedgerRecord): void {
  const { rows, ...facts } = record;
  insert(catalogue, {
    ...common(record), path, form: 'ledger', period: record.period, currency: record.currency.code,
    decimals: record.currency.decimals, row_count: record.rowCount, total: record.totalAmount, facts: JSON.stringify(facts),
  });
  const add = catalogue.prepare(`INSERT INTO ledger_rows (record, position, id, amount, date, document_number, project, facts)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  rows.forEach((row, position) => {
    add.run(record.id, position, row.id, row.amount, row.date, row.documentNumber, row.project, JSON.stringify(row));
  });
}

/** What the disclosure monitor counts. A cover-only record shows its facts, and neither body nor any file. */
function measures({ approvedOn, releasedOn, textChars, maskedChars, files, body, markdown }: TextRecord): Record<string, number | null> {
  const missing = files.filter(({ text, sheets, original }) => text === null && sheets.length === 0 && original === null);
  const withheld = missing.length;
  const hasBody = body !== 'withheld' && markdown !== '';
  return {
    waiting_days: approvedOn === null ? null : Math.round((Date.parse(releasedOn) - Date.parse(approvedOn)) / DAY_MS),
    text_chars: textChars, masked_chars: maskedChars, file_count: files.length, withheld_files: withheld,
    closed_files: missing.filter(({ disclosure }) => disclosure === 'closed' || disclosure === 'restricted-until').length,
    is_cover_only: Number(!hasBody && withheld === files.length && (body === 'withheld' || files.length > 0)),
  };
}

function common(record: TextRecord | LedgerRecord): Record<string, string | number> {
  return {
    id: record.id, type: record.type, organisation: record.organisation, unit: record.unit, unit_name: record.unitName, disclosure: record.disclosure,
    released_on: record.releasedOn, changed_on: record.history.at(-1)!.on, rule: record.rule, revision: record.revision,
    mask_places: record.masks.reduce((sum, { count }) => sum + count, 0),
  };
}

function storeTextOf(catalogue: Catalogue, record: string, field: string, kind: TextKind, text: string): void {
  const hash = createHash('sha256').update(`${kind}\n${text}`).digest('hex').slice(0, 32);
  catalogue.run('INSERT INTO texts (record, field, kind, text, hash) VALUES (?, ?, ?, ?, ?)', record, field, kind, text, hash);
}

function storeClasses(catalogue: Catalogue, record: TextRecord): void {
  record.classification.forEach((name, depth) => {
    const key = classKey(record.classification.slice(0, depth + 1));
    const parent = depth === 0 ? null : classKey(record.classification.slice(0, depth));
    catalogue.run('INSERT INTO classes (key, record, name, depth, parent) VALUES (?, ?, ?, ?, ?)', key, record.id, name, depth, parent);
  });
}

/** `place` is given by the log afterwards. */
function insert(catalogue: Catalogue, given: Record<string, string | number | null>): void {
  const values = { ...given, place: '' };
  const columns = Object.keys(values);
  catalogue.run(`INSERT INTO records (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`, ...Object.values(values));
}
