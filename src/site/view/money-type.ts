/** Money type: one type of money by time, office, unit, kind of payee, project and fact. */
import { budgetLineOf } from '../../catalogue/links.ts';
import { ledgersOf, partsOf, sumsOf, type KeyedSum } from '../../catalogue/spending.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import { chartsOf } from './chart.ts';
import { factLinks, filesOfMoney } from './money.ts';
import { largestOf, lineOfSum, periodLines, totalsOf, unitMoneyPath, type SumGroup, type SumLine } from './money-lines.ts';
import { largestFirst, officesOf } from './offices.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath, recordPath, slug } from './paths.ts';
import { LEDGER_BLOCK } from './plan.ts';
import { moneyThing } from './structured-data.ts';

/** Months in the table; the others stand on the pages of their years. */
const MONTHS = 13;
const PROJECTS = 15;

/** Returns the page of one type. */
export function viewMoneyType(page: Page) {
  const type = page.key as LedgerType;
  const { catalogue } = page.site;
  const periods = sumsOf(catalogue, { type }, 'period');
  const months = periods.filter(({ key }) => key.length === 7);
  const units = sumsOf(catalogue, { type }, 'unit');
  const from = [...new Set(months.map(({ key }) => key))].at(-MONTHS) ?? '';
  return {
    title: page.say(`type.${type}`),
    span: page.say('money.span', { from: page.day(periods[0]!.key), until: page.day(periods.at(-1)!.key) }),
    totals: totalsOf(page, sumsOf(catalogue, { type }, 'all')),
    charts: chartsOf(page, periods),
    years: periodLines(page, type, sumsOf(catalogue, { type }, 'year')),
    months: periodLines(page, type, months.filter(({ key }) => key >= from)),
    offices: officeLines(page, type, units),
    ways: new Set(units.map(({ key }) => key)).size < 2 ? [] : waysOf(page, type),
    payees: payeeLines(page, type),
    projects: projectLines(page, type),
    facts: factLinks(page, type),
    list: { href: page.to(listPath('types', type)), words: page.say('money.list', { type: page.say(`type.${type}`) }) } satisfies LinkTo,
    files: filesOfMoney(page),
    thing: moneyThing(page, page.say('money.span', { from: page.day(periods[0]!.key), until: page.day(periods.at(-1)!.key) }), `${periods[0]!.key}/${periods.at(-1)!.key}`, null),
  };
}

/** Returns all units of a type: under their offices, or the largest first whatever their office. */
export function viewMoneyUnits(page: Page) {
  const type = page.key as LedgerType;
  const sums = sumsOf(page.site.catalogue, { type }, 'unit');
  const largest = largestOf(sums);
  const isByAmount = page.path === unitsPath(type, true);
  return {
    type: { href: page.to(`money/${type}`), words: page.say(`type.${type}`) },
    title: page.say(isByAmount ? 'money.units-by-amount-title' : 'money.units-title', { type: page.say(`type.${type}`) }),
    groups: isByAmount ? [{ head: null, lines: largestFirst(sums, (sum) => sum).map((sum) => unitLine(page, type, sum, largest)) }] : officeGroups(page, type, sums),
    ways: waysOf(page, type).filter(({ href }) => href !== page.to(page.path)),
  };
}

/** Path of all units of a type, under their offices or by amount. */
export function unitsPath(type: LedgerType, isByAmount: boolean): string {
  return `money/${type}/units${isByAmount ? '-by-amount' : ''}`;
}

function waysOf(page: Page, type: LedgerType): LinkTo[] {
  return [{ href: page.to(unitsPath(type, false)), words: page.say('money.units-link') }, { href: page.to(unitsPath(type, true)), words: page.say('money.units-by-amount-link') }];
}

function officeLines(page: Page, type: LedgerType, sums: readonly KeyedSum[]): SumLine[] {
  const offices = officesOf(page.site.policy.units, sums);
  const largest = largestOf(offices.map(({ sum }) => sum));
  return offices.map(({ unit, sum }) => unitLine(page, type, { ...sum, key: unit }, largest));
}

/** Returns the sums by unit under their offices. `linksOf` adds links at the end of a unit's line. */
export function officeGroups(page: Page, type: LedgerType, sums: readonly KeyedSum[], linksOf: (unit: string, currency: string) => LinkTo[] | undefined = () => undefined): SumGroup[] {
  const offices = officesOf(page.site.policy.units, sums);
  const largest = largestOf(sums);
  const largestOffice = largestOf(offices.map(({ sum }) => sum));
  const line = (sum: KeyedSum) => ({ ...unitLine(page, type, sum, largest), links: linksOf(sum.key, sum.currency) });
  return offices.map(({ unit, sum, units }) => (units.length === 1 && units[0]!.key === unit ? { head: { ...line(sum), share: lineOfSum(page, sum, '', null, largestOffice(sum.currency)).share }, lines: [] }
    : { head: unitLine(page, type, { ...sum, key: unit }, largestOffice), lines: units.map(line) }));
}

function unitLine(page: Page, type: LedgerType, sum: KeyedSum, largest: (currency: string) => number): SumLine {
  return lineOfSum(page, sum, page.unitName(sum.key), page.to(unitMoneyPath(type, sum.key)), largest(sum.currency));
}

/** Returns the sums by kind of payee; none where no row says a payee. */
export function payeeLines(page: Page, type: LedgerType, ledgers: { units?: readonly string[]; period?: string } = {}): SumLine[] {
  const kinds = page.site.spending.payees;
  const sums = partsOf(page.site.catalogue, 'payee', { type, ...ledgers });
  if (sums.every(({ key }) => kinds.find(({ id }) => id === key)?.is === 'not-stated')) return [];
  const largest = largestOf(sums);
  return sums.map((sum) => {
    const kind = kinds.find(({ id }) => id === sum.key);
    return lineOfSum(page, sum, kind === undefined ? sum.key : page.pick(kind.name), page.to(`money/${type}/payees`, `k-${sum.key}`), largest(sum.currency));
  });
}

/** The largest projects. A name is a text of a budget line, so it leads to that line; the code leads to the project. */
function projectLines(page: Page, type: LedgerType): (SumLine & { name: LinkTo | null })[] {
  return partsOf(page.site.catalogue, 'project', { type }, { limit: PROJECTS }).map((sum) => {
    const line = budgetLineOf(page.site.catalogue, sum.key);
    return {
      ...lineOfSum(page, sum, sum.key, page.to(`projects/${slug(sum.key)}`)),
      name: line === null ? null : { href: page.to(recordPath(line.path, Math.floor(line.position / LEDGER_BLOCK) + 1), `r-${line.row}`), words: line.name },
    };
  });
}

/** Returns links to the ledgers of a period by unit and currency. */
export function ledgerLinks(page: Page, type: LedgerType, period: string): (unit: string, currency: string) => LinkTo[] {
  const ledgers = ledgersOf(page.site.catalogue, { type, period }).filter((ledger) => ledger.period === period);
  return (unit, currency) => ledgers.filter((ledger) => ledger.unit === unit && ledger.currency === currency)
    .map(({ path }, at, all) => ({ href: page.to(recordPath(path)), words: all.length === 1 ? page.say('money.rows-link') : page.say('money.rows-link-of', { number: at + 1 }) }));
}
