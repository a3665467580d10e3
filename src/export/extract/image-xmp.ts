/**
 * XMP (ISO 16684-1): all texts and attribute values of a packet of metadata, in a
 * picture or a PDF. A packet that is no XML is taken as it stands.
 */
import { SaxesParser } from 'saxes';
import { textOfBinary } from './binary-text.ts';
import { wideText } from './wide-text.ts';

/** Longer values without a space are thumbnails in base64. */
const LONG_VALUE = 2_000;

/** Returns the texts, one a line. */
export function xmpText(bytes: Uint8Array): string {
  const xml = decoded(bytes);
  const texts: string[] = [];
  const parser = new SaxesParser();
  let isDamaged = false;
  parser.on('error', () => { isDamaged = true; });
  parser.on('text', (text) => texts.push(text));
  parser.on('cdata', (text) => texts.push(text));
  parser.on('comment', (text) => texts.push(text));
  parser.on('processinginstruction', ({ body }) => texts.push(body));
  parser.on('doctype', (text) => texts.push(text));
  parser.on('opentag', ({ attributes }) => {
    for (const [name, value] of Object.entries(attributes)) if (!name.startsWith('xmlns')) texts.push(String(value));
  });
  parser.write(xml).close();
  if (isDamaged) texts.push(xml);
  return [...new Set(texts.map((text) => spoken(text)).filter((text) => text !== ''))].join('\n');
}

function spoken(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length < LONG_VALUE || /[ 가-힣]/.test(trimmed)) return trimmed;
  return textOfBinary(Buffer.from(trimmed, 'base64'));
}

function decoded(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  const end = buffer.length & ~1;
  if (buffer[0] === 0xfe && buffer[1] === 0xff || buffer[0] === 0 && buffer[1] === 0x3c) return wideText(buffer.subarray(0, end).swap16()).replace(/^\uFEFF/, '');
  if (buffer[0] === 0xff && buffer[1] === 0xfe || buffer[0] === 0x3c && buffer[1] === 0) return wideText(buffer).replace(/^\uFEFF/, '');
  return buffer.subarray(0, endOfText(buffer)).toString('utf8').replace(/^\uFEFF/, '');
}

/** Where the zeros begin with which a packet is filled up; by a loop, since a pattern would try from every zero. */
function endOfText(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return end;
}
