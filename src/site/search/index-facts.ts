/** Index facts: the files of our own beside Pagefind's, as they are written and read. */

/** `pagefind/index.json`: what must be known before a query is asked. */
export interface IndexFacts {
  records: number;
  /** Tokens that so many records have that their lists would cost more than they tell. */
  frequent: readonly string[];
}

/**
 * `pagefind/columns.json`: by what results are narrowed and sorted. Every list is in the
 * order of the sorted ids of Pagefind's results, so no id needs to stand in it.
 */
export interface Columns {
  /** By condition: its codes, and for each record the place of its code among them, -1 for none. */
  filters: Readonly<Record<string, { codes: readonly string[]; of: readonly number[] }>>;
  /** Days since 1970 of each record. */
  days: readonly number[];
}

const DAY_MS = 86_400_000;

/** Returns the columns of entries by the id of their result. */
export function columnsOf(entries: ReadonlyMap<string, { filters: Readonly<Record<string, string>>; date: string }>): Columns {
  const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  const names = [...new Set(sorted.flatMap(({ filters }) => Object.keys(filters)))].sort();
  return {
    filters: Object.fromEntries(names.map((name) => [name, columnOf(sorted.map(({ filters }) => filters[name] ?? ''))])),
    days: sorted.map(({ date }) => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS)),
  };
}

function columnOf(values: readonly string[]): { codes: string[]; of: number[] } {
  const codes = [...new Set(values)].filter((code) => code !== '').sort();
  const places = new Map(codes.map((code, at) => [code, at]));
  return { codes, of: values.map((value) => places.get(value) ?? -1) };
}
