/**
 * Month charts: the geometry of the monitor's drawings, made at build time. Places are
 * per cent of a drawing without a view box, so that bars stretch with the page while
 * letters keep the reader's size. Every chart stands beside its table.
 */
import { scaleBand, scaleLinear, type ScaleBand, type ScaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { PAPER_STATES, type PaperState, type WaitCount } from '../../catalogue/monitor.ts';
import { quantile } from '../../catalogue/quantiles.ts';
import { FEW } from './figure-table.ts';
import type { Page } from './page.ts';
import { noPapers, sumOf, type Stand } from './papers.ts';
import { valuesOf } from './waiting.ts';

/** Where nothing stands, in per cent from the top; what is under it and over the highest is room for half a letter of the scale. */
const FLOOR = 95;
/** Months that one chart shows at most. */
const MONTHS = 36;

/** A bar, or a part of one; numbers are per cent of the drawing. */
export interface Bar { code: string; x: number; y: number; width: number; height: number }
/** A word on an axis and where it stands, in per cent. */
export interface Tick { at: number; words: string }
/** A finished drawing: what it says to who can't see it, its bars, dots and axes. */
export interface Chart { label: string; unit: string; bars: Bar[]; dots: { x: number; y: number }[]; ticks: Tick[]; times: Tick[] }

/** Returns how texts stand by month of the register, the last months of it; `null` for fewer than two months, or few papers. */
export function standChart(page: Page, stands: ReadonlyMap<string | null, Stand>): Chart | null {
  const months = monthsOf([...stands.keys()].filter((key) => key !== null));
  if (months.length < 2 || sumOf(stands.values()).total < FEW) return null;
  const rows = months.map((month) => stands.get(month) ?? noPapers());
  const x = bands(months);
  const y = heights(Math.max(...rows.map(({ total }) => total)));
  const bars = stack<Stand, PaperState>().keys(PAPER_STATES)(rows).flatMap((layer) => layer.map(([from, until], at) => (
    { code: layer.key, x: round(x(months[at]!)!), width: round(x.bandwidth()), y: round(y(until)), height: round(y(from) - y(until)) }
  ))).filter(({ height }) => height > 0);
  return { label: page.say('month-chart.stands', { from: page.day(months[0]!), until: page.day(months.at(-1)!) }), unit: page.say('month-chart.papers'), bars, dots: [], ticks: ticksOf(page, y), times: yearsOf(page, months, x) };
}

/** Returns the wait by month of release since the first night: a dot at the median, a bar up to 90 %. Months of few papers are left out. */
export function waitChart(page: Page, counts: readonly WaitCount[]): Chart | null {
  const groups = Map.groupBy(counts.filter(({ isFirstNight, days }) => isFirstNight === 0 && days !== null), ({ month }) => month);
  const spans = [...groups].filter(([, group]) => group.reduce((sum, { records }) => sum + records, 0) >= FEW)
    .map(([month, group]) => ({ month, median: quantile(valuesOf(group), 0.5)!, most: quantile(valuesOf(group), 0.9)! }));
  const months = monthsOf(spans.map(({ month }) => month));
  if (months.length < 2) return null;
  const x = bands(months);
  const shown = spans.filter(({ month }) => months.includes(month));
  const y = heights(Math.max(...shown.map(({ most }) => most)));
  return {
    label: page.say('month-chart.waits', { from: page.day(months[0]!), until: page.day(months.at(-1)!) }), unit: page.say('month-chart.days'),
    bars: shown.map(({ month, median, most }) => ({ code: 'wait', x: round(x(month)! + x.bandwidth() * 0.4), width: round(x.bandwidth() * 0.2), y: round(y(most)), height: round(y(median) - y(most)) })),
    dots: shown.map(({ month, median }) => ({ x: round(x(month)! + x.bandwidth() / 2), y: round(y(median)) })),
    ticks: ticksOf(page, y), times: yearsOf(page, months, x),
  };
}

/** All months from the first to the last, so that a month without papers is a gap; the latest of them. */
function monthsOf(keys: readonly string[]): string[] {
  const sorted = [...keys].sort();
  const months: string[] = [];
  for (let month = sorted[0]; month !== undefined && month <= sorted.at(-1)!; month = nextMonth(month)) months.push(month);
  return months.slice(-MONTHS);
}

function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

function bands(months: readonly string[]): ScaleBand<string> {
  return scaleBand<string>().domain(months).range([0, 100]).padding(0.15);
}

function heights(largest: number): ScaleLinear<number, number> {
  return scaleLinear().domain([0, Math.max(1, largest)]).range([FLOOR, 5]).nice(5);
}

function ticksOf(page: Page, y: ScaleLinear<number, number>): Tick[] {
  return y.ticks(3).filter(Number.isInteger).map((value) => ({ at: round(y(value)), words: page.count(value) }));
}

/** The year stands at its first month of the chart; a year of which only December shows has no room for its name. */
function yearsOf(page: Page, months: readonly string[], x: ScaleBand<string>): Tick[] {
  const firsts = months.filter((month, at) => at === 0 ? !month.endsWith('-12') && !month.endsWith('-11') || months.length < 6 : month.endsWith('-01'));
  return firsts.map((month) => ({ at: round(x(month)! + x.bandwidth() / 2), words: page.day(month.slice(0, 4)) }));
}

/** Returns how a word stands to its place: in the middle, but for the edges, where large letters would be cut off. */
export function anchorOf({ at }: Tick): 'start' | 'middle' | 'end' {
  return at < 12 ? 'start' : at > 85 ? 'end' : 'middle';
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
