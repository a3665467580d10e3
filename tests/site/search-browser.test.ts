/** The search in a real browser: what it fetches, what it says, how it is used by keys, how one comes back to it, and what it says when something is missing. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serve, type Served } from '../../scripts/serve.ts';
import { SILENCE_MS } from '../../src/site/search/engine.ts';
import { audit, launchBrowser, overflow } from '../browser.ts';
import { buildFixture, type Built } from './built.ts';

let built: Built;
let browser: Browser;
let server: Served;
let counter: Server;
let address: string;
/** Every path that was asked for, workers included, in its order. */
let asked: string[] = [];
let faults: string[] = [];

beforeAll(async () => {
  built = await buildFixture();
  server = await serve({ folder: built.out, port: 0 });
  counter = createServer(async (request, response) => {
    asked.push(request.url!.slice(1).replace(/\?.*$/, ''));
    const answer = await fetch(server.address + request.url!);
    response.writeHead(answer.status, Object.fromEntries([...answer.headers].filter(([name]) => !/^(?:connection|keep-alive|transfer-encoding)$/.test(name))));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => counter.listen(0, '127.0.0.1', done));
  address = `http://localhost:${(counter.address() as AddressInfo).port}/`;
  browser = await launchBrowser();
});
beforeEach(() => { asked = []; faults = []; });
afterAll(async () => {
  await browser?.close();
  counter?.close();
  await server?.close();
  built?.remove();
});

/** Bytes on the wire: what compresses as brotli, what is packed already as it is, and 250 for the headers of each. */
function bytesOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => {
    const bytes = readFileSync(join(built.out, path));
    return sum + 250 + (/\.(?:html|js|json|svg)$/.test(path) ? brotliCompressSync(bytes).length : bytes.length);
  }, 0);
}

async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}, prepare = async (_: BrowserContext): Promise<void> => {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await prepare(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => { if (/Content Security|Trusted/i.test(message.text())) faults.push(message.text()); });
  // Every text that the status takes, from the first on.
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    document.addEventListener('DOMContentLoaded', () => {
      const status = document.getElementById('status');
      if (status === null) return;
      new MutationObserver(() => { if (status.textContent !== '') said.push(status.textContent!); }).observe(status, { childList: true, characterData: true, subtree: true });
    });
  });
  await page.goto(address + path);
  return page;
}

/** Closes a page and what belongs to it. What a test answers in place of the server may still be under way. */
async function close(page: Page): Promise<void> {
  await page.context().unrouteAll({ behavior: 'ignoreErrors' });
  await page.context().close();
}

/** Waits until a search is done and returns what the status says. */
async function done(page: Page): Promise<string> {
  await page.waitForFunction(() => document.getElementById('status')!.textContent !== '' && document.getElementById('working')!.hidden);
  return (await page.locator('#status').textContent())!;
}

const said = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said);
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement!.textContent!.trim());
const titles = (page: Page): Promise<string[]> => page.locator('#found .title').allTextContents();
const parameters = (page: Page): [string, string][] => [...new URL(page.url()).searchParams];

async function search(page: Page, query: string): Promise<string> {
  await page.getByLabel('찾을 말').fill(query);
  await page.keyboard.press('Enter');
  return await done(page);
}

async function openFacets(page: Page): Promise<void> {
  await page.locator('#narrow summary').click();
  await page.locator('#facets fieldset').first().waitFor();
}

