/**
 * Markdown for readers: text of a file with everything escaped that Markdown would
 * read as markup (CommonMark 0.31, GFM 0.29), and tables. A file's own text can then
 * neither link nor format nor hide anything.
 */

/** Returns text as Markdown that shows exactly this text, on one line. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\r\n]{1,9}/g, ' ').replace(/[\\`*_[\]<>&|~#]/g, '\\$&')
    .replace(/^(\s{0,9})([-+=])/, '$1\\$2').replace(/^(\s{0,9}\d{1,9})([.)])(?=\s|$)/, '$1\\$2').trim();
}

/** A cell of a table; cells it spans over are left out, as in HTML. */
export interface Cell { text: string; columns: number; rows: number }

/** Returns the grid of a table in which a cell over several places fills the first of them. */
export function gridOf(rows: readonly (readonly Cell[])[]): string[][] {
  const grid: string[][] = rows.map(() => []);
  const taken = rows.map(() => new Set<number>());
  for (const [line, row] of rows.entries()) {
    let column = 0;
    for (const { text, columns, rows: span } of row) {
      while (taken[line]!.has(column)) column += 1;
      const width = Math.min(Math.max(columns, 1), MAXIMUM_COLUMNS);
      for (let down = line; down < Math.min(line + Math.max(span, 1), rows.length); down += 1) {
        for (let across = column; across < column + width; across += 1) taken[down]!.add(across);
      }
      grid[line]![column] = text;
      column += width;
    }
  }
  const width = Math.min(MAXIMUM_COLUMNS, grid.reduce((most, row) => Math.max(most, row.length), 0));
  return grid.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''));
}

const MAXIMUM_COLUMNS = 256;

/** Returns a GFM table whose first row is its head, or `''`; a table of one cell is a box drawn around text and comes out as that. Cells are Markdown already. */
export function tableMarkdown(rows: readonly (readonly string[])[]): string {
  const kept = rows.filter((row) => row.some((cell) => cell !== ''));
  const head = kept[0];
  if (head === undefined) return '';
  if (kept.length === 1 && head.length === 1) return head[0]!;
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replace(/\n{1,9}/g, ' ').replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...kept.slice(1).map(line)].join('\n');
}

/** Returns the blocks one after the other with empty lines between them. */
export function joinBlocks(blocks: readonly string[]): string {
  return blocks.filter((block) => block.trim() !== '').join('\n\n');
}
