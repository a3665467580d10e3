/** The built portal as files: addresses, links, weights, and that a build that fails harms nothing. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rendererOf } from '../../scripts/renderer.ts';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import { inLanguages, planPages } from '../../src/site/view/plan.ts';
import { isSealed } from '../../src/site/view/sealed-files.ts';
import { openSite } from '../../src/site/view/site.ts';
import { buildFixture, pagesIn, type Built } from './built.ts';
import { pathOf, put, putRecord, RECORDS, textRecord } from './fixture.ts';

let built: Built;
let pages: Map<string, string>;
beforeAll(async () => {
  built = await buildFixture();
  pages = new Map(pagesIn(built.out).map((path) => [path, readFileSync(join(built.out, path), 'utf8')]));
});
afterAll(() => built.remove());

const htmlOf = (record: Parameters<typeof pathOf>[0], folder = '') => pages.get(folder + pathOf(record).replace(/\.(md|json)$/, '.html'))!;
const without = (html: string) => html.replace(/<style>[^<]*<\/style>/, '');

describe('addresses', () => {
  test('every planned page is there once, in both languages, and nothing else', () => {
    const site = openSite({ content: built.content, catalogue: join(built.cache, 'catalogue.sqlite') });
    const planned = [...inLanguages(planPages(site))].map(({ address }) => `${address}.html`);
    site.catalogue.close();
    expect(new Set(planned).size).toBe(planned.length);
    expect([...pages.keys()]).toEqual(planned.sort());
    expect(planned.filter((path) => path.startsWith('en/')).length * 2).toBe(planned.length);
  });

  test('no link starts at the root of a server, but for the base of the lost page', () => {
    const rooted = [...pages].flatMap(([path, html]) => [...html.matchAll(/(?:href|src|action|srcset|content|data-[a-z]+)="\/[^"]*"/g)].map(([link]) => `${path} ${link}`));
    expect(rooted).toEqual(['404.html href="/"', 'en/404.html href="/en/"']);
  });

  test('every link of every page leads to a file, and every anchor to an element', () => {
    const broken: string[] = [];
    for (const [path, html] of pages) {
      if (path.endsWith('404.html')) continue;
      for (const [, link] of without(html).matchAll(/(?:href|src|action)="([^"]*)"/g)) {
        if (/^(https?:|mailto:|tel:)/.test(link!)) continue;
        const [file, anchor] = decodeURIComponent(link!).split('#') as [string, string?];
        const target = file === '' ? path : join(dirname(path), file);
        // Its script reads what stands behind the `#`; the rest is made when the portal is sealed.
        if (isSealed(target) || (/^(?:en\/)?verify\.html$/.test(target) && anchor?.startsWith('{"index":') && existsSync(join(built.out, target)))) continue;
        if (!/\.[a-z]+$/.test(target) || !existsSync(join(built.out, target))) broken.push(`${path} → ${link}`);
        else if (anchor !== undefined && !(pages.get(target) ?? '').includes(` id="${anchor}"`)) broken.push(`${path} → ${link} (anchor)`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('the site map of machines has whole addresses, both languages and the day of the change', () => {
    const xml = readFileSync(join(built.out, 'sitemap-2026-03.xml'), 'utf8');
    const record = `https://open.haneul.example/${pathOf(RECORDS.plan).replace('.md', '.html')}`;
    const entry = xml.split('<url>').find((part) => part.startsWith(`<loc>${record}<`))!;
    expect(entry).toContain('<lastmod>2026-03-10</lastmod>');
    expect(entry).toContain(`hreflang="en" href="${record.replace('.example/', '.example/en/')}"`);
    expect([...xml.matchAll(/<loc>([^<]*)</g)].filter(([, address]) => !/(\.html|\/)$/.test(address!))).toEqual([]);
    expect(xml).not.toContain('404');
  });
});

describe('what pages may do', () => {
  test('only the search and the page that checks a record have a script, and it is a file', () => {
    const scripted = [...pages].filter(([, html]) => /<script(?! type="application\/ld\+json")/i.test(html));
    expect(scripted.map(([path]) => path)).toEqual(['en/search.html', 'en/verify.html', 'search.html', 'verify.html']);
    for (const [, html] of scripted) expect(html.match(/<script[^>]*>[^<]*/g)!.every((script) => /src="(?:\.\.\/)?assets\/(?:search|verify)\.js">$/.test(script))).toBe(true);
  });

  test('no element has a handler or a style of its own, and every page has its policy', () => {
    for (const [path, html] of pages) {
      const bare = without(html).replace(/="[^"]*"/g, '=""');
      expect([path, /<[a-z][^>]*\s(on\w+|style|srcdoc)=/i.test(bare)]).toEqual([path, false]);
      const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self'; form-action /);
      expect([path, policy.includes('script-src')]).toEqual([path, /(?:search|verify)\.html$/.test(path)]);
    }
  });

  test('a hostile record is words', () => {
    const html = htmlOf(RECORDS.hostile);
    expect(html).toContain('<h1>&lt;script&gt;alert(&quot;제목&quot;)&lt;/script&gt; &amp; <span class="mask">[성명 가림<span aria-hidden="true">·</span> 제6호]</span></h1>');
    expect(html).not.toMatch(/javascript:|onerror|srcdoc|<iframe|<img|tracker\.example|other\.hwp/);
  });
});