describe('what is fetched', () => {
  test('before anything is typed: the page and its small script, within 6 KB', async () => {
    const page = await open('search.html');
    await page.waitForLoadState('networkidle');
    const fetched = asked.filter((path) => path !== 'assets/icon.svg');
    expect(fetched).toEqual(['search.html', 'assets/search.js']);
    expect(bytesOf(fetched)).toBeLessThanOrEqual(6 * 1024);
    expect(await said(page)).toEqual([]);
    await close(page);
  });

  test('the first key brings the search, but no piece of the index', async () => {
    const page = await open('search.html');
    await page.getByLabel('찾을 말').pressSequentially('질');
    await page.waitForResponse('**/pagefind/*/*.pf_meta').catch(() => undefined);
    await page.waitForLoadState('networkidle');
    expect(asked).toContain('assets/search-worker.js');
    expect(asked.filter((path) => /\/(?:index|filter|fragment)\//.test(path))).toEqual([]);
    expect(await page.getByLabel('찾을 말').inputValue()).toBe('질');
    await close(page);
  });

  test('a first query and a next one: no conditions, no second copy of the engine, ten results each', async () => {
    const page = await open('search.html');
    await search(page, '질문');
    const first = [...new Set(asked)];
    expect(first.filter((path) => /\/filter\/|pagefind-worker|search-units/.test(path))).toEqual([]);
    expect(first.filter((path) => path.includes('/fragment/'))).toHaveLength(10);
    expect(bytesOf(first.filter((path) => path !== 'assets/icon.svg'))).toBeLessThan(120_000);
    asked = [];
    await search(page, '어린이공원');
    expect(asked.filter((path) => !/\/(?:index|fragment)\/|icon/.test(path))).toEqual([]);
    expect(bytesOf(asked)).toBeLessThan(16_000);
    expect(faults).toEqual([]);
    await close(page);
  });

  test('conditions come when they are opened', async () => {
    const page = await open('search.html?q=질문');
    await done(page);
    asked = [];
    await openFacets(page);
    expect(asked.filter((path) => !path.includes('icon')).sort()).toEqual(['data/search-projects.ko.json', 'data/search-units.ko.json', 'pagefind/0001/columns.json']);
    await close(page);
  });
});

describe('what is said', () => {
  test('one thing for each search', async () => {
    const page = await open('search.html');
    await search(page, '질문');
    await search(page, '어린이공원');
    expect(await said(page)).toEqual(['“질문” 검색 결과 120건. 관련도순으로 10건씩 보입니다.', expect.stringMatching(/^“어린이공원” 검색 결과 \d+건\. 찾는 말이 모두 있는 자료 [2-9]건, 일부만 있는 자료 \d+건입니다\. /)]);
    expect(await page.title()).toMatch(/^어린이공원 – /);
    await search(page, '어린이놀이터');
    expect((await said(page)).at(-1)).toMatch(/^“어린이놀이터” 검색 결과 .*뜻이 같은 말로도 찾았습니다: playground$/);
    await close(page);
  });

  test('nothing while somebody types', async () => {
    const page = await open('search.html');
    await page.getByLabel('찾을 말').pressSequentially('어린이공원', { delay: 30 });
    await page.waitForTimeout(300);
    expect(await said(page)).toEqual([]);
    expect(await page.locator('#results').isHidden()).toBe(true);
    await close(page);
  });

  test.each([
    ['nothing found', 'zqxwv', '“zqxwv”에 맞는 자료가 없습니다.'],
    ['HTML is words', '<zqx src=zqy onzqw=zqv(zq1)>', '“<zqx src=zqy onzqw=zqv(zq1)>”에 맞는 자료가 없습니다.'],
    ['expressions are words', '(zqxwv+)*$', '“(zqxwv+)*$”에 맞는 자료가 없습니다.'],
    ['a word that no record has', '질문 zqxwv', '“질문 zqxwv” 검색 결과 120건. 관련도순으로 10건씩 보입니다. 어느 자료에도 없는 말은 빼고 찾았습니다: zqxwv'],
    ['only signs', '.*', '“.*”에는 찾을 글자나 숫자가 없습니다.'],
    ['an emoji', '🌳', '“🌳”에는 찾을 글자나 숫자가 없습니다.'],
    ['control characters alone', '\u0001\u0002', '찾을 말을 넣어 주세요.'],
    ['one syllable that no record has', '뷁', '“뷁”에 맞는 자료가 없습니다. 한 글자로는 찾기 어렵습니다. 두 글자 이상 넣어 주세요.'],
    ['nothing', '', '찾을 말을 넣어 주세요.'],
    ['ten thousand characters', '가'.repeat(10_000), `“${'가'.repeat(60)}…”에 맞는 자료가 없습니다. 찾을 말이 길어 앞부분만 찾았습니다.`],
    ['more words than are searched', '질문 '.repeat(32), `“${'질문 '.repeat(20)}…” 검색 결과 120건. 관련도순으로 10건씩 보입니다. 찾을 말이 길어 앞부분만 찾았습니다.`],
  ])('%s', async (_, query, words) => {
    const page = await open('search.html');
    expect(await search(page, query)).toBe(words);
    expect(page.url().length).toBeLessThan(4_000);
    expect(await page.locator('#found > li').count()).toBe(words.includes('결과') ? 10 : 0);
    expect(faults).toEqual([]);
    await close(page);
  });

  test('an address without a question is not answered', async () => {
    const page = await open('search.html?colour=red');
    await page.waitForFunction(() => document.getElementById('working')!.hidden);
    expect(await said(page)).toEqual([]);
    await close(page);
  });

  test('words of a record never become elements, and the title is not said twice', async () => {
    const page = await open('search.html?q=제목');
    await done(page);
    const line = page.locator('#found > li', { hasText: 'alert' });
    expect(await line.locator('script, img, iframe').count()).toBe(0);
    expect(await line.locator('.title').textContent()).toBe('<script>alert("제목")</script> & [성명 가림·제6호]');
    expect(await line.locator('.title b').textContent()).toBe('제목');
    expect(await line.locator('.excerpt').textContent()).not.toContain('alert("제목")');
    await close(page);
  });

  test('where nothing is found, the same without the conditions is offered, and the lists', async () => {
    const page = await open('search.html?q=질문&type=contract');
    expect(await done(page)).toBe('“질문”에 맞는 자료가 없습니다. 조건 1개로 좁혔습니다.');
    expect(await page.locator('#nothing li').allTextContents()).toEqual(['조건 모두 빼기', '낱말을 줄이거나 다른 말로 찾아보세요.', '목록으로 찾기']);
    await page.getByRole('link', { name: '목록으로 찾기' }).click();
    expect(await page.locator('#nothing li').count()).toBe(3);
    await page.getByRole('link', { name: '조건 모두 빼기' }).last().click();
    await page.waitForFunction(() => document.querySelectorAll('#found > li').length === 10);
    expect(parameters(page)).toEqual([['q', '질문']]);
    expect(await focused(page)).toBe('검색 결과');
    await close(page);
  });
});

describe('narrowing', () => {
  test('by keys alone: opened, chosen, applied, and taken away again', async () => {
    const page = await open('search.html?q=정비');
    const whole = await done(page);
    await page.getByRole('button', { name: '찾기' }).focus();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('좁혀 찾기');
    await page.keyboard.press('Enter');
    await page.locator('#facets fieldset').first().waitFor();
    const box = page.getByRole('group', { name: '자료 종류' }).getByLabel(/^예산 \(1건\)$/);
    await box.focus();
    await page.keyboard.press('Space');
    await page.getByRole('group', { name: '연도' }).getByLabel(/^2026년/).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('#conditions a').length === 3);
    expect(await done(page)).toBe('“정비” 검색 결과 1건. 조건 2개로 좁혔습니다.');
    expect(parameters(page)).toEqual([['q', '정비'], ['type', 'budget'], ['year', '2026']]);
    expect(await box.isChecked()).toBe(true);
    expect(await page.locator('#conditions a').allTextContents()).toEqual(['예산 조건 빼기', '2026년 조건 빼기', '조건 모두 빼기']);
    await page.locator('#conditions a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('#conditions a').length === 1);
    expect(await focused(page)).toBe('2026년 조건 빼기');
    await done(page);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('#conditions a').length === 0);
    expect(await focused(page)).toBe('좁혀 찾기');
    expect(await done(page)).toBe(whole);
    expect((await said(page)).length).toBe(4);
    await close(page);
  });

  test('the counts of a set condition say what its other codes would bring', async () => {
    const page = await open('search.html?q=정비&type=budget');
    await done(page);
    await openFacets(page);
    const types = await page.getByRole('group', { name: '자료 종류' }).locator('label').allTextContents();
    expect(types.map((words) => words.trim())).toEqual(expect.arrayContaining([expect.stringMatching(/^결재문서 \([1-9]\d*건\)$/), '예산 (1건)']));
    const years = await page.getByRole('group', { name: '연도' }).locator('label').allTextContents();
    expect(years.map((words) => words.trim())).toEqual(['2026년 (1건)']);
    await close(page);
  });

  test('by unit, from a list by organisation', async () => {
    const page = await open('search.html?q=문서');
    await done(page);
    await openFacets(page);
    expect(await page.locator('#facets optgroup').evaluateAll((groups) => groups.map((group) => group.getAttribute('label')))).toEqual(['하늘시', '은여울구']);
    await page.getByLabel('부서').selectOption('eunyeoul-cleaning');
    await page.getByRole('button', { name: '조건 적용' }).click();
    await page.waitForFunction(() => document.querySelectorAll('#conditions a').length === 1);
    expect(await done(page)).toBe('“문서” 검색 결과 1건. 조건 1개로 좁혔습니다.');
    expect(await titles(page)).toEqual(['자치구 문서']);
    expect(await focused(page)).toBe('조건 적용');
    await close(page);
  });

  test('conditions alone are a search; codes of nobody find nothing', async () => {
    const page = await open('search.html?disclosure=partial&type=document');
    expect(await done(page)).toMatch(/^조건에 맞는 자료 3건$/);
    await page.goto(`${address}search.html?q=질문&unit=nobody&type=constructor`);
    expect(await done(page)).toBe('“질문”에 맞는 자료가 없습니다. 조건 2개로 좁혔습니다.');
    expect(await page.locator('#conditions a').first().textContent()).toBe('constructor 조건 빼기');
    await close(page);
  });

  test('a new search keeps the conditions', async () => {
    const page = await open('search.html?q=공원&year=2026');
    await done(page);
    await search(page, '질문');
    expect(parameters(page)).toEqual([['q', '질문'], ['year', '2026']]);
    await close(page);
  });
});

describe('order and place', () => {
  test('newest first, with the focus where it was', async () => {
    const page = await open('search.html?q=질문');
    await done(page);
    await page.getByRole('link', { name: '최신순' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.search.includes('sort=date'));
    await page.waitForFunction(() => document.querySelectorAll('#found > li').length === 10);
    expect(await done(page)).toBe('“질문” 검색 결과 120건. 최신순으로 10건씩 보입니다.');
    const days = await page.locator('#found time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime')!));
    expect(days).toEqual([...days].sort().reverse());
    expect(days[0]).toBe('2026-01-28');
    expect(await focused(page)).toBe('최신순');
    expect(await page.locator('#order [aria-current]').textContent()).toBe('최신순');
    await close(page);
  });

  test('ten more at a time, the focus on the first of them; back from a record, all is as it was', async () => {
    const page = await open('search.html?q=질문');
    await done(page);
    const more = page.getByRole('button', { name: '결과 더 보기' });
    for (const count of [20, 30]) {
      await more.focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction((expected) => document.querySelectorAll('#found > li').length === expected, count);
      await page.waitForFunction((expected) => document.activeElement === document.querySelectorAll('#found a')[expected], count - 10);
    }
    expect(await page.locator('#shown').textContent()).toBe('120건 가운데 30건을 보고 있습니다.');
    expect(await said(page)).toHaveLength(1);
    const [top, title] = [await page.evaluate(() => scrollY), await focused(page)];
    await page.keyboard.press('Enter');
    await page.waitForURL('**/records/**');
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll('#found > li').length === 30);
    await done(page);
    expect(await page.getByLabel('찾을 말').inputValue()).toBe('질문');
    expect(await focused(page)).toBe(title);
    expect(Math.abs(await page.evaluate(() => scrollY) - top)).toBeLessThan(40);
    expect(top).toBeGreaterThan(500);
    await close(page);
  });

  test('the last ones end the list', async () => {
    const page = await open('search.html?q=질문&sort=date');
    await done(page);
    for (let count = 20; count <= 120; count += 10) {
      await page.locator('#more').click();
      await page.waitForFunction((expected) => document.querySelectorAll('#found > li').length === expected, count);
    }
    expect(await page.locator('#more').isHidden()).toBe(true);
    expect(new Set(await page.locator('#found .title').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).size).toBe(120);
    await close(page);
  });

  test('back and forward go through the searches, their conditions included', async () => {
    const page = await open('search.html');
    await search(page, '질문');
    await search(page, '어린이공원');
    await openFacets(page);
    await page.getByRole('group', { name: '자료 종류' }).getByLabel(/^예산/).check();
    await page.getByRole('button', { name: '조건 적용' }).click();
    await page.waitForFunction(() => document.querySelectorAll('#conditions a').length === 1);
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll('#conditions a').length === 0 && document.getElementById('status')!.textContent !== '');
    expect(await page.getByLabel('찾을 말').inputValue()).toBe('어린이공원');
    await page.goBack();
    await page.waitForFunction(() => document.getElementById('status')!.textContent!.includes('질문'));
    await page.goBack();
    await page.waitForFunction(() => document.getElementById('results')!.hidden);
    expect([await page.getByLabel('찾을 말').inputValue(), await page.locator('#status').textContent()]).toEqual(['', '']);
    await page.goForward();
    expect(await done(page)).toContain('“질문” 검색 결과 120건');
    await close(page);
  });

  test('the last of two quick searches is shown', async () => {
    const page = await open('search.html');
    await page.getByLabel('찾을 말').fill('질문');
    await page.keyboard.press('Enter');
    await page.getByLabel('찾을 말').fill('어린이공원');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('status')!.textContent!.startsWith('“어린이공원” 검색 결과'));
    await page.waitForTimeout(300);
    expect((await titles(page)).every((title) => !title.includes('질문'))).toBe(true);
    expect(await said(page)).toHaveLength(1);
    await close(page);
  });
});

