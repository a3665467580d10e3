/** The disclosure monitor as views: what it says first, what it refuses to say, its drawings and its data. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import type { WaitCount } from '../../src/catalogue/monitor.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import { viewDisclosureUnit } from '../../src/site/view/disclosure-unit.ts';
import { viewDisclosureUnits } from '../../src/site/view/disclosure-units.ts';
import { viewDisclosureYear } from '../../src/site/view/disclosure-year.ts';
import { shares, viewDisclosure } from '../../src/site/view/disclosure.ts';
import { DATA_SETS, DATA_SET_NAMES, dataCsv, dataJson, dataPackage } from '../../src/site/view/figure-data.ts';
import { FEW, shareOf, type FigureTable } from '../../src/site/view/figure-table.ts';
import { charShare } from '../../src/site/view/inside.ts';
import type { Language } from '../../src/site/view/language.ts';
import { anchorOf, standChart, waitChart } from '../../src/site/view/month-chart.ts';
import { openPage, type Page } from '../../src/site/view/page.ts';
import { noPapers, standsBy, sumOf, type Stand } from '../../src/site/view/papers.ts';
import { planPages, type PageKind } from '../../src/site/view/plan.ts';
import { openSite, type Site } from '../../src/site/view/site.ts';
import { waitTable } from '../../src/site/view/waiting.ts';
import { copyWritten, TEXTS, writeMonitorCity } from './monitor-city.ts';

let folder: string;
let site: Site;
let empty: Site;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'glasshall-monitor-'));
  copyWritten(join(folder, 'content'));
  writeMonitorCity(join(folder, 'content'), { questions: 20 });
  site = opened('full');
  for (const name of ['records', 'register', 'log']) rmSync(join(folder, 'content', name), { recursive: true });
  empty = opened('empty');
});
afterAll(() => {
  site?.catalogue.close();
  empty?.catalogue.close();
  rmSync(folder, { recursive: true, force: true });
});

function opened(name: string): Site {
  const settings = { content: join(folder, 'content'), catalogue: join(folder, `${name}.sqlite`) };
  const catalogue = openCatalogue(settings.catalogue);
  refresh(catalogue, settings.content);
  catalogue.close();
  return openSite(settings);
}

function pageOf(kind: PageKind, key = '', language: Language = 'ko', of = site): Page {
  const planned = [...planPages(of)].find((one) => one.kind === kind && one.key === key);
  return openPage(of, planned ?? { path: `disclosure/years/${key}`, kind, key, block: null }, language);
}

const rowsOf = (table: FigureTable) => table.groups.flatMap(({ rows }) => rows).map(({ head, cells }) => [head, ...cells]);
const stand = (given: Partial<Stand>): Stand => ({ ...noPapers(), ...given, total: Object.values(given).reduce((sum, count) => sum + count, 0) });

describe('what it says first', () => {
  test('is what cannot be read, then what can in part, then the strictest count of what is whole', () => {
    // 6 texts and 20 questions are released, 7 papers stand in other states; of the released one is masked, one lacks a file, one is a cover.
    expect(viewDisclosure(pageOf('disclosure')).lead).toBe('2027년 1월 5일까지 글 33건을 모았습니다. 그 가운데 7건은 여기서 읽을 수 없습니다. 3건은 읽을 수 있지만 일부를 가렸거나 파일이 빠졌습니다. 빠진 것 없이 읽을 수 있는 글은 23건입니다.');
  });

  test('before anything is collected it says so', () => {
    expect(viewDisclosure(pageOf('disclosure', '', 'ko', empty)).lead).toBe('아직 아무것도 모으지 않았습니다.');
    expect(rowsOf(viewDisclosure(pageOf('disclosure', '', 'en', empty)).texts)).toEqual([]);
  });

  test('a paper that is open by its mark and only listed is not open', () => {
    const { texts } = viewDisclosure(pageOf('disclosure'));
    expect(texts.columns).toEqual(['종류', '모두', '공개', '부분공개', '목록만', '열람제한', '비공개', '확인 중', '철회', '읽을 수 없는 비율']);
    expect(rowsOf(texts)[0]).toEqual(['결재문서', '12', '4', '1', '2', '1', '1', '2', '1', '적음']);
    expect(rowsOf(texts)[1]).toEqual(['질의응답', '21', '21', '0', '0', '0', '0', '0', '0', '0.0%']);
  });

  test('texts and ledgers are never added', () => {
    const view = viewDisclosure(pageOf('disclosure'));
    expect(view.texts.total!.cells[0]).toBe('33');
    expect(rowsOf(view.ledgers).map(([head, total]) => [head, total])).toEqual([['지출', '1'], ['업무추진비', '2']]);
    expect(rowsOf(view.ledgers)[1]).toEqual(['업무추진비', '2', '0', '1', '1', '0']);
    expect(view.withheld).toEqual(['지출, 업무추진비, 예산, 계약의 표에서는 대상(참석자) 칸을 제6호에 따라 통째로 싣지 않습니다. 그 칸이 채워진 표는 다른 것을 가리지 않아도 부분공개로 셉니다.']);
  });

  test('every figure inside released texts names what it is taken of and how it is counted', () => {
    for (const { name, value, means } of viewDisclosure(pageOf('disclosure')).inside.measures) {
      expect(value).toMatch(/^[\d,]+[건개자] 가운데 [\d,]+[건개자]$/);
      expect([name, means.length > 10]).toEqual([name, true]);
    }
  });

  test('the questions it cannot answer are there in both languages', () => {
    for (const language of ['ko', 'en'] as const) expect(viewDisclosure(pageOf('disclosure', '', language)).limits.map(({ words }) => words.length > 40)).toEqual(Array(7).fill(true));
  });
});

describe('small numbers', () => {
  test.each([[0, 0, '적음'], [FEW - 1, FEW - 1, '적음'], [1, FEW, '5.0%'], [FEW, FEW, '100.0%'], [0, 100, '0.0%']])('%i of %i: %s', (part, whole, expected) => {
    expect(shareOf(pageOf('disclosure'), part, whole)).toBe(expected);
  });

  test('many characters of few records are no rate either', () => {
    const page = pageOf('disclosure');
    expect(charShare(page, 10, 100_000, FEW - 1)).toBe('적음');
    expect(charShare(page, 10, 1_000, FEW)).toBe('1.0%');
    expect(charShare(page, 0, 0, FEW)).toBe('적음');
  });
});

describe('waiting', () => {
  const counts: WaitCount[] = [
    { month: '2026-03', isFirstNight: 1, days: 900, records: 500 }, { month: '2026-04', isFirstNight: 0, days: 7, records: 10 }, { month: '2026-04', isFirstNight: 0, days: 8, records: 9 },
    { month: '2026-04', isFirstNight: 0, days: 366, records: 1 }, { month: '2026-04', isFirstNight: 0, days: null, records: 4 }, { month: '2026-05', isFirstNight: 0, days: 91, records: 1 },
  ];

  test('the first night does not colour the nights since, and is not left out', () => {
    const rows = rowsOf(waitTable(pageOf('disclosure'), counts, 'month'));
    expect(rows[0]).toEqual(['첫 회차, 2026년 3월 10일', '500', '0', '0', '0', '0', '500', '900일', '900일', '900일']);
    expect(rows[1]).toEqual(['그 뒤 모든 회차', '21', '10', '9', '0', '1', '1', '8일', '8일', '366일']);
    expect(rows[2]).toEqual(['2026년 5월', '1', '0', '0', '0', '1', '0', '적음', '적음', '91일']);
    expect(rows[3]!.slice(0, 3)).toEqual(['2026년 4월', '20', '10']);
  });

  test('one month alone is not said twice', () => {
    expect(rowsOf(waitTable(pageOf('disclosure'), counts.slice(0, 5), 'month'))).toHaveLength(2);
    expect(rowsOf(waitTable(pageOf('disclosure'), [], 'month'))).toEqual([]);
  });

  test('a chart needs two months of enough papers', () => {
    expect(waitChart(pageOf('disclosure'), counts)).toBeNull();
    const chart = waitChart(pageOf('disclosure'), [...counts, { month: '2026-06', isFirstNight: 0, days: 40, records: 20 }])!;
    expect(chart.dots).toHaveLength(2);
    expect(chart.bars.every(({ x, width, y, height }) => x >= 0 && x + width <= 100 && y >= 0 && y + height <= 100)).toBe(true);
  });
});

describe('drawings', () => {
  const months = new Map([['2025-11', stand({ open: 30, closed: 10 })], ['2026-02', stand({ held: 20 })]]);

  test('parts are stacked without gaps or overlaps, in the order of the states', () => {
    const { bars } = standChart(pageOf('disclosure'), months)!;
    const [open, closed, held] = [bars.find(({ code }) => code === 'open')!, bars.find(({ code }) => code === 'closed')!, bars.find(({ code }) => code === 'held')!];
    expect(bars).toHaveLength(3);
    expect(open.y + open.height).toBeCloseTo(95, 1);
    expect(closed.y + closed.height).toBeCloseTo(open.y, 1);
    expect(open.height / closed.height).toBeCloseTo(3, 1);
    expect(held.height / closed.height).toBeCloseTo(2, 1);
  });

  test('a month without papers is a gap, not left out', () => {
    const { bars, times } = standChart(pageOf('disclosure'), months)!;
    const [first, last] = [bars[0]!, bars.at(-1)!];
    expect((last.x - first.x) / (first.width / 0.85)).toBeCloseTo(3, 1);
    expect(times.map(({ words }) => words)).toEqual(['2025년', '2026년']);
  });

  test.each([[1, 'start'], [12, 'middle'], [50, 'middle'], [85, 'middle'], [97, 'end']])('a word at %i %% stands at its %s', (at, expected) => {
    expect(anchorOf({ at, words: '2026년' })).toBe(expected);
  });

  test.each([['nothing', new Map()], ['one month', new Map([['2026-01', stand({ open: 50 })]])], ['few papers', new Map([['2026-01', stand({ open: 1 })], ['2026-02', stand({ open: FEW - 2 })]])]])('%s is not drawn', (_, stands) => {
    expect(standChart(pageOf('disclosure'), stands)).toBeNull();
  });

  test('only the latest three years are drawn', () => {
    const many = new Map(Array.from({ length: 60 }, (_, at) => [`${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`, stand({ open: 5 })]));
    expect(standChart(pageOf('disclosure'), many)!.bars).toHaveLength(36);
  });

  test('a bar of shares fills its width and leaves nothing without papers', () => {
    const parts = shares(pageOf('disclosure'), stand({ open: 1, listed: 1, withdrawn: 2 }));
    expect(parts.map(({ code, start, width }) => [code, start, width])).toEqual([['open', 0, 25], ['listed', 25, 25], ['withdrawn', 50, 50]]);
    expect(shares(pageOf('disclosure'), noPapers())).toEqual([]);
  });
});

describe('units and years', () => {
  test('units stand in the order of the organisation, the unknown ones last, and the silent ones are named', () => {
    const view = viewDisclosureUnits(pageOf('disclosure-units'));
    expect(view.texts.groups.map(({ head, rows }) => [head, rows.length])).toEqual([['하늘시', 2], ['부서 확인 중', 1]]);
    const order = [...site.policy.units.keys()];
    const units = rowsOf(view.texts).map(([head]) => order.find((unit) => site.policy.units.get(unit)!.names.at(-1)!.name.ko === head)).filter((unit) => unit !== undefined && unit.startsWith('haneul-'));
    expect(units).toEqual([...units].sort((a, b) => order.indexOf(a!) - order.indexOf(b!)));
    const today = order.filter((unit) => site.policy.units.get(unit)!.names.at(-1)!.until === null);
    expect(today.length).toBeLessThan(order.length); // One is gone: nothing can come of it any more.
    expect(view.silent).toHaveLength(today.length - 2);
  });

  test('a unit says what was corrected in it, and what was withdrawn', () => {
    expect(viewDisclosureUnit(pageOf('disclosure-unit', 'haneul-parks')).corrected).toBe('지금까지 정정한 횟수는 2번, 철회한 자료는 1건입니다.');
    expect(viewDisclosureUnit(pageOf('disclosure-unit', 'haneul-digital')).corrected).toBe('지금까지 정정한 횟수는 0번, 철회한 자료는 0건입니다.');
  });

  test('changes stand by year on the page of the city, by month on that of a year', () => {
    expect(rowsOf(viewDisclosure(pageOf('disclosure')).changes!)).toEqual([['정정: 원본이 바뀜', '2', '2', '0'], ['다시 공개: 정보공개 담당자의 결정', '1', '0', '1'], ['철회: 개인정보가 드러남', '1', '0', '1']]);
    expect(viewDisclosureYear(pageOf('disclosure-year', '2027')).changes!.columns).toEqual(['무엇을 왜', '모두', '2027년 1월']);
  });

  test('what waits is said with its reason and since when', () => {
    const topic = site.policy.topics.find(({ rule }) => rule === 'holds/persons-in-titles')!;
    expect(rowsOf(viewDisclosure(pageOf('disclosure')).held!)).toEqual([[topic.name.ko, '1', '2026년 3월 12일'], ['어느 부서의 것인지 모름', '1', '2026년 3월 10일']]);
  });

  test('the page of a unit without papers is whole and says so', () => {
    const silent = [...site.policy.units.keys()].find((unit) => unit.endsWith('-audit'))!;
    const view = viewDisclosureUnit(pageOf('disclosure-unit', silent));
    expect(view.lead).toBe('이 부서의 글은 아직 한 건도 모으지 못했습니다.');
    expect([view.texts, view.inside, view.ledgers, view.waiting, view.held, view.chart]).toEqual([null, null, null, null, null, null]);
  });

  test('a unit’s months add up to its texts', () => {
    const view = viewDisclosureUnit(pageOf('disclosure-unit', 'haneul-parks'));
    const total = (table: FigureTable) => rowsOf(table).reduce((sum, [, papers]) => sum + Number(papers), 0);
    expect([total(view.texts!), total(view.months!)]).toEqual([10, 10]);
  });

  test('a year has its months, each leading to the register', () => {
    const view = viewDisclosureYear(pageOf('disclosure-year', '2026'));
    expect(view.texts!.groups[0]!.rows.map(({ head, href }) => [head, href])).toEqual([['2026년 3월', '../../register/2026-03.html']]);
    expect(viewDisclosureYear(pageOf('disclosure-year', '1999'))).toMatchObject({ texts: null, ledgers: null, waiting: null, changes: null, chart: null });
  });

  test('addresses: a page for every unit and year, and no unit can take the place of another page', () => {
    const paths = [...planPages(site)].map(({ path }) => path).filter((path) => path.startsWith('disclosure'));
    expect(paths).toHaveLength(['disclosure', 'disclosure/units', 'disclosure/data', 'disclosure/years/2026', 'disclosure/years/2027'].length + site.policy.units.size);
    expect(paths.filter((path) => !/^disclosure(\/(units(\/[\w~-]+)?|data|years\/\d{4}))?$/.test(path))).toEqual([]);
  });

  test('sums of no stands are none', () => {
    expect(sumOf([])).toEqual(noPapers());
    expect(standsBy([], 'text').size).toBe(0);
  });
});

describe('data', () => {
  test.each(DATA_SET_NAMES)('%s: CSV and JSON have the same lines under the declared columns', (name) => {
    const lines = JSON.parse(dataJson(site, name)) as Record<string, unknown>[];
    const csv = dataCsv(site, name);
    expect(csv.startsWith(`\ufeff${DATA_SETS[name].join(',')}\r\n`)).toBe(true);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(lines.length + 1);
    for (const line of lines) expect(Object.keys(line)).toEqual([...DATA_SETS[name]]);
    expect(lines.length).toBeGreaterThan(0);
  });

  test('nothing of a record’s text is in them', () => {
    const all = DATA_SET_NAMES.map((name) => dataCsv(site, name)).join('\n');
    for (const words of [TEXTS.complete.title, TEXTS.complete.markdown.slice(0, 10), '공원 정비', '붙임', TEXTS.complete.id]) expect(all).not.toContain(words);
  });

  test('the package describes every column of every set, in both languages', () => {
    const { resources } = JSON.parse(dataPackage()) as { resources: { name: string; path: string; schema: { fields: { name: string; type: string; description: string }[] } }[] };
    expect(resources.map(({ path }) => path)).toEqual(DATA_SET_NAMES.map((name) => `${name}.csv`));
    for (const { name, schema } of resources) {
      expect(schema.fields.map((field) => field.name)).toEqual([...DATA_SETS[name as keyof typeof DATA_SETS]]);
      expect(schema.fields.filter(({ description }) => !/[가-힣].* \/ .*[A-Za-z]/.test(description))).toEqual([]);
    }
  });

  test('column types are those of the values', () => {
    const { resources } = JSON.parse(dataPackage()) as { resources: { name: 'papers'; schema: { fields: { name: string; type: string }[] } }[] };
    for (const { name, schema } of resources) {
      for (const line of JSON.parse(dataJson(site, name)) as Record<string, unknown>[]) {
        for (const { name: column, type } of schema.fields) expect([name, column, line[column] === null || typeof line[column] === (type === 'integer' ? 'number' : 'string')]).toEqual([name, column, true]);
      }
    }
  });
});
