import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Relatable } from '../../src/model/relatable.ts';
import { relate, type Related } from '../../src/relate/relate.ts';

/** A record with nothing in common with any other but what is given. */
function record(id: string, given: Partial<Relatable> = {}): Relatable {
  const bare: Relatable = { id, title: '', text: '', documentNumber: null, cites: [], task: null, project: null, file: null, unit: null, day: null, type: 'document' };
  return { ...bare, ...given };
}

function links(records: Iterable<Relatable>): string[] {
  return [...relate(records)].map(({ from, to, reasons }) => (
    `${from} → ${to}: ${reasons.map(({ kind, words }) => [kind, ...words].join(' ')).join(', ')}`
  ));
}

const cases: { name: string; records: Relatable[]; links: string[] }[] = [
  { name: 'no records have no links', records: [], links: [] },
  { name: 'one record has no link to itself', records: [record('a', { title: '공원 정비', cites: ['푸른도시과-1'], documentNumber: '푸른도시과-1', task: '공원', project: 'P1' })], links: [] },
  {
    name: 'a quoted document number links both ways, each from its own side',
    records: [record('a', { cites: ['푸른도시과-17'] }), record('b', { documentNumber: '푸른도시과-17' })],
    links: ['a → b: cites', 'b → a: cited-by'],
  },
  {
    name: 'a number is quoted with other spaces than it is given',
    records: [record('a', { cites: ['푸른도시과 - 17'] }), record('b', { documentNumber: '푸른도시과-17' })],
    links: ['a → b: cites', 'b → a: cited-by'],
  },
  {
    name: 'a number that no record carries links nothing',
    records: [record('a', { cites: ['푸른도시과-17'] }), record('b', { documentNumber: '푸른도시과-170' })],
    links: [],
  },
  {
    name: 'payments are tied to the document that approved them',
    records: [record('a', { type: 'expenditure', cites: ['재무과-3'] }), record('b', { documentNumber: '재무과-3' })],
    links: ['a → b: approves-spending', 'b → a: approves-spending'],
  },
  {
    name: 'one pair may have several reasons, the strongest first',
    records: [record('a', { cites: ['재무과-3'], task: '청사 관리', project: 'P1' }), record('b', { documentNumber: '재무과-3', task: '청사 관리', project: 'P1' })],
    links: ['a → b: cites, same-project, same-task', 'b → a: cited-by, same-project, same-task'],
  },
  {
    name: 'a citation comes before a project, a project before a task',
    records: [
      record('a', { cites: ['재무과-3'], project: 'P1', task: 'T1' }), record('b', { task: 'T1' }),
      record('c', { project: 'P1' }), record('d', { documentNumber: '재무과-3' }),
    ],
    links: ['a → d: cites', 'a → c: same-project', 'a → b: same-task', 'b → a: same-task', 'c → a: same-project', 'd → a: cited-by'],
  },
  {
    name: 'papers of one meeting are tied: the call, the agenda and the minutes',
    records: [
      record('a', { unit: 'u', title: '2026년 제3차 도시계획위원회 개최 계획' }), record('b', { unit: 'u', title: '도시계획위원회(제3차) 안건', day: '2026-05-02' }),
      record('c', { unit: 'v', title: '2026년 제3차 도시계획위원회 회의록' }), record('d', { unit: 'u', title: '2026년 제4차 도시계획위원회 회의록' }),
    ],
    links: [
      'a → b: same-meeting, shared-words 도시계획위원회', 'a → c: shared-words 도시계획위원회', 'a → d: shared-words 도시계획위원회',
      'b → a: same-meeting, shared-words 도시계획위원회', 'b → c: shared-words 도시계획위원회', 'b → d: shared-words 도시계획위원회',
      'c → d: shared-words 도시계획위원회', 'c → a: shared-words 도시계획위원회', 'c → b: shared-words 도시계획위원회',
      'd → c: shared-words 도시계획위원회', 'd → a: shared-words 도시계획위원회', 'd → b: shared-words 도시계획위원회',
    ],
  },
  {
    name: 'a records file ties within its unit only, before a task',
    records: [record('a', { file: '정비(2026년)', unit: 'u', task: 'T1' }), record('b', { file: '정비(2026년)', unit: 'u' }), record('c', { file: '정비(2026년)', unit: 'v', task: 'T1' })],
    links: ['a → b: same-file', 'a → c: same-task', 'b → a: same-file', 'c → a: same-task'],
  },
  {
    name: 'an article of law that both cite is named, the rarest first, two at most',
    records: [
      record('a', { text: '「도로법」 제31조, 제50조 「수도법」 제17조' }), record('b', { text: '「도로법」 제50조 및 제31조와 「수도법」 제17조' }),
      record('c', { text: '「도로법」 제31조의2' }), record('d', { text: '「수도법」 제17조' }),
    ],
    links: [
      'a → b: same-law 「도로법」 제31조 「도로법」 제50조', 'a → d: same-law 「수도법」 제17조',
      'b → a: same-law 「도로법」 제31조 「도로법」 제50조', 'b → d: same-law 「수도법」 제17조',
      'd → a: same-law 「수도법」 제17조', 'd → b: same-law 「수도법」 제17조',
    ],
  },
  {
    name: 'Korean words are named without their particles',
    records: [
      record('a', { title: '어린이공원의 놀이터를 정비하는 계획' }), record('b', { title: '어린이공원 놀이터 안전점검 결과' }),
      record('c', { title: '상수도 요금 감면 안내' }),
    ],
    links: ['a → b: shared-words 놀이터 어린이공원', 'b → a: shared-words 놀이터 어린이공원'],
  },
  {
    name: 'English words are named whole and in plain spelling',
    records: [
      record('a', { title: 'Riverside Playground resurfacing' }), record('b', { title: 'Inspection of the Riverside playground' }),
      record('c', { title: 'Council tax relief' }),
    ],
    links: ['a → b: shared-words playground Riverside', 'b → a: shared-words playground Riverside'],
  },
  {
    name: 'alike in syllables but in no whole word: no link',
    records: [record('a', { title: '전문가' }), record('b', { title: '전문성' }), record('c', { title: '하천' })],
    links: [],
  },
  {
    name: 'shared masks are not a likeness',
    records: [record('a', { title: '[성명 가림·제6호]' }), record('b', { title: '[성명 가림·제6호]' })],
    links: [],
  },
  {
    name: 'numbers, dates and years are not a likeness',
    records: [record('a', { title: '2026년 3월 12일 1,250,000원' }), record('b', { title: '2026년 3월 12일 1,250,000원' })],
    links: [],
  },
];