describe('when something is missing', () => {
  const without = (pattern: string) => async (context: BrowserContext): Promise<void> => { await context.route(pattern, (route) => route.abort()); };

  test.each([
    ['the engine', '**/pagefind/**', '검색을 쓸 수 없습니다. 아래 목록을 이용하세요.'],
    ['the worker', '**/search-worker.js', '검색을 쓸 수 없습니다. 아래 목록을 이용하세요.'],
    ['the search itself', '**/search-page.js', '검색을 쓸 수 없습니다. 아래 목록을 이용하세요.'],
    ['its words', '**/search-words.ko.json', '검색을 쓸 수 없습니다. 아래 목록을 이용하세요.'],
    ['the list of what is indexed', '**/*.pf_meta', '검색 색인을 다 받지 못했습니다. 다시 찾거나, 아래 목록을 이용하세요.'],
    ['the program of the engine', '**/wasm.*', '검색 색인을 다 받지 못했습니다. 다시 찾거나, 아래 목록을 이용하세요.'],
    ['a piece of the index: that is not "nothing found"', '**/index/*.pf_index', '검색 색인을 다 받지 못했습니다. 다시 찾거나, 아래 목록을 이용하세요.'],
  ])('%s', async (_, pattern, words) => {
    const page = await open('search.html?q=질문', {}, without(pattern));
    expect(await done(page)).toBe(words);
    expect(await page.locator('#results').isHidden()).toBe(true);
    await page.context().unroute(pattern);
    await page.getByRole('button', { name: '찾기' }).click();
    await page.waitForFunction(() => document.getElementById('status')!.textContent!.includes('검색 결과 120건'));
    await close(page);
  });

  test.each([['cut off', '**/index/*.pf_index'], ['cut off', '**/*.pf_meta']])('a file that is %s: %s', async (_, pattern) => {
    const page = await open('search.html?q=질문', {}, async (context) => {
      await context.route(pattern, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: (await answer.body()).subarray(0, 200) });
      });
    });
    expect(await done(page)).toBe('검색 색인을 다 받지 못했습니다. 다시 찾거나, 아래 목록을 이용하세요.');
    await close(page);
  });

  test('one of the results: the others stay, and it is said', async () => {
    let left = 3;
    const page = await open('search.html?q=질문', {}, async (context) => {
      await context.route('**/fragment/**', (route) => (left-- > 0 ? route.continue() : route.abort()));
    });
    expect(await done(page)).toMatch(/^“질문” 검색 결과 120건\..* 일부는 불러오지 못했습니다\. 다시 찾아 주세요\.$/);
    await close(page);
  });

  test('the conditions: the results stay, and opening again asks again', async () => {
    const page = await open('search.html?q=질문', {}, without('**/search-units.ko.json'));
    await done(page);
    await page.locator('#narrow summary').click();
    await page.waitForFunction(() => document.getElementById('facet-note')!.textContent === '검색을 쓸 수 없습니다. 아래 목록을 이용하세요.');
    expect(await page.locator('#found > li').count()).toBe(10);
    await page.context().unroute('**/search-units.ko.json');
    await page.locator('#narrow summary').click();
    await openFacets(page);
    expect(await page.locator('#facet-note').textContent()).toBe('');
    await close(page);
  });

  test('the connection', async () => {
    const page = await open('search.html');
    await page.context().setOffline(true);
    await page.getByLabel('찾을 말').fill('질문');
    await page.keyboard.press('Enter');
    expect(await done(page)).toBe('인터넷에 연결되어 있지 않습니다. 연결한 뒤 다시 찾아 주세요.');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '찾기' }).click();
    await page.waitForFunction(() => document.getElementById('status')!.textContent!.includes('검색 결과 120건'));
    await close(page);
  });

  test('the connection, between two searches', async () => {
    const page = await open('search.html?q=질문');
    await done(page);
    await page.context().setOffline(true);
    expect(await search(page, '어린이공원')).toBe('인터넷에 연결되어 있지 않습니다. 연결한 뒤 다시 찾아 주세요.');
    await page.context().setOffline(false);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('status')!.textContent!.startsWith('“어린이공원” 검색 결과'));
    await close(page);
  });

  test.each([['the engine', '**/pagefind/**'], ['the search itself', '**/search-page.js'], ['its words', '**/search-words.ko.json']])('an answer from %s: it is said aloud that it takes long, then that it took too long', async (_, pattern) => {
    const page = await open('search.html', {}, async (context) => {
      await context.clock.install();
      await context.route(pattern, () => {});
    });
    const reached = page.waitForRequest(pattern);
    await page.getByLabel('찾을 말').fill('질문');
    await page.keyboard.press('Enter');
    expect(await page.locator('#working').isVisible()).toBe(true);
    await reached;
    await page.waitForTimeout(200);
    expect(await said(page)).toEqual([]);
    await page.clock.runFor(SILENCE_MS + 1_000);
    const words = pattern.includes('pagefind') ? '검색이 제때 답하지 않았습니다. 연결을 확인하고 다시 찾거나, 아래 목록을 이용하세요.' : '검색을 쓸 수 없습니다. 아래 목록을 이용하세요.';
    expect(await done(page)).toBe(words);
    expect(await said(page)).toEqual(pattern.includes('page.js') ? [words] : ['찾고 있습니다.', words]);
    await close(page);
  });

  test('its script: the page does not look like one that searches', async () => {
    const page = await open('search.html?q=질문', {}, without('**/assets/search.js'));
    expect(await page.locator('#status').textContent()).toBe('검색이 안 켜지면 아래 목록에서 찾으세요.');
    expect(await page.getByRole('button', { name: '찾기' }).isDisabled()).toBe(true);
    expect(await page.getByRole('link', { name: '부서' }).count()).toBeGreaterThan(0);
    await close(page);
  });

  test('JavaScript: said once, with the lists', async () => {
    const page = await open('search.html?q=질문', { javaScriptEnabled: false });
    expect(await page.locator('noscript').textContent()).toContain('검색에는 자바스크립트가 필요합니다.');
    expect(await page.locator('#status').isHidden()).toBe(true);
    expect(await page.getByRole('button', { name: '찾기' }).isDisabled()).toBe(true);
    await close(page);
  });
});

