/**
 * Engine worker: asks Pagefind 1.6, through the interface it documents, away from the
 * page. Pagefind's own worker is a second copy of the whole of it and is not fetched.
 *
 * Every token is asked for alone and the answers are summed up here (`ranking.ts`):
 * asked for all at once, Pagefind finds nothing for most questions.
 *
 * Pagefind goes on when a part of the index did not come, answers with what it has, and
 * tells only the console. "Nothing found" would then be a lie, so the console is heard.
 * Its requests are watched too: a slow link that still brings bytes is not a dead one.
 */
import { Archive } from './archive.ts';
import type { Question, Reply } from './engine.ts';
import type { Pagefind } from './pagefind.ts';

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

async function json<T>(path: string): Promise<T> {
  const answer = await self.fetch(new URL(`../${path}`, import.meta.url));
  if (!answer.ok) throw new Error('incomplete');
  return await answer.json() as T;
}

/** Loading begins at once: the worker is started by the first key, and the query takes a while to type. */
const archive = import(new URL('../pagefind/pagefind.js', import.meta.url).href).then(async (pagefind: Pagefind) => {
  await pagefind.options({ ranking: { termSimilarity: 0, termFrequency: 1, termSaturation: 2, pageLength: 0.75 } });
  await pagefind.init();
  const [facts, synonyms] = await Promise.all([json<Archive['facts']>('pagefind/index.json'), json<string[][]>('data/search-synonyms.json')]);
  return new Archive(pagefind, facts, synonyms, () => json('pagefind/columns.json'));
});
archive.catch(() => self.postMessage({ error: 'failed' }));

async function answer(question: Question): Promise<Reply> {
  const { id } = question;
  const found = await archive;
  if (question.ask === 'search') return { id, ...await found.search(id, question.query, question.conditions, question.order) };
  if (question.ask === 'count') return { id, counts: await found.count(question.query, question.conditions) };
  return { id, found: await found.found(question.search, question.at) };
}

self.onmessage = ({ data: question }) => {
  const failure: Reply = question.ask === 'data' ? { id: question.id, error: 'incomplete' } : { error: 'incomplete' };
  answer(question).then((reply) => self.postMessage(reply), () => self.postMessage(failure));
};
