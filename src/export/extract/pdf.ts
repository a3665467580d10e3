/**
 * PDF (ISO 32000): read twice, by readers that share nothing. Our own takes every
 * object that lies in the bytes, replaced and unreachable ones too; pdf.js draws the
 * pages, and what is seen there is what readers get.
 *
 * Letters that are not seen (white, covered, outside the page, tiny, in a layer that
 * is off) are parts of kind `hidden` and never in the Markdown.
 *
 * Known: a font may draw other letters than it says. What is drawn is checked only
 * for being there, not for being the same.
 */
import type { Part, ReadFormat } from './extracted.ts';
import { openDocument } from './pdf-document.ts';
import { readPdfFile } from './pdf-file.ts';
import { graphOf } from './pdf-graph.ts';
import { readPages } from './pdf-pages.ts';
import { streamParts } from './pdf-streams.ts';
import { contentTexts } from './pdf-texts.ts';
import { valueParts } from './pdf-values.ts';

/** Reads a PDF file. @throws {Unread} whenever in doubt. */
export const readPdf: ReadFormat = async (bytes, context) => {
  const file = readPdfFile(bytes, context);
  const graph = graphOf(file);
  const { parts: contents, drawn } = contentTexts(file, graph);
  // Before pdf.js sees the file: sizes and packings are checked here.
  const streams = await streamParts(file, graph, drawn, context);
  const document = await openDocument(bytes, context.limits);
  try {
    const pages = await readPages(document, context);
    const parts = [...pages.parts, ...contents, ...valueParts(file, graph), ...streams].filter(({ text }: Part) => text.trim() !== '');
    return { outcome: 'read', format: 'pdf', parts, markdown: pages.markdown === '' ? null : pages.markdown, sheets: [] };
  } finally {
    await document.loadingTask.destroy();
  }
};
