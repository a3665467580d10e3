/**
 * PDF syntax (ISO 32000-2 §7.2, §7.3): turns bytes into values. Our own and not a
 * library's, because libraries give what the file's table of objects names, and
 * text is left behind where no table points.
 *
 * It forgives as viewers do: a word nobody knows is kept as a word, a dictionary
 * that never closes ends with the bytes.
 */
import { Unread } from './extracted.ts';

export type Cos =
  | { type: 'null' } | { type: 'boolean'; value: boolean } | { type: 'number'; value: number; raw: string }
  | CosName | CosString | { type: 'array'; items: Cos[] } | CosDict | CosRef
  | { type: 'word'; value: string };

export interface CosName { type: 'name'; bytes: Uint8Array; value: string }
export interface CosString { type: 'string'; bytes: Uint8Array }
export interface CosDict { type: 'dict'; entries: Map<string, Cos> }
export interface CosRef { type: 'ref'; number: number; generation: number }

const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));
const MOST_DEPTH = 200;
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** Reads values one after the other. */
export class CosReader {
  readonly bytes: Uint8Array;
  /** Where the next value begins. */
  at: number;
  /** Comments met on the way: nothing shows them, and they can say anything. */
  readonly comments: string[] = [];
  readonly #end: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.#end = end;
  }

  /** Returns the next value, a word for operators and stray signs, or `null` at the end. @throws {Unread} `corrupt` if values lie too deep. */
  next(depth = 0): Cos | null {
    if (depth > MOST_DEPTH) throw new Unread('corrupt', `pdf: values in more than ${MOST_DEPTH} others`);
    this.skipWhite();
    if (this.at >= this.#end) return null;
    const byte = this.bytes[this.at]!;
    if (byte === 0x2f) return this.#name();
    if (byte === 0x28) return this.#literal();
    if (byte === 0x5b) return this.#array(depth);
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.#dict(depth) : this.#hexadecimal();
    if (DELIMITERS.has(byte)) return this.#sign(byte);
    return this.#plain();
  }

  skipWhite(): void {
    while (this.at < this.#end) {
      if (WHITE.has(this.bytes[this.at]!)) this.at += 1;
      else if (this.bytes[this.at] === 0x25) this.#comment();
      else return;
    }
  }

  #comment(): void {
    const start = this.at + 1;
    while (this.at < this.#end && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at += 1;
    if (this.at > start) this.comments.push(Buffer.from(this.bytes.subarray(start, this.at)).toString('utf8').trim());
  }

  /** `>>`, `]` and strays come back as words; whoever opened knows its own. */
  #sign(byte: number): Cos {
    const isDouble = byte === 0x3e && this.bytes[this.at + 1] === 0x3e;
    this.at += isDouble ? 2 : 1;
    return { type: 'word', value: isDouble ? '>>' : String.fromCharCode(byte) };
  }

  #name(): CosName {
    const bytes: number[] = [];
    this.at += 1;
    for (; this.at < this.#end; this.at += 1) {
      const byte = this.bytes[this.at]!;
      if (WHITE.has(byte) || DELIMITERS.has(byte)) break;
      const code = byte === 0x23 ? hexByte(this.bytes, this.at + 1) : null;
      bytes.push(code ?? byte);
      if (code !== null) this.at += 2;
    }
    const found = Uint8Array.from(bytes);
    return { type: 'name', bytes: found, value: Buffer.from(found).toString('latin1') };
  }

  #literal(): CosString {
    const out: number[] = [];
    let open = 1;
    for (this.at += 1; this.at < this.#end; this.at += 1) {
      const byte = this.bytes[this.at]!;
      if (byte === 0x5c) { this.#escape(out); continue; }
      if (byte === 0x28) open += 1;
      if (byte === 0x29) {
        open -= 1;
        if (open === 0) break;
      }
      out.push(byte);
    }
    this.at += 1;
    return { type: 'string', bytes: Uint8Array.from(out) };
  }

  #escape(out: number[]): void {
    this.at += 1;
    const character = String.fromCharCode(this.bytes[this.at] ?? 0);
    if (character >= '0' && character <= '7') {
      let code = 0;
      let digits = 0;
      for (; digits < 3 && this.bytes[this.at + digits]! >= 0x30 && this.bytes[this.at + digits]! <= 0x37; digits += 1) code = code * 8 + this.bytes[this.at + digits]! - 0x30;
      this.at += digits - 1;
      out.push(code & 255);
    } else if (character === '\r') {
      if (this.bytes[this.at + 1] === 10) this.at += 1;
    } else if (character !== '\n') out.push(ESCAPES[character] ?? character.charCodeAt(0));
  }

  #hexadecimal(): CosString {
    let digits = '';
    for (this.at += 1; this.at < this.#end && this.bytes[this.at] !== 0x3e; this.at += 1) {
      const character = String.fromCharCode(this.bytes[this.at]!);
      if (/[0-9A-Fa-f]/.test(character)) digits += character;
    }
    this.at += 1;
    return { type: 'string', bytes: new Uint8Array(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')) };
  }

  #array(depth: number): Cos {
    const items: Cos[] = [];
    this.at += 1;
    for (let value = this.next(depth + 1); value !== null && !isWord(value, ']'); value = this.next(depth + 1)) {
      if (isWord(value, 'endobj')) break;
      items.push(value);
      joinReference(items);
    }
    return { type: 'array', items };
  }

  #dict(depth: number): CosDict {
    const items: Cos[] = [];
    this.at += 2;
    for (let value = this.next(depth + 1); value !== null && !isWord(value, '>>'); value = this.next(depth + 1)) {
      if (isWord(value, 'endobj')) break;
      items.push(value);
      joinReference(items);
    }
    return { type: 'dict', entries: paired(items) };
  }

  #plain(): Cos {
    const start = this.at;
    while (this.at < this.#end && !WHITE.has(this.bytes[this.at]!) && !DELIMITERS.has(this.bytes[this.at]!)) this.at += 1;
    const raw = Buffer.from(this.bytes.subarray(start, this.at)).toString('latin1');
    if (/^[+-]{0,2}(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:-\d{0,40})?$/.test(raw)) return { type: 'number', value: Number.parseFloat(raw.replace(/^[+-]+(?=[+-])/, '')), raw };
    if (raw === 'true' || raw === 'false') return { type: 'boolean', value: raw === 'true' };
    return raw === 'null' ? { type: 'null' } : { type: 'word', value: raw };
  }
}

