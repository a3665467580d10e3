/** Money plan: the pages of the money room: per type its periods, units, payees and facts. */
import { sumsByType } from '../../catalogue/money.ts';
import { countFact, ledgerKeys, partsOf } from '../../catalogue/spending.ts';
import { closedBlocks } from '../../catalogue/lists.ts';
import type { LedgerType } from '../../model/vocabulary.ts';
import { factsOfType } from '../../policy/spending.ts';
import { factPath, periodPath, unitMoneyPath } from './money-lines.ts';
import { unitsPath } from './money-type.ts';
import { officeOf } from './offices.ts';
import { LIST_BLOCK, type PageKind, type PlannedPage } from './plan.ts';
import type { Site } from './site.ts';

/** Yields the pages of every type that has ledgers. */
export function* moneyPages(site: Site): Generator<PlannedPage> {
  const periods = ledgerKeys(site.catalogue, 'period');
  const units = ledgerKeys(site.catalogue, 'unit');
  for (const type of new Set(sumsByType(site.catalogue).map((sum) => sum.type))) {
    yield page(`money/${type}`, 'money-type', type);
    const own = units.filter((unit) => unit.type === type).map(({ key }) => key);
    if (own.length > 1) for (const isByAmount of [false, true]) yield page(unitsPath(type, isByAmount), 'money-units', type);
    for (const period of withYears(periods.filter((one) => one.type === type).map(({ key }) => key))) yield page(periodPath(type, period), 'money-period', `${type}/${period}`);
    for (const unit of new Set([...own, ...own.map((one) => officeOf(site.policy.units, one))])) yield page(unitMoneyPath(type, unit), 'money-unit', `${type}/${unit}`);
    if (hasPayees(site, type)) yield page(`money/${type}/payees`, 'money-payees', type);
    yield* factPages(site, type);
  }
}

function* factPages({ catalogue, spending }: Site, type: LedgerType): Generator<PlannedPage> {
  for (const { id } of factsOfType(spending, type)) {
    yield page(factPath(type, id), 'money-fact', id);
    const closed = closedBlocks(countFact(catalogue, type, id), LIST_BLOCK);
    for (let block = 1; block <= closed; block += 1) yield page(`${factPath(type, id)}/${block}`, 'money-fact', id, block);
  }
}

/** Every month has the page of its year. */
function withYears(periods: readonly string[]): Set<string> {
  return new Set(periods.flatMap((period) => [period.slice(0, 4), period]));
}

/** Whether any row says a payee. */
function hasPayees({ catalogue, spending }: Site, type: LedgerType): boolean {
  return partsOf(catalogue, 'payee', { type }).some(({ key }) => spending.payees.find(({ id }) => id === key)?.is !== 'not-stated');
}

function page(path: string, kind: PageKind, key: string, block: number | null = null): PlannedPage {
  return { path, kind, key, block };
}
