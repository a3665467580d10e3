/** The verifier of the browser against a log that it did not make: what holds, what was altered, and how much it fetches. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { parseVerifierKey } from '../../src/archive/log/keys.ts';
import { verifyProof } from '../../src/archive/verify/record.ts';
import { checkRecord, formatProof, parseEntry, type Asked, type Checked } from '../../src/site/verify/check-record.ts';
import { besidePath, tilePath } from '../../src/site/verify/tiles.ts';
import { checkpointOf, leafOf, noteKey, rootOf, tilesOf, type NoteKey } from './naive-log.ts';

const ORIGIN = 'open.haneul.example/log';
const city = noteKey(ORIGIN);
const thief = noteKey(ORIGIN);
const witness = noteKey('watch.example', 4);
const PATH = 'records/document/2026/03/1d3rngm0g7.md';
const FILE = 'the file of the record';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const entryOf = (index: number, hash: string | null = sha256(FILE), path = PATH): string => JSON.stringify({ index, on: '2026-03-10', event: hash === null ? 'withdraw' : 'release', id: '1d3rngm0g7', path, revision: 1, sha256: hash, reason: 'approved' });

/** A published log of `size` entries with the record at `index`, as files; its tree is computed once. */
class Published {
  readonly files = new Map<string, Buffer>();
  readonly asked: string[] = [];
  readonly entries: string[];
  bytes = 0;

  constructor(size: number, index: number, { keys = [city], hash = sha256(FILE) as string | null } = {}) {
    this.entries = Array.from({ length: size }, (_, at) => (at === index ? entryOf(at, hash) : `entry ${at}`));
    const leaves = this.entries.map(leafOf);
    for (const [path, bytes] of tilesOf(leaves)) this.files.set(path, bytes);
    this.files.set('log/checkpoint', Buffer.from(checkpointOf(ORIGIN, leaves, keys)));
    this.files.set(PATH, Buffer.from(FILE));
  }

  readonly get = async (path: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    this.asked.push(path);
    const found = this.files.get(path);
    this.bytes += found?.length ?? 0;
    return found === undefined ? null : new Uint8Array(found);
  };

  check(entry: string, given: Partial<Asked> = {}): Promise<Checked> {
    return checkRecord(this.get, { entry, origin: ORIGIN, keys: [city.vkey], witnesses: [], ...given });
  }
}

const words = ({ findings }: Checked): string[] => findings.map(({ word, isRight }) => `${word} ${isRight}`);

