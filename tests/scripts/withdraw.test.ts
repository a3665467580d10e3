/** A record taken back from a built portal: nothing of it is left in any file, with a build and, while frozen, without one. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../scripts/build.ts';
import { lockBuild } from '../../scripts/build/build-lock.ts';
import { withdraw, type WithdrawRequest } from '../../scripts/withdraw.ts';
import { isShown, takeOut } from '../../scripts/withdraw/portal.ts';
import { readFragment } from '../../src/site/search/fragment.ts';
import { indexTokens } from '../../src/site/search/tokens.ts';
import { needlesIn, needlesOf, ownNeedles, tracesOf } from '../../scripts/withdraw/traces.ts';
import { freeze, thaw } from '../../src/export/freeze.ts';
import { withdrawNow } from '../../src/export/withdraw.ts';
import type { RegisterRow, TextRecord } from '../../src/model/record.ts';
import { testEffects } from '../effects.ts';
import { copyFolder, suiteFolder, temporaryFolder, treeOf } from '../folders.ts';
import { MiniCity, paper, row } from '../export/mini-city.ts';

const LETTER = '은행나무 "전정" 청원 <회신> & 결과';
const TEXT = '청원인의 집 앞 은행나무 열매에 관한 회신입니다';
const WORD = '고유낱말은행나무';
/** A pair of its syllables that no other text has: the search index holds pairs. */
const [PAIR] = indexTokens('유낱') as [string];
const OTHER = '보도 정비 계획 안내';

let base: string;
beforeAll(async () => {
  base = suiteFolder();
  const city = new MiniCity(base);
  copyFolder('content/pages', join(city.content, 'pages'));
  city.fill([
    paper('A1', { title: LETTER, body: `## 경위\n\n${TEXT}\n\n**강조** ${WORD}\n`, document_number: '보행도로과-101' }),
    paper('A2', { title: OTHER, body: '보행도로과-101 관련, 보도를 정비합니다.', document_number: '보행도로과-102' }),
    paper('A3', { title: '보도 점검 결과 보고', body: '보도를 점검했습니다.', document_number: '보행도로과-103' }),
  ], [row('R1', 100, { document_number: '보행도로과-101' }), row('R2', 200)]);
  city.night();
  await build({ content: city.content, cache: join(base, 'cache'), out: join(base, 'dist'), report: () => {} });
}, 120_000);

interface Portal extends WithdrawRequest { root: string; id: string; path: string }

function standing(): Portal {
  const root = temporaryFolder();
  copyFolder(base, root);
  const [content, out] = [join(root, 'content'), join(root, 'dist')];
  const rows = [...treeOf(join(content, 'register')).values()].flatMap((text) => text.trimEnd().split('\n')).map((line) => JSON.parse(line) as RegisterRow);
  const { id, path } = rows.find((line) => line.title === LETTER)!;
  return { root, content, private: join(root, 'private'), cache: join(root, 'cache'), out, ids: [id], reason: 'personal-information', by: '김담당', effects: testEffects({ now: '2026-03-02T09:00:00Z' }), id, path: path! };
}

/** Every file of a portal as text, packed ones unpacked, with HTML's signs as readers see them. */
function contentsOf(out: string): Map<string, string> {
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
    return [join(entry.parentPath, entry.name).slice(out.length + 1), text.replaceAll('&quot;', '"').replaceAll('&#34;', '"').replaceAll('&lt;', '<').replaceAll('&#x3C;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('&#38;', '&')];
  }));
}

const holding = (out: string, words: string) => [...contentsOf(out)].filter(([, text]) => text.includes(words)).map(([path]) => path);

function expectNothingLeft({ out, id, path }: Portal): void {
  for (const words of [LETTER, '은행나무', TEXT, WORD, PAIR, '청원인']) expect(holding(out, words), words).toEqual([]);
  const page = path.replace(/\.md$/, '.html');
  expect(readFileSync(join(out, page), 'utf8')).toContain(`철회된 자료: 결재문서 ${id}`);
  expect(readFileSync(join(out, 'en', page), 'utf8')).toContain(`Withdrawn: Document ${id}`);
  expect(readFileSync(join(out, path), 'utf8')).toContain('reason: "personal-information"');
  expect(holding(out, OTHER).length).toBeGreaterThan(5);
}

