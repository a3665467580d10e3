/** A site of given ledgers, for tests of the money room: no Astro, only what the views are asked. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import type { LedgerRecord, TextRecord } from '../../src/model/record.ts';
import { loadSpending } from '../../src/policy/spending.ts';
import { openPage, type Page } from '../../src/site/view/page.ts';
import { planPages } from '../../src/site/view/plan.ts';
import { openSite, type Site } from '../../src/site/view/site.ts';
import { markLedgers } from '../../scripts/mark-ledgers.ts';
import { temporaryFolder } from '../folders.ts';
import { NIGHT, putLog, putRecord } from './fixture.ts';

const REPOSITORY = join(import.meta.dirname, '../..');

/** A site with its content folder and a way to read it again after a change. */
export interface MoneySite { site: Site; content: string; again(): void }

/** Returns a site of these records and the repository's own rules. */
export function moneySite(records: readonly (LedgerRecord | TextRecord)[]): MoneySite {
  const content = join(temporaryFolder(), 'content');
  for (const name of ['policy', 'organisations', 'pages', 'spending', 'city.json']) cpSync(join(REPOSITORY, 'content', name), join(content, name), { recursive: true });
  putLog(content, NIGHT, records.map((record) => ({ id: record.id, path: putRecord(content, record) })));
  const file = join(content, '../catalogue.sqlite');
  const read = (): void => {
    const catalogue = openCatalogue(file);
    refresh(catalogue, content);
    markLedgers(catalogue, loadSpending(content));
    catalogue.close();
  };
  read();
  const site = openSite({ content, catalogue: file });
  onTestFinished(() => site.catalogue.close());
  return { site, content, again: read };
}

/**
 * Returns a planned page, ready for its view.
 *
 * @throws {Error} If nothing plans it.
 */
export function pageAt({ site }: MoneySite, path: string, language: 'ko' | 'en' = 'ko'): Page {
  const planned = [...planPages(site)].find((one) => one.path === path);
  if (planned === undefined) throw new Error(`no page ${path} is planned`);
  return openPage(site, planned, language);
}
