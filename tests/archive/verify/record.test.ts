/** One record, its proof as a file, and what becomes of both when somebody lies. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Edge } from '../../../src/archive/log/append.ts';
import { formatProof, parseProof } from '../../../src/archive/log/proof.ts';
import { unpackEntries } from '../../../src/archive/log/tiles.ts';
import { verifyProof, verifyRecord } from '../../../src/archive/verify/record.ts';
import { verdictOf, type Statement } from '../../../src/archive/verify/statements.ts';
import { copyOf, IDS, keyOf, nightOne, PortalInMemory, threeNights } from '../sealed.ts';
import { memoryMirror } from './memory-mirror.ts';

type Files = Map<string, Buffer>;

const NOW = new Date('2026-11-26T00:00:00Z');
const PATH = (n: number) => `records/document/2026/11/${IDS[n]}.md`;

let sealed: Files;
let old: Files;
/** Three hundred records and a withdrawal: the log is longer than a tile. */
let long: Files;
beforeAll(() => {
  sealed = threeNights().files;
  old = nightOne(new PortalInMemory()).files;
  const portal = new PortalInMemory();
  for (let n = 0; n < 300; n += 1) portal.release(idOf(n));
  long = portal.seal('2026-11-27T00:00:00Z').withdraw(idOf(7)).seal('2026-11-27T00:00:00Z').files;
});

const idOf = (n: number) => `1d3rngm${String(n).padStart(3, '0')}`;
const told = (statements: readonly Statement[], holds: boolean) => statements.filter((one) => one.holds === holds).map(({ code }) => code);
const verify = (files: Files, id: string, now = NOW) => verifyRecord({ mirror: memoryMirror(files), id, keys: [keyOf(1)], now });

describe('one record', () => {
  test.each([['released', 4, 'revision 1, of 2026-11-23'], ['amended', 0, 'revision 2, of 2026-11-24'], ['restored', 1, 'revision 3, of 2026-11-25'], ['withdrawn', 2, 'was withdrawn on 2026-11-24']])('that was %s', async (_, n, text) => {
    const { statements, proof } = await verify(sealed, IDS[n]!);
    expect(verdictOf(statements)).toBe('holds');
    expect(statements.at(-1)!.text).toContain(text);
    expect(verdictOf(await verifyProof({ proof: proof!, mirror: memoryMirror(sealed), keys: [keyOf(1)], id: IDS[n]! }))).toBe('holds');
  });

  test('far back in a long log, in full tiles', async () => {
    expect((await verify(long, idOf(3))).statements.at(-1)!.text).toContain('revision 1');
    expect((await verify(long, idOf(7))).statements.at(-1)!.text).toContain('was withdrawn');
  });

  test.each<[string, (files: Files) => void, number, string[]]>([
    ['altered', (files) => files.set(PATH(4), Buffer.from('x')), 4, ['altered']],
    ['missing', (files) => files.delete(PATH(4)), 4, ['missing']],
    ['withdrawn and served', (files) => files.set(PATH(2), old.get(PATH(2))!), 2, ['withdrawn-served']],
    ['of which the entries were changed', (files) => { files.get('log/tile/entries/000.p/20')![30]! ^= 1; }, 4, ['log']],
    ['of which a tile was changed', (files) => { files.get('log/tile/0/000.p/20')![3]! ^= 1; }, 4, ['log']],
    ['of a log whose entries are gone', (files) => files.delete('log/tile/entries/000.p/20'), 4, ['log']],
    ['under a head that another signed', (files) => files.set('log/checkpoint', threeNights(keyOf(2)).files.get('log/checkpoint')!), 4, ['wrong-key']],
    ['without a head', (files) => files.delete('log/checkpoint'), 4, ['signature']],
  ])('%s', async (_, change, n, faults) => {
    const files = copyOf(sealed);
    change(files);
    const { statements } = await verify(files, IDS[n]!);
    expect([verdictOf(statements), told(statements, false)]).toEqual(['fails', faults]);
  });

  test('that nobody knows', async () => expect(told((await verify(sealed, 'zzzzzzzzzz')).statements, false)).toEqual(['not-in-log']));

  test('of a stale copy', async () => expect(told((await verify(sealed, IDS[4]!, new Date('2027-01-01T00:00:00Z'))).statements, false)).toEqual(['stale']));

  test('while a publish is under way is not judged', async () => {
    const files = copyOf(sealed).set('log/next', sealed.get('log/checkpoint')!).set(PATH(4), Buffer.from('x'));
    expect(verdictOf((await verify(files, IDS[4]!)).statements)).toBe('publishing');
  });

  test('a withdrawal can\'t be left out by serving another tile with the entries beside it', async () => {
    // Whoever lies takes the withdrawal out of the bundle and makes the tile fit; the way from other entries still leads to the head.
    const files = copyOf(long);
    const path = 'log/tile/entries/001.p/47';
    const entries = unpackEntries(files.get(path)!);
    entries[45] = entries[44]!;
    const made = new Map<string, Buffer>();
    const edge = new Edge(() => null, 0, (one, bytes) => void made.set(one, bytes));
    for (const entry of [...unpackEntries(files.get('log/tile/entries/000')!), ...entries]) edge.add(entry);
    edge.finish();
    expect(files.has(path)).toBe(true);
    for (const [one, bytes] of made) files.set(`log/${one}`, bytes);
    files.set(`records/document/2026/11/${idOf(7)}.md`, Buffer.from('withdrawn text'));
    expect(told((await verify(files, idOf(7))).statements, false)).toEqual(['log']);
    // A full tile that does not lead to the root either.
    const other = copyOf(long);
    const tile = other.get('log/tile/0/000')!;
    tile[0]! ^= 1;
    expect(told((await verify(other, idOf(3))).statements, false)).toEqual(['log']);
  });
});

