/** Names in columns: the cells below a head such as 성명 or 신청인, unless the table lists officials. */
import { koreanNameIn, type Name } from './names-korean.ts';
import { namesFrom, type Expectation } from './names-lists.ts';
import { isOfficeCell } from './names-offices.ts';
import { isRoster, type ColumnKind } from './person-columns.ts';
import { tablesAt, type PersonTable, type Span } from './person-tables.ts';

/** The names in columns for names, in order of their tables, and the heads of those tables, which hold none. */
export interface InColumns { names: readonly Name[]; heads: readonly Span[] }

/** Returns the names that stand in columns for names; `words` are where such a head may be. */
export function namesInColumns(text: string, words: readonly Span[]): InColumns {
  const tables = tablesAt(text, words);
  return { names: tables.flatMap((table) => namesInTable(text, table)), heads: tables.map(({ head }) => head) };
}

/** Returns the names of one table. */
export function namesInTable(text: string, { kinds, rows }: PersonTable): Name[] {
  if (isRoster(kinds)) return [];
  const columns = kinds.flatMap((kind, column) => (kind === 'name' || kind === 'citizen' ? [column] : []));
  if (columns.length === 0) return [];
  const named = columns.filter((column) => holdsNames(text, rows, column));
  return rows.flatMap((row) => {
    if (!kinds.includes('citizen') && isOfficial(text, row, kinds)) return [];
    return named.flatMap((column) => namesInCell(text, row[column], kinds[column]!));
  });
}

/** Whether a cell of the column holds what can't be another word; else it says who may apply: 전세대, 노인층, 임차인. */
function holdsNames(text: string, rows: readonly (readonly Span[])[], column: number): boolean {
  return rows.some((row) => {
    const cell = row[column];
    const value = cell === undefined ? '' : text.slice(cell.start, Math.min(cell.end, cell.start + 400));
    return /^[가-힣]{2,4}$/.test(value) ? koreanNameIn(value, 0, value.length, 'loose') !== null : value !== '';
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
