/** The page of a record: that it never looks more open than it is, and says in words what changed, why things belong together and how to cite them. */
import { describe, expect, test } from 'vitest';
import { ledgerRecordSchema, textRecordSchema, type TextRecord } from '../../src/model/record.ts';
import { citationsOf } from '../../src/site/view/cite.ts';
import type { Fact } from '../../src/site/view/facts.ts';
import { fieldNames } from '../../src/site/view/history.ts';
import { viewTextRecord } from '../../src/site/view/text-record.ts';
import { viewTombstone } from '../../src/site/view/tombstone.ts';
import { wordsIn } from '../../src/site/view/words.ts';
import { idOf, ledgerRecord, registerRow, row, textRecord, tombstone } from './fixture.ts';
import { openRecords } from './opened.ts';

type RecordFile = TextRecord['files'][number];

function file(given: Partial<RecordFile> = {}): RecordFile {
  return { name: '붙임.hwp', role: 'attachment', format: 'hwp', sizeBytes: 1_000, disclosure: 'open', grounds: [], text: '내용', textForm: 'plain', sheets: [], original: null, textChars: 2, maskedChars: 0, ...given };
}

/** The values of one fact, as words. */
function factOf(facts: readonly Fact[], term: string): string[] {
  return facts.find((fact) => fact.term === term)?.values.map(({ words }) => words) ?? [];
}

function viewOf(given: Partial<TextRecord>, language: 'ko' | 'en' = 'ko') {
  return viewTextRecord(openRecords([textRecord(1, given)]).page('text', idOf(1), language));
}

const CLOSED = file({ name: null, disclosure: 'closed', grounds: [5], text: null, textChars: 0 });

describe('a record never looks more open than it is', () => {
  test.each<[string, Partial<TextRecord>, string[] | undefined, string[]]>([
    ['all of it open: no box, and the fact is one word', { files: [file()] }, undefined, ['공개']],
    ['one file of two is closed', { files: [file(), CLOSED] }, ['파일 2개 가운데 1개는 내용을 볼 수 없습니다.'], ['공개', '파일 1개는 볼 수 없음']],
    ['every file is closed', { files: [CLOSED, CLOSED] }, ['파일의 내용은 볼 수 없습니다.'], ['공개', '파일 2개는 볼 수 없음']],
    ['an open file that nobody could read', { files: [file({ text: null })] }, ['파일의 내용은 볼 수 없습니다.'], ['공개', '파일 1개는 볼 수 없음']],
    ['a file whose tables are shown', { files: [file({ text: null, sheets: [{ name: '', csv: '가,나\n1,2\n' }] })] }, undefined, ['공개']],
    ['a file that is handed out whole', { files: [file({ text: null, original: { path: 'originals/2026/03/x.pdf', format: 'pdf', sizeBytes: 1, sha256: 'a'.repeat(64) } })] }, undefined, ['공개']],
    ['a file that is the body above', { files: [file({ role: 'body', text: null })] }, undefined, ['공개']],
    ['masks in an open record', { masks: [{ kind: 'mobile', ground: 6, count: 3 }], maskedChars: 40, textChars: 800 }, ['3곳을 가렸습니다. 전체 800자 가운데 40자입니다.'], ['공개', '일부 가림']],
    ['a withheld body with a closed file', { body: 'withheld', markdown: '', disclosure: 'partial', grounds: [5], files: [CLOSED] },
      ['본문은 비공개입니다. 문서 정보와 공개된 파일만 볼 수 있습니다.', '파일의 내용은 볼 수 없습니다.'], ['부분공개', '제5호', '파일 1개는 볼 수 없음']],
  ])('%s', (_, given, words, facts) => {
    const view = viewOf(given);
    expect(view.notice?.words).toEqual(words);
    expect(factOf(view.facts, '공개 여부').map((fact) => fact.replace(/^(제\d호) .*/, '$1'))).toEqual(facts);
  });

  test('a warning where the paper is not whole, a plain box where only a file or a name is not', () => {
    expect([viewOf({ disclosure: 'partial', grounds: [5] }).notice?.isWarning, viewOf({ files: [CLOSED] }).notice?.isWarning]).toEqual([true, false]);
  });

  test('each file says why it has no text', () => {
    const view = viewOf({ files: [CLOSED, file({ text: null }), file({ text: '' }), file()] });
    expect(view.files.map(({ note }) => note)).toEqual(['내용은 공개하지 않습니다.', '내용을 읽지 못해 싣지 못했습니다.', '내용이 없는 파일입니다.', null]);
    expect(view.files.map(({ nameHtml }) => nameHtml)[0]).toBe('이름을 공개하지 않는 파일 1');
  });
});

