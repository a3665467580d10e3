import { describe, expect, test } from 'vitest';
import { policyPath, recordPath, slug } from '../../src/site/view/paths.ts';
import { rel } from '../../src/site/view/rel.ts';

test.each([
  ['home to a page beside it', 'index', 'units', {}, 'units.html'],
  ['home to itself', 'index', 'index', {}, 'index.html'],
  ['down', 'index', 'records/document/2026/03/x', {}, 'records/document/2026/03/x.html'],
  ['up', 'records/document/2026/03/x', 'index', {}, '../../../../index.html'],
  ['over to another folder', 'units/parks', 'dates/2026', {}, '../dates/2026.html'],
  ['beside, in the same folder', 'units/parks', 'units/roads', {}, 'roads.html'],
  ['from a block to the open end of its list', 'units/parks/3', 'units/parks', {}, '../parks.html'],
  ['from the open end to a block', 'units/parks', 'units/parks/3', {}, 'parks/3.html'],
  ['to the other language', 'units/parks', 'en/units/parks', {}, '../en/units/parks.html'],
  ['back from the other language', 'en/index', 'index', {}, '../index.html'],
  ['within the other language', 'en/units/parks', 'en/dates', {}, '../dates.html'],
  ['to a file', 'en/units/parks', 'assets/icon.svg', { isFile: true }, '../../assets/icon.svg'],
  ['to the root of the site', 'en/search', '', { isFile: true }, '../'],
  ['to an anchor', 'index', 'records/x', { anchor: 'r-1' }, 'records/x.html#r-1'],
  ['names that addresses reserve', 'index', 'units/가 나?b#c', {}, 'units/%EA%B0%80%20%EB%82%98%3Fb%23c.html'],
])('%s', (_, from, to, options, link) => {
  expect(rel(from, to, options)).toBe(link);
});

test('a link leads where a browser resolves it, from any page to any page', () => {
  const pages = ['index', 'units', 'units/a', 'units/a/1', 'en/index', 'en/units/a', 'records/t/2026/03/x'];
  for (const from of pages) for (const to of pages) {
    expect(new URL(rel(from, to), `https://city.example/mirror/${from}.html`).pathname).toBe(`/mirror/${to}.html`);
  }
});

describe('paths', () => {
  test('a record stands where its file stands', () => {
    expect(recordPath('records/document/2026/03/x.md')).toBe('records/document/2026/03/x');
    expect(recordPath('records/budget/2026/01/x.json', 2)).toBe('records/budget/2026/01/x/2');
    expect(policyPath('phases/city')).toBe('policy/phases/city');
  });

  test.each([['PK-1', 'PK-1'], ['..', '~~'], ['a.b', 'a~b'], ['index', 'index~']])('code %s is %s in an address', (code, part) => {
    expect(slug(code)).toBe(part);
  });

  test.each(['', 'a/b', '가', 'a b'])('"%s" is no code', (code) => {
    expect(() => slug(code)).toThrow('expected a code of letters, digits');
  });
});
