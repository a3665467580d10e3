/** Index facts: the files of our own beside Pagefind's, as they are written and read. */

/** What must be known of a volume before it is opened: a line of `pagefind/volumes.json`, where the newest stands first. */
export interface VolumeFacts {
  /** Name of its folder. */
  name: string;
  /** Records that can be found: not those that were withdrawn. */
  records: number;
  /** First and last night on which its records were released. */
  nights: readonly [string, string];
  /** First and last day of its records. */
  days: readonly [string, string];
  /** Years of its records, the latest first. */
  years: readonly string[];
}

/** `index.json` of a volume: what is known of it when it is opened. */
export interface IndexFacts extends Omit<VolumeFacts, 'name'> {
  /** Tells the record at its first position: another one means that positions have moved. */
  first: string;
  /** Tokens that so many records have that their lists would cost more than they tell. */
  frequent: readonly string[];
}

/** Returns what is known of a volume by its entries. */
export function factsOf(entries: readonly Dated[], { first, nights }: Pick<IndexFacts, 'first' | 'nights'>, frequent: readonly string[]): IndexFacts {
  const days = entries.map(({ date }) => date).sort();
  const years = [...new Set(entries.map(({ filters }) => filters.year ?? ''))].filter((year) => year !== '').sort().reverse();
  return { records: entries.length, nights, days: [days[0] ?? '', days.at(-1) ?? ''], years, first, frequent };
}

interface Dated { filters: Readonly<Record<string, string>>; date: string }

/**
 * `columns.json` of a volume: by what results are narrowed and sorted. Every list is in the
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
export function columnsOf(entries: ReadonlyMap<string, Dated>): Columns {
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
