/**
 * Archive: the index as it is searched: opens volumes as far back as a search goes, asks
 * them token by token, ranks, narrows, sorts and counts. Runs in the worker and, against
 * a folder, in tests and benchmarks.
 */
import type { Conditions, Order } from './asked.ts';
import type { Answer, Counted, Found } from './engine.ts';
import { beginningOf, excerptOf, marked } from './excerpt.ts';
import type { VolumeFacts } from './index-facts.ts';
import { readQuery, tokensOf, type Query } from './query.ts';
import { merged, rank, type Postings, type Ranked } from './ranking.ts';
import { candidates, leftOf, reachOf, type Left } from './reach.ts';
import { splitParts } from './texts.ts';
import { volumeOf, type Known, type Volume } from './volume.ts';

/** A question as it is searched. */
interface Sought { query: Query; conditions: Conditions; order: Order; older: number }

/** What a search found, kept until the next one. */
interface Last { id: number; query: Query; ranked: readonly Ranked[] }

/** Searches one index. */
export class Archive {
  readonly #volumes: readonly VolumeFacts[];
  readonly #synonyms: readonly (readonly string[])[];
  readonly #open: (facts: VolumeFacts) => Promise<Volume>;
  readonly #opened = new Map<string, Promise<Volume>>();
  #opening: Promise<unknown> = Promise.resolve();
  #last: Last = { id: 0, query: { words: [], isOnlyStops: false }, ranked: [] };

  /**
   * @param volumes - All there are, the newest first.
   * @param open - Opens one; never called for a second before the first has come.
   */
  constructor(volumes: readonly VolumeFacts[], synonyms: readonly (readonly string[])[], open: (facts: VolumeFacts) => Promise<Volume>) {
    this.#volumes = volumes;
    this.#synonyms = synonyms;
    this.#open = open;
  }

