/** Each payload by itself, through each of the ways in which text becomes HTML: whatever it is, nothing that acts comes out. */
import { describe, expect, test } from 'vitest';
import { withMasks } from '../../../src/site/view/masks.ts';
import { renderMarkdown, renderPlain } from '../../../src/site/view/render-text.ts';
import { actsIn, strangeIn } from './parsed.ts';
import { generatedPayloads, LISTED_PAYLOADS } from './payloads.ts';

describe('the check itself', () => {
  test('sees what acts', () => {
    expect(actsIn('<a href="javascript:x">a</a><p onclick=x>b<svg>')).toEqual(['a href', 'p onclick', 'svg']);
    expect(LISTED_PAYLOADS.filter((payload) => actsIn(payload).length > 0).length).toBeGreaterThan(LISTED_PAYLOADS.length * 0.5);
  });

  test.each([
    ['an element', '<marquee>x</marquee>', '<marquee>'], ['one in a template', '<template><iframe></iframe></template>', '<iframe>'], ['a handler', '<p onclick="x">x</p>', '<p onclick>'],
    ['an attribute with a style', '<p style="color:red">x</p>', '<p style>'], ['an address that is code', '<a href=" java\nscript:x">x</a>', '<a href> of another scheme'],
    ['a script', '<script>x</script>', '<script> of another source'], ['a script of ours with words', '<script src="assets/search.js">x</script>', '<script> of another source'], ['data that ends early', '<script type="application/ld+json">{"a":"<!--"}</script>', '<script> of another source'], ['data that is none', '<script type="application/ld+json">x</script>', '<script> of another source'],
    ['a style', '<style>p{}</style>', '<style> in the body'],
    ['a form', '<form action="x"></form>', '<form> of another kind'], ['a field', '<input id="w">', '<input> of another kind'],
    ['a new address of the page', '<meta http-equiv="refresh" content="0">', '<meta http-equiv>'], ['a sheet', '<link rel="stylesheet" href="x.css">', '<link> of another kind'],
  ])('sees what is not the portal\'s own: %s', (_, html, found) => {
    const page = (inner: string): string => `<!doctype html><html lang="ko"><head><title>x</title><style>p{}</style></head><body><main><h1>x</h1>${inner}</main></body></html>`;
    expect(strangeIn(page('<p><a href="a.html">x</a></p>'))).toEqual([]);
    expect(strangeIn(page(html))).toContain(found);
  });
});

test.each([
  ['as Markdown', (payload: string) => renderMarkdown(payload, 't')],
  ['as Markdown, in a line, a cell, a link, a title and a mask', (payload: string) => renderMarkdown(`가 ${payload} 나\n\n| ${payload} |\n|---|\n| ${payload} |\n\n[${payload}](https://law.go.kr "${payload}") [a](${payload}) [${payload} 가림·제6호]`, 't')],
  ['as plain text', renderPlain], ['as a name', withMasks],
])('%s', (_, render) => {
  const generated = generatedPayloads();
  const some = Array.from({ length: Math.ceil(generated.length / 25) }, (__, n) => generated.slice(n * 25, (n + 1) * 25).join('\n\n'));
  expect([...LISTED_PAYLOADS, ...some].filter((payload) => actsIn(render(payload)).length > 0)).toEqual([]);
}, 120_000);
