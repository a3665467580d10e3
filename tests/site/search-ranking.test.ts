import { expect, test } from 'vitest';
import type { Query } from '../../src/site/search/query.ts';
import { rank, type Postings } from '../../src/site/search/ranking.ts';

const query = (...words: string[][][]): Query => ({ isOnlyStops: false, words: words.map((ways, at) => ({ word: String(at), ways, also: [] })) });
const postings = (of: Record<string, Record<string, number>>): Map<string, Postings> => (
  new Map(Object.entries(of).map(([token, scores]) => [token, { scores: new Map(Object.entries(scores)), records: Object.keys(scores).length }]))
);
const order = (asked: Query, of: Record<string, Record<string, number>>): string[] => rank(asked, postings(of), 100).map(({ id, hasAll }) => `${id}${hasAll ? ' all' : ''}`);

test('records with all words stand first, whatever the others score', () => {
  expect(order(query([['a']], [['b']]), { a: { one: 90, both: 1 }, b: { both: 1, other: 2 } })).toEqual(['both all', 'one', 'other']);
});

test('a record that has a little of two words is nearer than one with a lot of one of three', () => {
  expect(order(query([['a']], [['b']], [['c']]), { a: { much: 5, two: 2.5 }, b: { two: 2.5 }, c: { x: 1 } })[0]).toBe('two');
});

test('a word is whole only with every token of it', () => {
  expect(order(query([['a', 'b']]), { a: { part: 1, whole: 1 }, b: { whole: 1 } })).toEqual(['whole all', 'part']);
});

test('a word counts by the way it stands in the record best, and once', () => {
  const ranked = rank(query([['a'], ['s', 't']]), postings({ a: { typed: 2, both: 2 }, s: { meant: 1, both: 1 }, t: { meant: 1.5, both: 1.5 } }), 100);
  expect(ranked.map(({ id, hasAll }) => [id, hasAll])).toEqual([['both', true], ['meant', true], ['typed', true]]);
  expect(ranked[0]!.score).toBe(ranked[1]!.score);
});

test('a token that was not asked for counts for nothing, and a word of such tokens only is not missed', () => {
  expect(order(query([['frequent']], [['a', 'frequent']]), { a: { one: 1 } })).toEqual(['one all']);
});

test('equals stand by their id', () => {
  expect(order(query([['a']]), { a: { z: 1, b: 1, m: 1 } })).toEqual(['b all', 'm all', 'z all']);
});

test('nothing asked, nothing found', () => {
  expect([order(query(), {}), order(query([['a']]), {}), order(query([['a']]), { a: {} })]).toEqual([[], [], []]);
});
