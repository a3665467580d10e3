/**
 * Styles: what each kind of page looks like, as the one style that stands in it: the
 * parts its kind needs and no others. `used-style.ts` leaves out what a page of the kind
 * has no use for: on a slow link every kilobyte is a wait.
 */
import base from './base.css?inline';
import browse from './browse.css?inline';
import cards from './cards.css?inline';
import calendar from './calendar.css?inline';
import chart from './chart.css?inline';
import columns from './columns.css?inline';
import embed from './embed.css?inline';
import finder from './finder.css?inline';
import guide from './guide.css?inline';
import home from './home.css?inline';
import last from './last.css?inline';
import monitor from './monitor.css?inline';
import record from './record.css?inline';
import register from './register.css?inline';
import search from './search.css?inline';
import shell from './shell.css?inline';
import project from './project.css?inline';
import plainTable from './table.css?inline';
import verify from './verify.css?inline';
import type { PageKind } from '../view/plan.ts';

/** Tables of ours; a text's own tables never stand as lists. */
const table = [plainTable, cards].join('');

/** Parts beside `base`, which every page has. */
const NEEDS: Readonly<Record<PageKind, readonly string[]>> = {
  home: [finder, table, chart, home],
  search: [finder, search], 'not-found': [finder], 'site-map': [browse],
  written: [record, plainTable, guide],
  text: [record, plainTable], ledger: [record, table], tombstone: [record], embed: [],
  browse: [browse], units: [browse], unit: [record], dates: [browse], date: [browse, calendar], classes: [browse], class: [browse], types: [], ranks: [browse], list: [],
  places: [browse], place: [browse], keywords: [browse], shelf: [browse],
  money: [table, columns], 'money-type': [table, columns], 'money-units': [table, columns], 'money-period': [table, columns], 'money-unit': [table, columns], 'money-payees': [record, table, columns], 'money-fact': [record, table],
  projects: [record, table, project], project: [table, project],
  register: [browse], 'register-month': [register], 'register-months': [browse], 'register-rows': [register], 'register-opened': [], request: [browse], disclosure: [plainTable, chart, monitor],
  'disclosure-units': [plainTable, monitor], 'disclosure-unit': [plainTable, chart, monitor], 'disclosure-year': [plainTable, chart, monitor], 'disclosure-data': [plainTable, monitor],
  policy: [plainTable, monitor], rule: [record, plainTable], mirror: [record, shell], keys: [record, shell], verify: [record, finder, shell, verify],
};

/** Returns the style of a kind of page. A frame in somebody else's page has a small base of its own. */
export function styleOfKind(kind: PageKind): string {
  if (kind === 'embed') return embed;
  return [base, ...NEEDS[kind], last].join('');
}
