/**
 * Source: an adapter to one city system. It translates codes, dates and columns
 * into our words and nothing else: no disclosure decision, no mask. What it can't
 * translate it says, paper by paper (`HeldPaper`) or by stopping the night.
 */
import type { Hold, HoldCode, Paper } from '../../model/stages.ts';
import type { LedgerType, RecordType } from '../../model/vocabulary.ts';

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
  /** Counts towards the control totals; absent or `null` when it can't be read. */
  amount?: number | null;
  period?: string | null;
}

/** What a city system itself says its rows add up to; `period` is absent when it covers all periods. */
export interface ControlTotal { type: LedgerType; period?: string | undefined; rows: number; amount: number }

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
  /** Control totals that the system hands over with its rows; none if it has none. */
  totals?(): readonly ControlTotal[];
  /** Releases what was opened (database handles). Safe to call twice. */
  close(): void;
}

/** Thrown, inside the sources only, to leave a row that can't be translated; it becomes a held paper or row. No error: nothing went wrong. */
export class Untranslatable {
  readonly hold: Hold;

  constructor(code: HoldCode, detail: string) {
    this.hold = { code, detail };
  }
}
