/**
 * Open data: what there is to take, described for catalogues of other people: DCAT-AP 3
 * (data.europa.eu and the national portals that follow it) as JSON-LD and Turtle, and all
 * tables as one Frictionless data package. Both name files that stand; neither holds a
 * title or a name out of a record.
 */
import { countBy } from '../../catalogue/lists.ts';
import { firstNight } from '../../catalogue/openings.ts';
import { lastNight } from '../../catalogue/register.ts';
import type { RecordType } from '../../model/vocabulary.ts';
import { ATOM, fileAddress } from './feed-atom.ts';
import { BAG_LIST } from './bags.ts';
import { JSON_FEED } from './feed-json.ts';
import { DATA_SET_NAMES, figureResources } from './figure-data.ts';
import { LANGUAGES } from './language.ts';
import { jsonLinked, turtle, type Thing, type Value } from './linked-data.ts';
import { listPath } from './paths.ts';
import { isText } from './papers.ts';
import { releasesPath } from './release-feed.ts';
import { SYNC } from './resource-sync.ts';
import type { Site } from './site.ts';
import { FILE_LIST, type ListedFile } from './spending-files.ts';
import { WITHDRAWALS } from './withdrawal-list.ts';
import { wordsIn, type WordKey } from './words.ts';

/** Where the descriptions stand. */
export const CATALOG = { json: 'data/catalog.jsonld', turtle: 'data/catalog.ttl', tables: 'datapackage.json' } as const;

/** Addresses of the licences that the city may choose. */
const LICENCES: Readonly<Record<string, string | null>> = {
  'kogl-1': 'https://www.kogl.or.kr/info/licenseType1.do', 'kogl-2': 'https://www.kogl.or.kr/info/licenseType2.do', 'kogl-3': 'https://www.kogl.or.kr/info/licenseType3.do', 'kogl-4': 'https://www.kogl.or.kr/info/licenseType4.do',
  'ogl-3': 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/', cc0: 'https://creativecommons.org/publicdomain/zero/1.0/', none: null,
};
const SPENDING_SCHEMA = 'data/spending/schema.json';
const AUTHORITY = 'http://publications.europa.eu/resource/authority';
const MEDIA = 'https://www.iana.org/assignments/media-types';

/** A file of a data set. */
interface Form { path: string; type: string; bytes?: number; title?: readonly Value[] }
/** One data set; `from` and `until` are days, months or years. */
interface DataSet { name: string; title: readonly Value[]; description: readonly Value[]; theme: 'GOVE' | 'ECON'; page: string; forms: readonly Form[]; from: string | null; until: string | null }

/** Yields the descriptions of everything; `money` are the tables of money that stand. */
export function* openDataFiles(site: Site, money: readonly ListedFile[]): Generator<{ path: string; text: string }> {
  const things = catalogOf(site, money);
  yield { path: CATALOG.json, text: jsonLinked(things) };
  yield { path: CATALOG.turtle, text: turtle(things) };
  yield { path: CATALOG.tables, text: tablePackage(site, money) };
}

/** All tables as one Frictionless data package. The tables of money share a schema, which stands once, in a file of its own. */
function tablePackage({ city }: Site, money: readonly ListedFile[]): string {
  const spending = money.map(({ path, type, period, bytes }) => ({
    name: `spending-${type}-${period}`, path, title: `${both(`type.${type}`)} ${period}`, profile: 'tabular-data-resource', format: 'csv', mediatype: 'text/csv', encoding: 'utf-8', bytes, schema: SPENDING_SCHEMA,
  }));
  const licence = LICENCES[city.licence];
  return `${JSON.stringify({
    profile: 'tabular-data-package', name: 'tables', title: `${city.name.ko} / ${city.name.en}`, homepage: new URL(city.siteUrl).href,
    ...(licence === null ? {} : { licenses: [{ name: city.licence, path: licence, title: wordsIn('en')(`licence.${city.licence}`) }] }),
    resources: [...figureResources('data/disclosure/'), ...spending],
  }, null, 1)}\n`;
}

