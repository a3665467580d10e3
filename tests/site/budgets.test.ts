/** What pages weigh on the wire, as exact counts on the fixture, and that reading them asks for nothing else. */
import { connect, createServer } from 'node:http2';
import { connect as connectSocket, createServer as createProxy, type AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MEDIAN_BYTES, MEDIAN_KINDS, MOST_BYTES, QUERY_BYTES, sortOf } from '../../scripts/bench/budgets.ts';
import { pagesOf, weigh, type Weighed } from '../../scripts/bench/sample-pages.ts';
import { serveSlowly, type SlowServer } from '../../scripts/bench/slow-link.ts';
import { fieldsOf, headerBytes, wireBytes } from '../../scripts/bench/wire.ts';
import { weightLines } from '../../scripts/bench/weights.ts';
import { serve } from '../../scripts/serve.ts';
import { blockBytes } from '../../scripts/bench/header-block.ts';
import { headerPolicy, UNFRAMED_POLICY } from '../../src/site/security/content-policy.ts';
import { launchBrowser } from '../browser.ts';
import { sharedFixture } from './built.ts';

let out: string;
let weighed: Weighed[];
let browser: Browser;
let server: SlowServer;
beforeAll(async () => {
  const built = await sharedFixture();
  out = built.out;
  weighed = weigh(out, pagesOf({ content: built.content, catalogue: join(built.cache, 'catalogue.sqlite'), out }));
  server = await serveSlowly(out, null);
  browser = await launchBrowser();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Returns the length of the frame of fields that Node's HTTP/2 server sends, read from the line itself. */
async function sentFieldBytes(fields: Readonly<Record<string, string>>): Promise<number> {
  const host = createServer((_, response) => { response.writeHead(200, { ...fields }).end('x'.repeat(Number(fields['Content-Length']))); });
  const seen: Buffer[] = [];
  await new Promise<void>((done) => { host.listen(0, '127.0.0.1', done); });
  const proxy = createProxy((reader) => {
    const line = connectSocket((host.address() as AddressInfo).port, '127.0.0.1');
    reader.pipe(line).pipe(reader);
    line.on('data', (bytes: Buffer) => { seen.push(bytes); });
  });
  await new Promise<void>((done) => { proxy.listen(0, '127.0.0.1', done); });
  const session = connect(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  await new Promise<void>((done) => { session.request({ ':path': '/' }).on('end', done).resume().end(); });
  session.destroy();
  proxy.close();
  host.close();
  return frameBytes(Buffer.concat(seen), 1);
}

/** Returns the length of the first frame of a kind, its head of nine bytes included (RFC 9113, 4.1). */
function frameBytes(bytes: Buffer, kind: number): number {
  for (let at = 0; at + 9 <= bytes.length; at += 9 + bytes.readUIntBE(at, 3)) if (bytes[at + 3] === kind) return 9 + bytes.readUIntBE(at, 3);
  return 0;
}

describe('bytes on the wire', () => {
  test('every kind of page keeps to its budget', () => {
    expect(weighed.filter(({ kind, bytes }) => bytes > MOST_BYTES[sortOf(kind)]).map(({ kind, path, bytes }) => `${kind} ${path}: ${bytes} of ${MOST_BYTES[sortOf(kind)]}`)).toEqual([]);
  });

  test('the median record keeps to its own', () => {
    const records = weighed.filter(({ kind }) => MEDIAN_KINDS.includes(kind)).map(({ bytes }) => bytes).sort((a, b) => a - b);
    expect(records[Math.floor(records.length / 2)]).toBeLessThanOrEqual(MEDIAN_BYTES.record!);
  });

  test('a page that is too heavy is seen, and named', () => {
    const page: Weighed = { path: 'index.html', kind: 'home', rawBytes: 99_000, bytes: MOST_BYTES.home + 1 };
    expect(weightLines([page]).join('\n')).toMatch(/home .* 1\.00 of .*OVER {2}index\.html/);
    expect(weightLines([{ ...page, bytes: MOST_BYTES.home }]).join('\n')).not.toContain('OVER');
  });

  test('the fields that the slow line carries are what our server sends, and what every host adds', async () => {
    const served = await serve({ folder: out, port: 0 });
    const answer = await fetch(`${served.address}/index.html`);
    const sent = [...answer.headers].filter(([name]) => !['connection', 'keep-alive', 'date', 'content-length', 'cache-control'].includes(name));
    const bytes = sent.reduce((sum, [name, value]) => sum + Buffer.byteLength(`${name}: ${value}\r\n`), 0);
    await served.close();
    const counted = Object.entries(fieldsOf('index.html')).reduce((sum, [name, value]) => sum + Buffer.byteLength(`${name}: ${value}\r\n`), 0);
    expect(counted - bytes).toBeGreaterThan(100); // Strict-Transport-Security too, which only https may carry.
    expect(counted - bytes).toBeLessThan(350);
    expect(wireBytes(out, 'index.html')).toBe(headerBytes('index.html') + brotliCompressSync(readFileSync(join(out, 'index.html'))).length);
  });

  test('the fields of a page, counted, are what a real HTTP/2 server sends first, to a few bytes', async () => {
    for (const path of ['index.html', 'search.html', 'records/x.html', 'files/x.csv']) expect([path, Math.abs(headerBytes(path) - await sentFieldBytes(fieldsOf(path)))].join()).toMatch(/,[0-4]$/);
  });

  test('the fields of a page that is read take at most 600 bytes, also from a host that joins its rules', () => {
    expect(['index.html', 'records/x.html', 'money.html', 'embed/x.html'].filter((path) => headerBytes(path) > 600)).toEqual([]);
    expect(blockBytes({ ...fieldsOf('records/x.html'), 'Content-Security-Policy': `${headerPolicy('any')}, ${UNFRAMED_POLICY}` })).toBeLessThanOrEqual(600);
    expect(headerBytes('index.html')).toBeGreaterThan(300);
  });
});

describe('what a page asks for', () => {
  test('a reading page asks for itself and its icon alone: no script, no font, no picture', async () => {
    const kinds = new Map(weighed.map((page) => [page.kind, page]));
    kinds.delete('search');
    kinds.delete('verify');
    const opened = await browser.newPage();
    for (const { path } of kinds.values()) {
      const asked: string[] = [];
      const note = (request: { url(): string }): void => { asked.push(new URL(request.url()).pathname.slice(1)); };
      opened.on('request', note);
      await opened.goto(`${server.address}/${path}`, { waitUntil: 'load' });
      opened.off('request', note);
      expect(asked.filter((one) => !one.endsWith('icon.svg'))).toEqual([path]);
      expect([path, /<script(?! type="application\/ld\+json")|@font-face|<iframe|@import/.test(readFileSync(join(out, path), 'utf8').replaceAll('&lt;', ''))]).toEqual([path, false]);
    }
    await opened.close();
  });

  test('a search: the page before typing, all until the first results, and the next query', async () => {
    const opened = await browser.newPage();
    const start = server.asked.length;
    const bytes = (from: number): number => server.asked.slice(from).filter(({ path }) => !path.endsWith('icon.svg')).reduce((sum, one) => sum + one.bytes, 0);
    await opened.goto(`${server.address}/search.html`, { waitUntil: 'networkidle' });
    expect(server.asked.slice(start).find(({ path }) => path === 'search.html')!.bytes).toBeLessThanOrEqual(MOST_BYTES.search);
    const typed = server.asked.length;
    const query = async (words: string): Promise<void> => {
      await opened.locator('#q').fill(words);
      await opened.keyboard.press('Enter');
      await opened.waitForFunction((expected) => document.getElementById('status')!.textContent!.includes(expected), words);
      await opened.waitForLoadState('networkidle');
    };
    await query('어린이공원');
    const next = server.asked.length;
    await query('질문');
    expect(next).toBeGreaterThan(typed);
    expect(server.asked.length).toBeGreaterThan(next);
    expect(bytes(start)).toBeLessThanOrEqual(QUERY_BYTES.first + QUERY_BYTES.next);
    expect(bytes(next)).toBeLessThanOrEqual(QUERY_BYTES.next);
    await opened.close();
  });
});

describe('the slow line of `npm run bench` is a model, and counts', () => {
  test('three round trips before the first byte, then what the bandwidth takes', async () => {
    const slow = await serveSlowly(out, { name: 'test', roundTripMs: 20, bitsPerSecond: 800_000 });
    const start = performance.now();
    const first = await fetch(`${slow.address}/404.html`);
    await first.arrayBuffer();
    const waited = performance.now() - start;
    const { bytes } = slow.asked[0]!;
    await slow.close();
    expect(waited).toBeGreaterThan(3 * 20 + bytes * 8 / 800 - 5);
    expect(bytes).toBe(wireBytes(out, '404.html'));
  });

  test('what is not there is answered with the page that says so', async () => {
    expect((await fetch(`${server.address}/nothing.html`)).status).toBe(404);
    expect((await fetch(`${server.address}/../package.json`)).status).toBe(404);
  });
});
