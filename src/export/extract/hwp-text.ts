/**
 * The text of one HWP 5 section (§4.3): paragraphs with their controls in reading
 * order. Characters below 32 are controls, and most of them take the place of eight:
 * read as text, those eight are the Chinese characters 捤獥汤捯氠 that careless
 * extraction prints.
 */
import { textOfBinary } from './binary-text.ts';
import { hangulDocument, type HangulDocument, type Surrounding } from './hangul-document.ts';
import { TAG, type HwpRecord } from './hwp-records.ts';
import type { Lines } from './lines.ts';
import { wideText } from './wide-text.ts';

/** Places of the character shapes that show nothing on white paper. */
export type UnseenHwpShapes = ReadonlySet<number>;

/** Controls that take the place of one character (§4.3.3, table 6); all others below 32 take that of eight. */
const SINGLE = new Set([0, 10, 13, 24, 25, 26, 27, 28, 29, 30, 31]);
const SIGNS: Readonly<Record<number, string>> = { 9: '\t', 10: '\n', 24: '-', 30: ' ', 31: ' ' };
const CONTROL_UNITS = 8;
const TINY_HEIGHT = 200;

/** Returns the shapes of `DocInfo` that write white on white or too small to see. */
export function unseenHwpShapes(records: readonly HwpRecord[]): UnseenHwpShapes {
  const unseen = new Set<number>();
  let place = 0;
  const walk = (record: HwpRecord): void => {
    if (record.tag === TAG.charShape) {
      if (isUnseen(record.data)) unseen.add(place);
      place += 1;
    }
    record.children.forEach(walk);
  };
  records.forEach(walk);
  return unseen;
}

/** §4.2.5: the height at 42, the colour at 52, that of the shade at 60 (all ones: none). */
function isUnseen(data: Uint8Array): boolean {
  if (data.length < 64) return false;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const isWhite = (at: number): boolean => [at, at + 1, at + 2].every((byte) => data[byte]! >= 0xf0);
  return view.getInt32(42, true) < TINY_HEIGHT || (isWhite(52) && isWhite(60));
}

/** Returns the lines of a section, its Markdown, and what its other records say. */
export function textOfHwpSection(records: readonly HwpRecord[], unseen: UnseenHwpShapes): Lines & { markdown: string; notes: string } {
  const document = hangulDocument();
  const notes = new Set<string>();
  walkAll({ document, notes, unseen }, records);
  const { visible, hidden, markdown } = document.end();
  return { visible, hidden, markdown, notes: [...notes].join('\n') };
}

interface Walk { document: HangulDocument; notes: Set<string>; unseen: UnseenHwpShapes }

/** Memos stand in a list of their own at the end of their section. */
function walkAll(walk: Walk, records: readonly HwpRecord[]): void {
  const memo = records.findIndex(({ tag }) => tag === TAG.memoList);
  for (const record of memo === -1 ? records : records.slice(0, memo)) walkRecord(walk, record);
  if (memo === -1) return;
  walk.document.open('hidden');
  walkAll(walk, records[memo]!.children);
  walkAll(walk, records.slice(memo + 1));
  walk.document.close();
}

/** Records of numbers only: shapes, lines, pages, outlines. */
const NUMERIC = new Set<number>([TAG.paraCharShape, TAG.paraLineSegments, TAG.paraRangeTag, TAG.pageDefinition, 0x4a, 0x4b, TAG.table]);

function walkRecord(walk: Walk, record: HwpRecord): void {
  if (record.tag === TAG.paraHeader) walkParagraph(walk, record);
  else if (record.tag === TAG.control) walkControl(walk, record);
  else {
    if (record.tag === TAG.equation) walk.document.add(` ${equationText(record.data)} `, 'visible');
    else if (!NUMERIC.has(record.tag)) note(walk, record.data);
    walkAll(walk, record.children);
  }
}

function note(walk: Walk, data: Uint8Array): void {
  const text = textOfBinary(data, 'utf-16');
  if (text !== '') walk.notes.add(text);
}

/** Text first, then what hangs on it: tables and boxes follow the paragraph they stand in. */
function walkParagraph(walk: Walk, { children }: HwpRecord): void {
  walk.document.openParagraph();
  const shapes = children.find(({ tag }) => tag === TAG.paraCharShape)?.data ?? new Uint8Array();
  for (const { tag, data } of children) if (tag === TAG.paraText) addText(walk, data, shapes);
  walkAll(walk, children.filter(({ tag }) => tag !== TAG.paraText));
  walk.document.closeParagraph();
}

