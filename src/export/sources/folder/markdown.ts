/**
 * Markdown: one file is one paper, its front matter the columns and its body the
 * column `$body`. Unquoted numbers are refused: YAML reads 0123 as 123, and a
 * document number must come out as it went in.
 */
import { ArchiveError } from '../../../errors.ts';
import { parseFrontMatter } from '../../../model/front-matter.ts';
import { flatten, tableOf } from './json.ts';
import type { Table } from './table.ts';

/** Name of the column that holds the text after the front matter. */
export const BODY_COLUMN = '$body';

/**
 * Returns the table, of one row, of a Markdown file.
 *
 * @throws {ArchiveError} `BAD_SOURCE` if the front matter can't be read or has an unquoted number or a list.
 */
export function readMarkdown(where: string, text: string, ignored: readonly string[]): Table {
  const { data, body } = frontMatter(where, text);
  if (hasNumber(data)) throw new ArchiveError('BAD_SOURCE', where, 'expected quotes around every number of the front matter, got a number without');
  const cells = flatten(where, data, ignored);
  cells.set(BODY_COLUMN, body);
  return tableOf([{ line: 1, cells }]);
}

function frontMatter(where: string, text: string) {
  try {
    return parseFrontMatter(where, text);
  } catch {
    throw new ArchiveError('BAD_SOURCE', where, 'expected front matter in YAML between two lines "---", got none that can be read');
  }
}

function hasNumber(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'bigint') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNumber);
}
