/**
 * Chart: sums by period as columns, computed when the page is built. d3-scale places
 * them; what comes out are numbers for SVG attributes and words beside them. The drawing
 * is stretched to the width of the page, so no words stand inside it but those placed in
 * per cent, and text keeps its size on the narrowest phone.
 *
 * A period without a table has no column; one below nothing hangs from the zero line.
 */
import { scaleBand, scaleLinear } from 'd3-scale';
import type { KeyedSum } from '../../catalogue/spending.ts';
import type { Page } from './page.ts';

/** Words at a place in the drawing, in per cent of its width and height. */
export interface ChartLabel { x: string; y: string; anchor: 'start' | 'middle' | 'end'; dy: string; words: string }
/** Words below the drawing with the number of periods they stand for, 1–12. */
export interface ChartSpan { words: string; size: number }

/** One finished chart. Paths are in a box as wide as there are periods and 100 high. */
export interface Chart {
  title: string;
  /** What the chart says, for those who don't see it. */
  alt: string;
  /** The largest and the last period in words, for all. */
  legend: string[];
  size: number;
  /** From the top down, evenly spaced. */
  ticks: string[];
  lines: string;
  zero: string;
  columns: string;
  marked: string;
  labels: ChartLabel[];
  spans: ChartSpan[];
}

/** Periods in a chart: three years of months, or twenty years. */
const LIMITS = { month: 36, year: 20 } as const;
const TICKS = 4;
const MONTHS = {
  ko: new Intl.DateTimeFormat('ko-KR', { month: 'short', timeZone: 'UTC' }), en: new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' }),
} as const;
/** How much of the width a label takes on the narrowest phone. */
const LABEL_WIDTH = 0.34;

interface Point { period: string; amount: number | null }

/** Returns one chart per currency of sums by period (years or months, not both); none with fewer than three periods or without any money. */
export function chartsOf(page: Page, sums: readonly KeyedSum[]): Chart[] {
  const currencies = [...new Set(sums.map(({ currency }) => currency))];
  return currencies.flatMap((currency) => {
    const own = sums.filter((sum) => sum.currency === currency);
    const months = own.filter(({ key }) => key.length === 7);
    const shown = months.length >= 3 ? months : own.filter(({ key }) => key.length === 4);
    const points = pointsOf(shown).slice(-LIMITS[months.length >= 3 ? 'month' : 'year']);
    const amounts = points.map(({ amount }) => amount).filter((amount) => amount !== null);
    if (amounts.length < 3 || amounts.every((amount) => amount === 0)) return [];
    return [chartOf(page, points, amounts, own[0]!)];
  });
}

/** All periods from the first to the last, `null` where there is no table. */
function pointsOf(sums: readonly KeyedSum[]): Point[] {
  const amounts = new Map(sums.map(({ key, amount }) => [key, amount]));
  const keys = [...amounts.keys()].sort();
  const points: Point[] = [];
  for (let period = keys[0]; period !== undefined && period <= keys.at(-1)!; period = periodAfter(period)) points.push({ period, amount: amounts.get(period) ?? null });
  return points;
}

/** Returns the month after a month, the year after a year. */
export function periodAfter(period: string): string {
  const [year, month] = period.split('-').map(Number) as [number, number?];
  if (month === undefined) return String(year + 1);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}

function chartOf(page: Page, points: readonly Point[], amounts: readonly number[], { currency, decimals }: KeyedSum): Chart {
  const words = (amount: number) => page.shortMoney(amount, currency, decimals);
  const y = scaleLinear([Math.min(0, ...amounts), Math.max(0, ...amounts)], [100, 0]).nice(TICKS);
  const x = scaleBand(points.map(({ period }) => period), [0, points.length]).paddingInner(0.25).paddingOuter(0.125);
  const column = ({ period, amount }: Point): string => (amount === null ? '' : `M${round(x(period)!)} ${round(y(0))}V${round(y(amount))}h${round(x.bandwidth())}V${round(y(0))}z`);
  const largest = points.reduce((most, point) => ((point.amount ?? -Infinity) > (most.amount ?? -Infinity) ? point : most));
  const marked = new Set([largest, points.at(-1)!]);
  const ticks = y.ticks(TICKS);
  return {
    title: titleOf(page, points), alt: altOf(page, points, amounts, largest, { currency, decimals }), size: points.length,
    legend: legendOf(page, largest, points.at(-1)!, { currency, decimals }),
    ticks: ticks.map(words).reverse(),
    lines: ticks.map((tick) => `M0 ${round(y(tick))}H${points.length}`).join(''), zero: `M0 ${round(y(0))}H${points.length}`,
    columns: points.filter((point) => !marked.has(point)).map(column).join(''), marked: [...marked].map(column).join(''),
    labels: labelledOf(points, largest).map((at) => labelOf((at + 0.5) / points.length, y(points[at]!.amount!), points[at]!.amount!, words)),
    spans: spansOf(page, points),
  };
}

