/**
 * Nothing that a record or a clerk can write ever acts. A portal full of payloads is
 * opened in a real browser, once as it is and once with its policy taken away, so that
 * the cleaning is shown to hold by itself; then the payloads are searched for.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../scripts/build.ts';
import { serve, type Served } from '../../scripts/serve.ts';
import { mediaTypeOf } from '../../src/site/security/media-types.ts';
import { withMasks } from '../../src/site/view/masks.ts';
import { renderMarkdown, renderPlain } from '../../src/site/view/render-text.ts';
import { launchBrowser } from '../browser.ts';
import { pagesIn } from './built.ts';
import { writeHostileSite, type HostileSite } from './xss/hostile-site.ts';
import { generatedPayloads, LISTED_PAYLOADS } from './xss/payloads.ts';
import { ACTS, visit, watch } from './xss/tripwire.ts';

const TABS = 3;
const folder = mkdtempSync(join(tmpdir(), 'glasshall-xss-'));
const out = join(folder, 'dist');
let site: HostileSite;
let pages: string[];
let browser: Browser;
let guarded: Served;
let bare: { server: Server; origin: string };

beforeAll(async () => {
  site = writeHostileSite(join(folder, 'content'));
  // Payloads are full of mail addresses and broken pictures, which the second check refuses; here the pages themselves are judged.
  await build({ content: join(folder, 'content'), cache: join(folder, 'cache'), out, report: () => {}, check: async () => {} });
  pages = pagesIn(out);
  guarded = await serve({ folder: out, port: 0 });
  bare = await serveBare(out);
  browser = await launchBrowser();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await guarded?.close();
  bare?.server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The worst host: it sends no policy, and the one in the page is cut out. `control` is a page of raw payloads. */
async function serveBare(root: string): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://localhost').pathname).slice(1);
    if (path.startsWith('control/')) return void response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(controlPage(Number(path.slice('control/'.length))));
    const file = join(root, path);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return void response.writeHead(404).end();
    const type = mediaTypeOf(path);
    const body = readFileSync(file);
    response.writeHead(200, { 'Content-Type': type }).end(type.startsWith('text/html') ? body.toString('utf8').replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '') : body);
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return { server, origin: `http://localhost:${(server.address() as AddressInfo).port}` };
}

function controlPage(n: number): string {
  return `<!doctype html><html lang="ko"><head><title>x</title></head><body><main><h1>x</h1><div>${LISTED_PAYLOADS[n]}</div></main></body></html>`;
}

/** Visits all paths in a few tabs and returns what was found, by path. */
async function visitAll(origin: string, paths: readonly string[]): Promise<[string, string[]][]> {
  const found: [string, string[]][] = [];
  const left = [...paths];
  const go = async (): Promise<void> => {
    const watched = await watch(browser, origin);
    for (let path = left.pop(); path !== undefined; path = left.pop()) {
      const acts = await visit(watched, `${origin}/${path}`);
      if (acts.length > 0) found.push([path, [...new Set(acts)]]);
    }
    await watched.close();
  };
  await Promise.all(Array.from({ length: TABS }, go));
  return found;
}

