/**
 * Text: plain text, Markdown and comma-separated values. Markdown is searched as it
 * stands, without its signs, and as HTML where it holds tags; tables of both are
 * looked at by column.
 */
import { idsIn, type Reading } from '../piece.ts';
import { lineBlocks } from './characters.ts';
import { readMarkup } from './html.ts';

const SIGNS = /[*_`~\\]+/g;
const TAGS = /<[A-Za-z/!]/;

/** Reads text without a form of its own. */
export function readText(bytes: Buffer, reading: Reading): void {
  for (const { text, line } of lineBlocks(bytes)) {
    reading.text(text, `from line ${line}`);
    if (TAGS.test(text)) readMarkup(text, reading, `from line ${line} `);
  }
}

/** Reads Markdown, front matter included. */
export function readMarkdown(bytes: Buffer, reading: Reading): void {
  for (const { text, line } of lineBlocks(bytes)) {
    const where = `from line ${line}`;
    reading.text(text, where);
    const plain = text.replace(SIGNS, '');
    if (plain !== text) reading.text(plain, `${where}, without signs`);
    if (TAGS.test(text)) readMarkup(text, reading, `${where} `);
    readPipeTables(text, reading, where);
    readFrontMatter(text, reading, where);
  }
}

/** Front matter here is a JSON value a line; another YAML form stays text. */
function readFrontMatter(text: string, reading: Reading, where: string): void {
  for (const [, value] of text.matchAll(/^(?:[A-Za-z]{1,40}: |\s{0,8}- )([{["].{0,2000000})$/gm)) {
    if (!value!.includes('\\')) continue;
    try {
      reading.text(strings(JSON.parse(value!)).join('\n'), `${where} front matter`);
    } catch { /* Not JSON: it was searched as text. */ }
  }
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

function readPipeTables(text: string, reading: Reading, where: string): void {
  if (!text.includes('|')) return;
  let rows: string[][] = [];
  const close = () => {
    const [headers, ...rest] = rows;
    if (headers !== undefined) reading.table({ headers, rows: rest.filter((cells) => !cells.every((cell) => /^:?-*:?$/.test(cell))), where });
    rows = [];
  };
  for (const line of text.split('\n')) {
    if (line.includes('|')) rows.push(line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.replace(SIGNS, '').trim()));
    else close();
  }
  close();
}

/** Reads comma- or tab-separated values (RFC 4180), each row with its headers. */
export function readCsv(bytes: Buffer, reading: Reading): void {
  for (const { text, line } of lineBlocks(bytes)) {
    reading.text(text, `from line ${line}`);
    const separator = (text.split('\n', 1)[0]!.match(/\t/g)?.length ?? 0) > 0 ? '\t' : ',';
    const rows = [...csvRows(text, separator)];
    for (const cells of rows) {
      const ids = idsIn(cells.join(' '));
      for (const cell of cells) if (cell.includes('"') || cell.includes('\n') || ids.length > 0) reading.text(cell, `from line ${line}`, ids);
    }
    const [headers, ...rest] = rows;
    if (headers !== undefined) reading.table({ headers, rows: rest, where: `from line ${line}` });
  }
}

function* csvRows(text: string, separator: string): Generator<string[]> {
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') { cell += '"'; at += 1; }
      else isQuoted = false;
    } else if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === separator || sign === '\n') {
      cells.push(cell.replace(/\r$/, ''));
      cell = '';
      if (sign === '\n') { yield cells; cells = []; }
    } else cell += sign;
  }
  if (cell !== '' || cells.length > 0) yield [...cells, cell];
}
