/**
 * Ledger columns: the table of a ledger, of which only columns stand that have a value on
 * the page. Every row begins with its number, which is the way to it (`#r-<id>`), and
 * ends with the document that approved it and the open rules it meets.
 */
import { recordByNumber } from '../../catalogue/links.ts';
import type { LedgerFacts } from '../../catalogue/records.ts';
import type { Row } from '../../model/record.ts';
import { currencyName, formatAmount } from './format.ts';
import { withMasks } from './masks.ts';
import { factPath } from './money-lines.ts';
import type { LinkTo, Page } from './page.ts';
import { recordPath, slug } from './paths.ts';

/** One cell; `html` is escaped with masks as spans, `links` and `note` are words of ours. */
export interface Cell {
  html: string; href?: string; time?: string; links?: LinkTo[]; note?: string;
  isAmount?: boolean; isNegative?: boolean; isSum?: boolean; isWide?: boolean; isCode?: boolean;
}
/** A table of a ledger with the columns that have a value on this page. */
export interface LedgerTable { caption: string; columns: { name: string; isAmount: boolean }[]; rows: { id: string; cells: Cell[] }[] }

/** What the table knows of a row besides the row. */
interface Placed { row: Row; position: number; facts: readonly string[] }
type Column = { name: string; isAmount?: boolean; has(placed: Placed): boolean; cell(placed: Placed): Cell };

const EMPTY: Cell = { html: '' };

/** Returns the table of some rows of a ledger. `facts` are those of the rows by their position, `start` is the position of the first. */
export function ledgerTable(page: Page, facts: LedgerFacts, rows: readonly Row[], start: number, marks: ReadonlyMap<number, readonly string[]>, caption: string): LedgerTable {
  const placed = rows.map((row, at): Placed => ({ row, position: start + at, facts: marks.get(start + at) ?? [] }));
  const columns = columnsOf(page, facts).filter((column) => placed.some((one) => column.has(one)));
  return {
    caption,
    columns: columns.map(({ name, isAmount = false }) => ({ name, isAmount })),
    rows: placed.map((one) => ({ id: `r-${one.row.id}`, cells: columns.map((column) => column.cell(one)) })),
  };
}

function columnsOf(page: Page, facts: LedgerFacts): Column[] {
  const { say, language } = page;
  const text = (name: string, key: 'purpose' | 'payee' | 'place' | 'attendees' | 'paymentMethod' | 'category' | 'account'): Column => ({
    name, has: ({ row }) => row[key] !== null && row[key] !== '', cell: ({ row }) => ({ html: withMasks(row[key] ?? ''), isWide: key === 'purpose' }),
  });
  return [
    { name: say('ledger.number'), has: () => true, cell: ({ row, position }) => ({ html: page.count(position + 1), href: `#r-${row.id}` }) },
    { name: say('column.date'), has: ({ row }) => row.date !== null, cell: ({ row }) => dateCell(row) },
    text(say('column.purpose'), 'purpose'),
    {
      name: say('column.amount', { currency: currencyName(language, facts.currency.code) }), isAmount: true, has: () => true,
      cell: ({ row }) => ({ html: formatAmount(language, row.amount, facts.currency.decimals), isAmount: true, isSum: true, isNegative: row.amount < 0 }),
    },
    text(say('column.payee'), 'payee'),
    text(say('column.place'), 'place'),
    text(say('column.attendees'), 'attendees'),
    { name: say('column.headcount'), isAmount: true, has: ({ row }) => row.headcount !== null, cell: ({ row }) => (row.headcount === null ? EMPTY : { html: page.count(row.headcount), isAmount: true }) },
    text(say('column.payment-method'), 'paymentMethod'),
    text(say('column.category'), 'category'),
    text(say('column.account'), 'account'),
    { name: say('column.method'), has: ({ row }) => row.method !== null, cell: ({ row }) => (row.method === null ? EMPTY : { html: say(`method.${row.method}`) }) },
    { name: say('column.term'), has: ({ row }) => row.from !== null || row.until !== null, cell: ({ row }) => (row.from === null && row.until === null ? EMPTY : { html: `${row.from ?? ''} ~ ${row.until ?? ''}`.trim(), isCode: true }) },
    { name: say('column.project'), has: ({ row }) => row.project !== null, cell: ({ row }) => (row.project === null ? EMPTY : { html: row.project, isCode: true, href: page.to(`projects/${slug(row.project)}`) }) },
    { name: say('column.document'), has: ({ row }) => row.documentNumber !== null, cell: ({ row }) => documentCell(page, row.documentNumber) },
    { name: say('column.facts'), has: (one) => one.facts.length > 0, cell: (one) => (one.facts.length === 0 ? EMPTY : { html: '', links: factLinks(page, facts, one.facts) }) },
  ];
}

function dateCell({ date, time }: Row): Cell {
  if (date === null) return EMPTY;
  return time === null ? { html: date, time: date } : { html: `${date} ${time}`, time: `${date}T${time}` };
}

function documentCell(page: Page, number: string | null): Cell {
  if (number === null) return EMPTY;
  const record = recordByNumber(page.site.catalogue, number);
  return record === null ? { html: withMasks(number), isCode: true, note: page.say('record.not-public') } : { html: withMasks(number), isCode: true, href: page.to(recordPath(record.path)) };
}

function factLinks(page: Page, { type }: LedgerFacts, ids: readonly string[]): LinkTo[] {
  return page.site.spending.facts.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ href: page.to(factPath(type, id)), words: page.pick(name) }));
}
