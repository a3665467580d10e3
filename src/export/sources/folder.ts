/**
 * Folder: the source for city systems that drop files instead of opening a
 * database: CSV, XLSX, JSON, JSON Lines, Markdown, each also as .gz. What the files
 * mean stands in a mapping that the city writes (docs/mapping.md).
 *
 * The files are not trusted to be whole, the mapping is trusted to be meant. So
 * whatever the mapping does not account for stops the night (a file, a sheet, a
 * column, an encoding), and one value that it can't translate holds one paper or
 * one row.
 */
import { ArchiveError } from '../../errors.ts';
import type { Paper } from '../../model/stages.ts';
import { isTaken, listFiles, type FolderFile } from './folder/files.ts';
import { openBook } from './folder/ledgers.ts';
import { type LedgerMapping, type Mapping, readMapping, type TextMapping } from './folder/mapping.ts';
import { heldPaper, toPaper } from './folder/papers.ts';
import { columnsOf, type ColumnReference, type TextRule } from './folder/rules.ts';
import type { SourceRow } from './folder/table.ts';
import { type FolderCounts, readRows, type TablePlan } from './folder/tables.ts';
import { readAmount, readCount, readPeriod, readText } from './folder/values.ts';
import { type ControlTotal, type HeldPaper, type HeldRow, type Source, Untranslatable } from './source.ts';

/** A folder source also tells what it read. */
export interface FolderSource extends Source {
  /** Counts of what `papers()` has read, once it is through; zeros before. */
  counts(): FolderCounts;
}

/**
 * Returns the source for a folder and its mapping.
 *
 * @param entry - `path` is the folder, `mapping` the mapping file, both absolute.
 * @throws {ArchiveError} `BAD_CONFIGURATION` if the mapping is not understood.
 *   `papers()` throws `SOURCE_*` and `BAD_SOURCE`, with file and row, never with record text.
 */
export function openFolderSource(entry: { name: string; path: string; mapping: string }): FolderSource {
  const mapping = readMapping(entry.mapping);
  const counts: FolderCounts = { files: 0, rows: 0, blankRows: 0, halvedRows: 0 };
  return {
    name: entry.name,
    *papers() {
      Object.assign(counts, { files: 0, rows: 0, blankRows: 0, halvedRows: 0 });
      const files = accountedFiles(entry.path, mapping);
      yield* mapping.kind === 'text' ? textPapers(entry.name, mapping, files, counts) : ledgerPapers(entry.name, mapping, files, counts);
    },
    totals: () => (mapping.kind === 'ledger' ? readTotals(mapping, listFiles(entry.path)) : []),
    counts: () => ({ files: counts.files, rows: counts.rows, blankRows: counts.blankRows, halvedRows: counts.halvedRows }),
    close: () => undefined,
  };
}

/** Returns the folder's files after each was found to be taken by one block of the mapping or ignored. */
function accountedFiles(path: string, mapping: Mapping): FolderFile[] {
  const files = listFiles(path);
  const more = mapping.kind === 'text' ? [mapping.attachments, mapping.approvalLine] : [mapping.totals];
  const blocks = [mapping.files.glob, ...more.map((block) => block?.files.glob ?? []), mapping.ignoreFiles];
  for (const file of files) {
    const takers = blocks.filter((globs) => isTaken(file, globs)).length;
    if (takers !== 1) {
      throw new ArchiveError('BAD_SOURCE', file.name, `expected the file in one of the mapping's globs or in "ignoreFiles", got it in ${takers === 0 ? 'none' : `${takers} of them`}`);
    }
  }
  return files;
}

function planOf(block: Pick<Mapping, 'files' | 'ignore'>, fields: Readonly<Record<string, unknown>>, nulls: readonly string[]): TablePlan {
  const rules = Object.values(fields).filter((rule): rule is TextRule => typeof rule === 'object' && rule !== null);
  return { files: block.files, ignore: block.ignore, nulls, references: merged(rules.flatMap(columnsOf)) };
}

/** Returns one reference per column: needed if any rule needs it, under all its spellings. */
function merged(references: readonly ColumnReference[]): ColumnReference[] {
  const byName = new Map<string, ColumnReference>();
  for (const { spellings, isOptional } of references) {
    const known = byName.get(spellings[0]!);
    byName.set(spellings[0]!, { spellings: [...new Set([...known?.spellings ?? [], ...spellings])], isOptional: isOptional && (known?.isOptional ?? true) });
  }
  return [...byName.values()];
}

