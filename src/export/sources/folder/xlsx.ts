/**
 * XLSX: one named sheet of a workbook to a table (ECMA-376, SpreadsheetML). Read
 * here over fflate and saxes, because the readers that are kept up give promises,
 * and a source is read in one synchronous pass; what is needed of the format is small.
 *
 * Largest past leaks of public bodies were hidden sheets and hidden rows. So every
 * sheet must be named as read or ignored, a hidden sheet or row stops the night
 * unless the mapping says `"hidden": "read"`, and no other part is opened.
 */
import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { ArchiveError } from '../../../errors.ts';
import type { FormatMapping } from './mapping.ts';
import { isBlank, type RawRow, type Table } from './table.ts';
import { isDateFormat, isoDate, plainDecimal, plainString } from './xlsx-cells.ts';

type XlsxMapping = FormatMapping<'xlsx'>;

/** Largest part of a workbook after decompression. */
const MAXIMUM_PART_BYTES = 512 * 1024 * 1024;

/**
 * Returns the table in the mapping's sheet; `line` is the row number of the sheet.
 *
 * @throws {ArchiveError} `SOURCE_CORRUPT` if it is no workbook, `BAD_SOURCE` for a sheet
 *   that is missing, not named or hidden, for hidden rows, and for a formula without a stored value.
 */
export function readXlsx(where: string, bytes: Uint8Array, mapping: XlsxMapping, isHeader: (cells: readonly string[]) => boolean): Table {
  const workbook = openWorkbook(where, bytes, mapping);
  const rows = readSheet(workbook, mapping.hidden === 'read');
  const first = mapping.findHeader === undefined ? rows.findIndex(({ line }) => line > mapping.skipLines)
    : rows.findIndex(({ line, cells }) => line <= mapping.findHeader! && isHeader(cells));
  const header = rows[first];
  if (header === undefined) throw new ArchiveError('BAD_SOURCE', where, 'expected a header row, got none');
  const body = rows.slice(first + 1).filter(({ line }) => line > header.line + mapping.skipAfterHeader);
  return { header: header.cells, rows: body };
}

interface Workbook { where: string; sheet: string; strings: readonly string[]; dateStyles: ReadonlySet<number>; is1904: boolean }

function openWorkbook(where: string, bytes: Uint8Array, mapping: XlsxMapping): Workbook {
  const part = (path: string, isNeeded = true): string => unpack(where, bytes, path, isNeeded);
  const sheets: { name: string; state: string; target: string }[] = [];
  let is1904 = false;
  scan(where, part('xl/workbook.xml'), (name, attributes) => {
    if (name === 'workbookPr') is1904 = isTrue(attributes['date1904']);
    if (name === 'sheet') sheets.push({ name: attributes['name'] ?? '', state: attributes['state'] ?? 'visible', target: attributes['r:id'] ?? attributes['id'] ?? '' });
  });
  const sheet = chooseSheet(where, sheets, mapping);
  const targets = new Map<string, string>();
  scan(where, part('xl/_rels/workbook.xml.rels'), (name, { Id, Target }) => {
    if (name === 'Relationship' && Id !== undefined && Target !== undefined) targets.set(Id, Target.replace(/^\/?(xl\/)?/, 'xl/'));
  });
  return {
    where, is1904,
    sheet: part(targets.get(sheet.target) ?? ''),
    strings: readStrings(where, part('xl/sharedStrings.xml', false)),
    dateStyles: readDateStyles(where, part('xl/styles.xml', false)),
  };
}

function chooseSheet<Sheet extends { name: string; state: string }>(where: string, sheets: readonly Sheet[], mapping: XlsxMapping): Sheet {
  const chosen = mapping.sheet === undefined ? sheets.filter(({ name }) => !mapping.ignoreSheets.includes(name)) : sheets.filter(({ name }) => name === mapping.sheet);
  const sheet = chosen[0];
  if (sheet === undefined) throw new ArchiveError('BAD_SOURCE', where, `expected ${mapping.sheet === undefined ? 'a sheet' : `the sheet "${mapping.sheet}"`}, got ${sheets.length} others`);
  const strays = sheets.filter(({ name }) => name !== sheet.name && !mapping.ignoreSheets.includes(name)).length;
  if (strays > 0) throw new ArchiveError('BAD_SOURCE', where, `expected every sheet in "sheet" or "ignoreSheets", got ${strays} that are in neither`);
  if (sheet.state !== 'visible' && mapping.hidden === 'refuse') throw new ArchiveError('BAD_SOURCE', where, 'the sheet is hidden; the mapping does not say "hidden": "read"');
  return sheet;
}

function unpack(where: string, bytes: Uint8Array, path: string, isNeeded: boolean): string {
  try {
    const parts = unzipSync(bytes, { filter: ({ name, originalSize }) => name === path && originalSize <= MAXIMUM_PART_BYTES });
    const found = parts[path];
    if (found !== undefined) return new TextDecoder('utf-8', { fatal: true }).decode(found);
  } catch {
    throw new ArchiveError('SOURCE_CORRUPT', where, 'expected an XLSX workbook, got a file that can\'t be unpacked');
  }
  if (isNeeded) throw new ArchiveError('SOURCE_CORRUPT', where, 'expected an XLSX workbook, got a file without its parts');
  return '';
}

type Attributes = Readonly<Record<string, string>>;

