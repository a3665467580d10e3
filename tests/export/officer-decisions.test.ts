/** Decisions that are appended, undone, and read back: two officers never undo each other by chance. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { appendDecisions, loadOfficerDecisions, officerNameSchema, undoDecision, type OfficerDecision } from '../../src/export/officer-decisions.ts';
import { testEffects } from '../effects.ts';
import { temporaryFolder } from '../folders.ts';

const decision = (decide: 'release' | 'withdraw', by: string): OfficerDecision => ({ id: '0123456789', hash: 'a'.repeat(64), decision: decide, disclosure: decide === 'release' ? 'open' : null, grounds: [], until: null, by, on: '2026-03-02' });

let folder: string;
const effects = testEffects();
beforeEach(() => { folder = temporaryFolder(); });
const append = (...decisions: OfficerDecision[]) => appendDecisions(effects, folder, decisions);
const undo = (of: OfficerDecision) => undoDecision(effects, folder, of, of.by, '2026-03-02');
const standing = () => loadOfficerDecisions(folder).get('0123456789') ?? null;

test('the last one holds', () => {
  append(decision('release', 'Kim'), decision('withdraw', 'Lee'));
  expect(standing()).toMatchObject({ decision: 'withdraw', by: 'Lee' });
});

test('undone, the one before holds again; without one, none', () => {
  append(decision('release', 'Kim'));
  append(decision('withdraw', 'Lee'));
  undo(decision('withdraw', 'Lee'));
  expect(standing()).toMatchObject({ by: 'Kim' });
  undo(decision('release', 'Kim'));
  expect(standing()).toBeNull();
});

test('an undo does not touch what another officer decided meanwhile', () => {
  append(decision('release', 'Kim'));
  append(decision('withdraw', 'Lee'));
  undo(decision('release', 'Kim'));
  expect(standing()).toMatchObject({ decision: 'withdraw', by: 'Lee' });
});

test('a decision given again after its undo holds', () => {
  append(decision('release', 'Kim'));
  undo(decision('release', 'Kim'));
  append(decision('release', 'Kim'));
  expect(standing()).toMatchObject({ by: 'Kim' });
});

test('an undo of what is not there stops the night', () => {
  append(decision('release', 'Kim'));
  undo(decision('withdraw', 'Lee'));
  expect(() => standing()).toThrow('decisions.jsonl:2: "undoes": expected the hash of an earlier line on this paper');
});

test('a line left open by hand is ended first', () => {
  append(decision('release', 'Kim'));
  const file = join(folder, 'decisions.jsonl');
  appendFileSync(file, JSON.stringify(decision('withdraw', 'Lee')));
  append(decision('release', 'Park'));
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4);
  expect(standing()).toMatchObject({ by: 'Park' });
});

test.each(['', '  ', 'a\nb', 'a\u202eb', 'a\u2028b', 'x'.repeat(81)])('%j is no name', (name) => expect(officerNameSchema.safeParse(name).success).toBe(false));
test('a name loses the spaces around', () => expect(officerNameSchema.parse(' 김 담당 ')).toBe('김 담당'));
