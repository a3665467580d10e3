/** What an officer sees of a held paper: read again from its source, masked, with what held it in its place. All people and numbers are made up. */
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { loadSources } from '../../src/export/configuration.ts';
import { viewHeldPaper, type ViewedPaper } from '../../src/export/held-paper.ts';
import { State, type HeldEntry } from '../../src/export/state.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { temporaryFolder } from '../folders.ts';
import { testReaders } from '../readers.ts';
import { MiniCity, paper, row } from './mini-city.ts';

const MOBILE = '010-0000-1234';

let city: MiniCity;
beforeEach(() => { city = new MiniCity(temporaryFolder()); });

function holds(): HeldEntry[] {
  const state = new State(join(city.private, 'state.sqlite'));
  try {
    return state.holds();
  } finally {
    state.close();
  }
}

function seen(readers = testReaders(), code?: HeldEntry['code']): ViewedPaper {
  const [hold] = holds();
  return viewHeldPaper(code === undefined ? hold! : { ...hold!, code }, { sources: loadSources(city.private), policy: loadPolicy(city.content), readers });
}

const marked = (text: { text: string; marks: readonly { start: number; end: number; why: string }[] }) => text.marks.map(({ start, end, why }) => [why, text.text.slice(start, end)]);

test('a topic is marked where it stands, also decomposed and in full width, masks as well', () => {
  city.fill([paper('A1', { title: `ａ ${'확진자 명단'.normalize('NFD')} 회신`, body: `연락처 ${MOBILE}` })]);
  city.night();
  const { standing, words, fields } = seen();
  expect(standing).toBe('same');
  expect(words).toEqual([{ field: 'title', rule: 'holds/health-of-persons', word: '확진자 명단' }]);
  expect(fields[0]!.field).toBe('title');
  expect(marked(fields[0]!.masked).map(([why, text]) => [why, text!.normalize('NFC')])).toEqual([['word', '확진자 명단']]);
  const body = fields.find(({ field }) => field === 'body')!;
  expect(marked(body.masked)).toEqual([['mask', '[휴대전화번호 가림·제6호]']]);
  expect(marked(body.whole)).toEqual([['mask', MOBILE]]);
});

test('a word in the body is no reason where only title, task and classification are looked at', () => {
  city.fill([paper('A1', { approver_rank: null, body: '확진자 명단' })]);
  city.night();
  expect(seen().words).toEqual([]);
});

test('what a ledger is held for stands in its rows, one a line', () => {
  city.fill([], [row('R1', 100, { purpose: `연락처 ${MOBILE}`, unit_code: '9999' }), row('R2', 200, { purpose: '둘째\n줄', unit_code: '9999' })]);
  city.night();
  const { fields, facts } = seen();
  expect(facts).toEqual(expect.arrayContaining([['rows', '2']]));
  expect(fields).toHaveLength(1);
  const [{ masked, whole }] = fields as [ViewedPaper['fields'][number]];
  expect(masked.text.split('\n')).toHaveLength(2);
  expect(marked(masked)).toContainEqual(['mask', '[휴대전화번호 가림·제6호]']);
  expect(masked.text).not.toContain(MOBILE);
  expect(marked(whole)).toContainEqual(['mask', MOBILE]);
});

test('a code that looks like a number of a person is named, and shown only beside the whole text', () => {
  city.fill([paper('A1', { registry_id: '880101-1000006' })]);
  city.night();
  const { codes, facts, fields } = seen();
  expect(codes).toEqual([['registryId', '880101-1000006']]);
  expect(JSON.stringify([facts, fields.map(({ masked }) => masked)])).not.toContain('880101');
});

test('a paper on which a detector fails has no masked text', () => {
  city.fill([paper('A1', { approver_rank: null, body: `연락처 ${MOBILE}` })]);
  city.night();
  const { problem, fields } = seen(testReaders({ screen: () => { throw new Error(`failed at ${MOBILE}`); } }));
  expect(problem).toBe('a detector failed on it, so nothing of it can be shown masked');
  expect(fields.map(({ masked }) => masked.text).join('')).toBe('');
});

test.each([
  ['changed', [paper('A1', { approver_rank: null, body: '고침' })]],
  ['gone', []],
  ['changed', [paper('A1', { disclosure_code: '9' })]],
] as const)('a paper that is not as the night held it is %s', (standing, papers) => {
  city.fill([paper('A1', { approver_rank: null })]);
  city.night();
  city.fill([...papers]);
  expect(seen().standing).toBe(standing);
});

test('what a source could not translate has a reason and no text', () => {
  city.fill([paper('A1', { disclosure_code: '9' })]);
  city.night();
  expect(seen()).toMatchObject({ standing: 'untranslated', fields: [], problem: expect.stringContaining('disclosure') });
});