/** Walks through XML; names come without their prefix. A document type stops it: spreadsheets have none. */
function scan(where: string, xml: string, open: (name: string, attributes: Attributes) => void, text?: (text: string) => void, close?: (name: string) => void): void {
  if (xml === '') return;
  const parser = new SaxesParser({ position: false });
  const local = (name: string): string => name.slice(name.indexOf(':') + 1);
  parser.on('opentag', (tag) => open(local(tag.name), tag.attributes as Attributes));
  if (text !== undefined) for (const event of ['text', 'cdata'] as const) parser.on(event, text);
  if (close !== undefined) parser.on('closetag', (tag) => close(local(tag.name)));
  parser.on('doctype', () => parser.fail('document type'));
  parser.on('error', () => { throw new ArchiveError('SOURCE_CORRUPT', where, 'expected an XLSX workbook, got a part that is not XML'); });
  parser.write(xml).close();
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** Returns the shared strings; phonetic readings (`rPh`) are no part of the text. */
function readStrings(where: string, xml: string): string[] {
  const strings: string[] = [];
  const text = textCollector();
  scan(where, xml, text.open, text.add, (name) => {
    text.close(name);
    if (name === 'si') strings.push(text.take());
  });
  return strings;
}

/** Collects what stands in `t` and not in `rPh`. */
function textCollector() {
  let collected = '';
  let isInText = false;
  let isInPhonetic = false;
  return {
    open: (name: string): void => { if (name === 't') isInText = true; else if (name === 'rPh') isInPhonetic = true; },
    add: (text: string): void => { if (isInText && !isInPhonetic) collected += text; },
    close: (name: string): void => { if (name === 't') isInText = false; else if (name === 'rPh') isInPhonetic = false; },
    take: (): string => { const text = plainString(collected); collected = ''; return text; },
  };
}

/** Returns the numbers of the cell styles that show dates. */
function readDateStyles(where: string, xml: string): Set<number> {
  const codes = new Map<number, string>();
  const styles = new Set<number>();
  let isInCellFormats = false;
  let count = 0;
  scan(where, xml, (name, attributes) => {
    if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
    if (name === 'cellXfs') isInCellFormats = true;
    if (name !== 'xf' || !isInCellFormats) return;
    const id = Number(attributes['numFmtId'] ?? 0);
    if (isDateFormat(id, codes.get(id))) styles.add(count);
    count += 1;
  }, undefined, (name) => { if (name === 'cellXfs') isInCellFormats = false; });
  return styles;
}

interface Cell { place: number; type: string; style: number; hasFormula: boolean; value: string | null }

function readSheet(workbook: Workbook, readsHidden: boolean): RawRow[] {
  const rows: RawRow[] = [];
  const text = textCollector();
  let row: { line: number; isHidden: boolean; cells: string[] } = { line: 0, isHidden: false, cells: [] };
  let cell: Cell | null = null;
  let isInValue = false;
  const open = (name: string, attributes: Attributes): void => {
    text.open(name);
    if (name === 'row') row = { line: Number(attributes['r'] ?? row.line + 1), isHidden: isTrue(attributes['hidden']), cells: [] };
    else if (name === 'c') cell = { place: placeOf(attributes['r'], row.cells.length), type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), hasFormula: false, value: null };
    else if (name === 'f' && cell !== null) cell.hasFormula = true;
    else if (name === 'v') isInValue = true;
  };
  const add = (piece: string): void => {
    text.add(piece);
    if (isInValue && cell !== null) cell.value = (cell.value ?? '') + piece;
  };
  const close = (name: string): void => {
    text.close(name);
    if (name === 'v') isInValue = false;
    else if (name === 'c' && cell !== null) {
      while (row.cells.length < cell.place) row.cells.push('');
      row.cells[cell.place] = cellText(workbook, row.line, cell, text.take());
      cell = null;
    } else if (name === 'row') {
      if (row.isHidden && !readsHidden && !isBlank(row.cells)) throw new ArchiveError('BAD_SOURCE', `${workbook.where}:${row.line}`, 'the row is hidden; the mapping does not say "hidden": "read"');
      rows.push({ line: row.line, cells: row.cells });
    }
  };
  scan(workbook.where, workbook.sheet, open, add, close);
  return rows;
}

/** Returns the place of a column from a reference such as `AB12`; without one the next place. */
function placeOf(reference: string | undefined, next: number): number {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return next;
  return [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function cellText(workbook: Workbook, line: number, { type, style, hasFormula, value }: Cell, inline: string): string {
  if (type === 'inlineStr') return inline;
  if (value === null) {
    if (hasFormula) throw new ArchiveError('BAD_SOURCE', `${workbook.where}:${line}`, 'a formula without its value; expected a workbook saved by a spreadsheet program');
    return '';
  }
  if (type === 's') return sharedString(workbook, line, value);
  if (type === 'b') return value.trim() === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n') return plainString(value);
  return workbook.dateStyles.has(style) ? isoDate(value, workbook.is1904) : plainDecimal(value);
}

function sharedString(workbook: Workbook, line: number, index: string): string {
  const text = workbook.strings[Number(index)];
  if (text === undefined) throw new ArchiveError('SOURCE_CORRUPT', `${workbook.where}:${line}`, `expected a shared string below ${workbook.strings.length}, got none`);
  return text;
}
