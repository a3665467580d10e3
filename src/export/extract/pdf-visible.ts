/**
 * Which characters of a page a reader sees. The page is drawn twice, with its text
 * and without: a character is seen where the two differ. So it does not matter how
 * it is hidden: white on white, under a box or a picture, outside the page, clipped,
 * transparent, in a layer that is off.
 *
 * Text that lies on other text can't be told apart by pixels: both count as not
 * seen, for the display must repeat neither by mistake. Letters printed twice (how
 * some programs make them bold) are one letter.
 *
 * Known: letters of a font that is neither in the file nor on the machine are not
 * drawn, so they count as not seen; the page is then read as a scan, and held.
 */
import type { Canvas } from '@napi-rs/canvas';
import { OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { redraw, type Drawn } from './pdf-document.ts';
import type { Glyph } from './pdf-glyphs.ts';

/** `twice`: the same character was already drawn there. */
export type Sight = 'seen' | 'hidden' | 'twice';

/** Difference of one colour channel, of 255, that an eye notices. */
const CONTRAST = 24;
/** Share of a character's cell that must differ: a full stop covers about one per cent. */
const LEAST_SHARE = 0.004;
const LEAST_PIXELS = 2;
/** Text below this size is not read by anybody. */
const LEAST_POINTS = 2;
/** Share of the smaller cell from which on two characters lie on each other. */
const OVERLAP = 0.5;
const GRID = 32;

/** Returns for every glyph whether it is seen, and the page drawn without text. */
export async function lookAt(page: PDFPageProxy, drawn: Drawn, glyphs: readonly Glyph[]): Promise<{ sights: readonly Sight[]; wordless: Canvas }> {
  const wordless = glyphs.length === 0 ? drawn.canvas : await redraw(page, drawn, (index) => drawn.operations.fnArray[index] !== OPS.showText);
  const difference = differing(drawn.canvas, wordless);
  const sights = glyphs.map((glyph): Sight => (isSeen(glyph, difference, drawn.viewport.scale) ? 'seen' : 'hidden'));
  judgeOverlaps(glyphs, sights);
  return { sights, wordless };
}

interface Difference { width: number; height: number; differs: Uint8Array }

function differing(one: Canvas, other: Canvas): Difference {
  const { width, height } = one;
  const differs = new Uint8Array(width * height);
  if (one === other) return { width, height, differs };
  const [a, b] = [one, other].map((canvas) => canvas.getContext('2d').getImageData(0, 0, width, height).data) as [Uint8ClampedArray, Uint8ClampedArray];
  for (let n = 0; n < differs.length; n += 1) {
    const at = 4 * n;
    differs[n] = Math.abs(a[at]! - b[at]!) >= CONTRAST || Math.abs(a[at + 1]! - b[at + 1]!) >= CONTRAST || Math.abs(a[at + 2]! - b[at + 2]!) >= CONTRAST ? 1 : 0;
  }
  return { width, height, differs };
}

function isSeen({ box, size, isInvisible, text }: Glyph, { width, height, differs }: Difference, scale: number): boolean {
  if (isInvisible || size / scale < LEAST_POINTS) return false;
  // A space has no ink; it goes with its neighbours.
  if (text.trim() === '') return true;
  const [left, top] = [Math.max(0, Math.floor(box[0])), Math.max(0, Math.floor(box[1]))];
  const [right, bottom] = [Math.min(width, Math.ceil(box[2])), Math.min(height, Math.ceil(box[3]))];
  let count = 0;
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) count += differs[y * width + x]!;
  return count >= Math.max(LEAST_PIXELS, LEAST_SHARE * (box[2] - box[0]) * (box[3] - box[1]));
}

function judgeOverlaps(glyphs: readonly Glyph[], sights: Sight[]): void {
  const grid = new Map<string, number[]>();
  const places = (index: number) => {
    const [left, top, right, bottom] = glyphs[index]!.box.map((value) => Math.floor(value / GRID)) as [number, number, number, number];
    // Cells far larger than type are no text on a line; they would fill the grid.
    if (right - left > GRID || bottom - top > GRID) return [];
    return Array.from({ length: (right - left + 1) * (bottom - top + 1) }, (_, n) => `${left + (n % (right - left + 1))},${top + Math.floor(n / (right - left + 1))}`);
  };
  glyphs.forEach((glyph, index) => {
    if (glyph.text.trim() === '') return;
    const keys = places(index);
    const below = new Set(keys.flatMap((key) => grid.get(key) ?? []));
    for (const other of below) judgePair(glyphs, sights, other, index);
    for (const key of keys) grid.set(key, [...grid.get(key) ?? [], index]);
  });
}

const LETTER = /[\p{L}\p{N}]/u;
const COVER = /[\u2580-\u25FF]/u;

function judgePair(glyphs: readonly Glyph[], sights: Sight[], below: number, above: number): void {
  const [lower, upper] = [glyphs[below]!, glyphs[above]!];
  if (!isOver(lower.box, upper.box)) return;
  if (lower.text === upper.text && sights[below] === sights[above]) sights[above] = 'twice';
  else if (COVER.test(upper.text)) sights[below] = 'hidden';
  else if (LETTER.test(lower.text) && LETTER.test(upper.text)) [sights[below], sights[above]] = ['hidden', 'hidden'];
}

function isOver(one: Glyph['box'], other: Glyph['box']): boolean {
  const width = Math.min(one[2], other[2]) - Math.max(one[0], other[0]);
  const height = Math.min(one[3], other[3]) - Math.max(one[1], other[1]);
  if (width <= 0 || height <= 0) return false;
  const area = (box: Glyph['box']) => (box[2] - box[0]) * (box[3] - box[1]);
  return width * height >= OVERLAP * Math.max(1, Math.min(area(one), area(other)));
}
