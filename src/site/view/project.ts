/**
 * Project: one budget project from plan to result on one page. Where payments are many,
 * each year has a page of its own below it and the payments stand there; with very many
 * entries the whole story does, and the project's page keeps the figures and the drawing.
 */
import { citedByProject, documentsOfProject, missingDocuments, yearsOfProject, type ProjectDocument } from '../../catalogue/project-documents.ts';
import { budgetLines, contractsOfProject, spendingByMonth, sumsOfProjects, unitsOfProject, type MonthSum } from '../../catalogue/projects.ts';
import type { PlacedRow } from '../../catalogue/money.ts';
import { PROJECT_STEPS, stepOf, type ProjectStep } from '../../policy/project-steps.ts';
import { lineOf, type Line } from './listed.ts';
import { escapeHtml } from './masks.ts';
import type { LinkTo, Page } from './page.ts';
import { listPath } from './paths.ts';
import { drawingOf, type Mark } from './project-drawing.ts';
import { moneyTables, shareSpent, yearsOf, type CurrencyYears } from './project-money.ts';
import { ownWords, projectName } from './project-name.ts';
import { entriesOf, rowLink, type Entry } from './project-story.ts';
import { formatShare } from './format.ts';

/** Documents and rows up to which a project stands on one page; beyond, each year has one. */
export const WHOLE_PROJECT = 150;
/** Documents, contracts and months up to which the project's own page tells the story all the same. */
const STORY_LIMIT = 150;
/** Documents, and contracts, that are read for one page. */
const READ_LIMIT = 3000;
/** Documents, and contracts, that one page lists. */
const SHOWN_LIMIT = 200;
const AROUND_LIMIT = 20;

/** One fact beside the name; `html` is escaped. */
export interface ProjectFact { term: string; values: { html: string; href?: string }[] }

/** One step of the row at the top: where it begins, or that nothing of it is public. */
export interface StepLine { step: ProjectStep; words: string; count: string; says: string; href: string | null }

/** One year of the story with its budget lines and its sums; `href` leads to its own page where it has one. */
export interface StoryYear { year: string; words: string; href: string | null; budgets: LinkTo[]; sums: string[]; entries: Entry[] }

/** What a page needs of its project before it shows a part of it. */
interface Whole { documents: ProjectDocument[]; contracts: PlacedRow[]; months: MonthSum[]; budgets: PlacedRow[]; currencies: CurrencyYears[]; name: ReturnType<typeof projectName> }

/** Returns the page of a project, or of one of its years where `block` names it. */
export function viewProject(page: Page) {
  const whole = readProject(page);
  const { name, documents, contracts, months, currencies } = whole;
  const year = page.block === null ? null : String(page.block);
  const hasYears = isLongProject(documents, currencies);
  const isTold = year !== null || documents.length + contracts.length + months.length <= STORY_LIMIT;
  const marks = marksOf(page, whole);
  const story = storyOf(page, whole, year, hasYears, isTold);
  const title = year === null ? name.words : page.say('project.year-title', { name: name.words, year: page.day(year) });
  return {
    title, titleHtml: year === null ? name.html : page.say('project.year-title', { name: name.html, year: page.day(year) }),
    above: year === null ? null : { href: page.to(listPath('projects', page.key)), words: page.say('project.whole') },
    lead: leadOf(page, whole),
    facts: year === null ? factsOf(page, whole) : [],
    steps: year === null ? stepsOf(page, whole, marks, story) : [],
    tables: year === null ? moneyTables(page, currencies) : [],
    drawing: year === null ? drawingOf(page, marks, months, currencies) : null,
    story,
    cut: cutOf(page, whole, year, isTold),
    rules: page.to('projects', 'steps'),
    cited: year === null ? citedOf(page) : [],
    missing: year === null ? missingOf(page) : [],
  };
}

