/** Checking a record in a real browser: from the record's page to the words, when all holds and when something was altered, without scripts, without a network and from a file. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serve, type Served } from '../../scripts/serve.ts';
import { audit, launchBrowser, overflow } from '../browser.ts';
import { suiteFolder } from '../folders.ts';
import { pathOf, RECORDS } from './fixture.ts';
import { noteKey } from './naive-log.ts';
import { ORIGIN, sealedPortal, type SealedPortal } from './sealed-portal.ts';

const FILE = pathOf(RECORDS.plan);
const RECORD = FILE.replace('.md', '.html');
let portal: SealedPortal;
let server: Served;
let browser: Browser;
let record: string;
let faults: string[] = [];
const folder = suiteFolder();

beforeAll(async () => {
  portal = await sealedPortal(folder);
  record = readFileSync(join(portal.out, FILE), 'utf8');
  server = await serve({ folder: portal.out, port: 0 });
  browser = await launchBrowser();
}, 180_000);
beforeEach(() => {
  faults = [];
  portal.write(FILE, record);
  portal.seal([portal.key]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function open(path: string, { options = {}, prepare = async () => {} }: { options?: Parameters<Browser['newContext']>[0]; prepare?: (context: BrowserContext) => Promise<void> } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...options });
  await prepare(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => { if (/Content Security|Trusted/i.test(message.text())) faults.push(message.text()); });
  await page.goto(path.startsWith('file:') ? path : `${server.address}/${path}`);
  return page;
}

/** Opens the disclosure on the record's page, follows its link and returns what the page says in the end. */
async function check(path = RECORD, given: Parameters<typeof open>[1] = {}): Promise<{ page: Page; headline: string; findings: string[] }> {
  const page = await open(path, given);
  await page.locator('#verify > summary').click();
  await page.locator('#verify a.go').click();
  return { page, ...await outcome(page) };
}

async function outcome(page: Page): Promise<{ headline: string; findings: string[] }> {
  await page.waitForFunction(() => !/^(?:확인하고 있습니다|Checking|확인이 시작되지|The check has not)/.test(document.getElementById('status')!.textContent!));
  return { headline: await page.locator('#status').innerText(), findings: await page.locator('#found li').allInnerTexts() };
}

describe('what is said', () => {
  test('all holds, in Korean and in English, and the page keeps to its policy', async () => {
    const { page, headline, findings } = await check();
    expect(headline).toBe('바뀌지 않았습니다. 확인한 것이 모두 맞습니다.');
    expect(findings).toEqual(['맞음. 자료의 파일이 기록장에 적힌 지문과 같습니다.', `맞음. 기록장 ${portal.entries.length}줄 가운데 0번에 이 줄이 그대로 있습니다.`, '맞음. 기록장의 서명이 이 쪽에 든 시의 키로 한 것입니다.']);
    expect(await page.locator('#record').getAttribute('href')).toBe(`${server.address}/${RECORD}`);
    const english = await check(`en/${RECORD}`);
    expect(english.headline).toBe('Unchanged. Everything that was checked is right.');
    expect(await english.page.locator('#record').getAttribute('href')).toBe(`${server.address}/en/${RECORD}`);
    expect(faults).toEqual([]);
  });

  test('a withdrawn record: its withdrawal stands in the log', async () => {
    const { headline, findings } = await check(pathOf(RECORDS.gone).replace('.md', '.html'));
    expect([headline, findings[0]]).toEqual(['바뀌지 않았습니다. 확인한 것이 모두 맞습니다.', '맞음. 이 줄은 자료의 공개를 거두었다는 줄입니다. 견줄 지문은 없습니다.']);
  });

  test.each<[string, () => void, RegExp]>([
    ['the record was altered', () => portal.write(FILE, `${record} `), /틀림\. 자료의 파일이 이 줄에 적힌 지문과 다릅니다\./],
    ['the record is gone', () => rmSync(join(portal.out, FILE)), /틀림\. 자료의 파일이 없습니다\./],
    ['the checkpoint was forged', () => portal.seal([noteKey(ORIGIN)]), /틀림\. 기록장에 시의 키로 한 서명이 없습니다\./],
    ['the checkpoint was altered', () => portal.write('log/checkpoint', readFileSync(join(portal.out, 'log/checkpoint'), 'utf8').replace(/\n(?=\n)/, '\nx\n')), /틀림\. 기록장의 서명이 틀립니다\./],
  ])('%s', async (_, change, words) => {
    change();
    const { headline, findings } = await check();
    expect(headline).toBe('맞지 않는 것이 있습니다.');
    expect(findings.filter((line) => line.startsWith('틀림.'))).toEqual([expect.stringMatching(words)]);
  });

  test('the entry was altered in the page', async () => {
    const page = await open(RECORD);
    await page.locator('#verify a.go').evaluate((link: HTMLAnchorElement) => { link.href = link.href.replace('approved', 'restored'); });
    await page.locator('#verify > summary').click();
    await page.locator('#verify a.go').click();
    const { headline, findings } = await outcome(page);
    expect([headline, findings[1]]).toEqual(['맞지 않는 것이 있습니다.', '틀림. 기록장의 0번에 이 줄이 없습니다. 이 줄이 바뀌었거나 기록장이 다시 쓰였습니다.']);
    expect(await page.locator('#proof').isVisible()).toBe(false);
  });

  test('no log there: the file was checked, the rest was not', async () => {
    rmSync(join(portal.out, 'log'), { recursive: true });
    const { headline, findings } = await check();
    expect(headline).toBe('틀린 것은 없지만 확인하지 못한 것이 있습니다.');
    expect(findings).toEqual(['맞음. 자료의 파일이 기록장에 적힌 지문과 같습니다.', '확인 못 함. 여기에는 서명된 기록장이 없습니다. 자료의 파일만 확인했습니다.']);
  });

  test('a browser without Ed25519 goes on with the hashes', async () => {
    const prepare = async (context: BrowserContext): Promise<void> => void await context.addInitScript(() => { crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError')); });
    const { headline, findings } = await check(RECORD, { prepare });
    expect([headline, findings[2]]).toEqual(['틀린 것은 없지만 확인하지 못한 것이 있습니다.', '확인 못 함. 이 브라우저는 서명(Ed25519)을 확인하지 못합니다. 지문은 확인했습니다.']);
  });

  test('a browser without WebCrypto', async () => {
    const prepare = async (context: BrowserContext): Promise<void> => void await context.addInitScript(() => { Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined }); });
    expect((await check(RECORD, { prepare })).headline).toBe('이 브라우저는 여기서 확인할 수 없습니다. 주소가 https로 시작하는지 보거나 다른 브라우저를 쓰세요.');
  });

  test('the network is gone, and comes back', async () => {
    const { page } = await check();
    await page.context().setOffline(true);
    await page.locator('#again').click();
    expect((await outcome(page)).headline).toBe('인터넷에 연결되어 있지 않아 확인하지 못했습니다.');
    await page.context().setOffline(false);
    await page.locator('#again').click();
    expect((await outcome(page)).headline).toBe('바뀌지 않았습니다. 확인한 것이 모두 맞습니다.');
  });

  test.each([['', '확인할 자료가 없습니다.'], ['#x', '주소에 든 기록장 줄을 읽을 수 없습니다.'], ['#%E0', '확인할 자료가 없습니다.'], ['#<img src=x onerror=alert(1)>', '주소에 든 기록장 줄을 읽을 수 없습니다.']])('the address ends in %j', async (hash, words) => {
    const page = await open(`verify.html${hash}`);
    expect((await outcome(page)).headline).toContain(words);
    expect(await page.locator('main img').count()).toBe(0);
    expect(faults).toEqual([]);
  });
});

