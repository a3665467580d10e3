/**
 * Persons: how many of the names planted in generated papers are hidden, what is carried
 * through a paper, and which papers wait because they list people or touch on what
 * harms them.
 */
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { decide } from '../../src/export/decide.ts';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { mask } from '../../src/export/mask.ts';
import type { OfficerDecision } from '../../src/export/officer-decisions.ts';
import { isNameHere, spellingsOf } from '../../src/export/persons-echo.ts';
import { isOfPersons, personTables } from '../../src/export/persons.ts';
import { screen } from '../../src/export/screen.ts';
import type { Decision, LedgerPaper, PaperFile, PaperRow, Texts } from '../../src/model/stages.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { ledgerPaper, textPaper } from './papers.ts';
import { drawing, fill, filling, OFFICIAL_TEMPLATES, TEMPLATES, unseen, unseenTemplates } from './persons-generated.ts';

const written = loadPolicy(join(import.meta.dirname, '../../content'));
const policy: Policy = {
  ...written,
  resolveUnit: () => ({ id: 'unit', organisation: 'mini', organisationClass: 'city', parent: null, codes: ['1'], names: [{ name: { ko: '과', en: 'Division' }, from: null, until: null }], mail: null, telephone: null }),
};
const TONIGHT = '2026-11-23';

function shown(texts: Texts): Texts {
  return mask(screen(textPaper(texts), DETECTORS, written.masks), written.masks).texts;
}

function namesIn(template: string): number[] {
  return [...new Set([...template.matchAll(/\{(\d)\}/g)].map((hit) => Number(hit[1]) - 1))];
}

/** Share of the names of filled templates that can still be read. */
function readable(templates: readonly string[], seed: number, rounds: number): number {
  const draw = drawing(seed);
  let [names, left] = [0, 0];
  for (const template of templates) {
    for (let round = 0; round < rounds; round += 1) {
      const values = filling(draw);
      const text = shown({ body: fill(template, values) })['body']!;
      for (const n of namesIn(template)) {
        names += 1;
        if (text.includes(values.names[n]!)) left += 1;
      }
    }
  }
  return left / names;
}

describe('names in generated papers', () => {
  it('hides at least 98 of 100 citizens', () => expect(readable(TEMPLATES, 20_261_123, 12)).toBeLessThan(0.02));
  it('hides most names of every template', () => {
    for (const template of TEMPLATES) expect(readable([template], 5, 20), template).toBeLessThan(0.25);
  });
  it('shows at least 98 of 100 officials', () => expect(readable(OFFICIAL_TEMPLATES, 20_261_123, 12)).toBeGreaterThan(0.98));
});

/** Share of the values of unseen papers that can still be read; of an address, its number or its flat. */
function unseenReadable(kind: 'name' | 'address', set: string): number {
  const draw = drawing(77);
  let [values, left] = [0, 0];
  for (const template of unseenTemplates(kind, set)) {
    for (let round = 0; round < 10; round += 1) {
      const paper = unseen(template, draw);
      const text = shown({ body: paper.text }).body!.replace(/\[[^\[\]]*제\d호\]/g, '');
      for (const [key, value] of paper.values) {
        if ((kind === 'name') === 'nluh'.includes(key)) continue;
        values += 1;
        if (kind === 'name' ? text.includes(value) : new RegExp(`(?<![\\d.])${value}(?!\\d)|\\d호`).test(text)) left += 1;
      }
    }
  }
  return left / values;
}

describe('papers written without a look at the rules', () => {
  test.each<['name' | 'address', string, number]>([
    ['name', 'unseen', 0.08], ['name', 'unseen-second', 0.15], ['name', 'unseen-third', 0.3], ['address', 'unseen', 0.02], ['address', 'unseen-second', 0.02],
  ])('%s, %s: at most %d can be read', (kind, set, share) => expect(unseenReadable(kind, `${set}-hits`)).toBeLessThan(share));
  test.each<['name' | 'address', string]>([['name', 'unseen'], ['name', 'unseen-second'], ['name', 'unseen-third'], ['address', 'unseen'], ['address', 'unseen-second']])('%s, %s: nothing else is hidden', (kind, set) => {
    const draw = drawing(78);
    const hidden = unseenTemplates(kind, `${set}-misses`).filter((template) => Array.from({ length: template.includes('{') ? 10 : 1 }, () => unseen(template, draw))
      .some(({ text }) => /성명 가림|상세주소 가림/.test(shown({ body: text }).body!)));
    expect(hidden).toEqual([]);
  });
});