function readProject(page: Page): Whole {
  const { catalogue, policy } = page.site;
  const organisation = (unit: string | null) => policy.units.get(unit ?? '')?.organisation;
  const all = documentsOfProject(catalogue, page.key, '', READ_LIMIT);
  // The same number may stand in two organisations: a row is approved in its own.
  const documents = all.filter(({ approves, unit }) => approves === null || organisation(approves) === organisation(unit));
  const budgets = budgetLines(catalogue, [page.key]);
  return {
    documents: [...new Map(documents.map((one) => [one.id, one])).values()],
    contracts: contractsOfProject(catalogue, page.key, READ_LIMIT), months: spendingByMonth(catalogue, page.key),
    budgets, currencies: yearsOf(sumsOfProjects(catalogue, [page.key])), name: projectName(page, page.key, budgets, all),
  };
}

/** Whether a project is cut into years: by what bears its code, as the plan counts it. */
function isLongProject(documents: readonly ProjectDocument[], currencies: readonly CurrencyYears[]): boolean {
  return documents.filter(({ approves }) => approves === null).length + currencies.reduce((sum, { rows }) => sum + rows, 0) > WHOLE_PROJECT;
}

function marksOf(page: Page, { documents, contracts, name }: Whole): Mark[] {
  return [
    ...documents.flatMap((record): Mark[] => {
      const step = stepOf(page.site.steps, record, name.from === null ? '' : name.words);
      return step === null ? [] : [{ step, day: record.day! }];
    }),
    ...contracts.map((contract): Mark => ({ step: 'contract', day: dayOf(contract), from: contract.row.from, until: contract.row.until })),
  ];
}

/** First and last day of anything but a budget line; a month counts by its first day where nothing says more. */
function spanOf({ documents, contracts, months }: Whole): { first: string; last: string } | null {
  const days = [...documents.map(({ day }) => day!), ...contracts.map(dayOf), ...months.map(({ month }) => month)].sort();
  return days.length === 0 ? null : { first: days[0]!, last: days.at(-1)! };
}

function leadOf(page: Page, whole: Whole): string {
  const span = spanOf(whole);
  const rows = whole.currencies.reduce((sum, one) => sum + one.rows, 0);
  const counts = { documents: page.count(whole.documents.length), amounts: page.count(rows) };
  return span === null ? page.say('project.lead-budget', counts) : page.say('project.lead', { ...counts, first: page.day(span.first), last: page.day(span.last) });
}

function factsOf(page: Page, whole: Whole): ProjectFact[] {
  const { budgets, documents, months, name } = whole;
  const units = unitsOfProject(page.site.catalogue, page.key).map((unit) => ({ html: escapeHtml(page.unitName(unit)), href: page.unitLink(unit)?.href }));
  const years = [...new Set(budgets.map(({ ledger }) => ledger.period!.slice(0, 4)))].sort();
  const lastDocument = documents.at(-1)?.day ?? null;
  const lastPayment = months.at(-1)?.month ?? null;
  const formerly = new Map(budgets.filter(({ row }) => row.purpose !== null && row.purpose !== name.words).map(({ ledger, row }) => [row.purpose!, ownWords(page, ledger.id, row.purpose!)]));
  const facts: ProjectFact[] = [
    { term: page.say('project.fact-code'), values: [{ html: page.key }] },
    { term: page.say('project.fact-units'), values: units },
    { term: page.say('project.fact-names'), values: [...formerly.values()].map((html) => ({ html })) },
    { term: page.say('project.fact-years'), values: years.length === 0 ? [{ html: page.say('project.no-budget') }] : [{ html: years.join(', ') }] },
    ...whole.currencies.flatMap((own): ProjectFact[] => {
      const share = shareSpent(own);
      return share === null ? [] : [{ term: page.say('project.fact-share'), values: [{ html: formatShare(page.language, share) }] }];
    }),
    { term: page.say('project.fact-last-document'), values: lastDocument === null ? [{ html: page.say('project.none') }] : [{ html: page.day(lastDocument) }] },
    { term: page.say('project.fact-last-payment'), values: lastPayment === null ? [{ html: page.say('project.none') }] : [{ html: page.day(lastPayment) }] },
  ];
  return facts.filter(({ values }) => values.length > 0);
}

