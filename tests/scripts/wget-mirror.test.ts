/**
 * `wget --mirror`, a client nobody here wrote: what it copies by following links is, byte
 * for byte, what the portal is; what it can't find that way is named below.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build } from '../../scripts/build.ts';
import { seal } from '../../scripts/seal.ts';
import { sha256Of } from '../../src/archive/manifest/shards.ts';
import { State } from '../../src/export/state.ts';
import { bytesOf } from '../archive/publish/nights.ts';
import { RandomCity } from '../build/random-city.ts';
import { testEffects } from '../effects.ts';
import { suiteFolder } from '../folders.ts';
import { isHere } from './mirror/mirror.ts';
import { serveFolder } from './mirror/served.ts';

/**
 * What no link leads to, on purpose: files for hosts, scripts and other programs, which
 * the manifest, the sitemap and ResourceSync name. `mirror.sh` copies these too.
 */
const UNLINKED = [
  /^_(?:headers|redirects)$/, /^security\//, /^robots\.txt$/, /^sitemap/, /^(?:en\/)?404\.html$/,
  /^pagefind\//, /^data\/(?:search-|suggest\.)/, /^(?:en\/)?oembed\//, /^(?:en\/)?embed\//, /^assets\//,
  /^manifest\//, /^log\/(?:\d+\.jsonl|tile\/|checkpoints\/)/, /^resourcesync\//, /^\.well-known\//, /^data\/catalog\.ttl$/, /\.schema\.json$/,
  // Counts of units that have no papers: their table leads nowhere yet.
  /^(?:en\/)?disclosure\/units\//,
  // The lists as JSON stand beside their pages, under the same name.
  /^(?:keywords|places|ranks|register|types|units|projects|classes|dates)\/.*\.json$/,
];

function wget(address: string, folder: string): Promise<number | null> {
  const child = spawn('wget', ['--mirror', '--quiet', '--no-host-directories', '--directory-prefix', folder, '-e', 'robots=off', `${address}/index.html`], { stdio: 'ignore' });
  return new Promise((done) => { child.once('close', done); });
}

/** The private state as an export would have left it. */
function remember(folder: string): void {
  const log = join(folder, 'content/log');
  const nights = readdirSync(log).sort();
  const last = readFileSync(join(log, nights.at(-1)!));
  const { index, on } = JSON.parse(last.toString().trimEnd().split('\n').at(-1)!) as { index: number; on: string };
  mkdirSync(join(folder, 'private'), { recursive: true });
  const state = new State(join(folder, 'private/state.sqlite'));
  state.begin();
  state.saveCounters({ nights: nights.length, logLength: index + 1, lastLogSha256: sha256Of(last), lastNight: on });
  state.commit();
  state.close();
}

test.skipIf(!isHere('wget'))('wget --mirror copies everything that is linked (skipped where wget is not installed)', async () => {
  const folder = suiteFolder();
  const dist = join(folder, 'dist');
  const folders = { content: join(folder, 'content'), private: join(folder, 'private'), cache: join(folder, 'cache'), out: dist };
  new RandomCity(folders.content, 5).night(30, 0);
  remember(folder);
  await build({ content: folders.content, cache: folders.cache, out: dist, isWhole: true, check: async () => {}, report: () => {} });
  seal({ ...folders, key: undefined, effects: testEffects({ now: '2026-11-24T03:00:00Z' }) });
  const served = await serveFolder(dist);
  await wget(served.address, join(folder, 'copy'));
  expect([...new Set(served.asked)].filter((path) => !existsSync(join(dist, path))).sort()).toEqual([]);
  const [portal, copy] = [bytesOf(dist), bytesOf(join(folder, 'copy'))];
  expect([...copy].filter(([path, bytes]) => portal.get(path) !== bytes).map(([path]) => path)).toEqual([]);
  const missing = [...portal.keys()].filter((path) => !copy.has(path) && !UNLINKED.some((pattern) => pattern.test(path)));
  expect(missing.sort()).toEqual([]);
  for (const path of ['manifest-sha256.txt', 'log/checkpoint', 'mirror.sh']) expect(copy.has(path), path).toBe(true);
}, 300_000);
