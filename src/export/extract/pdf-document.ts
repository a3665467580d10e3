/**
 * PDF as pdf.js sees it: opening a file and drawing its pages, with everything
 * pdf.js needs (character maps, fonts, decoders) taken from its own package, so
 * that nothing is ever fetched. No script runs: this build has no sandbox for them.
 *
 * What is drawn tells what a reader sees, which the file's own words don't.
 */
import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy, type PDFPageProxy, type PageViewport } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { Unread, type ReadLimits } from './extracted.ts';

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
GlobalWorkerOptions.workerSrc = import.meta.resolve('pdfjs-dist/legacy/build/pdf.worker.mjs');

/** Pixels of a page drawn to see what is visible: A4 at about 144 dpi. */
const DRAWN_SCALE = 2;

/** The operations of a page as pdf.js draws them. */
export interface Operations { fnArray: readonly number[]; argsArray: readonly (readonly unknown[] | null)[] }

/** A page that was drawn: with everything, and the operations it took. */
export interface Drawn { canvas: Canvas; viewport: PageViewport; operations: Operations }

/** Opens a file; one that only restricts what its owner allows opens with the empty password. @throws {Unread} `encrypted`, `corrupt`, `too-large` */
export async function openDocument(bytes: Uint8Array, limits: ReadLimits): Promise<PDFDocumentProxy> {
  const folder = (name: string) => join(PACKAGE, name) + sep;
  const task = getDocument({
    // pdf.js takes the bytes away from whoever gives them.
    data: new Uint8Array(bytes), cMapUrl: folder('cmaps'), cMapPacked: true, standardFontDataUrl: folder('standard_fonts'), iccUrl: folder('iccs'), wasmUrl: folder('wasm'),
    maxImageSize: limits.pixels, enableXfa: false, useSystemFonts: false, verbosity: 0,
  });
  let document: PDFDocumentProxy;
  try {
    document = await task.promise;
  } catch (error) {
    await task.destroy();
    throw error instanceof Error && error.name === 'PasswordException'
      ? new Unread('encrypted', 'pdf: opens with a password only') : new Unread('corrupt', 'pdf: has no page tree that can be read');
  }
  if (document.numPages <= limits.pages) return document;
  await task.destroy();
  throw new Unread('too-large', `pdf: ${document.numPages} pages, at most ${limits.pages}`);
}

/** Draws a page, larger where `scale` says so, never over the limit of pixels. @throws {Unread} `corrupt`, `too-large` */
export async function drawPage(page: PDFPageProxy, limits: ReadLimits, wanted: number = DRAWN_SCALE): Promise<Drawn> {
  const { width, height } = page.getViewport({ scale: 1 });
  const scale = Math.min(wanted, Math.sqrt(limits.pixels / (width * height)) * 0.99);
  if (!(scale >= Math.min(1, wanted))) throw new Unread('too-large', `pdf: page of ${Math.round(width)} × ${Math.round(height)} points`);
  const viewport = page.getViewport({ scale });
  const canvas = await paint(page, viewport, null);
  return { canvas, viewport, operations: operationsOf(page) };
}

/** Draws the same page without the operations that `isDrawn` refuses. */
export async function redraw(page: PDFPageProxy, { viewport }: Drawn, isDrawn: (index: number) => boolean): Promise<Canvas> {
  return paint(page, viewport, isDrawn);
}

async function paint(page: PDFPageProxy, viewport: PageViewport, isDrawn: ((index: number) => boolean) | null): Promise<Canvas> {
  const canvas = createCanvas(Math.max(1, Math.ceil(viewport.width)), Math.max(1, Math.ceil(viewport.height)));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  try {
    await page.render({ canvas: canvas as never, canvasContext: context as never, viewport, operationsFilter: isDrawn } as never).promise;
  } catch {
    throw new Unread('corrupt', `pdf: page ${page.pageNumber} can not be drawn`);
  }
  return canvas;
}

/**
 * pdf.js hands out a list of operations too, but another one than it draws by: it
 * joins pictures while drawing, and numbers would not agree.
 */
function operationsOf(page: PDFPageProxy): Operations {
  const { _intentStates: states } = page as unknown as { _intentStates?: Map<string, { operatorList?: Operations }> };
  const lists = [...states?.values() ?? []].flatMap(({ operatorList }) => operatorList ?? []);
  if (lists.length !== 1) throw new Unread('crash', `pdf: expected one list of operations, got ${lists.length}`);
  return lists[0]!;
}
