/**
 * Render CSV: a table that came with a file as an HTML table, its first line as the
 * heads. Long tables are cut on the page; the CSV file beside it has every row.
 */
import { parse } from 'csv-parse/sync';
import { unguarded } from '../../model/csv.ts';
import { escapeHtml, withMasks } from './masks.ts';

/** Rows shown on a page; a phone on a slow network reads no more of them. */
export const SHOWN_ROWS = 100;

/** Returns the HTML of a table; `prefix` starts its id. */
export function renderCsv(csv: string, prefix: string): string {
  const rows = parse(csv, { relax_column_count: true, skip_empty_lines: true, bom: true }) as string[][];
  const [head = [], ...body] = rows;
  if (rows.length === 0) return '';
  const cells = body.slice(0, SHOWN_ROWS).map((row) => `<tr>${row.map((cell) => `<td>${withMasks(unguarded(cell))}</td>`).join('')}</tr>`);
  const id = escapeHtml(`${prefix}-table`);
  return `<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}"><table><caption id="${id}">${body.length <= SHOWN_ROWS ? `표, ${body.length}행` : `표, ${body.length}행 가운데 처음 ${SHOWN_ROWS}행`}</caption>`
    + `<thead><tr>${head.map((cell) => `<th scope="col">${withMasks(unguarded(cell))}</th>`).join('')}</tr></thead><tbody>${cells.join('')}</tbody></table></div>`;
}
