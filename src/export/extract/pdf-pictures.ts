/**
 * Pictures that a page draws, as pdf.js decoded them: whole, also where the page
 * covers or cuts them, because what a box hides on paper is still in the file.
 *
 * Read are pictures from 40 × 12 pixels on; below that no two words fit. Smaller
 * ones in number may be letters themselves: `marks` counts them, with small filled
 * shapes (letters turned into outlines), so that the page is read as a picture too.
 */
import { createHash } from 'node:crypto';
import { ImageKind, OPS, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Operations } from './pdf-document.ts';
import { greyOf, type Raster } from './image-raster.ts';

/** A picture in grey and the fingerprint by which the same one is read once. */
export interface DrawnPicture { raster: Raster; fingerprint: string }

/** What a page draws besides text. */
export interface Drawing {
  pictures: readonly DrawnPicture[];
  /** Small shapes and pictures, as many letters drawn without text would be. */
  marks: number;
  /** Nothing but one picture, and text nobody sees: a scan as a scanner makes it. */
  isPlainScan: boolean;
}

const LEAST_WIDTH = 40;
const LEAST_HEIGHT = 12;
/** Height of a letter in user space units, which most pages have as points. */
const LETTER_HEIGHT = { least: 2, most: 60 };

interface Decoded { width: number; height: number; kind?: number; data?: Uint8Array | Uint8ClampedArray | string | null; bitmap?: unknown }

/** Whether a picture is large enough to hold words. */
export function isWorthReading(width: number, height: number): boolean {
  return Math.max(width, height) >= LEAST_WIDTH && Math.min(width, height) >= LEAST_HEIGHT;
}

/** Returns what the operations of a drawn page draw besides text. */
export function drawingOf(page: PDFPageProxy, { fnArray, argsArray }: Operations): Drawing {
  const pictures: DrawnPicture[] = [];
  let [marks, others, drawn] = [0, 0, 0];
  fnArray.forEach((operation, index) => {
    const args = argsArray[index] ?? [];
    for (const decoded of decodedIn(page, operation, args)) {
      drawn += 1;
      if (!isWorthReading(decoded.width, decoded.height)) marks += 1;
      else pictures.push(...pictureOf(decoded));
    }
    if (operation === OPS.paintImageMaskXObjectGroup) marks += (args[0] as unknown[]).length;
    if (operation === OPS.paintImageMaskXObjectRepeat || operation === OPS.paintImageXObjectRepeat) marks += 1;
    if (operation === OPS.constructPath && isLetterSized(args)) marks += 1;
    if (OTHERS.has(operation)) others += 1;
  });
  return { pictures, marks, isPlainScan: drawn === 1 && pictures.length === 1 && others === 0 };
}

/** What may cover, cut or add something. */
const OTHERS: ReadonlySet<number> = new Set([OPS.constructPath, OPS.shadingFill, OPS.beginAnnotation, OPS.clip, OPS.eoClip, OPS.rawFillPath, OPS.beginGroup]);

function isLetterSized(args: readonly unknown[]): boolean {
  const [operation, , box] = args as [number, unknown, ArrayLike<number> | null | undefined];
  const isFilled = operation === OPS.fill || operation === OPS.eoFill || operation === OPS.fillStroke || operation === OPS.eoFillStroke;
  if (!isFilled || box === null || box === undefined) return false;
  const [width, height] = [box[2]! - box[0]!, box[3]! - box[1]!];
  return height >= LETTER_HEIGHT.least && height <= LETTER_HEIGHT.most && width <= 20 * height;
}

function decodedIn(page: PDFPageProxy, operation: number, args: readonly unknown[]): Decoded[] {
  const object = (id: unknown): Decoded[] => {
    if (typeof id !== 'string') return [];
    const store = id.startsWith('g_') ? page.commonObjs : page.objs;
    const found = store.has(id) ? store.get(id) as Decoded | null : null;
    return found === null ? [] : [found];
  };
  if (operation === OPS.paintImageXObject || operation === OPS.paintImageXObjectRepeat) return object(args[0]);
  if (operation === OPS.paintInlineImageXObject || operation === OPS.paintInlineImageXObjectGroup) return [args[0] as Decoded];
  if (operation === OPS.paintImageMaskXObject || operation === OPS.paintImageMaskXObjectRepeat) return masksOf(args[0] as Decoded, object);
  return operation === OPS.paintImageMaskXObjectGroup ? (args[0] as Decoded[]).flatMap((mask) => masksOf(mask, object)) : [];
}

/** A stencil's data are either with it or kept under a name. */
function masksOf(mask: Decoded, object: (id: unknown) => Decoded[]): Decoded[] {
  const found = typeof mask.data === 'string' ? object(mask.data) : [mask];
  return found.map(({ width, height, data }) => ({ width, height, data, kind: ImageKind.GRAYSCALE_1BPP }));
}

function pictureOf({ width, height, kind, data }: Decoded): DrawnPicture[] {
  if (!(data instanceof Uint8Array) && !(data instanceof Uint8ClampedArray)) return [];
  const raster = kind === ImageKind.GRAYSCALE_1BPP ? bitsOf(data, width, height) : kind === ImageKind.RGB_24BPP ? rgbOf(data, width, height) : greyOf(data, width, height);
  return [{ raster, fingerprint: createHash('sha256').update(`${width} ${height} ${kind} `).update(data).digest('hex') }];
}

function bitsOf(data: Uint8Array | Uint8ClampedArray, width: number, height: number): Raster {
  const grey = new Uint8Array(width * height);
  const rowBytes = (width + 7) >> 3;
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) grey[y * width + x] = (data[y * rowBytes + (x >> 3)]! >> (7 - (x & 7))) & 1 ? 255 : 0;
  return { width, height, grey };
}

function rgbOf(data: Uint8Array | Uint8ClampedArray, width: number, height: number): Raster {
  const grey = new Uint8Array(width * height);
  for (let n = 0; n < grey.length; n += 1) grey[n] = (data[3 * n]! * 77 + data[3 * n + 1]! * 151 + data[3 * n + 2]! * 28) >> 8;
  return { width, height, grey };
}
