/**
 * What a record's pages ask the catalogue, and which rule of `changed-records.ts` makes
 * them anew when the answer is another. A page that asks something new fails here until a
 * rule stands beside its question.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { rendererEntry } from '../../scripts/build/renderer-bundle.ts';
import { eachRecord, LISTED, type ListedRecord } from '../../src/catalogue/records.ts';
import type * as Renderer from '../../src/site/renderer.ts';
import { inLanguages, pagesOfRecord } from '../../src/site/view/plan.ts';
import { openSite } from '../../src/site/view/site.ts';
import { sharedFixture } from './built.ts';
import { temporaryFolder } from '../folders.ts';

/** Questions by how they begin, and the rules that answer for them. */
const ANSWERED: readonly (readonly [question: string, rules: string])[] = [
  ['SELECT * FROM records WHERE id = ?', 'the record itself'],
  ['SELECT facts FROM records WHERE id = ?', 'the record itself'],
  ['SELECT field, length(text) AS length FROM texts WHERE record = ?', 'the record itself'],
  ['SELECT html FROM texts JOIN html USING (hash) WHERE record = ?', 'the record itself'],
  ['SELECT key, name FROM classes WHERE record = ?', 'the record itself'],
  ['SELECT facts FROM ledger_rows WHERE record = ?', 'the record itself'],
  ['SELECT position, fact FROM row_facts WHERE record = ?', 'derived'],
  ['SELECT key, word, records FROM keywords JOIN keyword_names USING (key) WHERE record = ?', 'derived; a page shows the words, not how many records have them'],
  ['SELECT *, reasons FROM related JOIN records ON records.id = other WHERE related.record = ?', 'derived, relating'],
  ['SELECT * FROM records WHERE unit = (SELECT unit FROM records WHERE id = ?) AND (place, id) <', 'neighbours'],
  ['SELECT * FROM records WHERE unit = (SELECT unit FROM records WHERE id = ?) AND (place, id) >', 'neighbours'],
  [`SELECT * FROM records WHERE document_number = ? AND form = 'text'`, 'citing'],
  ['SELECT * FROM cites JOIN records ON records.id = cites.record WHERE number = ?', 'bearing'],
  ['SELECT *, ledger_rows.facts AS row, ledger_rows.position AS position FROM ledger_rows JOIN records ON records.id = ledger_rows.record WHERE ledger_rows.document_number = ?', 'bearing'],
  ['SELECT currency, decimals, sum(amount) AS amount, count(*) AS rows FROM ledger_rows JOIN records ON records.id = record WHERE ledger_rows.document_number = ?', 'bearing'],
  [`SELECT coalesce(json_extract(ledger_rows.facts, '$.purpose'), json_extract(ledger_rows.facts, '$.category')) AS name`, 'of a project that a budget names'],
  ['SELECT count(*) AS count FROM register WHERE type = ? AND unit = ? AND period = ? AND status = \'held\'', 'ledger'],
  ['SELECT month FROM register WHERE id = ?', 'known'],
  ['SELECT position, entry, sha256, path FROM log WHERE record = ?', 'the record itself: a new entry touches it'],
];

/** The statement on one line, with a star for the columns of a list. */
function shortOf(sql: string): string {
  const columns = (text: string) => text.replace(/\s+/g, ' ').trim();
  return columns(sql).replace(columns(LISTED), '*').replace(columns(LISTED.replace('document_number', 'records.document_number').replace(' project,', ' records.project,')), '*');
}

/** The statements that rendering these pages needs, each once. The renderer has modules of its own; what it shares with us is the database. */
async function asked(settings: { content: string; catalogue: string }, records: readonly Pick<ListedRecord, 'id' | 'path' | 'form' | 'rowCount'>[]): Promise<Set<string>> {
  const { openRenderer } = await import(await rendererEntry(process.cwd(), join(temporaryFolder(), 'astro.log'))) as typeof Renderer;
  const render = openRenderer(settings);
  const statements = new Set<string>();
  const prepare = DatabaseSync.prototype.prepare;
  const listening = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function listen(this: DatabaseSync, sql: string) {
    statements.add(shortOf(sql));
    return prepare.call(this, sql);
  });
  for (const address of inLanguages(records.flatMap((record) => [...pagesOfRecord(record)]))) await render(address);
  listening.mockRestore();
  return statements;
}

test("every question of a record's pages has a rule, and every rule here a question", async () => {
  const { content, cache } = await sharedFixture();
  const settings = { content, catalogue: join(cache, 'catalogue.sqlite') };
  const site = openSite(settings);
  const records = [...eachRecord(site.catalogue)];
  site.catalogue.close();
  const statements = [...await asked(settings, records)];
  const answers = (question: string) => (sql: string) => sql.startsWith(question);
  expect(statements.filter((sql) => !ANSWERED.some(([question]) => answers(question)(sql)))).toEqual([]);
  expect(ANSWERED.map(([question]) => question).filter((question) => !statements.some(answers(question)))).toEqual([]);
});
