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
    await page.context().close();
  });

  test('the first key brings the search, but no piece of the index', async () => {
    const page = await open('search.html');
    await page.getByLabel('찾을 말').pressSequentially('질');
    await page.waitForResponse('**/pagefind/*.pf_meta').catch(() => undefined);
    await page.waitForLoadState('networkidle');
    expect(asked).toContain('assets/search-worker.js');
    expect(asked.filter((path) => /\/(?:index|filter|fragment)\//.test(path))).toEqual([]);
    expect(await page.getByLabel('찾을 말').inputValue()).toBe('질');
    await page.context().close();
  });

  test('a first query and a next one: no conditions, no second copy of the engine, ten results each', async () => {
    const page = await open('search.html');
    await search(page, '질문');
    const first = [...new Set(asked)];
    expect(first.filter((path) => /\/filter\/|pagefind-worker|search-units/.test(path))).toEqual([]);
    expect(first.filter((path) => path.includes('/fragment/'))).toHaveLength(10);
    expect(bytesOf(first.filter((path) => path !== 'assets/icon.svg'))).toBeLessThan(100_000);
    asked = [];
    await search(page, '어린이공원');
    expect(asked.filter((path) => !/\/(?:index|fragment)\/|icon/.test(path))).toEqual([]);
    expect(bytesOf(asked)).toBeLessThan(10_000);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('conditions come when they are opened', async () => {
    const page = await open('search.html?q=질문');
    await done(page);
    asked = [];
    await openFacets(page);
    expect(asked.filter((path) => path.includes('/filter/')).length).toBeGreaterThan(0);
    expect(asked.filter((path) => !/\/filter\/|icon/.test(path))).toEqual(['data/search-units.ko.json']);
    await page.context().close();
  });
});

describe('what is said', () => {
  test('one thing for each search', async () => {
    const page = await open('search.html');
    await search(page, '질문');
    await search(page, '어린이공원');
    expect(await said(page)).toEqual(['“질문” 검색 결과 120건. 관련도순으로 10건씩 보입니다.', expect.stringMatching(/^“어린이공원” 검색 결과 [2-9]건$/)]);
    expect(await page.title()).toMatch(/^어린이공원 – /);
    await page.context().close();
  });

  test('nothing while somebody types', async () => {
    const page = await open('search.html');
    await page.getByLabel('찾을 말').pressSequentially('어린이공원', { delay: 30 });
    await page.waitForTimeout(300);
    expect(await said(page)).toEqual([]);
    expect(await page.locator('#results').isHidden()).toBe(true);
    await page.context().close();
  });

  test.each([
    ['nothing found', 'zqxwv', '“zqxwv”에 맞는 자료가 없습니다.'],
    ['HTML is words', '<img src=x onerror=alert(1)>', '“<img src=x onerror=alert(1)>”에 맞는 자료가 없습니다.'],
    ['expressions are words', '(zqxwv+)*$', '“(zqxwv+)*$”에 맞는 자료가 없습니다.'],
    ['a word that no record has', '질문 zqxwv', '“질문 zqxwv” 검색 결과 120건. 관련도순으로 10건씩 보입니다. 어느 자료에도 없는 말은 빼고 찾았습니다: zqxwv'],
    ['only signs', '.*', '“.*”에는 찾을 글자나 숫자가 없습니다.'],
    ['an emoji', '🌳', '“🌳”에는 찾을 글자나 숫자가 없습니다.'],
    ['control characters alone', '\u0001\u0002', '찾을 말을 넣어 주세요.'],
    ['nothing', '', '찾을 말을 넣어 주세요.'],
    ['ten thousand characters', '가'.repeat(10_000), `“${'가'.repeat(60)}…”에 맞는 자료가 없습니다. 찾을 말이 길어 앞부분만 찾았습니다.`],
    ['more words than are searched', `${'질문 '.repeat(12)}`, '“질문 질문 질문 질문 질문 질문 질문 질문 질문 질문” 검색 결과 120건. 관련도순으로 10건씩 보입니다. 찾을 말이 길어 앞부분만 찾았습니다.'],
  ])('%s', async (_, query, words) => {
    const page = await open('search.html');
    expect(await search(page, query)).toBe(words);
    expect(page.url().length).toBeLessThan(4_000);
    expect(await page.locator('#found > li').count()).toBe(words.includes('결과') ? 10 : 0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('an address without a question is not answered', async () => {
    const page = await open('search.html?colour=red');
    await page.waitForFunction(() => document.getElementById('working')!.hidden);
    expect(await said(page)).toEqual([]);
    await page.context().close();
  });

  test('words of a record never become elements, and the title is not said twice', async () => {
    const page = await open('search.html?q=제목');
    await done(page);
    const line = page.locator('#found > li', { hasText: 'alert' });
    expect(await line.locator('script, img, iframe').count()).toBe(0);
    expect(await line.locator('.title').textContent()).toBe('<script>alert("제목")</script> & [성명 가림·제6호]');
    expect(await line.locator('.title b').textContent()).toBe('제목');
    expect(await line.locator('.excerpt').textContent()).not.toContain('alert("제목")');
    await page.context().close();
  });

  test('where nothing is found, every word is offered alone, without the conditions, and the lists', async () => {
    const page = await open('search.html?q=질문+어린이공원&type=minutes');
    expect(await done(page)).toBe('“질문 어린이공원”에 맞는 자료가 없습니다. 조건 1개로 좁혔습니다.');
    expect(await page.locator('#nothing li').allTextContents()).toEqual(['조건 모두 빼기', '“질문”만 찾기', '“어린이공원”만 찾기', '낱말을 줄이거나 다른 말로 찾아보세요.', '목록으로 찾기']);
    await page.getByRole('link', { name: '목록으로 찾기' }).click();
    expect(await page.locator('#nothing li').count()).toBe(5);
    await page.getByRole('link', { name: '조건 모두 빼기' }).last().click();
    await page.getByRole('link', { name: '“질문”만 찾기' }).click();
    await page.waitForFunction(() => document.querySelectorAll('#found > li').length === 10);
    expect(parameters(page)).toEqual([['q', '질문']]);
    expect(await focused(page)).toBe('검색 결과');
    await page.context().close();
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
    await page.context().close();
  });

  test('the counts of a set condition say what its other codes would bring', async () => {
    const page = await open('search.html?q=정비&type=budget');
    await done(page);
    await openFacets(page);
    const types = await page.getByRole('group', { name: '자료 종류' }).locator('label').allTextContents();
    expect(types.map((words) => words.trim())).toEqual(expect.arrayContaining([expect.stringMatching(/^결재문서 \([1-9]\d*건\)$/), '예산 (1건)']));
    const years = await page.getByRole('group', { name: '연도' }).locator('label').allTextContents();
    expect(years.map((words) => words.trim())).toEqual(['2026년 (1건)']);
    await page.context().close();
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
    await page.context().close();
  });

  test('conditions alone are a search; codes of nobody find nothing', async () => {
    const page = await open('search.html?disclosure=partial&type=document');
    expect(await done(page)).toMatch(/^조건에 맞는 자료 3건$/);
    await page.goto(`${address}search.html?q=질문&unit=nobody&type=constructor`);
    expect(await done(page)).toBe('“질문”에 맞는 자료가 없습니다. 조건 2개로 좁혔습니다.');
    expect(await page.locator('#conditions a').first().textContent()).toBe('constructor 조건 빼기');
    await page.context().close();
  });

  test('a new search keeps the conditions', async () => {
    const page = await open('search.html?q=공원&year=2026');
    await done(page);
    await search(page, '질문');
    expect(parameters(page)).toEqual([['q', '질문'], ['year', '2026']]);
    await page.context().close();
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
    await page.context().close();
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
    await page.context().close();
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
    await page.context().close();
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
    await page.context().close();
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
    await page.context().close();
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
    await page.context().close();
  });

  test.each([['cut off', '**/index/*.pf_index'], ['cut off', '**/*.pf_meta']])('a file that is %s: %s', async (_, pattern) => {
    const page = await open('search.html?q=질문', {}, async (context) => {
      await context.route(pattern, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: (await answer.body()).subarray(0, 200) });
      });
    });
    expect(await done(page)).toBe('검색 색인을 다 받지 못했습니다. 다시 찾거나, 아래 목록을 이용하세요.');
    await page.context().close();
  });

  test('one of the results: the others stay, and it is said', async () => {
    let left = 3;
    const page = await open('search.html?q=질문', {}, async (context) => {
      await context.route('**/fragment/**', (route) => (left-- > 0 ? route.continue() : route.abort()));
    });
    expect(await done(page)).toMatch(/^“질문” 검색 결과 120건\..* 일부는 불러오지 못했습니다\. 다시 찾아 주세요\.$/);
    await page.context().close();
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
    await page.context().close();
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
    await page.context().close();
  });

  test('the connection, between two searches', async () => {
    const page = await open('search.html?q=질문');
    await done(page);
    await page.context().setOffline(true);
    expect(await search(page, '어린이공원')).toBe('인터넷에 연결되어 있지 않습니다. 연결한 뒤 다시 찾아 주세요.');
    await page.context().setOffline(false);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('status')!.textContent!.startsWith('“어린이공원” 검색 결과'));
    await page.context().close();
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
    await page.context().close();
  });

  test('its script: the page does not look like one that searches', async () => {
    const page = await open('search.html?q=질문', {}, without('**/assets/search.js'));
    expect(await page.locator('#status').textContent()).toBe('검색 기능이 아직 켜지지 않았습니다. 켜지지 않으면 아래 목록에서 찾아보세요.');
    expect(await page.getByRole('button', { name: '찾기' }).isDisabled()).toBe(true);
    expect(await page.getByRole('link', { name: '부서' }).count()).toBeGreaterThan(0);
    await page.context().close();
  });

  test('JavaScript: said once, with the lists', async () => {
    const page = await open('search.html?q=질문', { javaScriptEnabled: false });
    expect(await page.locator('noscript').textContent()).toContain('검색에는 자바스크립트가 필요합니다.');
    expect(await page.locator('#status').isHidden()).toBe(true);
    expect(await page.getByRole('button', { name: '찾기' }).isDisabled()).toBe(true);
    await page.context().close();
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
    await page.context().close();
  });

  test('a title is Korean', async () => {
    const page = await open('en/search.html?q=어린이공원');
    await done(page);
    expect(await page.locator('#found .title[lang=ko]').count()).toBeGreaterThan(1);
    await page.context().close();
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
      await page.context().close();
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
    await page.context().close();
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
    await page.context().close();
  });
});

test('from the home page and from the page for what is not there', async () => {
  for (const path of ['index.html', 'nothing/at/all.html']) {
    const page = await open(path);
    await page.getByLabel('찾을 말').fill('어린이공원');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search.html?**');
    expect(await done(page)).toMatch(/^“어린이공원” 검색 결과 [2-9]건$/);
    await page.context().close();
  }
});
