/**
 * Archive: the index as it is searched: asks Pagefind token by token, ranks, narrows,
 * sorts and counts. Runs in the worker and, against a folder, in tests and benchmarks.
 */
import type { Conditions, Order } from './asked.ts';
import type { Answer, Counts, Found } from './engine.ts';
import { beginningOf, excerptOf, marked } from './excerpt.ts';
import type { Columns, IndexFacts } from './index-facts.ts';
import type { Pagefind, PagefindResult } from './pagefind.ts';
import { readQuery, tokensOf, type Query } from './query.ts';
import { rank, type Postings, type Ranked } from './ranking.ts';
import { splitParts } from './texts.ts';

/** What is known of every record by the id of its result. */
interface Known {
  ids: readonly string[];
  /** Names of the conditions. */
  names: readonly string[];
  codeOf(name: string, id: string): string | undefined;
  /** Days since 1970. */
  dayOf(id: string): number;
}

/** What a search found, kept until the next one. */
interface Last { id: number; query: Query; ranked: readonly Ranked[] }

/** Searches one index. */
export class Archive {
  readonly facts: IndexFacts;
  readonly #pagefind: Pagefind;
  readonly #synonyms: readonly (readonly string[])[];
  readonly #frequent: ReadonlySet<string>;
  readonly #fetchColumns: () => Promise<Columns>;
  readonly #results = new Map<string, PagefindResult>();
  #known: Promise<Known> | null = null;
  #last: Last = { id: 0, query: { words: [], isOnlyStops: false }, ranked: [] };

  constructor(pagefind: Pagefind, facts: IndexFacts, synonyms: readonly (readonly string[])[], fetchColumns: () => Promise<Columns>) {
    this.#pagefind = pagefind;
    this.facts = facts;
    this.#synonyms = synonyms;
    this.#frequent = new Set(facts.frequent);
    this.#fetchColumns = fetchColumns;
  }

  /** Searches; `id` says which search this is: an earlier one may end after a later one, and must not take its place. */
  async search(id: number, text: string, conditions: Conditions, order: Order): Promise<Omit<Answer, 'results'>> {
    const query = readQuery(text, this.#synonyms);
    const { ranked, missing } = await this.#find(query, conditions, order);
    if (id > this.#last.id) this.#last = { id, query, ranked };
    const also = [...new Set(query.words.flatMap((word) => word.also))];
    return { total: ranked.length, all: ranked.filter(({ hasAll }) => hasAll).length, missing, also, onlyStops: query.isOnlyStops };
  }

  /** Returns a result of the last search. */
  async found(search: number, at: number): Promise<Found> {
    const { id, query, ranked } = this.#last;
    if (search !== id) throw new Error('expected a result of the last search');
    const { raw_url: url, content, meta } = await this.#results.get(ranked[at]!.id)!.data();
    const asked = new Set(tokensOf(query));
    const parts = splitParts(content);
    const { file, excerpt } = excerptOf(parts, asked) ?? { file: null, excerpt: beginningOf(parts[0]?.text ?? '') };
    const { title = '', ...others } = meta;
    return { url, title: marked(title, asked), excerpt, file, meta: { ...others, title } };
  }

  /** Counts what each code of each condition would leave; a condition that is set hides its other codes, so each is counted without itself. */
  async count(text: string, conditions: Conditions): Promise<Counts> {
    const { ranked } = await this.#find(readQuery(text, this.#synonyms), {}, 'relevance');
    const { names, codeOf } = await this.#columns();
    return Object.fromEntries(names.map((name) => {
      const counts: Record<string, number> = {};
      for (const { id } of ranked) {
        const code = codeOf(name, id);
        if (code !== undefined && fulfils(conditions, id, codeOf, name)) counts[code] = (counts[code] ?? 0) + 1;
      }
      return [name, counts];
    }));
  }

  async #find(query: Query, conditions: Conditions, order: Order): Promise<{ ranked: Ranked[]; missing: string[] }> {
    if (query.isOnlyStops) return { ranked: [], missing: [] };
    const isEverything = query.words.length === 0;
    const { ranked, missing } = isEverything ? { ranked: await this.#everything(), missing: [] } : await this.#ranked(query);
    if (Object.keys(conditions).length === 0 && order === 'relevance' && !isEverything) return { ranked, missing };
    const { codeOf, dayOf } = await this.#columns();
    const kept = ranked.filter(({ id }) => fulfils(conditions, id, codeOf));
    if (order === 'relevance' && !isEverything) return { ranked: kept, missing };
    // By date a record that has one word of five would stand before the one that is meant.
    const whole = kept.filter(({ hasAll }) => hasAll);
    return { ranked: (whole.length > 0 ? whole : kept).sort((a, b) => dayOf(b.id) - dayOf(a.id)), missing };
  }

  async #ranked(query: Query): Promise<{ ranked: Ranked[]; missing: string[] }> {
    const tokens = tokensOf(query);
    const telling = tokens.filter((token) => !this.#frequent.has(token));
    let postings = await this.#postings(telling);
    // Nothing but frequent ones, or words that are nowhere: then those are all there is.
    if ([...postings.values()].every(({ records }) => records === 0)) postings = await this.#postings(tokens);
    const missing = query.words.filter(({ ways }) => {
      const asked = ways.flat().filter((token) => postings.has(token));
      return asked.length > 0 && asked.every((token) => postings.get(token)!.records === 0);
    });
    return { ranked: rank(query, postings, this.facts.records), missing: query.words.length < 2 ? [] : missing.map(({ word }) => word) };
  }

  async #postings(tokens: readonly string[]): Promise<Map<string, Postings>> {
    const answers = await Promise.all(tokens.map(async (token) => await this.#pagefind.search(token)));
    return new Map(tokens.map((token, at) => [token, this.#taken(answers[at]!.results)]));
  }

  #taken(results: readonly PagefindResult[]): Postings {
    for (const result of results) if (!this.#results.has(result.id)) this.#results.set(result.id, result);
    return { scores: new Map(results.map(({ id, score }) => [id, score])), records: results.length };
  }

  async #everything(): Promise<Ranked[]> {
    const { ids } = await this.#columns();
    return ids.map((id) => ({ id, score: 0, hasAll: true }));
  }

  /** Columns stand in the order of the sorted ids, which Pagefind knows. */
  #columns(): Promise<Known> {
    this.#known ??= Promise.all([this.#fetchColumns(), this.#pagefind.search(null)]).then(([{ filters, days }, { results }]) => {
      this.#taken(results);
      const ids = results.map(({ id }) => id).sort();
      const places = new Map(ids.map((id, at) => [id, at]));
      return { ids, names: Object.keys(filters), codeOf: (name, id) => filters[name]?.codes[filters[name].of[places.get(id)!]!], dayOf: (id) => days[places.get(id)!]! };
    });
    this.#known.catch(() => { this.#known = null; });
    return this.#known;
  }
}

function fulfils(conditions: Conditions, id: string, codeOf: Known['codeOf'], except?: string): boolean {
  return Object.entries(conditions).every(([name, codes]) => name === except || codes!.includes(codeOf(name, id) ?? ''));
}
