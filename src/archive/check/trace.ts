/**
 * Trace: what of a file must be kept, privately, so that a value that becomes secret
 * later can be looked for without reading the file again: the ids that stand in it and,
 * of a file that carries the text of a record itself, its digits and its letters in
 * exactly the form in which the lists are compared.
 *
 * Pages and search indexes show what stands in those files, so they leave only ids; the
 * rolling check reads them again in their turn.
 */
import { idsIn } from './piece.ts';
import { SHORTEST_PHRASE } from './text/compact.ts';
import { eachRun } from './text/digit-runs.ts';

/** Files that carry text of their own: records, registers, logs, originals, policies, in whatever form but a page. */
const OWN = /^(?:records|register|log|originals|policy|organisations|spending)\/(?!.*\.html$)/;
/** Shortest number that is looked for by its digits. */
export const LEAST_DIGITS = 7;

/** What is kept of one file. Runs of digits and compact texts are separated by a space, ids too. */
export interface TraceText { ids: string; digits: string; letters: string }

/** Collects the trace of one file. */
export class Trace {
  /** Whether the text itself is kept. */
  readonly isOwn: boolean;
  readonly #ids = new Set<string>();
  readonly #digits = new Set<string>();
  readonly #letters = new Set<string>();

  constructor(path: string) {
    this.isOwn = OWN.test(path);
    this.mentions(path);
  }

  mentions(text: string): void { for (const id of idsIn(text)) this.#ids.add(id); }

  /** Adds a normalised text of the file. */
  add(text: string, compacted: string): void {
    eachRun(text, LEAST_DIGITS, ({ tokens }) => this.#digits.add(tokens.map(({ start, end }) => text.slice(start, end)).join('')));
    if (compacted.length >= SHORTEST_PHRASE) this.#letters.add(compacted);
  }

  get text(): TraceText { return { ids: [...this.#ids].join(' '), digits: [...this.#digits].join(' '), letters: [...this.#letters].join(' ') }; }
}
