/**
 * Project money: budget against spent by year, as a table and as bars. Expenditure and
 * business expenses are spending and stand apart beside their sum; a contract is a
 * commitment, not spending, and is never added to it. Each currency has a table of its own.
 */
import { scaleLinear } from 'd3-scale';
import type { ProjectSum } from '../../catalogue/projects.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import { currencyName, formatAmount, formatShare } from './format.ts';
import type { Page } from './page.ts';

/** What was budgeted, spent and contracted in one year or in all; `null` where no row says so. */
export interface Year {
  year: string;
  budget: number | null;
  expenditure: number | null;
  expense: number | null;
  spent: number | null;
  contract: number | null;
}

/** The years of one currency, the oldest first. */
export interface CurrencyYears { currency: string; decimals: number; years: Year[]; total: Year; rows: number }

/** Returns the years of each currency from the sums of one project. */
export function yearsOf(sums: readonly ProjectSum[]): CurrencyYears[] {
  const keys = [...new Set(sums.map(({ currency, decimals }) => `${currency} ${decimals}`))].sort();
  return keys.map((key) => {
    const own = sums.filter(({ currency, decimals }) => `${currency} ${decimals}` === key);
    const years = [...new Set(own.map(({ year }) => year))].sort().map((year) => yearOf(year, own.filter((sum) => sum.year === year)));
    return { currency: own[0]!.currency, decimals: own[0]!.decimals, years, total: yearOf('', own), rows: own.reduce((sum, { rows }) => sum + rows, 0) };
  });
}

function yearOf(year: string, sums: readonly ProjectSum[]): Year {
  const of = (...types: LedgerType[]): number | null => {
    const own = sums.filter(({ type }) => types.includes(type));
    return own.length === 0 ? null : own.reduce((sum, { amount }) => sum + amount, 0);
  };
  return { year, budget: of('budget'), expenditure: of('expenditure'), expense: of('business-expense'), spent: of('expenditure', 'business-expense'), contract: of('contract') };
}

/** Returns spent over budget (0…), of the years that have a budget; `null` without one. */
export function shareSpent({ years }: { years: readonly Pick<Year, 'budget' | 'spent'>[] }): number | null {
  const budgeted = years.filter(({ budget }) => budget !== null);
  const budget = budgeted.reduce((sum, year) => sum + year.budget!, 0);
  return budget <= 0 ? null : budgeted.reduce((sum, year) => sum + (year.spent ?? 0), 0) / budget;
}

/** One cell of the table; `name` is its column's, for narrow screens. */
export interface MoneyCell { name: string; words: string; isNegative: boolean }

/** One currency as a table and as bars. */
export interface MoneyTable {
  id: string;
  caption: string;
  columns: string[];
  rows: { words: string; cells: MoneyCell[] }[];
  total: MoneyCell[] | null;
  /** What the figures leave out. */
  notes: string[];
  bars: Bars | null;
}

/** Returns one table per currency. */
export function moneyTables(page: Page, all: readonly CurrencyYears[]): MoneyTable[] {
  return all.map((own, index) => {
    const columns = columnsOf(page, own);
    const cells = (year: Year, share: number | null): MoneyCell[] => columns.map(({ name, cell }) => ({ name, ...cell(year, share) }));
    const isUneven = own.years.some(({ budget }) => budget !== null) && own.years.some(({ budget, spent }) => budget === null && spent !== null);
    return {
      id: `money-${index}`,
      caption: page.say('project.money-table', { currency: currencyName(page.language, own.currency) }),
      columns: columns.map(({ name }) => name),
      rows: own.years.map((year) => ({ words: page.day(year.year), cells: cells(year, shareSpent({ years: [year] })) })),
      total: own.years.length < 2 ? null : cells(own.total, shareSpent(own)),
      notes: [...(isUneven ? [page.say('project.share-note')] : []), ...(own.total.contract === null ? [] : [page.say('project.contract-note')])],
      bars: barsOf(page, own),
    };
  });
}

interface Column { name: string; cell(year: Year, share: number | null): Omit<MoneyCell, 'name'> }

/** The columns that have a value in some year; the parts of spending only where there are two. */
function columnsOf(page: Page, { years, decimals }: CurrencyYears): Column[] {
  const none = { words: page.say('project.none'), isNegative: false };
  const amount = (name: string, value: (year: Year) => number | null): Column[] => (years.every((year) => value(year) === null) ? [] : [{
    name, cell: (year) => (value(year) === null ? none : { words: formatAmount(page.language, value(year)!, decimals), isNegative: value(year)! < 0 }),
  }]);
  const hasBoth = years.some(({ expenditure }) => expenditure !== null) && years.some(({ expense }) => expense !== null);
  return [
    ...amount(page.say('project.budget'), ({ budget }) => budget),
    ...amount(page.say('project.spent'), ({ spent }) => spent),
    ...(years.some(({ budget }) => budget !== null) ? [{
      name: page.say('project.share'), cell: (_: Year, share: number | null) => (share === null ? none : { words: formatShare(page.language, share), isNegative: share < 0 }),
    }] : []),
    ...(hasBoth ? [...amount(page.say('project.expenditure'), ({ expenditure }) => expenditure), ...amount(page.say('project.business-expense'), ({ expense }) => expense)] : []),
    ...amount(page.say('project.contracts'), ({ contract }) => contract),
  ];
}

/** Bars of one currency: lengths in per cent of the drawing's width; `over` is what lies beyond the budget. */
export interface Bars { label: string; isOver: boolean; rows: { words: string; says: string; budget: number | null; within: number; over: number }[] }

function barsOf(page: Page, { years }: CurrencyYears): Bars | null {
  const shown = years.filter(({ budget, spent }) => (budget ?? 0) > 0 || (spent ?? 0) > 0);
  if (!shown.some(({ budget }) => budget !== null)) return null;
  const scale = scaleLinear().domain([0, Math.max(...shown.flatMap(({ budget, spent }) => [budget ?? 0, spent ?? 0]))]).range([0, 100]).clamp(true);
  const length = (value: number): number => Math.round(scale(value) * 100) / 100;
  const rows = shown.map(({ year, budget, spent }) => {
    const within = length(budget === null ? spent ?? 0 : Math.min(spent ?? 0, budget));
    const share = shareSpent({ years: [{ budget, spent }] });
    return {
      words: page.day(year), says: share === null ? page.say('project.no-budget') : formatShare(page.language, share),
      budget: budget === null ? null : length(budget), within, over: budget === null ? 0 : Math.max(0, Math.round((length(spent ?? 0) - within) * 100) / 100),
    };
  });
  return { label: page.say('project.bars'), isOver: rows.some(({ over }) => over > 0), rows };
}
