/** Names in columns: the cells below a head such as 성명 or 신청인, unless the table lists officials. */
import type { Name } from './names-korean.ts';
import { namesFrom, type Expectation } from './names-lists.ts';
import { isOfficeCell } from './names-offices.ts';
import { isRoster, type ColumnKind } from './person-columns.ts';
import { tablesAt, type PersonTable, type Span } from './person-tables.ts';

/** Returns the names that stand in columns for names, in order of their tables; `words` are where such a head may be. */
export function namesInColumns(text: string, words: readonly Span[]): Name[] {
  return tablesAt(text, words).flatMap((table) => namesInTable(text, table));
}

/** Returns the names of one table. */
export function namesInTable(text: string, { kinds, rows }: PersonTable): Name[] {
  if (isRoster(kinds)) return [];
  const columns = kinds.flatMap((kind, column) => (kind === 'name' || kind === 'citizen' ? [column] : []));
  if (columns.length === 0) return [];
  return rows.flatMap((row) => {
    if (!kinds.includes('citizen') && isOfficial(text, row, kinds)) return [];
    return columns.flatMap((column) => namesInCell(text, row[column], kinds[column]!));
  });
}

/** Whether the row's unit is one of the city and nothing in the table is private. */
function isOfficial(text: string, row: readonly Span[], kinds: readonly (ColumnKind | null)[]): boolean {
  const at = kinds.indexOf('unit');
  const cell = at < 0 ? undefined : row[at];
  return cell !== undefined && isRoster([...kinds, 'office']) && isOfficeCell(text.slice(cell.start, cell.end));
}

function namesInCell(text: string, cell: Span | undefined, kind: ColumnKind): Name[] {
  if (cell === undefined || cell.end - cell.start > 400 || cell.end === cell.start) return [];
  const expected: Expectation = { trust: 'sure', isCitizen: kind === 'citizen', isForeign: true, isLong: false };
  return namesFrom(text, cell.start, expected).filter(({ end }) => end <= cell.end);
}
