/** What goes to OpenSearch: settings, actions, versions, and that only what is public is among them. */
import { expect, test } from 'vitest';
import { indexSettings, userDictionary } from '../../src/site/search-engine/analysis.ts';
import { bulkActions, firstIndexOn, inParts, nextIndex } from '../../src/site/search-engine/bulk.ts';
import { renderTexts } from '../../src/site/view/render-texts.ts';
import type { Site } from '../../src/site/view/site.ts';
import { idOf, ledgerRecord, NIGHT, pathOf, row, textRecord, tombstone } from './fixture.ts';
import { smallSite } from './small-site.ts';

const MASKED = textRecord(1, {
  title: '어린이공원 정비 계획', documentNumber: '공원녹지과-7', classification: ['지역개발'], disclosure: 'partial', grounds: [6], masks: [{ kind: 'name', ground: 6, count: 1 }],
  markdown: '## 추진배경\n\n신청인 [성명 가림·제6호]의 의견을 반영한다.',
  files: [
    { name: '현황.hwpx', role: 'attachment', format: 'hwpx', sizeBytes: 9, disclosure: 'open', grounds: [], text: '그네 3개', textForm: 'plain', sheets: [], original: null, textChars: 5, maskedChars: 0 },
    { name: null, role: 'attachment', format: 'hwpx', sizeBytes: 9, disclosure: 'closed', grounds: [6], text: null, textForm: 'plain', sheets: [], original: null, textChars: 0, maskedChars: 0 },
  ],
});
const LEDGER = ledgerRecord(2, [row(1, { purpose: '수목 방제', payee: '푸른나무㈜' }), row(2, { purpose: null })]);
const GONE = tombstone(3);

/** The masked record, the ledger, the tombstone and then an amendment of the ledger. */
function site(): Site {
  const entry = (record: { id: string }, path: string, more: object) => ({ id: record.id, path, ...more });
  const { site } = smallSite({
    records: [MASKED, LEDGER, GONE],
    log: [entry(MASKED, pathOf(MASKED), {}), entry(LEDGER, pathOf(LEDGER), {}), entry(GONE, pathOf(GONE), {}), entry(GONE, pathOf(GONE), { event: 'withdraw', revision: 2, on: '2026-03-11', sha256: null }), entry(LEDGER, pathOf(LEDGER), { event: 'amend', revision: 2, on: '2026-03-12' })],
  });
  renderTexts(site.catalogue, 'test', () => {});
  return site;
}

const lines = (text: string): unknown[] => text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);

test('a withdrawn record is deleted, the others are indexed with their public texts', () => {
  const all = [...bulkActions(site(), 0)];
  expect(all.every(({ lines }) => lines.endsWith('\n'))).toBe(true);
  expect(lines(all.map((action) => action.lines).join(''))).toEqual([
    { delete: { _id: idOf(3), version: 4, version_type: 'external_gte' } },
    { index: { _id: idOf(1), version: 1, version_type: 'external_gte' } },
    {
      url: 'records/document/2026/03/0000000001.html', title: '어린이공원 정비 계획', also: '공원녹지과-7 0000000001 공원녹지과', text: '추진배경\n신청인 [성명 가림·제6호]의 의견을 반영한다.',
      files: [{ name: '현황.hwpx', text: '그네 3개' }], date: '2026-03-05', type: 'document', year: '2026', unit: 'haneul-parks', disclosure: 'partial', project: '', unitName: { ko: '공원녹지과', en: 'Parks and Greenery Division' },
    },
    { index: { _id: idOf(2), version: 5, version_type: 'external_gte' } },
    {
      url: 'records/expenditure/2026/03/0000000002.html', title: '공원녹지과 2026년 3월 지출', also: '0000000002 공원녹지과', text: '수목 방제 푸른나무㈜\n', files: [], date: '2026-03-01',
      type: 'expenditure', year: '2026', unit: 'haneul-parks', disclosure: 'open', project: '', unitName: { ko: '공원녹지과', en: 'Parks and Greenery Division' },
    },
  ]);
});

test.each([
  ['everything', 0, [3, 1, 2]], ['what came after the first', 1, [3, 2]], ['the withdrawal', 3, [3, 2]], ['only the amendment', 4, [2]], ['nothing', 5, []],
])('since a place in the log: %s', (_, since, numbers) => expect([...bulkActions(site(), since)].map(({ id }) => id)).toEqual(numbers.map(idOf)));

test('a day is where its first entry stands, and a day without any where the next will stand', () => {
  const { catalogue } = site();
  expect([NIGHT, '2026-03-11', '2026-03-12', '2026-03-13'].map((day) => firstIndexOn(catalogue, day))).toEqual([0, 3, 4, 5]);
  expect(nextIndex(catalogue)).toBe(5);
});

test.each([
  ['none', [], []], ['one', [5], [5]], ['what just fits', [4, 6], [10]], ['one byte too many', [4, 7], [4, 7]], ['one that never fits', [12, 3, 3], [12, 6]],
])('parts hold whole actions: %s', (_, sizes, parts) => {
  const actions = sizes.map((size) => ({ id: 'x', event: 'index' as const, lines: 'x'.repeat(size) }));
  expect([...inParts(actions, 10)].map((part) => part.length)).toEqual(parts);
});

test('a part is measured in bytes, not in signs', () => expect([...inParts([{ id: 'a', event: 'index', lines: '가가' }, { id: 'b', event: 'index', lines: '가가' }], 10)]).toEqual(['가가', '가가']));

test('the dictionary has place names and abbreviations, none short, none twice', () => {
  const place = { key: 'p', kind: 'dong', parent: null, name: { ko: '해오름동', en: 'Haeoreum-dong' }, spellings: ['해오름동', '해오'], afterParent: false } as const;
  expect(userDictionary({ synonyms: [['업무추진비', '업추비', '판공비', 'business expenses'], ['결산', '결산서']], places: new Map([['p', place]]) })).toEqual(['결산서', '업추비', '판공비', '해오름동']);
});

test('synonyms stand behind a tokenizer that gives every word a place of its own, and masks before any', () => {
  const { settings, mappings } = indexSettings({ synonyms: [['예비타당성조사', '예타']], places: new Map() }) as {
    settings: { index: { gc_deletes: string; analysis: { tokenizer: Record<string, { decompound_mode: string }>; analyzer: Record<string, { tokenizer: string; filter: string[]; char_filter: string[] }>; char_filter: { masks: { pattern: string } }; filter: { synonyms: { synonyms: string[] } } } } };
    mappings: { dynamic: string; properties: Record<string, unknown> };
  };
  const { analyzer, tokenizer, char_filter: { masks }, filter } = settings.index.analysis;
  for (const { tokenizer: name, filter: filters, char_filter: before } of Object.values(analyzer)) {
    expect(before).toEqual(['masks']);
    if (filters.includes('synonyms')) expect([tokenizer[name]!.decompound_mode, filters.at(-1)]).toEqual(['discard', 'synonyms']);
  }
  expect(tokenizer.nori_index!.decompound_mode).toBe('mixed');
  expect(filter.synonyms.synonyms).toEqual(['예비타당성조사, 예타']);
  expect('신청인 [휴대전화번호 가림·제6호]로 [붙임]'.replace(new RegExp(masks.pattern, 'g'), ' ')).toBe('신청인  로 [붙임]');
  expect(mappings.dynamic).toBe('strict');
  const fields = lines([...bulkActions(site(), 0)].at(-1)!.lines)[1] as object;
  expect(Object.keys(mappings.properties).sort()).toEqual(Object.keys(fields).sort());
});
