/** What can be done to a copy, and by what name it is told. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseCheckpoint, type Checkpoint } from '../../../src/archive/log/checkpoint.ts';
import { cosign, readNote, signNote, verifierKeyOf, type SigningKey, type VerifierKey } from '../../../src/archive/log/note.ts';
import { folderMirror } from '../../../src/archive/verify/mirror.ts';
import { verdictOf, type Statement } from '../../../src/archive/verify/statements.ts';
import { verifyMirror, type Verification } from '../../../src/archive/verify/verify.ts';
import { allowedSigners, signSsh } from '../../../src/archive/ssh-signature.ts';
import { temporaryFolder } from '../../folders.ts';
import { copyOf, HOST, IDS, keyOf, nightOne, nightTwo, PortalInMemory, sha256, threeNights, tombstoneOf, writeFiles } from '../sealed.ts';
import { memoryMirror } from './memory-mirror.ts';

type Files = Map<string, Buffer>;

const NOW = new Date('2026-11-26T00:00:00Z');
const PATH = (n: number) => `records/document/2026/11/${IDS[n]}.md`;

let sealed: Files;
let old: Files;
beforeAll(() => {
  sealed = threeNights().files;
  old = nightOne(new PortalInMemory()).files;
});

async function verify(files: Files, more: Partial<Verification> = {}): Promise<{ statements: Statement[]; verdict: string; faults: string[] }> {
  const statements = await verifyMirror({ mirror: memoryMirror(files), keys: [keyOf(1)], now: NOW, ...more });
  return { statements, verdict: verdictOf(statements), faults: faultsOf(statements) };
}

function faultsOf(statements: readonly Statement[]): string[] {
  return statements.filter(({ holds }) => holds === false).map(({ code, path }) => (path === undefined ? code : `${code} ${path}`));
}

const headOf = (files: Files): Checkpoint => parseCheckpoint(readNote(files.get('log/checkpoint')!).text);

describe('a sound copy', () => {
  test('holds, in memory and in a folder', async () => {
    expect(await verify(copyOf(sealed))).toMatchObject({ verdict: 'holds', faults: [] });
    const folder = temporaryFolder();
    writeFiles(sealed, folder);
    expect(await verify(sealed, { mirror: folderMirror(folder) })).toMatchObject({ verdict: 'holds', faults: [] });
  });

  test('says what it has looked at', async () => {
    const { statements } = await verify(copyOf(sealed));
    expect(statements.map(({ code, holds }) => `${code} ${holds}`)).toEqual([
      'signature true', 'tiles true', 'history true', 'log true', 'lines true', 'rewritten true', 'stale true', 'keys true', 'ssh-signature true', 'manifest true', 'altered true', 'unlisted true',
    ]);
    expect(statements.find(({ code }) => code === 'altered')!.text).toBe('All 48 files are those that were sealed; 12 records are those of the log.');
  });

  test('of its records alone', async () => {
    expect(await verify(copyOf(sealed), { recordsOnly: true })).toMatchObject({ verdict: 'holds', faults: [] });
  });

  test('goes on from every head it ever had', async () => {
    for (const files of [old, nightTwo(nightOne(new PortalInMemory())).files]) expect((await sealedSince(headOf(sealed), files)).faults).toEqual(['since']);
    // The same nonces make the same log.
    expect((await verify(sealed, { since: headOf(old) })).statements).toContainEqual({ holds: true, code: 'since', text: 'The log goes on from the head you kept, of 11 entries.' });
  });

  test('without a key from elsewhere proves nothing of who signed, and says so', async () => {
    const { statements, verdict } = await verify(copyOf(sealed), { keys: [] });
    expect([verdict, statements[0]!.code, statements[0]!.holds]).toEqual(['holds', 'own-key', null]);
  });

  test('that nobody signed is a preview, and never more', async () => {
    expect(await verify(threeNights(null).files, { keys: [] })).toMatchObject({ verdict: 'preview', faults: [] });
    expect(await verify(threeNights(null).files)).toMatchObject({ verdict: 'fails', faults: ['unsigned log/checkpoint'] });
  });

  test('tells of witnesses', async () => {
    const witness = keyOf(9, 'witness.example/w', 4);
    const files = copyOf(sealed);
    const note = files.get('log/checkpoint')!.toString('utf8');
    files.set('log/checkpoint', Buffer.from(note + cosign(readNote(note).text, witness, 1_795_000_000)));
    const { statements } = await verify(files, { witnesses: [witness] });
    expect(statements.filter(({ code }) => code === 'witness')).toEqual([{ holds: true, code: 'witness', text: 'witness.example/w had seen the log grow only, at 2026-11-18T11:06:40.000Z.', path: 'log/checkpoint' }]);
    expect((await verify(sealed, { witnesses: [witness] })).statements.find(({ code }) => code === 'witness')).toMatchObject({ holds: null, text: 'witness.example/w has not cosigned it.' });
  });
});

describe('a key that was replaced', () => {
  /** The newest head and the list are signed by the second key, the heads of the past by the first. */
  const rotated = () => {
    const files = copyOf(sealed);
    const [now, then] = [keyOf(2), keyOf(1)];
    const note = Buffer.from(signNote(readNote(files.get('log/checkpoint')!).text, now));
    files.set('log/checkpoint', note).set('log/checkpoints/20', note).set('log/vkey', Buffer.from(`${verifierKeyOf(now)}\n`));
    files.set('manifest-sha256.txt.sig', Buffer.from(signSsh(files.get('manifest-sha256.txt')!, now, 'file')));
    return files.set('allowed_signers', Buffer.from(allowedSigners(HOST, then) + allowedSigners(HOST, now)));
  };

  test('and its successor hold together, also by the copy\'s own keys', async () => {
    expect(await verify(rotated(), { keys: [keyOf(1), keyOf(2)] })).toMatchObject({ verdict: 'holds', faults: [] });
    expect(await verify(rotated(), { keys: [] })).toMatchObject({ verdict: 'holds', faults: [] });
  });

  test('has to be given too: what it signed is not believed otherwise', async () => {
    expect((await verify(rotated(), { keys: [keyOf(2)] })).faults).toEqual(['checkpoints log/checkpoints/11', 'checkpoints log/checkpoints/17', 'keys allowed_signers']);
  });
});

