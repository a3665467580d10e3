/** Money: all types at a glance. Sums of different types or currencies are never added. */
import { sumsByPeriod, sumsByType } from '../../catalogue/money.ts';
import { partsOf, sumsOf, type KeyedSum } from '../../catalogue/spending.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import { factsOfType } from '../../policy/spending.ts';
import { chartsOf } from './chart.ts';
import { factPath, lineOfSum, periodPath } from './money-lines.ts';
import type { LinkTo, Page } from './page.ts';

/** Months in a chart on this page: a year and the month a year before. */
const GLANCE = 13;

/** Returns for each type its latest period and the whole, in one line. */
export function viewLatestMoney(page: Page) {
  return sumsByType(page.site.catalogue).map((sum) => {
    const latest = sumsByPeriod(page.site.catalogue, sum.type).find(({ currency }) => currency === sum.currency)!;
    return {
      ...lineOfSum(page, sum, page.say(`type.${sum.type}`), page.to(`money/${sum.type}`)), period: page.day(latest.period), latest: page.money(latest.amount, latest.currency, latest.decimals),
    };
  });
}

/** Returns each type with its latest period, its chart and what can be looked for. */
export function viewMoney(page: Page) {
  const { catalogue } = page.site;
  const types = [...new Set(sumsByType(catalogue).map(({ type }) => type))];
  return { lines: viewLatestMoney(page), types: types.map((type) => glanceOf(page, type, sumsOf(catalogue, { type }, 'period'))), files: filesOfMoney(page) };
}

function glanceOf(page: Page, type: LedgerType, periods: readonly KeyedSum[]) {
  const latest = periods.at(-1)!;
  const from = [...new Set(periods.map(({ key }) => key))].at(-GLANCE) ?? '';
  return {
    id: type, title: page.say(`type.${type}`), href: page.to(`money/${type}`),
    latest: { href: page.to(periodPath(type, latest.key)), words: page.day(latest.key), says: page.say('spending.sum', { rows: page.count(latest.rows), amount: page.money(latest.amount, latest.currency, latest.decimals) }) },
    charts: chartsOf(page, periods.filter(({ key }) => key >= from)),
    facts: factLinks(page, type),
  };
}

/** Returns the facts of a type, each with how many rows it holds of. */
export function factLinks(page: Page, type: LedgerType): (LinkTo & { count: string })[] {
  const found = partsOf(page.site.catalogue, 'fact', { type });
  return factsOfType(page.site.spending, type).map(({ id, name }) => ({
    href: page.to(factPath(type, id)), words: page.pick(name),
    count: page.say('rows.count', { count: page.count(found.filter(({ key }) => key === id).reduce((sum, { rows }) => sum + rows, 0)) }),
  }));
}

/** Returns the links to the list of all tables as files and to what their columns mean. */
export function filesOfMoney(page: Page): LinkTo[] {
  return [
    { href: page.toFile('data/spending/index.json'), words: page.say('money.file-index') },
    { href: page.toFile('data/spending/schema.json'), words: page.say('money.file-schema') },
  ];
}
