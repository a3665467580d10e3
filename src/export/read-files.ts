/**
 * Read files: between collect and screen. Puts the text of a paper's files among its
 * texts, so that the detectors see all of it: what readers get (`text`, `sheets`) and
 * everything else that lies in the bytes (`parts`: comments, deletions, previews,
 * metadata), which is screened and never shown.
 *
 * A file that is closed is not read: nothing of it leaves.
 */
import type { FileBytes, FileProblem, PaperFile, TextPaper } from '../model/stages.ts';
import { formatCsv } from '../model/csv.ts';
import { plainLine, plainText } from '../model/plain-text.ts';
import type { Extracted, ReadFile } from './extract/extracted.ts';
import { sha256Of } from './file-bytes.ts';

/** Reads one file by the name the source gives it and the path of its bytes. */
export type ReadBytes = (name: string, path: string) => Extracted;

/** Returns the paper with the texts of its files; the given one is not changed. */
export function readFiles(paper: TextPaper, read: ReadBytes): TextPaper {
  const isToRead = (file: PaperFile) => file.bytes !== null && file.disclosure !== 'closed';
  if (!paper.files.some(isToRead)) return paper;
  const texts: Record<string, string> = Object.assign({}, paper.texts);
  const files = paper.files.map((file, n) => {
    if (!isToRead(file)) return file;
    const extracted = readAsHashed(file.bytes!, () => read(paper.texts[`files/${n}/name`] ?? '', file.bytes!.path));
    if (extracted.outcome === 'read') addTexts(texts, `files/${n}`, extracted);
    return withOutcome(file, extracted.outcome === 'read' ? null : extracted.problem);
  });
  const { source, key, where, kind, type, facts } = paper;
  return { source, key, where, kind, type, facts, texts, files };
}

/** A file that is exchanged while the night reads it is not the one its hash names; the next night reads the other. */
function readAsHashed({ path, sha256 }: FileBytes, read: () => Extracted): Extracted {
  const extracted = read();
  return isStill(path, sha256) ? extracted : { outcome: 'unread', problem: 'corrupt', detail: 'expected the same bytes until the end, they changed meanwhile' };
}

function isStill(path: string, sha256: string): boolean {
  try {
    return sha256Of(path) === sha256;
  } catch {
    return false;
  }
}

function withOutcome({ role, format, sizeBytes, disclosure, grounds, bytes }: PaperFile, problem: FileProblem | null): PaperFile {
  return { role, format, sizeBytes, disclosure, grounds, isRead: problem === null, bytes, problem };
}

/** The source's own text of the file goes on being screened, but the bytes are what is shown. */
function addTexts(texts: Record<string, string>, field: string, { parts, markdown, sheets }: ReadFile): void {
  const given = texts[`${field}/text`];
  delete texts[`${field}/text`];
  if (markdown !== null) texts[`${field}/text`] = plainText(markdown);
  sheets.forEach(({ name, rows }, k) => {
    texts[`${field}/sheets/${k}/name`] = plainLine(name);
    texts[`${field}/sheets/${k}/csv`] = formatCsv(squared(rows));
  });
  [...parts.map(({ text }) => text), ...(given === undefined ? [] : [given])].filter((text) => text !== '')
    .forEach((text, k) => { texts[`${field}/parts/${k}`] = plainText(text); });
}

/** Rows as long as the longest: a spreadsheet leaves out what is empty at a row's end. */
function squared(rows: ReadFile['sheets'][number]['rows']): string[][] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: width }, (_, n) => plainLine(row[n] ?? '')));
}
