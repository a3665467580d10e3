/** The disclosure law as a table: who approved what when, and what becomes of it tonight. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DETECTORS } from '../../src/export/detectors/index.ts';
import { addDays, decide } from '../../src/export/decide.ts';
import { mask } from '../../src/export/mask.ts';
import type { OfficerDecision } from '../../src/export/officer-decisions.ts';
import { screen } from '../../src/export/screen.ts';
import type { Decision, Facts, TextPaper } from '../../src/model/stages.ts';
import type { OrganisationClass } from '../../src/model/vocabulary.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy, Unit } from '../../src/policy/policy.ts';
import { textPaper } from './papers.ts';

const written = loadPolicy(join(import.meta.dirname, '../../content'));
const TONIGHT = '2026-11-23';

/** The written policy with one unit of a class. */
function policyFor(organisationClass: OrganisationClass): Policy {
  const unit: Unit = { id: 'unit', organisation: 'mini', organisationClass, parent: null, codes: ['1'], names: [{ name: { ko: '과', en: 'Division' }, from: null, until: null }], mail: null, telephone: null };
  return { ...written, resolveUnit: (code) => (code === 'nowhere' ? null : unit) };
}

interface Given { facts?: Partial<Facts>; type?: TextPaper['type']; title?: string; body?: string; task?: string; in?: OrganisationClass; officer?: Partial<OfficerDecision>; tonight?: string; firstSeen?: string }

function decided(given: Given): Decision {
  const base = textPaper({ title: given.title ?? '도로 정비 계획', body: given.body ?? '본문', ...(given.task === undefined ? {} : { task: given.task }) });
  const paper: TextPaper = { ...base, type: given.type ?? 'document', facts: { ...base.facts, ...given.facts } };
  const officer = given.officer === undefined ? null : { id: '0123456789', hash: 'a'.repeat(64), decision: 'release' as const, disclosure: 'open' as const, grounds: [], until: null, by: '담당', on: TONIGHT, ...given.officer };
  return decide(mask(screen(paper, DETECTORS, written.masks), written.masks), { policy: policyFor(given.in ?? 'city'), tonight: given.tonight ?? TONIGHT, firstSeen: given.firstSeen ?? TONIGHT, officer }).decision;
}

describe('phases by class of organisation, rank and date', () => {
  test.each<[string, Given, string]>([
    ['city, division head, today', {}, 'release'],
    ['city, team leader', { facts: { approverRank: 'team-leader' } }, 'list'],
    ['city, bureau director on the day before the first phase', { facts: { approverRank: 'bureau-director', approvedOn: '2013-10-27' } }, 'list'],
    ['city, bureau director on the first day', { facts: { approverRank: 'bureau-director', approvedOn: '2013-10-28' } }, 'release'],
    ['city, division head on the last day of the first phase', { facts: { approvedOn: '2014-02-28' } }, 'list'],
    ['city, division head on the first day of the second phase', { facts: { approvedOn: '2014-03-01' } }, 'release'],
    ['district, bureau director', { in: 'district', facts: { approverRank: 'bureau-director' } }, 'list'],
    ['district, deputy head after the days of grace', { in: 'district', facts: { approverRank: 'vice-mayor', approvedOn: '2026-11-16' } }, 'release'],
    ['district, deputy head on the last day of grace', { in: 'district', facts: { approverRank: 'vice-mayor', approvedOn: '2026-11-17' } }, 'list'],
    ['affiliated body, its head', { in: 'affiliated', facts: { approverRank: 'mayor' } }, 'release'],
    ['affiliated body, division head', { in: 'affiliated' }, 'list'],
  ])('%s', (_, given, outcome) => expect(decided(given).outcome).toBe(outcome));

  test('days of grace tell when the paper opens', () => {
    expect(decided({ in: 'district', facts: { approverRank: 'vice-mayor', approvedOn: '2026-11-20' } })).toMatchObject({ outcome: 'list', opensOn: '2026-11-27', disclosure: 'open', isTitleShown: true });
  });
});

test('a paper without a day counts its days of grace from the night it was first listed', () => {
  const given: Given = { in: 'district', type: 'question-answer', facts: { approverRank: 'vice-mayor', approvedOn: null }, firstSeen: '2026-11-16' };
  expect(decided({ ...given, tonight: '2026-11-22' })).toMatchObject({ outcome: 'list', opensOn: '2026-11-23' });
  expect(decided(given).outcome).toBe('release');
});

