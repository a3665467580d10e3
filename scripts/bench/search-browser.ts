/** Search browser: types queries into the search page of a built portal and reads what it finds. */
import type { Browser } from 'playwright-core';
import { startBrowser } from './paint.ts';
import type { BenchQuery } from './search-score.ts';
import { serveSlowly, type SlowServer } from './slow-link.ts';
import { showProgress } from '../progress.ts';

/** What one query brought. */
export interface Answered {
  /** Passages of the first ten links. */
  ids: string[];
  /** Pieces of the index that were fetched for it, and their number. */
  indexBytes: number;
  indexRequests: number;
  /** Everything from the page to the last of the ten results. */
  allBytes: number;
  ms: number;
}

/** A browser at a time for each core of a small machine. */
const AT_ONCE = 2;

/** Asks every query of a browser that has nothing yet. `ids` are the passages by the id of their record. */
export async function foundBy(folder: string, queries: readonly BenchQuery[], ids: ReadonlyMap<string, string>): Promise<{ query: BenchQuery; answered: Answered }[]> {
  const browser = await startBrowser();
  const servers = await Promise.all(Array.from({ length: AT_ONCE }, () => serveSlowly(folder, null)));
  const left = [...queries.entries()];
  const found: { query: BenchQuery; answered: Answered }[] = [];
  try {
    await Promise.all(servers.map(async (server) => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [at, query] = next;
        found[at] = { query, answered: await ask(browser, server, query.text, ids) };
        showProgress({ stage: 'queries', done: queries.length - left.length, total: queries.length, note: 'asked' });
      }
    }));
  } finally {
    left.length = 0;
    await browser.close();
    await Promise.all(servers.map((server) => server.close()));
  }
  return found;
}

async function ask(browser: Browser, server: SlowServer, text: string, ids: ReadonlyMap<string, string>): Promise<Answered> {
  const context = await browser.newContext();
  try {
    server.asked.length = 0;
    const page = await context.newPage();
    await page.goto(`${server.address}/search.html`);
    await page.locator('#q').fill(text);
    const start = performance.now();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.getElementById('working')!.hidden && document.getElementById('status')!.textContent !== '', undefined, { timeout: 60_000 });
    const ms = performance.now() - start;
    const links = await page.locator('#found a.title').evaluateAll((made) => made.slice(0, 10).map((link) => (link as HTMLAnchorElement).href));
    const asked = server.asked.filter(({ path }) => !path.endsWith('icon.svg') && path !== 'favicon.ico');
    const pieces = asked.filter(({ path }) => path.endsWith('.pf_index'));
    return {
      ids: links.map((link) => ids.get(link.split('/').at(-1)!.replace('.html', '')) ?? ''), ms,
      indexBytes: sum(pieces), indexRequests: pieces.length, allBytes: sum(asked),
    };
  } finally {
    await context.close();
  }
}

function sum(asked: readonly { bytes: number }[]): number {
  return asked.reduce((total, { bytes }) => total + bytes, 0);
}
