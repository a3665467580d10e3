/**
 * Embedded objects: what Office and Hangul put into a document as a compound file
 * (MS-OLEDS 2.3). The object's own file lies in one stream; the others say where it
 * came from, often with the path on its author's computer.
 */
import { textOfBinary } from './binary-text.ts';
import type { Compound, CompoundStream } from './cfb.ts';
import { Unread, type Part, type ReadContext, type ReadFile } from './extracted.ts';

/** Streams that hold a file as it is. */
const WHOLE = /^(?:Package|CONTENTS)$/i;
/** Streams of names, settings and form controls. */
const NOTES = /^(?:\u0001CompObj|\u0003ObjInfo|\u0001Ole|\u0003OCXNAME|\u0003PRINT|\u0005\w{0,20}SummaryInformation|\u0001CompObjUserType|contents)$/;

/** Reads the files within an embedded object. @throws {Unread} `unread-part` for a stream nobody knows */
export async function readOle({ streams }: Compound, leftovers: readonly Part[], context: ReadContext): Promise<ReadFile> {
  const parts: Part[] = [...leftovers];
  let files = 0;
  for (const { path, bytes } of streams) {
    if (bytes.length === 0) continue;
    context.spend(bytes.length);
    const inner = innerFile({ path, bytes });
    if (inner !== null) {
      files += 1;
      parts.push(...(await context.readInner(inner.name, inner.bytes)).parts.map(hidden));
      if (inner.notes !== '') parts.push({ path, kind: 'metadata', text: inner.notes });
    } else if (path.startsWith('lost/')) parts.push({ path, kind: 'hidden', text: textOfBinary(bytes) });
    else if (NOTES.test(path)) parts.push({ path, kind: 'metadata', text: textOfBinary(bytes) });
    else throw new Unread('unread-part', 'a stream of an embedded object');
  }
  if (files === 0) throw new Unread('unknown-format', 'a compound file of a format that is not read here');
  return { outcome: 'read', format: 'ole', parts: parts.filter(({ text }) => text !== ''), markdown: null, sheets: [] };
}

function hidden({ path, kind, text }: Part): Part {
  return { path, kind: kind === 'visible' ? 'hidden' : kind, text };
}

interface InnerFile { name: string; bytes: Uint8Array; notes: string }

function innerFile({ path, bytes }: CompoundStream): InnerFile | null {
  if (WHOLE.test(path)) return { name: 'object', bytes, notes: '' };
  return path === '\u0001Ole10Native' ? nativeFile(bytes) : null;
}

/** The Packager's stream: label, path and temporary path of a file as text ended by zero, then the file. */
function nativeFile(bytes: Uint8Array): InnerFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 6;
  const skipText = (): void => {
    const end = bytes.indexOf(0, at);
    if (end === -1) throw new Unread('corrupt', 'an embedded object without its names');
    at = end + 1;
  };
  skipText();
  skipText();
  at += 8;
  skipText();
  if (at + 4 > bytes.length) throw new Unread('corrupt', 'an embedded object without its file');
  const sizeBytes = view.getUint32(at, true);
  const start = at + 4;
  if (start + sizeBytes > bytes.length) throw new Unread('corrupt', 'an embedded object that ends outside its stream');
  const notes = [textOfBinary(bytes.subarray(4, start)), textOfBinary(bytes.subarray(start + sizeBytes))];
  const name = Buffer.from(bytes.subarray(6, Math.max(6, bytes.indexOf(0, 6)))).toString('latin1');
  return { name: /\.[A-Za-z0-9]{1,5}$/.exec(name)?.[0] ?? 'object', bytes: bytes.subarray(start, start + sizeBytes), notes: notes.filter((text) => text !== '').join('\n') };
}
