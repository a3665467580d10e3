import { expect, test } from 'vitest';
import { readQuery, tokensOf } from '../../src/site/search/query.ts';
import { indexTokens } from '../../src/site/search/tokens.ts';

const words = (query: string): string[] => readQuery(query).words.map(({ word }) => word);

test.each([
  ['question words and endings are left out', '공원은 어디에 있나요?', ['공원은']],
  ['English ones too', 'what is the budget of parks', ['budget', 'parks']],
  ['a word that comes twice is one, with whatever particle', '공원 공원을 공원에서', ['공원']],
  ['words that are only stops stay, so that it can be said', '어떻게 하는', ['어떻게', '하는']],
  ['control and hostile signs are nothing', '\u0000<script> .* [a-z]', ['script', 'z']],
  ['nothing', ' 🙂 ', []],
])('%s', (_, query, expected) => expect(words(query)).toEqual(expected));

test('only stops is said', () => {
  expect([readQuery('어떻게').isOnlyStops, readQuery('공원 어떻게').isOnlyStops, readQuery('').isOnlyStops]).toEqual([true, false, false]);
});

test('words that mean the same are other ways of the same word, whatever particle is behind', () => {
  const [word] = readQuery('업추비를', [['업무추진비', '업추비', 'business expenses']]).words;
  expect(word).toEqual({ word: '업추비를', also: ['업무추진비', 'business expenses'], ways: ['업추비', '업무추진비', 'business expenses'].map(indexTokens) });
});

test('a query of ten thousand words asks for no more than a page of the index can bear', () => {
  const long = Array.from({ length: 10_000 }, (_, at) => `낱말${String.fromCodePoint(0xac00 + at)}다라마바`).join(' ');
  expect(tokensOf(readQuery(long)).length).toBeLessThanOrEqual(70);
  expect(words(long).length).toBeLessThanOrEqual(24);
});

test('one word of ten thousand syllables is cut', () => {
  expect(tokensOf(readQuery('가나다라'.repeat(2_500))).length).toBeLessThanOrEqual(60);
});
