/**
 * Table: the rows of one file as every format hands them over, and the check that
 * nothing in it is lost: each column is mapped, named as ignored, or stops the
 * night. A column without a name is called by its place, `$5` for the fifth, and
 * needs to be named only where a row has something in it.
 *
 * Column names that a mapping does not know are not quoted in messages: in a file
 * without a header the first "name" is the first person.
 */
import { ArchiveError } from '../../../errors.ts';
import type { ColumnReference } from './rules.ts';

/** A row as it stands in the file; `line` is its line or its row in the sheet. */
export interface RawRow { line: number; cells: readonly string[] }

/** What a reader of any format returns. */
export interface Table { header: readonly string[]; rows: readonly RawRow[] }

/** A row that the rules read. */
export interface SourceRow {
  /** `payments.csv:12`. */
  where: string;
  /** Path of the file below the folder. */
  file: string;
  /** Texts that mean "nothing" in this table. */
  nulls: readonly string[];
  /** The trimmed cell of a column by its first spelling; `''` for an optional one that is missing. */
  cell(column: string): string;
}

/** Returns whether no cell has anything but white space. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** The columns of one file: which place each mapped one has, and which nameless places are known. */
export interface Columns { places: ReadonlyMap<string, number>; width: number; known: ReadonlySet<string>; named: readonly boolean[] }

function nameless(place: number): string {
  return `$${place + 1}`;
}

function placeOf(name: string): number | null {
  const found = /^\$([1-9]\d{0,4})$/.exec(name);
  return found === null ? null : Number(found[1]) - 1;
}

/** Returns whether a row has a name for every column that must be there. */
export function hasAllColumns(cells: readonly string[], references: readonly ColumnReference[]): boolean {
  const names = new Set(cells.map(cleanName));
  return references.every(({ spellings, isOptional }) => isOptional || spellings.some((name) => names.has(name) || placeOf(name) !== null));
}

function cleanName(name: string): string {
  return name.trim().normalize('NFC');
}

/**
 * Returns where the mapped columns stand in one file.
 *
 * @throws {ArchiveError} `BAD_SOURCE` for a column that is missing, that stands there
 *   twice, or that is neither mapped nor ignored.
 */
export function bindColumns(where: string, header: readonly string[], references: readonly ColumnReference[], ignored: readonly string[]): Columns {
  const names = header.map(cleanName);
  const places = new Map<string, number>();
  for (const reference of references) {
    const found = reference.spellings.flatMap((name) => placesNamed(name, names));
    if (found.length > 1) throw new ArchiveError('BAD_SOURCE', where, `expected the column ${quoted(reference)} once, got it in columns ${found.map((place) => place + 1).join(' and ')}`);
    if (found.length === 1) places.set(reference.spellings[0]!, found[0]!);
    else if (!reference.isOptional) throw new ArchiveError('BAD_SOURCE', where, `expected the column ${quoted(reference)}, got ${names.length} columns without it`);
  }
  const known = new Set([...references.flatMap(({ spellings }) => spellings), ...ignored.map(cleanName)]);
  const stray = names.findIndex((name, place) => name !== '' && !known.has(name) && !known.has(nameless(place)));
  if (stray !== -1) throw new ArchiveError('BAD_SOURCE', where, `column ${stray + 1} of ${names.length} is neither mapped nor in "ignore"`);
  return { places, width: header.length, known, named: names.map((name) => name !== '') };
}

function placesNamed(name: string, names: readonly string[]): number[] {
  const place = placeOf(name);
  return place === null ? names.flatMap((other, index) => (other === name ? [index] : [])) : [place];
}

function quoted({ spellings }: ColumnReference): string {
  return spellings.map((name) => `"${name}"`).join(' or ');
}

/**
 * Refuses a row with something in a column that has neither a name nor a rule, and
 * a header that comes again.
 *
 * @throws {ArchiveError} `BAD_SOURCE`
 */
export function checkRow(where: string, row: RawRow, header: readonly string[], columns: Columns): void {
  const stray = row.cells.findIndex((cell, place) => columns.named[place] !== true && cell.trim() !== '' && !columns.known.has(nameless(place)));
  if (stray !== -1) throw new ArchiveError('BAD_SOURCE', `${where}:${row.line}`, `column ${stray + 1} has a value but no name; expected "${nameless(stray)}" in a rule or in "ignore"`);
  if (row.cells.length === header.length && row.cells.every((cell, place) => cell === header[place])) {
    throw new ArchiveError('BAD_SOURCE', `${where}:${row.line}`, 'the header comes again; expected one table, got two in one file');
  }
}

/** Fewer rows than this can repeat each other by chance. */
const SMALLEST_DOUBLED = 10;

/** Returns whether every row occurs an even number of times: the file, or each block in it, was written twice. */
export function isDoubled(rows: readonly RawRow[]): boolean {
  if (rows.length < SMALLEST_DOUBLED || rows.length % 2 === 1) return false;
  const odd = new Set<string>();
  for (const { cells } of rows) {
    const text = cells.join('\u0000');
    if (!odd.delete(text)) odd.add(text);
  }
  return odd.size === 0;
}

/** Returns half of a doubled table: of each row the first half of its occurrences, so that genuine repetitions stay. */
export function takeHalf(rows: readonly RawRow[]): RawRow[] {
  const left = new Map<string, number>();
  for (const { cells } of rows) left.set(cells.join('\u0000'), (left.get(cells.join('\u0000')) ?? 0) + 0.5);
  return rows.filter(({ cells }) => {
    const text = cells.join('\u0000');
    const rest = left.get(text)!;
    left.set(text, rest - 1);
    return rest > 0;
  });
}
