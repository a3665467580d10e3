/** The style of a page is what the page uses of the style of its kind: nothing that matches is lost, and nothing stands in the parts that no page has. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lightPage } from '../../src/site/light-page.ts';
import { styleSource } from '../../src/site/security/content-policy.ts';
import { rulesOf, type Rule } from '../../src/site/styles/css-rules.ts';
import { usedStyle } from '../../src/site/styles/used-style.ts';
import { launchBrowser } from '../browser.ts';
import { pagesIn, sharedFixture } from './built.ts';

const STYLES = join(import.meta.dirname, '../../src/site/styles');
const partOf = (name: string): string => readFileSync(join(STYLES, name), 'utf8');
const parts = readdirSync(STYLES).filter((name) => name.endsWith('.css')).sort();

describe('what stays', () => {
  test.each<[string, string, string, string]>([
    ['a rule whose tag stands in the page', 'p{margin:0}ul{margin:0}', '<p>가</p>', 'p{margin:0}'],
    ['of several selectors those that may match', 'p,ul,.a{margin:0}', '<p class="b a">', 'p,.a{margin:0}'],
    ['two classes only if one element has both', '.a.b{margin:0}', '<p class="a"><p class="b">', ''],
    ['two classes of one element', '.a.b{margin:0}', '<p class="b c a">', '.a.b{margin:0}'],
    ['an element in another, without a look at how they lie', '.a > p + ul{margin:0}', '<ul><li><p class="a">', '.a > p + ul{margin:0}'],
    ['a state, whatever it asks', 'a:hover,a:not(.x):focus-visible,li::marker{margin:0}', '<a href="#">', 'a:hover,a:not(.x):focus-visible{margin:0}'],
    ['what opens without a script', 'details[open]>div{margin:0}', '<details><div>', 'details[open]>div{margin:0}'],
    ['an attribute that is there', '[aria-current]{margin:0}[data-name]{margin:0}', '<a aria-current=page>', '[aria-current]{margin:0}'],
    ['an attribute by its value', 'a[href^="http"]{margin:0}', '<a href="https://a.example">', 'a[href^="http"]{margin:0}'],
    ['choices within one selector', '.prose :is(p,li){margin:0}', '<div class="prose"><li>', '.prose :is(p,li){margin:0}'],
    ['everything and the states of everything', '*,::before{margin:0}:focus-visible{margin:1px}', '<p>', '*,::before{margin:0}:focus-visible{margin:1px}'],
    ['an id', '#found b{margin:0}#lost{margin:0}', '<div id="found"><b>', '#found b{margin:0}'],
    ['the rules of a medium, and none without rules', '@media print{p{margin:0}ul{margin:0}}@media (width<40em){ol{margin:0}}', '<p>', '@media print{p{margin:0}}'],
    ['what it does not know, whole', '@keyframes turn{to{rotate:1turn}}@import "a.css";', '<p>', '@keyframes turn{to{rotate:1turn}}@import "a.css";'],
    ['colours that are asked for, by letters', ':root{--line:#fff;--text:#000}p{color:var(--text)}', '<html><p>', ':root{--0:#000}p{color:var(--0)}'],
    ['braces and commas in quotes', 'p::after{content:"},{"}ul{margin:0}', '<p>', 'p::after{content:"},{"}'],
    ['a tag behind a value with a sign that ends tags', 'b{margin:0}', '<a title="1 > 0" class=\'x\'><b>', 'b{margin:0}'],
    ['nothing of what only a text says', '.a{margin:0}ul{margin:0}', '<p>class="a" &lt;ul&gt;</p>', ''],
  ])('%s', (_, css, html, expected) => {
    expect(usedStyle(css, html)).toBe(expected);
  });
});

describe('a page on its way out', () => {
  const page = (css: string, body: string) => `<head><meta http-equiv="Content-Security-Policy" content="style-src ${styleSource(css)}"><style>${css}</style></head><body>${body}</body>`;

  test('carries what it uses, and the hash of that', () => {
    expect(lightPage(page('p{margin:0}@media (width<40em){ul{margin:0}}', '<p>가</p>'))).toBe(page('p{margin:0}', '<p>가</p>'));
  });

  test('loses the spaces beside its blocks, and no others', () => {
    expect(lightPage(page('', '<div> <p> <a>가</a> <b>나</b> </p> </div> <pre>  다\n  라</pre>'))).toBe(page('', '<div><p><a>가</a> <b>나</b></p></div><pre>  다\n  라</pre>'));
  });

  test('a letter keeps every sign by which one could be added to', () => {
    expect(lightPage(page('', '<a href="mailto:a@b.example?subject=%EB%AC%B8%EC%9D%98%3A%20%3F%26%25%0D%0A%E2%80%A6&amp;body=https%3A%2F%2Fb.example">')))
      .toBe(page('', '<a href="mailto:a@b.example?subject=문의:%20%3F%26%25%0D%0A%E2%80%A6&amp;body=https://b.example">'));
    expect(lightPage(page('', '<a href="/?subject=%EB%AC%B8">%EB%AC%B8</a>'))).toBe(page('', '<a href="/?subject=%EB%AC%B8">%EB%AC%B8</a>'));
  });

  test('is not led astray by a style that a record names', () => {
    const hostile = '<meta name="description" content="<style>b{}</style> <style>"><p title="</style><style>">';
    expect(lightPage(page('p{margin:0}ul{margin:0}', hostile))).toBe(page('p{margin:0}', hostile));
    expect(lightPage(`<style>p{}ul{}</style>${hostile}`)).toBe(`<style>p{}ul{}</style>${hostile}`);
  });

  test('stays as it is if a script adds to it', () => {
    const html = page('ul{margin:0}', ' <p> <script src="search.js"></script>');
    expect(lightPage(html)).toBe(html);
  });
});

/** Selectors with the rules of media among the others. */
const selectorsOf = (rules: readonly Rule[]): string[] => rules.flatMap((rule) => ('at' in rule ? selectorsOf(rule.rules) : 'selectors' in rule ? rule.selectors.map(({ text }) => text) : []));

