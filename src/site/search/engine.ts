/**
 * Engine: finds records in the index, in a worker of its own, so that a cheap phone
 * does not stand still while it searches. The page knows these types only; which index
 * there is and how it is asked is the matter of `engine-worker.ts`.
 *
 * What is wrong is said in one of three words: `slow` when nothing has come for a
 * while, `incomplete` when a part of the index did not come or could not be read,
 * `failed` when the engine itself did not start. An engine that gave up does not come back.
 */
import type { Conditions, Order } from './asked.ts';
import type { Left } from './reach.ts';

/** A stretch of a text, and whether it is one of the words that were asked for. */
export interface Stretch { text: string; isMarked: boolean }

/** A found record, as the index keeps it. Its texts are those of a record: never HTML. */
export interface Found {
  /** Link from the root of the site, in Korean. */
  url: string;
  title: readonly Stretch[];
  /** Where the words stand, some 160 characters; empty if nothing but the title has them. */
  excerpt: readonly Stretch[];
  /** Name of the attached file the excerpt is from; `null` for the record's own text. */
  file: string | null;
  meta: Readonly<Record<string, string>>;
}

/** How many results each code of each condition would leave. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What results can be narrowed by: the counts of what was searched, and the years of what was not. */
export interface Counted { counts: Counts; years: readonly string[] }

/** What a search brings. */
export interface Answer {
  /** Records found, those that have only some of the words included. */
  total: number;
  /** Records among them that have all words; they stand first. */
  all: number;
  /** Words of the query that are nowhere in the index and were left out. */
  missing: readonly string[];
  /** Words that were looked for beside those of the query: the same by another name. */
  also?: readonly string[];
  /** Whether the query has only words that stand everywhere, so that nothing was looked for. */
  onlyStops?: boolean;
  /** Records that were not searched, since enough was found or the search went back far enough. */
  left?: Left | null;
  /** In their order; each is fetched when it is asked for. */
  results: readonly { data(): Promise<Found> }[];
}

/** Something that searches. */
export interface Engine {
  /** Searches; an empty query is for everything that fulfils the conditions. */
  search(sought: Sought): Promise<Answer>;
  /** Counts of every condition as if it alone were not set. Makes the engine fetch all conditions of all records. */
  count(sought: Sought): Promise<Counted>;
  /** Whether it gave up. It stays so: start another. */
  isOver(): boolean;
}

/** What is searched for: `older` says how often older records were asked for. */
export interface Sought { query: string; conditions: Conditions; order: Order; older: number }

/** What the page sends: a search, a count, or the data of a result of the last search. */
export type Question =
  | ({ id: number; ask: 'search' | 'count' } & Sought)
  | { id: number; ask: 'data'; search: number; at: number };

/** What the worker sends: a sign of life (bytes came in), an answer, that one result did not come, or that nothing more can be expected. */
export type Reply =
  | { isAlive: true }
  | ({ id: number } & Omit<Answer, 'results'>)
  | ({ id: number } & Counted)
  | { id: number; found: Found }
  | { id: number; error: 'incomplete' }
  | { error: 'incomplete' | 'failed' };

/** How long an engine may be silent: at 400 kbps the longest piece takes a second and a half. */
export const SILENCE_MS = 12_000;

interface Waiting { resolve(reply: never): void; reject(error: Error): void }

/** Starts the engine of a worker that runs `engine-worker.ts`. */
export function startEngine(worker: Worker): Engine {
  const waiting = new Map<number, Waiting>();
  let clock: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  let over: Error | null = null;

  const giveUp = (reason: string): void => {
    over ??= new Error(reason);
    clearTimeout(clock);
    worker.terminate();
    for (const { reject } of waiting.values()) reject(over);
    waiting.clear();
  };
  const watch = (): void => {
    clearTimeout(clock);
    if (waiting.size > 0) clock = setTimeout(() => giveUp('slow'), SILENCE_MS);
  };
  worker.onmessage = ({ data }: MessageEvent<Reply>): void => {
    if ('error' in data && !('id' in data)) return giveUp(data.error);
    if ('id' in data) {
      if ('error' in data) waiting.get(data.id)?.reject(new Error(data.error));
      else waiting.get(data.id)?.resolve(data as never);
      waiting.delete(data.id);
    }
    watch();
  };
  worker.onerror = (): void => giveUp('failed');
  const ask = <R extends Reply>(question: Record<string, unknown>): Promise<R & { id: number }> => new Promise((resolve, reject) => {
    if (over !== null) return reject(over);
    const id = ++last;
    waiting.set(id, { resolve, reject });
    worker.postMessage({ ...question, id });
    watch();
  });

  return {
    search: async ({ query, conditions, order, older }) => {
      const { id: search, ...answer } = await ask<{ id: number } & Omit<Answer, 'results'>>({ ask: 'search', query, conditions, order, older });
      const data = async (at: number): Promise<Found> => (await ask<{ id: number; found: Found }>({ ask: 'data', search, at })).found;
      return { ...answer, results: Array.from({ length: answer.total }, (_, at) => ({ data: () => data(at) })) };
    },
    count: async ({ query, conditions, order, older }) => await ask<{ id: number } & Counted>({ ask: 'count', query, conditions, order, older }),
    isOver: () => over !== null,
  };
}
