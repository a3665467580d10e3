/** Portal: the fixture as a reader gets it, a browser in front of it, and one page that visits what is to be judged. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { serve } from '../../../scripts/serve.ts';
import type { Language } from '../../../src/site/view/language.ts';
import { launchBrowser } from '../../browser.ts';
import { sharedFixture } from '../built.ts';
import { choosePages, type Chosen } from './chosen.ts';
import { judge } from './visit.ts';

/** The portal, opened. */
export interface Portal { out: string; chosen: Chosen[]; page: Page; open(path: string): Promise<Page>; close(): Promise<void> }

/** Opens the fixture's portal with the pages to judge of one language. */
export async function openPortal(language: Language): Promise<Portal> {
  const { content, cache, out } = await sharedFixture();
  const server = await serve({ folder: out, port: 0 });
  const browser = await launchBrowser();
  const page = await browser.newPage();
  return {
    out, page, chosen: choosePages({ content, catalogue: join(cache, 'catalogue.sqlite'), out }, language),
    open: async (path) => {
      await page.goto(`${server.address}/${path}`);
      return page;
    },
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** A test for each page: nothing to mend, in any state. */
export function judgeEach({ chosen, open }: Portal): void {
  test.each(chosen)('$kind, $path', async (one) => {
    const found = await judge(await open(one.path), one);
    expect(found.join('\n')).toBe('');
  }, 60_000);
}
