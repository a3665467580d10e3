/**
 * Fonts, for reading content streams by ourselves: which character a code stands
 * for (ToUnicode maps, encodings by name, Korean character maps) and how far it
 * advances, so that letters set one by one come together to words again.
 *
 * Where a font says nothing of its characters, codes are read as Latin text: pdf.js
 * looks into the font program for them, we only must not lose plain ones.
 */
import { textString } from './pdf-strings.ts';
import { CosReader, isWord, type Cos, type CosDict, type CosString } from './pdf-syntax.ts';

/** One shown character: its text and its advance in thousandths of an em. */
export interface Shown { text: string; width: number }
export type PdfFont = (bytes: Uint8Array) => Shown[];

/** Finds what a value refers to, and unpacks streams. */
export interface Lookup {
  value(value: Cos | undefined): Cos | undefined;
  stream(value: Cos | undefined): Uint8Array | null;
}

const WIDE = 1000;
const NARROW = 500;
/** A map that names more characters than Unicode has is made up. */
const MOST_MAPPED = 200_000;

/** Returns how a font reads the bytes it shows. */
export function fontOf(dict: CosDict, lookup: Lookup): PdfFont {
  const get = (name: string) => lookup.value(dict.entries.get(name));
  const isComposite = nameOf(get('Subtype')) === 'Type0';
  const stream = lookup.stream(dict.entries.get('ToUnicode'));
  const map = stream === null ? new Map<string, string>() : toUnicode(stream);
  const encoding = nameOf(get('Encoding'));
  const simple = isComposite ? null : simpleEncoding(get('Encoding'), lookup);
  const widths = isComposite ? compositeWidths(dict, lookup) : simpleWidths(dict, lookup);
  const fallback = isComposite ? compositeText(encoding) : (code: number) => simple?.get(code) ?? textString(Uint8Array.of(code));
  const codeBytes = isComposite ? codeLength(encoding) : () => 1;
  return (bytes) => {
    const shown: Shown[] = [];
    for (let at = 0; at < bytes.length;) {
      const length = codeBytes(bytes, at);
      const piece = bytes.subarray(at, at + length);
      const code = piece.reduce((sum, byte) => sum * 256 + byte, 0);
      shown.push({ text: map.get(hex(piece)) ?? fallback(code, piece), width: widths(code) });
      at += length;
    }
    return shown;
  };
}

function nameOf(value: Cos | undefined): string {
  return value?.type === 'name' ? value.value : '';
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}

/** Character maps for CP949 mix one and two bytes; all others we meet have two. */
function codeLength(encoding: string): (bytes: Uint8Array, at: number) => number {
  return /^KSC(?:ms)?-?(?:UHC|EUC)/.test(encoding) ? (bytes, at) => (bytes[at]! < 0x80 ? 1 : 2) : () => 2;
}

function compositeText(encoding: string): (code: number, bytes: Uint8Array) => string {
  if (/^KSC(?:ms)?-?(?:UHC|EUC)/.test(encoding)) return (_code, bytes) => new TextDecoder('euc-kr').decode(bytes);
  if (/UCS2|UTF16/.test(encoding)) return (code) => String.fromCharCode(code);
  return () => '';
}

/** A map of characters (Adobe Technical Note 5411): `bfchar` and `bfrange`. */
function toUnicode(bytes: Uint8Array): Map<string, string> {
  const map = new Map<string, string>();
  const reader = new CosReader(bytes);
  let waiting: Cos[] = [];
  for (let value = reader.next(); value !== null && map.size < MOST_MAPPED; value = reader.next()) {
    if (value.type !== 'word') { waiting.push(value); continue; }
    if (isWord(value, 'endbfchar')) for (let n = 0; n + 1 < waiting.length; n += 2) setCharacter(map, waiting[n]!, waiting[n + 1]!);
    if (isWord(value, 'endbfrange')) for (let n = 0; n + 2 < waiting.length; n += 3) setRange(map, waiting[n]!, waiting[n + 1]!, waiting[n + 2]!);
    waiting = [];
  }
  return map;
}

function setCharacter(map: Map<string, string>, code: Cos, text: Cos): void {
  if (code.type === 'string' && text.type === 'string') map.set(hex(code.bytes), utf16(text));
}

