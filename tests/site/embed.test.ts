/** A record in a frame: what it shows, that it may stand anywhere and nothing else may, and that it goes when its record goes. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { takeOut } from '../../scripts/withdraw/portal.ts';
import { parseRecord } from '../../src/model/record-file.ts';
import type { LedgerRecord, TextRecord, Tombstone } from '../../src/model/record.ts';
import { headersOf, reachOf } from '../../src/site/security/headers.ts';
import { formatHeadersFile, formatNginx, unframedFolders } from '../../src/site/security/host-files.ts';
import { embedCode } from '../../src/site/view/oembed.ts';
import { recordFiles } from '../../src/site/view/record-files.ts';
import { listedRecord } from '../../src/catalogue/records.ts';
import { excerptOf, viewEmbed } from '../../src/site/view/embed.ts';
import { textDataPath } from '../../src/site/view/text-data.ts';
import { temporaryFolder, treeOf } from '../folders.ts';
import { pagesIn, sharedFixture } from './built.ts';
import { idOf, ledgerRecord, pathOf, put, putRecord, RECORDS, registerRow, row, textRecord, tombstone } from './fixture.ts';
import { openRecords } from './opened.ts';


describe('what a frame shows', () => {
  const file: TextRecord['files'][number] = { name: null, role: 'attachment', format: '', sizeBytes: 9, disclosure: 'closed', grounds: [5], text: null, textForm: 'plain', sheets: [], original: null, textChars: 0, maskedChars: 0 };

  test.each<[string, TextRecord | LedgerRecord | Tombstone, Partial<ReturnType<typeof viewEmbed>>]>([
    ['a text: its first words', textRecord(1), { title: '공원 정비 계획 1', lead: '배경 공원을 정비합니다 1.', facts: ['결재문서', '공원녹지과'], disclosure: null, notices: [], licence: '공공누리 제1유형(출처표시)', brand: '하늘시 열린기록' }],
    ['a withheld text: that it is', textRecord(1, { body: 'withheld', markdown: '', disclosure: 'partial', grounds: [5] }), { lead: '본문은 비공개입니다. 문서 정보와 공개된 파일만 볼 수 있습니다.', disclosure: { code: 'partial', words: '부분공개' } }],
    ['masks and files that are not shown', textRecord(1, { masks: [{ kind: 'mobile', ground: 6, count: 2 }], maskedChars: 20, textChars: 90, files: [file, { ...file, text: '글' }] }), { notices: ['2곳을 가렸습니다.', '파일 2개 가운데 1개는 내용을 볼 수 없습니다.'] }],
    ['a ledger: its rows and its sum', ledgerRecord(1, [row(1), row(2, { amount: -30_000 })]), { title: '공원녹지과 2026년 3월 지출', lead: '2건, 합계 −20,000원', time: null }],
    ['an empty ledger', ledgerRecord(1, []), { lead: '0건, 합계 0원' }],
    ['a tombstone: that it was withdrawn, and nothing else', tombstone(1), { title: `철회된 자료: 결재문서 ${idOf(1)}`, lead: '이 자료는 2026년 3월 11일에 공개를 거두었습니다. 까닭: 정보공개 담당자의 결정.', facts: ['결재문서'], time: null, notices: [], licence: null }],
    ['an empty text', textRecord(1, { markdown: '', textChars: 0 }), { lead: '' }],
    ['a title of 500 characters', textRecord(1, { title: '아주 긴 제목 '.repeat(71).trim() }), { title: `${'아주 긴 제목 '.repeat(12)}아주…` }],
  ])('%s', (_, record, expected) => {
    expect(viewEmbed(openRecords([record]).page('embed', record.id))).toMatchObject(expected);
  });

  test('in English its words are English and the record\'s own are marked as Korean', () => {
    expect(viewEmbed(openRecords([textRecord(1)]).page('embed', idOf(1), 'en'))).toMatchObject({ facts: ['Document', 'Parks and Greenery Division'], titleLanguage: 'ko', leadLanguage: 'ko', brand: 'Haneul City Open Records' });
  });
});

describe('an excerpt', () => {
  const mask = '<span class="mask">[휴대전화 가림<span aria-hidden="true">·</span> 제6호]</span>';
  test.each([
    ['nothing', '', ''], ['a short text', '<h2>배경</h2>\n<p>정비합니다.</p>', '배경 정비합니다.'], ['signs of HTML', '<p>1 &lt; 2 &amp; 3</p>', '1 < 2 & 3'],
    ['without tables', '<p>앞</p><div><table><tr><td>칸</td></tr></table></div><p>뒤</p>', '앞 뒤'], ['with its masks', `<p>연락처 ${mask}로</p>`, '연락처 [휴대전화 가림·제6호]로'],
    ['140 signs whole', `<p>${'가'.repeat(140)}</p>`, '가'.repeat(140)], ['141 signs without a space', `<p>${'가'.repeat(141)}</p>`, `${'가'.repeat(140)}…`],
    ['cut at a space', `<p>${'가'.repeat(130)} ${'나'.repeat(30)}</p>`, `${'가'.repeat(130)}…`],
    ['a mask is never cut in half', `<p>${'가'.repeat(130)} ${mask} 다</p>`, `${'가'.repeat(130)}…`],
    ['signs beyond the basic plane stay whole', `<p>${'🌳'.repeat(141)}</p>`, `${'🌳'.repeat(140)}…`],
  ])('%s', (_, html, expected) => expect(excerptOf(html)).toBe(expected));
});

describe('who may frame what', () => {
  test.each([['embed/0000000001.html', true], ['en/embed/0000000001.html', true], ['embed/index/0000000001.html', false], ['units/embed/x.html', false], ['embed.html', false], ['embed/x.json', false], ['404.html', false], ['records/document/2026/03/x.html', false], ['index.html', false]])('%s: %s', (path, isFramed) => {
    const headers = headersOf(path);
    expect([headers['X-Frame-Options'], /frame-ancestors [^;]*/.exec(headers['Content-Security-Policy']!)![0]]).toEqual(isFramed ? [undefined, 'frame-ancestors *'] : ['DENY', "frame-ancestors 'none'"]);
    expect(reachOf(path) === 'embed').toBe(isFramed);
  });

  test('a frame may do no more than any page', () => {
    expect(headersOf('embed/x.html')['Content-Security-Policy']).toBe(`default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *`);
  });

  test('nginx takes the field away from frames only', () => {
    const [, pattern] = /if \(\$uri ~ "([^"]+)"\) \{ set \$glasshall_frames ""; \}/.exec(formatNginx())!;
    expect(['/embed/x.html', '/en/embed/x.html', '/embed/x.json', '/units/embed/x.html', '/x.html'].map((path) => new RegExp(pattern!).test(path))).toEqual([true, true, false, false, false]);
  });
});

