/**
 * XLSX: workbooks (ECMA-376 Part 1, SpreadsheetML). Readers get the visible sheets,
 * rows and columns as the cells show them; the security read has everything else
 * as well. Of the formats that cities publish this one has leaked most: in hidden sheets,
 * hidden columns and the caches of tables whose source was taken out.
 */
import { plainString } from '../sources/folder/xlsx-cells.ts';
import { Unread, type Part, type ReadContext, type ReadFile, type Sheet } from './extracted.ts';
import { isOn, placeOf, type Ooxml } from './ooxml.ts';
import { partsOf, readOtherParts } from './ooxml-parts.ts';
import { readSheet, type SheetCell, type SheetText, type Workbook } from './xlsx-sheet.ts';
import { cellStyles } from './xlsx-styles.ts';
import { textOfXml, walkXml } from './xml-text.ts';

/** Most cells of all sheets readers get, empty ones between others included. */
const MAXIMUM_SHOWN_CELLS = 5_000_000;

/** Reads an opened workbook. @throws {Unread} */
export async function readXlsx(ooxml: Ooxml, context: ReadContext): Promise<ReadFile> {
  const strings = sharedStrings(ooxml);
  const workbook: Workbook = {
    strings: strings.texts, used: new Set(), is1904: is1904(ooxml),
    styles: cellStyles(ooxml.xmlOf(partOf(ooxml, /spreadsheetml\.styles\+xml$/))),
  };
  const parts: Part[] = [];
  const sheets: Sheet[] = [];
  const listed = listedSheets(ooxml);
  const taken = new Set(strings.parts);
  for (const { name } of ooxml.zip.entries) {
    if (!/(?:worksheet|macrosheet|dialogsheet)\+xml$/.test(ooxml.typeOf(name))) continue;
    taken.add(name);
    const sheet = listed.get(name) ?? { name: '', isVisible: false };
    const read = readSheet(placeOf(name), ooxml.xmlOf(name), workbook);
    parts.push(...sheetParts(name, sheet, read));
    if (sheet.isVisible) sheets.push({ name: sheet.name, rows: shownRows(read.cells) });
  }
  parts.push(...stringParts(strings, workbook.used), ...await readOtherParts(ooxml, taken, context));
  const order = [...listed.values()].map(({ name }) => name);
  sheets.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  refuseSize(sheets);
  return { outcome: 'read', format: 'xlsx', parts: parts.filter(({ text }) => text !== ''), markdown: null, sheets: sheets.filter(({ rows }) => rows.length > 0) };
}

interface ListedSheet { name: string; isVisible: boolean }

/** Returns the sheets that the workbook lists, by the name of their part, in its order. */
function listedSheets(ooxml: Ooxml): Map<string, ListedSheet> {
  const targets = ooxml.relationshipsOf(ooxml.main.name);
  const sheets = new Map<string, ListedSheet>();
  walkXml(placeOf(ooxml.main.name), ooxml.xmlOf(ooxml.main.name), {
    open(element, attributes) {
      if (element !== 'sheet') return;
      const id = attributes['r:id'] ?? Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
      const target = targets.get(id);
      if (target !== undefined) sheets.set(target.target, { name: attributes['name'] ?? '', isVisible: (attributes['state'] ?? 'visible') === 'visible' });
    },
  });
  return sheets;
}

function is1904(ooxml: Ooxml): boolean {
  let found = false;
  walkXml(placeOf(ooxml.main.name), ooxml.xmlOf(ooxml.main.name), {
    open(element, { date1904 }) { if (element === 'workbookPr' && date1904 !== undefined) found = isOn(date1904); },
  });
  return found;
}

function partOf(ooxml: Ooxml, type: RegExp): string {
  return ooxml.zip.entries.find(({ name }) => type.test(ooxml.typeOf(name)))?.name ?? '';
}

interface Strings { texts: string[]; phonetics: string; parts: string[]; attributes: Part[] }

