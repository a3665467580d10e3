/**
 * Person tables: tables with a column about persons, as texts carry them: Markdown,
 * tabs, CSV, columns set off by spaces, and one cell a line, which is how readers of
 * HWP and PDF hand tables over. Found by the heads of their columns.
 */
import { columnKind, headWords, type ColumnKind } from './person-columns.ts';
import { wordSearch } from './person-scan.ts';

/** A stretch `[start, end)` of the text without outer spaces and quotes. */
export interface Span { start: number; end: number }

/**
 * A table with the kinds of its columns; rows may be shorter or longer than the head. `head` is where
 * only heads stand; a form may have the same words with a value beside each (`| 신청인 | 홍길동 |`), and then it is empty.
 */
export interface PersonTable { head: Span; kinds: readonly (ColumnKind | null)[]; rows: readonly (readonly Span[])[] }

const search = wordSearch(new Map(headWords().map((word) => [word, true])));

/** Heads are short; a longer line is a sentence. */
const HEAD_UNITS = 400;
const ROW_UNITS = 4_000;
/** One cell a line: a table of more rows is cut off, its names carry all the same. */
const MOST_LINES = 40_000;

/** Returns the tables with at least one column about persons, in order. Every line belongs to one table at most. */
export function personTablesIn(text: string): PersonTable[] {
  return tablesAt(text, search(text));
}

/** The same for a caller who knows where the words stand that may head a column. */
export function tablesAt(text: string, words: readonly Span[]): PersonTable[] {
  const tables: PersonTable[] = [];
  let read = 0;
  for (const { start, end } of words) {
    if (start < read || !endsCell(text, end)) continue;
    const line = lineAround(text, start);
    read = line.end;
    if (line.end - line.start > HEAD_UNITS) continue;
    const found = rowTable(text, line) ?? stackedTable(text, line);
    read = found?.end ?? line.end;
    if (found !== null && found.table.rows.length > 0) tables.push(found.table);
  }
  return tables;
}

