/**
 * Collect: the first export stage. Reads every source once, counts what it hands
 * over against the range its configuration allows and against the control totals,
 * and stops the night when they do not agree: half an export looks like a thousand
 * withdrawals.
 */
import { ArchiveError } from '../errors.ts';
import { plainTexts } from '../model/plain-text.ts';
import type { LedgerPaper, Paper, TextPaper } from '../model/stages.ts';
import type { RecordType } from '../model/vocabulary.ts';
import type { NightLimits } from '../policy/policy.ts';
import type { SourceEntry } from './configuration.ts';
import { findFiles } from './file-bytes.ts';
import { openFolderSource } from './sources/folder.ts';
import { openSqliteSource } from './sources/sqlite.ts';
import type { HeldPaper, HeldRow, Source } from './sources/source.ts';

/** What a source handed over. */
export type Collected = Paper | HeldPaper | HeldRow;

/** Opens the adapter a configuration entry names. */
export function openSource(entry: SourceEntry): Source {
  return entry.kind === 'sqlite' ? openSqliteSource(entry) : openFolderSource(entry);
}

/**
 * Yields what one source hands over and, after its last paper, checks its counts.
 *
 * @param limits - How many rows may be held before the night stops.
 * @throws {ArchiveError} `BAD_COUNT`, `BAD_TOTAL`, or what the source throws. Callers write nothing until all sources have ended.
 */
export function* collect(entry: SourceEntry, limits: NightLimits): Iterable<Collected> {
  const source = openSource(entry);
  try {
    const tally = new Tally(entry);
    for (const item of source.papers()) {
      tally.add(item);
      yield item.kind === 'text' ? findFiles(plainText(item), entry.files ?? null) : item.kind === 'ledger' ? plainLedger(item) : item;
    }
    tally.check(limits);
    tally.checkTotals([...entry.totals, ...(source.totals?.() ?? [])]);
  } finally {
    source.close();
  }
}

/** The paper without characters nobody sees, before anything is looked for in it. */
function plainText({ source, key, where, kind, type, facts, files, texts }: TextPaper): TextPaper {
  return { source, key, where, kind, type, facts, files, texts: plainTexts(texts) };
}

function plainLedger({ source, key, where, kind, type, unitCode, period, currency, licence, rows, texts }: LedgerPaper): LedgerPaper {
  return { source, key, where, kind, type, unitCode, period, currency, licence, rows, texts: plainTexts(texts) };
}

interface Sum { rows: number; amount: number; unreadable: number }

/** Counts of one source in one night. */
class Tally {
  readonly #entry: SourceEntry;
  readonly #sums = new Map<string, Sum>();
  #papers = 0;
  #rows = 0;
  readonly #heldRows: HeldRow[] = [];

  constructor(entry: SourceEntry) { this.#entry = entry; }

  add(item: Collected): void {
    if (item.kind === 'ledger') {
      this.#rows += item.rows.length;
      for (const row of item.rows) this.#sum(item.type, item.period, row.amount);
    } else if (item.kind === 'held-row') {
      this.#rows += 1;
      this.#heldRows.push(item);
      this.#sum(item.type, item.period ?? null, item.amount ?? null);
    } else {
      this.#papers += 1;
    }
  }

  /** Under the type, and under type and period; an amount that can't be read makes the sum unreadable. */
  #sum(type: RecordType, period: string | null, amount: number | null): void {
    for (const key of period === null ? [type] : [type, `${type}/${period}`]) {
      const sum = this.#sums.get(key) ?? { rows: 0, amount: 0, unreadable: 0 };
      sum.rows += 1;
      if (amount === null) sum.unreadable += 1;
      else sum.amount += amount;
      this.#sums.set(key, sum);
    }
  }

  check(limits: NightLimits): void {
    this.#checkRange('papers', this.#papers, this.#entry.papers);
    this.#checkRange('rows', this.#rows, this.#entry.rows);
    const allowed = Math.max(limits.minimumHeldRows, Math.floor(this.#rows * limits.maximumHeldRowShare));
    if (this.#heldRows.length > allowed) {
      const first = this.#heldRows.slice(0, 3).map(({ where, hold }) => `${where}: ${hold.detail}`).join('; ');
      throw new ArchiveError('BAD_COUNT', `sources/${this.#entry.name}`,
        `${this.#heldRows.length} of ${this.#rows} rows can't be read, expected at most ${allowed}; nothing was written. The first: ${first}`);
    }
  }

  #checkRange(what: string, got: number, range: { minimum: number; maximum: number }): void {
    if (got >= range.minimum && got <= range.maximum) return;
    throw new ArchiveError('BAD_COUNT', `sources/${this.#entry.name}`,
      `${got} ${what} tonight, expected ${range.minimum}–${range.maximum}; nothing was written`);
  }

  checkTotals(totals: readonly { type: RecordType; period?: string; rows: number; amount: number }[]): void {
    for (const total of totals) {
      const key = total.period === undefined ? total.type : `${total.type}/${total.period}`;
      const sum = this.#sums.get(key) ?? { rows: 0, amount: 0, unreadable: 0 };
      if (sum.rows === total.rows && sum.amount === total.amount && sum.unreadable === 0) continue;
      const unreadable = sum.unreadable === 0 ? '' : ` and ${sum.unreadable} amounts that can't be read`;
      throw new ArchiveError('BAD_TOTAL', `sources/${this.#entry.name}: ${key}`,
        `expected ${total.rows} rows with a total of ${total.amount}, got ${sum.rows} with ${sum.amount}${unreadable}; nothing was written`);
    }
  }
}
