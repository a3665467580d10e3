/**
 * Follow: brings links and keywords up to date after some records changed, at a cost that
 * follows them. Whatever list could be other than before is chosen anew, none else:
 * lists that hold a record that changed; lists that a changed one would enter
 * (`last_links`); and the neighbours in groups that moved.
 */
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { linkedFrom, linkSource } from '../../src/catalogue/links.ts';
import { lastRelative, relativeById, relativesBehind, removeRelative, storeRelative, type Relative } from '../../src/catalogue/relatives.ts';
import { isBefore, Linker } from '../../src/relate/links.ts';
import type { ChangedRecords } from '../derive.ts';
import type { Step } from './all.ts';
import { Groups } from './groups.ts';
import { Postings } from './postings.ts';
import { numbered, rowOf, type Numbered, type Rules } from './read.ts';
import { StoredArchive } from './stored-archive.ts';
import { lastRank, placeKeywords, placeLinks } from './store.ts';
import { moveWords, recordsToWeighAgain } from './weigh-again.ts';

/** The rows before, and what was read for the rows after; a record may have only one of them. */
export interface Turn { before: Map<string, Relative>; after: Map<string, Numbered> }

/** Follows the changes and returns the ids of records with other links or keywords, `null` if everything must be made anew. */
export function follow(catalogue: Catalogue, rules: Rules, changes: ChangedRecords, step: Step): Set<string> | null {
  return catalogue.transaction(() => {
    const turn = turnOf(catalogue, rules.basis, changes);
    return turn === null ? null : turnOver(catalogue, rules, turn, step);
  });
}

/** Gives every record its number; `null` if the order of the basis is not what it was. */
function turnOf(catalogue: Catalogue, basis: number, changes: ChangedRecords): Turn | null {
  const before = new Map<string, Relative>();
  const staying: Numbered[] = [];
  const coming = new Map<string, NonNullable<ReturnType<typeof linkSource>>>();
  for (const id of [...changes.added, ...changes.changed, ...changes.removed]) {
    const [row, source] = [relativeById(catalogue, id), linkSource(catalogue, id)];
    if (row !== null) before.set(id, row);
    if (row !== null && source !== null && row.place === source.place) staying.push(numbered(row.number, source));
    else if (source !== null) coming.set(id, source);
    if (row !== null && row.number < basis && row.place !== source?.place) return null;
  }
  const first = [...coming.values()].sort(byPlace)[0];
  // A second night of one day may come between the records of the first: those behind it come again.
  for (const { record } of first === undefined ? [] : relativesBehind(catalogue, first.place, first.id)) {
    const row = relativeById(catalogue, record)!;
    if (row.number < basis) return null;
    before.set(record, row);
    const source = linkSource(catalogue, record);
    if (source !== null) coming.set(record, source);
  }
  const kept = staying.filter(({ source }) => !coming.has(source.id));
  const last = lastRelative(catalogue)?.number ?? -1;
  const numbers = [...coming.values()].sort(byPlace).map((source, at) => numbered(last + 1 + at, source));
  return { before, after: new Map([...kept, ...numbers].map((one) => [one.source.id, one])) };
}

function byPlace(a: { place: string; id: string }, b: { place: string; id: string }): number {
  return a.place < b.place ? -1 : a.place > b.place ? 1 : a.id < b.id ? -1 : 1;
}

function turnOver(catalogue: Catalogue, rules: Rules, turn: Turn, step: Step): Set<string> {
  const due = new Set<string>();
  const groups = new Groups(catalogue, rules.basis, turn);
  const postings = new Postings(catalogue);
  const words = moveWords(catalogue, turn);
  const archive = new StoredArchive(catalogue, rules.basis);
  for (const row of recordsToWeighAgain(catalogue, words, archive.dictionary)) {
    if (turn.before.has(row.record)) continue;
    const one = numbered(row.number, linkSource(catalogue, row.record)!);
    if (!isOther(row, rowOf(one, rules, archive.dictionary)) && !one.vector.features.some((feature, at) => one.vector.codes[at]! > 0 && words.before.has(feature))) continue;
    turn.before.set(row.record, row);
    turn.after.set(row.record, one);
  }
  for (const id of turn.before.keys()) for (const list of linkedFrom(catalogue, id)) due.add(list);
  groups.leave();
  const chosen = new Set<string>();
  for (const row of turn.before.values()) {
    postings.remove(row);
    removeRelative(catalogue, row);
    for (const word of JSON.parse(row.chosen) as string[]) chosen.add(word);
  }
  const rows = [...turn.after.values()].map((one) => rowOf(one, rules, archive.dictionary));
  for (const row of rows) {
    postings.add(row);
    storeRelative(catalogue, row);
    for (const word of JSON.parse(row.chosen) as string[]) chosen.add(word);
  }
  postings.write(archive.dictionary, words);
  groups.join();
  for (const number of groups.moved) due.add(archive.row(number).record);
  const changed = new Set<string>();
  relink(catalogue, archive, rows, due, changed, step);
  placeKeywords(catalogue, rows.map(({ number }) => number), chosen, changed);
  for (const id of turn.before.keys()) if (!turn.after.has(id)) forget(catalogue, id);
  return changed;
}

/** What a record is linked or found by. */
function isOther(before: Relative, after: Relative): boolean {
  return before.length !== after.length || before.shown !== after.shown || before.chosen !== after.chosen;
}

/** Chooses the links of the changed records, then of all lists they are in or would enter. */
function relink(catalogue: Catalogue, archive: StoredArchive, rows: readonly Relative[], due: Set<string>, changed: Set<string>, step: Step): void {
  const linker = new Linker(archive);
  const idOf = (number: number) => archive.row(number).record;
  const entered = new Set<number>();
  for (const [at, { number, record }] of rows.entries()) {
    const { links, entries } = linker.withEntries(number);
    placeLinks(catalogue, number, record, links, idOf, changed);
    for (const { list, rank } of entries) {
      if (entered.has(list)) continue;
      const last = lastRank(catalogue, list);
      if (last === null || isBefore(rank, last)) entered.add(list);
    }
    if (at % 100 === 0) step(at, rows.length);
  }
  for (const list of entered) due.add(idOf(list));
  for (const { record } of rows) due.delete(record);
  for (const id of due) {
    const row = relativeById(catalogue, id);
    if (row !== null) placeLinks(catalogue, row.number, id, linker.of(row.number), idOf, changed);
  }
}

function forget(catalogue: Catalogue, id: string): void {
  for (const table of ['related', 'keywords']) catalogue.run(`DELETE FROM ${table} WHERE record = ?`, id);
}
