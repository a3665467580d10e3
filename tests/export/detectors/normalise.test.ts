/** The readings of a text, and that every range in them leads back to the original. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { normalise, normaliseRendered, originalRange } from '../../../src/export/detectors/normalise.ts';

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
  'reads 1 MB of %s in less than two seconds', (unit) => {
    const start = performance.now();
    normaliseRendered(unit.repeat(1_000_000 / unit.length));
    expect(performance.now() - start).toBeLessThan(2_000);
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
