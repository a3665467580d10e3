/**
 * Compound files: says which format one is and hands it on. Those of Office before
 * 2007 are not read: nobody keeps a reader for them up, and a program keeps in them
 * what was deleted. A password on a newer Office file makes it a compound file.
 */
import { textOfBinary } from './binary-text.ts';
import { openCompound, type Compound } from './cfb.ts';
import { Unread, type Part, type ReadContext, type ReadFile } from './extracted.ts';
import { readHwp } from './hwp.ts';
import { readOle } from './ole.ts';

const HWP_SIGNATURE = 'HWP Document File';

/** Reads a compound file of any kind. @throws {Unread} */
export async function readCompound(bytes: Uint8Array, context: ReadContext): Promise<ReadFile> {
  const compound = openCompound(bytes, context.limits.entries);
  const find = (path: string): Uint8Array | undefined => compound.streams.find((stream) => stream.path === path)?.bytes;
  const header = find('FileHeader');
  if (header !== undefined && Buffer.from(header.subarray(0, HWP_SIGNATURE.length)).toString('latin1') === HWP_SIGNATURE) return readHwp(compound, header, leftoverParts(compound), context);
  if (find('EncryptedPackage') !== undefined) throw new Unread('encrypted', 'an Office file with a password');
  if (find('WordDocument') !== undefined || find('Workbook') !== undefined || find('Book') !== undefined || find('PowerPoint Document') !== undefined) {
    throw new Unread('unknown-format', 'an Office file of before 2007');
  }
  return readOle(compound, leftoverParts(compound), context);
}

/** What lies in a compound file outside its streams, and the names in it. */
function leftoverParts({ leftovers, names }: Compound): Part[] {
  const text = leftovers.map((rest) => textOfBinary(rest)).filter((found) => found !== '').join('\n');
  const parts: Part[] = [{ path: 'names', kind: 'metadata', text: names.join('\n') }];
  if (text !== '') parts.push({ path: 'outside the streams', kind: 'hidden', text });
  return parts;
}