/** The largest period, and the last where no taller column stands under its label. */
function labelledOf(points: readonly Point[], largest: Point): number[] {
  const last = points.length - 1;
  const high = points.indexOf(largest);
  const from = Math.floor(points.length * (1 - LABEL_WIDTH));
  const isFree = points[last]!.amount !== null && points.slice(from, last).every(({ amount }) => (amount ?? 0) < points[last]!.amount!);
  return high === last || !isFree || high >= from ? [high] : [high, last];
}

function labelOf(x: number, y: number, amount: number, words: (amount: number) => string): ChartLabel {
  const anchor = x < LABEL_WIDTH / 2 ? 'start' : x > 1 - LABEL_WIDTH / 2 ? 'end' : 'middle';
  const edge = anchor === 'start' ? 0 : anchor === 'end' ? 1 : x;
  return { x: `${round(edge * 100)}%`, y: `${round(y)}%`, anchor, dy: amount < 0 ? '1.1em' : '-.35em', words: words(amount) };
}

function legendOf(page: Page, largest: Point, last: Point, { currency, decimals }: Money): string[] {
  const say = (key: 'chart.legend-most' | 'chart.legend-last', { period, amount }: Point) => page.say(key, { period: page.day(period), amount: page.money(amount!, currency, decimals) });
  return [say('chart.legend-most', largest), ...(last.amount === null || last === largest ? [] : [say('chart.legend-last', last)])];
}

/** Years under months, every third month under one year, every few years under years. */
function spansOf(page: Page, points: readonly Point[]): ChartSpan[] {
  const isMonths = points[0]!.period.length === 7;
  if (!isMonths || points.length <= 12) {
    const step = isMonths ? 3 : Math.ceil(points.length / 5);
    return points.filter((_, at) => at % step === 0).map(({ period }, at) => ({
      words: isMonths ? MONTHS[page.language].format(new Date(`${period}-01T00:00:00Z`)) : period, size: Math.min(step, points.length - at * step),
    }));
  }
  const years = [...new Set(points.map(({ period }) => period.slice(0, 4)))];
  return years.map((year) => {
    const size = points.filter(({ period }) => period.startsWith(year)).length;
    return { words: size < 4 ? '' : year, size };
  });
}

function titleOf(page: Page, points: readonly Point[]): string {
  return page.say('chart.title', { from: page.day(points[0]!.period), until: page.day(points.at(-1)!.period) });
}

type Money = Pick<KeyedSum, 'currency' | 'decimals'>;

function altOf(page: Page, points: readonly Point[], amounts: readonly number[], largest: Point, { currency, decimals }: Money): string {
  const { say, day } = page;
  const money = (amount: number) => page.money(amount, currency, decimals);
  const smallest = points.find(({ amount }) => amount === Math.min(...amounts))!;
  const last = points.at(-1)!;
  const below = amounts.filter((amount) => amount < 0).length;
  const without = points.length - amounts.length;
  const sum = (some: readonly Point[]) => some.reduce((total, { amount }) => total + (amount ?? 0), 0);
  const isTwoYears = last.period.length === 7 && points.length >= 24;
  return [
    say('chart.alt', { title: titleOf(page, points) }),
    say('chart.most', { period: day(largest.period), amount: money(largest.amount!) }), say('chart.least', { period: day(smallest.period), amount: money(smallest.amount!) }),
    ...(last.amount === null ? [] : [say('chart.last', { period: day(last.period), amount: money(last.amount) })]),
    ...(isTwoYears ? [say('chart.trend', { now: money(sum(points.slice(-12))), before: money(sum(points.slice(-24, -12))) })] : []),
    ...(below === 0 ? [] : [say('chart.below', { count: below })]), ...(without === 0 ? [] : [say('chart.without', { count: without })]),
  ].join(' ');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