async function sealedSince(since: Checkpoint, files: Files) { return verify(files, { since, now: new Date('2026-11-24T00:00:00Z') }); }

/** An attack changes the files of a copy. Everything it is told by is listed. */
type Attack = [name: string, change: (files: Files) => void, faults: string[]];

const put = (path: string, text: string) => (files: Files) => void files.set(path, Buffer.from(text));
const drop = (path: string) => (files: Files) => void files.delete(path);
const flip = (path: string, at: number) => (files: Files) => { files.get(path)![at]! ^= 1; };

describe('attacks on a copy', () => {
  const attacks: Attack[] = [
    ['a record is altered', put(PATH(0), 'other'), [`altered ${PATH(0)}`]],
    ['a record is replaced by its version of yesterday', (files) => files.set(PATH(0), old.get(PATH(0))!), [`altered ${PATH(0)}`]],
    ['a record is deleted', drop(PATH(4)), [`missing ${PATH(4)}`]],
    ['a tombstone is put where nothing was withdrawn', (files) => files.set(PATH(4), tombstoneOf(IDS[4]!, PATH(4), 2, '2026-11-25')), [`altered ${PATH(4)}`]],
    ['a withdrawn record is served', (files) => files.set(PATH(2), old.get(PATH(2))!), [`withdrawn-served ${PATH(2)}`]],
    ['a tombstone is changed', put(PATH(2), tombstoneOf(IDS[2]!, PATH(2), 9, '2026-11-25').toString()), [`altered ${PATH(2)}`]],
    ['a tombstone that does not say so', put(PATH(2), tombstoneOf(IDS[2]!, PATH(2), 2, '2026-11-24').toString().replace('"withdrawn"', '"released"')), [`withdrawn-served ${PATH(2)}`]],
    ['a tombstone with a title', put(PATH(2), tombstoneOf(IDS[2]!, PATH(2), 2, '2026-11-24').toString().replace('reason:', 'title: "a"\nreason:')), [`withdrawn-served ${PATH(2)}`]],
    ['a tombstone with more in it', put(PATH(2), `${tombstoneOf(IDS[2]!, PATH(2), 2, '2026-11-24').toString()}body`), [`withdrawn-served ${PATH(2)}`]],
    ['a night is left out of the readable log', drop('log/000003.jsonl'), ['lines log/000002.jsonl']],
    ['a tombstone is deleted', drop(PATH(2)), [`missing ${PATH(2)}`]],
    ['a page is altered', put('index.html', 'lie'), ['altered index.html']],
    ['a page is deleted', drop('lists/b.html'), ['missing lists/b.html']],
    ['a page is added', put('fake.html', 'lie'), ['unlisted fake.html']],
    ['a page is added and another deleted', (files) => { put('fake.html', 'x')(files); drop('lists/b.html')(files); }, ['missing lists/b.html', 'unlisted fake.html']],
    ['a record is added', put('records/document/2026/11/zzzzzzzzzz.md', 'lie'), ['unlisted records/document/2026/11/zzzzzzzzzz.md']],
    ['a file is added to the log', put('log/more', 'x'), ['unlisted log/more']],
    ['a night is added after a gap', put('log/000099.jsonl', 'x'), ['unlisted log/000099.jsonl']],
    ['a tile is cut', (files) => files.set('log/tile/0/000.p/20', files.get('log/tile/0/000.p/20')!.subarray(32)), ['tiles log/tile/0/000.p/20']],
    ['a tile is missing', drop('log/tile/0/000.p/20'), ['tiles log/tile/0/000.p/20']],
    ['a tile contradicts the entries', flip('log/tile/0/000.p/20', 40), ['tiles log/tile/0/000.p/20']],
    ['a tile of an earlier night contradicts the log', flip('log/tile/0/000.p/11', 40), ['tiles log/tile/0/000.p/11']],
    ['entries are missing', drop('log/tile/entries/000.p/20'), ['log log/tile/entries/000.p/20']],
    ['entries are cut', (files) => files.set('log/tile/entries/000.p/20', files.get('log/tile/entries/000.p/20')!.subarray(0, -1)), ['log log/tile/entries/000.p/20']],
    ['a line of the readable log is altered', flip('log/000002.jsonl', 9), ['lines log/000002.jsonl']],
    ['a night of the readable log is missing', drop('log/000006.jsonl'), ['lines log/000005.jsonl']],
    ['the manifest is swapped for yesterday\'s', (files) => files.set('manifest-sha256.txt', old.get('manifest-sha256.txt')!), ['manifest manifest-sha256.txt']],
    ['a part of the manifest is altered', (files) => flip([...files.keys()].find((path) => path.startsWith('manifest/2026'))!, 0)(files), ['manifest']],
    ['the signature for ssh-keygen is missing', drop('manifest-sha256.txt.sig'), ['ssh-signature manifest-sha256.txt.sig']],
    ['the signature for ssh-keygen is another\'s', (files) => files.set('manifest-sha256.txt.sig', threeNights(keyOf(2)).files.get('manifest-sha256.txt.sig')!), ['ssh-signature manifest-sha256.txt.sig']],
    ['the key that is handed out is another', (files) => files.set('log/vkey', threeNights(keyOf(2)).files.get('log/vkey')!), ['keys log/vkey']],
    ['allowed_signers names another', (files) => files.set('allowed_signers', threeNights(keyOf(2)).files.get('allowed_signers')!), ['keys allowed_signers']],
    ['the head is missing', drop('log/checkpoint'), ['signature log/checkpoint']],
    ['the signature is taken off', (files) => files.set('log/checkpoint', files.get('log/checkpoint')!.subarray(0, files.get('log/checkpoint')!.indexOf('\n\n') + 2)), ['unsigned log/checkpoint']],
    ['the head claims another size', (files) => files.set('log/checkpoint', Buffer.from(files.get('log/checkpoint')!.toString('utf8').replace('\n20\n', '\n19\n'))), ['bad-signature log/checkpoint']],
    ['a dated head is missing', drop('log/checkpoints/11'), ['checkpoints log/checkpoints/11']],
    ['a dated head is that of another day', (files) => files.set('log/checkpoints/11', files.get('log/checkpoints/20')!), ['checkpoints log/checkpoints/11']],
  ];

  test.each(attacks)('%s', async (_, change, faults) => {
    const files = copyOf(sealed);
    change(files);
    const found = await verify(files);
    expect(found.verdict).toBe('fails');
    expect(found.faults.map((fault, n) => (faults[n]?.includes(' ') === false ? fault.split(' ')[0] : fault)).slice(0, faults.length)).toEqual(faults);
    expect(new Set(found.faults.map((fault) => fault.split(' ')[0]))).toEqual(new Set([...faults.map((fault) => fault.split(' ')[0]), ...(faults[0] === 'manifest' ? found.faults.slice(1).map((fault) => fault.split(' ')[0]) : [])]));
  });

  test.each<[string, Files | (() => Files), Partial<Verification>, string[]]>([
    ['signed by another key', () => threeNights(keyOf(2)).files, {}, ['wrong-key log/checkpoint']],
    ['frozen: the promised night has passed', () => copyOf(sealed), { now: new Date('2026-11-27T15:00:01Z') }, ['stale']],
    ['an older copy, replayed to who kept a head', () => old, { now: new Date('2026-11-24T00:00:00Z'), since: { origin: 'open.haneul.example/log', size: 20, root: Buffer.alloc(32) } }, ['since']],
  ])('a copy %s', async (_, files, more, faults) => {
    expect((await verify(files instanceof Map ? files : files(), more)).faults).toEqual(faults);
  });

  test('the moment of the promise itself is still in time', async () => {
    expect((await verify(copyOf(sealed), { now: new Date('2026-11-27T15:00:00Z') })).faults).toEqual([]);
  });

  test('history is rewritten with the right key: who kept a head sees it, and so does who finds one that was forgotten', async () => {
    const other = new PortalInMemory().day('2026-11-23').release(IDS[5]!, 'other').release(IDS[6]!).seal('2026-11-27T15:00:00Z').day('2026-11-24');
    for (let n = 0; n < 9; n += 1) other.release(IDS[n === 5 || n === 6 ? n + 5 : n]!);
    const files = other.seal('2026-11-27T15:00:00Z').files;
    expect((await verify(copyOf(files))).faults).toEqual([]);
    expect((await verify(copyOf(files), { since: headOf(old) })).faults).toEqual(['since']);
    files.set('log/checkpoints/11', old.get('log/checkpoints/11')!);
    expect((await verify(files)).faults).toEqual(['rewritten log/checkpoints/11']);
    files.set('log/checkpoints/90', sealed.get('log/checkpoints/20')!);
    expect((await verify(files)).faults).toEqual(['rewritten log/checkpoints/11', 'rewritten log/checkpoints/90']);
  });

  /** A log of the same lengths, with other records. */
  const sameShape = () => {
    const portal = new PortalInMemory().day('2026-11-23');
    for (const id of IDS.slice(0, 10)) portal.release(id, 'other');
    return nightTwo(portal.seal('2026-11-25T15:00:00Z')).day('2026-11-25').restore(IDS[1]!).withdraw(IDS[3]!).seal('2026-11-27T15:00:00Z').files;
  };

  test('history is rewritten with the right key to the same lengths, and one dated head was forgotten', async () => {
    const files = sameShape();
    expect((await verify(copyOf(files))).faults).toEqual([]);
    files.set('log/checkpoints/11', old.get('log/checkpoints/11')!);
    expect((await verify(files)).faults).toEqual(['rewritten log/checkpoints/11']);
  });

  test('entries, tiles and lines are exchanged under the head that was signed', async () => {
    const files = sameShape().set('log/checkpoint', sealed.get('log/checkpoint')!);
    expect((await verify(files)).faults).toEqual(['log log/checkpoint']);
  });

  test('a head that the trusted key signed for another log', async () => {
    const files = copyOf(sealed);
    files.set('log/checkpoint', Buffer.from(signNote(readNote(files.get('log/checkpoint')!).text.replace('open.haneul', 'other.haneul'), keyOf(1))));
    expect((await verify(files)).faults).toEqual(['wrong-key log/checkpoint']);
  });

  test('a log that was cut back with the right key is told by the head that is left of it', async () => {
    const files = copyOf(old);
    files.set('log/checkpoints/20', sealed.get('log/checkpoints/20')!);
    expect((await verify(files, { now: new Date('2026-11-24T00:00:00Z') })).faults).toEqual(['rewritten log/checkpoints/20']);
  });

  test('a manifest that was signed, but with another hash for a record than the log', async () => {
    const portal = new PortalInMemory().release(IDS[0]!);
    portal.files.set(PATH(0), Buffer.from('exchanged before the seal'));
    expect((await verify(portal.seal().files)).faults).toEqual([`altered ${PATH(0)}`, `altered ${PATH(0)}`]);
  });

  test('a record that is sealed and not in the log, and one that is in the log and not sealed', async () => {
    const portal = new PortalInMemory().release(IDS[0]!).release(IDS[1]!);
    portal.files.delete(PATH(1));
    portal.files.set('records/document/2026/11/zzzzzzzzzz.md', Buffer.from('smuggled'));
    expect((await verify(portal.seal().files)).faults).toEqual(['not-in-log records/document/2026/11/zzzzzzzzzz.md', `missing ${PATH(1)}`]);
  });

  test('the records alone: altered, missing, served, unknown', async () => {
    const files = copyOf(sealed);
    put(PATH(0), 'other')(files);
    drop(PATH(4))(files);
    files.set(PATH(2), old.get(PATH(2))!);
    put('records/document/2026/11/zzzzzzzzzz.md', 'lie')(files);
    put('index.html', 'lie')(files);
    expect((await verify(files, { recordsOnly: true })).faults.toSorted()).toEqual([`altered ${PATH(0)}`, `missing ${PATH(4)}`, 'not-in-log records/document/2026/11/zzzzzzzzzz.md', `withdrawn-served ${PATH(2)}`]);
  });
});

