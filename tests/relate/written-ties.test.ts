/** Laws and meetings as papers write them, and what is passed over because it would be a guess. */
import { describe, expect, test } from 'vitest';
import { lawsOf } from '../../src/relate/laws.ts';
import { meetingOf } from '../../src/relate/meetings.ts';

describe('lawsOf', () => {
  test.each<[name: string, text: string, laws: string[]]>([
    ['an article', '근거: 「도로법」 제31조에 따라', ['「도로법」 제31조']],
    ['an article of an article', '「주차장법」제12조의3', ['「주차장법」 제12조의3']],
    ['several articles of one law', '「도로법」 제31조, 제50조 및 제61조의2', ['「도로법」 제31조', '「도로법」 제50조', '「도로법」 제61조의2']],
    ['an ordinance with other spaces', '「하늘시  먹거리 기본 조례」  제7조', ['「하늘시 먹거리 기본 조례」 제7조']],
    ['the same article twice is once', '「도로법」 제31조 … 「도로법」 제31조', ['「도로법」 제31조']],
    ['a law without an article', '「도로법」에 따라', []],
    ['an article without its law', '같은 법 제5조', []],
    ['a title of a book', '「도시의 역사」 2쪽', []],
    ['brackets over two lines', '「도로\n법」 제31조', []],
    ['nothing', '', []],
  ])('%s', (_, text, laws) => {
    expect(lawsOf(text)).toEqual(laws);
  });

  test('forty articles of one text, not forty-one', () => {
    const text = (count: number) => Array.from({ length: count }, (_, n) => `「도로법」 제${n + 1}조`).join('\n');
    expect(lawsOf(text(40))).toHaveLength(40);
    expect(lawsOf(text(41))).toHaveLength(40);
  });

  test('100,000 opening brackets are read at once', () => {
    expect(lawsOf('「'.repeat(100_000))).toEqual([]);
  });
});

describe('meetingOf', () => {
  const of = (title: string, unit: string | null = 'u', day: string | null = '2026-03-06') => meetingOf(title, unit, day);

  test.each<[name: string, one: string, other: string]>([
    ['the number before or behind', '2026년 제6차 도시계획위원회 회의록', '도시계획위원회(제6차) 회의록'],
    ['other signs and spaces', '2026년 제6차 소아 야간·휴일 진료 협의체 회의록', '2026년도 6차 소아 야간 휴일 진료협의체 안건'],
    ['the call and the outcome', '제2회 예산심의회 개최 알림', '2026년 제2회 예산심의회 심의 결과'],
  ])('%s: one meeting', (_, one, other) => {
    expect(of(one)).not.toBeNull();
    expect(of(one)).toBe(of(other));
  });

  test.each<[name: string, one: string | null, other: string | null]>([
    ['another number', of('제6차 도시계획위원회 회의록'), of('제7차 도시계획위원회 회의록')],
    ['another year', of('2025년 제6차 도시계획위원회 회의록'), of('2026년 제6차 도시계획위원회 회의록')],
    ['another unit', of('제6차 도시계획위원회 회의록'), of('제6차 도시계획위원회 회의록', 'v')],
    ['another body', of('제6차 도시계획위원회 회의록'), of('제6차 도시재생위원회 회의록')],
  ])('%s: another meeting', (_, one, other) => {
    expect(one).not.toBe(other);
  });

  test.each<[name: string, found: string | null]>([
    ['no number', of('도시계획위원회 회의록')],
    ['no body', of('제6차 회의록')],
    ['a number that counts something else', of('제6차산업 육성 협의회 회의록')],
    ['a unit that is not known', of('제6차 도시계획위원회 회의록', null)],
    ['a year that is not known', of('제6차 도시계획위원회 회의록', 'u', null)],
  ])('%s: no telling', (_, found) => {
    expect(found).toBeNull();
  });
});