const CELL_END = /^(?:[가-힣]{1,3})?(?: ?\([^()\n]{0,16}\))?(?:[ *"_]{0,12}(?:[|\t,;\n]|$)| {2})/;

/** Whether a cell may end behind a word; in a sentence it goes on. */
function endsCell(text: string, at: number): boolean {
  return CELL_END.test(text.slice(at, at + 32));
}

interface Found { table: PersonTable; end: number }

type Split = (text: string, line: Span) => Span[];
const SPLITS: readonly (readonly [string | RegExp, Split, number])[] = [
  ['|', (text, line) => splitAt(text, line, '|'), 1],
  ['\t', (text, line) => splitAt(text, line, '\t'), 1],
  [',', (text, line) => splitAt(text, line, ','), 2],
  [';', (text, line) => splitAt(text, line, ';'), 2],
  [/ {2}/, splitBySpaces, 2],
];

/** The table whose head is this line, if its cells are heads. */
function rowTable(text: string, head: Span): Found | null {
  const line = text.slice(head.start, head.end);
  for (const [sign, split, known] of SPLITS) {
    if (typeof sign === 'string' ? !line.includes(sign) : !sign.test(line.trim())) continue;
    const cells = split(text, head);
    const kinds = cells.map((cell) => columnKind(text.slice(cell.start, cell.end)));
    const isKnown = kinds.filter((kind) => kind !== null).length >= known || isHeadOf(text, head, cells, split);
    const isHead = cells.length > 1 && isKnown && kinds.some(isAboutPersons);
    if (isHead) return rowsBelow(text, head, kinds, split);
  }
  return null;
}

/** Whether short cells without digits stand over a line of as many cells. */
function isHeadOf(text: string, head: Span, cells: readonly Span[], split: Split): boolean {
  if (head.end >= text.length || !cells.every(({ start, end }) => end - start <= 14 && end > start && !/[\d.!?]/.test(text.slice(start, end)))) return false;
  const below = lineAround(text, head.end + 1);
  return below.end - below.start <= ROW_UNITS && split(text, below).length === cells.length;
}

function isAboutPersons(kind: ColumnKind | null): boolean {
  return kind !== null && kind !== 'other' && kind !== 'unit' && kind !== 'office' && kind !== 'organisation';
}

const RULE = /^[\s|:=+-]{1,400}$/;

/** The line under the heads of Markdown. */
function isRule(text: string, { start, end }: Span): boolean {
  return RULE.test(text.slice(start, Math.min(end, start + HEAD_UNITS)));
}

function rowsBelow(text: string, head: Span, kinds: readonly (ColumnKind | null)[], split: Split): Found {
  const rows: Span[][] = [];
  let end = head.end;
  while (end < text.length) {
    const line = lineAround(text, end + 1);
    const cells = line.end - line.start > ROW_UNITS ? [] : split(text, line);
    if (cells.length < 2) break;
    if (!isRule(text, line)) rows.push(cells);
    end = line.end;
  }
  const isOnlyHeads = kinds.every((kind) => kind !== null) || (head.end < text.length && isRule(text, lineAround(text, head.end + 1)));
  return { table: { head: isOnlyHeads ? head : { start: head.end, end: head.end }, kinds, rows }, end };
}

/** Heads one below the other, then the cells in turn. */
function stackedTable(text: string, named: Span): Found | null {
  const heads: ColumnKind[] = [];
  const line = firstHead(text, named);
  let at = line;
  for (let kind = headAt(text, at); kind !== null && heads.length < 20; kind = headAt(text, at)) {
    heads.push(kind);
    if (at.end >= text.length) return null;
    at = nextLine(text, at);
  }
  if (heads.length < 2 || !heads.some(isAboutPersons)) return null;
  const cells: Span[] = [];
  let end = line.end;
  for (let count = 0; count < MOST_LINES; count += 1) {
    const cell = trimmed(text, at.start, at.end);
    if (cell.end - cell.start > 80 || cell.end === cell.start) break;
    cells.push(cell);
    end = at.end;
    if (at.end >= text.length) break;
    at = nextLine(text, at);
  }
  const rows = Array.from({ length: Math.ceil(cells.length / heads.length) }, (_, n) => cells.slice(n * heads.length, (n + 1) * heads.length));
  return { table: { head: line, kinds: heads, rows }, end };
}

/** The first of the heads above, as the table may begin with its numbers: 순번, 성명, 비고. */
function firstHead(text: string, line: Span): Span {
  let first = line;
  for (let count = 0; count < 10 && first.start > 1; count += 1) {
    const before = lineAround(text, first.start - 1);
    if (headAt(text, before) === null) return first;
    first = before;
  }
  return first;
}

function headAt(text: string, line: Span): ColumnKind | null {
  return line.end - line.start > 24 || line.end === line.start ? null : columnKind(text.slice(line.start, line.end));
}

/** The next line, over one empty line. */
function nextLine(text: string, { end }: Span): Span {
  const next = lineAround(text, end + 1);
  return next.end === next.start && next.end < text.length ? lineAround(text, next.end + 1) : next;
}

function lineAround(text: string, at: number): Span {
  const end = text.indexOf('\n', at);
  return { start: at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1, end: end < 0 ? text.length : end };
}

/** A separator between quotes (RFC 4180) belongs to its cell; the outer bars of a Markdown row make no cells. */
function splitAt(text: string, line: Span, sign: string): Span[] {
  const cells: Span[] = [];
  let isQuoted = false;
  let start = line.start;
  for (let at = line.start; at <= line.end; at += 1) {
    if (text[at] === '"' && sign !== '|') isQuoted = !isQuoted;
    if (at < line.end && (text[at] !== sign || isQuoted)) continue;
    cells.push(trimmed(text, start, at));
    start = at + 1;
  }
  if (sign !== '|') return cells;
  const isOuter = ({ start: from, end }: Span, n: number): boolean => from === end && (n === 0 || n === cells.length - 1);
  return cells.filter((cell, n) => !isOuter(cell, n));
}

function splitBySpaces(text: string, line: Span): Span[] {
  const whole = text.slice(line.start, line.end);
  return [...whole.matchAll(/\S{1,80}(?: \S{1,80}){0,12}/g)].map((hit) => trimmed(text, line.start + hit.index, line.start + hit.index + hit[0].length));
}

function trimmed(text: string, from: number, to: number): Span {
  let [start, end] = [from, to];
  while (start < end && /[\s"]/.test(text[start]!)) start += 1;
  while (end > start && /[\s"]/.test(text[end - 1]!)) end -= 1;
  return { start, end };
}
