/** Money period: one month or year of one type: its units with their ledgers, its payees, its facts, its files. */
import { partsOf, sumsOf, type KeyedSum } from '../../catalogue/spending.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import { factsOfType } from '../../policy/spending.ts';
import { chartsOf } from './chart.ts';
import { filesOfMoney } from './money.ts';
import { factPath, lineOfSum, periodLines, periodPath, totalsOf, type SumLine } from './money-lines.ts';
import { ledgerLinks, officeGroups, payeeLines } from './money-type.ts';
import type { LinkTo, Page } from './page.ts';
import { moneyThing } from './structured-data.ts';
import { periodCsv } from './spending-csv.ts';

/** Returns the page of a period; the key is `<type>/<period>`. */
export function viewMoneyPeriod(page: Page) {
  const [type, period] = page.key.split('/') as [LedgerType, string];
  const { catalogue } = page.site;
  const isYear = period.length === 4;
  const inside = sumsOf(catalogue, { type, period }, 'period');
  const months = isYear ? inside.filter(({ key }) => key !== period) : [];
  const all = sumsOf(catalogue, { type, period }, 'all');
  return {
    type: { href: page.to(`money/${type}`), words: page.say(`type.${type}`) },
    year: isYear ? null : { href: page.to(periodPath(type, period.slice(0, 4))), words: page.day(period.slice(0, 4)) },
    title: page.say('money.period-title', { type: page.say(`type.${type}`), period: page.day(period) }),
    totals: totalsOf(page, all),
    compared: compared(page, type, period, all),
    charts: isYear ? chartsOf(page, months) : [],
    months: periodLines(page, type, months).map((line) => ({ ...line, links: [{ href: page.toFile(periodCsv(type, line.time!)), words: page.say('money.file-csv') }] })),
    units: officeGroups(page, type, sumsOf(catalogue, { type, period }, 'unit'), months.length > 0 ? undefined : ledgerLinks(page, type, period)),
    payees: payeeLines(page, type, { period }),
    facts: factLines(page, type, period),
    around: around(page, type, period),
    thing: moneyThing(page, totalsOf(page, all).join(' '), period, inside.some(({ key }) => key === period) ? page.toFile(periodCsv(type, period)) : null),
    files: [
      ...(inside.some(({ key }) => key === period) ? [{ href: page.toFile(periodCsv(type, period)), words: page.say('money.file-period', { period: page.day(period) }) }] : []),
      ...filesOfMoney(page),
    ],
  };
}

/** The same period of the year before, per currency; nothing where there is none. */
function compared(page: Page, type: LedgerType, period: string, sums: readonly KeyedSum[]): string[] {
  const before = `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;
  const found = sumsOf(page.site.catalogue, { type, period: before }, 'all');
  return sums.flatMap(({ currency }) => found.filter((sum) => sum.currency === currency)).map((sum) => page.say('money.year-before', {
    period: page.day(before), rows: page.count(sum.rows), amount: page.money(sum.amount, sum.currency, sum.decimals),
  }));
}

function factLines(page: Page, type: LedgerType, period: string): SumLine[] {
  const sums = partsOf(page.site.catalogue, 'fact', { type, period });
  return factsOfType(page.site.spending, type).flatMap(({ id, name }) => sums.filter(({ key }) => key === id)
    .map((sum) => lineOfSum(page, sum, page.pick(name), page.to(factPath(type, id)))));
}

/** The periods of the same length before and after. */
function around(page: Page, type: LedgerType, period: string): { older: LinkTo | null; newer: LinkTo | null } {
  const keys = [...new Set(sumsOf(page.site.catalogue, { type }, period.length === 4 ? 'year' : 'period').map(({ key }) => key))].filter((key) => key.length === period.length);
  const link = (key: string | undefined): LinkTo | null => (key === undefined ? null : { href: page.to(periodPath(type, key)), words: page.day(key) });
  return { older: link(keys.findLast((key) => key < period)), newer: link(keys.find((key) => key > period)) };
}
