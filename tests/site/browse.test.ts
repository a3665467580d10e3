/** Browse: the lists by which records are found without a search, on small sites. */
import { describe, expect, it, test } from 'vitest';
import { closedBlocks } from '../../src/catalogue/lists.ts';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { keywordKey, nameKeyword, shelfOf, storeKeywords } from '../../src/catalogue/keywords.ts';
import { blockOf } from '../../src/site/view/blocks.ts';
import { viewBrowse, viewSiteMap } from '../../src/site/view/browse.ts';
import { viewDate, viewDates } from '../../src/site/view/dates.ts';
import { keywordLinks, viewKeywords, viewShelf } from '../../src/site/view/keywords.ts';
import { viewList } from '../../src/site/view/lists.ts';
import { viewPlace, viewPlaces } from '../../src/site/view/places.ts';
import { viewRanks } from '../../src/site/view/ranks.ts';
import { eachShelf, SHELF_SIZE, shelvesOf } from '../../src/site/view/shelves.ts';
import { viewUnit } from '../../src/site/view/unit.ts';
import { TREE_SIZE, viewUnits } from '../../src/site/view/units.ts';
import { idOf, ledgerRecord, registerRow, row, textRecord, tombstone } from './fixture.ts';
import { smallSite } from './small-site.ts';

/** Gives one record these keywords, and no other any. */
function name(catalogue: Catalogue, words: readonly string[]): void {
  catalogue.run('DELETE FROM keyword_names');
  storeKeywords(catalogue, idOf(1), words);
  for (const word of words) nameKeyword(catalogue, word, 1);
}

const words = (links: readonly { words: string }[]) => links.map((link) => link.words);

/** An organisation file with so many divisions below so many bureaus. */
function organisation(id: string, bureaus: number, divisions: number, organisationClass = 'city') {
  const named = (ko: string) => [{ name: { ko, en: ko }, from: null, until: null }];
  const unit = (key: string, parent: string | null, name: string) => ({ id: key, parent, codes: [`code-${key}`], names: named(name), mail: null, telephone: null });
  const below = Array.from({ length: bureaus }, (_, at) => [unit(`${id}-b${at}`, id, `${at}국`), ...Array.from({ length: divisions }, (_, of) => unit(`${id}-b${at}-d${of}`, `${id}-b${at}`, `${at}국 ${of}과`))]);
  return { id, organisationClass, name: { ko: id, en: id }, units: [unit(id, null, id), ...below.flat()] };
}