describe('a proof as a file', () => {
  let proof: string;
  beforeAll(async () => { proof = (await verify(sealed, IDS[0]!)).proof!; });
  const check = (text: string, more: object = {}) => verifyProof({ proof: text, mirror: null, keys: [keyOf(1)], ...more });

  test('needs no copy, and does not say that it is the last word', async () => {
    const statements = await check(proof);
    expect(verdictOf(statements)).toBe('holds');
    expect(statements.at(-1)!.text).toBe('It proves that revision 2 was logged on 2026-11-24 ("amend"), not that it is the last.');
  });

  test('without the entry in it takes the copy\'s', async () => {
    const bare = formatProof({ ...parseProof(proof), extra: null });
    expect(verdictOf(await check(bare, { mirror: memoryMirror(sealed) }))).toBe('holds');
    expect(told(await check(bare), false)).toEqual(['proof']);
  });

  test('of an earlier version is told where the record has changed since', async () => {
    const before = (await verifyRecord({ mirror: memoryMirror(old), id: IDS[0]!, keys: [keyOf(1)], now: new Date('2026-11-24T00:00:00Z') })).proof!;
    expect(verdictOf(await check(before))).toBe('holds');
    expect(told(await check(before, { mirror: memoryMirror(sealed) }), false)).toEqual(['altered']);
  });

  test.each<[string, (text: string) => string, object]>([
    ['of another record', (text) => text, { id: IDS[1] }],
    ['with another index', (text) => text.replace(/index \d+/, 'index 3'), {}],
    ['with another entry', (text) => text.replace(/extra .*/, `extra ${Buffer.from('{}').toString('base64')}`), {}],
    ['with a hash left out', (text) => text.replace(/(index \d+\n).*\n/, '$1'), {}],
    ['of another key', (text) => text, { keys: [keyOf(2)] }],
    ['without any key', (text) => text, { keys: [] }],
    ['that is none', () => 'x', {}],
  ])('%s', async (_, change, more) => expect(told(await check(change(proof), more), false)).toEqual(['proof']));
});
