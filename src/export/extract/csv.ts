/**
 * CSV that no mapping describes: the delimiter is the one by which most rows have
 * the same number of fields, above one. Parsed by csv-parse (RFC 4180); the file as it
 * lies there is searched as well, so that nothing hangs on having guessed right.
 */
import { parse } from 'csv-parse/sync';
import { Unread, type ReadFile } from './extracted.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const SAMPLE_LINES = 50;

/** Reads the one table of a CSV or TSV file. @throws {Unread} `corrupt` for a quote that is never closed */
export function readCsv(format: string, text: string): ReadFile {
  const rows = rowsOf(text, format === 'tsv' ? '\t' : delimiterOf(text));
  if (rows === null) throw new Unread('corrupt', 'csv: a quote opens and is never closed, or more columns than a table has');
  const cells = rows.map((row) => row.join('\t')).join('\n');
  return {
    outcome: 'read', format, markdown: null, sheets: [{ name: '', rows }],
    parts: [{ path: 'text', kind: 'visible', text }, { path: 'cells', kind: 'visible', text: cells }],
  };
}

/** Returns the rows of a CSV text, or `null` if it is none. */
export function rowsOf(text: string, delimiter: string): string[][] | null {
  try {
    return parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true, relax_quotes: true, skip_empty_lines: true }) as string[][];
  } catch {
    return null;
  }
}

/** Returns the delimiter by which the first lines agree best; a comma if none divides them. */
export function delimiterOf(text: string): string {
  const sample = text.split('\n', SAMPLE_LINES + 1).slice(0, SAMPLE_LINES).join('\n');
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: agreement(sample, delimiter) }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score === 0 ? ',' : best.delimiter;
}

/** How many rows have the commonest number of fields; 0 if that is one field. */
function agreement(sample: string, delimiter: string): number {
  const rows = rowsOf(sample, delimiter) ?? rowsOf(sample.slice(0, sample.lastIndexOf('\n')), delimiter) ?? [];
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [fields, count] = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one), [1, 0]);
  return fields < 2 ? 0 : count + fields / 1_000;
}
