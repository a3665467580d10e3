/** The readings of a text, and that every range in them leads back to the original. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { normalise, normaliseRendered, originalRange, readings } from '../../../src/export/detectors/normalise.ts';

/** What stands before each stretch that is read aside. */
const APART = '\n'.repeat(8);

/** Characters that shrink, grow, vanish, melt together or take two code units. */
const TRICKY = fc.constantFrom(
  '0', '９', '①', '½', 'a', 'Ａ', '@', '＠', '-', '–', '—', '−', 'ー', 'ㅡ', '─', ' ', '\u00a0', '\u3000', '\t', '\n', '\r\n', '\r', '\u2028',
  '가', '\u1112', '\u1161', '\u11ab', 'ㄱ', 'ㅏ', 'ﾡ', 'ￂ', 'é', 'e\u0301', '\u0332', '1\ufe0f\u20e3', '㎏', 'ﷺ', '𝟘', '😀', '\ud83d', '\ude00',
  '\u200b', '\u00ad', '\ufeff', '\u2060', '\u202e', '\u0000', '\ufffc', '·', 'ㆍ', '•', '*', '_', '`', '~~', '\\', '\\-', '&#48;', '&nbsp;', '&', '<b>', '<br>', '<', '>',
  '[', '](x)', '](1)', '[a]', '![', '[a]: x', '<i t="1">', '~', '**', '> ', '- ', '|', '   ',
);
const text = fc.array(TRICKY, { maxLength: 30 }).map((parts) => parts.join(''));

function shownUnits(reading: string): number {
  return reading.includes(APART) ? reading.indexOf(APART) : reading.length;
}

test.each([
  ['full-width digits and dashes', '０１０－１２３４', '010-1234'],
  ['every kind of dash', '1–2—3−4ー5─6ㅡ7―8', '1-2-3-4-5-6-7-8'],
  ['keycaps and underlined digits', '1\ufe0f\u20e32\u0332', '12'],
  ['mathematical digits outside the basic plane', '𝟎𝟏𝟎', '010'],
  ['invisible characters', 'a\u200bb\u00adc\u2060d\ufeff', 'abcd'],
  ['odd spaces', 'a\u00a0b\u3000c\u2009d', 'a b c d'],
  ['a syllable in parts', '\u1112\u1161\u11ab', '한'],
  ['compatibility letters', 'ﾡￂ', '가'],
  ['one line end for two characters', 'a\r\nb', 'a\nb'],
  ['digits of other scripts', '٠١٢ ०१२ ๐๑๒', '012 012 012'],
  ['encircled digits, black and white', '⓪①⓿❶➊⓵', '010111'],
  ['a mark on a plain letter before it, in the middle of a text', '가나1\u0332다', '가나1다'],
  ['nothing', '', ''],
])('normalises %s', (_, original, expected) => {
  expect(normalise(original).text).toBe(expected);
});

test.each([
  ['emphasis', '010-**1234**-5678', '010-1234-5678'],
  ['escapes', '010\\-1234', '010-1234'],
  ['character references', '&#48;&#x31;0&#45;&nbsp;1', '010- 1'],
  ['tags and comments', '0<b>1</b>0<!-- x -->-1', '010-1'],
  ['tags that break the line', 'a<br>b', 'a b'],
  ['links, images and references', '[a](x) ![b](x) [c][d] [d]', 'a b [c][d] [d]'],
  ['brackets of an address', '<hong@example.com>', 'hong@example.com'],
  ['named references of any length', '&lobrk;&ZeroWidthSpace;&NoBreak;&nosuchname;', '⟦&nosuchname;'],
  ['soft line ends and many spaces', '**a**  \n   b   c', 'a b c'],
  ['quotations that go on', '> **a**\n> b', '> a b'],
  ['partners only', '**a * b_c_d ~ `', '**a * b_c_d ~ `'],
  ['code, as it stands', '`` a ` [b](x) ``', ' a ` [b](x) '],
])('renders %s away', (_, original, expected) => {
  expect(normaliseRendered(original)!.text).toBe(expected);
});

/** What the reading in digits says of a text, its excerpts apart. */
function inDigits(original: string): string[] {
  const reading = readings(original).at(-1)!.text;
  return reading.endsWith(APART) ? [...new Set(reading.split(APART).slice(0, -1))] : [];
}

