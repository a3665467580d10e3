/** Pagefind: what of its interface (1.6) is used. */

/** One result; `data` fetches its fragment. */
export interface PagefindResult { id: string; score: number; data(): Promise<{ raw_url: string; content: string; meta: Record<string, string> }> }

/** One index, once it is opened. */
export interface Pagefind {
  search(query: string | null): Promise<{ results: PagefindResult[] }>;
}

/** The module `pagefind.js`. */
export interface PagefindModule {
  createInstance(options: { basePath: string }): Pagefind & { init(): Promise<void>; options(options: { ranking: Record<string, number> }): Promise<void> };
}

/** As `ranking.ts` expects it: BM25 alone. */
const RANKING = { termSimilarity: 0, termFrequency: 1, termSaturation: 2, pageLength: 0.75 };

/**
 * Opens an index, which fetches its list of pieces.
 *
 * Two must not be opened at the same time: all indexes share one WebAssembly memory,
 * which Pagefind would make anew for the second and so take away from the first.
 */
export async function openPagefind({ createInstance }: PagefindModule, folder: string): Promise<Pagefind> {
  const pagefind = createInstance({ basePath: folder });
  await pagefind.init();
  await pagefind.options({ ranking: RANKING });
  return pagefind;
}
