/**
 * What the city seals is what a stranger verifies: a portal of the real build, sealed
 * night after night, sound as it stands, and never called altered by somebody who reads
 * it while the next one is being published.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../../scripts/build.ts';
import { seal } from '../../../scripts/seal.ts';
import { newSigningKey, parseSigningKey, verifierKeyOf } from '../../../src/archive/log/note.ts';
import { publish } from '../../../src/archive/publish/publish.ts';
import { folderMirror } from '../../../src/archive/verify/mirror.ts';
import { verifyRecord } from '../../../src/archive/verify/record.ts';
import { verdictOf } from '../../../src/archive/verify/statements.ts';
import { verifyMirror } from '../../../src/archive/verify/verify.ts';
import { State } from '../../../src/export/state.ts';
import { RandomCity } from '../../build/random-city.ts';
import { testEffects } from '../../effects.ts';
import { copyFolder, suiteFolder } from '../../folders.ts';
import { KillTarget } from '../publish/kill-target.ts';
import { ORIGIN } from '../sealed.ts';
import { memoryMirror } from './memory-mirror.ts';

const WRITTEN = newSigningKey(ORIGIN, Buffer.alloc(32, 1));
const KEY = parseSigningKey(WRITTEN);
const NIGHTS = 3;

let nights: string[];
/** When each night was sealed. */
let times: string[];

beforeAll(async () => {
  const root = suiteFolder();
  const folders = { content: join(root, 'content'), private: join(root, 'private'), cache: join(root, 'cache'), out: join(root, 'dist') };
  const city = new RandomCity(folders.content, 5);
  const file = join(folders.content, 'city.json');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')) as object, log: { origin: ORIGIN, keys: [verifierKeyOf(KEY)] } }));
  [nights, times] = [[], []];
  for (let night = 0; night < NIGHTS; night += 1) {
    city.night(night === 0 ? 20 : 2, night === 0 ? 0 : 4);
    times.push(`${remember(folders.content, folders.private)}T03:00:00Z`);
    await build({ content: folders.content, cache: folders.cache, out: folders.out, check: async () => {}, report: () => {} });
    seal({ ...folders, key: WRITTEN, effects: testEffects({ now: times[night]! }) });
    city.sealed();
    nights.push(join(root, `night-${night}`));
    copyFolder(folders.out, nights.at(-1)!);
  }
});

/** Writes the private state as the export would have left it after these nights, and returns the day of the last. */
function remember(content: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(join(content, 'log')).sort();
  const last = readFileSync(join(content, 'log', names.at(-1)!));
  const entry = JSON.parse(last.toString().trimEnd().split('\n').at(-1)!) as { index: number; on: string };
  const state = new State(join(folder, 'state.sqlite'));
  state.begin();
  state.saveCounters({ nights: names.length, logLength: entry.index + 1, lastLogSha256: createHash('sha256').update(last).digest('hex'), lastNight: entry.on });
  state.commit();
  state.close();
  return entry.on;
}

/** Every record's last entry, out of the readable log. */
function recordsOf(folder: string): string[] {
  const lines = readdirSync(join(folder, 'log')).filter((name) => name.endsWith('.jsonl')).flatMap((name) => readFileSync(join(folder, 'log', name), 'utf8').trimEnd().split('\n'));
  return [...new Set(lines.map((line) => (JSON.parse(line) as { id?: string }).id).filter((id) => id !== undefined))];
}

describe('a portal as the city seals it', () => {
  test.each(Array.from({ length: NIGHTS }, (_, night) => night))('night %i holds, whole and record by record', async (night) => {
    const [mirror, now] = [folderMirror(nights[night]!), new Date(times[night]!)];
    const statements = await verifyMirror({ mirror, keys: [KEY], now });
    expect(statements.filter(({ holds }) => holds !== true)).toEqual([]);
    for (const id of recordsOf(nights[night]!)) expect(verdictOf((await verifyRecord({ mirror, id, keys: [KEY], now })).statements), id).toBe('holds');
  });

  test('read at any moment of a publish, it holds or says that it is changing', async () => {
    const files = new Map<string, string>();
    const now = new Date(times[1]!);
    await publish({ folder: nights[1]!, target: new KillTarget(files), keys: [KEY] });
    const seen: Map<string, Buffer>[] = [];
    let operations = 0;
    const watch = (at: ReadonlyMap<string, string>) => { if (operations++ % 9 === 0) seen.push(new Map([...at].map(([path, text]) => [path, Buffer.from(text, 'latin1')]))); };
    await publish({ folder: nights[2]!, target: new KillTarget(files, { watch }), keys: [KEY] });
    const found: string[] = [];
    for (const moment of seen) {
      const statements = await verifyMirror({ mirror: memoryMirror(moment), keys: [KEY], now });
      expect(statements.filter(({ holds }) => holds === false)).toEqual([]);
      found.push(verdictOf(statements));
    }
    expect(found.filter((verdict) => verdict === 'publishing').length).toBeGreaterThan(3);
    expect(verdictOf(await verifyMirror({ mirror: memoryMirror(new Map([...files].map(([path, text]) => [path, Buffer.from(text, 'latin1')]))), keys: [KEY], now }))).toBe('holds');
  });
});
