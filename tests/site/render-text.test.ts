import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hideMasks, showMasks, withMasks } from '../../src/site/view/masks.ts';
import { renderMarkdown, renderPlain } from '../../src/site/view/render-text.ts';
import { HOSTILE } from './fixture.ts';

const render = (markdown: string) => renderMarkdown(markdown, 't');
const MASK = '<span class="mask">[성명 가림<span aria-hidden="true">·</span> 제6호]</span>';

/** Returns whether the HTML holds an element, a handler or an address that could act. Quoted values can't. */
function acts(html: string): boolean {
  const bare = html.replace(/="[^"]*"/g, '=""');
  return /<(script|iframe|img|svg|object|embed|style|link|meta|form|input|base)\b/i.test(bare) || /<[a-z][^>]*\s(on\w+|style|srcdoc)\s*=/i.test(bare)
    || [...html.matchAll(/\s(?:href|src)="([^"]*)"/gi)].some(([, address]) => !/^(https?:|mailto:|tel:|#)/.test(address!));
}

test('the check itself sees what acts', () => {
  for (const html of ['<script>', '<a onclick="x">', '<a href="javascript:x">', '<p style="x">', '<a href="/x">']) expect(acts(html)).toBe(true);
  expect(acts('<p>&lt;script> onclick="x"</p>')).toBe(false);
});

describe('nothing that acts gets through', () => {
  test.each([
    '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[a](javascript:alert(1))', '[a](JaVaScRiPt:alert(1))', '[a](data:text/html,x)',
    '[a](vbscript:x)', '<a href="javascript:x">a</a>', '![a](javascript:x)', '![a](https://tracker.example/x.png)', '<svg onload=alert(1)>',
    '[a]: javascript:x\n\n[a]', '<https://ok.example/"onmouseover=x>', '[a](//evil.example)', '[a](/root)', '[a](x.hwp)', '<style>*{}</style>',
    '```html\n<script>1</script>\n```', '<details open ontoggle=alert(1)>', '[a](https://ok.example "onerror=x")', '[a](&#106;avascript:x)', '- [x] done',
  ])('%s', (markdown) => {
    expect(acts(render(markdown))).toBe(false);
  });

  test('a whole hostile body', () => {
    expect(acts(render(HOSTILE))).toBe(false);
  });

  test('any text at all', () => {
    const parts = fc.array(fc.constantFrom('<script>', '](', '[a', 'javascript:', '"', "'", ' onerror=', '<img ', '>', '`', '\n\n', '|', '가림·제6호]', '[성명 ', '&lt;', '\\'), { maxLength: 12 });
    fc.assert(fc.property(parts, (list) => !acts(render(list.join('')))), { seed: 7, numRuns: 300 });
  });
});

describe('masks', () => {
  test('a mask before a bracket is no link', () => {
    expect(render('[성명 가림·제6호](과장)')).toBe(`<p>${MASK}(과장)</p>`);
  });

  test.each([
    ['in a table', '| a |\n|---|\n| [성명 가림·제6호] |', MASK],
    ['in code', '`[성명 가림·제6호]`', `<code>${MASK}</code>`],
    ['in a heading', '# [성명 가림·제6호]', `<h2>${MASK}</h2>`],
  ])('%s', (_, markdown, html) => {
    expect(render(markdown)).toContain(html);
  });

  test('in an address the link is words only, in a title they stay words', () => {
    expect(render('[a](https://x.example/[성명 가림·제6호])')).not.toContain('href');
    expect(render('[a](https://x.example/ "[성명 가림·제6호]")')).toContain('title="[성명 가림·제6호]"');
  });

  test('hiding and showing leave the text as it was', () => {
    expect(showMasks(hideMasks('a [성명 가림·제6호] b [c]'))).toBe('a [성명 가림·제6호] b [c]');
    expect(withMasks('<b> [성명 가림·제6호] "')).toBe(`&lt;b&gt; ${MASK} &quot;`);
  });
});

describe('headings', () => {
  const levels = (markdown: string) => [...render(markdown).matchAll(/<h(\d)/g)].map(([, level]) => level).join('');
  test.each([
    ['from h1', '# a\n## b\n# c', '232'],
    ['a level left out', '# a\n### b\n## c', '233'],
    ['the deep ones first', '### a\n## b\n# c', '222'],
    ['six levels', '# a\n## b\n### c\n#### d\n##### e\n###### f', '234566'],
    ['none', 'text', ''],
  ])('%s', (_, markdown, expected) => {
    expect(levels(markdown)).toBe(expected);
  });
});

test('a table scrolls in a named region that the keyboard reaches', () => {
  expect(render('| 이름 | 금액 |\n|---|---:|\n| 가 | 1 |')).toBe('<div class="scroll" role="region" tabindex="0" aria-labelledby="t-table-1"><table>'
    + '<caption id="t-table-1">표 1</caption>\n<thead>\n<tr>\n<th scope="col">이름</th>\n<th scope="col" class="right">금액</th>\n</tr>\n</thead>\n'
    + '<tbody>\n<tr>\n<td>가</td>\n<td class="right">1</td>\n</tr>\n</tbody>\n</table></div>');
});

test('footnotes of two texts on one page do not meet', () => {
  const ids = ['a', 'b'].map((prefix) => [...renderMarkdown('x[^1]\n\n[^1]: y', prefix).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  expect(ids[0]!.filter((id) => ids[1]!.includes(id))).toEqual([]);
});

test('an image is its words', () => {
  expect(render('![조감도](a.png)')).toBe('<p>[그림: 조감도]</p>');
});

test('a plain text keeps its paragraphs and nothing else', () => {
  expect(renderPlain('\n가 <b>\n나\n\n\n  다 \n')).toBe('<p>가 &lt;b&gt;\n나</p>\n<p>  다</p>');
  expect(renderPlain('')).toBe('');
});

test.each([
  ['of a list item', '- 2025. 10. 22.까지', '<ul><li>2025. 10. 22.까지</li></ul>'],
  ['of an item with a number', '1. 첫째\n2. 2024. 3. 15. 회의', '<ol><li>첫째</li><li>2024. 3. 15. 회의</li></ol>'],
  ['of a paragraph', '2025. 계획', '<p>2025. 계획</p>'],
  ['but a list of our days is one', '2. 둘째', '<ol start="2"><li>둘째</li></ol>'],
  ['and code is code', '```\n2025. 1\n```', '<pre><code>2025. 1</code></pre>'],
])('a year at the start is no number of a list: %s', (_, markdown, html) => expect(renderMarkdown(markdown, 't').replaceAll('\n', '')).toBe(html));