function catalogOf(site: Site, money: readonly ListedFile[]): Thing[] {
  const { city, catalogue } = site;
  const own = (name: string) => fileAddress(site, `${CATALOG.turtle}#${name}`);
  const sets = dataSets(site, money);
  const days = { 'dct:issued': dayValue(firstNight(catalogue)), 'dct:modified': dayValue(lastNight(catalogue)) };
  const licence = LICENCES[city.licence] ?? null;
  const common = { 'dct:publisher': [{ is: own('city') }], 'dct:language': [{ is: `${AUTHORITY}/language/KOR` }] };
  const catalog: Thing = { id: own('catalog'), types: ['dcat:Catalog'], says: {
    'dct:title': inBoth('catalog.title', { city: city.name }), 'dct:description': inBoth('catalog.description'), ...common, ...days, 'foaf:homepage': [{ is: fileAddress(site, 'data.html') }],
    'dcat:themeTaxonomy': [{ is: `${AUTHORITY}/data-theme` }], ...(licence === null ? {} : { 'dct:license': [{ is: licence }] }), 'dcat:dataset': sets.map(({ name }) => ({ is: own(name) })),
  } };
  const things = sets.flatMap((set) => [
    { id: own(set.name), types: ['dcat:Dataset'], says: {
      'dct:title': set.title, 'dct:description': set.description, ...common, ...days, 'dct:identifier': [{ value: own(set.name) }], 'dcat:contactPoint': [{ is: own('contact') }], 'dcat:theme': [{ is: `${AUTHORITY}/data-theme/${set.theme}` }],
      'dct:accrualPeriodicity': [{ is: `${AUTHORITY}/frequency/DAILY` }], ...(set.from === null ? {} : { 'dct:temporal': [{ is: own(`${set.name}-time`) }] }),
      'dcat:landingPage': [{ is: fileAddress(site, set.page) }], 'dcat:distribution': set.forms.map((_, at) => ({ is: own(`${set.name}-${at + 1}`) })),
    } },
    ...(set.from === null ? [] : [{ id: own(`${set.name}-time`), types: ['dct:PeriodOfTime'], says: { 'dcat:startDate': timeValue(set.from), 'dcat:endDate': timeValue(set.until!) } }]),
    ...set.forms.map((form, at): Thing => ({ id: own(`${set.name}-${at + 1}`), types: ['dcat:Distribution'], says: {
      'dct:title': form.title ?? [{ value: form.path }], 'dcat:accessURL': [{ is: fileAddress(site, form.path) }], 'dcat:downloadURL': [{ is: fileAddress(site, form.path) }], 'dcat:mediaType': [{ is: `${MEDIA}/${form.type}` }],
      ...(form.bytes === undefined ? {} : { 'dcat:byteSize': [{ value: form.bytes, type: 'xsd:nonNegativeInteger' }] }), ...(licence === null ? {} : { 'dct:license': [{ is: licence }] }),
    } })),
  ]);
  return [catalog, { id: own('city'), types: ['foaf:Agent'], says: { 'foaf:name': words(city.name), 'foaf:homepage': [{ is: new URL(city.siteUrl).href }] } },
    { id: own('contact'), types: ['vcard:Kind', 'vcard:Organization'], says: { 'vcard:fn': words(city.name), 'vcard:hasEmail': [{ is: `mailto:${city.askMail}` }] } }, ...things, ...terms(site, sets, licence)];
}

/** What others have defined, as far as a reader must know of what kind it is. */
function terms(site: Site, sets: readonly DataSet[], licence: string | null): Thing[] {
  const scheme = `${AUTHORITY}/data-theme`;
  const label = { GOVE: { ko: '정부와 공공', en: 'Government and public sector' }, ECON: { ko: '경제와 재정', en: 'Economy and finance' } };
  return [
    { id: `${AUTHORITY}/language/KOR`, types: ['dct:LinguisticSystem'], says: {} }, { id: `${AUTHORITY}/frequency/DAILY`, types: ['dct:Frequency'], says: {} },
    { id: scheme, types: ['skos:ConceptScheme'], says: { 'dct:title': [{ words: 'Data theme', language: 'en' }] } },
    ...[...new Set(sets.map(({ theme }) => theme))].map((theme) => ({ id: `${scheme}/${theme}`, types: ['skos:Concept'], says: { 'skos:prefLabel': words(label[theme]), 'skos:inScheme': [{ is: scheme }] } })),
    ...[...new Set(sets.flatMap(({ forms }) => forms.map(({ type }) => type)))].map((type) => ({ id: `${MEDIA}/${type}`, types: ['dct:MediaType'], says: {} })),
    ...(licence === null ? [] : [{ id: licence, types: ['dct:LicenseDocument'], says: { 'dct:title': inBoth(`licence.${site.city.licence}`) } }]),
    ...[...new Set([...sets.map(({ page }) => page), 'data.html', ''])].map((page) => ({ id: page === '' ? new URL(site.city.siteUrl).href : fileAddress(site, page), types: ['foaf:Document'], says: {} })),
  ];
}