describe('in English', () => {
  test('units, types and days are said in English, Korean words are known as such', async () => {
    const page = await open('en/search.html?q=방제');
    expect(await done(page)).toMatch(/^\d+ results? for “방제”\.$/);
    expect(await page.locator('#status bdi').getAttribute('lang')).toBe('ko');
    const line = page.locator('#found > li', { hasText: 'Expenditure' }).first();
    expect(await line.locator('.title').textContent()).toBe('Expenditure, Parks and Greenery Division, February 2026');
    expect(await line.locator('.title').getAttribute('lang')).toBeNull();
    expect(await line.locator('.excerpt').getAttribute('lang')).toBe('ko');
    await openFacets(page);
    expect(await page.locator('#facets').textContent()).not.toMatch(/\p{Script=Hangul}/u);
    expect(await audit(page)).toEqual([]);
    await line.locator('.title').click();
    expect(new URL(page.url()).pathname).toMatch(/^\/en\/records\//);
    await close(page);
  });

  test('a title is Korean', async () => {
    const page = await open('en/search.html?q=어린이공원');
    await done(page);
    expect(await page.locator('#found .title[lang=ko]').count()).toBeGreaterThan(1);
    await close(page);
  });
});

describe('for eyes, ears and narrow windows', () => {
  const STATES = [['results, narrowed and open', 'search.html?q=정비&type=document&type=budget&unit=haneul-parks'], ['many', 'search.html?q=질문'], ['nothing', 'search.html?q=질문+어린이공원&year=2026'], ['not asked', 'search.html']] as const;
  test.each(STATES)('%s: nothing to mend, in light, in dark and in forced colours', async (_, path) => {
    for (const options of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
      const page = await open(path, options);
      if (path.includes('?')) {
        await done(page);
        await openFacets(page).catch(() => undefined);
      }
      expect([options, await audit(page)]).toEqual([options, []]);
      await close(page);
    }
  });

  test.each(STATES)('%s: fits into 320 pixels, also with text twice as large', async (_, path) => {
    const page = await open(path, { viewport: { width: 320, height: 640 } });
    if (path.includes('?')) {
      await done(page);
      await openFacets(page).catch(() => undefined);
    }
    expect(await overflow(page)).toBe(0);
    await page.setViewportSize({ width: 640, height: 640 });
    await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
    expect(await overflow(page)).toBe(0);
    await close(page);
  });

  test.each(STATES.slice(0, 3))('%s: everything that is pressed is 24 pixels high, and shows the focus', async (_, path) => {
    const page = await open(path);
    await done(page);
    if (path.includes('정비')) await openFacets(page);
    const small = await page.locator('#results :is(a, button, summary, select, label:has(input))').evaluateAll((all) => all.filter((one) => (one as HTMLElement).offsetParent !== null && one.getBoundingClientRect().height < 24).map((one) => one.textContent));
    expect(small).toEqual([]);
    await page.getByLabel('찾을 말').focus();
    for (let key = 0; key < 12; key += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => [document.activeElement!.tagName, getComputedStyle(document.activeElement!).outlineStyle !== 'none'])).toEqual([expect.any(String), true]);
    }
    await close(page);
  });
});

