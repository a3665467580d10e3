/** The judges judged: a page without fault passes all of them, and each fault is found, by name. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../browser.ts';
import { FAULTS, goodPage } from './faults.ts';
import * as inPage from './in-page/index.ts';
import { ibm, transcript } from './judges.ts';
import { markup } from './markup.ts';
import { judge, USED } from './visit.ts';
import { writeTranscript } from './voice.ts';
import { unwaived, WAIVERS } from './waivers.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
});
afterAll(() => browser?.close());

/** Opens a page that is a text; it has an address, so that links and anchors work as they do on a host. */
async function open(html: string): Promise<void> {
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
  await page.goto('http://portal.example/page.html');
  await page.unrouteAll();
}

const english = (html: string): string => html.replace('<html lang="ko">', '<html lang="en">').replace(/(<body>)([\s\S]*)(<\/body>)/, (_, start: string, body: string, end: string) => start + body.replace(/>([^<>]*[가-힣][^<>]*)</g, (whole: string, words: string, at: number) => (/id="e\d"/.test(body.slice(Math.max(0, at - 60), at + 1)) ? whole : `><span lang="ko">${words}</span><`)) + end);

test('the page without fault passes every judge', async () => {
  await open(goodPage());
  expect(await judge(page, { kind: 'text', language: 'ko', path: 'good.html' })).toEqual([]);
  expect(unwaived('html', markup(goodPage()))).toEqual([]);
});

describe.each([...new Set(FAULTS.map((fault) => fault.page))])('on the page of faults %s', (name) => {
  const faults = FAULTS.filter((fault) => fault.page === name);
  let found: string[];
  beforeAll(async () => {
    const html = goodPage(faults.map((fault) => fault.html ?? '').join('\n'), faults.map((fault) => fault.css ?? '').join('\n'));
    const whole = faults.reduce((text, fault) => fault.whole?.(text) ?? text, html);
    await open(name === 'English' ? english(whole) : whole);
    found = await judge(page, { kind: 'text', language: name === 'English' ? 'en' : 'ko', path: 'bad.html' });
  });

  test.each(faults)('$fault', ({ finds }) => {
    expect(found.filter((finding) => finds.test(finding)), found.join('\n')).not.toEqual([]);
  });
});

test('every check of ours is used on every page, and has a fault that it finds', () => {
  const asked = ['skipLink', 'stopNames', 'stopNow', 'unmarkedKorean', 'unmarkedEnglish'];
  const checks = Object.keys(inPage).filter((check) => !['stopNames', 'stopNow'].includes(check));
  expect(Object.keys(inPage).filter((check) => !USED.includes(check as never) && !asked.includes(check))).toEqual([]);
  expect(checks.filter((check) => !FAULTS.some(({ finds }) => finds.source.includes(check)))).toEqual([]);
});

test.each([
  ['an id twice', '<p id="content">둘째</p>', 'no-dup-id'],
  ['an attribute of old', '<table><caption>달</caption><tr><th scope="col" align="right">달</th></tr></table>', 'no-deprecated-attr'],
  ['a paragraph in a list', '<ul><p>목록이 아닌 것</p></ul>', 'element-permitted-content'],
  ['an element that is not closed', '<section><h2>제목</h2>', 'close-order'],
  ['a button that does not say what it does', '<button>단추</button>', 'no-implicit-button-type'],
  ['a style of its own', '<p style="color: red">빨강</p>', 'no-inline-style'],
])('the markup: %s', (_, html, rule) => {
  expect(unwaived('html', markup(goodPage(html))).map((finding) => finding.rule)).toContain(rule);
});

describe('what is waived is a false alarm', () => {
  test('each row has a reason, and waives only its own rule', () => {
    for (const { because } of WAIVERS) expect(because.length).toBeGreaterThan(40);
    expect(unwaived('ibm', [{ rule: 'img_alt_valid', where: '/html[1]/head[1]/style[1]', what: '' }])).toHaveLength(1);
  });

  test('the engine reports the same on the page without fault', async () => {
    await open(goodPage(`<p class="lead">한 줄로 된 소개</p><textarea aria-label="코드" readonly>&lt;iframe src="https://open.example/embed/records/frame.html" title="공원 정비 계획에 대한 자료를 싣는 틀">&lt;/iframe></textarea>
      <label>찾을 말 <input role="combobox" aria-expanded="false" aria-autocomplete="list" aria-controls="hints"></label><ul id="hints" role="listbox" aria-label="제안" hidden></ul>
      <label><span>부서</span> <select><option>모든 부서</option></select></label>
      <table><caption>달</caption><tbody><tr><th scope="row" role="rowheader"><a href="a.html">일월</a> <a href="b.html">이월</a></th></tr></tbody></table><p lang="en">Payments below 500,000 won are left out of the list above.</p>`, '.lead { font-size: 1.1em }').replace('<h1>', `<h1>${'긴 제목의 공원 정비 계획 '.repeat(20)}`));
    const reported = await ibm(page);
    for (const { rule, where } of WAIVERS.filter(({ judge: by }) => by === 'ibm')) {
      expect([rule, reported.some((finding) => finding.rule === rule && where.test(finding.where))]).toEqual([rule, true]);
    }
    expect(unwaived('ibm', reported)).toEqual([]);
  });

  test('and html-validate too', () => {
    const reported = markup(goodPage('<table role="table"><caption>달</caption><tbody><tr><th scope="col">달</th></tr></tbody></table><a href="tel:02-123-4567">02-123-4567</a>').replace('<title>', `<title>${'긴 제목 '.repeat(30)}`));
    for (const { rule } of WAIVERS.filter(({ judge: by }) => by === 'html')) expect(reported.map((finding) => finding.rule)).toContain(rule);
    expect(unwaived('html', reported)).toEqual([]);
  });
});

test('a transcript is a text that a person can read', async () => {
  await open(goodPage());
  const text = writeTranscript(await transcript(page));
  expect(text).toContain('\n      table, 분기별 지출\n        caption, 분기별 지출\n');
  expect(text).not.toContain('end of');
});
