/** The index in volumes: how it is cut, what is made anew, what a reader fetches and what several volumes answer together. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useSmallChunks } from '../../scripts/index-chunks.ts';
import { rebuildSearch } from '../../scripts/withdraw/search.ts';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import { buildSearchIndex } from '../../src/site/search/all-volumes.ts';
import { readFragment, writeFragment } from '../../src/site/search/fragment.ts';
import type { VolumeFacts } from '../../src/site/search/index-facts.ts';
import { merged } from '../../src/site/search/ranking.ts';
import { candidates, leftOf, reachOf } from '../../src/site/search/reach.ts';
import { writeShared, writeVolume, type SearchEntry } from '../../src/site/search/search-index.ts';
import { buildVolume, movedVolumes, searchVolumes, volumeList, volumesOf } from '../../src/site/search/search-volumes.ts';
import { indexTokens } from '../../src/site/search/tokens.ts';
import { renderTexts } from '../../src/site/view/render-texts.ts';
import { openSite, type Site } from '../../src/site/view/site.ts';
import { openArchive } from './archive-folder.ts';
import { writeFixture } from './fixture.ts';

let folder: string;
let site: Site;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'search-volumes-'));
  const settings = { content: join(folder, 'content'), catalogue: join(folder, 'catalogue.sqlite') };
  writeFixture(settings.content);
  const catalogue = openCatalogue(settings.catalogue);
  refresh(catalogue, settings.content);
  renderTexts(catalogue, 'test', () => {});
  catalogue.close();
  site = openSite(settings);
  useSmallChunks();
});
afterAll(() => {
  site.catalogue.close();
  delete process.env.PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE;
  rmSync(folder, { recursive: true });
});

/** Every file with its bytes. */
function tree(root: string): Map<string, string> {
  const paths = (readdirSync(root, { recursive: true }) as string[]).filter((path) => statSync(join(root, path)).isFile()).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path)).toString('base64')]));
}

describe('cutting', () => {
  const order = (): string[] => site.catalogue.all<{ id: string }>('SELECT id FROM records ORDER BY place, id').map(({ id }) => id);

  test.each([1, 2, 7, 10_000])('volumes of %i hold every position once, and only the last may be short', (size) => {
    const ids = order();
    const held = searchVolumes(site.catalogue, size).map(({ from, until }) => ids.slice(ids.indexOf(from[1]), until === null ? undefined : ids.indexOf(until[1])));
    expect(held.flat()).toEqual(ids);
    expect(held.slice(0, -1).every((one) => one.length === size)).toBe(true);
    expect(held.at(-1)!.length).toBeLessThanOrEqual(size);
  });

  test('exactly as many records as a volume holds make one, one more makes two', () => {
    const { length } = order();
    expect([searchVolumes(site.catalogue, length).length, searchVolumes(site.catalogue, length - 1).length]).toEqual([1, 2]);
  });

  test('a volume is named by its number and knows its nights', () => {
    const [first, second] = searchVolumes(site.catalogue, 3);
    expect([first!.name, second!.name]).toEqual(['0001', '0002']);
    const nights = site.catalogue.all<{ night: string }>('SELECT substr(place, 1, 10) AS night FROM records ORDER BY place, id LIMIT 3').map(({ night }) => night);
    expect(first!.nights).toEqual([nights[0], nights[2]]);
  });

  test('no records make no volume', () => {
    const empty = openCatalogue(join(folder, 'empty.sqlite'));
    expect([searchVolumes(empty, 3), volumeList([], [])]).toEqual([[], '[]\n']);
    empty.close();
  });

  test.each([0, -1, 1.5])('a size of %d is refused', (size) => {
    expect(() => searchVolumes(site.catalogue, size)).toThrow(`expected a size of at least 1, got ${size}`);
  });

  test('the volumes of records: of each the one that holds it; an unknown one stands for all', () => {
    const ids = order();
    const volumes = searchVolumes(site.catalogue, 3);
    const names = (asked: string[]): string[] => volumesOf(site.catalogue, volumes, asked).map(({ name }) => name);
    for (const [at, id] of ids.entries()) expect(names([id])).toEqual([volumes[Math.floor(at / 3)]!.name]);
    expect(names([ids[4]!, ids[0]!, ids[1]!])).toEqual(['0001', '0002']);
    expect([names([]), names(['nobody'])]).toEqual([[], volumes.map(({ name }) => name)]);
  });
});

