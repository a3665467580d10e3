/** What a person types: options that are meant for another folder must never run on the default ones. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkOut } from '../../scripts/build.ts';
import { checkObeyable, decisionFor, describeHolds } from '../../scripts/review.ts';
import type { HeldEntry, KnownPaper } from '../../src/export/state.ts';
import { temporaryFolder } from '../folders.ts';

describe('the folder of the portal', () => {
  const root = () => {
    const folder = temporaryFolder();
    for (const name of ['content', 'cache', 'full', 'empty', 'portal/data']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'full/precious.txt'), 'x');
    writeFileSync(join(folder, 'portal/index.html'), 'x');
    writeFileSync(join(folder, 'portal/data/disclosure.json'), '{}');
    return folder;
  };

  test.each(['empty', 'portal', 'new', 'contents'])('may be %s', (name) => {
    const folder = root();
    expect(() => checkOut(join(folder, name), [join(folder, 'content'), join(folder, 'cache')])).not.toThrow();
  });

  test.each([
    ['content', 'expected a folder apart from'],
    ['content/dist', 'expected a folder apart from'],
    ['.', 'expected a folder apart from'],
    ['full', 'expected an empty folder or an earlier portal'],
    ['full/precious.txt', 'expected a folder, got the file'],
  ])('may not be %s', (name, message) => {
    const folder = root();
    expect(() => checkOut(join(folder, name), [join(folder, 'content'), join(folder, 'cache')])).toThrow(message);
    expect(readdirSync(join(folder, 'full'))).toEqual(['precious.txt']);
  });
});

describe('a command', () => {
  const run = (...words: string[]) => {
    try {
      execFileSync(process.execPath, words, { stdio: 'pipe' });
      return { status: 0, said: '' };
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: Buffer };
      return { status, said: stderr.toString() };
    }
  };

  test.each(['export', 'build', 'night', 'review', 'serve', 'sample', 'units'])('%s refuses a stray word and an unknown option with code 2', (name) => {
    expect(run(`scripts/${name}.ts`, 'elsewhere')).toMatchObject({ status: 2, said: expect.stringContaining('BAD_ARGUMENT  command line') });
    expect(run(`scripts/${name}.ts`, '--contend', 'x')).toMatchObject({ status: 2, said: expect.stringContaining('BAD_ARGUMENT  command line') });
  }, 60_000);
});

describe('a decision', () => {
  const paper = { id: '0123456789', inputHash: 'a'.repeat(64) } as KnownPaper;
  const typed = { decide: 'release', disclosure: 'open', grounds: '', by: '담당' };
  const hold: HeldEntry = { source: 's', key: 'k', id: paper.id, where: 'view[k]', type: 'document', code: 'missing-rank', detail: 'd', inputHash: paper.inputHash, since: '2026-11-23', amount: null };

  test('is bound to the paper as it is', () => {
    expect(decisionFor(paper, typed, '2026-11-23')).toEqual({ id: paper.id, hash: paper.inputHash, decision: 'release', disclosure: 'open', grounds: [], until: null, by: '담당', on: '2026-11-23' });
  });

  test.each([
    [{ by: undefined }, '--by: expected a value, got nothing'],
    [{ decide: 'publish' }, '--decide: Invalid option'],
    [{ grounds: '9', disclosure: 'partial' }, '--grounds: Invalid'],
    [{ until: '2026-02-30' }, '--until: expected a day that exists, YYYY-MM-DD'],
    [{ disclosure: undefined }, '--decide: expected "disclosure" for release and list'],
  ])('with %o is refused', (part, message) => expect(() => decisionFor(paper, { ...typed, ...part }, '2026-11-23')).toThrow(message));

  test('that the next night could not obey is refused', () => {
    const release = decisionFor(paper, typed, '2026-11-23');
    expect(() => checkObeyable(release, hold)).not.toThrow();
    expect(() => checkObeyable(release, { ...hold, code: 'unknown-unit' })).toThrow('is mended at its source or in content/organisations');
    expect(() => checkObeyable({ ...release, decision: 'keep' }, null)).toThrow('expected "keep" for a paper that is missing at its source only');
  });

  test('the list shows no sign that could move the cursor', () => {
    expect(describeHolds([{ ...hold, where: 'view[\u001b[2J\n]' }])[0]).toMatch(/view\[\uFFFD\[2J\uFFFD\]/);
  });
});
