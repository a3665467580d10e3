/**
 * JSON and JSON Lines: objects to a table. Keys of nested objects are joined with
 * dots. A number keeps the digits it was written with, because 100.10 and
 * 20180000813258001 do not survive a floating-point number.
 */
import { ArchiveError } from '../../../errors.ts';
import type { RawRow, Table } from './table.ts';

/**
 * Returns the table of a JSON Lines text; blank lines are blank rows.
 *
 * @param ignored - Keys that are not read, whatever they hold.
 * @throws {ArchiveError} `BAD_SOURCE` with the line; the text is not quoted.
 */
export function readJsonLines(where: string, text: string, ignored: readonly string[]): Table {
  const lines = text.split(/\r?\n/);
  const objects = lines.map((line, index) => ({
    line: index + 1,
    cells: line.trim() === '' ? new Map<string, string>() : flatten(`${where}:${index + 1}`, parse(`${where}:${index + 1}`, line), ignored),
  }));
  return tableOf(lines.at(-1) === '' ? objects.slice(0, -1) : objects);
}

/**
 * Returns the table of a JSON text: a list of objects, or an object with the list
 * under a key. `line` is the place in the list, from 1.
 *
 * @param ignoredKeys - Keys beside the list that are not read.
 */
export function readJson(where: string, text: string, list: string | undefined, ignoredKeys: readonly string[], ignored: readonly string[]): Table {
  const whole = parse(where, text);
  const rows = list === undefined ? whole : listUnder(where, whole, list, ignoredKeys);
  if (!Array.isArray(rows)) throw new ArchiveError('BAD_SOURCE', where, `expected a list${list === undefined ? '' : ` under "${list}"`}, got another JSON value`);
  return tableOf(rows.map((row, index) => ({ line: index + 1, cells: flatten(`${where}:${index + 1}`, row, ignored) })));
}

function listUnder(where: string, whole: unknown, list: string, ignoredKeys: readonly string[]): unknown {
  if (!isObject(whole)) throw new ArchiveError('BAD_SOURCE', where, `expected an object with the key "${list}", got another JSON value`);
  const stray = Object.keys(whole).filter((key) => key !== list && !ignoredKeys.includes(key));
  if (stray.length > 0) throw new ArchiveError('BAD_SOURCE', where, `expected only "${list}" and the keys in "ignoreKeys", got ${stray.length} more`);
  return whole[list];
}

function parse(where: string, text: string): unknown {
  try {
    const keepDigits = (_key: string, value: unknown, context?: { source?: string }) => (typeof value === 'number' ? context?.source : value);
    return JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown);
  } catch {
    throw new ArchiveError('BAD_SOURCE', where, 'not JSON; the file may be cut short');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Returns the cells of an object by their dotted keys.
 *
 * @throws {ArchiveError} `BAD_SOURCE` for a list or anything else that is no single value.
 */
export function flatten(where: string, value: unknown, ignored: readonly string[], prefix = ''): Map<string, string> {
  if (!isObject(value)) throw new ArchiveError('BAD_SOURCE', where, 'expected an object, got another value');
  return new Map(Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    const name = `${prefix}${key}`;
    if (ignored.includes(name)) return [[name, '']];
    if (isObject(inner)) return [...flatten(where, inner, ignored, `${name}.`)];
    if (Array.isArray(inner)) throw new ArchiveError('BAD_SOURCE', where, 'expected a single value, got a list; put its key in "ignore"');
    return [[name, inner === null || inner === undefined ? '' : String(inner)]];
  }));
}

/** Returns keyed rows as a table whose header is all their keys, in the order of their first appearance. */
export function tableOf(objects: readonly { line: number; cells: ReadonlyMap<string, string> }[]): Table {
  const header = [...new Set(objects.flatMap(({ cells }) => [...cells.keys()]))];
  const rows: RawRow[] = objects.map(({ line, cells }) => ({ line, cells: header.map((key) => cells.get(key) ?? '') }));
  return { header, rows };
}