describe('units', () => {
  it('stand by class of organisation, with what is below them, and count it', () => {
    const { open } = smallSite({ records: [textRecord(1), textRecord(2, { organisation: 'eunyeoul', unit: 'eunyeoul-cleaning' })] });
    const [city, districts, agencies] = viewUnits(open('units'));
    expect([city!.title, districts!.title, agencies!.title]).toEqual(['시', '자치구', '산하기관']);
    expect(city!.own).toMatchObject({ words: '하늘시', count: '1', below: [] });
    expect(city!.units.find((unit) => unit.words === '환경국')).toMatchObject({ count: '1' });
    expect(words(districts!.units.find((unit) => unit.words === '생활복지국')!.below!)).toEqual(['생활보장과', '청소행정과']);
  });

  test.each([['as many as fit a page stand whole', 13, 18, 2], ['one too many stand by their upper levels', 8, 30, 1]])('%s', (_, bureaus, divisions, levels) => {
    const all = bureaus * (divisions + 1) + 3;
    expect(all).toBe(levels === 2 ? TREE_SIZE : TREE_SIZE + 1);
    const { open } = smallSite({ organisations: { haneul: organisation('haneul', bureaus, divisions), eunyeoul: organisation('eunyeoul', 0, 0, 'district'), 'haneul-facilities': organisation('haneul-facilities', 0, 0, 'affiliated') } });
    const [city] = viewUnits(open('units'));
    expect(city!.units).toHaveLength(bureaus);
    expect(city!.units[0]!.below).toHaveLength(levels === 2 ? divisions : 0);
  });

  it('a unit keeps the records of its former names, and says which name bears how many', () => {
    const { open } = smallSite({ records: [textRecord(1, { unit: 'haneul-digital', unitName: '정보화담당관', approvedOn: '2024-05-05' }), textRecord(2, { unit: 'haneul-digital', unitName: '디지털정책담당관' }), textRecord(3, { unit: 'haneul-digital', unitName: '전산실', approvedOn: '2001-01-01' })] });
    const view = viewUnit(open('units/haneul-digital'));
    expect(words(view.facts[0]!.values)).toEqual(['정보화담당관 (2025년 7월 1일 전까지) 자료 1건', '디지털정책담당관 (2025년 7월 1일부터) 자료 1건', '전산실 자료 1건']);
    expect(view.lines.map(({ facts }) => facts[1])).toEqual(['디지털정책담당관', '정보화담당관', '전산실']);
  });

  it('says how its texts stand, without its ledgers', () => {
    const { open } = smallSite({ records: [textRecord(1)], register: [
      registerRow(1, { status: 'released', disclosure: 'open', grounds: [], opensOn: null }), registerRow(2), registerRow(3, { disclosure: 'open', grounds: [], opensOn: null }), registerRow(4, { type: 'expenditure', period: '2026-03', approvedOn: null, status: 'released', disclosure: 'open' }),
    ] });
    expect(viewUnit(open('units/haneul-parks')).papers!.words).toBe('정보목록에 있는 문서 3건: 공개 1건, 목록만 공개 1건, 비공개 1건.');
    expect(viewUnit(open('units/haneul-parks', 'en')).papers!.words).toBe('3 texts in the register: 1 open, 1 listed only, 1 closed.');
  });

  it('without releases says nothing of years, and its list is empty', () => {
    const { open } = smallSite();
    const view = viewUnit(open('units/haneul-legal'));
    expect([view.parts, view.papers, view.lines]).toEqual([null, null, []]);
  });

  test.each([[40, false], [41, true]])('with %i records has lists by type and year: %s', (count, hasLists) => {
    const { open, pages } = smallSite({ records: Array.from({ length: count }, (_, at) => textRecord(at + 1, { approvedOn: at === 0 ? '2025-12-31' : '2026-01-01' })) });
    const { types, years } = viewUnit(open('units/haneul-parks')).parts!;
    expect([...types, ...years].map(({ words: name, count: number }) => [name, number])).toEqual([['결재문서', String(count)], ['2026년', String(count - 1)], ['2025년', '1']]);
    expect(types[0]!.href !== null).toBe(hasLists);
    expect(pages.has('units/haneul-parks/year-2025')).toBe(hasLists);
    if (hasLists) expect(viewList(open('units/haneul-parks/year-2025'))).toMatchObject({ title: '공원녹지과: 2025년', lines: [{ title: '공원 정비 계획 1' }] });
    if (hasLists) expect(viewList(open('units/haneul-parks/document'))).toMatchObject({ title: '공원녹지과: 결재문서', count: `모두 ${count}건` });
  });
});

describe('ranks', () => {
  const records = [textRecord(1, { approverRank: 'vice-mayor' }), textRecord(2, { approverRank: 'vice-mayor', organisation: 'eunyeoul', unit: 'eunyeoul-cleaning' }), textRecord(3, { approverRank: 'mayor', organisation: 'haneul-facilities', unit: 'haneul-facilities-parking' })];

  it('have the title of their class of organisation, each its own list', () => {
    const { open } = smallSite({ records });
    expect(viewRanks(open('ranks')).map(({ title, ranks }) => [title, ...words(ranks)])).toEqual([['시', '부시장'], ['자치구', '부구청장'], ['산하기관', '기관장']]);
    const list = viewList(open('ranks/district/vice-mayor'));
    expect(list.title).toBe('자치구 부구청장이 결재한 문서');
    expect(list.lines.map(({ title }) => title)).toEqual(['공원 정비 계획 2']);
    expect(viewList(open('ranks/vice-mayor')).lines.map(({ title }) => title)).toEqual(['공원 정비 계획 1']);
  });

  it('of the city have a page also where only others bear them', () => {
    const { open } = smallSite({ records });
    expect(viewList(open('ranks/mayor'))).toMatchObject({ title: '시 시장이 결재한 문서', lines: [] });
  });
});

