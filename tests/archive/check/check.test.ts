/** The check as a whole: it sees in every container, or says that it does not; what it can't read stops it. */
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { findCanaries } from '../../../src/archive/check/canaries/canaries.ts';
import { CONTAINERS } from '../../../src/archive/check/canaries/containers.ts';
import { searchFile } from '../../../src/archive/check/canaries/makers.ts';
import { CANARIES } from '../../../src/archive/check/canaries/values.ts';
import { checkBuild, type CheckOptions } from '../../../src/archive/check/check.ts';
import { FILE_TYPES } from '../../../src/archive/check/file-types.ts';
import { KIND_NAMES } from '../../../src/archive/check/kinds/kinds.ts';
import { Trace } from '../../../src/archive/check/trace.ts';
import { temporaryFolder } from '../../folders.ts';
import { page, writeBuild } from './builds.ts';

const CLEAN = {
  'index.html': page('<style>p{margin:0}</style><p>하늘시 열린기록 <a href="records/zxd879cbdt.html">시민대학 운영 계획</a></p>'),
  'records/zxd879cbdt.html': page('<p>과 제 명: 평생학습</p><p>[주민등록번호 가림·제6호]와 [휴대전화번호 가림·제6호]는 가렸다.</p><p>12조 3456억 원, 35,500원, 평생교육과-5405, HN202300019231226, 37.5665351, 126.9779692</p>'),
  'records/zxd879cbdt.md': '---\nid: "zxd879cbdt"\nnonce: "544fbe0fca9eed256f3d69d825b72d39"\n---\n연구기간: 8개월, 2023-12-26 09:13\n',
  'log/000001.jsonl': '{"index":0,"id":"zxd879cbdt","sha256":"1cac66957d550fa350072bd26bfbf18d92c2f52d7f352a8dccac15c9d7f8b932"}\n',
  'data/disclosure.json': '{"total":1203154000000,"months":["2023-12"]}',
  'sitemap-0.xml': '<?xml version="1.0" encoding="UTF-8"?><urlset><url><loc>https://open.haneul.example/records/zxd879cbdt.html</loc></url></urlset>',
  'assets/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"><path d="M8 24V11l8-5 8 5v13"/></svg>',
  'robots.txt': 'User-agent: *\nAllow: /\n',
  'pagefind/fragment/ko_0a1b2c3.pf_fragment': searchFile(Buffer.from('{"url":"records/zxd879cbdt.html","content":"시민대학 운영 계획"}')),
};

const options = (folder: string, given: Partial<CheckOptions> = {}): CheckOptions => ({ folder, taint: [], withdrawn: [], allow: new Map(), accepted: new Set(), ...given });
const check = (files: Record<string, string | Uint8Array>, given: Partial<CheckOptions> = {}) => checkBuild(options(writeBuild(temporaryFolder(), { ...CLEAN, ...files }), given));

describe('a build', () => {
  test('without personal information passes, with every canary found and every file read', async () => {
    const report = await check({});
    expect(report).toMatchObject({ files: Object.keys(CLEAN).length, findings: [], unread: [], accepted: 0 });
    expect(report.canaries.planted).toBeGreaterThan(1000);
    expect(report.canaries.found).toBe(report.canaries.planted);
  });

  test('with a number tells file, kind, place and an id, and never the value', async () => {
    const { findings } = await check({ 'records/zxd879cbdt.json': '{"note":"연락 010-0000-4321"}' });
    expect(findings).toEqual([{ file: 'records/zxd879cbdt.json', kind: 'mobile', where: '$.note +3', id: expect.stringMatching(/^[0-9a-f]{12}$/) }]);
    expect(JSON.stringify(findings)).not.toMatch(/4321/);
  });

  test('passes once an officer has accepted the finding, for that value in that record only', async () => {
    const leak = { 'records/zxd879cbdt.txt': '010-0000-4321' };
    const [finding] = (await check(leak)).findings;
    expect(await check(leak, { accepted: new Set([finding!.id]) })).toMatchObject({ findings: [], accepted: 1 });
    expect((await check({ 'records/zxd879cbdt.txt': '010-0000-4322' }, { accepted: new Set([finding!.id]) })).findings).toHaveLength(1);
    expect((await check({ 'records/bbd879cbdt.txt': '010-0000-4321' }, { accepted: new Set([finding!.id]) })).findings).toHaveLength(1);
  });

  test('may show what the policy allows, as a whole value only', async () => {
    const allow = new Map([['email', [/^[^@\s]{1,64}@haneul\.example$/iu]]]);
    expect((await check({ 'a.txt': '문의 park@haneul.example' }, { allow })).findings).toEqual([]);
    expect((await check({ 'a.txt': '문의 park@haneul.example.com' }, { allow })).findings).toHaveLength(1);
  });

  test('of nothing is refused', async () => {
    await expect(checkBuild(options(temporaryFolder()))).rejects.toThrow('expected a finished build, got an empty folder');
  });

  test('of a thousand pages is read once a page, and what repeats is searched once', async () => {
    const style = `<style>${'p{margin:0}'.repeat(500)}</style>`;
    const files = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`p/${index}.html`, page(`${style}<p>쪽 ${index}</p>`)]));
    const report = await check(files);
    expect(report.files).toBe(1000 + Object.keys(CLEAN).length);
    expect(report.characters).toBeLessThan(1000 * 400);
  }, 60_000);

  test('with a JSON Lines file of fifty megabytes is read to its last line', async () => {
    const line = `${JSON.stringify({ purpose: '사무용품 구입', amount: 35_500 })}\n`;
    const rows = Buffer.alloc(50 * 2 ** 20, line);
    const end = rows.lastIndexOf('\n') + 1;
    const { findings, unread } = await check({ 'register/all.jsonl': Buffer.concat([rows.subarray(0, end), Buffer.from('{"note":"010-0000-4321"}\n')]) });
    expect(unread).toEqual([]);
    expect(findings).toMatchObject([{ kind: 'mobile', file: 'register/all.jsonl' }]);
  }, 120_000);
});

