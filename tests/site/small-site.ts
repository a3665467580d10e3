/** Small site: a site of a few records for the tests of single views, without building pages. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import type { LedgerRecord, LogEntry, RegisterRow, TextRecord, Tombstone } from '../../src/model/record.ts';
import type { Language } from '../../src/site/view/language.ts';
import { openPage, type Page } from '../../src/site/view/page.ts';
import { planPages, type PlannedPage } from '../../src/site/view/plan.ts';
import { openSite, type Site } from '../../src/site/view/site.ts';
import { derive } from '../../scripts/derive.ts';
import { temporaryFolder } from '../folders.ts';
import { NIGHT, pathOf, put, putRecord } from './fixture.ts';

/** What the site is made of; `log` names the records by their ids, the others get one release each on `NIGHT`. */
export interface Small { records?: readonly (TextRecord | LedgerRecord | Tombstone)[]; register?: readonly RegisterRow[]; log?: readonly Partial<LogEntry>[]; organisations?: Readonly<Record<string, unknown>>; places?: unknown }

/** A site with its pages by address. */
export interface SmallSite { site: Site; content: string; pages: Map<string, PlannedPage>; open(path: string, language?: Language): Page }

/** Writes the content, refreshes and derives the catalogue and plans the pages. */
export function smallSite({ records = [], register = [], log, organisations, places }: Small = {}): SmallSite {
  const folder = temporaryFolder();
  const content = join(folder, 'content');
  for (const name of ['policy', 'organisations', 'city.json', 'pages', 'spending', ...(places === undefined ? ['places'] : [])]) cpSync(join('content', name), join(content, name), { recursive: true });
  for (const [id, given] of Object.entries(organisations ?? {})) put(content, `organisations/${id}.json`, JSON.stringify(given));
  if (places !== undefined) put(content, 'places/areas.json', JSON.stringify(places));
  for (const record of records) putRecord(content, record);
  put(content, `log/${NIGHT}.jsonl`, (log ?? records.map((record) => ({ id: record.id, path: pathOf(record) }))).map((entry, index) => `${JSON.stringify({ index, on: NIGHT, event: 'release', id: '', path: 'x', revision: 1, sha256: 'a'.repeat(64), reason: 'approved', ...entry })}\n`).join(''));
  for (const [month, rows] of Map.groupBy(register, (row) => (row.approvedOn ?? row.period ?? row.listedOn).slice(0, 7))) put(content, `register/${month.replace('-', '/')}.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const file = join(folder, 'catalogue.sqlite');
  const catalogue = openCatalogue(file);
  refresh(catalogue, content);
  derive(catalogue, content, null, () => {});
  catalogue.close();
  const site = openSite({ content, catalogue: file });
  const pages = new Map([...planPages(site)].map((planned) => [planned.path, planned]));
  return { site, content, pages, open: (path, language = 'ko') => openPage(site, pages.get(path)!, language) };
}
