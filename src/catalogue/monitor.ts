/**
 * Monitor: how much of what was collected is public, counted so that no figure can
 * flatter. `open` and `partial` mean that the text is here: a paper that bears the mark
 * "open" and is only listed is `listed`. Everything is counted in SQL; quantiles come
 * from counts per number of days, so no paper is loaded.
 *
 * The law: Official Information Disclosure Act Art. 8 (list), 9(1) (grounds), 14 (partly).
 *
 * Known: every figure of the whole city looks at every paper, so its cost follows the
 * archive; that of a unit or a year follows the unit or the year.
 */
import type { LogReason, RecordType } from '../model/vocabulary.ts';
import type { Catalogue } from './catalogue.ts';

/** How a paper stands, from the most readable to the least; the last two are no disclosure. */
export const PAPER_STATES = ['open', 'partial', 'listed', 'restricted', 'closed', 'held', 'withdrawn'] as const;
export type PaperState = (typeof PAPER_STATES)[number];

const STATE = `CASE WHEN status = 'withdrawn' THEN 'withdrawn' WHEN status = 'held' OR disclosure IS NULL THEN 'held'
  WHEN disclosure = 'closed' THEN 'closed' WHEN disclosure = 'restricted-until' THEN 'restricted'
  WHEN status = 'released' THEN disclosure ELSE 'listed' END`;

/** Papers of one month, unit, type and state; `unit` is `null` while it is not known. */
export interface PaperCount { month: string; unit: string | null; type: RecordType; state: PaperState; papers: number }

/** Yields the papers by month of the register, unit, type and state. */
export function eachPaperCount(catalogue: Catalogue): Generator<PaperCount> {
  return catalogue.each(`SELECT month, unit, type, ${STATE} AS state, count(*) AS papers FROM register
    GROUP BY month, unit, type, 4 ORDER BY month, unit, type, state`);
}

/** What papers are counted by: `year` and `month` are those in which they stand in the register. */
export type PaperKey = 'type' | 'unit' | 'month' | 'year';
/** Papers that have one key in common. */
export interface KeyedCount { key: string | null; type: RecordType; state: PaperState; papers: number }

const KEYS: Readonly<Record<PaperKey, string>> = { type: 'type', unit: 'unit', month: 'month', year: 'substr(month, 1, 4)' };

/** Returns the papers by one key, type and state, of the city, of one unit or of one year. */
export function paperCounts(catalogue: Catalogue, by: PaperKey, only: { unit?: string; year?: string } = {}): KeyedCount[] {
  const select = `SELECT ${KEYS[by]} AS key, type, ${STATE} AS state, count(*) AS papers FROM register`;
  const group = 'GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT 100000';
  if (only.unit !== undefined) return catalogue.all(`${select} WHERE unit = ? ${group}`, only.unit);
  if (only.year !== undefined) return catalogue.all(`${select} WHERE month BETWEEN ?1 || '-01' AND ?1 || '-12' ${group}`, only.year);
  return catalogue.all(`${select} ${group}`);
}

/** Returns the years in which papers were approved, released or changed, the oldest first. */
export function monitorYears(catalogue: Catalogue): string[] {
  return catalogue.all<{ year: string }>(`SELECT DISTINCT substr(month, 1, 4) AS year FROM register UNION SELECT DISTINCT substr(day, 1, 4) FROM log
    ORDER BY year LIMIT 200`).map(({ year }) => year);
}

/** What is missing inside the released texts of one unit. */
export interface TextMeasures {
  unit: string;
  /** Released texts. */
  records: number;
  /** Those marked open. */
  open: number;
  /** Those marked open of which a file is not here. */
  openWithoutFile: number;
  /** Those marked open with every file and nothing masked. */
  complete: number;
  /** Those that show their facts, and neither body nor any file. */
  coverOnly: number;
  files: number;
  withheldFiles: number;
  /** Withheld files that bear the mark closed or restricted; the others could not be read, or were not handed over. */
  closedFiles: number;
  chars: number;
  /** In tens rounded up per record, so never less than what is hidden. */
  maskedChars: number;
  maskedRecords: number;
  /** All characters of the records that have any masked. */
  charsOfMasked: number;
}

