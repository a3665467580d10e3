/**
 * Withdrawn: what was taken back may stand nowhere. Title and phrases of the last
 * public text are looked for in everything; the id only outside the places that tell
 * that it was taken back (its tombstone, the register, the log, lists of withdrawals).
 *
 * The caller chooses phrases that no standing record has: a title such as "weekly
 * report" is not one.
 */
import { compact, PhraseIndex } from './text/compact.ts';
import { normalised } from './text/normalise.ts';
import { idsIn } from './piece.ts';

/** A record that was taken back, with what it said. */
export interface Withdrawn { record: string; phrases: readonly string[] }

/** Places that name what was withdrawn. */
const MAY_NAME = /^(?:en\/)?(?:register|log|feeds|resourcesync|withdrawals?|data\/withdrawals?)(?:[/.]|$)|^(?:en\/)?(?:register|withdrawals?)\.html$|^sitemap[^/]*\.xml$|^(?:manifest|checkpoint)/;

/** The withdrawal list, ready to be searched. */
export class WithdrawalList {
  readonly #phrases = new PhraseIndex<string>();
  readonly #ids = new Set<string>();

  constructor(withdrawn: Iterable<Withdrawn>) {
    for (const { record, phrases } of withdrawn) {
      this.#ids.add(record);
      for (const phrase of phrases) this.#phrases.add(compact(normalised(phrase)), record);
    }
  }

  /** How many records were taken back. */
  get count(): number { return this.#ids.size; }
  /** Whether there is a phrase to look for. */
  get hasPhrases(): boolean { return this.#phrases.size > 0; }

  /** Looks for phrases in a compact text. */
  search(compacted: string, found: (record: string, phrase: string, at: number) => void): void {
    this.#phrases.search(compacted, (phrase, record, at) => found(record, phrase, at));
  }

  /** Looks for ids where none of a withdrawn record may stand. */
  searchIds(path: string, text: string, found: (record: string) => void): void {
    if (this.#ids.size === 0 || MAY_NAME.test(path)) return;
    for (const id of idsIn(text)) if (this.#ids.has(id) && !path.includes(id)) found(id);
  }
}