function stepsOf(page: Page, { months }: Whole, marks: readonly Mark[], story: readonly StoryYear[]): StepLine[] {
  const entries = story.flatMap(({ entries: own }) => own);
  return PROJECT_STEPS.map((step) => {
    const count = step === 'spending' ? months.reduce((sum, { rows }) => sum + rows, 0) : marks.filter((mark) => mark.step === step).length;
    const first = entries.find((entry) => entry.step === step);
    return {
      step, words: page.say(`project.step.${step}`), count: count === 0 ? '' : page.say('project.count', { count: page.count(count) }),
      says: count === 0 ? page.say('project.step-none') : '', href: first === undefined ? null : `#${first.id!}`,
    };
  });
}

/** The years of the page: all or one of them, with their entries where they are told here. */
function storyOf(page: Page, whole: Whole, only: string | null, hasYears: boolean, isTold: boolean): StoryYear[] {
  const { documents, contracts, months, budgets, currencies, name } = whole;
  const inYear = (year: string) => isTold && (only === null || only === year);
  const entries = entriesOf(page, {
    documents: documents.filter(({ day }) => inYear(day!.slice(0, 4))).slice(0, SHOWN_LIMIT), contracts: contracts.filter((row) => inYear(dayOf(row).slice(0, 4))).slice(0, SHOWN_LIMIT),
    months: months.filter(({ month }) => inYear(month.slice(0, 4))), year: only ?? '', hasRows: only !== null || !hasYears, project: name.from === null ? '' : name.words,
  });
  return yearsOfProject(page.site.catalogue, page.key).filter((year) => only === null || year === only).map((year) => ({
    year, words: page.day(year), href: hasYears && only === null ? page.to(listPath('projects', page.key, Number(year))) : null,
    budgets: budgets.filter(({ ledger }) => ledger.period!.startsWith(year)).map((line) => ({
      href: rowLink(page, line), words: page.say('project.budget-line', { unit: page.unitName(line.ledger.unit!), amount: page.money(line.row.amount, line.ledger.currency!, line.ledger.decimals!) }),
    })),
    sums: currencies.flatMap((own) => own.years.filter((one) => one.year === year && one.spent !== null).map((one) => page.say('project.year-spent', { amount: page.money(one.spent!, own.currency, own.decimals) }))),
    entries: entries.filter(({ when }) => when.startsWith(year)),
  }));
}

/** Says what is left out, and leads to the units whose lists hold it. */
function cutOf(page: Page, { documents, contracts }: Whole, only: string | null, isTold: boolean): { words: string; links: LinkTo[] } | null {
  const isOver = (limit: number) => [documents.map(({ day }) => day!), contracts.map(dayOf)].some((days) => days.filter((day) => day.startsWith(only ?? '')).length > limit);
  const limit = documents.length === READ_LIMIT || contracts.length === READ_LIMIT ? READ_LIMIT : isTold && isOver(SHOWN_LIMIT) ? SHOWN_LIMIT : null;
  if (limit === null) return null;
  const links = unitsOfProject(page.site.catalogue, page.key).map((unit) => page.unitLink(unit)).filter((link) => link !== null);
  return { words: page.say(limit === READ_LIMIT ? 'project.cut' : 'project.year-cut', { limit: page.count(limit) }), links };
}

/** A contract without a date stands in the period of its ledger. */
function dayOf({ ledger, row }: PlacedRow): string {
  return row.date ?? ledger.period!;
}

/** Documents that those of the project cite, each with the one that cites it. */
function citedOf(page: Page): { line: Line; by: Line }[] {
  return citedByProject(page.site.catalogue, page.key, AROUND_LIMIT).map(({ cited, citing }) => ({ line: lineOf(page, cited), by: lineOf(page, citing) }));
}

function missingOf(page: Page): { html: string; href: string; words: string }[] {
  return missingDocuments(page.site.catalogue, page.key, AROUND_LIMIT).map(({ number, rows, row }) => ({
    html: ownWords(page, row.ledger.id, number), href: rowLink(page, row), words: page.say('project.missing-rows', { rows: page.count(rows) }),
  }));
}
