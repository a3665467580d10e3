/** Proofs out of tiles are those of the specification, and the published vectors are judged as they say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendEntries } from '../../../src/archive/log/append.ts';
import { leafHash } from '../../../src/archive/log/hashes.ts';
import { consistencyProof, formatProof, inclusionProof, isConsistent, isIncluded, parseProof } from '../../../src/archive/log/proof.ts';
import { answer, answerLater, Tree } from '../../../src/archive/log/tree.ts';
import { naiveConsistency, naivePath, naiveRoot } from './naive-tree.ts';

const MOST = 700;
const entries = Array.from({ length: MOST }, (_, n) => Buffer.from(`{"index":${n}}`));
const log = new Map<string, Buffer>();
for (let size = 1; size <= MOST; size += 1) for (const [path, bytes] of appendEntries((one) => log.get(one) ?? null, size - 1, [entries[size - 1]!]).files) log.set(path, bytes);
const read = (path: string) => log.get(path) ?? null;

describe('proofs out of tiles', () => {
  test('are those of the specification, and lead where they must and nowhere else', async () => {
    const place = fc.integer({ min: 1, max: MOST }).chain((size) => fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }) }));
    await fc.assert(fc.asyncProperty(place, async ({ size, index }) => {
      const [some, root] = [entries.slice(0, size), naiveRoot(entries.slice(0, size))];
      const path = await answerLater(inclusionProof(new Tree(size), index), async (one) => read(one));
      expect(path).toEqual(naivePath(some, index));
      expect(isIncluded(leafHash(entries[index]!), index, size, root, path)).toBe(true);
      expect(isIncluded(leafHash(entries[index]!), index === 0 ? 1 : index - 1, size, root, path)).toBe(false);
      const grown = answer(consistencyProof(new Tree(size), index + 1), read);
      expect(grown).toEqual(naiveConsistency(some, index + 1));
      const old = naiveRoot(entries.slice(0, index + 1));
      expect(isConsistent(index + 1, old, size, root, grown)).toBe(true);
      if (index + 1 < size) expect(isConsistent(index + 1, root, size, root, grown)).toBe(false);
    }), { numRuns: 150, seed: 7 });
  });

  test('of a tree of none', () => expect(answer(consistencyProof(new Tree(9), 0), read)).toEqual([]));

  test.each([
    ['an entry the tree has not', () => answer(inclusionProof(new Tree(9), 9), read), 'log: expected an index below 9, got 9'],
    ['a tree it can\'t begin with', () => answer(consistencyProof(new Tree(9), 10), read), 'log: expected a size of at most 9, got 10'],
    ['a tile that is not there', () => answer(inclusionProof(new Tree(9), 3), () => null), 'tile/0/000.p/9: expected 9 hashes, got no file'],
    ['a tile cut short', () => answer(inclusionProof(new Tree(9), 3), () => Buffer.alloc(9)), 'tile/0/000.p/9: expected 288 bytes, got 9'],
  ])('%s is refused', (_, work, message) => expect(work).toThrow(message));

  test('one read of each tile is enough', () => {
    const asked: string[] = [];
    answer(inclusionProof(new Tree(MOST), 5), (path) => { asked.push(path); return read(path); });
    expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
  });
});

describe('a proof as a file', () => {
  const proof = { index: 0, hashes: [leafHash(entries[0]!)], checkpoint: 'a\n1\nb\n\n\u2014 c d\n', extra: null };
  const text = formatProof(proof);

  test('comes back as it was written', () => {
    expect(parseProof(text)).toEqual(proof);
    expect(parseProof(formatProof({ ...proof, hashes: [], extra: Buffer.from('more') }))).toEqual({ ...proof, hashes: [], extra: Buffer.from('more') });
    expect(text.split('\n').slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 0']);
  });

  const INDEX = 'proof: expected a line "index" with a number, got another';
  const HASHES = 'proof: expected hashes of 32 bytes in base64, one a line, got others';
  test.each([
    ['another version', text.replace('@v1', '@v2'), 'proof: expected the first line c2sp.org/tlog-proof@v1, got another'],
    ['nothing', '', 'proof: expected the first line c2sp.org/tlog-proof@v1, got another'],
    ['an index with a leading zero', text.replace('index 0', 'index 00'), INDEX],
    ['no index', text.replace('index 0\n', ''), INDEX],
    ['a short hash', text.replace('index 0\n', 'index 0\nAAAA\n'), HASHES],
    ['too many hashes', text.replace('index 0\n', `index 0\n${`${Buffer.alloc(32).toString('base64')}\n`.repeat(64)}`), HASHES],
  ])('%s is refused', (_, written, message) => expect(() => parseProof(written)).toThrow(message));
});

/** Published with transparency-dev/merkle; runs where REAL_DATA names a folder with them. */
const vectors = join(process.env['REAL_DATA'] ?? '/nowhere', 'merkle-vectors', 'testdata');

interface Vector { desc: string; wantErr: boolean; proof: string[] | null; root: string; root1: string; root2: string; leafHash: string; leafIdx: number; treeSize: number; size1: number; size2: number }

function vectorsIn(kind: string): { name: string; vector: Vector }[] {
  if (!existsSync(vectors)) return [];
  const names = readdirSync(join(vectors, kind), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return names.map((name) => ({ name, vector: JSON.parse(readFileSync(join(vectors, kind, name), 'utf8')) as Vector }));
}

const bytes = (text: string | null | undefined) => Buffer.from(text ?? '', 'base64');

describe.skipIf(!existsSync(vectors))('the published vectors', () => {
  test('were found', () => expect(vectorsIn('inclusion').length + vectorsIn('consistency').length).toBeGreaterThan(190));

  test.each(vectorsIn('inclusion'))('inclusion $name', ({ vector: { leafHash: leaf, leafIdx, treeSize, root, proof, wantErr } }) => {
    expect(isIncluded(bytes(leaf), leafIdx, treeSize, bytes(root), (proof ?? []).map(bytes))).toBe(!wantErr);
  });

  test.each(vectorsIn('consistency'))('consistency $name', ({ vector: { size1, size2, root1, root2, proof, wantErr } }) => {
    expect(isConsistent(size1, bytes(root1), size2, bytes(root2), (proof ?? []).map(bytes))).toBe(!wantErr);
  });
});
