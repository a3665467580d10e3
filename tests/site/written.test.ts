/** Written pages: drawings in their places, unknown ones refused, and still no HTML of the text. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GUIDE_FIGURES } from '../../src/site/view/guide-figures.ts';
import { markKorean } from '../../src/site/view/korean-words.ts';
import { wordsIn } from '../../src/site/view/words.ts';
import { loadWrittenPages, type WrittenPart } from '../../src/site/view/written.ts';
import { put } from './fixture.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
let content: string;
beforeEach(() => { content = mkdtempSync(join(tmpdir(), 'glasshall-written-')); });
afterEach(() => rmSync(content, { recursive: true, force: true }));

function parts(korean: string): readonly WrittenPart[] {
  put(content, 'pages/guide.ko.md', korean);
  put(content, 'pages/guide.en.md', '# Guide\n\nWords.\n');
  return loadWrittenPages(content).get('guide')!.parts.ko;
}

describe('a drawing', () => {
  test.each([
    ['none', '# 안내\n\n글\n', ['<p>글</p>']],
    ['first', '# 안내\n\n<!-- figure: mask -->\n\n글\n', ['mask', '<p>글</p>']],
    ['last, without a line after it', '# 안내\n\n글\n\n<!-- figure: mask -->', ['<p>글</p>', 'mask']],
    ['two in a row', '# 안내\n\n<!-- figure: mask -->\n\n<!--figure:ask-->\n', ['mask', 'ask']],
    ['after a list, which ends there', '# 안내\n\n- 하나\n\n  <!-- figure: mask -->\n', ['<ul>\n<li>하나</li>\n</ul>', 'mask']],
    ['with other blanks', '# 안내\n\n  <!--  figure:  states  -->  \n\n글\n', ['states', '<p>글</p>']],
  ])('%s', (_, korean, expected) => {
    expect(parts(korean).map(({ html, figure }) => figure ?? html.trim())).toEqual(expected);
  });

  test('the headings around it keep their levels', () => {
    const html = parts('# 안내\n\n## 하나\n\n<!-- figure: mask -->\n\n### 둘\n').map((part) => part.html ?? '').join('');
    expect(html).toContain('<h2>하나</h2>');
    expect(html).toContain('<h3>둘</h3>');
  });

  test.each([
    ['an unknown one', '<!-- figure: cat -->', `got "cat"`], ['a misspelt line', '<!-- figure mask -->', 'got another line'], ['one with attributes', '<!-- figure: mask onload=1 -->', 'got another line'], ['one that does not end', '<!-- figure: mask', 'got another line'],
  ])('%s is refused', (_, line, got) => {
    expect(() => parts(`# 안내\n\n${line}\n`)).toThrow(`pages/guide.ko.md: expected <!-- figure: one of ${GUIDE_FIGURES.join(', ')} -->, ${got}`);
  });

  test.each([['in a paragraph', '글\n<!-- figure: mask -->\n글'], ['in a quotation', '> 글\n>\n<!-- figure: mask -->\n뒤'], ['inside a quotation', '> <!-- figure: mask -->'], ['as a list’s item', '- <!-- figure: mask -->'], ['behind words', '글 <!-- figure: mask -->'], ['in code', '```\n<!-- figure: mask -->\n```']])('%s is refused', (_, text) => {
    expect(() => parts(`# 안내\n\n${text}\n`)).toThrow('pages/guide.ko.md: expected an empty line before and after each figure, outside of lists and quotations');
  });
});

describe('the text', () => {
  test('is never HTML, around drawings too', () => {
    const html = parts('# 안내\n\n<b>굵게</b> <script>alert(1)</script>\n\n<!-- figure: mask -->\n\n<img src=x onerror=alert(1)>\n\n<!-- 보통 주석 -->\n').map((part) => part.html ?? '').join('');
    expect(html).not.toMatch(/<(?:b|script|img)\b|<!--/);
  });

  test('the code point that keeps the places cannot be smuggled in', () => {
    expect(parts('# 안내\n\n\uFDD2mask\uFDD2\n').map(({ figure }) => figure)).toEqual([null]);
  });

  test.each([
    ['another language', () => put(content, 'pages/guide.ko.md', '# 안내\n\n글\n'), 'pages/guide.en.md: expected this page in every language, got none'],
    ['a title', () => { put(content, 'pages/guide.ko.md', '글\n'); put(content, 'pages/guide.en.md', '# Guide\n'); }, 'pages/guide.ko.md: expected "# " and a title on the first line'],
  ])('without %s it is refused', (_, write, message) => {
    write();
    expect(() => loadWrittenPages(content)).toThrow(message);
  });
});

describe('Hangul in an English text', () => {
  test.each([
    ['<p>`가림` is “hidden”</p>', '<p>`<span lang="ko">가림</span>` is “hidden”</p>'], ['<p>제9조 제1항 제6호 of the Act</p>', '<p><span lang="ko">제9조 제1항 제6호</span> of the Act</p>'],
    ['<a href="https://law.go.kr/법령" title="법">law</a>', '<a href="https://law.go.kr/법령" title="법">law</a>'], ['none', 'none'], ['글', '<span lang="ko">글</span>'],
    ['<span class="mask">[성명 가림<span aria-hidden="true">·</span> 제6호]</span>', '<span class="mask">[<span lang="ko">성명 가림</span><span aria-hidden="true">·</span> <span lang="ko">제6호</span>]</span>'],
  ])('%s', (html, expected) => expect(markKorean(html)).toBe(expected));

  test('is marked in the pages of the repository, and only in English', () => {
    const { ko, en } = loadWrittenPages(join(REPOSITORY, 'content')).get('how-to-use')!.parts;
    expect(en.some(({ html }) => html?.includes('<span lang="ko">가림</span>'))).toBe(true);
    expect(ko.some(({ html }) => html?.includes('lang='))).toBe(false);
  });
});

describe('the pages of the repository', () => {
  const pages = loadWrittenPages(join(REPOSITORY, 'content'));
  test('are there: how to use it, how good it is, for whom, and what it does not keep', () => {
    expect([...pages.keys()]).toEqual(['about', 'accessibility', 'data', 'how-to-use', 'privacy', 'quality']);
  });

  test('the guide uses every drawing once, at the same places in both languages', () => {
    const { ko, en } = pages.get('how-to-use')!.parts;
    const figures = (of: readonly WrittenPart[]) => of.flatMap(({ figure }) => figure ?? []);
    expect([...figures(ko)].sort()).toEqual([...GUIDE_FIGURES].sort());
    expect(figures(en)).toEqual(figures(ko));
  });

  test('every drawing is said in words, and numbers it draws are numbers of the list below it', () => {
    for (const name of GUIDE_FIGURES) for (const language of ['ko', 'en'] as const) expect([name, wordsIn(language)(`guide.${name}`).length > 40]).toEqual([name, true]);
    const folder = join(REPOSITORY, 'src/site/components/figures');
    for (const language of ['ko', 'en'] as const) {
      const all = pages.get('how-to-use')!.parts[language];
      for (const [at, { figure }] of all.entries()) {
        if (figure === null) continue;
        const drawn = Math.max(0, ...[...wordsIn(language)(`guide.${figure}`).matchAll(/(?:^|[\s:,.])([1-9]) /g)].map(([, number]) => Number(number)));
        const items = /^\s*<ol>([\s\S]*?)<\/ol>/.exec(all[at + 1]?.html ?? '')?.[1]?.match(/<li>/g)?.length ?? 0;
        expect([language, figure, items]).toEqual([language, figure, drawn]);
      }
    }
    expect(readdirSync(folder).filter((name) => /\bstyle=|<script|href=/.test(readFileSync(join(folder, name), 'utf8')))).toEqual([]);
  });
});
