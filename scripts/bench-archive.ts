/**
 * `npm run bench:archive`: what the archive costs: a log of many entries and a night that
 * is appended to it, the check of one record in a browser, a manifest that follows a
 * change. Ratios are within this run; counts are exact.
 *
 *     npm run bench:archive -- [--leaves 1000000] [--nightly 1000] [--files 200000]
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Edge } from '../src/archive/log/append.ts';
import { inclusionProof, isIncluded } from '../src/archive/log/proof.ts';
import { leafHash } from '../src/archive/log/hashes.ts';
import { answer, Tree } from '../src/archive/log/tree.ts';
import { changedManifest, wholeManifest } from '../src/archive/manifest/manifest.ts';
import { sha256Of } from '../src/archive/manifest/shards.ts';
import { ArchiveError } from '../src/errors.ts';
import { options, run } from './command.ts';

/** A log on disk and how it is read. */
interface LogFolder { folder: string; read: (path: string) => Buffer | null; put: (path: string, bytes: Buffer) => void; counts: { files: number; bytes: number; read: number } }

function openLog(): LogFolder {
  const folder = mkdtempSync(join(tmpdir(), 'glasshall-bench-'));
  const counts = { files: 0, bytes: 0, read: 0 };
  const made = new Set<string>();
  return {
    folder, counts,
    read: (path) => {
      const bytes = readFileSync(join(folder, path));
      counts.read += bytes.length;
      return bytes;
    },
    put: (path, bytes) => {
      const file = join(folder, path);
      if (!made.has(dirname(file))) mkdirSync(dirname(file), { recursive: true });
      made.add(dirname(file));
      writeFileSync(file, bytes);
      counts.files += 1;
      counts.bytes += bytes.length;
    },
  };
}

/** An entry as the export writes it; ids and hashes follow from its number. */
function entryOf(index: number): Buffer {
  const sha256 = createHash('sha256').update(String(index)).digest('hex');
  return Buffer.from(JSON.stringify({ index, on: '2026-11-24', event: 'release', id: sha256.slice(0, 10), path: `records/document/2026/11/${sha256.slice(0, 10)}.md`, revision: 1, sha256, reason: 'approved' }));
}

/** Returns what `work` gives and the CPU seconds it took. */
function measured<Result>(work: () => Result): { result: Result; seconds: number } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { result, seconds: (user + system) / 1e6 };
}

function grow(log: LogFolder, from: number, count: number): number {
  const edge = new Edge(log.read, from, log.put);
  for (let n = from; n < from + count; n += 1) edge.add(entryOf(n));
  edge.finish();
  return edge.size;
}

function benchLog(leaves: number, nightly: number): string[] {
  const log = openLog();
  try {
    const whole = measured(() => grow(log, 0, leaves));
    const files = log.counts.files;
    Object.assign(log.counts, { files: 0, bytes: 0 });
    const night = measured(() => grow(log, leaves, nightly));
    const written = { ...log.counts };
    log.counts.read = 0;
    const index = Math.floor(leaves / 3);
    const tree = new Tree(leaves + nightly);
    const proof = measured(() => answer(inclusionProof(tree, index), log.read));
    const root = answer(tree.hashOf(0, leaves + nightly), log.read);
    if (!isIncluded(leafHash(entryOf(index)), index, leaves + nightly, root, proof.result)) throw new ArchiveError('BAD_LOG', 'bench', 'expected the proof to hold, it does not');
    return [
      `log of ${leaves.toLocaleString('en-US')} entries: ${whole.seconds.toFixed(2)} s CPU, ${files} files`,
      `  a night of ${nightly}: ${night.seconds.toFixed(3)} s CPU, ${written.files} files, ${(written.bytes / 1000).toFixed(0)} KB; to the whole ${(night.seconds / whole.seconds).toFixed(4)}×`,
      `  inclusion of one entry: ${(log.counts.read / 1000).toFixed(1)} KB of tiles read, proof of ${proof.result.length} hashes`,
    ];
  } finally {
    rmSync(log.folder, { recursive: true, force: true });
  }
}

function benchManifest(files: number, changes: number): string[] {
  // Sixteen years, one month after the other: a night changes the newest.
  const month = (n: number) => `20${String(10 + Math.floor((n * 16) / files))}/${String(1 + Math.floor((n * 192) / files) % 12).padStart(2, '0')}`;
  const hashes = new Map(Array.from({ length: files }, (_, n): [string, string] => [n % 3 === 0 ? `keywords/${n}.html` : `records/document/${month(n)}/${n}.html`, sha256Of(String(n))]));
  const whole = measured(() => wholeManifest(hashes, () => null));
  const changed = new Map([...hashes.keys()].slice(-changes).map((path) => [path, sha256Of(`${path} changed`)]));
  const standing = { text: whole.result.text, files, read: (path: string) => whole.result.shards.get(path)! };
  const night = measured(() => changedManifest(standing, changed, [], () => null));
  return [
    `manifest of ${files.toLocaleString('en-US')} files: ${whole.seconds.toFixed(2)} s CPU, ${whole.result.shards.size} shards`,
    `  ${changes} changed: ${night.seconds.toFixed(3)} s CPU, ${night.result.shards.size} shards written; to the whole ${(night.seconds / whole.seconds).toFixed(3)}×`,
  ];
}

function numberOf(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new ArchiveError('BAD_ARGUMENT', `--${name}`, 'expected a number from 1, got something else');
  return Number(text);
}

if (import.meta.main) {
  await run(() => {
    const { values } = options({ leaves: { type: 'string', default: '1000000' }, nightly: { type: 'string', default: '1000' }, files: { type: 'string', default: '200000' } });
    const [leaves, nightly, files] = (['leaves', 'nightly', 'files'] as const).map((name) => numberOf(name, values[name]!)) as [number, number, number];
    process.stdout.write(`${[...benchLog(leaves, nightly), ...benchManifest(files, nightly)].join('\n')}\n`);
  });
}
