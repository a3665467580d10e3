/** The commands: copies behind an address, a witness with a memory, and keys that work. */
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeKey } from '../../../scripts/log-key.ts';
import { urlMirror } from '../../../scripts/verify/url-mirror.ts';
import { linesOf, verdictLine } from '../../../scripts/verify/told.ts';
import { keysOf, mirrorOf } from '../../../scripts/verify.ts';
import { witness } from '../../../scripts/witness.ts';
import { openNote, parseSigningKey, verifierKeyOf } from '../../../src/archive/log/note.ts';
import { readWhole } from '../../../src/archive/verify/mirror.ts';
import { verdictOf, type Statement } from '../../../src/archive/verify/statements.ts';
import { verifyMirror } from '../../../src/archive/verify/verify.ts';
import { Killed, testEffects } from '../../effects.ts';
import { temporaryFolder } from '../../folders.ts';
import { IDS, keyOf, nightOne, nightTwo, PortalInMemory, threeNights } from '../sealed.ts';
import { memoryMirror } from './memory-mirror.ts';

const NOW = new Date('2026-11-26T00:00:00Z');

describe('a copy behind an address', () => {
  let server: Server;
  let address: string;
  let files: Map<string, Buffer>;
  beforeAll(async () => {
    files = threeNights().files;
    server = createServer((request, response) => {
      const path = decodeURIComponent(request.url!.slice('/city/'.length));
      const bytes = files.get(path);
      if (path.startsWith('away')) return void response.writeHead(302, { location: 'http://127.0.0.2:1/x' }).end();
      if (path.startsWith('around')) return void response.writeHead(302, { location: '/city/around' }).end();
      if (path.startsWith('moved')) return void response.writeHead(302, { location: '/city/index.html' }).end();
      if (path.startsWith('broken')) return void response.writeHead(500).end();
      if (path.startsWith('forbidden')) return void response.writeHead(403).end();
      if (path.startsWith('silent')) return undefined;
      if (path.startsWith('big')) return void response.end(Buffer.alloc(1000));
      return void response.writeHead(bytes === undefined ? 404 : 200).end(bytes);
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/city`;
  });
  afterAll(() => { server.closeAllConnections(); server.close(); });

  test('holds as the folder does', async () => {
    expect(verdictOf(await verifyMirror({ mirror: mirrorOf(address), keys: [keyOf(1)], now: NOW }))).toBe('holds');
  });

  test('is told when it lies', async () => {
    files.set('index.html', Buffer.from('lie'));
    const statements = await verifyMirror({ mirror: mirrorOf(address), keys: [keyOf(1)], now: NOW });
    expect(statements.filter(({ holds }) => holds === false)).toEqual([{ holds: false, code: 'altered', text: 'A file was altered: it is not the one that was sealed.', path: 'index.html' }]);
  });

  test('may move a file on its own host, and has none where it says so', async () => {
    expect((await readWhole(urlMirror(address), 'moved'))?.toString()).toBe('lie');
    for (const path of ['nothing', 'forbidden', '../etc/passwd', '/x']) expect(await readWhole(urlMirror(address), path)).toBeNull();
  });

  const NEITHER = 'expected the server to send the file or to say that there is none, got';
  test.each([
    ['away', `away: ${NEITHER} a redirect to another host`],
    ['around', `around: ${NEITHER} more than 5 redirects`],
    ['broken', `broken: ${NEITHER} status 500`],
    ['silent', `silent: ${NEITHER} no answer within 0.3 s`],
    ['big', `big: ${NEITHER} more than 999 bytes`],
  ])('that answers with neither file nor "not found" is not judged: %s', async (path, message) => {
    await expect(readWhole(urlMirror(address, { timeoutMs: 300, mostBytes: 999 }), path)).rejects.toThrow(message);
  });

  test('that is no address', () => {
    expect(() => urlMirror('ftp://x')).toThrow('address: expected a folder or an address with http:// or https://, got something else');
    expect(() => mirrorOf('/nowhere')).toThrow('copy: expected a folder or an address with http:// or https://, got something else');
  });
});

describe('a witness', () => {
  const key = keyOf(9, 'witness.example/w', 4);
  const watch = (stateFolder: string, files: Map<string, Buffer>, effects = testEffects({ now: '2026-11-26T00:00:00Z' }), by = 1) => witness({ mirror: memoryMirror(files), keys: [keyOf(by)], stateFolder, witness: key, effects });
  const [one, two] = [() => nightOne(new PortalInMemory()).files, () => nightTwo(nightOne(new PortalInMemory())).files];

  test('prints a line that belongs under the head, again and again, and goes on with the log', async () => {
    const folder = temporaryFolder();
    for (const files of [one(), one(), two()]) {
      const line = await watch(folder, files);
      expect(openNote(files.get('log/checkpoint')!.toString() + line, [keyOf(1), key]).verifiedBy.map(({ time }) => time)).toEqual([null, Date.parse('2026-11-26T00:00:00Z') / 1000]);
    }
  });

  test('refuses a log that is shorter than it was, or other, and keeps what it knows', async () => {
    const folder = temporaryFolder();
    await watch(folder, two());
    await expect(watch(folder, one())).rejects.toThrow('log/checkpoint: expected a log of at least 17 entries, as was seen before, got 11');
    const other = nightOne(new PortalInMemory().release(IDS[11]!));
    for (let n = 0; n < 9; n += 1) other.amend(IDS[0]!);
    await expect(watch(folder, other.seal().files)).rejects.toThrow('HISTORY WAS REWRITTEN: expected the 17 entries that were seen before at its beginning, got others');
    await expect(watch(folder, two())).resolves.toContain('witness.example/w');
  });

  test('refuses a head that is not the log\'s, and signs nothing', async () => {
    const folder = temporaryFolder();
    await expect(watch(folder, one(), undefined, 2)).rejects.toThrow('signed note: expected the signature of a known key, got 1 of others');
    await expect(watch(folder, new Map())).rejects.toThrow('log/checkpoint: expected the head of a log, got no file');
    await expect(watch(folder, new PortalInMemory(null).seal().files)).rejects.toThrow('signed note: expected the signature of a known key, got 0 of others');
    expect(await watch(folder, two())).toContain('witness.example/w');
  });

  test.each(['before', 'after'] as const)('that is cut off %s any write has printed nothing it does not remember', async (killWhen) => {
    for (const killAt of [0, 1]) {
      const folder = temporaryFolder();
      await watch(folder, one());
      await expect(watch(folder, two(), testEffects({ killAt, killWhen }))).rejects.toThrow(Killed);
      expect(await watch(folder, two())).toContain('witness.example/w');
      await expect(watch(folder, one())).rejects.toThrow('at least 17 entries');
    }
  });

  test('does not work beside another', async () => {
    const folder = temporaryFolder();
    await watch(folder, one());
    const both = await Promise.allSettled([watch(folder, two()), watch(folder, two())]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(readdirSync(folder).filter((name) => !name.endsWith('.checkpoint'))).toEqual([]);
  });
});

describe('keys on the command line', () => {
  test('a new one is shown with what belongs into city.json, and the secret stands on stdout only', () => {
    const { line, advice } = makeKey('open.haneul.example/log', false, Buffer.alloc(32, 1));
    const key = parseSigningKey(line.replace('GLASSHALL_LOG_KEY=', ''));
    const log = JSON.parse(`{${/ {2}"log"[^]*?\n {2}\}/.exec(advice)![0]}}`) as { log: { origin: string; keys: string[] } };
    expect(log).toEqual({ log: { origin: 'open.haneul.example/log', keys: [verifierKeyOf(key)] } });
    expect(advice).not.toContain('PRIVATE');
    expect(makeKey('w', true, Buffer.alloc(32, 1)).line).toMatch(/^GLASSHALL_WITNESS_KEY=PRIVATE\+KEY\+w\+/);
  });

  test('are lines, or files of lines', () => {
    const file = join(temporaryFolder(), 'keys');
    writeFileSync(file, `${verifierKeyOf(keyOf(1))}\n\n${verifierKeyOf(keyOf(2))}\n`);
    expect(keysOf('--key', [file, verifierKeyOf(keyOf(3))]).map(({ id }) => id)).toEqual([1, 2, 3].map((seed) => keyOf(seed).id));
    expect(() => keysOf('--key', ['x'])).toThrow('--key: expected <name>+<id>+<base64>');
  });
});

describe('what is told', () => {
  const fault: Statement = { holds: false, code: 'altered', text: 'A file was altered.', path: 'a\u001b[2J.html' };
  const note: Statement = { holds: null, code: 'own-key', text: 'Its own key.' };
  const good: Statement = { holds: true, code: 'log', text: 'The log.' };

  test('faults come last, and no path reaches the terminal with its control characters', () => {
    expect(linesOf([fault, note, good])).toEqual(['note   Its own key.', 'holds  The log.', 'FAILS  a\uFFFD[2J.html: A file was altered.']);
  });

  test.each([
    ['holds', [good], 'All that was looked at holds.'],
    ['holds by its own key', [note, good], 'All that was looked at holds. Who signed it is not proved: no key was given.'],
    ['fails', [good, fault, fault], 'This copy does NOT hold. Faults: 2.'],
    ['is a preview', [good, { holds: null, code: 'unsigned', text: '' }], 'This is an UNSIGNED PREVIEW. It agrees with itself, and nobody vouches for it.'],
    ['is between two nights', [good, { holds: null, code: 'publishing', text: '' }], 'This copy is between two nights: nothing wrong was found, and nothing is certain. Verify again later.'],
  ] as [string, Statement[], string][])('a copy that %s', (_, statements, line) => expect(verdictLine(verdictOf(statements), statements)).toBe(line));
});