describe('the wait from approval to release', () => {
  test.each<[string, Partial<TextRecord>, string[]]>([
    ['on the same day', { approvedOn: '2026-03-10' }, ['2026년 3월 10일', '결재한 날 공개']],
    ['a day later', { approvedOn: '2026-03-09' }, ['2026년 3월 10일', '결재 후 1일 만에 공개']],
    ['over a leap day', { approvedOn: '2024-02-28', releasedOn: '2024-03-01' }, ['2024년 3월 1일', '결재 후 2일 만에 공개']],
    ['years later', { approvedOn: '2019-03-10' }, ['2026년 3월 10일', '결재 후 2,557일 만에 공개']],
    ['minutes are made, not approved', { type: 'minutes', approvedOn: '2026-03-07' }, ['2026년 3월 10일', '생산 후 3일 만에 공개']],
    ['released before it was approved: no wait is claimed', { approvedOn: '2026-03-11' }, ['2026년 3월 10일']],
    ['without a day of approval', { approvedOn: null }, ['2026년 3월 10일']],
  ])('%s', (_, given, values) => {
    expect(factOf(viewOf(given).facts, '공개일')).toEqual(values);
  });

  test('one day is one in English', () => {
    expect(factOf(viewOf({ approvedOn: '2026-03-09' }, 'en').facts, 'Released on')).toEqual(['10 March 2026', '1 day after approval']);
  });
});

describe('the facts', () => {
  test('those of a citizen come first, those of an archivist below', () => {
    const view = viewOf({ project: 'PK-1', restrictedUntil: '2027-01-01', reviewDue: '2031-03-05' });
    expect(view.facts.map(({ term }) => term)).toEqual(['기관과 부서', '문서번호', '결재', '결재일', '공개일', '공개 여부', '공개 예정일', '사업', '이용조건']);
    expect(view.archival.map(({ term }) => term)).toEqual(['업무 분류', '단위과제', '기록물철', '보존기간', '비공개 재검토일', '관리번호', '공개를 정한 기준', '자료 번호']);
  });

  test('a licence leads to its terms, none leads nowhere', () => {
    const hrefs = (['kogl-1', 'ogl-3', 'cc0', 'none'] as const).map((licence) => viewOf({ licence }).facts.at(-1)!.values[0]!.href);
    expect(hrefs.map((href) => href && new URL(href).host)).toEqual(['www.kogl.or.kr', 'www.nationalarchives.gov.uk', 'creativecommons.org', undefined]);
  });

  test('a project by its name, in a link to the budget line that names it, and by its code', () => {
    const budget = ledgerRecord(2, [row(1), row(2, { project: 'PK-1', purpose: '어린이공원 정비' })], { type: 'budget', period: '2026' });
    const { values } = viewTextRecord(openRecords([textRecord(1, { project: 'PK-1' }), budget]).page('text', idOf(1))).facts.find(({ term }) => term === '사업')!;
    expect(values.map(({ words }) => words)).toEqual(['어린이공원 정비', 'PK-1의 예산과 지출']);
    expect(values[0]!.href).toMatch(new RegExp(`${budget.id}\\.html#r-${budget.rows[1]!.id}$`));
    expect(values[1]!.href).toMatch(/projects\/PK-1\.html$/);
  });

  test('a project without a budget by its code alone', () => {
    expect(factOf(viewOf({ project: 'PK-1' }).facts, '사업')).toEqual(['PK-1의 예산과 지출']);
  });
});

