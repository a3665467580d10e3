/**
 * HTML files: read with the parser of the HTML standard, so that no trick of markup
 * reads differently here than in a browser. Readers get the text; what a browser
 * does not show (comments, scripts, attributes, hidden elements) is searched.
 */
import { parse, type DefaultTreeAdapterMap } from 'parse5';
import { Unread, type Part, type ReadFile } from './extracted.ts';
import { collectLines, type LineCollector, type RunKind } from './lines.ts';
import { escapeMarkdown, gridOf, joinBlocks, tableMarkdown, type Cell } from './markdown.ts';
import { lines } from './xml-text.ts';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const BLOCKS = new Set([
  'address', 'article', 'aside', 'blockquote', 'body', 'caption', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6',
  'header', 'hr', 'html', 'legend', 'li', 'main', 'nav', 'ol', 'option', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'ul',
]);
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'object', 'datalist', 'iframe', 'head']);
const MAXIMUM_DEPTH = 500;

/** Reads an HTML page. @throws {Unread} `too-large` if its elements lie too deep in one another, `unread-part` for a file in an attribute that is no text */
export function readHtml(text: string): ReadFile {
  const walk: Walk = { collector: collectLines(), asides: [], metadata: [], blocks: [], current: '' };
  visit(walk, parse(text), false, 0);
  flush(walk);
  const { visible, hidden } = walk.collector.end();
  const parts: Part[] = [
    { path: 'text', kind: 'visible', text: visible },
    { path: 'hidden', kind: 'hidden', text: lines([hidden, ...walk.asides].join('\n')) },
    { path: 'head', kind: 'metadata', text: lines(walk.metadata.join('\n')) },
  ];
  const markdown = joinBlocks(walk.blocks);
  return { outcome: 'read', format: 'html', parts: parts.filter((part) => part.text !== ''), markdown: markdown === '' ? null : markdown, sheets: [] };
}

interface Walk { collector: LineCollector; asides: string[]; metadata: string[]; blocks: string[]; current: string }

function visit(walk: Walk, node: Node, isHidden: boolean, depth: number): void {
  if (depth > MAXIMUM_DEPTH) throw new Unread('too-large', `html: elements in more than ${MAXIMUM_DEPTH} others`);
  if (node.nodeName === '#comment') walk.asides.push((node as DefaultTreeAdapterMap['commentNode']).data);
  else if (node.nodeName === '#text') addText(walk, (node as DefaultTreeAdapterMap['textNode']).value, isHidden);
  else if ('tagName' in node) visitElement(walk, node, isHidden, depth);
  else if ('childNodes' in node) for (const child of node.childNodes) visit(walk, child, isHidden, depth + 1);
}

function addText(walk: Walk, text: string, isHidden: boolean): void {
  const kind: RunKind = isHidden ? 'hidden' : 'visible';
  const flat = text.replace(/\s{1,9999}/g, ' ');
  walk.collector.add(flat, kind);
  if (!isHidden) walk.current += flat;
}

function visitElement(walk: Walk, element: Element, isOutside: boolean, depth: number): void {
  const { tagName } = element;
  const isHidden = isOutside || UNSEEN.has(tagName) || isSwitchedOff(element);
  readAttributes(walk, element);
  if (tagName === 'title') return void walk.metadata.push(textOf(element));
  if (tagName === 'table' && !isHidden) return visitTable(walk, element, depth);
  const isBlock = BLOCKS.has(tagName) || isHidden !== isOutside;
  if (isBlock) { flush(walk); walk.collector.open(); }
  if (tagName === 'br') addText(walk, ' ', isHidden);
  const children = tagName === 'template' ? (element as DefaultTreeAdapterMap['template']).content.childNodes : element.childNodes;
  for (const child of children) visit(walk, child, isHidden, depth + 1);
  if (isBlock) { flush(walk, headingOf(tagName)); walk.collector.close(); }
}

/** Ends a block of the display. */
function flush(walk: Walk, prefix = ''): void {
  const text = escapeMarkdown(walk.current);
  if (text !== '') walk.blocks.push(prefix + text);
  walk.current = '';
}

function headingOf(tagName: string): string {
  if (tagName === 'li') return '- ';
  return /^h[1-6]$/.test(tagName) ? `${'#'.repeat(Math.min(Number(tagName.charAt(1)) + 1, 6))} ` : '';
}

function isSwitchedOff({ tagName, attrs }: Element): boolean {
  const value = (name: string): string | undefined => attrs.find((attribute) => attribute.name === name)?.value;
  if (value('hidden') !== undefined || (tagName === 'input' && value('type') === 'hidden')) return true;
  return /display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|font-size\s{0,9}:\s{0,9}0(?!\.?[1-9])|opacity\s{0,9}:\s{0,9}0(?!\.?[1-9])/i.test(value('style') ?? '');
}

/** Every attribute is searched; a file in a `data:` address would need to be read, so only text may be there. */
function readAttributes(walk: Walk, { tagName, attrs }: Element): void {
  for (const { value } of attrs) {
    if (value.trim() === '') continue;
    const data = /^\s{0,99}data:([^,;]{0,99})((?:;[^,;]{1,99}){0,9}),/i.exec(value);
    if (data === null) (tagName === 'meta' ? walk.metadata : walk.asides).push(value);
    else walk.asides.push(dataText(data[1]!, /;base64/i.test(data[2]!), value.slice(data[0].length)));
  }
}

function dataText(type: string, isBase64: boolean, data: string): string {
  if (!/^(?:text\/|image\/svg|application\/json)/i.test(type) && type !== '') throw new Unread('unread-part', 'html: a file within an attribute');
  try {
    return isBase64 ? Buffer.from(data, 'base64').toString('utf8') : decodeURIComponent(data);
  } catch {
    return data;
  }
}

/** Cells are visited like all else for the security read; the display has them as rows. */
function visitTable(walk: Walk, table: Element, depth: number): void {
  flush(walk);
  const outer = walk.blocks;
  const rows: Cell[][] = [];
  const visitRows = (node: Element): void => {
    for (const child of node.childNodes) {
      if (!('tagName' in child)) visit(walk, child, false, depth + 1);
      else if (child.tagName === 'tr') rows.push(cellsOf(walk, child, depth + 2));
      else if (/^t(?:head|body|foot)$/.test(child.tagName) && !isSwitchedOff(child)) { readAttributes(walk, child); visitRows(child); }
      else { walk.blocks = outer; visit(walk, child, false, depth + 1); }
    }
  };
  visitRows(table);
  walk.blocks = outer;
  walk.current = '';
  walk.blocks.push(tableMarkdown(gridOf(rows)));
}

function cellsOf(walk: Walk, row: Element, depth: number): Cell[] {
  readAttributes(walk, row);
  const isHiddenRow = isSwitchedOff(row);
  const outer = walk.blocks;
  const cells: Cell[] = [];
  for (const cell of row.childNodes) {
    walk.blocks = [];
    visit(walk, cell, isHiddenRow, depth);
    if (!('tagName' in cell)) continue;
    const span = (name: string): number => Math.min(Number(cell.attrs.find((attribute) => attribute.name === name)?.value ?? 1) || 1, 1000);
    cells.push({ text: walk.blocks.join(' '), columns: span('colspan'), rows: span('rowspan') });
  }
  walk.blocks = outer;
  return cells;
}

function textOf(element: Element): string {
  return element.childNodes.map((child) => (child.nodeName === '#text' ? (child as DefaultTreeAdapterMap['textNode']).value : '')).join('');
}