/** How two hosts read the path of a rule: the pattern each makes of it, as their own sources do. */
const HOSTS: Readonly<Record<string, (path: string) => RegExp>> = {
  Cloudflare: (path) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '.*').replace(/:\w+/g, '[^/]+')}$`),
  Netlify: (path) => new RegExp(`^/${path.split('/').filter(Boolean).map((part) => (part.startsWith(':') ? '([^/]+)' : part === '*' ? '?(.*)' : part.replaceAll('.', '\\.').replaceAll('*', '(.*)'))).join('/')}/?$`, 'iu'),
};

/** All values of a field that a host sends for an address. */
function sentBy(host: string, headers: string, address: string, field: string): string[] {
  return headers.split(/\n(?=\/)/).filter((rule) => HOSTS[host]!(rule.split('\n')[0]!).test(address))
    .flatMap((rule) => rule.split('\n').filter((line) => line.startsWith(`  ${field}: `)).map((line) => line.slice(field.length + 4)));
}

describe.each(Object.keys(HOSTS))('%s, which joins the fields of all rules that fit', (host) => {
  const headers = formatHeadersFile(['units', 'records', 'files', 'en/units', 'en/records', 'oembed']);

  test.each(['/embed/0000000001.html', '/en/embed/0000000001.html', '/embed/0000000001'])('%s may be framed', (address) => {
    expect([sentBy(host, headers, address, 'X-Frame-Options'), sentBy(host, headers, address, 'Content-Security-Policy').join().includes('frame-ancestors')]).toEqual([[], false]);
  });

  test.each(['/', '/index.html', '/search', '/search.html', '/404.html', '/embed.html', '/en/', '/en/index.html', '/en/units.html', '/units/a.html', '/en/units/a/2.html', '/records/document/2026/03/x.html', '/records/document/2026/03/x', '/files/2026/x.csv', '/oembed/x.json'])('%s may not', (address) => {
    expect([new Set(sentBy(host, headers, address, 'X-Frame-Options')), sentBy(host, headers, address, 'Content-Security-Policy').some((policy) => policy.includes("frame-ancestors 'none'"))]).toEqual([new Set(['DENY']), true]);
  });
});

test('the folders are those of the portal, and more rules than a host reads are refused', () => {
  const out = temporaryFolder();
  for (const folder of ['units', 'embed', 'en/units', 'en/embed', 'en/money', 'pagefind']) mkdirSync(join(out, folder), { recursive: true });
  expect(unframedFolders(out)).toEqual(['en/money', 'en/units', 'files', 'log', 'manifest', 'originals', 'pagefind', 'units']);
  expect(() => formatHeadersFile(Array.from({ length: 100 }, (_, at) => `f${at}`))).toThrow(/_headers: expected at most 100 rules, got 1\d\d/);
});

describe('oEmbed 1.0', () => {
  const answers = (records: Parameters<typeof openRecords>[0]) => {
    const { site, content } = openRecords(records);
    return new Map(records.flatMap(({ id }) => [...recordFiles(site, content, listedRecord(site.catalogue, id)!)]).filter(({ path }) => path.includes('oembed/')).map(({ path, text }) => [path, JSON.parse(text!) as Record<string, string | number>]));
  };

  test('every record has an answer in every language, a withdrawn one has none', () => {
    expect([...answers([textRecord(1), ledgerRecord(2, [row(1)]), tombstone(3)]).keys()]).toEqual([1, 2].flatMap((number) => [`oembed/${idOf(number)}.json`, `en/oembed/${idOf(number)}.json`]));
  });

  test('with all that the specification asks of type "rich"', () => {
    const answer = answers([textRecord(1, { title: '가 & "나" <b>' })]).get(`oembed/${idOf(1)}.json`)!;
    expect(answer).toMatchObject({
      version: '1.0', type: 'rich', title: '가 & "나" <b>', width: 600, height: 280, author_name: '공원녹지과', author_url: 'https://open.haneul.example/units/haneul-parks.html',
      provider_name: '하늘시 열린기록', provider_url: 'https://open.haneul.example/', cache_age: 86_400,
    });
    expect(answer.html).toBe(`<iframe src="https://open.haneul.example/embed/${idOf(1)}.html" title="가 &amp; &quot;나&quot; &lt;b&gt;" width="600" height="280" style="max-width:100%;border:0" sandbox="allow-top-navigation-by-user-activation"></iframe>`);
  });

  test('the code to copy is the same, whatever the title holds', () => {
    const { page } = openRecords([textRecord(1)]);
    expect(embedCode(page('text', idOf(1), 'en'), '"></iframe><script>')).toMatch(/^<iframe src="https:\/\/open\.haneul\.example\/en\/embed\/[0-9a-z]{10}\.html" title="&quot;&gt;&lt;\/iframe&gt;&lt;script&gt;" [^<>]*><\/iframe>$/);
  });
});

describe('in the built portal', () => {
  let out: string;
  let content: string;
  let pages: Map<string, string>;
  beforeAll(async () => {
    ({ out, content } = await sharedFixture());
    pages = new Map(pagesIn(out).map((path) => [path, readFileSync(join(out, path), 'utf8')]));
  }, 180_000);
  const frames = () => [...pages].filter(([path]) => reachOf(path) === 'embed');

  test('every record has a frame in both languages', () => {
    for (const record of Object.values(RECORDS)) for (const folder of ['', 'en/']) expect(pages.has(`${folder}embed/${record.id}.html`)).toBe(true);
  });

  test('a frame has no script, form or address of its own; each link opens the portal in the whole window', () => {
    for (const [path, html] of frames()) {
      expect([path, /<(?:script|form|base|iframe|object|embed)\b/i.test(html)]).toEqual([path, false]);
      const links = html.match(/<a\b[^>]*>/g)!;
      expect([path, links.length >= 2, links.every((link) => link.includes(' target="_top"'))]).toEqual([path, true, true]);
      expect([path, html.match(/<h1\b/g)?.length, html.includes('content="noindex"')]).toEqual([path, 1, true]);
    }
  });

  test('nowhere else does a link leave its window', () => {
    expect([...pages].filter(([path, html]) => reachOf(path) !== 'embed' && /<[a-z][^>]*\starget=/.test(html)).map(([path]) => path)).toEqual([]);
  });

  test('a frame weighs at most 2 KB', () => {
    expect(frames().filter(([, html]) => brotliCompressSync(html).length + 250 > 2_048).map(([path]) => path)).toEqual([]);
  });

  test('the map for search engines lists no frame', () => {
    for (const map of ['sitemap-2026-03.xml', 'sitemap-lists.xml']) {
      const xml = readFileSync(join(out, map), 'utf8');
      expect(xml).toContain('<loc>');
      expect(xml).not.toContain('/embed/');
    }
  });

  test('a page names its answer, the answer names the frame, and all are there', () => {
    for (const record of [RECORDS.plan, RECORDS.large]) {
      for (const folder of ['', 'en/']) {
        const html = pages.get(folder + pathOf(record).replace(/\.\w+$/, '.html'))!;
        const [, address] = /<link rel="alternate" type="application\/json\+oembed" href="https:\/\/open\.haneul\.example\/([^"]+)"/.exec(html)!;
        const answer = JSON.parse(readFileSync(join(out, address!), 'utf8')) as { html: string };
        expect(existsSync(join(out, /src="https:\/\/open\.haneul\.example\/([^"]+)"/.exec(answer.html)![1]!))).toBe(true);
        const code = /<textarea[^>]*>([^<]*)<\/textarea>/.exec(html)![1]!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&amp;', '&');
        expect(code).toBe(answer.html);
      }
    }
  });

  test('a text record stands there as JSON too, the same as its Markdown', () => {
    const path = pathOf(RECORDS.hostile);
    expect(JSON.parse(readFileSync(join(out, textDataPath(path)), 'utf8'))).toEqual(parseRecord(path, readFileSync(join(content, path), 'utf8')));
    expect(existsSync(join(out, textDataPath(pathOf(RECORDS.gone))))).toBe(false);
  });
});

test('a withdrawn record leaves every frame and every other form at once', () => {
  const [content, out] = [temporaryFolder(), temporaryFolder()];
  const record = textRecord(1, { title: '거둘 문서' });
  writeFileSync(join(content, 'city.json'), readFileSync(join(import.meta.dirname, '../../content/city.json')));
  const path = putRecord(content, { ...tombstone(1), releasedOn: '2026-03-05' });
  put(content, 'register/2026/03.jsonl', `${JSON.stringify(registerRow(1, { status: 'withdrawn' }))}\n`);
  for (const file of [path, path.replace('.md', '.html'), textDataPath(path), `embed/${record.id}.html`, `en/embed/${record.id}.html`, `oembed/${record.id}.json`, `en/oembed/${record.id}.json`]) {
    mkdirSync(dirname(join(out, file)), { recursive: true });
    writeFileSync(join(out, file), record.title);
  }
  takeOut(out, content, [{ path, id: record.id } as Parameters<typeof takeOut>[2][number]]);
  const left = treeOf(out);
  expect([...left].filter(([, text]) => text.includes(record.title))).toEqual([]);
  expect([...left.keys()].filter((file) => /embed|\.json$/.test(file))).toEqual([`embed/${record.id}.html`, `en/embed/${record.id}.html`]);
  expect(left.get(`embed/${record.id}.html`)).toMatch(/철회된 자료.* target="_top"/s);
  expect(left.get(path.replace('.md', '.html'))).not.toContain('target=');
});
