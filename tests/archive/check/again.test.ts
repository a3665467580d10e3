/** A check beside a record of what was read: what it may leave unread, and what it must never miss. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkBuild, type CheckReport, type Taint, type Withdrawn } from '../../../src/archive/check/check.ts';
import { Checked } from '../../../src/archive/check/checked.ts';
import { temporaryFolder } from '../../folders.ts';
import { page, writeBuild } from './builds.ts';

const ALPHABET = '0123456789bcdfghjkmnpqrstvwxz';
const idOf = (n: number) => `zx${[...String(n).padStart(8, '0')].map((digit) => ALPHABET[Number(digit) + 12]).join('')}`;
const record = (n: number, line = '') => `# 도서관 운영 계획 ${n}\n\n자료실을 넓히고 좌석을 늘린다. ${line}\n`;
const recordPath = (n: number) => `records/document/${idOf(n)}.md`;
const pagePath = (n: number) => `records/document/${idOf(n)}.html`;

/** A portal of some records that stands, and what is known of it. */
class City {
  readonly root = temporaryFolder();
  readonly standing = join(this.root, 'dist');
  readonly staged = join(this.root, 'staged');
  taint: Taint[] = [];
  withdrawn: Withdrawn[] = [];
  version = '1';
  accepted: ReadonlySet<string> = new Set();

  constructor(records: number) {
    const files = Array.from({ length: records }, (_, n) => [[recordPath(n), record(n)], [pagePath(n), page(`<h1>계획 ${n}</h1>`)]]).flat();
    writeBuild(this.standing, { 'index.html': page('<a href="records.html">목록</a>'), ...Object.fromEntries(files) });
  }

  /** Runs the gate with what is staged. A clean portal takes it in. */
  async night(staged: Readonly<Record<string, string>> = {}, removed: readonly string[] = [], isWhole = false): Promise<CheckReport> {
    rmSync(this.staged, { recursive: true, force: true });
    mkdirSync(this.staged);
    writeBuild(this.staged, staged);
    const folder = isWhole || Object.keys(staged).length === 0 ? this.standing : this.staged;
    const checked = new Checked(join(this.root, 'checked.sqlite'), this.version, this.accepted);
    try {
      const report = await checkBuild({ folder, ...(isWhole ? {} : { standing: this.standing }), removed, checked, leastAgain: 1, taint: this.taint, withdrawn: this.withdrawn, allow: new Map(), accepted: this.accepted });
      if (report.findings.length === 0 && folder === this.staged) cpSync(this.staged, this.standing, { recursive: true });
      if (report.findings.length === 0) for (const path of removed) rmSync(join(this.standing, path), { force: true });
      return report;
    } finally {
      checked.close();
    }
  }

  /** What a check of everything finds. */
  async everything(): Promise<CheckReport> {
    return checkBuild({ folder: this.standing, taint: this.taint, withdrawn: this.withdrawn, allow: new Map(), accepted: new Set() });
  }

  /** Two nights: everything is read, then the record is compared once with what stands. */
  async begun(): Promise<this> {
    await this.night({}, [], true);
    await this.night();
    return this;
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.standing, path)), { recursive: true });
    writeFileSync(join(this.standing, path), text);
  }
}

const kinds = ({ findings }: CheckReport) => [...new Set(findings.map(({ kind, file }) => `${kind} ${file}`))].sort();
const account: Taint = { record: idOf(99), kind: 'account', value: '9999-0000-123' };

describe('beside a record of what was read', () => {
  test('a night reads what is new and the files whose turn it is, and no more', async () => {
    const city = await new City(10).begun();
    expect(await city.night({ [recordPath(3)]: record(3, '고침') })).toMatchObject({ files: 2, findings: [], again: 1 });
    const larger = await city.night({ [recordPath(3)]: record(3, '고침'.repeat(60)) });
    expect(larger.files).toBe(1 + larger.again);
    expect(larger.again).toBeGreaterThan(1);
    expect(larger.again).toBeLessThan(20);
    expect(await city.night()).toMatchObject({ files: 1, again: 1 });
  });

  test('the first night reads everything', async () => {
    expect(await new City(4).night({ [recordPath(9)]: record(9) })).toMatchObject({ files: 10 });
  });

  test.each<[string, (city: City) => void]>([
    ['another version of the check', (city) => { city.version = '2'; }],
    ['an officer\'s word that was taken back', (city) => { city.accepted = new Set(); }],
    ['a record that is gone', (city) => { for (const end of ['', '-wal', '-shm']) rmSync(join(city.root, `checked.sqlite${end}`), { force: true }); }],
  ])('%s makes it read everything', async (_, change) => {
    const city = new City(6);
    city.accepted = new Set(['0123456789ab']);
    await city.begun();
    expect((await city.night()).files).toBe(1);
    change(city);
    expect((await city.night()).files).toBe(13);
  });

  test('one more accepted finding does not', async () => {
    const city = await new City(6).begun();
    city.accepted = new Set(['0123456789ab']);
    expect((await city.night()).files).toBe(1);
  });

  test('every file has its turn', async () => {
    const city = await new City(3).begun();
    for (let night = 0; night < 3; night += 1) await city.night();
    city.write(pagePath(2), page('<p>바뀜</p>'));
    const found: string[] = [];
    for (let night = 0; night < 7; night += 1) found.push(...kinds(await city.night()));
    expect([...new Set(found)]).toEqual([`changed-file ${pagePath(2)}`]);
  });

  test('a refused night leaves the record as it was', async () => {
    const city = await new City(2).begun();
    expect(kinds(await city.night({ [recordPath(1)]: record(1, '연락 010-0000-4321') }))).toEqual([`mobile ${recordPath(1)}`]);
    for (let night = 0; night < 6; night += 1) expect(kinds(await city.night())).toEqual([]);
  });

  test('a portal that was checked and then not published is no change behind its back', async () => {
    const city = await new City(2).begun();
    const before = readFileSync(join(city.standing, recordPath(1)), 'utf8');
    await city.night({ [recordPath(1)]: record(1, '고침'), 'records/new.md': '새 글' });
    city.write(recordPath(1), before);
    rmSync(join(city.standing, 'records/new.md'));
    for (let night = 0; night < 7; night += 1) expect(kinds(await city.night())).toEqual([]);
  });

  test('a file that no build has put there is found beside the others', async () => {
    const city = await new City(4).begun();
    city.write('records/stranger/deep/a.txt', '글');
    city.write('b.txt', '글');
    const found: string[] = [];
    for (let night = 0; night < 3; night += 1) found.push(...kinds(await city.night()));
    expect(new Set(found)).toEqual(new Set(['changed-file b.txt', 'changed-file records/stranger/deep/a.txt']));
  });
});

