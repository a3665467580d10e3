import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlainText, plainLine, plainText, plainTexts } from '../../src/model/plain-text.ts';

/** What may be left of a text: nothing that Unicode calls a control, but line breaks and tabs. */
const HIDDEN = /[\p{Bidi_Control}\p{Noncharacter_Code_Point}\p{Cs}\u{e0000}-\u{e007f}\u{fff9}-\u{fffb}\u200b\u2060\ufeff\u00ad\u034f\u180e\u2028\u2029\r]/u;

describe('what hides goes', () => {
  test.each([
    ['nothing to do', '공원 정비 010-0000-1234\n\t끝', '공원 정비 010-0000-1234\n\t끝'],
    ['nothing', '', ''],
    ['NUL and other controls', 'a\u0000b\u0007c\u001bd\u007fe\u0086f', 'abcdef'],
    ['a right-to-left override', '영수증\u202egpj.exe', '영수증gpj.exe'],
    ['embeddings and isolates', '\u202aa\u202b\u202cb\u202d\u2066c\u2067\u2068d\u2069', 'abcd'],
    ['direction marks', 'a\u200eb\u200fc\u061cd', 'abcd'],
    ['zero widths inside a number', '0\u200b1\u200c0\u200d-\u20600000\ufeff-1234', '010-0000-1234'],
    ['a soft hyphen and a grapheme joiner', '홍\u00ad길\u034f동', '홍길동'],
    ['tag characters', 'a\u{e0041}\u{e0042}\u{e007f}b', 'ab'],
    ['interlinear annotation', '\ufff9본문\ufffa토\ufffb', '본문토'],
    ['lone surrogates', 'a\ud800b\udc00c\ud83d', 'abc'],
    ['noncharacters', 'a\ufdd0b\uffffc\u{1ffff}d', 'abcd'],
    ['invisible operators', '1\u2062000\u2063', '1000'],
    ['fillers that look like a space', '김\u3164철수\uffa0님', '김 철수 님'],
    ['fillers with nothing to fill', 'a\u115f\u1160b', 'ab'],
    ['a variation selector behind a digit', '0\ufe0f1\ufe0f0\ufe0f', '010'],
    ['a second variation selector', '❤\ufe0f\ufe0f', '❤\ufe0f'],
    ['a variation selector of Chinese behind Hangul', '가\u{e0100}', '가'],
    ['a joiner between letters', '가\u200d나', '가나'],
    ['what stays only because of what goes', '1\ufe0f\u200d😀', '1😀'],
  ])('%s', (_, text, expected) => {
    expect(plainText(text)).toBe(expected);
    expect(isPlainText(text)).toBe(text === expected);
  });

  test.each(['\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'])('line break %j', (sign) => {
    expect(plainText(`가${sign}나`)).toBe('가\n나');
  });
});

describe('what is read stays', () => {
  test.each([
    ['emoji of several', '👨‍👩‍👧'], ['emoji with a skin', '👩🏽‍🚒'], ['emoji of two presentations', '❤️‍🔥 ❤︎'], ['a keycap', '1️⃣'], ['flags', '🇰🇷 🏳️‍🌈'],
    ['a variant of a Chinese character', '葛\u{e0100}城市'], ['Persian', 'می‌خواهم'], ['Hindi', 'क्‍ष'], ['old Hangul', '\u1112\u119e\u11ab \u115f\u1161'],
    ['Arabic and Hebrew', 'السلام עליכם'], ['decomposed Hangul', '한글'], ['letters of Hanyang PUA', '\ue0bc\uf537'], ['no-break and ideographic spaces', '가\u00a0나\u3000다'],
  ])('%s', (_, text) => {
    expect(plainText(text)).toBe(text);
  });
});

test('a title is one line', () => {
  expect(plainLine(' 공원\r\n정비\t계획\u202e ')).toBe('공원 정비 계획');
});

test('all texts of a paper, under their names and in order', () => {
  expect(Object.entries(plainTexts({ title: 'a\u202e', 'files/0/name': 'b\u0000' }))).toEqual([['title', 'a'], ['files/0/name', 'b']]);
});

test('of any text: twice is once, nothing hidden is left, nothing visible goes', () => {
  const sign = fc.oneof(
    fc.constantFrom(...'가a1❤😀क葛م\n\t \u200d\u200c\ufe0f\u202e\u0000\u115f\u1160\u1161\u3164\r\u2028'), fc.constantFrom('\u{e0100}', '\u{e0041}', '\ud800', '\udc00', '\u20e3'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  fc.assert(fc.property(fc.array(sign, { maxLength: 24 }), (signs) => {
    const text = signs.join('');
    const plain = plainText(text);
    expect(plainText(plain)).toBe(plain);
    expect(plain).not.toMatch(HIDDEN);
    expect(plain.isWellFormed()).toBe(true);
    const seen = (value: string) => value.toWellFormed().replaceAll('\ufffd', '').replace(/[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u{fff9}-\u{fffb}\s]/gu, '');
    expect(seen(plain)).toBe(seen(text));
  }), { seed: 11, numRuns: 3_000 });
});

test('a long text of nothing but hidden signs ends', () => {
  const start = performance.now();
  expect(plainText('\u200d\ufe0f\u202e'.repeat(200_000))).toBe('');
  expect(performance.now() - start).toBeLessThan(5_000);
});