describe('relate', () => {
  test.each(cases)('$name', ({ records, links: expected }) => {
    expect(links(records)).toEqual(expected);
  });

  test('the number cited is in the reason, as the cited record gives it', () => {
    const [link] = relate([record('a', { cites: ['재무과 -3'] }), record('b', { documentNumber: '재무과-3' })]);
    expect(link!.reasons).toEqual([{ kind: 'cites', words: [], documentNumber: '재무과-3' }]);
  });

  test('a number that six records carry names no single document, five are linked', () => {
    const carriers = (count: number) => Array.from({ length: count }, (_, n) => record(`b${n}`, { documentNumber: '미부여' }));
    expect(links([record('a', { cites: ['미부여'] }), ...carriers(5)])).toHaveLength(10);
    expect(links([record('a', { cites: ['미부여'] }), ...carriers(6)])).toEqual([]);
  });

  test('an article that six of a small archive cite tells nothing, one that five cite does', () => {
    const citing = (count: number) => links(Array.from({ length: count }, (_, n) => record(`r${n}`, { text: '「지방계약법」 제13조' })));
    expect(citing(5).filter((link) => link.includes('same-law'))).toHaveLength(20);
    expect(citing(6).filter((link) => link.includes('same-law'))).toEqual([]);
  });

  test('a name of a person is no reason, however rare', () => {
    expect(links([record('a', { title: '김하람 팀장 임용' }), record('b', { title: '담당 김하람' }), record('c', { title: '하천' })])).toEqual([]);
  });

  test('likeness chooses among many of the same task', () => {
    const many = Array.from({ length: 30 }, (_, n) => record(`m${n + 10}`, { task: '공원 관리', title: n === 20 ? '놀이터 모래 교체' : '' }));
    const found = [...relate([...many, record('z', { task: '공원 관리', title: '놀이터 모래 소독' })])].filter(({ from }) => from === 'z');
    expect(found).toHaveLength(5);
    expect(found[0]).toEqual({ from: 'z', to: 'm30', reasons: [
      { kind: 'same-task', words: [], documentNumber: null },
      { kind: 'shared-words', words: ['놀이터', '모래'], documentNumber: null },
    ] });
  });

  test('boilerplate that every record has is no likeness', () => {
    const boilerplate = '관련 규정에 따라 다음과 같이 계획을 수립하여 시행하고자 합니다';
    const records = Array.from({ length: 40 }, (_, n) => record(`r${n}`, { text: boilerplate }));
    records.push(record('x', { text: `${boilerplate} 분수대 수질검사` }), record('y', { text: `${boilerplate} 분수대의 수질검사 용역` }));
    expect(links(records)).toEqual(['x → y: shared-words 분수대 수질검사', 'y → x: shared-words 분수대 수질검사']);
  });

  test('five hundred identical titles say nothing about any two of them', () => {
    const same = Array.from({ length: 500 }, (_, n) => record(`r${String(n).padStart(3, '0')}`, { title: '업무추진비 집행내역' }));
    expect(links(same)).toEqual([]);
  });

  test('five hundred of one task have five links each, to neighbours', () => {
    const same = Array.from({ length: 500 }, (_, n) => record(`r${String(n).padStart(3, '0')}`, { title: '업무추진비 집행내역', task: '총무' }));
    const found = [...relate(same)];
    expect(found).toHaveLength(2_500);
    expect(new Set(found.map(({ to }) => to)).size).toBeGreaterThan(400);
  });

  test('an id that comes twice is refused', () => {
    expect(() => [...relate([record('a'), record('b'), record('a')])]).toThrow('a: expected one record of this id, got two');
  });
});

