/**
 * Figure table: one table of the disclosure monitor, finished: its caption, the sentence
 * that defines it, its cells and the data behind it. A share of few papers says nothing,
 * so below `FEW` there are counts only.
 */
import { formatShare } from './format.ts';
import type { LinkTo, Page } from './page.ts';

/** Below this many papers no share is given. */
export const FEW = 20;

/** One line of a table: what it is about, and a cell for each column after the first. */
export interface FigureRow { head: string; href: string | null; cells: string[] }

/** Lines that belong together, under a heading of their own unless it is `null`. */
export interface FigureGroup { head: string | null; rows: FigureRow[] }

/** A table with its definition and its data. */
export interface FigureTable {
  id: string;
  caption: string;
  /** What is counted, in one or two sentences. */
  definition: string;
  columns: string[];
  groups: FigureGroup[];
  total: FigureRow | null;
  data: LinkTo[];
}

/** Returns a line of a table. */
export function figureRow(head: string, cells: string[], { href = null }: Partial<Pick<FigureRow, 'href'>> = {}): FigureRow {
  return { head, href, cells };
}

/** Returns a share in per cent, or the word for too few to say. */
export function shareOf(page: Page, part: number, whole: number): string {
  return whole < FEW ? page.say('figure.few') : formatShare(page.language, part / whole);
}

/** Returns the way to a data set of the monitor, in both forms. */
export function dataLinks(page: Page, name: string): LinkTo[] {
  return (['csv', 'json'] as const).map((form) => ({ href: page.toFile(`data/disclosure/${name}.${form}`), words: `${name}.${form}` }));
}
