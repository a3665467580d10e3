/** The page for what is not there: in the language of the address, from any depth, on this machine and on public hosts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { serve, type Served } from '../../scripts/serve.ts';
import { formatHeadersFile, formatNginx, formatRedirects } from '../../src/site/security/host-files.ts';
import { baseOf } from '../../src/site/view/head.ts';
import { audit, launchBrowser, overflow } from '../browser.ts';
import { temporaryFolder } from '../folders.ts';
import { sharedFixture } from './built.ts';

describe('in a browser', () => {
  let browser: Browser;
  let server: Served;
  beforeAll(async () => {
    const { out } = await sharedFixture();
    server = await serve({ folder: out, port: 0 });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<{ page: Page; status: number }> {
    const page = await browser.newPage(options);
    const answer = await page.goto(`${server.address}/${path}`);
    return { page, status: answer!.status() };
  }

  test.each([
    ['nothing.html', 'ko', '찾는 쪽이 없습니다'], ['records/document/2026/03/nothing.html', 'ko', '찾는 쪽이 없습니다'], ['english/nothing.html', 'ko', '찾는 쪽이 없습니다'],
    ['en/nothing.html', 'en', 'Page not found'], ['en/records/document/2026/03/nothing.html', 'en', 'Page not found'], ['en/a/b/c/d/e', 'en', 'Page not found'],
  ])('%s is answered in the language of the address', async (path, language, title) => {
    const { page, status } = await open(path);
    expect(status).toBe(404);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.locator('h1').textContent()).toBe(title);
    await page.close();
  });

  test.each(['nothing.html', 'a/b/c/nothing.html', 'en/nothing.html', 'en/a/b/c/nothing.html'])('every link of %s leads somewhere, in its language', async (path) => {
    const { page } = await open(path);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    const own = links.filter((link) => link.startsWith(server.address));
    expect(own.length).toBeGreaterThan(15);
    for (const link of new Set(own)) expect([link, (await fetch(link)).status]).toEqual([link, 200]);
    const others = own.filter((link) => new URL(link).pathname.startsWith('/en/') !== path.startsWith('en/'));
    expect(new Set(others).size).toBe(1);
    await page.close();
  });

  test('it can be reported, with words ready to be filled in', async () => {
    const { page } = await open('nothing.html');
    const link = new URL((await page.getByRole('link', { name: '메일로 알리기' }).getAttribute('href'))!);
    expect([link.protocol, link.pathname, link.searchParams.get('subject'), link.searchParams.get('body')]).toEqual(['mailto:', 'open@haneul.example', '없는 쪽 알림', '찾던 주소:\r\n링크가 있던 곳:\r\n']);
    await page.close();
  });

  test.each(['nothing.html', 'en/nothing.html'])('%s: nothing to mend, and it fits', async (path) => {
    const { page } = await open(path, { viewport: { width: 320, height: 640 } });
    expect(await audit(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(await page.locator('main :is(a, button, input)').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 24).map((one) => one.textContent))).toEqual([]);
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    await page.setViewportSize({ width: 640, height: 640 });
    expect(await overflow(page)).toBe(0);
    await page.close();
  });
});

describe('what its links start from', () => {
  test.each([
    ['https://open.haneul.example', 'ko', '/'], ['https://open.haneul.example', 'en', '/en/'], ['https://www.haneul.example/records', 'ko', '/records/'],
    ['https://www.haneul.example/records/', 'en', '/records/en/'],
  ] as const)('%s in %s: %s', (siteUrl, language, base) => {
    expect(baseOf({ site: { city: { siteUrl } } as never, language })).toBe(base);
  });
});

describe('a portal', () => {
  async function portal(files: Record<string, string>): Promise<string> {
    const folder = join(temporaryFolder(), 'dist');
    for (const [path, text] of Object.entries({ 'index.html': 'home', ...files })) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const served = await serve({ folder, port: 0 });
    onTestFinished(() => served.close());
    return served.address;
  }
  const text = async (address: string) => await (await fetch(address)).text();

  test('without an English page answers in Korean', async () => {
    const address = await portal({ '404.html': 'ko' });
    expect([await text(`${address}/en/x`), await text(`${address}/x`)]).toEqual(['ko', 'ko']);
  });

  test('with both answers in each; only the folder makes it English', async () => {
    const address = await portal({ '404.html': 'ko', 'en/404.html': 'en', 'en/index.html': 'home' });
    expect(await Promise.all(['en/x', 'en/x/', 'en/', 'en//x', 'x', 'x/en/', 'english', 'en.html', '%65n/x'].map((path) => text(`${address}/${path}`))))
      .toEqual(['en', 'en', 'home', 'en', 'ko', 'ko', 'ko', 'ko', 'ko']);
  });
});

describe('public hosts', () => {
  test('nginx: the page by the address', () => {
    const lines = formatNginx().split('\n');
    const at = lines.indexOf('error_page 404 $glasshall_lost;');
    expect(lines.slice(at - 2, at)).toEqual(['set $glasshall_lost "/404.html";', 'if ($uri ~ "^/en/") { set $glasshall_lost "/en/404.html"; }']);
  });

  test('Netlify: one rule; the top of the portal is found by itself', () => {
    expect(formatRedirects()).toBe('/en/* /en/404.html 404\n');
    expect(formatHeadersFile()).toContain('/_redirects\n  Content-Type: application/octet-stream\n');
  });
});
