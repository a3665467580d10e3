/** The rules that clerks write about money: what is read, what is refused, and what they mark. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Row } from '../../src/model/record.ts';
import { loadSpending, type SpendingRules } from '../../src/policy/spending.ts';
import { marksOf, payeeKindOf } from '../../src/policy/spending-marks.ts';
import { copyFolder } from '../folders.ts';
import { row } from '../site/fixture.ts';
import { contentFolder, spoil, write } from './content.ts';

const REAL = join(import.meta.dirname, '../../content');
const real = loadSpending(REAL);

/** A content folder with the real rules, so that one thing can be spoilt. */
function withRules(): string {
  const content = contentFolder();
  copyFolder(join(REAL, 'spending'), join(content, 'spending'));
  return content;
}

const refusalOf = (content: string): string => {
  try {
    loadSpending(content);
  } catch (error) {
    return (error as Error).message;
  }
  return 'read';
};

describe('the rules of this city', () => {
  test('are read in their order, and each explains itself in both languages', () => {
    expect(real.facts.map(({ id }) => id)).toEqual(['late-night', 'day-off', 'just-below-attendees', 'same-place-same-day', 'just-below-single-quote']);
    expect(real.payees.map(({ id }) => id)).toEqual(['not-stated', 'public-body', 'school', 'firm', 'association', 'masked', 'other']);
    for (const { explanation } of real.facts) {
      expect(explanation.ko).toContain('이 표시는 잘못했다는 뜻이 아닙니다.');
      expect(explanation.en).toContain('A mark does not mean that anything was wrong.');
      expect(explanation.ko).toMatch(/확인해야/);
    }
  });

  test.each([['2023', 68 + 1], ['2024', 68 + 1], ['2025', 68 + 2], ['2026', 70 + 1]])('holidays and Sundays of %s are as many as the almanac of the year said, and the days added after it', (year, expected) => {
    const days = new Set([...real.holidays.keys()].filter((day) => day.startsWith(year)));
    for (let day = new Date(`${year}-01-01T00:00:00Z`); day.getUTCFullYear() === Number(year); day = new Date(day.getTime() + 86_400_000)) if (day.getUTCDay() === 0) days.add(day.toISOString().slice(0, 10));
    expect(days.size).toBe(expected);
  });

  test('a city without the folder has none and marks nothing', () => {
    const none = loadSpending(contentFolder());
    expect([none.facts, none.payees, none.holidays.size]).toEqual([[], [], 0]);
    expect(marksOf(none, { type: 'business-expense', currency: 'KRW' }, [row(1, { time: '23:30' })])).toEqual([{ facts: [], unknown: [] }]);
    expect(payeeKindOf(none, '㈜나무')).toBeNull();
  });

  test('another word in a file is another hash', () => {
    const content = withRules();
    spoil(content, 'spending/facts/late-night.md', '심야 결제', '심야');
    expect(loadSpending(content).hash).not.toBe(real.hash);
  });
});

