/** Screen: all texts, all detectors, allowed values, echoes, and failing closed. */
import { expect, it } from 'vitest';
import { ArchiveError } from '../../src/errors.ts';
import type { Detector } from '../../src/export/detectors/detector.ts';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { screen } from '../../src/export/screen.ts';
import { ledgerPaper, maskRules, textPaper } from './papers.ts';

const MASKS = maskRules(DETECTORS.map(({ kind }) => kind));

function broken(find: Detector['find']): Detector {
  return { kind: 'mobile', find };
}

it('reads every text of a paper and leaves out fields without findings', () => {
  const { findings } = screen(textPaper({
    title: '안내', body: '문의 010-1234-5678', 'files/0/name': '900101-1234567.pdf', 'files/0/text': 'a@example.com', task: '',
  }), DETECTORS, MASKS);
  expect(findings).toEqual({
    body: [{ kind: 'mobile', start: 3, end: 16 }],
    'files/0/name': [{ kind: 'resident-number', start: 0, end: 14 }],
    'files/0/text': [{ kind: 'email', start: 0, end: 13 }],
  });
});

it('reads the rows of a ledger', () => {
  const { findings } = screen(ledgerPaper({ 'rows/0/payee': '홍길동(010-1234-5678)', 'rows/1/payee': '하늘상회' }), DETECTORS, MASKS);
  expect(findings).toEqual({ 'rows/0/payee': [{ kind: 'name', start: 0, end: 3 }, { kind: 'mobile', start: 4, end: 17 }] });
});

it('gives ranges of the original, not of the normalised text', () => {
  const body = '😀é\u200b ０１０\u200b－１２３４－５６７８ 끝';
  const [finding] = screen(textPaper({ body }), DETECTORS, MASKS).findings['body']!;
  expect(body.slice(finding!.start, finding!.end)).toBe('０１０\u200b－１２３４－５６７８');
});

it('keeps overlapping findings of different kinds', () => {
  const { findings } = screen(textPaper({ body: '⟦비공개5⟧ 010-1234-5678 ⟦/비공개⟧' }), DETECTORS, MASKS);
  expect(findings['body']!.map(({ kind }) => kind)).toEqual(['author-mark', 'mobile']);
});

it('leaves allowed values alone, as a whole and in their normalised form', () => {
  const masks = maskRules(DETECTORS.map(({ kind }) => kind), [/^(?:[^@\s]{1,64}@haneul\.example)$/iu]);
  const { findings } = screen(textPaper({ a: 'roads＠haneul.example', b: 'roads@haneul.example.com' }), DETECTORS, masks);
  expect(Object.keys(findings)).toEqual(['b']);
});

it('finds a value again where its label is missing, but not inside another number', () => {
  const { findings } = screen(textPaper({
    title: '110-123-456789 지급', body: '계좌번호 110-123-456789', 'files/0/name': '2110-123-4567890.pdf',
  }), DETECTORS, MASKS);
  expect(findings).toEqual({
    title: [{ kind: 'account', start: 0, end: 14 }], body: [{ kind: 'account', start: 5, end: 19 }],
  });
});

it('carries a name found once to where it stands as a whole word', () => {
  const { findings } = screen(textPaper({ title: '홍길동에게, 홍길동상회', body: '신청인: 홍길동', 'files/0/name': '홍길동 과장.hwp' }), DETECTORS, MASKS);
  expect(findings).toEqual({ title: [{ kind: 'name', start: 0, end: 3 }], body: [{ kind: 'name', start: 5, end: 8 }] });
});

it('names the fields that list people, of ledgers the cells', () => {
  const list = ['홍길동', '이순자', '박철수', '김영희', '최민호'].map((name, n) => `${name}, 010-0000-000${n}`);
  expect(screen(textPaper({ title: '명단', body: list.join('\n'), 'files/0/parts/1': list.slice(1).join('\n') }), DETECTORS, MASKS).personTables).toEqual(['body']);
  expect(screen(ledgerPaper({ 'rows/0/purpose': list.join('; '), 'rows/1/purpose': list[0]! }), DETECTORS, MASKS).personTables).toEqual(['rows/0/purpose']);
});

it('names a detector that throws and the field, and neither the text nor the cause', () => {
  const failing = broken((text) => { throw new Error(`stumbled over ${text}`); });
  let thrown: unknown;
  try {
    screen(textPaper({ body: '비밀 010-1234-5678' }), [failing], MASKS);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ArchiveError);
  expect(thrown).toMatchObject({ code: 'BAD_SOURCE', where: 'papers.csv:12', message: 'papers.csv:12: detector mobile failed on body' });
  expect((thrown as Error).cause).toBeUndefined();
});

it('refuses findings outside the text instead of clipping them', () => {
  for (const [start, end] of [[-1, 2], [2, 2], [0, 99], [1.5, 3]] as const) {
    const straying = broken(() => [{ kind: 'mobile', start, end }]);
    expect(() => screen(textPaper({ body: '가나다' }), [straying], MASKS)).toThrow('papers.csv:12: detector mobile failed on body');
  }
});

it('refuses a detector that the policy does not know', () => {
  expect(() => screen(textPaper({ body: '' }), DETECTORS, maskRules(['mobile']))).toThrow(
    'content/policy/masks/author-mark.md: the file must exist for its detector, got nothing');
});

it('does not change the paper', () => {
  const paper = textPaper({ body: '010-1234-5678' });
  const before = JSON.stringify(paper);
  screen(paper, DETECTORS, MASKS);
  expect(JSON.stringify(paper)).toBe(before);
});
