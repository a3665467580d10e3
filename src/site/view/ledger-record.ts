/** Ledger record: a table of money with one row a payment, budget line or contract. Cut into pages of 300 rows. */
import { ledgerRows } from '../../catalogue/money.ts';
import { listedRecord, recordFacts, type LedgerFacts } from '../../catalogue/records.ts';
import { heldLedgers } from '../../catalogue/register.ts';
import { factsOfRows } from '../../catalogue/spending.ts';
import { factsOfLedger } from './facts.ts';
import { historyOf } from './history.ts';
import { ledgerTable } from './ledger-columns.ts';
import { titleOf, unitThen } from './listed.ts';
import { masksOf } from './mask-counts.ts';
import { periodPath, unitMoneyPath } from './money-lines.ts';
import { neighbourLinks } from './neighbours.ts';
import type { LinkTo, Page } from './page.ts';
import { recordPath } from './paths.ts';
import { LEDGER_BLOCK } from './plan.ts';
import { toolsOf } from './record-tools.ts';
import { ledgerCsv } from './spending-csv.ts';
import { ledgerThing } from './structured-data.ts';
import { groundLinks, relatedOf } from './text-record.ts';

/** Returns the finished values of a ledger's page. */
export function viewLedger(page: Page) {
  const { catalogue } = page.site;
  const listed = listedRecord(catalogue, page.key)!;
  const facts = recordFacts<LedgerFacts>(catalogue, page.key);
  const part = page.block ?? 1;
  const start = (part - 1) * LEDGER_BLOCK;
  const rows = ledgerRows(catalogue, page.key, start, LEDGER_BLOCK);
  const title = titleOf(page, listed);
  const lead = page.say('ledger.lead', { rows: page.count(facts.rowCount), amount: page.money(facts.totalAmount, facts.currency.code, facts.currency.decimals) });
  const held = heldLedgers(catalogue, facts.type, facts.unit, facts.period);
  return {
    title: part === 1 ? title : page.say('ledger.part', { title, part }),
    type: { href: page.to(`types/${facts.type}`), words: page.say(`type.${facts.type}`) },
    unit: page.unitLink(facts.unit, unitThen(page, listed)),
    lead,
    notice: facts.disclosure === 'open' ? null : { words: page.say('notice.ledger-partial'), links: groundLinks(page, facts.grounds) },
    held: held === 0 ? null : page.say('ledger.held', { count: page.count(held) }),
    table: rows.length === 0 ? null : ledgerTable(page, facts, rows, start, factsOfRows(catalogue, page.key, start, start + rows.length), title),
    total: { words: page.say('ledger.total'), amount: page.money(facts.totalAmount, facts.currency.code, facts.currency.decimals) },
    parts: partsOf(page, listed.path, facts.rowCount),
    masks: masksOf(page, facts.masks),
    facts: factsOfLedger(page, listed, facts),
    related: relatedOf(page),
    history: historyOf(page, facts.history),
    neighbours: neighbourLinks(page),
    tools: toolsOf(page, title),
    thing: ledgerThing(page, listed, facts, lead, [{ href: page.toFile(ledgerCsv(listed.path)), format: 'text/csv' }, { href: page.toFile(listed.path), format: 'application/json' }]),
    downloads: [{ href: page.toFile(ledgerCsv(listed.path)), words: page.say('ledger.csv') }, { href: page.toFile(listed.path), words: page.say('record.source-json') }, { href: page.toFile('data/spending/schema.json'), words: page.say('money.file-schema') }] satisfies LinkTo[],
    ways: [{ href: page.to(periodPath(facts.type, facts.period)), words: page.say('ledger.period') }, { href: page.to(unitMoneyPath(facts.type, facts.unit)), words: page.say('ledger.unit') }] satisfies LinkTo[],
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
