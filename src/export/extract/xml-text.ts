/**
 * The text of any XML, whether its vocabulary is known or not: character data,
 * comments, processing instructions and the attributes that carry text. What a
 * document model would drop as unknown is what an author forgot.
 *
 * A document type refuses the file: office formats have none, and entities could
 * hide or multiply text.
 */
import { SaxesParser } from 'saxes';
import { Unread } from './extracted.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What a walk through XML calls; names come without their prefix. */
export interface XmlVisitor {
  open?(name: string, attributes: Attributes, start: number): void;
  text?(text: string): void;
  close?(name: string, end: number): void;
  /** Comments and processing instructions. */
  aside?(text: string): void;
}

/** Returns the text of an XML part, UTF-8 or UTF-16. @throws {Unread} `corrupt` */
export function decodeXml(path: string, bytes: Uint8Array): string {
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw new Unread('corrupt', `${path}: not valid ${label.toUpperCase()}`);
  }
}

/** How deep elements may lie in one another; no office program goes near it. */
const MAXIMUM_DEPTH = 1_000;

/** Walks through XML. @throws {Unread} `corrupt` if it is none, has a document type or is too deep. */
export function walkXml(path: string, xml: string, visitor: XmlVisitor): void {
  const parser = new SaxesParser({ position: false });
  const fail = (detail: string) => (): never => { throw new Unread('corrupt', `${path}: ${detail}`); };
  let depth = 0;
  parser.on('error', fail('expected XML, got a part that is not well-formed'));
  parser.on('doctype', fail('a document type, expected none'));
  parser.on('opentagstart', () => {
    depth += 1;
    if (depth > MAXIMUM_DEPTH) fail(`elements in more than ${MAXIMUM_DEPTH} others`)();
  });
  parser.on('opentag', (tag) => visitor.open?.(localName(tag.name), tag.attributes as Attributes, parser.position));
  parser.on('closetag', (tag) => {
    depth -= 1;
    visitor.close?.(localName(tag.name), parser.position);
  });
  parser.on('text', (text) => visitor.text?.(text));
  parser.on('cdata', (text) => visitor.text?.(text));
  parser.on('comment', (text) => visitor.aside?.(text));
  parser.on('processinginstruction', ({ body }) => visitor.aside?.(body));
  parser.write(xml).close();
}

/** Returns a name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Elements within which text runs on: paragraphs, cells, strings. Anywhere else every element is a line of its own. */
const RUNNING = new Set(['p', 'si', 'is', 'text', 'subject', 'td', 'th', 'li', 'h']);
/** Empty elements that stand for a space between words. */
const GAPS = new Set(['tab', 'br', 'cr', 'lineBreak', 'fwSpace', 'nbSpace', 'ptab']);

/** What stands in XML besides its text: attributes that carry text, comments and processing instructions. */
export interface XmlExtras { attributes: string; asides: string }

/** The text of one part, by how it comes to be there. */
export interface XmlText extends XmlExtras { text: string }

/** Collects the extras of a walk. @param takesAll - whether every attribute is text, as in an author's own XML. */
export function collectExtras(takesAll = false) {
  const attributes = new Set<string>();
  const asides: string[] = [];
  return {
    open(named: Attributes): void { for (const value of textsOfAttributes(named, takesAll)) attributes.add(value); },
    aside(text: string): void { asides.push(text.trim()); },
    end: (): XmlExtras => ({ attributes: [...attributes].join('\n'), asides: asides.join('\n') }),
  };
}

/** Returns all text of an XML part. @throws {Unread} `corrupt` */
export function textOfXml(path: string, xml: string, takesAll = false): XmlText {
  const text: string[] = [];
  const extras = collectExtras(takesAll);
  let running = 0;
  walkXml(path, xml, {
    open(name, named) {
      if (running === 0) text.push('\n');
      else if (GAPS.has(name)) text.push(' ');
      if (RUNNING.has(name)) running += 1;
      extras.open(named);
    },
    text(piece) { text.push(piece); },
    close(name) {
      if (RUNNING.has(name)) running -= 1;
      if (running === 0 || RUNNING.has(name)) text.push('\n');
    },
    aside: extras.aside,
  });
  const { attributes, asides } = extras.end();
  return { text: lines(text.join('')), attributes, asides };
}

/** Returns the text without empty lines. */
export function lines(text: string): string {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('\n');
}

/** Attributes that programs fill with what people type. */
const TEXT_ATTRIBUTES = new Set([
  'name', 'descr', 'title', 'alt', 'author', 'initials', 'userId', 'displayName', 'providerId', 'tag', 'alias', 'target', 'href', 'tooltip', 'location',
  'display', 'string', 'prompt', 'promptTitle', 'error', 'errorTitle', 'instr', 'formatcode', 'command', 'connection', 'content', 'description',
  'keywords', 'lastmodifiedby', 'subject', 'creator', 'sourcefile', 'data', 'caption', 'label', 'altchunk', 'bookmark', 'fieldname', 'initialvalue',
  'defaultvalue', 'helptext', 'statustext', 'text', 'charstring', 'uniquename',
].map((name) => name.toLowerCase()));
const GUID = /^\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?$/;
/** Whatever the attribute is called: letters beyond ASCII, an address, several words, digits with separators, a number as long as a person's. */
const WRITTEN = /[^\u0000-\u007F]|@|\S\s{1,99}\S|\d{2}[-. /)]{1,3}\d{2}|^0\d{8,11}$|^\d{13,19}$/u;

/** Returns those values of an element's attributes that are text rather than measures and codes. */
export function textsOfAttributes(attributes: Attributes, takesAll: boolean): string[] {
  const texts: string[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (value.trim() === '' || name.startsWith('xmlns')) continue;
    if (takesAll || TEXT_ATTRIBUTES.has(localName(name).toLowerCase()) || (WRITTEN.test(value) && !GUID.test(value))) texts.push(value);
  }
  return texts;
}

/** Returns the text without some ranges, which may lie in one another. */
export function without(xml: string, cuts: readonly { start: number; end: number }[]): string {
  const kept: string[] = [];
  let at = 0;
  for (const { start, end } of [...cuts].sort((one, other) => one.start - other.start || other.end - one.end)) {
    if (start < at) continue;
    kept.push(xml.slice(at, start));
    at = end;
  }
  kept.push(xml.slice(at));
  return kept.join('');
}
