/**
 * Read: the way into a file of a paper. Decides by the bytes which reader takes it,
 * compares the name with them, counts what it unpacks to, and turns whatever goes
 * wrong into an `UnreadFile`. Nothing is thrown from here: a file that can't be
 * read is a reason to hold its paper, never one to stop the night.
 */
import { ArchiveError } from '../../errors.ts';
import { readCompound } from './compound.ts';
import { READ_LIMITS, Unread, type Extracted, type ReadContext, type ReadFile, type ReadFormat, type ReadLimits } from './extracted.ts';
import { endingOf, isKnownEnding, refuseOtherName, signatureOf, textFormatOf, type Signature } from './formats.ts';
import { readGzip } from './gzip.ts';
import { readImage } from './image.ts';
import { languageFile } from './ocr.ts';
import { readPackage } from './package.ts';
import { readPdf } from './pdf.ts';
import { plainReader } from './plain.ts';
import { samples } from './samples.ts';

/** Formats that hold other files and so count towards the depth. */
const CONTAINERS: readonly Signature[] = ['zip', 'compound', 'gz', 'pdf'];
/** Formats whose reader knows whether to be content without text: a picture may show a coat of arms. */
const WORDLESS = ['png', 'jpeg', 'gif', 'webp', 'bmp', 'tiff'];

/**
 * Returns what a file holds, or why it can't be read.
 *
 * @param name - Only its ending counts; it is no part of the result.
 * @throws {ArchiveError} `BAD_CONFIGURATION` if a tool it needs is not there; for nothing that the file holds.
 */
export async function readFile(name: string, bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): Promise<Extracted> {
  try {
    if (bytes.length > limits.fileBytes) throw new Unread('too-large', `${bytes.length} bytes, at most ${limits.fileBytes}`);
    const reading: Reading = { limits, unpackedBytes: 0, textUnits: 0 };
    const file = await readAt(name, bytes, reading, 0);
    if (file.format !== 'empty' && !hasText(file)) throw new Unread('no-text', `no text in ${bytes.length} bytes of ${file.format}`);
    return file;
  } catch (problem) {
    // A tool of ours that is missing is no fault of the file: the night has to know.
    if (problem instanceof ArchiveError) throw problem;
    if (problem instanceof Unread) return { outcome: 'unread', problem: problem.problem, detail: problem.detail };
    return { outcome: 'unread', problem: 'corrupt', detail: `its reader gave up with ${problem instanceof Error ? problem.name : typeof problem}` };
  }
}

/**
 * Reads a sample of every library's work.
 *
 * @throws {ArchiveError} `BAD_CONFIGURATION` if a library or the language data of the OCR are missing or read something else.
 */
export async function checkReaders(): Promise<void> {
  for (const language of ['kor', 'eng']) languageFile(language);
  for (const { name, bytes, text } of samples()) {
    const file = await readFile(name, bytes);
    const shown = file.outcome === 'read' ? [file.markdown, ...file.sheets.flatMap(({ rows }) => rows.flat())] : [];
    if (!shown.some((shownText) => shownText?.includes(text))) {
      throw new ArchiveError('BAD_CONFIGURATION', name, `expected its text, got ${file.outcome === 'read' ? 'another' : file.problem}; run \`npm ci\``);
    }
  }
}

/** What has been spent on one file and all in it. */
interface Reading { limits: ReadLimits; unpackedBytes: number; textUnits: number }

async function readAt(name: string, bytes: Uint8Array, reading: Reading, depth: number): Promise<ReadFile> {
  const signature = signatureOf(bytes);
  if (signature === 'empty') return { outcome: 'read', format: 'empty', parts: [], markdown: null, sheets: [] };
  const read = readerOf(name, signature);
  if (CONTAINERS.includes(signature) && depth >= reading.limits.depth) {
    throw new Unread('too-deep', `files in more than ${reading.limits.depth} others`);
  }
  const inner = { textUnits: 0 };
  const file = await read(bytes, contextOf(reading, depth, inner));
  refuseOtherName(name, file.format);
  const textUnits = unitsOf(file);
  reading.textUnits += textUnits - inner.textUnits;
  if (reading.textUnits > reading.limits.textUnits) throw new Unread('too-large', `more than ${reading.limits.textUnits} characters`);
  return file;
}

function readerOf(name: string, signature: Exclude<Signature, 'empty'>): ReadFormat {
  const ending = endingOf(name);
  const isClaimed = isKnownEnding(ending);
  if (signature === 'text') {
    const format = textFormatOf(ending);
    if (format !== null) return plainReader(format);
  } else if (signature !== 'unknown') return READERS[signature];
  if (isClaimed) throw new Unread('wrong-format', `the name ends in .${ending}, the bytes are ${signature === 'text' ? 'text' : 'something else'}`);
  throw new Unread('unknown-format', 'neither the bytes nor the name say a format that is read here');
}

const READERS: Readonly<Record<'pdf' | 'zip' | 'compound' | 'gz' | 'image', ReadFormat>> = {
  pdf: readPdf, zip: readPackage, compound: readCompound, gz: readGzip, image: readImage,
};

function contextOf(reading: Reading, depth: number, inner: { textUnits: number }): ReadContext {
  const { limits } = reading;
  return {
    limits,
    depth,
    spend(unpackedBytes) {
      reading.unpackedBytes += unpackedBytes;
      if (reading.unpackedBytes > limits.unpackedBytes) throw new Unread('too-large', `unpacks to more than ${limits.unpackedBytes} bytes`);
    },
    async readInner(name, bytes) {
      const file = await readAt(name, bytes, reading, depth + 1);
      if (bytes.length > 0 && file.format !== 'empty' && !WORDLESS.includes(file.format) && !hasText(file)) throw new Unread('no-text', `no text in an inner file of ${bytes.length} bytes`);
      inner.textUnits += unitsOf(file);
      return { outcome: 'read', format: file.format, markdown: file.markdown, sheets: file.sheets, parts: file.parts.map(({ path, kind, text }) => ({ path: `${name}/${path}`, kind, text })) };
    },
  };
}

/** What programs noted is no text of the file: a scan has a title too. */
function hasText({ parts, markdown, sheets }: ReadFile): boolean {
  const isWritten = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
  return isWritten(markdown ?? '') || parts.some(({ kind, text }) => kind !== 'metadata' && isWritten(text)) || sheets.some(({ rows }) => rows.some((row) => row.some(isWritten)));
}

function unitsOf({ parts, markdown, sheets }: ReadFile): number {
  const cells = sheets.reduce((sum, { rows }) => sum + rows.reduce((inRows, row) => inRows + row.reduce((inRow, cell) => inRow + cell.length, 0), 0), 0);
  return parts.reduce((sum, { text }) => sum + text.length, markdown?.length ?? 0) + cells;
}
