/** `npm run check`: what it says, how it ends, and what an officer's word does. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { acceptedIn, checkPortal, reportOn } from '../../scripts/check.ts';
import { secretsOf } from '../../scripts/secrets.ts';
import { temporaryFolder } from '../folders.ts';

const run = (...words: string[]) => {
  try {
    return { status: 0, said: execFileSync(process.execPath, ['scripts/check.ts', ...words], { stdio: 'pipe' }).toString() };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: Buffer; stderr: Buffer };
    return { status, said: `${stdout}${stderr}` };
  }
};

function portal(files: Record<string, string>, secrets?: { taint: [string, string, string][]; phrases: [string, string][] }) {
  const root = temporaryFolder();
  const folders = { folder: join(root, 'dist'), content: join(root, 'content'), private: join(root, 'private'), report: () => {} };
  for (const part of ['policy', 'organisations', 'city.json']) cpSync(join('content', part), join(folders.content, part), { recursive: true });
  mkdirSync(join(folders.content, 'records'));
  mkdirSync(folders.folder);
  mkdirSync(folders.private);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folders.folder, name), text);
  if (secrets !== undefined) {
    const state = new DatabaseSync(join(folders.private, 'state.sqlite'));
    state.exec('CREATE TABLE taint (record TEXT, kind TEXT, value TEXT); CREATE TABLE withdrawn_phrases (record TEXT, phrase TEXT)');
    for (const row of secrets.taint) state.prepare('INSERT INTO taint VALUES (?, ?, ?)').run(...row);
    for (const row of secrets.phrases) state.prepare('INSERT INTO withdrawn_phrases VALUES (?, ?)').run(...row);
    state.close();
  }
  return folders;
}

describe('npm run check', () => {
  test('ends with 0 on a clean portal, and says when there is no state', () => {
    const { folder, private: privateFolder } = portal({ 'a.txt': '글' });
    const { status, said } = run(folder, '--private', privateFolder);
    expect(said).toMatch(/^canaries (\d+) of \1; 1 files, 0\.0 MB; no state in .*: only own detectors and canaries/);
    expect(status).toBe(0);
  });

  test('ends with 1 on a finding, tells its id and no value; an officer can accept it', () => {
    const { folder, private: privateFolder } = portal({ 'a.txt': '연락 010-0000-4321' });
    const { status, said } = run(folder, '--private', privateFolder);
    expect(status).toBe(1);
    expect(said).not.toMatch(/4321/);
    const id = /^([0-9a-f]{12}) {2}mobile {2}a\.txt: from line 1 \+3$/m.exec(said)![1]!;
    expect(run('--accept', id, '--private', privateFolder)).toMatchObject({ status: 2, said: expect.stringContaining('--by: expected the name of the officer') });
    expect(run('--accept', id, '--by', '담당', '--private', privateFolder).status).toBe(0);
    expect(JSON.parse(readFileSync(join(privateFolder, 'check-accepted.jsonl'), 'utf8'))).toMatchObject({ id, by: '담당' });
    expect(run(folder, '--private', privateFolder)).toMatchObject({ status: 0, said: expect.stringContaining('1 accepted') });
  });

  test.each([[['nowhere']], [['a', 'b']], [['--contend', 'x']], [['--accept', 'x', '--by', 'y']]])('refuses %j with code 2', (words) => {
    expect(run(...words)).toMatchObject({ status: 2, said: expect.stringContaining('BAD_ARGUMENT') });
  });
});

describe('the gate', () => {
  test('lets a clean portal through', async () => {
    await expect(checkPortal(portal({ 'a.txt': '글' }))).resolves.toMatchObject({ findings: [], unread: [] });
  });

  test('stops for what the export masked, wherever it stands', async () => {
    const folders = portal({ 'a.txt': '번호 9999 0000 123' }, { taint: [['zxd879cbdt', 'account', '9999-0000-123']], phrases: [] });
    await expect(checkPortal(folders)).rejects.toMatchObject({ code: 'CHECK_FAILED', message: expect.stringMatching(/found 1 \(taint:account 1\), unread files 0\n {2}[0-9a-f]{12} {2}taint:account {2}a\.txt/) });
  });

  test('stops for a phrase of a withdrawn record', async () => {
    const folders = portal({ 'a.txt': '도서관 이전 계획' }, { taint: [], phrases: [['zxd879cbdt', '도서관 이전 계획'], ['zxd879cbdt', '다른 구절입니다']] });
    expect(secretsOf(folders.private).withdrawn).toEqual([{ record: 'zxd879cbdt', phrases: ['도서관 이전 계획', '다른 구절입니다'] }]);
    await expect(checkPortal(folders)).rejects.toThrow('withdrawn 1');
  });

  test.each<[string, string, string, string]>([
    ['behind another number, with other spaces', '- 관 련: 안전과-281(2025. 1. 28.)호의 후속 조치', 'records/document/2026/05/vww22vq9m9.md', '2. 관련: 안전과-281(2025. 1. 28.)호의 후속 조치'],
    ['as the title of another paper in the register', '소방차 통행로 확보 계획', 'register/2024/10.jsonl', `${JSON.stringify({ id: 'vww22vq9m9', title: '소방차 통행로 확보 계획' })}\n${JSON.stringify({ id: 'vww22vq9m8', title: null })}\n`],
  ])('lets a phrase of a withdrawn record stand that a published one has too, %s', async (_, phrase, path, text) => {
    const golden = readFileSync('tests/export/golden/first/records/document/2026/02/vww22vq9m9.md', 'utf8');
    const folders = portal({ 'a.txt': phrase }, { taint: [], phrases: [['zxd879cbdt', phrase]] });
    mkdirSync(join(folders.content, path, '..'), { recursive: true });
    await expect(checkPortal(folders)).rejects.toThrow('withdrawn 1');
    writeFileSync(join(folders.content, path), path.endsWith('.md') ? `${golden}\n${text}\n` : text);
    await checkPortal(folders);
  });

  test('lets a phrase of a withdrawn record stand while a published one has it too, and no longer', async () => {
    const golden = readFileSync('tests/export/golden/first/records/document/2026/02/vww22vq9m9.md', 'utf8');
    const phrase = (JSON.parse(/^title: (".*")$/m.exec(golden)![1]!) as string);
    const folders = portal({ 'a.txt': phrase }, { taint: [], phrases: [['zxd879cbdt', phrase]] });
    const record = join(folders.content, 'records/document/2026/02');
    mkdirSync(record, { recursive: true });
    writeFileSync(join(record, 'vww22vq9m9.md'), golden);
    await expect(checkPortal(folders)).resolves.toMatchObject({ findings: [] });
    await expect(checkPortal(folders)).resolves.toMatchObject({ findings: [] });
    writeFileSync(join(folders.private, 'phrases.sqlite'), 'x'.repeat(5000));
    await expect(checkPortal(folders)).resolves.toMatchObject({ findings: [] });
    writeFileSync(join(record, 'vww22vq9m9.md'), golden.replaceAll(phrase, '다른 제목을 단 보도 정비 계획'));
    await expect(checkPortal(folders)).rejects.toThrow('withdrawn 1');
    rmSync(record, { recursive: true });
    await expect(checkPortal(folders)).rejects.toThrow('withdrawn 1');
  });

  test('reads what is new and what stands in its turn, and throws a damaged record of what was read away', async () => {
    const folders = portal({ 'a.txt': '글', 'b.txt': '글', 'c.txt': '글' }, { taint: [], phrases: [] });
    const standing = { ...folders, standing: folders.folder, leastAgain: 1 };
    expect((await checkPortal(folders)).files).toBe(3);
    expect((await checkPortal(standing)).files).toBe(1);
    writeFileSync(join(folders.content, 'city.json'), readFileSync(join(folders.content, 'city.json'), 'utf8').replace(/"askMail": *"[^"]*"/, '"askMail": "other@mini.example"'));
    expect((await checkPortal(standing)).files).toBe(3);
    expect((await checkPortal(standing)).files).toBe(1);
    for (const end of ['', '-wal', '-shm']) writeFileSync(join(folders.private, `checked.sqlite${end}`), 'x'.repeat(5000));
    expect((await checkPortal(standing)).files).toBe(3);
    writeFileSync(join(folders.folder, 'a.txt'), '바뀐 글');
    await checkPortal(standing).catch(() => {});
    await checkPortal(standing).catch(() => {});
    await expect(checkPortal({ ...standing, leastAgain: 3 })).rejects.toThrow('changed-file 1');
    await expect(reportOn(folders)).resolves.toMatchObject({ files: 3, findings: [] });
  });

  test('stops for a file that can\'t be read, and shows no name that could be a person\'s', async () => {
    await expect(checkPortal(portal({ '견본새 010-0000-4321.exe': 'x' }))).rejects.toThrow(/unread {2}[^가-힣]*: expected a file type/);
    await expect(checkPortal(portal({ '견본새 010-0000-4321.exe': 'x' }))).rejects.not.toThrow('4321');
  });
});

test('a line of accepted findings that is not understood stops', () => {
  const { private: privateFolder } = portal({});
  writeFileSync(join(privateFolder, 'check-accepted.jsonl'), '{"id":"all"}\n');
  expect(() => acceptedIn(privateFolder)).toThrow('expected {"id","by","on"}, got something else');
});

test('a state that can\'t be read stops, one without the lists is empty', () => {
  const { private: privateFolder } = portal({});
  new DatabaseSync(join(privateFolder, 'state.sqlite')).exec('CREATE TABLE meta (a TEXT)');
  expect(secretsOf(privateFolder)).toMatchObject({ taint: [], withdrawn: [] });
  writeFileSync(join(privateFolder, 'state.sqlite'), 'x'.repeat(5000));
  expect(() => secretsOf(privateFolder)).toThrow('expected a private state that can be read');
});
