import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFrontMatter, parseFrontMatter } from '../../src/model/front-matter.ts';

describe('reads', () => {
  test.each([
    ['an unquoted date stays text', '---\nfrom: 2013-10-28\n---\n', { from: '2013-10-28' }],
    ['"no" stays text', '---\nanswer: no\n---\n', { answer: 'no' }],
    ['carriage returns', '---\r\na: 1\r\n---\r\nx', { a: 1 }],
    ['a byte order mark', '\uFEFF---\na: 1\n---\n', { a: 1 }],
  ])('%s', (_, text, data) => expect(parseFrontMatter('a.md', text).data).toEqual(data));

  test('a body that holds the same line again', () => {
    expect(parseFrontMatter('a.md', '---\na: 1\n---\nb\n---\nc\n').body).toBe('b\n---\nc\n');
  });
});

describe('refuses', () => {
  test.each([
    ['code', '---js\n{ a: process.exit(3) }\n---\n', 'a.md: expected front matter in YAML between two lines "---"'],
    ['JSON', '---json\n{"a":1}\n---\n', 'a.md: expected front matter in YAML between two lines "---"'],
    ['none', 'text', 'a.md: expected front matter in YAML between two lines "---"'],
    ['an open end', '---\na: 1\n', 'a.md: expected front matter in YAML between two lines "---"'],
    ['an alias', '---\na: &x 1\nb: *x\n---\n', "a.md: the front matter can't be read: it is not YAML"],
    ['the same key twice', '---\na: 1\na: 2\n---\n', "a.md: the front matter can't be read: DUPLICATE_KEY at line 3"],
    ['a list', '---\n- a\n---\n', "a.md: the front matter can't be read: not a mapping of keys to values"],
    ['an open quote, without quoting it', '---\na: "secret\n---\n', "a.md: the front matter can't be read: MISSING_CHAR at line 2"],
  ])('%s', (_, text, message) => expect(() => parseFrontMatter('a.md', text)).toThrow(message));
});

test('whatever is written is read back', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.constant(null), fc.array(fc.string()), fc.array(fc.record({ name: fc.string({ unit: 'grapheme' }), size: fc.nat() }), { minLength: 1 }));
  fc.assert(fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), value, { minKeys: 1 }), fc.string(), (data, body) => {
    const text = formatFrontMatter(data) + body.replaceAll('\r', '');
    expect(parseFrontMatter('a.md', text).data).toEqual({ ...data });
  }), { seed: 7, numRuns: 300 });
});
