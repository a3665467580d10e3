/**
 * Ledgers: rows of a money table, grouped into one paper per type, unit and
 * period. Order is the source's and nothing is merged: two lunches at one place on
 * one day for one price are two lunches. A row that can't be translated is held by
 * itself, with its amount if that can be read, so that control totals still agree.
 */
import type { LedgerPaper, PaperRow } from '../../../model/stages.ts';
import { type HeldRow, Untranslatable } from '../source.ts';
import type { LedgerMapping } from './mapping.ts';
import { withoutNulls } from './papers.ts';
import type { SourceRow } from './table.ts';
import {
  readAmount, readAsciiCode, readCode, readCount, readDay, readPeriod, readText, readTime,
} from './values.ts';

const METHODS = ['open-tender', 'limited-tender', 'negotiated'] as const;

/** A row with the paper it belongs to and its free texts by column. */
interface PlacedRow { unitCode: string; period: string; row: PaperRow; texts: Record<string, string> }

/** Ledger papers of one source as they fill, row by row. */
export interface LedgerBook { add(row: SourceRow): void; hold(row: SourceRow, held: Untranslatable): void; papers(): LedgerPaper[]; held(): HeldRow[] }

/** Returns an empty book for one source. */
export function openBook(source: string, mapping: LedgerMapping): LedgerBook {
  const papers = new Map<string, { paper: LedgerPaper; rows: PaperRow[]; texts: Record<string, string> }>();
  const held: HeldRow[] = [];
  const hold = (row: SourceRow, { hold: reason }: Untranslatable): void => {
    const { amount, period } = whatIsKnown(row, mapping);
    held.push({ kind: 'held-row', source, where: row.where, type: mapping.type, hold: reason, amount, period });
  };
  const place = ({ unitCode, period, row, texts }: PlacedRow): void => {
    const key = `${mapping.type}/${unitCode}/${period}`;
    const entry = papers.get(key) ?? emptyEntry(source, mapping, key, unitCode, period, row.where);
    papers.set(key, entry);
    for (const [column, text] of Object.entries(texts)) entry.texts[`rows/${entry.rows.length}/${column}`] = text;
    entry.rows.push(row);
  };
  return {
    hold,
    add: (row) => {
      try {
        place(readRow(row, mapping));
      } catch (error) {
        if (!(error instanceof Untranslatable)) throw error;
        hold(row, error);
      }
    },
    papers: () => [...papers.values()].map(({ paper }) => paper).sort((a, b) => (a.key < b.key ? -1 : 1)),
    held: () => held,
  };
}

function emptyEntry(source: string, { type, currency, licence }: LedgerMapping, key: string, unitCode: string, period: string, where: string) {
  const rows: PaperRow[] = [];
  const texts: Record<string, string> = {};
  const paper: LedgerPaper = { kind: 'ledger', source, key, where, type, unitCode, period, currency, licence, texts, rows };
  return { paper, rows, texts };
}

function readRow(row: SourceRow, mapping: LedgerMapping): PlacedRow {
  const { fields, currency } = mapping;
  const unitCode = readText(row, fields.unit, 'refuse');
  if (unitCode === null) throw new Untranslatable('unknown-unit', '"unit": expected a unit, got nothing');
  const amount = readAmount(row, 'amount', fields.amount, currency.decimals);
  if (amount === null) throw new Untranslatable('bad-row', '"amount": expected an amount, got nothing');
  const date = readDay(row, 'date', fields.date);
  const period = readRowPeriod(row, mapping, date);
  if (period === null) throw new Untranslatable('missing-date', `"${fields.period === undefined ? 'date' : 'period'}": expected a date, got nothing`);
  return {
    unitCode, period,
    texts: readTexts(row, fields),
    row: {
      key: readText(row, fields.key, 'refuse'), where: row.where, date, amount,
      time: readTime(row, 'time', fields.time),
      headcount: readCount(row, 'headcount', fields.headcount),
      project: readAsciiCode(row, 'project', fields.project),
      account: readAsciiCode(row, 'account', fields.account),
      method: readCode(row, 'method', fields.method, METHODS),
      from: readDay(row, 'from', fields.from),
      until: readDay(row, 'until', fields.until),
    },
  };
}

/** Returns a row's period: the rule's, or that of its date. */
function readRowPeriod(row: SourceRow, { type, fields }: LedgerMapping, date: string | null): string | null {
  const isYearly = type === 'budget';
  if (fields.period !== undefined) return readPeriod(row, 'period', fields.period, isYearly);
  return date?.slice(0, isYearly ? 4 : 7) ?? null;
}

function readTexts(row: SourceRow, fields: LedgerMapping['fields']): Record<string, string> {
  return withoutNulls({
    purpose: readText(row, fields.purpose),
    payee: readText(row, fields.payee),
    place: readText(row, fields.place),
    attendees: readText(row, fields.attendees),
    paymentMethod: readText(row, fields.paymentMethod),
    category: readText(row, fields.category),
    documentNumber: readText(row, fields.documentNumber, 'refuse'),
  });
}

/** Returns amount and period of a row that is held, as far as they can be read. */
function whatIsKnown(row: SourceRow, mapping: LedgerMapping): { amount: number | null; period: string | null } {
  const attempt = <Value>(read: () => Value): Value | null => {
    try {
      return read();
    } catch (error) {
      if (error instanceof Untranslatable) return null;
      throw error;
    }
  };
  return {
    amount: attempt(() => readAmount(row, 'amount', mapping.fields.amount, mapping.currency.decimals)),
    period: attempt(() => readRowPeriod(row, mapping, attempt(() => readDay(row, 'date', mapping.fields.date)))),
  };
}
