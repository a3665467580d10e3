import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wordsIn, type WordKey } from '../../src/site/view/words.ts';

const SITE = join(import.meta.dirname, '../../src/site');
const code = readdirSync(SITE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ts|astro)$/.test(name))
  .map((name) => readFileSync(join(SITE, name), 'utf8')).join('\n');

/** Every room of a language, with its keys in their order. */
function rooms(language: string): [name: string, words: Record<string, string>][] {
  const folder = join(SITE, 'strings', language);
  return readdirSync(folder).sort().map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>]);
}

const ko = Object.fromEntries(rooms('ko').flatMap(([, words]) => Object.entries(words)));
const en = Object.fromEntries(rooms('en').flatMap(([, words]) => Object.entries(words)));
const values = (words: string) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
const named = (words: string) => [...new Set(values(words))].sort();

test('both languages have the same rooms with the same keys in the same order', () => {
  const keys = (language: string) => rooms(language).map(([name, words]) => [name, Object.keys(words)]);
  expect(keys('en')).toEqual(keys('ko'));
  expect(rooms('ko').length).toBeGreaterThan(6);
});

test('a key stands in one room, and every room is read', () => {
  const keys = rooms('ko').flatMap(([, words]) => Object.keys(words));
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  expect(rooms('ko').filter(([, words]) => Object.entries(words).some(([key, said]) => !said.includes('{') && wordsIn('ko')(key as WordKey) !== said.split(' | ')[0] && wordsIn('ko')(key as WordKey) !== said.split(' | ').at(-1))).map(([name]) => name)).toEqual([]);
});

test.each(Object.keys(ko))('%s takes the same values in both languages and is not empty', (key) => {
  const [korean, english] = [ko[key]!, en[key]!];
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
