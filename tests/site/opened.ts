/** A small content folder as an open site, for tests of views that need no pages. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { derive } from '../../scripts/derive.ts';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import type { LedgerRecord, RegisterRow, TextRecord, Tombstone } from '../../src/model/record.ts';
import type { Language } from '../../src/site/view/language.ts';
import { openPage, type Page } from '../../src/site/view/page.ts';
import { planPages, type PlannedPage } from '../../src/site/view/plan.ts';
import { renderTexts } from '../../src/site/view/render-texts.ts';
import { openSite, type Site } from '../../src/site/view/site.ts';
import { temporaryFolder } from '../folders.ts';
import { put, putRecord } from './fixture.ts';

/** What the city of a test is, besides its records. */
export interface Given {
  /** Keys of `city.json` that are other than the sample's. */
  city?: Record<string, unknown>;
  register?: RegisterRow[];
}

/** An open site; it is closed when the test has finished. */
export interface Opened { content: string; site: Site; page(kind: PlannedPage['kind'], key: string, language?: Language): Page }

/** Writes the records into a folder of their own and opens it as a site. */
export function openRecords(records: readonly (TextRecord | LedgerRecord | Tombstone)[], { city = {}, register = [] }: Given = {}): Opened {
  const folder = temporaryFolder();
  const content = join(folder, 'content');
  for (const name of ['policy', 'organisations', 'city.json', 'pages']) cpSync(join(import.meta.dirname, '../../content', name), join(content, name), { recursive: true });
  const cityFile = join(content, 'city.json');
  writeFileSync(cityFile, JSON.stringify({ ...JSON.parse(readFileSync(cityFile, 'utf8')) as object, ...city }));
  for (const record of records) putRecord(content, record);
  if (register.length > 0) put(content, 'register/2026/03.jsonl', register.map((row) => `${JSON.stringify(row)}\n`).join(''));
  const file = join(folder, 'catalogue.sqlite');
  const catalogue = openCatalogue(file);
  refresh(catalogue, content);
  derive(catalogue, content, null, () => {});
  renderTexts(catalogue, 'test', () => {});
  catalogue.close();
  const site = openSite({ content, catalogue: file });
  onTestFinished(() => site.catalogue.close());
  const page = (kind: PlannedPage['kind'], key: string, language: Language = 'ko'): Page => {
    const planned = [...planPages(site)].find((one) => one.kind === kind && one.key === key)!;
    return openPage(site, planned, language);
  };
  return { content, site, page };
}