describe('suggestions', () => {
  const field = (page: Page) => page.getByRole('combobox', { name: '찾을 말' });
  const offered = (page: Page): Promise<string[]> => page.getByRole('option').allTextContents();
  const state = (page: Page) => field(page).evaluate((input: HTMLInputElement) => ({
    value: input.value, isOpen: input.getAttribute('aria-expanded') === 'true', isShown: !document.getElementById('hints')!.hidden,
    active: document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.firstElementChild!.textContent ?? null,
  }));
  const type = async (page: Page, words: string): Promise<void> => {
    await field(page).pressSequentially(words);
    await page.getByRole('option').first().waitFor();
  };

  test('come with the first key, as one file, and search nothing', async () => {
    const page = await open('search.html');
    await type(page, '어린이');
    expect((await offered(page)).length).toBeLessThanOrEqual(8);
    expect(asked.filter((path) => path.includes('data/suggest'))).toEqual(['data/suggest.ko.json']);
    expect(bytesOf(['data/suggest.ko.json'])).toBeLessThan(30_000);
    expect(await said(page)).toEqual([]);
    expect(new URL(page.url()).search).toBe('');
    expect(faults).toEqual([]);
    await close(page);
  });

  test('by keys: down and up go round through the field, Escape closes, Enter searches what is chosen', async () => {
    const page = await open('search.html');
    await type(page, '공원녹');
    expect(await state(page)).toEqual({ value: '공원녹', isOpen: true, isShown: true, active: null });
    await page.keyboard.press('ArrowDown');
    expect((await state(page)).active).toBe('공원녹지과');
    await page.keyboard.press('ArrowDown');
    expect((await state(page)).active).toBe((await offered(page)).length === 1 ? null : expect.any(String));
    await page.keyboard.press('Escape');
    expect(await state(page)).toEqual({ value: '공원녹', isOpen: false, isShown: false, active: null });
    await page.keyboard.press('ArrowUp');
    expect((await state(page)).isOpen).toBe(true);
    await page.keyboard.press('ArrowLeft');
    expect((await state(page)).active).toBe(null);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await done(page)).toMatch(/^“공원녹지과” 검색 결과/);
    expect(await state(page)).toEqual({ value: '공원녹지과', isOpen: false, isShown: false, active: null });
    await close(page);
  });

  test('Enter without a choice searches what was typed', async () => {
    const page = await open('search.html');
    await type(page, '공원녹');
    await page.keyboard.press('Enter');
    await done(page);
    expect(parameters(page)).toEqual([['q', '공원녹']]);
    expect((await state(page)).isShown).toBe(false);
    await close(page);
  });

  test('a former name and an abbreviation search what they are now', async () => {
    const page = await open('search.html');
    await type(page, '푸른도');
    expect(await offered(page)).toEqual(['공원녹지과 옛 이름 푸른도시과']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await done(page)).toMatch(/^“공원녹지과” 검색 결과/);
    await field(page).fill('');
    await type(page, 'ㅇㅁㅊㅈㅂ');
    expect((await offered(page))[0]).toMatch(/^업무추진비 자료 종류, 자료 \d+건$/);
    await close(page);
  });

  test('by mouse: a press does not take the focus away, a click searches; leaving closes', async () => {
    const page = await open('search.html');
    await type(page, '공원녹');
    const option = page.getByRole('option').first();
    await option.hover();
    await page.mouse.down();
    expect(await page.evaluate(() => document.activeElement!.id)).toBe('q');
    await page.mouse.up();
    expect(await done(page)).toMatch(/^“공원녹지과” 검색 결과/);
    await field(page).press('Backspace');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Tab');
    expect((await state(page)).isShown).toBe(false);
    await close(page);
  });

  test('by touch, on a phone', async () => {
    const page = await open('search.html', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    await type(page, '공원녹');
    await page.getByRole('option').first().tap();
    expect(await done(page)).toMatch(/^“공원녹지과” 검색 결과/);
    await close(page);
  });

  test('a syllable that is being made keeps its keys: Enter ends it and searches nothing', async () => {
    const page = await open('search.html');
    await type(page, '공원녹');
    await page.keyboard.press('ArrowDown');
    await field(page).evaluate((input) => {
      for (const key of ['Enter', 'ArrowDown', 'Escape']) input.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }));
    });
    expect(await state(page)).toEqual({ value: '공원녹', isOpen: true, isShown: true, active: '공원녹지과' });
    expect(new URL(page.url()).search).toBe('');
    await close(page);
  });

  test('one quiet sentence when the fingers rest, none while they move', async () => {
    const page = await open('search.html');
    await field(page).focus();
    await type(page, '어린');
    const voice = page.locator('p.ear[role=status]');
    expect(await voice.textContent()).toBe('');
    await page.waitForFunction(() => document.querySelector('p.ear[role=status]')!.textContent !== '');
    expect(await voice.textContent()).toBe(`추천 낱말 ${(await offered(page)).length}개. 위아래 화살표 키로 고를 수 있습니다.`);
    await page.keyboard.press('Escape');
    expect(await voice.textContent()).toBe('');
    await close(page);
  });

  test.each([['light', { colorScheme: 'light' }], ['dark', { colorScheme: 'dark' }], ['forced colours', { forcedColors: 'active' }], ['320 pixels', { viewport: { width: 320, height: 640 } }]] as const)('open, in %s: nothing to mend, nothing clipped, each 24 pixels high', async (_, options) => {
    const page = await open('search.html', options);
    await type(page, '어린이');
    await page.keyboard.press('ArrowDown');
    expect(await audit(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(Math.min(...await page.getByRole('option').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height)))).toBeGreaterThanOrEqual(24);
    await close(page);
  });

  test('a list that comes after the search was begun does not lie over what is found', async () => {
    let came = (): void => undefined;
    const held = new Promise<void>((resolve) => { came = resolve; });
    const page = await open('search.html', {}, async (prepared) => { await prepared.route('**/suggest.ko.json', async (route) => { await held; await route.fulfill({ json: [['공원', 0, 3]] }); }); });
    await search(page, '공원');
    const answered = page.waitForResponse('**/suggest.ko.json');
    came();
    await answered;
    await page.waitForTimeout(100);
    expect(await page.getByRole('listbox').count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.getByRole('listbox').waitFor();
    await close(page);
  });

  test('without their file: the search works as before', async () => {
    const page = await open('search.html', {}, async (prepared) => { await prepared.route('**/suggest.*.json', (route) => route.abort()); });
    await search(page, '질문');
    expect(await page.locator('#status').textContent()).toContain('“질문” 검색 결과 120건');
    expect(await page.getByRole('option').count()).toBe(0);
    expect(faults).toEqual([]);
    await close(page);
  });

  test('where nothing was found, a name that is one letter away is offered', async () => {
    const page = await open('search.html?q=greenary', {}, async (prepared) => { await prepared.route('**/suggest.ko.json', (route) => route.fulfill({ json: [['greenery', 0, 3]] })); });
    expect(await done(page)).toBe('“greenary”에 맞는 자료가 없습니다.');
    await page.getByRole('link', { name: '“greenery” 찾기' }).click();
    await page.waitForFunction(() => location.search === '?q=greenery');
    await close(page);
  });
});

