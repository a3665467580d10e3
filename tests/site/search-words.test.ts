/** What the search fetches besides the index: its words and the names of units, one file for each language. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import { derive } from '../../scripts/derive.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import { renderTexts } from '../../src/site/view/render-texts.ts';
import { searchEntries } from '../../src/site/view/search-entries.ts';
import { KINDS, learn, suggest } from '../../src/site/search/suggest.ts';
import { searchProjects, searchTexts, searchUnits } from '../../src/site/view/search-words.ts';
import { suggestLines } from '../../src/site/view/suggest-lines.ts';
import { openSite, type Site } from '../../src/site/view/site.ts';
import { pathOf, RECORDS, writeFixture } from './fixture.ts';

let folder: string;
let site: Site;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'search-words-'));
  const settings = { content: join(folder, 'content'), catalogue: join(folder, 'catalogue.sqlite') };
  writeFixture(settings.content);
  const catalogue = openCatalogue(settings.catalogue);
  refresh(catalogue, settings.content);
  derive(catalogue, settings.content, null, () => {});
  renderTexts(catalogue, 'test', () => {});
  catalogue.close();
  site = openSite(settings);
});
afterAll(() => {
  site.catalogue.close();
  rmSync(folder, { recursive: true });
});

test('units that have records, by organisation, the city first, in the language', () => {
  const [city, district, ...others] = searchUnits(site, 'en');
  expect([city!.organisation, district!.organisation, others]).toEqual(['Haneul City', 'Eunyeoul District', []]);
  expect(city!.units).toEqual(expect.arrayContaining([['haneul-parks', 'Parks and Greenery Division']]));
  expect(district!.units).toEqual([['eunyeoul-cleaning', 'Cleaning Division']]);
  expect(searchUnits(site, 'ko').flatMap(({ units }) => units.map(([id]) => id)).sort()).toEqual(['eunyeoul-cleaning', 'haneul-climate', 'haneul-digital', 'haneul-parks']);
});

test('projects that have records, each by the name of its budget line, by its code where no line names it', () => {
  expect(searchProjects(site, 'ko')).toEqual([['a.b', 'a.b'], ['PK-1', '어린이공원 정비']]);
});

test('what is suggested: names with their records, former names with the present one, a project by its name', () => {
  const known = learn(suggestLines(site, 'ko'));
  const found = (typed: string) => suggest(known, typed).map(({ text, kind, searched }) => [text, kind, searched]);
  expect(found('공원녹')).toEqual([['공원녹지과', 'unit', '공원녹지과']]);
  expect(found('푸른도시')).toEqual([['푸른도시과', 'former', '공원녹지과']]);
  expect(found('어린이공원 ㅈㅂ')).toEqual([['어린이공원 정비', 'project', '어린이공원 정비']]);
  expect(found('업추비')[0]).toEqual(['업추비', 'same', '업무추진비']);
  expect(found('ㅇㅁㅊㅈㅂ')).toEqual([['업무추진비', 'type', '업무추진비']]);
  expect(found('별무리')[0]![2]).toBe('별무리동');
  expect(known.some(({ text }) => text === 'a.b')).toBe(false);
});

test('in English by either name; both search the Korean one', () => {
  const known = learn(suggestLines(site, 'en'));
  expect(suggest(known, 'greenery').map(({ text, searched }) => [text, searched])).toEqual([['Parks and Greenery Division', '공원녹지과']]);
  expect(suggest(known, '공원녹지').map(({ searched }) => searched)).toEqual(['공원녹지과']);
});

test('the lines stand in the order of their records, and name their kind by a number that there is', () => {
  const counts = suggestLines(site, 'ko').map(([, , records]) => records);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(suggestLines(site, 'ko').every(([, kind]) => KINDS[kind] !== undefined)).toBe(true);
});

test('words stand as they are in the file, one and many, for the script to say', () => {
  expect(searchTexts('en')['search.count']).toBe('{count} result for “{query}”. | {count} results for “{query}”.');
  expect(Object.keys(searchTexts('ko'))).toEqual(Object.keys(searchTexts('en')));
});

test('an entry has what a line of results shows, in both languages, and what it can be narrowed by', () => {
  const entries = new Map([...searchEntries(site)].map((entry) => [entry.url, entry]));
  const of = (record: typeof RECORDS.plan | typeof RECORDS.spending) => entries.get(pathOf(record).replace(/\.(md|json)$/, '.html'))!;
  expect(of(RECORDS.former)).toMatchObject({
    title: '옛 부서의 문서', date: '2019-05-05',
    meta: { type: 'document', unit: '푸른도시과', date: '2019-05-05', disclosure: 'open' }, filters: { type: 'document', year: '2019', unit: 'haneul-parks', disclosure: 'open' },
  });
  expect(of(RECORDS.former).meta['unit-en']).toMatch(/^[A-Z]/);
  expect(of(RECORDS.spending)).toMatchObject({ date: '2026-03-01', meta: { date: '2026-03', 'unit-en': 'Parks and Greenery Division' } });
  expect([...entries.keys()].some((url) => url.includes(RECORDS.gone.id))).toBe(false);
});
