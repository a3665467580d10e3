/** The log grows by files, whatever the portions, and never upon an edge that is not the published one. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendEntries, type Grown } from '../../../src/archive/log/append.ts';
import { EMPTY_ROOT } from '../../../src/archive/log/hashes.ts';
import { entriesPath, packEntries, tilePath, unpackEntries, widthOf } from '../../../src/archive/log/tiles.ts';
import { rootAt } from '../../../src/archive/log/tree.ts';
import { naiveRoot } from './naive-tree.ts';

const entriesOf = (count: number, from = 0) => Array.from({ length: count }, (_, n) => Buffer.from(`{"index":${from + n}}`));

/** A log in memory that keeps every file it ever had. */
function logOf(...portions: number[]): { files: Map<string, Buffer>; last: Grown } {
  const files = new Map<string, Buffer>();
  let last: Grown = { size: 0, root: EMPTY_ROOT, files: new Map() };
  for (const count of portions) {
    last = appendEntries((path) => files.get(path) ?? null, last.size, entriesOf(count, last.size), last.root);
    for (const [path, bytes] of last.files) {
      expect(files.has(path), `${path} is written once`).toBe(false);
      files.set(path, bytes);
    }
  }
  return { files, last };
}

describe('paths', () => {
  test.each([
    ['the first tile', tilePath(0, 0), 'tile/0/000'],
    ['a partial one', tilePath(0, 0, 5), 'tile/0/000.p/5'],
    ['the thousandth', tilePath(1, 999), 'tile/1/999'],
    ['the one after it', tilePath(1, 1000), 'tile/1/x001/000'],
    ['the example of the specification', tilePath(2, 1234067), 'tile/2/x001/x234/067'],
    ['a bundle of entries', entriesPath(1000, 255), 'tile/entries/x001/000.p/255'],
  ])('%s', (_, path, expected) => expect(path).toBe(expected));

  test('a tree of 70,000 has the tiles the specification counts', () => {
    const widths = [0, 1, 2].map((level) => [273, 1, 0].map((n) => widthOf(70_000, level, n)));
    expect(widths).toEqual([[112, 256, 256], [0, 17, 256], [0, 0, 1]]);
  });
});

describe('bundles', () => {
  test('hold entries of any length, also none', () => {
    const entries = [Buffer.alloc(0), Buffer.from('가'), Buffer.alloc(65_535, 7)];
    expect(unpackEntries(packEntries(entries))).toEqual(entries);
    expect(unpackEntries(packEntries([]))).toEqual([]);
  });

  test.each([
    ['an entry one byte too long', () => packEntries([Buffer.alloc(65_536)]), 'entry 0 of the bundle: expected at most 65535 bytes, got 65536'],
    ['a length without an entry', () => unpackEntries(Buffer.from('000161000261', 'hex')), 'bundle: expected whole entries, got 6 bytes that end within entry 1'],
    ['half a length', () => unpackEntries(Buffer.from('00016100', 'hex')), 'bundle: expected whole entries, got 4 bytes that end within entry 1'],
  ])('%s is refused', (_, work, message) => expect(work).toThrow(message));
});

describe('append', () => {
  test.each([0, 1, 2, 3, 7, 8, 255, 256, 257, 511, 512, 513, 1000])('the root of %i entries is that of the specification', (count) => {
    const { last, files } = logOf(count);
    expect(last.root).toEqual(naiveRoot(entriesOf(count)));
    expect(rootAt((path) => files.get(path) ?? null, count, count)).toEqual(last.root);
  });

  test('a tree over two levels of full tiles', () => {
    const { last, files } = logOf(65_536, 1);
    expect(last.root).toEqual(naiveRoot(entriesOf(65_537)));
    expect([...last.files.keys()]).toEqual(['tile/entries/256.p/1', 'tile/0/256.p/1']);
    expect([...files.keys()].filter((path) => /^tile\/[12]\//.test(path))).toEqual(['tile/1/000', 'tile/2/000.p/1']);
  });

  test('nothing to append is no file', () => {
    expect(logOf(300, 0).last.files.size).toBe(0);
  });

  test('random portions make the same log as one, and every size on the way can be told from the last', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }), (portions) => {
      const total = portions.reduce((sum, count) => sum + count, 0);
      const { files, last } = logOf(...portions);
      const once = logOf(total);
      expect(last.root).toEqual(once.last.root);
      for (const [path, bytes] of once.files) expect(files.get(path), path).toEqual(bytes);
      let size = 0;
      for (const count of portions) {
        size += count;
        expect(rootAt((path) => once.files.get(path) ?? null, total, size)).toEqual(naiveRoot(entriesOf(size)));
      }
    }), { numRuns: 30, seed: 7 });
  });

  test('a partial tile that was taken away is read out of the full one', () => {
    const { files } = logOf(100, 200);
    files.delete('tile/0/000.p/100');
    expect(rootAt((path) => files.get(path) ?? null, 100, 100)).toEqual(naiveRoot(entriesOf(100)));
  });
});

describe('an edge that is not the published one is refused', () => {
  const grow = (change: (files: Map<string, Buffer>) => void, root?: Buffer) => () => {
    const { files, last } = logOf(300);
    change(files);
    appendEntries((path) => files.get(path) ?? null, 300, entriesOf(1, 300), root ?? last.root);
  };
  const flip = (path: string, at: number) => (files: Map<string, Buffer>) => { files.get(path)![at]! ^= 1; };

  test.each([
    ['a missing tile', grow((files) => files.delete('tile/0/001.p/44')), 'tile/0/001.p/44: expected a file of the right edge of the log, got none'],
    ['a missing bundle', grow((files) => files.delete('tile/entries/001.p/44')), 'tile/entries/001.p/44: expected a file of the right edge of the log, got none'],
    ['a tile cut short', grow((files) => files.set('tile/1/000.p/1', Buffer.alloc(31))), 'tile/1/000.p/1: expected 32 bytes, got 31'],
    ['another hash', grow(flip('tile/1/000.p/1', 0)), 'log/tile: expected the root that was signed for 300 entries, got another one from the tiles'],
    ['another entry', grow(flip('tile/entries/001.p/44', 5)), 'tile/entries/001.p/44: expected entry 256 of a log of 300 to have the hash its tile gives, got another'],
    ['an entry too few', grow((files) => files.set('tile/entries/001.p/44', packEntries(entriesOf(43, 256)))), 'tile/entries/001.p/44: expected 44 entries, got 43'],
    ['another signed root', grow(() => {}, EMPTY_ROOT), 'log/tile: expected the root that was signed for 300 entries, got another one from the tiles'],
    ['an earlier size of a smaller tree', () => rootAt(() => null, 5, 6), 'log: expected a tree of at least 6 entries, got 5'],
    ['an entry too long', () => appendEntries(() => null, 0, [Buffer.alloc(65_536)]), 'entry 0: expected at most 65535 bytes, got 65536'],
  ])('%s', (_, work, message) => expect(work).toThrow(message));
});
