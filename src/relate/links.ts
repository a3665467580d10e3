/**
 * Links: chooses up to five records that one is linked to. What is written in the records
 * comes first; likeness of words only fills what is left, and only where whole words can
 * be named for it.
 */
import { Comparison, SIMILARITY_THRESHOLD, type Comparable, type Cosines } from './comparison.ts';
import type { Dictionary } from './dictionary.ts';
import { sharedWords, type ShownWord } from './shared-words.ts';
import { lawLimit, strengthOf, TIE_KINDS, tiesOf, turned, type Members, type Tie, type TieKind } from './ties.ts';

/** Why two records are linked. `cites`, `cited-by` read from the record the link stands in; the others read the same from both. */
export interface Reason {
  kind: TieKind | 'shared-words';
  /** `shared-words`: one to three whole words both have; `same-law`: one or two articles; the most telling first. Else empty. */
  words: string[];
  /** The number cited, for the three kinds that rest on one. */
  documentNumber: string | null;
}

/** How a link ranks in a list: by the strongest tie, then by likeness, then by the records' order. */
export interface Rank { strength: number; cosine: number; other: number }

/** A link with its rank. */
export interface Link extends Rank { reasons: Reason[] }

/** Everything that linking needs to know of an archive; records are named by number. */
export interface Archive extends Comparable, Members {
  readonly dictionary: Dictionary;
  keys(number: number): readonly string[];
  shown(number: number): readonly ShownWord[];
}

/** Links on one record's page. */
export const LINKS_LIMIT = 5;

/** A record whose list another one may enter. */
export interface Entrant { list: number; rank: Rank }

/** Chooses links in one archive. */
export class Linker {
  readonly #archive: Archive;
  readonly #comparison: Comparison;

  constructor(archive: Archive) {
    this.#archive = archive;
    this.#comparison = new Comparison(archive);
  }

  /** Returns the links of a record, best first. */
  of(number: number): Link[] {
    return this.#choose(number, this.#tiesOf(number), this.#comparison.of(number)).links;
  }

  /** Returns the links of a record, and the lists it might enter itself, each with its rank there. */
  withEntries(number: number): { links: Link[]; entries: Entrant[] } {
    const ties = this.#tiesOf(number);
    const { links, near, with: cosine } = this.#choose(number, ties, this.#comparison.of(number));
    const tied = [...ties].map(([list, found]) => ({ list, rank: { strength: strengthOf(turned(found)), cosine: cosine(list), other: number } }));
    const alike = near.filter((list) => !ties.has(list)).map((list) => ({ list, rank: { strength: TIE_KINDS.length, cosine: cosine(list), other: number } }));
    return { links, entries: [...tied, ...alike] };
  }

  #tiesOf(number: number): Map<number, Tie[]> {
    const { dictionary } = this.#archive;
    return tiesOf(number, this.#archive.keys(number), this.#archive, lawLimit(dictionary.size), (law) => dictionary.citing(law));
  }

  #choose(number: number, ties: Map<number, Tie[]>, cosines: Cosines): { links: Link[]; near: number[]; with: Cosines['with'] } {
    const near = cosines.near();
    const links: Link[] = [];
    for (const rank of ranked(ties, near, cosines)) {
      const reasons = this.#reasons(number, rank, ties.get(rank.other) ?? []);
      if (reasons.length > 0) links.push({ ...rank, reasons });
      if (links.length === LINKS_LIMIT) break;
    }
    return { links, near, with: cosines.with };
  }

  #reasons(number: number, { other, cosine }: Rank, ties: readonly Tie[]): Reason[] {
    const reasons: Reason[] = ties.map(({ kind, documentNumber, words }) => ({ kind, words, documentNumber }));
    reasons.sort((a, b) => TIE_KINDS.indexOf(a.kind as TieKind) - TIE_KINDS.indexOf(b.kind as TieKind));
    const shared = cosine < SIMILARITY_THRESHOLD ? [] : sharedWords(this.#archive.shown(number), this.#archive.shown(other), this.#archive.dictionary);
    if (shared.length > 0) reasons.push({ kind: 'shared-words', words: shared, documentNumber: null });
    return reasons;
  }
}

/** Whether one rank comes before another in the same list. */
export function isBefore(one: Rank, other: Rank): boolean {
  return order(one, other) < 0;
}

function order(a: Rank, b: Rank): number {
  return a.strength - b.strength || b.cosine - a.cosine || a.other - b.other;
}

/** Tied records by rank; after them the nearest others. */
function* ranked(ties: Map<number, Tie[]>, near: readonly number[], cosines: Cosines): Generator<Rank> {
  const tied = [...ties].map(([other, found]) => ({ strength: strengthOf(found), cosine: cosines.with(other), other }));
  yield* tied.sort(order);
  for (const other of near) if (!ties.has(other)) yield { strength: TIE_KINDS.length, cosine: cosines.with(other), other };
}
