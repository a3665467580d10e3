/** Units: the organisation as a tree, and one page per unit under all its names. */
import { countBy, unitNamesUsed } from '../../catalogue/lists.ts';
import { sumsOfUnit } from '../../catalogue/money.ts';
import { ORGANISATION_CLASSES } from '../../model/vocabulary.ts';
import type { Unit } from '../../policy/policy.ts';
import { mailLink } from '../security/mail-link.ts';
import type { FactValue } from './facts.ts';
import { listPart, type CountedLink } from './lists.ts';
import type { Page } from './page.ts';
import { listPath } from './paths.ts';

/** Returns the whole tree; the count of a unit holds those below it. */
export function viewUnits(page: Page): CountedLink[] {
  const counts = new Map(countBy(page.site.catalogue, 'unit').map(({ key, count }) => [key, count]));
  return below(page, null, counts).map(({ link }) => link);
}

function below(page: Page, parent: string | null, counts: ReadonlyMap<string, number>): { link: CountedLink; count: number }[] {
  return childrenOf(page, parent).map((unit) => {
    const children = below(page, unit.id, counts);
    const count = children.reduce((sum, child) => sum + child.count, counts.get(unit.id) ?? 0);
    const link = { href: page.to(listPath('units', unit.id)), words: page.unitName(unit.id), count: page.count(count), below: children.map((child) => child.link) };
    return { link, count };
  });
}

/** In the order of the organisation files; the city before its districts and agencies. */
function childrenOf(page: Page, parent: string | null): Unit[] {
  const children = [...page.site.policy.units.values()].filter((unit) => unit.parent === parent);
  const rank = (unit: Unit) => ORGANISATION_CLASSES.indexOf(unit.organisationClass);
  return children.sort((a, b) => rank(a) - rank(b));
}

/** Returns the page of a unit. */
export function viewUnit(page: Page) {
  const unit = page.site.policy.units.get(page.key)!;
  const counts = new Map(countBy(page.site.catalogue, 'unit').map(({ key, count }) => [key, count]));
  const isOpenEnd = page.block === null;
  return {
    title: page.unitName(page.key),
    above: aboveOf(page, unit),
    below: isOpenEnd ? below(page, page.key, counts).map(({ link }) => link) : [],
    names: isOpenEnd ? namesOf(page, unit) : [],
    contact: isOpenEnd ? contactOf(unit) : [],
    sums: isOpenEnd ? sumsOfUnit(page.site.catalogue, page.key).map((sum) => ({
      term: page.say(`type.${sum.type}`),
      values: [{ words: page.say('spending.sum', { rows: page.count(sum.rows), amount: page.money(sum.amount, sum.currency, sum.decimals) }) }],
    })) : [],
    ...listPart(page, 'units', { by: 'unit', key: page.key }),
  };
}

function contactOf({ telephone, mail }: Unit): FactValue[] {
  const ways = [telephone === null ? null : { words: telephone, href: `tel:${telephone.replace(/[^\d+]/g, '')}` }, mail === null ? null : { words: mail, href: mailLink(mail) ?? undefined }];
  return ways.filter((way) => way !== null);
}

function aboveOf(page: Page, unit: Unit): { href: string; words: string }[] {
  const parent = unit.parent === null ? undefined : page.site.policy.units.get(unit.parent);
  return parent === undefined ? [] : [...aboveOf(page, parent), { href: page.to(listPath('units', parent.id)), words: page.unitName(parent.id) }];
}

/** Former names: those the organisation files know, and those the records bear besides. */
function namesOf(page: Page, unit: Unit): string[] {
  const today = page.unitName(unit.id);
  const known = unit.names.filter((entry) => page.pick(entry.name) !== today).map(({ name, from, until }) => page.say('unit.name-span', {
    name: page.pick(name), from: from === null ? '' : page.day(from), until: until === null ? '' : page.day(until),
  }));
  const words = new Set(unit.names.map(({ name }) => name.ko));
  const borne = unitNamesUsed(page.site.catalogue, unit.id).filter(({ name }) => !words.has(name)).map(({ name }) => name);
  return [...known, ...borne];
}
