/** The whole way of a query: an index is built, Pagefind loaded from it as a browser would, and asked. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useSmallChunks } from '../../scripts/index-chunks.ts';
import type { Archive } from '../../src/site/search/archive.ts';
import type { Conditions, Order } from '../../src/site/search/asked.ts';
import { writeShared, writeVolume, type SearchEntry } from '../../src/site/search/search-index.ts';
import { openArchive } from './archive-folder.ts';
import { volumeList } from '../../src/site/search/search-volumes.ts';

const SYNONYMS = [['업무추진비', '업추비']];
const entry = (name: string, given: Partial<SearchEntry>): SearchEntry => ({
  url: `records/${name}.html`, title: '보고', also: '', parts: [{ file: null, text: '' }], meta: {}, filters: { type: 'document', year: '2026', unit: 'parks', project: '' }, date: '2026-01-01', ...given,
});
/** Some hundred ordinary records, so that the index has many pieces and words have weight. */
const FILLER = Array.from({ length: 400 }, (_, n) => entry(`filler${n}`, { title: `기록 ${n}`, parts: [{ file: null, text: Array.from({ length: 40 }, (_unused, at) => String.fromCodePoint(0xac00 + ((n * 41 + at) * 97) % 11_172, 0xac00 + (n * 7 + at * 13) % 11_172)).join(' ') }] }));
const ENTRIES: SearchEntry[] = [
  entry('playground', { title: '어린이공원 놀이터 정비 계획', also: '공원녹지과-1234 0000000011', parts: [{ file: null, text: '사업비 12,340,000원, 2024. 3. 15.에 결재' }], date: '2024-03-15', filters: { type: 'document', year: '2024', unit: 'parks', project: 'PK-1' } }),
  entry('parks', { title: '공원 관리', parts: [{ file: null, text: '공원에서 지켜야 할 일' }, { file: '안내문.hwp', text: '반려동물 배변봉투 비치' }], date: '2025-05-05', filters: { type: 'press-release', year: '2025', unit: 'parks', project: '' } }),
  entry('spending', { title: '2월 업무추진비 집행내역', parts: [{ file: null, text: '간담회 비용' }], date: '2026-02-01', filters: { type: 'business-expense', year: '2026', unit: 'general', project: '' } }),
  entry('water', { title: '물 순환 도시', parts: [{ file: null, text: 'Water cycle of the city, budgets and parks' }] }),
  ...FILLER,
];

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'search-archive-'));
  useSmallChunks();
  await writeShared(join(folder, 'pagefind'));
  await writeVolume(ENTRIES, { first: 'playground', nights: ['2026-03-02', '2026-03-02'] }, join(folder, 'pagefind/0001'));
  writeFileSync(join(folder, 'pagefind/volumes.json'), volumeList(['0001'], [join(folder, 'pagefind')]));
});
afterAll(() => {
  delete process.env.PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE;
  rmSync(folder, { recursive: true });
});

/** A reader who has fetched nothing yet. */
const session = async (): Promise<Archive> => (await openArchive(join(folder, 'pagefind'), SYNONYMS)).archive;

async function names(archive: Archive, query: string, conditions: Conditions = {}, order: Order = 'relevance'): Promise<string[]> {
  const own = turn += 1;
  const { total } = await archive.search(own, query, conditions, order);
  const found = await Promise.all(Array.from({ length: Math.min(total, 10) }, (_, at) => archive.found(own, at)));
  return found.map(({ url }) => url.slice('records/'.length, -'.html'.length));
}
let turn = 0;

test.each([
  ['a word inside a longer one', '놀이터', ['playground']],
  ['a word with another particle', '놀이터를', ['playground']],
  ['two words written as one', '놀이터정비', ['playground']],
  ['one word written as two', '어린이 공원', ['playground', 'parks']],
  ['a typo in a long word', '배변봉튜', ['parks']],
  ['a whole question', '반려동물과 공원에서 지켜야 할 것은 무엇인가요?', ['parks', 'playground']],
  ['a document number', '공원녹지과-1234', ['playground', 'parks']],
  ['an id', '0000000011', ['playground']],
  ['an amount, with and without groups', '12340000', ['playground']],
  ['a day, however it is written', '2024-03-15', ['playground']],
  ['a syllable alone', '물', ['water']],
  ['English by its stem', 'budget park', ['water']],
  ['an abbreviation by its table', '업추비', ['spending']],
  ['text of an attached file', '배변봉투', ['parks']],
  ['hostile signs are no operators', '"놀이터" -정비 .* <b>', ['playground']],
])('finds %s', async (_, query, expected) => {
  expect((await names(await session(), query)).slice(0, expected.length)).toEqual(expected);
});

