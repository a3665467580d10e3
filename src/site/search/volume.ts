/**
 * Volume: one opened volume of the index: which of its records have a token, and their
 * columns. Everywhere outside, a record is known by the volume's name and its own id:
 * two volumes may hold records alike.
 */
import type { Columns, IndexFacts, VolumeFacts } from './index-facts.ts';
import type { Pagefind, PagefindResult } from './pagefind.ts';
import type { Postings } from './ranking.ts';

/** What is known of every record of a volume. */
export interface Known {
  ids: readonly string[];
  /** Names of the conditions. */
  names: readonly string[];
  codeOf(name: string, id: string): string | undefined;
  /** Days since 1970. */
  dayOf(id: string): number;
}

/** What a volume is made of. */
export interface VolumeSource { facts: VolumeFacts; pagefind: Pagefind; own: Pick<IndexFacts, 'frequent'>; fetchColumns(): Promise<Columns> }

/** One opened volume. */
export class Volume {
  readonly facts: VolumeFacts;
  readonly frequent: ReadonlySet<string>;
  readonly #pagefind: Pagefind;
  readonly #fetchColumns: () => Promise<Columns>;
  readonly #results = new Map<string, PagefindResult>();
  #known: Promise<Known> | null = null;

  constructor({ facts, pagefind, own, fetchColumns }: VolumeSource) {
    this.facts = facts;
    this.frequent = new Set(own.frequent);
    this.#pagefind = pagefind;
    this.#fetchColumns = fetchColumns;
  }

  /** Returns the records that have a token. */
  async postings(token: string): Promise<Postings> {
    const { results } = await this.#pagefind.search(token);
    const ids = this.#taken(results);
    return { scores: new Map(ids.map((id, at) => [id, results[at]!.score])), records: results.length };
  }

  /** Fetches a record's fragment. */
  async data(id: string): ReturnType<PagefindResult['data']> {
    return await this.#results.get(id)!.data();
  }

  /** Columns stand in the order of the sorted ids, which Pagefind knows. */
  columns(): Promise<Known> {
    this.#known ??= Promise.all([this.#fetchColumns(), this.#pagefind.search(null)]).then(([{ filters, days }, { results }]) => {
      const ids = this.#taken(results).sort();
      const places = new Map(ids.map((id, at) => [id, at]));
      return { ids, names: Object.keys(filters), codeOf: (name, id) => filters[name]?.codes[filters[name].of[places.get(id)!]!], dayOf: (id) => days[places.get(id)!]! };
    });
    this.#known.catch(() => { this.#known = null; });
    return this.#known;
  }

  #taken(results: readonly PagefindResult[]): string[] {
    return results.map((result) => {
      const id = `${this.facts.name}/${result.id}`;
      if (!this.#results.has(id)) this.#results.set(id, result);
      return id;
    });
  }
}

/** Returns the volume an id is of. */
export function volumeOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
