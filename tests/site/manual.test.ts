/** The policy manual: what the machine obeys, in words and without a key left out, and how often each rule was used. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import { parseFrontMatter } from '../../src/model/front-matter.ts';
import { heldReason } from '../../src/site/view/held-reason.ts';
import type { Language } from '../../src/site/view/language.ts';
import { viewManual, viewRule } from '../../src/site/view/manual.ts';
import { openPage, type Page } from '../../src/site/view/page.ts';
import { policyRules } from '../../src/site/view/policy-rules.ts';
import { openSite, type Site } from '../../src/site/view/site.ts';
import { copyWritten, writeMonitorCity } from './monitor-city.ts';

let folder: string;
let site: Site;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'glasshall-manual-'));
  const settings = { content: join(folder, 'content'), catalogue: join(folder, 'catalogue.sqlite') };
  copyWritten(settings.content);
  writeMonitorCity(settings.content);
  const catalogue = openCatalogue(settings.catalogue);
  refresh(catalogue, settings.content);
  catalogue.close();
  site = openSite(settings);
});
afterAll(() => {
  site?.catalogue.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = (rule = '', language: Language = 'ko'): Page => openPage(site, rule === '' ? { path: 'policy', kind: 'policy', key: '', block: null } : { path: `policy/${rule}`, kind: 'rule', key: rule, block: null }, language);
const uses = (rule: string) => Object.fromEntries(viewRule(page(rule)).uses.map(({ term, values }) => [term, values[0]!.words]));
const words = (rule: string, language: Language = 'ko') => viewRule(page(rule, language)).data.map(({ term, values }) => `${term}: ${values.map((value) => value.words).join(' | ')}`);

describe('the chapters', () => {
  test('hold every rule of the policy once', () => {
    const links = viewManual(page()).flatMap(({ table }) => table.groups[0]!.rows.map(({ href }) => href));
    expect(links).toEqual(policyRules(site.policy).map(({ rule }) => `policy/${rule}.html`));
    expect(new Set(links).size).toBe(links.length);
  });

  test('each row has a cell for each column after the first', () => {
    for (const { table } of viewManual(page())) for (const { head, cells } of table.groups[0]!.rows) expect([head, cells.length]).toEqual([head, table.columns.length - 1]);
  });

  test('say what their figures cannot', () => {
    expect(viewManual(page()).map(({ title, note }) => [title, note !== null])).toEqual([
      ['비공개 사유', false], ['공개 단계', false], ['가리는 개인정보', true], ['사람이 먼저 살피는 주제', true], ['지출 표에서 가리는 칸', false], ['첨부파일', false], ['하룻밤의 한도', true],
    ]);
  });
});

describe('how often a rule was used', () => {
  test.each([
    ['exemptions/5-deliberation', { 비공개: '1건', 열람제한: '0건', 부분공개: '1건', 목록만: '1건', 표: '0건', '지금 기다림': '0건', '가린 곳': '0곳' }],
    ['exemptions/6-personal-privacy', { 비공개: '0건', 열람제한: '0건', 부분공개: '0건', 목록만: '1건', 표: '2건', '지금 기다림': '0건', '가린 곳': '5곳' }],
    ['exemptions/1-statutory-secrecy', { 비공개: '0건', 열람제한: '0건', 부분공개: '0건', 목록만: '0건', 표: '0건', '지금 기다림': '0건', '가린 곳': '0곳' }],
    ['masks/mobile', { '가린 곳': '2곳', 글: '1건', 표: '0건' }],
    ['masks/account', { '가린 곳': '3곳', 글: '0건', 표: '1건' }],
    ['phases/city', { 공개: '6건', 목록만: '2건', '지금 기다림': '0건' }],
    ['ledgers', { 공개: '3건', '칸 하나만 뺀 표': '1건', '다른 것도 가린 표': '1건', '지금 기다림': '0건' }],
    ['masks/email', { '가린 곳': '0곳', 글: '0건', 표: '0건' }],
    ['holds/persons-in-titles', { '지금 기다림': '1건' }],
    ['holds/child-protection', { '지금 기다림': '0건' }],
    ['files', { '모든 파일': '5건', '싣지 않은 파일': '2건', '그 가운데 비공개로 정한 것': '1건', '지금 기다림': '0건' }],
    ['night', {}],
  ])('%s', (rule, expected) => expect(uses(rule)).toEqual(expected));

  test('what the log does not tell is not counted by topic', () => {
    expect(viewRule(page('holds/child-protection')).note).toBe('살핀 뒤 담당자가 공개하기로 한 것은 모두 1건입니다. 그것이 어느 주제 때문에 멈췄던 것인지는 공개 기록에 남지 않으므로 주제별로 세지 못합니다.');
  });
});

describe('what the machine obeys', () => {
  test.each([
    ['night', ['한 회차에 철회할 수 있는 한도: 2.0%까지, 5건까지는 언제나', '한 회차에 읽지 못해도 되는 줄의 한도: 1.0%까지, 5건까지는 언제나']],
    ['files', ['읽지 못한 파일이 있으면: 문서를 보류', '원본도 싣는 형식: PDF, PNG, JPEG']],
    ['ledgers', ['지출에서 싣지 않는 칸: 대상(참석자)', '업무추진비에서 싣지 않는 칸: 대상(참석자)', '예산에서 싣지 않는 칸: 대상(참석자)', '계약에서 싣지 않는 칸: 대상(참석자)', '사유: 제6호 개인정보']],
    ['phases/affiliated', ['2015년 10월 28일부터: 부기관장 이상, 유예 0일', '결재 직급을 모르면: 사람이 살필 때까지 보류']],
    ['masks/name', ['가린 자리에 적는 말: [성명 가림·제6호]', '사유: 제6호 개인정보']],
  ])('%s', (rule, expected) => expect(words(rule)).toEqual(expected));

  test('a topic shows every word of its file, those that need a person as well', () => {
    for (const { rule } of site.policy.topics) {
      const { data } = parseFrontMatter(rule, readFileSync(join(folder, 'content/policy', `${rule}.md`), 'utf8')) as unknown as { data: { words: string[]; withPerson?: string[] } };
      const shown = words(rule).join('\n');
      for (const word of [...data.words, ...data.withPerson ?? []]) expect([rule, shown.includes(word.normalize('NFKC').toLowerCase())]).toEqual([rule, true]);
    }
  });

  test('a mask shows the values that stay', () => {
    const rule = [...site.policy.masks.values()].find(({ allow }) => allow.length > 0)!;
    expect(words(rule.rule, 'en').at(-1)).toBe(`Values that stay (patterns): ${rule.allow.map(({ source }) => source).join(' | ')}`);
  });
});

describe('what holds a paper', () => {
  test.each([
    ['holds/child-protection', '아동 보호', '../policy/holds/child-protection.html'], ['phases', '어느 부서의 것인지 모름', null], ['source', '시 시스템이 넘긴 자료를 읽을 수 없음', null],
    ['phases/city', '날짜, 직급, 사유 가운데 빠지거나 맞지 않는 것이 있음: 시 본청의 공개 단계', '../policy/phases/city.html'], ['files', '읽지 못한 파일이 있음: 첨부파일', '../policy/files.html'],
    ['exemptions/6-personal-privacy', '여러 사람의 정보가 있는 표: 제6호 개인정보', '../policy/exemptions/6-personal-privacy.html'], ['holds/gone-since', 'holds/gone-since', null],
  ])('%s', (rule, expected, href) => {
    const reason = heldReason(openPage(site, { path: 'disclosure/units', kind: 'disclosure-units', key: '', block: null }, 'ko'), rule);
    expect(reason).toEqual({ words: expected, href });
  });
});
