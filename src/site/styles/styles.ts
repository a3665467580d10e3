/**
 * Styles: what each kind of page looks like, as the one style that stands in it. A page
 * carries the parts it needs and no others: on a slow link every kilobyte is a wait.
 */
import base from './base.css?inline';
import chart from './chart.css?inline';
import finder from './finder.css?inline';
import home from './home.css?inline';
import last from './last.css?inline';
import record from './record.css?inline';
import table from './table.css?inline';
import type { PageKind } from '../view/plan.ts';

/** Parts beside `base`, which every page has. */
const NEEDS: Readonly<Record<PageKind, readonly string[]>> = {
  home: [finder, table, chart, home],
  search: [finder], 'not-found': [finder], 'site-map': [],
  written: [record, table],
  text: [record, table], ledger: [record, table], tombstone: [record],
  units: [], unit: [record], dates: [], date: [], classes: [], class: [], types: [], ranks: [], list: [],
  money: [table, chart], 'money-type': [table, chart], projects: [], project: [record, table, chart],
  register: [], 'register-month': [], disclosure: [table, chart],
  policy: [], rule: [record, table],
};

/** Returns the style of a kind of page. */
export function styleOfKind(kind: PageKind): string {
  return [base, ...NEEDS[kind], last].join('');
}

/** Returns every style that any page has, each once. */
export function allStyles(): string[] {
  return [...new Set((Object.keys(NEEDS) as PageKind[]).map(styleOfKind))].sort();
}
