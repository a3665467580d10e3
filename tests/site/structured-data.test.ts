/** Structured data: what machines read of each kind of page is JSON, has what schema.org asks for, and says nothing that the page does not show. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { structuredData } from '../../src/site/view/structured-data.ts';
import { pagesIn, sharedFixture } from './built.ts';
import { pathOf, RECORDS, textRecord } from './fixture.ts';
import { smallSite } from './small-site.ts';

interface Data { '@context': string; '@type': string; breadcrumb: { '@type': string; itemListElement: { position: number; item: Record<string, string> }[] }; mainEntity: Record<string, unknown> }

const BLOCK = /<script type="application\/ld\+json">([^]*?)<\/script>/g;
let pages: Map<string, string>;
let data: Map<string, Data>;
beforeAll(async () => {
  const { out } = await sharedFixture();
  pages = new Map(pagesIn(out).map((path) => [path, readFileSync(join(out, path), 'utf8')]));
  data = new Map([...pages].flatMap(([path, html]) => [...html.matchAll(BLOCK)].map(([, json]) => [path, JSON.parse(json!) as Data] as const)));
}, 180_000);

const pageOf = (record: Parameters<typeof pathOf>[0], folder = ''): string => folder + pathOf(record).replace(/\.(md|json)$/, '.html');
const entityOf = (path: string): Record<string, unknown> => data.get(path)!.mainEntity;

/** Words as a page shows them: tags and entities gone. */
const shownIn = (html: string): string => html.replace(/<script[^]*?<\/script>|<style>[^]*?<\/style>/g, '').replace(/<\/(?:p|li|td|dd|dt)>/g, ' ').replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;|&#34;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&').replace(/\s+/g, ' ');

function* stringsOf(value: unknown, key = ''): Generator<[key: string, value: string]> {
  if (typeof value === 'string') yield [key, value];
  else if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) yield* stringsOf(inner, Array.isArray(value) ? key : name);
}

describe('of each kind of page', () => {
  const RECORD = ['name', 'url', 'identifier', 'inLanguage', 'datePublished', 'dateModified', 'publisher', 'isPartOf'];
  test.each<[string, () => string, string, string[]]>([
    ['a document is a work', () => pageOf(RECORDS.plan), 'CreativeWork', [...RECORD, 'dateCreated', 'version', 'license', 'creator']],
    ['in English too', () => pageOf(RECORDS.plan, 'en/'), 'CreativeWork', [...RECORD, 'dateCreated', 'version', 'license', 'creator']],
    ['a ledger is a data set with its files', () => pageOf(RECORDS.spending), 'Dataset', [...RECORD, 'description', 'temporalCoverage', 'distribution', 'version', 'license', 'creator']],
    ['a withdrawn record is what is left', () => pageOf(RECORDS.gone), 'CreativeWork', [...RECORD, 'creativeWorkStatus']],
    ['a unit is a part of the city', () => 'units/haneul-parks.html', 'GovernmentOrganization', ['name', 'url', 'parentOrganization']],
    ['a project', () => 'projects/PK-1.html', 'Project', ['name', 'url', 'identifier', 'parentOrganization']],
    ['a type of money', () => 'money/expenditure.html', 'Dataset', ['name', 'url', 'description', 'temporalCoverage', 'publisher', 'isPartOf']],
    ['a month of money has its file', () => 'money/expenditure/2026-03.html', 'Dataset', ['name', 'url', 'description', 'temporalCoverage', 'publisher', 'isPartOf', 'distribution']],
  ])('%s', (_, path, type, keys) => {
    const entity = entityOf(path());
    expect(entity['@type']).toBe(type);
    expect(Object.keys(entity)).toEqual(expect.arrayContaining(keys));
    expect(data.get(path())!.breadcrumb.itemListElement.map(({ position }) => position)).toEqual(data.get(path())!.breadcrumb.itemListElement.map((_one, at) => at + 1));
    expect(data.get(path())!.breadcrumb.itemListElement.at(-1)!.item).toEqual({ '@id': entity.url, name: entity.name });
  });

  test('every record has it once, and no frame', () => {
    const missing = [...pages.keys()].filter((path) => /^(?:en\/)?records\//.test(path) && pages.get(path)!.match(BLOCK)?.length !== 1);
    expect(missing).toEqual([]);
    expect([...data.keys()].filter((path) => path.includes('embed/'))).toEqual([]);
  });
});

describe('in every block', () => {
  test('addresses are whole, those of this city stand in the portal, and its own is the canonical one', () => {
    expect(data.size).toBeGreaterThan(280);
    for (const [path, block] of data) {
      expect([path, block['@context'], block['@type'], block.breadcrumb['@type']]).toEqual([path, 'https://schema.org', 'WebPage', 'BreadcrumbList']);
      const canonical = /<link rel="canonical" href="([^"]*)"/.exec(pages.get(path)!)![1]!;
      expect([path, block.mainEntity.url]).toEqual([path, canonical]);
      for (const [key, value] of stringsOf(block)) {
        if (!['url', '@id', 'contentUrl'].includes(key)) continue;
        const file = value.replace('https://open.haneul.example/', '').replace(/^$|\/$/, 'index.html');
        if (file.endsWith('.html')) expect([path, value, pages.has(file === 'index.html' ? file : file.replace(/^enindex/, 'en/index'))]).toEqual([path, value, true]);
        else expect([path, value]).toEqual([path, expect.stringMatching(/^https:\/\/open\.haneul\.example\/.+\.(?:csv|json)$/)]);
      }
    }
  });

  test('names, numbers and descriptions are on the page', () => {
    const unsaid: string[] = [];
    for (const [path, block] of data) {
      const shown = shownIn(pages.get(path)!);
      for (const [key, value] of stringsOf(block)) {
        if (!['name', 'identifier', 'description', 'creativeWorkStatus'].includes(key)) continue;
        const words = value.replace(/\s+/g, ' ').replaceAll('가림·제', '가림· 제');
        if (!shown.includes(words) && !shown.includes(words.replaceAll('· ', '·'))) unsaid.push(`${path} ${key}: ${value}`);
      }
    }
    expect(unsaid).toEqual([]);
  });
});

test('a title can’t end the block', () => {
  const hostile = '</script><script>alert(1)</script><!--\u2028';
  const site = smallSite({ records: [textRecord(1)] });
  const page = site.open(pathOf(textRecord(1)).replace('.md', ''));
  const json = structuredData(page, { '@type': 'CreativeWork', identifier: hostile }, hostile, []);
  expect(json).not.toMatch(/[<\u2028\u2029]/);
  expect((JSON.parse(json) as Data).mainEntity).toMatchObject({ name: hostile, identifier: hostile });
  expect(entityOf(pageOf(RECORDS.hostile)).name).toBe(RECORDS.hostile.title);
});
