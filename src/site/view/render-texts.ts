/** Render texts: every text whose HTML is not kept yet. Runs before Astro, so that a page only places HTML. */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { countTextsWithoutHtml, pruneHtml, storeHtml, textsWithoutHtml } from '../../catalogue/records.ts';
import { renderKind } from './render-text-kinds.ts';

/**
 * Renders what is missing; `report` is told now and then and at the end.
 *
 * @param renderer - Names what renders, code and packages: HTML that another one has made is dropped and made again.
 */
export function renderTexts(catalogue: Catalogue, renderer: string, report: (done: number, total: number) => void): void {
  pruneHtml(catalogue, renderer);
  const total = countTextsWithoutHtml(catalogue);
  if (total === 0) return;
  let done = 0;
  while (done < total) {
    // In parts: rows are read before any is written, because writing moves what is read.
    const part = textsWithoutHtml(catalogue, 200);
    catalogue.transaction(() => {
      for (const { hash, kind, text } of part) storeHtml(catalogue, hash, renderKind(kind, text, hash));
    });
    done += part.length;
    report(done, total);
  }
}
