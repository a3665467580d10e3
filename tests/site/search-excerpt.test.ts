import { expect, test } from 'vitest';
import { beginningOf, excerptOf, marked } from '../../src/site/search/excerpt.ts';
import { readQuery, tokensOf } from '../../src/site/search/query.ts';

const asked = (query: string): Set<string> => new Set(tokensOf(readQuery(query)));
const said = (stretches: readonly { text: string; isMarked: boolean }[]): string => stretches.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('');

test.each([
  ['a word with its particle', '공원', '어린이공원에서 만나요', '어린이[공원]에서 만나요'],
  ['a long word as far as it was asked for', '어린이공원 정비', '공원 정비 계획', '[공원] [정비] 계획'],
  ['a pair within another word, met by chance, is not', '나라사랑', '우리나라사람들', '우리[나라사]람들'],
  ['a lone pair in the middle is not', '국공립', '한국공항', '한국공항'],
  ['a number in groups', '1234000', '모두 1,234,000원', '모두 [1,234,000원]'],
  ['a day however it is written', '2024-03-15', '2024. 3. 15.에 결재', '[2024. 3. 15].에 결재'],
  ['English by its stem', 'park', 'Parks and parking', '[Parks] and [parking]'],
  ['markup stays a text', 'script', '<script>alert(1)</script>', '<[script]>alert(1)</[script]>'],
  ['nothing asked', '', '공원', '공원'],
])('marks %s', (_, query, text, expected) => expect(said(marked(text, asked(query)))).toBe(expected));

test('the stretches put together are the text', () => {
  const text = '공원 정비, 공원녹지과-12호(2024. 3. 15.) 🙂 <b>공원</b>\n끝';
  expect(marked(text, asked('공원 12 끝')).map((one) => one.text).join('')).toBe(text);
});

test('the excerpt is where most of the words stand, cut at spaces, and says of which file', () => {
  const filler = '다른 이야기 '.repeat(60);
  const found = excerptOf([{ file: null, text: `공원 ${filler}` }, { file: '계획서.hwp', text: `${filler}어린이공원 놀이터 바닥재 교체 ${filler}` }], asked('공원 놀이터 바닥재'))!;
  expect(found.file).toBe('계획서.hwp');
  expect(said(found.excerpt)).toMatch(/^… .{0,40}어린이\[공원\] \[놀이터\] \[바닥재\] 교체 .* …$/);
  expect(found.excerpt.map(({ text }) => text).join('').length).toBeLessThanOrEqual(170);
});

test('without any of the words there is no excerpt', () => expect(excerptOf([{ file: null, text: '다른 글' }], asked('공원'))).toBeNull());

test('a beginning is not cut through a sign of two units', () => {
  const cut = beginningOf(`${'가'.repeat(159)}😀${'나'.repeat(50)}`);
  expect(cut.map(({ text }) => text).join('').isWellFormed()).toBe(true);
});
