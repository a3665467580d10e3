/**
 * Extracted: what reading one file of a paper yields, and how reading can end.
 *
 * A file is read twice. The *security read* takes every part of its container as it
 * lies in the bytes, whether a program would show it or not: what is found there is
 * searched for everywhere in the paper and never published. The *display read* is
 * what readers get. Neither believes the other, nor the file's name.
 *
 * What can't be read to its last byte is not read at all: an `UnreadFile` says why,
 * in words that never quote the file.
 */

import type { FileProblem } from '../../model/stages.ts';

/**
 * `visible`: a program that opens the file shows it. `hidden`: text of the author's
 * that is not seen (deleted with tracking, in a hidden sheet, behind a box, in an
 * earlier preview, outside the page). `metadata`: what programs noted about the
 * file (authors, paths, titles, places of a photograph).
 */
export type PartKind = 'visible' | 'hidden' | 'metadata';

/** One stretch of text and where in the file it lies: `word/comments.xml`, `PrvText`, `page 3`, `inner.zip/a.docx/word/document.xml`. */
export interface Part { path: string; kind: PartKind; text: string }

/** A table readers get as CSV; cells as they are shown, not as they are computed. */
export interface Sheet { name: string; rows: readonly (readonly string[])[] }

/** A file that was read whole. */
export interface ReadFile {
  outcome: 'read';
  /** What the bytes say it is: `pdf`, `hwp`, `hwpx`, `docx`, `xlsx`, `pptx`, `csv`, `txt`, `png`, `jpeg`, `zip` … */
  format: string;
  parts: readonly Part[];
  /** For readers, Markdown (tables in GFM); `null` if there is nothing to show or it is all in `sheets`. */
  markdown: string | null;
  /** For readers, the visible sheets of a spreadsheet or the one table of a CSV file. */
  sheets: readonly Sheet[];
}

export type { FileProblem as ReadProblem };

/** A file that could not be read; `detail` names part, limit, expected and got, never text. */
export interface UnreadFile { outcome: 'unread'; problem: FileProblem; detail: string }

export type Extracted = ReadFile | UnreadFile;

/** Thrown inside the readers to give a file up; the dispatcher turns it into an `UnreadFile`. No error: nothing went wrong with us. */
export class Unread {
  readonly problem: FileProblem;
  readonly detail: string;

  constructor(problem: FileProblem, detail: string) {
    this.problem = problem;
    this.detail = detail;
  }
}

/** What one file may cost. */
export interface ReadLimits {
  /** Largest file, bytes. */
  fileBytes: number;
  /** Most bytes all its parts may unpack to, inner files included. */
  unpackedBytes: number;
  /** Largest ratio of unpacked to packed bytes of one part. */
  ratio: number;
  /** How many containers may lie in one another. */
  depth: number;
  /** Most parts of one container. */
  entries: number;
  pages: number;
  /** Of one picture or rendered page. */
  pixels: number;
  /** Most UTF-16 code units of text altogether. */
  textUnits: number;
}

/** Limits that a city's papers stay far below and that no file can hurt a night with. */
export const READ_LIMITS: ReadLimits = {
  fileBytes: 200_000_000, unpackedBytes: 500_000_000, ratio: 200, depth: 4, entries: 5_000, pages: 2_000, pixels: 50_000_000, textUnits: 20_000_000,
};

/** What a reader of one format works with. */
export interface ReadContext {
  limits: ReadLimits;
  /** How many containers we are in, from 0. */
  depth: number;
  /**
   * Reads a file inside this one by the same rules and returns it.
   *
   * @throws {Unread} if it can't be read: then the whole file can't.
   */
  readInner(name: string, bytes: Uint8Array): Promise<ReadFile>;
  /** Counts unpacked bytes against the limit, over all inner files. @throws {Unread} `too-large` */
  spend(unpackedBytes: number): void;
}

/** Reads one format. @throws {Unread} whenever in doubt. */
export type ReadFormat = (bytes: Uint8Array, context: ReadContext) => Promise<ReadFile>;