  /** Opens the volume that most searches begin with, before anything is asked. */
  async begin(): Promise<void> {
    const [newest] = candidates(this.#volumes, {}, 'relevance');
    if (newest !== undefined) await this.#volume(newest);
  }

  /** Searches; `id` says which search this is: an earlier one may end after a later one, and must not take its place. */
  async search(id: number, text: string, conditions: Conditions, order: Order, older = 0): Promise<Omit<Answer, 'results'>> {
    const query = readQuery(text, this.#synonyms);
    const { ranked, missing, left } = await this.#find({ query, conditions, order, older });
    if (id > this.#last.id) this.#last = { id, query, ranked };
    const also = [...new Set(query.words.flatMap((word) => word.also))];
    return { total: ranked.length, all: ranked.filter(({ hasAll }) => hasAll).length, missing, also, onlyStops: query.isOnlyStops, left };
  }

  /** Returns a result of the last search. */
  async found(search: number, at: number): Promise<Found> {
    const { id, query, ranked } = this.#last;
    if (search !== id) throw new Error('expected a result of the last search');
    const record = ranked[at]!.id;
    const { raw_url: url, content, meta } = await (await this.#opened.get(volumeOf(record))!).data(record);
    const asked = new Set(tokensOf(query));
    const parts = splitParts(content);
    const { file, excerpt } = excerptOf(parts, asked) ?? { file: null, excerpt: beginningOf(parts[0]?.text ?? '') };
    const { title = '', ...others } = meta;
    return { url, title: marked(title, asked), excerpt, file, meta: { ...others, title } };
  }

  /**
   * Counts what each code of each condition would leave, in the volumes that were searched; a condition that is
   * set hides its other codes, so each is counted without itself. Years that only other volumes have are named.
   */
  async count(text: string, conditions: Conditions, order: Order = 'relevance', older = 0): Promise<Counted> {
    const query = readQuery(text, this.#synonyms);
    const { volumes } = await this.#find({ query, conditions, order, older });
    const { ranked } = await this.#whole(query, volumes);
    const columns = await columnsOf(volumes);
    const counts = Object.fromEntries(columns.names.map((name) => {
      const codes: Record<string, number> = {};
      for (const { id } of ranked) {
        const code = columns.codeOf(name, id);
        if (code !== undefined && fulfils(conditions, id, columns.codeOf, name)) codes[code] = (codes[code] ?? 0) + 1;
      }
      return [name, codes];
    }));
    const unopened = this.#volumes.filter(({ name }) => !volumes.some(({ facts }) => facts.name === name));
    return { counts, years: [...new Set(unopened.flatMap(({ years }) => years))] };
  }

  /** Goes back as far as the question needs, and finds. */
  async #find(sought: Sought): Promise<{ ranked: Ranked[]; missing: string[]; left: Left | null; volumes: Volume[] }> {
    const { query, conditions, order, older } = sought;
    const able = query.isOnlyStops ? [] : candidates(this.#volumes, conditions, order);
    let found: { ranked: Ranked[]; missing: string[] } = { ranked: [], missing: [] };
    let volumes: Volume[] = [];
    const opened = await reachOf(able.length, older, async (count) => {
      volumes = await Promise.all(able.slice(0, count).map((facts) => this.#volume(facts)));
      found = await this.#within(sought, volumes);
      return found.ranked.filter(({ hasAll }) => hasAll).length;
    });
    return { ...found, left: leftOf(able, opened), volumes };
  }

  async #within({ query, conditions, order }: Sought, volumes: readonly Volume[]): Promise<{ ranked: Ranked[]; missing: string[] }> {
    const isEverything = query.words.length === 0;
    const { ranked, missing } = await this.#whole(query, volumes);
    if (Object.keys(conditions).length === 0 && order === 'relevance' && !isEverything) return { ranked, missing };
    const { codeOf, dayOf } = await columnsOf(volumes);
    const kept = ranked.filter(({ id }) => fulfils(conditions, id, codeOf));
    if (order === 'relevance' && !isEverything) return { ranked: kept, missing };
    // By date a record that has one word of five would stand before the one that is meant.
    const whole = kept.filter(({ hasAll }) => hasAll);
    return { ranked: (whole.length > 0 ? whole : kept).sort((a, b) => dayOf(b.id) - dayOf(a.id)), missing };
  }

  /** Everything that answers a query, under no condition. */
  async #whole(query: Query, volumes: readonly Volume[]): Promise<{ ranked: Ranked[]; missing: string[] }> {
    if (query.isOnlyStops) return { ranked: [], missing: [] };
    if (query.words.length === 0) return { ranked: (await columnsOf(volumes)).ids.map((id) => ({ id, score: 0, hasAll: true })), missing: [] };
    const tokens = tokensOf(query);
    const telling = tokens.filter((token) => !volumes.some(({ frequent }) => frequent.has(token)));
    let postings = await postingsIn(volumes, telling);
    // Nothing but frequent ones, or words that are nowhere: then those are all there is.
    if ([...postings.values()].every(({ records }) => records === 0)) postings = await postingsIn(volumes, tokens);
    const missing = query.words.filter(({ ways }) => {
      const asked = ways.flat().filter((token) => postings.has(token));
      return asked.length > 0 && asked.every((token) => postings.get(token)!.records === 0);
    });
    const records = volumes.reduce((sum, { facts }) => sum + facts.records, 0);
    return { ranked: rank(query, postings, records), missing: query.words.length < 2 ? [] : missing.map(({ word }) => word) };
  }

  /** One after another, and each once; one that did not come is asked for again. */
  #volume(facts: VolumeFacts): Promise<Volume> {
    const known = this.#opened.get(facts.name);
    if (known !== undefined) return known;
    const coming = this.#opening.then(() => this.#open(facts));
    this.#opening = coming.catch(() => this.#opened.delete(facts.name));
    this.#opened.set(facts.name, coming);
    return coming;
  }
}

async function postingsIn(volumes: readonly Volume[], tokens: readonly string[]): Promise<Map<string, Postings>> {
  const found = await Promise.all(tokens.map(async (token) => {
    const parts = await Promise.all(volumes.map(async (volume) => ({ ...await volume.postings(token), archive: volume.facts.records })));
    return [token, merged(parts)] as const;
  }));
  return new Map(found);
}

/** The columns of several volumes as one. */
async function columnsOf(volumes: readonly Volume[]): Promise<Known> {
  const known = new Map(await Promise.all(volumes.map(async (volume) => [volume.facts.name, await volume.columns()] as const)));
  const parts = [...known.values()];
  const of = (id: string): Known => known.get(volumeOf(id))!;
  return {
    ids: parts.flatMap(({ ids }) => ids), names: [...new Set(parts.flatMap(({ names }) => names))].sort(),
    codeOf: (name, id) => of(id).codeOf(name, id), dayOf: (id) => of(id).dayOf(id),
  };
}

function fulfils(conditions: Conditions, id: string, codeOf: Known['codeOf'], except?: string): boolean {
  return Object.entries(conditions).every(([name, codes]) => name === except || codes!.includes(codeOf(name, id) ?? ''));
}
