/** What a reader's browser makes of the pages, beyond what is judged in accessibility/ and budgets.test.ts. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve, type Served } from '../../scripts/serve.ts';
import { launchBrowser } from '../browser.ts';
import { sharedFixture } from './built.ts';
import { pathOf, RECORDS } from './fixture.ts';

let browser: Browser;
let server: Served;
let opened: Page;
beforeAll(async () => {
  const { out } = await sharedFixture();
  server = await serve({ folder: out, port: 0 });
  browser = await launchBrowser();
  opened = await browser.newPage({ viewport: { width: 1280, height: 900 } });
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const page = (record: Parameters<typeof pathOf>[0]): string => `${server.address}/${pathOf(record).replace(/\.(md|json)$/, '.html')}`;

describe('reading', () => {
  test('a row of a ledger has its column names on a narrow screen', async () => {
    await opened.setViewportSize({ width: 320, height: 640 });
    await opened.goto(page(RECORDS.spending));
    const names = await opened.locator('tbody tr').first().evaluate((row) => [...row.children].map((cell) => getComputedStyle(cell, '::before').content));
    expect(names).toEqual(expect.arrayContaining(['"날짜" / ""', '"목적" / ""']));
    expect(await opened.getByRole('columnheader').count()).toBeGreaterThanOrEqual(6);
  });

  test('a row that was linked to is marked, and stands on the screen', async () => {
    await opened.setViewportSize({ width: 360, height: 640 });
    await opened.goto(`${page(RECORDS.large)}#r-${RECORDS.large.rows[250]!.id}`);
    const row = opened.locator(`[id="r-${RECORDS.large.rows[250]!.id}"]`);
    expect(await row.evaluate((element) => element.matches(':target') && getComputedStyle(element).backgroundColor !== getComputedStyle(element.nextElementSibling!).backgroundColor)).toBe(true);
    expect(await row.evaluate((element) => { const { top, bottom } = element.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })).toBe(true);
  });

  test('on paper there is the record and nothing to press', async () => {
    await opened.setViewportSize({ width: 1280, height: 900 });
    await opened.goto(page(RECORDS.plan));
    await opened.emulateMedia({ media: 'print' });
    expect(await opened.locator('h1').isVisible()).toBe(true);
    for (const hidden of ['header.top', 'footer.foot', '.crumbs', '.skip']) expect([hidden, await opened.locator(hidden).isVisible()]).toEqual([hidden, false]);
    await opened.emulateMedia({ media: 'screen' });
  });
});