/** Returns the shared strings; readings of Chinese characters (`rPh`) are no part of a string but text all the same. */
function sharedStrings(ooxml: Ooxml): Strings {
  const name = partOf(ooxml, /spreadsheetml\.sharedStrings\+xml$/);
  if (name === '') return { texts: [], phonetics: '', parts: [], attributes: [] };
  const texts: string[] = [];
  const phonetics: string[] = [];
  const elements: string[] = [];
  let text = '';
  const xml = ooxml.xmlOf(name);
  walkXml(placeOf(name), xml, {
    open(element) { elements.push(element); },
    text(piece) {
      if (elements.includes('rPh')) phonetics.push(piece);
      else if (elements.at(-1) === 't') text += piece;
      else if (piece.trim() !== '') phonetics.push(piece);
    },
    close(element) {
      elements.pop();
      if (element !== 'si') return;
      texts.push(plainString(text));
      text = '';
    },
  });
  const { attributes, asides } = textOfXml(placeOf(name), xml);
  return { texts, phonetics: phonetics.join('\n'), parts: [name], attributes: partsOf(name, 'hidden', { text: '', attributes, asides }) };
}

/** Strings that no cell uses any more are what was once in the sheet. */
function stringParts(strings: Strings, used: ReadonlySet<number>): Part[] {
  const unused = strings.texts.filter((_, index) => !used.has(index)).join('\n');
  return [
    { path: 'xl/sharedStrings.xml#unused', kind: 'hidden', text: unused },
    { path: 'xl/sharedStrings.xml#readings', kind: 'hidden', text: strings.phonetics },
    ...strings.attributes,
  ];
}

function sheetParts(path: string, { name, isVisible }: ListedSheet, { cells, printed, others }: SheetText): Part[] {
  const kind = isVisible ? 'visible' : 'hidden';
  const textOf = (isSeen: boolean): string => rowsOf(cells.filter((cell) => cell.isSeen === isSeen)).map((row) => row.map(({ shown }) => shown).join('\t')).join('\n');
  const behind = cells.flatMap(({ stored, formula }) => [stored, formula].filter((text) => text !== ''));
  return [
    { path: `${path}#name`, kind, text: name },
    { path, kind, text: textOf(true) },
    { path: `${path}#hidden`, kind: 'hidden', text: textOf(false) },
    { path: `${path}#stored`, kind: 'hidden', text: behind.join('\n') },
    { path: `${path}#printed`, kind, text: printed },
    { path: `${path}#others`, kind: 'hidden', text: others },
  ];
}

/** Returns the cells row by row, in order. */
function rowsOf(cells: readonly SheetCell[]): SheetCell[][] {
  const rows = new Map<number, SheetCell[]>();
  for (const cell of cells) {
    if (cell.shown === '') continue;
    const row = rows.get(cell.row);
    if (row === undefined) rows.set(cell.row, [cell]);
    else row.push(cell);
  }
  return [...rows].sort(([one], [other]) => one - other).map(([, row]) => row.sort((one, other) => one.column - other.column));
}

/** Returns what readers get: rows and columns in which nothing is seen are left out. */
function shownRows(cells: readonly SheetCell[]): string[][] {
  const seen = rowsOf(cells.filter(({ isSeen }) => isSeen));
  const columns = [...new Set(seen.flatMap((row) => row.map(({ column }) => column)))].sort((one, other) => one - other);
  if (seen.length * columns.length > MAXIMUM_SHOWN_CELLS) throw new Unread('too-large', `${seen.length} rows of ${columns.length} columns, at most ${MAXIMUM_SHOWN_CELLS} cells`);
  const places = new Map(columns.map((column, place) => [column, place]));
  return seen.map((row) => {
    const line = columns.map(() => '');
    for (const { column, shown } of row) line[places.get(column)!] = shown;
    return line;
  });
}

function refuseSize(sheets: readonly Sheet[]): void {
  const cells = sheets.reduce((sum, { rows }) => sum + rows.length * (rows[0]?.length ?? 0), 0);
  if (cells > MAXIMUM_SHOWN_CELLS) throw new Unread('too-large', `${cells} cells, at most ${MAXIMUM_SHOWN_CELLS}`);
}