describe('without', () => {
  test('scripts: the record has the entry and the commands, and the checking page says what to do', async () => {
    const page = await open(RECORD, { options: { javaScriptEnabled: false } });
    await page.locator('#verify > summary').click();
    expect(await page.locator('#verify code').allInnerTexts()).toEqual([portal.entries[0], JSON.parse(portal.entries[0]!).sha256, `sha256sum ${RECORDS.plan.id}.md`, `npm run verify -- https://open.haneul.example --record ${RECORDS.plan.id}`]);
    await page.locator('#verify a.go').click();
    expect(await page.locator('noscript').innerText()).toContain('여기서 확인하려면 자바스크립트가 필요합니다.');
    expect(await page.locator('#status').isVisible()).toBe(false);
  });

  test('a server: the record is read from the file, and the checking page says why it does not check', async () => {
    const page = await open(pathToFileURL(join(portal.out, RECORD)).href);
    await page.locator('#verify > summary').click();
    await page.locator('#verify a.go').click();
    await page.waitForTimeout(2_500);
    expect(await page.locator('#status').innerText()).toContain('내려받은 사본을 파일로 열면 브라우저가 확인을 막습니다.');
    expect(await page.locator('h1').innerText()).toBe('자료가 바뀌지 않았는지 확인');
  });
});

test('the proof is handed out as a file', async () => {
  const { page } = await check();
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('#proof').click()]);
  expect(download.suggestedFilename()).toBe('0.tlog-proof');
  const text = readFileSync(await download.path(), 'utf8');
  expect(text).toMatch(/^c2sp\.org\/tlog-proof@v1\nextra [\w+/]+=*\nindex 0\n(?:[\w+/]{43}=\n){8}\nopen\.haneul\.example\/log\n140\n/);
  expect(text.endsWith(readFileSync(join(portal.out, 'log/checkpoint'), 'utf8'))).toBe(true);
});

test('what is fetched: nothing before the check, and then the script, the record, the head and the tiles', async () => {
  const asked: string[] = [];
  const page = await open(RECORD);
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.slice(1)));
  await page.locator('#verify > summary').click();
  expect(asked.filter((path) => !path.endsWith('.svg'))).toEqual([]);
  await page.locator('#verify a.go').click();
  await outcome(page);
  expect(asked.filter((path) => !path.endsWith('.svg')).sort()).toEqual(['assets/verify.js', 'log/checkpoint', 'log/tile/0/000.p/140', FILE, 'verify.html'].sort());
});

test.each([['ko', 'light', 360], ['en', 'dark', 1280]] as const)('%s, %s, %i px: no rule of accessibility is broken, nothing is cut off, and the outcome is announced', async (language, colorScheme, width) => {
  const { page } = await check(language === 'ko' ? RECORD : `en/${RECORD}`, { options: { colorScheme, viewport: { width, height: 800 } } });
  expect([await audit(page), await overflow(page)]).toEqual([[], 0]);
  expect(await page.locator('[role=status] #status, [role=status] #found').count()).toBe(2);
  await page.goBack();
  await page.locator('#verify').evaluate((details: HTMLDetailsElement) => { details.open = true; });
  expect([await audit(page), await overflow(page)]).toEqual([[], 0]);
  for (const path of ['mirror.html', 'keys.html']) {
    await page.goto(`${server.address}/${path}`);
    expect([path, await audit(page), await overflow(page)]).toEqual([path, [], 0]);
  }
});
