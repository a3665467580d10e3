/**
 * Changed pages: which pages of the plan a night has to render. The rest of the portal
 * stands. A page more costs a few milliseconds, a page too few would be a lie, so in doubt
 * a page counts as changed; whoever writes the pages leaves those alone whose bytes are
 * the same.
 *
 * Pages that say something of the whole archive (home, figures, the first pages of the
 * ways to browse) change with everything: there are as many as units and rules, and no
 * more when the archive grows.
 */
import { spansAround } from '../../catalogue/days.ts';
import type { List } from '../../catalogue/lists.ts';
import { registerPosition } from '../../catalogue/register.ts';
import { factPosition } from '../../catalogue/spending.ts';
import { keysByRecord, type Touched, type TouchedKind } from '../../catalogue/touched.ts';
import { ORGANISATION_CLASSES } from '../../model/vocabulary.ts';
import { blocksFrom, ChangedLists, isIn } from './changed-lists.ts';
import { changedProjects } from './changed-projects.ts';
import { officeOf } from './offices.ts';
import { LIST_BLOCK, REGISTER_BLOCK, type PageKind, type PlannedPage } from './plan.ts';
import { organisationsOf } from './ranks.ts';
import { initialOfKey, initialOfShelf } from './shelves.ts';
import type { Site } from './site.ts';

/** Kinds that ask the catalogue for nothing. */
const STILL: ReadonlySet<PageKind> = new Set<PageKind>(['search', 'not-found', 'written', 'request', 'keys', 'verify']);

/** Answers for every page that is no record's own whether it may have changed. */
export class ChangedPages {
  readonly #site: Site;
  readonly #touched: Touched;
  readonly #lists: ChangedLists;
  readonly #spans: ReadonlySet<string>;
  readonly #units: ReadonlySet<string>;
  readonly #projects: ReadonlySet<string>;
  readonly #initials: ReadonlySet<string>;
  readonly #factBlocks: ReadonlyMap<string, number>;
  readonly #monthBlocks: ReadonlyMap<string, ReturnType<typeof blocksFrom>>;

  constructor(site: Site, touched: Touched) {
    this.#site = site;
    this.#touched = touched;
    this.#lists = new ChangedLists(site.catalogue, touched);
    this.#spans = spansOf(site, touched);
    this.#units = unitsOf(site, touched);
    this.#projects = changedProjects(site.catalogue, touched);
    this.#initials = new Set(touched.keys('shelf').map(initialOfShelf));
    this.#factBlocks = factBlocksOf(site, touched);
    this.#monthBlocks = monthBlocksOf(site, touched);
  }

  /** Whether a page may have changed. */
  has(page: PlannedPage): boolean {
    if (this.#touched.size === 0 || STILL.has(page.kind)) return false;
    const rule = this.#rules[page.kind];
    return rule === undefined || rule(page);
  }

  /** One rule for every kind that does not change with everything. */
  readonly #rules: Partial<Record<PageKind, (page: PlannedPage) => boolean>> = {
    unit: (page) => (page.block === null ? this.#units.has(page.key) : this.#isListTouched(page, { by: 'unit', key: page.key }, 'unit')),
    list: (page) => this.#isListPageTouched(page),
    class: (page) => this.#isListTouched(page, { by: 'class', key: page.key }, 'class'),
    place: (page) => this.#isListTouched(page, { by: 'place', key: page.key }, 'place'),
    date: ({ key }) => this.#spans.has(key),
    shelf: ({ key }) => this.#initials.has(initialOfKey(key)),
    'money-period': ({ key }) => this.#isPeriodTouched(key),
    'money-unit': ({ key }) => this.#isMoneyOfUnitTouched(key),
    'money-fact': (page) => this.#isFactTouched(page),
    project: ({ key }) => this.#projects.has(key),
    'register-month': ({ key, block }) => this.#monthBlocks.has(key) && (block === null || isIn(this.#monthBlocks.get(key)!, block)),
    'register-rows': ({ path, key }) => this.#touched.has(path.startsWith('register/closed/') ? 'closed' : 'opens', key) || this.#monthBlocks.has(key),
  };

  /** A list without a block is its open end: it says how many there are and shows the newest. */
  #isListTouched({ block }: PlannedPage, list: List, what: TouchedKind, key = list.key): boolean {
    return block === null ? this.#touched.has(what, key) : this.#lists.hasBlock(list, what, key, LIST_BLOCK, block);
  }

