/**
 * Register: the list of everything produced (정보목록, Art. 8), closed and held
 * papers too. One file a month, one line a paper; only the months that tonight
 * touches are read and, if a line changed, written again.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArchiveError } from '../errors.ts';
import { check } from '../model/record-file.ts';
import { registerRowSchema, type RegisterRow } from '../model/record.ts';
import type { HeldEntry } from './state.ts';
import type { Staging } from './staging.ts';

interface Month { rows: Map<string, RegisterRow>; isChanged: boolean }

/** The register of one content folder during one night. */
export class Register {
  readonly #contentFolder: string;
  readonly #registered: (month: string) => number;
  readonly #months = new Map<string, Month>();

  /** @param registered - How many papers the private state has in a month, before tonight. */
  constructor(contentFolder: string, registered: (month: string) => number) {
    this.#contentFolder = contentFolder;
    this.#registered = registered;
  }

  /** Returns the row of a paper, or `null`. `month` is `YYYY/MM`, the one it was first listed under. */
  row(month: string, id: string): RegisterRow | null {
    return this.#month(month).rows.get(id) ?? null;
  }

  /** Sets the row of a paper. @throws {ArchiveError} `BAD_RECORD` if it breaks the schema. */
  set(month: string, row: RegisterRow): void {
    const { rows } = this.#month(month);
    const checked = check(row.id, registerRowSchema, row);
    const before = rows.get(row.id);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(checked)) return;
    rows.set(row.id, checked);
    this.#month(month).isChanged = true;
  }

  /** Stages the months that changed, rows by id. */
  write(staging: Staging): void {
    for (const [month, { rows, isChanged }] of this.#months) {
      if (!isChanged) continue;
      const lines = [...rows.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((row) => `${JSON.stringify(row)}\n`);
      staging.write(pathOf(month), lines.join(''));
    }
  }

  /** Stages the count of ledger rows that wait for a person, by type: a gap in a table is told, not silent. */
  writeHeldRows(staging: Staging, holds: readonly HeldEntry[]): void {
    const rows = holds.filter((hold) => hold.id === null);
    const counts = [...Map.groupBy(rows, (hold) => hold.type)].map(([type, group]) => ({ type, rows: group.length }))
      .sort((a, b) => (a.type < b.type ? -1 : 1));
    const text = `${JSON.stringify(counts)}\n`;
    const path = join(this.#contentFolder, HELD_ROWS);
    const before = existsSync(path) ? readFileSync(path, 'utf8') : '[]\n';
    if (text !== before) staging.write(HELD_ROWS, text);
  }

  #month(month: string): Month {
    let found = this.#months.get(month);
    if (found === undefined) {
      const rows = readMonth(this.#contentFolder, month);
      const expected = this.#registered(month);
      if (rows.size !== expected) throw new ArchiveError('BAD_STATE', pathOf(month), `expected ${expected} rows, as the private state has them, got ${rows.size}; restore content/ from the backup`);
      this.#months.set(month, found = { rows, isChanged: false });
    }
    return found;
  }
}

const HELD_ROWS = 'register/held-rows.json';

function pathOf(month: string): string { return `register/${month}.jsonl`; }

function readMonth(contentFolder: string, month: string): Map<string, RegisterRow> {
  const path = join(contentFolder, pathOf(month));
  if (!existsSync(path)) return new Map();
  const text = readFileSync(path, 'utf8');
  if (!text.endsWith('\n')) throw new ArchiveError('BAD_RECORD', path, 'expected a line end after the last row; the file is cut off');
  const lines = text.split('\n').slice(0, -1);
  return new Map(lines.map((line, n) => {
    const row = check(`${path}:${n + 1}`, registerRowSchema, parseLine(`${path}:${n + 1}`, line));
    return [row.id, row];
  }));
}

function parseLine(where: string, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ArchiveError('BAD_RECORD', where, 'expected one JSON object a line');
  }
}
