/** The taint list and the withdrawal list: found wherever and however they stand, and nowhere else. */
import { describe, expect, test } from 'vitest';
import { searchFile } from '../../../src/archive/check/canaries/makers.ts';
import { kindsIn, page } from './builds.ts';

const RECORD = 'zxd879cbdt';
const OTHER = 'bbd879cbdt';
const number = [{ record: RECORD, kind: 'account', value: '3333-05-0000017' }];

describe('a masked number', () => {
  test.each<[string, string, string]>([
    ['as it was', 'a.html', page('<p>3333-05-0000017</p>')],
    ['without signs', 'a.html', page('<p>3333050000017</p>')],
    ['with other signs', 'a.txt', '3333.05.0000017'],
    ['inside a longer number', 'a.txt', 'x=99333305000001799'],
    ['cut by tags', 'a.html', page('<p>33<b>33-0</b>5-<i>0000</i>017</p>')],
    ['cut by cells', 'a.html', page('<table><tr><td>3333</td><td>05</td><td>0000017</td></tr></table>')],
    ['as references', 'a.html', page(`<p>${[...'3333050000017'].map((digit) => `&#${digit.charCodeAt(0)};`).join('')}</p>`)],
    ['percent-encoded', 'a.html', page('<a href="?a=%33%33%33%33%30%35%30%30%30%30%30%31%37">글</a>')],
    ['full-width', 'a.txt', '３３３３－０５－０００００１７'],
    ['in Arabic digits', 'a.txt', '٣٣٣٣٠٥٠٠٠٠٠١٧'],
    ['with invisible characters', 'a.txt', [...'3333050000017'].join('\u200b')],
    ['as a JSON number', 'a.json', '{"a":3333050000017}'],
    ['in a file name', '3333-05-0000017.txt', '글'],
    ['in a search fragment', 'a.pf_fragment', '{"url":"a","content":"3333 05 0000017"}'],
  ])('%s is found', async (_, path, content) => {
    const bytes = path.endsWith('pf_fragment') ? searchFile(Buffer.from(content)) : content;
    expect(await kindsIn(path, bytes, { taint: number })).toContain('taint:account');
  });

  test('days, times and numbers of rows are no number that lost its zero', async () => {
    const taint = [{ record: RECORD, kind: 'mobile', value: '010-0000-2202' }];
    expect(await kindsIn('a.html', page('<table><tr><td>1</td><td>2025-03-10 00:00</td></tr><tr><td>2</td><td>2025-03-14</td></tr></table>'), { taint })).toEqual([]);
    expect(await kindsIn('a.html', page('<table><tr><td>10</td><td>0000</td><td>2202</td></tr></table>'), { taint })).toEqual(['taint:mobile']);
  });

  test.each<[string, string, string]>([
    ['one digit off', 'a.txt', '3333-05-0000018'],
    ['letters between', 'a.txt', '3333년 05월 0000017'],
    ['far apart', 'a.txt', '3333 ..... 05 0000017'],
  ])('%s is not', async (_, path, content) => {
    expect(await kindsIn(path, content, { taint: number })).toEqual([]);
  });

  test('a short one must fill its place: seven digits of a longer number are none of it', async () => {
    const taint = [{ record: RECORD, kind: 'passport', value: 'M1234567' }];
    expect(await kindsIn('a.txt', '접수 123-4567 끝', { taint })).toEqual(['taint:passport']);
    expect(await kindsIn('a.txt', '접수 91234567 끝', { taint })).toEqual([]);
    expect(await kindsIn('a.txt', '123\n4567', { taint })).toEqual([]);
  });

  test('a leading zero lost in a JSON number does not hide it', async () => {
    expect(await kindsIn('a.json', '{"a":1000004321}', { taint: [{ record: RECORD, kind: 'mobile', value: '010-0000-4321' }] })).toEqual(['taint:mobile']);
  });
});

test('other values are found by their letters, whatever stands between', async () => {
  const taint = [{ record: RECORD, kind: 'vehicle-plate', value: '123가 4567' }, { record: RECORD, kind: 'email', value: 'kim@mail.example' }];
  expect(await kindsIn('a.txt', '차는 123 가-4567 입니다', { taint })).toContain('taint:vehicle-plate');
  expect(await kindsIn('a.txt', 'KIM (mail) EXAMPLE', { taint })).toEqual(['taint:email']);
  expect(await kindsIn('a.txt', '123나 4567, kin@mail.sample', { taint: [taint[0]!] })).not.toContain('taint:vehicle-plate');
});

describe('a masked name', () => {
  const taint = [{ record: RECORD, kind: 'name', value: '견본새' }, { record: RECORD, kind: 'address', value: '견본로 12-3' }];
  const list = (id: string) => page(`<ul><li><a href="records/${id}.html">글</a> 견본새 과장</li><li><a href="records/${'c'.repeat(10)}.html">다른 글</a></li></ul>`);

  test.each<[string, string, string]>([
    ['in its own file', `records/${RECORD}.html`, page('<p>견본새는 말했다</p>')],
    ['cut by tags in its own file', `records/${RECORD}.html`, page('<p>견<b>본</b>새 외 2명</p>')],
    ['with spaces in its own file', `records/${RECORD}.txt`, '견 본 새'],
    ['in a list item that links to its record', 'units/a.html', list(RECORD)],
    ['in a JSON object about its record', 'a.json', JSON.stringify([{ id: RECORD, title: '견본새 귀하' }])],
    ['in a search fragment of its record', 'a.jsonl', JSON.stringify({ url: `records/${RECORD}.html`, content: '견본새' })],
    ['in a row of its record', 'a.csv', `id,title\n${RECORD},견본새\n`],
  ])('%s is found', async (_, path, content) => {
    expect(await kindsIn(path, content, { taint })).toEqual(['taint:name']);
  });

  test.each<[string, string, string]>([
    ['in the file of another record', `records/${OTHER}.html`, page('<p>견본새 과장</p>')],
    ['in a list item about another record', 'units/a.html', list(OTHER)],
    ['in an item about another record on the page of its own', `records/${OTHER}.html`, list(OTHER)],
    ['as part of a word', `records/${RECORD}.txt`, '견본새벽 안내, 큰견본새'],
  ])('%s is not', async (_, path, content) => {
    expect(await kindsIn(path, content, { taint })).toEqual([]);
  });

  test('an address too is looked for in its record only', async () => {
    expect(await kindsIn(`records/${RECORD}.txt`, '견본로12 - 3에서', { taint })).toEqual(['taint:address']);
    expect(await kindsIn(`records/${OTHER}.txt`, '견본로 12-3', { taint })).toEqual([]);
  });
});

describe('what was withdrawn', () => {
  const withdrawn = [{ record: RECORD, phrases: ['도서관 이전 기본 계획(안)', '짧다'] }];

  test.each<[string, string]>([
    ['a page', page('<p>도서관 이전 기본 계획(안)에 따라</p>')],
    ['a page that cuts it', page('<p>도서관 <b>이전</b> 기본&nbsp;계획(안)</p>')],
    ['a page that spells it otherwise', page('<p>도서관이전 기본계획 안</p>')],
  ])('%s may not have its title', async (_, content) => {
    expect(await kindsIn('a.html', content, { withdrawn })).toEqual(['withdrawn']);
  });

  test('nor may a fragment, a file name or a data file', async () => {
    expect(await kindsIn('a.pf_fragment', searchFile(Buffer.from('{"content":"글 도서관 이전 기본 계획 안 글"}')), { withdrawn })).toEqual(['withdrawn']);
    expect(await kindsIn('도서관 이전 기본 계획(안).txt', '글', { withdrawn })).toEqual(['withdrawn']);
    expect(await kindsIn('도서관_이전_기본_계획_안.txt', '글', { withdrawn })).toEqual(['withdrawn']);
    expect(await kindsIn('a.jsonl', '{"title":"도서관 이전 기본 계획(안)"}', { withdrawn })).toEqual(['withdrawn']);
  });

  test('phrases too short to mean it are not looked for', async () => {
    expect(await kindsIn('a.txt', '글이 짧다', { withdrawn })).toEqual([]);
  });

  test.each(['register/2026/10.jsonl', 'log/000001.jsonl', `records/document/2026/${RECORD}.json`, 'en/register/2026.html', 'data/withdrawals.json', 'sitemap-0.xml'])('its id may stand in %s', async (path) => {
    const content = path.endsWith('.html') ? page(RECORD) : path.endsWith('.xml') ? `<a>${RECORD}</a>` : JSON.stringify({ id: RECORD });
    expect(await kindsIn(path, content, { withdrawn })).toEqual([]);
  });

  test.each(['units/a.html', `records/${OTHER}.html`, 'index.html'])('its id may not stand in %s', async (path) => {
    expect(await kindsIn(path, page(`<a href="records/${RECORD}.html">글</a>`), { withdrawn })).toEqual(['withdrawn-id']);
  });
});
