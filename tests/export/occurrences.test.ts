/** Occurrences: the same as asking for each value alone, in time that does not depend on how many there are. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { occurrenceSearch, occurrencesOf } from '../../src/export/occurrences.ts';

function places(values: Iterable<string>, text: string): string[] {
  return [...occurrencesOf(values, text)].map(({ value, start, end }) => `${value} ${start} ${end}`);
}

/** What must be found: every value at every place, one by one. */
function placesOneByOne(values: readonly string[], text: string): string[] {
  return [...new Set(values)].filter((value) => value !== '').flatMap((value) => {
    const starts = [...text].length === 0 ? [] : Array.from({ length: text.length }, (_, at) => at).filter((at) => text.startsWith(value, at));
    return starts.map((start) => `${value} ${start} ${start + value.length}`);
  });
}

describe('occurrencesOf', () => {
  it.each<[string, string[], string, string[]]>([
    ['nothing for no values', [], '가나다', []],
    ['nothing for an empty value', [''], '가나다', []],
    ['nothing in an empty text', ['가'], '', []],
    ['a value that is the text', ['가나'], '가나', ['가나 0 2']],
    ['a value given twice once', ['가', '가'], '나가', ['가 1 2']],
    ['values at both ends', ['가', '다'], '가나다', ['가 0 1', '다 2 3']],
    ['overlapping places of one value', ['aa'], 'aaaa', ['aa 0 2', 'aa 1 3', 'aa 2 4']],
    ['values in values, the longest first', ['b', 'abc', 'bc', 'c'], 'abc', ['b 1 2', 'abc 0 3', 'bc 1 3', 'c 2 3']],
    ['a value after one that broke off', ['aab'], 'aaab', ['aab 1 4']],
    ['halves of one character', ['\ud83d'], '😀', ['\ud83d 0 1']],
  ])('finds %s', (_, values, text, expected) => {
    expect(places(values, text)).toEqual(expected);
  });

  it('finds what asking for each value alone finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '0', '가'), maxLength: 6 });
    fc.assert(fc.property(fc.array(word, { maxLength: 12 }), fc.string({ unit: fc.constantFrom('a', 'b', '0', '가'), maxLength: 40 }), (values, text) => {
      expect(places(values, text).sort()).toEqual(placesOneByOne(values, text).sort());
    }), { seed: 1, numRuns: 2_000 });
  });

  it('takes any iterable', () => {
    expect(places(new Map([['가', 1]]).keys(), '가')).toEqual(['가 0 1']);
  });
});

/** How often a step of the automaton is looked up: each look-up makes a hash of two products. */
function countingLookUps(work: () => void): number {
  const real = Math.imul;
  let products = 0;
  Math.imul = (a, b) => {
    products += 1;
    return real(a, b);
  };
  try {
    work();
  } finally {
    Math.imul = real;
  }
  return products / 2;
}

describe('occurrenceSearch', () => {
  it('searches one text after the other', () => {
    const search = occurrenceSearch(['홍길동']);
    expect([...search('홍길동 외'), ...search('외 홍길동')].map(({ start }) => start)).toEqual([0, 2]);
  });

  it.each<[string, (n: number) => string]>([
    ['mails that begin alike', (n) => `member.of.the.council.${String(n).padStart(6, '0')}@example.com`],
    ['mails that end alike', (n) => `${String(n).padStart(6, '0')}.member.of.the.council@example.com`],
    ['values that almost nest', (n) => `${'a'.repeat(n % 50)}b${n}`],
  ])('costs the length of the text: eight times as many %s take at most nine times as many look-ups', (_, value) => {
    const lookUps = (count: number): number => {
      const values = Array.from({ length: count }, (__, n) => value(n));
      const text = values.join('\n');
      let found = 0;
      const looked = countingLookUps(() => { for (const ___ of occurrencesOf(values, text)) found += 1; });
      expect(found).toBeGreaterThanOrEqual(count);
      expect(looked).toBeLessThan(8 * text.length);
      return looked;
    };
    const [few, many] = [lookUps(2_000), lookUps(16_000)];
    expect(few).toBeGreaterThan(2_000);
    expect(many).toBeLessThan(9 * few);
  });
});
