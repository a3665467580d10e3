/** What catalogues of other people are told: the same in both forms, every file named is there, the tables by the profile of Frictionless. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv, type AnySchema } from 'ajv';
import { describe, expect, test } from 'vitest';
import { BarePortal } from '../build/bare-portal.ts';
import { RandomCity } from '../build/random-city.ts';
import { temporaryFolder } from '../folders.ts';
import { jsonLinked, turtle, type Thing } from '../../src/site/view/linked-data.ts';

interface Node { '@id': string; '@type': string[]; [name: string]: unknown }
interface Package { resources: { name: string; path: string; schema: string | { fields: { name: string }[] } }[] }

async function portal(): Promise<string> {
  const folder = temporaryFolder();
  const city = new RandomCity(join(folder, 'content'), 11);
  city.night(40, 0);
  city.night(5, 10);
  const made = new BarePortal(city.content, folder);
  await made.whole();
  return made.out;
}

describe('the catalogue', () => {
  test('has what DCAT-AP asks of catalogue, data sets and distributions, names only files that are there, and every thing it names', async () => {
    const out = await portal();
    const graph = (JSON.parse(readFileSync(join(out, 'data/catalog.jsonld'), 'utf8')) as { '@graph': Node[] })['@graph'];
    const ids = new Set(graph.map((node) => node['@id']));
    expect(ids.size).toBe(graph.length);
    const needed: Record<string, string[]> = {
      'dcat:Catalog': ['dct:title', 'dct:description', 'dct:publisher', 'dcat:dataset', 'dct:language', 'dct:license', 'dct:issued', 'dct:modified'],
      'dcat:Dataset': ['dct:title', 'dct:description', 'dct:publisher', 'dcat:contactPoint', 'dcat:theme', 'dct:accrualPeriodicity', 'dct:temporal', 'dcat:distribution', 'dct:language'],
      'dcat:Distribution': ['dct:title', 'dcat:accessURL', 'dcat:mediaType', 'dct:license'], 'foaf:Agent': ['foaf:name'], 'dct:PeriodOfTime': ['dcat:startDate', 'dcat:endDate'], 'vcard:Kind': ['vcard:fn', 'vcard:hasEmail'],
    };
    for (const [type, names] of Object.entries(needed)) {
      const own = graph.filter((node) => node['@type'].includes(type));
      expect(own.length, type).toBeGreaterThan(0);
      for (const node of own) expect(names.filter((name) => !Array.isArray(node[name]) || (node[name] as unknown[]).length === 0), node['@id']).toEqual([]);
    }
    const places = graph.filter((node) => node['@type'].includes('dcat:Distribution')).map((node) => (node['dcat:accessURL'] as [{ '@id': string }])[0]['@id'].replace('https://open.haneul.example/', ''));
    expect(places.filter((path) => !existsSync(join(out, path)))).toEqual([]);
    expect(places.some((path) => path.startsWith('data/spending/'))).toBe(true);
    const named = graph.flatMap((node) => ['dcat:dataset', 'dcat:distribution', 'dct:publisher', 'dcat:contactPoint', 'dct:temporal', 'dct:license', 'dcat:theme'].flatMap((name) => ((node[name] ?? []) as { '@id': string }[]).map((value) => value['@id'])));
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    const text = readFileSync(join(out, 'data/catalog.ttl'), 'utf8');
    expect(text.match(/^<[^>]+> a /gm)).toHaveLength(graph.length);
    expect(text).not.toContain('_:');
  }, 60_000);

  test('writes what would end a value or an address so that it does not', () => {
    const things: Thing[] = [{ id: 'https://a.example/<b> "c"', types: ['dct:Standard'], says: { 'dct:title': [{ words: 'a "b"\n\\c', language: 'en' }], 'dct:issued': [] } }];
    expect(turtle(things).split('\n\n')[1]).toBe('<https://a.example/%3Cb%3E%20%22c%22> a dct:Standard ;\n  dct:title "a \\"b\\"\\n\\\\c"@en .\n');
    expect((JSON.parse(jsonLinked(things)) as { '@graph': object[] })['@graph']).toEqual([{ '@id': 'https://a.example/<b> "c"', '@type': ['dct:Standard'], 'dct:title': [{ '@value': 'a "b"\n\\c', '@language': 'en' }], 'dct:issued': [] }]);
  });
});

describe('the package of all tables', () => {
  const profile = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/frictionless/tabular-data-package.json'), 'utf8')) as AnySchema;
  const isValid = new Ajv({ strict: false, validateFormats: false }).compile(profile);

  test('is one by the profile, and its columns are those of the files', async () => {
    const out = await portal();
    const given = JSON.parse(readFileSync(join(out, 'datapackage.json'), 'utf8')) as Package;
    // A schema may be a path (Data Resource 1.0); the profile is of what a reader has after following it.
    for (const resource of given.resources) if (typeof resource.schema === 'string') resource.schema = JSON.parse(readFileSync(join(out, resource.schema), 'utf8')) as { fields: { name: string }[] };
    expect(isValid(given), JSON.stringify(isValid.errors)).toBe(true);
    expect(new Set(given.resources.map(({ name }) => name)).size).toBe(given.resources.length);
    for (const { path, schema } of given.resources) {
      expect(readFileSync(join(out, dirname('datapackage.json'), path), 'utf8').split('\r\n')[0]!.replace('\uFEFF', ''), path).toBe((schema as { fields: { name: string }[] }).fields.map(({ name }) => name).join(','));
    }
  }, 60_000);

  test.each<[string, (given: Package) => void]>([
    ['without resources', (given) => { given.resources = []; }], ['with a name of another kind', (given) => { given.resources[0]!.name = 'Große Tabelle'; }], ['with a field without a name', (given) => { given.resources[0]!.schema = { fields: [{} as { name: string }] }; }],
  ])('%s is none', (_, spoil) => {
    const given = { profile: 'tabular-data-package', resources: [{ profile: 'tabular-data-resource', name: 'a', path: 'a.csv', schema: { fields: [{ name: 'a' }] } }] };
    expect(isValid(given), JSON.stringify(isValid.errors)).toBe(true);
    spoil(given as Package);
    expect(isValid(given)).toBe(false);
  });
});