function dataSets(site: Site, money: readonly ListedFile[]): DataSet[] {
  const { catalogue } = site;
  const span = catalogue.first<{ from: string | null; until: string | null }>('SELECT (SELECT min(day) FROM records) AS "from", (SELECT max(day) FROM records) AS until')!;
  const nights = { from: firstNight(catalogue), until: lastNight(catalogue) };
  const registers = catalogue.all<{ path: string; size: number }>(`SELECT path, size FROM files WHERE path >= 'register/' AND path < 'register0' ORDER BY path`);
  const types = countBy(catalogue, 'type').map(({ key }) => key as RecordType);
  return [
    { name: 'records', title: inBoth('catalog.records'), description: inBoth('catalog.records-means'), theme: 'GOVE', page: 'data.html', ...span, forms: [{ path: BAG_LIST, type: 'application/json' }, { path: SYNC.resources, type: 'application/xml' }] },
    ...types.map((type): DataSet => {
      const own = money.filter((file) => file.type === type);
      const list = { path: `${listPath('types', type)}.json`, type: 'application/json' };
      const time = isText(type) ? span : { from: own.map(({ period }) => period).sort()[0] ?? null, until: own.map(({ period }) => period).sort().at(-1) ?? null };
      return { name: `records-${type}`, title: inBoth(`type.${type}`), description: inBoth(isText(type) ? 'catalog.texts-mean' : 'catalog.ledgers-mean'), theme: isText(type) ? 'GOVE' : 'ECON', page: `${listPath('types', type)}.html`, ...time,
        forms: [list, ...(isText(type) ? [] : [{ path: FILE_LIST, type: 'application/json' }]), ...own.map(({ path, bytes }) => ({ path, type: 'text/csv', bytes }))] };
    }),
    { name: 'register', title: inBoth('nav.register'), description: inBoth('catalog.register-means'), theme: 'GOVE', page: 'register.html', ...nights, forms: registers.map(({ path, size }) => ({ path, type: 'application/jsonl', bytes: size })) },
    ...DATA_SET_NAMES.map((name): DataSet => ({ name: `figures-${name}`, title: inBoth(`data-set.${name}`), description: inBoth('catalog.figures-mean'), theme: 'GOVE', page: 'disclosure/data.html', ...nights,
      forms: [{ path: `data/disclosure/${name}.csv`, type: 'text/csv' }, { path: `data/disclosure/${name}.json`, type: 'application/json' }] })),
    { name: 'events', title: inBoth('releases.title', { city: site.city.name }), description: inBoth('releases.subtitle'), theme: 'GOVE', page: 'data.html', ...nights, forms: [
      { path: releasesPath('ko'), type: ATOM }, { path: releasesPath('ko', null, 'json'), type: JSON_FEED }, { path: SYNC.changes, type: 'application/xml' }, { path: WITHDRAWALS, type: 'application/json' },
    ] },
  ];
}

function words(given: { ko: string; en: string }): Value[] {
  return LANGUAGES.map((language) => ({ words: given[language], language }));
}

function inBoth(key: WordKey, values: Readonly<Record<string, { ko: string; en: string }>> = {}): Value[] {
  return LANGUAGES.map((language) => ({ words: wordsIn(language)(key, Object.fromEntries(Object.entries(values).map(([name, given]) => [name, given[language]]))), language }));
}

function both(key: WordKey): string {
  return LANGUAGES.map((language) => wordsIn(language)(key)).join(' / ');
}

function dayValue(day: string | null): Value[] {
  return day === null ? [] : [{ value: day, type: 'xsd:date' }];
}

function timeValue(time: string): Value[] {
  return [{ value: time, type: time.length === 4 ? 'xsd:gYear' : time.length === 7 ? 'xsd:gYearMonth' : 'xsd:date' }];
}
