/** Disclosure of one unit: its own figures by type and month, what waits in it and since when. */
import { correctionsOf, paperCounts } from '../../catalogue/monitor.ts';
import { leadOf, shares } from './disclosure.ts';
import { insideFor, insideList, ledgersTable, withheldColumns } from './inside.ts';
import { standChart } from './month-chart.ts';
import type { Page } from './page.ts';
import { listPath } from './paths.ts';
import { standsBy, standsByType, sumOf, textsByTime, textsByType } from './papers.ts';
import { heldTable, waitsFor, waitTable, withoutDay } from './waiting.ts';

/** Months of which a unit's page shows the figures; older ones are in the data, and by year. */
const MONTHS = 36;

/** Returns the page of one unit. */
export function viewDisclosureUnit(page: Page) {
  const { catalogue } = page.site;
  const unit = page.key;
  const texts = sumOf(standsByType(page, 'text', unit).values());
  const inside = insideFor(page, unit);
  const months = standsBy(paperCounts(catalogue, 'month', { unit }), 'text');
  const waits = waitsFor(page, { unit });
  const ledgers = ledgersTable(page, unit);
  const corrected = correctionsOf(catalogue, unit);
  return {
    title: page.say('disclosure.unit-title', { unit: page.unitName(unit) }),
    list: { href: page.to(listPath('units', unit)), words: page.say('disclosure.unit-records') },
    lead: texts.total === 0 ? page.say('disclosure.unit-empty') : leadOf(page, texts, inside),
    bar: shares(page, texts),
    texts: texts.total === 0 ? null : textsByType(page, unit),
    chart: standChart(page, months),
    months: texts.total === 0 ? null : textsByTime(page, 'month', new Map([...months].slice(-MONTHS)), (month) => page.to(listPath('register', month))),
    ledgers: ledgers.groups[0]!.rows.length === 0 ? null : ledgers, withheld: withheldColumns(page),
    inside: inside.records === 0 ? null : insideList(page, inside),
    waiting: waits.length === 0 ? null : waitTable(page, waits, null), withoutDay: withoutDay(page, waits),
    held: heldTable(page, unit),
    corrected: page.say('changes.of-unit', { count: page.count(corrected), withdrawn: page.count(texts.withdrawn + sumOf(standsByType(page, 'ledger', unit).values()).withdrawn) }),
  };
}
