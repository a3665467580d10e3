/**
 * Unit: the page of one unit under all its names. Its records stand in one list, whatever
 * the unit was called when they were approved; each line says the name of its day.
 */
import { countList, unitNamesUsed, unitYears } from '../../catalogue/lists.ts';
import { PAPER_STATES, paperCounts } from '../../catalogue/monitor.ts';
import { sumsOfUnit } from '../../catalogue/money.ts';
import { LEDGER_TYPES, TEXT_TYPES } from '../../model/vocabulary.ts';
import type { Unit } from '../../policy/policy.ts';
import { mailLink } from '../security/mail-link.ts';
import type { Fact, FactValue } from './facts.ts';
import { listPart, unitPartKey, wayUp } from './lists.ts';
import { unitMoneyPath } from './money-lines.ts';
import type { Page } from './page.ts';
import { isText } from './papers.ts';
import { listPath, slug } from './paths.ts';
import { LIST_BLOCK } from './plan.ts';
import { unitThing } from './structured-data.ts';
import { unitsAbove, unitsBelow } from './units.ts';

/** One type or one year of a unit's records; words where it has no list of its own. */
export interface UnitPart { href: string | null; words: string; count: string }

/** Returns the page of a unit; only its open end says more than the list. */
export function viewUnit(page: Page) {
  const unit = page.site.policy.units.get(page.key)!;
  const isOpenEnd = page.block === null;
  return {
    title: page.unitName(page.key),
    crumbs: [wayUp(page, 'units'), ...unitsAbove(page, page.key)],
    below: isOpenEnd ? unitsBelow(page, page.key) : [],
    facts: isOpenEnd ? [namesOf(page, unit), contactOf(page, unit)].filter(({ values }) => values.length > 0) : [],
    sums: isOpenEnd ? sumsOf(page) : [],
    papers: isOpenEnd ? papersOf(page) : null,
    parts: isOpenEnd ? partsOf(page) : null,
    thing: isOpenEnd ? unitThing(page, unitsAbove(page, page.key).at(-1)?.words ?? null) : undefined,
    ...listPart(page, 'units', { by: 'unit', key: page.key }),
  };
}

function contactOf(page: Page, { telephone, mail }: Unit): Fact {
  const values: (FactValue | null)[] = [telephone === null ? null : { words: telephone.replaceAll('-', '\u2011'), href: `tel:${telephone.replace(/[^\d+]/g, '')}` }, mail === null ? null : { words: mail, href: mailLink(mail) ?? undefined }];
  return { term: page.say('unit.contact'), values: values.filter((value) => value !== null) };
}

function sumsOf(page: Page): Fact[] {
  return sumsOfUnit(page.site.catalogue, page.key).map((sum) => ({
    term: page.say(`type.${sum.type}`), values: [{ words: page.say('spending.sum', { rows: page.count(sum.rows), amount: page.money(sum.amount, sum.currency, sum.decimals) }), href: page.to(unitMoneyPath(sum.type, page.key)) }],
  }));
}

/** All names, with their days and the number of records under each: those of the organisation files, and those the records bear besides. */
function namesOf(page: Page, unit: Unit): Fact {
  const borne = new Map(unitNamesUsed(page.site.catalogue, unit.id).map(({ name, records }) => [name, records]));
  const records = (name: string) => page.say('unit.name-records', { count: page.count(borne.get(name) ?? 0) });
  const known = unit.names.map(({ name, from, until }) => ({ words: `${spanOf(page, page.pick(name), from, until)} ${records(name.ko)}` }));
  const others = [...borne.keys()].filter((name) => !unit.names.some((entry) => entry.name.ko === name)).map((name) => ({ words: `${name} ${records(name)}`, language: page.language === 'ko' ? null : 'ko' as const }));
  return { term: page.say('unit.names'), values: known.length + others.length > 1 ? [...known, ...others] : [] };
}

function spanOf(page: Page, name: string, from: string | null, until: string | null): string {
  const days = { name, from: from === null ? '' : page.day(from), until: until === null ? '' : page.day(until) };
  if (from === null) return until === null ? name : page.say('unit.name-until', days);
  return page.say(until === null ? 'unit.name-from' : 'unit.name-between', days);
}

/** How the texts of the unit stand, in one line; `null` where the register has none. Ledgers are not added: there are many, and nearly all are open. */
function papersOf(page: Page): { words: string; href: string } | null {
  const counts = new Map<string, number>();
  for (const { state, type, papers } of paperCounts(page.site.catalogue, 'type', { unit: page.key })) if (isText(type)) counts.set(state, (counts.get(state) ?? 0) + papers);
  const total = [...counts.values()].reduce((sum, papers) => sum + papers, 0);
  if (total === 0) return null;
  const parts = PAPER_STATES.filter((state) => counts.has(state)).map((state) => page.say(`unit-papers.${state}`, { count: page.count(counts.get(state)!) }));
  return { words: page.say('unit.papers', { count: page.count(total), parts: parts.join(', ') }), href: page.to(`disclosure/units/${slug(page.key)}`) };
}

/** How many records are of which type, and from which year; `null` where all are of one. */
function partsOf(page: Page): { types: UnitPart[]; years: UnitPart[] } | null {
  const found = unitYears(page.site.catalogue, page.key);
  const types = [...TEXT_TYPES, ...LEDGER_TYPES].filter((type) => found.some((one) => one.type === type));
  const years = [...new Set(found.map(({ year }) => year))];
  if (types.length * years.length < 2) return null;
  const hasLists = hasParts(page, page.key);
  const part = (key: string, words: string, of: readonly { count: number }[]) => ({
    href: hasLists ? page.to(listPath(`units/${slug(page.key)}`, unitPartKey(key))) : null, words, count: page.count(of.reduce((sum, { count }) => sum + count, 0)),
  });
  return {
    types: types.map((type) => part(type, page.say(`type.${type}`), found.filter((one) => one.type === type))),
    years: years.map((year) => part(year, page.day(year), found.filter((one) => one.year === year))),
  };
}

/** Whether a unit's list is long enough to have lists by type and year beside it. */
export function hasParts({ site }: Pick<Page, 'site'>, unit: string): boolean {
  return countList(site.catalogue, { by: 'unit', key: unit }) > LIST_BLOCK;
}
