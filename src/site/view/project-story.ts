/**
 * Project story: a project's documents, contracts and payments in the order of time, by
 * year. Payments come by the dozen, so those of a month stand as one entry that opens.
 */
import type { ProjectDocument } from '../../catalogue/project-documents.ts';
import { ledgersOfMonth, paymentsByMonth, paymentsLike, type MonthSum } from '../../catalogue/projects.ts';
import type { PlacedRow } from '../../catalogue/money.ts';
import { PROJECT_STEPS, stepOf, type ProjectStep } from '../../policy/project-steps.ts';
import { titleOf, unitThen } from './listed.ts';
import { withMasks } from './masks.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath, recordPath } from './paths.ts';
import { LEDGER_BLOCK } from './plan.ts';
import { ownWords } from './project-name.ts';

/** One payment in an opened month. */
export interface Payment { href: string; titleHtml: string; amount: string; isNegative: boolean; day: string | null }

/** One entry: what happened on a day, or what was paid in a month. `id` is set on the first of each step. */
export interface Entry {
  id: string | null;
  step: ProjectStep | 'other';
  stepWords: string;
  /** Orders the entries; a month comes after its days. */
  when: string;
  time: { machine: string; words: string };
  href: string | null;
  titleHtml: string;
  /** Facts as HTML: words of records in it are marked with their record. */
  facts: string[];
  amount: string | null;
  isNegative: boolean;
  /** Why it is here, or what belongs to it. */
  notes: string[];
  disclosure: { code: string; words: string } | null;
  payments: { lines: Payment[]; more: { words: string; links: LinkTo[] } | null } | null;
}

/** Payments shown of one month; the ledgers hold the rest. */
export const MONTH_ROWS = 30;

/** Returns the entries, the oldest first. `project` is the name, which no step is told by. */
export function entriesOf(page: Page, { documents, contracts, months, year, hasRows, project }: {
  documents: readonly ProjectDocument[]; contracts: readonly PlacedRow[]; months: readonly MonthSum[]; year: string; hasRows: boolean; project: string;
}): Entry[] {
  const entries = [
    ...documents.map((record) => documentEntry(page, record, project)),
    ...contracts.map((row) => contractEntry(page, row)),
    ...monthEntries(page, months, year, hasRows),
  ].sort((a, b) => (a.when < b.when ? -1 : Number(a.when > b.when)));
  for (const step of PROJECT_STEPS) {
    const first = entries.find((entry) => entry.step === step);
    if (first !== undefined) first.id ??= `first-${step}`;
  }
  return entries;
}

function documentEntry(page: Page, record: ProjectDocument, project: string): Entry {
  const step = stepOf(page.site.steps, record, project) ?? 'other';
  const kind = page.site.policy.units.get(record.unit!)?.organisationClass ?? 'city';
  const isPlain = step !== 'other' && record.type === 'document';
  return {
    ...blank(page, step), when: record.day!, time: { machine: record.day!, words: page.day(record.day!) },
    href: page.to(recordPath(record.path)), titleHtml: withMasks(record.title!),
    facts: [...(isPlain ? [] : [page.say(`type-noun.${record.type}`)]), unitThen(page, record), ...(record.rank === null ? [] : [page.say('project.decided', { rank: page.say(`rank.${kind}.${record.rank}`) })])].map(withMasks),
    notes: record.approves === null ? [] : [page.say('project.approves')],
    disclosure: record.disclosure === null || record.disclosure === 'open' ? null : { code: record.disclosure, words: page.say(`disclosure.${record.disclosure}`) },
  };
}

