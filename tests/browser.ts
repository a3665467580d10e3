/**
 * A real browser for tests, and the accessibility audit. It never skips: a machine
 * without a browser, or one that draws no Hangul, fails the test and says what to do.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { BROWSER_ARGUMENTS, findBrowser, type Environment } from '../scripts/browser.ts';
import { ArchiveError } from '../src/errors.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AUDITED = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const told = new Set<string>();

/**
 * Starts a browser that draws Hangul; the caller closes it. Says once which it is and why.
 *
 * @throws {ArchiveError} `NO_BROWSER` if there is none, it does not start, or has no Korean font.
 */
export async function launchBrowser(environment: Environment = process.env): Promise<Browser> {
  const { executable, environment: env, because } = await findBrowser(environment);
  if (!told.has(because)) process.stderr.write(`browser: ${because}\n`);
  told.add(because);
  const browser = await start(executable, env);
  if (await drawsHangul(browser)) return browser;
  await browser.close();
  throw new ArchiveError('NO_BROWSER', executable, 'expected Hangul to be drawn, it has no width or is boxes; install a Korean font (Debian: apt-get install fonts-noto-cjk)');
}

async function start(executable: string, env: Record<string, string>): Promise<Browser> {
  try {
    return await chromium.launch({ executablePath: executable, headless: true, env, args: BROWSER_ARGUMENTS });
  } catch (error) {
    throw new ArchiveError('NO_BROWSER', executable, 'expected the browser to start, it did not; GLASSHALL_BROWSER=bundled uses the one from npm', { cause: error });
  }
}

/** Two syllables that look the same are two empty boxes. */
async function drawsHangul(browser: Browser): Promise<boolean> {
  const page = await browser.newPage();
  const drawn = await page.evaluate(() => ['가', '뷁'].map((syllable) => {
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = '40px sans-serif';
    context.fillText(syllable, 10, 60);
    return { width: context.measureText(syllable).width, image: context.canvas.toDataURL() };
  }));
  await page.close();
  return drawn.every(({ width }) => width > 20) && drawn[0]!.image !== drawn[1]!.image;
}

/**
 * Returns the ids of the accessibility rules (axe-core, WCAG 2.0–2.2 A and AA, best
 * practice) that the page breaks, in alphabetical order; none for a clean page.
 */
export async function audit(page: Page): Promise<string[]> {
  await page.evaluate(AXE); // Not a script tag: the page's own content security policy would refuse it.
  const violations = await page.evaluate(`axe.run(document, ${JSON.stringify({
    resultTypes: ['violations'], runOnly: AUDITED,
  })}).then(({ violations }) => violations.map(({ id }) => id))`) as string[];
  return violations.sort();
}

/** Returns how far the page's content reaches beyond the window to the side, in CSS pixels; 0 if all fits. */
export async function overflow(page: Page): Promise<number> {
  return await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}
