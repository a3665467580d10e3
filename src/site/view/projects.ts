/**
 * Projects: the list of all, by organisation and unit, with budget against spent. A city
 * with very many has one page per unit instead of one for all.
 */
import { budgetLines, lastDocuments, projects, projectsOfUnit, sumsOfProjects, type ListedProject } from '../../catalogue/projects.ts';
import { ORGANISATION_CLASSES } from '../../model/vocabulary.ts';
import { blockOf, type Block } from './blocks.ts';
import { formatShare } from './format.ts';
import type { CountedLink } from './lists.ts';
import type { Page } from './page.ts';
import { listPath, slug } from './paths.ts';
import { inItsLanguage } from './korean-words.ts';
import { renderMarkdown } from './render-text.ts';
import { shareSpent, yearsOf, type CurrencyYears } from './project-money.ts';
import { projectName } from './project-name.ts';

/** Projects on one page. */
export const PROJECT_BLOCK = 80;
/** Folder of the pages per unit. */
export const BY_UNIT = 'projects/by-unit';

/** One value per currency in a cell. */
export interface ProjectCell { name: string; values: string[]; isAmount: boolean; isNegative: boolean }

/** One project as a line of a table; `unit` is `null` where all are one unit's. */
export interface ProjectLine { href: string; html: string; unit: { words: string; href: string | null } | null; cells: ProjectCell[] }

/** One table: the projects of an organisation, by unit. */
export interface ProjectTable { id: string; title: string; caption: string; hasUnits: boolean; columns: { name: string; isAmount: boolean }[]; lines: ProjectLine[] }

/** Returns the list of all projects, or of one unit's where the page's key names it. */
export function viewProjects(page: Page) {
  const isUnit = page.key !== '';
  const all = isUnit ? projectsOfUnit(page.site.catalogue, page.key) : projects(page.site.catalogue);
  const isCut = !isUnit && all.length > PROJECT_BLOCK;
  const block: Block | null = isUnit ? blockOf(page, BY_UNIT, all.length, PROJECT_BLOCK) : null;
  const shown = isCut ? [] : block === null ? all : all.slice(block.start, block.end);
  return {
    title: isUnit ? page.say('projects.unit-title', { unit: page.unitName(page.key) }) : page.say('projects.title'),
    above: isUnit ? [{ href: page.to('projects'), words: page.say('nav.projects') }] : [],
    count: page.say('projects.count', { count: page.count(all.length) }),
    isEmpty: all.length === 0,
    units: isCut ? unitLinks(page, all) : [],
    tables: tablesOf(page, shown),
    block,
    steps: isUnit ? null : stepsOf(page),
  };
}

