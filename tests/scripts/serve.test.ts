import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serve, type Served } from '../../scripts/serve.ts';
import { temporaryFolder } from '../folders.ts';

/** A small portal, and beside it a folder whose name begins the same. */
function portal(): string {
  const folder = join(temporaryFolder(), 'dist');
  const files = {
    'index.html': '<p>시작', '404.html': '<p>없음', 'about.html': '<p>소개', 'en/index.html': '<p>Home', 'data.json': '{}',
    'log/2026-03-02.jsonl': '{}\n', 'record.md': '# 공원', 'pagefind/index/ko.pf_index': 'x', '공원.txt': '공원', '../dist-secret/key.txt': 'secret',
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(join(folder, '../dist-secret/key.txt'), join(folder, 'link.txt'));
  symlinkSync(join(folder, '../dist-secret'), join(folder, 'folder'));
  return folder;
}

async function start(folder = portal()): Promise<Served> {
  const served = await serve({ folder, port: 0 });
  onTestFinished(() => served.close());
  return served;
}

/** Asks with a path sent as it stands: `fetch` would tidy it. */
function ask(address: string, path: string, method = 'GET'): Promise<{ status: number; type: string; text: string; location: string }> {
  return new Promise((done, fail) => {
    request(address, { path, method }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => { text += part; }).on('end', () => done({
        status: response.statusCode!, type: response.headers['content-type'] ?? '', text, location: response.headers.location ?? '',
      }));
    }).on('error', fail).end();
  });
}

describe('serve', () => {
  test.each([
    ['/', 200, 'text/html; charset=utf-8', '<p>시작'],
    ['/about.html', 200, 'text/html; charset=utf-8', '<p>소개'],
    ['/about.html?q=1', 200, 'text/html; charset=utf-8', '<p>소개'],
    ['/en/', 200, 'text/html; charset=utf-8', '<p>Home'],
    ['/data.json', 200, 'application/json', '{}'],
    ['/log/2026-03-02.jsonl', 200, 'application/x-ndjson; charset=utf-8', '{}\n'],
    ['/record.md', 200, 'text/markdown; charset=utf-8', '# 공원'],
    ['/pagefind/index/ko.pf_index', 200, 'application/octet-stream', 'x'],
    ['/%EA%B3%B5%EC%9B%90.txt', 200, 'text/plain; charset=utf-8', '공원'],
    ['/about', 404, 'text/html; charset=utf-8', '<p>없음'],
    ['/log/', 404, 'text/html; charset=utf-8', '<p>없음'],
    ['/nothing.html', 404, 'text/html; charset=utf-8', '<p>없음'],
    ['/%E0%A4%A', 404, 'text/html; charset=utf-8', '<p>없음'],
  ])('%s → %i %s', async (path, status, type, text) => {
    const { address } = await start();
    expect(await ask(address, path)).toMatchObject({ status, type, text });
  });

  test.each([
    '/../dist-secret/key.txt', '/..%2fdist-secret/key.txt', '/%2e%2e/dist-secret/key.txt', '/en/../../dist-secret/key.txt',
    '/..%5cdist-secret%5ckey.txt', '//etc/passwd', '/link.txt', '/%00', '/folder/key.txt', '/folder/', '/folder', '/en/%2e%2e/%2e%2e/dist-secret/key.txt',
    '/%252e%252e/dist-secret/key.txt', '/%c0%ae%c0%ae/dist-secret/key.txt', '/..;/dist-secret/key.txt', '/...//dist-secret/key.txt', '/%2fetc%2fpasswd', '/en%2f..%2f..%2fdist-secret%2fkey.txt',
    '/about.html%00.txt', '/about.html%20', '/about.html.', '/about.html/', '/ABOUT.HTML', '/./../dist-secret/key.txt', '/C:/windows/win.ini', `/${'a/'.repeat(2_000)}`, `/${'a'.repeat(5_000)}`,
    'http://elsewhere.example/about.html', '*', '/%E2%80%AE', '/about.html%0d%0aX:%20y',
  ])('%s does not leave the folder', async (path) => {
    const { address } = await start();
    const answer = await ask(address, path);
    expect(answer).toMatchObject({ status: 404, text: '<p>없음' });
  });

  test('a folder without its slash is sent to the slash, so that relative links work', async () => {
    const { address } = await start();
    expect(await ask(address, '/en')).toMatchObject({ status: 301, location: '/en/' });
    expect((await ask(address, '//en')).location).toBe('/en/');
  });

  test.each(['//elsewhere.example/%2e%2e/en', '/%5celsewhere.example/..%2fen', '///en'])('%s is never sent to another host', async (path) => {
    const { address } = await start();
    expect((await ask(address, path)).location).toMatch(/^(?:\/en\/)?$/);
  });

  test('only reading is answered', async () => {
    const { address } = await start();
    expect((await ask(address, '/', 'POST')).status).toBe(405);
    expect(await ask(address, '/', 'HEAD')).toMatchObject({ status: 200, text: '' });
  });

  test('a new build is seen at once', async () => {
    const folder = portal();
    const { address } = await start(folder);
    writeFileSync(join(folder, 'about.html'), '<p>새 소개');
    expect((await ask(address, '/about.html')).text).toBe('<p>새 소개');
  });

  test('a busy port is named with a way out', async () => {
    const { address } = await start();
    const port = Number(new URL(address).port);
    await expect(serve({ folder: portal(), port })).rejects.toMatchObject({
      code: 'BAD_ARGUMENT', message: `PORT: expected a free port, ${port} is in use; choose another with PORT=${port + 1}`,
    });
  });

  test.each([Number.NaN, -1, 65_536, 80.5])('port %d is refused', async (port) => {
    await expect(serve({ folder: portal(), port })).rejects.toThrow(`PORT: expected a number from 0 to 65535, got ${port}`);
  });

  test('a folder without a portal is refused', async () => {
    await expect(serve({ folder: temporaryFolder(), port: 0 })).rejects.toMatchObject({ code: 'SOURCE_MISSING' });
  });

  test('the command tells a refusal in one line', async () => {
    const asked = promisify(execFile)(process.execPath, ['scripts/serve.ts', '--out', temporaryFolder()], { env: { PORT: '0' } });
    await expect(asked).rejects.toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^SOURCE_MISSING .*npm run build.*\n$/) });
  });
});
