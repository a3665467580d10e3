/**
 * Plain text files: what is in them is what is seen. The name's ending says which
 * kind; all are decoded by the same rules and read whole.
 */
import { readCsv } from './csv.ts';
import { decodeText } from './decode-text.ts';
import { readEml } from './eml.ts';
import { Unread, type ReadFile, type ReadFormat } from './extracted.ts';
import { readHtml } from './html.ts';
import { escapeMarkdown } from './markdown.ts';
import { textOfXml } from './xml-text.ts';

/** Returns the reader of one text format. */
export function plainReader(format: string): ReadFormat {
  if (format === 'eml') return readEml;
  const read = READERS[format] ?? readLines;
  return async (bytes) => read(format, decodeText(bytes));
}

const READERS: Readonly<Record<string, (format: string, text: string) => ReadFile>> = {
  csv: readCsv, tsv: readCsv, html: (_, text) => readHtml(text), xml: readXml, md: readMarkdown,
  json: (format, text) => { refuseOtherThanJson([text]); return readJson(format, text); },
  ndjson: (format, text) => { refuseOtherThanJson(text.split('\n').filter((line) => line.trim() !== '')); return readJson(format, text); },
};

/** Every line is a line. */
function readLines(format: string, text: string): ReadFile {
  const paragraphs = text.split(/\n[ \t]{0,99}\n/).map((paragraph) => paragraph.split('\n').map(escapeMarkdown).filter((line) => line !== '').join('  \n'));
  return fileOf(format, text, paragraphs.filter((paragraph) => paragraph !== '').join('\n\n'));
}

/** Markdown is shown as what it is. */
function readMarkdown(format: string, text: string): ReadFile {
  return fileOf(format, text, text);
}

/** JSON is data for programs: its text is searched with its escapes resolved, and shown as it stands. */
function readJson(format: string, text: string): ReadFile {
  const file = fileOf(format, text, fenced(text, 'json'));
  const resolved = text.replace(/\\u([0-9A-Fa-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))).replace(/\\[nrt]/g, ' ').replace(/\\(["/\\])/g, '$1');
  if (resolved === text) return file;
  return { outcome: 'read', format, parts: [...file.parts, { path: 'values', kind: 'visible', text: resolved }], markdown: file.markdown, sheets: [] };
}

function refuseOtherThanJson(texts: readonly string[]): void {
  try {
    for (const text of texts) JSON.parse(text);
  } catch {
    throw new Unread('corrupt', 'json: expected JSON, got something else');
  }
}

function readXml(format: string, text: string): ReadFile {
  const { text: content, attributes, asides } = textOfXml('xml', text, true);
  const file = fileOf(format, content, content.split('\n').map(escapeMarkdown).join('  \n'));
  const hidden = [attributes, asides].filter((part) => part !== '').join('\n');
  return { outcome: 'read', format, parts: [...file.parts, { path: 'attributes', kind: 'hidden', text: hidden }], markdown: file.markdown, sheets: [] };
}

/** Returns text as a block of code that its own backticks can't end. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,99}/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

function fileOf(format: string, text: string, markdown: string): ReadFile {
  return { outcome: 'read', format, parts: [{ path: 'text', kind: 'visible', text }], markdown: markdown.trim() === '' ? null : markdown, sheets: [] };
}
