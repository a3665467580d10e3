/** The portal as a folder somebody downloaded: every page names its files, and is read in a browser from the disk without a server. */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSealed } from '../../src/site/view/sealed-files.ts';
import { launchBrowser } from '../browser.ts';
import { suiteFolder } from '../folders.ts';
import { pagesIn, sharedFixture } from './built.ts';

/** Pages that are there for who types an address or keeps an old link, and that say the same as, or less than, one that is linked. */
const UNLINKED = [
  /^(?:en\/)?404\.html$/, /^(?:en\/)?embed\//,
  /^(?:en\/)?disclosure\/units\/[a-z-]+\.html$/, // of units without papers
  /^(?:en\/)?units\/haneul-digital\//, // a unit whose records are all of one type and year
  /^(?:en\/)?ranks\/vice-mayor\.html$/, // a rank of which the city itself has no records
];

let out: string;
let browser: Browser;
const folder = suiteFolder();
beforeAll(async () => {
  const built = await sharedFixture();
  out = join(folder, '내려받은 사본 #1', '100%');
  cpSync(built.out, out, { recursive: true });
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => { await browser?.close(); });

test('from the first page on, links lead to every page, all as files below the folder', () => {
  const root = pathToFileURL(`${out}/`).href;
  const seen = new Set<string>();
  const waiting = [`${root}index.html`];
  const broken: string[] = [];
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (seen.has(address)) continue;
    seen.add(address);
    for (const [, href] of readFileSync(fileURLToPath(address), 'utf8').matchAll(/<a [^>]*?href="([^"]*)"/g)) {
      const target = new URL(href!.replaceAll('&#38;', '&').replaceAll('&amp;', '&'), address);
      if (target.protocol !== 'file:') continue;
      const file = `${target.protocol}//${target.pathname}`;
      const path = decodeURIComponent(file.slice(root.length));
      if (!file.startsWith(root) || file.endsWith('/') || (!existsSync(fileURLToPath(file)) && !isSealed(path))) broken.push(`${address.slice(root.length)} → ${href}`);
      else if (file.endsWith('.html')) waiting.push(file);
    }
  }
  expect(broken).toEqual([]);
  const reached = new Set([...seen].map((address) => fileURLToPath(address).slice(out.length + 1)));
  expect(pagesIn(out).filter((path) => !reached.has(path) && !UNLINKED.some((pattern) => pattern.test(path)))).toEqual([]);
});

test('a browser reads them from the disk: a record by three links, its style, its language, and what needs a server says so', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const failed: string[] = [];
  page.on('requestfailed', (request) => failed.push(request.url()));
  await page.goto(pathToFileURL(join(out, 'index.html')).href);
  await page.locator('.menu a', { hasText: '둘러보기' }).click();
  await page.locator('main a', { hasText: '결재문서' }).first().click();
  await page.locator('main .list a.title').first().click();
  expect(await page.locator('h1').innerText()).not.toBe('');
  expect(await page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)).toBe('1152px');
  await page.locator('.tongue a').click();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(failed).toEqual([]);
  await page.goto(pathToFileURL(join(out, 'search.html')).href);
  expect(await page.locator('main').innerText()).toContain('내려받은 사본을 파일로 열면 검색은 할 수 없고');
  await page.locator('#lists a').first().click();
  expect(await page.locator('h1').innerText()).toBe('부서별로 보기');
  await context.close();
});
