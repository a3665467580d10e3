/**
 * Zip: packs, and office files, which are zips of XML. Every entry is read in its
 * turn; names and comments are texts. Anything encrypted, doubled or outside the
 * archive's own list is a refusal.
 */
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { unread } from '../limits.ts';
import type { Reading } from '../piece.ts';

const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1');

/** Reads a zip. */
export async function readZip(bytes: Buffer, reading: Reading): Promise<void> {
  if (!bytes.subarray(0, 4).equals(LOCAL_HEADER) && bytes.readUInt32LE(0) !== 0x06054b50) throw unread('expected a zip from its first byte, got other bytes before it');
  const zip = await opened(bytes);
  reading.text(zip.comment, 'zip comment');
  const names = new Set<string>();
  let packed = 0;
  for (const entry of await entriesOf(zip)) {
    if (entry.isEncrypted()) throw unread('expected a zip without a password, got an encrypted entry');
    if (names.has(entry.fileName)) throw unread('expected every name once in a zip, got one twice');
    names.add(entry.fileName);
    packed += entry.compressedSize;
    reading.text(entry.fileName, 'zip entry name', undefined, 'path');
    reading.text(entry.fileComment, 'zip entry comment');
    reading.text(printable(entry), 'zip extra fields');
    if (entry.fileName.endsWith('/')) {
      if (entry.uncompressedSize !== 0) throw unread('expected an empty folder in a zip, got bytes in one');
      continue;
    }
    reading.spend(entry.uncompressedSize);
    reading.inner(entry.fileName, await contentOf(zip, entry));
  }
  const overhead = bytes.length - packed;
  const allowed = 1024 + [...names].reduce((sum, name) => sum + 2 * Buffer.byteLength(name) + 512, 0) + zip.comment.length;
  if (overhead > allowed) throw unread(`expected a zip of its entries, got ${overhead} bytes that belong to none`);
}

function printable(entry: Entry): string { return entry.extraFields.map(({ data }) => data.toString('latin1').replace(/[^\x20-\x7e]+/g, ' ')).join(' '); }

function opened(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolved, refused) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true }, (error, zip) => {
      if (error !== null && error !== undefined) refused(unread('expected a zip that can be opened, got another'));
      else resolved(zip);
    });
  });
}

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolved, refused) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => { entries.push(entry); zip.readEntry(); });
    zip.on('end', () => resolved(entries));
    zip.on('error', () => refused(unread('expected a zip with a sound list of entries, got another')));
    zip.readEntry();
  });
}

function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolved, refused) => {
    const broken = () => refused(unread('expected a zip entry that can be unpacked, got another'));
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null && error !== undefined) return broken();
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part)).on('end', () => resolved(Buffer.concat(parts))).on('error', broken);
    });
  });
}
