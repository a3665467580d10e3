/** The scale benchmark: a corpus that is the same every time, counters that are exact, and a run that goes on where it was. Times are never asserted. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dayOf, nightOf, nightsOf, recordsOf, type Shape } from '../../scripts/bench/scale/calendar.ts';
import { cityOf, copyWritten, writeArchive, writeMeasuredNight } from '../../scripts/bench/scale/corpus.ts';
import { idOf } from '../../scripts/bench/scale/facts.ts';
import { findHugo } from '../../scripts/bench/scale/hugo.ts';
import { hugoConfig } from '../../scripts/bench/scale/hugo-layouts.ts';
import { meanSizes, writeHugoFrame, writeHugoNight } from '../../scripts/bench/scale/hugo-site.ts';
import { differenceOf, writeInventory } from '../../scripts/bench/scale/inventory.ts';
import { scaleLines } from '../../scripts/bench/scale/lines.ts';
import { changesOf } from '../../scripts/bench/scale/night.ts';
import { paced } from '../../scripts/bench/scale/pace.ts';
import { readStat, treeUse } from '../../scripts/bench/scale/process-tree.ts';
import { runScale } from '../../scripts/bench/scale/run.ts';
import { stagesOf } from '../../scripts/bench/scale/stages.ts';
import { Steps } from '../../scripts/bench/scale/steps.ts';
import { openCatalogue } from '../../src/catalogue/catalogue.ts';
import { refresh } from '../../src/catalogue/refresh.ts';
import type { Progress } from '../../src/model/effects.ts';
import { temporaryFolder, treeOf } from '../folders.ts';

const SHAPE: Shape = { records: 60, nightly: 20, seed: 'test' };

/** The generated part of a corpus with `nights` measured nights. */
function corpus(shape: Shape, nights: number, folder = temporaryFolder()): Map<string, string> {
  const content = join(folder, 'content');
  copyWritten('content', content);
  const city = cityOf(shape, content);
  writeArchive(city, content, () => {});
  for (let nth = 1; nth <= nights; nth += 1) writeMeasuredNight(city, nth, content);
  return new Map([...treeOf(content)].filter(([path]) => /^(?:records|register|log)\//.test(path)));
}

describe('the calendar', () => {
  test.each([
    ['one night', { records: 20, nightly: 20 }, [[0, 20], [20, 40]]],
    ['a last night that is not full', { records: 45, nightly: 20 }, [[0, 20], [20, 40], [40, 45], [45, 65]]],
    ['one too many', { records: 41, nightly: 20 }, [[0, 20], [20, 40], [40, 41], [41, 61]]],
  ])('of %s leaves no record out', (_, given, nights) => {
    const shape = { ...given, seed: 's' };
    expect(nightsOf(shape)).toBe(nights.length - 1);
    nights.forEach(([start, end], at) => {
      expect(recordsOf(shape, at + 1)).toEqual({ start, end });
      expect([nightOf(shape, start!), nightOf(shape, end! - 1)]).toEqual([at + 1, at + 1]);
    });
  });

  test('spreads a thousand nights over ten years and goes on day by day', () => {
    const shape = { records: 1_000_000, nightly: 1000, seed: 's' };
    expect([dayOf(shape, 1), dayOf(shape, 1000), dayOf(shape, 1001), dayOf(shape, 1002)]).toEqual(['2016-01-07', '2026-01-01', '2026-01-02', '2026-01-03']);
  });
});

describe('the corpus', () => {
  test('is the same bytes for the same shape, and others for another seed', () => {
    const one = corpus(SHAPE, 1);
    expect([...corpus(SHAPE, 1)]).toEqual([...one]);
    expect([...corpus({ ...SHAPE, seed: 'other' }, 1).values()]).not.toEqual([...one.values()]);
  });

  test('keeps the strict schemas, counts what it says and has every record in log and register', () => {
    const folder = temporaryFolder();
    const files = corpus(SHAPE, 1, folder);
    const catalogue = openCatalogue(join(folder, 'catalogue.sqlite'));
    refresh(catalogue, join(folder, 'content'));
    const count = (sql: string): number => catalogue.first<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)!.n;
    expect([...files.keys()].filter((path) => path.startsWith('log/'))).toEqual(['log/000001.jsonl', 'log/000002.jsonl', 'log/000003.jsonl', 'log/000004.jsonl']);
    expect({ records: count('records'), tombstones: count("records WHERE form = 'tombstone'"), amended: count("records WHERE revision = 2 AND form <> 'tombstone'"), log: count('log') })
      .toEqual({ records: 80, tombstones: 1, amended: 1, log: 82 });
    expect({ released: count("register WHERE status = 'released'"), withdrawn: count("register WHERE status = 'withdrawn'"), closed: count("register WHERE status = 'listed'") })
      .toEqual({ released: 79, withdrawn: 1, closed: 8 });
    expect(count('log JOIN records ON records.id = log.record')).toBe(82);
    catalogue.close();
  });

  test('that was cut off between two nights goes on and gives the same bytes', () => {
    const folder = temporaryFolder();
    const whole = corpus(SHAPE, 0, folder);
    for (const path of ['log/000003.jsonl', 'register']) rmSync(join(folder, 'content', path), { recursive: true });
    const third = [...whole.keys()].find((path) => whole.get('log/000003.jsonl')!.includes(path))!;
    rmSync(join(folder, 'content', third));
    expect([...corpus(SHAPE, 0, folder)]).toEqual([...whole]);
  });

  test('gives no id twice', () => expect(new Set(['record', 'paper', 'row'].flatMap((kind) => Array.from({ length: 5000 }, (_, n) => idOf(kind as 'row', n)))).size).toBe(15_000));

  test('amends and withdraws different records in every night, old and new ones', () => {
    const shape = { records: 100_000, nightly: 1000, seed: 's' };
    const { amended, withdrawn } = changesOf(shape, 101);
    expect([amended.length, withdrawn.length, new Set([...amended, ...withdrawn]).size]).toEqual([10, 2, 12]);
    expect([amended.some((n) => n < 50_000), amended.some((n) => n >= 80_000)]).toEqual([true, true]);
    expect(changesOf(shape, 100)).toEqual({ amended: [], withdrawn: [] });
  });
});

describe('the accounts', () => {
  test('time between two reports is the later stage\'s, under any name and twice over', () => {
    const at = (stage: string, seconds: number): { stage: string; wallSeconds: number; cpuSeconds: number } => ({ stage, wallSeconds: seconds, cpuSeconds: 2 * seconds });
    expect(stagesOf([at('refresh', 1), at('new one', 3), at('new one', 4), at('refresh', 9)]).map(({ stage, wallSeconds, cpuSeconds }) => [stage, wallSeconds, cpuSeconds])).toEqual([['refresh', 6, 12], ['new one', 3, 6]]);
    expect(stagesOf([])).toEqual([]);
  });

  test('a process whose name holds brackets and spaces is read', () =>
    expect(readStat(`42 (a) b (c)) S 7 ${'0 '.repeat(9)}10 20 30 40 0 0 0 0 0 0 500 0`)).toEqual({ pid: 42, parent: 7, cpuTicks: 100, residentPages: 500 }));

  test('the tree of this process has its children', () => {
    const alone = treeUse(process.pid);
    if (alone === null) return expect(process.platform).not.toBe('linux');
    const before = alone.cpuSeconds;
    execFileSync(process.execPath, ['-e', 'const end = process.cpuUsage().user + 100_000; while (process.cpuUsage().user < end);']);
    expect(treeUse(process.pid)!.cpuSeconds - before).toBeGreaterThan(0.08);
  });

  test('an inventory tells added, removed, changed and written again apart, in folders and beside them', async () => {
    const folder = temporaryFolder();
    const put = (path: string, text: string): void => { mkdirSync(join(folder, 'out', path, '..'), { recursive: true }); writeFileSync(join(folder, 'out', path), text); };
    for (const path of ['a/x', 'a.html', 'a-b/y', 'gone', 'same', 'again']) put(path, 'one');
    writeInventory(join(folder, 'out'), join(folder, 'before'), true);
    rmSync(join(folder, 'out/gone'));
    put('a/x', 'two');
    put('new', 'three');
    utimesSync(join(folder, 'out/again'), 1, 1);
    writeInventory(join(folder, 'out'), join(folder, 'after'), true);
    expect(await differenceOf(join(folder, 'before'), join(folder, 'after'))).toEqual({ files: 6, bytes: 20, added: 1, removed: 1, changed: 1, written: 1, changedBytes: 8 });
    writeInventory(join(folder, 'out'), join(folder, 'sizes'), false);
    expect(await differenceOf(join(folder, 'sizes'), join(folder, 'sizes'))).toMatchObject({ files: 6, added: 0, removed: 0, changed: 0, written: 0 });
  });

  test('progress gets a rate and the time left, and a note of its own is left alone', () => {
    const seen: Progress[] = [];
    let now = 0;
    const report = paced((progress) => seen.push(progress), () => now);
    for (const [done, at] of [[0, 0], [100, 1000], [400, 4000], [1000, 10_000]] as const) { now = at; report({ stage: 's', done, total: 1000 }); }
    report({ stage: 't', done: 1, total: 9, note: 'own' });
    expect(seen.map(({ note }) => note)).toEqual([undefined, undefined, '100 a second, 6 s left', undefined, 'own']);
  });
});

describe('the steps', () => {
  test('that are done are not taken again, one that was cut off is, and knows it', async () => {
    const folder = temporaryFolder();
    const first = new Steps(folder, 'key', false);
    expect(await first.take('one', () => 1)).toBe(1);
    await expect(first.take('two', () => { throw new Error('cut off'); })).rejects.toThrow('cut off');
    const again = new Steps(folder, 'key', true);
    expect([await again.take('one', () => 2), await again.take('two', (isRepeated) => isRepeated)]).toEqual([1, true]);
  });

  test.each([
    ['without --resume', 'key', false, /^--work: expected a new folder or --resume, got .*, which holds a run$/],
    ['of another shape', 'other', true, /^--resume: expected the options of the run in .* \(key\), got other$/],
  ])('of a standing run %s are refused', (_, key, isResumed, message) => {
    const folder = temporaryFolder();
    new Steps(folder, 'key', false);
    expect(() => new Steps(folder, key, isResumed)).toThrow(message);
  });
});

describe('Hugo', () => {
  test('that is named and does not run is refused with how to get one', () => expect(() => findHugo('/nowhere/hugo'))
    .toThrow('--hugo: expected a program that answers "hugo version", got /nowhere/hugo; Debian and Ubuntu have it as "apt-get install hugo", others at gohugo.io/installation'));

  test.each([['hugo v0.111.3+extended', 'paginate'], ['hugo v0.127.0', 'paginate'], ['hugo v0.128.0', 'pagination'], ['hugo v1.2.0', 'pagination']])('%s is told the length of lists as %s', (version, key) =>
    expect(Object.keys(JSON.parse(hugoConfig(version)) as object).filter((name) => name.startsWith('pagin'))).toEqual([key]));

  test('gets one page a record and language, tombstones too, and style of the size that is missing', () => {
    const folder = temporaryFolder();
    const files = corpus(SHAPE, 1, folder);
    writeHugoFrame(join(folder, 'site'), 'v0.111.3', { record: 4000, embed: 0, list: 100 });
    for (const night of [1, 2, 3, 4]) writeHugoNight(join(folder, 'site'), join(folder, 'content'), join(folder, 'content/log', `00000${night}.jsonl`));
    const site = treeOf(join(folder, 'site'));
    const records = [...files.keys()].filter((path) => path.startsWith('records/')).map((path) => path.replace(/json$/, 'md')).sort();
    for (const language of ['ko', 'en']) expect([...site.keys()].filter((path) => path.startsWith(`content/${language}/`)).sort()).toEqual(records.map((path) => `content/${language}/${path}`));
    expect(Math.abs(site.get('layouts/partials/style-record.html')!.length - 4000)).toBeLessThan(100);
    expect([...site.values()].filter((text) => text.includes('"withdrawn"'))).toHaveLength(2);
  });

  test('is compared by the mean of the same pages', () => {
    const folder = temporaryFolder();
    for (const [path, size] of [['records/a.html', 100], ['records/b.html', 300], ['records/c.html', 9000], ['embed/a.html', 50], ['units/u.html', 70]] as const) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), 'x'.repeat(size));
    }
    expect(meanSizes(folder, ['records/a.md', 'records/b.json'], (path) => path.replace('records', 'embed'))).toEqual({ record: 200, embed: 50, list: 70 });
  });
});

