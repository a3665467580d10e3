/** The register's pages: order, words, ways to ask, what opens and what opened, the feed and its withdrawal. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { readXml } from '../../src/archive/check/readers/xml.ts';
import type { RegisterRow } from '../../src/model/record.ts';
import { FEED_ENTRIES, feedPath, openedFeed } from '../../src/site/view/opened-feed.ts';
import { viewRegister, viewRegisterMonth } from '../../src/site/view/register.ts';
import { viewMonthRows, viewMonths, viewOpened } from '../../src/site/view/register-lists.ts';
import { viewRequest } from '../../src/site/view/request.ts';
import { takeOut } from '../../scripts/withdraw/portal.ts';
import { temporaryFolder } from '../folders.ts';
import { idOf, NIGHT, pathOf, putRecord, registerRow, textRecord, tombstone } from './fixture.ts';
import { smallSite } from './small-site.ts';

function month(register: RegisterRow[]) {
  return viewRegisterMonth(smallSite({ register }).open('register/2026-03'));
}

describe('a month', () => {
  it('runs from the latest day to the first, within a day by unit, tables of the month at the end', () => {
    const view = month([
      registerRow(1, { approvedOn: '2026-03-03', unit: 'haneul-roads', unitName: '도로과', title: '가' }), registerRow(2, { approvedOn: '2026-03-09', title: '나' }),
      registerRow(3, { approvedOn: '2026-03-03', unitName: '공원녹지과', title: '다' }), registerRow(4, { type: 'expenditure', approvedOn: null, period: '2026-03' }),
    ]);
    expect(view.days.map((day) => [day.machine, day.words, ...day.lines.map(({ titleHtml }) => titleHtml)])).toEqual([
      ['2026-03-09', '2026년 3월 9일', '나'], ['2026-03-03', '2026년 3월 3일', '다', '가'], ['2026-03', '2026년 3월 표', '공원녹지과 2026년 3월 지출'],
    ]);
  });

  test.each<[string, Parameters<typeof registerRow>[1], string, boolean]>([
    ['a closed one', {}, '비공개', true],
    ['a restricted one', { disclosure: 'restricted-until' }, '열람제한', true],
    ['one below the released rank', { disclosure: 'open', grounds: [], opensOn: null }, '목록만 공개: 결재 직급이 공개 기준보다 낮음', true],
    ['one below the rank that is partly open by its mark', { disclosure: 'partial', grounds: [6], opensOn: null }, '목록만 공개: 결재 직급이 공개 기준보다 낮음', true],
    ['one in its days of grace', { disclosure: 'open', grounds: [], opensOn: '2026-03-10' }, '목록만 공개: 공개할 날이 오지 않음', true],
    ['a held one', { status: 'held', disclosure: null }, '확인 중', false],
    ['a withdrawn one', { status: 'withdrawn', disclosure: 'open' }, '철회', false],
    ['a released one', { status: 'released', disclosure: 'open', grounds: [] }, '공개', false],
  ])('tells how %s stands, and where it can be asked for', (_, given, words, canBeAsked) => {
    const [line] = month([registerRow(1, given)]).days[0]!.lines;
    expect(line!.state.words).toBe(words);
    expect(line!.request !== null).toBe(canBeAsked);
  });

  it('asks the unit under a subject with the number, never with the title', () => {
    const [line] = month([registerRow(1, { title: '가려진 [성명 가림·제6호]' })]).days[0]!.lines;
    expect(decodeURIComponent(line!.request!.href)).toBe(`mailto:parks@haneul.example?subject=정보공개 청구 ${idOf(1)}`);
    expect(line!.request!.words).toBe(`공개 청구하기 ${idOf(1)}`);
    expect(line!.titleHtml).toContain('<span class="mask">');
  });

  it('asks the city where the unit is not known', () => {
    const [line] = month([registerRow(1, { unit: null, unitName: null })]).days[0]!.lines;
    expect(line!.request!.href).toMatch(/^mailto:open@haneul\.example\?/);
  });
});

describe('what is closed and what opens', () => {
  const register = [registerRow(1), registerRow(2, { opensOn: '2026-03-31' }), registerRow(3, { disclosure: 'open', grounds: [], opensOn: '2026-03-20' }), registerRow(4, { disclosure: 'open', grounds: [], opensOn: null }), registerRow(5, { status: 'held', disclosure: null, opensOn: '2026-03-20' }), registerRow(6, { opensOn: '2025-01-01', approvedOn: '2020-01-01' })];

  it('lists the closed and the restricted by the month they stand in, not those below the rank', () => {
    const { open } = smallSite({ register });
    const view = viewMonths(open('register/closed'));
    expect(view.years.map(({ words, months }) => [words, ...months.map(({ words: name, count }) => `${name} ${count}`)])).toEqual([['2026년', '3월 2'], ['2020년', '1월 1']]);
    expect(viewMonthRows(open('register/closed/2026-03')).days.flatMap(({ lines }) => lines.map(({ request }) => request!.words.slice(-10)))).toEqual([idOf(1), idOf(2)]);
  });

  it('lists what opens by its day, the next first, and what is past its day apart', () => {
    const { open } = smallSite({ register, records: [textRecord(9)] });
    const view = viewMonths(open('register/opening'));
    expect(view.late.map(({ words, count }) => `${words} ${count}`)).toEqual(['2025년 1월 1']);
    expect(view.years.map(({ words }) => words)).toEqual(['2026년', '2031년']);
    expect(viewMonthRows(open('register/opening/2026-03')).days.map(({ machine, lines }) => [machine, lines.length])).toEqual([['2026-03-20', 1], ['2026-03-31', 1]]);
  });

  it('says that there is none', () => {
    const { open } = smallSite();
    expect(viewMonths(open('register/closed'))).toMatchObject({ late: [], years: [] });
    expect(viewRegister(open('register')).ways.map(({ count }) => count)).toEqual(['0', '0', '0']);
  });
});

/** A record that was listed before, one whose restriction ended, one that was simply released, one amended for another reason. */
const OPENED = {
  records: [1, 2, 3, 4].map((number) => textRecord(number, { title: `문서 ${number}` })),
  register: [1, 2, 3, 4].map((number) => registerRow(number, { status: 'released', disclosure: 'open', grounds: [], opensOn: null, releasedOn: NIGHT, listedOn: number === 1 ? '2026-03-01' : NIGHT, path: pathOf(textRecord(number)) })),
  log: [
    { id: idOf(1), path: 'x' }, { id: idOf(2), reason: 'restriction-ended' as const }, { id: idOf(3) }, { id: idOf(4), event: 'amend' as const, revision: 2, reason: 'source-changed' as const }, { id: idOf(4), event: 'amend' as const, revision: 3, reason: 'restriction-ended' as const },
  ],
};

