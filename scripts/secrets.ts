/**
 * Secrets: what the private state knows and no build may show: the values masked so
 * far, and what withdrawn records said. Read only, and only for the check of the
 * finished build; nothing of it is ever printed.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Taint, Withdrawn } from '../src/archive/check/check.ts';
import { ArchiveError } from '../src/errors.ts';
import { standingPhrases } from './standing-phrases.ts';

/** What is known where there is no private state. */
export const NO_SECRETS: Secrets = { taint: [], withdrawn: [], source: null };

/** The two lists; `source` is the file they are from, `null` if there is none. */
export interface Secrets { taint: Taint[]; withdrawn: Withdrawn[]; source: string | null }

/**
 * Returns the lists of a private folder; empty ones if it has no state or a state
 * without them.
 *
 * @throws {ArchiveError} `BAD_STATE` if the state can't be read.
 */
export function secretsOf(privateFolder: string): Secrets {
  const path = join(privateFolder, 'state.sqlite');
  if (!existsSync(path)) return NO_SECRETS;
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    try {
      const taint = rows(database, 'taint', ['record', 'kind', 'value']).map(([record, kind, value]) => ({ record: record!, kind: kind!, value: value! }));
      return { taint, withdrawn: grouped(rows(database, 'withdrawn_phrases', ['record', 'phrase'])), source: path };
    } finally {
      database.close();
    }
  } catch (error) {
    throw new ArchiveError('BAD_STATE', path, 'expected a private state that can be read, it could not be', { cause: error });
  }
}

/** Returns the withdrawn records without the phrases that rightly stand in a published one: papers copy one another. */
export function onlyTheirs(withdrawn: readonly Withdrawn[], contentFolder: string, privateFolder: string): Withdrawn[] {
  const standing = standingPhrases(new Set(withdrawn.flatMap(({ phrases }) => phrases)), contentFolder, privateFolder);
  return withdrawn.map(({ record, phrases }) => ({ record, phrases: phrases.filter((phrase) => !standing.has(phrase)) }));
}

function rows(database: DatabaseSync, table: string, columns: readonly string[]): string[][] {
  const isThere = database.prepare('SELECT 1 FROM sqlite_schema WHERE type = ? AND name = ?').get('table', table) !== undefined;
  if (!isThere) return [];
  return database.prepare(`SELECT ${columns.join(', ')} FROM ${table}`).all().map((row) => columns.map((column) => String(row[column])));
}

function grouped(pairs: readonly string[][]): Withdrawn[] {
  const byRecord = new Map<string, string[]>();
  for (const [record, phrase] of pairs) {
    const phrases = byRecord.get(record!);
    if (phrases === undefined) byRecord.set(record!, [phrase!]);
    else phrases.push(phrase!);
  }
  return [...byRecord].map(([record, phrases]) => ({ record, phrases }));
}
