/** Ledger record: a table of money with one row a payment, budget line or contract. Cut into pages of 300 rows. */
import { recordByNumber } from '../../catalogue/links.ts';
import { ledgerRows } from '../../catalogue/money.ts';
import { listedRecord, recordFacts, type LedgerFacts } from '../../catalogue/records.ts';
import { heldLedgers } from '../../catalogue/register.ts';
import type { Row } from '../../model/record.ts';
import { factsOfLedger } from './facts.ts';
import { currencyName, formatAmount } from './format.ts';
import { historyOf } from './history.ts';
import { titleOf, unitThen } from './listed.ts';
import { withMasks } from './masks.ts';
import { masksOf } from './mask-counts.ts';
import { neighbourLinks } from './neighbours.ts';
import type { LinkTo, Page } from './page.ts';
import { recordPath, slug } from './paths.ts';
import { LEDGER_BLOCK } from './plan.ts';
import { groundLinks, relatedOf } from './text-record.ts';

/** One cell; `html` is escaped with masks as spans. */
export interface Cell { html: string; href?: string; time?: string; isAmount?: boolean; isNegative?: boolean; isSum?: boolean; isWide?: boolean; isCode?: boolean }
/** A table of a ledger with the columns that have a value on this page. */
export interface LedgerTable { caption: string; columns: { name: string; isAmount: boolean }[]; rows: { id: string; cells: Cell[] }[] }

/** Returns the finished values of a ledger's page. */
export function viewLedger(page: Page) {
  const { catalogue } = page.site;
  const listed = listedRecord(catalogue, page.key)!;
  const facts = recordFacts<LedgerFacts>(catalogue, page.key);
  const part = page.block ?? 1;
  const rows = ledgerRows(catalogue, page.key, (part - 1) * LEDGER_BLOCK, LEDGER_BLOCK);
  const title = titleOf(page, listed);
  const held = heldLedgers(catalogue, facts.type, facts.unit, facts.period);
  return {
    title: part === 1 ? title : page.say('ledger.part', { title, part }),
    type: { href: page.to(`types/${facts.type}`), words: page.say(`type.${facts.type}`) },
    unit: page.unitLink(facts.unit, unitThen(page, listed)),
    lead: page.say('ledger.lead', { rows: page.count(facts.rowCount), amount: page.money(facts.totalAmount, facts.currency.code, facts.currency.decimals) }),
    notice: facts.disclosure === 'open' ? null : { words: page.say('notice.ledger-partial'), links: groundLinks(page, facts.grounds) },
    held: held === 0 ? null : page.say('ledger.held', { count: page.count(held) }),
    table: rows.length === 0 ? null : tableOf(page, facts, rows, title),
    total: { words: page.say('ledger.total'), amount: page.money(facts.totalAmount, facts.currency.code, facts.currency.decimals) },
    parts: partsOf(page, listed.path, facts.rowCount),
    masks: masksOf(page, facts.masks),
    facts: factsOfLedger(page, listed, facts),
    related: relatedOf(page),
    history: historyOf(page, facts.history),
    neighbours: neighbourLinks(page),
    source: { href: page.toFile(listed.path), words: page.say('record.source-json') },
  };
}

/** Links to the pages of a long ledger; `href` is empty on the page itself. */
function partsOf(page: Page, path: string, rowCount: number): LinkTo[] {
  const parts = Math.ceil(rowCount / LEDGER_BLOCK);
  if (parts < 2) return [];
  return Array.from({ length: parts }, (_, index) => index + 1).map((part) => ({
    href: part === page.block ? '' : page.to(recordPath(path, part)),
    words: page.say('list.range', { from: page.count((part - 1) * LEDGER_BLOCK + 1), until: page.count(Math.min(part * LEDGER_BLOCK, rowCount)) }),
  }));
}

type Column = { name: string; isAmount?: boolean; has(row: Row): boolean; cell(row: Row): Cell };

function tableOf(page: Page, facts: LedgerFacts, rows: Row[], caption: string): LedgerTable {
  const columns = columnsOf(page, facts).filter((column) => rows.some((row) => column.has(row)));
  return {
    caption,
    columns: columns.map(({ name, isAmount = false }) => ({ name, isAmount })),
    rows: rows.map((row) => ({ id: `r-${row.id}`, cells: columns.map((column) => column.cell(row)) })),
  };
}

function columnsOf(page: Page, facts: LedgerFacts): Column[] {
  const { say, language } = page;
  const text = (name: string, key: 'purpose' | 'payee' | 'place' | 'attendees' | 'paymentMethod' | 'category' | 'account'): Column => ({
    name, has: (row) => row[key] !== null, cell: (row) => ({ html: withMasks(row[key] ?? ''), isWide: key === 'purpose' }),
  });
  return [
    { name: say('column.date'), has: (row) => row.date !== null, cell: (row) => (row.date === null ? { html: '' } : { html: row.time === null ? row.date : `${row.date} ${row.time}`, time: row.time === null ? row.date : `${row.date}T${row.time}` }) },
    text(say('column.purpose'), 'purpose'),
    {
      name: say('column.amount', { currency: currencyName(language, facts.currency.code) }), isAmount: true, has: () => true,
      cell: (row) => ({ html: formatAmount(language, row.amount, facts.currency.decimals), isAmount: true, isSum: true, isNegative: row.amount < 0 }),
    },
    text(say('column.payee'), 'payee'),
    text(say('column.place'), 'place'),
    text(say('column.attendees'), 'attendees'),
    { name: say('column.headcount'), isAmount: true, has: (row) => row.headcount !== null, cell: (row) => ({ html: row.headcount === null ? '' : page.count(row.headcount), isAmount: true }) },
    text(say('column.payment-method'), 'paymentMethod'),
    text(say('column.category'), 'category'),
    text(say('column.account'), 'account'),
    { name: say('column.method'), has: (row) => row.method !== null, cell: (row) => ({ html: row.method === null ? '' : say(`method.${row.method}`) }) },
    { name: say('column.term'), has: (row) => row.from !== null || row.until !== null, cell: (row) => ({ html: `${row.from ?? ''} ~ ${row.until ?? ''}`.trim() }) },
    { name: say('column.project'), has: (row) => row.project !== null, cell: (row) => (row.project === null ? { html: '' } : { html: row.project, isCode: true, href: page.to(`projects/${slug(row.project)}`) }) },
    { name: say('column.document'), has: (row) => row.documentNumber !== null, cell: (row) => documentCell(page, row.documentNumber) },
  ];
}

function documentCell(page: Page, number: string | null): Cell {
  if (number === null) return { html: '' };
  const record = recordByNumber(page.site.catalogue, number);
  return record === null ? { html: withMasks(number), isCode: true } : { html: withMasks(number), isCode: true, href: page.to(recordPath(record.path)) };
}