describe('what opened', () => {
  it('is what was listed before or whose restriction ended, the latest first, with night and reason', () => {
    const view = viewOpened(smallSite(OPENED).open('register/opened'));
    expect(view.lines.map(({ title }, at) => [title, ...view.reasons[at]!])).toEqual([
      ['문서 4', '2026년 3월 10일에 열림', '공개 제한 기간이 끝남'], ['문서 2', '2026년 3월 10일에 열림', '공개 제한 기간이 끝남'], ['문서 1', '2026년 3월 10일에 열림', '공개 기준에 따름'],
    ]);
  });

  it('stays without its title when it is withdrawn later', () => {
    const { open } = smallSite({ ...OPENED, records: [...OPENED.records.slice(1), tombstone(1)] });
    expect(viewOpened(open('register/opened', 'en')).lines.at(-1)!.title).toBe(`Withdrawn: Document ${idOf(1)}`);
  });
});

/** Opening and closing tags of an XML text must match; returns the texts of the elements with a name. */
function elements(xml: string, name: string): string[] {
  const open: string[] = [];
  for (const [, isEnd, tag, isEmpty] of xml.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (isEnd) expect(open.pop()).toBe(tag);
    else if (!isEmpty) open.push(tag!);
  }
  expect(open).toEqual([]);
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(([, text]) => text!);
}

/** What the second check finds in an XML text. */
function readBySecondCheck(xml: string): string {
  const texts: string[] = [];
  readXml(Buffer.from(xml), { path: 'feeds/opened.xml', text: (text) => texts.push(text), table: () => {}, inner: () => {}, isKnown: () => false, left: () => 1e9, spend: () => {} });
  return texts.join('\n');
}