describe('grounds', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('closed on ground %i is listed with the exemption as its rule', (ground) => {
    const exemption = written.exemptions.get(ground)!;
    expect(decided({ facts: { disclosure: 'closed', grounds: [ground] } })).toMatchObject({ outcome: 'list', disclosure: 'closed', grounds: [ground], rule: exemption.rule, isTitleShown: exemption.title === 'masked' });
  });
  test('one ground that withholds the title is enough', () => {
    expect(decided({ facts: { disclosure: 'closed', grounds: [6, 7] } })).toMatchObject({ isTitleShown: false });
  });
  test('a restricted paper opens on its day and not the day before', () => {
    const facts = { disclosure: 'restricted-until' as const, grounds: [5 as const], restrictedUntil: '2026-11-23' };
    expect(decided({ facts, tonight: '2026-11-22' })).toMatchObject({ outcome: 'list', disclosure: 'restricted-until', opensOn: '2026-11-23' });
    expect(decided({ facts })).toMatchObject({ outcome: 'release', disclosure: 'open', grounds: [], reason: 'restriction-ended' });
  });
});

describe('in doubt a paper waits for a person', () => {
  test.each<[string, Given, string]>([
    ['a unit nobody listed', { facts: { unitCode: 'nowhere' } }, 'unknown-unit'],
    ['no rank', { facts: { approverRank: null } }, 'missing-rank'],
    ['no day', { facts: { approvedOn: null } }, 'missing-date'],
    ['approved tomorrow', { facts: { approvedOn: '2026-11-24' } }, 'impossible-date'],
    ['closed without a ground', { facts: { disclosure: 'closed' } }, 'missing-ground'],
    ['partial without a ground', { facts: { disclosure: 'partial' } }, 'missing-ground'],
    ['restricted without a day', { facts: { disclosure: 'restricted-until', grounds: [5] } }, 'missing-date'],
    ['a topic in the title', { title: '북한이탈주민 정착 지원 대상' }, 'topic'],
    ['a person with a topic that shows in the body', { body: '신청인 홍길동은 우울증 치료 중' }, 'sensitive-person'],
    ['a list of people', { body: `성명,생년월일\n${['홍길동', '이순자', '박철수', '김영희', '최민호'].map((name) => `${name},1950`).join('\n')}` }, 'person-table'],
    ['a topic in the task', { task: '북한이탈주민 지원' }, 'topic'],
  ])('%s', (_, given, code) => expect(decided(given)).toMatchObject({ outcome: 'hold', hold: { code }, isTitleShown: false }));

  test('a question and its answer need no day', () => expect(decided({ type: 'question-answer', facts: { approvedOn: null } }).outcome).toBe('release'));
  test('a closed paper without a rank is closed all the same', () => expect(decided({ facts: { disclosure: 'closed', grounds: [6], approverRank: null } }).outcome).toBe('list'));
  test('a closed paper of a topic is listed without the title its ground would show', () => {
    expect(decided({ facts: { disclosure: 'closed', grounds: [7] }, title: '북한이탈주민 정착 지원 대상' })).toMatchObject({ outcome: 'list', isTitleShown: false });
  });
  test('a paper approved in days to come is looked at again on its day', () => {
    expect(decided({ facts: { approvedOn: '2026-11-24' } })).toMatchObject({ outcome: 'hold', opensOn: '2026-11-24' });
  });
  test('a hold never quotes the paper', () => expect(JSON.stringify(decided({ title: '북한이탈주민 정착 지원 대상' }).hold)).not.toContain('정착 지원 대상'));
});

describe('an officer', () => {
  test('releases what waits', () => expect(decided({ facts: { approverRank: null }, officer: {} })).toMatchObject({ outcome: 'release', reason: 'officer-decision' }));
  test('lists what would be released', () => expect(decided({ officer: { decision: 'list', disclosure: 'closed', grounds: [5] } })).toMatchObject({ outcome: 'list', disclosure: 'closed', grounds: [5] }));
  test('lists until a day, after which the rules judge again', () => {
    const officer = { decision: 'list' as const, disclosure: 'restricted-until' as const, grounds: [5 as const], until: '2026-11-23' };
    expect(decided({ officer, tonight: '2026-11-22' })).toMatchObject({ outcome: 'list', opensOn: '2026-11-23' });
    expect(decided({ officer })).toMatchObject({ outcome: 'release', reason: 'approved' });
  });
  test('can\'t release a paper of a unit nobody listed', () => expect(decided({ facts: { unitCode: 'nowhere' }, officer: {} }).outcome).toBe('hold'));
});

test.each([['2026-02-28', 1, '2026-03-01'], ['2024-02-28', 1, '2024-02-29'], ['2026-12-31', 7, '2027-01-07']])('%s and %i days is %s', (day, days, expected) => {
  expect(addDays(day, days)).toBe(expected);
});
