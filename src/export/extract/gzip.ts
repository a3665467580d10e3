/**
 * Gzip: one packed file (RFC 1952). Its header may name the file and carry a
 * comment, both of which are text. Only one member is read: what a second one
 * holds, half the programs would not show.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { Unread, type Part, type ReadContext, type ReadFile } from './extracted.ts';

const HARMLESS_BYTES = 5_000_000;
const TRAILER_BYTES = 8;

/** Reads the packed file by the ending of the name in the header, if there is one. @throws {Unread} */
export async function readGzip(bytes: Uint8Array, context: ReadContext): Promise<ReadFile> {
  const header = readHeader(bytes);
  const data = unpack(bytes, header.end, context);
  const inner = await context.readInner(header.name, data);
  const notes: Part[] = header.notes === '' ? [] : [{ path: 'header', kind: 'metadata', text: header.notes }];
  return { outcome: 'read', format: 'gz', parts: [...notes, ...inner.parts], markdown: inner.markdown, sheets: inner.sheets };
}

function readHeader(bytes: Uint8Array): { name: string; notes: string; end: number } {
  const flags = bytes[3] ?? 0xff;
  if (bytes.length < 18 || (flags & 0xe0) !== 0) throw corrupt('expected a header, got none');
  let at = 10;
  if ((flags & 4) !== 0) throw new Unread('unread-part', 'gz: an extra field');
  const readText = (): string => {
    const end = bytes.indexOf(0, at);
    if (end === -1) throw corrupt('a name without an end');
    const text = Buffer.from(bytes.subarray(at, end));
    at = end + 1;
    const utf8 = text.toString('utf8');
    return utf8.includes('\uFFFD') ? text.toString('latin1') : utf8;
  };
  const name = (flags & 8) === 0 ? '' : readText();
  const comment = (flags & 16) === 0 ? '' : readText();
  if ((flags & 2) !== 0) at += 2;
  return { name, notes: [name, comment].filter((text) => text !== '').join('\n'), end: at };
}

function unpack(bytes: Uint8Array, start: number, context: ReadContext): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizeBytes = view.getUint32(bytes.length - 4, true);
  const packed = bytes.subarray(start, bytes.length - TRAILER_BYTES);
  if (sizeBytes > HARMLESS_BYTES && sizeBytes > packed.length * context.limits.ratio) throw new Unread('bomb', `gz: unpacks to ${sizeBytes} bytes from ${packed.length}`);
  context.spend(sizeBytes);
  try {
    const { buffer, engine } = inflateRawSync(packed, { maxOutputLength: sizeBytes + 1, info: true }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    if (engine.bytesWritten === packed.length && buffer.length === sizeBytes && crc32(buffer) === view.getUint32(bytes.length - TRAILER_BYTES, true)) return buffer;
  } catch {
    throw corrupt('does not unpack, or to another size than it says');
  }
  throw corrupt('damaged, or bytes behind its end');
}

function corrupt(detail: string): Unread {
  return new Unread('corrupt', `gz: ${detail}`);
}