function setRange(map: Map<string, string>, from: Cos, to: Cos, target: Cos): void {
  if (from.type !== 'string' || to.type !== 'string') return;
  const [first, last] = [from, to].map(({ bytes }) => bytes.reduce((sum, byte) => sum * 256 + byte, 0)) as [number, number];
  for (let code = first; code <= last && map.size < MOST_MAPPED; code += 1) {
    const key = code.toString(16).padStart(from.bytes.length * 2, '0');
    if (target.type === 'array') {
      const item = target.items[code - first];
      if (item?.type === 'string') map.set(key, utf16(item));
    } else if (target.type === 'string') {
      const start = utf16(target);
      const last_ = start.codePointAt(start.length - 1) ?? 0;
      map.set(key, start.slice(0, -1) + String.fromCodePoint(Math.min(0x10ffff, last_ + code - first)));
    }
  }
}

function utf16({ bytes }: CosString): string {
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return bytes.length === 1 ? String.fromCharCode(bytes[0]!) : even.swap16().toString('utf16le');
}

/** Glyph names of an encoding's differences that tell their character: `uniAC00`, `u1F600`, single letters, digits and signs. */
function simpleEncoding(encoding: Cos | undefined, lookup: Lookup): Map<number, string> {
  const map = new Map<number, string>();
  const differences = encoding?.type === 'dict' ? lookup.value(encoding.entries.get('Differences')) : undefined;
  if (differences?.type !== 'array') return map;
  let code = 0;
  for (const item of differences.items) {
    if (item.type === 'number') code = item.value;
    else if (item.type === 'name') {
      const text = glyphText(item.value);
      if (text !== null) map.set(code, text);
      code += 1;
    }
  }
  return map;
}

const NAMED: Readonly<Record<string, string>> = {
  space: ' ', zero: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', hyphen: '-', minus: '-',
  period: '.', comma: ',', colon: ':', at: '@', underscore: '_', parenleft: '(', parenright: ')', slash: '/', plus: '+', equal: '=', asterisk: '*',
};

function glyphText(name: string): string | null {
  const found = /^(?:uni([0-9A-F]{4})|u([0-9A-F]{4,6}))$/.exec(name);
  if (found !== null) return String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(found[1] ?? found[2]!, 16)));
  return name.length === 1 ? name : NAMED[name] ?? null;
}

function simpleWidths(dict: CosDict, lookup: Lookup): (code: number) => number {
  const first = lookup.value(dict.entries.get('FirstChar'));
  const widths = lookup.value(dict.entries.get('Widths'));
  if (widths?.type !== 'array') return () => NARROW;
  const start = first?.type === 'number' ? first.value : 0;
  return (code) => {
    const width = lookup.value(widths.items[code - start]);
    return width?.type === 'number' ? width.value : NARROW;
  };
}

/** `/W` of the descendant font: `c [w …]` or `first last w` (§9.7.4.3). */
function compositeWidths(dict: CosDict, lookup: Lookup): (code: number) => number {
  const fonts = lookup.value(dict.entries.get('DescendantFonts'));
  const font = fonts?.type === 'array' ? lookup.value(fonts.items[0]) : undefined;
  const entries = font?.type === 'dict' ? font.entries : new Map<string, Cos>();
  const list = lookup.value(entries.get('W'));
  const usual = lookup.value(entries.get('DW'));
  const widths = new Map<number, number>();
  const items = list?.type === 'array' ? list.items.map((item) => lookup.value(item)) : [];
  for (let n = 0; n + 1 < items.length;) {
    const [first, second, third] = [items[n], items[n + 1], items[n + 2]];
    if (first?.type !== 'number') break;
    if (second?.type === 'array') {
      second.items.forEach((item, index) => { if (item.type === 'number') widths.set(first.value + index, item.value); });
      n += 2;
    } else if (second?.type === 'number' && third?.type === 'number') {
      for (let code = first.value; code <= second.value && widths.size < MOST_MAPPED; code += 1) widths.set(code, third.value);
      n += 3;
    } else break;
  }
  return (code) => widths.get(code) ?? (usual?.type === 'number' ? usual.value : WIDE);
}
