/** The approval line on a record's page: offices as they were called then, in words that can be heard. */
import { expect, test } from 'vitest';
import { approvalLineOf } from '../../src/site/view/approval-line.ts';
import type { TextRecord } from '../../src/model/record.ts';
import type { Language } from '../../src/site/view/language.ts';
import { idOf, textRecord } from './fixture.ts';
import { openRecords } from './opened.ts';

type Line = NonNullable<TextRecord['approvalLine']>;
const step = (given: Partial<Line[number]> = {}): Line[number] => ({ step: 'draft', unit: 'haneul-parks', unitName: '공원녹지과', rank: 'officer', on: '2026-03-02', ...given });
const lineOf = (line: Line | undefined, language: Language = 'ko', given: Partial<TextRecord> = {}) =>
  approvalLineOf(openRecords([textRecord(1, { ...given, ...(line === undefined ? {} : { approvalLine: line }) })]).page('text', idOf(1), language))
    .map(({ step: name, office, href, language: own, rank, time }) => [name, office, href !== null, own, rank, time?.words ?? null]);

test.each<[string, Line | undefined, Language, Partial<TextRecord>, unknown[]]>([
  ['a unit of the city', [step()], 'ko', {}, [['기안', '공원녹지과', true, null, '주무관', '2026년 3월 2일']]],
  ['the name it had then', [step({ unitName: '푸른도시과' })], 'ko', {}, [['기안', '푸른도시과', true, null, '주무관', '2026년 3월 2일']]],
  ['in English', [step({ step: 'delegated', rank: 'bureau-director' })], 'en', {}, [['Approved by delegation', 'Parks and Greenery Division', true, null, 'Bureau director', '2 March 2026']]],
  ['an office elsewhere keeps its own word', [step({ unit: null, unitName: '국토교통부', rank: null })], 'en', {}, [['Drafted', '국토교통부', false, 'ko', null, '2 March 2026']]],
  ['an office that is not told', [step({ step: 'consult', unit: null, unitName: null, rank: null, on: null })], 'ko', {}, [['협조', '이름을 확인하지 못한 부서', false, null, null, null]]],
  ['a district has its own titles', [step({ step: 'approve', unit: 'eunyeoul-cleaning', unitName: '청소행정과', rank: 'vice-mayor' })], 'ko', {}, [['결재', '청소행정과', true, null, '부구청장', '2026년 3월 2일']]],
  ['a unit that is gone from the policy', [step({ unit: 'gone-unit', unitName: '옛 부서' })], 'ko', { unit: 'haneul-parks' }, [['기안', '옛 부서', false, null, '주무관', '2026년 3월 2일']]],
  ['no line', undefined, 'ko', {}, []],
])('%s', (_, line, language, given, expected) => expect(lineOf(line, language, given)).toEqual(expected));

test('steps stand in the order of the record', () => {
  expect(lineOf([step({ step: 'approve', on: '2026-03-05' }), step(), step({ step: 'review' })]).map(([name]) => name)).toEqual(['결재', '기안', '검토']);
});