test('the portal shows the record before: pages, data, register and search index', () => {
  const { out, path } = standing();
  const shown = holding(out, '은행나무');
  expect(shown).toEqual(expect.arrayContaining([path, path.replace('.md', '.html'), 'register/2026/02.jsonl', 'register/2026-02.html']));
  expect(shown.some((file) => file.endsWith('.pf_fragment'))).toBe(true);
  expect(holding(out, PAIR).some((file) => file.endsWith('.pf_index'))).toBe(true);
});

test('a withdrawal takes it out and builds the portal again', async () => {
  const portal = standing();
  expect(await withdraw(portal)).toMatchObject({ isBuilt: true, isFrozen: false });
  expectNothingLeft(portal);
}, 120_000);

describe('while frozen', () => {
  test('the record goes, the search with it, and nothing else changes', async () => {
    const portal = standing();
    const before = contentsOf(portal.out);
    freeze({ privateFolder: portal.private, effects: testEffects(), by: '김담당' }, 'leak-suspected');
    // What an export wrote before the freeze and nobody built may not come out with the withdrawal.
    writeFileSync(join(portal.content, 'pages/about.ko.md'), '---\ntitle: 새 글\n---\n아직 나가면 안 되는 글\n');
    expect(await withdraw(portal)).toMatchObject({ isBuilt: false, isFrozen: true });
    expectNothingLeft(portal);
    expect(holding(portal.out, '아직 나가면 안 되는 글')).toEqual([]);
    const after = contentsOf(portal.out);
    const changed = [...before].filter(([path, text]) => !path.startsWith('pagefind/') && after.get(path) !== text);
    const unnamed = changed.filter(([, text]) => !text.includes(portal.id) && !text.includes(LETTER)).map(([path]) => path);
    // Names that are suggested don't say of which record they are: they go whole.
    expect(unnamed).toEqual(['en', 'ko'].flatMap((language) => [`data/search-projects.${language}.json`, `data/suggest.${language}.json`]).sort());
    expect(unnamed.filter((path) => after.has(path))).toEqual([]);
    expect([...after.keys()].filter((path) => !before.has(path) && !path.startsWith('pagefind/'))).toEqual([]);
    const found = [...after.keys()].filter((path) => path.endsWith('.pf_fragment')).map((path) => readFragment(readFileSync(join(portal.out, path))));
    expect(found.map(({ url }) => url).sort()).toEqual([...before.keys()].filter((path) => path.endsWith('.pf_fragment'))
      .map((path) => readFragment(readFileSync(join(base, 'dist', path))).url).filter((url) => !url.includes(portal.id)).sort());
    expect(found.find(({ meta }) => meta.title === OTHER)).toEqual([...before.keys()].filter((path) => path.endsWith('.pf_fragment'))
      .map((path) => readFragment(readFileSync(join(base, 'dist', path)))).find(({ meta }) => meta.title === OTHER));
  }, 60_000);

  test('after the thaw a build ends with the same portal as a withdrawal without a freeze', async () => {
    const [frozen, free] = [standing(), standing()];
    freeze({ privateFolder: frozen.private, effects: testEffects(), by: '김담당' }, 'audit');
    await withdraw(frozen);
    thaw({ privateFolder: frozen.private, effects: testEffects(), by: '김담당' });
    await build({ content: frozen.content, cache: frozen.cache, out: frozen.out, private: frozen.private, report: () => {} });
    await withdraw(free);
    expect([...contentsOf(frozen.out)].sort()).toEqual([...contentsOf(free.out)].sort());
  }, 120_000);
});

