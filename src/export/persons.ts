/**
 * Persons: whether a text lists people, and which findings speak of a person at all.
 *
 * A table of persons waits for an officer although every value in it may have been
 * found: what is left (district, age, benefit, in the order of the list) often tells
 * who they are, and one value the detectors missed in five hundred rows is a leak.
 */
import type { Finding, Texts } from '../model/stages.ts';
import { namesInTable } from './detectors/names-columns.ts';
import { normalise } from './detectors/normalise.ts';
import { isRoster, type ColumnKind } from './detectors/person-columns.ts';
import { personTablesIn, type PersonTable } from './detectors/person-tables.ts';

/** Fewer people than this are masked like any others. */
const MANY = 5;

/** Kinds that also belong to offices and firms, so that they alone don't tell of a person. */
const NOT_OF_PERSONS: ReadonlySet<string> = new Set(['author-mark', 'email', 'telephone', 'business-number', 'ip-address', 'vehicle-plate']);

/** Returns whether findings of a kind tell that a person is spoken of. A kind nobody listed does. */
export function isOfPersons(kind: string): boolean {
  return !NOT_OF_PERSONS.has(kind);
}

/** Returns the names of the fields that hold a table of persons: two columns about persons, five rows. */
export function personTables(texts: Texts): string[] {
  return Object.keys(texts).filter((field) => holdsPersonTable(normalise(texts[field]!).text, []));
}

/**
 * Returns whether a normalised text holds such a table, or lists as many people in
 * another form: two kinds of findings with five different values each.
 */
export function holdsPersonTable(text: string, found: readonly Finding[]): boolean {
  return listsPersons(text, found) || personTablesIn(text).some((table) => isOfMany(text, table));
}

/** Returns whether one cell of a ledger names as many people. */
export function namesMany(text: string, found: readonly Finding[]): boolean {
  return new Set(found.filter(({ kind }) => isOfPersons(kind)).map(({ start, end }) => text.slice(start, end))).size >= MANY;
}

function listsPersons(text: string, found: readonly Finding[]): boolean {
  if (found.length < 2 * MANY) return false;
  const values = new Map<string, Set<string>>();
  for (const { kind, start, end } of found) {
    if (!isOfPersons(kind)) continue;
    if (!values.has(kind)) values.set(kind, new Set());
    values.get(kind)!.add(text.slice(start, end));
  }
  return [...values.values()].filter(({ size }) => size >= MANY).length >= 2;
}

const ABOUT_PERSONS: ReadonlySet<ColumnKind> = new Set<ColumnKind>([
  'name', 'citizen', 'resident-number', 'birth-date', 'age', 'sex', 'telephone', 'mobile', 'address', 'account', 'health', 'benefit']);
/** Columns that single out a person; age and sex alone make statistics. */
const SINGLING: ReadonlySet<ColumnKind> = new Set<ColumnKind>(['name', 'citizen', 'resident-number', 'birth-date', 'mobile', 'account']);
/** What a list of shops with owner, address and telephone does not have. */
const INTIMATE: ReadonlySet<ColumnKind> = new Set<ColumnKind>(['resident-number', 'birth-date', 'age', 'sex', 'mobile', 'account', 'health', 'benefit']);

function isOfMany(text: string, table: PersonTable): boolean {
  const { kinds, rows } = table;
  if (rows.length < MANY || isRoster(kinds)) return false;
  const present = new Set(kinds.filter((kind, column): kind is ColumnKind => kind !== null && ABOUT_PERSONS.has(kind) && isFilled(text, table, kind, column)));
  if (present.has('citizen')) present.delete('name');
  if (kinds.includes('organisation') && ![...present].some((kind) => INTIMATE.has(kind))) return false;
  return present.size >= 2 && [...present].some((kind) => SINGLING.has(kind));
}

/** Whether enough cells hold something; of a column for names, names that are not hidden. */
function isFilled(text: string, table: PersonTable, kind: ColumnKind, column: number): boolean {
  if (kind === 'name' || kind === 'citizen') return namesInTable(text, table).length >= MANY;
  const filled = table.rows.filter((row) => {
    const cell = row[column];
    return cell !== undefined && /[\d가-힣A-Za-z]{1}/.test(text.slice(cell.start, cell.end));
  });
  return filled.length >= MANY;
}
