/** Freeze and thaw: what officers do to the service as a whole. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { ACTIONS_FILE, freeze, frozenState, FROZEN_FILE, refuseIfFrozen, thaw } from '../../src/export/freeze.ts';
import { Killed, testEffects } from '../effects.ts';
import { temporaryFolder } from '../folders.ts';

const NOW = '2026-03-02T05:06:07.000Z';
let folder: string;
beforeEach(() => { folder = temporaryFolder(); });

const by = (name: string, effects = testEffects({ now: NOW })) => ({ privateFolder: folder, effects, by: name });
const actions = () => readFileSync(join(folder, ACTIONS_FILE), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));

test('a service nobody froze goes on', () => {
  expect(frozenState(folder)).toBeNull();
  expect(() => refuseIfFrozen(folder)).not.toThrow();
});

test('a freeze says since when, by whom and why', () => {
  expect(freeze(by('김담당'), 'leak-suspected')).toEqual({ since: NOW, by: '김담당', because: 'leak-suspected' });
  expect(frozenState(folder)).toEqual({ since: NOW, by: '김담당', because: 'leak-suspected' });
  expect(() => refuseIfFrozen(folder)).toThrow(expect.objectContaining({ code: 'FROZEN', message: expect.stringContaining(`the service is frozen since ${NOW} by 김담당 (leak-suspected)`) }));
});

test('a second freeze is refused and the first one stays', () => {
  freeze(by('김담당'), 'audit');
  expect(() => freeze(by('이담당'), 'other')).toThrow(expect.objectContaining({ code: 'FROZEN', message: expect.stringContaining('by 김담당 (audit) already') }));
  expect(frozenState(folder)).toMatchObject({ by: '김담당' });
});

test('a thaw ends it, and both stay on record', () => {
  freeze(by('김담당'), 'audit');
  thaw(by('이담당'));
  expect(() => refuseIfFrozen(folder)).not.toThrow();
  expect(actions()).toEqual([{ action: 'freeze', at: NOW, by: '김담당', because: 'audit' }, { action: 'thaw', at: NOW, by: '이담당' }]);
});

test('a thaw of what is not frozen is refused, and nothing is on record', () => {
  expect(() => thaw(by('이담당'))).toThrow('thaw: expected a frozen service, got one that is not frozen');
  expect(existsSync(join(folder, ACTIONS_FILE))).toBe(false);
});

test.each(['', '{', '{"since":"yesterday"}', 'null', '[]'])('a damaged file (%j) freezes all the same and can be thawed', (text) => {
  writeFileSync(join(folder, FROZEN_FILE), text);
  expect(() => refuseIfFrozen(folder)).toThrow('the service is frozen, the file does not say by whom');
  expect(() => freeze(by('김담당'), 'other')).toThrow('already');
  expect(thaw(by('이담당'))).toBe('unreadable');
  expect(frozenState(folder)).toBeNull();
});

describe.each(['before', 'after'] as const)('killed %s any step', (killWhen) => {
  const killed = (work: (effects: ReturnType<typeof testEffects>) => void, steps: number, check: () => void) => {
    for (let killAt = 0; killAt < steps; killAt++) {
      folder = temporaryFolder();
      expect(() => work(testEffects({ now: NOW, killAt, killWhen }))).toThrow(Killed);
      check();
    }
  };

  test('a freeze is in force or can be given again', () => killed((effects) => freeze(by('김담당', effects), 'other'), 3, () => {
    if (frozenState(folder) === null) freeze(by('김담당'), 'other');
    expect(frozenState(folder)).toEqual({ since: NOW, by: '김담당', because: 'other' });
  }));

  test('a thaw never ends a freeze without a line that says so', () => killed((effects) => {
    freeze(by('김담당'), 'other');
    thaw(by('이담당', effects));
  }, 2, () => {
    if (frozenState(folder) === null) expect(actions().at(-1)).toMatchObject({ action: 'thaw', by: '이담당' });
    else thaw(by('이담당'));
    expect(frozenState(folder)).toBeNull();
  }));
});