describe('a value that became secret', () => {
  test.each<[string, string, (city: City) => void, string]>([
    ['a number, with other signs between its digits', '번호 9999 0000·123 참고', (city) => city.taint.push(account), 'taint:account'],
    ['but not a short number inside a longer one', '번호 7790000129 참고', (city) => city.taint.push({ ...account, value: '900-0012' }), ''],
    ['a mail address', '문의 hidden.person 골뱅이', (city) => city.taint.push({ record: idOf(99), kind: 'other', value: 'hidden.person' }), 'taint:other'],
    ['a name in the record it was masked in', '신청 나무늘 확인', (city) => city.taint.push({ record: idOf(7), kind: 'name', value: '나무늘' }), 'taint:name'],
    ['a phrase of a withdrawn record', '낡은 다리를 다시 놓는다', (city) => city.withdrawn.push({ record: idOf(99), phrases: ['낡은 다리를, 다시 놓는다'] }), 'withdrawn'],
    ['the id of a withdrawn record', `앞선 글 ${idOf(99)} 참고`, (city) => city.withdrawn.push({ record: idOf(99), phrases: [] }), 'withdrawn-id'],
  ])('is found in a file that stands unchanged: %s', async (_, line, become, kind) => {
    const city = new City(12);
    city.write(recordPath(7), record(7, line));
    await city.begun();
    become(city);
    const expected = kind === '' ? [] : [`${kind} ${recordPath(7)}`];
    expect(kinds(await city.everything())).toEqual(expected);
    expect(kinds(await city.night())).toEqual(expected);
    expect(kinds(await city.night())).toEqual(expected);
  });

  test('is found in a text that an earlier file held too', async () => {
    const city = new City(3);
    for (const n of [0, 1, 2]) city.write(recordPath(n), '같은 글 9999-0000-123');
    await city.begun();
    await city.night({}, [recordPath(0), recordPath(1)]);
    city.taint.push(account);
    expect(kinds(await city.night())).toEqual([`taint:account ${recordPath(2)}`]);
  });
});

/** A small generator, so that a failing history can be run again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => { state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff; return Math.floor((state / 0x80000000) * below); };
}

test.each(Array.from({ length: 4 }, (_, seed) => [seed]))('in history %i no planted leak passes, and what passes is clean when everything is read', async (seed) => {
  const next = numbers(seed * 7919 + 17);
  const city = await new City(4).begun();
  for (let night = 0; night < 9; night += 1) {
    const n = next(4);
    const step = next(6);
    const value = String(1_000_000_000 + next(1_000_000_000)).replace(/^(\d{4})(\d{3})/, '$1-$2-');
    if (step === 0) await expect(city.night({ [recordPath(n)]: record(n, `연락 010-0000-${1000 + next(9000)}`) })).resolves.toMatchObject({ findings: [{ kind: 'mobile' }] });
    else if (step === 1) {
      await city.night({ [recordPath(n)]: record(n, `번호 ${value}`) });
      const before = city.taint;
      city.taint = [...before, { record: idOf(50), kind: 'account', value }];
      expect(kinds(await city.night({ [pagePath(next(4))]: page('<p>새 쪽</p>') }))).toEqual([`taint:account ${recordPath(n)}`]);
      city.taint = before;
    } else if (step === 2) {
      const path = pagePath(n);
      const before = readFileSync(join(city.standing, path), 'utf8');
      city.write(path, page(`<p>뒤에서 바꿈 ${night}</p>`));
      const found: string[] = [];
      for (let turn = 0; turn < 10 && found.length === 0; turn += 1) found.push(...kinds(await city.night()));
      expect(found).toEqual([`changed-file ${path}`]);
      city.write(path, before);
    } else if (step === 3) { city.version += '+'; expect((await city.night()).files).toBe(9); } else expect(kinds(await city.night({ [recordPath(n)]: record(n, `고침 ${night}`), [pagePath(n)]: page(`<p>${night}</p>`) }))).toEqual([]);
  }
  expect((await city.everything()).findings).toEqual([]);
}, 120_000);
