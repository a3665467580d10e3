/**
 * The display text of Word documents and presentations: officeparser's reading as
 * Markdown. It gets a package of those parts alone that a reader sees, so that no
 * option of it and no later version can bring a comment or a deleted line back.
 */
import { zipSync } from 'fflate';
import { parseOffice, type OfficeContentNode } from 'officeparser';
import { Unread } from './extracted.ts';
import { escapeMarkdown, gridOf, joinBlocks, tableMarkdown, type Cell } from './markdown.ts';
import type { Ooxml } from './ooxml.ts';

/** What a display needs besides the shown parts. */
const SUPPORT = /(?:^\[Content_Types\]\.xml|\.rels|\/styles\.xml|\/numbering\.xml|\/presentation\.xml|\/slideLayout\d{1,4}\.xml|\/slideMaster\d{1,4}\.xml|\/theme\d{1,4}\.xml|\/chart\d{1,4}\.xml)$/i;

/**
 * Returns the display text as Markdown.
 *
 * @param shown - Part name to XML: the parts readers see, already without what is hidden.
 * @throws {Unread} `corrupt` if the library can't read what the security read could.
 */
export async function showDocument(ooxml: Ooxml, shown: ReadonlyMap<string, string>): Promise<string> {
  const files: Record<string, Uint8Array> = {};
  for (const { name, read } of ooxml.zip.entries) {
    const xml = shown.get(name);
    if (xml !== undefined) files[name] = Buffer.from(xml, 'utf8');
    else if (SUPPORT.test(name)) files[name] = read();
  }
  const bytes = zipSync(files, { level: 0 });
  const type = ooxml.main.kind === 'word' ? 'docx' : 'pptx';
  try {
    const { content } = await parseOffice(bytes, {
      fileType: type, ignoreComments: true, ignoreNotes: type === 'pptx', ignoreHeadersAndFooters: true, ignoreSlideMasters: true, extractAttachments: false, ocr: false,
    });
    return joinBlocks(content.map(blockOf));
  } catch (problem) {
    throw new Unread('corrupt', `the display reader gave up with ${problem instanceof Error ? problem.name : typeof problem}`);
  }
}

/** Returns the Markdown of one block and those in it. */
function blockOf(node: OfficeContentNode): string {
  if (node.type === 'table') return tableMarkdown(gridOf((node.children ?? []).map(rowOf)));
  if (node.type === 'slide' || node.type === 'page') return joinBlocks((node.children ?? []).map(blockOf));
  const text = textOf(node);
  if (text.trim() === '') return joinBlocks((node.children ?? []).filter(isBlock).map(blockOf));
  if (node.type === 'heading') return `${'#'.repeat(Math.min(Math.max((node.metadata?.level ?? 1) + 1, 2), 6))} ${escapeMarkdown(text)}`;
  if (node.type === 'list') return `${'  '.repeat(node.metadata?.indentation ?? 0)}${node.metadata?.listType === 'ordered' ? '1.' : '-'} ${escapeMarkdown(text)}`;
  return joinBlocks([text.split('\n').map(escapeMarkdown).filter((line) => line !== '').join('  \n'), ...notesOf(node).map(blockOf)]);
}

function isBlock({ type }: OfficeContentNode): boolean {
  return ['table', 'paragraph', 'heading', 'list', 'slide', 'chart', 'drawing', 'note'].includes(type);
}

/** Footnotes and endnotes hang on the run that refers to them; they follow the paragraph. */
function notesOf(node: OfficeContentNode): OfficeContentNode[] {
  return [...node.notes ?? [], ...(node.children ?? []).filter((child) => !isBlock(child)).flatMap(notesOf)];
}

/** Returns the text of a block's runs; of a node without them its own. */
function textOf(node: OfficeContentNode): string {
  return node.text ?? (node.children ?? []).filter((child) => !isBlock(child)).map(textOf).join('');
}

function rowOf(row: OfficeContentNode): Cell[] {
  return (row.children ?? []).filter(({ type }) => type === 'cell').map((cell) => {
    const spans = cell.type === 'cell' ? cell.metadata : undefined;
    return { text: cellText(cell), columns: spans?.colSpan ?? 1, rows: spans?.rowSpan ?? 1 };
  });
}

/** Paragraphs of a cell follow one another on its one line; so do the cells of a table in it. */
function cellText(cell: OfficeContentNode): string {
  const blocks = (cell.children ?? []).filter(isBlock);
  if (blocks.length === 0) return escapeMarkdown(textOf(cell));
  return blocks.map((block) => (block.type === 'table' ? (block.children ?? []).flatMap((row) => rowOf(row).map(({ text }) => text)).join(' ') : escapeMarkdown(textOf(block)))).filter((text) => text !== '').join(' ');
}