describe('refused with file, key, expected and got', () => {
  const FACT = 'spending/facts/late-night.md';
  const PAYEE = 'spending/payees/firm.md';
  test.each<[string, (content: string) => void, string]>([
    ['an unknown file', (content) => write(content, 'spending/facts/Late Night.md', 'x'), 'content/spending/facts/Late Night.md: unknown file, expected facts/<name>.md, payees/<kind>.md or holidays.json'],
    ['a forgotten copy', (content) => write(content, 'spending/late-night.md.bak', 'x'), 'content/spending/late-night.md.bak: unknown file, expected facts/<name>.md, payees/<kind>.md or holidays.json'],
    ['an unknown key', (content) => spoil(content, FACT, 'kind: time', 'kind: time\nuntill: "05:00"'), `content/${FACT}: unknown key "untill"`],
    ['an unknown kind', (content) => spoil(content, FACT, 'kind: time', 'kind: clock'), `content/${FACT}: "kind" must be time, day, amount or split, got "clock"`],
    ['a missing key', (content) => spoil(content, FACT, 'until: "06:00"\n', ''), `content/${FACT}: "until" must be a text, got nothing`],
    ['a time that is none', (content) => spoil(content, FACT, '"23:00"', '"24:00"'), `content/${FACT}: "from" must be a time, "HH:MM", got "24:00"`],
    ['a span of no time', (content) => spoil(content, FACT, '"06:00"', '"23:00"'), `content/${FACT}: "until" must be another time than 23:00, got "23:00"`],
    ['an unknown type', (content) => spoil(content, FACT, '[business-expense]', '[business]'), `content/${FACT}: "types.0" must be expenditure, business-expense, budget or contract, got "business"`],
    ['one language', (content) => spoil(content, FACT, '<!-- en -->', ''), `content/${FACT}: the explanation must be Korean, one line "<!-- en -->" and English, got another shape`],
    ['a range upside down', (content) => spoil(content, 'spending/facts/just-below-attendees.md', 'to: 499999', 'to: 4999'), 'content/spending/facts/just-below-attendees.md: "to" must be at least 450000, got 4999'],
    ['an amount with a point', (content) => spoil(content, 'spending/facts/just-below-attendees.md', 'to: 499999', 'to: 499999.5'), 'content/spending/facts/just-below-attendees.md: "to" must be a whole number, got 499999.5'],
    ['two facts in one place', (content) => spoil(content, FACT, 'order: 1', 'order: 2'), 'content/spending: "order" must be another one in each file, got 2 in spending/facts/day-off and spending/facts/late-night'],
    ['a kind of payee without a rule', (content) => spoil(content, 'spending/payees/masked.md', 'is: masked\n', ''), 'content/spending/payees/masked.md: the file must have either "is" or words in "starts", "ends" or "holds", got neither'],
    ['a kind of payee with two', (content) => spoil(content, PAYEE, 'order: 4', 'order: 4\nis: masked'), `content/${PAYEE}: the file must have either "is" or words in "starts", "ends" or "holds", got both`],
    ['payees of no kind', (content) => spoil(content, 'spending/payees/other.md', 'is: anything', 'ends: [끝]'), 'content/spending: the last kind of payee, and no other, must have "is: anything", got none'],
    ['anything before the end', (content) => spoil(content, 'spending/payees/other.md', 'order: 7', 'order: 3'), 'content/spending: "order" must be another one in each file, got 3 in spending/payees/other and spending/payees/school'],
    ['a day of another year', (content) => spoil(content, 'spending/holidays.json', '"2024-01-01"', '"2023-01-01"'), 'content/spending/holidays.json: "2024.0.day" must be a day of 2024, got "2023-01-01"'],
    ['a day that is none', (content) => spoil(content, 'spending/holidays.json', '"2024-02-09"', '"2024-02-30"'), 'content/spending/holidays.json: "2024.1.day" must be a day that exists, YYYY-MM-DD, got "2024-02-30"'],
    ['a day twice', (content) => spoil(content, 'spending/holidays.json', '"2024-02-10"', '"2024-02-09"'), 'content/spending/holidays.json: "2024.2.day" must stand once, got "2024-02-09" twice'],
    ['no JSON', (content) => write(content, 'spending/holidays.json', '{'), 'content/spending/holidays.json: the file must be JSON, got a text that does not parse'],
  ])('%s', (_, change, message) => {
    const content = withRules();
    change(content);
    expect(refusalOf(content)).toBe(message);
  });

  test('holidays that a fact names and nobody wrote down', () => {
    const content = contentFolder();
    for (const name of ['facts', 'payees']) copyFolder(join(REAL, 'spending', name), join(content, 'spending', name));
    expect(refusalOf(content)).toBe('content/spending: holidays.json must exist, because a fact names holidays, got nothing');
  });
});

const marksOfOne = (given: Partial<Row>, type: 'business-expense' | 'contract' | 'budget' = 'business-expense', rules: SpendingRules = real, currency = 'KRW') => marksOf(rules, { type, currency }, [row(1, given)])[0]!;

