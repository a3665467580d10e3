/**
 * Project drawing: the timeline of a project as a figure: one lane per step with a mark
 * for each document or contract, and below them what was spent of each year's budget as
 * time went on. An overview: everything in it stands as text in the list below it.
 *
 * Places from left to right are per cent of the figure's width, heights are in em, so
 * that it fits every screen and grows with the reader's letters.
 */
import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, curveStepAfter } from 'd3-shape';
import type { MonthSum } from '../../catalogue/projects.ts';
import type { ProjectStep } from '../../policy/project-steps.ts';
import { formatShortMoney } from './format.ts';
import type { Page } from './page.ts';
import type { CurrencyYears } from './project-money.ts';

/** What is drawn: a step on a day; a contract also has its term. */
export interface Mark { step: ProjectStep; day: string; from?: string | null; until?: string | null }

/** One lane with its marks; `y` is where its line lies. */
export interface Lane { step: ProjectStep; words: string; labelY: number; y: number; marks: number[]; terms: { x: number; width: number }[] }

/** Spending of one currency through the years; `area` and `budgets` are in a box of 1000 by 100. */
export interface Flow { words: string; labelY: number; y: number; height: number; area: string; budgets: { x1: number; x2: number; y: number; words: string; labelX: number; labelY: number }[] }

/** The whole figure. */
export interface Drawing { label: string; height: number; years: { x: number; words: string }[]; quarters: number[]; bands: { x: number; width: number }[]; lanes: Lane[]; flows: Flow[] }

const HEAD = 1.75;
const LANE = 2.25;
const FLOW = 6;
/** Above the flow: its words, and below them those of the largest budget. */
const FLOW_HEAD = 2.5;
/** Labels of years that fit beside each other on a narrow screen. */
const YEAR_LABELS = 8;
const STEPS = ['plan', 'decision', 'meeting', 'contract', 'result'] as const satisfies readonly ProjectStep[];

/** Returns the figure, `null` when there is nothing to place in time. */
export function drawingOf(page: Page, marks: readonly Mark[], months: readonly MonthSum[], currencies: readonly CurrencyYears[]): Drawing | null {
  const days = [...marks.map(({ day }) => day), ...months.map(({ month }) => month), ...currencies.flatMap(({ years }) => years.map(({ year }) => year))].sort();
  if (marks.length + months.length === 0) return null;
  const [first, last] = [Number(days[0]!.slice(0, 4)), Number(days.at(-1)!.slice(0, 4))];
  const scale = scaleUtc().domain([new Date(Date.UTC(first, 0)), new Date(Date.UTC(last + 1, 0))]).range([0, 100]).clamp(true);
  const place = (day: string): number => rounded(scale(new Date(`${day.padEnd(7, '-01').padEnd(10, '-01')}T00:00:00Z`)));
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const lanes = STEPS.filter((step) => marks.some((mark) => mark.step === step)).map((step, index) => laneOf(page, step, marks.filter((mark) => mark.step === step), HEAD + index * LANE, place));
  const flows = currencies.filter(({ years: own }) => own.some(({ spent }) => spent !== null)).map((own, index) =>
    flowOf(page, own, months.filter(({ currency, decimals }) => currency === own.currency && decimals === own.decimals), HEAD + lanes.length * LANE + index * (FLOW + FLOW_HEAD), place, currencies.length === 1));
  return {
    label: labelOf(page, first, last, lanes),
    height: HEAD + lanes.length * LANE + flows.length * (FLOW + FLOW_HEAD) + 0.25,
    years: years.map((year, index) => ({ x: place(String(year)), words: index % Math.ceil(years.length / YEAR_LABELS) === 0 ? String(year) : '' })),
    quarters: years.length > 4 ? [] : years.flatMap((year) => ['04', '07', '10'].map((month) => place(`${year}-${month}`))),
    bands: years.filter((year) => currencies.some(({ years: own }) => own.some((one) => one.year === String(year) && one.budget !== null)))
      .map((year) => ({ x: place(String(year)), width: rounded(place(String(year + 1)) - place(String(year))) })),
    lanes, flows,
  };
}

function labelOf(page: Page, first: number, last: number, lanes: readonly Lane[]): string {
  return page.say('project.drawing', { from: page.day(String(first)), until: page.day(String(last)), steps: lanes.map(({ words }) => words).join(', ') });
}

/** Marks that fall on the same spot are drawn once. */
function laneOf(page: Page, step: ProjectStep, marks: readonly Mark[], top: number, place: (day: string) => number): Lane {
  const spots = new Set(marks.map(({ day }) => Math.round(place(day) * 5) / 5));
  return {
    step, words: page.say('project.lane', { step: page.say(`project.step.${step}`), count: page.count(marks.length) }), labelY: top + 1, y: rounded(top + 1.75), marks: [...spots],
    terms: marks.flatMap(({ day, from, until }) => {
      if (until === null || until === undefined) return [];
      const x = place(from ?? day);
      return [{ x, width: Math.max(0, rounded(place(until) - x)) }];
    }),
  };
}

/** A payment is drawn in the middle of its month; every year begins at nothing. */
function flowOf(page: Page, { years, currency, decimals }: CurrencyYears, months: readonly MonthSum[], top: number, place: (day: string) => number, isOnly: boolean): Flow {
  const steps = years.map(({ year }) => stepsOf(year, months.filter(({ month }) => month.startsWith(year))));
  const amounts = [0, ...years.map(({ budget }) => budget ?? 0), ...steps.flat().map(({ amount }) => amount)];
  const scale = scaleLinear().domain([Math.min(...amounts), Math.max(1, ...amounts)]).range([100, 4]);
  const draw = area<{ day: string; amount: number }>().x(({ day }) => place(day) * 10).y0(scale(0)).y1(({ amount }) => scale(amount)).curve(curveStepAfter).digits(1);
  const y = rounded(top + FLOW_HEAD);
  return {
    words: isOnly ? page.say('project.flow') : page.say('project.flow-currency', { currency }), labelY: top + 1, y, height: FLOW,
    area: steps.map((own) => draw(own) ?? '').join(''),
    budgets: years.filter(({ budget }) => budget !== null).map(({ year, budget }) => {
      const x = place(year);
      return { x1: x * 10, x2: place(String(Number(year) + 1)) * 10, y: rounded(scale(budget!)), words: years.length > YEAR_LABELS ? '' : formatShortMoney(page.language, budget!, currency, decimals), labelX: x, labelY: rounded(y + (scale(budget!) / 100) * FLOW - 0.25) };
    }),
  };
}

function stepsOf(year: string, months: readonly MonthSum[]): { day: string; amount: number }[] {
  const points = [{ day: `${year}-01-01`, amount: 0 }];
  for (const month of [...new Set(months.map((one) => one.month))]) {
    const sum = months.filter((one) => one.month === month).reduce((all, { amount }) => all + amount, 0);
    points.push({ day: month.length === 4 ? `${year}-01-01` : `${month}-15`, amount: points.at(-1)!.amount + sum });
  }
  return [...points, { day: `${year}-12-31`, amount: points.at(-1)!.amount }];
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
