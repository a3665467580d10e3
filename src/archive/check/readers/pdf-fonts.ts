/**
 * PDF fonts: from the bytes of a shown string to characters, by `ToUnicode` (§9.10.3),
 * by a named Korean encoding, or by the names of glyphs. A font that tells none of
 * these shows a reader text that no machine can check: a refusal.
 */
import { unread } from '../limits.ts';
import { isBytes, isDict, isName, isOperator, Syntax, type Dict, type Value } from './pdf-syntax.ts';

/** Turns the bytes of a shown string into characters. */
export type ReadShown = (bytes: string) => string;

const GLYPHS: Readonly<Record<string, string>> = {
  space: ' ', zero: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', hyphen: '-', minus: '-', period: '.', comma: ',', colon: ':', semicolon: ';',
  at: '@', underscore: '_', slash: '/', parenleft: '(', parenright: ')', plus: '+', asterisk: '*', equal: '=', bullet: '•', endash: '-', emdash: '-', quotesingle: "'", quotedbl: '"', quoteright: "'", quoteleft: "'", ampersand: '&', percent: '%', numbersign: '#', exclam: '!', question: '?', bracketleft: '[', bracketright: ']', fi: 'fi', fl: 'fl', ff: 'ff', ffi: 'ffi', ffl: 'ffl', nbspace: ' ', sfthyphen: '-', dollar: '$', less: '<', greater: '>', bar: '|', tilde: '~', grave: '`', backslash: '\\', braceleft: '{', braceright: '}', asciitilde: '~', asciicircum: '^', quotedblleft: '"', quotedblright: '"', ellipsis: '…', degree: '°', copyright: '©', registered: '®', section: '§', periodcentered: '·', won: '₩',
};

/** Returns how a font's strings are read. `streamOf` returns the unpacked stream of a pointer. */
export function fontReader(font: Dict, resolve: (value: Value | undefined) => Value | undefined, streamOf: (value: Value | undefined) => Buffer | null): ReadShown {
  const isComposite = nameOf(resolve(font.get('Subtype'))) === 'Type0';
  const map = streamOf(font.get('ToUnicode'));
  const encoding = resolve(font.get('Encoding'));
  if (map !== null) return byMap(parseMap(map.toString('latin1')), isComposite);
  if (isComposite) return byNamedEncoding(nameOf(encoding));
  return bySimple(isDict(encoding) ? resolve(encoding.get('Differences')) : undefined, nameOf(resolve(font.get('Subtype'))));
}

function nameOf(value: Value | undefined): string { return isName(value) ? value.name : ''; }

interface CodeMap { toText: Map<number, string>; widths: Set<number> }

function parseMap(text: string): CodeMap {
  const map: CodeMap = { toText: new Map(), widths: new Set() };
  const syntax = new Syntax(text);
  let values: Value[] = [];
  while (syntax.skip()) {
    const value = syntax.value();
    if (!isOperator(value)) { values.push(value); continue; }
    if (value.operator === 'endcodespacerange') for (const one of values) if (isBytes(one)) map.widths.add(one.bytes.length);
    if (value.operator === 'endbfchar') for (let at = 0; at + 1 < values.length; at += 2) put(map, code(values[at]), values[at + 1], 0);
    if (value.operator === 'endbfrange') for (let at = 0; at + 2 < values.length; at += 3) range(map, code(values[at]), code(values[at + 1]), values[at + 2]);
    values = [];
  }
  return map;
}

function code(value: Value | undefined): number { return isBytes(value) ? [...value.bytes].reduce((sum, byte) => sum * 256 + byte.charCodeAt(0), 0) : -1; }

function range(map: CodeMap, first: number, last: number, target: Value | undefined): void {
  if (last - first > 65_535) throw unread('expected a range of at most 65536 characters, got a longer one');
  for (let one = first; one <= last; one += 1) put(map, one, Array.isArray(target) ? target[one - first] : target, Array.isArray(target) ? 0 : one - first);
}

function put(map: CodeMap, from: number, target: Value | undefined, offset: number): void {
  if (!isBytes(target) || from < 0) return;
  const text = Buffer.from(target.bytes.length % 2 === 0 ? target.bytes : `\0${target.bytes}`, 'latin1').swap16().toString('utf16le');
  map.toText.set(from, offset === 0 ? text : text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + offset));
}

/** Codes without a character are counted: a few are spaces and signs, many are a text that can't be read. */
function byMap({ toText, widths }: CodeMap, isComposite: boolean): ReadShown {
  const width = widths.size === 1 ? [...widths][0]! : isComposite ? 2 : 1;
  let shown = 0;
  let unknown = 0;
  return (bytes) => {
    let text = '';
    for (let at = 0; at < bytes.length; at += width) {
      let value = 0;
      for (let next = at; next < Math.min(bytes.length, at + width); next += 1) value = value * 256 + bytes.charCodeAt(next);
      const character = toText.get(value);
      shown += 1;
      if (character === undefined) unknown += 1;
      text += character ?? (isComposite ? '\uFFFD' : String.fromCharCode(value));
    }
    if (isComposite && unknown > 20 && unknown > shown / 5) throw unread('expected a PDF font that names its characters, got one that names too few');
    return text;
  };
}

function byNamedEncoding(name: string): ReadShown {
  if (/^UniKS-U(?:CS2|TF16)/.test(name)) return (bytes) => Buffer.from(bytes.slice(0, 2 * Math.floor(bytes.length / 2)), 'latin1').swap16().toString('utf16le');
  if (/^KSC/.test(name)) return (bytes) => new TextDecoder('euc-kr').decode(Buffer.from(bytes, 'latin1'));
  return () => { throw unread('expected a PDF font that tells its characters, got one without ToUnicode'); };
}

function bySimple(differences: Value | undefined, subtype: string): ReadShown {
  const byCode = new Map<number, string | null>();
  let at = 0;
  for (const value of Array.isArray(differences) ? differences : []) {
    if (typeof value === 'number') at = value;
    else if (isName(value)) byCode.set(at++, glyph(value.name));
  }
  return (bytes) => [...bytes].map((byte) => {
    const known = byCode.get(byte.charCodeAt(0));
    if (known === null || (known === undefined && subtype === 'Type3')) throw unread('expected a PDF font that names its characters, got an unknown glyph');
    return known ?? byte;
  }).join('');
}

function glyph(name: string): string | null {
  if (GLYPHS[name] !== undefined) return GLYPHS[name];
  const hex = /^(?:uni|u)([0-9A-F]{4,6})$/.exec(name)?.[1];
  if (hex !== undefined && Number.parseInt(hex, 16) <= 0x10ffff) return String.fromCodePoint(Number.parseInt(hex, 16));
  if (/^[A-Za-z]$/.test(name)) return name;
  if (/^[A-Za-z](?:acute|grave|dieresis|circumflex|tilde|ring|cedilla|caron|slash)$/.test(name)) return name[0]!;
  return name === '.notdef' ? '' : null;
}
