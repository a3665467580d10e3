/**
 * PDF syntax (ISO 32000-1, §7.2–7.3): values, and the objects of a file. Objects are
 * found by looking through all bytes and not by the table of contents, so that those
 * of earlier versions, which a viewer hides, are read too.
 */
import { LIMITS, unread } from '../limits.ts';

/** A name, `/Type`. */
export interface Name { name: string }
/** A pointer to an object. */
export interface Ref { ref: number }
/** A string, one character a byte. */
export interface Bytes { bytes: string }
/** An operator of a content stream. */
export interface Operator { operator: string }
export type Dict = Map<string, Value>;
export type Value = number | boolean | null | Name | Ref | Bytes | Operator | Value[] | Dict;

const SPACE = /[\0\t\n\f\r ]/;
const END = /[\0\t\n\f\r ()<>[\]{}/%]/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads values from a text of one character a byte. */
export class Syntax {
  readonly text: string;
  at: number;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  /** Skips spaces and comments; returns whether something is left. */
  skip(): boolean {
    while (this.at < this.text.length) {
      const sign = this.text[this.at]!;
      if (sign === '%') this.at = endOf(this.text, this.at);
      else if (SPACE.test(sign)) this.at += 1;
      else return true;
    }
    return false;
  }

  /** Returns the next value; in a content stream an operator is one too. */
  value(depth = 0): Value {
    if (depth > LIMITS.nesting) throw unread(`expected PDF values at most ${LIMITS.nesting} deep, got more`);
    if (!this.skip()) throw unread('expected a PDF value, the text ends');
    const sign = this.text[this.at]!;
    if (sign === '/') return this.#name();
    if (sign === '(') return this.#string();
    if (sign === '[') return this.#list(depth);
    if (sign === '<') return this.text[this.at + 1] === '<' ? this.#dict(depth) : this.#hex();
    if (/[)\]>{}]/.test(sign)) { this.at += 1; return { operator: sign }; }
    return this.#word();
  }

  #word(): Value {
    const start = this.at;
    while (this.at < this.text.length && !END.test(this.text[this.at]!)) this.at += 1;
    const word = this.text.slice(start, this.at);
    if (/^[+-]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})$/.test(word)) {
      const pointer = /^[\0\t\n\f\r ]{1,9}\d{1,5}[\0\t\n\f\r ]{1,9}R(?![A-Za-z0-9])/.exec(this.text.slice(this.at, this.at + 30));
      if (pointer === null || !/^\d{1,10}$/.test(word)) return Number(word);
      this.at += pointer[0].length;
      return { ref: Number(word) };
    }
    return word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : { operator: word };
  }

  #name(): Name {
    const start = ++this.at;
    while (this.at < this.text.length && !END.test(this.text[this.at]!)) this.at += 1;
    return { name: this.text.slice(start, this.at).replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) };
  }

  #string(): Bytes {
    let bytes = '';
    let open = 1;
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const sign = this.text[this.at]!;
      if (sign === '\\') bytes += this.#escape();
      else if (sign === ')' && --open === 0) { this.at += 1; return { bytes }; }
      else { if (sign === '(') open += 1; bytes += sign; }
    }
    throw unread('expected a PDF string with an end, got none');
  }

  #escape(): string {
    const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.at + 1, this.at + 4))?.[0];
    this.at += octal?.length ?? 1;
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
    const sign = this.text[this.at] ?? '';
    if (sign === '\r' && this.text[this.at + 1] === '\n') this.at += 1;
    return sign === '\n' || sign === '\r' ? '' : ESCAPES[sign] ?? sign;
  }

  #hex(): Bytes {
    const end = this.text.indexOf('>', this.at);
    if (end === -1) throw unread('expected a PDF string with an end, got none');
    const digits = this.text.slice(this.at + 1, end).replace(/[^0-9A-Fa-f]/g, '');
    this.at = end + 1;
    return { bytes: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1') };
  }

  #list(depth: number): Value[] {
    const list: Value[] = [];
    this.at += 1;
    while (this.skip() && this.text[this.at] !== ']') list.push(this.value(depth + 1));
    this.at += 1;
    return list;
  }

  #dict(depth: number): Dict {
    const dict: Dict = new Map();
    this.at += 2;
    while (this.skip() && !this.text.startsWith('>>', this.at)) {
      const key = this.value(depth + 1);
      if (!isName(key)) throw unread('expected a PDF dictionary of names, got another key');
      dict.set(key.name, this.value(depth + 1));
    }
    this.at += 2;
    return dict;
  }
}

function endOf(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) if (text[at] === '\n' || text[at] === '\r') return at;
  return text.length;
}

export function isName(value: Value | undefined): value is Name { return typeof value === 'object' && value !== null && 'name' in value; }
export function isRef(value: Value | undefined): value is Ref { return typeof value === 'object' && value !== null && 'ref' in value; }
export function isBytes(value: Value | undefined): value is Bytes { return typeof value === 'object' && value !== null && 'bytes' in value; }
export function isOperator(value: Value | undefined): value is Operator { return typeof value === 'object' && value !== null && 'operator' in value; }
export function isDict(value: Value | undefined): value is Dict { return value instanceof Map; }

/** Returns a text string: UTF-16 or UTF-8 with a mark, otherwise one byte a character. */
export function textOf({ bytes }: Bytes): string {
  if (bytes.startsWith('\xfe\xff')) return Buffer.from(bytes.slice(2, 2 + 2 * Math.floor((bytes.length - 2) / 2)), 'latin1').swap16().toString('utf16le');
  if (bytes.startsWith('\xff\xfe')) return Buffer.from(bytes.slice(2), 'latin1').toString('utf16le');
  return bytes.startsWith('\xef\xbb\xbf') ? Buffer.from(bytes.slice(3), 'latin1').toString('utf8') : bytes;
}