describe('the reading in digits', () => {
  test.each<[string, string, string[]]>([
    ['words', '전화 공일공 일이삼사 오육칠팔 끝', ['전화 010 1234 5678 끝', '전화 01012345678 끝']],
    ['words for a dash', '일일공 다시 일이삼 다시 사오육칠', ['110-123-4567']],
    ['commas between words', '공일공, 일이삼사, 오육칠팔', ['010-1234-5678']],
    ['a space after each digit', '0 1 0 - 1 2 3 4 - 5 6 7 8', ['010-1234-5678', '01012345678']],
    ['single digits in cells behind a label', '| 계좌 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |', ['| 계좌 | 1234567 |']],
    ['a dash in a cell of its own', '| 계좌 | 1 | 2 | 3 | 4 | - | 5 | 6 | 7 | 8 |', ['| 계좌 | 1234-5678 |']],
    ['odd groups of a mobile number', '010-12-34-5678', ['01012345678']],
    ['a particle that reads as a digit', '공일공-일이삼사-오육칠팔이며', ['010-1234-56782며', '010-1234-5678이며']],
    ['a break that the page does not show', '010-12<br>34-5678', ['01012345678', '010-1234-5678']],
    ['no letters in a word', 'Illinois O1O1O1O1x', []],
    ['no author\'s marks', '⟦비공개6⟧ 공일공일이삼사오육칠팔', [' 비공개6  01012345678']],
  ])('reads %s', (_, original, expected) => {
    expect(inDigits(original)).toEqual(expected);
  });

  test.each([
    ['a word that is also a digit', '일이 많다. 이사 오육 명, 구 공구, 칠팔구월'], ['counts in a table', '| 1 | 2 | 0 | 3 | 1 | 2 | 0 | 4 |'], ['the numbers of a list', '계좌: 1. 가 2. 나 / 1. 2. 3. 4. 5. 6. 7. 8.'],
    ['a spaced year', '2 0 2 4 년'], ['dates', '2024. 1. 5. ~ 2024. 12. 31.'], ['sums of money', '1,234,567원, 2,345,678원, 3,456,789원'], ['an ordinary number', '010-1234-5678'],
    ['days', '3일 4일 5일 6일 7일 8일 9일'], ['digits the author has hidden', '010-OOOO-5678'],
  ])('leaves %s alone', (_, original) => {
    expect(inDigits(original)).toEqual([]);
  });

  it('holds excerpts, not the whole text', () => {
    const original = `${'가나다라 '.repeat(20_000)}공일공-일이삼사-오육칠팔${' 마바사아'.repeat(20_000)}`;
    expect(readings(original).at(-1)!.text.length).toBeLessThan(1_000);
  });

  it('is found at the right place of a long list, none of which is cut in two', () => {
    const original = Array.from({ length: 200 }, () => '공일공 일이삼사 오육칠팔').join('\n');
    expect(inDigits(original).join('\n').match(/010 1234 5678/g)).toHaveLength(200);
  });

  it('leads every range back into the original', () => {
    const parts = fc.constantFrom('공', '일', '이', '육', '0', '1', '2', '9', '①', '❶', '٣', '-', ' ', '.', '|', '\n', '다시', '에', '<br>', '**', '하나', '둘', 'O', 'l', '가', '계좌 ', '전화 ', '\u200b', '\n\n');
    fc.assert(fc.property(fc.array(parts, { minLength: 10, maxLength: 60 }), (chosen) => {
      const original = chosen.join('');
      for (const reading of readings(original)) {
        expect([reading.starts.length, reading.ends.length]).toEqual([reading.text.length, reading.text.length]);
        for (const { index } of reading.text.matchAll(/[0-9]/g)) {
          const { start, end } = originalRange(reading, index, index + 1);
          expect(/[0-9공일이육①❶٣하둘Ol]/.test(original.slice(start, end))).toBe(true);
        }
      }
    }), { seed: 4, numRuns: 1_000 });
  });
});

it('has no second reading of a text without markup', () => {
  expect(normaliseRendered('가나다 010-1234-5678')).toBeNull();
  expect(normaliseRendered('가나다\n라마바')).toBeNull();
});