describe('canaries', () => {
  test('there is one of every kind, in every format that can be read', () => {
    const planted = new Set([...CANARIES.map(({ kind }) => kind), 'person-table']);
    expect(KIND_NAMES.filter((kind) => !planted.has(kind))).toEqual([]);
    const endings = new Set(CONTAINERS.map(({ plant }) => /\.([a-z_0-9]+)$/.exec(plant('x').path)?.[1]));
    const alike: Record<string, string> = { htm: 'html', xhtml: 'html', geojson: 'json', webmanifest: 'json', map: 'json', ndjson: 'jsonl', rss: 'xml', rels: 'xml', hpf: 'xml', vml: 'xml', tsv: 'csv', mjs: 'js', pagefind: 'gz', pf_meta: 'gz', pf_filter: 'gz', jpeg: 'jpg', pptx: 'docx' };
    const unproved = Object.keys(FILE_TYPES).filter((ending) => !endings.has(alike[ending] ?? ending));
    expect(unproved).toEqual(['woff', 'woff2']); // Fonts are read for readable strings only; nothing can be planted in a sound one.
    for (const [ending, other] of Object.entries(alike)) expect(FILE_TYPES[ending]!.reader).toBe(FILE_TYPES[other]!.reader);
  });

  test.each(Object.keys(FILE_TYPES).filter((ending) => CONTAINERS.some(({ plant }) => plant('x').path.endsWith(`.${ending}`))))('a reader of .%s that has gone blind is noticed', async (ending) => {
    const types = { ...FILE_TYPES, [ending]: { reader: () => {} } };
    const { missed } = await findCanaries([], new Map(), types);
    expect(missed.length).toBeGreaterThan(1);
  });

  test('a trace that keeps nothing is noticed', async () => {
    const add = vi.spyOn(Trace.prototype, 'add').mockImplementation(() => {});
    const { missed } = await findCanaries([], new Map(), FILE_TYPES);
    add.mockRestore();
    expect(missed).toEqual(['records/first.md', 'records/second.md'].flatMap((path) => ['taint:unlisted', 'taint:words', 'withdrawn'].map((kind) => `${kind} in the trace of ${path}`)));
  });

  test('a policy that allows everything of a kind is noticed', async () => {
    const { missed } = await findCanaries([], new Map([['mobile', [/^.{1,40}$/u]]]), FILE_TYPES);
    expect(missed.every((place) => place.startsWith('mobile in '))).toBe(true);
    expect(missed.length).toBeGreaterThan(20);
  });

  test('a missed one stops the check before it says anything about the build', async () => {
    const folder = writeBuild(temporaryFolder(), CLEAN);
    await expect(checkBuild(options(folder), { ...FILE_TYPES, md: { reader: () => {} } })).rejects.toMatchObject({ code: 'CHECK_BROKEN', message: expect.stringMatching(/expected to find \d+ of \d+ planted canaries, missed \d+, the first in [a-z-]+ in Markdown$/) });
  });

  test('the build is only read', async () => {
    const folder = writeBuild(temporaryFolder(), CLEAN);
    await checkBuild(options(folder));
    for (const [path, content] of Object.entries(CLEAN)) expect(readFileSync(join(folder, path)).equals(Buffer.from(content))).toBe(true);
  });
});

describe('what stops the check', () => {
  test.each<[string, string, string | Uint8Array, string]>([
    ['an unknown ending', 'a.xyz', '글', 'expected a file type that can be read, got another'],
    ['no ending', 'records/data', '글', 'expected a file type that can be read, got another'],
    ['a hidden file', '.env', 'x=1', 'expected no hidden file, got one'],
    ['other bytes than the name promises', 'a.png', '<p>', 'expected the bytes its name promises, got others'],
    ['bytes that are no text', 'a.txt', Uint8Array.of(0xb0, 0xa1, 0xb0, 0xa2), 'expected UTF-8 text, got other bytes'],
    ['a NUL byte in a text', 'a.html', 'a\0b', 'expected text, got a NUL byte'],
    ['broken JSON', 'a.json', '{"a":', 'expected JSON in the file, got something else'],
    ['a key twice in JSON', 'a.json', '{"a":"010-0000-4321","a":""}', 'expected every key once in the file, got 1 doubled'],
    ['XML with declarations', 'a.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'expected XML without declarations of its own, got some'],
    ['XML in another encoding', 'a.xml', '<?xml version="1.0" encoding="euc-kr"?><a/>', 'expected XML in UTF-8 or UTF-16, it names another encoding'],
    ['a broken gzip', 'a.txt.gz', gzipSync('글').subarray(0, 15), 'expected a whole gzip stream within the limits, got another'],
    ['a bomb', 'a.txt.gz', gzipSync(Buffer.alloc(2 ** 26)), 'expected a whole gzip stream within the limits, got another'],
  ])('%s', async (_, path, content, reason) => {
    const { unread } = await check({ [path]: content });
    expect(unread).toEqual([{ file: path, reason }]);
  });

  test('a link, even to a file of the build', async () => {
    const folder = writeBuild(temporaryFolder(), CLEAN);
    symlinkSync(join(folder, 'robots.txt'), join(folder, 'a.txt'));
    expect((await checkBuild(options(folder))).unread).toEqual([{ file: 'a.txt', reason: 'expected a file or a folder, got a link or something else' }]);
  });
});
