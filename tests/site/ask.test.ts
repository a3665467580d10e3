/** The way to those who answer for a page: who gets the letter, what it says, and what it never says. */
import { describe, expect, test } from 'vitest';
import { loadCity } from '../../src/policy/load.ts';
import { askOf, reportsOf } from '../../src/site/view/ask.ts';
import { idOf, ledgerRecord, row, textRecord, tombstone } from './fixture.ts';
import { openRecords } from './opened.ts';

const DISTRICT = { organisation: 'eunyeoul', unit: 'eunyeoul-cleaning', unitName: '청소행정과' };

/** A letter as a mail program reads it. */
function letter(href: string | null) {
  const url = new URL(href!);
  return { to: decodeURIComponent(url.pathname), subject: url.searchParams.get('subject'), body: url.searchParams.get('body') };
}

describe('who is asked', () => {
  test.each([
    ['a text: its unit', 'text', idOf(1), '공원녹지과에 묻기', 'parks@haneul.example'],
    ['a ledger: its unit', 'ledger', idOf(2), '공원녹지과에 묻기', 'parks@haneul.example'],
    ['a district: its own unit', 'text', idOf(3), '청소행정과에 묻기', 'cleaning@eunyeoul.haneul.example'],
    ['a former name: the unit as it is called today', 'text', idOf(4), '공원녹지과에 묻기', 'parks@haneul.example'],
    ['a unit', 'unit', 'haneul-parks', '공원녹지과에 묻기', 'parks@haneul.example'],
    ['a tombstone: the city, as no unit is kept', 'tombstone', idOf(5), '하늘시에 묻기', 'open@haneul.example'],
    ['any other page: the city', 'money', '', '하늘시에 묻기', 'open@haneul.example'],
  ] as const)('%s', (_, kind, key, words, to) => {
    const { page } = openRecords([
      textRecord(1), ledgerRecord(2, [row(1)]), textRecord(3, DISTRICT), textRecord(4, { unitName: '푸른도시과', approvedOn: '2019-05-05' }), tombstone(5),
    ]);
    const ask = askOf(page(kind, key), '제목');
    expect([ask.words, ask.address, letter(ask.href).to]).toEqual([words, to, to]);
  });

  test('in English by its English name', () => {
    const { page } = openRecords([textRecord(1)]);
    expect(askOf(page('text', idOf(1), 'en'), '제목').words).toBe('Ask Parks and Greenery Division');
  });

  test('an address that is not one mailbox stands as words', () => {
    const { page } = openRecords([], { city: { askMail: 'open;all@haneul.example' } });
    expect(askOf(page('home', ''), '제목')).toEqual({ words: '하늘시에 묻기', href: null, address: 'open;all@haneul.example' });
  });
});

describe('what a letter says', () => {
  test('the title in its subject, the address and the number of the record in its text', () => {
    const { page } = openRecords([textRecord(1)]);
    const address = `https://open.haneul.example/records/document/2026/03/${idOf(1)}.html`;
    expect(letter(askOf(page('text', idOf(1)), '공원 정비 계획').href)).toMatchObject({ subject: '문의: 공원 정비 계획', body: `${address}\r\n자료 번호 ${idOf(1)}\r\n\r\n` });
    expect(letter(askOf(page('text', idOf(1), 'en'), '공원 정비 계획').href).body).toContain(address.replace('example/', 'example/en/'));
  });

  test('a page that is no record gives its address alone, the lost page nothing', () => {
    const { page } = openRecords([]);
    expect(letter(askOf(page('home', ''), '처음').href).body).toBe('https://open.haneul.example/\r\n\r\n');
    expect(letter(askOf(page('not-found', ''), '없는 주소').href).body).toBeNull();
  });

  test.each([[40, '가'.repeat(40)], [41, `${'가'.repeat(40)}…`], [500, `${'가'.repeat(40)}…`]])('a title of %i signs', (length, subject) => {
    const { page } = openRecords([textRecord(1)]);
    const { href } = askOf(page('text', idOf(1)), '가'.repeat(length));
    expect(letter(href).subject).toBe(`문의: ${subject}`);
    expect(href!.length).toBeLessThan(2_000);
  });

  test('an error goes to the unit, a leak to the city, first and without the title', () => {
    const { page } = openRecords([textRecord(1)]);
    const [error, leak] = reportsOf(page('text', idOf(1)), '홍길동의 민원').map(({ words, href }) => ({ words, ...letter(href) }));
    expect(error).toMatchObject({ words: '공원녹지과에 오류 알리기', to: 'parks@haneul.example', subject: '오류: 홍길동의 민원' });
    expect(leak).toMatchObject({ words: '하늘시에 개인정보 노출 알리기', to: 'open@haneul.example', subject: `[급함] 개인정보 노출: 자료 ${idOf(1)}` });
    expect(JSON.stringify(leak)).not.toContain('홍길동');
  });
});

describe('a form of the city', () => {
  test.each([
    ['https://form.haneul.example/ask', 'https://form.haneul.example/ask?page='], ['https://form.haneul.example/ask?kind=open', 'https://form.haneul.example/ask?kind=open&page='],
    ['https://form.haneul.example/ask?page=old', 'https://form.haneul.example/ask?page='],
  ])('%s takes the questions, with the address of the page', (askForm, start) => {
    const { page } = openRecords([textRecord(1)], { city: { askForm } });
    const ask = askOf(page('text', idOf(1)), '제목');
    expect(ask).toMatchObject({ words: '하늘시에 묻기', address: null });
    expect(ask.href).toMatch(new RegExp(`^${start.replace(/[?.]/g, '\\$&')}https%3A`));
    expect(new URL(ask.href!).searchParams.getAll('page')).toEqual([`https://open.haneul.example/records/document/2026/03/${idOf(1)}.html`]);
  });

  test('errors and leaks stay letters', () => {
    const { page } = openRecords([textRecord(1)], { city: { askForm: 'https://form.haneul.example/' } });
    expect(reportsOf(page('text', idOf(1)), '제목').map(({ href }) => letter(href).to)).toEqual(['parks@haneul.example', 'open@haneul.example']);
  });

  test.each(['http://form.haneul.example/', 'javascript:alert(1)', 'form', ''])('%j is refused', (askForm) => {
    expect(() => openRecords([], { city: { askForm } })).toThrow(/city\.json: "askForm" .*https/);
  });

  test('is not needed', () => {
    expect(loadCity(openRecords([]).content).askForm).toBeUndefined();
  });
});
