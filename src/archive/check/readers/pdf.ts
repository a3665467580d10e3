/**
 * PDF: a small reader of its own. Shown text by way of its fonts, all strings (titles,
 * notes, forms, links, alternative texts), metadata, files inside, and what stands
 * between the objects. Encrypted files and unreadable fonts are refused.
 *
 * Known: letters are taken in the order they are drawn in; a number whose digits are
 * drawn out of order is not put together. Pixels of pictures are not read.
 */
import { unread } from '../limits.ts';
import type { Reading } from '../piece.ts';
import { fontReader, type ReadShown } from './pdf-fonts.ts';
import { unfiltered } from './pdf-streams.ts';
import { isBytes, isDict, isName, isOperator, isRef, Syntax, textOf, type Dict, type Value } from './pdf-syntax.ts';
import { readShown } from './pdf-text.ts';
import { readXmlText } from './xml.ts';

interface Stream { dict: Dict; raw: Buffer }
interface PdfObject { value: Value; stream: Stream | null }

const OBJECT = /(?<![0-9])(\d{1,10})[\0\t\n\f\r ]{1,9}\d{1,5}[\0\t\n\f\r ]{1,9}obj(?![A-Za-z])/g;
const DATA_ONLY = new Set(['ObjStm', 'XRef', 'Metadata', 'EmbeddedFile', 'CMap']);

/** Reads a PDF. */
export function readPdf(bytes: Buffer, reading: Reading): void {
  const file = new PdfFile(bytes, reading);
  file.readObjects();
  file.readStrings();
  file.readStreams();
}

class PdfFile {
  readonly #bytes: Buffer;
  readonly #text: string;
  readonly #reading: Reading;
  /** Every version of every object; the last is the one a viewer shows. */
  readonly #objects = new Map<number, PdfObject[]>();
  readonly #readers = new Map<Dict, ReadShown>();
  readonly #fontsByName = new Map<string, Dict[]>();

  constructor(bytes: Buffer, reading: Reading) {
    this.#bytes = bytes;
    this.#text = bytes.toString('latin1');
    this.#reading = reading;
  }

