/**
 * Changed records: whose pages say something else after a night. Besides the records that
 * changed themselves these are the ones that show something of them: a title, a link, a sum.
 * A test hears what these pages ask and holds that each question has its rule here.
 */
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { neighboursAt } from '../../catalogue/records.ts';
import { keysByRecord, type Touched } from '../../catalogue/touched.ts';

const IDS_OF: Readonly<Record<string, string>> = {
  /** Those that show it as related. */
  relating: 'SELECT record AS id FROM related WHERE other = ?',
  /** Those that cite its number, or have spending that it approved. */
  citing: 'SELECT record AS id FROM cites WHERE number = ?1 UNION SELECT record FROM ledger_rows WHERE document_number = ?1',
  /** Those that bear a number it cites, or that approved its rows. */
  bearing: `SELECT id FROM records WHERE document_number = ? AND form = 'text'`,
  /** Those of a project that its budget names. */
  ofProject: 'SELECT id FROM records WHERE project = ?',
  /** Ledgers of which a paper waits. */
  ledger: `SELECT id FROM records WHERE form = 'ledger' AND type || ' ' || unit || ' ' || period = ?`,
  known: 'SELECT id FROM records WHERE id = ?',
};

/** Returns the ids of all records whose pages may say something else. Some of them may be gone. */
export function changedRecords(catalogue: Catalogue, touched: Touched): Set<string> {
  const found = new Set<string>();
  const add = (ids: Iterable<string>) => { for (const id of ids) found.add(id); };
  const ask = (name: string, keys: Iterable<string>) => { for (const key of keys) add(catalogue.all<{ id: string }>(IDS_OF[name]!, key).map(({ id }) => id)); };
  const own = touched.keys('record');
  add(own);
  add(touched.keys('derived'));
  ask('known', touched.keys('paper'));
  ask('relating', own);
  ask('citing', touched.keys('number'));
  ask('bearing', [...touched.keys('cited'), ...touched.keys('row-number')]);
  ask('ofProject', budgetedProjects(touched));
  ask('ledger', touched.keys('held'));
  add(neighboursOf(catalogue, touched));
  return found;
}

/** Projects whose name may be another: it comes from the oldest line of a budget. */
function budgetedProjects(touched: Touched): Set<string> {
  const budgets = new Set(touched.keys('ledger').filter((key) => key.startsWith('budget ')).flatMap((key) => [...touched.under('ledger', key).keys()]));
  return new Set(touched.keys('row-project').filter((project) => [...touched.under('row-project', project).keys()].some((record) => budgets.has(record))));
}

/** Those that stand before and after it in its unit, where it was and where it is. */
function* neighboursOf(catalogue: Catalogue, touched: Touched): Generator<string> {
  const places = keysByRecord(touched, 'at');
  for (const unit of touched.keys('unit')) {
    for (const id of touched.under('unit', unit).keys()) for (const place of places.get(id) ?? []) yield* neighboursAt(catalogue, unit, place, id);
  }
}