describe('making', () => {
  const SIZE = 3;
  let out: string;
  let volumes: ReturnType<typeof searchVolumes>;
  beforeAll(async () => {
    out = join(folder, 'dist/pagefind');
    volumes = searchVolumes(site.catalogue, SIZE);
    await buildSearchIndex(site, out, SIZE);
  });

  test('one volume alone has the bytes it has among all', async () => {
    await buildVolume(site, volumes[1]!, join(folder, 'alone'));
    expect(tree(join(folder, 'alone/0002'))).toEqual(tree(join(out, '0002')));
  });

  test('and so it has in a process of its own', () => {
    const script = `const { openSite } = await import('./src/site/view/site.ts'); const { buildVolume, searchVolumes } = await import('./src/site/search/search-volumes.ts');
      const site = openSite(${JSON.stringify({ content: join(folder, 'content'), catalogue: join(folder, 'catalogue.sqlite') })});
      await buildVolume(site, searchVolumes(site.catalogue, ${SIZE})[0], ${JSON.stringify(join(folder, 'process'))});`;
    const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 60_000 });
    expect(status).toBe(0);
    expect(tree(join(folder, 'process/0001'))).toEqual(tree(join(out, '0001')));
  });

  test('what all share stands once, and every record that is not withdrawn in one volume', () => {
    const paths = [...tree(out).keys()];
    expect(paths.filter((path) => /pagefind\.js$|wasm/.test(path))).toEqual(['pagefind.js', 'wasm.unknown.pagefind']);
    const { found } = site.catalogue.first<{ found: number }>(`SELECT count(*) AS found FROM records WHERE form <> 'tombstone'`)!;
    expect(paths.filter((path) => path.includes('/fragment/'))).toHaveLength(found);
  });

  test('the list has the newest first, with their records, nights, days and years', () => {
    const list = JSON.parse(readFileSync(join(out, 'volumes.json'), 'utf8')) as VolumeFacts[];
    expect(list.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name).reverse());
    const { found } = site.catalogue.first<{ found: number }>(`SELECT count(*) AS found FROM records WHERE form <> 'tombstone'`)!;
    expect(list.reduce((sum, { records }) => sum + records, 0)).toBe(found);
    for (const { days, years, nights } of list) expect([days[0] <= days[1], nights[0] <= nights[1], years.includes(days[1].slice(0, 4))]).toEqual([true, true, true]);
  });

  test('a staged volume is listed before the standing one; one that is nowhere is refused', () => {
    mkdirSync(join(folder, 'staged/0001'), { recursive: true });
    const facts = JSON.parse(readFileSync(join(out, '0001/index.json'), 'utf8')) as VolumeFacts;
    writeFileSync(join(folder, 'staged/0001/index.json'), JSON.stringify({ ...facts, records: 1 }));
    const list = JSON.parse(volumeList(['0001', '0002'], [join(folder, 'staged'), out])) as VolumeFacts[];
    expect(list.map(({ name, records }) => [name, records])[1]).toEqual(['0001', 1]);
    expect(() => volumeList(['0099'], [out])).toThrow('expected every volume of the search index before their list');
  });

  test('what stands as it is cut now has not moved; a volume that is not there, and one that begins elsewhere, have', () => {
    expect(movedVolumes(volumes, out)).toEqual([]);
    const [first, second] = volumes;
    expect(movedVolumes([{ ...first!, from: [first!.from[0], 'other'] }, second!, { ...second!, name: '0999' }], out).map(({ name }) => name)).toEqual(['0001', '0999']);
  });

  test('a withdrawal makes only the volume with the emptied entry anew, and the list with it', async () => {
    const portal = join(folder, 'withdrawn');
    cpSync(join(folder, 'dist'), portal, { recursive: true });
    const before = tree(portal);
    const fragments = join(portal, 'pagefind/0002/fragment');
    const [name] = readdirSync(fragments);
    const emptied = { ...readFragment(readFileSync(join(fragments, name!))), content: '' };
    writeFileSync(join(fragments, name!), writeFragment(emptied));
    const left = await rebuildSearch(portal);
    expect(left).toBe(readdirSync(fragments).length);
    const after = tree(portal);
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
    expect(changed.filter((path) => !path.startsWith('pagefind/0002/'))).toEqual(['pagefind/volumes.json']);
    expect(await rebuildSearch(portal)).toBe(0);
  });
});

