/**
 * Source: an adapter to one city system. It translates codes, dates and columns
 * into our words and nothing else: no disclosure decision, no mask. What it can't
 * translate it says, paper by paper (`HeldPaper`) or by stopping the night.
 */
import type { Hold, Paper } from '../../model/stages.ts';
import type { RecordType } from '../../model/vocabulary.ts';

/** A paper or row that a source could not translate. It gets a bare register row and waits for a person. */
export interface HeldPaper {
  kind: 'held';
  source: string;
  key: string;
  where: string;
  type: RecordType;
  unitCode: string | null;
  approvedOn: string | null;
  hold: Hold;
}

/** One ledger row that could not be translated, for instance for an impossible date. It is counted, listed and left out. */
export interface HeldRow {
  kind: 'held-row';
  source: string;
  where: string;
  type: RecordType;
  hold: Hold;
}

/** What a source saw, for the counts of the night and the control totals. */
export interface SourceCounts { papers: number; rows: number; heldRows: number }

/** An adapter, opened for one night. */
export interface Source {
  name: string;
  /**
   * Yields every paper the system has today, in a stable order (by key).
   *
   * @throws {ArchiveError} `SOURCE_*` or `BAD_*` when the source as a whole can't be
   *   trusted; the night then stops with nothing written.
   */
  papers(): Iterable<Paper | HeldPaper | HeldRow>;
  /** Releases what was opened (database handles). Safe to call twice. */
  close(): void;
}