describe('the name of a file', () => {
  test.each(['홍길동_이력서.hwp', '신청서(홍길동).pdf', '김철수 주민등록등본.pdf', '진단서-이영희.jpg', '홍길동신청서.pdf', '붙임 2. 개인정보 동의서(박순자).hwpx', '2026 장학금 신청서_남궁민수.docx'])('%s names a citizen', (title) => {
    expect(shown({ title: '민원', body: '본문', 'files/0/name': title })['files/0/name']).toMatch(/성명 가림/);
  });
  test.each(['도로과_의견서.pdf', '신청서(양식).hwp', '이용자 동의서.hwp', '공사장 사진.jpg', '위임장 서식.hwp', '계약서(안).hwp', '도로과장 홍길동 임명장.pdf', '주민의견서.pdf', '조례안 의견서.hwp'])('%s names none', (title) => {
    expect(shown({ title: '민원', body: '본문', 'files/0/name': title })['files/0/name']).toBe(title);
  });
});

describe('a found name is carried through the paper', () => {
  test.each<[string, string, string]>([
    ['the title', 'title', '홍길동 민원 처리 결과'],
    ['a name of a file', 'files/0/name', '홍길동_신청서.pdf'],
    ['a name of a file run into a word', 'files/0/name', '홍길동신청서.pdf'],
    ['the text of a file', 'files/0/text', '홍길동에게 통지함'],
    ['a hidden part of a file', 'files/0/parts/3', '작성 홍길동'],
    ['a sheet', 'files/0/sheets/0/csv', '1,홍길동,3'],
    ['spaced out', 'files/0/text', '홍 길 동'],
    ['with a space behind the surname', 'files/0/text', '홍 길동이'],
    ['with a title', 'publicBody', '홍길동씨는'],
  ])('into %s', (_, field, text) => {
    const texts = shown({ title: '민원', body: '신청인: 홍길동', [field]: text });
    expect(texts[field]!.replace(/\s/g, '')).not.toContain('홍길동');
    expect(texts[field]).toContain('성명 가림');
  });
  test.each([
    ['another word', '홍길동상회'], ['a longer name', '김홍길동'], ['an official right beside the office', '도로과장 홍길동은'], ['an official before the office', '홍길동 주무관은'],
  ])('but not into %s', (_, title) => expect(shown({ title, body: '신청인: 홍길동' })['title']).toBe(title));
  it('hides the name of an official where it is open who is meant', () => {
    expect(shown({ title: '홍길동 시장 면담 요청', body: '신청인: 홍길동' })['title']).not.toContain('홍길동');
  });
  it('does not carry a name that is also a common word', () => {
    expect(shown({ title: '이수 기준', body: '성명: 이수' })).toEqual({ title: '이수 기준', body: '성명: [성명 가림·제6호]' });
  });
  it('carries English names in capitals too', () => {
    expect(shown({ title: 'JOHN SMITH v. City', body: 'Name: John Smith' })['title']).toBe('[성명 가림·제6호] v. City');
  });
  it('knows whole words', () => {
    const text = '홍길동은 홍길동상회에서 홍길동에게';
    expect([0, 5, 13].map((start) => isNameHere(text, start, start + 3))).toEqual([true, false, true]);
    expect(spellingsOf('홍 길 동')).toEqual(['홍길동', '홍 길동', '홍 길 동']);
    expect(spellingsOf('홍○동')).toEqual([]);
  });
});

const rows = (count: number, row: (n: number) => string): string => Array.from({ length: count }, (_, n) => row(n + 1)).join('\n');
const PEOPLE = ['홍길동', '이순자', '박철수', '김영희', '최민호', '정다은'];
const person = (n: number): string => PEOPLE[n - 1]!;

