/**
 * Search index: the last step before the build is checked. Writes the files with which
 * a browser searches the archive without a server (Pagefind, unmodified).
 *
 * Pagefind is given tokens (`tokens.ts`) instead of words, since it knows nothing of
 * Korean, and its fragments, which it would fill with those tokens, get the readable
 * text. Beside them stand three kinds of files of our own: `index.json`, what the reader's
 * side must know before it asks; `columns.json`, by what results are narrowed and sorted,
 * fetched on demand; `rest/`, the end of long texts, which no reader fetches and from
 * which the index can be made anew.
 *
 * Known: one index for everything: a reader downloads about 8–10 bytes per record
 * before the first result.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { ArchiveError } from '../../errors.ts';
import { fragmentOf, readFragment, restOf, writeFragment } from './fragment.ts';
import { columnsOf, type IndexFacts } from './index-facts.ts';
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

/** Files of Pagefind's own interface, and its own worker: the site has its own (`engine-worker.ts`). */
const UNUSED = /^pagefind-(?:ui|modular-ui|component-ui|highlight|worker)\.(?:css|js)$/;

/**
 * Writes the index into a folder, replacing what is there; returns what it wrote.
 * The same entries in the same order give the same bytes.
 *
 * @param outFolder - `dist/pagefind`; the search script is `pagefind.js` in it.
 * @throws {ArchiveError} `BUILD_FAILED` if Pagefind refuses an entry or can't run.
 */
export async function buildSearchIndex(entries: Iterable<SearchEntry>, outFolder: string): Promise<{ files: number; bytes: number }> {
  try {
    const index = accepted(await createIndex({ forceLanguage: 'ko' }), outFolder).index!;
    const taken = new Map<string, SearchEntry>();
    const records = new Map<string, number>();
    for (const entry of entries) {
      const tokens = await add(index, entry);
      for (const token of new Set(tokens)) records.set(token, (records.get(token) ?? 0) + 1);
      taken.set(entry.url, entry);
    }
    return await write(index, taken, frequentOf(records, taken.size), outFolder);
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError('BUILD_FAILED', outFolder, 'expected Pagefind to build the search index, it could not run', { cause: error });
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

async function write(index: PagefindIndex, entries: ReadonlyMap<string, SearchEntry>, frequent: readonly string[], outFolder: string): Promise<{ files: number; bytes: number }> {
  const { files } = accepted(await index.getFiles(), outFolder);
  await rm(outFolder, { recursive: true, force: true });
  const written = { files: 0, bytes: 0 };
  const put = async (path: string, content: Uint8Array | string): Promise<void> => {
    await mkdir(dirname(join(outFolder, path)), { recursive: true });
    await writeFile(join(outFolder, path), content);
    written.files += 1;
    written.bytes += Buffer.byteLength(content);
  };
  const ids = new Map<string, SearchEntry>();
  for (const { path, content } of files.filter((file) => !UNUSED.test(file.path))) {
    const id = /^fragment\/(.+)\.pf_fragment$/.exec(path)?.[1];
    if (id === undefined) {
      await put(path, content);
      continue;
    }
    const entry = entries.get(readFragment(content).url)!;
    ids.set(id, entry);
    await put(path, writeFragment(fragmentOf(entry)));
    const rest = restOf(entry);
    if (rest !== null) await put(rest.path, rest.text);
  }
  const facts: IndexFacts = { records: entries.size, frequent };
  await put('index.json', `${JSON.stringify(facts)}\n`);
  await put('columns.json', `${JSON.stringify(columnsOf(ids))}\n`);
  return written;
}

/** Returns Pagefind's answer. Its messages are not passed on: they can quote the text. */
function accepted<A extends { errors: string[] }>(answer: A, where: string): A {
  if (answer.errors.length === 0) return answer;
  throw new ArchiveError('BUILD_FAILED', where, `expected Pagefind to accept it, got ${answer.errors.length} errors`);
}
