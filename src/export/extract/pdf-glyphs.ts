/**
 * Glyphs: every character a page draws, with the place it is drawn at, followed
 * through the operations of pdf.js the same way its canvas does (ISO 32000-2 §9.4).
 *
 * Single glyphs and not the text runs of pdf.js, because a run may begin black and
 * end in white: what is seen is a question to each character.
 */
import { OPS, Util, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Drawn } from './pdf-document.ts';

type Matrix = [number, number, number, number, number, number];

/** One character (or ligature) as drawn. Places are pixels of the drawn page, from its upper left corner. */
export interface Glyph {
  text: string;
  /** The upright box around its em square, cut to its advance. */
  box: readonly [number, number, number, number];
  /** Where its baseline begins, and where the next character would. */
  from: readonly [number, number];
  to: readonly [number, number];
  /** Height of an em, in pixels. */
  size: number;
  /** Drawn neither filled nor stroked (text rendering mode 3 and 7). */
  isInvisible: boolean;
}

interface Font { fontMatrix?: Matrix; vertical?: boolean; isType3Font?: boolean; defaultVMetrics?: number[] }
interface FontGlyph { unicode: string; width: number; isSpace: boolean; vmetric?: number[] }
interface TextState {
  ctm: Matrix; font: Font; size: number; direction: number; charSpacing: number; wordSpacing: number; scale: number; leading: number; rise: number; mode: number;
  matrix: Matrix; x: number; y: number; lineX: number; lineY: number;
}

const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const FONT_MATRIX: Matrix = [0.001, 0, 0, 0.001, 0, 0];
/** Below and above the baseline, in ems. */
const DESCENT = -0.2;
const ASCENT = 0.85;
/** Operations that never end would never be drawn either; this only stops a made-up file. */
const MOST_GLYPHS = 2_000_000;

/** Returns the glyphs of a drawn page in the order in which they are drawn. */
export function glyphsOf(page: PDFPageProxy, { viewport, operations }: Drawn): Glyph[] {
  const walk = new Walk(page, viewport.transform as Matrix);
  operations.fnArray.forEach((operation, index) => walk.take(operation, operations.argsArray[index] ?? []));
  return walk.glyphs;
}

class Walk {
  readonly glyphs: Glyph[] = [];
  readonly #page: PDFPageProxy;
  readonly #start: Matrix;
  readonly #stack: TextState[] = [];
  #state: TextState;

  constructor(page: PDFPageProxy, start: Matrix) {
    this.#page = page;
    this.#start = start;
    this.#state = freshState(start);
  }

  take(operation: number, args: readonly unknown[]): void {
    const state = this.#state;
    const numbers = args as readonly number[];
    switch (operation) {
      // A group names its form's matrix only to measure itself; the form applies it.
      case OPS.save: case OPS.beginGroup: this.#push(); break;
      case OPS.restore: case OPS.paintFormXObjectEnd: case OPS.endGroup: this.#pop(); break;
      case OPS.transform: this.#turn(numbers as Matrix); break;
      case OPS.paintFormXObjectBegin: this.#push(); this.#turn(args[0] as Matrix | null); break;
      case OPS.beginAnnotation: this.#beginAnnotation(args); break;
      case OPS.setGState: this.#setGraphics(args[0] as [string, unknown][]); break;
      case OPS.beginText: state.matrix = IDENTITY; moveTo(state, 0, 0); break;
      case OPS.setCharSpacing: state.charSpacing = numbers[0]!; break;
      case OPS.setWordSpacing: state.wordSpacing = numbers[0]!; break;
      case OPS.setHScale: state.scale = numbers[0]! / 100; break;
      case OPS.setLeading: state.leading = -numbers[0]!; break;
      case OPS.setTextRise: state.rise = numbers[0]!; break;
      case OPS.setTextRenderingMode: state.mode = numbers[0]!; break;
      case OPS.setFont: this.#setFont(args[0] as string, args[1] as number); break;
      case OPS.setLeadingMoveText: state.leading = numbers[1]!; moveTo(state, state.lineX + numbers[0]!, state.lineY + numbers[1]!); break;
      case OPS.moveText: moveTo(state, state.lineX + numbers[0]!, state.lineY + numbers[1]!); break;
      case OPS.nextLine: moveTo(state, state.lineX, state.lineY + state.leading); break;
      case OPS.setTextMatrix: state.matrix = matrixOf(args); moveTo(state, 0, 0); break;
      case OPS.showText: this.#show(args[0] as (FontGlyph | number)[]); break;
      default: break;
    }
  }

