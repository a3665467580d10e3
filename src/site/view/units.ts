/** Units: the organisation as a tree, by class of organisation and as small as a page must be. */
import { countBy, countList } from '../../catalogue/lists.ts';
import { ORGANISATION_CLASSES, type OrganisationClass } from '../../model/vocabulary.ts';
import { unitNameOn, type Unit } from '../../policy/policy.ts';
import type { CountedLink } from './lists.ts';
import type { Page } from './page.ts';
import { listPath } from './paths.ts';

/** Units on one page of the tree; beyond that, only the upper levels stand there and the rest on their pages. */
export const TREE_SIZE = 250;

/** The organisations of one class, each with its tree. */
export interface UnitGroup {
  organisationClass: OrganisationClass;
  title: string;
  /** One organisation: its units. Several: the organisations, their units below. */
  units: CountedLink[];
  /** The one organisation itself. */
  own: CountedLink | null;
}

/** Returns the tree by class of organisation; the count of a unit holds those below it. */
export function viewUnits(page: Page): UnitGroup[] {
  const counts = new Map(countBy(page.site.catalogue, 'unit').map(({ key, count }) => [key, count]));
  const depths = depthsOf(page);
  return ORGANISATION_CLASSES.map((organisationClass) => {
    const tops = treeOf(page, null, counts, depths[organisationClass], organisationClass);
    const [only] = tops;
    return { organisationClass, title: page.say(`class.${organisationClass}`), units: tops.length === 1 ? only!.below ?? [] : tops, own: tops.length === 1 ? { ...only!, below: [] } : null };
  }).filter(({ units, own }) => units.length > 0 || own !== null);
}

/** Returns the units below one, each with those below it. */
export function unitsBelow(page: Page, unit: string): CountedLink[] {
  const all = descendantsOf(page, unit);
  const counts = new Map(all.map(({ id }) => [id, countList(page.site.catalogue, { by: 'unit', key: id })]));
  return treeOf(page, unit, counts, all.length <= TREE_SIZE ? Infinity : 1);
}

/** Returns the units above one, the widest first. */
export function unitsAbove(page: Page, unit: string): { href: string; words: string }[] {
  const parent = page.site.policy.units.get(unit)?.parent ?? null;
  return parent === null || !page.site.policy.units.has(parent) ? [] : [...unitsAbove(page, parent), { href: page.to(listPath('units', parent)), words: page.unitName(parent) }];
}

function treeOf(page: Page, parent: string | null, counts: ReadonlyMap<string, number>, depth: number, organisationClass?: OrganisationClass): CountedLink[] {
  return childrenOf(page, parent).filter((unit) => organisationClass === undefined || unit.organisationClass === organisationClass).map((unit) => ({
    href: page.to(listPath('units', unit.id)), words: unitNameOn(unit, null)[page.language], count: page.count(countBelow(page, unit.id, counts)),
    below: depth > 1 ? treeOf(page, unit.id, counts, depth - 1) : [],
  }));
}

/** How many levels of each class stand on one page: at least the first, then the city's, the districts', the agencies' as long as there is room. */
function depthsOf(page: Page): Record<OrganisationClass, number> {
  const levels = ORGANISATION_CLASSES.map((organisationClass) => levelsOf([...page.site.policy.units.values()].filter((unit) => unit.organisationClass === organisationClass)));
  let room = TREE_SIZE - levels.reduce((sum, [first = 0]) => sum + first, 0);
  const depths = levels.map((sizes) => {
    let depth = 1;
    while (depth < sizes.length && sizes[depth]! <= room) room -= sizes[depth++]!;
    return depth;
  });
  return Object.fromEntries(ORGANISATION_CLASSES.map((organisationClass, at) => [organisationClass, depths[at]!])) as Record<OrganisationClass, number>;
}

/** How many units stand on each level, the top first. */
function levelsOf(units: readonly Unit[]): number[] {
  const children = Map.groupBy(units, ({ parent }) => parent);
  const sizes: number[] = [];
  for (let level = children.get(null) ?? []; level.length > 0; level = level.flatMap(({ id }) => children.get(id) ?? [])) sizes.push(level.length);
  return sizes;
}

/** In the order of the organisation files. */
function childrenOf(page: Page, parent: string | null): readonly Unit[] {
  return childrenByParent(page).get(parent) ?? [];
}

function descendantsOf(page: Page, unit: string): Unit[] {
  return childrenOf(page, unit).flatMap((child) => [child, ...descendantsOf(page, child.id)]);
}

function countBelow(page: Page, unit: string, counts: ReadonlyMap<string, number>): number {
  return childrenOf(page, unit).reduce((sum, child) => sum + countBelow(page, child.id, counts), counts.get(unit) ?? 0);
}

const kept = new WeakMap<object, Map<string | null, Unit[]>>();

function childrenByParent({ site }: Page): Map<string | null, Unit[]> {
  let children = kept.get(site.policy.units);
  if (children === undefined) kept.set(site.policy.units, children = Map.groupBy(site.policy.units.values(), ({ parent }) => parent));
  return children;
}
