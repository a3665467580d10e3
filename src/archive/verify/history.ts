/**
 * History: what the entries of the log tell, one after another, and whether it can have
 * happened: numbers without gaps, days that do not go back, a record first released,
 * then amended or withdrawn, its revisions rising by one, after a withdrawal nothing but
 * a restore. A log with the right signature can still tell nonsense.
 *
 * It remembers the last state of every record, and that is all of the log it remembers.
 */
import { readEntry, type Entry, type RecordEntry, type SealEntry } from './entries.ts';

/** The last that the log tells of a record; `sha256` is `null` if it was withdrawn. */
export interface State { id: string; path: string; revision: number; sha256: string | null; index: number }

/** A seal and the size of the log with it. */
export interface Seal { size: number; entry: SealEntry }

/** Reads entries in their order. */
export class History {
  readonly states = new Map<string, State>();
  readonly seals: Seal[] = [];
  /** How the records stood at the mark that have changed since; `null` for those that were not there. */
  readonly before = new Map<string, State | null>();
  #isMarked = false;
  #size = 0;
  #released = 0;
  #withdrawn = 0;
  #on = '';

  /** From here on it remembers how a record stood before it changed. */
  mark(): void { this.#isMarked = true; }

  /** Takes the next entry and returns what is wrong with it, `null` if nothing is. */
  add(bytes: Buffer): string | null {
    const entry = readEntry(bytes);
    const index = this.#size;
    this.#size += 1;
    if (entry === null) return 'is not one as the export writes them';
    const fault = this.#faultOf(entry, index);
    this.#on = entry.on;
    if (entry.event === 'seal') this.seals.push({ size: this.#size, entry });
    else this.#take(entry);
    return fault;
  }

  /** Returns the state by the path of the record's file. */
  at(path: string): State | undefined {
    const state = this.states.get(idIn(path));
    return state?.path === path ? state : undefined;
  }

  /** Whether a path is not that of a record, but one beside it, such as the same in another form. */
  isBeside(path: string): boolean { return this.at(path) === undefined && this.states.has(idIn(path)); }

  /** Returns how a record stood at the mark. */
  beforeAt(path: string): State | null | undefined {
    const before = this.before.get(idIn(path));
    return before === undefined ? this.at(path) : before;
  }

  #faultOf(entry: Entry, index: number): string | null {
    if (entry.index !== index) return `has the number ${entry.index}`;
    if (entry.on < this.#on) return 'is of an earlier day than the one before it';
    return entry.event === 'seal' ? this.#faultOfSeal(entry) : this.#faultOfRecord(entry);
  }

  #faultOfSeal({ released, withdrawn }: SealEntry): string | null {
    if (released !== this.#released) return `counts ${released} released records, the log tells of ${this.#released}`;
    return withdrawn === this.#withdrawn ? null : `counts ${withdrawn} withdrawn records, the log tells of ${this.#withdrawn}`;
  }

  #faultOfRecord(entry: RecordEntry): string | null {
    const state = this.states.get(entry.id);
    const expected = expectedEvents(state);
    if (!expected.includes(entry.event)) return `tells of "${entry.event}" where only ${expected.map((event) => `"${event}"`).join(' or ')} can follow`;
    if (state !== undefined && state.path !== entry.path) return 'moves a record to another address';
    const revision = (state?.revision ?? 0) + 1;
    return entry.revision === revision ? null : `has revision ${entry.revision} where ${revision} follows`;
  }

  #take({ id, path, revision, sha256, index }: RecordEntry): void {
    const state = this.states.get(id);
    if (this.#isMarked && !this.before.has(id)) this.before.set(id, state ?? null);
    this.#count(state, -1);
    const next = { id, path, revision, sha256, index };
    this.#count(next, 1);
    this.states.set(id, next);
  }

  #count(state: State | undefined, by: number): void {
    if (state === undefined) return;
    if (state.sha256 === null) this.#withdrawn += by;
    else this.#released += by;
  }
}

function expectedEvents(state: State | undefined): readonly RecordEntry['event'][] {
  if (state === undefined) return ['release'];
  return state.sha256 === null ? ['restore'] : ['amend', 'withdraw'];
}

function idIn(path: string): string { return path.slice(path.lastIndexOf('/') + 1).split('.')[0]!; }