  #isListPageTouched(page: PlannedPage): boolean {
    const { path, key, block } = page;
    const [room, folder] = path.split('/') as [string, string];
    if (room === 'dates') return (block === null && this.#spans.has(key)) || this.#isListTouched(page, { by: 'day', key }, 'day');
    if (room === 'types') return this.#isListTouched(page, { by: 'type', key }, 'type');
    if (room === 'keywords') return (block === null && this.#touched.has('keyword-name', key)) || this.#isListTouched(page, { by: 'keyword', key }, 'keyword');
    if (room === 'ranks') return this.#isListTouched(page, { by: 'rank', key, within: organisationsOf(this.#site, ORGANISATION_CLASSES.find((one) => one === folder) ?? 'city') }, 'rank');
    const [unit, part] = key.split(' ') as [string, string];
    const by = /^\d{4}$/.test(part) ? 'unit-year' : 'unit-type';
    return this.#isListTouched(page, { by, key: unit, within: part }, by, key);
  }

  /** A year shows its months, and a month or year the one before and after it. */
  #isPeriodTouched(key: string): boolean {
    const [type, period] = key.split('/') as [string, string];
    return this.#touched.keys('ledger').some((ledger) => {
      const [ofType, , ofPeriod] = ledger.split(' ') as [string, string, string];
      return ofType === type && Math.abs(Number(ofPeriod.slice(0, 4)) - Number(period.slice(0, 4))) <= 1;
    });
  }

  /** The open end also says how many rows of the type there are. */
  #isFactTouched({ path, key, block }: PlannedPage): boolean {
    const type = path.split('/')[1]!;
    const from = this.#factBlocks.get(`${type} ${key}`) ?? Infinity;
    return block === null ? from < Infinity || this.#touched.keys('ledger').some((ledger) => ledger.startsWith(`${type} `)) : block >= from;
  }

  /** The units of one office are added up, and each is compared with its office. */
  #isMoneyOfUnitTouched(key: string): boolean {
    const [type, unit] = key.split('/') as [string, string];
    const { units } = this.#site.policy;
    const office = officeOf(units, unit);
    return this.#touched.keys('ledger').some((ledger) => {
      const [ofType, ofUnit] = ledger.split(' ') as [string, string];
      return ofType === type && (ofUnit === unit || officeOf(units, ofUnit) === office);
    });
  }
}

/** Days, months and years under which something changed, and those before and after them: each links to the next that has records. */
function spansOf({ catalogue }: Site, touched: Touched): Set<string> {
  const own = new Set([...touched.keys('day'), ...touched.keys('period')].flatMap((day) => [4, 7, 10].filter((length) => length <= day.length).map((length) => day.slice(0, length))));
  const around = [...own].flatMap((span) => Object.values(spansAround(catalogue, span)).filter((other) => other !== null));
  return new Set([...own, ...around]);
}

/** Units of which a record or a paper changed, and those above them, which count what is below. */
function unitsOf({ policy }: Site, touched: Touched): Set<string> {
  const found = new Set<string>();
  for (const unit of [...touched.keys('unit'), ...touched.keys('register-unit')]) {
    for (let at: string | null = unit; at !== null && !found.has(at); at = policy.units.get(at)?.parent ?? null) found.add(at);
  }
  return found;
}

/** By type and fact, the first block that changed. A row also shows the document that approved it. */
function factBlocksOf({ catalogue }: Site, touched: Touched): Map<string, number> {
  const places = keysByRecord(touched, 'at');
  const found = new Map<string, number>();
  const note = (key: string, place: string) => {
    const [type, fact] = key.split(' ') as [string, string];
    found.set(key, Math.min(found.get(key) ?? Infinity, blocksFrom([{ positions: [factPosition(catalogue, type, fact, place)], stays: false }], LIST_BLOCK).from - 2));
  };
  for (const key of touched.keys('fact')) {
    for (const ledger of touched.under('fact', key).keys()) for (const place of places.get(ledger) ?? ['']) note(key, place);
  }
  for (const number of touched.keys('number')) {
    for (const { key, place } of catalogue.all<{ key: string; place: string }>(`SELECT DISTINCT row_facts.type || ' ' || fact AS key, place FROM ledger_rows
      JOIN row_facts USING (record, position) WHERE document_number = ?`, number)) note(key, place);
  }
  return found;
}

/** By month of the register, the blocks that changed. A row shows the title of its record. */
function monthBlocksOf({ catalogue }: Site, touched: Touched): Map<string, ReturnType<typeof blocksFrom>> {
  const places = keysByRecord(touched, 'paper-at');
  const members = new Map<string, { positions: number[]; stays: boolean }[]>();
  const add = (month: string, member: { positions: number[]; stays: boolean }) => members.set(month, [...members.get(month) ?? [], member]);
  for (const month of touched.keys('month')) {
    for (const [paper, { was, is }] of touched.under('month', month)) {
      const own = places.get(paper) ?? [];
      add(month, { positions: own.map((place) => registerPosition(catalogue, month, place, paper)), stays: was && is && own.length === 1 });
    }
  }
  for (const record of touched.keys('record')) {
    for (const { month, place } of catalogue.all<{ month: string; place: string }>('SELECT month, place FROM register WHERE id = ?', record)) {
      add(month, { positions: [registerPosition(catalogue, month, place, record)], stays: true });
    }
  }
  return new Map([...members].map(([month, own]) => [month, blocksFrom(own, REGISTER_BLOCK)]));
}