/** Returns the measures of released texts by unit. */
export function textMeasures(catalogue: Catalogue, unit?: string): TextMeasures[] {
  const where = unit === undefined ? '' : 'AND unit = ?';
  const values = unit === undefined ? [] : [unit];
  return catalogue.all(`SELECT unit, count(*) AS records, sum(disclosure = 'open') AS open,
    sum(disclosure = 'open' AND withheld_files > 0) AS openWithoutFile, sum(disclosure = 'open' AND withheld_files = 0 AND masked_chars = 0) AS complete,
    sum(is_cover_only) AS coverOnly, sum(file_count) AS files, sum(withheld_files) AS withheldFiles, sum(closed_files) AS closedFiles,
    sum(text_chars) AS chars, sum(masked_chars) AS maskedChars, sum(masked_chars > 0) AS maskedRecords, sum(text_chars * (masked_chars > 0)) AS charsOfMasked
    FROM records WHERE form = 'text' ${where} GROUP BY unit ORDER BY unit LIMIT 5000`, ...values);
}

/** Released ledgers of one type and unit; `masked` are those with anything hidden beside a withheld column. */
export interface LedgerMeasures { type: RecordType; unit: string; ledgers: number; open: number; columnOnly: number; masked: number }

/** Returns the measures of released ledgers by type and unit. */
export function ledgerMeasures(catalogue: Catalogue, unit?: string): LedgerMeasures[] {
  return catalogue.all(`SELECT type, unit, count(*) AS ledgers, sum(disclosure = 'open') AS open,
    sum(disclosure = 'partial' AND mask_places = 0) AS columnOnly, sum(disclosure = 'partial' AND mask_places > 0) AS masked
    FROM records WHERE form = 'ledger' ${unit === undefined ? '' : 'AND unit = ?'} GROUP BY type, unit ORDER BY type, unit LIMIT 50000`, ...(unit === undefined ? [] : [unit]));
}

/** Papers that rest on one item of Art. 9(1); one with two grounds stands under both. */
export interface GroundCount { ground: number; type: RecordType; state: PaperState; papers: number }

/** Returns the papers by ground, type and state; what is held or withdrawn is not decided, or no longer. */
export function groundCounts(catalogue: Catalogue): GroundCount[] {
  return catalogue.all(`SELECT value AS ground, register.type, ${STATE} AS state, count(*) AS papers FROM register, json_each(register.facts, '$.grounds')
    WHERE status IN ('released', 'listed') AND disclosure <> 'open' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT 1000`);
}

/** Released texts by days from approval to release; `days` is `null` where no day of approval is known. */
export interface WaitCount { month: string; isFirstNight: 0 | 1; days: number | null; records: number }

/** Returns the waiting times by month of release. The first night brought everything older at once, so it is kept apart. */
export function waitCounts(catalogue: Catalogue, unit?: string): WaitCount[] {
  return catalogue.all(`SELECT substr(released_on, 1, 7) AS month, released_on = (SELECT min(day) FROM log) AS isFirstNight, waiting_days AS days, count(*) AS records
    FROM records WHERE form = 'text' ${unit === undefined ? '' : 'AND unit = ?'} GROUP BY 1, 2, 3 ORDER BY 1, 2 DESC, 3 LIMIT 1000000`, ...(unit === undefined ? [] : [unit]));
}

/** Returns the day of the first night in the log, `null` before it. */
export function firstNight(catalogue: Catalogue): string | null {
  return catalogue.first<{ day: string | null }>('SELECT min(day) AS day FROM log')?.day ?? null;
}

/** Changes to what was released, from the log. */
export interface ChangeCount { month: string; event: 'amend' | 'withdraw' | 'restore'; reason: LogReason; records: number }

/** Returns the changes by month and reason. */
export function changeCounts(catalogue: Catalogue): ChangeCount[] {
  return catalogue.all(`SELECT substr(day, 1, 7) AS month, event, reason, count(*) AS records FROM log
    WHERE event <> 'release' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT 100000`);
}

/** Returns how often records of a unit were corrected. Withdrawn ones no longer bear their unit in the log. */
export function correctionsOf(catalogue: Catalogue, unit: string): number {
  return catalogue.first<{ count: number }>(`SELECT count(*) AS count FROM records JOIN log ON log.record = records.id
    WHERE records.unit = ? AND event = 'amend'`, unit)!.count;
}

/** Papers that wait for a person, by what holds them. `since` is the day they first stood in the register. */
export interface HeldCount { rule: string; unit: string | null; since: string; papers: number }

/** Returns the papers that wait, by rule, unit and day. */
export function heldCounts(catalogue: Catalogue, unit?: string): HeldCount[] {
  return catalogue.all(`SELECT rule, unit, listed_on AS since, count(*) AS papers FROM register
    WHERE status = 'held' ${unit === undefined ? '' : 'AND unit = ?'} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT 100000`, ...(unit === undefined ? [] : [unit]));
}
