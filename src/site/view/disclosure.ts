/**
 * Disclosure figures: how much of what was collected is public. Partial is not
 * counted as open, and papers that are held or closed stay in the whole that the
 * share is taken of.
 */
import { figures, figuresByGround, figuresByUnit, type Figures } from '../../catalogue/register.ts';
import type { Ground } from '../../model/vocabulary.ts';
import { formatShare } from './format.ts';
import type { Page } from './page.ts';
import { groundLinks } from './text-record.ts';

/** The columns of the figures, in the order of the page. */
export const FIGURE_KEYS = ['open', 'partial', 'closed', 'restricted', 'held', 'withdrawn', 'total'] as const satisfies readonly (keyof Figures)[];

/** Returns the figures of the whole city, by unit and by ground. */
export function viewDisclosure(page: Page) {
  const { catalogue } = page.site;
  const all = figures(catalogue);
  return {
    columns: FIGURE_KEYS.map((key) => page.say(`figure.${key}`)),
    all: cells(page, all),
    bar: shares(page, all),
    units: figuresByUnit(catalogue).map((row) => ({
      name: row.unit === null ? page.say('register.unit-unknown') : page.unitName(row.unit),
      href: row.unit === null ? null : page.unitLink(row.unit)?.href ?? null, cells: cells(page, row), share: openShare(page, row),
    })),
    openShare: openShare(page, all),
    grounds: figuresByGround(catalogue).flatMap(({ ground, count }) => groundLinks(page, [ground as Ground]).map((link) => ({ ...link, count: page.count(count) }))),
  };
}

function cells(page: Page, row: Figures): string[] {
  return FIGURE_KEYS.map((key) => page.count(row[key]));
}

/** Open in full, of all papers that are not withdrawn. */
function openShare(page: Page, { open, total, withdrawn }: Figures): string {
  return total - withdrawn === 0 ? '–' : formatShare(page.language, open / (total - withdrawn));
}

/** Returns the parts of the bar; starts and widths in per cent. Parts without papers are left out. */
export function shares(page: Page, row: Figures): { code: string; words: string; count: string; start: number; width: number }[] {
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
