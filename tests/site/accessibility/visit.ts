/**
 * Visit: one page, judged in every state a reader may have it in: light, dark, forced
 * colours, more contrast, less motion; a desktop, a phone, 400 % zoom, letters twice as
 * large, lines set wide; by ear and by keys. The page is loaded once, so that a kind of
 * page costs a second or two.
 */
import type { Page } from 'playwright-core';
import type { Chosen } from './chosen.ts';
import { ask, axe, ibm, own, transcript, type Check, type Finding } from './judges.ts';
import { unwaived } from './waivers.ts';
import { heard } from './voice.ts';

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 780 };
const NARROW = { width: 320, height: 640 };
/** A window of 1280 by 1024 at 400 %. */
const ZOOMED = { width: 320, height: 256 };

/** Spacing that a reader may set (WCAG 1.4.12). */
const WIDE_LINES = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }';

const STILL: readonly Check[] = ['headings', 'landmarks', 'tables', 'loneTimes', 'newWindows', 'pictures', 'hiddenWords', 'sameWords', 'spokenSigns', 'spokenDots', 'smallLetters', 'backwardFocus'];
const FITS: readonly Check[] = ['overflow', 'clipped', 'overlapping', 'scrollers'];
const SEEN: readonly Check[] = ['faintControls', 'faintShapes', 'faintFocus'];
const ENGLISH: readonly Check[] = ['unmarkedKorean', 'unmarkedEnglish'];

/** Checks of ours that every page goes through, whatever its language and kind. */
export const USED: readonly Check[] = [...STILL, ...FITS, ...SEEN, 'smallTargets', 'motion', 'lostFocusAnywhere'];

/** Judges a page that is open, and returns what is to mend, each with the state it was found in. */
export async function judge(page: Page, { kind, language, path }: Pick<Chosen, 'kind' | 'language' | 'path'>): Promise<string[]> {
  const found: string[] = [];
  const note = (state: string, findings: readonly Finding[]): void => {
    found.push(...findings.map(({ rule, where, what }) => `${state} · ${rule} · ${where}: ${what}`));
  };
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference', contrast: 'no-preference' });
  await page.setViewportSize(DESK);
  note('by ear', heard(await transcript(page), path));
  note('by keys', await walk(page, kind));
  await page.evaluate(() => { for (const details of document.querySelectorAll('details')) details.open = true; });
  note('desk', [...await axe(page), ...unwaived('ibm', await ibm(page)), ...await own(page, [...STILL, ...FITS, ...SEEN, 'smallTargets', ...(language === 'en' ? ENGLISH : [])])]);
  await page.emulateMedia({ colorScheme: 'dark' });
  note('dark', [...await axe(page, 'colours'), ...await own(page, SEEN)]);
  await page.emulateMedia({ forcedColors: 'active' });
  note('forced colours', [...await axe(page, 'colours'), ...await own(page, ['faintFocus', 'faintShapes'])]);
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', contrast: 'more', reducedMotion: 'reduce' });
  note('more contrast, less motion', [...await asksForContrast(page) ? await axe(page, 'colours') : [], ...await own(page, ['motion'])]);
  await page.emulateMedia({ colorScheme: language === 'ko' ? 'light' : 'dark', contrast: 'no-preference', reducedMotion: 'no-preference' });
  await page.setViewportSize(PHONE);
  note('phone', await own(page, ['smallTargets', 'backwardFocus']));
  await page.setViewportSize(NARROW);
  note('320 pixels', [...await axe(page), ...await own(page, [...FITS, 'smallTargets', 'spokenSigns'])]);
  await spaced(page, async () => note('320 pixels, lines set wide', await own(page, FITS)));
  await page.setViewportSize(PHONE);
  await enlarged(page, '200%', async () => note('phone, letters twice as large', await own(page, ['overflow', 'clipped'])));
  await page.setViewportSize(ZOOMED);
  note('400 %', await settled(page));
  await page.setViewportSize({ width: 640, height: 512 });
  await enlarged(page, '200%', async () => note('letters twice as large', await own(page, FITS)));
  await page.setViewportSize(DESK);
  await spaced(page, async () => note('lines set wide', await own(page, FITS)));
  return [...new Set(found)];
}

async function spaced(page: Page, look: () => Promise<void>): Promise<void> {
  await styled(page, WIDE_LINES, look);
}

async function enlarged(page: Page, size: string, look: () => Promise<void>): Promise<void> {
  await styled(page, `html { font-size: ${size} !important; }`, look);
}

/** A style of the reader's, while something is looked at. As a sheet of the document's own: its policy refuses others. */
async function styled(page: Page, css: string, look: () => Promise<void>): Promise<void> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
  await look();
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
}

/** Whether the page's style says anything for readers who ask for more contrast; if not, nothing is drawn otherwise. */
async function asksForContrast(page: Page): Promise<boolean> {
  return await page.evaluate(() => [...document.querySelectorAll('style')].some((style) => style.textContent!.includes('prefers-contrast')));
}

/** Kinds without a way past the header: the lost page stands at any address, where an anchor would lead home; a frame has no header. */
const WITHOUT_SKIP = ['not-found', 'embed'];

/** Stops that are gone to with the Tab key; on longer pages the others are as these. */
const MOST_STOPS = 60;

/** Goes through the page with the Tab key: the way past the header, then stop after stop, each in its turn. */
async function walk(page: Page, kind: string): Promise<Finding[]> {
  const findings = WITHOUT_SKIP.includes(kind) ? [] : [...await own(page, ['skipLink']), ...await skips(page)];
  await toTop(page);
  const names = await ask(page, 'stopNames');
  for (let stop = 0; stop < Math.min(names.length, MOST_STOPS); stop += 1) {
    await page.keyboard.press('Tab');
    const now = await ask(page, 'stopNow');
    if (now !== stop) {
      findings.push({ rule: 'order of the Tab key', where: names[stop]!, what: `expected this stop, came to ${names[now] ?? 'nothing'}` });
      break;
    }
  }
  await toTop(page);
  return findings;
}

/** What is wrong with the focus at any stop, looked at again if scrolling may not have ended. */
async function settled(page: Page): Promise<Finding[]> {
  const first = await own(page, ['lostFocusAnywhere']);
  return first.length === 0 ? first : await own(page, ['lostFocusAnywhere']);
}

/** The way past the header, taken: the next thing read is the page itself. */
async function skips(page: Page): Promise<Finding[]> {
  await toTop(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const now = await page.evaluate(() => document.activeElement?.tagName ?? '');
  await page.evaluate(() => history.replaceState(null, '', location.pathname + location.search));
  await toTop(page);
  return now === 'MAIN' ? [] : [{ rule: 'skipLink', where: 'page', what: `expected the focus in the main part, it is in ${now}` }];
}

/** Takes the focus away and makes the Tab key start from the top: the browser goes on from where the focus last was. */
async function toTop(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    document.body.blur();
    window.scrollTo(0, 0);
  });
}
