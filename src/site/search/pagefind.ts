/** Pagefind: what of its interface (1.6) is used. */

/** One result; `data` fetches its fragment. */
export interface PagefindResult { id: string; score: number; data(): Promise<{ raw_url: string; content: string; meta: Record<string, string> }> }

/** The module `pagefind.js`. */
export interface Pagefind {
  options(options: { ranking: Record<string, number> }): Promise<void>;
  init(): Promise<void>;
  search(query: string | null): Promise<{ results: PagefindResult[] }>;
}
