import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '../../src/site/strings/en.json' with { type: 'json' };
import ko from '../../src/site/strings/ko.json' with { type: 'json' };
import { wordsIn } from '../../src/site/view/words.ts';

const SITE = join(import.meta.dirname, '../../src/site');
const code = readdirSync(SITE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|astro)$/.test(name))
  .map((name) => readFileSync(join(SITE, name), 'utf8')).join('\n');
const values = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
const named = (words: string) => [...new Set(values(words))].sort();

test('both languages have the same keys in the same order', () => {
  expect(Object.keys(en)).toEqual(Object.keys(ko));
});

test.each(Object.keys(ko))('%s takes the same values in both languages and is not empty', (key) => {
  const [korean, english] = [ko[key as keyof typeof ko], en[key as keyof typeof en]];
  expect(named(english)).toEqual(named(korean));
  expect(korean.trim() && english.trim()).not.toBe('');
});

test('no key is unused', () => {
  const literals = new Set([...code.matchAll(/'([a-z0-9-]+(?:\.[a-z0-9-]+)*)'/g)].map(([, literal]) => literal!));
  const families = [...code.matchAll(/`([a-z-]+\.(?:[a-z-]+\.)?)\$\{/g)].map(([, family]) => family!);
  expect(families).toContain('rank.');
  expect(Object.keys(ko).filter((key) => !literals.has(key) && !families.some((family) => key.startsWith(family)))).toEqual([]);
});

test('one is not many', () => {
  expect(wordsIn('en')('rows.count', { count: '1' })).toBe('1 row');
  expect(wordsIn('en')('rows.count', { count: '0' })).toBe('0 rows');
  expect(wordsIn('ko')('rows.count', { count: '1' })).toBe('1건');
});

test('values are put in their places, and only once', () => {
  expect(wordsIn('ko')('list.range', { from: 1, until: 40 })).toBe('1–40번째');
  expect(wordsIn('en')('ledger.title', { type: 'Budget', unit: '{period}', period: '2026' })).toBe('Budget, {period}, 2026');
});