function contractEntry(page: Page, { ledger, position, row }: PlacedRow): Entry {
  const when = row.date ?? ledger.period!;
  const term = row.from === null || row.until === null ? [] : [page.say('project.term', { from: page.day(row.from), until: page.day(row.until) })];
  return {
    ...blank(page, 'contract'), when, time: { machine: when, words: page.day(when) },
    href: rowLink(page, { ledger, position, row }), titleHtml: withMasks(row.purpose ?? row.category ?? titleOf(page, ledger)),
    amount: page.money(row.amount, ledger.currency!, ledger.decimals!), isNegative: row.amount < 0,
    facts: [...(row.payee === null ? [] : [ownWords(page, ledger.id, row.payee)]), ...[...(row.method === null ? [] : [page.say(`method.${row.method}`)]), unitThen(page, ledger), ...term].map(withMasks)],
    notes: paidFor(page, row, ledger),
  };
}

/** What bears the same document number and payee; nothing where the payee is hidden, because two hidden names may differ. */
function paidFor(page: Page, { documentNumber, payee }: PlacedRow['row'], { currency, decimals }: PlacedRow['ledger']): string[] {
  if (documentNumber === null || payee === null || payee.includes('가림·제')) return [];
  return paymentsLike(page.site.catalogue, documentNumber, payee).filter((sum) => sum.currency === currency && sum.decimals === decimals)
    .map((sum) => page.say('project.paid-for', { rows: page.count(sum.rows), amount: page.money(sum.amount, sum.currency, sum.decimals) }));
}

/** Without rows, a month leads to its year's page. */
function monthEntries(page: Page, months: readonly MonthSum[], year: string, hasRows: boolean): Entry[] {
  const shown = hasRows ? Map.groupBy(paymentsByMonth(page.site.catalogue, page.key, year, MONTH_ROWS), ({ month }) => month) : new Map<string, PlacedRow[]>();
  return [...Map.groupBy(months, ({ month }) => month)].map(([month, sums]) => {
    const all = sums.reduce((count, { rows }) => count + rows, 0);
    const rows = shown.get(month) ?? [];
    const words = sums.map((sum) => page.say('project.month-sum', { type: page.say(`project.${sum.type}`), rows: page.count(sum.rows), amount: page.money(sum.amount, sum.currency, sum.decimals) }));
    return {
      ...blank(page, 'spending'), id: hasRows ? `m-${month}` : null, when: `${month}-99`, time: { machine: month, words: page.day(month) }, titleHtml: words.join(', '),
      href: hasRows ? null : page.to(listPath('projects', page.key, Number(month.slice(0, 4))), `m-${month}`),
      payments: !hasRows ? null : { lines: rows.map((row) => paymentOf(page, row)), more: all > rows.length ? moreOf(page, month, all - rows.length) : null },
    };
  });
}

/** Ledgers named for the rest of a month. */
const MORE_LEDGERS = 12;

function moreOf(page: Page, month: string, count: number): { words: string; links: LinkTo[] } {
  const ledgers = ledgersOfMonth(page.site.catalogue, page.key, month, MORE_LEDGERS);
  return { words: page.say('project.month-more', { count: page.count(count) }), links: ledgers.map((ledger) => ({ href: page.to(recordPath(ledger.path)), words: titleOf(page, ledger) })) };
}

function paymentOf(page: Page, placed: PlacedRow): Payment {
  const { ledger, row } = placed;
  return {
    href: rowLink(page, placed), titleHtml: withMasks(row.purpose ?? row.category ?? titleOf(page, ledger)),
    amount: page.money(row.amount, ledger.currency!, ledger.decimals!), isNegative: row.amount < 0, day: row.date,
  };
}

/** Returns the link to a row in its ledger. */
export function rowLink(page: Page, { ledger, position, row }: PlacedRow): string {
  return page.to(recordPath(ledger.path, Math.floor(position / LEDGER_BLOCK) + 1), `r-${row.id}`);
}

function blank(page: Page, step: Entry['step']): Entry {
  return { id: null, step, stepWords: page.say(`project.step.${step}`), when: '', time: { machine: '', words: '' }, href: null, titleHtml: '', facts: [], amount: null, isNegative: false, notes: [], disclosure: null, payments: null };
}

