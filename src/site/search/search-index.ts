/**
 * Search index: the files with which a browser searches the archive without a server
 * (Pagefind, unmodified): one volume of it here; which volumes there are is the matter
 * of `search-volumes.ts`.
 *
 * Pagefind is given tokens (`tokens.ts`) instead of words, since it knows nothing of
 * Korean, and its fragments, which it would fill with those tokens, get the readable
 * text. Beside them stand three kinds of files of our own: `index.json`, what is known
 * of the volume; `columns.json`, by what results are narrowed and sorted, fetched on
 * demand; `rest/`, the end of long texts, which no reader fetches and from which the
 * volume can be made anew.
 *
 * Pagefind's script and its engine are the same for every volume and stand once, above
 * them: the reader's side (`engine-worker.ts`) asks for the engine there.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { ArchiveError } from '../../errors.ts';
import { fragmentOf, readFragment, restOf, writeFragment } from './fragment.ts';
import { columnsOf, factsOf, type IndexFacts } from './index-facts.ts';
import type { Part } from './texts.ts';
import { indexTokens } from './tokens.ts';

/** One page that can be found. */
export interface SearchEntry {
  /** Link to the page, from the root of the site; results hand it back unchanged. */
  url: string;
  title: string;
  /** Searched and never shown: document number, id, names of unit and project, keywords. */
  also: string;
  /** What is searched and shown, besides the title: public texts, each with its file. */
  parts: readonly Part[];
  /** Shown with a result. `title` is added. */
  meta: Readonly<Record<string, string>>;
  /** One code of each condition, `''` for none. */
  filters: Readonly<Record<string, string>>;
  /** `YYYY-MM-DD`. */
  date: string;
}

/** A title is three times as telling as the text. */
const TITLE_WEIGHT = 3;
/** A token that a larger share of the records has is not asked for, unless there is no other. */
const FREQUENT_SHARE = 0.35;
const FREQUENT_MIN = 200;

/** What every volume would have again. Its own interface and its own worker are not used: the site has its own (`engine-worker.ts`). */
const SHARED = /^(?:pagefind\.js|wasm\.unknown\.pagefind)$/;
const UNUSED = /^pagefind-(?:ui|modular-ui|component-ui|highlight|worker)\.(?:css|js)$/;

/** What was written. */
export interface Written { files: number; bytes: number }

/** What a volume knows of itself besides its entries. */
export type Bounds = Pick<IndexFacts, 'first' | 'nights'>;

/**
 * Writes one volume into a folder, replacing what is there; returns what it wrote.
 * The same entries in the same order give the same bytes.
 *
 * @throws {ArchiveError} `BUILD_FAILED` if Pagefind refuses an entry or can't run.
 */
export async function writeVolume(entries: Iterable<SearchEntry>, bounds: Bounds, folder: string): Promise<Written> {
  return await withPagefind(folder, async (index) => {
    const taken = new Map<string, SearchEntry>();
    const records = new Map<string, number>();
    for (const entry of entries) {
      const tokens = await add(index, entry);
      for (const token of new Set(tokens)) records.set(token, (records.get(token) ?? 0) + 1);
      taken.set(entry.url, entry);
    }
    const facts = factsOf([...taken.values()], bounds, frequentOf(records, taken.size));
    return await write(index, taken, facts, folder);
  });
}

/** Writes what all volumes share into the folder above them; returns what it wrote. */
export async function writeShared(folder: string): Promise<Written> {
  return await withPagefind(folder, async (index) => {
    const written = { files: 0, bytes: 0 };
    // Pagefind adds its engine to an index that has a page.
    accepted(await index.addCustomRecord({ url: 'x', content: 'x', language: 'ko', meta: {}, filters: {}, sort: {} }), folder);
    for (const { path, content } of accepted(await index.getFiles(), folder).files) if (SHARED.test(path)) await put(folder, path, content, written);
    return written;
  });
}

async function withPagefind<T>(where: string, work: (index: PagefindIndex) => Promise<T>): Promise<T> {
  try {
    return await work(accepted(await createIndex({ forceLanguage: 'ko' }), where).index!);
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError('BUILD_FAILED', where, 'expected Pagefind to build the search index, it could not run', { cause: error });
  } finally {
    await close();
  }
}

async function add(index: PagefindIndex, { url, title, also, parts }: SearchEntry): Promise<string[]> {
  const titleTokens = indexTokens(title);
  const tokens = [...Array.from({ length: TITLE_WEIGHT }, () => titleTokens).flat(), ...indexTokens(also), ...parts.flatMap(({ file, text }) => [...indexTokens(file ?? ''), ...indexTokens(text)])];
  accepted(await index.addCustomRecord({ url, content: tokens.join(' '), language: 'ko', meta: {}, filters: {}, sort: {} }), url);
  return tokens;
}

function frequentOf(records: ReadonlyMap<string, number>, count: number): string[] {
  const most = Math.max(FREQUENT_MIN, count * FREQUENT_SHARE);
  return [...records].filter(([, found]) => found > most).map(([token]) => token).sort();
}

async function write(index: PagefindIndex, entries: ReadonlyMap<string, SearchEntry>, facts: IndexFacts, folder: string): Promise<Written> {
  const { files } = accepted(await index.getFiles(), folder);
  await rm(folder, { recursive: true, force: true });
  const written = { files: 0, bytes: 0 };
  const ids = new Map<string, SearchEntry>();
  for (const { path, content } of files.filter((file) => !UNUSED.test(file.path) && !SHARED.test(file.path))) {
    const id = /^fragment\/(.+)\.pf_fragment$/.exec(path)?.[1];
    if (id === undefined) {
      await put(folder, path, content, written);
      continue;
    }
    const entry = entries.get(readFragment(content).url)!;
    ids.set(id, entry);
    await put(folder, path, writeFragment(fragmentOf(entry)), written);
    const rest = restOf(entry);
    if (rest !== null) await put(folder, rest.path, rest.text, written);
  }
  await put(folder, 'index.json', `${JSON.stringify(facts)}\n`, written);
  await put(folder, 'columns.json', `${JSON.stringify(columnsOf(ids))}\n`, written);
  return written;
}

async function put(folder: string, path: string, content: Uint8Array | string, written: Written): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
  written.files += 1;
  written.bytes += Buffer.byteLength(content);
}

/** Returns Pagefind's answer. Its messages are not passed on: they can quote the text. */
function accepted<A extends { errors: string[] }>(answer: A, where: string): A {
  if (answer.errors.length === 0) return answer;
  throw new ArchiveError('BUILD_FAILED', where, `expected Pagefind to accept it, got ${answer.errors.length} errors`);
}