test('the payloads are many, and all of them are in the portal', () => {
  expect(LISTED_PAYLOADS.length).toBeGreaterThanOrEqual(400);
  expect(generatedPayloads().length).toBeGreaterThanOrEqual(10_000);
  expect(site.placed).toBeGreaterThanOrEqual(40_000);
  expect(pages.length).toBeGreaterThan(1_500);
  const first = readFileSync(join(out, `${site.pages[0]}.html`), 'utf8');
  expect(first).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

describe('the tripwire itself', () => {
  test('raw payloads trip it, and the judge sees them', async () => {
    const watched = await watch(browser, bare.origin);
    const sample = LISTED_PAYLOADS.flatMap((_, n) => (n % 4 === 0 ? [n] : []));
    let tripped = 0;
    let judged = 0;
    for (const n of sample) {
      const acts = await visit(watched, `${bare.origin}/control/${n}`).catch(() => ['left the page']);
      if (acts.some((act) => ACTS.has(act))) tripped += 1;
      if (acts.some((act) => act.startsWith('<') || act.startsWith('not one') || ACTS.has(act))) judged += 1;
    }
    await watched.close();
    console.log(`of ${sample.length} raw payloads ${tripped} acted by themselves and ${judged} were found`);
    expect(tripped).toBeGreaterThan(sample.length * 0.3);
    expect(judged).toBeGreaterThan(sample.length * 0.6);
  }, 120_000);
});

describe('in a real browser', () => {
  test('without any policy: nothing acts on any page of a record, and nothing is there that could', async () => {
    const paths = pages.filter((path) => !path.startsWith('en/') && !path.endsWith('404.html'));
    expect(await visitAll(bare.origin, paths)).toEqual([]);
    console.log(`${paths.length} pages without a policy, ${site.placed} payloads in the portal`);
  }, 600_000);

  test('with the policy: nothing acts, and the policy has nothing to refuse', async () => {
    const paths = pages.filter((path, at) => at % 24 === 0 || !/^(?:en\/)?(?:records|classes)\//.test(path));
    expect(await visitAll(guarded.address, paths)).toEqual([]);
    console.log(`${paths.length} pages with their policy`);
  }, 600_000);

  test.each([['without a policy', () => bare.origin], ['with it', () => guarded.address]])('searching, %s: words of payloads, and payloads as the query', async (_, origin) => {
    const watched = await watch(browser, origin());
    const queries = ['alert', 'script', 'onerror', 'img', 'svg', 'javascript', 'mark', 'iframe', ...LISTED_PAYLOADS.filter((__, n) => n % 30 === 0)];
    let results = 0;
    for (const query of queries) {
      const address = `${origin()}/search.html?q=${encodeURIComponent(query)}`;
      const acts = await visit(watched, new URL(address).href);
      await watched.page.waitForFunction(() => /결과|없습니다|넣어/.test(document.getElementById('status')!.textContent!) || new URLSearchParams(location.search).get('q')!.trim() === '');
      const shown = await watched.page.locator('#found > li').count();
      results += shown;
      expect([query, acts]).toEqual([query, []]);
      expect(await watched.page.locator('#found :not(li, a, p, mark, span, time)').count()).toBe(0);
      expect(watched.seen).toEqual([]);
    }
    expect(results).toBeGreaterThan(100);
    await watched.close();
  }, 300_000);

  test.each(['record.md', 'ledger.json', 'register.jsonl'])('the data itself, opened as a page: %s', async (kind) => {
    const { pages: [first, ...others] } = site;
    const path = kind === 'record.md' ? `${first}.md` : kind === 'ledger.json' ? `${others.at(-1)}.json` : 'register/2026/03.jsonl';
    const watched = await watch(browser, guarded.address);
    await watched.page.goto(`${guarded.address}/${path}`).catch(() => undefined); // What a browser does not show it saves.
    expect(watched.seen.filter((what) => what !== 'a download')).toEqual([]);
    await watched.close();
  });
});

describe('each payload by itself', () => {
  const acting = /^(?:script|style|iframe|frame|object|embed|applet|form|input|button|select|textarea|base|meta|link|img|image|video|audio|source|track|svg|math|template|portal|marquee|details|dialog)$/;

  /** What a browser's parser makes of the HTML and could act. */
  function acts(html: string): string[] {
    const found: string[] = [];
    const look = (node: Tree.Node): void => {
      if ('tagName' in node) {
        if (acting.test(node.tagName)) found.push(node.tagName);
        for (const { name, value } of node.attrs) {
          if (/^on|^style$|^srcdoc$|^(?:form)?action$|^src/.test(name)) found.push(`${node.tagName} ${name}`);
          if (name === 'href' && !/^(?:https?:\/\/|mailto:[^?&,]+$|tel:[\d+().-]+$|#)/.test(value)) found.push(`${node.tagName} ${name}`);
        }
      }
      if ('childNodes' in node) for (const child of node.childNodes) look(child);
    };
    look((parse(`<!doctype html><html><head></head><body>${html}</body></html>`).childNodes[1] as Tree.Element).childNodes[1]!);
    return found;
  }

  test('the check sees what acts', () => {
    expect(acts('<a href="javascript:x">a</a><p onclick=x>b<svg>')).toEqual(['a href', 'p onclick', 'svg']);
    expect(LISTED_PAYLOADS.filter((payload) => acts(payload).length > 0).length).toBeGreaterThan(LISTED_PAYLOADS.length * 0.5);
  });

  test.each([
    ['as Markdown', (payload: string) => renderMarkdown(payload, 't')],
    ['as Markdown, in a line, a cell, a link, a title and a mask', (payload: string) => renderMarkdown(`가 ${payload} 나\n\n| ${payload} |\n|---|\n| ${payload} |\n\n[${payload}](https://law.go.kr "${payload}") [a](${payload}) [${payload} 가림·제6호]`, 't')],
    ['as plain text', renderPlain], ['as a name', withMasks],
  ])('%s', (_, render) => {
    const generated = generatedPayloads();
    const some = Array.from({ length: Math.ceil(generated.length / 25) }, (__, n) => generated.slice(n * 25, (n + 1) * 25).join('\n\n'));
    expect([...LISTED_PAYLOADS, ...some].filter((payload) => acts(render(payload)).length > 0)).toEqual([]);
  }, 120_000);
});
