/** Disclosure of one year: its papers by month, what was released in it after how long, and what was changed. */
import { paperCounts } from '../../catalogue/monitor.ts';
import { changesTable } from './changes.ts';
import { standChart, waitChart } from './month-chart.ts';
import type { Page } from './page.ts';
import { listPath } from './paths.ts';
import { standsBy, standTable, textsByTime } from './papers.ts';
import { waitsFor, waitTable, withoutDay } from './waiting.ts';

/** Returns the page of one year. */
export function viewDisclosureYear(page: Page) {
  const counts = paperCounts(page.site.catalogue, 'month', { year: page.key });
  const texts = standsBy(counts, 'text');
  const ledgers = standsBy(counts, 'ledger');
  const waits = waitsFor(page, { year: page.key });
  const register = (month: string) => page.to(listPath('register', month));
  return {
    title: page.say('disclosure.year-title', { year: page.day(page.key) }),
    lead: page.say('disclosure.year-lead'),
    chart: standChart(page, texts),
    texts: texts.size === 0 ? null : textsByTime(page, 'month', texts, register),
    ledgers: ledgers.size === 0 ? null : standTable(page, {
      id: 'ledgers-month', caption: page.say('ledgers.by-month'), definition: page.say('ledgers.definition'), first: page.say('disclosure.month'),
      stands: new Map([...ledgers].reverse()), row: (month) => ({ head: page.day(month!), href: register(month!) }),
    }),
    waiting: waits.length === 0 ? null : waitTable(page, waits, 'month'), waitChart: waitChart(page, waits), withoutDay: withoutDay(page, waits),
    changes: changesTable(page, page.key),
  };
}
