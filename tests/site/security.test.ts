/** The site's own safety in its parts: links that write mail, excerpts, the worker's exception, and where HTML may come from. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import type { Element, Root } from 'hast';
import rehypeSanitize from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { bareMailLink, mailLink } from '../../src/site/security/mail-link.ts';
import { MARKDOWN_SCHEMA } from '../../src/site/security/markdown-schema.ts';
import { onlyWorker, trustWorker } from '../../src/site/security/trusted-worker.ts';
import { renderMarkdown } from '../../src/site/view/render-text.ts';

const SITE = join(import.meta.dirname, '../../src/site');
const sources = readdirSync(SITE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:astro|ts)$/.test(name)).sort()
  .map((name) => ({ name, text: readFileSync(join(SITE, name), 'utf8') }));
const components = sources.filter(({ name }) => name.endsWith('.astro'));

/** Every `set:html` that is not `withMasks(…)`, which escapes, and who cleaned what it places. */
const PLACED: Readonly<Record<string, string>> = {
  'components/Files.astro file.html': 'renderPlain or renderMarkdown, kept by the catalogue',
  'components/Files.astro file.nameHtml': 'withMasks, or words of ours',
  'components/Files.astro sheet.html': 'renderCsv, which escapes every cell, kept by the catalogue',
  'components/Files.astro sheet.nameHtml': 'withMasks, or escapeHtml',
  'components/LedgerTable.astro cell.html': 'withMasks, formatted numbers and days, codes, words of ours',
  'components/ProjectHead.astro value.html': 'escapeHtml, codes, formatted numbers and days, words of ours',
  'components/ProjectPayments.astro line.titleHtml': 'withMasks, by the view',
  'components/ProjectPayments.astro summary': 'words of ours and formatted sums',
  'components/ProjectSteps.astro steps.html': 'renderMarkdown',
  'components/ProjectStory.astro entry.titleHtml': 'withMasks, or words of ours',
  'components/ProjectStory.astro fact': 'withMasks, by the view',
  'components/ProjectTable.astro line.html': 'withMasks or escapeHtml, by project-name.ts',
  'components/RegisterDays.astro line.titleHtml': 'withMasks, or words of ours',
  'components/Tools.astro line.html': 'withMasks and markKorean, by cite.ts',
  'layouts/Embed.astro css': 'the style of a frame',
  'layouts/Frame.astro css': 'the style of the portal',
  'layouts/Frame.astro structuredData(page, thing, title, crumbs)': 'JSON without any `<`, for machines',
  'layouts/Frame.astro titleHtml': 'withMasks, by the view of the page',
  'layouts/MoneyFact.astro view.html': 'renderMarkdown',
  'layouts/MoneyPayees.astro kind.html': 'renderMarkdown',
  'layouts/Project.astro one.html': 'withMasks, by project-name.ts',
  'layouts/Rule.astro view.html': 'renderMarkdown',
  'layouts/Text.astro view.bodyHtml': 'renderMarkdown, kept by the catalogue',
  'layouts/Written.astro part.html': 'renderMarkdown',
};

/** Returns the expression that begins behind `{`, brackets balanced. */
function expressionAt(text: string, start: number): string {
  let depth = 1;
  let end = start;
  while (depth > 0 && end < text.length) depth += { '{': 1, '}': -1 }[text[end++]!] ?? 0;
  return text.slice(start, end - 1).trim();
}