test.each([
  ['two cells', '| **1** | 2 |'], ['two rows', '| **1** |\n|---|\n| 2 |\n| 3 |'], ['two list items', '- **1**\n- 2'], ['a nested item', '- **1**\n    - 2'],
  ['two paragraphs', '**1**\n\n2'], ['a heading and a text', '# **1**\n2'], ['a text and a quotation', '**1**\n> 2'], ['an underlined heading', '**1**\n---\n2'],
])('does not join %s', (_, original) => {
  expect(normaliseRendered(original)!.text).toBe(original.replaceAll('**', '').replace(/ +/g, ' '));
});

it('reads what the page hides aside, after what it shows', () => {
  expect(normaliseRendered('a[b](tel:1&#45;2)c<i t="3">d')!.text).toBe(`abcd${APART}](tel:1-2)${APART}<i t="3">`);
});

it.each(['[', '![', '*', '<', '&', '_a*', '**a', '[a](', '](', '`', '``a`', '~~a ', '<!--', '<a b="', '<a b="<a b=" b="', '[a][b]', '[a]: x\n', '[^a]', '1. ', '> ', '- ', '1\n', '\\', ' \n', '&#1;'])(
  'reads 1 MB of %s in less than two seconds of the processor', (unit) => {
    const before = process.cpuUsage();
    normaliseRendered(unit.repeat(1_000_000 / unit.length));
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
  });

it('agrees with NFKC of the whole text, apart from what it folds', () => {
  const folded = (value: string): string => [...value.normalize('NFKC')].filter((character) => /[가-힣a-z0-9]/.test(character)).join('');
  const plain = fc.array(fc.constantFrom('０', '가', '\u1112', '\u1161', '\u11ab', 'ㄱ', 'ㅏ', 'Ａ', '㎏', '𝟘', '가\u11ab'), { maxLength: 12 });
  fc.assert(fc.property(plain, (parts) => {
    expect(folded(normalise(parts.join('')).text)).toBe(folded(parts.join('')));
  }), { seed: 1, numRuns: 500 });
});

describe('originalRange', () => {
  it.each([[-1, 1], [0, 0], [2, 1], [0, 4], [0.5, 1], [0, Number.NaN]])('refuses %d–%d in a text of 3', (start, end) => {
    expect(() => originalRange(normalise('abc'), start, end)).toThrow(`a range must lie within 0–3, got ${start}–${end}`);
  });

  it('widens to whole characters and leaves dropped ones outside', () => {
    expect(originalRange(normalise('a㎏b'), 1, 2)).toEqual({ start: 1, end: 2 });
    expect(originalRange(normalise('𝟎𝟏'), 1, 2)).toEqual({ start: 2, end: 4 });
    expect(originalRange(normalise('1\u200b2\u200b3'), 1, 2)).toEqual({ start: 2, end: 3 });
  });

  it('leads every range back into the original, in order, on whole characters, and on the same text', () => {
    fc.assert(fc.property(text, (original) => {
      for (const reading of [normalise(original), normaliseRendered(original)]) {
        if (reading === null) continue;
        expect([reading.starts.length, reading.ends.length]).toEqual([reading.text.length, reading.text.length]);
        for (let at = 0; at < reading.text.length; at += 1) {
          const { start, end } = originalRange(reading, at, at + 1);
          expect(start >= 0 && start < end && end <= original.length).toBe(true);
          if (at > 0 && at < shownUnits(reading.text)) expect(start).toBeGreaterThanOrEqual(reading.starts[at - 1]!);
          expect(/[\ud800-\udbff][\udc00-\udfff]/.test(original.slice(start - 1, start + 1)) && start > 0).toBe(false);
        }
      }
    }), { seed: 2, numRuns: 500 });
  });

  it('finds in the original what stands in the range', () => {
    fc.assert(fc.property(text, text, (before, after) => {
      const reading = normalise(`${before} 주민 ${after}`);
      const start = reading.text.indexOf('주민');
      const range = originalRange(reading, start, start + 2);
      expect(`${before} 주민 ${after}`.slice(range.start, range.end)).toBe('주민');
    }), { seed: 3, numRuns: 500 });
  });
});
