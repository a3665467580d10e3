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
import type { IndexFacts, VolumeFacts } from './index-facts.ts';
import { openPagefind, type PagefindModule } from './pagefind.ts';
import { Volume } from './volume.ts';

/** The worker's own side; TypeScript knows that of pages. */
const self = globalThis as unknown as {
  fetch: typeof fetch;
  postMessage(reply: Reply): void;
  onmessage: (event: { data: Question }) => void;
};

console.error = () => self.postMessage({ error: 'incomplete' });

const ask = self.fetch.bind(globalThis);
const ENGINE = new URL('../pagefind/wasm.unknown.pagefind', import.meta.url).href;
let engine: Promise<Response> | null = null;

/** Pagefind looks for its engine beside every volume; it stands once, and is fetched once. */
self.fetch = async (...request) => {
  if (!String(request[0]).endsWith('/wasm.unknown.pagefind')) return await watched(...request);
  engine ??= watched(ENGINE);
  return (await engine).clone();
};

async function watched(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await ask(...request);
  return new Response(await bytesOf(response), { status: response.status });
}

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

const loading = Promise.all([
  import(new URL('../pagefind/pagefind.js', import.meta.url).href) as Promise<PagefindModule>,
  json<VolumeFacts[]>('pagefind/volumes.json'), json<string[][]>('data/search-synonyms.json'),
]);
let isAsked = false;

/** Loading begins at once: the worker is started by the first key, and the query takes a while to type. Who comes with a question may need another volume than the newest. */
const archive = loading.then(([pagefind, volumes, synonyms]) => {
  const made = new Archive(volumes, synonyms, (facts) => openVolume(pagefind, facts));
  if (!isAsked) made.begin().catch(() => self.postMessage({ error: 'failed' }));
  return made;
});
archive.catch(() => self.postMessage({ error: 'failed' }));

async function openVolume(pagefind: PagefindModule, facts: VolumeFacts): Promise<Volume> {
  const folder = `pagefind/${facts.name}/`;
  const [own, opened] = await Promise.all([json<IndexFacts>(`${folder}index.json`), openPagefind(pagefind, new URL(`../${folder}`, import.meta.url).href)]);
  return new Volume({ facts, pagefind: opened, own, fetchColumns: () => json(`${folder}columns.json`) });
}

async function answer(question: Question): Promise<Reply> {
  const { id } = question;
  const found = await archive;
  if (question.ask === 'data') return { id, found: await found.found(question.search, question.at) };
  const { query, conditions, order, older } = question;
  if (question.ask === 'search') return { id, ...await found.search(id, query, conditions, order, older) };
  return { id, ...await found.count(query, conditions, order, older) };
}

self.onmessage = ({ data: question }) => {
  isAsked = true;
  const failure: Reply = question.ask === 'data' ? { id: question.id, error: 'incomplete' } : { error: 'incomplete' };
  answer(question).then((reply) => self.postMessage(reply), () => self.postMessage(failure));
};
