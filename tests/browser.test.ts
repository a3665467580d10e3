import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findBrowser } from '../scripts/browser.ts';
import { unpackWoff } from '../scripts/woff.ts';
import { audit, launchBrowser, overflow } from './browser.ts';
import { temporaryFolder } from './folders.ts';

const isBundledHere = process.platform === 'linux' && process.arch === 'x64';
const bare = { PATH: '/usr/bin:/bin', HOME: '/nonexistent' };

async function open(environment: Parameters<typeof launchBrowser>[0], name: string) {
  const browser = await launchBrowser(environment);
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
  await page.goto(pathToFileURL(join(import.meta.dirname, 'fixtures', name)).href);
  return page;
}

describe.each([
  { name: 'the browser of this machine', environment: process.env, isHere: true },
  { name: 'the bundled browser in an almost empty environment', environment: { ...bare, GLASSHALL_BROWSER: 'bundled' }, isHere: isBundledHere },
].filter(({ isHere }) => isHere))('$name', ({ environment }) => {
  test('passes a good page', async () => {
    const page = await open(environment, 'good.html');
    expect(await audit(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  test('fails a bad page, by many rules', async () => {
    const page = await open(environment, 'bad.html');
    const violations = await audit(page);
    expect(violations).toEqual(expect.arrayContaining([
      'aria-hidden-focus', 'aria-roles', 'button-name', 'color-contrast', 'document-title', 'frame-title', 'heading-order',
      'html-has-lang', 'image-alt', 'label', 'link-name', 'list', 'meta-viewport', 'select-name', 'tabindex', 'target-size',
    ]));
    expect(await overflow(page)).toBeGreaterThan(400);
  });

  test('gives Hangul its width', async () => {
    const page = await open(environment, 'good.html');
    const width = await page.evaluate(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('h1')!);
      return range.getBoundingClientRect().width;
    });
    expect(width).toBeGreaterThan(150);
  });
});

describe('findBrowser', () => {
  test('a CHROME_PATH that names nothing is an error, never another browser', async () => {
    const refused = findBrowser({ CHROME_PATH: '/nowhere/chrome' });
    await expect(refused).rejects.toMatchObject({ code: 'NO_BROWSER', where: 'CHROME_PATH' });
    await expect(refused).rejects.toThrow('expected a browser that can be run, got /nowhere/chrome');
    await expect(findBrowser({ CHROME_PATH: '' })).rejects.toThrow('got an empty path');
  });

  test('a CHROME_PATH that can be run comes before an installed browser', async () => {
    expect(await findBrowser({ CHROME_PATH: process.execPath })).toMatchObject({ executable: process.execPath });
  });

  test('a wish that is not known is refused', async () => {
    await expect(findBrowser({ GLASSHALL_BROWSER: 'firefox' })).rejects.toThrow('expected "bundled" or nothing, got "firefox"');
  });

  test('the browser gets our font, and a home that is not the person\'s', async () => {
    const { environment } = await findBrowser({ CHROME_PATH: process.execPath, HOME: temporaryFolder() });
    expect(readFileSync(environment.FONTCONFIG_FILE!, 'utf8')).toContain('glasshall-browser/korean');
    expect(environment.HOME).toContain('glasshall-browser/home');
  });

  test('a program that is no browser is an error', async () => {
    await expect(launchBrowser({ CHROME_PATH: '/bin/false' })).rejects.toMatchObject({ code: 'NO_BROWSER', where: '/bin/false' });
  });
});

test('a web font that is none is refused', () => {
  expect(() => unpackWoff(Buffer.from('OTTO'))).toThrow('expected a WOFF 1.0 file');
});