describe('reaching back', () => {
  const facts = (name: string, given: Partial<VolumeFacts> = {}): VolumeFacts => ({ name, records: 100, nights: ['2026-01-01', '2026-01-02'], days: ['2025-01-01', '2025-12-31'], years: ['2025'], ...given });
  const LIST = [facts('4', { years: ['2026'] }), facts('3', { records: 0 }), facts('2', { years: ['2026', '2024'], days: ['2024-01-01', '2027-01-01'], nights: ['2025-06-01', '2025-06-02'] }), facts('1')];

  test.each<[string, Parameters<typeof candidates>[1], Parameters<typeof candidates>[2], string[]]>([
    ['everything, the newest first; a volume without records never', {}, 'relevance', ['4', '2', '1']],
    ['a year: only volumes that have it', { year: ['2024'] }, 'relevance', ['2']],
    ['one of two years', { year: ['2024', '2025'] }, 'relevance', ['2', '1']],
    ['a year that none has', { year: ['1999'] }, 'relevance', []],
    ['by date: the volume with the latest day first', {}, 'date', ['2', '4', '1']],
    ['another condition tells nothing', { unit: ['haneul-parks'] }, 'relevance', ['4', '2', '1']],
  ])('%s', (_, conditions, order, names) => expect(candidates(LIST, conditions, order).map(({ name }) => name)).toEqual(names));

  const reach = (count: number, older: number, each: number): Promise<number> => reachOf(count, older, async (opened) => opened * each);
  test.each([
    ['enough in the newest', 12, 0, 10, 1], ['one too few', 12, 0, 9, 2], ['nothing anywhere: two and no more', 12, 0, 0, 2], ['fewer volumes than could be opened', 1, 0, 0, 1],
    ['none', 0, 0, 0, 0], ['asked for older ones: four more', 12, 1, 0, 6], ['asked twice', 12, 2, 0, 10], ['asked for more than there are', 12, 9, 0, 12],
    ['asked, and the next one has ten more', 12, 1, 10, 2], ['asked, and ten more are in two', 12, 1, 5, 4],
  ])('%s', async (_, count, older, each, opened) => expect(await reach(count, older, each)).toBe(opened));

  test('what is left: its records, and the last night on which any of them was released', () => {
    expect(leftOf(LIST, 2)).toEqual({ records: 200, night: '2026-01-02' });
    expect(leftOf(LIST, 4)).toBeNull();
  });
});

