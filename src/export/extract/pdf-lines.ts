/**
 * Lines: characters of a page put back together to text, in the order in which
 * they were drawn. A character on another line, or far from where the last one
 * ended, begins anew; a gap of a quarter of an em is a space.
 */
import type { Glyph } from './pdf-glyphs.ts';

/** A piece of one line; `tab` gaps (columns, cells) are kept as three spaces. */
export interface Line { text: string; left: number; right: number; top: number; bottom: number; baseline: number; size: number }

/** Gaps in ems. */
const SPACE = 0.2;
const CELL = 1.5;
const SAME_BASELINE = 0.4;
/** Lines further apart than this many sizes belong to different paragraphs. */
const PARAGRAPH = 1.9;

/** Returns the lines of glyphs. */
export function linesOf(glyphs: readonly Glyph[]): Line[] {
  const lines: Line[] = [];
  let last: Glyph | null = null;
  for (const glyph of glyphs) {
    const line = lines.at(-1);
    const gap = last === null || line === undefined ? null : gapBetween(last, glyph);
    if (gap === null || line === undefined) lines.push(begun(glyph));
    else extend(line, glyph, gap);
    last = glyph;
  }
  return lines.map((line) => { line.text = line.text.trim(); return line; }).filter(({ text }) => text !== '');
}

/** Distance along the line in ems, or `null` if it is another line. Turned text runs along its own direction. */
function gapBetween(last: Glyph, next: Glyph): number | null {
  const size = Math.max(last.size, next.size, 0.01);
  const [dx, dy] = [last.to[0] - last.from[0], last.to[1] - last.from[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [gx, gy] = [next.from[0] - last.to[0], next.from[1] - last.to[1]];
  const along = (gx * dx + gy * dy) / length / size;
  const across = Math.abs(gx * dy - gy * dx) / length / size;
  return across > SAME_BASELINE || along < -SAME_BASELINE - length / size ? null : along;
}

function begun(glyph: Glyph): Line {
  return { text: glyph.text, left: glyph.box[0], right: glyph.box[2], top: glyph.box[1], bottom: glyph.box[3], baseline: glyph.from[1], size: glyph.size };
}

function extend(line: Line, glyph: Glyph, gap: number): void {
  const hasSpace = line.text.endsWith(' ') || glyph.text.startsWith(' ');
  line.text += (gap > CELL ? '   ' : gap > SPACE && !hasSpace ? ' ' : '') + glyph.text;
  [line.left, line.right] = [Math.min(line.left, glyph.box[0]), Math.max(line.right, glyph.box[2])];
  [line.top, line.bottom] = [Math.min(line.top, glyph.box[1]), Math.max(line.bottom, glyph.box[3])];
}

/** Returns lines as plain text, one a line. */
export function textOf(lines: readonly Line[]): string {
  return lines.map(({ text }) => text).join('\n');
}

/**
 * Returns lines as Markdown for readers: paragraphs where the gap between lines is
 * wide, line ends kept as they are. What Markdown would take for its own signs is
 * escaped: a PDF has text only.
 */
export function markdownOf(lines: readonly Line[]): string {
  let markdown = '';
  let last: Line | null = null;
  for (const line of joinedRows(lines)) {
    const isNear = last !== null && line.baseline > last.baseline && line.baseline - last.baseline < PARAGRAPH * Math.max(last.size, line.size);
    markdown += (last === null ? '' : isNear ? '\n' : '\n\n') + escaped(line.text);
    last = line;
  }
  return markdown;
}

/** Pieces side by side on one baseline are one row, such as the cells of a table. */
function joinedRows(lines: readonly Line[]): Line[] {
  const rows: Line[] = [];
  for (const line of lines) {
    const row = rows.at(-1);
    if (row !== undefined && Math.abs(row.baseline - line.baseline) < SAME_BASELINE * line.size && line.left >= row.right) {
      row.text += `   ${line.text}`;
      row.right = line.right;
    } else rows.push(Object.assign({}, line));
  }
  return rows;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>&|~]/g, '\\$&').replace(/^(\s{0,8})([#+=-]|\d{1,9}(?=[.)]))/, (_whole, space: string, sign: string) => (
    /\d/.test(sign) ? `${space}${sign}` : `${space}\\${sign}`
  )).replace(/^(\s{0,8}\d{1,9})([.)])/, '$1\\$2').replace(/ {3,}/g, ' \u2003');
}

/** Returns text that was read by OCR as Markdown. */
export function markdownOfText(text: string): string {
  return text.split('\n').map((line) => escaped(line.trim())).join('\n').replace(/\n{3,}/g, '\n\n');
}
