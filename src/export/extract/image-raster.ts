/**
 * Raster: a grey picture as OCR wants it, and the few things done to one before
 * it is read: enlarge, turn, cut out. Colour says nothing to OCR.
 */
import { createCanvas, Image } from '@napi-rs/canvas';
import { Unread } from './extracted.ts';

/** Rows from the top, one byte a pixel, 0 black. */
export interface Raster { width: number; height: number; grey: Uint8Array }

/** Most pixels OCR gets: an A4 page at 450 dpi. Larger pictures are read smaller. */
export const OCR_PIXELS = 20_000_000;
/** Lightness within which a picture counts as one colour (of 255). */
const BLANK_RANGE = 24;
/** Fewer pixels that stand out are dust. */
const BLANK_PIXELS = 12;

/** Returns the decoded first frame of an encoded picture on white paper, at most `OCR_PIXELS` large. @throws {Unread} `corrupt`, `too-large` */
export async function decodedPicture(bytes: Uint8Array, pixels: number): Promise<Raster> {
  const image = new Image();
  image.src = Buffer.from(bytes);
  try {
    await image.decode();
  } catch {
    throw new Unread('corrupt', 'picture can not be decoded');
  }
  const { width, height } = image;
  if (width === 0 || height === 0) throw new Unread('corrupt', 'picture without size');
  checkPixels(width, height, pixels);
  const scale = Math.min(1, Math.sqrt(OCR_PIXELS / (width * height)));
  const canvas = createCanvas(Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale)));
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return greyOf(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height);
}

/** @throws {Unread} `too-large` if a picture has more pixels than allowed. */
export function checkPixels(width: number, height: number, pixels: number): void {
  if (width * height > pixels) throw new Unread('too-large', `picture of ${width} × ${height} pixels, at most ${pixels}`);
}

/** Returns the luminance of RGBA bytes. */
export function greyOf(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Raster {
  const grey = new Uint8Array(width * height);
  for (let n = 0; n < grey.length; n += 1) {
    grey[n] = (rgba[4 * n]! * 77 + rgba[4 * n + 1]! * 151 + rgba[4 * n + 2]! * 28) >> 8;
  }
  return { width, height, grey };
}

/** Whether a picture shows nothing: one colour, or dust on it. */
export function isBlank({ grey }: Raster): boolean {
  const counts = new Uint32Array(256);
  for (const value of grey) counts[value]! += 1;
  const ground = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  let standsOut = 0;
  counts.forEach((count, value) => { if (Math.abs(value - ground) > BLANK_RANGE) standsOut += count; });
  return standsOut < BLANK_PIXELS;
}

/** Returns the picture as a binary PGM file, the plainest form Leptonica reads. */
export function packed({ width, height, grey }: Raster): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), grey]);
}

/** Returns the picture enlarged smoothly, as far as `OCR_PIXELS` allow. */
export function enlarged(picture: Raster, times: number): Raster {
  const scale = Math.min(times, Math.sqrt(OCR_PIXELS / (picture.width * picture.height)));
  return scale <= 1 ? picture : drawn(picture, Math.round(picture.width * scale), Math.round(picture.height * scale));
}

/** Returns the picture made smaller until it has at most so many pixels. */
export function reduced(picture: Raster, pixels: number): Raster {
  const scale = Math.sqrt(pixels / (picture.width * picture.height));
  return scale >= 1 ? picture : drawn(picture, Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
}

function drawn({ width, height, grey }: Raster, toWidth: number, toHeight: number): Raster {
  const source = createCanvas(width, height);
  const data = source.getContext('2d').createImageData(width, height);
  for (let n = 0; n < grey.length; n += 1) data.data.set([grey[n]!, grey[n]!, grey[n]!, 255], 4 * n);
  source.getContext('2d').putImageData(data, 0, 0);
  const target = createCanvas(toWidth, toHeight);
  const context = target.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, toWidth, toHeight);
  return greyOf(context.getImageData(0, 0, toWidth, toHeight).data, toWidth, toHeight);
}

/** Returns the picture turned clockwise by quarters. */
export function turned({ width, height, grey }: Raster, quarters: 1 | 2 | 3): Raster {
  const out = new Uint8Array(grey.length);
  const outWidth = quarters === 2 ? width : height;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [toX, toY] = quarters === 1 ? [height - 1 - y, x] : quarters === 2 ? [width - 1 - x, height - 1 - y] : [y, width - 1 - x];
      out[toY * outWidth + toX] = grey[y * width + x]!;
    }
  }
  return { width: outWidth, height: quarters === 2 ? height : width, grey: out };
}
