/**
 * Engine worker: asks Pagefind 1.6, through the interface it documents, away from the
 * page. Pagefind's own worker is a second copy of the whole of it and is not fetched.
 *
 * Pagefind goes on when a part of the index did not come, answers with what it has, and
 * tells only the console. "Nothing found" would then be a lie, so the console is heard.
 * Its requests are watched too: a slow link that still brings bytes is not a dead one.
 */
import { hasWords, type Conditions, type Order } from './asked.ts';
import type { Counts, Question, Reply } from './engine.ts';

interface PagefindResult { data(): Promise<{ raw_url: string; excerpt: string; meta: Record<string, string> }> }
interface PagefindAnswer { results: PagefindResult[]; filters: Counts }
interface Pagefind {
  init(): Promise<void>;
  filters(): Promise<Counts>;
  search(query: string | null, options: { filters: Record<string, { any: readonly string[] }>; sort: Record<string, 'desc'> }): Promise<PagefindAnswer>;
}

/** The worker's own side; TypeScript knows that of pages. */
const self = globalThis as unknown as {
  fetch: typeof fetch;
  postMessage(reply: Reply): void;
  onmessage: (event: { data: Question }) => void;
};

console.error = () => self.postMessage({ error: 'incomplete' });

const ask = self.fetch.bind(globalThis);
self.fetch = async (...request) => {
  const response = await ask(...request);
  return new Response(await bytesOf(response), { status: response.status });
};

/** Reads an answer to its end and tells of every piece that came. */
async function bytesOf(response: Response): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next?.done === false; next = await reader!.read()) {
    pieces.push(next.value);
    self.postMessage({ isAlive: true });
  }
  return new Blob(pieces);
}

/** Loading begins at once: the worker is started by the first key, and the query takes a while to type. */
const pagefind = import(new URL('../pagefind/pagefind.js', import.meta.url).href).then(async (loaded: Pagefind) => {
  await loaded.init();
  return loaded;
});
pagefind.catch(() => self.postMessage({ error: 'failed' }));
/** The results of the last search, by its id; those of earlier ones are let go. */
let last: { id: number; results: PagefindResult[] } = { id: 0, results: [] };

/** An earlier search may end after a later one, and must not take its place. */
async function search({ id, query, conditions, order }: Extract<Question, { ask: 'search' }>): Promise<Reply> {
  const { results } = await find(query, conditions, order);
  if (id > last.id) last = { id, results };
  return { id, total: results.length, missing: await missingOf(query) };
}

/** Pagefind leaves a word out that is nowhere, and does not say so. */
async function missingOf(query: string): Promise<string[]> {
  const words = query.split(' ').filter(hasWords);
  if (words.length < 2) return [];
  const found = await Promise.all(words.map((word) => find(word, {}, 'relevance')));
  return words.filter((_, at) => found[at]!.results.length === 0);
}

async function data({ id, search: of, at }: Extract<Question, { ask: 'data' }>): Promise<Reply> {
  const { raw_url: url, excerpt, meta } = await resultsOf(of)[at]!.data();
  return { id, found: { url, excerpt, meta } };
}

function resultsOf(search: number): PagefindResult[] {
  return search === last.id ? last.results : [];
}

/** A condition that is set hides its other codes, so each is counted without itself. */
async function count({ id, query, conditions }: Extract<Question, { ask: 'count' }>): Promise<Reply> {
  await (await pagefind).filters();
  const { filters } = await find(query, conditions, 'relevance');
  const counts: Record<string, Counts[string]> = { ...filters };
  for (const name of Object.keys(conditions)) {
    const others = Object.fromEntries(Object.entries(conditions).filter(([other]) => other !== name));
    counts[name] = (await find(query, others, 'relevance')).filters[name] ?? {};
  }
  return { id, counts };
}

async function find(query: string, conditions: Conditions, order: Order): Promise<PagefindAnswer> {
  const filters = Object.fromEntries(Object.entries(conditions).map(([name, any]) => [name, { any }]));
  return await (await pagefind).search(query === '' ? null : query, { filters, sort: order === 'date' ? { date: 'desc' } : {} });
}

function answer(question: Question): Promise<Reply> {
  return question.ask === 'search' ? search(question) : question.ask === 'count' ? count(question) : data(question);
}

self.onmessage = ({ data: question }) => {
  const failure: Reply = question.ask === 'data' ? { id: question.id, error: 'incomplete' } : { error: 'incomplete' };
  answer(question).then((reply) => self.postMessage(reply), () => self.postMessage(failure));
};