/** Adds the characters of a paragraph, stretch by stretch of one shape. */
function addText({ document, unseen }: Walk, data: Uint8Array, shapes: Uint8Array): void {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const shapeAt = shapesOf(shapes);
  const units = data.length >> 1;
  let text = '';
  let isUnseenHere = false;
  const flush = (): void => {
    if (text !== '') document.add(text, isUnseenHere ? 'hidden' : 'visible');
    text = '';
  };
  for (let at = 0; at < units;) {
    const shape = shapeAt.get(at);
    if (shape !== undefined && unseen.has(shape) !== isUnseenHere) {
      flush();
      isUnseenHere = unseen.has(shape) && !document.isOnColour();
    }
    const code = view.getUint16(at * 2, true);
    if (code >= 32) text += String.fromCharCode(code);
    else text += SIGNS[code] ?? '';
    at += code >= 32 || SINGLE.has(code) ? 1 : CONTROL_UNITS;
  }
  flush();
}

/** Returns which shape begins at which character. */
function shapesOf(data: Uint8Array): ReadonlyMap<number, number> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const shapes = new Map<number, number>();
  for (let at = 0; at + 8 <= data.length; at += 8) shapes.set(view.getUint32(at, true), view.getUint32(at + 4, true));
  return shapes;
}

/** What stands within a control, by the control's four letters (§4.3.6, 4.3.10). */
const SURROUNDINGS: Readonly<Record<string, Surrounding>> = { 'head': 'header', 'foot': 'header', 'fn  ': 'note', 'en  ': 'note', 'tcmt': 'hidden', 'gso ': 'box' };

function walkControl(walk: Walk, record: HwpRecord): void {
  const id = Buffer.from(record.data.subarray(0, 4)).reverse().toString('latin1');
  if (id === 'tbl ') return walkTable(walk, record);
  if (id === 'tcps') walk.document.add(unitsAt(record.data, 6, wordAt(record.data, 4)), 'visible');
  else if (id === 'tdut') walk.document.add(` ${rubyText(record.data)} `, 'visible');
  else note(walk, record.data.subarray(4));
  const surrounding = SURROUNDINGS[id];
  if (surrounding !== undefined) walk.document.open(surrounding);
  walkAll(walk, record.children);
  if (surrounding !== undefined) walk.document.close();
}

/** A caption stands before the table's own record, the cells behind it: a list header each, then its paragraphs. */
function walkTable(walk: Walk, { data, children }: HwpRecord): void {
  const { document } = walk;
  note(walk, data.subarray(4));
  const table = children.findIndex(({ tag }) => tag === TAG.table);
  document.open('box');
  walkAll(walk, children.slice(0, Math.max(table, 0)));
  document.close();
  document.openTable();
  let cell: { row: number; columns: number; rows: number } | null = null;
  const closeCell = (): void => { if (cell !== null) document.closeCell(cell.columns, cell.rows); };
  for (const record of children.slice(Math.max(table, 0))) {
    if (record.tag === TAG.listHeader) {
      closeCell();
      const next = cellOf(record.data);
      if (cell?.row !== next.row) document.openRow();
      cell = next;
      document.openCell();
      note(walk, record.data.subarray(16));
      walkAll(walk, record.children);
    } else walkRecord(walk, record);
  }
  closeCell();
  document.closeTable();
}

/** §4.3.10.1.1: column, row, and how many of each the cell spans. */
function cellOf(data: Uint8Array): { row: number; columns: number; rows: number } {
  return { row: wordAt(data, 10), columns: Math.max(1, wordAt(data, 12)), rows: Math.max(1, wordAt(data, 14)) };
}

function equationText(data: Uint8Array): string {
  return unitsAt(data, 6, wordAt(data, 4));
}

/** Words with smaller ones above them: both lengths, both texts. */
function rubyText(data: Uint8Array): string {
  const main = wordAt(data, 4);
  return `${unitsAt(data, 6, main)} ${unitsAt(data, 8 + main * 2, wordAt(data, 6 + main * 2))}`;
}

/** Returns some characters of a record, as far as it reaches. */
function unitsAt(data: Uint8Array, start: number, units: number): string {
  return wideText(data.subarray(start, start + units * 2));
}

function wordAt(data: Uint8Array, at: number): number {
  return at + 2 <= data.length ? data[at]! | (data[at + 1]! << 8) : 0;
}
