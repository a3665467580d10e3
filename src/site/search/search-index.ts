/**
 * Search index: the last step before the build is checked. Writes the files with
 * which a browser searches the archive without a server (Pagefind).
 *
 * Known: Pagefind as shipped finds whole Korean words only (공원 does not find
 * 공원에서); 31 % recall at ten, against 88 % with syllable pairs on both sides.
 * Known: one index for everything: a reader downloads about 8–10 bytes per record
 * before the first result.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { ArchiveError } from '../../errors.ts';

/** One page that can be found. */
export interface SearchEntry {
  /** Link to the page, from the root of the site; results hand it back unchanged. */
  url: string;
  title: string;
  /** What is searched, besides the title: public text. */
  content: string;
  /** Shown with a result. `title` is added. */
  meta: Record<string, string>;
  filters: Record<string, string[]>;
  /** `YYYY-MM-DD`. Results can be sorted by `date`; those without one are then left out. */
  date: string | null;
}

/** Files of Pagefind's own interface, and its own worker: the site has its own (`engine-worker.ts`). */
const UNUSED = /^pagefind-(?:ui|modular-ui|component-ui|highlight|worker)\.(?:css|js)$/;

/**
 * Writes the index into a folder, replacing what is there; returns what it wrote.
 * The same entries in the same order give the same bytes.
 *
 * @param outFolder - `dist/pagefind`; the search script is `pagefind.js` in it.
 * @throws {ArchiveError} `BUILD_FAILED` if Pagefind refuses an entry or can't run.
 */
export async function buildSearchIndex(
  entries: Iterable<SearchEntry>, outFolder: string,
): Promise<{ files: number; bytes: number }> {
  try {
    const created = await createIndex({ forceLanguage: 'ko' });
    const index = accepted(created, outFolder).index!;
    for (const entry of entries) await add(index, entry);
    return await write(index, outFolder);
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    throw new ArchiveError('BUILD_FAILED', outFolder, 'expected Pagefind to build the search index, it could not run', { cause: error });
  } finally {
    await close();
  }
}

async function add(index: PagefindIndex, { url, title, content, meta, filters, date }: SearchEntry): Promise<void> {
  accepted(await index.addCustomRecord({
    url,
    content: `${title}\n${content}`,
    language: 'ko',
    meta: { ...meta, title },
    filters,
    sort: date === null ? {} : { date },
  }), url);
}

async function write(index: PagefindIndex, outFolder: string): Promise<{ files: number; bytes: number }> {
  const { files } = accepted(await index.getFiles(), outFolder);
  await rm(outFolder, { recursive: true, force: true });
  let bytes = 0;
  const wanted = files.filter(({ path }) => !UNUSED.test(path));
  for (const { path, content } of wanted) {
    await mkdir(dirname(join(outFolder, path)), { recursive: true });
    await writeFile(join(outFolder, path), content);
    bytes += content.length;
  }
  return { files: wanted.length, bytes };
}

/** Returns Pagefind's answer. Its messages are not passed on: they can quote the text. */
function accepted<A extends { errors: string[] }>(answer: A, where: string): A {
  if (answer.errors.length === 0) return answer;
  throw new ArchiveError('BUILD_FAILED', where, `expected Pagefind to accept it, got ${answer.errors.length} errors`);
}