  readObjects(): void {
    let from = 0;
    for (;;) {
      const match = nextObject(this.#text, from);
      this.#between(this.#text.slice(from, match?.index ?? this.#text.length));
      if (match === null) break;
      from = this.#object(Number(match[1]), match.index + match[0].length);
    }
    if (this.#objects.size === 0) throw unread('expected a PDF with objects, got none');
    for (const { stream } of this.#all()) if (stream !== null && typeName(stream.dict, 'Type') === 'ObjStm') this.#packed(stream);
    for (const { value } of this.#all()) this.#noteFonts(value);
  }

  /** Trailers and comments are text like any other; an encrypted file says so there or in its cross-reference stream. */
  #between(text: string): void {
    if (/\/Encrypt(?![A-Za-z])/.test(text)) throw unread('expected a PDF without encryption, got an encrypted one');
    const words = text.replace(/^\d{10} \d{5} [nf]\s*$/gm, '').replace(/[^\x20-\x7e\n]+/g, ' ');
    if (words.trim() !== '') this.#reading.text(words, 'between objects', undefined, 'code');
  }

  #object(id: number, start: number): number {
    const syntax = new Syntax(this.#text, start);
    const value = syntax.value();
    syntax.skip();
    let stream: Stream | null = null;
    if (isDict(value) && this.#text.startsWith('stream', syntax.at)) {
      if (value.has('Encrypt')) throw unread('expected a PDF without encryption, got an encrypted one');
      const at = syntax.at + (this.#text.startsWith('\r\n', syntax.at + 6) ? 8 : 7);
      const end = this.#endOfStream(value, at);
      stream = { dict: value, raw: this.#bytes.subarray(at, end) };
      syntax.at = this.#text.indexOf('endstream', end) + 9;
      if (syntax.at === 8) throw unread('expected a PDF stream with an end, got none');
    }
    this.#objects.set(id, [...this.#objects.get(id) ?? [], { value, stream }]);
    return syntax.at;
  }

  #endOfStream(dict: Dict, at: number): number {
    const length = dict.get('Length');
    if (typeof length === 'number' && /^\s{0,4}endstream/.test(this.#text.slice(at + length, at + length + 14))) return at + length;
    const end = this.#text.indexOf('endstream', at);
    if (end === -1) throw unread('expected a PDF stream with an end, got none');
    return end;
  }

  #packed(stream: Stream): void {
    const data = this.#unpacked(stream).toString('latin1');
    const first = this.resolve(stream.dict.get('First'));
    const head = new Syntax(data.slice(0, Number(first)));
    const places: [number, number][] = [];
    while (head.skip()) places.push([Number(head.value()), Number(head.value())]);
    for (const [id, offset] of places) {
      const value = new Syntax(data, Number(first) + offset).value();
      this.#objects.set(id, [...this.#objects.get(id) ?? [], { value, stream: null }]);
    }
  }

  #all(): PdfObject[] { return [...this.#objects.values()].flat(); }

  /** Follows pointers to what a viewer would show. */
  resolve = (value: Value | undefined): Value | undefined => {
    let now = value;
    for (let step = 0; isRef(now) && step < 20; step += 1) now = this.#objects.get(now.ref)?.at(-1)?.value;
    return isRef(now) ? undefined : now;
  };

  #unpacked(stream: Stream): Buffer {
    const { bytes, picture } = unfiltered(stream.dict, stream.raw, this.resolve);
    if (picture !== null) throw unread('expected text in a PDF stream, got a picture');
    this.#reading.spend(bytes.length);
    return bytes;
  }

  #streamOf = (value: Value | undefined): Buffer | null => {
    const stream = isRef(value) ? this.#objects.get(value.ref)?.at(-1)?.stream : null;
    return stream === null || stream === undefined ? null : this.#unpacked(stream);
  };

  #noteFonts(value: Value): void {
    if (!isDict(value)) return;
    for (const fonts of [this.resolve(value.get('Font')), this.resolve(asDict(this.resolve(value.get('Resources')))?.get('Font'))]) {
      if (!isDict(fonts)) continue;
      for (const [name, pointer] of fonts) {
        const font = this.resolve(pointer);
        if (!isDict(font)) continue;
        const known = this.#fontsByName.get(name) ?? [];
        if (!known.includes(font)) this.#fontsByName.set(name, [...known, font]);
      }
    }
  }

  #reader(font: Dict): ReadShown {
    let reader = this.#readers.get(font);
    if (reader === undefined) this.#readers.set(font, reader = fontReader(font, this.resolve, this.#streamOf));
    return reader;
  }

  readStrings(): void {
    for (const { value } of this.#all()) strings(value, 0, (text, where) => this.#reading.text(where === '/Author' ? `author of the file: ${text}` : text, where));
  }

  readStreams(): void {
    const done = new Set<Stream>();
    for (const { value } of this.#all()) if (isDict(value) && typeName(value, 'Type') === 'Page') this.#page(value, done);
    for (const { stream } of this.#all()) if (stream !== null && !done.has(stream)) this.#stream(stream);
  }

  /** The streams of a page are one program: a font chosen in one is used in the next. */
  #page(page: Dict, done: Set<Stream>): void {
    const contents = page.get('Contents');
    const pointers = Array.isArray(this.resolve(contents)) ? this.resolve(contents) as Value[] : [contents];
    const parts: Buffer[] = [];
    for (const pointer of pointers) {
      const stream = isRef(pointer) ? this.#objects.get(pointer.ref)?.at(-1)?.stream : null;
      if (stream === null || stream === undefined) continue;
      done.add(stream);
      parts.push(this.#unpacked(stream), Buffer.from('\n'));
    }
    if (parts.length > 0) this.#shown(Buffer.concat(parts).toString('latin1'), this.#fontsOf(page), 'page');
  }

  #fontsOf(holder: Dict): Dict | null {
    let now: Dict | undefined = holder;
    for (let step = 0; now !== undefined && step < 40; step += 1) {
      const fonts = this.resolve(asDict(this.resolve(now.get('Resources')))?.get('Font'));
      if (isDict(fonts)) return fonts;
      now = asDict(this.resolve(now.get('Parent')));
    }
    return null;
  }

  #shown(text: string, fonts: Dict | null, where: string): void {
    const readersOf = (name: string): ReadShown[] => {
      const own = this.resolve(fonts?.get(name));
      if (isDict(own)) return [this.#reader(own)];
      return (this.#fontsByName.get(name) ?? []).map((font) => this.#reader(font));
    };
    readShown(text, readersOf, (shown, how) => this.#reading.text(shown, `${where}, ${how}`));
  }

  #stream(stream: Stream): void {
    const type = typeName(stream.dict, 'Type');
    const subtype = typeName(stream.dict, 'Subtype');
    if (type === 'XRef' || type === 'ObjStm') return;
    if (subtype === 'Image') return this.#picture(stream);
    const data = this.#unpacked(stream);
    const text = data.toString('latin1');
    if (type === 'EmbeddedFile') return this.#reading.inner(`embedded.${endingOf(subtype)}`, data);
    if (type === 'Metadata' || subtype === 'XML' || text.startsWith('<?xpacket')) return readXmlText(data.toString('utf8'), this.#reading, 'metadata ');
    if (text.includes('begincmap') || DATA_ONLY.has(type)) return;
    if (this.#isMachine(stream.dict, subtype)) return this.#reading.text(text.replace(/[^\x20-\x7e]+/g, '\n'), 'strings of a font or profile', undefined, 'code');
    this.#shown(text, this.#fontsOf(stream.dict), 'stream');
    this.#reading.text(text.replace(/[^\x20-\x7e\n]+/g, ' '), 'stream as it stands', undefined, 'code');
  }

  #isMachine(dict: Dict, subtype: string): boolean {
    return /^(?:Type1C|CIDFontType0C|OpenType)$/.test(subtype) || dict.has('Length1') || dict.has('FunctionType') || dict.has('ShadingType') || (dict.has('N') && dict.has('Alternate')) || (dict.has('N') && !dict.has('Resources'));
  }

  #picture(stream: Stream): void {
    const { bytes, picture } = unfiltered(stream.dict, stream.raw, this.resolve);
    this.#reading.spend(bytes.length);
    if (picture === 'DCTDecode' || picture === 'DCT') this.#reading.inner('picture.jpg', bytes);
  }
}

function nextObject(text: string, from: number): RegExpExecArray | null {
  OBJECT.lastIndex = from;
  return OBJECT.exec(text);
}

function asDict(value: Value | undefined): Dict | undefined { return isDict(value) ? value : undefined; }

function typeName(dict: Dict, key: string): string {
  const value = dict.get(key);
  return isName(value) ? value.name : '';
}

function endingOf(subtype: string): string {
  return /^[a-z]{1,20}\/([a-z0-9]{2,5})$/i.exec(subtype)?.[1]?.replace('plain', 'txt') ?? 'txt';
}

function strings(value: Value, depth: number, found: (text: string, where: string) => void, where = 'string'): void {
  if (depth > 100) return;
  if (isBytes(value)) found(textOf(value), where);
  else if (isName(value)) { if (value.name.length > 6 && /\d{4}|[^\x21-\x7e]/.test(value.name)) found(Buffer.from(value.name, 'latin1').toString('utf8'), 'name'); }
  else if (Array.isArray(value)) for (const one of value) strings(one, depth + 1, found, where);
  else if (isDict(value)) for (const [key, one] of value) { strings({ name: key }, depth + 1, found); strings(one, depth + 1, found, /^[A-Za-z]{1,20}$/.test(key) ? `/${key}` : 'string'); }
  else if (isOperator(value)) throw unread('expected PDF values, got an operator outside a stream');
}
