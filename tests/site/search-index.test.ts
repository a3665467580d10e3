import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useSmallChunks } from '../../scripts/index-chunks.ts';
import { indexTokens } from '../../src/site/search/tokens.ts';
import { entryOf, readFragment, restPath } from '../../src/site/search/fragment.ts';
import { writeShared, writeVolume, type SearchEntry } from '../../src/site/search/search-index.ts';

/** A volume that knows nothing of its nights. */
const BOUNDS = { first: 'r0', nights: ['2026-03-02', '2026-03-02'] } as const;

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'search-index-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const entries: SearchEntry[] = Array.from({ length: 40 }, (_, n) => ({
  url: `records/r${n}.html`,
  title: `놀이터 정비 계획 ${n}`,
  also: `공원녹지과-${n}`,
  parts: [{ file: null, text: `어린이공원 놀이터를 정비합니다. Playground ${n}.` }],
  meta: { unit: '푸른도시과' },
  filters: { type: 'document', year: String(2020 + (n % 5)), project: n % 3 === 0 ? 'PK-1' : '' },
  date: `2026-01-${String((n % 28) + 1).padStart(2, '0')}`,
}));

/** Every file with its bytes. */
function tree(root: string): Map<string, string> {
  const paths = (readdirSync(root, { recursive: true }) as string[]).filter((path) => statSync(join(root, path)).isFile()).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(root, path)).toString('base64')]));
}

test('writes a volume without what all share, and none of the interface it does not use', async () => {
  const out = join(folder, 'pagefind');
  const { files, bytes } = await writeVolume(entries, BOUNDS, out);
  const written = tree(out);
  expect(written.has('pagefind-entry.json')).toBe(true);
  expect([...written.keys()].filter((path) => /^pagefind\.js|^wasm/.test(path))).toEqual([]);
  expect([...written.keys()].filter((path) => path.startsWith('fragment/'))).toHaveLength(40);
  expect([...written.keys()].filter((path) => /ui|highlight|worker|\.css$/.test(path))).toEqual([]);
  expect(files).toBe(written.size);
  expect(bytes).toBe([...written.keys()].reduce((sum, path) => sum + statSync(join(out, path)).size, 0));
});

test('with small chunks, what is fetched for a word stays small', async () => {
  const word = (n: number): string => String.fromCodePoint(0xac00 + (n * 37) % 11_172, 0xac00 + n % 11_172);
  const many = entries.map((entry, at) => ({ ...entry, parts: [{ file: null, text: Array.from({ length: 200 }, (_, n) => word(at * 200 + n)).join(' ') }] }));
  const largest = async (name: string): Promise<number> => {
    await writeVolume(many, BOUNDS, join(folder, name));
    const pieces = join(folder, name, 'index');
    return Math.max(...readdirSync(pieces).map((file) => statSync(join(pieces, file)).size));
  };
  const before = await largest('before');
  useSmallChunks();
  expect(await largest('after')).toBeLessThan(before / 2);
  delete process.env.PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE;
});

test('the same entries give the same bytes', async () => {
  await writeVolume(entries, BOUNDS, join(folder, 'a'));
  await writeVolume(structuredClone(entries), BOUNDS, join(folder, 'b'));
  expect(tree(join(folder, 'b'))).toEqual(tree(join(folder, 'a')));
});

test('replaces what an earlier build left', async () => {
  const out = join(folder, 'pagefind');
  await writeVolume(entries, BOUNDS, out);
  await writeVolume(entries.slice(0, 1), BOUNDS, out);
  expect([...tree(out).keys()].filter((path) => path.startsWith('fragment/'))).toHaveLength(1);
});

test('no entries make an index that finds nothing', async () => {
  await writeVolume([], BOUNDS, join(folder, 'pagefind'));
  expect(JSON.parse(readFileSync(join(folder, 'pagefind/index.json'), 'utf8'))).toMatchObject({ records: 0, days: ['', ''], years: [] });
});

test('a folder that can not be written is an error with its path, and the next build works', async () => {
  const blocked = join(folder, 'file');
  writeFileSync(blocked, '');
  await expect(writeVolume(entries, BOUNDS, join(blocked, 'pagefind'))).rejects.toMatchObject({ code: 'BUILD_FAILED', where: join(blocked, 'pagefind') });
  await expect(writeVolume(entries, BOUNDS, join(folder, 'pagefind'))).resolves.toMatchObject({ files: expect.any(Number) });
});

test('a fragment has the readable text; the end of a long one stands beside, and both make the entry again', async () => {
  const [entry] = entries;
  const long = { ...entry!, parts: [{ file: null, text: '본문 '.repeat(2_000) }, { file: '계획서.hwp', text: '붙임 '.repeat(2_000) }] };
  await writeVolume([long, { ...entries[1]!, parts: [{ file: null, text: '짧은 글 <b>' }] }], BOUNDS, join(folder, 'pagefind'));
  const [first, second] = readdirSync(join(folder, 'pagefind/fragment')).map((name) => readFragment(readFileSync(join(folder, 'pagefind/fragment', name)))).sort((a, b) => (a.url < b.url ? -1 : 1));
  expect(first!.content.length).toBeLessThan(6_100);
  expect(first!.content).toContain('계획서.hwp');
  const whole = readFileSync(join(folder, 'pagefind', restPath(long.url)), 'utf8');
  expect([entryOf(first!, whole), entryOf(second!, null).parts]).toEqual([long, [{ file: null, text: '짧은 글 <b>' }]]);
  expect(readdirSync(join(folder, 'pagefind/rest'))).toEqual(['r0.txt']);
});

test('what every record has is named as too frequent, and only that', async () => {
  const many = Array.from({ length: 300 }, (_, n): SearchEntry => ({ ...entries[0]!, url: `records/f${n}.html`, title: `공원 ${n}`, also: '', parts: [{ file: null, text: n % 2 === 0 ? '시설' : '도로' }] }));
  await writeVolume(many, BOUNDS, join(folder, 'pagefind'));
  expect(JSON.parse(readFileSync(join(folder, 'pagefind/index.json'), 'utf8'))).toEqual({
    records: 300, nights: ['2026-03-02', '2026-03-02'], days: ['2026-01-01', '2026-01-01'], years: ['2020'], first: 'r0', frequent: indexTokens('공원'),
  });
});

test('what all volumes share is the script and the engine, and they are those of every index', async () => {
  const { files } = await writeShared(join(folder, 'shared'));
  expect([[...tree(join(folder, 'shared')).keys()], files]).toEqual([['pagefind.js', 'wasm.unknown.pagefind'], 2]);
});
