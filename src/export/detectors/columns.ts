/**
 * Columns: the cells below a header, in tables as texts carry them (Markdown, tabs,
 * CSV, HTML). In a list of people the word that tells what a number is stands once, at
 * the top; a birthday in row 400 has no label beside it. Lists of this kind are how names
 * and birthdays have leaked, so detectors ask for columns as well as for labels.
 *
 * Nothing here decides: a cell is only where to look, its value must still have the
 * shape of what the detector finds.
 */
import type { Finding } from '../../model/stages.ts';
import { rowsOfTags, type Row, type Span } from './columns-html.ts';
import { beginningsIn, labelBeginnings } from './label-beginnings.ts';
import { scan } from './scan.ts';

/** A cell `[start, end)` without its quotes and outer spaces, with all headers of its table. */
export interface Cell { start: number; end: number; headers: readonly string[] }

/** Longer cells are sentences, not headers. */
const HEADER_UNITS = 24;
/** Rows with a number like this hold values, also if one of them reads like a header. */
const NUMBER = /\d{4}|\d{2}[-./:]\d/;
/** Longer cells are texts, which have labels of their own. */
export const CELL_UNITS = 400;

/**
 * Returns a search for the cells of a kind's columns, which costs nothing in a text
 * that has none of its words.
 *
 * @param begins - The two units with which every such header begins, in small letters.
 * @param header - With the flag `g`.
 */
export function columnSearch(begins: readonly string[], header: RegExp): (text: string) => Cell[] {
  const bit = labelBeginnings(begins);
  return (text) => (beginningsIn(text, bit).length > 0 ? cellsUnder(text, header) : []);
}

/** Returns where a pattern stands in cells, each read on its own, and `accept` agrees. */
export function* scanCells(kind: string, text: string, cells: readonly Cell[], pattern: RegExp, accept: (value: string) => boolean): Iterable<Finding> {
  for (const { start, end } of cells) {
    if (end - start > CELL_UNITS) continue;
    for (const found of scan(kind, text.slice(start, end), pattern, accept)) yield { kind, start: start + found.start, end: start + found.end };
  }
}

/**
 * Returns the cells of all columns whose header has the word, in order of the text.
 *
 * @param word - With the flag `g`. Every line is read once, so the time is in
 *   proportion to the text whatever the text repeats.
 */
export function cellsUnder(text: string, word: RegExp): Cell[] {
  const cells = cellsOfTags(text, word);
  for (let hit = execAt(word, text, 0); hit !== null;) {
    const line = lineAround(text, hit.index);
    const separator = separatorOf(text, line);
    hit = execAt(word, text, separator === null ? line.end : readTable(text, line, separator, word, cells));
  }
  return cells;
}

function execAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The columns of one table that are looked for, once their headers were read. */
class Columns {
  readonly #text: string;
  readonly #word: RegExp;
  #wanted: readonly number[] = [];
  #headers: readonly string[] = [];

  constructor(text: string, word: RegExp) {
    this.#text = text;
    this.#word = word;
  }

  /** Adds the cells of a row that are looked for. */
  read(row: Row, cells: Cell[]): void {
    const named = isHeaderRow(this.#text, row) ? row.flatMap((cell, column) => (isHeader(this.#text, cell, this.#word) ? [column] : [])) : [];
    if (named.length > 0) {
      this.#wanted = named;
      this.#headers = row.map(({ start, end }) => this.#text.slice(start, end));
    } else for (const column of this.#wanted) if (column < row.length) cells.push({ start: row[column]!.start, end: row[column]!.end, headers: this.#headers });
  }
}

/** Adds the cells of a table to `cells` and returns where it ends. */
function readTable(text: string, first: Span, separator: string, word: RegExp, cells: Cell[]): number {
  const columns = new Columns(text, word);
  for (let line: Span = first; ; line = lineAround(text, line.end + 1)) {
    const row = split(text, line, separator);
    if (row.length < 2) return line.start;
    columns.read(row, cells);
    if (line.end >= text.length) return text.length;
  }
}

function cellsOfTags(text: string, word: RegExp): Cell[] {
  const cells: Cell[] = [];
  let columns = new Columns(text, word);
  for (const row of rowsOfTags(text)) {
    if (row === null) columns = new Columns(text, word);
    else columns.read(row, cells);
  }
  return cells;
}

/** Whether the cells are short and none holds a number; a heading is never a whole line of a long text. */
function isHeaderRow(text: string, row: Row): boolean {
  const units = row.reduce((sum, { start, end }) => sum + end - start, 0);
  return units <= HEADER_UNITS * row.length && !row.some(({ start, end }) => NUMBER.test(text.slice(start, end)));
}

function isHeader(text: string, { start, end }: Span, word: RegExp): boolean {
  return end > start && end - start <= HEADER_UNITS && execAt(word, text.slice(start, end), 0) !== null;
}

function lineAround(text: string, at: number): Span {
  const end = text.indexOf('\n', at);
  return { start: at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1, end: end < 0 ? text.length : end };
}

function separatorOf(text: string, { start, end }: Span): string | null {
  const line = text.slice(start, end);
  return ['\t', '|', ',', ';'].find((sign) => line.includes(sign)) ?? null;
}

/** The cells of a line; a separator between quotes (RFC 4180) belongs to its cell. */
function split(text: string, line: Span, separator: string): Span[] {
  const cells: Span[] = [];
  let start = line.start;
  for (;;) {
    const end = cellEnd(text, start, line.end, separator);
    cells.push(trimmed(text, start, end));
    if (end >= line.end) return cells;
    start = end + 1;
  }
}

function cellEnd(text: string, start: number, limit: number, separator: string): number {
  const closing = text[start] === '"' ? text.indexOf('"', start + 1) : -1;
  const end = text.indexOf(separator, closing > 0 && closing < limit ? closing : start);
  return end < 0 || end > limit ? limit : end;
}

function trimmed(text: string, from: number, to: number): Span {
  let [start, end] = [from, to];
  while (start < end && (text[start] === ' ' || text[start] === '"')) start += 1;
  while (end > start && (text[end - 1] === ' ' || text[end - 1] === '"' || text[end - 1] === '\r')) end -= 1;
  return { start, end };
}