const words = ['「도로법」 제31조', '제2차 도로위원회', '공원', '공원의', '놀이터', '예산', '도로를', '도로', '정비', 'bridge', 'Bridge', 'lighting', '2026년', '하천에서'];
const relatable = fc.record({
  title: fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((found) => found.join(' ')),
  text: fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((found) => found.join(' ')),
  documentNumber: fc.option(fc.constantFrom('가-1', '가-2', '나-1', '나-2')),
  cites: fc.array(fc.constantFrom('가-1', '가-2', '나-1'), { maxLength: 2 }),
  task: fc.option(fc.constantFrom('T1', 'T2')),
  project: fc.option(fc.constantFrom('P1', 'P2')),
  type: fc.constantFrom('document', 'expenditure'),
  file: fc.option(fc.constantFrom('F1', 'F2')),
  unit: fc.option(fc.constantFrom('u', 'v')),
});
const archive = fc.array(relatable, { maxLength: 14 }).map((found) => found.map((given, n) => record(`r${n + 10}`, given)));
const settings = { seed: 20_261_123, numRuns: 150 };

describe('any archive', () => {
  test('has at most five links a record, none to itself, none twice, none without a reason in words', () => {
    fc.assert(fc.property(archive, (records) => {
      const found = [...relate(records)];
      expect(new Set(found.map(({ from, to }) => `${from} ${to}`)).size).toBe(found.length);
      for (const { id } of records) expect(found.filter(({ from }) => from === id).length).toBeLessThanOrEqual(5);
      for (const { from, to, reasons } of found) {
        expect(from).not.toBe(to);
        expect(reasons.length).toBeGreaterThan(0);
        for (const reason of reasons) expect(isSaid(reason)).toBe(true);
      }
    }), settings);
  });

  test('gives the same links in any order of the input', () => {
    const shuffled = archive.chain((records) => fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })));
    fc.assert(fc.property(shuffled, ([records, other]) => {
      expect([...relate(other)]).toEqual([...relate(records)]);
    }), settings);
  });

  test('links both ways while neither side has more than it can show', () => {
    fc.assert(fc.property(archive.map((records) => records.slice(0, 6)), (records) => {
      const found = [...relate(records)];
      const pairs = new Set(found.map(({ from, to }) => `${from} ${to}`));
      for (const { from, to } of found) expect(pairs.has(`${to} ${from}`)).toBe(true);
    }), settings);
  });
});

function isSaid({ kind, words: named, documentNumber }: Related['reasons'][number]): boolean {
  if (kind === 'same-law') return named.length >= 1 && named.length <= 2 && documentNumber === null;
  if (kind === 'shared-words') return named.length >= 1 && named.length <= 3 && documentNumber === null;
  const isOfNumber = kind === 'cites' || kind === 'cited-by' || kind === 'approves-spending';
  return named.length === 0 && (documentNumber !== null) === isOfNumber;
}