describe('a row is marked', () => {
  test.each<[string, string | null, 'yes' | 'no' | 'unknown']>([
    ['the minute before', '22:59', 'no'], ['the first minute', '23:00', 'yes'], ['before midnight', '23:59', 'yes'], ['after midnight', '00:01', 'yes'],
    ['the last minute', '05:59', 'yes'], ['the minute after', '06:00', 'no'], ['noon', '12:00', 'no'], ['no time', null, 'unknown'], ['what systems write for no time', '00:00', 'unknown'],
  ])('late at night: %s', (_, time, expected) => {
    const { facts, unknown } = marksOfOne({ time });
    expect(facts.includes('late-night') ? 'yes' : unknown.includes('late-night') ? 'unknown' : 'no').toBe(expected);
  });

  test.each<[string, string | null, 'yes' | 'no' | 'unknown']>([
    ['a Friday', '2026-03-06', 'no'], ['a Saturday', '2026-03-07', 'yes'], ['a Sunday', '2026-03-08', 'yes'], ['a holiday on a weekday', '2026-09-25', 'yes'], ['a substitute holiday', '2026-08-17', 'yes'],
    ['no date', null, 'unknown'], ['a weekday of a year that is not listed', '2019-03-04', 'unknown'], ['a Sunday of a year that is not listed', '2019-03-03', 'yes'],
  ])('on a day off: %s', (_, date, expected) => {
    const { facts, unknown } = marksOfOne({ date });
    expect(facts.includes('day-off') ? 'yes' : unknown.includes('day-off') ? 'unknown' : 'no').toBe(expected);
  });

  test.each<[string, number, boolean]>([['one won less', 449_999, false], ['the lower end', 450_000, true], ['the upper end', 499_999, true], ['the threshold itself', 500_000, false], ['a refund', -470_000, false], ['nothing', 0, false]])(
    'just below 500,000 won: %s', (_, amount, expected) => expect(marksOfOne({ amount }).facts.includes('just-below-attendees')).toBe(expected));

  test('amounts in another currency are not compared', () => {
    expect(marksOfOne({ amount: 470_000, date: '2026-03-05' }, 'business-expense', real, 'GBP')).toMatchObject({ facts: [], unknown: expect.arrayContaining(['just-below-attendees']) as unknown });
  });

  test.each<[string, Partial<Row>, string[], string[]]>([
    ['a negotiated contract', { method: 'negotiated', amount: 20_000_000 }, ['just-below-single-quote'], []],
    ['an open tender', { method: 'open-tender', amount: 20_000_000 }, [], []],
    ['a contract without a method', { amount: 20_000_000 }, [], ['just-below-single-quote']],
  ])('near 20 million won: %s', (_, given, facts, unknown) => expect(marksOfOne(given, 'contract')).toEqual({ facts, unknown }));

  test('only by facts of its type', () => {
    expect(marksOfOne({ amount: 470_000, time: '23:30', date: '2026-03-08' }, 'budget')).toEqual({ facts: [], unknown: [] });
  });
});

describe('payments at one place on one day', () => {
  const at = (number: number, amount: number, given: Partial<Row> = {}) => row(number, { amount, place: '온뜰한정식', date: '2026-03-05', time: '12:00', ...given });
  const split = (rows: Row[]) => marksOf(real, { type: 'business-expense', currency: 'KRW' }, rows).map(({ facts, unknown }) => (facts.includes('same-place-same-day') ? 'yes' : unknown.includes('same-place-same-day') ? 'unknown' : 'no'));
  test.each<[string, Row[], string[]]>([
    ['two that come to the threshold', [at(1, 300_000), at(2, 200_000)], ['yes', 'yes']],
    ['two that stay one won below it', [at(1, 299_999), at(2, 200_000)], ['no', 'no']],
    ['one alone', [at(1, 499_999)], ['no']],
    ['one at the threshold beside a small one', [at(1, 500_000), at(2, 10_000)], ['no', 'no']],
    ['a refund does not make two', [at(1, 499_000), at(2, -499_000)], ['no', 'no']],
    ['spaces and width don\'t part a place', [at(1, 300_000, { place: 'ＡＢ 식당' }), at(2, 300_000, { place: 'ab  식당 ' })], ['yes', 'yes']],
    ['another day', [at(1, 300_000), at(2, 300_000, { date: '2026-03-06' })], ['no', 'no']],
    ['a masked place may be two', [at(1, 300_000, { place: '[상호 가림·제7호]' }), at(2, 300_000, { place: '[상호 가림·제7호]' })], ['unknown', 'unknown']],
    ['no place, no date', [at(1, 300_000, { place: null }), at(2, 300_000, { place: ' ' }), at(3, 300_000, { date: null })], ['unknown', 'unknown', 'unknown']],
  ])('%s', (_, rows, expected) => expect(split(rows)).toEqual(expected));
});

test.each<[string | null, string]>([
  [null, 'not-stated'], ['', 'not-stated'], ['""', 'not-stated'], ['  ', 'not-stated'], ['㈜푸른나무', 'firm'], ['(주)푸른나무', 'firm'], ['푸른나무 주식회사', 'firm'], ['"새솔상사"', 'firm'],
  ['하늘초등학교', 'school'], ['하늘구청', 'public-body'], ['하늘문화재단', 'association'], ['별무리마을관리협동조합', 'association'], ['이든연구원', 'other'],
  ['[성명 가림·제6호]', 'masked'], ['강사([성명 가림·제6호])', 'masked'], ['온누리㈜ [휴대전화 가림·제6호]', 'firm'],
])('the payee %j is of the kind %s', (payee, kind) => {
  expect(payeeKindOf(real, payee)).toBe(kind);
});
