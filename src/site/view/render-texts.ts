/** Render texts: every text whose HTML is not kept yet. Runs before Astro, so that a page only places HTML. */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { countTextsWithoutHtml, pruneHtml, storeHtml, textsWithoutHtml } from '../../catalogue/records.ts';
import { renderCsv } from './render-csv.ts';
import { RENDERER, renderMarkdown, renderPlain } from './render-text.ts';
import type { TextKind } from '../../catalogue/records.ts';

const RENDER: Readonly<Record<TextKind, (text: string, prefix: string) => string>> = { markdown: renderMarkdown, plain: renderPlain, csv: renderCsv };

/** Renders what is missing; `report` is told now and then and at the end. */
export function renderTexts(catalogue: Catalogue, report: (done: number, total: number) => void): void {
  pruneHtml(catalogue, RENDERER);
  const total = countTextsWithoutHtml(catalogue);
  if (total === 0) return;
  let done = 0;
  while (done < total) {
    // In parts: rows are read before any is written, because writing moves what is read.
    const part = textsWithoutHtml(catalogue, 200);
    catalogue.transaction(() => {
      for (const { hash, kind, text } of part) storeHtml(catalogue, hash, RENDER[kind](text, `t${hash.slice(0, 6)}`));
    });
    done += part.length;
    report(done, total);
  }
}
