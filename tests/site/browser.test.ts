/** The built portal in a real browser: every kind of page for eyes, ears, keys and narrow windows, and the search. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serve, type Served } from '../../scripts/serve.ts';
import { audit, launchBrowser, overflow } from '../browser.ts';
import { buildFixture, type Built } from './built.ts';
import { pathOf, RECORDS } from './fixture.ts';

let built: Built;
let browser: Browser;
let server: Served;
let address: string;
beforeAll(async () => {
  built = await buildFixture();
  server = await serve({ folder: built.out, port: 0 });
  address = `${server.address}/`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  built?.remove();
});

const page = (record: Parameters<typeof pathOf>[0]): string => pathOf(record).replace(/\.(md|json)$/, '.html');
const PAGES = [
  'index.html', 'search.html', 'site-map.html', '404.html', 'about.html', 'how-to-use.html', 'disclosure.html', 'units.html', 'units/haneul-parks.html',
  'units/haneul-digital/1.html', 'dates.html', 'dates/2026-03.html', 'classes.html', 'types.html', 'types/document.html', 'ranks/bureau-director.html',
  'money.html', 'money/expenditure.html', 'projects.html', 'projects/PK-1.html', 'register.html', 'register/2026-03.html', 'policy.html', 'policy/phases/city.html',
  ...[RECORDS.plan, RECORDS.hostile, RECORDS.long, RECORDS.withheld, RECORDS.mixed, RECORDS.spending, RECORDS.large, RECORDS.none, RECORDS.gone].map(page),
];

async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  await opened.goto(address + path);
  return opened;
}

describe.each(PAGES)('%s', (path) => {
  test.each([['Korean, in light', '', 'light'], ['English, in dark', 'en/', 'dark']] as const)('%s: nothing to mend', async (_, folder, colorScheme) => {
    const opened = await open(folder + path, { colorScheme });
    expect(await audit(opened)).toEqual([]);
    await opened.close();
  });

  test('fits into 320 pixels, also with text twice as large', async () => {
    const opened = await open(path, { viewport: { width: 320, height: 640 } });
    expect(await overflow(opened)).toBe(0);
    await opened.setViewportSize({ width: 640, height: 640 });
    await opened.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    expect(await overflow(opened)).toBe(0);
    await opened.close();
  });
});

describe('reading', () => {
  test('no page but the search asks for anything but itself and its icon', async () => {
    const opened = await browser.newPage();
    const asked: string[] = [];
    opened.on('request', (request) => asked.push(request.url().replace(address, '')));
    await opened.goto(address + page(RECORDS.plan));
    await opened.waitForLoadState('networkidle');
    expect(asked.filter((url) => !url.endsWith('icon.svg'))).toEqual([page(RECORDS.plan)]);
    await opened.close();
  });

  test('a row of a ledger has its column names on a narrow screen', async () => {
    const opened = await open(page(RECORDS.spending), { viewport: { width: 320, height: 640 } });
    expect(await opened.locator('tbody td:visible').first().evaluate((cell) => getComputedStyle(cell, '::before').content)).toContain('날짜');
    expect(await opened.getByRole('columnheader').count()).toBe(6);
    await opened.close();
  });

  test('everything that takes the focus shows it', async () => {
    const opened = await open('index.html');
    for (let key = 0; key < 12; key += 1) {
      await opened.keyboard.press('Tab');
      expect(await opened.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
    }
    await opened.close();
  });
});

describe('searching', () => {
  test('from the home page, with the query in the address and the count said', async () => {
    const opened = await open('index.html');
    await opened.getByLabel('찾을 말').fill('어린이공원');
    await opened.keyboard.press('Enter');
    await opened.waitForFunction(() => /결과/.test(document.getElementById('status')!.textContent!));
    expect(new URL(opened.url()).searchParams.get('q')).toBe('어린이공원');
    expect(await opened.getByRole('status').textContent()).toMatch(/^“어린이공원” 검색 결과 [2-9]건$/);
    expect(await opened.locator('#found a').first().getAttribute('href')).toMatch(/^records\//);
    expect(await audit(opened)).toEqual([]);
    await opened.locator('#found a').first().click();
    expect(await opened.locator('h1').textContent()).toContain('어린이공원');
    await opened.goBack();
    expect(await opened.getByLabel('찾을 말').inputValue()).toBe('어린이공원');
    await opened.close();
  });

  test('ten at a time; the focus goes to the first of the new ones', async () => {
    const opened = await open('search.html?q=질문');
    const more = opened.getByRole('button', { name: '결과 더 보기' });
    await more.click();
    await opened.waitForFunction(() => document.querySelectorAll('#found > li').length > 10);
    expect(await opened.evaluate(() => [...document.querySelectorAll('#found a')].indexOf(document.activeElement!))).toBe(10);
    await opened.close();
  });

  test('English results lead to English pages', async () => {
    const opened = await open('en/search.html?q=어린이공원');
    await opened.locator('#found a').first().click();
    expect(await opened.locator('html').getAttribute('lang')).toBe('en');
    expect(opened.url()).toContain('/en/records/');
    await opened.close();
  });

  test('words of a record never become elements', async () => {
    const opened = await open('search.html?q=제목');
    await opened.waitForFunction(() => document.querySelectorAll('#found > li').length > 0);
    expect(await opened.locator('#found script').count()).toBe(0);
    expect(await opened.locator('#found').textContent()).toContain('<script>');
    await opened.close();
  });

  test.each([
    ['nothing found', 'zqxwv', '“zqxwv”에 맞는 자료가 없습니다'],
    ['the query is words too', '<img src=x onerror=alert(1)>', '“<img src=x onerror=alert(1)>”'],
  ])('%s', async (_, query, words) => {
    const opened = await open(`search.html?q=${encodeURIComponent(query)}`);
    await opened.waitForFunction((expected) => document.getElementById('status')!.textContent!.includes(expected), words);
    await opened.close();
  });

  test('an index that does not come is said', async () => {
    const opened = await browser.newPage();
    await opened.route('**/pagefind/**', (route) => route.abort());
    await opened.goto(`${address}search.html?q=공원`);
    await opened.waitForFunction(() => document.getElementById('status')!.textContent === '검색을 쓸 수 없습니다. 아래 목록을 이용하세요.');
    await opened.close();
  });

  test('an index that hangs is said after a while', async () => {
    const opened = await browser.newPage();
    await opened.clock.install();
    await opened.route('**/pagefind/**', () => {});
    await opened.goto(`${address}search.html?q=공원`);
    await opened.clock.runFor(13_000);
    await opened.waitForFunction(() => document.getElementById('status')!.textContent!.startsWith('검색이 제때 답하지 않았습니다.'));
    await opened.close();
  });

  test('without JavaScript the page says where to go instead', async () => {
    const opened = await open('search.html?q=공원', { javaScriptEnabled: false });
    expect(await opened.locator('noscript').textContent()).toContain('검색에는 자바스크립트가 필요합니다.');
    expect(await opened.getByRole('link', { name: '부서' }).count()).toBeGreaterThan(0);
    await opened.close();
  });
});
