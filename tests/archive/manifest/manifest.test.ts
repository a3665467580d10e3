import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedManifest, isOutside, MANIFEST, wholeManifest, type Manifest } from '../../../src/archive/manifest/manifest.ts';
import { parseLines, SHARD_LINES, sha256Of, shardKey } from '../../../src/archive/manifest/shards.ts';
import { temporaryFolder } from '../../folders.ts';

const noMonth = () => null;
const idMonth = (path: string) => (path.startsWith('embed/') ? '2026-03' : null);

test.each([
  ['records/document/2023/12/1d3rngm0g7.html', '2023-12'],
  ['en/records/document/2023/12/1d3rngm0g7.html', '2023-12'],
  ['register/2024/05.jsonl', 'lists'],
  ['embed/1d3rngm0g7.html', '2026-03'],
  ['index.html', 'lists'],
])('%s belongs to %s', (path, group) => {
  expect(shardKey(path, idMonth).group).toBe(group);
});

test('a manifest is what sha256sum -c takes, at both levels', () => {
  const folder = temporaryFolder();
  const files = new Map([['index.html', 'a'], ['records/document/2026/01/a.md', 'b'], ['files/with space.txt', 'c']]);
  for (const [path, text] of files) put(folder, path, text);
  const { text, shards } = wholeManifest([...files].map(([path, content]) => [path, sha256Of(content)] as const), noMonth);
  put(folder, MANIFEST, text);
  for (const [path, lines] of shards) put(folder, path, lines);
  const check = (file: string) => execFileSync('sha256sum', ['-c', '--strict', '--quiet', file], { cwd: folder, encoding: 'utf8' });
  expect(check(MANIFEST)).toBe('');
  for (const path of shards.keys()) expect(check(path)).toBe('');
  put(folder, 'index.html', 'other');
  expect(() => [...shards.keys()].forEach(check)).toThrow('1 computed checksum did NOT match');
});

test.each([
  ['a line without a path', `${'0'.repeat(64)}  \n`],
  ['a hash that is too short', `${'0'.repeat(63)}  a\n`],
  ['a path that leads out', `${'0'.repeat(64)}  a/../../b\n`],
  ['a path from the root', `${'0'.repeat(64)}  /etc/passwd\n`],
  ['a backslash', `${'0'.repeat(64)}  a\\b\n`],
])('refused is %s', (_, text) => {
  expect(() => parseLines('m', text)).toThrow('m:1: expected "<64 hex digits>  <path below the portal>", got something else');
});

test('a last line that does not end is refused', () => {
  expect(() => parseLines('m', `${'0'.repeat(64)}  a`)).toThrow('m: expected lines that end, got a last one that does not');
});

test.each([['log/checkpoint', true], ['log/tile/0/000', true], ['manifest/lists.0123456789abcdef.txt', true], [MANIFEST, true], [`${MANIFEST}.sig`, true], ['allowed_signers', true], ['index.html', false], ['catalogue/log/x', false]])('%s outside: %s', (path, outside) => {
  expect(isOutside(path)).toBe(outside);
});

test('a shard has no more lines than it may, and one line more splits it', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, n): [string, string] => [`keywords/${n}.html`, sha256Of(String(n))]);
  const sizes = (count: number) => [...wholeManifest(lines(count), noMonth).shards.values()].map((text) => parseLines('s', text).size);
  expect(sizes(SHARD_LINES)).toEqual([SHARD_LINES]);
  expect(sizes(SHARD_LINES + 1)).toHaveLength(2);
  expect(Math.max(...sizes(5 * SHARD_LINES))).toBeLessThanOrEqual(SHARD_LINES);
});

test('a manifest that follows any changes is the one that is made whole, and only shards that change are read', () => {
  const path = fc.integer({ min: 0, max: 4 * SHARD_LINES }).map((n) => (n % 3 === 0 ? `embed/${n}.html` : n % 3 === 1 ? `records/document/20${10 + n % 4}/0${1 + n % 2}/${n}.md` : `keywords/${n}.html`));
  const step = fc.record({ size: fc.constantFrom(1, 3, 3000, 9000), from: fc.integer({ min: 0, max: 5000 }), removes: fc.boolean(), paths: fc.array(path, { maxLength: 5 }) });
  fc.assert(fc.property(fc.array(step, { minLength: 2, maxLength: 7 }), (steps) => {
    const files = new Map<string, string>();
    let standing: Standing = { text: '', files: 0, shards: new Map() };
    steps.forEach(({ size, from, removes, paths }, night) => {
      const many = [...Array.from({ length: size }, (_, n) => `keywords/${from + n}.html`), ...paths];
      const removed = removes ? [...new Set(many)].filter((one) => files.has(one)) : [];
      const changed = new Map(removes ? [] : many.map((one) => [one, sha256Of(`${one} ${night}`)]));
      for (const one of removed) files.delete(one);
      for (const [one, hash] of changed) files.set(one, hash);
      standing = follow(standing, changedManifest({ ...standing, read: (name) => standing.shards.get(name)! }, changed, removed, idMonth));
      const whole = wholeManifest(files, idMonth);
      expect(standing.text).toBe(whole.text);
      expect(standing.files).toBe(files.size);
      expect(new Map([...standing.shards].sort())).toEqual(new Map([...whole.shards].sort()));
    });
  }), { numRuns: 40, seed: 20261124 });
});

interface Standing { text: string; files: number; shards: Map<string, string> }

function follow({ shards }: Standing, manifest: Manifest): Standing {
  const next = new Map([...shards, ...manifest.shards]);
  for (const path of manifest.removed) next.delete(path);
  return { text: manifest.text, files: manifest.files, shards: next };
}

function put(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
