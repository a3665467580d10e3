/**
 * Search: takes the pieces of every reader and looks in them for the taint list, the
 * withdrawal list and all own kinds. It sees text only, never a format.
 */
import { detect } from './kinds/kinds.ts';
import { findInTable, labelledCells } from './kinds/tables.ts';
import { Memory } from './memory.ts';
import { idsIn, type Piece, type Table } from './piece.ts';
import { findingId, type CheckFinding } from './report.ts';
import type { TaintList } from './taint.ts';
import { compact } from './text/compact.ts';
import { normalised, withoutMasks } from './text/normalise.ts';
import { views } from './text/views.ts';
import type { Trace } from './trace.ts';
import type { WithdrawalList } from './withdrawn.ts';

/** What is looked for, and what was already judged. */
export interface Sought {
  taints: TaintList;
  withdrawn: WithdrawalList;
  allow: ReadonlyMap<string, readonly RegExp[]>;
  accepted: ReadonlySet<string>;
}

/** A longer text does not repeat. */
const REMEMBERED_CHARS = 40_000;
const LEAST_CHARS = 2;
/** Kinds that can be told without a sign or a word beside them; an index glues amounts together. */
const STRONG_BARE = new Set(['mobile', 'email', 'name']);

/** Searches the pieces of one build. */
export class Search {
  readonly #sought: Sought;
  readonly #report: (finding: CheckFinding) => void;
  readonly #clean = new Memory();
  /** The trace of the file that is being read, if one is kept. */
  trace: Trace | null = null;
  characters = 0;
  accepted = 0;

  constructor(sought: Sought, report: (finding: CheckFinding) => void) {
    this.#sought = sought;
    this.#report = report;
  }

  /** Looks through one text of a file. */
  piece(path: string, { text, where, sort, ids }: Piece): void {
    if (text.length < LEAST_CHARS) return;
    const scoped = ids.filter((record) => this.#sought.taints.knows(record));
    this.#sought.withdrawn.searchIds(path, text, (record) => this.#add(path, 'withdrawn-id', record, record, where));
    const isRemembered = text.length <= REMEMBERED_CHARS && this.#clean.has(text);
    const trace = this.trace;
    trace?.mentions(text);
    const isTraced = trace !== null && trace.isOwn;
    if (isRemembered && scoped.length === 0 && !isTraced) return;
    let isClean = true;
    for (const view of views(text)) {
      if (!isRemembered) this.characters += view.length;
      let memory: string | null = null;
      const compacted = () => (memory ??= compact(view));
      const place = (at: number) => (at > 0 ? `${where} +${at}` : where);
      const add = (kind: string, value: string, record: string, at: number) => {
        isClean = false;
        this.#add(path, kind, value, record, place(at));
      };
      if (isTraced) trace.add(view, compacted());
      for (const record of scoped) this.#sought.taints.searchRecord(record, view, compacted, (taint, at) => add(`taint:${taint.kind}`, taint.value, taint.record, at));
      if (isRemembered) continue;
      this.#sought.taints.search(view, compacted, sort, (taint, at) => add(`taint:${taint.kind}`, taint.value, taint.record, at));
      if (this.#sought.withdrawn.hasPhrases) this.#sought.withdrawn.search(compacted(), (record, phrase, at) => add('withdrawn', phrase, record, at));
      if (sort !== 'number') detect(view, (kind, value, at) => { if (!this.#isAllowed(kind, value) && (sort !== 'words' || STRONG_BARE.has(kind))) add(kind, value, ids[0] ?? path, at); });
    }
    if (isClean && !isRemembered && text.length <= REMEMBERED_CHARS) this.#clean.add(text);
  }

  /** Whether a text was searched before and had nothing in it, for these records either. */
  isKnown(text: string, ids: readonly string[]): boolean {
    return text.length <= REMEMBERED_CHARS && this.#clean.has(text) && !ids.some((record) => this.#sought.taints.knows(record));
  }

  /** Looks at the columns of a table. */
  table(path: string, table: Table): void {
    const add = (kind: string, value: string) => { if (!this.#isAllowed(kind, value)) this.#add(path, kind, value, idsIn(path)[0] ?? path, table.where); };
    findInTable(table, add);
    for (const text of labelledCells(table)) detect(withoutMasks(normalised(text)), add);
  }

  #isAllowed(kind: string, value: string): boolean {
    return (this.#sought.allow.get(kind) ?? []).some((pattern) => pattern.test(value) || pattern.test(value.replace(/\s/g, '')));
  }

  #add(path: string, kind: string, value: string, record: string, where: string): void {
    const id = findingId(kind, value, record);
    if (this.#sought.accepted.has(id)) this.accepted += 1;
    else this.#report({ file: path, kind, where, id });
  }
}