/** Every place at which a component takes text for HTML. */
function placed({ name, text }: { name: string; text: string }): string[] {
  return [...text.matchAll(/set:html\s*=\s*(\{)?/g)].map((match) => (match[1] === undefined ? `${name} set:html without {}` : `${name} ${expressionAt(text, match.index + match[0].length)}`))
    .filter((place) => !/^\S+ withMasks\([\w.]+\)$/.test(place));
}

describe('HTML comes only from what was cleaned', () => {
  test('the check sees another source', () => {
    const bad = ['<p set:html={record.body} />', '<p set:html={`${a}`}>', '<p set:html="x">', '<p set:html={withMasks(a) + b}>', '<p set:html={ { a: { b } }.a }>'];
    expect(placed({ name: 'x.astro', text: bad.join('\n') })).toHaveLength(bad.length);
    expect(placed({ name: 'x.astro', text: '<p set:html={withMasks(line.title)} />' })).toEqual([]);
  });

  test('every place is on the list, and the list has no place that is gone', () => {
    expect([...new Set(components.flatMap(placed))].sort()).toEqual(Object.keys(PLACED).sort());
  });

  test('no component has a script of its own, a handler or a style; data for machines stands in one place', () => {
    const scripts = components.flatMap(({ name, text }) => [...text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => `${name} ${tag}`));
    expect(scripts).toEqual([
      'layouts/Frame.astro <script is:inline type="application/ld+json" set:html={structuredData(page, thing, title, crumbs)} />',
      ...['Search', 'Verify'].map((name) => `layouts/${name}.astro <script is:inline slot="head" type="module" src={page.toFile('assets/${name.toLowerCase()}.js')} />`),
    ]);
    const acting = components.filter(({ text }) => /\s(?:on[a-z]+|style|srcdoc|define:vars|is:raw|set:text|client:\w+)\s*=/.test(text.replace(/^---[\s\S]*?\n---/, '')));
    expect(acting.map(({ name }) => name)).toEqual([]);
  });

  test('no code makes HTML, scripts or addresses of scripts out of text', () => {
    const sinks = /\b(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe|setHTML|srcdoc|execScript)\b|document\.write|\beval\s*\(|new Function\b|setTimeout\s*\(\s*['"`]|allowDangerousHtml|rehype-raw/;
    const used = sources.filter(({ text }) => sinks.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''))).map(({ name }) => name);
    expect(used).toEqual([]);
    expect(sinks.test('element.innerHTML = text')).toBe(true);
  });
});

describe('a link that writes mail', () => {
  const of = (link: string) => {
    const url = new URL(link);
    return { to: decodeURIComponent(url.pathname), ...Object.fromEntries(url.searchParams), keys: [...url.searchParams.keys()] };
  };

  test('to one mailbox, with subject and body', () => {
    expect(mailLink('open@haneul.example')).toBe('mailto:open@haneul.example');
    expect(of(mailLink('open@haneul.example', { subject: '문의: 공원 정비', body: '자료 번호 1\n주소 https://open.haneul.example/a.html' })!)).toEqual({
      to: 'open@haneul.example', keys: ['subject', 'body'], subject: '문의: 공원 정비', body: '자료 번호 1\r\n주소 https://open.haneul.example/a.html',
    });
  });

  test.each([
    '', 'a', 'a@b', 'a@b.example,c@d.example', 'a@b.example;c@d.example', 'a@b.example?cc=c@d.example', 'a@b.example&bcc=c@d.example', 'a@b.example\r\nBcc: c@d.example',
    'a@b.example%0d%0aBcc:c@d.example', 'a b@c.example', '"a b"@c.example', '<a@b.example>', 'a@b@c.example', 'javascript:alert(1)//@b.example', 'a@b..example', '가@b.example', `${'a'.repeat(65)}@b.example`,
  ])('%j is no mailbox', (address) => expect(mailLink(address)).toBeNull());

  test.each(['a?cc=x@b.example', 'a&bcc=x@b.example', "o'neil+x@b.example", 'a#b@c.example', 'a/b=c@d.example'])('%s: what is odd in a name stays in it', (address) => {
    expect(of(mailLink(address)!)).toEqual({ to: address, keys: [] });
  });

  test.each(['x&bcc=c@d.example', 'x?cc=c@d.example', 'x\r\nBcc: c@d.example', 'x%0D%0ABcc: c@d.example', 'x#y', 'x&amp;to=c@d.example', 'x\u2028Bcc: c@d.example'])('a title %j adds no reader', (title) => {
    const link = of(mailLink('a@b.example', { subject: title, body: title })!);
    expect(link.keys).toEqual(['subject', 'body']);
    expect(link.to).toBe('a@b.example');
    expect((link as { subject?: string }).subject).not.toMatch(/[\r\n\u2028]/);
  });

  test('of any title: one reader, two fields, short enough for every mail program', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 400 }), (subject, body) => {
      const link = mailLink('a@b.example', { subject: `s${subject}`, body: `b${body}` })!;
      expect(of(link)).toMatchObject({ to: 'a@b.example', keys: ['subject', 'body'] });
      expect(link.length).toBeLessThan(2_000);
      expect(link).toMatch(/^mailto:a@b\.example\?subject=[\w%.~-]+&body=[\w%.~-]+$/);
    }), { seed: 2, numRuns: 500 });
  });

  test.each([
    ['mailto:a@b.example', 'mailto:a@b.example'], ['MAILTO:a@b.example?bcc=c@d.example&body=x', 'mailto:a@b.example'], ['mailto:?to=a@b.example', null],
    ['mailto:a@b.example,c@d.example', null], ['mailto:a%40b.example', 'mailto:a@b.example'], ['mailto:%E0%A4%A', null], ['mailto:a@b.example%0D%0ABcc:c@d.example', null],
  ])('of a record, %s is %s', (link, expected) => expect(bareMailLink(link)).toBe(expected));
});

