/**
 * Pages of a PDF: the text readers see, the text they don't, and what OCR reads of
 * pictures and scans. One page at a time, and closed before the next.
 *
 * A page is a *scan* if it shows (almost) no letters and is not blank; so is a page
 * whose font does not say what its letters are. A scan must be read by OCR, letters
 * in doubt hold the file (`no-text`). An invisible text layer over a scan is kept as
 * hidden text and believed by nobody: the picture is read as well. On pages with
 * text, pictures are read too, but may be without text: photographs, coats of arms.
 */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Canvas } from '@napi-rs/canvas';
import { Unread, type Part, type ReadContext } from './extracted.ts';
import { greyOf, isBlank, OCR_PIXELS, type Raster } from './image-raster.ts';
import { isBelievable, readText } from './ocr.ts';
import { drawPage, redraw, type Drawn } from './pdf-document.ts';
import { glyphsOf, type Glyph } from './pdf-glyphs.ts';
import { linesOf, markdownOf, markdownOfText, textOf } from './pdf-lines.ts';
import { drawingOf, type Drawing } from './pdf-pictures.ts';
import { lookAt, type Sight } from './pdf-visible.ts';

/** Pages with fewer letters are scans, or covers with a picture. */
const FEW_LETTERS = 30;
/** From so many small shapes on, they may be letters. */
const MANY_MARKS = 20;
/** Share of letters without meaning from which a font is not believed. */
const MEANINGLESS = 0.1;
/** Scans are drawn as finely as they were made, between 150 and 300 dots an inch. */
const SCAN_SCALE = { least: 150 / 72, most: 300 / 72 };

/** What the pages yield. */
export interface PageTexts { parts: readonly Part[]; markdown: string }

/** Reads all pages. @throws {Unread} `no-text`, `corrupt`, `too-large` */
export async function readPages(document: PDFDocumentProxy, context: ReadContext): Promise<PageTexts> {
  const reading = new PageReading(context);
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number).catch(() => { throw new Unread('corrupt', `pdf: page ${number} can not be opened`); });
    await reading.read(page);
    page.cleanup();
  }
  return { parts: reading.parts, markdown: reading.markdown.filter((text) => text !== '').join('\n\n') };
}

class PageReading {
  readonly parts: Part[] = [];
  readonly markdown: string[] = [];
  readonly #context: ReadContext;
  /** Pictures already read, such as the letterhead of every page. */
  readonly #known = new Set<string>();

  constructor(context: ReadContext) {
    this.#context = context;
  }

  async read(page: PDFPageProxy): Promise<void> {
    const drawn = await drawPage(page, this.#context.limits);
    const glyphs = glyphsOf(page, drawn);
    const { sights, wordless } = await lookAt(page, drawn, glyphs);
    const path = `page ${page.pageNumber}`;
    const seen = this.#texts(path, glyphs, sights);
    const drawing = drawingOf(page, drawn.operations);
    const letters = lettersIn(seen);
    const isScan = (letters.length < FEW_LETTERS || isMeaningless(letters)) && !isBlank(rasterOf(drawn.canvas));
    if (isScan && (letters.length === 0 || isMeaningless(letters) || drawing.pictures.length > 0 || drawing.marks >= MANY_MARKS)) await this.#scan(page, drawn, drawing, letters.length);
    else {
      this.markdown.push(markdownOf(linesOf(seen)));
      if (drawing.marks >= MANY_MARKS) await this.#ocr(`${path} shapes`, rasterOf(wordless), 'once');
      await this.#pictures(path, drawing);
    }
  }

  #texts(path: string, glyphs: readonly Glyph[], sights: readonly Sight[]): Glyph[] {
    const seen = glyphs.filter((_glyph, index) => sights[index] === 'seen');
    const hidden = glyphs.filter((_glyph, index) => sights[index] === 'hidden');
    this.#add(path, 'visible', textOf(linesOf(seen)));
    this.#add(path, 'hidden', textOf(linesOf(hidden)));
    // In one piece as well: a number may be half seen and half hidden.
    if (hidden.length > 0) this.#add(`${path} all`, 'hidden', textOf(linesOf(glyphs.filter((_glyph, index) => sights[index] !== 'twice'))));
    return seen;
  }

  async #scan(page: PDFPageProxy, drawn: Drawn, drawing: Drawing, letters: number): Promise<void> {
    const path = `page ${page.pageNumber}`;
    const { width, height } = page.getViewport({ scale: 1 });
    const made = Math.max(0, ...drawing.pictures.map(({ raster }) => raster.width)) / width;
    const wanted = drawing.pictures.length === 0 ? SCAN_SCALE.most : Math.min(SCAN_SCALE.most, Math.max(SCAN_SCALE.least, made));
    const scale = Math.min(wanted, Math.sqrt(OCR_PIXELS / (width * height)));
    const large = scale <= drawn.viewport.scale ? drawn.canvas : await redraw(page, { viewport: page.getViewport({ scale }), canvas: drawn.canvas, operations: drawn.operations }, () => true);
    const text = await this.#ocr(`${path} scan`, rasterOf(large), 'hard');
    const isUnread = text === null || (text === '' && letters === 0);
    if (isUnread) throw new Unread('no-text', `pdf: page ${page.pageNumber} is a picture in which no text could be read`);
    this.markdown.push(markdownOfText(text));
    if (!drawing.isPlainScan) await this.#pictures(path, drawing);
  }

  async #pictures(path: string, { pictures }: Drawing): Promise<void> {
    for (const [index, { raster, fingerprint }] of pictures.entries()) {
      if (this.#known.has(fingerprint)) continue;
      this.#known.add(fingerprint);
      await this.#ocr(`${path} image ${index + 1}`, raster, 'once');
    }
  }

  /** Returns what was read, `null` if it is not to be believed; both are searched. */
  async #ocr(path: string, raster: Raster, effort: 'once' | 'hard'): Promise<string | null> {
    if (isBlank(raster)) return '';
    const read = await readText(raster, effort);
    this.#add(path, 'visible', read.readings.join('\n'));
    return read.surePart + read.doubtfulPart === 0 ? '' : isBelievable(read) ? read.text : null;
  }

  #add(path: string, kind: Part['kind'], text: string): void {
    if (text.trim() !== '') this.parts.push({ path, kind, text });
  }
}

function lettersIn(glyphs: readonly Glyph[]): string[] {
  return glyphs.flatMap(({ text }) => [...text]).filter((character) => /[\p{L}\p{N}\p{Co}\p{Cc}\uFFFD]/u.test(character));
}

/** Letters from the private area or none at all: the font does not say what they are. */
function isMeaningless(letters: readonly string[]): boolean {
  return letters.filter((character) => /[\p{Co}\p{Cc}\uFFFD]/u.test(character)).length > letters.length * MEANINGLESS;
}

function rasterOf(canvas: Canvas): Raster {
  return greyOf(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height);
}