describe('file by file', () => {
  test('the record is out of every page, its data and its search entry; a second time changes no page', () => {
    const portal = standing();
    const records = withdrawNow({ contentFolder: portal.content, privateFolder: portal.private, effects: portal.effects!, ids: portal.ids, reason: portal.reason, by: portal.by });
    expect(isShown(portal.out, portal.content, records[0]!)).toBe(true);
    expect(takeOut(portal.out, portal.content, records)).toBeGreaterThan(5);
    expect(isShown(portal.out, portal.content, records[0]!)).toBe(false);
    const left = holding(portal.out, '은행나무');
    // Single words may lead to the emptied entry until the index is made again.
    expect(left.filter((path) => !path.endsWith('.pf_index'))).toEqual([]);
    const once = contentsOf(portal.out);
    takeOut(portal.out, portal.content, records);
    expect(contentsOf(portal.out)).toEqual(once);
  });

  test('what bears its id goes too, such as an original file or a second part of its page', () => {
    const portal = standing();
    const extra = [portal.path.replace('.md', '/2.html'), `${portal.id}-1.pdf`].map((path) => join(portal.out, path));
    execFileSync('mkdir', ['-p', join(extra[0]!, '..')]);
    for (const file of extra) writeFileSync(file, TEXT);
    const records = withdrawNow({ contentFolder: portal.content, privateFolder: portal.private, effects: portal.effects!, ids: portal.ids, reason: portal.reason, by: portal.by });
    takeOut(portal.out, portal.content, records);
    expect(extra.filter((file) => existsSync(file))).toEqual([]);
  });
});

describe('a withdrawal', () => {
  test('that was cut off before the portal was done goes on when it is given again', async () => {
    const portal = standing();
    withdrawNow({ contentFolder: portal.content, privateFolder: portal.private, effects: portal.effects!, ids: portal.ids, reason: portal.reason, by: portal.by });
    freeze({ privateFolder: portal.private, effects: testEffects(), by: '김담당' }, 'audit');
    await withdraw(portal);
    expectNothingLeft(portal);
    await expect(withdraw(portal)).rejects.toThrow(`${portal.id}: expected a released record, got one that is withdrawn already`);
  }, 60_000);

  test('finds what is left where it did not look, and fails', async () => {
    const portal = standing();
    freeze({ privateFolder: portal.private, effects: testEffects(), by: '김담당' }, 'audit');
    writeFileSync(join(portal.out, 'feed.gz'), gzipSync(`<item>${TEXT}</item>`));
    await expect(withdraw(portal)).rejects.toThrow(expect.objectContaining({ code: 'BUILD_FAILED', message: expect.stringContaining('found what they said in 1 files, the first: feed.gz') }));
  }, 60_000);

  test('without a portal is one of content/ alone', async () => {
    const portal = standing();
    rmSync(portal.out, { recursive: true });
    expect(await withdraw(portal)).toMatchObject({ isBuilt: false, filesChanged: 0 });
    expect(existsSync(portal.out)).toBe(false);
  });
});

describe('a build', () => {
  const folders = ({ content, cache, out, private: privateFolder }: Portal) => ({ content, cache, out, private: privateFolder, report: () => {} });

  test('that began before a withdrawal never brings the record back', async () => {
    const portal = standing();
    writeFileSync(join(portal.content, 'pages/about.ko.md'), readFileSync(join(portal.content, 'pages/about.ko.md'), 'utf8').replace('\n---\n', '\n---\n\n'));
    const building = build(folders(portal));
    withdrawNow({ contentFolder: portal.content, privateFolder: portal.private, effects: portal.effects!, ids: portal.ids, reason: portal.reason, by: portal.by });
    await expect(building).rejects.toThrow('a night or a withdrawal came between');
    expect(holding(portal.out, LETTER).length).toBeGreaterThan(0);
  }, 60_000);

  test('that is frozen while it runs leaves the portal as it was', async () => {
    const portal = standing();
    writeFileSync(join(portal.content, 'pages/about.ko.md'), readFileSync(join(portal.content, 'pages/about.ko.md'), 'utf8').replace('\n---\n', '\n---\n\n새 글\n\n'));
    const before = contentsOf(portal.out);
    const building = build(folders(portal));
    freeze({ privateFolder: portal.private, effects: testEffects(), by: '김담당' }, 'audit');
    await expect(building).rejects.toThrow(expect.objectContaining({ code: 'FROZEN' }));
    expect(contentsOf(portal.out)).toEqual(before);
  }, 60_000);

  test('does not run beside another one', async () => {
    const portal = standing();
    const unlock = lockBuild(portal.cache);
    await expect(build(folders(portal))).rejects.toThrow('another build is running');
    unlock();
    await expect(build(folders(portal))).resolves.toMatchObject({ isUnchanged: expect.any(Boolean) });
  }, 60_000);
});

