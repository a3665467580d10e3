/**
 * The text of all content streams of a PDF by our own reading: pages, forms,
 * appearances of annotations, patterns and drawn letters, of this revision and of
 * earlier ones, drawn or not. Also tells which pictures the pages draw.
 */
import type { Part, PartKind } from './extracted.ts';
import { readContent, type Resources } from './pdf-content.ts';
import { isType, type CosObject, type PdfFile } from './pdf-file.ts';
import { fontOf, type Lookup, type PdfFont } from './pdf-fonts.ts';
import type { PdfGraph } from './pdf-graph.ts';
import { roleOf } from './pdf-roles.ts';
import type { Cos, CosDict } from './pdf-syntax.ts';

/** How many fonts of one name are tried on a stream that does not say which is meant. */
const MOST_READINGS = 4;
const MOST_ANCESTORS = 64;

/** What our reading of the content streams yields. */
export interface ContentTexts {
  parts: readonly Part[];
  /** Pictures that the pages draw, directly or through forms. */
  drawn: ReadonlySet<CosObject>;
}

/** Returns the text of all content streams. @throws {Unread} what unpacking them throws */
export function contentTexts(file: PdfFile, graph: PdfGraph): ContentTexts {
  return new ContentReading(file, graph).run();
}

class ContentReading {
  readonly #file: PdfFile;
  readonly #graph: PdfGraph;
  readonly #lookup: Lookup;
  readonly #fonts = new Map<CosDict, PdfFont>();
  readonly #parts: Part[] = [];
  readonly #read = new Set<CosObject>();
  readonly #draws = new Map<CosObject, Set<CosObject>>();
  #named: Map<string, CosDict[]> | null = null;

  constructor(file: PdfFile, graph: PdfGraph) {
    this.#file = file;
    this.#graph = graph;
    this.#lookup = {
      value: graph.value,
      stream: (value) => {
        const object = graph.object(value);
        return object === undefined || object.raw === null ? null : file.decode(object).bytes;
      },
    };
  }

  run(): ContentTexts {
    const pages = this.#file.objects.filter((object) => isType(object, 'Page') || (object.value.type === 'dict' && object.value.entries.has('Contents') && object.value.entries.has('MediaBox')));
    for (const page of pages) this.#page(page);
    const streams = this.#file.objects.filter((object) => object.raw !== null && !this.#read.has(object) && roleOf(object, this.#file, this.#graph) === 'content');
    for (const stream of streams) this.#stream(stream);
    return { parts: this.#parts, drawn: this.#drawnFrom(pages.filter((page) => this.#graph.used.has(page))) };
  }

  #stream(stream: CosObject): void {
    const resources = this.#graph.value((stream.value as CosDict).entries.get('Resources'));
    this.#add(`object ${stream.number}`, stream, this.#file.decode(stream).bytes, resources?.type === 'dict' ? resources : null);
  }

  #page(page: CosObject): void {
    const contents = this.#graph.value((page.value as CosDict).entries.get('Contents'));
    const list = contents?.type === 'array' ? contents.items : [(page.value as CosDict).entries.get('Contents')];
    const streams = list.flatMap((item) => this.#graph.object(item) ?? []).filter(({ raw }) => raw !== null);
    const pieces = streams.map((stream) => this.#file.decode(stream).bytes);
    streams.forEach((stream) => this.#read.add(stream));
    this.#add(`page object ${page.number}`, page, Buffer.concat(pieces.flatMap((piece) => [piece, Buffer.from('\n')])), this.#inherited(page.value as CosDict));
  }

  #inherited(page: CosDict): CosDict | null {
    let dict: Cos | undefined = page;
    for (let n = 0; n < MOST_ANCESTORS && dict?.type === 'dict'; n += 1) {
      const found = this.#graph.value(dict.entries.get('Resources'));
      if (found?.type === 'dict') return found;
      dict = this.#graph.value(dict.entries.get('Parent'));
    }
    return null;
  }

  #add(path: string, owner: CosObject, bytes: Uint8Array, resources: CosDict | null): void {
    const kind: PartKind = this.#graph.used.has(owner) ? 'visible' : 'hidden';
    const shown = new Set<string>();
    const said = new Set<string>();
    let readings = 1;
    for (let reading = 0; reading < readings && reading < MOST_READINGS; reading += 1) {
      const ambiguity = { most: 1 };
      const text = readContent(bytes, this.#resources(owner, resources, reading, ambiguity));
      shown.add(text.shown);
      said.add(text.said);
      readings = ambiguity.most;
    }
    for (const text of shown) if (text !== '') this.#parts.push({ path: `${path} streams`, kind, text });
    for (const text of said) if (text !== '') this.#parts.push({ path: `${path} properties`, kind: 'hidden', text });
  }

  #resources(owner: CosObject, dict: CosDict | null, reading: number, ambiguity: { most: number }): Resources {
    const named = (group: string, name: string) => {
      const found = this.#graph.value(dict?.entries.get(group));
      return found?.type === 'dict' ? found.entries.get(name) : undefined;
    };
    return {
      font: (name) => {
        const own = this.#graph.value(named('Font', name));
        const candidates = own?.type === 'dict' ? [own] : this.#fontsNamed(name);
        ambiguity.most = Math.max(ambiguity.most, candidates.length);
        const font = candidates[reading % Math.max(1, candidates.length)];
        return font === undefined ? null : this.#font(font);
      },
      draws: (name) => {
        const object = this.#graph.object(named('XObject', name));
        if (object !== undefined) this.#draws.set(owner, (this.#draws.get(owner) ?? new Set()).add(object));
      },
    };
  }

  #font(dict: CosDict): PdfFont {
    const font = this.#fonts.get(dict) ?? fontOf(dict, this.#lookup);
    this.#fonts.set(dict, font);
    return font;
  }

  /** Fonts of any dictionary of fonts in the file, for streams that have lost their page. */
  #fontsNamed(name: string): CosDict[] {
    this.#named ??= this.#allFonts();
    return this.#named.get(name) ?? [];
  }

  #allFonts(): Map<string, CosDict[]> {
    const all = new Map<string, CosDict[]>();
    const take = (value: Cos | undefined): void => {
      const fonts = this.#graph.value(value);
      if (fonts?.type !== 'dict') return;
      for (const [name, item] of fonts.entries) {
        const font = this.#graph.value(item);
        if (font?.type === 'dict' && !(all.get(name) ?? []).includes(font)) all.set(name, [...all.get(name) ?? [], font]);
      }
    };
    for (const { value } of this.#file.objects) {
      if (value.type !== 'dict') continue;
      take(value.entries.get('Font'));
      const resources = this.#graph.value(value.entries.get('Resources'));
      if (resources?.type === 'dict') take(resources.entries.get('Font'));
    }
    return all;
  }

  #drawnFrom(pages: readonly CosObject[]): Set<CosObject> {
    const drawn = new Set<CosObject>();
    const waiting = [...pages];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const object of this.#draws.get(next) ?? []) {
        if (drawn.has(object)) continue;
        drawn.add(object);
        waiting.push(object);
      }
    }
    return drawn;
  }
}