test('a whole run of sixty records and one night has exact counters, and goes on without building again', async () => {
  const work = join(temporaryFolder(), 'work');
  const options = { ...SHAPE, nights: 1, work, isResumed: false, isVerified: false, hugo: null };
  const stages = new Set<string>();
  const result = await runScale(options, ({ stage }) => stages.add(stage));
  const [full, night, quiet] = result.builds;
  expect(result.corpus).toMatchObject({ added: 60, amended: 0, withdrawn: 0 });
  expect(result.builds.map(({ name, isRepeated }) => [name, isRepeated])).toEqual([['full build', false], ['night 1', false], ['no change after 1', false]]);
  const files = treeOf(join(work, 'dist')).size;
  expect(full!.difference).toMatchObject({ added: full!.difference.files, changed: 0, removed: 0, written: 0 });
  expect(night!.content).toMatchObject({ added: 20, amended: 1, withdrawn: 1 });
  expect(quiet!.difference.files).toBe(files);
  expect(full!.difference.files + night!.difference.added - night!.difference.removed).toBe(night!.difference.files);
  // The seal alone: a tile, a bundle, a checkpoint and the line are new, and the head is another.
  expect([quiet!.build.isUnchanged, quiet!.difference]).toMatchObject([true, { added: 4, changed: 1, removed: 0, written: 0 }]);
  for (const stage of ['corpus', 'refresh', 'texts', 'pages', 'check', 'seal']) expect(stages).toContain(stage);

  appendFileSync(join(work, 'content/city.json'), '\n'); // Would make any build that is made again do all over.
  const reported: string[] = [];
  expect(await runScale({ ...options, isResumed: true }, ({ stage }) => reported.push(stage))).toEqual(result);
  expect(reported).toEqual([]);
  const lines = scaleLines(result, 'a machine', null).join('\n');
  for (const words of ['60 records, 20 new a night', 'night 1: 20 new, 1 amended, 1 withdrawn', 'nothing to do', 'no Hugo on the path']) expect(lines).toContain(words);
  expect(readFileSync(join(work, 'steps.json'), 'utf8')).not.toContain('hugo');
}, 240_000);
