/**
 * Index chunks: how large a piece of the search index is. A reader fetches one for each
 * word that was asked for, so small ones are cheap: with Pagefind's own 20,000 a piece
 * of the sample city's index is 26 KB, with 4,000 it is 6 KB, and the list of the pieces,
 * which everybody fetches, grows by 3 KB.
 *
 * Pagefind takes the size from the environment only, under a name that warns of change;
 * its version is fixed, and a size that is not heeded makes larger pieces, no wrong ones.
 */

/** Makes every search index that this process builds one of small pieces. */
export function useSmallChunks(): void {
  process.env.PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE ??= '4000';
}
