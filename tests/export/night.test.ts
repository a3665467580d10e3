/** Nights of the whole export on the mini city: what is in content/ after each is what matters. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { DECISIONS_FILE } from '../../src/export/officer-decisions.ts';
import { runNight } from '../../src/export/pipeline.ts';
import { State } from '../../src/export/state.ts';
import { parseRecord } from '../../src/model/record-file.ts';
import type { LedgerRecord, LogEntry, RegisterRow, TextRecord } from '../../src/model/record.ts';
import { testEffects } from '../effects.ts';
import { temporaryFolder, treeOf } from '../folders.ts';
import { testReaders } from '../readers.ts';
import { MiniCity, paper, row } from './mini-city.ts';

let city: MiniCity;
beforeEach(() => { city = new MiniCity(temporaryFolder()); });

const linesOf = <T>(folder: string): T[] => [...treeOf(join(city.content, folder))]
  .filter(([path]) => path.endsWith('.jsonl'))
  .flatMap(([, text]) => text.trimEnd().split('\n').map((line) => JSON.parse(line) as T));
const register = () => linesOf<RegisterRow>('register');
const log = () => linesOf<LogEntry>('log');
const records = () => [...treeOf(join(city.content, 'records'))].map(([path, text]) => parseRecord(path, text));
/** All that the night wrote, as one text. */
const everything = () => ['records', 'register', 'log'].flatMap((folder) => [...treeOf(join(city.content, folder))]).flat().join('\n');
const at = (day: string) => { city.tonight = day; };

function holds() {
  const state = new State(join(city.private, 'state.sqlite'));
  try {
    return state.holds();
  } finally {
    state.close();
  }
}

function decideOn(title: string, decision: Record<string, unknown>): void {
  const held = holds().find((entry) => entry.where.includes(title))!;
  const line = { id: held.id, hash: held.inputHash, decision: 'release', disclosure: 'open', grounds: [], until: null, by: '공개담당', on: city.tonight, ...decision };
  writeFileSync(join(city.private, DECISIONS_FILE), `${JSON.stringify(line)}\n`, { flag: 'a' });
}

/** A decision on what is published, found by its register row. */
function decideAbout(found: string, decision: Record<string, unknown>): void {
  const row = register().find((line) => JSON.stringify(line).includes(found))!;
  const state = new State(join(city.private, 'state.sqlite'));
  const { inputHash } = state.paperById(row.id)!;
  state.close();
  writeFileSync(join(city.private, DECISIONS_FILE), `${JSON.stringify({ id: row.id, hash: inputHash, grounds: [], until: null, by: '공개담당', on: city.tonight, ...decision })}\n`, { flag: 'a' });
}

const sums = () => (records() as LedgerRecord[]).filter((record) => record.status === 'released').map((record) => [record.unit, record.totalAmount]).sort();