describe('a link of a record', () => {
  test.each([
    ['[a](mailto:a@b.example?bcc=c@d.example)', 'mailto:a@b.example'], ['<mailto:a@b.example,c@d.example>', null], ['[a](tel:02-000-0000)', 'tel:02-000-0000'],
    ['[a](tel:*%2306%23)', null], ['[a](https://law.go.kr@elsewhere.example/)', null], ['[a](https://a:b@elsewhere.example/)', null], ['[a](https://law.go.kr/법령)', 'https://law.go.kr/%EB%B2%95%EB%A0%B9'],
    ['[a](https:elsewhere.example)', null], ['[a](https:///)', null], ['[a](HTTPS://law.go.kr)', null], ['[a](intent://x#Intent;end)', null], ['[a](blob:https://law.go.kr/1)', null], ['[a](ftp://a.example)', null],
  ])('%s', (markdown, href) => {
    expect(/ href="([^"]*)"/.exec(renderMarkdown(markdown, 't'))?.[1] ?? null).toBe(href);
  });

  test('no attribute of the author gets through: no class, id, name or style', () => {
    expect(renderMarkdown('# a {#status .x}\n\n```js x="y"\n1\n```\n\n```"><b\n1\n```', 't')).toBe('<h2>a {#status .x}</h2>\n<pre><code class="language-js">1\n</code></pre>\n<pre><code class="">1\n</code></pre>');
  });

  test('a box of a task list keeps its state', () => {
    expect(renderMarkdown('- [x] 끝\n- [ ] 남음', 't').match(/[☑☐] [^<]+/g)).toEqual(['☑ 끝', '☐ 남음']);
  });
});

describe('the second lock: should a parser ever let elements through', () => {
  /** What the schema leaves of one element with everything on it that acts. */
  function cleaned(tagName: string, properties: Element['properties'], schema = MARKDOWN_SCHEMA): string {
    const tree: Root = { type: 'root', children: [{ type: 'element', tagName, properties, children: [{ type: 'text', value: 'x' }] }, { type: 'comment', value: 'c' }, { type: 'doctype' }] };
    const tool = unified().use(rehypeSanitize, schema).use(rehypeStringify);
    return tool.stringify(tool.runSync(tree) as Root);
  }
  const acting: Element['properties'] = { onClick: 'alert(1)', onerror: 'alert(1)', style: 'color:red', srcDoc: 'x', src: 'x', action: 'x', formAction: 'x', name: 'status', id: 'status', className: ['a'], target: '_top', ping: ['x'], href: 'javascript:alert(1)' };

  test.each('script style iframe frame object embed applet form input button select textarea base meta link img picture source video audio track svg math template portal marquee details dialog noscript title body html xmp'.split(' '))('<%s> is gone', (name) => {
    expect(cleaned(name, acting)).not.toContain('<');
  });

  test.each(MARKDOWN_SCHEMA.tagNames!)('<%s> keeps nothing that acts', (name) => {
    const kept = ['a', 'h2', 'li'].includes(name) ? ' id="status"' : ''; // Made by the renderer itself, with its prefix.
    expect(cleaned(name, acting).replace(' class=""', '')).toMatch(new RegExp(`^(?:<${name}${kept}>(?:x</${name}>)?|x)$`));
  });

  test.each(['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'vbscript:x', 'blob:x', 'file:///x', 'ftp://x.example', 'java\nscript:alert(1)', ' javascript:x', '\u0001javascript:x'])('an address %j is gone', (href) => {
    expect(cleaned('a', { href })).toBe('<a>x</a>');
  });
});

describe('the exception for the worker', () => {
  const worker = 'https://open.haneul.example/mirror/pagefind/pagefind-worker.js';
  const page = 'https://open.haneul.example/mirror/en/search.html';
  test('its own address, whole or as Pagefind writes it', () => {
    for (const address of [worker, '/mirror/pagefind/pagefind-worker.js', '../pagefind/pagefind-worker.js']) expect(onlyWorker(worker, page)(address)).toBe(address);
  });

  test.each(['data:text/javascript,alert(1)', 'https://elsewhere.example/mirror/pagefind/pagefind-worker.js', '//elsewhere.example/x.js', 'blob:https://open.haneul.example/1', `${worker}?x`, 'pagefind-worker.js', '../records/x.js', ''])('%s is refused', (address) => {
    expect(() => onlyWorker(worker, page)(address)).toThrow('only the worker of the search is trusted');
  });

  test('one policy, named as the page allows; a browser without them is left alone', () => {
    const made: string[] = [];
    trustWorker(worker, { document: { baseURI: page }, trustedTypes: { createPolicy: (name, rules) => made.push(name, ...Object.keys(rules)) } });
    expect(made).toEqual(['default', 'createScriptURL']);
    trustWorker(worker, { document: { baseURI: page } });
  });
});
