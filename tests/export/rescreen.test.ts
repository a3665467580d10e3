/** When a rule or a detector changes, everything already published passes it or is taken back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { DECISIONS_FILE } from '../../src/export/officer-decisions.ts';
import type { Readers } from '../../src/export/readers.ts';
import { screen } from '../../src/export/screen.ts';
import { State } from '../../src/export/state.ts';
import { isTombstone, parseRecord } from '../../src/model/record-file.ts';
import { testEffects } from '../effects.ts';
import { temporaryFolder, treeOf } from '../folders.ts';
import { spoil } from '../policy/content.ts';
import { testReaders } from '../readers.ts';
import { MiniCity, paper, row } from './mini-city.ts';

const MOBILE = '010-0000-1234';
/** The detectors as they were before one for mobiles was written. */
const EARLIER: Partial<Readers> = { screen: (one, masks) => screen(one, DETECTORS.filter(({ kind }) => kind !== 'mobile'), masks) };

let city: MiniCity;
beforeEach(() => { city = new MiniCity(temporaryFolder()); });

function published() {
  return [...treeOf(join(city.content, 'records'))].map(([path, text]) => parseRecord(path, text));
}

function withState<Result>(look: (state: State) => Result): Result {
  const state = new State(join(city.private, 'state.sqlite'));
  try {
    return look(state);
  } finally {
    state.close();
  }
}

/** A change of the rules that decides nothing about these papers. */
function changeRules(): void {
  spoil(city.content, 'policy/night.md', 'minimumHeldRows: 5', 'minimumHeldRows: 6');
}

function secrets(): string[] {
  const database = new DatabaseSync(join(city.private, 'state.sqlite'), { readOnly: true });
  try {
    return database.prepare('SELECT value FROM taint').all().map((found) => String(found.value));
  } finally {
    database.close();
  }
}

function phrases(): string[] {
  const database = new DatabaseSync(join(city.private, 'state.sqlite'), { readOnly: true });
  try {
    return database.prepare('SELECT phrase FROM withdrawn_phrases').all().map((found) => String(found.phrase));
  } finally {
    database.close();
  }
}

describe('a record whose paper is gone at its source', () => {
  beforeEach(() => {
    city.fill([paper('A', { body: `보행 환경을 개선하고 주민의 안전을 지키고자 함. 문의 ${MOBILE}` }), paper('B')]);
    city.night(testEffects(), testReaders(EARLIER));
    city.fill([paper('B')]);
  });

  test('stays as long as the rules do', () => {
    expect(city.night(testEffects(), testReaders(EARLIER))).toMatchObject({ withdrawn: 0, missing: 1, takenBack: 0 });
  });

  test('is taken back when it no longer passes, and listed', () => {
    changeRules();
    expect(city.night()).toMatchObject({ withdrawn: 1, missing: 0, takenBack: 1, held: 1 });
    expect(published().filter(isTombstone)).toMatchObject([{ reason: 'rule-changed' }]);
    expect(withState((state) => state.holds())).toMatchObject([{ code: 'no-longer-passes' }]);
    expect([...treeOf(city.content)].filter(([, text]) => text.includes(MOBILE))).toEqual([]);
    expect(phrases()).toContain('보도 정비 계획 A');
  });

  test('stays when it passes the new rules', () => {
    city.fill([paper('A', { body: `문의 ${MOBILE}` })]);
    changeRules();
    const report = city.night();
    expect(report).toMatchObject({ takenBack: 0, missing: 1 });
  });
});

test('a paper that its source still has is masked anew', () => {
  city.fill([paper('A', { body: `문의 ${MOBILE}` })]);
  city.night(testEffects(), testReaders(EARLIER));
  changeRules();
  expect(city.night()).toMatchObject({ amended: 1, takenBack: 0 });
  expect(published()).toMatchObject([{ revision: 2, markdown: '문의 [휴대전화번호 가림·제6호]' }]);
});

test('a ledger that is gone is screened again row by row', () => {
  city.fill([paper('A')], [row('R1', 5, { purpose: `${MOBILE} 통화` })]);
  city.night(testEffects(), testReaders(EARLIER));
  city.fill([paper('A')]);
  changeRules();
  expect(city.night()).toMatchObject({ takenBack: 1 });
});

describe('an unchanged paper that a new topic holds', () => {
  beforeEach(() => {
    city.fill([paper('A', { title: '마음돌봄 사업 계획' })]);
    city.night();
    spoil(city.content, 'policy/holds/child-protection.md', '"친권"', '"친권", "마음돌봄"');
  });

  test('is taken back and waits, and an officer can restore it', () => {
    expect(city.night()).toMatchObject({ takenBack: 1, withdrawn: 1 });
    const [hold] = withState((state) => state.holds());
    expect(hold).toMatchObject({ code: 'topic' });
    writeFileSync(join(city.private, DECISIONS_FILE), `${JSON.stringify({ id: hold!.id, hash: hold!.inputHash, decision: 'release', disclosure: 'open', grounds: [], until: null, by: '김담당', on: '2026-03-02' })}\n`);
    expect(city.night()).toMatchObject({ restored: 1 });
    expect(phrases()).toEqual([]);
  });
});

test('a new version that waits leaves the old one, if that passes', () => {
  city.fill([paper('A')]);
  city.night();
  city.fill([paper('A', { title: '학대아동 쉼터 이전 계획' })]);
  expect(city.night()).toMatchObject({ takenBack: 0, held: 1, withdrawn: 0 });
  expect(published()).toMatchObject([{ title: '보도 정비 계획 A' }]);
});

test('a rule that would take back more than a night may stops it', () => {
  city.fill(Array.from({ length: 8 }, (_, n) => paper(`A${n}`, { body: `문의 ${MOBILE}` })));
  city.night(testEffects(), testReaders(EARLIER));
  city.fill([paper('B')]);
  changeRules();
  expect(() => city.night()).toThrow('8 of 8 published records would be withdrawn, expected at most 5; nothing was written');
});

describe('what was masked once', () => {
  beforeEach(() => {
    city.fill([paper('A', { body: `문의 ${MOBILE}` })]);
    city.night();
    expect(secrets()).toEqual([MOBILE]);
    city.fill([paper('A', { body: `문의 ${MOBILE}, 추가` })]);
  });

  test('stays known when its detector breaks', () => {
    city.night(testEffects(), testReaders(EARLIER));
    expect(secrets()).toEqual([MOBILE]);
  });

  test('is known anew when the rules change', () => {
    spoil(city.content, 'policy/masks/mobile.md', 'allow: []', 'allow: ["010-0000-1234"]');
    city.night();
    expect(secrets()).toEqual([]);
  });
});