describe('traces', () => {
  const record = { title: '짧은 제목', markdown: `# 머리글이 있는 긴 글줄\n\n앞말 **굵게** 뒤에 오는 긴 글줄입니다 [주민등록번호 가림·제6호] 끝\n`, files: [] } as unknown as TextRecord;

  test('are looked for by title and by runs that no markup interrupts', () => {
    expect(needlesOf(record)).toEqual(['짧은 제목', '뒤에 오는 긴 글줄입니다', '머리글이 있는 긴 글줄']);
  });

  test('of a file that breaks its schema are taken from its bytes, for it must go all the same', () => {
    const portal = standing();
    const file = join(portal.content, portal.path);
    writeFileSync(file, readFileSync(file, 'utf8').replace('type: "document"', 'type: "of a form to come"'));
    expect(needlesIn(portal.content, portal.path)).toContain(TEXT);
    writeFileSync(file, '');
    expect(needlesIn(portal.content, portal.path)).toEqual([]);
  });

  test('are found in packed files, and what others say themselves is none', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.gz'), gzipSync('뒤에 오는 긴 글줄입니다'));
    writeFileSync(join(folder, 'b.md'), '짧은 제목');
    expect(tracesOf(folder, needlesOf(record)).sort()).toEqual(['a.gz', 'b.md']);
    expect(ownNeedles(folder, needlesOf(record))).toEqual(['뒤에 오는 긴 글줄입니다', '머리글이 있는 긴 글줄']);
  });
});

describe('the command', () => {
  const run = (...words: string[]) => {
    try {
      return { status: 0, said: execFileSync(process.execPath, words, { stdio: 'pipe' }).toString() };
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: Buffer };
      return { status, said: stderr.toString() };
    }
  };
  const folders = ({ content, cache, out, private: privateFolder }: Portal) => ['--content', content, '--private', privateFolder, '--cache', cache, '--out', out];

  test.each([
    [[], 'expected the id of a record'],
    [['0123456789', '--by', '김담당'], '--reason: expected one of personal-information, '],
    [['0123456789', '--reason', 'because', '--by', '김담당'], '--reason: expected one of personal-information, '],
    [['0123456789', '--reason', 'copyright'], '--by: expected a name'],
    [['0123456789', '--reason', 'copyright', '--by', 'a\u001b[2Jb'], '--by: expected a name without control characters'],
    [['0123456789', '--reason', 'copyright', '--by', '김담당', '--row', 'x'], 'command line: Unknown option'],
    [['0123456789', '--reason', 'copyright', '--by', '김담당'], 'withdraw: expected the id of a record'],
  ])('refuses %j with code 2', (words, message) => {
    expect(run('scripts/withdraw.ts', ...words, ...folders(standing()))).toMatchObject({ status: 2, said: expect.stringContaining(message) });
  }, 30_000);

  test('says what it did', () => {
    const portal = standing();
    freeze({ privateFolder: portal.private, effects: testEffects(), by: '김담당' }, 'audit');
    expect(run('scripts/withdraw.ts', portal.id, '--reason', 'copyright', '--by', '김담당', ...folders(portal))).toMatchObject({
      status: 0, said: expect.stringMatching(new RegExp(`^${portal.id}: withdrawn \\(copyright\\)\nthe portal no longer shows it; the service is frozen, so nothing else was built\nsealed as an UNSIGNED PREVIEW, nobody vouches for it \\(npm run log-key makes a key\\): \\d+ files, 3 records, 1 withdrawn; entry \\d+ of the log, the next by [\\d-]+T[\\d:]+Z\n$`)),
    });
  }, 60_000);
});