describe('a table of persons', () => {
  test.each<[string, string]>([
    ['in Markdown', `| 성명 | 생년월일 |\n|---|---|\n${rows(5, (n) => `| ${person(n)} | 19${60 + n}. 1. ${n}. |`)}`],
    ['in CSV', `연번,성명,장애유형,급여종류\n${rows(5, (n) => `${n},${person(n)},지체,생계`)}`],
    ['with tabs', `신청인\t주소\n${rows(5, (n) => `${person(n)}\t하늘구 한빛로 ${n}`)}`],
    ['one cell a line', `성명\n생년월일\n${rows(5, (n) => `${person(n)}\n19${60 + n}. 1. ${n}.`)}`],
    ['without names', `주민등록번호\t계좌번호\n${rows(5, (n) => `90010${n}-1******\t110-000-00000${n}`)}`],
    ['without a head', rows(5, (n) => `${person(n)}, 010-0000-000${n}`)],
    ['as forms one after the other', rows(5, (n) => `성명: ${person(n)}\n연락처: 010-0000-000${n}\n`)],
  ])('is found %s', (_, body) => {
    expect(screen(textPaper({ title: '명단', body }), DETECTORS, written.masks).personTables).toEqual(['body']);
  });
  test.each<[string, string]>([
    ['one of four rows', `| 성명 | 생년월일 |\n|---|---|\n${rows(4, (n) => `| ${person(n)} | 19${60 + n}. 1. ${n}. |`)}`],
    ['one column', `| 성명 | 비고 |\n|---|---|\n${rows(6, (n) => `| ${person(n)} | 없음 |`)}`],
    ['officials', `| 부서 | 직급 | 성명 | 전화번호 |\n|---|---|---|---|\n${rows(6, (n) => `| 도로과 | 행정7급 | ${person(n)} | 02-000-0000 |`)}`],
    ['statistics', `| 연령 | 성별 | 인원 |\n|---|---|---|\n${rows(6, (n) => `| ${n}0대 | 여 | ${n}00 |`)}`],
    ['shops', `| 업소명 | 대표자 | 소재지 | 전화번호 |\n|---|---|---|---|\n${rows(6, (n) => `| 하늘상회${n} | ${person(n)} | 한빛로 ${n} | 02-000-000${n} |`)}`],
    ['names their author has hidden', `| 성명 | 연락처 |\n|---|---|\n${rows(6, (n) => `| 김○○ | 010-****-000${n} |`)}`],
  ])('is not %s', (_, body) => expect(personTables({ body })).toEqual([]));
  it('is found by its columns alone', () => {
    expect(personTables({ title: '가', 'files/0/sheets/0/csv': `성명,병명\n${rows(5, (n) => `${person(n)},감기`)}` })).toEqual(['files/0/sheets/0/csv']);
  });
});

const TABLE = `성명,장애유형\n${rows(5, (n) => `${person(n)},지체`)}`;
const OFFICER: OfficerDecision = { id: '0123456789', hash: 'a'.repeat(64), decision: 'release', disclosure: 'partial', grounds: [6], until: null, by: '담당', on: TONIGHT };
const FILE: PaperFile = { role: 'attachment', format: 'xlsx', sizeBytes: 1, disclosure: 'open', grounds: [], isRead: true, bytes: null, problem: null };

interface Given { texts: Texts; files?: readonly Partial<PaperFile>[]; disclosure?: 'open' | 'partial' | 'closed'; isReleased?: boolean }

function decided({ texts, files = [], disclosure = 'open', isReleased = false }: Given): Decision {
  const base = textPaper({ title: '시설 안내', body: '본문', ...texts });
  const grounds = disclosure === 'open' ? [] : [6 as const];
  const paper = { ...base, files: files.map((file) => ({ ...FILE, ...file })), facts: { ...base.facts, disclosure, grounds } };
  const masked = mask(screen(paper, DETECTORS, written.masks), written.masks);
  return decide(masked, { policy, tonight: TONIGHT, firstSeen: TONIGHT, officer: isReleased ? OFFICER : null }).decision;
}

