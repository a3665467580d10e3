/** Money: sums by type, unit and period. Sums of different types or currencies are never added. */
import { projects, rowsOfProject, documentsOfProject, sumsByPeriod, sumsByType, sumsByUnit, type PlacedRow, type Sum } from '../../catalogue/money.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import { lineOf, titleOf } from './listed.ts';
import type { Page } from './page.ts';
import { listPath, recordPath, slug } from './paths.ts';
import { LEDGER_BLOCK } from './plan.ts';

/** One line of a table of sums; `share` (0…1) is its part of the largest, for the bar. */
export interface SumLine { words: string; href: string | null; time?: string; amount: string; rows: string; share: number }

/** Returns the sums by type. */
export function viewMoney(page: Page): SumLine[] {
  return sumsByType(page.site.catalogue).map((sum) => line(page, sum, page.say(`type.${sum.type}`), page.to(`money/${sum.type}`), 0));
}

/** Returns for each type its latest period and the whole, in one line. */
export function viewLatestMoney(page: Page) {
  return sumsByType(page.site.catalogue).map((sum) => {
    const latest = sumsByPeriod(page.site.catalogue, sum.type).find(({ currency }) => currency === sum.currency)!;
    return { ...line(page, sum, page.say(`type.${sum.type}`), page.to(`money/${sum.type}`), 0), period: page.day(latest.period), latest: line(page, latest, '', null, 0).amount };
  });
}

/** Columns of a chart, the oldest first; heights in per cent of the largest. A negative sum has no column. */
export interface Chart { columns: number[]; first: string; last: string; largest: string }

/** Periods shown in a chart. */
const CHART_LIMIT = 36;

/** Returns the chart of sums by period, `null` with less than three of one currency. */
function chartOf(page: Page, periods: readonly (Sum & { period: string })[]): Chart | null {
  const shown = periods.slice(0, CHART_LIMIT).reverse();
  if (shown.length < 3 || new Set(shown.map(({ currency }) => currency)).size > 1) return null;
  const largest = shown.reduce((most, sum) => (sum.amount > most.amount ? sum : most));
  return {
    columns: shown.map(({ amount }) => (largest.amount <= 0 ? 0 : Math.max(0, Math.round((amount / largest.amount) * 1000) / 10))),
    first: page.day(shown[0]!.period), last: page.day(shown.at(-1)!.period),
    largest: page.say('money.largest', { period: page.day(largest.period), amount: page.money(largest.amount, largest.currency, largest.decimals) }),
  };
}

/** Returns the sums of one type by unit and by period. */
export function viewMoneyType(page: Page) {
  const type = page.key as LedgerType;
  const units = sumsByUnit(page.site.catalogue, type);
  const periods = sumsByPeriod(page.site.catalogue, type);
  const largest = (sums: Sum[]) => Math.max(1, ...sums.map((sum) => Math.abs(sum.amount)));
  return {
    title: page.say(`type.${type}`),
    totals: sumsByType(page.site.catalogue).filter((sum) => sum.type === type).map((sum) => line(page, sum, '', null, 0)),
    units: units.map((sum) => line(page, sum, page.unitName(sum.unit), page.unitLink(sum.unit)?.href ?? null, sum.amount / largest(units))),
    periods: periods.map((sum) => ({ ...line(page, sum, page.day(sum.period), page.to(`dates/${sum.period}`), sum.amount / largest(periods)), time: sum.period })),
    chart: chartOf(page, periods),
    list: page.to(listPath('types', type)),
  };
}

function line(page: Page, sum: Sum, words: string, href: string | null, share: number): SumLine {
  return { words, href, amount: page.money(sum.amount, sum.currency, sum.decimals), rows: page.count(sum.rows), share: Math.max(0, share) };
}

/** Documents and rows shown on the page of one project. */
const PROJECT_LIMIT = 200;

/** Returns all projects. */
export function viewProjects(page: Page) {
  return projects(page.site.catalogue).map(({ project, documents, rows }) => ({
    href: page.to(`projects/${slug(project)}`), words: projectName(page, project), language: page.language === 'ko' ? null : 'ko' as const,
    count: page.say('project.counts', { documents: page.count(documents), rows: page.count(rows) }),
  }));
}

/** Returns a project: its budget, its documents and its spending, in the order of time. */
export function viewProject(page: Page) {
  const rows = rowsOfProject(page.site.catalogue, page.key, PROJECT_LIMIT);
  const documents = documentsOfProject(page.site.catalogue, page.key, PROJECT_LIMIT);
  const isBudget = ({ ledger }: PlacedRow) => ledger.type === 'budget';
  const steps = [
    ...documents.map((record) => ({ when: record.day!, line: lineOf(page, record) })),
    ...rows.filter((row) => !isBudget(row)).map((row) => ({ when: row.row.date ?? row.ledger.period!, line: rowLine(page, row) })),
  ].sort((a, b) => (a.when < b.when ? -1 : Number(a.when > b.when)));
  return {
    title: projectName(page, page.key),
    code: page.key,
    budget: rows.filter(isBudget).map((row) => rowLine(page, row)),
    budgetSums: sumsOf(page, rows.filter(isBudget)),
    spentSums: sumsOf(page, rows.filter((row) => !isBudget(row))),
    steps: steps.map(({ line: step }) => step),
    cut: rows.length === PROJECT_LIMIT || documents.length === PROJECT_LIMIT ? page.say('project.cut', { limit: PROJECT_LIMIT }) : null,
  };
}

/** A project's name is that of its first budget line; without one, its code. */
function projectName(page: Page, project: string): string {
  const [first] = rowsOfProject(page.site.catalogue, project, 20).filter(({ ledger }) => ledger.type === 'budget');
  return first?.row.purpose ?? first?.row.category ?? project;
}

function rowLine(page: Page, { ledger, position, row }: PlacedRow) {
  const when = row.date ?? ledger.period!;
  return {
    href: page.to(recordPath(ledger.path, Math.floor(position / LEDGER_BLOCK) + 1), `r-${row.id}`),
    title: row.purpose ?? row.category ?? titleOf(page, ledger),
    titleLanguage: page.language === 'ko' ? null : 'ko' as const,
    facts: [page.say(`type.${ledger.type}`), page.unitName(ledger.unit!)],
    time: { machine: when, words: page.day(when) },
    amount: page.money(row.amount, ledger.currency!, ledger.decimals!),
    disclosure: null,
  };
}

function sumsOf(page: Page, rows: readonly PlacedRow[]): string[] {
  const sums = new Map<string, { currency: string; decimals: number; amount: number; type: LedgerType }>();
  for (const { ledger, row } of rows) {
    const key = `${ledger.type} ${ledger.currency}`;
    const sum = sums.get(key) ?? { currency: ledger.currency!, decimals: ledger.decimals!, amount: 0, type: ledger.type as LedgerType };
    sums.set(key, { ...sum, amount: sum.amount + row.amount });
  }
  return [...sums.values()].map((sum) => page.say('project.sum', { type: page.say(`type.${sum.type}`), amount: page.money(sum.amount, sum.currency, sum.decimals) }));
}
