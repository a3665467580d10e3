/**
 * XML: feeds, sitemaps, SVG, metadata of pictures and the parts of office files. Text
 * of elements joined and spaced, attributes, comments, processing instructions,
 * CDATA; names of elements and attributes too, for whoever hides there.
 *
 * A small reader of its own that never resolves an entity beyond XML's five and
 * numbers: a document type with declarations is refused, so nothing can be pulled in.
 */
import { unread } from '../limits.ts';
import { idsIn, type Reading } from '../piece.ts';
import { decoded } from './characters.ts';
import { readDataUri } from './embedded.ts';
import { Flow } from './flow.ts';
import { readMarkup } from './html.ts';

const PART = /<!--([\s\S]*?)-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?([\s\S]*?)\?>|<!DOCTYPE([^[>]*)(\[)?[^>]*>|<(\/?)([A-Za-z_가-힣][^\s<>/]{0,199})((?:[^<>"']|"[^"]*"|'[^']*')*)>|([^<]+)|(<)/g;
const ATTRIBUTE = /([^\s=/"']{1,200})\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const REFERENCE = /&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Who made a file: a name there is a person's, and nobody sees it. */
const AUTHOR = /<(?:\w{1,20}:)?(?:creator|lastModifiedBy|manager)(?:\s[^<>]{0,200})?>\s{0,50}(?:<[^<>]{1,100}>\s{0,50}){0,2}([^<]{1,100})</g;
/** Elements that stand for one thing in a list. */
const ITEM = /^(?:\w+:)?(?:entry|item|url)$/;
/** Elements that do not end a word in the formats read here. */
const INLINE = /^(?:\w+:)?(?:r|t|rPr|b|i|u|em|strong|tspan|a|span|run|rFonts|sz|lang|proofErr|bookmarkStart|bookmarkEnd)$/;

/** Reads an XML document. */
export function readXml(bytes: Buffer, reading: Reading): void { readXmlText(xmlText(bytes), reading, ''); }

/** XML may say in its first line that it is in another encoding; that would be another text to a browser. */
function xmlText(bytes: Buffer): string {
  const text = decoded(bytes);
  const encoding = /^\s{0,9}<\?xml[^>]{0,100}encoding\s{0,3}=\s{0,3}["']([^"']{1,30})/.exec(text)?.[1];
  if (encoding !== undefined && !/^(?:utf-?8|utf-?16(?:le|be)?|us-ascii)$/i.test(encoding)) throw unread('expected XML in UTF-8 or UTF-16, it names another encoding');
  return text;
}

/** Reads XML that came as text. */
export function readXmlText(text: string, reading: Reading, lead: string): void {
  const flow = new Flow();
  const items: number[] = [];
  for (const { 1: comment, 2: cdata, 3: instruction, 4: doctype, 5: subset, 6: slash, 7: name, 8: attributes, 9: chars, 10: stray } of text.matchAll(PART)) {
    if (chars !== undefined) flow.add(unreferenced(chars));
    else if (name !== undefined) {
      readAttributes(name, attributes ?? '', reading, lead);
      if (INLINE.test(name)) flow.inline();
      else flow.block();
      if (!ITEM.test(name)) continue;
      if (slash === '') items.push(flow.mark);
      else readItem(flow.since(items.pop() ?? 0), reading, `${lead}<${name}>`);
    } else if (cdata !== undefined) { flow.add(cdata); if (cdata.includes('<')) readMarkup(cdata, reading, `${lead}CDATA `); }
    else if (comment !== undefined) reading.text(comment, `${lead}comment`);
    else if (instruction !== undefined) reading.text(instruction, `${lead}instruction`);
    else if (subset !== undefined) throw unread('expected XML without declarations of its own, got some');
    else if (doctype !== undefined) reading.text(doctype, `${lead}doctype`);
    else if (stray !== undefined) throw unread('expected XML, got a tag that never ends');
  }
  for (const [, author] of text.matchAll(AUTHOR)) reading.text(`author of the file: ${unreferenced(author!)}`, `${lead}author`);
  const { joined, spaced } = flow;
  if (/[<&]/.test(joined)) readMarkup(joined, reading, `${lead}text as HTML `);
  if (joined.includes('data:')) readDataUri(joined, reading, `${lead}text`);
  reading.text(joined, `${lead}text`);
  if (spaced !== null) reading.text(spaced, `${lead}text, spaced`);
}

function readItem(text: string, reading: Reading, where: string): void {
  const ids = idsIn(text);
  if (ids.length > 0) reading.text(text, where, ids);
}

function readAttributes(element: string, attributes: string, reading: Reading, lead: string): void {
  if (/\d{4}|[^\x21-\x7e]/.test(element)) reading.text(element, `${lead}element name`);
  for (const { 1: name, 2: double, 3: single } of attributes.matchAll(ATTRIBUTE)) {
    const value = unreferenced(double ?? single ?? '');
    const where = `${lead}<${/^[\w:.-]{1,30}$/.test(element) ? element : 'element'} attribute>`;
    reading.text(value, where);
    if (/\d{4}|[^\x21-\x7e]/.test(name!)) reading.text(name!, `${where} name`);
    if (/data:/i.test(value)) readDataUri(value, reading, where);
  }
}

function unreferenced(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name]!;
    const code = Number.parseInt(decimal ?? hex!, decimal === undefined ? 16 : 10);
    return code > 0x10ffff ? whole : String.fromCodePoint(code);
  });
}
