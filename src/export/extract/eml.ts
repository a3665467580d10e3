/**
 * Mail as a file (RFC 5322, MIME by RFC 2045–2047): its heads, its texts and its
 * attachments, each read as a file of its own. Readers get the texts that are text.
 */
import iconv from 'iconv-lite';
import { decodeText } from './decode-text.ts';
import { Unread, type Part, type ReadContext, type ReadFile, type Sheet } from './extracted.ts';

/** How many parts may lie in one another. */
const MAXIMUM_DEPTH = 8;
const MAXIMUM_PARTS = 500;

interface Message { headers: ReadonlyMap<string, string>; rawHeaders: string; body: string }
interface Reading { context: ReadContext; parts: Part[]; texts: string[]; sheets: Sheet[]; count: number }

/** Reads a mail. @throws {Unread} */
export async function readEml(bytes: Uint8Array, context: ReadContext): Promise<ReadFile> {
  const message = split(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  if (!message.headers.has('from') && !message.headers.has('content-type')) throw new Unread('corrupt', 'eml: expected the head of a mail, got none');
  const reading: Reading = { context, parts: [], texts: [], sheets: [], count: 0 };
  const subject = decodeWords(message.headers.get('subject') ?? '');
  reading.parts.push({ path: 'subject', kind: 'visible', text: subject });
  await readMessage(reading, message, 0);
  const markdown = reading.texts.join('\n\n');
  return { outcome: 'read', format: 'eml', parts: reading.parts.filter(({ text }) => text.trim() !== ''), markdown: markdown === '' ? null : markdown, sheets: reading.sheets };
}

function split(text: string): Message {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const unfolded = head.replace(/\r?\n[ \t]{1,999}/g, ' ');
  const headers = new Map<string, string>();
  for (const line of unfolded.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, rawHeaders: unfolded, body: end === null ? '' : text.slice(end.index + end[0].length) };
}

async function readMessage(reading: Reading, message: Message, depth: number): Promise<void> {
  reading.count += 1;
  if (depth > MAXIMUM_DEPTH || reading.count > MAXIMUM_PARTS) throw new Unread('too-deep', 'eml: more parts than a mail has');
  const type = message.headers.get('content-type') ?? 'text/plain';
  reading.parts.push({ path: 'head', kind: 'metadata', text: decodeWords(utf8(message.rawHeaders)) });
  const boundary = /^multipart\//i.test(type) ? parameterOf(type, 'boundary') : null;
  if (boundary !== null) return readParts(reading, message.body, boundary, depth);
  const bytes = decodeBody(message);
  if (bytes.length === 0) return;
  reading.context.spend(bytes.length);
  const name = nameOf(message, type);
  const file = await reading.context.readInner(name, withoutCharset(bytes, type));
  reading.parts.push(...file.parts);
  reading.sheets.push(...file.sheets);
  // Of two forms of one text the plain one is shown.
  if (file.markdown !== null && !(file.format === 'html' && reading.texts.length > 0)) reading.texts.push(file.markdown);
}

/** What stands before the first and behind the last boundary no program shows. */
async function readParts(reading: Reading, body: string, boundary: string, depth: number): Promise<void> {
  const pieces = `\n${body}`.split(`\n--${boundary}`);
  const last = pieces.findIndex((piece, index) => index > 0 && piece.startsWith('--'));
  if (pieces.length < 2 || last === -1) throw new Unread('corrupt', 'eml: a part without its end');
  const outside = [pieces[0]!, pieces[last]!.slice(2), ...pieces.slice(last + 1)].join('\n');
  reading.parts.push({ path: 'outside the parts', kind: 'hidden', text: utf8(outside) });
  for (const piece of pieces.slice(1, last)) await readMessage(reading, split(piece.replace(/^[ \t]{0,99}\r?\n/, '').replace(/\r$/, '')), depth + 1);
}

function parameterOf(value: string, name: string): string | null {
  const found = new RegExp(`;\\s{0,99}${name}\\s{0,9}=\\s{0,9}(?:"([^"]{1,998})"|([^;\\s]{1,998}))`, 'i').exec(value);
  return found?.[1] ?? found?.[2] ?? null;
}

/** Returns a name with the ending that its type asks for, so that text is read as text. */
function nameOf({ headers }: Message, type: string): string {
  const given = decodeWords(utf8(parameterOf(headers.get('content-disposition') ?? '', 'filename') ?? parameterOf(type, 'name') ?? ''));
  if (given !== '') return given;
  const endings: Readonly<Record<string, string>> = { 'text/plain': 'txt', 'text/html': 'html', 'text/csv': 'csv', 'message/rfc822': 'eml', 'text/calendar': 'txt' };
  const ending = endings[type.split(';')[0]!.trim().toLowerCase()];
  return ending === undefined ? 'part' : `part.${ending}`;
}

function decodeBody({ headers, body }: Message): Uint8Array {
  const encoding = (headers.get('content-transfer-encoding') ?? '8bit').toLowerCase();
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding === 'quoted-printable') return Buffer.from(unquoted(body), 'latin1');
  if (['7bit', '8bit', 'binary'].includes(encoding)) return Buffer.from(body, 'latin1');
  throw new Unread('unread-part', 'eml: an encoding nobody knows');
}

function unquoted(text: string): string {
  return text.replace(/=\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Text in the encoding its head names comes out as UTF-8; in one nobody knows it is left as it is. */
function withoutCharset(bytes: Uint8Array, type: string): Uint8Array {
  const charset = parameterOf(type, 'charset');
  if (!/^text\//i.test(type) || charset === null || /^utf-?8$/i.test(charset) || !iconv.encodingExists(charset)) return bytes;
  return Buffer.from(iconv.decode(Buffer.from(bytes), charset), 'utf8');
}

/** Words of a head in another encoding (RFC 2047); the space between two of them is not text. */
function decodeWords(text: string): string {
  return text.replace(/(=\?[^?\s]{1,40}\?[bq]\?[^?\s]{0,998}\?=)\s{1,99}(?==\?)/gi, '$1').replace(/=\?([^?\s]{1,40})\?([bq])\?([^?\s]{0,998})\?=/gi, (whole, charset: string, form: string, data: string) => {
    if (!iconv.encodingExists(charset)) return whole;
    const bytes = /b/i.test(form) ? Buffer.from(data, 'base64') : Buffer.from(unquoted(data.replaceAll('_', ' ')), 'latin1');
    return iconv.decode(bytes, charset);
  });
}

function utf8(latin: string): string {
  const bytes = Buffer.from(latin, 'latin1');
  try {
    return decodeText(bytes);
  } catch {
    return latin;
  }
}