export function isWord(value: Cos | null, word: string): boolean {
  return value?.type === 'word' && value.value === word;
}

/** `12 0 R`: seen only when the `R` comes. */
function joinReference(items: Cos[]): void {
  if (!isWord(items.at(-1)!, 'R') || items.length < 3) return;
  const [number, generation] = [items.at(-3)!, items.at(-2)!];
  if (number.type !== 'number' || generation.type !== 'number') return;
  items.splice(-3, 3, { type: 'ref', number: number.value, generation: generation.value });
}

/** Keys and values; a value without a key, or a key given twice, keeps a key of its own, for its text counts too. */
function paired(items: readonly Cos[]): Map<string, Cos> {
  const entries = new Map<string, Cos>();
  for (let n = 0; n < items.length; n += 1) {
    const key = items[n]!;
    const name = key.type === 'name' ? key.value : `stray ${n}`;
    const value = key.type === 'name' ? items[n + 1] ?? { type: 'null' } : key;
    if (key.type === 'name') n += 1;
    entries.set(entries.has(name) ? `${name} ${n}` : name, value);
  }
  return entries;
}

function hexByte(bytes: Uint8Array, at: number): number | null {
  const digits = Buffer.from(bytes.subarray(at, at + 2)).toString('latin1');
  return /^[0-9A-Fa-f]{2}$/.test(digits) ? Number.parseInt(digits, 16) : null;
}