describe('nothing moves', () => {
  const WATCH = `window.shifts = []; new PerformanceObserver((list) => { for (const { value, hadRecentInput, sources } of list.getEntries()) window.shifts.push([value, hadRecentInput, sources.map(({ node }) => node && (node.id || node.nodeName))]); }).observe({ type: 'layout-shift', buffered: true });`;
  const shifts = (page: Page): Promise<unknown[]> => page.evaluate(() => (window as unknown as { shifts: [number, boolean, unknown][] }).shifts.filter(([, isOwn]) => !isOwn));

  test.each([['ko', 'search.html'], ['en', 'en/search.html'], ['ko, asked by the address', 'search.html?q=질문'], ['en, asked by the address', 'en/search.html?q=질문+방제'], ['nothing found', 'search.html?q=zqxwv']])('on load: %s', async (_, path) => {
    for (const viewport of [{ width: 360, height: 740 }, { width: 1280, height: 900 }]) {
      const page = await open(path, { viewport }, async (prepared) => {
        await prepared.addInitScript(WATCH);
        // The script comes after the page was painted, as it does on a slow link.
        await prepared.route('**/assets/search*.js', async (route) => {
          await new Promise((go) => setTimeout(go, 300));
          await route.continue();
        });
      });
      if (path.includes('?')) await done(page);
      else await page.waitForFunction(() => !document.querySelector('.finder button')!.hasAttribute('disabled'));
      await page.waitForTimeout(200);
      expect([viewport.width, await shifts(page)]).toEqual([viewport.width, []]);
      await close(page);
    }
  });

  test('when suggestions open', async () => {
    const page = await open('search.html', { viewport: { width: 360, height: 740 } }, async (prepared) => { await prepared.addInitScript(WATCH); });
    await page.getByLabel('찾을 말').pressSequentially('어린이');
    await page.getByRole('option').first().waitFor();
    expect(await page.evaluate(() => (window as unknown as { shifts: unknown[] }).shifts)).toEqual([]);
    await close(page);
  });
});