describe('the first night', () => {
  test('releases what is open: record, register row and log entry agree', () => {
    city.fill([paper('A1')], [row('R1', 900), row('R2', -900)]);
    expect(city.night()).toMatchObject({ released: 2, listed: 0, held: 0, rowsAdded: 2 });
    const [document, ledger] = records() as [TextRecord, LedgerRecord];
    expect(document).toMatchObject({ title: '보도 정비 계획 A1', unit: 'roads', unitName: '보행도로과', approverRank: 'division-head', disclosure: 'open', revision: 1, classification: ['도로', '보도', '정비'] });
    expect(ledger).toMatchObject({ type: 'expenditure', period: '2026-02', rowCount: 2, totalAmount: 0 });
    expect(register().map(({ id, status }) => [id, status]).sort()).toEqual([[document.id, 'released'], [ledger.id, 'released']].sort());
    expect(log().map(({ index, event, reason }) => [index, event, reason])).toEqual([[0, 'release', 'approved'], [1, 'release', 'approved']]);
  });

  test('the log holds the hash of the bytes, and the bytes hold a nonce', async () => {
    city.fill([paper('A1')]);
    city.night();
    const { createHash } = await import('node:crypto');
    const [entry] = log();
    const bytes = readFileSync(join(city.content, entry!.path));
    expect(entry!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect((records()[0] as TextRecord).nonce).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a unit has the name it bore on the day of approval', () => {
    city.fill([paper('A1', { approved_on: '2025-06-30' })]);
    city.night();
    expect(records()).toMatchObject([{ unit: 'roads', unitName: '도로과' }]);
  });

  test('every paper has a register row: open, below the released ranks, closed, restricted, held', () => {
    city.fill([
      paper('A1'),
      paper('A2', { approver_rank: 'team-leader' }),
      paper('A3', { disclosure_code: '3', grounds: '6', title: '재직증명서 발급(홍길동)' }),
      paper('A4', { disclosure_code: '5', grounds: '5', restricted_until: '2027-01-01' }),
      paper('A5', { unit_code: '9999' }),
      paper('A6', { disclosure_code: '7' }),
      paper('A7', { disclosure_code: '3', grounds: '7', title: '입찰 제안서 평가' }),
    ]);
    expect(city.night()).toMatchObject({ released: 1, listed: 4, held: 2 });
    const rows = register();
    expect(rows.map((line) => [line.status, line.disclosure, line.grounds, line.title, line.opensOn]).map(String).sort()).toEqual([
      ['released', 'open', [], '보도 정비 계획 A1', null],
      ['listed', 'open', [], '보도 정비 계획 A2', null],
      ['listed', 'closed', [6], null, null],
      ['listed', 'restricted-until', [5], null, '2027-01-01'],
      ['held', 'open', [], null, null],
      ['held', null, [], null, null],
      ['listed', 'closed', [7], '입찰 제안서 평가', null],
    ].map(String).sort());
    expect(everything()).not.toContain('홍길동');
  });
});

describe('what a paper may show', () => {
  test('personal information is masked in every field that is written', () => {
    const files = JSON.stringify([{ role: 'attachment', name: '010-1234-5678.txt', sizeBytes: 9, disclosureCode: '1', grounds: '', text: '주민번호 900101-1234567' }]);
    city.fill([paper('A1', { title: '안내 010-1234-5678', body: '문의 hong@mail.example, 900101-1234567', task: '상담 010-1234-5678', files })],
      [row('R1', 900, { payee: '가람 010-1234-5678', purpose: '송금 900101-1234567' })]);
    city.night();
    expect(everything()).not.toMatch(/1234-5678|900101|hong@/);
    expect(records()[0]).toMatchObject({ masks: expect.arrayContaining([expect.objectContaining({ kind: 'resident-number', ground: 6, count: 2 })]) });
  });

  test('of a partial paper only its prepared version is shown', () => {
    city.fill([paper('A1', { disclosure_code: '2', grounds: '5', body: '감추어진 내용', public_body: '알려진 내용' })]);
    city.night();
    expect(records()).toMatchObject([{ body: 'public-version', markdown: '알려진 내용', disclosure: 'partial', grounds: [5], reviewDue: '2031-02-10' }]);
    expect(everything()).not.toContain('감추어진');
  });

  test('a partial paper with the author\'s marks shows the rest', () => {
    city.fill([paper('A1', { disclosure_code: '2', grounds: '5', body: '보이는 줄 ⟦비공개5⟧감추어진 내용⟦/비공개⟧ 끝' })]);
    city.night();
    expect(records()).toMatchObject([{ body: 'whole', markdown: expect.stringContaining('보이는 줄') }]);
    expect(everything()).not.toContain('감추어진');
  });

  test('a partial paper with neither is a cover', () => {
    city.fill([paper('A1', { disclosure_code: '2', grounds: '5', body: '감추어진 내용' })]);
    city.night();
    expect(records()).toMatchObject([{ body: 'withheld', markdown: '' }]);
    expect(everything()).not.toContain('감추어진');
  });

  test('a closed file is listed without its text, its name only where the ground allows it', () => {
    const file = (name: string, disclosureCode: string, grounds: string, text: string | null) => ({ role: 'attachment', name, sizeBytes: 9, disclosureCode, grounds, text });
    city.fill([paper('A1', { files: JSON.stringify([file('홍길동.txt', '3', '6', '비밀'), file('단가표.txt', '3', '7', '비밀'), file('도면.pdf', '1', '', null), file('개요.txt', '1', '', '알림')]) })]);
    city.night();
    expect(records()).toMatchObject([{ files: [{ name: null, text: null }, { name: '단가표.txt', text: null }, { name: '도면.pdf', text: null }, { name: '개요.txt', text: '알림' }] }]);
    expect(everything()).not.toMatch(/홍길동|비밀/);
  });

  test.each([
    ['a registry id', [paper('A1', { registry_id: '900101-1234567' })], []],
    ['a project code', [paper('A1', { project: '010-1234-5678' })], []],
    ['an account code of a row', [], [row('R1', 900, { account: '010-1234-5678' })]],
  ])('personal information in %s, which can\'t be masked, holds the paper', (_, papers, rows) => {
    city.fill(papers, rows);
    expect(city.night()).toMatchObject({ held: 1, released: 0 });
    expect(holds()).toMatchObject([{ code: 'finding-in-structure' }]);
    expect(everything()).not.toMatch(/900101|1234-5678/);
  });

  test('a column the policy withholds is not written', () => {
    city.fill([], [row('R1', 900, { ledger_type: 'business-expense', attendees: '홍길동 외 3명', headcount: 4 })]);
    city.night();
    expect(records()).toMatchObject([{ disclosure: 'partial', grounds: [6], rows: [{ attendees: null, headcount: 4 }] }]);
    expect(everything()).not.toContain('홍길동');
  });
});

describe('the next nights', () => {
  test('with nothing changed write nothing', () => {
    city.fill([paper('A1'), paper('A2', { disclosure_code: '3', grounds: '6' }), paper('A3', { unit_code: '9999' })], [row('R1', 900), row('R2', 1, { paid_on: '2026-02-31' }), ...Array.from({ length: 100 }, (_, n) => row(`S${n}`, n))]);
    city.night();
    const before = treeOf(city.content);
    const effects = testEffects();
    at('2026-03-03');
    expect(city.night(effects)).toMatchObject({ unchanged: 4, released: 0, amended: 0, rowsHeld: 1, waitingPapers: 1, waitingRows: 1, filesWritten: 0 });
    expect(treeOf(city.content)).toEqual(before);
  });

  test('a changed paper is a new revision under the same id, with a new nonce and what changed', () => {
    city.fill([paper('A1')]);
    city.night();
    const [before] = records() as TextRecord[];
    at('2026-03-03');
    city.fill([paper('A1', { body: '고친 내용' })]);
    expect(city.night()).toMatchObject({ amended: 1, released: 0 });
    const [after] = records() as TextRecord[];
    expect(after).toMatchObject({ id: before!.id, revision: 2, releasedOn: '2026-03-02', history: [{ revision: 1 }, { revision: 2, on: '2026-03-03', reason: 'source-changed', changed: ['markdown', 'textChars'] }] });
    expect(after!.nonce).not.toBe(before!.nonce);
    expect(log().at(-1)).toMatchObject({ index: 1, event: 'amend', revision: 2, reason: 'source-changed' });
  });

  test('a change behind a mask is no new revision', () => {
    city.fill([paper('A1', { body: '문의 010-1234-5678' })]);
    city.night();
    const before = treeOf(city.content);
    city.fill([paper('A1', { body: '문의 010-8765-4321' })]);
    expect(city.night()).toMatchObject({ amended: 0, unchanged: 1 });
    expect(treeOf(city.content)).toEqual(before);
  });

  test('rows: one corrected, one new, one gone are counted in the history', () => {
    city.fill([], [row('R1', 100), row('R2', 200), row('R3', 300)]);
    city.night();
    const [before] = records() as LedgerRecord[];
    city.fill([], [row('R1', 100), row('R2', 250), row('R4', 400)]);
    expect(city.night()).toMatchObject({ amended: 1, rowsAdded: 1, rowsChanged: 1, rowsRemoved: 1 });
    const [after] = records() as LedgerRecord[];
    expect(after!.history.at(-1)).toMatchObject({ rowsAdded: 1, rowsChanged: 1, rowsRemoved: 1 });
    const idOf = (record: LedgerRecord, amount: number) => record.rows.find((line) => line.amount === amount)?.id;
    expect(idOf(after!, 100)).toBe(idOf(before!, 100));
    expect(idOf(after!, 250)).toBe(idOf(before!, 200));
  });

  test.each([['with', 'R2'], ['without', null]])('a payment booked to another unit moves there %s a key and stands in the sums once', (_, key) => {
    city.fill([], [row(key === null ? null : 'R1', 100), row(key, 200)]);
    city.night();
    const idOf = (amount: number) => (records() as LedgerRecord[]).flatMap((record) => record.rows).find((line) => line.amount === amount)?.id;
    const id = idOf(200);
    city.fill([], [row(key === null ? null : 'R1', 100), row(key, 200, { unit_code: '6200' })]);
    expect(city.night()).toMatchObject({ amended: 1, released: 1, rowsAdded: 0, rowsChanged: 1, rowsRemoved: 0 });
    expect(idOf(200)).toBe(id);
    expect((records() as LedgerRecord[]).map((record) => [record.unit, record.totalAmount]).sort()).toEqual([['parks', 200], ['roads', 100]]);
  });

  test('a ledger whose every payment moved is withdrawn, one whose payments are gone waits for a person', () => {
    city.fill([], [row(null, 100), row(null, 200, { period: '2026-01', paid_on: '2026-01-05' })]);
    city.night();
    city.fill([], [row(null, 100, { unit_code: '6200' })]);
    expect(city.night()).toMatchObject({ released: 1, withdrawn: 1, missing: 1, rowsAdded: 0, rowsChanged: 1, rowsRemoved: 0 });
    expect(log().at(-1)).toMatchObject({ event: 'withdraw', reason: 'source-changed' });
    expect((records() as LedgerRecord[]).filter((record) => record.status === 'released').map((record) => record.totalAmount).sort()).toEqual([100, 200]);
  });

  test('a paper that is now closed becomes a tombstone without title, text or nonce, and may be restored', () => {
    city.fill([paper('A1', { title: '어떤 제목' }), paper('A2')]);
    city.night();
    const { nonce } = (records() as TextRecord[]).find((record) => record.title === '어떤 제목')!;
    at('2026-03-03');
    city.fill([paper('A1', { title: '어떤 제목', disclosure_code: '3', grounds: '7' }), paper('A2')]);
    expect(city.night()).toMatchObject({ withdrawn: 1 });
    expect(records()).toContainEqual(expect.objectContaining({ status: 'withdrawn', revision: 2, withdrawnOn: '2026-03-03', reason: 'closed-at-source' }));
    expect(everything()).not.toContain('어떤 제목');
    expect(everything()).not.toContain(nonce);
    expect(log().at(-1)).toMatchObject({ event: 'withdraw', sha256: null });
    at('2026-03-04');
    city.fill([paper('A1', { title: '어떤 제목' }), paper('A2')]);
    expect(city.night()).toMatchObject({ restored: 1 });
    expect(log().at(-1)).toMatchObject({ event: 'restore', revision: 3 });
  });

  test('a paper that is gone at the source stays published and waits for a person', () => {
    city.fill([paper('A1'), paper('A2')]);
    city.night();
    const before = treeOf(city.content);
    city.fill([paper('A2')]);
    expect(city.night()).toMatchObject({ missing: 1, withdrawn: 0, filesWritten: 0 });
    expect(treeOf(city.content)).toEqual(before);
    expect(holds()).toMatchObject([{ code: 'missing-at-source', key: 'A1', since: '2026-03-02' }]);
    city.fill([paper('A1'), paper('A2')]);
    city.night();
    expect(holds()).toEqual([]);
  });

  test('a released paper whose new version is in doubt keeps its published version', () => {
    city.fill([paper('A1')]);
    city.night();
    const before = treeOf(city.content);
    city.fill([paper('A1', { disclosure_code: '8' })]);
    expect(city.night()).toMatchObject({ held: 1, withdrawn: 0, filesWritten: 0 });
    expect(treeOf(city.content)).toEqual(before);
  });

  test('a restricted paper opens by itself on its day', () => {
    city.fill([paper('A1', { disclosure_code: '5', grounds: '5', restricted_until: '2026-03-05' })]);
    city.night();
    at('2026-03-04');
    expect(city.night()).toMatchObject({ unchanged: 1 });
    at('2026-03-05');
    expect(city.night()).toMatchObject({ released: 1 });
    expect(log()).toMatchObject([{ event: 'release', reason: 'restriction-ended' }]);
    expect(register()).toMatchObject([{ status: 'released', disclosure: 'open', opensOn: null, listedOn: '2026-03-02', releasedOn: '2026-03-05' }]);
  });

  test('a new rule is applied to what was published before', () => {
    city.fill([paper('A1', { body: '문의 010-1234-5678' })]);
    city.night();
    const file = join(city.content, 'policy/masks/mobile.md');
    writeFileSync(file, readFileSync(file, 'utf8').replace('ko: "휴대전화번호"', 'ko: "손전화"'));
    expect(city.night()).toMatchObject({ amended: 1 });
    expect(records()).toMatchObject([{ markdown: expect.stringContaining('손전화 가림'), history: [{}, { reason: 'rule-changed' }] }]);
  });
});

describe('an officer decides', () => {
  test('to release a held paper, bound to exactly this version', () => {
    city.fill([paper('A1', { approver_rank: null, disclosure_code: '2', grounds: '5', public_body: '알려진 내용' })]);
    expect(city.night()).toMatchObject({ held: 1 });
    decideOn('A1', { disclosure: 'partial', grounds: [5] });
    expect(city.night()).toMatchObject({ released: 1, held: 0 });
    expect(holds()).toEqual([]);
    expect(log()).toMatchObject([{ event: 'release', reason: 'officer-decision' }]);
    city.fill([paper('A1', { approver_rank: null, disclosure_code: '2', grounds: '5', public_body: '바뀐 내용' })]);
    expect(city.night()).toMatchObject({ held: 1, amended: 0 });
  });

  test('to withdraw, or to keep, what is missing at the source', () => {
    city.fill([paper('A1'), paper('A2'), paper('A3')]);
    city.night();
    city.fill([paper('A3')]);
    city.night();
    decideOn('A1', { decision: 'withdraw', disclosure: null });
    decideOn('A2', { decision: 'keep', disclosure: null });
    expect(city.night()).toMatchObject({ withdrawn: 1, missing: 0 });
    expect(holds()).toEqual([]);
    expect(city.night()).toMatchObject({ withdrawn: 0, missing: 0, filesWritten: 0 });
  });

  test.each([
    ['no JSON', 'release it', 'decisions.jsonl:1: expected one JSON object a line'],
    ['partial without a ground', JSON.stringify({ id: '0123456789', hash: 'a'.repeat(64), decision: 'release', disclosure: 'partial', grounds: [], until: null, by: 'x', on: '2026-03-02' }), 'decisions.jsonl:1: "the whole": expected "grounds" unless open'],
  ])('a line that is not understood stops the night: %s', (_, line, message) => {
    city.fill([paper('A1')]);
    writeFileSync(join(city.private, DECISIONS_FILE), `${line}\n`);
    expect(() => city.night()).toThrow(message);
    expect(existsSync(join(city.content, 'records'))).toBe(false);
  });
});

describe('an officer\'s word holds', () => {
  test('a paper taken back does not return because its source was edited', () => {
    city.fill([paper('A1'), paper('A2')]);
    city.night();
    decideAbout('보도 정비 계획 A1', { decision: 'withdraw', disclosure: null });
    expect(city.night()).toMatchObject({ withdrawn: 1 });
    city.fill([paper('A1', { retention: '10' }), paper('A2')]);
    expect(city.night()).toMatchObject({ released: 0, restored: 0, held: 1 });
    expect(holds()).toMatchObject([{ code: 'changed-after-decision' }]);
    expect(everything()).not.toContain('보도 정비 계획 A1');
  });

  test('a ledger is taken back, and one of a held version too', () => {
    city.fill([paper('A1')], [row('R1', 100)]);
    city.night();
    decideAbout('"type":"expenditure"', { decision: 'list', disclosure: 'closed', grounds: [7] });
    expect(city.night()).toMatchObject({ withdrawn: 1 });
    city.fill([paper('A1', { disclosure_code: '9' })], [row('R1', 100)]);
    expect(city.night()).toMatchObject({ held: 1 });
    decideOn('A1', { decision: 'withdraw', disclosure: null });
    expect(city.night()).toMatchObject({ withdrawn: 1, held: 0 });
  });

  test('a kept ledger is not taken for one that moved', () => {
    city.fill([], [row(null, 100), row(null, 5, { unit_code: '6200' })]);
    city.night();
    city.fill([], [row(null, 5, { unit_code: '6200' })]);
    city.night();
    decideOn('expenditure/6100', { decision: 'keep', disclosure: null });
    city.night();
    city.fill([], [row(null, 5, { unit_code: '6200' }), row(null, 100, { unit_code: '6200', purpose: '다른 구입' })]);
    expect(city.night()).toMatchObject({ withdrawn: 0, rowsAdded: 1 });
  });
});

describe('there and back again', () => {
  test('a ledger that moves away and back is published again', () => {
    const there = [row(null, 100), row(null, 5, { unit_code: '6200' })];
    city.fill([], there);
    city.night();
    city.fill([], [row(null, 100, { unit_code: '6200' }), row(null, 5, { unit_code: '6200' })]);
    expect(city.night()).toMatchObject({ withdrawn: 1 });
    city.fill([], there);
    expect(city.night()).toMatchObject({ restored: 1 });
    expect(sums()).toEqual([['parks', 5], ['roads', 100]]);
  });

  test('of a ledger that moved in part and is gone otherwise, no payment stands twice', () => {
    city.fill([], [row('R1', 100), row('R2', 200)]);
    city.night();
    city.fill([], [row('R1', 100, { unit_code: '6200' })]);
    expect(city.night()).toMatchObject({ missing: 1, rowsAdded: 0, rowsRemoved: 0 });
    expect(sums()).toEqual([['parks', 100], ['roads', 200]]);
  });

  test('a row that was away gets its id back', () => {
    const ids = () => (records() as LedgerRecord[])[0]!.rows.map((line) => [line.amount, line.id]);
    city.fill([], [row('R1', 100), row('R2', 200)]);
    city.night();
    const before = ids();
    city.fill([], [row('R1', 100)]);
    city.night();
    city.fill([], [row('R1', 100), row('R2', 200)]);
    city.night();
    expect(ids()).toEqual(before);
  });

  test('a held paper that was missing for a night is held again', () => {
    city.fill([paper('A1'), paper('A2', { unit_code: '9999' })]);
    city.night();
    city.fill([paper('A1')]);
    city.night();
    city.fill([paper('A1'), paper('A2', { unit_code: '9999' })]);
    city.night();
    expect(holds()).toMatchObject([{ key: 'A2', code: 'unknown-unit' }]);
  });

  test('a paper approved in days to come is released on its day', () => {
    city.fill([paper('A1', { approved_on: '2026-03-04' })]);
    expect(city.night()).toMatchObject({ held: 1 });
    at('2026-03-04');
    expect(city.night()).toMatchObject({ released: 1 });
    expect(holds()).toEqual([]);
  });

  test('a withdrawal that was a slip of the source leaves no trace on a paper never published', () => {
    const line = { approver_rank: 'team-leader' };
    for (const isWithdrawn of [0, 1, 0]) {
      city.fill([paper('A1', { ...line, is_withdrawn: isWithdrawn })]);
      city.night();
    }
    expect(register()).toMatchObject([{ status: 'listed', title: '보도 정비 계획 A1' }]);
  });

  test('the restricted files of a paper open with it', () => {
    const files = JSON.stringify([{ role: 'attachment', name: '계획.txt', sizeBytes: 9, disclosureCode: '5', grounds: '5', text: '열린 내용' }]);
    city.fill([paper('A1', { disclosure_code: '5', grounds: '5', restricted_until: '2026-03-05', files })]);
    city.night();
    at('2026-03-05');
    city.night();
    expect(records()).toMatchObject([{ files: [{ name: '계획.txt', disclosure: 'open', grounds: [], text: '열린 내용' }] }]);
  });
});

test('how much is hidden is told in tens, so that the length of a value is not', () => {
  const charsOf = (hidden: string) => {
    city.fill([paper('A1', { body: `앞 ⟦비공개5⟧${hidden}⟦/비공개⟧` })]);
    city.night();
    return (records()[0] as TextRecord).maskedChars;
  };
  expect(charsOf('부적격')).toBe(charsOf('적격'));
});

test('a text with more findings than a call has room for holds its paper or masks it, and the night goes on', () => {
  city.fill([paper('A1', { body: '010-1234-5678 '.repeat(150_000) }), paper('A2')]);
  expect(city.night().released).toBeGreaterThan(0);
  expect(everything()).not.toContain('1234-5678');
}, 120_000);

describe('the night stops and nothing is written', () => {
  function stops(message: string | RegExp): void {
    const before = treeOf(city.content);
    expect(() => city.night()).toThrow(message);
    expect(treeOf(city.content)).toEqual(before);
  }

  test('too few papers', () => {
    city.configure({ papers: { minimum: 2, maximum: 9 } });
    city.fill([paper('A1')]);
    stops('sources/mini: 1 papers tonight, expected 2–9; nothing was written');
  });

  test('too many rows', () => {
    city.configure({ rows: { minimum: 0, maximum: 1 } });
    city.fill([], [row('R1', 1), row('R2', 2)]);
    stops('sources/mini: 2 rows tonight, expected 0–1; nothing was written');
  });

  test('too many rows that can\'t be read', () => {
    city.fill([], Array.from({ length: 20 }, (_, n) => row(`R${n}`, n, n < 6 ? { paid_on: '2026-02-31' } : {})));
    stops(/6 of 20 rows can't be read, expected at most 5; nothing was written. The first: release_ledger_rows\[R0\]: "paid_on": expected a day that exists, YYYY-MM-DD; release/);
  });

  test('a control total that does not agree', () => {
    city.configure({ totals: [{ type: 'expenditure', rows: 2, amount: 400 }] });
    city.fill([], [row('R1', 100), row('R2', 200)]);
    stops('sources/mini: expenditure: expected 2 rows with a total of 400, got 2 with 300; nothing was written');
  });

  test('more withdrawals than the policy allows', () => {
    const keys = Array.from({ length: 20 }, (_, n) => `A${n}`);
    city.fill(keys.map((key) => paper(key)));
    city.night();
    city.fill(keys.map((key) => paper(key, { disclosure_code: '3', grounds: '7' })));
    stops('night: 20 of 20 published records would be withdrawn, expected at most 5; nothing was written');
  });

  test('more rows removed than the policy allows', () => {
    city.fill([], Array.from({ length: 100 }, (_, n) => row(`R${n}`, n)));
    city.night();
    city.fill([], Array.from({ length: 50 }, (_, n) => row(`R${n}`, n)));
    stops('night: 50 of 100 published rows would be withdrawn, expected at most 5; nothing was written');
  });

  test('the private state is lost', () => {
    city.fill([paper('A1')]);
    city.night();
    rmSync(join(city.private, 'state.sqlite'));
    stops(/expected 0 nights, the last one none, as the private state has it; got 1/);
  });

  test('content/ is an old backup', () => {
    city.fill([paper('A1')]);
    city.night();
    city.fill([paper('A1'), paper('A2')]);
    city.night();
    rmSync(join(city.content, 'log/000002.jsonl'));
    stops(/expected 2 nights, the last one 000002.jsonl, as the private state has it; got 1, the last one 000001.jsonl/);
  });

  test('a record was edited by hand and would be amended', () => {
    city.fill([paper('A1')]);
    city.night();
    const [path] = [...treeOf(join(city.content, 'records')).keys()];
    writeFileSync(join(city.content, 'records', path!), '---\nid: x\n---\n');
    city.fill([paper('A1', { body: '고친 내용' })]);
    stops(/expected the bytes the last night wrote, got others/);
  });

  test('a source that has papers is renamed', () => {
    city.fill([paper('A1')]);
    city.night();
    city.configure({ name: 'other' });
    stops(/expected the source "mini", which has papers in the register, got none of that name/);
  });

  test('a day to come, or one before the last night', () => {
    city.fill([paper('A1')]);
    city.night();
    at('2062-01-01');
    stops(/--on: expected a day not after today, 2026-12-31, got 2062-01-01/);
    at('2026-03-01');
    stops(/--on: expected a day not before the last night, 2026-03-02, got 2026-03-01/);
  });

  test('the register lost rows', () => {
    city.fill([paper('A1'), paper('A2')]);
    city.night();
    const file = join(city.content, 'register/2026/02.jsonl');
    const text = readFileSync(file, 'utf8');
    city.fill([paper('A1', { body: '고친 내용' }), paper('A2')]);
    writeFileSync(file, text.slice(0, -1));
    stops(/expected a line end after the last row; the file is cut off/);
    writeFileSync(file, `${text.split('\n')[0]}\n`);
    stops(/expected 2 rows, as the private state has them, got 1/);
  });

  test('the log was changed', () => {
    city.fill([paper('A1')]);
    city.night();
    writeFileSync(join(city.content, 'log/000001.jsonl'), '{');
    stops(/000001.jsonl: expected the bytes the last night wrote, got others/);
  });

  test('the private folder is inside content/', () => {
    const inside = join(city.content, 'private');
    expect(() => runNight({ contentFolder: city.content, privateFolder: inside, effects: testEffects(), readers: testReaders(), tonight: city.tonight })).toThrow(/expected a private folder outside the content folder/);
  });

  test('the private state owes a file no night writes', () => {
    city.fill([paper('A1')]);
    city.night();
    const state = new State(join(city.private, 'state.sqlite'));
    state.begin();
    state.owe({ staged: 'night/1', target: '../../escaped', sha256: 'a'.repeat(64) });
    state.commit();
    state.close();
    stops(/the private state owes a file that no night writes/);
  });

  test('the private state is damaged', () => {
    city.fill([paper('A1')]);
    city.night();
    const file = join(city.private, 'state.sqlite');
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4096);
    writeFileSync(file, bytes);
    stops(/the private state is damaged; restore it from the backup/);
  });

  test('another night is running', () => {
    city.fill([paper('A1')]);
    const other = new State(join(city.private, 'state.sqlite'));
    try {
      stops(/another night is running/);
    } finally {
      other.close();
    }
  });

  test('a policy that is not understood', () => {
    city.fill([paper('A1')]);
    writeFileSync(join(city.content, 'policy/night.md'), '---\nmaximumWithdrawnShare: lots\n---\n');
    stops(/content\/policy\/night.md/);
  });

  test('an error never quotes a record', () => {
    city.fill([paper('A1', { title: '표지문구가나다', body: '표지문구가나다', paper_key: 'A1' })]);
    city.night();
    city.fill([paper('A1', { title: '표지문구가나다', body: '표지문구가나다', disclosure_code: '표지문구가나다' })]);
    city.night();
    expect(JSON.stringify(holds())).not.toContain('표지문구');
  });
});