/** Returns the units that are in charge of projects, when there are too many for one page, with how many each has. */
export function projectUnits(all: readonly ListedProject[]): { unit: string; count: number }[] {
  if (all.length <= PROJECT_BLOCK) return [];
  return [...Map.groupBy(all, ({ unit }) => unit)].map(([unit, own]) => ({ unit, count: own.length })).sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

function unitLinks(page: Page, all: readonly ListedProject[]): CountedLink[] {
  return inOrder(page, projectUnits(all).map(({ unit, count }) => ({ unit, count }))).map(({ unit, count }) => ({
    href: page.to(listPath(BY_UNIT, unit)), words: page.unitName(unit), count: page.count(count),
  }));
}

/** The city before its districts and agencies, units in the order of the organisation files; those that the policy does not know come last. */
function inOrder<T extends { unit: string }>(page: Page, things: readonly T[]): T[] {
  const units = [...page.site.policy.units.values()];
  const rank = ({ organisationClass }: (typeof units)[number]) => ORGANISATION_CLASSES.indexOf(organisationClass);
  const order = new Map(units.sort((a, b) => rank(a) - rank(b)).map(({ id }, index) => [id, index]));
  return [...things].sort((a, b) => (order.get(a.unit) ?? Infinity) - (order.get(b.unit) ?? Infinity) || (a.unit < b.unit ? -1 : Number(a.unit > b.unit)));
}

function tablesOf(page: Page, shown: readonly ListedProject[]): ProjectTable[] {
  const { catalogue, policy } = page.site;
  const codes = shown.map(({ project }) => project);
  const sums = Map.groupBy(sumsOfProjects(catalogue, codes), ({ project }) => project);
  const budgets = Map.groupBy(budgetLines(catalogue, codes), ({ row }) => row.project!);
  const last = new Map(lastDocuments(catalogue, codes).map(({ project, day }) => [project, day]));
  const organisationOf = (unit: string) => policy.units.get(unit)?.organisation ?? '';
  const columns = columnsOf(page);
  return [...Map.groupBy(inOrder(page, shown), ({ unit }) => organisationOf(unit))].map(([organisation, own], index) => {
    const name = policy.organisations.get(organisation);
    const title = name === undefined ? page.say('projects.all') : page.pick(name.name);
    return {
      id: `projects-${index}`, title,
      caption: page.key === '' ? page.say('projects.table', { organisation: title }) : page.say('projects.unit-table', { unit: page.unitName(page.key) }),
      hasUnits: page.key === '',
      columns: columns.map(({ name: column, isAmount }) => ({ name: column, isAmount })),
      lines: own.map(({ project, unit }) => {
        const named = projectName(page, project, budgets.get(project) ?? []);
        const years = yearsOf(sums.get(project) ?? []);
        return {
          href: page.to(`projects/${slug(project)}`), html: named.html,
          unit: page.key === '' ? { words: page.unitName(unit), href: page.unitLink(unit)?.href ?? null } : null,
          cells: columns.map(({ name: column, isAmount, values, isNegative }) => ({ name: column, isAmount, values: values(years, last.get(project) ?? null), isNegative: isNegative(years) })),
        };
      }),
    };
  });
}

interface Column { name: string; isAmount: boolean; values(years: readonly CurrencyYears[], last: string | null): string[]; isNegative(years: readonly CurrencyYears[]): boolean }

/** A project with several currencies has a value for each, one below the other. */
function columnsOf(page: Page): Column[] {
  const none = [page.say('project.none')];
  const amounts = (name: string, of: (own: CurrencyYears) => number | null): Column => ({
    name, isAmount: true, isNegative: (years) => years.some((own) => (of(own) ?? 0) < 0),
    values: (years) => {
      const found = years.flatMap((own) => (of(own) === null ? [] : [page.money(of(own)!, own.currency, own.decimals)]));
      return found.length === 0 ? none : found;
    },
  });
  return [
    { name: page.say('projects.column-years'), isAmount: false, isNegative: () => false, values: (years) => [spanOf(page, years)] },
    amounts(page.say('project.budget'), ({ total }) => total.budget),
    amounts(page.say('project.spent'), ({ total }) => total.spent),
    { name: page.say('project.share'), isAmount: true, isNegative: () => false, values: (years) => {
      const found = years.flatMap((own) => { const share = shareSpent(own); return share === null ? [] : [formatShare(page.language, share)]; });
      return found.length === 0 ? none : found;
    } },
    { name: page.say('projects.column-document'), isAmount: false, isNegative: () => false, values: (_, last) => (last === null ? none : [last]) },
  ];
}

/** The years in which anything was budgeted, spent or contracted. */
function spanOf(page: Page, all: readonly CurrencyYears[]): string {
  const years = all.flatMap(({ years: own }) => own.map(({ year }) => year)).sort();
  const [from, until] = [years[0], years.at(-1)];
  if (from === undefined || until === undefined) return page.say('project.none');
  return from === until ? from : page.say('projects.year-span', { from, until });
}

/** The words by which steps are told, as the clerk wrote them. */
function stepsOf(page: Page) {
  const { rules, explanation } = page.site.steps;
  return {
    html: explanation === null ? null : inItsLanguage(page, renderMarkdown(page.pick(explanation), 'steps')),
    rules: rules.map(({ step, types, words, except }) => ({
      step: page.say(`project.step.${step}`), types: types.map((type) => page.say(`type.${type}`)).join(', '), words: words.join(', '), except: except.join(', '),
    })),
  };
}
