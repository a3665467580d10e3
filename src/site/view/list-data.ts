/**
 * List data: every list that people turn the pages of, as JSON beside its pages, for
 * programs: the same block of the same list, the newest first, with the way to the others.
 * Made exactly when the page is, and only once: the records' own words are Korean, and
 * codes need no translation.
 *
 * All paths start at the root of the portal. One item is one line, so that a withdrawal
 * takes it out of a standing portal.
 */
import { closedBlocks, countList, type List } from '../../catalogue/lists.ts';
import { countOpenings, openings } from '../../catalogue/openings.ts';
import type { ListedRecord } from '../../catalogue/records.ts';
import { registerMonths, registerRows } from '../../catalogue/register.ts';
import { titleOf } from './listed.ts';
import { blockRecords, listOf } from './lists.ts';
import { openPage, type Page } from './page.ts';
import { listPath, recordPath } from './paths.ts';
import { LIST_BLOCK, REGISTER_BLOCK, type PageKind, type PlannedPage } from './plan.ts';
import { MONTH_LISTS } from './register-lists.ts';
import type { Site } from './site.ts';

/** What a block has besides its items. */
interface Head { kind: string; key: string; page: string; count?: number; from: number; until: number; newer: string | null; older: string | null; newest: string | null }

interface Source { folder: string; key: string; perBlock: number; count(): number; items(start: number, limit: number): object[] }

const SOURCES: Partial<Record<PageKind, (page: Page) => Source>> = {
  unit: (page) => recordsOf(page, 'units', { by: 'unit', key: page.key }),
  class: (page) => recordsOf(page, 'classes', { by: 'class', key: page.key }),
  place: (page) => recordsOf(page, 'places', { by: 'place', key: page.key }),
  list: (page) => {
    const { folder, list, key } = listOf(page);
    return recordsOf(page, folder, list, key);
  },
  'register-month': ({ site: { catalogue }, key }) => ({
    folder: 'register', key, perBlock: REGISTER_BLOCK, count: () => registerMonths(catalogue).find((month) => month.key === key)!.count, items: (start, limit) => registerRows(catalogue, key, start, limit),
  }),
  'register-rows': ({ site: { catalogue }, key, path }) => {
    const name = path.split('/')[1] as keyof typeof MONTH_LISTS;
    const { months, rows } = MONTH_LISTS[name];
    return { folder: `register/${name}`, key, perBlock: REGISTER_BLOCK, count: () => months(catalogue).find((month) => month.key === key)!.count, items: (start, limit) => rows(catalogue, key, start, limit) };
  },
  'register-opened': (page) => ({
    folder: 'register', key: 'opened', perBlock: LIST_BLOCK, count: () => countOpenings(page.site.catalogue),
    items: (start, limit) => openings(page.site.catalogue, start, limit).map((opening) => ({ ...itemOf(page, opening), openedOn: opening.openedOn, reason: opening.reason })),
  }),
};

/** Returns where the data of a list's page stand. */
export function listDataPath(path: string): string {
  return `${path}.json`;
}

/** Returns the data beside a page, `null` beside pages that are no list. */
export function listData(site: Site, planned: PlannedPage): { path: string; text: string } | null {
  const sourceOf = SOURCES[planned.kind];
  if (sourceOf === undefined) return null;
  const page = openPage(site, planned, 'ko');
  const { folder, key, perBlock, count, items } = sourceOf(page);
  const { block } = planned;
  const total = kept(site, planned, count);
  const closed = closedBlocks(total, perBlock);
  const start = (block === null ? closed : block - 1) * perBlock;
  const end = block === null ? total : start + perBlock;
  const to = (number: number | null) => listDataPath(listPath(folder, key, number));
  const last = block ?? closed + 1;
  return { path: listDataPath(planned.path), text: formatListData({
    kind: planned.kind, key: planned.key, page: `${planned.path}.html`, ...(block === null ? { count: total } : {}), from: start + 1, until: end,
    newer: block === null ? null : to(block === closed ? null : block + 1), older: last === 1 ? null : to(last - 1), newest: block === null ? null : to(null),
  }, items(start, end - start).reverse()) };
}

/** Returns the data without the records of these ids. */
export function withoutItems(text: string, ids: readonly string[]): string {
  const { items, ...head } = JSON.parse(text) as Head & { items: { id: string }[] };
  return formatListData(head, items.filter(({ id }) => !ids.includes(id)));
}

/** Returns the data with other items in the same places. */
export function withOtherItems(text: string, change: (item: { id: string }) => object): string {
  const { items, ...head } = JSON.parse(text) as Head & { items: { id: string }[] };
  return formatListData(head, items.map(change));
}

function formatListData(head: Head, items: readonly object[]): string {
  const before = JSON.stringify(head, null, 1).replace(/\n\}$/, '');
  return `${before},\n "items": [${items.length === 0 ? '' : '\n'}${items.map((item) => JSON.stringify(item)).join(',\n')}${items.length === 0 ? '' : '\n'}]\n}\n`;
}

/** Counting is for once a list, not for once a block. */
function kept({ kept: all }: Site, { path, block }: PlannedPage, count: () => number): number {
  const name = `data count ${block === null ? path : path.slice(0, path.lastIndexOf('/'))}`;
  if (all === null) return count();
  if (!all.has(name)) all.set(name, count());
  return all.get(name) as number;
}

function recordsOf(page: Page, folder: string, list: List, key = page.key): Source {
  const { catalogue } = page.site;
  return { folder, key, perBlock: LIST_BLOCK, count: () => countList(catalogue, list), items: (start, limit) => blockRecords(page.site, list, start, limit).map((record) => itemOf(page, record)) };
}

/** What a line of a list shows, as data; a ledger has a period and a sum, a text a day. */
function itemOf(page: Page, record: ListedRecord): object {
  const { id, type, form, path, unit, unitName, disclosure, day, period, documentNumber, rowCount, total, currency, decimals } = record;
  const own = form === 'tombstone' ? {} : form === 'ledger' ? { period, rows: rowCount, total, currency, decimals } : { day, documentNumber };
  return { id, type, title: titleOf(page, record), path, page: `${recordPath(path)}.html`, unit, unitName, disclosure, ...own };
}
