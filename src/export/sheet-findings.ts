/**
 * Sheet findings: a mask in a table must stay within its cell. One that takes a comma,
 * a quote or a line end of the CSV along would move every later cell into another
 * column, so a table with such a finding holds its paper.
 */
import type { Screened } from '../model/stages.ts';

const SHEET = /^files\/\d{1,4}\/sheets\/\d{1,4}\/csv$/;

/** Returns the paper with the tables named among its codes with findings in which a finding leaves its cell. */
export function withTornSheets(screened: Screened): Screened {
  const torn = Object.keys(screened.findings).filter((field) => SHEET.test(field) && isTorn(screened, field));
  return torn.length === 0 ? screened : Object.assign({}, screened, { codesWithFindings: [...screened.codesWithFindings, ...torn] });
}

function isTorn({ paper, findings }: Screened, field: string): boolean {
  const text = paper.texts[field]!;
  const borders = bordersOf(text);
  return findings[field]!.some(({ start, end }) => borders.slice(start, end).includes(1));
}

/** Marks every unit of a CSV text that belongs to the table and not to a cell: commas, quotes and line ends outside quotes, and the quotes. */
function bordersOf(text: string): Uint8Array {
  const borders = new Uint8Array(text.length);
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') isQuoted = !isQuoted;
    if (sign === '"' || (!isQuoted && (sign === ',' || sign === '\r' || sign === '\n'))) borders[at] = 1;
  }
  return borders;
}