test('the same query gives the same answer whatever was asked before', async () => {
  const queries = ['공원', '어린이 놀이터', 'park', '물', '공원녹지과-1234', '2024-03-15'];
  const fresh = await Promise.all(queries.map(async (query) => await names(await session(), query)));
  const used = await session();
  for (const entryOf of FILLER.slice(0, 60)) await used.search(turn += 1, entryOf.parts[0]!.text.slice(0, 60), {}, 'relevance');
  const later = [];
  for (const query of queries) later.push(await names(used, query));
  expect(later).toEqual(fresh);
});

test('every word is found wherever it lies in a piece of the index, by all records that have it', async () => {
  const archive = await session();
  const wrong: string[] = [];
  for (const { url, parts } of FILLER.filter((_, n) => n % 8 === 0)) {
    const pair = parts[0]!.text.slice(0, 2);
    const having = ENTRIES.filter((one) => `${one.title} ${one.parts.map(({ text }) => text).join(' ')}`.includes(pair)).length;
    const { total } = await archive.search(turn += 1, pair, {}, 'relevance');
    if (total !== having) wrong.push(`${url}: ${total} of ${having}`);
  }
  expect(wrong).toEqual([]);
});

test('a syllable without a final consonant is not every syllable with one', async () => {
  const archive = await session();
  expect(await archive.search(turn += 1, '놀이', {}, 'relevance')).toMatchObject({ total: 1 });
  expect(await archive.search(turn += 1, '공워', {}, 'relevance')).toMatchObject({ total: 0 });
  expect(await archive.search(turn += 1, '어리', {}, 'relevance')).toMatchObject({ total: 0 });
});

test('says how many have all words, which word is nowhere, and what else was looked for', async () => {
  const archive = await session();
  expect(await archive.search(turn += 1, '어린이 공원', {}, 'relevance')).toMatchObject({ total: 2, all: 1, missing: [], onlyStops: false });
  expect(await archive.search(turn += 1, '놀이터 쀍뛣', {}, 'relevance')).toMatchObject({ total: 1, all: 0, missing: ['쀍뛣'] });
  expect(await archive.search(turn += 1, '업추비', {}, 'relevance')).toMatchObject({ also: ['업무추진비'] });
  expect(await archive.search(turn += 1, '어떻게 하나요', {}, 'relevance')).toMatchObject({ total: 0, onlyStops: true });
  expect(await archive.search(turn += 1, '🙂', { type: ['press-release'] }, 'relevance')).toMatchObject({ total: 1 });
});

test('narrows, counts each condition without itself, and sorts by date those that have all words', async () => {
  const archive = await session();
  expect(await names(archive, '공원', { type: ['press-release'] })).toEqual(['parks']);
  expect(await names(archive, '공원', {}, 'date')).toEqual(['parks', 'playground']);
  expect(await names(archive, '공원', { project: ['PK-1'], year: ['2024', '2025'] })).toEqual(['playground']);
  expect(await names(archive, '', { unit: ['general'] })).toEqual(['spending']);
  expect(await names(archive, '공원', { unit: ['nobody'] })).toEqual([]);
  expect(await archive.count('공원', { type: ['press-release'] })).toMatchObject({ counts: { type: { document: 1, 'press-release': 1 }, year: { 2025: 1 }, project: {} }, years: [] });
});

test('a result says in which file the words stand, with the words marked', async () => {
  const archive = await session();
  await archive.search(turn += 1, '배변봉투', {}, 'relevance');
  expect(await archive.found(turn, 0)).toMatchObject({ url: 'records/parks.html', file: '안내문.hwp', excerpt: [{ text: '반려동물 ', isMarked: false }, { text: '배변봉투', isMarked: true }, { text: ' 비치', isMarked: false }] });
  await archive.search(turn += 1, '놀이터', {}, 'relevance');
  expect((await archive.found(turn, 0)).title).toEqual([{ text: '어린이공원 ', isMarked: false }, { text: '놀이터', isMarked: true }, { text: ' 정비 계획', isMarked: false }]);
  await expect(archive.found(turn - 1, 0)).rejects.toThrow('last search');
});
