/**
 * Search: takes the pieces of every reader and looks in them for the taint list, the
 * withdrawal list and all own kinds. It sees text only, never a format.
 */
import { detect } from './kinds/kinds.ts';
import { findInTable, labelledCells } from './kinds/tables.ts';
import { idsIn, type Piece, type Table } from './piece.ts';
import { findingId, type CheckFinding } from './report.ts';
import type { TaintList } from './taint.ts';
import { compact } from './text/compact.ts';
import { normalised, withoutMasks } from './text/normalise.ts';
import { views } from './text/views.ts';
import type { WithdrawalList } from './withdrawn.ts';

/** What is looked for, and what was already judged. */
export interface Sought {
  taints: TaintList;
  withdrawn: WithdrawalList;
  allow: ReadonlyMap<string, readonly RegExp[]>;
  accepted: ReadonlySet<string>;
}

/** Texts that repeat on every page (menus, styles) and had nothing in them. */
const REMEMBERED = 100_000;
const REMEMBERED_CHARS = 40_000;
const LEAST_CHARS = 2;
/** Kinds that can be told without a sign or a word beside them; an index glues amounts together. */
const STRONG_BARE = new Set(['mobile', 'email', 'name']);

/** Searches the pieces of one build. */
export class Search {
  readonly #sought: Sought;
  readonly #report: (finding: CheckFinding) => void;
  readonly #clean = new Set<string>();
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
    const isRemembered = this.#clean.has(text);
    if (isRemembered && scoped.length === 0) return;
    let isClean = true;
    for (const view of views(text)) {
      this.characters += view.length;
      let memory: string | null = null;
      const compacted = () => (memory ??= compact(view));
      const place = (at: number) => (at > 0 ? `${where} +${at}` : where);
      const add = (kind: string, value: string, record: string, at: number) => {
        isClean = false;
        this.#add(path, kind, value, record, place(at));
      };
      for (const record of scoped) this.#sought.taints.searchRecord(record, view, compacted, (taint, at) => add(`taint:${taint.kind}`, taint.value, taint.record, at));
      if (isRemembered) continue;
      this.#sought.taints.search(view, compacted, sort, (taint, at) => add(`taint:${taint.kind}`, taint.value, taint.record, at));
      if (this.#sought.withdrawn.hasPhrases) this.#sought.withdrawn.search(compacted(), (record, phrase, at) => add('withdrawn', phrase, record, at));
      if (sort !== 'number') detect(view, (kind, value, at) => { if (!this.#isAllowed(kind, value) && (sort !== 'words' || STRONG_BARE.has(kind))) add(kind, value, ids[0] ?? path, at); });
    }
    if (isClean && !isRemembered && text.length <= REMEMBERED_CHARS && this.#clean.size < REMEMBERED) this.#clean.add(copied(text));
  }

  /** Whether a text was searched before and had nothing in it, for these records either. */
  isKnown(text: string, ids: readonly string[]): boolean {
    return this.#clean.has(text) && !ids.some((record) => this.#sought.taints.knows(record));
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

/** A slice of a page keeps the whole page in memory; a copy does not. */
function copied(text: string): string { return Buffer.from(text, 'utf16le').toString('utf16le'); }
