import { describe, expect, test } from 'vitest';
import { stripParticle } from '../../src/relate/particles.ts';
import { featuresOf, presentable, wordsOf, type Attested } from '../../src/relate/words.ts';

describe('stripParticle', () => {
  test.each([
    ['공원의', '공원', 'the possessive'],
    ['공원에서는', '공원', 'two particles as one'],
    ['놀이터를', '놀이터', 'after a vowel'],
    ['예산을', '예산', 'after a consonant'],
    ['서울로', '서울', '로 after ㄹ'],
    ['하천으로', '하천', '으로 after a consonant'],
    ['예산를', '예산를', 'a particle that can not stand after this sound stays'],
    ['회의', '회의', 'at least two syllables stay'],
    ['부과', '부과', 'a short word that looks like a particle'],
    ['budget', 'budget', 'other letters'],
    ['CCTV를', 'CCTV', 'after other letters'],
  ])('%s → %s: %s', (word, stem) => {
    expect(stripParticle(word)).toBe(stem);
  });
});

describe('presentable', () => {
  const archive = (...forms: string[]) => ({
    isAlone: (word: string) => forms.includes(word),
    isStem: (word: string) => forms.some((form) => form !== word && stripParticle(form) === word),
  });
  test.each<[form: string, attested: Attested, shown: string | null, because: string]>([
    ['공원의', archive('공원의', '공원'), '공원', 'the stem stands alone elsewhere'],
    ['공원의', archive('공원의'), null, 'nothing bears the stem out'],
    ['전문가', archive('전문가', '전문', '전문가를'), '전문가', 'the whole word takes particles, so its ending is none'],
    ['여의도', archive('여의도'), null, 'an ending in doubt is not shown'],
    ['추진하는', archive('추진하는'), null, 'a verb'],
    ['관련', archive('관련'), null, 'a word without content'],
    ['2026년', archive('2026년'), null, 'a year'],
    ['of', archive('of'), null, 'a short word in other letters'],
    ['bridge', archive('bridge'), 'bridge', 'a word in other letters'],
  ])('%s: %o → %s: %s', (form, attested, shown) => {
    expect(presentable(form, attested)).toBe(shown);
  });
});

test('words are cut at middle dots and signs, and masks are left out', () => {
  expect(wordsOf('공원ㆍ녹지 (도로·하천) [주민등록번호 가림·제6호] A/B')).toEqual(['공원', '녹지', '도로', '하천', 'A', 'B']);
});

test('features are syllable pairs in Hangul and Hanja, whole words in other letters, no numbers', () => {
  expect(featuresOf('도시공원')).toEqual(['도시', '시공', '공원']);
  expect(featuresOf('cctv설치2026')).toEqual(['cctv', '설치']);
  expect(featuresOf('道路')).toEqual(['道路']);
  expect(featuresOf('the')).toEqual([]);
});
