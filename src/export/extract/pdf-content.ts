/**
 * Content streams (ISO 32000-2 §7.8.2, §9.4) read by ourselves, as the second way
 * to the text of a page: every string that is shown, whether it is seen or not,
 * and every string that is only said (`/ActualText`, `/Alt`, comments).
 *
 * Where the text stands matters only as far as words go: on one line, close by.
 */
import type { PdfFont } from './pdf-fonts.ts';
import { CosReader, isWord, type Cos } from './pdf-syntax.ts';
import { textString } from './pdf-strings.ts';

/** What a content stream may name. */
export interface Resources {
  font(name: string): PdfFont | null;
  /** Called for every picture or form it draws. */
  draws(name: string): void;
}

export interface ContentText { shown: string; said: string }

type Matrix = readonly [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
const MOST_OPERANDS = 100_000;
/** Distances in ems. */
const SPACE = 0.2;
const CELL = 1.5;
const LINE = 0.4;

/** Returns the text of a stream. */
export function readContent(bytes: Uint8Array, resources: Resources): ContentText {
  const walk = new ContentWalk(resources);
  const reader = new CosReader(bytes);
  let operands: Cos[] = [];
  for (let value = reader.next(); value !== null; value = reader.next()) {
    if (value.type !== 'word') {
      if (operands.length < MOST_OPERANDS) operands.push(value);
      continue;
    }
    if (isWord(value, 'ID')) reader.at = inlineEnd(bytes, reader.at);
    else walk.take(value.value, operands);
    operands = [];
  }
  return { shown: walk.shown.trim(), said: [...walk.said, ...reader.comments].filter((text) => text !== '').join('\n') };
}

/** The data of a picture within the stream end at `EI` between white space. */
function inlineEnd(bytes: Uint8Array, start: number): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf('EI', start + 1); at >= 0; at = buffer.indexOf('EI', at + 1)) {
    const [before, after] = [buffer[at - 1]!, buffer[at + 2]];
    const ahead = buffer.subarray(at + 2, at + 12);
    if (before <= 0x20 && (after === undefined || after <= 0x20) && ahead.every((byte) => byte === 9 || byte === 10 || byte === 13 || (byte >= 0x20 && byte < 0x7f))) return at + 2;
  }
  return bytes.length;
}

class ContentWalk {
  shown = '';
  readonly said = new Set<string>();
  readonly #resources: Resources;
  #font: PdfFont | null = null;
  #size = 1;
  #leading = 0;
  #spacing = 0;
  #line: Matrix = IDENTITY;
  /** Where the last string ended and the next begins, in text space along and across. */
  #end: readonly [number, number] | null = null;
  #along = 0;

  constructor(resources: Resources) {
    this.#resources = resources;
  }

  take(operator: string, operands: readonly Cos[]): void {
    const numbers = operands.map((operand) => (operand.type === 'number' ? operand.value : 0));
    switch (operator) {
      case 'BT': this.#place(IDENTITY); break;
      case 'Tf': this.#setFont(operands); break;
      case 'TL': this.#leading = numbers[0] ?? 0; break;
      case 'Tc': this.#spacing = numbers[0] ?? 0; break;
      case 'Td': this.#move(numbers[0] ?? 0, numbers[1] ?? 0); break;
      case 'TD': this.#leading = -(numbers[1] ?? 0); this.#move(numbers[0] ?? 0, numbers[1] ?? 0); break;
      case 'T*': this.#move(0, -this.#leading); break;
      case 'Tm': if (numbers.length >= 6) this.#place(numbers.slice(-6) as unknown as Matrix); break;
      case 'Tj': this.#show(operands); break;
      case 'TJ': this.#show(operands.flatMap((operand) => (operand.type === 'array' ? operand.items : [operand]))); break;
      case '\'': case '"': this.#move(0, -this.#leading); this.#show(operands.slice(-1)); break;
      case 'Do': { const [name] = operands; if (name?.type === 'name') this.#resources.draws(name.value); break; }
      default: this.#say(operands);
    }
  }

  #setFont(operands: readonly Cos[]): void {
    const [name, size] = operands;
    this.#font = name?.type === 'name' ? this.#resources.font(name.value) : null;
    this.#size = size?.type === 'number' && size.value !== 0 ? Math.abs(size.value) : 1;
  }

  #place(matrix: Matrix): void {
    this.#line = matrix;
    this.#along = 0;
  }

  #move(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#line;
    this.#place([a, b, c, d, a * x + c * y + e, b * x + d * y + f]);
  }

  /** Operands of all other operators: properties of marked content say what a picture or a letter means. */
  #say(operands: readonly Cos[]): void {
    for (const operand of operands) {
      if (operand.type === 'string') this.said.add(textString(operand.bytes));
      else if (operand.type === 'array') this.#say(operand.items);
      else if (operand.type === 'dict') this.#say([...operand.entries.values()]);
    }
  }

  #show(pieces: readonly Cos[]): void {
    const scale = Math.hypot(this.#line[0], this.#line[1]) || 1;
    for (const piece of pieces) {
      if (piece.type === 'number') this.#along -= piece.value / 1000 * this.#size;
      if (piece.type !== 'string') continue;
      const shown = this.#font === null ? [{ text: textString(piece.bytes), width: 500 * piece.bytes.length }] : this.#font(piece.bytes);
      for (const { text, width } of shown) {
        this.#join(text, scale);
        this.#along += width / 1000 * this.#size + this.#spacing;
        this.#end = this.#point(scale);
      }
    }
  }

  /** Along and across the line in ems of the current size. */
  #point(scale: number): readonly [number, number] {
    const [a, b, , , e, f] = this.#line;
    const em = this.#size * scale;
    return [((e * a + f * b) / scale + this.#along * scale) / em, (f * a - e * b) / scale / em];
  }

  #join(text: string, scale: number): void {
    const [along, across] = this.#point(scale);
    const [lastAlong, lastAcross] = this.#end ?? [along, across];
    const gap = along - lastAlong;
    if (Math.abs(across - lastAcross) > LINE || gap < -LINE * 4) this.shown += '\n';
    else if (gap > CELL) this.shown += '   ';
    else if (gap > SPACE && !this.shown.endsWith(' ')) this.shown += ' ';
    this.shown += text;
  }
}