describe('by project', () => {
  test('chosen from a list by name, kept in the address, taken away by its name', async () => {
    const page = await open('search.html?q=어린이공원');
    await done(page);
    await openFacets(page);
    await page.getByLabel('사업').selectOption('PK-1');
    await page.getByRole('button', { name: '조건 적용' }).click();
    await page.waitForFunction(() => document.querySelectorAll('#conditions a').length === 1);
    expect(await done(page)).toMatch(/^“어린이공원” 검색 결과 \d건/);
    expect(parameters(page)).toEqual([['q', '어린이공원'], ['project', 'PK-1']]);
    expect(await page.locator('#conditions a').textContent()).toBe('어린이공원 정비 조건 빼기');
    expect(await titles(page)).toContain('2026년 어린이공원 정비 계획');
    await close(page);
  });
});

describe('an attached file', () => {
  test('it is said in which file the words stand; the name is Korean', async () => {
    const page = await open('en/search.html?q=성명+금액+둘째');
    await done(page);
    const line = page.locator('#found > li', { hasText: '본문 비공개 문서' });
    expect(await line.locator('p').first().textContent()).toBe('Found in the attachment “명단 [성명 가림·제6호].csv”.');
    expect(await line.locator('bdi').getAttribute('lang')).toBe('ko');
    await close(page);
  });
});

test('from the home page and from the page for what is not there', async () => {
  for (const path of ['index.html', 'nothing/at/all.html']) {
    const page = await open(path);
    await page.getByLabel('찾을 말').fill('어린이공원');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search.html?**');
    expect(await done(page)).toMatch(/^“어린이공원” 검색 결과 \d+건/);
    await close(page);
  }
});
