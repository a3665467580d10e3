/**
 * Touched: what has changed since the portal that stands was built, as keys that pages
 * can be found by: the record, its unit, its day, the number it bears … as they were
 * (side 0) and as they are (side 1). Triggers write it in the same transaction as the
 * change, whoever makes it, so that no change is missed and a build that was killed
 * finds all of it again. It is kept until a portal with all of it stands.
 */
import type { Catalogue } from './catalogue.ts';

/** What keys are of. `at` is the place of a record in the order of records. */
export type TouchedKind =
  | 'file' | 'record' | 'path' | 'derived' | 'at' | 'unit' | 'unit-type' | 'unit-year' | 'type' | 'rank' | 'day' | 'period' | 'project' | 'number' | 'ledger'
  | 'class' | 'cited' | 'row-number' | 'row-project' | 'fact' | 'place' | 'keyword' | 'chosen' | 'keyword-name' | 'shelf'
  | 'paper' | 'paper-at' | 'month' | 'closed' | 'opens' | 'held' | 'register-unit' | 'log';

/** What to note, and its value. */
type Key = readonly [TouchedKind, string];

/** Values to note of a row of each table; `$` stands for OLD or NEW. `moved`: of a row that changes, where that is less. */
const WATCHED: Readonly<Record<string, { record: string; keys: readonly Key[]; moved?: readonly Key[] }>> = {
  // A seal says nothing of the records: no page follows it.
  files: { record: `''`, keys: [['file', `CASE WHEN $.sha256 <> '' THEN $.path END`]] },
  records: {
    record: '$.id',
    keys: [
      ['record', '$.id'], ['path', '$.path'], ['at', `nullif($.place, '')`], ['unit', '$.unit'], ['unit-type', `$.unit || ' ' || $.type`], ['unit-year', `$.unit || ' ' || substr(coalesce($.day, $.period), 1, 4)`],
      ['type', `CASE WHEN $.form <> 'tombstone' THEN $.type END`], ['rank', '$.rank'], ['day', '$.day'], ['period', '$.period'], ['project', '$.project'], ['number', '$.document_number'],
      ['ledger', `CASE WHEN $.form = 'ledger' THEN $.type || ' ' || $.unit || ' ' || $.period END`],
    ],
  },
  classes: { record: '$.record', keys: [['class', '$.key']] },
  cites: { record: '$.record', keys: [['cited', '$.number']] },
  ledger_rows: { record: '$.record', keys: [['row-number', '$.document_number'], ['row-project', '$.project']] },
  row_facts: { record: '$.record', keys: [['fact', `$.type || ' ' || $.fact`], ['derived', '$.record']] },
  places: { record: '$.record', keys: [['place', '$.key'], ['derived', '$.record']] },
  // Its place among the keywords of its record is all that can change of a row; lists don't show it.
  keywords: { record: '$.record', keys: [['keyword', '$.key'], ['derived', '$.record']], moved: [['derived', '$.record']] },
  keyword_names: { record: `''`, keys: [['keyword-name', '$.key'], ['shelf', '$.shelf']] },
  related: { record: '$.record', keys: [['derived', '$.record']] },
  relatives: { record: '$.record', keys: [['chosen', '$.record']] },
  register: {
    record: '$.id',
    keys: [
      ['paper', '$.id'], ['paper-at', '$.place'], ['month', '$.month'], ['register-unit', `coalesce($.unit, '')`], ['held', `CASE WHEN $.status = 'held' THEN $.type || ' ' || $.unit || ' ' || $.period END`],
      ['closed', `CASE WHEN $.status = 'listed' AND $.disclosure IN ('closed', 'restricted-until') THEN $.month END`], ['opens', `CASE WHEN $.status = 'listed' THEN substr($.opens_on, 1, 7) END`],
    ],
  },
  log: { record: '$.record', keys: [['log', '$.day']] },
};

/** Set while changes are noted: from the first whole portal on. */
const WATCHING = 'watching';

/** The table and its triggers, for the schema. */
export const TOUCHED_SCHEMA = `
CREATE TABLE touched (what TEXT NOT NULL, key TEXT NOT NULL, record TEXT NOT NULL, side INTEGER NOT NULL, PRIMARY KEY (what, key, record, side)) WITHOUT ROWID;
${Object.keys(WATCHED).map(triggersOf).join('\n')}`;

