import { expect, test } from 'vitest';
import { indexTokens, piecesOf } from '../../src/site/search/tokens.ts';

/** Tokens as a person reads them: syllables instead of the ideographs that stand for them, `~` before real ideographs. */
const readable = (tokens: readonly string[]): string[] => tokens.map((token) => (token.startsWith('ª') ? `~${token.slice(1)}` : token.replace(/[\u4e00-\u79a3]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x4e00 + 0xac00))));

test.each([
  ['Hangul is pairs of neighbouring syllables, a particle stripped', '어린이공원에서', ['어린', '린이', '이공', '공원']],
  ['a syllable alone is a word of its own', '물 관리', ['물ª', '관리']],
  ['a syllable beside other letters says nothing', '제32조', ['32ª']],
  ['Latin words are whole, by their stem', 'Running parks', ['runª', 'parkª']],
  ['letters of full width are letters', 'Ａ４용지', ['a4ª', '용지']],
  ['Hanja are pairs', '國務會議', ['~國務', '~務會', '~會議']],
  ['pairs of signs beyond the first plane are whole', '𠀀𠀁', ['~𠀀𠀁']],
  ['middle dots and brackets part', '「지방자치법」ㆍ조례·규칙', ['지방', '방자', '자치', '치법', '조례', '규칙']],
  ['digit groups are joined', '1,234,000원', ['1234000ª']],
  ['a comma between other numbers parts', '1,23', ['1ª', '23ª']],
  ['a document number is its parts and itself', '도로과-290', ['도로', '로과', '290ª', '290도로과ª']],
  ['an id is whole', '18dgn76w92', ['18dgn76w92ª']],
  ['zeros before a short number say nothing, before a long one they do', '03 007 0012', ['3ª', '7ª', '0012ª']],
  ['emoji and signs are nothing', '🙂 — <b> .*', ['bª']],
  ['nothing', '', []],
])('%s', (_, text, tokens) => expect(readable(indexTokens(text))).toEqual(tokens));

test.each(['2024.3.15', '2024. 3. 15.', '2024-03-15', '20240315', '2024/3/15', '2024년 3월 15일'])('a day is the same day however it is written: %s', (day) => {
  expect(indexTokens(day)).toEqual(['20240315ª', '202403ª', '2024ª', '3ª', '15ª']);
});

test.each(['120240315', '20241315', '2024.3', '1.2.3'])('what is no day is none: %s', (text) => {
  expect(indexTokens(text)).not.toContain('202403ª');
});

test('no token begins another one, also not taken apart as Pagefind does, so that Pagefind finds what was asked for and nothing else', () => {
  const words = ['가나', '가난', '가', '각', '가낙다', '공', '공원', '공원과', 'park', 'parks', 'parka', '1', '12', '2024', '20240315', '도로과-2', '도로과-29', '國', '國務', 'a', '물', '물건', 'ａ', 'ªb'];
  const tokens = [...new Set(words.flatMap(indexTokens))];
  const beginnings = tokens.flatMap((one) => tokens.filter((other) => other !== one && other.normalize('NFD').startsWith(one.normalize('NFD'))).map((other) => `${one} begins ${other}`));
  expect(beginnings).toEqual([]);
});

test('pieces say where they stand in the text as it is', () => {
  const text = '가나다\r\n  2024. 3. 15.까지 Ａ';
  expect([...piecesOf(text)].map(({ start, end }) => text.slice(start, end))).toEqual(['가나다', '2024. 3. 15', '까지', 'Ａ']);
});