describe('dates', () => {
  const records = [textRecord(1, { approvedOn: '2026-02-01' }), textRecord(2, { approvedOn: '2026-02-28' }), textRecord(3, { approvedOn: '2024-12-31' }), ledgerRecord(4, [row(1)], { period: '2026-05' }), ledgerRecord(5, [row(2)], { type: 'budget', period: '2023' })];

  it('a month is a calendar of whole weeks from Sunday', () => {
    const { open } = smallSite({ records });
    const { calendar } = viewDate(open('dates/2026-02'));
    expect(calendar!.weekdays.map(({ short, long }) => `${short} ${long}`)).toEqual(['일 일요일', '월 월요일', '화 화요일', '수 수요일', '목 목요일', '금 금요일', '토 토요일']);
    expect(calendar!.weeks).toHaveLength(4);
    expect(calendar!.weeks[0]![0]).toEqual({ number: '1', words: '일', count: '1건', ear: ' 있음', href: '2026-02-01.html' });
    expect(calendar!.weeks[3]![6]).toMatchObject({ number: '28', count: '1건' });
    expect(calendar!.weeks[1]![0]!.href).toBe(null);
    expect(calendar!.caption).toBe('2026년 2월 문서 2건');
  });

  it('a month that begins late leaves the days before it empty', () => {
    const { open } = smallSite({ records });
    const weeks = viewDate(open('dates/2024-12')).calendar!.weeks;
    expect(weeks.at(-1)!.map((day) => day?.number ?? '')).toEqual(['29', '30', '31', '', '', '', '']);
  });

  it('a month of ledgers only has no calendar, a year shows the months that have nothing', () => {
    const { open } = smallSite({ records });
    expect(viewDate(open('dates/2026-05'))).toMatchObject({ calendar: null, ledgers: [{ title: '공원녹지과 2026년 5월 지출' }] });
    const { months, around } = viewDate(open('dates/2026'));
    expect(months.map(({ href }) => href !== null)).toEqual([false, true, false, false, true, ...Array<boolean>(7).fill(false)]);
    expect(around).toEqual([{ rel: 'prev', href: '2024.html', words: '2024년' }]);
  });

  it('before and after lead to the nearest that has records', () => {
    const { open } = smallSite({ records });
    expect(words(viewDate(open('dates/2026-02')).around)).toEqual(['2024년 12월', '2026년 5월']);
    expect(words(viewList(open('dates/2026-02-28')).around)).toEqual(['2026년 2월 1일']);
    expect(words(viewList(open('dates/2026-02-01')).around)).toEqual(['2024년 12월 31일', '2026년 2월 28일']);
  });

  it('years come newest first, a year of yearly ledgers only has no months', () => {
    const { open } = smallSite({ records });
    expect(viewDates(open('dates')).map(({ words: year, count, below }) => [year, count, ...words(below!)])).toEqual([['2026년', '3', '2월', '5월'], ['2024년', '1', '12월'], ['2023년', '1']]);
  });
});