describe('the feed', () => {
  it('is valid and empty where nothing opened, and the page says so', () => {
    const { site, open } = smallSite({ records: [textRecord(1)] });
    const xml = openedFeed(site, 'ko');
    expect(xml).not.toContain('<entry>');
    expect(elements(xml, 'id')).toEqual(['tag:open.haneul.example,2026-03-10:opened:ko']);
    expect(elements(xml, 'updated')).toEqual(['2026-03-10T00:00:00+09:00']);
    expect(viewOpened(open('register/opened')).lines).toEqual([]);
  });

  it('is valid before the first night', () => {
    expect(elements(openedFeed(smallSite().site, 'en'), 'updated')).toEqual(['1970-01-01T00:00:00+09:00']);
  });

  it('has an entry for each opening, with an id for ever, the night and the reason', () => {
    const xml = openedFeed(smallSite(OPENED).site, 'ko');
    expect(elements(xml, 'id').slice(1)).toEqual([`tag:open.haneul.example,2026-03-10:${idOf(4)}:3`, `tag:open.haneul.example,2026-03-10:${idOf(2)}:1`, `tag:open.haneul.example,2026-03-10:${idOf(1)}:1`]);
    expect(elements(xml, 'summary')[0]).toBe('결재문서, 공원녹지과, 2026년 3월 10일에 열림, 공개 제한 기간이 끝남');
    expect(xml).toContain(`<link rel="alternate" type="text/html" href="https://open.haneul.example/records/document/2026/03/${idOf(2)}.html"/>`);
    expect(openedFeed(smallSite(OPENED).site, 'en')).toContain('<title xml:lang="ko">문서 4</title>');
  });

  it('writes what a title may hold as text, on one line', () => {
    const title = '<b>&"제목"\u0000\u000b\n둘째 \ud83d';
    const xml = openedFeed(smallSite({ ...OPENED, records: [textRecord(2, { title })] }).site, 'ko');
    expect(elements(xml, 'title')[1]).toMatch(/^&lt;b&gt;&amp;&quot;제목&quot; ?둘째/);
    expect(xml.split('\n').filter((line) => line.startsWith('<entry>') && line.endsWith('</entry>'))).toHaveLength(1);
    expect(readBySecondCheck(xml)).toContain('<b>&"제목"');
  });

  it(`has at most ${FEED_ENTRIES} entries, the latest`, () => {
    const records = Array.from({ length: FEED_ENTRIES + 5 }, (_, at) => textRecord(at + 1));
    const { site } = smallSite({ records, log: records.map(({ id }) => ({ id, reason: 'restriction-ended' })) });
    const ids = elements(openedFeed(site, 'ko'), 'id').slice(1);
    expect(ids).toHaveLength(FEED_ENTRIES);
    expect(ids[0]).toContain(idOf(FEED_ENTRIES + 5));
  });

  it('in a standing portal loses title and summary of a withdrawn record, as the next build would write it', () => {
    const before = smallSite(OPENED);
    const out = temporaryFolder();
    for (const language of ['ko', 'en'] as const) {
      mkdirSync(join(out, feedPath(language), '..'), { recursive: true });
      writeFileSync(join(out, feedPath(language)), openedFeed(before.site, language));
    }
    const gone = tombstone(2);
    const path = pathOf(OPENED.records[1]!);
    putRecord(before.content, { ...gone });
    writeFileSync(join(before.content, path), readFileSync(join(before.content, pathOf(gone))));
    takeOut(out, before.content, [{ id: gone.id, path }] as never);
    const after = smallSite({ ...OPENED, records: [...OPENED.records.filter((_, at) => at !== 1), gone] });
    for (const language of ['ko', 'en'] as const) {
      const text = readFileSync(join(out, feedPath(language)), 'utf8');
      expect(text).not.toContain('문서 2');
      expect(text).toBe(openedFeed(after.site, language));
    }
  });
});

it('the page that explains names each article and leads to the portal, the mail and the units', () => {
  const view = viewRequest(smallSite().open('request'));
  expect([...view.parts, ...view.appeals].map(({ article }) => article!.words)).toEqual([5, 11, 17, 18, 19, 20].map((number) => `정보공개법 제${number}조`));
  expect(view.ways.map(({ href }) => href!.slice(0, 30))).toEqual(['https://www.open.go.kr/', 'mailto:open@haneul.example?sub', 'units.html']);
});