describe('asking several', () => {
  const RECORD_COUNT = 240;
  const pair = (n: number): string => String.fromCodePoint(0xac00 + (n * 97) % 11_172, 0xac00 + (n * 13) % 11_172);
  /** The newest last; each has words of its own, every fortieth the same rare one, and every third a common one. */
  const ENTRIES = Array.from({ length: RECORD_COUNT }, (_, n): SearchEntry => ({
    url: `records/v${n}.html`, title: `기록 ${n}`, also: '', meta: {}, date: `${2015 + Math.floor(n / 20)}-01-0${1 + n % 9}`,
    filters: { type: n % 2 === 0 ? 'document' : 'minutes', year: String(2015 + Math.floor(n / 20)), unit: 'parks', project: '' },
    parts: [{ file: null, text: `${n % 40 === 0 ? '놀이터 ' : ''}${n % 3 === 0 ? '배수로 ' : ''}${n === 5 ? '느티나무 ' : ''}${Array.from({ length: 20 }, (_unused, at) => pair(n * 20 + at)).join(' ')}` }],
  }));

  /** Writes the entries into so many volumes. */
  async function written(count: number): Promise<string> {
    const root = join(folder, `of-${count}`, 'pagefind');
    const size = RECORD_COUNT / count;
    const names = Array.from({ length: count }, (_, at) => String(at + 1).padStart(4, '0'));
    await writeShared(root);
    for (const [at, name] of names.entries()) {
      const night = `2026-01-${String(at + 1).padStart(2, '0')}`;
      await writeVolume(ENTRIES.slice(at * size, (at + 1) * size), { first: `v${at * size}`, nights: [night, night] }, join(root, name));
    }
    writeFileSync(join(root, 'volumes.json'), volumeList(names, [root]));
    return root;
  }
  const roots = new Map<number, string>();
  beforeAll(async () => { for (const count of [1, 4, 12]) roots.set(count, await written(count)); });

  let turn = 0;
  type Asked = Parameters<Awaited<ReturnType<typeof openArchive>>['archive']['search']> extends [unknown, ...infer Rest] ? Rest : never;
  async function ask(count: number, ...asked: Asked) {
    const { archive, read } = await openArchive(roots.get(count)!);
    const answer = await archive.search(turn += 1, ...asked);
    const urls = await Promise.all(Array.from({ length: Math.min(answer.total, 10) }, async (_, at) => (await archive.found(turn, at)).url.slice('records/v'.length, -'.html'.length)));
    return { answer, urls, read, archive };
  }
  const opened = (read: readonly string[]): string[] => [...new Set(read.filter((path) => path.endsWith('.pf_meta')).map((path) => path.split('/')[0]!))];

  test('a common word: the newest volume has ten, so no other is opened; what was not searched is counted', async () => {
    const { answer, read } = await ask(4, '배수로', {}, 'relevance');
    expect(opened(read)).toEqual(['0004']);
    expect(answer).toMatchObject({ total: 20, all: 20, left: { records: 180, night: '2026-01-03' } });
  });

  test('a rare word: two volumes unasked, then as far as the reader asks', async () => {
    const first = await ask(12, '느티나무', {}, 'relevance');
    expect([opened(first.read), first.answer.total, first.answer.left]).toEqual([['0012', '0011'], 0, { records: 200, night: '2026-01-10' }]);
    const further = await ask(12, '느티나무', {}, 'relevance', 1);
    expect([opened(further.read).length, further.answer.total]).toEqual([6, 0]);
    const last = await ask(12, '느티나무', {}, 'relevance', 3);
    expect([opened(last.read).length, last.urls, last.answer.left]).toEqual([12, ['5'], null]);
  });

  test('all volumes together answer as one does: the same records, once each, with the same counts', async () => {
    for (const query of ['놀이터', '놀이터 배수로', '느티나무 놀이터']) {
      const one = await ask(1, query, {}, 'relevance');
      for (const count of [4, 12]) {
        const several = await ask(count, query, {}, 'relevance', 12);
        expect(several.answer).toEqual(one.answer);
        expect(new Set(several.urls).size).toBe(several.urls.length);
      }
    }
  });

  test('scores of several volumes are those of one index, but for the mean length of records', async () => {
    const scores = async (count: number): Promise<number[]> => {
      const volumes = await (await openArchive(roots.get(count)!)).volumes();
      const parts = await Promise.all(volumes.map(async (volume) => ({ ...await volume.postings(indexTokens('느티나무')[0]!), archive: volume.facts.records })));
      return [...merged(parts).scores.values()];
    };
    const [[one], [several]] = [await scores(1), await scores(12)];
    expect(Math.abs(several! / one! - 1)).toBeLessThan(0.03);
  });

  test('a year opens only the volumes that have it', async () => {
    const { answer, read, urls } = await ask(12, '놀이터', { year: ['2017'] }, 'relevance');
    expect([opened(read), urls, answer.left]).toEqual([['0003'], ['40'], null]);
  });

  test('by date, conditions without words, and counts are those of one index', async () => {
    const asked: Asked[] = [['놀이터', {}, 'date', 12], ['', { type: ['minutes'] }, 'date', 12], ['놀이터', { type: ['document'] }, 'relevance', 12]];
    for (const each of asked) expect((await ask(4, ...each)).answer).toEqual((await ask(1, ...each)).answer);
    const byDate = await ask(4, '놀이터', {}, 'date', 12);
    expect(byDate.urls.map(Number)).toEqual([200, 160, 120, 80, 40, 0]);
    const [one, several] = [await (await ask(1, '', {}, 'date')).archive.count('놀이터', {}), await byDate.archive.count('놀이터', {}, 'date', 12)];
    expect(several).toEqual(one);
  });

  test('counts are of what was searched; the years of the rest are named', async () => {
    const { archive } = await ask(4, '배수로', {}, 'relevance');
    const { counts, years } = await archive.count('배수로', {});
    expect([Object.keys(counts.year!), [...years].sort().slice(0, 2), years.includes('2026')]).toEqual([['2024', '2025', '2026'], ['2015', '2016'], false]);
  });

  test('a first search fetches no more files of twelve volumes than of four, and of one the engine once', async () => {
    const files = async (count: number): Promise<string[]> => (await ask(count, '느티나무', {}, 'relevance')).read.filter((path) => !path.includes('/fragment/'));
    const [one, four, twelve] = [await files(1), await files(4), await files(12)];
    expect(twelve.length).toBeLessThanOrEqual(four.length);
    expect(one.length).toBeLessThan(four.length);
    for (const read of [one, four, twelve]) expect(read.filter((path) => /wasm|volumes\.json/.test(path)).sort()).toEqual(['volumes.json', 'wasm.unknown.pagefind']);
  });
});

test('a record of the fixture is found through the whole way', async () => {
  const out = join(folder, 'whole/pagefind');
  await buildSearchIndex(site, out, 4);
  const { archive } = await openArchive(out);
  const { total } = await archive.search(1, '어린이공원', {}, 'relevance', 12);
  expect(total).toBeGreaterThan(0);
});
