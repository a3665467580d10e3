/**
 * Disclosure monitor: the page of the whole city. The sentence on top is the strictest
 * count there is: what can be read with nothing missing, and what can't be read at all.
 * No single figure stands for the whole, and below stand the questions it can't answer.
 */
import { groundCounts, PAPER_STATES, paperCounts } from '../../catalogue/monitor.ts';
import { lastNight, type Figures } from '../../catalogue/register.ts';
import { changesTable } from './changes.ts';
import { dataLinks, figureRow, type FigureTable } from './figure-table.ts';
import { insideFor, insideList, ledgersTable, withheldColumns, type Inside } from './inside.ts';
import { standChart, waitChart } from './month-chart.ts';
import type { LinkTo, Page } from './page.ts';
import { awayOf, isText, standsBy, standsByType, sumOf, textsByTime, textsByType, type Stand } from './papers.ts';
import { groundLinks } from './text-record.ts';
import { heldTable, waitsFor, waitTable, withoutDay } from './waiting.ts';
import type { Ground } from '../../model/vocabulary.ts';

/** The figures of one bar, in the order of the page. */
export const FIGURE_KEYS = ['open', 'partial', 'listed', 'restricted', 'closed', 'held', 'withdrawn', 'total'] as const satisfies readonly (keyof Figures)[];

/** What the figures can't tell, in the order in which a reader would ask. */
const LIMITS = ['collected', 'marks', 'ledgers', 'weight', 'masked', 'waiting', 'few'] as const;

/** Returns the page of the whole city. */
export function viewDisclosure(page: Page) {
  const { catalogue } = page.site;
  const texts = sumOf(standsByType(page, 'text').values());
  const inside = insideFor(page);
  const years = standsBy(paperCounts(catalogue, 'year'), 'text');
  const waits = waitsFor(page);
  return {
    lead: leadOf(page, texts, inside),
    bar: shares(page, texts),
    ways: [way(page, 'units'), way(page, 'data')],
    states: PAPER_STATES.map((state) => ({ words: page.say(`figure.${state}`), means: page.say(`figure-means.${state}`) })),
    texts: textsByType(page),
    chart: standChart(page, standsBy(paperCounts(catalogue, 'month'), 'text')),
    years: textsByTime(page, 'year', years, (year) => page.to(`disclosure/years/${year}`)),
    ledgers: ledgersTable(page), withheld: withheldColumns(page),
    inside: insideList(page, inside),
    grounds: groundsTable(page),
    waiting: waitTable(page, waits, 'year'), waitChart: waitChart(page, waits), withoutDay: withoutDay(page, waits),
    held: heldTable(page),
    changes: changesTable(page, null),
    limits: LIMITS.map((limit) => ({ title: page.say(`limit.${limit}`), words: page.say(`limit-words.${limit}`) })),
  };
}

function way(page: Page, name: 'units' | 'data'): LinkTo & { hint: string } {
  return { href: page.to(`disclosure/${name}`), words: page.say(`disclosure.way-${name}`), hint: page.say(`disclosure.hint-${name}`) };
}

/** Returns what can't be read, what can be read in part, and what is whole, in one sentence each. */
export function leadOf(page: Page, texts: Stand, inside: Inside): string {
  const away = awayOf(texts);
  const night = lastNight(page.site.catalogue);
  return page.say(night === null ? 'disclosure.lead-empty' : 'disclosure.lead', {
    day: night === null ? '' : page.day(night), total: page.count(texts.total), away: page.count(away),
    part: page.count(texts.total - away - inside.complete), complete: page.count(inside.complete),
  });
}

/** Returns the papers by ground: texts by how they stand, ledgers apart. */
function groundsTable(page: Page): FigureTable | null {
  const counts = groundCounts(page.site.catalogue);
  if (counts.length === 0) return null;
  const rows = [...Map.groupBy(counts, ({ ground }) => ground)].flatMap(([ground, group]) => {
    const sum = (ofText: boolean, states: readonly string[]) => page.count(group.filter(({ type, state }) => isText(type) === ofText && states.includes(state)).reduce((all, { papers }) => all + papers, 0));
    return groundLinks(page, [ground as Ground]).map(({ href, words }) => figureRow(words, [sum(true, ['closed']), sum(true, ['restricted']), sum(true, ['partial']), sum(true, ['listed']), sum(false, ['partial', 'closed', 'restricted', 'listed'])], { href }));
  });
  return {
    id: 'grounds', caption: page.say('grounds.caption'), definition: page.say('grounds.definition'),
    columns: [page.say('disclosure.ground'), page.say('figure.closed'), page.say('figure.restricted'), page.say('figure.partial'), page.say('figure.listed'), page.say('grounds.ledgers')],
    groups: [{ head: null, rows }], total: null, data: dataLinks(page, 'grounds'),
  };
}

/** Returns the parts of a bar; starts and widths in per cent. Parts without papers are left out. */
export function shares(page: Page, row: Figures | Stand): { code: string; words: string; count: string; start: number; width: number }[] {
  let start = 0;
  return FIGURE_KEYS.filter((key) => key !== 'total' && row[key] > 0).map((key) => {
    const width = (row[key] / row.total) * 100;
    const part = { code: key, words: page.say(`figure.${key}`), count: page.count(row[key]), start: round(start), width: round(width) };
    start += width;
    return part;
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
