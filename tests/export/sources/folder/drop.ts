/** A city's drop folder for a test: made-up rows, written to a temporary folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll } from 'vitest';
import { ArchiveError } from '../../../../src/errors.ts';
import { type FolderSource, openFolderSource } from '../../../../src/export/sources/folder.ts';
import type { HeldPaper, HeldRow } from '../../../../src/export/sources/source.ts';
import type { LedgerPaper, TextPaper } from '../../../../src/model/stages.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const everything = mkdtempSync(join(tmpdir(), 'folder-'));
afterAll(() => rmSync(everything, { recursive: true }));

/** Returns the source for some files and a mapping. */
export function drop(files: Files, mapping: unknown): FolderSource {
  const root = mkdtempSync(join(everything, 'case-'));
  const path = join(root, 'drop');
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  const file = join(root, 'mapping.json');
  writeFileSync(file, typeof mapping === 'string' ? mapping : JSON.stringify(mapping));
  return openFolderSource({ name: 'test', path, mapping: file });
}

/** What came out, sorted by kind. */
export interface Outcome { texts: TextPaper[]; ledgers: LedgerPaper[]; heldPapers: HeldPaper[]; heldRows: HeldRow[] }

/** Returns all papers of a source. */
export function outcomeOf(source: FolderSource): Outcome {
  const all = [...source.papers()];
  return {
    texts: all.filter((paper) => paper.kind === 'text'),
    ledgers: all.filter((paper) => paper.kind === 'ledger'),
    heldPapers: all.filter((paper) => paper.kind === 'held'),
    heldRows: all.filter((paper) => paper.kind === 'held-row'),
  };
}

/** Returns `CODE where: message` of what a call throws, or `none`. */
export function refusalOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof ArchiveError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'none';
}

/** A small ledger mapping over `payments.csv`, to be changed by a test. */
export function ledgerMapping(files: object = {}, change: object = {}, fields: object = {}): object {
  return {
    kind: 'ledger', type: 'expenditure', licence: 'kogl-1', currency: { code: 'GBP', decimals: 2 },
    files: { glob: 'payments*.csv', format: 'csv', encoding: 'utf-8', ...files },
    ...change,
    fields: {
      unit: { column: 'Unit' }, date: { column: 'Date', formats: ['yyyy-MM-dd'] },
      amount: { column: 'Amount', thousands: ',', negative: ['minus', 'parentheses'], signs: ['£'] }, payee: { column: 'Payee' }, ...fields,
    },
  };
}

export const HEADER = 'Unit,Date,Amount,Payee\n';

/** A small text mapping over `papers.csv`, to be changed by a test. */
export function textMapping(files: object = {}, change: object = {}, fields: object = {}): object {
  return {
    kind: 'text',
    files: { glob: 'papers*.csv', format: 'csv', encoding: 'utf-8', ...files },
    ...change,
    fields: {
      key: { column: 'ID' }, type: 'document', title: { column: 'TITLE' }, unit: { column: 'DEPT' },
      approvedOn: { column: 'DATE', formats: ['yyyy-MM-dd'] },
      disclosure: { column: 'OPEN', codes: { 1: 'open', 2: 'partial', 3: 'closed' } },
      grounds: { column: 'GRADE', flags: { yes: 'Y', no: 'N' } },
      licence: { constant: 'kogl-1' }, ...fields,
    },
  };
}

export const PAPERS_HEADER = 'ID,TITLE,DEPT,DATE,OPEN,GRADE\n';

/** A cell of a test sheet: text, number, or a number shown as a date. */
export type Cell = string | number | { serial: number } | { raw: string };

/** A sheet of a test workbook. */
export interface Sheet { name: string; rows: readonly (readonly Cell[])[]; state?: string; hiddenRows?: readonly number[] }

/** Returns the bytes of a workbook with shared strings and one date style. */
export function workbook(sheets: readonly Sheet[], is1904 = false): Uint8Array {
  const strings: string[] = [];
  const parts = Object.fromEntries(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, strToU8(sheetXml(sheet, strings))]));
  const list = sheets.map(({ name, state }, index) => `<sheet name="${name}" sheetId="${index + 1}" state="${state ?? 'visible'}" r:id="rId${index + 1}"/>`).join('');
  const relations = sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`).join('');
  return zipSync({
    'xl/workbook.xml': strToU8(`<workbook xmlns:r="r"><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${list}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${relations}</Relationships>`),
    'xl/styles.xml': strToU8('<styleSheet><numFmts><numFmt numFmtId="176" formatCode="#,##0_ "/><numFmt numFmtId="177" formatCode="yyyy&quot;년&quot;\\ m/d"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="177"/><xf numFmtId="176"/></cellXfs></styleSheet>'),
    'xl/sharedStrings.xml': strToU8(`<sst>${strings.map((text) => `<si><r><t xml:space="preserve">${escapeXml(text)}</t></r><rPh><t>reading</t></rPh></si>`).join('')}</sst>`),
    ...parts,
  });
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}

function sheetXml({ rows, hiddenRows }: Sheet, strings: string[]): string {
  const body = rows.map((cells, index) => {
    const xml = cells.map((cell, place) => cellXml(cell, `${String.fromCharCode(65 + place)}${index + 1}`, strings)).join('');
    return `<row r="${index + 1}"${hiddenRows?.includes(index + 1) === true ? ' hidden="1"' : ''}>${xml}</row>`;
  }).join('');
  return `<worksheet><sheetData>${body}</sheetData></worksheet>`;
}

function cellXml(cell: Cell, reference: string, strings: string[]): string {
  if (cell === '') return '';
  if (typeof cell === 'string') return `<c r="${reference}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
  if (typeof cell === 'number') return `<c r="${reference}" s="2"><v>${cell}</v></c>`;
  return 'raw' in cell ? `<c r="${reference}">${cell.raw}</c>` : `<c r="${reference}" s="1"><v>${cell.serial}</v></c>`;
}