describe('a log of any size', () => {
  test.each([1, 2, 3, 7, 8, 255, 256, 257, 300, 511, 512, 513, 1_000])('of %i entries: the first, the middle and the last are found', async (size) => {
    for (const index of new Set([0, Math.floor(size / 2), size - 1])) {
      const published = new Published(size, index);
      expect(words(await published.check(published.entries[index]!))).toEqual(['record-right true', 'log-right true', 'signature-right true']);
    }
  });

  test('every leaf of a tree has as many hashes beside its path as levels above it', () => {
    for (const size of [1, 5, 256, 300]) {
      for (let index = 0; index < size; index += 1) {
        const beside = besidePath(index, size);
        expect(beside.reduce((sum, [from, until]) => sum + until - from, 1)).toBe(size);
        expect(beside.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
      }
    }
  });

  test.each([[0, '000'], [999, '999'], [1_000, 'x001/000'], [1_234_067, 'x001/x234/067']])('tile %i is %s', (number, path) => expect(tilePath(number)).toBe(path));

  test('a partial tile that is gone is read from the full one', async () => {
    const published = new Published(300, 290);
    const more = tilesOf([...published.entries, ...Array.from({ length: 212 }, (_, at) => `later ${at}`)].map(leafOf));
    published.files.delete('log/tile/0/001.p/44');
    published.files.set('log/tile/0/001', more.get('log/tile/0/001')!);
    expect(words(await published.check(published.entries[290]!))).toContain('log-right true');
    expect(published.asked).toContain('log/tile/0/001');
  });
});

describe('one record of a million: what is fetched', () => {
  const SIZE = 1_000_000;

  /** Tiles are made when they are asked for: all hashes are zeros, which is a tree as good as another. */
  async function bytesAt(index: number): Promise<{ bytes: number; asked: string[] }> {
    const asked: string[] = [];
    let bytes = 0;
    const note = `${ORIGIN}\n${SIZE}\n${Buffer.alloc(32).toString('base64')}\n`;
    const get = async (path: string): Promise<Uint8Array<ArrayBuffer> | null> => {
      asked.push(path);
      const width = /^log\/tile\/\d\/[x\d/]+?(?:\.p\/(\d+))?$/.exec(path);
      const found = path === 'log/checkpoint' ? Buffer.from(`${note}\n${city.signature(note)}`) : width === null ? Buffer.from(FILE) : Buffer.alloc(32 * Number(width[1] ?? 256));
      if (path !== PATH) bytes += found.length;
      return new Uint8Array(found);
    };
    await checkRecord(get, { entry: entryOf(index), origin: ORIGIN, keys: [city.vkey], witnesses: [] });
    return { bytes, asked };
  }

  test.each([0, 1, 255, 65_535, 65_536, 499_999, 524_288, 983_039, 999_423, 999_999])('at index %i: at most 22,000 bytes in at most 7 requests', async (index) => {
    const { bytes, asked } = await bytesAt(index);
    expect(bytes).toBeLessThanOrEqual(22_000);
    expect(asked.length).toBeLessThanOrEqual(7);
    expect(new Set(asked).size).toBe(asked.length);
  });

  test('the script weighs less than 3,500 bytes on the wire; as it is, all together stays below 30,000', async () => {
    const { outputFiles } = await build({ entryPoints: [join(import.meta.dirname, '../../src/site/verify/verify-page.ts')], write: false, bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8' });
    const { contents } = outputFiles[0]!;
    expect(brotliCompressSync(contents).length).toBeLessThan(3_500);
    expect(contents.length).toBeLessThan(30_000 - 22_000);
  });
});

describe('what does not hold is named', () => {
  const changed = (published: Published, path: string, change: (bytes: Buffer) => void): Published => {
    const bytes = Buffer.from(published.files.get(path)!);
    change(bytes);
    published.files.set(path, bytes);
    return published;
  };
  const ofRecord = (published: Published): Promise<Checked> => published.check(published.entries[290]!);
  const signedAnew = (keys: NoteKey[]) => new Published(300, 290, { keys });

  test.each<[string, () => Promise<Checked>, string[]]>([
    ['one byte of the record is another', () => ofRecord(changed(new Published(300, 290), PATH, (bytes) => { bytes[0]! ^= 1; })), ['record-other false', 'log-right true', 'signature-right true']],
    ['the record is gone', () => { const published = new Published(300, 290); published.files.delete(PATH); return ofRecord(published); }, ['record-missing false', 'log-right true', 'signature-right true']],
    ['a withdrawn record has no hash', () => new Published(300, 290, { hash: null }).check(entryOf(290, null)), ['record-withdrawn true', 'log-right true', 'signature-right true']],
    ['the entry was altered, with the file', () => { const published = new Published(300, 290); published.files.set(PATH, Buffer.from('x')); return published.check(entryOf(290, sha256('x'))); }, ['record-right true', 'log-other false', 'signature-right true']],
    ['the entry is said to stand elsewhere', () => new Published(300, 290).check(entryOf(289)), ['record-right true', 'log-other false', 'signature-right true']],
    ['the log ends before the entry', () => new Published(300, 290).check(entryOf(300)), ['record-right true', 'log-later null', 'signature-right true']],
    ['a tile was altered', () => ofRecord(changed(new Published(300, 290), 'log/tile/1/000.p/1', (bytes) => { bytes[5]! ^= 1; })), ['record-right true', 'log-other false', 'signature-right true']],
    ['a tile is gone', () => { const published = new Published(300, 290); published.files.delete('log/tile/1/000.p/1'); return ofRecord(published); }, ['record-right true', 'log-broken false', 'signature-right true']],
    ['a tile is cut', () => { const published = new Published(300, 290); published.files.set('log/tile/0/001.p/44', Buffer.alloc(31)); return ofRecord(published); }, ['record-right true', 'log-broken false', 'signature-right true']],
    ['there is no log', () => { const published = new Published(300, 290); published.files.delete('log/checkpoint'); return ofRecord(published); }, ['record-right true', 'log-missing null']],
    ['the head is no checkpoint', () => { const published = new Published(300, 290); published.files.set('log/checkpoint', Buffer.from('<!doctype html>')); return ofRecord(published); }, ['record-right true', 'log-broken false']],
    ['the head was altered after it was signed', () => ofRecord(changed(new Published(300, 290), 'log/checkpoint', (bytes) => { bytes[ORIGIN.length + 1] = '4'.charCodeAt(0); })), ['record-right true', 'log-broken false', 'signature-wrong false']],
    ['somebody else signed under the city’s name', () => ofRecord(signedAnew([thief])), ['record-right true', 'log-right true', 'signature-unknown false']],
    ['the signature was cut off', () => ofRecord(signedAnew([])), ['record-right true', 'log-right true', 'signature-unknown false']],
    ['the log bears another name', () => { const published = new Published(300, 290); return published.check(published.entries[290]!, { origin: 'other.example/log' }); }, ['record-right true', 'log-right true', 'signature-unknown false']],
    ['a preview has no signature', () => { const published = signedAnew([]); return published.check(published.entries[290]!, { keys: [] }); }, ['record-right true', 'log-right true', 'signature-none null']],
    ['a log is signed, but the page has no key', () => { const published = new Published(300, 290); return published.check(published.entries[290]!, { keys: [] }); }, ['record-right true', 'log-right true', 'signature-no-key null']],
    ['the key was replaced: the old one counts', () => { const published = new Published(300, 290); return published.check(published.entries[290]!, { keys: [city.vkey, thief.vkey] }); }, ['record-right true', 'log-right true', 'signature-right true']],
    ['a witness saw it', () => { const published = signedAnew([city, witness]); return published.check(published.entries[290]!, { witnesses: [witness.vkey] }); }, ['record-right true', 'log-right true', 'signature-right true', 'witnessed true']],
    ['a signature that is not known changes nothing', () => ofRecord(signedAnew([witness, city])), ['record-right true', 'log-right true', 'signature-right true']],
    ['something is being published: it may be that', () => { const published = changed(new Published(300, 290), PATH, (bytes) => { bytes[0]! ^= 1; }); published.files.set('log/next', Buffer.from('x')); return ofRecord(published); }, ['record-other false', 'log-right true', 'signature-right true', 'publishing null']],
  ])('%s', async (_, check, expected) => {
    expect(words(await check())).toEqual(expected);
  });

  test('a browser without Ed25519 says so, and has checked the hashes', async () => {
    const importKey = crypto.subtle.importKey;
    crypto.subtle.importKey = () => Promise.reject(new DOMException('not here', 'NotSupportedError'));
    try {
      expect(words(await ofRecord(new Published(300, 290)))).toEqual(['record-right true', 'log-right true', 'signature-unable null']);
    } finally {
      crypto.subtle.importKey = importKey;
    }
  });

  test('a network that is gone is not taken for a record that is', async () => {
    await expect(checkRecord(() => Promise.reject(new TypeError('failed')), { entry: entryOf(1), origin: ORIGIN, keys: [city.vkey], witnesses: [] })).rejects.toThrow(TypeError);
  });
});

describe('an entry out of an address', () => {
  test.each([
    ['', false], ['{', false], ['null', false], ['[]', false], [entryOf(3), true], [entryOf(3, null), true], [entryOf(-1), false], [entryOf(0.5), false], [entryOf(3, 'A'.repeat(64)), false],
    [entryOf(3, sha256(''), 'https://elsewhere.example/records/a/b.md'), false], [entryOf(3, sha256(''), '//elsewhere.example/a.md'), false], [entryOf(3, sha256(''), 'records/../log/key.md'), false],
    [entryOf(3, sha256(''), 'records/document/2026/03/javascript:x.md'), false], [entryOf(3, sha256(''), 'records/document/2026/03/1.html'), false], [entryOf(3, sha256(''), '/records/document/1.md'), false],
  ])('%s is taken: %s', (line, isTaken) => expect(parseEntry(line) !== null).toBe(isTaken));
});

test('the proof is a file of its own: header, entry, index, hashes, empty line, the signed head as it was fetched', async () => {
  const published = new Published(300, 290);
  const { proof } = await published.check(published.entries[290]!);
  const note = published.files.get('log/checkpoint')!.toString();
  const [head, ...rest] = proof!.split('\n\n');
  expect(rest.join('\n\n')).toBe(note);
  const [header, extra, index, ...hashes] = head!.split('\n');
  expect([header, index]).toEqual(['c2sp.org/tlog-proof@v1', 'index 290']);
  expect(Buffer.from(extra!.replace('extra ', ''), 'base64').toString()).toBe(published.entries[290]);
  const leaves = published.entries.map(leafOf);
  expect(hashes).toEqual(besidePath(290, 300).map(([from, until]) => rootOf(leaves.slice(from, until)).toString('base64')));
  expect(formatProof('e', 0, [], 'n')).toBe('c2sp.org/tlog-proof@v1\nextra ZQ==\nindex 0\n\nn');
  expect((await published.check(entryOf(5))).proof).toBeNull();
});

test('the other verifier, `npm run verify`, accepts the proof, and refuses it for another key or another entry', async () => {
  const published = new Published(300, 290);
  const { proof } = await published.check(published.entries[290]!);
  const holds = async (text: string, key: NoteKey): Promise<boolean> => {
    const said = await verifyProof({ proof: text, mirror: null, keys: [parseVerifierKey(key.vkey, 'key')] });
    return said.length > 1 && said.every((one) => one.holds !== false);
  };
  expect(await holds(proof!, city)).toBe(true);
  expect(await holds(proof!, thief)).toBe(false);
  expect(await holds(proof!.replace(/extra .*/, `extra ${Buffer.from(entryOf(290, sha256('x'))).toString('base64')}`), city)).toBe(false);
});