function triggersOf(table: string): string {
  const { record, keys: all, moved = all } = WATCHED[table]!;
  const note = (side: 'OLD' | 'NEW', keys = all) => {
    const of = (value: string) => value.replaceAll('$', side);
    const values = keys.map(([what, value]) => `SELECT '${what}' AS what, ${of(value)} AS key`).join(' UNION ALL ');
    // Not OR IGNORE: what the statement that fires the trigger says of conflicts would count instead.
    return `INSERT INTO touched SELECT what, key, ${of(record)}, ${side === 'OLD' ? 0 : 1} FROM (${values}) WHERE key IS NOT NULL ON CONFLICT DO NOTHING;`;
  };
  const when = `WHEN EXISTS (SELECT 1 FROM marks WHERE name = '${WATCHING}')`;
  return [
    `CREATE TRIGGER ${table}_gone AFTER DELETE ON ${table} ${when} BEGIN ${note('OLD')} END;`,
    `CREATE TRIGGER ${table}_come AFTER INSERT ON ${table} ${when} BEGIN ${note('NEW')} END;`,
    `CREATE TRIGGER ${table}_other AFTER UPDATE ON ${table} ${when} BEGIN ${note('OLD', moved)} ${note('NEW', moved)} END;`,
  ].join('\n');
}

/** What changed, by kind and key. */
export class Touched {
  readonly #keys = new Map<TouchedKind, Map<string, Map<string, { was: boolean; is: boolean }>>>();
  /** How many notes there are; 0 when nothing changed. */
  readonly size: number;

  constructor(notes: Iterable<{ what: TouchedKind; key: string; record: string; side: number }>) {
    let size = 0;
    for (const { what, key, record, side } of notes) {
      size += 1;
      const keys = this.#keys.get(what) ?? new Map<string, Map<string, { was: boolean; is: boolean }>>();
      const records = keys.get(key) ?? new Map<string, { was: boolean; is: boolean }>();
      const sides = records.get(record) ?? { was: false, is: false };
      sides[side === 0 ? 'was' : 'is'] = true;
      this.#keys.set(what, keys.set(key, records.set(record, sides)));
    }
    this.size = size;
  }

  /** Whether anything under this key changed. */
  has(what: TouchedKind, key: string): boolean {
    return this.#keys.get(what)?.has(key) ?? false;
  }

  /** Whether anything of this kind changed. */
  hasAny(what: TouchedKind): boolean {
    return (this.#keys.get(what)?.size ?? 0) > 0;
  }

  /** The keys of one kind. */
  keys(what: TouchedKind): string[] {
    return [...this.#keys.get(what)?.keys() ?? []];
  }

  /** The records (papers, in the register) that changed under a key, and whether they stood under it before and stand under it now. */
  under(what: TouchedKind, key: string): ReadonlyMap<string, { was: boolean; is: boolean }> {
    return this.#keys.get(what)?.get(key) ?? new Map<string, { was: boolean; is: boolean }>();
  }
}

/** The keys of one kind by record, as they were and as they are: the places a record had, say. */
export function keysByRecord(touched: Touched, what: TouchedKind): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const key of touched.keys(what)) for (const record of touched.under(what, key).keys()) found.set(record, [...found.get(record) ?? [], key]);
  return found;
}

/** Returns what changed since the standing portal was built. */
export function readTouched(catalogue: Catalogue): Touched {
  return new Touched(catalogue.each<{ what: TouchedKind; key: string; record: string; side: number }>('SELECT what, key, record, side FROM touched'));
}

/** Says that a portal of this stamp stands with all that is in the catalogue, and begins to note what changes from now on. */
export function settle(catalogue: Catalogue, stamp: string, pages: { added: Iterable<string>; removed: Iterable<string> } | { all: Iterable<string> }): void {
  catalogue.transaction(() => {
    catalogue.run('DELETE FROM touched');
    catalogue.unmark('portal');
    if ('all' in pages) catalogue.run('DELETE FROM standing');
    for (const path of 'all' in pages ? [] : pages.removed) catalogue.run('DELETE FROM standing WHERE path = ?', path);
    for (const path of 'all' in pages ? pages.all : pages.added) catalogue.run('INSERT OR IGNORE INTO standing (path) VALUES (?)', path);
    catalogue.mark(`portal ${stamp}`);
    catalogue.mark(WATCHING);
  });
}

/** Says that nothing is known any more of what stands. */
export function unsettle(catalogue: Catalogue): void {
  catalogue.unmark('portal');
}

/** Returns the stamp of the portal that `touched` is relative to, `null` if there is none. */
export function settledStamp(catalogue: Catalogue): string | null {
  return catalogue.first<{ name: string }>(`SELECT name FROM marks WHERE name LIKE 'portal %'`)?.name.slice('portal '.length) ?? null;
}
