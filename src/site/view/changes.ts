/** Changes: corrections, withdrawals and restorations of released records, by reason, from the log. */
import { changeCounts, type ChangeCount } from '../../catalogue/monitor.ts';
import { dataLinks, figureRow, type FigureTable } from './figure-table.ts';
import type { Page } from './page.ts';

/** Years that stand side by side; older ones are in the data. */
const YEARS = 5;

/** Returns the changes of the city by year, or of one year by month; `null` if there were none. */
export function changesTable(page: Page, year: string | null): FigureTable | null {
  const counts = changeCounts(page.site.catalogue).filter(({ month }) => year === null || month.startsWith(year));
  if (counts.length === 0) return null;
  const length = year === null ? 4 : 7;
  const times = [...new Set(counts.map(({ month }) => month.slice(0, length)))].sort().slice(-(year === null ? YEARS : 12));
  const rows = [...Map.groupBy(counts, ({ event, reason }) => `${event} ${reason}`).values()].map((group) => figureRow(
    page.say(`change.${group[0]!.event}`, { reason: page.say(`log-reason.${group[0]!.reason}`) }),
    [page.count(sum(group)), ...times.map((time) => page.count(sum(group.filter(({ month }) => month.startsWith(time)))))],
  ));
  return {
    id: 'changes', caption: page.say('changes.caption'), definition: page.say('changes.definition'),
    columns: [page.say('changes.what'), page.say('figure.total'), ...times.map((time) => page.day(time))],
    groups: [{ head: null, rows }], total: null, data: dataLinks(page, 'changes'),
  };
}

function sum(counts: readonly ChangeCount[]): number {
  return counts.reduce((all, { records }) => all + records, 0);
}
