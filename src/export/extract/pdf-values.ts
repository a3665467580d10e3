/**
 * The strings, names and long numbers of a PDF's objects, wherever they stand:
 * document information, annotations, form fields, outlines, layers, alternate
 * texts, scripts, destinations, keys nobody knows. Sorted by the key they stand
 * under, and by whether the file still uses them.
 */
import type { Part, PartKind } from './extracted.ts';
import type { PdfFile } from './pdf-file.ts';
import type { PdfGraph } from './pdf-graph.ts';
import { textString } from './pdf-strings.ts';
import type { Cos } from './pdf-syntax.ts';

/** Digits from which on a number can be somebody's. */
const LONG_NUMBER = /^0?\d{9,}$/;
/** Keys under which long numbers are counts, places and rights. */
const NUMBERS = new Set(['P', 'Length', 'Prev', 'XRefStm', 'L', 'E', 'T', 'H', 'O', 'Size', 'First', 'ByteRange', 'W', 'Index', 'DL', 'Checksum', 'CheckSum']);
/** Comments that every file has. */
const USUAL_COMMENT = /^(?:PDF-\d\.\d|%EOF|[^\u0000-\u007F]{1,12})$/;

/** Returns the texts of all values. */
export function valueParts(file: PdfFile, graph: PdfGraph): Part[] {
  const found = new Texts();
  for (const object of file.objects) {
    const isInfo = object.value === graph.info;
    const place = graph.used.has(object) ? isInfo ? 'Info' : '' : 'earlier';
    collect(object.value, '', place, found);
  }
  for (const trailer of file.trailers) collect(trailer, '', 'trailer', found);
  for (const comment of file.comments) if (!USUAL_COMMENT.test(comment)) found.add('comments', 'hidden', comment);
  return found.parts();
}

function collect(value: Cos, key: string, place: string, found: Texts): void {
  if (value.type === 'array') for (const item of value.items) collect(item, key, place, found);
  if (value.type === 'dict') {
    for (const [name, item] of value.entries) {
      found.addName(textString(Buffer.from(name, 'latin1')));
      collect(item, name, place, found);
    }
  }
  if (value.type === 'word' && value.value.length > 3 && value.value !== 'endobj') found.add('words', 'hidden', value.value);
  if (value.type === 'name') found.addName(textString(value.bytes));
  if (value.type === 'number' && LONG_NUMBER.test(value.raw) && !NUMBERS.has(key)) found.add('numbers', 'hidden', value.raw);
  if (value.type !== 'string') return;
  const kind: PartKind = place === 'Info' || place === 'trailer' ? 'metadata' : 'hidden';
  found.add([place, key].filter((part) => part !== '').join('/'), kind, textString(value.bytes));
}

class Texts {
  readonly #texts = new Map<string, { kind: PartKind; lines: Set<string> }>();
  readonly #names = new Set<string>();

  add(path: string, kind: PartKind, text: string): void {
    if (text.trim() === '') return;
    const known = this.#texts.get(path) ?? { kind, lines: new Set() };
    this.#texts.set(path, known);
    known.lines.add(text.trim());
  }

  addName(name: string): void {
    this.#names.add(name);
  }

  parts(): Part[] {
    const parts = [...this.#texts].map(([path, { kind, lines }]): Part => ({ path, kind, text: [...lines].join('\n') }));
    return [...parts, { path: 'names', kind: 'metadata', text: [...this.#names].join('\n') }];
  }
}
