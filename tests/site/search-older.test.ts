/** The search over several volumes in a real browser: what was not searched is said once, and older records are one link away, with an address of their own. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useSmallChunks } from '../../scripts/index-chunks.ts';
import { serve, type Served } from '../../scripts/serve.ts';
import { buildSearchIndex } from '../../src/site/search/all-volumes.ts';
import { openSite } from '../../src/site/view/site.ts';
import { audit, launchBrowser, overflow } from '../browser.ts';
import { sharedFixture } from './built.ts';

/** Of a size that cuts the fixture into many. */
const SIZE = 5;
let folder: string;
let server: Served;
let browser: Browser;
beforeAll(async () => {
  const built = await sharedFixture();
  folder = mkdtempSync(join(tmpdir(), 'search-older-'));
  cpSync(built.out, join(folder, 'dist'), { recursive: true });
  cpSync(join(built.cache, 'catalogue.sqlite'), join(folder, 'catalogue.sqlite'));
  const site = openSite({ content: built.content, catalogue: join(folder, 'catalogue.sqlite') });
  useSmallChunks();
  await buildSearchIndex(site, join(folder, 'dist/pagefind'), SIZE);
  site.catalogue.close();
  server = await serve({ folder: join(folder, 'dist'), port: 0 });
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  delete process.env.PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE;
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

async function open(path: string): Promise<{ page: Page; said: () => Promise<string[]> }> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    document.addEventListener('DOMContentLoaded', () => {
      const status = document.getElementById('status')!;
      new MutationObserver(() => { if (status.textContent !== '') said.push(status.textContent!); }).observe(status, { childList: true, characterData: true, subtree: true });
    });
  });
  await page.goto(new URL(path, server.address).href);
  await done(page);
  return { page, said: () => page.evaluate(() => (window as unknown as { said: string[] }).said) };
}

async function done(page: Page): Promise<string> {
  await page.waitForFunction(() => document.getElementById('status')!.textContent !== '' && document.getElementById('working')!.hidden);
  return (await page.locator('#status').textContent())!;
}

const found = async (page: Page): Promise<number> => Number(/결과 ([\d,]+)건/.exec((await page.locator('#status').textContent())!)?.[1] ?? 0);
const LEFT = /\d{4}년 \d{1,2}월 \d{1,2}일까지 공개한 자료 가운데 [\d,]+건은 아직 찾지 않았습니다\./;

test('what was not searched is said once with the results; the link finds more, by keys, and back brings the first answer back', async () => {
  const { page, said } = await open('search.html?q=어린이공원');
  const spoken = await said();
  expect([spoken.length, LEFT.test(spoken[0]!)]).toEqual([1, true]);
  const [first, status] = [await found(page), await page.locator('#status').textContent()];
  const link = page.getByRole('link', { name: '더 오래된 자료에서도 찾기' });
  await link.focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((before) => location.search.includes('older=1') && document.getElementById('working')!.hidden && document.getElementById('status')!.textContent !== '' && document.getElementById('status')!.textContent !== before, status);
  expect((await said()).filter((words) => words !== status)).toHaveLength(1);
  expect(await page.evaluate(() => document.activeElement!.id)).toBe('results-title');
  expect(await found(page)).toBeGreaterThanOrEqual(first);
  await page.goBack();
  await page.waitForFunction((before) => !location.search.includes('older') && document.getElementById('status')!.textContent === before, status);
  expect(await found(page)).toBe(first);
  await page.context().close();
});

test('at the end of the archive nothing is left and no link stands there', async () => {
  const { page } = await open('search.html?q=어린이공원&older=40');
  expect(await page.locator('#older').textContent()).toBe('');
  expect(await page.locator('#older').isVisible()).toBe(false);
  expect(LEFT.test((await page.locator('#status').textContent())!)).toBe(false);
  await page.context().close();
});

test('nothing found so far is not said to be nothing at all', async () => {
  const { page } = await open('search.html?q=쀍뛣');
  expect(await page.locator('#status').textContent()).toMatch(/^지금까지 찾아본 자료에는 “쀍뛣”에 맞는 것이 없습니다\. /);
  expect(await page.locator('#older a').count()).toBe(1);
  await page.context().close();
});

test('another query begins anew with the newest records', async () => {
  const { page } = await open('search.html?q=쀍뛣&older=1');
  await page.getByLabel('찾을 말').fill('어린이공원');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => new URLSearchParams(location.search).get('q') === '어린이공원');
  expect(new URL(page.url()).searchParams.has('older')).toBe(false);
  await page.context().close();
});

test.each(['search.html?q=어린이공원', 'en/search.html?q=어린이공원'])('%s is accessible at 320 px, with a link of at least 24 px', async (path) => {
  const { page } = await open(path);
  expect(await audit(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  expect((await page.locator('#older a').boundingBox())!.height).toBeGreaterThanOrEqual(24);
  await page.context().close();
});
