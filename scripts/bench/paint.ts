/** Paint: when the largest thing of a page is drawn over a slow line, how much moves meanwhile, and what a search costs. */
import { chromium, type Browser } from 'playwright-core';
import { BROWSER_ARGUMENTS, findBrowser } from '../browser.ts';
import { PAINT_MS, QUERY_BYTES, sortOf } from './budgets.ts';
import type { PageFile } from './sample-pages.ts';
import { CAPPED, serveSlowly, type SlowServer } from './slow-link.ts';

/** A page as a phone sees it come. */
export interface Painted { page: PageFile; largestMs: number; shift: number; requests: number; bytes: number }

/** Visits of a page that has a budget; the others are visited once. */
const RUNS = 3;
const PHONE = { viewport: { width: 360, height: 780 }, deviceScaleFactor: 2, isMobile: true };

/** Starts the browser that measures; the caller closes it. */
export async function startBrowser(): Promise<Browser> {
  const { executable, environment } = await findBrowser(process.env);
  return await chromium.launch({ executablePath: executable, headless: true, env: environment, args: BROWSER_ARGUMENTS });
}

/** Returns each page as it is drawn over the capped line, the median of its visits by a browser that knows nothing yet. */
export async function paint(browser: Browser, folder: string, pages: readonly PageFile[]): Promise<Painted[]> {
  const server = await serveSlowly(folder, CAPPED);
  const painted: Painted[] = [];
  for (const page of pages) {
    const runs: Painted[] = [];
    const count = PAINT_MS[sortOf(page.kind)] === undefined ? 1 : RUNS;
    for (let run = 0; run < count; run += 1) runs.push(await visit(browser, server, page));
    painted.push(runs.sort((a, b) => a.largestMs - b.largestMs)[Math.floor(count / 2)]!);
  }
  await server.close();
  return painted;
}

async function visit(browser: Browser, server: SlowServer, page: PageFile): Promise<Painted> {
  const context = await browser.newContext(PHONE);
  const opened = await context.newPage();
  const before = server.asked.length;
  await opened.goto(`${server.address}/${page.path}`, { waitUntil: 'load' });
  await opened.waitForTimeout(200);
  const seen = await opened.evaluate(() => new Promise<{ largestMs: number; shift: number }>((done) => {
    const result = { largestMs: 0, shift: 0 };
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) result.largestMs = Math.max(result.largestMs, entry.startTime); }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) result.shift += (entry as PerformanceEntry & { value: number }).value; }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(result), 50);
  }));
  const asked = server.asked.slice(before).filter(({ path }) => !path.endsWith('icon.svg') && path !== 'favicon.ico');
  await context.close();
  return { page, ...seen, requests: asked.length, bytes: asked.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Returns the lines of the report, each a ratio to its budget where it has one. */
export function paintLines(painted: readonly Painted[]): string[] {
  return [`largest paint over ${CAPPED.name}, median of ${RUNS} visits where there is a budget:`, ...painted.map(({ page, largestMs, shift, requests }) => {
    const most = PAINT_MS[sortOf(page.kind)];
    const ratio = most === undefined ? '' : ` = ${(largestMs / most).toFixed(2)} of ${most} ms${largestMs > most ? '  OVER' : ''}`;
    return `  ${page.kind.padEnd(18)} ${largestMs.toFixed(0).padStart(5)} ms${ratio}, moved by ${shift.toFixed(3)}, ${requests} request${requests === 1 ? '' : 's'}  ${page.path}`;
  })];
}

/** What a search costs: the page before typing, everything until the first results, and the next query. */
export interface Searched { pageBytes: number; firstBytes: number; nextBytes: number; firstMs: number; nextMs: number }

/** Returns what two searches, one after the other, cost over the capped line; `null` if the portal has no search index. */
export async function search(browser: Browser, folder: string, queries: readonly [string, string]): Promise<Searched> {
  const server = await serveSlowly(folder, CAPPED);
  try {
    return await searchOn(browser, server, queries);
  } finally {
    await server.close();
  }
}

async function searchOn(browser: Browser, server: SlowServer, queries: readonly [string, string]): Promise<Searched> {
  const context = await browser.newContext(PHONE);
  const opened = await context.newPage();
  await opened.goto(`${server.address}/search.html`, { waitUntil: 'load' });
  const sum = (): number => server.asked.filter(({ path }) => !path.endsWith('icon.svg') && path !== 'favicon.ico').reduce((total, { bytes }) => total + bytes, 0);
  const pageBytes = server.asked.filter(({ path }) => path === 'search.html').reduce((total, { bytes }) => total + bytes, 0);
  const ask = async (query: string): Promise<number> => {
    const start = performance.now();
    await opened.locator('#q').fill(query);
    await opened.keyboard.press('Enter');
    await opened.waitForFunction((words) => document.getElementById('status')?.textContent?.includes(words) === true && /\d/.test(document.getElementById('status')!.textContent!), query, { timeout: 60_000 });
    return performance.now() - start;
  };
  const firstMs = await ask(queries[0]);
  await opened.waitForTimeout(1_000);
  const firstBytes = sum();
  const nextMs = await ask(queries[1]);
  await opened.waitForTimeout(1_000);
  const nextBytes = sum() - firstBytes;
  await context.close();
  return { pageBytes, firstBytes, nextBytes, firstMs, nextMs };
}

/** Returns the lines of the report on a search. */
export function searchLines({ pageBytes, firstBytes, nextBytes, firstMs, nextMs }: Searched): string[] {
  return [
    `search over ${CAPPED.name}:`,
    `  page before typing ${pageBytes} B`,
    `  first query ${firstBytes} B = ${(firstBytes / QUERY_BYTES.first).toFixed(2)} of ${QUERY_BYTES.first} B, answered after ${(firstMs / 1_000).toFixed(1)} s`,
    `  next query ${nextBytes} B = ${(nextBytes / QUERY_BYTES.next).toFixed(2)} of ${QUERY_BYTES.next} B, answered after ${(nextMs / 1_000).toFixed(1)} s`,
  ];
}
