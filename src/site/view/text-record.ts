/** Text record: everything on the page of an approved document, minutes, a press release and so on. */
import { citedBy, recordByNumber, relatedTo, type LinkReason } from '../../catalogue/links.ts';
import { htmlOf, listedRecord, recordFacts, textFields, type TextFacts } from '../../catalogue/records.ts';
import type { ListedRecord } from '../../catalogue/records.ts';
import { approvedSums, spendingApprovedBy } from '../../catalogue/money.ts';
import { archivalFacts, factsOfText, type Fact } from './facts.ts';
import { filesOf, type FileLine } from './files.ts';
import { historyOf, type Version } from './history.ts';
import { lineOf, unitThen, type Line } from './listed.ts';
import { masksOf } from './mask-counts.ts';
import { withMasks } from './masks.ts';
import { neighbourLinks } from './neighbours.ts';
import { noticeOf } from './notices.ts';
import { aroundOwn, type Around } from './own-words.ts';
import type { Page } from './page.ts';
import { LEDGER_BLOCK } from './plan.ts';
import { recordPath } from './paths.ts';
import { toolsOf } from './record-tools.ts';
import { textThing } from './structured-data.ts';
import { textDataPath } from './text-data.ts';

export { groundLinks } from './grounds.ts';

/** Rows of spending shown on the page of the document that approved it. */
const SPENDING_LIMIT = 30;
const CITED_BY_LIMIT = 30;
/** A title beyond this many characters is a paragraph, and is set smaller. */
const LONG_TITLE = 100;

/** A cited document number, with its record if it is public here. */
export interface CitedLine { number: string; line: Line | null }

/** One related record with its reasons in words. */
export interface RelatedLine { line: Line; reasons: Around[] }

/** Returns the finished values of a text record's page. */
export function viewTextRecord(page: Page) {
  const { catalogue } = page.site;
  const listed = listedRecord(catalogue, page.key)!;
  const facts = recordFacts<TextFacts>(catalogue, page.key);
  const fields = new Map(textFields(catalogue, page.key).map(({ field, length }) => [field, length]));
  const cites = facts.cites.map((number) => citedLine(page, number));
  const citing = citingLines(page, facts.documentNumber);
  // What stands under "cites" and "cited by" is not said again under "related".
  const linked = new Set([...cites.flatMap(({ line }) => line ?? []), ...citing].map(({ href }) => href));
  return {
    title: facts.title,
    titleHtml: facts.title.length > LONG_TITLE ? `<span class="long">${withMasks(facts.title)}</span>` : withMasks(facts.title),
    lead: leadOf(page, listed, facts),
    notice: noticeOf(page, facts, fields),
    bodyHtml: htmlOf(catalogue, page.key, 'body'),
    isEmpty: facts.body !== 'withheld' && (fields.get('body') ?? 0) === 0,
    unit: page.unitLink(facts.unit, unitThen(page, listed)),
    type: { href: page.to(`types/${facts.type}`), words: page.say(`type.${facts.type}`) },
    facts: factsOfText(page, listed, facts, fields) satisfies Fact[],
    archival: archivalFacts(page, facts) satisfies Fact[],
    files: filesOf(page, listed.path, facts.files, fields) satisfies FileLine[],
    masks: masksOf(page, facts.masks),
    spending: spendingOf(page, facts),
    cites,
    citedBy: citing,
    related: relatedOf(page).filter(({ line }) => !linked.has(line.href)),
    history: historyOf(page, facts.history) satisfies Version[],
    neighbours: neighbourLinks(page),
    downloads: [
      { href: page.toFile(listed.path), words: page.say('record.source-markdown') },
      { href: page.toFile(textDataPath(listed.path)), words: page.say('record.source-json') },
    ],
    tools: toolsOf(page, facts.title),
    thing: textThing(page, listed, facts),
  };
}

/** What this is, in one sentence. */
function leadOf(page: Page, listed: ListedRecord, facts: TextFacts): string {
  const how = facts.approvedOn === null ? 'lead.released' : facts.type === 'document' ? 'lead.approved' : 'lead.dated';
  return page.say(how, {
    unit: unitThen(page, listed), day: page.day(facts.approvedOn ?? facts.releasedOn), type: page.say(`type-noun.${facts.type}`),
  });
}

function spendingOf(page: Page, facts: TextFacts) {
  if (facts.documentNumber === null) return null;
  const rows = spendingApprovedBy(page.site.catalogue, facts.documentNumber, SPENDING_LIMIT);
  if (rows.length === 0) return null;
  const sums = approvedSums(page.site.catalogue, facts.documentNumber);
  const all = sums.reduce((sum, { rows: count }) => sum + count, 0);
  return {
    rows: rows.map(({ ledger, row, position }) => ({
      href: page.to(recordPath(ledger.path, Math.floor(position / LEDGER_BLOCK) + 1), `r-${row.id}`),
      time: row.date === null ? null : { machine: row.date, words: page.day(row.date) },
      words: row.purpose ?? row.category ?? page.say(`type.${ledger.type}`),
      amount: page.money(row.amount, ledger.currency!, ledger.decimals!),
    })),
    sums: sums.map(({ amount, currency, decimals, rows: count }) => page.say('spending.sum', { rows: page.count(count), amount: page.money(amount, currency, decimals) })),
    more: all > rows.length ? page.say('spending.more', { count: page.count(all - rows.length) }) : null,
  };
}

function citingLines(page: Page, documentNumber: string | null): Line[] {
  if (documentNumber === null) return [];
  return citedBy(page.site.catalogue, documentNumber, CITED_BY_LIMIT).filter(({ id }) => id !== page.key).map((record) => lineOf(page, record));
}

function citedLine(page: Page, number: string): CitedLine {
  const record = recordByNumber(page.site.catalogue, number);
  return { number, line: record === null || record.id === page.key ? null : lineOf(page, record) };
}

/** Returns the related records with their reasons in words. */
export function relatedOf(page: Page): RelatedLine[] {
  return relatedTo(page.site.catalogue, page.key).map(({ record, reasons }) => ({
    line: lineOf(page, record), reasons: reasons.map((reason) => reasonOf(page, reason)),
  }));
}

function reasonOf(page: Page, { kind, words, documentNumber }: LinkReason): Around {
  return words.length > 0 ? aroundOwn(page, `reason.${kind}`, 'words', words.join(', ')) : aroundOwn(page, `reason.${kind}`, 'number', documentNumber ?? '');
}