describe('places', () => {
  const places = { places: [
    { key: 'a-district', kind: 'district', parent: null, name: { ko: '가람구', en: 'Garam District' } }, { key: 'b-dong', kind: 'dong', parent: 'a-district', name: { ko: '나래동', en: 'Narae-dong' }, spellings: ['옛나래동'] },
    { key: 'c-dong', kind: 'dong', parent: 'a-district', name: { ko: '다솜동', en: 'Dasom-dong' } },
  ] };
  const records = [textRecord(1, { title: '나래동 정비' }), textRecord(2, { markdown: '옛나래동에서는 [성명 가림·제6호]이 산다' }), ledgerRecord(3, [row(1, { purpose: '나래동 순찰', place: '다솜동' })]), textRecord(4, { title: '나래동장 회의' })];

  it('hold texts that name them and ledgers whose purpose does; where one ate is no place', () => {
    const { open, pages } = smallSite({ records, places });
    const view = viewPlace(open('places/b-dong'));
    expect(view.lines.map(({ href }) => href.split('/').at(-1)!.slice(0, 10)).sort()).toEqual([idOf(1), idOf(2), idOf(3)].sort());
    expect(view).toMatchObject({ title: '나래동', kind: '동', spellings: '다른 이름 옛나래동' });
    expect(pages.has('places/c-dong')).toBe(false);
  });

  it('stand by kind, and lead down and up', () => {
    const { open } = smallSite({ records, places });
    expect(viewPlaces(open('places', 'en')).map(({ title, places: found }) => [title, ...found.map(({ words: name, count }) => `${name} ${count}`)])).toEqual([['Districts', 'Garam District 3'], ['Neighbourhoods', 'Narae-dong 3']]);
    expect(words(viewPlace(open('places/a-district')).below)).toEqual(['나래동']);
    expect(words(viewPlace(open('places/b-dong')).crumbs)).toEqual(['장소', '가람구']);
  });
});

describe('keywords', () => {
  const playground = '놀이터를 고친다. 놀이터의 모래를 바꾼다. 놀이터 공사';
  const records = [1, 2, 3].map((number) => textRecord(number, { title: '안내', markdown: playground, task: null }));

  it('lead from a record to its word and from the word to its records', () => {
    const { open } = smallSite({ records });
    const key = keywordKey('놀이터');
    const page = open(`records/document/2026/03/${idOf(1)}`, 'en');
    expect(keywordLinks(page)).toContainEqual({ href: `../../../../keywords/${key}.html`, words: '놀이터' });
    expect(viewList(open(`keywords/${key}`, 'en'))).toMatchObject({ title: '놀이터', titleLanguage: 'ko', count: '3 in all' });
    expect(viewKeywords(open('keywords')).shelves.map(({ words: name, count }) => `${name} ${count}`)).toContain('ㄴ 1');
  });

  test.each([['가람', 'ㄱ가'], ['까치', 'ㄱ까'], ['힣', 'ㅎ힣'], ['쓰레기', 'ㅅ쓰'], ['wifi', 'W'], ['漢字', 'etc'], ['', 'etc']])('%s stands on %s', (word, shelf) => {
    expect(shelfOf(word)).toBe(shelf);
  });

  it('an address never tells the word, and two words never share one', () => {
    expect(keywordKey('놀이터')).toMatch(/^[0-9a-f]{10}$/);
    expect(keywordKey('놀이터')).not.toBe(keywordKey('놀이터 '));
  });

  it('thirty thousand stand on pages of at most so many, each word on exactly one', () => {
    const { site, open } = smallSite();
    const all = Array.from({ length: 30_000 }, (_, at) => (at < 28_000 ? String.fromCharCode(0xac00 + (at * 37) % (at % 3 === 0 ? 300 : 11_172)) : at < 29_000 ? 'w' : '漢') + at);
    name(site.catalogue, all);
    const shelves = [...eachShelf(shelvesOf(site.catalogue))];
    const leaves = shelves.filter(({ below }) => below.length === 0);
    expect(Math.max(...leaves.map(({ count }) => count))).toBeLessThanOrEqual(SHELF_SIZE);
    expect(Math.max(...shelves.map(({ below }) => below.length))).toBeLessThanOrEqual(SHELF_SIZE);
    expect(new Set(shelves.map(({ key }) => key)).size).toBe(shelves.length);
    const shown = leaves.flatMap(({ key }) => words(viewShelf({ ...open('keywords'), path: `keywords/of/${key}`, key }).words));
    expect(shown).toHaveLength(all.length);
    expect(new Set(shown).size).toBe(all.length);
    expect(shelves.find(({ name }) => name === 'etc')!.below).toHaveLength(Math.ceil(1000 / SHELF_SIZE));
  });

  it('a new word changes its own shelf only', () => {
    const { site } = smallSite();
    const some = ['가방', '나무', '다리'];
    name(site.catalogue, some);
    const before = shelvesOf(site.catalogue);
    name(site.catalogue, [...some, '가위']);
    const after = shelvesOf(site.catalogue);
    expect(after.filter((shelf, at) => JSON.stringify(shelf) !== JSON.stringify(before[at])).map(({ name }) => name)).toEqual(['ㄱ']);
  });
});