describe('any byte, any file', () => {
  test('a changed bit anywhere is noticed', async () => {
    const paths = [...sealed.keys()];
    await fc.assert(fc.asyncProperty(fc.constantFrom(...paths), fc.nat(), fc.integer({ min: 0, max: 7 }), async (path, at, bit) => {
      const files = copyOf(sealed);
      const bytes = files.get(path)!;
      bytes[at % bytes.length]! ^= 1 << bit;
      expect((await verify(files)).verdict, `${path} at ${at % bytes.length}, bit ${bit}`).not.toBe('holds');
    }), { numRuns: 400, seed: 7 });
  });

  test('every deleted file is noticed, but for tiles that a later one has swallowed', async () => {
    for (const path of sealed.keys()) {
      const files = copyOf(sealed);
      files.delete(path);
      const isSwallowed = /^log\/tile\/.*\.p\/(?!20$)/.test(path);
      expect([path, (await verify(files)).verdict]).toEqual([path, isSwallowed ? 'holds' : 'fails']);
    }
  });
});

describe('impossible histories, sealed with the right key', () => {
  const release = { index: 0, on: '2026-11-23', event: 'release', id: IDS[0], path: PATH(0), revision: 1, sha256: 'a'.repeat(64), reason: 'approved' };
  const withdraw = { ...release, event: 'withdraw', revision: 2, sha256: null };
  const NONE = 'is not one as the export writes them';
  test.each<[string, object[], string]>([
    ['amended before it was released', [{ ...release, event: 'amend' }], 'Entry 0 of the log tells of "amend" where only "release" can follow.'],
    ['released twice', [release, { ...release, revision: 2 }], 'Entry 1 of the log tells of "release" where only "amend" or "withdraw" can follow.'],
    ['amended after a withdrawal', [release, withdraw, { ...release, event: 'amend', revision: 3 }], 'Entry 2 of the log tells of "amend" where only "restore" can follow.'],
    ['released anew after a withdrawal', [release, withdraw, { ...release, revision: 3 }], 'Entry 2 of the log tells of "release" where only "restore" can follow.'],
    ['a revision is left out', [release, { ...release, event: 'amend', revision: 3 }], 'Entry 1 of the log has revision 3 where 2 follows.'],
    ['a day goes back', [release, { ...withdraw, on: '2026-11-22' }], 'Entry 1 of the log is of an earlier day than the one before it.'],
    ['a record moves', [release, { ...withdraw, path: `records/document/2026/12/${IDS[0]}.md` }], 'Entry 1 of the log moves a record to another address.'],
    ['an address that leads out', [{ ...release, path: `records/../${IDS[0]}.md` }], `Entry 0 of the log ${NONE}.`],
    ['an address of another id', [{ ...release, path: PATH(1) }], `Entry 0 of the log ${NONE}.`],
    ['a withdrawal with a hash', [release, { ...withdraw, sha256: 'a'.repeat(64) }], `Entry 1 of the log ${NONE}.`],
    ['a title in the log', [{ ...release, title: 'x' }], `Entry 0 of the log ${NONE}.`],
    ['something else than an entry', [['x']], `Entry 0 of the log ${NONE}.`],
    ['a seal that counts wrongly', [release, { index: 0, on: '2026-11-23', event: 'seal', manifest: 'a'.repeat(64), files: 1, released: 2, withdrawn: 0, nextBy: '2026-11-30T15:00:00Z' }], 'Entry 1 of the log counts 2 released records, the log tells of 1.'],
    ['a seal that counts a withdrawal', [{ index: 0, on: '2026-11-23', event: 'seal', manifest: 'a'.repeat(64), files: 1, released: 0, withdrawn: 1, nextBy: '2026-11-30T15:00:00Z' }], 'Entry 0 of the log counts 1 withdrawn records, the log tells of 0.'],
  ])('%s', async (_, entries, text) => {
    const { statements } = await verify(new PortalInMemory().log(entries).seal().files);
    expect(statements.find(({ code }) => code === 'history')).toEqual({ holds: false, code: 'history', text });
  });
});