describe('what pages say', () => {
  test('an English page marks what is Korean', () => {
    const html = htmlOf(RECORDS.plan, 'en/');
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('<h1 lang="ko">2026년 어린이공원 정비 계획</h1>');
    expect(html).toMatch(/<div class="prose" lang="ko">/);
  });

  test.each([
    ['a withheld body says so', RECORDS.withheld, '본문은 비공개입니다.'],
    ['a public version says so', RECORDS.publicVersion, '원문 대신 공개용으로 만든 본문입니다.'],
    ['an empty body says so', RECORDS.empty, '이 자료에는 본문이 없습니다.'],
    ['a long title stays whole', RECORDS.long, RECORDS.long.title],
    ['masks are counted', RECORDS.hostile, '2곳을 가렸습니다. 전체 300자 가운데 12자입니다.'],
    ['the unit then and today', RECORDS.former, '지금은 공원녹지과'],
    ['a local rank', RECORDS.district, '부구청장'],
    ['a document that is not here', RECORDS.plan, '여기에 공개되지 않은 문서'],
    ['spending links to its row', RECORDS.plan, `${RECORDS.spending.id}.html#r-${RECORDS.spending.rows[0]!.id}`],
    ['a ledger links to its document', RECORDS.spending, `${RECORDS.plan.id}.html">공원녹지과-1</a>`],
    ['a refund has a minus sign', RECORDS.spending, '−2,000,000'],
    ['a negative sum', RECORDS.spending, '3건, 합계 −755,433원'],
    ['held papers of the same period', RECORDS.spending, '자료 1건은 확인을 기다리고'],
    ['a ledger without rows', RECORDS.none, '이 기간에는 쓴 내역이 없습니다.'],
    ['pounds and pence', RECORDS.pounds, '£1,130.00'],
    ['a tombstone', RECORDS.gone, '이 자료는 2026년 3월 11일에 공개를 거두었습니다. 까닭: 정보공개 담당자의 결정.'],
    ['mixed scripts', RECORDS.mixed, '漢字 English かな 한글 العربية 🌳'],
  ])('%s', (_, record, words) => {
    expect(htmlOf(record)).toContain(words);
  });

  test('a long ledger goes on, and its rows keep their anchors', () => {
    const second = pages.get(pathOf(RECORDS.large).replace('.json', '/2.html'))!;
    expect(second.match(/<tr role="row" id="r-/g)).toHaveLength(1);
    expect(htmlOf(RECORDS.large).match(/<tr role="row" id="r-/g)).toHaveLength(300);
  });

  test('a file without a name, a closed one and a read one', () => {
    const html = htmlOf(RECORDS.withheld);
    expect(html).toContain('이름을 공개하지 않는 파일 3');
    expect(html).toContain('HWP');
    expect(html).toContain('1000 &lt;b&gt;</p>');
  });

  test('no description is a time alone: Firefox drops it', () => {
    for (const [path, html] of pages) expect([path, /<dd[^>]*>(?:<span[^>]*>)*<time[^>]*>[^<]*<\/time>(?:<\/span>)*<\/dd>/.test(html)]).toEqual([path, false]);
  });

  test('the register shows held papers as held, without a title', () => {
    const html = pages.get('register/2026-03.html')! + (pages.get('register/2026-03/1.html') ?? '');
    expect(html).toContain('확인 중인 문서');
    expect(html).toContain('2031년 3월 3일에 공개하거나 다시 살핌');
    expect(html).toContain('&lt;b&gt;제한&lt;/b&gt; 문서');
  });

  test('the figures of disclosure are there as data', () => {
    expect(JSON.parse(readFileSync(join(built.out, 'data/disclosure.json'), 'utf8'))).toMatchObject({ all: { held: 2, closed: 1, withdrawn: 1 } });
  });
});

test.each([['records', 14_000, /records\/(?!business)/], ['lists', 10_000, /^(?:en\/)?(?!records|policy)/]])('%s weigh at most %i bytes', (_, limit, which) => {
  const heavy = [...pages].filter(([path]) => which.test(path)).map(([path, html]) => [path, brotliCompressSync(html).length] as const).filter(([, bytes]) => bytes > limit);
  expect(heavy).toEqual([]);
}, 120_000);

describe('building again', () => {
  test('the HTML that is kept names what rendered it', () => {
    const catalogue = openCatalogue(join(built.cache, 'catalogue.sqlite'));
    expect(catalogue.all('SELECT hash FROM html WHERE hash LIKE ?', 'renderer:%')).toEqual([{ hash: `renderer:${rendererOf(process.cwd())}` }]);
    catalogue.close();
  });

  test('without a change nothing is done, and quickly', async () => {
    const before = statSync(join(built.out, 'index.html')).mtimeMs;
    const result = await built.rebuild();
    expect(result.isUnchanged).toBe(true);
    expect(result.waitMs).toBeLessThan(2_000);
    expect(statSync(join(built.out, 'index.html')).mtimeMs).toBe(before);
  });

  test('the same content gives the same bytes, from nothing', async () => {
    const bytes = (): [string, string][] => readdirSync(built.out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
      .map((entry): [string, string] => [join(entry.parentPath, entry.name), createHash('sha256').update(readFileSync(join(entry.parentPath, entry.name))).digest('hex')]).sort();
    const before = bytes();
    rmSync(built.cache, { recursive: true });
    await built.rebuild();
    expect(bytes()).toEqual(before);
  });

  test('a build that fails leaves the standing portal', async () => {
    put(built.content, 'records/document/2026/03/broken.md', 'no front matter');
    await expect(built.rebuild()).rejects.toMatchObject({ code: 'BAD_RECORD' });
    rmSync(join(built.content, 'records/document/2026/03/broken.md'));
    expect(pagesIn(built.out)).toEqual([...pages.keys()]);
  });

  test('a new record comes in, closed blocks and everything of other units stay byte for byte', async () => {
    const path = putRecord(built.content, textRecord(7_777, { title: '새 문서', unit: 'haneul-digital', unitName: '디지털정책담당관', releasedOn: '2026-03-12', history: [{ revision: 1, on: '2026-03-12', reason: 'approved', changed: [] }] }));
    expect((await built.rebuild()).isUnchanged).toBe(false);
    expect(readFileSync(join(built.out, path.replace('.md', '.html')), 'utf8')).toContain('새 문서');
    for (const same of ['units/haneul-digital/1.html', 'units/haneul-parks.html', pathOf(RECORDS.budget).replace('.json', '.html')]) {
      expect([same, readFileSync(join(built.out, same), 'utf8') === pages.get(same)]).toEqual([same, true]);
    }
    expect(readdirSync(dirname(built.out)).sort()).toEqual(['cache', 'content', 'dist']);
  });
});
