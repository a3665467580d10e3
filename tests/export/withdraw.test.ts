/** Taking a record back at once: what stands in content/ after it, after a kill, and after the nights that follow. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { freeze } from '../../src/export/freeze.ts';
import { loadOfficerDecisions } from '../../src/export/officer-decisions.ts';
import { State } from '../../src/export/state.ts';
import { withdrawNow, type WithdrawOptions } from '../../src/export/withdraw.ts';
import { parseRecord } from '../../src/model/record-file.ts';
import type { LogEntry, RegisterRow } from '../../src/model/record.ts';
import { WITHDRAW_REASONS } from '../../src/model/vocabulary.ts';
import { Killed, testEffects } from '../effects.ts';
import { temporaryFolder, treeOf } from '../folders.ts';
import { MiniCity, paper, row } from './mini-city.ts';

const LETTER = '가로수 전정 청원 회신';
const BODY = '청원인의 집 앞 은행나무에 관한 회신';

const linesOf = <T>(city: MiniCity, folder: string): T[] => [...treeOf(join(city.content, folder))].filter(([path]) => path.endsWith('.jsonl'))
  .flatMap(([, text]) => text.trimEnd().split('\n').map((line) => JSON.parse(line) as T));
const register = (city: MiniCity) => linesOf<RegisterRow>(city, 'register');
const log = (city: MiniCity) => linesOf<LogEntry>(city, 'log');
const everything = (city: MiniCity) => ['records', 'register', 'log'].flatMap((folder) => [...treeOf(join(city.content, folder))]).flat().join('\n');
const written = (city: MiniCity) => ['records', 'register', 'log'].map((folder) => treeOf(join(city.content, folder)));
const idOf = (city: MiniCity, title: string) => register(city).find((line) => line.title === title)!.id;
const take = (city: MiniCity, part: Partial<WithdrawOptions> & { ids: readonly string[] }) => withdrawNow({
  contentFolder: city.content, privateFolder: city.private, effects: testEffects({ now: '2026-03-02T09:00:00Z' }), reason: 'personal-information', by: '김담당', ...part,
});

function filled(): MiniCity {
  const city = new MiniCity(temporaryFolder());
  city.fill([paper('A1', { title: LETTER, body: BODY }), paper('A2', { title: '공개 문서' }), paper('A3', { title: '비공개 문서', disclosure_code: '3', grounds: '5' })], [row('R1', 100), row('R2', 200)]);
  city.night(testEffects({ seed: 'first' }));
  return city;
}

let city: MiniCity;
beforeEach(() => { city = filled(); });

describe('a record taken back', () => {
  test('is a tombstone with its reason; nothing of its title and text is left in content/', () => {
    const id = idOf(city, LETTER);
    const { path, wasWithdrawn } = take(city, { ids: [id] })[0]!;
    expect(wasWithdrawn).toBe(false);
    expect(parseRecord(path, readFileSync(join(city.content, path), 'utf8'))).toEqual({ id, type: 'document', status: 'withdrawn', revision: 2, releasedOn: '2026-03-02', withdrawnOn: '2026-03-02', reason: 'personal-information' });
    expect(register(city).find((line) => line.id === id)).toMatchObject({ status: 'withdrawn', title: null, documentNumber: null, path });
    expect(log(city).at(-1)).toMatchObject({ event: 'withdraw', id, path, revision: 2, sha256: null, reason: 'personal-information' });
    expect(log(city).map(({ index }) => index)).toEqual(log(city).map((_, n) => n));
    expect(everything(city)).not.toContain(LETTER);
    expect(everything(city)).not.toContain(BODY);
  });

  test('stays away: the next night, reading the same paper, changes nothing', () => {
    take(city, { ids: [idOf(city, LETTER)] });
    const standing = written(city);
    expect(city.night()).toMatchObject({ released: 0, restored: 0, withdrawn: 0, filesWritten: 0 });
    expect(written(city)).toEqual(standing);
  });

  test('stays away when its paper is edited: that version waits for a person', () => {
    const id = idOf(city, LETTER);
    take(city, { ids: [id] });
    city.fill([paper('A1', { title: LETTER, body: `${BODY} 고침` }), paper('A2', { title: '공개 문서' })], [row('R1', 100), row('R2', 200)]);
    expect(city.night()).toMatchObject({ restored: 0, held: 1 });
    expect(everything(city)).not.toContain(BODY);
  });

  test('stays away when its paper is gone at the source', () => {
    const id = idOf(city, LETTER);
    take(city, { ids: [id] });
    city.fill([paper('A2', { title: '공개 문서' })], [row('R1', 100), row('R2', 200)]);
    city.night();
    expect(register(city).find((line) => line.id === id)).toMatchObject({ status: 'withdrawn' });
  });

  test('may be a ledger', () => {
    const { id, path } = register(city).find((line) => line.type === 'expenditure')!;
    take(city, { ids: [id], reason: 'published-by-mistake' });
    expect(JSON.parse(readFileSync(join(city.content, path!), 'utf8'))).toMatchObject({ status: 'withdrawn', reason: 'published-by-mistake' });
    expect(everything(city)).not.toContain('한빛석재');
    expect(city.night()).toMatchObject({ released: 0, restored: 0, filesWritten: 0 });
  });

  test('binds the officer to exactly this version, and only once', () => {
    const id = idOf(city, LETTER);
    take(city, { ids: [id] });
    const state = new State(join(city.private, 'state.sqlite'));
    const { inputHash } = state.paperById(id)!;
    state.close();
    expect(loadOfficerDecisions(city.private).get(id)).toMatchObject({ decision: 'withdraw', hash: inputHash, by: '김담당', on: '2026-03-02' });
    const lines = readFileSync(join(city.private, 'decisions.jsonl'), 'utf8');
    expect(take(city, { ids: [id] })).toMatchObject([{ wasWithdrawn: true }]);
    expect(readFileSync(join(city.private, 'decisions.jsonl'), 'utf8')).toBe(lines);
  });

  test('goes while the service is frozen', () => {
    freeze({ privateFolder: city.private, effects: testEffects(), by: '김담당' }, 'leak-suspected');
    take(city, { ids: [idOf(city, LETTER)] });
    expect(everything(city)).not.toContain(LETTER);
  });

  test('needs no source', () => {
    const id = idOf(city, LETTER);
    writeFileSync(city.database, 'damaged');
    take(city, { ids: [id] });
    expect(everything(city)).not.toContain(LETTER);
  });

  test('may be several at once, with one line of who did it', () => {
    const ids = [idOf(city, LETTER), idOf(city, '공개 문서')];
    expect(take(city, { ids: [...ids, ids[0]!] }).map(({ id }) => id)).toEqual(ids);
    expect(log(city).slice(-2).map(({ event, id }) => [event, id])).toEqual(ids.map((id) => ['withdraw', id]));
    expect(JSON.parse(readFileSync(join(city.private, 'actions.jsonl'), 'utf8'))).toMatchObject({ action: 'withdraw', by: '김담당', because: 'personal-information', ids });
  });

  test.each(WITHDRAW_REASONS)('may have the reason %s, which a record with it still reads back', (reason) => {
    const { path } = take(city, { ids: [idOf(city, LETTER)], reason })[0]!;
    expect(parseRecord(path, readFileSync(join(city.content, path), 'utf8'))).toMatchObject({ reason });
  });
});

describe('refused, with nothing changed, is', () => {
  test.each([
    ['an id nobody has', () => '0123456789', 'withdraw: expected the id of a record'],
    ['what is no id', () => `${LETTER}`, 'withdraw: expected the id of a record'],
    ['a paper that was never released', () => register(city).find((line) => line.status === 'listed')!.id, 'expected a released record, got a listed paper'],
  ])('%s, also beside an id that could go', (_, id, message) => {
    const before = written(city);
    let said = '';
    try {
      take(city, { ids: [idOf(city, LETTER), id()] });
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toContain(message);
    expect(said).not.toContain(LETTER);
    expect(written(city)).toEqual(before);
    expect(loadOfficerDecisions(city.private).size).toBe(0);
  });
});

test('the log never goes back in time, whatever the clock says', () => {
  take(city, { ids: [idOf(city, LETTER)], effects: testEffects({ now: '2020-01-01T00:00:00Z' }) });
  expect(log(city).at(-1)).toMatchObject({ event: 'withdraw', on: '2026-03-02' });
});

test('a night for an earlier day of today is not barred by it', () => {
  take(city, { ids: [idOf(city, LETTER)], effects: testEffects({ now: '2026-03-20T00:00:00Z' }) });
  city.tonight = '2026-03-10';
  expect(() => city.night()).not.toThrow();
});

describe.each(['before', 'after'] as const)('killed %s a step', (killWhen) => {
  test('every step: given again it ends the same, and the next night leaves it so', () => {
    const ids = [idOf(city, LETTER), idOf(city, '공개 문서')];
    const effects = testEffects({ now: '2026-03-02T09:00:00Z', seed: 'second' });
    take(city, { ids, effects });
    const expected = written(city);
    expect(effects.calls()).toBeGreaterThan(8);
    for (let killAt = 0; killAt < effects.calls(); killAt++) {
      const other = filled();
      expect(() => take(other, { ids, effects: testEffects({ now: '2026-03-02T09:00:00Z', seed: 'second', killAt, killWhen }) }), `step ${killAt}`).toThrow(Killed);
      take(other, { ids, effects: testEffects({ now: '2026-03-02T09:00:00Z', seed: 'second' }) });
      expect(written(other), `killed ${killWhen} step ${killAt}`).toEqual(expected);
      expect(other.night(), `night after ${killWhen} step ${killAt}`).toMatchObject({ filesWritten: 0 });
    }
  }, 60_000);

  test('every step after the first: a night alone takes it back too', () => {
    const ids = [idOf(city, LETTER)];
    const effects = testEffects({ now: '2026-03-02T09:00:00Z' });
    take(city, { ids, effects });
    for (let killAt = 1; killAt < effects.calls(); killAt++) {
      const other = filled();
      expect(() => take(other, { ids, effects: testEffects({ now: '2026-03-02T09:00:00Z', killAt, killWhen }) })).toThrow(Killed);
      other.night();
      expect(everything(other), `step ${killAt}`).not.toContain(LETTER);
    }
  }, 60_000);
});
