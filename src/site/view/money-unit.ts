/** Money unit: one unit's money of one type over time; an office with the units below it. */
import { ledgersOf, sumsOf, type KeyedSum } from '../../catalogue/spending.ts';
import type { ListedRecord } from '../../catalogue/records.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import { chartsOf } from './chart.ts';
import { largestOf, lineOfSum, totalsOf, unitMoneyPath, type SumGroup, type SumLine } from './money-lines.ts';
import { payeeLines } from './money-type.ts';
import { largestFirst, officeOf, unitsUnder } from './offices.ts';
import type { LinkTo, Page } from './page.ts';
import { recordPath } from './paths.ts';
import { ledgerCsv } from './spending-csv.ts';

/** Returns the page of a unit; the key is `<type>/<unit>`. */
export function viewMoneyUnit(page: Page) {
  const [type, unit] = page.key.split('/') as [LedgerType, string];
  const { catalogue, policy } = page.site;
  const units = unitsUnder(policy.units, unit);
  const all = sumsOf(catalogue, { type, units }, 'all');
  const below = sumsOf(catalogue, { type, units }, 'unit');
  const own = ledgersOf(catalogue, { type, units: [unit] });
  const office = officeOf(policy.units, unit);
  const isOffice = below.some(({ key }) => key !== unit);
  return {
    crumbs: [{ href: page.to(`money/${type}`), words: page.say(`type.${type}`) }, ...(office === unit ? [] : [{ href: page.to(unitMoneyPath(type, office)), words: page.unitName(office) }])] satisfies LinkTo[],
    title: page.say('money.unit-title', { type: page.say(`type.${type}`), unit: page.unitName(unit) }),
    totals: totalsOf(page, all),
    note: isOffice ? page.say('money.with-below') : null,
    charts: chartsOf(page, sumsOf(catalogue, { type, units }, 'period')),
    below: isOffice ? linesBelow(page, type, unit, below) : [],
    ledgers: ledgerGroups(page, own),
    payees: payeeLines(page, type, { units }),
    unit: page.unitLink(unit, page.say('money.unit-records', { unit: page.unitName(unit) })),
  };
}

/** The unit's own money stands among that of the units below it. */
function linesBelow(page: Page, type: LedgerType, unit: string, sums: readonly KeyedSum[]): SumLine[] {
  const largest = largestOf(sums);
  return largestFirst(sums, (sum) => sum).map((sum) => lineOfSum(page, sum,
    sum.key === unit ? page.say('money.unit-own', { unit: page.unitName(unit) }) : page.unitName(sum.key), sum.key === unit ? null : page.to(unitMoneyPath(type, sum.key)), largest(sum.currency)));
}

/** The unit's ledgers under their years, the newest first; a year that is a ledger itself stands alone. */
function ledgerGroups(page: Page, ledgers: readonly ListedRecord[]): SumGroup[] {
  const sums = ledgers.map((ledger): KeyedSum => ({ key: ledger.period!, type: ledger.type as LedgerType, currency: ledger.currency!, decimals: ledger.decimals!, amount: ledger.total!, rows: ledger.rowCount!, ledgers: 1 }));
  const largest = largestOf(sums);
  const line = (at: number): SumLine => ({
    ...lineOfSum(page, sums[at]!, page.day(sums[at]!.key), page.to(recordPath(ledgers[at]!.path)), largest(sums[at]!.currency)), time: sums[at]!.key,
    links: [{ href: page.toFile(ledgerCsv(ledgers[at]!.path)), words: page.say('money.file-csv') }],
  });
  const groups = new Map<string, number[]>();
  sums.forEach(({ key, currency }, at) => groups.set(`${key.slice(0, 4)} ${currency}`, [...(groups.get(`${key.slice(0, 4)} ${currency}`) ?? []), at]));
  return [...groups.values()].map((at) => {
    if (at.length === 1) return { head: null, lines: at.map(line) };
    const total = at.reduce((sum, one) => ({ ...sum, amount: sum.amount + sums[one]!.amount, rows: sum.rows + sums[one]!.rows }), { ...sums[at[0]!]!, amount: 0, rows: 0 });
    const year = total.key.slice(0, 4);
    return { head: { ...lineOfSum(page, total, page.day(year), null), time: year }, lines: at.map(line) };
  });
}