/** What a script of the search adds. */
const BY_SCRIPT = ['finder.css', 'search.css'];

/** What the fixture's portal has no page for, and when a portal has it. */
const NOT_IN_FIXTURE: readonly [RegExp, string][] = [
  [/^(?:base|record)\.css (?:\.prose )?(?:h[456]|pre|blockquote|hr)$/, 'a record whose text has them'],
  [/^table\.css t[dh]\.center$/, 'a record whose table has a centred column'],
  [/^base\.css \.excerpt$/, 'what the script of the search finds'],
  [/^verify\.css #found .*\.wrong/, 'what the script that checks a record finds'],
  [/^(?:columns|monitor)\.css \.(?:columns|plot|fill-wait)/, 'two months and more of payments or papers: a chart'],
  [/^project\.css \.(?:drawn|key)\.?(?: \.)?(?:over|term)/, 'a project that spent more than its budget, or has an end'],
  [/^project\.css \.story \.amount\.minus$/, 'a project that got money back'],
];

describe('the fixture', () => {
  let out: string;
  let pages: string[];
  let browser: Browser;
  beforeAll(async () => {
    ({ out } = await sharedFixture());
    pages = pagesIn(out);
    browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => { await browser?.close(); });

  test('no selector that a browser finds in a page is lost', async () => {
    const css = parts.filter((name) => name !== 'search.css').map(partOf).join('\n');
    const all = selectorsOf(rulesOf(css));
    const opened = await browser.newPage({ javaScriptEnabled: true });
    for (const path of pages.filter((one, at) => at % 97 === 0 || !one.includes('/'))) {
      const html = readFileSync(join(out, path), 'utf8').replace(/<meta http-equiv[^>]*>|<style>[^]*?<\/style>|<script[^>]*><\/script>/g, '');
      await opened.setContent(html);
      const found = await opened.evaluate((selectors) => selectors.filter((one) => document.querySelector(one.replace(/::?(?:before|after|marker|hover|visited|focus-visible|focus|target)/g, '').replace(/\[open\]/, '').replace(/(^|[\s>+~])(?=$|[\s>+~])/g, '$1*')) !== null), all);
      const used = new Set(selectorsOf(rulesOf(usedStyle(css, html))));
      expect(found.length).toBeGreaterThan(40);
      expect([path, found.filter((one) => !used.has(one))]).toEqual([path, []]);
    }
    await opened.close();
  });

  test('every selector of every part has a page', () => {
    const html = pages.map((path) => readFileSync(join(out, path), 'utf8').replace(/<style>[^]*?<\/style>/, '')).map((page) => [...page.matchAll(/<[a-z](?:[^"'<>]|"[^"]*"|'[^']*')*>/gi)].map(([tag]) => tag));
    const tags = [...new Set(html.flat())].join('');
    const idle = parts.filter((name) => !BY_SCRIPT.includes(name)).flatMap((name) => {
      const used = new Set(selectorsOf(rulesOf(usedStyle(partOf(name), tags))));
      return selectorsOf(rulesOf(partOf(name))).filter((one) => !used.has(one)).map((one) => `${name} ${one}`);
    });
    expect(idle.filter((one) => !NOT_IN_FIXTURE.some(([pattern]) => pattern.test(one)))).toEqual([]);
    expect(NOT_IN_FIXTURE.filter(([pattern]) => !idle.some((one) => pattern.test(one))).map(([, when]) => when)).toEqual([]);
  });
});
