/**
 * Rows of HTML tables (HTML Living Standard, 4.9), as papers carry them in their bodies.
 * The page shows none of the tags, so the reading of the page has the whole table in
 * one line: only the text as it stands tells which value is below which heading.
 *
 * A cell ends where another tag of the table begins, as browsers read it: closing tags
 * of cells and rows may be missing. Tags within a cell are left out at both its ends.
 */

export interface Span { start: number; end: number }
/** The cells of a line of a table. */
export type Row = readonly Span[];

const TAG = /<(?:\/?(?:tr|t(?:able|head|body|foot))|(?<cell>t[dh])|\/t[dh])(?![A-Za-z0-9-])[^<>]{0,400}>/gi;
const TABLE = /^<\/?table/i;
const ROW = /^<\/?t(?:r|head|body|foot)/i;
const NOTHING_BEFORE = /^(?:\s|&nbsp;|<[^<>]{1,400}>){1,400}/;
/** Longer cells are texts: they stay as they are. */
const MOST_UNITS = 2_000;

/** Returns the rows of all tables; `null` where a table begins or ends. */
export function* rowsOfTags(text: string): Generator<Row | null> {
  if (!text.includes('<')) return;
  let row: Span[] = [];
  let open: number | null = null;
  for (const hit of text.matchAll(TAG)) {
    if (open !== null) row.push(inner(text, open, hit.index));
    open = hit.groups!['cell'] === undefined ? null : hit.index + hit[0].length;
    if (!TABLE.test(hit[0]) && !ROW.test(hit[0])) continue;
    if (row.length > 0) yield row;
    row = [];
    if (TABLE.test(hit[0])) yield null;
  }
  if (row.length > 0) yield row;
}

/** The content of a cell without spaces and tags at its ends. */
function inner(text: string, from: number, to: number): Span {
  if (to - from > MOST_UNITS) return { start: from, end: to };
  const start = from + (NOTHING_BEFORE.exec(text.slice(from, to))?.[0].length ?? 0);
  let end = to;
  for (;;) {
    const last = text[end - 1];
    if (end <= start) return { start, end: start };
    if (last === '>' && text.lastIndexOf('<', end - 1) >= start) end = text.lastIndexOf('<', end - 1);
    else if (/\s/.test(last!)) end -= 1;
    else if (text.startsWith('&nbsp;', end - 6) && end - 6 >= start) end -= 6;
    else return { start, end };
  }
}