function* textPapers(source: string, mapping: TextMapping, files: readonly FolderFile[], counts: FolderCounts): Generator<Paper | HeldPaper> {
  const { attachments, approvalLine, fields } = mapping;
  const parts = attachments === undefined ? null : rowsByPaper('attachments', mapping, attachments, files);
  const steps = approvalLine === undefined ? null : rowsByPaper('approvalLine', mapping, approvalLine, files);
  const rows = [...readRows(files, planOf(mapping, fields, mapping.nulls), counts)];
  const { kept, repeated } = byKey(rows, (row) => readText(row, fields.key, 'refuse'), mapping.duplicateKeys);
  const papers = kept.map((row) => {
    const key = readText(row, fields.key, 'refuse');
    const [own, line] = [taken(parts, key), taken(steps, key)];
    if (key !== null && repeated.has(row)) return heldPaper(source, row, fields, key, duplicate(repeated.get(row)!));
    return toPaper(source, row, fields, attachments === undefined ? null : { fields: attachments.fields, rows: own }, approvalLine === undefined ? null : { fields: approvalLine.fields, rows: line });
  });
  if (attachments?.orphans === 'refuse') refuseOrphan(parts);
  if (approvalLine?.orphans === 'refuse') refuseOrphan(steps);
  yield* papers.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Returns a paper's rows of another table and removes them, so that what is left at the end has no paper. */
function taken(rows: Map<string, SourceRow[]> | null, key: string | null): SourceRow[] {
  if (rows === null || key === null) return [];
  const own = rows.get(key) ?? [];
  rows.delete(key);
  return own;
}

function refuseOrphan(rows: ReadonlyMap<string, SourceRow[]> | null): void {
  const orphan = [...rows?.values() ?? []][0]?.[0];
  if (orphan !== undefined) throw new ArchiveError('BAD_SOURCE', orphan.where, 'expected a paper with the key in "paper", got none; the mapping does not say "orphans": "ignore"');
}

/** Returns the rows of a table beside the papers' (their files, their approval) by the key of their paper. */
function rowsByPaper(name: 'attachments' | 'approvalLine', mapping: TextMapping, block: NonNullable<TextMapping['attachments' | 'approvalLine']>, files: readonly FolderFile[]): Map<string, SourceRow[]> {
  const rows = new Map<string, SourceRow[]>();
  const counts: FolderCounts = { files: 0, rows: 0, blankRows: 0, halvedRows: 0 };
  for (const row of readRows(files, planOf(block, block.fields, mapping.nulls), counts)) {
    const key = readText(row, block.fields.paper, 'refuse');
    if (key === null) throw new ArchiveError('BAD_SOURCE', row.where, `"${name}.paper": expected the key of a paper, got nothing`);
    rows.set(key, [...rows.get(key) ?? [], row]);
  }
  return rows;
}

/** Each row that is left, and of those that share a key, where the others stand. */
interface Keyed { kept: SourceRow[]; repeated: Map<SourceRow, readonly string[]> }

/**
 * Sorts out keys that come more than once. Which of two papers with one key is the
 * right one can't be known, so `hold` holds the key and not only the later paper.
 *
 * @throws {ArchiveError} `BAD_SOURCE` under `refuse`, and under `last-file` for two in one file.
 */
function byKey(rows: readonly SourceRow[], keyOf: (row: SourceRow) => string | null, policy: Mapping['duplicateKeys']): Keyed {
  const groups = new Map<string | SourceRow, SourceRow[]>();
  for (const row of rows) {
    const key = keyOf(row) ?? row;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const result: Keyed = { kept: [], repeated: new Map() };
  for (const group of groups.values()) {
    const candidates = policy === 'last-file' ? group.filter(({ file }) => file === group.at(-1)!.file) : group;
    if (candidates.length > 1 && policy !== 'hold') {
      throw new ArchiveError('BAD_SOURCE', candidates[1]!.where, `expected a key of its own, got the key of ${candidates[0]!.where}; the mapping does not say "duplicateKeys": "hold"`);
    }
    result.kept.push(candidates[0]!);
    if (candidates.length > 1) result.repeated.set(candidates[0]!, candidates.map(({ where }) => where));
  }
  return result;
}

function duplicate(places: readonly string[]): Untranslatable {
  return new Untranslatable('duplicate-key', `"key": expected once, got ${places.length} times: ${places.slice(0, 5).join(', ')}`);
}

function* ledgerPapers(source: string, mapping: LedgerMapping, files: readonly FolderFile[], counts: FolderCounts): Generator<Paper | HeldRow> {
  const book = openBook(source, mapping);
  const rows = readRows(files, planOf(mapping, mapping.fields, mapping.nulls), counts);
  if (mapping.fields.key === undefined) for (const row of rows) book.add(row);
  else addKeyed(book, [...rows], mapping);
  yield* book.papers();
  yield* book.held();
}

/** Under `hold` every row with a repeated key is held: it can't be told which one is meant. */
function addKeyed(book: ReturnType<typeof openBook>, rows: readonly SourceRow[], mapping: LedgerMapping): void {
  const keyOf = (row: SourceRow): string | null => readText(row, mapping.fields.key, 'refuse');
  const { kept, repeated } = byKey(rows, keyOf, mapping.duplicateKeys);
  const heldKeys = new Map([...repeated].map(([row, places]) => [keyOf(row), places]));
  const isKept = new Set(kept);
  for (const row of rows) {
    const places = heldKeys.get(keyOf(row));
    if (places !== undefined) book.hold(row, duplicate(places));
    else if (isKept.has(row)) book.add(row);
  }
}

/** Returns what the city says its rows add up to; a total that can't be read stops the night. */
function readTotals(mapping: LedgerMapping, files: readonly FolderFile[]): ControlTotal[] {
  if (mapping.totals === undefined) return [];
  const { fields } = mapping.totals;
  const counts: FolderCounts = { files: 0, rows: 0, blankRows: 0, halvedRows: 0 };
  return [...readRows(files, planOf(mapping.totals, fields, mapping.nulls), counts)].map((row) => {
    try {
      const period = readPeriod(row, 'totals.period', fields.period, mapping.type === 'budget');
      const [rows, amount] = [readCount(row, 'totals.rows', fields.rows), readAmount(row, 'totals.amount', fields.amount, mapping.currency.decimals)];
      if (rows === null || amount === null) throw new Untranslatable('bad-row', '"totals": expected rows and an amount, got nothing');
      return { type: mapping.type, period: period ?? undefined, rows, amount };
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      throw new ArchiveError('BAD_SOURCE', row.where, error.hold.detail);
    }
  });
}
