/**
 * Limits: how much one file of a build may decode to. A file beyond them is unread,
 * and an unread file stops the publication: a bomb can delay nobody for long and
 * hide nothing.
 */
import { ArchiveError } from '../../errors.ts';

/** The bounds, in bytes and counts. */
export const LIMITS = {
  /** Largest file read. */
  fileBytes: 512 * 2 ** 20,
  /** All that one outermost file may decode to. */
  decodedBytes: 1024 * 2 ** 20,
  /** Decoded bytes per byte of the outermost file, beyond the first `ratioFreeBytes`. */
  ratio: 200,
  ratioFreeBytes: 8 * 2 ** 20,
  /** Files inside files. */
  depth: 6,
  innerFiles: 20_000,
  /** Nesting of JSON, CBOR and PDF values. */
  nesting: 200,
} as const;

/** Counts what one outermost file decodes to. */
export class Budget {
  readonly #allowed: number;
  #spent = 0;
  #files = 0;

  constructor(sizeBytes: number) {
    this.#allowed = Math.min(LIMITS.decodedBytes, LIMITS.ratioFreeBytes + sizeBytes * LIMITS.ratio);
  }

  /** How much may still be decoded. */
  get left(): number { return this.#allowed - this.#spent; }

  /** @throws {ArchiveError} `CHECK_FAILED` beyond the limit. */
  spend(sizeBytes: number): void {
    this.#spent += sizeBytes;
    if (this.#spent > this.#allowed) throw unread(`expected at most ${this.#allowed} decoded bytes, got more`);
  }

  /** @throws {ArchiveError} `CHECK_FAILED` beyond the limit. */
  open(depth: number): void {
    this.#files += 1;
    if (depth > LIMITS.depth) throw unread(`expected files in files ${LIMITS.depth} deep at most, got more`);
    if (this.#files > LIMITS.innerFiles) throw unread(`expected at most ${LIMITS.innerFiles} inner files, got more`);
  }
}

/** Returns the refusal of a file that can't be read; `reason` says expected and got, never text. */
export function unread(reason: string): ArchiveError {
  return new ArchiveError('CHECK_FAILED', 'unread file', reason);
}
