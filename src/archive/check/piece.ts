/**
 * Pieces: what the readers make of a file's bytes, and all that the searches see.
 *
 * A reader knows a format and nothing of personal information; a search knows
 * personal information and nothing of formats. A new container is one reader, and
 * every kind is at once looked for in it.
 */

/** How a piece may be read: written text, a number of a data file, words without their signs, code, or a file's path. */
export type Sort = 'text' | 'number' | 'words' | 'code' | 'path';

/** One decoded text with its place. */
export interface Piece {
  text: string;
  /** Place inside the file: `line 3`, `$.rows[2].payee`, `<a href>`. Never text of a record. */
  where: string;
  sort: Sort;
  /** Ids of the records it is about, if it says so itself; otherwise those in the file's path. */
  ids: readonly string[];
}

/** A table, for columns that name persons. Rows may be shorter than the headers. */
export interface Table {
  headers: readonly string[];
  rows: readonly (readonly string[])[];
  where: string;
}

/** What a reader is given besides the bytes. */
export interface Reading {
  /** Path below the build, inner files after `!`: `packs/a.zip!data/a.csv`. */
  readonly path: string;
  /** Hands over a text. */
  text(text: string, where: string, ids?: readonly string[], sort?: Sort): void;
  /** Hands over a table; its cells must have been handed over as text too. */
  table(table: Table): void;
  /** Hands over a file found inside this one, to be read in its turn. */
  inner(name: string, bytes: Uint8Array): void;
  /** Whether this very text was searched before in this build and had nothing in it. */
  isKnown(text: string): boolean;
  /** How many bytes may still be decoded. */
  left(): number;
  /** Counts decoded bytes against the limits of the outermost file. */
  spend(sizeBytes: number): void;
}

/**
 * Reads one format.
 *
 * @throws if the bytes are not wholly readable: a part that can't be read can't be checked.
 */
export type Reader = (bytes: Buffer, reading: Reading) => void | Promise<void>;

/** The form of a record's id. */
export const RECORD_ID = /(?<![0-9A-Za-z])[0-9bcdfghjkmnpqrstvwxz]{10}(?![0-9A-Za-z])/g;

/** Returns the ids that stand in a text. A word of ten such letters may come with them; it harms nothing. */
export function idsIn(text: string): string[] {
  return text.length < 10 ? [] : text.match(RECORD_ID) ?? [];
}
