/** The page of a project and the list of projects, as the views hand them over; and a project's name after a withdrawal. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { takeOut } from '../../scripts/withdraw/portal.ts';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import type { LedgerRecord, TextRecord } from '../../src/model/record.ts';
import type { Language } from '../../src/site/view/language.ts';
import { openPage, type Page } from '../../src/site/view/page.ts';
import { planPages } from '../../src/site/view/plan.ts';
import { viewProject, WHOLE_PROJECT } from '../../src/site/view/project.ts';
import { PROJECT_BLOCK, viewProjects } from '../../src/site/view/projects.ts';
import { openSite, type Site } from '../../src/site/view/site.ts';
import { temporaryFolder } from '../folders.ts';
import { idOf, ledgerRecord, put, putRecord, registerRow, row, textRecord, tombstone } from './fixture.ts';

const CONTENT = join(import.meta.dirname, '../../content');

function siteOf(...records: (TextRecord | LedgerRecord)[]): Site {
  const content = join(temporaryFolder(), 'content');
  for (const name of ['policy', 'organisations', 'city.json', 'pages', 'projects']) cpSync(join(CONTENT, name), join(content, name), { recursive: true });
  for (const record of records) putRecord(content, record);
  const file = join(content, '../catalogue.sqlite');
  const catalogue = openCatalogue(file);
  refresh(catalogue, content);
  catalogue.close();
  const site = openSite({ content, catalogue: file });
  onTestFinished(() => site.catalogue.close());
  return site;
}

function pageOf(site: Site, path: string, language: Language = 'ko'): Page {
  return openPage(site, [...planPages(site)].find((one) => one.path === path)!, language);
}

const viewOf = (path: string, ...records: (TextRecord | LedgerRecord)[]) => viewProject(pageOf(siteOf(...records), path));
const own = (number: number, given: Parameters<typeof row>[1] = {}) => row(number, { project: 'P-1', ...given });
const budget = (number: number, year: string, amount: number, given: Partial<LedgerRecord> = {}) => ledgerRecord(number, [own(number, { amount, date: null, purpose: '어린이공원 정비' })], { type: 'budget', period: year, ...given });
const spent = (number: number, month: string, ...amounts: number[]) => ledgerRecord(number, amounts.map((amount, at) => own(number * 1000 + at, { amount, date: `${month}-10` })), { period: month });
const cellsOf = ({ tables }: ReturnType<typeof viewProject>) => tables.map(({ rows, total }) => [...rows.map(({ words, cells }) => [words, ...cells.map((cell) => cell.words)]), ...(total === null ? [] : [total.map((cell) => cell.words)])]);

describe('budget against spent', () => {
  test('by year, with the share, and contracts apart', () => {
    const view = viewOf('projects/P-1', budget(1, '2024', 1_000), budget(2, '2025', 2_000), spent(3, '2024-05', 900, 300), spent(4, '2025-05', 500), ledgerRecord(5, [own(5, { amount: 700 })], { type: 'contract', period: '2025-02' }));
    expect(view.tables[0]!.columns).toEqual(['예산', '쓴 돈', '예산 대비', '계약 금액']);
    expect(cellsOf(view)).toEqual([[['2024년', '1,000', '1,200', '120.0%', '없음'], ['2025년', '2,000', '500', '25.0%', '700'], ['3,000', '1,700', '56.7%', '700']]]);
    expect(view.tables[0]!.notes).toEqual(['계약 금액은 치르기로 약속한 돈이라 쓴 돈에 더하지 않습니다.']);
  });

  test('bars go beyond the budget and never below nothing', () => {
    const { bars } = viewOf('projects/P-1', budget(1, '2024', 1_000), budget(2, '2025', 1_000), spent(3, '2024-05', 2_000), spent(4, '2025-05', -300)).tables[0]!;
    expect(bars!.rows.map(({ words, says, budget: outline, within, over }) => [words, says, outline, within, over])).toEqual([['2024년', '200.0%', 50, 50, 50], ['2025년', '−30.0%', 50, 0, 0]]);
    expect(bars!.isOver).toBe(true);
  });

  test('the overall share leaves out years without a budget, and says so', () => {
    const view = viewOf('projects/P-1', budget(1, '2025', 1_000), spent(2, '2024-05', 5_000), spent(3, '2025-05', 500));
    expect(cellsOf(view)[0]!.at(-1)).toEqual(['1,000', '5,500', '50.0%']);
    expect(view.tables[0]!.notes).toEqual(['전체 비율은 예산이 있는 해의 쓴 돈만 셈했습니다.']);
  });

  test('business expenses are spending and stand apart beside the sum', () => {
    const view = viewOf('projects/P-1', spent(1, '2025-05', 500), ledgerRecord(2, [own(9, { amount: 70 })], { type: 'business-expense', period: '2025-06' }));
    expect(view.tables[0]!.columns).toEqual(['쓴 돈', '지출', '업무추진비']);
    expect(cellsOf(view)).toEqual([[['2025년', '570', '500', '70']]]);
    expect(view.tables[0]!.bars).toBeNull();
  });

  test('each currency has a table, a flow and a share of its own', () => {
    const view = viewOf('projects/P-1', budget(1, '2025', 1_000), ledgerRecord(2, [own(2, { amount: 12_50 })], { period: '2025-03', currency: { code: 'GBP', decimals: 2 } }));
    expect(view.tables.map(({ caption }) => caption)).toEqual(['연도별 예산과 쓴 돈(단위: GBP)', '연도별 예산과 쓴 돈(단위: 원)']);
    expect(cellsOf(view)).toEqual([[['2025년', '12.50']], [['2025년', '1,000', '0.0%']]]);
    expect(view.drawing!.flows.map(({ words }) => words)).toEqual(['그 해에 쓴 돈의 합과 예산(GBP)']);
  });

  test('a budget in two units is two links', () => {
    const view = viewOf('projects/P-1', budget(1, '2025', 1_000), budget(2, '2025', 3_000, { unit: 'haneul-roads', unitName: '도로과' }), spent(3, '2025-01', 1));
    expect(view.story[0]!.budgets.map(({ words }) => words)).toEqual(['도로과 3,000원', '공원녹지과 1,000원']);
    expect(view.facts.find(({ term }) => term === '부서')!.values.map(({ html }) => html)).toEqual(['공원녹지과', '도로과']);
  });
});

describe('the name', () => {
  const nameIn = (...records: (TextRecord | LedgerRecord)[]) => viewOf('projects/P-1', ...records).title;
  test.each([
    ['that of the latest budget line', [ledgerRecord(1, [own(1, { purpose: '옛 이름' })], { type: 'budget', period: '2024' }), budget(2, '2025', 1)], '어린이공원 정비'],
    ['the words that titles share', [textRecord(1, { project: 'P-1', title: '2024년 어린이공원 정비 추진계획' }), textRecord(2, { project: 'P-1', title: '2025년 어린이공원 정비 결과보고' })], '어린이공원 정비'],
    ['the code, of one document', [textRecord(1, { project: 'P-1', title: '추진계획 수립' })], 'P-1'],
    ['the code, when titles share nothing', [textRecord(1, { project: 'P-1', title: '가 나 다' }), textRecord(2, { project: 'P-1', title: '라 마 바' })], 'P-1'],
  ])('%s', (_, records, name) => expect(nameIn(...records)).toBe(name));

  test('a former name is told', () => {
    const { facts } = viewOf('projects/P-1', ledgerRecord(1, [own(1, { purpose: '옛 <이름>' })], { type: 'budget', period: '2024' }), budget(2, '2025', 1));
    expect(facts.find(({ term }) => term === '다른 이름')!.values.map(({ html }) => html)).toEqual([`<bdi data-of="${idOf(1)}" data-else="">옛 &lt;이름&gt;</bdi>`]);
  });

  test('a code with dots has an address of its own', () => {
    const view = viewOf('projects/a~b', textRecord(1, { project: 'a.b' }));
    expect([view.title, view.facts[0]!.values]).toEqual(['a.b', [{ html: 'a.b' }]]);
  });
});

describe('the story', () => {
  const plan = textRecord(1, { project: 'P-1', title: '어린이공원 추진계획', approvedOn: '2024-12-20', approverRank: 'mayor' });
  const contract = ledgerRecord(2, [own(2, { date: '2025-02-01', amount: 900, purpose: '공원 공사', payee: '㈜푸른<나무>', documentNumber: '공원녹지과-1', method: 'negotiated', from: '2025-02-03', until: '2025-06-30' })], { type: 'contract', period: '2025-02' });
  const paid = ledgerRecord(3, [own(3, { date: '2025-03-05', amount: 400, payee: '㈜푸른<나무>', documentNumber: '공원녹지과-1' }), own(4, { date: '2025-03-02', amount: -100 })], { period: '2025-03' });

  test('stands in the order of time, with step, rank, unit and sums', () => {
    const { story, steps } = viewOf('projects/P-1', plan, contract, paid);
    expect(story.map(({ words, entries }) => [words, ...entries.map(({ stepWords, time, titleHtml }) => [stepWords, time.words, titleHtml])])).toEqual([
      ['2024년', ['계획', '2024년 12월 20일', '어린이공원 추진계획']],
      ['2025년', ['계약', '2025년 2월 1일', '공원 공사'], ['지출', '2025년 3월', '지출 2건 300원']],
    ]);
    expect(story[0]!.entries[0]!.facts).toEqual(['공원녹지과', '결재 시장']);
    expect(story[1]!.entries[0]!.facts).toEqual([`<bdi data-of="${idOf(2)}" data-else="">㈜푸른&lt;나무&gt;</bdi>`, '수의계약', '공원녹지과', '2025년 2월 3일부터 2025년 6월 30일까지']);
    expect(story[1]!.entries[1]!.payments!.lines.map(({ amount, isNegative }) => [amount, isNegative])).toEqual([['−100원', true], ['400원', false]]);
    expect(steps.map(({ words, count, says, href }) => [words, count || says, href])).toEqual([
      ['계획', '1건', '#first-plan'], ['결정', '공개된 것이 없습니다', null], ['회의', '공개된 것이 없습니다', null],
      ['계약', '1건', '#first-contract'], ['지출', '2건', '#m-2025-03'], ['결과', '공개된 것이 없습니다', null],
    ]);
  });

  test('a contract tells what was paid under its number to its payee, and nothing when the payee is hidden', () => {
    const notes = (payee: string) => viewOf('projects/P-1',
      { ...contract, rows: [{ ...contract.rows[0]!, payee }] }, { ...paid, rows: paid.rows.map((one) => ({ ...one, payee })) }).story[0]!.entries[0]!.notes;
    expect(notes('㈜가')).toEqual(['결재 문서와 받는 곳이 같은 지출 1건, 400원']);
    expect(notes('[상호 가림·제7호]')).toEqual([]);
  });

  test('a document is here for its approval of money, and says so; one of another organisation with the same number is not', () => {
    const approving = textRecord(5, { documentNumber: '공원녹지과-1', approvedOn: '2025-01-01' });
    const stranger = textRecord(6, { documentNumber: '공원녹지과-1', organisation: 'eunyeoul', unit: 'eunyeoul-cleaning', approvedOn: '2025-01-01' });
    const { story, missing } = viewOf('projects/P-1', contract, approving, stranger);
    expect(story[0]!.entries.map(({ href, notes }) => [href!.includes(idOf(5)) || href!.includes(idOf(2)), ...notes])).toEqual([[true, '이 사업의 계약이나 지출에 적힌 결재 문서입니다.'], [true]]);
    expect(missing).toEqual([]);
  });

  test('an approving document that is not public is told by its number', () => {
    expect(viewOf('projects/P-1', contract, paid).missing).toMatchObject([{ html: `<bdi data-of="${idOf(2)}" data-else="">공원녹지과-1</bdi>`, words: '적힌 곳 2건' }]);
  });

  test('a press release is no step and stands as other', () => {
    const { story, steps } = viewOf('projects/P-1', textRecord(1, { project: 'P-1', type: 'press-release', title: '공원 계획 발표' }));
    expect(story[0]!.entries.map(({ stepWords, facts }) => [stepWords, facts[0]])).toEqual([['그 밖', '보도자료']]);
    expect(steps.every(({ count }) => count === '')).toBe(true);
  });

  test.each([
    ['only a budget', [budget(1, '2025', 1_000)], '예산만 공개되어 있습니다. 문서 0건, 금액 1건입니다.'],
    ['only documents', [plan], '2024년 12월 20일부터 2024년 12월 20일까지 공개된 문서 1건과 예산, 계약, 지출 0건을 시간 순서로 모았습니다.'],
    ['only money', [paid], '2025년 3월부터 2025년 3월까지 공개된 문서 0건과 예산, 계약, 지출 2건을 시간 순서로 모았습니다.'],
  ])('%s', (_, records, lead) => {
    const view = viewOf('projects/P-1', ...records);
    expect(view.lead).toBe(lead);
    expect(view.drawing === null).toBe(lead.startsWith('예산만'));
  });

  test('in English the words of records are marked as Korean', () => {
    const view = viewProject(pageOf(siteOf(budget(1, '2025', 1), contract), 'projects/P-1', 'en'));
    expect(view.titleHtml).toBe(`<bdi data-of="${idOf(1)}" data-else="P-1" lang="ko">어린이공원 정비</bdi>`);
    expect(view.story[0]!.entries[0]!.facts[1]).toBe('negotiated');
  });
});

describe('the drawing', () => {
  test('has whole years, marks in their lanes and the term of a contract', () => {
    const { drawing } = viewOf('projects/P-1', budget(1, '2025', 1_000), textRecord(2, { project: 'P-1', title: '추진계획', approvedOn: '2024-07-02' }),
      ledgerRecord(3, [own(3, { date: '2025-01-01', from: '2025-01-01', until: '2199-12-31' })], { type: 'contract', period: '2025-01' }));
    expect(drawing!.years).toEqual([{ x: 0, words: '2024' }, { x: 50.07, words: '2025' }]);
    expect(drawing!.bands).toEqual([{ x: 50.07, width: 49.93 }]);
    expect(drawing!.lanes.map(({ words, marks, terms }) => [words, marks, terms])).toEqual([['계획 1건', [25], []], ['계약 1건', [50], [{ x: 50.07, width: 49.93 }]]]);
    expect(drawing!.label).toBe('2024년부터 2025년까지의 흐름을 그린 그림. 계획 1건, 계약 1건. 같은 내용을 아래에 글로 적었습니다.');
  });

  test('stands inside its frame when more was paid back than spent', () => {
    const [flow] = viewOf('projects/P-1', budget(1, '2025', 100), spent(2, '2025-02', -500), spent(3, '2025-03', 900)).drawing!.flows;
    const places = [...flow!.area.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].flatMap(([, x, y]) => [Number(x) / 10, Number(y)]);
    expect(places.length).toBeGreaterThan(8);
    expect(places.every((place) => place >= 0 && place <= 100)).toBe(true);
  });

  test('many documents of one day are one mark', () => {
    const many = Array.from({ length: 40 }, (_, at) => textRecord(100 + at, { project: 'P-1', title: '협의 요청', approvedOn: '2025-03-03' }));
    expect(viewOf('projects/P-1', ...many).drawing!.lanes.map(({ words, marks }) => [words, marks.length])).toEqual([['결정 40건', 1]]);
  });
});

describe('a long project', () => {
  const monthly = (year: number, rows: number) => Array.from({ length: 12 }, (_, at) => spent(year * 100 + at, `${year}-${String(at + 1).padStart(2, '0')}`, ...Array.from({ length: rows }, () => 10)));

  test('keeps its payments on the pages of its years', () => {
    const site = siteOf(budget(1, '2024', 1_000), ...monthly(2024, 7), ...monthly(2025, 7));
    expect([...planPages(site)].filter(({ kind }) => kind === 'project').map(({ path }) => path)).toEqual(['projects/P-1', 'projects/P-1/2024', 'projects/P-1/2025']);
    const whole = viewProject(pageOf(site, 'projects/P-1'));
    expect(whole.story.map(({ href, entries }) => [href, entries.length, entries[0]!.payments, entries[0]!.href])).toEqual([
      ['P-1/2024.html', 12, null, 'P-1/2024.html#m-2024-01'], ['P-1/2025.html', 12, null, 'P-1/2025.html#m-2025-01'],
    ]);
    const year = viewProject(pageOf(site, 'projects/P-1/2025'));
    expect([year.title, year.tables, year.drawing, year.story.map(({ words }) => words)]).toEqual(['어린이공원 정비 2025년', [], null, ['2025년']]);
    expect(year.story[0]!.entries.map(({ id, payments }) => [id, payments!.lines.length])).toContainEqual(['m-2025-12', 7]);
  });

  test('of one document or row too few stays whole', () => {
    const rows = Array.from({ length: WHOLE_PROJECT }, (_, at) => own(at));
    const count = (...records: LedgerRecord[]) => [...planPages(siteOf(...records))].filter(({ kind }) => kind === 'project').length;
    expect(count(ledgerRecord(1, rows))).toBe(1);
    expect(count(ledgerRecord(1, [...rows, own(9_999)]))).toBe(2);
  });

  test('a month of thousands shows the first and the way to the rest', () => {
    const view = viewProject(pageOf(siteOf(ledgerRecord(1, Array.from({ length: 1_000 }, (_, at) => own(at)))), 'projects/P-1/2026'));
    const { payments, titleHtml } = view.story[0]!.entries[0]!;
    expect([titleHtml, payments!.lines.length, payments!.more!.words]).toEqual(['지출 1,000건 10,000,000원', 30, '이 달의 나머지 970건은 표에 있습니다.']);
    expect(payments!.more!.links.map(({ href }) => href)).toEqual([`../../records/expenditure/2026/03/${idOf(1)}.html`]);
  });

  test('of very many documents has its story on the pages of its years only', () => {
    const many = Array.from({ length: 260 }, (_, at) => textRecord(100 + at, { project: 'P-1', title: '협의 요청', approvedOn: at < 200 ? '2024-03-03' : '2025-03-03' }));
    const site = siteOf(...many);
    expect(viewProject(pageOf(site, 'projects/P-1')).story.map(({ href, entries }) => [href, entries.length])).toEqual([['P-1/2024.html', 0], ['P-1/2025.html', 0]]);
    expect(viewProject(pageOf(site, 'projects/P-1/2024'))).toMatchObject({ cut: null, story: [{ entries: { length: 200 } }] });
  });
});

test('a year of one document too many says that it was cut and where the rest is', () => {
  const of = (count: number) => siteOf(...Array.from({ length: count }, (_, at) => textRecord(100 + at, { project: 'P-1', title: '협의 요청' })));
  expect(viewProject(pageOf(of(200), 'projects/P-1/2026')).cut).toBeNull();
  const view = viewProject(pageOf(of(201), 'projects/P-1/2026'));
  expect([view.story[0]!.entries.length, view.cut]).toMatchObject([200, { words: '이 해의 문서나 계약이 많아 처음 200건까지 보입니다.', links: [{ href: '../../units/haneul-parks.html', words: '공원녹지과' }] }]);
});

describe('the list of projects', () => {
  const lines = (site: Site, path = 'projects') => viewProjects(pageOf(site, path)).tables.flatMap(({ lines: all }) => all.map(({ html, unit, cells }) => [html.replace(/<[^>]+>/g, ''), unit?.words ?? null, ...cells.map(({ values }) => values.join(' + '))]));

  test('tells years, budget, spending, share and the last document; what is not there is not nothing', () => {
    const site = siteOf(budget(1, '2025', 1_000), spent(2, '2025-02', -50), textRecord(3, { project: 'P-2', approvedOn: '2024-04-04' }),
      ledgerRecord(4, [row(4, { project: 'P-3', amount: 5 })], { period: '2024-01' }), ledgerRecord(5, [row(5, { project: 'P-3', amount: 150 })], { period: '2026-01', currency: { code: 'GBP', decimals: 2 } }));
    expect(lines(site)).toEqual([
      ['어린이공원 정비', '공원녹지과', '2025', '1,000원', '−50원', '−5.0%', '없음'],
      ['P-2', '공원녹지과', '없음', '없음', '없음', '없음', '2024-04-04'],
      ['P-3', '공원녹지과', '2024–2026', '없음', '£1.50 + 5원', '없음', '없음'],
    ]);
  });

  test('one too many for a page: each unit in charge has a page', () => {
    const of = (count: number) => siteOf(...Array.from({ length: count }, (_, at) => textRecord(at + 1, { project: `P-${String(at).padStart(3, '0')}`, ...(at === 0 ? { unit: 'haneul-roads', unitName: '도로과' } : {}) })));
    expect([...planPages(of(PROJECT_BLOCK))].filter(({ kind }) => kind === 'projects').map(({ path }) => path)).toEqual(['projects']);
    const site = of(PROJECT_BLOCK + 1);
    expect([...planPages(site)].filter(({ kind }) => kind === 'projects').map(({ path }) => path)).toEqual(['projects', 'projects/by-unit/haneul-parks', 'projects/by-unit/haneul-roads']);
    expect(viewProjects(pageOf(site, 'projects'))).toMatchObject({ tables: [], units: [{ words: '도로과', count: '1' }, { words: '공원녹지과', count: '80' }] });
    expect(lines(site, 'projects/by-unit/haneul-roads')).toEqual([['P-000', null, '없음', '없음', '없음', '없음', '2026-03-05']]);
  });

  test('nobody has a project', () => expect(viewProjects(pageOf(siteOf(textRecord(1)), 'projects'))).toMatchObject({ isEmpty: true, tables: [], units: [] }));
});

test('a withdrawn record takes its words out of the heading, the title and the lists of a standing portal', () => {
  const [out, content] = [temporaryFolder(), temporaryFolder()];
  cpSync(join(CONTENT, 'city.json'), join(content, 'city.json'));
  const record = tombstone(7);
  const path = putRecord(content, record);
  put(content, 'register/2026/03.jsonl', `${JSON.stringify(registerRow(7, { status: 'withdrawn' }))}\n`);
  const name = `<bdi data-of="${record.id}" data-else="P-1" lang="ko">비밀 <span class="mask">[가림]</span> 사업</bdi>`;
  mkdirSync(join(out, 'projects'));
  writeFileSync(join(out, 'projects/P-1.html'), `<title>비밀 [가림] 사업 – 하늘시</title><h1>${name} 2025년</h1><p><bdi data-of="${idOf(8)}" data-else="">㈜가</bdi></p>`);
  writeFileSync(join(out, 'projects.html'), `<title>사업 – 하늘시</title><h1>사업</h1><a href="projects/P-1.html">${name}</a>`);
  takeOut(out, content, [{ id: record.id, path } as Parameters<typeof takeOut>[2][number]]);
  expect(readFileSync(join(out, 'projects/P-1.html'), 'utf8')).toBe(`<title>P-1 – 하늘시</title><h1>P-1 2025년</h1><p><bdi data-of="${idOf(8)}" data-else="">㈜가</bdi></p>`);
  expect(readFileSync(join(out, 'projects.html'), 'utf8')).toBe('<title>사업 – 하늘시</title><h1>사업</h1><a href="projects/P-1.html">P-1</a>');
});