describe('while a publish is under way', () => {
  const [before, after] = [() => nightTwo(nightOne(new PortalInMemory())).files, () => copyOf(sealed)];
  /** All that is written before a file changes, and what announces it. */
  const announced = () => {
    const files = before();
    for (const [path, bytes] of after()) if (!files.has(path) && /^(?:log\/|manifest\/)/.test(path)) files.set(path, bytes);
    return files.set('log/next', after().get('log/checkpoint')!).set('manifest-next-sha256.txt', after().get('manifest-sha256.txt')!);
  };

  test('every file may be the old or the new one, and nothing more', async () => {
    const changing = [...new Set([...before().keys(), ...after().keys()])].filter((path) => !/^(?:log|manifest)/.test(path) && before().get(path)?.equals(after().get(path) ?? Buffer.alloc(0)) !== true);
    expect(changing.length).toBeGreaterThan(5);
    await fc.assert(fc.asyncProperty(fc.subarray(changing), async (done) => {
      const files = announced();
      for (const path of done) put2(files, path, after().get(path));
      expect(await verify(files)).toMatchObject({ verdict: 'publishing', faults: [] });
    }), { numRuns: 60, seed: 7 });
  });

  test('with the new manifest and the old head, then with both new', async () => {
    const files = announced();
    for (const [path, bytes] of after()) if (path !== 'log/checkpoint') files.set(path, bytes);
    expect(await verify(files)).toMatchObject({ verdict: 'publishing', faults: [] });
    files.set('log/checkpoint', after().get('log/checkpoint')!);
    expect(await verify(files)).toMatchObject({ verdict: 'publishing', faults: [] });
  });

  test.each<[string, (files: Files) => void, string[]]>([
    ['a record that is neither is altered', put(PATH(5), 'other'), [`altered ${PATH(5)}`]],
    ['a record of the night before last is altered', (files) => files.set(PATH(0), old.get(PATH(0))!), [`altered ${PATH(0)}`]],
    ['a page that is neither is altered', put('index.html', 'other'), ['altered index.html']],
    ['a page of both is missing', drop('lists/b.html'), ['missing lists/b.html']],
    ['what was withdrawn before is served', (files) => files.set(PATH(2), old.get(PATH(2))!), [`withdrawn-served ${PATH(2)}`]],
    ['a head that is coming and another signed', (files) => files.set('log/next', threeNights(keyOf(2)).files.get('log/checkpoint')!), ['wrong-key log/next']],
    ['a list that is coming and nobody sealed', put('manifest-next-sha256.txt', `${sha256('x')}  manifest/x.txt\n`), ['manifest manifest-next-sha256.txt']],
  ])('%s', async (_, change, faults) => {
    const files = announced();
    change(files);
    expect((await verify(files)).faults).toEqual(faults);
  });

  test('what is sent before it is announced, and what is left after it, is no fault', async () => {
    const ready = announced();
    drop('log/next')(ready);
    drop('manifest-next-sha256.txt')(ready);
    expect(await verify(ready)).toMatchObject({ verdict: 'publishing', faults: [] });
    const left = after();
    for (const [path, bytes] of before()) if (path.startsWith('manifest/') && !left.has(path)) left.set(path, bytes);
    expect(await verify(left)).toMatchObject({ verdict: 'publishing', faults: [] });
  });

  test('a copy that goes on while it is read was never whole', async () => {
    const files = before();
    const mirror = memoryMirror(files, (path) => { if (path === 'index.html') for (const [one, bytes] of after()) files.set(one, bytes); });
    expect(await verify(files, { mirror })).toMatchObject({ verdict: 'publishing', faults: [] });
  });
});

function put2(files: Files, path: string, bytes: Buffer | undefined): void {
  if (bytes === undefined) files.delete(path);
  else files.set(path, bytes);
}

test('a verdict of nothing is no good one', () => expect(verdictOf([])).toBe('fails'));

test('keys of other kinds sign nothing', async () => {
  const witness: VerifierKey & SigningKey = keyOf(1, 'open.haneul.example/log', 4);
  expect((await verify(copyOf(sealed), { keys: [witness] })).faults).toEqual(['wrong-key log/checkpoint']);
});