  #push(): void {
    this.#stack.push(copyOf(this.#state));
  }

  #pop(): void {
    this.#state = this.#stack.pop() ?? this.#state;
  }

  #turn(matrix: Matrix | null): void {
    if (matrix) this.#state.ctm = Util.transform(this.#state.ctm, [...matrix]) as Matrix;
  }

  /** An annotation is drawn from the page's own start, whatever came before. */
  #beginAnnotation(args: readonly unknown[]): void {
    this.#stack.length = 0;
    this.#state = freshState(this.#start);
    this.#turn(args[2] as Matrix);
    this.#turn(args[3] as Matrix);
  }

  #setGraphics(settings: readonly [string, unknown][]): void {
    for (const [name, value] of settings) if (name === 'Font') this.#setFont(...(value as [string, number]));
  }

  #setFont(name: string, size: number): void {
    const state = this.#state;
    state.font = this.#page.commonObjs.has(name) ? this.#page.commonObjs.get(name) as Font : {};
    state.size = Math.abs(size);
    state.direction = size < 0 ? -1 : 1;
  }

  #show(glyphs: readonly (FontGlyph | number)[]): void {
    const state = this.#state;
    const isVertical = state.font.vertical === true;
    const advanceScale = state.size * (state.font.fontMatrix ?? FONT_MATRIX)[0];
    let along = 0;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        along += (isVertical ? 1 : -1) * glyph * state.size / 1000;
        continue;
      }
      const spacing = ((glyph.isSpace ? state.wordSpacing : 0) + state.charSpacing) * (isVertical ? -state.direction : state.direction);
      const metric = glyph.vmetric ?? state.font.defaultVMetrics;
      const width = (isVertical && metric !== undefined ? -metric[0]! : glyph.width) * advanceScale;
      this.#place(glyph.unicode, along, width, isVertical);
      along += width + spacing;
    }
    if (isVertical) state.y -= along;
    else state.x += along * state.scale * state.direction;
  }

  #place(text: string, along: number, width: number, isVertical: boolean): void {
    if (this.glyphs.length >= MOST_GLYPHS || text === '') return;
    const { ctm, matrix, x, y, rise, scale, direction, size, mode } = this.#state;
    const local = Util.transform(Util.transform(ctm, [...matrix]), [scale * direction, 0, 0, direction, x, y + rise]) as Matrix;
    const at = (px: number, py: number): [number, number] => [local[0] * px + local[2] * py + local[4], local[1] * px + local[3] * py + local[5]];
    const corners = isVertical
      ? [at(-size / 2, -along), at(size / 2, -along), at(-size / 2, -along - width), at(size / 2, -along - width)]
      : [at(along, DESCENT * size), at(along, ASCENT * size), at(along + width, DESCENT * size), at(along + width, ASCENT * size)];
    const [xs, ys] = [corners.map(([px]) => px), corners.map(([, py]) => py)];
    this.glyphs.push({
      text,
      box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
      from: isVertical ? at(0, -along) : at(along, 0),
      to: isVertical ? at(0, -along - width) : at(along + width, 0),
      size: Math.hypot(local[2], local[3]) * size,
      isInvisible: (mode & 3) === 3,
    });
  }
}

function freshState(ctm: Matrix): TextState {
  return { ctm, font: {}, size: 0, direction: 1, charSpacing: 0, wordSpacing: 0, scale: 1, leading: 0, rise: 0, mode: 0, matrix: IDENTITY, x: 0, y: 0, lineX: 0, lineY: 0 };
}

function copyOf(state: TextState): TextState {
  return Object.assign({}, state);
}

function moveTo(state: TextState, x: number, y: number): void {
  state.x = x;
  state.lineX = x;
  state.y = y;
  state.lineY = y;
}

/** pdf.js hands over the six numbers of a matrix as one argument or as six. */
function matrixOf(args: readonly unknown[]): Matrix {
  return [...(typeof args[0] === 'number' ? args : args[0] as ArrayLike<number> & Iterable<number>)] as Matrix;
}
