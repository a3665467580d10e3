/**
 * JSON and JSON Lines: every string, key and number with its path. An object that
 * names a record (`"id"`, a path, a link) is about that record and not about the file.
 */
import { LIMITS, unread } from '../limits.ts';
import { idsIn, type Reading } from '../piece.ts';
import { decoded, lineBlocks } from './characters.ts';

/** Reads one JSON document. */
export function readJson(bytes: Buffer, reading: Reading): void {
  walkJson(parsed(decoded(bytes), 'the file'), reading, '$');
}

/** Reads JSON Lines, line by line: a file may have any length. */
export function readJsonLines(bytes: Buffer, reading: Reading): void {
  for (const { text, line } of lineBlocks(bytes)) {
    for (const [index, row] of text.split('\n').entries()) {
      if (row.trim() !== '') walkJson(parsed(row, `line ${line + index}`), reading, `line ${line + index} $`);
    }
  }
}

/** @throws if it is no JSON, or a key stands twice in an object: the parser drops the first, the file still holds it. */
export function parsed(text: string, where: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unread(`expected JSON in ${where}, got something else`);
  }
  let written = 0;
  for (const { 1: colon } of text.matchAll(STRING)) if (colon !== undefined) written += 1;
  const kept = keysIn(value);
  if (written !== kept) throw unread(`expected every key once in ${where}, got ${written - kept} doubled`);
  return value;
}

/** A string, and the colon that makes it a key. Every string is taken whole, so a colon inside one is none. */
const STRING = /"(?:[^"\\]|\\.)*"\s*(:)?/g;

function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce((sum: number, one) => sum + keysIn(one), 0);
  return inner + (Array.isArray(value) ? 0 : Object.keys(value).length);
}

/** Hands over everything in a JSON value. */
export function walkJson(value: unknown, reading: Reading, where: string, ids: readonly string[] = [], depth = 0): void {
  if (depth > LIMITS.nesting) throw unread(`expected values at most ${LIMITS.nesting} deep, got more`);
  if (typeof value === 'string') reading.text(value, where, ids);
  else if (typeof value === 'number') reading.text(digits(value), where, ids, 'number');
  else if (Array.isArray(value)) walkList(value, reading, where, ids, depth);
  else if (typeof value === 'object' && value !== null) walkObject(value as Record<string, unknown>, reading, where, ids, depth);
}

function digits(value: number): string { return Number.isInteger(value) ? BigInt(value).toString() : String(value); }

function walkList(list: readonly unknown[], reading: Reading, where: string, ids: readonly string[], depth: number): void {
  for (const [index, one] of list.entries()) walkJson(one, reading, `${where}[${index}]`, ids, depth + 1);
  if (list.length > 0 && list.every((one) => typeof one === 'string')) reading.text(list.join(' '), `${where}[]`, ids);
  readAsTable(list, reading, where);
}

function walkObject(object: Record<string, unknown>, reading: Reading, where: string, outer: readonly string[], depth: number): void {
  const ids = [...ownIds(object)];
  const about = ids.length > 0 ? ids : outer;
  for (const [key, value] of Object.entries(object)) {
    const path = /^[A-Za-z0-9_@$.:-]{1,40}$/.test(key) && !/\d{4}/.test(key) ? `${where}.${key}` : `${where}.*`;
    reading.text(key, `${where} key`, about);
    if (typeof value === 'string' && /[가-힣]|name|birth/i.test(key)) reading.text(`${key}: ${value}`, path, about);
    walkJson(value, reading, path, about, depth + 1);
  }
}

const NAMES_RECORD = /^(?:@?id|url|uri|href|path|link|record|loc)$/i;

function* ownIds(object: Record<string, unknown>): Generator<string> {
  for (const [key, value] of Object.entries(object)) {
    if (typeof value === 'string' && NAMES_RECORD.test(key)) yield* idsIn(value);
  }
}

/** A list of like objects is a table with its keys for headers. */
function readAsTable(list: readonly unknown[], reading: Reading, where: string): void {
  const first = list[0];
  if (typeof first !== 'object' || first === null || Array.isArray(first)) return;
  const headers = Object.keys(first);
  if (!headers.some((header) => /[가-힣]|name/i.test(header))) return;
  const rows = list.flatMap((row) => (typeof row === 'object' && row !== null ? [headers.map((header) => String((row as Record<string, unknown>)[header] ?? ''))] : []));
  reading.table({ headers, rows, where });
}