describe('what changed', () => {
  const fields = [...new Set([...Object.keys(textRecordSchema.shape), ...Object.keys(ledgerRecordSchema.shape), 'markdown'])];

  test.each(fields)('%s has words in both languages', (field) => {
    const key = `field.${field}` as Parameters<ReturnType<typeof wordsIn>>[0];
    expect([wordsIn('ko')(key), wordsIn('en')(key)]).not.toContain(key);
  });

  test('each name once, and a field that no schema has any more is still a change', () => {
    const page = openRecords([textRecord(1)]).page('text', idOf(1));
    expect(fieldNames(page, ['unit', 'unitName', 'markdown', 'colour'])).toEqual(['부서', '본문', '그 밖의 항목']);
  });

  test('the newest version stands first, the first is the first release', () => {
    const { history } = viewOf({ revision: 2, history: [
      { revision: 1, on: '2026-03-10', reason: 'approved', changed: [] }, { revision: 2, on: '2026-03-12', reason: 'source-changed', changed: ['files', 'title'] },
    ] });
    expect(history.map(({ words, details }) => [words, ...details])).toEqual([['2판: 원본이 바뀜', '바뀐 항목: 파일, 제목'], ['처음 공개: 공개 기준에 따름']]);
  });
});

describe('how to cite', () => {
  test('who, what, number, day, version, portal, address, in both languages', () => {
    const { page } = openRecords([textRecord(1, { title: '공원 정비 계획', revision: 2 })]);
    expect(citationsOf(page('text', idOf(1))).map(({ words }) => words)).toEqual([
      `하늘시 공원녹지과, 「공원 정비 계획」, 공원녹지과-1, 2026년 3월 5일, 2판, 하늘시 열린기록, https://open.haneul.example/records/document/2026/03/${idOf(1)}.html`,
      `Haneul City, Parks and Greenery Division, “공원 정비 계획”, 공원녹지과-1, 5 March 2026, version 2, Haneul City Open Records, https://open.haneul.example/en/records/document/2026/03/${idOf(1)}.html`,
    ]);
  });

  test('without a number, of a unit that had another name then', () => {
    const { page } = openRecords([textRecord(1, { title: '회의', documentNumber: null, unitName: '푸른도시과', approvedOn: '2019-05-05' })]);
    expect(citationsOf(page('text', idOf(1)))[0]!.words).toMatch(/^하늘시 푸른도시과, 「회의」, 2019년 5월 5일, 1판, /);
  });

  test('a ledger by its title in each language', () => {
    const { page } = openRecords([ledgerRecord(2, [row(1)])]);
    expect(citationsOf(page('ledger', idOf(2))).map(({ words }) => words.split('\u300c')[1] ?? words.split('“')[1])).toEqual([
      expect.stringMatching(/^공원녹지과 2026년 3월 지출」, 1판, /), expect.stringMatching(/^Expenditure, Parks and Greenery Division, March 2026”, version 1, /),
    ]);
  });
});

test('what is cited is not said again among the related', () => {
  const { page } = openRecords([
    textRecord(1, { cites: ['공원녹지과-2'] }), textRecord(2), textRecord(3, { cites: ['공원녹지과-1'] }), textRecord(4),
  ]);
  const view = viewTextRecord(page('text', idOf(1)));
  expect([view.cites.map(({ number }) => number), view.citedBy.map(({ title }) => title), view.related.map(({ line }) => line.title)]).toEqual([['공원녹지과-2'], ['공원 정비 계획 3'], ['공원 정비 계획 4']]);
});

describe('a tombstone', () => {
  test('leads to the month of the register in which it stands, to the rules and to those who can be asked', () => {
    const { page } = openRecords([tombstone(30)], { register: [registerRow(30, { status: 'withdrawn', disclosure: 'open', grounds: [], opensOn: null })] });
    const view = viewTombstone(page('tombstone', idOf(30)));
    expect(view.listing.map(({ href, words }) => [words, href.replace(/^(\.\.\/)+/, '')])).toEqual([['2026년 3월 정보목록', 'register/2026-03.html'], ['공개 기준', 'policy.html']]);
    expect(view.ask.address).toBe('open@haneul.example');
  });

  test('without a line in the register it leads nowhere that is not there', () => {
    expect(viewTombstone(openRecords([tombstone(30)]).page('tombstone', idOf(30))).listing.map(({ words }) => words)).toEqual(['공개 기준']);
  });
});
