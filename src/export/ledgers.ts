/**
 * Ledgers: holds back the changed ledgers of a source until the source has ended,
 * so that a payment booked to another unit is recognised there. A publisher that
 * corrected two names moved 299 payments to other ledgers; counted as new, they
 * would have stood in the sums twice.
 */
import type { LedgerRecord, Row } from '../model/record.ts';
import type { Decided, LedgerPaper } from '../model/stages.ts';
import type { Case } from './case.ts';
import { composeRows } from './compose.ts';
import { adoptRows, drawId, identifyRows, matchRows, orphansOf, type RowMatching } from './identity.ts';
import type { KnownPaper } from './state.ts';
import type { WriteContext, Writer } from './write.ts';

interface Waiting { at: Case; decided: Decided<LedgerPaper>; before: LedgerRecord | null; matching: RowMatching }

/** The ledgers of one source in one night. */
export class Ledgers {
  readonly #context: WriteContext;
  readonly #writer: Writer;
  readonly #waiting: Waiting[] = [];

  constructor(context: WriteContext, writer: Writer) {
    this.#context = context;
    this.#writer = writer;
  }

  /** Takes a ledger that is released. On a source's first night nothing can have moved, so nothing waits. */
  take(at: Case, decided: Decided<LedgerPaper>, isFirstNight: boolean): void {
    const { policy, state } = this.#context;
    const before = this.#writer.publishedBefore(at) as LedgerRecord | null;
    const matching = matchRows(composeRows(decided.masked, policy), before?.rows ?? [], (key) => state.rowId(at.source, key), (id) => state.isRowKeyed(id));
    const entry = { at, decided, before, matching };
    if (isFirstNight) this.#write(entry);
    else this.#waiting.push(entry);
  }

  /**
   * Writes what waits and returns which of the missing ledgers have moved whole:
   * every row of theirs stands in another ledger now. One that moved in part keeps
   * the rest, so that no payment stands in two ledgers.
   *
   * @param missing - Those that an officer decided to keep are not among them.
   */
  finish(missing: readonly KnownPaper[]): Set<string> {
    const { state, report } = this.#context;
    const gone = missing.filter((paper) => paper.status === 'released' && paper.rowCount > 0)
      .map((paper) => ({ paper, record: this.#writer.publishedBefore({ known: paper }) as LedgerRecord }));
    const corrected = this.#waiting.flatMap(({ matching }) => orphansOf(matching));
    const orphans = new Map<string, Row>([...corrected, ...gone.flatMap(({ record }) => record.rows)].map((row) => [row.id, row]));
    for (const { at, matching } of this.#waiting) adoptRows(matching, orphans, (key) => state.rowId(at.source, key), (id) => state.isRowKeyed(id));
    for (const entry of this.#waiting.splice(0)) this.#write(entry);
    // Rows that were only booked elsewhere are neither removed nor, by the writer, counted as added.
    report.rowsRemoved -= corrected.filter((row) => !orphans.has(row.id)).length;
    return new Set(gone.filter(({ paper, record }) => this.#settleGone(paper, record, orphans)).map(({ paper }) => paper.id));
  }

  /** Returns whether every row of a missing ledger moved; takes those that did out of one that keeps others. */
  #settleGone(paper: KnownPaper, record: LedgerRecord, orphans: ReadonlyMap<string, Row>): boolean {
    const rest = record.rows.filter((row) => orphans.has(row.id));
    if (rest.length > 0 && rest.length < record.rows.length) this.#writer.shrinkLedger(paper, record, rest);
    if (rest.length === 0) this.#context.report.rowsRemoved -= record.rows.length;
    return rest.length === 0;
  }

  #write({ at, decided, before, matching }: Waiting): void {
    this.#writer.releaseLedger(at, decided, before, identifyRows(matching, (key) => this.#context.state.rowId(at.source, key), () => drawId(this.#context.effects, () => false)));
  }
}