describe('a paper waits', () => {
  test.each<[string, Given, string]>([
    ['with a table of persons in its body', { texts: { body: TABLE } }, 'person-table'],
    ['in a file', { texts: { 'files/0/name': '가.xlsx', 'files/0/text': TABLE }, files: [{}] }, 'person-table'],
    ['in a sheet', { texts: { 'files/0/name': '가.xlsx', 'files/0/sheets/0/csv': TABLE }, files: [{}] }, 'person-table'],
    ['in a hidden part of a file', { texts: { 'files/0/name': '가.xlsx', 'files/0/text': '안내', 'files/0/parts/2': TABLE }, files: [{}] }, 'person-table'],
    ['with an illness and a name', { texts: { body: '신청인 홍길동은 우울증으로 치료를 받고 있음' } }, 'sensitive-person'],
    ['with a crime and a birthday', { texts: { body: '피해자(850315-2******)는 가정폭력으로 분리됨' } }, 'sensitive-person'],
    ['with a topic in a file and a name in the body', { texts: { body: '신청인: 홍길동', 'files/0/name': '가.hwp', 'files/0/text': '탈북 경위' }, files: [{}] }, 'sensitive-person'],
    ['with a belief and a home', { texts: { body: '한빛아파트 101동 1203호 성소수자 상담' } }, 'sensitive-person'],
  ])('%s', (_, given, code) => {
    expect(decided(given)).toMatchObject({ outcome: 'hold', hold: { code }, isTitleShown: false, body: 'withheld' });
    expect(decided({ ...given, isReleased: true }), 'until an officer releases exactly this version').toMatchObject({ outcome: 'release', reason: 'officer-decision' });
  });
  test.each<[string, Given]>([
    ['a topic without a person', { texts: { body: '우울증 예방 교육과 가정폭력 상담소 운영 계획' } }],
    ['a person without a topic', { texts: { body: '신청인 홍길동은 도로점용을 신청함' } }],
    ['an official and a topic', { texts: { body: '장애인복지과장 홍길동은 장애인 시설을 점검함' } }],
    ['a mail address and a topic', { texts: { body: '장애인 시설 문의 help@example.com' } }],
    ['a list in a file that is not shown', { texts: { 'files/0/name': '가.xlsx', 'files/0/text': TABLE }, files: [{ disclosure: 'closed', grounds: [6] }] }],
    ['a list in a body that is not shown', { texts: { body: TABLE, publicBody: '안내' }, disclosure: 'partial' }],
  ])('but not with %s', (_, given) => expect(decided(given).outcome).toBe('release'));
  test('a closed paper is listed as before', () => expect(decided({ texts: { body: TABLE }, disclosure: 'closed' }).outcome).toBe('list'));
  test('a hold never quotes the paper', () => {
    expect(JSON.stringify(decided({ texts: { body: TABLE } }).hold)).not.toMatch(/홍길동|지체/);
    expect(JSON.stringify(decided({ texts: { body: '신청인 홍길동은 우울증' } }).hold)).not.toMatch(/홍길동|우울/);
  });
});

describe('a ledger waits', () => {
  const ROW: PaperRow = { key: null, where: 'rows.csv:2', date: null, time: null, amount: 1, headcount: null, project: null, account: null, method: null, from: null, until: null };
  function ledger(texts: Texts, type: LedgerPaper['type'], isReleased = false): Decision {
    const paper: LedgerPaper = { ...ledgerPaper(texts), type, rows: [ROW, ROW] };
    const masked = mask(screen(paper, DETECTORS, written.masks), written.masks);
    return decide(masked, { policy, tonight: TONIGHT, firstSeen: TONIGHT, officer: isReleased ? OFFICER : null }).decision;
  }
  const many = `참석자: ${PEOPLE.slice(0, 5).join(', ')}`;
  test('with a row that names five people', () => {
    expect(ledger({ 'rows/0/purpose': many }, 'expenditure')).toMatchObject({ outcome: 'hold', hold: { code: 'person-table' } });
    expect(ledger({ 'rows/0/purpose': many }, 'expenditure', true).outcome).toBe('release');
  });
  test('but not with a person and a topic', () => {
    expect(ledger({ 'rows/0/purpose': '생계급여 지급', 'rows/0/payee': '예금주 홍길동' }, 'expenditure')).toMatchObject({ outcome: 'release', disclosure: 'partial' });
  });
  test('but not for a column that is withheld', () => {
    const column = written.ledgers.withheld['business-expense'][0];
    expect(column, 'the policy withholds a column').toBeDefined();
    expect(ledger({ [`rows/0/${column!}`]: many }, 'business-expense').outcome).toBe('release');
  });
});

test('a kind that nobody listed tells of a person', () => {
  expect(['name', 'address', 'mobile', 'iris-scan', 'email', 'author-mark'].map(isOfPersons)).toEqual([true, true, true, true, false, false]);
});
