/**
 * One sheet of a workbook: every cell with what it shows, what it stores, its
 * formula, and whether a reader sees it (ECMA-376 Part 1, 18.3). Not seen are hidden
 * rows and columns, cells under a merged one, white on white, and formats that
 * show nothing.
 */
import { isoDate, plainDecimal, plainString } from '../sources/folder/xlsx-cells.ts';
import { Unread } from './extracted.ts';
import { isOn } from './ooxml.ts';
import { formatNumber, formatText } from './xlsx-format.ts';
import type { CellStyle } from './xlsx-styles.ts';
import { textsOfAttributes, walkXml, type Attributes } from './xml-text.ts';

export interface Workbook { strings: readonly string[]; used: Set<number>; styles: readonly CellStyle[]; is1904: boolean }

/** `row` and `column` count from 0. `stored` is the value behind what is shown, if it differs. */
export interface SheetCell { row: number; column: number; shown: string; stored: string; formula: string; isSeen: boolean }

export interface SheetText {
  cells: readonly SheetCell[];
  /** Texts outside the cells: headers and footers are printed, the rest (links, checks of input, comments) is not seen. */
  printed: string;
  others: string;
}

interface Range { top: number; left: number; bottom: number; right: number }
interface Draft { row: number; column: number; type: string; style: number; value: string; inline: string; formula: string }

/** References and numbers; anything else on a cell is looked at. */
const CELL_ATTRIBUTES = new Set(['r', 's', 't', 'cm', 'vm', 'ph']);

/** How many cells a sheet may have. */
const MAXIMUM_CELLS = 5_000_000;

/** Returns the cells of a sheet and its other texts. @throws {Unread} `corrupt` or `too-large` */
export function readSheet(path: string, xml: string, workbook: Workbook): SheetText {
  const drafts: Draft[] = [];
  const hidden = { rows: new Set<number>(), columns: [] as Range[], merged: [] as Range[] };
  const texts = { printed: [] as string[], others: new Set<string>() };
  const elements: string[] = [];
  let row = -1;
  let draft: Draft | null = null;
  walkXml(path, xml, {
    open(name, attributes) {
      elements.push(name);
      if (name !== 'c' || !Object.keys(attributes).every((attribute) => CELL_ATTRIBUTES.has(attribute))) for (const text of textsOfAttributes(attributes, false)) texts.others.add(text);
      if (name === 'row') {
        row = attributes['r'] === undefined ? row + 1 : Number(attributes['r']) - 1;
        if (isHiddenSize(attributes, 'ht')) hidden.rows.add(row);
      } else if (name === 'c' && elements.at(-2) === 'row') {
        draft = draftOf(attributes, row, drafts.at(-1));
        drafts.push(draft);
        if (drafts.length > MAXIMUM_CELLS) throw new Unread('too-large', `${path}: more than ${MAXIMUM_CELLS} cells`);
      } else if (name === 'col' && isHiddenSize(attributes, 'width')) {
        hidden.columns.push({ top: 0, bottom: Infinity, left: Number(attributes['min']) - 1, right: Number(attributes['max']) - 1 });
      } else if (name === 'mergeCell') hidden.merged.push(rangeOf(path, attributes['ref'] ?? ''));
    },
    text(text) {
      const element = elements.at(-1);
      if (draft !== null && element === 'v') draft.value += text;
      else if (draft !== null && element === 't' && !elements.includes('rPh')) draft.inline += text;
      else if (draft !== null && element === 'f') draft.formula += text;
      else if (text.trim() === '') return;
      else if (elements.includes('headerFooter')) texts.printed.push(text);
      else texts.others.add(text);
    },
    close(name) {
      elements.pop();
      if (name === 'c') draft = null;
    },
    aside(text) { texts.others.add(text); },
  });
  const merged = mergedCells(hidden.merged);
  const cells = drafts.map((cell) => cellOf(path, cell, workbook, !hidden.rows.has(cell.row) && !hidden.columns.some(({ left, right }) => cell.column >= left && cell.column <= right) && !isCovered(merged, cell)));
  return { cells, printed: texts.printed.join('\n'), others: [...texts.others].join('\n') };
}

