/**
 * Records of HWP 5 streams (Hancom, "한글 문서 파일 형식 5.0", revision 1.3, §4.1): a
 * word with tag, level and length, then the data. Levels make a tree: what belongs
 * to a paragraph or a control lies one level below it.
 */
import { inflateRawSync } from 'node:zlib';
import { Unread, type ReadContext } from './extracted.ts';

/** A record and what belongs to it. */
export interface HwpRecord { tag: number; data: Uint8Array; children: HwpRecord[] }

/** Tags by their names in the specification (§4.2, 4.3). */
export const TAG = {
  faceName: 0x13, charShape: 0x15, trackChange: 0x50,
  paraHeader: 0x42, paraText: 0x43, paraCharShape: 0x44, paraLineSegments: 0x45, paraRangeTag: 0x46, control: 0x47, listHeader: 0x48, pageDefinition: 0x49,
  table: 0x4d, equation: 0x58, memoList: 0x5d,
} as const;

const MAXIMUM_DEPTH = 100;
const MAXIMUM_RECORDS = 5_000_000;
/** Some writers put a checksum or padding behind the packed data. */
const TRAILER_BYTES = 8;

/** Returns a stream unpacked, if the file packs its streams. @throws {Unread} `corrupt` or `bomb` */
export function unpackStream(bytes: Uint8Array, isPacked: boolean, context: ReadContext): { bytes: Uint8Array; rest: Uint8Array } {
  if (!isPacked || bytes.length === 0) return { bytes, rest: new Uint8Array() };
  const limit = Math.max(1_000_000, Math.min(bytes.length * context.limits.ratio, context.limits.unpackedBytes));
  try {
    const { buffer, engine } = inflateRawSync(bytes, { maxOutputLength: limit, info: true }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    context.spend(buffer.length);
    return { bytes: buffer, rest: bytes.subarray(engine.bytesWritten) };
  } catch (problem) {
    if (problem instanceof Unread) throw problem;
    const isTooLarge = problem instanceof Error && 'code' in problem && problem.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? new Unread('bomb', `hwp: a stream unpacks to more than ${limit} bytes from ${bytes.length}`) : new Unread('corrupt', 'hwp: a stream does not unpack');
  }
}

/** Returns the records of a stream as a tree. @throws {Unread} `corrupt` */
export function readRecords(bytes: Uint8Array): HwpRecord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const top: HwpRecord[] = [];
  const path: HwpRecord[] = [];
  let count = 0;
  for (let at = 0; at + 4 <= bytes.length;) {
    const word = view.getUint32(at, true);
    const level = (word >>> 10) & 0x3ff;
    const isLong = word >>> 20 === 0xfff;
    if (isLong && at + 8 > bytes.length) throw corrupt('a record without its length');
    const length = isLong ? view.getUint32(at + 4, true) : word >>> 20;
    const start = at + (isLong ? 8 : 4);
    if (start + length > bytes.length) throw corrupt('a record that ends outside its stream');
    count += 1;
    if (level > MAXIMUM_DEPTH || count > MAXIMUM_RECORDS) throw new Unread('too-large', `hwp: more than ${MAXIMUM_RECORDS} records or ${MAXIMUM_DEPTH} levels`);
    const record: HwpRecord = { tag: word & 0x3ff, data: bytes.subarray(start, start + length), children: [] };
    path.length = Math.min(path.length, level);
    (path.at(-1)?.children ?? top).push(record);
    path.push(record);
    at = start + length;
    if (bytes.length - at < 4 && bytes.length - at > 0 && bytes.subarray(at).some((byte) => byte !== 0)) throw corrupt('bytes behind the last record');
  }
  return top;
}

/** Returns whether more stands behind packed data than a checksum. */
export function hasRest(rest: Uint8Array): boolean {
  return rest.length > TRAILER_BYTES && rest.some((byte) => byte !== 0);
}

function corrupt(detail: string): Unread {
  return new Unread('corrupt', `hwp: ${detail}`);
}
