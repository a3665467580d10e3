/**
 * The body of a Hangul document while it is read, from HWP or from HWPX: paragraphs,
 * tables and boxes in reading order. Gives the lines of the security read and, for
 * readers, Markdown.
 *
 * No library reads these formats well enough to be believed: those on npm print
 * control records as Chinese characters or drop the text of boxes and cells.
 */
import { collectLines, type Lines, type RunKind } from './lines.ts';
import { escapeMarkdown, gridOf, joinBlocks, tableMarkdown, type Cell } from './markdown.ts';

/** What stands around text: page headers are seen but no part of the display, hidden explanations and memos are neither. */
export type Surrounding = 'box' | 'note' | 'header' | 'hidden';

/** A stretch that can hold blocks: the body, a cell, a box. */
interface Frame { blocks: string[]; surrounding: Surrounding | 'body' | 'cell' }
interface Paragraph { text: string; after: string[] }
interface Table { rows: Cell[][] }

export interface HangulDocument {
  openParagraph(): void;
  /** Adds text of the current paragraph. */
  add(text: string, kind: RunKind): void;
  closeParagraph(): void;
  openTable(): void;
  openRow(): void;
  openCell(): void;
  closeCell(columns: number, rows: number): void;
  closeTable(): void;
  open(surrounding: Surrounding): void;
  close(): void;
  /** Whether text here would be hidden, whatever its own look. */
  isHidden(): boolean;
  /** Whether text here may stand on a coloured ground. */
  isOnColour(): boolean;
  end(): Lines & { markdown: string };
}

/** Starts a document. Throws nothing; frames that are left open end with it. */
export function hangulDocument(): HangulDocument {
  const lines = collectLines();
  const frames: Frame[] = [{ blocks: [], surrounding: 'body' }];
  const paragraphs: Paragraph[] = [];
  const tables: Table[] = [];
  const isWithin = (...surroundings: Frame['surrounding'][]): boolean => frames.some(({ surrounding }) => surroundings.includes(surrounding));
  /** Blocks within a paragraph follow its text. */
  const put = (block: string): void => {
    if (block.trim() !== '') (paragraphs.at(-1)?.after ?? frames.at(-1)!.blocks).push(block);
  };
  const outer: (Paragraph[])[] = [];
  const openFrame = (surrounding: Frame['surrounding']): void => {
    frames.push({ blocks: [], surrounding });
    outer.push(paragraphs.splice(0));
  };
  const closeFrame = (): Frame => {
    paragraphs.splice(0, paragraphs.length, ...outer.pop() ?? []);
    return frames.length > 1 ? frames.pop()! : frames[0]!;
  };
  return {
    openParagraph() { lines.open(); paragraphs.push({ text: '', after: [] }); },
    add(text, kind) {
      const isHidden = isWithin('hidden');
      lines.add(text, isHidden && kind === 'visible' ? 'hidden' : kind);
      if (kind === 'visible' && !isHidden) paragraphs.at(-1)!.text += text;
    },
    closeParagraph() {
      lines.close();
      const { text, after } = paragraphs.pop() ?? { text: '', after: [] };
      const shown = text.split('\n').map(escapeMarkdown).filter((line) => line !== '').join('  \n');
      for (const block of [shown, ...after]) put(block);
    },
    openTable() { tables.push({ rows: [] }); },
    openRow() { tables.at(-1)?.rows.push([]); },
    openCell() { openFrame('cell'); },
    closeCell(columns, rows) {
      const { blocks } = closeFrame();
      const table = tables.at(-1);
      if (table !== undefined && table.rows.length === 0) table.rows.push([]);
      table?.rows.at(-1)!.push({ text: blocks.map(flattened).join(' '), columns, rows });
    },
    closeTable() { const table = tables.pop(); if (table !== undefined) put(tableMarkdown(gridOf(table.rows))); },
    open(surrounding) { openFrame(surrounding); },
    close() {
      const { blocks, surrounding } = closeFrame();
      if (surrounding === 'box' || surrounding === 'note') put(joinBlocks(blocks));
    },
    isHidden: () => isWithin('hidden'),
    isOnColour: () => isWithin('cell', 'box'),
    end() {
      const { visible, hidden } = lines.end();
      while (paragraphs.length > 0) this.closeParagraph();
      return { visible, hidden, markdown: joinBlocks(frames[0]!.blocks) };
    },
  };
}

/** A table in a cell can't be a table in Markdown: its cells follow one another. */
function flattened(block: string): string {
  if (!block.startsWith('| ')) return block;
  return block.split('\n').filter((_, line) => line !== 1).map((line) => line.slice(2, -2).split(' | ').filter((cell) => cell.trim() !== '').join(' ')).join(' ');
}