function isHiddenSize(attributes: Attributes, size: string): boolean {
  const isHidden = attributes['hidden'] !== undefined && isOn(attributes['hidden']);
  return isHidden || (attributes[size] !== undefined && Number(attributes[size]) === 0);
}

function draftOf(attributes: Attributes, row: number, previous: Draft | undefined): Draft {
  const place = placeOf(attributes['r']);
  const next = previous?.row === row ? previous.column + 1 : 0;
  return { row: place?.row ?? row, column: place?.column ?? next, type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '', inline: '', formula: '' };
}

/** Returns the place that a reference such as `AB12` means. */
function placeOf(reference: string | undefined): { row: number; column: number } | null {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference ?? '');
  if (found === null) return null;
  return { row: Number(found[2]) - 1, column: [...found[1]!].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
}

function rangeOf(path: string, reference: string): Range {
  const [from, to] = reference.split(':').map(placeOf);
  if (from === null || from === undefined) throw new Unread('corrupt', `${path}: a merged cell without a place`);
  const end = to ?? from;
  return { top: from.row, left: from.column, bottom: end.row, right: end.column };
}

/** Merged ranges by their first row; they don't overlap. */
function mergedCells(ranges: readonly Range[]): ReadonlyMap<number, readonly Range[]> {
  const byRow = new Map<number, Range[]>();
  for (const range of ranges) {
    for (let row = range.top; row <= Math.min(range.bottom, range.top + 10_000); row += 1) byRow.set(row, [...byRow.get(row) ?? [], range]);
  }
  return byRow;
}

/** Returns whether a cell lies under a merged one: of those only the first is shown. */
function isCovered(merged: ReadonlyMap<number, readonly Range[]>, { row, column }: Draft): boolean {
  return (merged.get(row) ?? []).some(({ top, left, right }) => column >= left && column <= right && (row !== top || column !== left));
}

function cellOf(path: string, draft: Draft, workbook: Workbook, isSeen: boolean): SheetCell {
  const { shown, stored } = valueOf(path, draft, workbook);
  const isUnseen = workbook.styles[draft.style]?.isUnseen ?? false;
  return { row: draft.row, column: draft.column, shown, stored, formula: draft.formula, isSeen: isSeen && !isUnseen };
}

function valueOf(path: string, { type, style, value, inline }: Draft, workbook: Workbook): { shown: string; stored: string } {
  const code = workbook.styles[style]?.code ?? null;
  const text = type === 's' ? sharedString(path, value, workbook) : type === 'inlineStr' ? plainString(inline) : plainString(value);
  if (type === 'b') return { shown: value.trim() === '1' ? 'TRUE' : 'FALSE', stored: '' };
  if (type !== 'n') {
    const shown = formatText(text, code ?? '');
    return { shown, stored: shown.includes(text) ? '' : text };
  }
  if (value.trim() === '') return { shown: inline === '' ? '' : plainString(inline), stored: '' };
  const isDay = code === null && workbook.styles[style] !== undefined;
  const shown = isDay ? isoDate(value, workbook.is1904) : formatNumber(value, code ?? 'General', workbook.is1904);
  const number = plainDecimal(value);
  const isSame = shown.replace(/\D/g, '') === number.replace(/\D/g, '');
  return { shown, stored: isSame || isDay ? '' : number };
}

function sharedString(path: string, index: string, workbook: Workbook): string {
  if (index.trim() === '') return '';
  const text = workbook.strings[Number(index)];
  if (text === undefined) throw new Unread('corrupt', `${path}: expected a shared string below ${workbook.strings.length}, got none`);
  workbook.used.add(Number(index));
  return text;
}
