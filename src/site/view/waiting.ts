/**
 * Waiting: how long papers took from approval to release, and what waits still. The
 * first night releases years of papers at once; it stands on a line of its own, so that
 * it neither hides in the other nights nor is hidden.
 */
import { firstNight, heldCounts, waitCounts, type HeldCount, type WaitCount } from '../../catalogue/monitor.ts';
import { quantile, type ValueCount } from '../../catalogue/quantiles.ts';
import { dataLinks, FEW, figureRow, type FigureRow, type FigureTable } from './figure-table.ts';
import { heldReason } from './held-reason.ts';
import type { Page } from './page.ts';

/** Longest wait of each class, in days; the last is everything longer. */
const CLASSES = [7, 30, 90, 365, Infinity] as const;
const CLASS_KEYS = ['week', 'month', 'quarter', 'year', 'longer'] as const;

/** Returns the table of waiting times: the first night, then the other nights, all together and by month or year of release. */
export function waitTable(page: Page, counts: readonly WaitCount[], by: 'month' | 'year' | null): FigureTable {
  const { say } = page;
  const first = counts.filter(({ isFirstNight }) => isFirstNight === 1);
  const others = counts.filter(({ isFirstNight }) => isFirstNight === 0);
  const night = firstNight(page.site.catalogue);
  const rows = [
    ...(first.length > 0 ? [waitRow(page, say('waiting.first', { day: page.day(night!) }), first)] : []),
    ...(others.length > 0 ? [waitRow(page, say('waiting.others'), others)] : []),
    ...(by === null ? [] : byTime(page, others, by === 'month' ? 7 : 4)),
  ];
  return {
    id: 'waiting', caption: say('waiting.caption'), definition: say('waiting.definition'),
    columns: [say('waiting.released'), say('waiting.records'), ...CLASS_KEYS.map((key) => say(`waiting.${key}`)), say('waiting.median'), say('waiting.most'), say('waiting.longest')],
    groups: [{ head: null, rows }], total: null, data: dataLinks(page, 'waiting'),
  };
}

/** One line says the same as the line above it, so it is left out. */
function byTime(page: Page, counts: readonly WaitCount[], length: number): FigureRow[] {
  const groups = [...Map.groupBy(counts, ({ month }) => month.slice(0, length))].reverse();
  return groups.length < 2 ? [] : groups.map(([key, group]) => waitRow(page, page.day(key), group));
}

/** Papers without a day of approval have no wait; they are in no class. */
function waitRow(page: Page, head: string, counts: readonly WaitCount[]): FigureRow {
  const values = valuesOf(counts);
  const total = values.reduce((sum, { count }) => sum + count, 0);
  const inClass = (at: number) => values.filter(({ value }) => value <= CLASSES[at]! && value > (CLASSES[at - 1] ?? -Infinity)).reduce((sum, { count }) => sum + count, 0);
  const at = (share: number) => (total < FEW ? page.say('figure.few') : days(page, quantile(values, share)));
  return figureRow(head, [page.count(total), ...CLASSES.map((_, index) => page.count(inClass(index))), at(0.5), at(0.9), days(page, quantile(values, 1))]);
}

/** Returns the days and how many papers took them. */
export function valuesOf(counts: readonly WaitCount[]): ValueCount[] {
  return counts.flatMap(({ days: value, records }) => (value === null ? [] : [{ value, count: records }]));
}

function days(page: Page, value: number | null): string {
  return value === null ? page.say('figure.few') : page.say('waiting.days', { days: page.count(value) });
}

/** Returns the waiting times of the city or of one unit, of one year of release or of all. */
export function waitsFor(page: Page, { unit, year }: { unit?: string; year?: string } = {}): WaitCount[] {
  const counts = waitCounts(page.site.catalogue, unit);
  return year === undefined ? counts : counts.filter(({ month }) => month.startsWith(year));
}

/** Returns the sentence on papers without a day of approval, `null` if there are none. */
export function withoutDay(page: Page, counts: readonly WaitCount[]): string | null {
  const count = counts.filter((one) => one.days === null).reduce((sum, { records }) => sum + records, 0);
  return count === 0 ? null : page.say('waiting.without-day', { count: page.count(count) });
}

/** Returns the table of papers that wait for a person, by what holds them; `null` if none does. */
export function heldTable(page: Page, unit?: string): FigureTable | null {
  const counts = heldCounts(page.site.catalogue, unit);
  if (counts.length === 0) return null;
  const total = sum(counts);
  const rows = [...Map.groupBy(counts, ({ rule }) => rule)].map(([rule, group]) => {
    const { words, href } = heldReason(page, rule);
    return figureRow(words, [page.count(sum(group)), oldest(page, group)], { href });
  });
  return {
    id: 'held', caption: page.say('held.caption', { count: page.count(total) }), definition: page.say('held.definition'),
    columns: [page.say('held.rule'), page.say('held.papers'), page.say('held.since')],
    groups: [{ head: null, rows }], total: rows.length > 1 ? figureRow(page.say('disclosure.all'), [page.count(total), oldest(page, counts)]) : null, data: dataLinks(page, 'held'),
  };
}

function sum(counts: readonly HeldCount[]): number {
  return counts.reduce((all, { papers }) => all + papers, 0);
}

function oldest(page: Page, counts: readonly HeldCount[]): string {
  return page.day(counts.reduce((first, { since }) => (since < first ? since : first), counts[0]!.since));
}