describe('blocks', () => {
  const page = (block: number | null) => ({ ...smallSite({ records: [textRecord(1), tombstone(2)] }).open('types/document'), block });

  test.each<[string, number, number | null, { range: string; newer: boolean; older: boolean; newest: boolean; oldest: boolean; jumps: number }]>([
    ['none', 0, null, { range: '', newer: false, older: false, newest: false, oldest: false, jumps: 0 }],
    ['one', 1, null, { range: '', newer: false, older: false, newest: false, oldest: false, jumps: 0 }],
    ['two less one', 79, null, { range: '', newer: false, older: false, newest: false, oldest: false, jumps: 0 }],
    ['two', 80, null, { range: '41–80번째', newer: false, older: true, newest: false, oldest: false, jumps: 0 }],
    ['three, the middle', 120, 2, { range: '41–80번째', newer: true, older: true, newest: false, oldest: false, jumps: 0 }],
    ['many, the open end', 1000, null, { range: '961–1,000번째', newer: false, older: true, newest: false, oldest: true, jumps: 22 }],
    ['many, one in the middle', 1000, 12, { range: '441–480번째', newer: true, older: true, newest: true, oldest: true, jumps: 1 }],
  ])('%s', (_, count, block, { range, newer, older, newest, oldest, jumps }) => {
    const found = blockOf(page(block), 'types', count, 40);
    expect({ range: found.range, newer: found.newer !== null, older: found.older !== null, newest: found.newest !== null, oldest: found.oldest !== null, jumps: found.jumps.length }).toEqual({ range, newer, older, newest, oldest, jumps });
  });

  it('a closed block says the same whether the list has grown or not', () => {
    const at = (count: number) => JSON.stringify(blockOf(page(12), 'types', count, 40));
    expect(at(100_000)).toBe(at(1000));
  });

  it('the open end of a million names few blocks', () => {
    const { jumps } = blockOf(page(null), 'types', 1_000_000, 40);
    expect(jumps.length).toBeGreaterThan(10);
    expect(jumps.length).toBeLessThanOrEqual(24);
    expect(closedBlocks(1_000_000, 40)).toBe(24_999);
  });
});

describe('the ways in', () => {
  it('lead somewhere in an empty city too, and leave out places where there is no gazetteer', () => {
    const { open, pages, site } = smallSite();
    for (const language of ['ko', 'en'] as const) {
      const hrefs = viewBrowse(open('browse', language)).flatMap(({ href, entries }) => [href, ...entries.map((entry) => entry.href)]);
      expect(hrefs.map((href) => href.replace('.html', '')).filter((path) => !pages.has(path))).toEqual([]);
    }
    const page = { ...open('browse'), site: { ...site, places: new Map() } };
    expect(viewBrowse(page).map(({ id }) => id)).not.toContain('places');
  });

  it('the map has every fixed page', () => {
    const { open, pages } = smallSite({ records: [textRecord(1)] });
    const { ways, others } = viewSiteMap(open('site-map'));
    const there = [...ways.map(({ href }) => href), ...others.map(({ href }) => href)].map((href) => href.replace('.html', ''));
    const fixed = [...pages.keys()].filter((path) => !path.includes('/') && !['404', 'site-map'].includes(path));
    expect(fixed.filter((path) => !there.includes(path))).toEqual([]);
  });
});
