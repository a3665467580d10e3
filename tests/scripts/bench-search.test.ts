/** What the search benchmark makes of answers, and how it takes its queries. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readQueries, scoreSets, type BenchQuery } from '../../scripts/bench/search-score.ts';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'bench-search-')); });
afterAll(() => rmSync(folder, { recursive: true }));

const query = (given: Partial<BenchQuery>): BenchQuery => ({ id: 'q', set: 's', text: '공원', gold: ['a'], grades: null, ...given });

test('recall, rank and silence of a set', () => {
  const answers = [['a', 'b'], ['b', 'a'], ['b', 'c', 'd', 'e', 'f', 'a'], []].map((ids) => ({ query: query({}), answered: { ids } }));
  expect(scoreSets(answers)).toEqual([{ set: 's', queries: 4, recall: { 1: 0.25, 5: 0.5, 10: 0.75 }, reciprocalRank: (1 + 1 / 2 + 1 / 6) / 4, none: 0.25, gain: null }]);
});

test('the gain of graded queries is 1 for the best order, less for a later one, 0 for none', () => {
  const graded = query({ gold: ['a', 'b'], grades: { a: 3, b: 1 } });
  const gain = (ids: string[]): number => scoreSets([{ query: graded, answered: { ids } }])[0]!.gain!;
  expect([gain(['a', 'b']), gain(['b', 'a']), gain(['x'])]).toEqual([1, 1, 0]);
  expect(gain(['x', 'a'])).toBeCloseTo(1 / Math.log2(3) / (1 + 1 / Math.log2(3)));
});

test('takes so many queries of each set, evenly spread, plain or packed', () => {
  const lines = Array.from({ length: 30 }, (_, at) => JSON.stringify({ id: `q${at}`, corpus: at < 20 ? 'x' : 'y', kind: 'k', text: '공원', gold: ['a'] })).join('\n');
  writeFileSync(join(folder, 'queries.jsonl'), `${lines}\n`);
  writeFileSync(join(folder, 'queries.jsonl.gz'), gzipSync(lines));
  const ids = (file: string, limit: number): string[] => readQueries(join(folder, file), limit).map(({ id }) => id);
  expect(ids('queries.jsonl', 4)).toEqual(['q0', 'q5', 'q10', 'q15', 'q20', 'q23', 'q25', 'q28']);
  expect(ids('queries.jsonl.gz', 4)).toEqual(ids('queries.jsonl', 4));
  expect(ids('queries.jsonl', 100)).toHaveLength(30);
});

test('a line that is no query is refused by its number', () => {
  writeFileSync(join(folder, 'bad.jsonl'), '{"id":"a","text":"b","gold":[]}\n{"id":1}\n');
  expect(() => readQueries(join(folder, 'bad.jsonl'), 5)).toThrow('line 2: expected "id", "text" and "gold"');
});
